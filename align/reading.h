/* A side of a file of aligned pairs as a reading. */
#ifndef COTEJO_ALIGN_READING_H
#define COTEJO_ALIGN_READING_H

#include <cotejo/audit.h>

/** Read the segments `spans` of a text that is borrowed and must outlive the reading. The options' language must be
 *  one; encoding, part and checksum are not looked at.
 *  @param remarks [n_remarks] what a reviser has to know, besides what the text's encoding tells */
ct_status ct_document_reading_of_spans(ct_document_reading **out, const char *path, const ct_text *text,
                                       const ct_span *spans, size_t n, const char *const *remarks, size_t n_remarks,
                                       const ct_reading_options *options, const ct_lexicon *lexicon,
                                       const ct_profile *profile, ct_error *err);

/** How many running words of the segments are function words of `language`. */
ct_status ct_count_function_words(size_t *out, const ct_text *text, const ct_span *spans, size_t n,
                                  const ct_lexicon *lexicon, ct_language language, ct_error *err);

#endif
