/* Segments cut out of a file's text: without markup, escapes resolved, and every character still knows its place. */
#ifndef CT_ALIGNED_VIEW_H
#define CT_ALIGNED_VIEW_H

#include <cotejo-internal/pieces.h>

/** A code that stands in a text without being part of it. */
typedef enum ct_code {
    CT_CODE_NONE,
    CT_CODE_AROUND,   /* begins or ends something (bold): leaves nothing behind */
    CT_CODE_STANDS    /* stands for something (an image, a line break, a variable): leaves U+FFFC, a sign that is no word */
} ct_code;

/** { .bytes = … } is ready. */
typedef struct ct_view {
    ct_pieces   pieces;
    const char *bytes;        /* of the file's text */
    bool        keep_blanks;  /* line ends and runs of blanks count (xml:space="preserve") */
    /* the segment on its way */
    uint32_t    start;
    ct_span     gap;          /* blanks and codes since the last character; start < end if any */
    bool        blank, parted, lines;   /* the gap has blanks; they do not stand together as they are; lines end there */
    bool        code;         /* there is a code in the gap */
} ct_view;

void ct_view_begin(ct_view *view);
/** Characters as they stand; false when out of memory. */
bool ct_view_text(ct_view *view, ct_span span);
/** One character that stands for `span`. */
bool ct_view_character(ct_view *view, const char *utf8, ct_span span);
bool ct_view_code(ct_view *view, ct_code code, ct_span span);
/** The segment, as a span of the pieces; blanks at either end do not belong to it. `at`: where it stands if empty. */
bool ct_view_end(ct_view *view, ct_span *out, uint32_t at);
void ct_view_release(ct_view *view);

#endif
