/* What the readers of files of pairs hand over: one text, and in it the two spans of every pair. */
#ifndef CT_ALIGNED_PRIVATE_H
#define CT_ALIGNED_PRIVATE_H

#include <cotejo/aligned.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/vector.h>

#include "view.h"
#include "xml.h"

typedef CT_VECTOR(ct_span) ct_span_list;

/** Pairs as they were found. { 0 } is ready. */
typedef struct ct_paired {
    ct_arena     arena;
    ct_text     *text;                      /* the whole file; then what is left of it without markup */
    const char  *path;                      /* for messages */
    ct_view      view;
    ct_span_list sides[CT_SIDES];           /* of one length */
    ct_language  languages[CT_SIDES];       /* CT_LANGUAGES: the file does not say */
    const ct_messages *messages;
    CT_VECTOR(const char *) remarks;
} ct_paired;

/** The form of a file, by its first element or its first lines; CT_ALIGNED_ANY: XML of another kind. */
ct_aligned_form ct_paired_form(const ct_text *text);
/** Read the pairs of a text; `text`, `path` and the languages that the caller knows (else CT_LANGUAGES) are filled in
 *  already, and all languages are known afterwards. To be released in any case, with the text. */
ct_status ct_paired_read(ct_paired *paired, ct_aligned_form form, const ct_lexicon *lexicon, ct_error *err);
void      ct_paired_release(ct_paired *paired);

/* ---- for the readers ------------------------------------------------------------------------------------- */

/** Take a pair; false when out of memory. */
bool ct_paired_add(ct_paired *paired, ct_span source, ct_span target);
/** Take a remark for the reader of the report; false when out of memory. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
bool ct_paired_remark(ct_paired *paired, const char *format, ...);

/** The same, with the numbers' words: "3 entries are fuzzy and were left out"; nothing if there are none. */
bool ct_paired_count(ct_paired *paired, size_t n, const char *one, const char *many);

/** Read what is inside the element whose opening tag is the token, up to its closing tag, as one segment of the view. */
ct_status ct_read_inline(ct_xml *xml, ct_view *view, ct_span *out, ct_error *err);
/** Whether an element says xml:space="preserve"; `otherwise` if it says nothing. */
bool ct_xml_preserves(const ct_xml *xml, bool otherwise);
/** Put the text that the view made in the place of the file's, and set the pairs' spans right. */
ct_status ct_paired_cut(ct_paired *paired, ct_error *err);
/** The language of a tag of the file for a side, unless the caller said one; CT_FORMAT if it is neither of ours. */
ct_status ct_paired_language(ct_paired *paired, ct_side side, const ct_xml *xml, const char *tag, ct_error *err);

/* Each reader looks at paired->text, the whole file, and may replace it by one made of pieces of it. Languages that are
 * CT_LANGUAGES may be filled in.
 * @return CT_OK, CT_NOMEM, CT_LIMIT, CT_FORMAT (with file, line and remedy) */
ct_status ct_read_tsv(ct_paired *paired, ct_error *err);
ct_status ct_read_tmx(ct_paired *paired, ct_error *err);
ct_status ct_read_xliff(ct_paired *paired, ct_error *err);
ct_status ct_read_po(ct_paired *paired, ct_error *err);

#endif
