/* The figures of two segments, matched from the surest likeness to the loosest. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sets.h"
#include "values.h"

static bool same_number(double a, double b)
{
    double scale = fabs(a) > fabs(b) ? fabs(a) : fabs(b);

    return fabs(a - b) <= scale * 1e-9;
}

/* ---- dates: yyyymmdd with zeros for what is not said ---------------------------------------------------------- */

typedef struct date { long year, month, day; } date;

static date date_of(const ct_quantity *q)
{
    long v = q->kind == CT_QUANTITY_DATE ? (long)q->value : q->kind == CT_QUANTITY_YEAR ? (long)q->value * 10000 : 0;

    return (date){ v / 10000, v / 100 % 100, v % 100 };
}

static bool same_part(long a, long b)
{
    return a == b || a == 0 || b == 0;
}

/* Nothing that both say differs, and they share something. */
static bool dates_agree(const ct_quantity *a, const ct_quantity *b)
{
    date x = date_of(a), y = date_of(b);

    if (x.year + x.month + x.day == 0 || y.year + y.month + y.day == 0)
        return false;
    return same_part(x.year, y.year) && same_part(x.month, y.month) && same_part(x.day, y.day)
        && ((x.year != 0 && x.year == y.year) || (x.month != 0 && x.month == y.month) || (x.day != 0 && x.day == y.day));
}

/* A date against a bare number: its day, or its year. */
static bool part_of_date(const ct_quantity *d, const ct_quantity *n)
{
    date x = date_of(d);

    return d->kind == CT_QUANTITY_DATE && n->kind != CT_QUANTITY_DATE && n->value > 0
        && (n->value == (double)x.day || n->value == (double)x.year);
}

/* ---- likeness of two figures ------------------------------------------------------------------------------------- */

/* 8 p.m. and 20 hours */
static bool same_hour(const ct_quantity *a, const ct_quantity *b)
{
    double low = a->value < b->value ? a->value : b->value, high = a->value < b->value ? b->value : a->value;

    return low >= 1 && low < 12 && high < 24 && same_number(high - low, 12) && !a->in_words && !b->in_words;
}

/* 1990 and "the 90s" */
static bool same_decade(const ct_quantity *a, const ct_quantity *b)
{
    double low = a->value < b->value ? a->value : b->value, high = a->value < b->value ? b->value : a->value;

    return low >= 10 && low < 100 && high >= 1000 && high < 2100 && same_number(fmod(high, 100), low);
}

static size_t digits_of(const ct_ground_side *s, const ct_quantity *q, char *out, size_t room)
{
    ct_span span = ct_tokens_span(s, q->first_token, q->end_token);
    size_t n = 0;

    for (uint32_t i = span.start; i < span.end && n + 1 < room; i++)
        if (s->bytes[i] >= '0' && s->bytes[i] <= '9')
            out[n++] = s->bytes[i];
    out[n] = '\0';
    return n;
}

static bool same_digits(const ct_ground *g, const ct_quantity *a, const ct_quantity *b)
{
    char x[64], y[64];

    return digits_of(&g->sides[CT_SOURCE], a, x, sizeof x) > 0 && digits_of(&g->sides[CT_TARGET], b, y, sizeof y) > 0
        && strcmp(x, y) == 0;
}

/* Written alike to the last sign: a version, a section, a time. */
static bool same_text(const ct_ground *g, const ct_quantity *a, const ct_quantity *b)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];
    const char *x = s->types[s->tokens[a->first_token].type].text, *y = t->types[t->tokens[b->first_token].type].text;

    return x[0] >= '0' && x[0] <= '9' && strcmp(x, y) == 0;
}

static bool separators(const ct_ground_side *s, const ct_quantity *q)
{
    ct_span span = ct_tokens_span(s, q->first_token, q->end_token);

    for (uint32_t i = span.start; i + 1 < span.end; i++)
        if ((s->bytes[i] == '.' || s->bytes[i] == ',') && s->bytes[i + 1] >= '0' && s->bytes[i + 1] <= '9')
            return true;
    return false;
}

/* Commas between groups of three: right in English, and in the Spanish of Mexico. */
static bool english_groups(const ct_ground *g, const ct_quantity *q)
{
    const ct_ground_side *t = &g->sides[CT_TARGET];
    const char *text = t->types[t->tokens[q->first_token].type].text, *comma = strchr(text, ',');

    for (; comma != NULL; comma = strchr(comma + 1, ','))
        if (strspn(comma + 1, "0123456789") != 3)
            return false;
    return strchr(text, ',') != NULL && strchr(text, '.') == NULL;
}

