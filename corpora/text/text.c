/* A text: decoded, normalised, and able to say where everything came from.
 *
 *   bytes ─ct_decode─► decoded ─ct_normalise─► normalised
 *         ◄─decode map─        ◄─nfc map (absent when nothing changed)─
 *
 * Lines and columns are counted in the decoded text, since that is what an editor shows. */
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>

#include <cotejo-internal/file.h>

#include "text.h"

enum { STRIDE = CT_TEXT_STRIDE };
#define DEFAULT_LIMIT ((uint64_t)1 << 30)

static void hash(ct_text *text, const void *bytes, size_t len)
{
    struct sha256_ctx ctx;
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_init(&ctx);
    sha256_update(&ctx, len, bytes);
    sha256_digest(&ctx, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        text->sha256[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        text->sha256[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
}

/* Step over the byte at `i`. A line ends with LF, CRLF, or (old files) a CR alone. */
static void count_byte(ct_checkpoint *at, const char *s, size_t i)
{
    at->characters += ((unsigned char)s[i] & 0xC0) != 0x80;
    if (s[i] == '\n' || (s[i] == '\r' && s[i + 1] != '\n')) {
        at->lines++;
        at->line_start = at->characters;
    }
}

static uint32_t count_characters(const char *s, size_t n)
{
    uint32_t characters = 0;

    for (size_t i = 0; i < n; i++)
        characters += ((unsigned char)s[i] & 0xC0) != 0x80;
    return characters;
}

/* As count_byte() over all, for bytes that hold no CR. */
static void count_plain(ct_checkpoint *at, const char *s, size_t n)
{
    const char *end = s + n, *line;

    while ((line = memchr(s, '\n', (size_t)(end - s))) != NULL) {
        at->characters += count_characters(s, (size_t)(line + 1 - s));
        at->line_start = at->characters;
        at->lines++;
        s = line + 1;
    }
    at->characters += count_characters(s, (size_t)(end - s));
}

static bool count_lines(ct_text *text)
{
    size_t n = text->decoded.n;
    const char *bytes = text->decoded.bytes;
    ct_checkpoint at = { 0 };

    text->checkpoints = malloc((n / STRIDE + 1) * sizeof *text->checkpoints);
    if (text->checkpoints == NULL)
        return false;
    for (size_t i = 0; i < n; i += STRIDE) {
        size_t len = n - i < STRIDE ? n - i : STRIDE;
        text->checkpoints[i / STRIDE] = at;
        if (memchr(bytes + i, '\r', len) == NULL)
            count_plain(&at, bytes + i, len);
        else
            for (size_t k = 0; k < len; k++)
                count_byte(&at, bytes, i + k);
    }
    if (n % STRIDE == 0)
        text->checkpoints[n / STRIDE] = at;
    return true;
}

static ct_status decode_into(ct_text *text, const void *bytes, size_t len, const ct_read_options *options, ct_error *err)
{
    ct_guess guess;
    ct_status status = ct_detect(&guess, bytes, len, options, err);

    if (status == CT_OK)
        status = ct_decode(&text->decoded, &text->decode_map, &text->encoding.replaced, bytes, len, &guess,
                           options->lossy, err);
    if (status != CT_OK)
        return status;
    if (text->decoded.n == 0)
        ct_buffer_add(&text->decoded, "", 0);
    if (text->decoded.failed || text->decoded.n >= UINT32_MAX)
        return ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "the text is too large: %zu bytes once decoded", text->decoded.n);
    if (guess.source != CT_ENCODING_GIVEN && memchr(text->decoded.bytes, '\0', text->decoded.n) != NULL)
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "this looks like a binary file: it has NUL characters as %s", guess.name);
    memcpy(text->encoding_name, guess.name, sizeof guess.name);
    text->encoding.name = text->encoding_name;
    text->encoding.source = guess.source;
    text->encoding.confidence = guess.confidence;
    return CT_OK;
}

ct_status ct_text_read(ct_text **out, const void *bytes, size_t len, const ct_read_options *options, ct_error *err)
{
    static const ct_read_options defaults = { 0 };
    ct_status status;
    ct_text *text;

    *out = NULL;
    if (options == NULL)
        options = &defaults;
    if (len >= UINT32_MAX / 2)
        return ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "a text of %zu bytes is more than the limit of 2 GiB", len);
    text = calloc(1, sizeof *text);
    if (text == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a text");
    text->disk_bytes = len;
    if (!options->unhashed)
        hash(text, bytes, len);
    status = decode_into(text, bytes, len, options, err);
    if (status == CT_OK)
        status = ct_normalise(&text->normalised, &text->nfc_map, &text->same, text->decoded.bytes, text->decoded.n, err);
    if (status == CT_OK && !count_lines(text))
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lines of a text");
    if (status == CT_OK) {
        *out = text;
        text = NULL;
    }
    ct_text_free(text);
    return status;
}

/* Put the file's name before a message that could not know it. */
static ct_status name_file(ct_error *err, ct_status status, const char *path)
{
    if (err != NULL && status != CT_OK) {
        char message[sizeof err->message];
        memcpy(message, err->message, sizeof message);
        ct_fail(err, status, err->byte, "'%s': %s", path, message);
    }
    return status;
}

ct_status ct_text_read_file(ct_text **out, const char *path, const ct_read_options *options, ct_error *err)
{
    uint64_t limit = options != NULL && options->max_bytes > 0 ? options->max_bytes : DEFAULT_LIMIT;
    char *bytes = NULL;
    size_t len = 0;
    ct_status status = ct_file_read(&bytes, &len, path, limit, err);

    *out = NULL;
    if (status == CT_OK)
        status = name_file(err, ct_text_read(out, bytes, len, options, err), path);
    free(bytes);
    return status;
}

void ct_text_free(ct_text *text)
{
    if (text == NULL)
        return;
    ct_buffer_release(&text->decoded);
    ct_buffer_release(&text->normalised);
    ct_srcmap_release(&text->decode_map);
    ct_srcmap_release(&text->nfc_map);
    ct_srcmap_release(&text->pieces);
    ct_text_free(text->base);      /* of one level: pieces are not cut from pieces */
    free(text->checkpoints);
    free(text);
}

const char *ct_text_bytes(const ct_text *text, size_t *len)
{
    const ct_buffer *b = text->same ? &text->decoded : &text->normalised;

    *len = b->n;
    return b->bytes;
}

static const ct_text *on_disk(const ct_text *text) { return text->base != NULL ? text->base : text; }

const ct_encoding *ct_text_encoding(const ct_text *text) { return &on_disk(text)->encoding; }
uint64_t           ct_text_disk_bytes(const ct_text *text) { return on_disk(text)->disk_bytes; }
const char        *ct_text_sha256(const ct_text *text) { return on_disk(text)->sha256; }

ct_origin ct_text_origin(const ct_text *text, ct_span span)
{
    uint32_t start = span.start, end = span.end;
    bool empty = start >= end;

    if (!text->same) {
        start = ct_srcmap_start(&text->nfc_map, start);
        end = ct_srcmap_end(&text->nfc_map, end);
    }
    if (text->base != NULL) {
        start = ct_srcmap_start(&text->pieces, start);
        end = empty ? start : ct_srcmap_end(&text->pieces, end);
        return ct_text_origin(text->base, (ct_span){ start, end });
    }
    start = ct_srcmap_start(&text->decode_map, start);
    end = empty ? start : ct_srcmap_end(&text->decode_map, end);
    return (ct_origin){ start, end };
}

ct_place ct_text_place(const ct_text *text, uint32_t offset)
{
    uint32_t at = text->same ? offset : ct_srcmap_start(&text->nfc_map, offset);
    ct_checkpoint c;

    if (text->base != NULL)
        return ct_text_place(text->base, ct_srcmap_start(&text->pieces, at));
    if (at > text->decoded.n)
        at = (uint32_t)text->decoded.n;
    c = text->checkpoints[at / STRIDE];
    for (uint32_t i = at / STRIDE * STRIDE; i < at; i++)
        count_byte(&c, text->decoded.bytes, i);
    return (ct_place){ c.lines + 1, c.characters - c.line_start + 1 };
}
