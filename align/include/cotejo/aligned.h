/* Files of aligned pairs: both sides of every pair in one file, segment by segment. */
#ifndef COTEJO_ALIGNED_H
#define COTEJO_ALIGNED_H

#include <cotejo/audit.h>

typedef enum ct_aligned_form {
    CT_ALIGNED_ANY,      /* found out from the first bytes */
    CT_ALIGNED_TSV,      /* source, tab, target; one pair a line; further fields are left alone */
    CT_ALIGNED_TMX,      /* 1.4b: of each unit the first variant of either language */
    CT_ALIGNED_XLIFF,    /* 1.2, 2.0, 2.1 */
    CT_ALIGNED_PO,       /* GNU gettext; fuzzy and obsolete entries are set aside */
    CT_ALIGNED_FORMS
} ct_aligned_form;
const char *ct_aligned_form_name(ct_aligned_form form);   /* "tsv" … */

typedef struct ct_aligned_options {
    ct_aligned_form  form;
    ct_language     languages[CT_SIDES];   /* CT_LANGUAGES: found out, from the file or from its words */
    ct_read_options read;
    const ct_messages *messages;           /* the language of remarks; NULL: English */
} ct_aligned_options;

/** Both sides of such a file, read as far as their statements. Spans of both point into the one file.
 *  Block i of the one document is rendered by block i of the other. Never changes once read. */
typedef struct ct_aligned ct_aligned;

/** Borrows lexicon and profile, which must outlive it.
 *  @param options NULL: the defaults
 *  @return as ct_document_reading_of(); CT_FORMAT (no such file, or no pair in it), CT_USAGE (both sides of one language) */
ct_status ct_aligned_read(ct_aligned **out, const char *path, const ct_aligned_options *options,
                         const ct_lexicon *lexicon, const ct_profile *profile, ct_error *err);
void ct_aligned_free(ct_aligned *bitext);   /* NULL is allowed */

ct_aligned_form             ct_aligned_form_of(const ct_aligned *bitext);
const ct_document_reading *ct_aligned_side(const ct_aligned *bitext, ct_side side);

#endif
