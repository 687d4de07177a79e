/* The one list of rules: each X(name) is `ct_check_name` in checks/name.c. In the order of their ids. */
#ifndef CT_CHECKS_CHECKS_H
#define CT_CHECKS_CHECKS_H

#include <cotejo/check.h>

#define CHECK_LIST(X)          \
    X(acronym_expansion)      \
    X(acronym_slip)           \
    X(actor_differs)          \
    X(brackets_unbalanced)    \
    X(calque)                 \
    X(capitalisation)         \
    X(clause_one_sided)       \
    X(date_word_differs)      \
    X(defined_term_unused)    \
    X(direction_differs)      \
    X(doubled_word)           \
    X(encoding_damage)        \
    X(false_friend)           \
    X(figure_differs)         \
    X(figure_one_sided)       \
    X(heading_case_departs)   \
    X(heading_mark_missing)   \
    X(heading_unfulfilled)    \
    X(inverted_mark_missing)  \
    X(item_form_departs)      \
    X(item_one_sided)         \
    X(list_mark_differs)      \
    X(misspelling)            \
    X(modality_differs)       \
    X(mutuality_differs)      \
    X(name_differs)           \
    X(name_one_sided)         \
    X(name_slip)              \
    X(name_varies)            \
    X(negation_differs)       \
    X(no_counterpart)         \
    X(number_differs)         \
    X(number_format)          \
    X(number_one_sided)       \
    X(ordinal_differs)        \
    X(outline_irregular)      \
    X(partly_untranslated)    \
    X(passage_moved)          \
    X(quotation_unbalanced)   \
    X(region_renamed)         \
    X(region_varies)          \
    X(rendering_varies)       \
    X(residue_left)           \
    X(roles_swapped)          \
    X(segment_empty)          \
    X(sentence_added)         \
    X(sentence_omitted)       \
    X(spacing)                \
    X(spelling_slip)          \
    X(strength_differs)       \
    X(stretch_unrendered)     \
    X(term_deprecated)        \
    X(term_unexpected)        \
    X(term_varies)            \
    X(unit_differs)           \
    X(untranslated)           \
    X(wrong_target)

#define X(name) extern const ct_check ct_check_##name;
CHECK_LIST(X)
#undef X

#endif
