/* Texts made of pieces of another: what is left of a file of a format once its markup is gone.
 *
 * Every place of such a text is a place of the file: lines, columns and bytes on disk are those of the file. */
#ifndef COTEJO_INTERNAL_PIECES_H
#define COTEJO_INTERNAL_PIECES_H

#include <cotejo/text.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/vector.h>

typedef struct ct_piece_run { ct_span from; uint32_t n; bool literal; } ct_piece_run;

/** Pieces on their way. { 0 } is ready. Pieces are added in the order of the text they come from. */
typedef struct ct_pieces {
    ct_buffer bytes;                   /* the new text, not normalised */
    CT_VECTOR(ct_piece_run) runs;
} ct_pieces;

/** `span` of the old text as it stands; false when out of memory. */
bool ct_pieces_keep(ct_pieces *pieces, const char *bytes, ct_span span);
/** `n` bytes of UTF-8 where the old text has `span` (which may be empty). */
bool ct_pieces_write(ct_pieces *pieces, const char *bytes, uint32_t n, ct_span span);
/** Where the next piece will stand, for spans that ct_text_of_pieces() sets right. */
static inline uint32_t ct_pieces_at(const ct_pieces *pieces) { return (uint32_t)pieces->bytes.n; }
void ct_pieces_release(ct_pieces *pieces);

/** The text that pieces make. It takes `*base`, which becomes NULL, and takes the pieces' bytes.
 *  @param spans [n_lists] lists of [n_spans[i]] spans of the pieces, each in text order: become spans of the text, which
 *               differ where normalising changed something
 *  @return CT_OK, CT_NOMEM, CT_LIMIT */
ct_status ct_text_of_pieces(ct_text **out, ct_text **base, ct_pieces *pieces, ct_span *const *spans,
                            const size_t *n_spans, size_t n_lists, ct_error *err);

#endif