static bool meet(const ct_ground *g, const ct_quantity *a, const ct_quantity *b, int round)
{
    bool value = same_number(a->value, b->value), unit = strcmp(a->unit, b->unit) == 0;
    bool ordinal = a->kind == CT_QUANTITY_ORDINAL, other = b->kind == CT_QUANTITY_ORDINAL;
    bool percent = a->kind == CT_QUANTITY_PERCENT;

    switch (round) {
    case 0: return value && unit && a->kind == b->kind;
    case 1: return value && unit && percent == (b->kind == CT_QUANTITY_PERCENT) && ordinal == other;
    case 2: return dates_agree(a, b);
    case 3: return value && (unit || percent || b->kind == CT_QUANTITY_PERCENT) && ordinal == other;
    case 4: return value;
    case 5: return part_of_date(a, b) || part_of_date(b, a) || same_decade(a, b);
    case 6: return same_text(g, a, b) && english_groups(g, b);
    case 7: return same_hour(a, b);
    default: return same_digits(g, a, b) && (separators(&g->sides[CT_SOURCE], a) || separators(&g->sides[CT_TARGET], b));
    }
}

static ct_value_fate fate_of(const ct_quantity *a, const ct_quantity *b, int round)
{
    bool percent = (a->kind == CT_QUANTITY_PERCENT) != (b->kind == CT_QUANTITY_PERCENT);

    if (round == 8)
        return CT_VALUE_FORMAT;
    if ((round == 3 || round == 4) && (percent || (a->unit[0] != '\0' && b->unit[0] != '\0' && strcmp(a->unit, b->unit) != 0)))
        return CT_VALUE_UNIT;
    return CT_VALUE_MET;
}

static void match(ct_values *v, const ct_ground *g)
{
    enum { ROUNDS = 9 };

    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < v->n[CT_SOURCE]; i++)
            for (size_t k = 0; v->items[CT_SOURCE][i].fate == CT_VALUE_ALONE && k < v->n[CT_TARGET]; k++) {
                ct_value *a = &v->items[CT_SOURCE][i], *b = &v->items[CT_TARGET][k];
                ct_quantity x = ct_value_quantity(g, CT_SOURCE, a), y = ct_value_quantity(g, CT_TARGET, b);
                if (b->fate != CT_VALUE_ALONE || !meet(g, &x, &y, round))
                    continue;
                a->fate = b->fate = (uint8_t)fate_of(&x, &y, round);
                a->other = (uint32_t)k;
                b->other = (uint32_t)i;
            }
}

/* ---- what is left ---------------------------------------------------------------------------------------------------- */

/* What the letters behind a figure multiply it by: "25bn". */
static double scale_of(const char *letters)
{
    static const struct { const char *text; double scale; } scales[] = {
        { "k", 1e3 }, { "m", 1e6 }, { "mn", 1e6 }, { "bn", 1e9 }, { "b", 1e9 }, { "tn", 1e12 },
    };

    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (strcmp(letters, scales[i].text) == 0)
            return scales[i].scale;
    return 1;
}

/* "4.30", "4:30": may be a time of day. */
static bool clock_like(const char *text)
{
    size_t hours = strspn(text, "0123456789");

    return hours > 0 && (text[hours] == '.' || text[hours] == ':') && strspn(text + hours + 1, "0123456789") == 2;
}

/* A word that begins with the figure: "4.30pm", "90s", "64bit", "25bn". */
static bool in_word(const ct_ground *g, const ct_couple *c, ct_side side, double value)
{
    const ct_ground_side *s = &g->sides[side];

    for (uint32_t t = c->first[side]; t < c->end[side]; t++) {
        const char *text = s->types[s->tokens[t].type].folded;
        char *end;
        double number;
        if (text[0] < '0' || text[0] > '9' || (s->tokens[t].kind != CT_TOKEN_WORD && !clock_like(text)))
            continue;
        number = strtod(text, &end);
        if (same_number(number, value) || same_number(number + 12, value)
            || (s->tokens[t].kind == CT_TOKEN_WORD && (same_number(fmod(value, 100), number) || same_number(number * scale_of(end), value))))
            return true;
    }
    return false;
}

