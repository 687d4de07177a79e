/* Markers: the number, letter, ordinal word or bullet before an item or heading. */
#include <string.h>

#include <cotejo-internal/chars.h>

#include "document.h"

/* A number read, whatever it is written with. */
typedef struct number { ct_numeral numeral; uint32_t value, letter, end; uint8_t levels; } number;

static uint32_t skip_spaces(const char *bytes, uint32_t at, uint32_t end)
{
    int32_t c;

    while (at < end && ct_char_space(c = ct_char_at(bytes, at, end)))
        at = ct_char_next(bytes, at, end, &c);
    return at;
}

static bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/* Up to three digits, again behind stops: "2", "1.2.3". */
static bool read_arabic(number *out, const char *bytes, uint32_t at, uint32_t end)
{
    out->levels = 0;
    do {
        uint32_t digits = 0;
        if (out->levels > 0)
            at++;
        for (out->value = 0; at < end && ct_char_digit(bytes[at]); at++, digits++)
            if (digits < 3)
                out->value = out->value * 10 + (uint32_t)(bytes[at] - '0');
        if (digits == 0 || digits > 3)
            return false;
        out->levels++;
    } while (out->levels < 8 && end - at > 1 && bytes[at] == '.' && ct_char_digit(bytes[at + 1]));
    out->numeral = CT_NUMERAL_ARABIC;
    out->end = at;
    return true;
}

static uint32_t roman_digit(char c)
{
    switch (c | 0x20) {
    case 'i': return 1;
    case 'v': return 5;
    case 'x': return 10;
    case 'l': return 50;
    case 'c': return 100;
    default:  return 0;
    }
}

/* The value of `n` letters of one case as a Roman number below 100; 0 if it is not written as Romans did. */
static uint32_t roman_value(const char *s, uint32_t n)
{
    static const char *const tens[] = { "", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc" };
    static const char *const ones[] = { "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix" };
    uint32_t value = 0;
    size_t n_tens;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t d = roman_digit(s[i]), next = i + 1 < n ? roman_digit(s[i + 1]) : 0;
        value = d < next ? value - d : value + d;
    }
    if (value == 0 || value > 99)
        return 0;
    n_tens = strlen(tens[value / 10]);
    if (n_tens + strlen(ones[value % 10]) != n)
        return 0;
    for (uint32_t i = 0; i < n; i++)
        if ((s[i] | 0x20) != (i < n_tens ? tens[value / 10][i] : ones[value % 10][i - n_tens]))
            return 0;
    return value;
}

/* A Roman number or a single letter. */
static bool read_letters(number *out, const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t n = 0;
    bool upper = at < end && bytes[at] >= 'A' && bytes[at] <= 'Z';

    while (at + n < end && n < 9 && is_ascii_letter(bytes[at + n]) && ((bytes[at + n] & 0x20) == 0) == upper)
        n++;
    if (n == 0 || n == 9)
        return false;
    out->levels = 1;
    out->end = at + n;
    out->letter = n == 1 ? (uint32_t)((bytes[at] | 0x20) - 'a' + 1) : 0;
    out->value = roman_value(bytes + at, n);
    out->numeral = upper ? CT_NUMERAL_ROMAN_UPPER : CT_NUMERAL_ROMAN_LOWER;
    if (out->value == 0) {
        out->numeral = CT_NUMERAL_LETTER;
        out->value = out->letter;
    }
    return out->value > 0;
}

static bool read_number(number *out, const char *bytes, uint32_t at, uint32_t end)
{
    int32_t c;

    *out = (number){ 0 };
    if (at >= end || !(ct_char_digit(bytes[at]) ? read_arabic(out, bytes, at, end) : read_letters(out, bytes, at, end)))
        return false;
    c = ct_char_at(bytes, out->end, end);
    return !ct_char_letter(c) && !ct_char_digit(c);
}

