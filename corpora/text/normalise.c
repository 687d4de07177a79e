/* UTF-8 to NFC.  Nearly all text is in NFC already: only clusters with a character from U+0300 on are looked at, and only
 * those that change are written anew (Unicode Standard Annex 15, by ICU). */
#include <stdlib.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text.h"

typedef struct normaliser {
    const UNormalizer2 *nfc;
    UChar  *cluster, *result;   /* [capacity], [capacity * 4] */
    char   *utf8;               /* [capacity * 12] */
    size_t  capacity;
    int32_t n_utf8;
} normaliser;

static bool room_for(normaliser *z, size_t n)
{
    size_t capacity = z->capacity == 0 ? 64 : z->capacity;
    UChar *grown;
    char *utf8;

    if (n < z->capacity)
        return true;
    while (capacity <= n)
        capacity *= 2;
    grown = realloc(z->cluster, capacity * sizeof(UChar));
    if (grown == NULL)
        return false;
    z->cluster = grown;
    grown = realloc(z->result, capacity * 4 * sizeof(UChar));
    if (grown == NULL)
        return false;
    z->result = grown;
    utf8 = realloc(z->utf8, capacity * 12);
    if (utf8 == NULL)
        return false;
    z->utf8 = utf8;
    z->capacity = capacity;
    return true;
}

/* The end of the cluster that begins at `start`: before the next character that cannot combine backwards. */
static size_t cluster_end(const normaliser *z, const unsigned char *s, size_t start, size_t len)
{
    size_t i = start;

    while (i < len) {
        unsigned n = ct_utf8_length(s + i, len - i);
        uint32_t c = ct_utf8_code_point(s + i, n);
        if (i > start && (c < 0x300 || unorm2_hasBoundaryBefore(z->nfc, (UChar32)c)))
            break;
        i += n;
    }
    return i;
}

/* The NFC of a cluster in z->utf8; false when out of memory. `*same` when nothing changed. */
static bool normalise_cluster(normaliser *z, const unsigned char *s, size_t len, bool *same)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t n = 0, out;

    if (!room_for(z, len + 1))
        return false;
    u_strFromUTF8(z->cluster, (int32_t)z->capacity, &n, (const char *)s, (int32_t)len, &error);
    *same = unorm2_quickCheck(z->nfc, z->cluster, n, &error) == UNORM_YES;
    if (*same || U_FAILURE(error))
        return U_SUCCESS(error);
    out = unorm2_normalize(z->nfc, z->cluster, n, z->result, (int32_t)(z->capacity * 4), &error);
    if (U_FAILURE(error))
        return false;
    *same = u_strCompare(z->cluster, n, z->result, out, false) == 0;
    u_strToUTF8(z->utf8, (int32_t)(z->capacity * 12), &z->n_utf8, z->result, out, &error);
    return U_SUCCESS(error);
}

/* What changed so far, and how much of the text has been copied. */
typedef struct progress { ct_buffer *out; ct_srcmap *map; size_t kept; bool same; } progress;

static bool write_cluster(progress *p, const unsigned char *s, size_t start, size_t end, const normaliser *z)
{
    p->same = false;
    ct_buffer_add(p->out, s + p->kept, start - p->kept);
    ct_buffer_add(p->out, z->utf8, (size_t)z->n_utf8);
    if (!ct_srcmap_add(p->map, (uint32_t)(start - p->kept), 1, 1)
        || !ct_srcmap_add(p->map, 1, (uint32_t)z->n_utf8, (uint32_t)(end - start)))
        return false;
    p->kept = end;
    return true;
}

static bool normalise_all(normaliser *z, progress *p, const unsigned char *s, size_t len)
{
    size_t start = 0;   /* of the last character or cluster */

    for (size_t i = 0; i < len; ) {
        bool same = true;
        size_t end;
        if (s[i] < 0xCC) {   /* below U+0300: changes nothing itself, but a mark may follow it */
            start = i;
            i += s[i] < 0x80 ? 1 : 2;
            continue;
        }
        if (unorm2_hasBoundaryBefore(z->nfc, (UChar32)ct_utf8_code_point(s + i, ct_utf8_length(s + i, len - i))))
            start = i;
        end = cluster_end(z, s, start, len);
        if (!normalise_cluster(z, s + start, end - start, &same))
            return false;
        if (!same && !write_cluster(p, s, start, end, z))
            return false;
        i = start = end;
    }
    if (p->same)
        return true;
    ct_buffer_add(p->out, s + p->kept, len - p->kept);
    return ct_srcmap_add(p->map, (uint32_t)(len - p->kept), 1, 1) && !p->out->failed;
}

ct_status ct_normalise(ct_buffer *out, ct_srcmap *map, bool *same, const char *bytes, size_t len, ct_error *err)
{
    UErrorCode error = U_ZERO_ERROR;
    normaliser z = { .nfc = unorm2_getNFCInstance(&error) };
    progress p = { out, map, 0, true };
    ct_status status = CT_OK;

    if (U_FAILURE(error))
        return ct_fail(err, CT_MISSING, CT_NO_OFFSET, "ICU has no normalisation data: %s", u_errorName(error));
    if (!normalise_all(&z, &p, (const unsigned char *)bytes, len))
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory to normalise the text");
    *same = p.same;
    free(z.cluster);
    free(z.result);
    free(z.utf8);
    return status;
}
