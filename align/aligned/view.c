/* Segments without markup.
 *
 * A code around words leaves nothing behind, and that must not show: no two blanks where it stood between blanks, and no
 * blank before a comma. */
#include <string.h>

#include "view.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

void ct_view_begin(ct_view *v)
{
    v->start = ct_pieces_at(&v->pieces);
    v->gap = (ct_span){ 0, 0 };
    v->blank = v->parted = v->lines = false;
    v->code = false;
}

static void widen(ct_view *v, ct_span span)
{
    if (v->gap.start == v->gap.end)
        v->gap.start = span.start;
    v->gap.end = span.end;
}

/* What stands between the last character and `next`. */
static bool close_gap(ct_view *v, const char *next)
{
    ct_span gap = v->gap;
    bool first = ct_pieces_at(&v->pieces) == v->start, blank = v->blank, ok = true;
    bool as_is = blank && !v->parted && (!v->lines || v->keep_blanks);
    bool code = v->code;

    v->gap = (ct_span){ 0, 0 };
    v->blank = v->parted = v->lines = false;
    v->code = false;
    if (first || gap.start == gap.end)
        return true;
    if (!code && as_is)
        ok = ct_pieces_keep(&v->pieces, v->bytes, gap);
    else if (blank && (!code || strchr(",.;:!?)]}", next[0]) == NULL))
        ok = ct_pieces_write(&v->pieces, " ", 1, gap);
    return ok;
}

static void take_blanks(ct_view *v, ct_span span)
{
    if (v->blank && v->gap.end != span.start)
        v->parted = true;
    for (uint32_t i = span.start; i < span.end; i++)
        v->lines = v->lines || v->bytes[i] == '\n' || v->bytes[i] == '\r';
    v->blank = true;
    widen(v, span);
}

bool ct_view_text(ct_view *v, ct_span span)
{
    while (span.start < span.end) {
        uint32_t at = span.start;
        bool blank = is_blank(v->bytes[at]);
        while (at < span.end && is_blank(v->bytes[at]) == blank)
            at++;
        if (blank)
            take_blanks(v, (ct_span){ span.start, at });
        else if (!close_gap(v, v->bytes + span.start)
                 || !ct_pieces_keep(&v->pieces, v->bytes, (ct_span){ span.start, at }))
            return false;
        span.start = at;
    }
    return true;
}

bool ct_view_character(ct_view *v, const char *utf8, ct_span span)
{
    if (is_blank(utf8[0])) {
        v->parted = true;      /* there are no blanks to be kept as they stand */
        v->blank = true;
        widen(v, span);
        return true;
    }
    return close_gap(v, utf8) && ct_pieces_write(&v->pieces, utf8, (uint32_t)strlen(utf8), span);
}

bool ct_view_code(ct_view *v, ct_code code, ct_span span)
{
    static const char object[] = "\xEF\xBF\xBC";

    if (code == CT_CODE_STANDS)
        return ct_view_character(v, object, span);
    v->code = true;
    widen(v, span);
    return true;
}

bool ct_view_end(ct_view *v, ct_span *out, uint32_t at)
{
    *out = (ct_span){ v->start, ct_pieces_at(&v->pieces) };
    if (v->pieces.runs.n > 0 && v->pieces.runs.items[v->pieces.runs.n - 1].from.end > at)
        at = v->pieces.runs.items[v->pieces.runs.n - 1].from.end;
    return ct_pieces_write(&v->pieces, "\n", 1, (ct_span){ at, at });
}

void ct_view_release(ct_view *v)
{
    ct_pieces_release(&v->pieces);
}
