/* What the files that work with decisions share. */
#ifndef COTEJO_ALIGN_REVIEW_H
#define COTEJO_ALIGN_REVIEW_H

#include <cotejo/decision.h>

struct ct_review {
    ct_standing *standings;   /* [findings of the audit] */
    bool         has_baseline;
};

/** Decisions by finding, then by person, then as in the file; the caller frees the list. */
ct_status ct_decisions_sort(const ct_decision ***out, size_t *n, const ct_decisions *decisions, ct_error *err);

/** Of the lines [first, end) of one finding, sorted so: the newest last word of anybody, NULL if all was taken back;
 *  `*rival` gets another person's last word that differs from it, the newest of these. */
const ct_decision *ct_decisions_word(const ct_decision *const *sorted, size_t first, size_t end, const ct_decision **rival);

#endif
