/* Well-formed UTF-8: The Unicode Standard 15.0, table 3-7. */
#include "text.h"

/* The bytes a second byte may be after lead byte `b`; false when `b` leads nothing. */
static bool second_byte(unsigned char b, unsigned char *low, unsigned char *high, unsigned *n)
{
    *low = 0x80;
    *high = 0xBF;
    if (b >= 0xC2 && b <= 0xDF) {
        *n = 2;
    } else if (b >= 0xE0 && b <= 0xEF) {
        *n = 3;
        if (b == 0xE0) *low = 0xA0;
        if (b == 0xED) *high = 0x9F;
    } else if (b >= 0xF0 && b <= 0xF4) {
        *n = 4;
        if (b == 0xF0) *low = 0x90;
        if (b == 0xF4) *high = 0x8F;
    } else {
        return false;
    }
    return true;
}

/* Bytes of the sequence at `s` that are in order; `*whole` when they make a character. */
static unsigned good_bytes(const unsigned char *s, size_t len, bool *whole)
{
    unsigned char low, high;
    unsigned n;

    *whole = false;
    if (s[0] < 0x80) {
        *whole = true;
        return 1;
    }
    if (!second_byte(s[0], &low, &high, &n))
        return 0;
    if (len < 2 || s[1] < low || s[1] > high)
        return 1;
    for (unsigned k = 2; k < n; k++)
        if (k >= len || (s[k] & 0xC0) != 0x80)
            return k;
    *whole = true;
    return n;
}

unsigned ct_utf8_length(const unsigned char *s, size_t len)
{
    bool whole = false;
    unsigned n = len == 0 ? 0 : good_bytes(s, len, &whole);

    return whole ? n : 0;
}

unsigned ct_utf8_bad_length(const unsigned char *s, size_t len)
{
    bool whole;
    unsigned n = good_bytes(s, len, &whole);

    return n == 0 ? 1 : n;
}

uint32_t ct_utf8_code_point(const unsigned char *s, unsigned n)
{
    switch (n) {
    case 1:  return s[0];
    case 2:  return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    case 3:  return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    default: return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12
                  | (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
    }
}
