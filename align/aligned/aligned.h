/* What the readers of files of pairs hand over: one text, and in it the two spans of every pair. */
#ifndef CT_ALIGNED_PRIVATE_H
#define CT_ALIGNED_PRIVATE_H

#include <cotejo/aligned.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/vector.h>

typedef CT_VECTOR(ct_span) ct_span_list;

/** Pairs as they were found. { 0 } is ready. */
typedef struct ct_paired {
    ct_arena     arena;
    ct_text     *text;
    ct_span_list sides[CT_SIDES];           /* of one length */
    ct_language  languages[CT_SIDES];       /* CT_LANGUAGES: the file does not say */
    CT_VECTOR(const char *) remarks;
} ct_paired;

/** Take a pair; false when out of memory. */
bool ct_paired_add(ct_paired *paired, ct_span source, ct_span target);
/** Take a remark for the reader of the report; false when out of memory. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
bool ct_paired_remark(ct_paired *paired, const char *format, ...);

/* Each reader looks at paired->text, the whole file, and may replace it by one made of pieces of it.
 * @return CT_OK, CT_NOMEM, CT_LIMIT, CT_FORMAT */
ct_status ct_read_tsv(ct_paired *paired, ct_error *err);

#endif
