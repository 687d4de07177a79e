/* Types: each distinct written form once, numbered as they come. */
#include <stdlib.h>
#include <string.h>

#include <unicode/ucasemap.h>

#include <cotejo-internal/chars.h>

#include "segment.h"

ct_status ct_types_init(ct_types *types, ct_language language, ct_error *err)
{
    UErrorCode status = U_ZERO_ERROR;

    *types = (ct_types){ .language = language };
    types->casemap = ucasemap_open(ct_language_tag(language), U_FOLD_CASE_DEFAULT, &status);
    if (U_FAILURE(status))
        return ct_fail(err, CT_MISSING, CT_NO_OFFSET, "ICU has no case mapping: %s", u_errorName(status));
    return CT_OK;
}

void ct_types_release(ct_types *types)
{
    ct_intern_release(&types->texts);
    ct_arena_clear(&types->folded);
    ct_vector_release(&types->types);
    ct_vector_release(&types->parts);
    ucasemap_close(types->casemap);
    types->casemap = NULL;
}

/* One hyphen for all hyphens, one apostrophe for all apostrophes, no soft hyphens. */
static uint32_t plain(char *out, const char *bytes, uint32_t len)
{
    uint32_t n = 0;

    for (uint32_t at = 0; at < len; ) {
        int32_t c;
        uint32_t next = ct_char_next(bytes, at, len, &c);
        if (ct_char_hyphen(c)) {
            out[n++] = '-';
        } else if (ct_char_apostrophe(c)) {
            out[n++] = '\'';
        } else if (c != 0xAD) {
            memcpy(out + n, bytes + at, next - at);
            n += next - at;
        }
        at = next;
    }
    return n;
}

/* The form under which a word is looked up; `text` itself when that is the same. NULL: out of memory. */
static const char *fold(ct_types *types, const char *text, uint32_t len)
{
    UErrorCode status = U_ZERO_ERROR;
    char buffer[CT_MAX_TOKEN + 8], lower[3 * CT_MAX_TOKEN + 32];
    uint32_t n = len <= CT_MAX_TOKEN ? plain(buffer, text, len) : 0;
    int32_t m = ucasemap_utf8ToLower(types->casemap, lower, (int32_t)sizeof lower, buffer, (int32_t)n, &status);

    if (n == 0 || U_FAILURE(status))
        return text;
    if (types->language == CT_EN && m > 2 && memcmp(lower + m - 2, "'s", 2) == 0)
        m -= 2;
    if ((uint32_t)m == len && memcmp(lower, text, len) == 0)
        return text;
    return ct_arena_copy(&types->folded, lower, (size_t)m);
}

/* The type of a form without parts, made if it is new. */
static uint32_t add_simple(ct_types *types, const char *bytes, uint32_t len, ct_token_kind kind)
{
    uint32_t k = ct_intern_add(&types->texts, bytes, len);
    ct_type type = { .length = len, .kind = (uint8_t)kind };

    if (k == CT_NO_STRING || k < types->types.n)
        return k;
    type.text = types->texts.strings[k];
    type.folded = fold(types, type.text, len);
    if (type.folded == NULL || !ct_push(&types->types, type))
        return CT_NONE;
    return k;
}

static bool add_parts(ct_types *types, uint32_t whole, const char *bytes, ct_span span)
{
    uint32_t first = (uint32_t)types->parts.n, from = span.start;

    for (uint32_t at = span.start; at <= span.end; ) {
        int32_t c = 0;
        uint32_t next = at < span.end ? ct_char_next(bytes, at, span.end, &c) : at + 1;
        if (at == span.end || ct_char_hyphen(c)) {
            ct_token_kind kind = ct_char_digit(bytes[from]) ? CT_TOKEN_NUMBER : CT_TOKEN_WORD;
            uint32_t part = add_simple(types, bytes + from, at - from, kind);
            if (part == CT_NONE || !ct_push(&types->parts, part))
                return false;
            from = next;
        }
        at = next;
    }
    types->types.items[whole].first_part = first;
    types->types.items[whole].n_parts = (uint32_t)types->parts.n - first;
    return true;
}

uint32_t ct_types_add(ct_types *types, const char *bytes, ct_scanned token)
{
    uint32_t k = add_simple(types, bytes + token.span.start, token.span.end - token.span.start, token.kind);

    if (k == CT_NONE)
        return CT_NONE;
    types->types.items[k].count++;
    if (token.hyphens > 0 && types->types.items[k].n_parts == 0 && !add_parts(types, k, bytes, token.span))
        return CT_NONE;
    return k;
}
