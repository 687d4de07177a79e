/* Character classes: ASCII by itself, for speed, all else by ICU. */
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <cotejo-internal/chars.h>

static bool continues(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }

uint32_t ct_char_next(const char *bytes, uint32_t at, uint32_t end, int32_t *c)
{
    const unsigned char *s = (const unsigned char *)bytes + at;
    uint32_t n = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;

    if (n > end - at) {
        *c = 0xFFFD;
        return end;
    }
    switch (n) {
    case 1:  *c = s[0]; break;
    case 2:  *c = (s[0] & 0x1F) << 6 | (s[1] & 0x3F); break;
    case 3:  *c = (s[0] & 0x0F) << 12 | (s[1] & 0x3F) << 6 | (s[2] & 0x3F); break;
    default: *c = (s[0] & 0x07) << 18 | (s[1] & 0x3F) << 12 | (s[2] & 0x3F) << 6 | (s[3] & 0x3F);
    }
    return at + n;
}

uint32_t ct_char_before(const char *bytes, uint32_t start, uint32_t at, int32_t *c)
{
    uint32_t i = at - 1;

    while (i > start && continues(bytes[i]))
        i--;
    ct_char_next(bytes, i, at, c);
    return i;
}

int32_t ct_char_at(const char *bytes, uint32_t at, uint32_t end)
{
    int32_t c = 0;

    if (at < end)
        ct_char_next(bytes, at, end, &c);
    return c;
}

bool ct_char_space(int32_t c)
{
    if (c < 0x80)
        return c <= ' ' || c == 0x7F;
    return u_isUWhiteSpace(c) || c == 0xFEFF || c == 0x200B || (c >= 0x80 && c < 0xA0);
}

bool ct_char_line_end(int32_t c)
{
    return c == '\n' || c == '\r' || c == '\f' || c == 0x0B || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool ct_char_letter(int32_t c)
{
    if (c < 0x80)
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return c != 0xAA && c != 0xBA && (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool ct_char_upper(int32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : (U_GET_GC_MASK(c) & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
}

bool ct_char_lower(int32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : c != 0xAA && c != 0xBA && u_isULowercase(c);
}

bool ct_char_stop(int32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

bool ct_char_opener(int32_t c)
{
    return c == '(' || c == '[' || c == '{' || c == '"' || c == '\'' || c == 0xA1 || c == 0xBF
        || (c >= 0x80 && (U_GET_GC_MASK(c) & (U_GC_PS_MASK | U_GC_PI_MASK)) != 0);
}

bool ct_char_closer(int32_t c)
{
    return c == ')' || c == ']' || c == '}' || c == '"' || c == '\''
        || (c >= 0x80 && (U_GET_GC_MASK(c) & (U_GC_PE_MASK | U_GC_PF_MASK)) != 0);
}

bool ct_char_symbol(int32_t c)
{
    return c == '%' || c == '#' || c == '&' || c == '@' || c == 0x2030 || (U_GET_GC_MASK(c) & U_GC_S_MASK) != 0;
}

ct_span ct_span_trim(const char *bytes, ct_span span)
{
    int32_t c;

    while (span.start < span.end) {
        uint32_t next = ct_char_next(bytes, span.start, span.end, &c);
        if (!ct_char_space(c))
            break;
        span.start = next;
    }
    while (span.start < span.end) {
        uint32_t before = ct_char_before(bytes, span.start, span.end, &c);
        if (!ct_char_space(c))
            break;
        span.end = before;
    }
    return span;
}

static int32_t append_utf8(uint8_t *out, uint32_t c)
{
    int32_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    for (int32_t i = n - 1; i > 0; i--) {
        out[i] = (uint8_t)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (uint8_t)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | c);
    return n;
}

/* Append one character without its diacritics, folded. */
static void fold_char(ct_buffer *out, const UNormalizer2 *nfkd, int32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar parts[32];
    int32_t n = unorm2_getDecomposition(nfkd, c, parts, 32, &status);

    if (n <= 0 || U_FAILURE(status)) {
        n = 1;
        parts[0] = (UChar)(c <= 0xFFFF ? c : U16_LEAD(c));
        if (c > 0xFFFF)
            parts[n++] = (UChar)U16_TRAIL(c);
    }
    for (int32_t i = 0; i < n; ) {
        uint8_t bytes[4];
        int32_t m = 0, part = parts[i++];
        if (part >= 0xD800 && part < 0xDC00 && i < n)
            part = ((part - 0xD800) << 10) + (parts[i++] - 0xDC00) + 0x10000;
        if (!u_isalnum(part))
            continue;
        part = u_foldCase(part, U_FOLD_CASE_DEFAULT);
        if (part < 0x80)
            bytes[m++] = (uint8_t)part;
        else
            m = append_utf8(bytes, (uint32_t)part);
        ct_buffer_add(out, bytes, (size_t)m);
    }
}

void ct_fold_bare(ct_buffer *out, const char *bytes, ct_span span, size_t limit)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
    size_t stop = out->n + limit;

    if (U_FAILURE(status)) {
        out->failed = true;
        return;
    }
    for (uint32_t at = span.start; at < span.end && out->n <= stop && !out->failed; ) {
        int32_t c;
        at = ct_char_next(bytes, at, span.end, &c);
        if (c >= 0x80)
            fold_char(out, nfkd, c);
        else if (ct_char_letter(c) || ct_char_digit(c))
            ct_buffer_add_char(out, (char)(ct_char_letter(c) ? c | 0x20 : c));
    }
}

/* The offset behind the `n` bytes of `form` at `at`, or `at`. A space of the form stands for any white space. */
static uint32_t match_one(const char *bytes, uint32_t at, uint32_t end, const char *form, uint32_t n)
{
    uint32_t i = at, k = 0;
    int32_t c, d;

    while (k < n) {
        k = ct_char_next(form, k, n, &d);
        if (i >= end)
            return at;
        i = ct_char_next(bytes, i, end, &c);
        if (ct_char_space(d) ? !ct_char_space(c)
                             : u_foldCase(c, U_FOLD_CASE_DEFAULT) != u_foldCase(d, U_FOLD_CASE_DEFAULT))
            return at;
        while (ct_char_space(d) && i < end && ct_char_space(ct_char_at(bytes, i, end)))
            i = ct_char_next(bytes, i, end, &c);
    }
    c = ct_char_at(bytes, i, end);
    return ct_char_letter(c) || ct_char_digit(c) ? at : i;
}

uint32_t ct_match_form(const char *bytes, uint32_t at, uint32_t end, const char *forms)
{
    while (*forms != '\0') {
        const char *bar = strchr(forms, '|');
        size_t n = bar == NULL ? strlen(forms) : (size_t)(bar - forms);
        ct_span form = ct_span_trim(forms, (ct_span){ 0, (uint32_t)n });
        uint32_t behind = form.start == form.end
            ? at : match_one(bytes, at, end, forms + form.start, form.end - form.start);

        if (behind != at)
            return behind;
        forms += n + (bar != NULL);
    }
    return at;
}
