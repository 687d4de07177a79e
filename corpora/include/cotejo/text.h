/* A file's bytes as normalised text, and the way back from every span to the bytes on disk. */
#ifndef COTEJO_TEXT_H
#define COTEJO_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cotejo/status.h>

typedef struct ct_span   { uint32_t start, end; } ct_span;     /* normalised UTF-8 bytes, half open */
typedef struct ct_origin { uint32_t start, end; } ct_origin;   /* bytes of the file on disk, half open */
typedef struct ct_place  { uint32_t line, column; } ct_place;  /* from 1; columns count code points */

/** How the encoding of a text became known, strongest first. */
typedef enum ct_encoding_source {
    CT_ENCODING_GIVEN,      /* by the caller (`--encoding`, manifest) */
    CT_ENCODING_BOM,        /* byte order mark */
    CT_ENCODING_DECLARED,   /* XML declaration or HTML meta element */
    CT_ENCODING_UTF8,       /* every byte sequence is strict UTF-8 */
    CT_ENCODING_DETECTED    /* ICU's detector, with a confidence */
} ct_encoding_source;

typedef struct ct_encoding {
    const char        *name;        /* as iconv knows it; lives as long as the text */
    ct_encoding_source source;
    int                confidence;  /* 0 to 100; 100 unless detected */
    uint32_t           replaced;    /* byte sequences replaced by U+FFFD (lossy reading only) */
} ct_encoding;

typedef struct ct_read_options {
    const char *encoding;    /* iconv name that overrides everything; NULL: find out */
    bool        lossy;       /* replace what cannot be decoded instead of refusing it */
    uint64_t    max_bytes;   /* refuse larger files; 0: the default of 1 GiB */
    bool        unhashed;    /* nobody will ask for the checksum: it takes longer than all else of reading */
} ct_read_options;

/** A decoded text in NFC. Never changes once read, so many threads may look at it. */
typedef struct ct_text ct_text;

/** Decode and normalise `len` bytes already in memory.
 *  @param out     gets a text the caller frees with ct_text_free(); NULL on failure
 *  @param bytes   borrowed for the length of the call only
 *  @param options NULL for the defaults
 *  @return CT_OK, CT_NOMEM, CT_LIMIT, CT_USAGE (no such encoding), or CT_ENCODING with err->byte set */
ct_status ct_text_read(ct_text **out, const void *bytes, size_t len,
                       const ct_read_options *options, ct_error *err);

/** The same for a file. Anything but a regular file is refused (CT_IO) without being opened for reading. */
ct_status ct_text_read_file(ct_text **out, const char *path,
                            const ct_read_options *options, ct_error *err);
void ct_text_free(ct_text *text);   /* NULL is allowed */

/** The whole text: `*len` bytes of NFC UTF-8, followed by one NUL that does not count. */
const char *ct_text_bytes(const ct_text *text, size_t *len);
const ct_encoding *ct_text_encoding(const ct_text *text);
uint64_t    ct_text_disk_bytes(const ct_text *text);
/** SHA-256 of the bytes on disk, 64 lower-case hexadecimal digits; "" when read with `unhashed`. */
const char *ct_text_sha256(const ct_text *text);

/** Where `span` came from; a span inside one character widens to all of it. */
ct_origin ct_text_origin(const ct_text *text, ct_span span);
/** Line and column, in the file on disk, of a normalised offset. */
ct_place  ct_text_place(const ct_text *text, uint32_t offset);

#endif
