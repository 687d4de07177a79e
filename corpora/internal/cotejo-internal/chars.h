/* Characters of a text known to be well-formed UTF-8, by their Unicode properties. Offsets are bytes. */
#ifndef COTEJO_INTERNAL_CHARS_H
#define COTEJO_INTERNAL_CHARS_H

#include <cotejo/text.h>

#include <cotejo-internal/buffer.h>

/** The character at `at` (below `end`) into `*c`; returns the offset behind it. */
uint32_t ct_char_next(const char *bytes, uint32_t at, uint32_t end, int32_t *c);
/** The character that ends at `at` (above `start`) into `*c`; returns the offset where it begins. */
uint32_t ct_char_before(const char *bytes, uint32_t start, uint32_t at, int32_t *c);
/** The character at `at`; 0 at `end`. */
int32_t  ct_char_at(const char *bytes, uint32_t at, uint32_t end);

bool ct_char_space(int32_t c);        /* white space, controls, byte order mark, zero-width space */
bool ct_char_line_end(int32_t c);     /* ends a line, alone (CR LF is for the caller to see as one) */
bool ct_char_letter(int32_t c);       /* letters and the marks that stand on them, not the ordinal signs */
bool ct_char_upper(int32_t c);
bool ct_char_lower(int32_t c);
bool ct_char_stop(int32_t c);         /* ends a sentence: . ! ? … */
bool ct_char_opener(int32_t c);       /* opening quotation marks and brackets, and ¿ ¡ */
bool ct_char_closer(int32_t c);       /* closing quotation marks and brackets */
bool ct_char_symbol(int32_t c);       /* currency, mathematical and other symbols, % ‰ # & @ too */
static inline bool ct_char_digit(int32_t c) { return c >= '0' && c <= '9'; }
static inline bool ct_char_dash(int32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
/** Spaces that hold the groups of one figure together: no-break, thin, narrow no-break. */
static inline bool ct_char_figure_space(int32_t c) { return c == 0xA0 || c == 0x2009 || c == 0x202F; }

/** `span` without white space at its ends. */
ct_span ct_span_trim(const char *bytes, ct_span span);

/** Append what remains of `span` when case, diacritics, punctuation and white space do not count, but stop once more
 *  than `limit` bytes were added. */
void ct_fold_bare(ct_buffer *out, const char *bytes, ct_span span, size_t limit);

/** If one of the forms in `forms` ("annex | appendix") stands at `at`, without regard to case and as whole words,
 *  the offset behind it; else `at`. */
uint32_t ct_match_form(const char *bytes, uint32_t at, uint32_t end, const char *forms);

#endif
