/* Lines: where they are, and whether paragraphs were wrapped into several. */
#include <cotejo-internal/chars.h>

#include "document.h"

enum { WIDEST = 120 };   /* bytes of a line in a wrapped text */

/* Behind the line that begins at `at`; `*line_end` gets the end of what is on it. */
static uint32_t line_behind(const char *bytes, uint32_t at, uint32_t end, uint32_t *line_end)
{
    while (at < end) {
        unsigned char b = (unsigned char)bytes[at];
        int32_t c = b;
        uint32_t next = at + 1;

        if (b >= 0x80)
            next = ct_char_next(bytes, at, end, &c);
        if ((b < ' ' || b >= 0x80) && ct_char_line_end(c)) {
            *line_end = at;
            return c == '\r' && next < end && bytes[next] == '\n' ? next + 1 : next;
        }
        at = next;
    }
    *line_end = end;
    return end;
}

ct_status ct_lines_of(ct_lines *out, const char *bytes, ct_span span, ct_error *err)
{
    uint32_t blanks = 0;

    for (uint32_t at = span.start; at < span.end; ) {
        ct_span line = { at, 0 };
        ct_span trimmed;

        at = line_behind(bytes, at, span.end, &line.end);
        trimmed = ct_span_trim(bytes, line);
        if (trimmed.start == trimmed.end) {
            blanks += blanks < UINT32_MAX;
            continue;
        }
        if (out->n == CT_MAX_BLOCKS)
            return ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "the text has more than %d lines", CT_MAX_BLOCKS);
        if (!ct_push(out, (ct_line){ trimmed, blanks, trimmed.start - line.start }))
            return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lines of a text");
        blanks = 0;
    }
    return CT_OK;
}

/* A text is wrapped when hardly any line is wide, and when lines that have another right below are mostly about as wide
 * as the widest. */
uint32_t ct_lines_wrap(const ct_lines *lines)
{
    size_t widths[WIDEST + 1] = { 0 }, wide = 0, inner = 0, full = 0, counted = 0;
    uint32_t width = WIDEST;

    for (size_t i = 0; i < lines->n; i++) {
        uint32_t w = lines->items[i].span.end - lines->items[i].span.start;
        if (w > WIDEST)
            wide++;
        else
            widths[w]++;
    }
    if (wide * 20 > lines->n)
        return 0;
    for (; width > 40 && (counted += widths[width]) * 20 <= lines->n; )
        width--;
    for (size_t i = 0; i + 1 < lines->n; i++) {
        if (lines->items[i + 1].blanks > 0)
            continue;
        inner++;
        full += lines->items[i].span.end - lines->items[i].span.start >= width * 7 / 10;
    }
    return width > 40 && inner * 10 >= lines->n * 3 && full * 10 >= inner * 7 ? width : 0;
}
