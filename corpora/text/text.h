/* What the files of this folder share: from bytes to normalised text in three steps, each with its map. */
#ifndef CT_TEXT_PRIVATE_H
#define CT_TEXT_PRIVATE_H

#include <cotejo/text.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/vector.h>

/* ---- srcmap.c: offsets of one text as offsets of the text it was made from ---------------------- */

/* `count` pieces, each of `to` bytes here and `from` bytes there, one after the other: a UTF-8 text is one run of pieces
 * of 1 and 1 bytes, an ASCII stretch of UTF-16 one run of pieces of 1 and 2. */
typedef struct ct_run { uint32_t to_start, from_start, count; uint16_t to, from; } ct_run;
typedef struct ct_srcmap { CT_VECTOR(ct_run) runs; uint32_t to_end, from_end; } ct_srcmap;

/** Append `count` pieces that stand right behind all before them; false when out of memory. */
bool ct_srcmap_add(ct_srcmap *map, uint32_t count, uint32_t to, uint32_t from);
/** Leave `from` bytes out: they have nothing here. */
void ct_srcmap_skip(ct_srcmap *map, uint32_t from);
/** Where the piece that holds `offset` begins (or, for a span's end, ends) there. */
uint32_t ct_srcmap_start(const ct_srcmap *map, uint32_t offset);
uint32_t ct_srcmap_end(const ct_srcmap *map, uint32_t offset);
/** The way back: where an offset there is here; one that has nothing here is where the next thing is. */
uint32_t ct_srcmap_to(const ct_srcmap *map, uint32_t offset);
void ct_srcmap_release(ct_srcmap *map);

/* ---- utf8.c ------------------------------------------------------------------------------------ */

/** Length of the well-formed sequence (Unicode 15, table 3-7) at `s`, at most `len` bytes long; 0 if ill-formed. */
unsigned ct_utf8_length(const unsigned char *s, size_t len);
/** How many bytes of an ill-formed sequence one U+FFFD replaces (its maximal subpart). */
unsigned ct_utf8_bad_length(const unsigned char *s, size_t len);
/** The code point of a well-formed sequence of `n` bytes. */
uint32_t ct_utf8_code_point(const unsigned char *s, unsigned n);

/* ---- detect.c: which encoding ------------------------------------------------------------------- */

typedef struct ct_guess {
    char               name[64];
    ct_encoding_source source;
    int                confidence;
    uint32_t           bom;      /* bytes of the byte order mark */
} ct_guess;

/** @return CT_OK, CT_FORMAT (binary), or CT_ENCODING with the offset of the first byte that fits nothing */
ct_status ct_detect(ct_guess *out, const unsigned char *bytes, size_t len, const ct_read_options *options, ct_error *err);

/* ---- decode.c, normalise.c ------------------------------------------------------------------------ */

ct_status ct_decode(ct_buffer *out, ct_srcmap *map, uint32_t *replaced, const unsigned char *bytes, size_t len,
                    const ct_guess *guess, bool lossy, ct_error *err);
/** `*same` is set, and `out` left empty, when the text was in NFC already. */
ct_status ct_normalise(ct_buffer *out, ct_srcmap *map, bool *same, const char *bytes, size_t len, ct_error *err);

/* ---- text.c, pieces.c ------------------------------------------------------------------------------ */

enum { CT_TEXT_STRIDE = 1024 };   /* decoded bytes between two checkpoints */

/* What stands before a multiple of the stride: lines, and code points since the start of the text. */
typedef struct ct_checkpoint { uint32_t lines, line_start, characters; } ct_checkpoint;

struct ct_text {
    ct_buffer   decoded, normalised;   /* `normalised` is empty when `decoded` is in NFC */
    ct_srcmap   decode_map, nfc_map;
    bool        same;
    ct_text    *base;                  /* the text this was cut from, owned; NULL: read from bytes … */
    ct_srcmap   pieces;                /* … `decoded` as offsets of it; neither decode_map nor checkpoints are used then */
    ct_checkpoint *checkpoints;        /* [decoded.n / CT_TEXT_STRIDE + 1] */
    ct_encoding encoding;
    char        encoding_name[64];
    char        sha256[65];
    uint64_t    disk_bytes;
};

#endif