/* The same value elsewhere on the other side: said twice here, once there. */
static bool repeated(const ct_values *v, const ct_ground *g, ct_side side, const ct_value *value)
{
    ct_quantity q = ct_value_quantity(g, side, value);
    ct_side other = ct_other(side);

    for (size_t i = 0; i < v->n[other]; i++) {
        ct_quantity o = ct_value_quantity(g, other, &v->items[other][i]);
        if (same_number(q.value, o.value) || dates_agree(&q, &o) || part_of_date(&o, &q) || part_of_date(&q, &o))
            return true;
    }
    return false;
}

static void imply(ct_values *v, const ct_ground *g, const ct_couple *c)
{
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; i < v->n[side]; i++) {
            ct_value *value = &v->items[side][i];
            double number = ct_value_quantity(g, (ct_side)side, value).value;
            if (value->fate == CT_VALUE_ALONE
                && (ct_sets_imply(g, ct_other((ct_side)side), c, number) || in_word(g, c, ct_other((ct_side)side), number)
                    || repeated(v, g, (ct_side)side, value)))
                value->fate = CT_VALUE_IMPLIED;
        }
}

/* Pair off what is alone on both sides, in order, like with like. */
static bool may_stand_for(const ct_quantity *a, const ct_quantity *b)
{
    bool dated = a->kind == CT_QUANTITY_DATE, other = b->kind == CT_QUANTITY_DATE;

    return dated == other && (a->kind == CT_QUANTITY_ORDINAL) == (b->kind == CT_QUANTITY_ORDINAL);
}

static void pair_off(ct_values *v, const ct_ground *g)
{
    for (size_t i = 0; i < v->n[CT_SOURCE]; i++)
        for (size_t k = 0; v->items[CT_SOURCE][i].fate == CT_VALUE_ALONE && k < v->n[CT_TARGET]; k++) {
            ct_value *a = &v->items[CT_SOURCE][i], *b = &v->items[CT_TARGET][k];
            ct_quantity x = ct_value_quantity(g, CT_SOURCE, a), y = ct_value_quantity(g, CT_TARGET, b);
            if (b->fate != CT_VALUE_ALONE || !may_stand_for(&x, &y))
                continue;
            a->fate = b->fate = CT_VALUE_DIFFERS;
            a->other = (uint32_t)k;
            b->other = (uint32_t)i;
        }
}

/* Small numbers in words come and go with the turn of the sentence. */
static bool demanded(const ct_quantity *q)
{
    if (q->kind == CT_QUANTITY_ORDINAL && q->in_words)
        return false;
    return !q->in_words || q->value > 2;
}

/* "85 000": groups parted by a blank, where the language writes them so. */
static bool goes_on(const ct_ground_side *s, const ct_quantity *q, const ct_quantity *next)
{
    const char *a = s->types[s->tokens[q->first_token].type].text, *b = s->types[s->tokens[next->first_token].type].text;

    return next->first_token == q->end_token && q->end_token == q->first_token + 1 && strspn(b, "0123456789") == 3
        && strlen(b) == 3 && strlen(a) <= 3 && strspn(a, "0123456789") == strlen(a) && a[0] != '0'
        && s->tokens[next->first_token].span.start == s->tokens[q->first_token].span.end + 1;
}

static void gather(ct_values *v, const ct_ground *g, const ct_couple *c, ct_side side)
{
    const ct_ground_side *s = &g->sides[side];
    ct_range r = ct_quantities_in(s, c->first[side], c->end[side]);

    v->n[side] = 0;
    for (uint32_t q = r.first; q < r.end && v->n[side] < CT_MAX_VALUES; q++) {
        ct_value value = { .quantity = q, .other = CT_NONE, .demanded = demanded(&s->quantities[q]) };
        if (q + 1 < r.end && goes_on(s, &s->quantities[q], &s->quantities[q + 1])) {
            q++;
            value.grouped = true;
        }
        v->items[side][v->n[side]++] = value;
    }
}

void ct_values_of(ct_values *out, const ct_ground *g, const ct_couple *c)
{
    gather(out, g, c, CT_SOURCE);
    gather(out, g, c, CT_TARGET);
    if (out->n[CT_SOURCE] + out->n[CT_TARGET] == 0)
        return;
    match(out, g);
    imply(out, g, c);
    pair_off(out, g);
}