/* What parts a number from the text behind it; moves `*at` behind it. */
static ct_separator read_separator(const char *bytes, uint32_t *at, uint32_t end)
{
    int32_t c = ct_char_at(bytes, *at, end);
    uint32_t next;

    if (c == '.' || c == 0xFF0E || c == 0x3001) {
        *at = ct_char_next(bytes, *at, end, &c);
        if (*at < end && (bytes[*at] == '-' || bytes[*at] == ')'))
            ++*at;
        return CT_SEPARATOR_STOP;
    }
    if (c == ')' || c == 0xFF09) {
        *at = ct_char_next(bytes, *at, end, &c);
        return CT_SEPARATOR_PARENTHESIS;
    }
    next = skip_spaces(bytes, *at, end);
    c = ct_char_at(bytes, next, end);
    if (next > *at && next < end && ct_char_dash(c)) {
        next = ct_char_next(bytes, next, end, &c);
        if (ct_char_space(ct_char_at(bytes, next, end))) {
            *at = next;
            return CT_SEPARATOR_DASH;
        }
    }
    return CT_SEPARATOR_NONE;
}

static bool finish(ct_sign *out, uint32_t start, uint32_t end, const number *n, ct_separator separator)
{
    out->marker = (ct_marker){ .span = { start, end }, .numeral = n->numeral, .value = n->value };
    out->separator = (uint8_t)separator;
    out->levels = n->levels;
    out->letter = n->letter;
    return true;
}

/* "(1)", "(iv)", "(a)". */
static bool read_enclosed(ct_sign *out, const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t open = bytes[at] == '(' ? at + 1 : at + 3, behind;
    number n;

    if (bytes[at] != '(' && !(end - at > 3 && ct_char_at(bytes, at, end) == 0xFF08))
        return false;
    if (!read_number(&n, bytes, open, end))
        return false;
    behind = n.end;
    if (read_separator(bytes, &behind, end) != CT_SEPARATOR_PARENTHESIS || ct_char_lower(ct_char_at(bytes, behind, end)))
        return false;
    finish(out, at, behind, &n, CT_SEPARATOR_PARENTHESIS);
    out->marker.enclosed = true;
    return true;
}

/* "1.", "II.", "a)", "1.2 Title", "IV – Title", and "II" alone on its line. */
static bool read_plain(ct_sign *out, const char *bytes, uint32_t at, uint32_t end)
{
    number n;
    uint32_t behind;
    ct_separator separator;
    int32_t c;

    if (!read_number(&n, bytes, at, end))
        return false;
    behind = n.end;
    separator = read_separator(bytes, &behind, end);
    c = ct_char_at(bytes, behind, end);
    if (separator == CT_SEPARATOR_NONE) {
        bool alone = behind == end && n.numeral == CT_NUMERAL_ROMAN_UPPER;
        bool title = n.levels > 1 && ct_char_space(c)
            && ct_char_upper(ct_char_at(bytes, skip_spaces(bytes, behind, end), end));
        if (!alone && !title)
            return false;
    } else if (behind < end && !ct_char_space(c)) {
        if (n.numeral != CT_NUMERAL_ARABIC || !(ct_char_upper(c) || ct_char_opener(c)))
            return false;
    }
    if (separator == CT_SEPARATOR_DASH && n.numeral != CT_NUMERAL_ARABIC && n.numeral != CT_NUMERAL_ROMAN_UPPER)
        return false;
    finish(out, at, behind, &n, separator);
    out->marker.enclosed = separator == CT_SEPARATOR_PARENTHESIS;
    return true;
}

/* "Fourth,", "En segundo lugar,". */
static bool read_ordinal(ct_sign *out, const char *bytes, uint32_t at, uint32_t end, const ct_outline_words *words)
{
    for (size_t i = 0; i < words->n_ordinals; i++) {
        uint32_t behind = ct_match_form(bytes, at, end, words->ordinals[i]);
        number n = { CT_NUMERAL_WORD, (uint32_t)i + 1, 0, behind, 1 };

        if (behind == at || behind == end || (bytes[behind] != ',' && bytes[behind] != ':'))
            continue;
        return finish(out, at, behind + 1, &n, bytes[behind] == ',' ? CT_SEPARATOR_COMMA : CT_SEPARATOR_COLON);
    }
    return false;
}

