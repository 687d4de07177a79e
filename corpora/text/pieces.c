/* Texts made of pieces of another.  File bytes <- base text <- pieces <- normalised pieces: three maps, one after the
 * other. */
#include <stdlib.h>

#include <cotejo-internal/pieces.h>

#include "text.h"

enum { MOST_AS_ONE = 60000 };   /* bytes that one piece of a map can stand for */

bool ct_pieces_keep(ct_pieces *p, const char *bytes, ct_span span)
{
    uint32_t n = span.end - span.start;

    ct_buffer_add(&p->bytes, bytes + span.start, n);
    return !p->bytes.failed && (n == 0 || ct_push(&p->runs, (ct_piece_run){ span, n, true }));
}

bool ct_pieces_write(ct_pieces *p, const char *bytes, uint32_t n, ct_span span)
{
    ct_buffer_add(&p->bytes, bytes, n);
    return !p->bytes.failed && (n == 0 || ct_push(&p->runs, (ct_piece_run){ span, n, false }));
}

void ct_pieces_release(ct_pieces *p)
{
    ct_buffer_release(&p->bytes);
    ct_vector_release(&p->runs);
}

static bool map_pieces(ct_srcmap *map, const ct_pieces *p)
{
    for (size_t i = 0; i < p->runs.n; i++) {
        const ct_piece_run *run = &p->runs.items[i];
        uint32_t from = run->from.end - run->from.start;
        ct_srcmap_skip(map, run->from.start - map->from_end);
        if (run->literal ? !ct_srcmap_add(map, run->n, 1, 1)
                         : !ct_srcmap_add(map, 1, run->n, from < MOST_AS_ONE ? from : MOST_AS_ONE))
            return false;
    }
    return true;
}

/* A span's end is where what stands behind it begins. */
static void settle_spans(const ct_text *text, ct_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        spans[i].start = ct_srcmap_to(&text->nfc_map, spans[i].start);
        spans[i].end = ct_srcmap_to(&text->nfc_map, spans[i].end);
    }
}

ct_status ct_text_of_pieces(ct_text **out, ct_text **base, ct_pieces *pieces, ct_span *const *spans,
                            const size_t *n_spans, size_t n_lists, ct_error *err)
{
    ct_text *text = calloc(1, sizeof *text);
    ct_status status = CT_OK;

    *out = NULL;
    if (pieces->bytes.n == 0)
        ct_buffer_add(&pieces->bytes, "", 0);
    if (text == NULL || pieces->bytes.failed)
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a text");
    else if (pieces->bytes.n >= UINT32_MAX / 2)
        status = ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "the text is too large: %zu bytes", pieces->bytes.n);
    else if (!map_pieces(&text->pieces, pieces))
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the places of a text");
    if (status == CT_OK)
        status = ct_normalise(&text->normalised, &text->nfc_map, &text->same, pieces->bytes.bytes, pieces->bytes.n, err);
    if (status != CT_OK) {
        ct_text_free(text);
        return status;
    }
    for (size_t i = 0; i < n_lists && !text->same; i++)
        settle_spans(text, spans[i], n_spans[i]);
    text->decoded = pieces->bytes;
    pieces->bytes = (ct_buffer){ 0 };
    text->base = *base;
    *base = NULL;
    *out = text;
    return CT_OK;
}
