/* Digits and their separators. "16,000" is sixteen thousand in Mexico and sixteen in Spain; the document's other
 * numbers tell which. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numbers.h"

enum { MAX_GROUPS = 16 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits in groups and the sign before each group but the first. */
typedef struct shape {
    size_t start[MAX_GROUPS], digits[MAX_GROUPS];
    char   sign[MAX_GROUPS];
    size_t n, used;
} shape;

static bool shape_of(shape *s, const char *text, size_t len)
{
    size_t i = 0;

    s->n = 0;
    while (i < len && is_digit(text[i]) && s->n < MAX_GROUPS) {
        s->start[s->n] = i;
        s->sign[s->n] = s->n == 0 ? '\0' : text[i - 1];
        while (i < len && is_digit(text[i]))
            i++;
        s->digits[s->n] = i - s->start[s->n];
        s->n++;
        s->used = i;
        if (i + 1 >= len || (text[i] != '.' && text[i] != ',') || !is_digit(text[i + 1]))
            break;
        i++;
    }
    return s->n > 0;
}

/* The decimal sign that the shape itself shows; '\0' if there is none or it could be either. */
static char decimal_shown(const shape *s, const char *text)
{
    size_t last = s->n - 1;

    if (s->n < 2)
        return '\0';
    if (s->n > 2)
        return s->sign[last] != s->sign[last - 1] ? s->sign[last] : '\0';
    return s->digits[1] != 3 || s->digits[0] > 3 || text[s->start[0]] == '0' ? s->sign[1] : '\0';
}

/* The thousands sign that it shows: 1.234.567. */
static char thousands_shown(const shape *s)
{
    return s->n > 2 && s->digits[1] == 3 ? s->sign[1] : '\0';
}

static char other(char sign)
{
    return sign == '.' ? ',' : '.';
}

ct_convention ct_convention_of(const ct_vocabulary *v)
{
    size_t n;
    const ct_type *types = ct_segments_types(v->segments, &n);
    /* Votes for each sign as that of thousands; the habit of the language decides where nothing speaks. */
    double comma = v->language == CT_EN ? 0.5 : 0, point = v->language == CT_ES ? 0.5 : 0;

    for (size_t i = 0; i < n; i++) {
        shape s;
        char thousands, decimal;
        double weight = types[i].count;
        if (types[i].kind != CT_TOKEN_NUMBER || !shape_of(&s, types[i].text, types[i].length) || s.n < 2)
            continue;
        decimal = decimal_shown(&s, types[i].text);
        thousands = thousands_shown(&s);
        if (thousands == '\0' && decimal != '\0')
            thousands = other(decimal);
        if (thousands != '\0')
            weight *= 4;
        else      /* three digits after one sign: more often thousands than thousandths */
            thousands = s.sign[1];
        if (thousands == ',')
            comma += weight;
        else
            point += weight;
    }
    return comma > point ? (ct_convention){ ',', '.' } : (ct_convention){ '.', ',' };
}

double ct_digits_value(const char *text, size_t len, ct_convention convention, size_t *used)
{
    char digits[64];
    size_t n = 0;
    char decimal;
    shape s;

    *used = 0;
    if (!shape_of(&s, text, len))
        return 0;
    *used = s.used;
    decimal = decimal_shown(&s, text);
    if (decimal == '\0' && thousands_shown(&s) == '\0' && s.n == 2)
        decimal = s.sign[1] == convention.decimal ? s.sign[1] : '\0';
    for (size_t g = 0; g < s.n; g++) {
        if (g > 0 && s.sign[g] == decimal && g == s.n - 1 && n + 1 < sizeof digits)
            digits[n++] = '.';
        for (size_t i = 0; i < s.digits[g] && n + 1 < sizeof digits; i++)
            digits[n++] = text[s.start[g] + i];
    }
    digits[n] = '\0';
    return strtod(digits, NULL);
}

uint32_t ct_roman_value(const char *text)
{
    static const struct { const char *sign; uint32_t value; } signs[] = {
        { "M", 1000 }, { "CM", 900 }, { "D", 500 }, { "CD", 400 }, { "C", 100 }, { "XC", 90 }, { "L", 50 },
        { "XL", 40 }, { "X", 10 }, { "IX", 9 }, { "V", 5 }, { "IV", 4 }, { "I", 1 },
    };
    uint32_t value = 0;
    const char *s = text;

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i].sign), times = 0;
        while (strncmp(s, signs[i].sign, len) == 0 && times < (len == 1 && i % 4 == 0 ? 3u : 1u)) {
            value += signs[i].value;
            s += len;
            times++;
        }
    }
    return *s == '\0' ? value : 0;
}
