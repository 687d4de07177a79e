/* Characters and atoms of words. Case is mapped character by character: no Spanish or English letter needs more. */
#include <string.h>

#include <unicode/uchar.h>

#include <cotejo-internal/forms.h>

/* Bytes of the sequence that a lead byte announces, and the bits that it carries itself. */
static size_t announced(unsigned char lead, int32_t *c)
{
    if (lead < 0x80) { *c = lead;        return 1; }
    if (lead < 0xc2) { *c = -1;          return 1; }
    if (lead < 0xe0) { *c = lead & 0x1f; return 2; }
    if (lead < 0xf0) { *c = lead & 0x0f; return 3; }
    if (lead < 0xf5) { *c = lead & 0x07; return 4; }
    *c = -1;
    return 1;
}

int32_t ct_code_point(const char *bytes, size_t len, size_t *at)
{
    static const int32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t i = *at, n;
    int32_t c;

    n = announced((unsigned char)bytes[i], &c);
    *at = i + 1;
    if (n == 1)
        return c;
    if (len - i < n)
        return -1;
    for (size_t k = 1; k < n; k++) {
        unsigned char b = (unsigned char)bytes[i + k];
        if ((b & 0xc0) != 0x80)
            return -1;
        c = c << 6 | (b & 0x3f);
    }
    if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return -1;
    *at = i + n;
    return c;
}

/* Write a code point; its bytes, or 0 if there is no room. */
static size_t encode(int32_t c, char *out, size_t room)
{
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

    if (n > room)
        return 0;
    for (size_t k = n - 1; k > 0; k--) {
        out[k] = (char)(0x80 | (c & 0x3f));
        c >>= 6;
    }
    out[0] = (char)(lead[n] | (unsigned)c);
    return n;
}

typedef UChar32 mapping(UChar32 c);

static UChar32 lower(UChar32 c) { return c >= 0x80 ? u_tolower(c) : c >= 'A' && c <= 'Z' ? c + 32 : c; }
static UChar32 upper(UChar32 c) { return c >= 0x80 ? u_toupper(c) : c >= 'a' && c <= 'z' ? c - 32 : c; }

static size_t map_case(const char *bytes, size_t len, char *out, mapping *first, mapping *others)
{
    size_t i = 0, n = 0;
    mapping *map = first;

    for (; i < len; map = others) {
        int32_t c;
        size_t more;
        if ((unsigned char)bytes[i] < 0x80 && n + 1 < CT_MAX_FORM) {
            out[n++] = (char)map(bytes[i++]);
            continue;
        }
        c = ct_code_point(bytes, len, &i);
        more = encode(c < 0 ? 0xfffd : map(c), out + n, (size_t)CT_MAX_FORM - 1 - n);
        if (more == 0)
            return 0;
        n += more;
    }
    out[n] = '\0';
    return n;
}

size_t ct_lower(const char *bytes, size_t len, char *out)
{
    return map_case(bytes, len, out, lower, lower);
}

size_t ct_title(const char *bytes, size_t len, char *out)
{
    return map_case(bytes, len, out, upper, lower);
}

bool ct_has_upper(const char *bytes, size_t len)
{
    size_t i = 0;

    while (i < len) {
        int32_t c = ct_code_point(bytes, len, &i);
        if (c > 0 && u_isupper(c))
            return true;
    }
    return false;
}

bool ct_is_capitals(const char *bytes, size_t len)
{
    size_t i = 0, n = 0;

    while (i < len) {
        int32_t c = ct_code_point(bytes, len, &i);
        if (c > 0 && u_islower(c))
            return false;
        n += c > 0 && (u_isupper(c) || u_isdigit(c));
    }
    return n >= 2;
}

bool ct_starts_upper(const char *bytes, size_t len)
{
    size_t i = 0;
    int32_t c = 0;

    if (len > 0)
        c = ct_code_point(bytes, len, &i);
    return c > 0 && u_isupper(c);
}

static bool is_atom_character(UChar32 c)
{
    return c > 0 && (u_isalnum(c) || (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0);
}

/* Does an English possessive, 's or ’s, start here and end its word? Its length, or 0. */
static size_t possessive(const char *bytes, size_t len, size_t at)
{
    size_t sign = 0, i;
    int32_t c = 0;

    if (at < len && bytes[at] == '\'')
        sign = 1;
    else if (len - at >= 3 && memcmp(bytes + at, "\xe2\x80\x99", 3) == 0)
        sign = 3;
    if (sign == 0 || at + sign >= len || (bytes[at + sign] != 's' && bytes[at + sign] != 'S'))
        return 0;
    i = at + sign + 1;
    if (i < len)
        c = ct_code_point(bytes, len, &i);
    return is_atom_character(c) ? 0 : sign + 1;
}

bool ct_next_atom(const char *bytes, size_t len, size_t *at, ct_span *atom)
{
    size_t i = *at, start;
    int32_t c;

    do {
        start = i;
        if (i >= len) {
            *at = len;
            return false;
        }
        c = ct_code_point(bytes, len, &i);
    } while (!is_atom_character(c));
    for (;;) {
        size_t before = i;
        if (i < len)
            c = ct_code_point(bytes, len, &i);
        if (before >= len || !is_atom_character(c)) {
            *atom = (ct_span){ (uint32_t)start, (uint32_t)before };
            *at = before + (before < len ? possessive(bytes, len, before) : 0);
            return true;
        }
    }
}