/* The number of a division, in figures or as an ordinal word. */
static bool read_division_number(number *n, const char *bytes, uint32_t at, uint32_t end, const ct_outline_words *words)
{
    if (read_number(n, bytes, at, end)) {
        uint32_t sign = n->end < end && bytes[n->end] == '.' ? n->end + 1 : n->end;
        int32_t c = ct_char_at(bytes, sign, end);
        if (c == 0xBA || c == 0xAA || c == 0xB0)       /* "1.º" */
            n->end = ct_char_next(bytes, sign, end, &c);
        return true;
    }
    for (size_t i = 0; i < words->n_ordinals; i++) {
        uint32_t behind = ct_match_form(bytes, at, end, words->ordinals[i]);
        if (behind == at)
            continue;
        *n = (number){ CT_NUMERAL_WORD, (uint32_t)i + 1, 0, behind, 1 };
        return true;
    }
    return false;
}

static uint8_t division_of(size_t index) { return (uint8_t)(index < CT_MAX_DIVISIONS ? index + 1 : CT_MAX_DIVISIONS); }

/* "Article 3:", "CAPÍTULO II", "Annex A". A small letter behind it makes it a sentence: "Article 3 of the Treaty". */
static bool read_division(ct_sign *out, const char *bytes, uint32_t at, uint32_t end, const ct_outline_words *words)
{
    for (size_t i = 0; i < words->n_divisions; i++) {
        uint32_t behind = ct_match_form(bytes, at, end, words->divisions[i]);
        uint32_t start = skip_spaces(bytes, behind, end);
        ct_separator separator;
        number n;

        if (behind == at || start == behind || !read_division_number(&n, bytes, start, end, words))
            continue;
        behind = n.end;
        separator = read_separator(bytes, &behind, end);
        if (separator == CT_SEPARATOR_NONE && behind < end && bytes[behind] == ':') {
            behind++;
            separator = CT_SEPARATOR_COLON;
        }
        start = skip_spaces(bytes, behind, end);
        if (start < end && !ct_char_upper(ct_char_at(bytes, start, end))
            && (start == behind || separator == CT_SEPARATOR_NONE))
            continue;
        if (start == behind && start < end && separator == CT_SEPARATOR_NONE)
            continue;
        n.numeral = CT_NUMERAL_ARTICLE;
        finish(out, at, behind, &n, separator);
        out->division = division_of(i);
        out->letter = 0;
        return true;
    }
    return false;
}

static bool read_bullet(ct_sign *out, const char *bytes, uint32_t at, uint32_t end)
{
    static const int32_t bullets[] = {
        '-', '*', '+', 0xB7, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2022, 0x2023, 0x2043, 0x25A0, 0x25AA,
        0x25B6, 0x25BA, 0x25C6, 0x25CB, 0x25CF, 0x25E6, 0x2756, 0x27A2, 0xF0A7, 0xF0B7
    };
    number n = { .numeral = CT_NUMERAL_BULLET, .levels = 1 };
    int32_t c;
    uint32_t behind = ct_char_next(bytes, at, end, &c);

    if (behind == end || !ct_char_space(ct_char_at(bytes, behind, end)))
        return false;
    for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++)
        if (c == bullets[i])
            return finish(out, at, behind, &n, CT_SEPARATOR_NONE);
    return false;
}

bool ct_sign_read(ct_sign *out, const char *bytes, uint32_t at, uint32_t end, const ct_outline_words *words)
{
    *out = (ct_sign){ 0 };
    if (at >= end)
        return false;
    return read_enclosed(out, bytes, at, end) || read_plain(out, bytes, at, end)
        || read_division(out, bytes, at, end, words) || read_ordinal(out, bytes, at, end, words)
        || read_bullet(out, bytes, at, end);
}

uint8_t ct_division_at(const char *bytes, uint32_t at, uint32_t end, const ct_outline_words *words)
{
    for (size_t i = 0; i < words->n_divisions; i++) {
        uint32_t behind = ct_match_form(bytes, at, end, words->divisions[i]);
        if (behind != at && (behind == end || (behind + 1 == end && (bytes[behind] == ':' || bytes[behind] == '.'))))
            return division_of(i);
    }
    return 0;
}
