/* Lines of a page, as a terminal shows them: characters of one or two columns, each with a style. Text comes from the
 * documents under audit and is hostile: what would move the cursor, hide or turn text around never gets onto a line as
 * it is, but as its code, "<U+202E>". Widths by ICU: East Asian wide characters take two columns, combining marks
 * none. */
#ifndef COTEJO_REVIEW_PAGE_H
#define COTEJO_REVIEW_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum page_style {
    STYLE_PLAIN,
    STYLE_DIM,        /* context, addresses */
    STYLE_STRONG,
    STYLE_TITLE,      /* of a section of the page */
    STYLE_MARK,       /* what a finding is about */
    STYLE_HIDDEN,     /* the code of a character that is not shown as it is */
    STYLE_MAJOR, STYLE_MINOR,
    STYLE_CONFIRMED, STYLE_DISMISSED, STYLE_QUERY, STYLE_WAIVED, STYLE_CONFLICT,
    STYLES
} page_style;

enum { GLYPH_BYTES = 24 };   /* a character, four combining marks, and a NUL */

typedef struct page_glyph {
    char    text[GLYPH_BYTES];
    uint8_t width;    /* columns: 1 or 2 */
    uint8_t style;
} page_glyph;

typedef struct page_line { size_t first, n; } page_line;   /* of the page's glyphs */

typedef struct page {
    unsigned    width;      /* columns of a line, 20 or more */
    page_glyph *glyphs;     /* [n_glyphs] */
    page_line  *lines;      /* [n_lines] the last one is under way */
    size_t      n_glyphs, n_lines, room_glyphs, room_lines;
    unsigned    column;     /* of the line under way */
    bool        failed;     /* out of memory: lines are missing */
} page;

void page_begin(page *p, unsigned width);   /* empty, of one empty line; `p` was { 0 } or a page before */
void page_free(page *p);

/** The next character at s[*at] as it is shown; `*at` goes on. A character not shown as it is gives its code, one glyph
 *  a call. @param code where the rest of a code is kept between calls; { 0 } at first
 *  @return false at the end */
typedef struct page_code { char text[16]; uint8_t at; } page_code;
bool page_glyph_at(page_glyph *out, const char *s, size_t n, size_t *at, page_code *code);
/** Columns of a text. */
unsigned page_columns(const char *s);

/** Put text on the line under way. What does not fit is cut, with "…" for the last column. */
void page_put(page *p, page_style style, const char *s);
/** Fill the line up to `column` with `with` (one column wide). */
void page_fill(page *p, page_style style, const char *with, unsigned column);
void page_end_line(page *p);

/** Text broken at spaces to fit; lines after the first are indented. Words wider than a line are broken anywhere. */
typedef struct page_piece { const char *text; size_t n; page_style style; } page_piece;
void page_flow(page *p, unsigned indent, const page_piece *pieces, size_t n_pieces);
void page_flow_string(page *p, unsigned indent, page_style style, const char *s);

/** A line as text, without trailing spaces: malloc'ed, NULL when out of memory. */
char *page_line_text(const page *p, size_t line);

#endif
