/* Bytes to UTF-8, noting where each character came from.  The only door to iconv. */
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "text.h"

enum { MOST_OUTPUT = 32 };   /* bytes of UTF-8 that one step of iconv may give */

static const char replacement[] = "\xEF\xBF\xBD";

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory to decode the text");
}

static ct_status bad_bytes(const unsigned char *bytes, size_t offset, const char *encoding, ct_error *err)
{
    unsigned long line = 1;

    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n';
    return ct_fail(err, CT_ENCODING, offset,
                   "byte 0x%02X at offset %zu, line %lu is no %s; mend the file, or give --lossy to replace such bytes, or "
                   "--encoding", bytes[offset], offset, line, encoding);
}

static bool replace(ct_buffer *out, ct_srcmap *map, uint32_t *replaced, uint32_t from)
{
    ct_buffer_add(out, replacement, 3);
    ++*replaced;
    return ct_srcmap_add(map, 1, 3, from);
}

/* UTF-8 is copied as it is; only what is ill-formed needs a step of its own. */
static ct_status decode_utf8(ct_buffer *out, ct_srcmap *map, uint32_t *replaced, const unsigned char *bytes,
                             size_t start, size_t len, bool lossy, ct_error *err)
{
    size_t i = start, good = start;

    while (i < len) {
        unsigned n = bytes[i] < 0x80 ? 1 : ct_utf8_length(bytes + i, len - i);
        if (n > 0) {
            i += n;
            continue;
        }
        if (!lossy)
            return bad_bytes(bytes, i, "UTF-8", err);
        ct_buffer_add(out, bytes + good, i - good);
        n = ct_utf8_bad_length(bytes + i, len - i);
        if (!ct_srcmap_add(map, (uint32_t)(i - good), 1, 1) || !replace(out, map, replaced, n))
            return no_memory(err);
        i += n;
        good = i;
    }
    ct_buffer_add(out, bytes + good, len - good);
    return ct_srcmap_add(map, (uint32_t)(len - good), 1, 1) && !out->failed ? CT_OK : no_memory(err);
}

/* One character: iconv is given room for no more, and the input pointer tells where it ended.
 * Returns the bytes written; -1 with errno otherwise. */
static int step(iconv_t cd, char **in, size_t *in_left, char *out)
{
    for (size_t room = 1; room <= MOST_OUTPUT; room++) {
        char *o = out;
        size_t left = room;
        size_t r = iconv(cd, in, in_left, &o, &left);
        if (r != (size_t)-1 || o != out)
            return (int)(o - out);
        if (errno != E2BIG)
            return -1;
    }
    errno = EILSEQ;
    return -1;
}

static ct_status decode_iconv(ct_buffer *out, ct_srcmap *map, uint32_t *replaced, iconv_t cd, const char *name,
                              const unsigned char *bytes, size_t start, size_t len, bool lossy, ct_error *err)
{
    char *in = (char *)bytes + start, *last = in;   /* iconv's prototype lacks a const; it does not write there */
    size_t left = len - start;
    char utf8[MOST_OUTPUT];

    while (left > 0) {
        int n = step(cd, &in, &left, utf8);
        uint32_t from = (uint32_t)(in - last);
        if (n < 0 && !lossy)
            return bad_bytes(bytes, (size_t)((unsigned char *)in - bytes), name, err);
        if (n < 0) {   /* EILSEQ, or EINVAL at the end: leave one byte out and go on */
            in++;
            left--;
            if (!replace(out, map, replaced, from + 1))
                return no_memory(err);
        } else {
            ct_buffer_add(out, utf8, (size_t)n);
            if (!ct_srcmap_add(map, 1, (uint32_t)n, from))
                return no_memory(err);
        }
        last = in;
    }
    return out->failed ? no_memory(err) : CT_OK;
}

static bool is_utf8(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

ct_status ct_decode(ct_buffer *out, ct_srcmap *map, uint32_t *replaced, const unsigned char *bytes, size_t len,
                    const ct_guess *guess, bool lossy, ct_error *err)
{
    ct_status status;
    iconv_t cd;

    *replaced = 0;
    ct_srcmap_skip(map, guess->bom);
    if (is_utf8(guess->name))
        return decode_utf8(out, map, replaced, bytes, guess->bom, len, lossy, err);
    cd = iconv_open("UTF-8", guess->name);
    if (cd == (iconv_t)-1)
        return ct_fail(err, guess->source == CT_ENCODING_GIVEN ? CT_USAGE : CT_FORMAT, CT_NO_OFFSET,
                       "no such encoding: '%s'%s; 'iconv -l' lists those there are", guess->name,
                       guess->source == CT_ENCODING_DECLARED ? ", which the file declares; give --encoding" : "");
    status = decode_iconv(out, map, replaced, cd, guess->name, bytes, guess->bom, len, lossy, err);
    iconv_close(cd);
    return status;
}
