/* Numbers of several words: "sesenta y seis mil millones", "66 mil millones", "two hundred and fifty", "5 mil 352". */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "numbers.h"

enum { MAX_ITEMS = 24 };

static bool is_scale(const ct_numbers *table, const ct_item *item)
{
    return !item->number && ct_numbers_word(table, CT_NUMBER_SCALE, item->text) != NULL;
}

/* What has been read of a number. */
typedef struct sum {
    double total;       /* of finished groups: thousands, millions */
    double group;       /* below a thousand, or digits */
    double last_scale;
    bool   open;        /* something stands in the group */
    bool   by_digits;   /* … in digits */
    ct_composed result;
} sum;

/* Binary fractions of decimal figures are trimmed: 518.4 billion is 518400000000 exactly. */
static double exact(double value)
{
    char text[40];

    snprintf(text, sizeof text, "%.14g", value);
    return strtod(text, NULL);
}

/* May `small` follow what stands in the group? 30 and 5, 200 and 35, but not 5 and 30, nor "two three". */
static bool goes_after(double group, double small)
{
    double place = small < 10 ? 10 : small < 100 ? 100 : 1000;
    return small > 0 && group >= place && fmod(group, place) == 0;
}

static bool add_small(sum *s, double value, bool by_digits)
{
    if (s->open && (s->by_digits || by_digits || !goes_after(s->group, value)))
        return false;
    /* after a scale only what is smaller: "5 mil 352" */
    if (!s->open && s->last_scale > 0 && value >= s->last_scale)
        return false;
    s->group = s->open ? s->group + value : value;
    s->open = true;
    s->by_digits = by_digits;
    return true;
}

static bool multiply(sum *s, double scale)
{
    if (scale < 1000) {        /* hundred, dozen */
        if (!s->open || s->group >= 100)
            return false;
        s->group *= scale;
        return true;
    }
    if (s->last_scale > 0 && scale > s->last_scale) {      /* mil millones */
        s->total = (s->total + s->group) * scale;
    } else {
        if (scale == s->last_scale || (!s->open && s->last_scale > 0))
            return false;
        s->total += (s->open ? s->group : 1) * scale;
    }
    s->group = 0;
    s->open = s->by_digits = false;
    s->last_scale = scale;
    return true;
}

/* "y" and "and" count only between the parts of one number. */
static bool joins(const sum *s, const ct_numbers *table, const ct_item *next)
{
    const ct_number_word *word = next->number ? NULL : ct_numbers_word(table, CT_NUMBER_CARDINAL, next->text);
    return s->open && !s->by_digits && word != NULL && goes_after(s->group, word->value)
        && (s->group >= 100 || word->value < 10);
}

/* "half a million": the article between half and scale says nothing. */
static size_t article_after_half(const ct_numbers *table, const ct_item *items, size_t n)
{
    return n > 2 && !items[0].number && ct_numbers_word(table, CT_NUMBER_HALF, items[0].text) != NULL
        && ct_numbers_word(table, CT_NUMBER_ARTICLE, items[1].text) != NULL && is_scale(table, &items[2]);
}

/* A number starts in words with a scale only where that can stand alone ("mil") or an article is before it. */
static bool starts(sum *s, const ct_numbers *table, const ct_item *item, bool scale_follows)
{
    const ct_number_word *word;

    if (item->number)
        return item->text[0] == '\0' && add_small(s, item->value, true);
    word = ct_numbers_word(table, CT_NUMBER_CARDINAL, item->text);
    if (word == NULL && scale_follows)
        word = ct_numbers_word(table, CT_NUMBER_HALF, item->text);
    if (word == NULL && scale_follows)
        word = ct_numbers_word(table, CT_NUMBER_ARTICLE, item->text);
    if (word != NULL)
        return add_small(s, word->value, false);
    word = ct_numbers_word(table, CT_NUMBER_SCALE, item->text);
    return word != NULL && word->value == 1000 && table->words[CT_NUMBER_ARTICLE].n == 0 && multiply(s, 1000);
}

static bool is_hyphen(const ct_item *item)
{
    return strcmp(item->text, "-") == 0;
}

/* One further item; how many were used, 0 when the number ends. */
static size_t continue_sum(sum *s, const ct_numbers *table, const ct_item *items, size_t i, size_t n)
{
    const ct_item *item = &items[i];
    const ct_number_word *word;

    if (item->number)      /* "5 mil 352", but not "2 billion 2025" nor "3 5" */
        return !s->open && s->last_scale == 1000 && item->text[0] == '\0' && !item->grouped && item->digits <= 3
            && add_small(s, item->value, true);
    word = ct_numbers_word(table, CT_NUMBER_SCALE, item->text);
    if (word != NULL)
        return multiply(s, word->value);
    word = ct_numbers_word(table, CT_NUMBER_CARDINAL, item->text);
    if (word != NULL)
        return add_small(s, word->value, false);
    if (i + 1 < n && ct_numbers_word(table, CT_NUMBER_JOINER, item->text) != NULL && joins(s, table, &items[i + 1]))
        return 1 + continue_sum(s, table, items, i + 1, n);
    if (i + 1 < n && is_hyphen(item) && !item->apart && is_scale(table, &items[i + 1])
        && multiply(s, ct_numbers_word(table, CT_NUMBER_SCALE, items[i + 1].text)->value))
        return 2;
    return 0;
}

ct_composed ct_compose(const ct_numbers *table, const ct_item *items, size_t n)
{
    sum s = { 0 };
    size_t i, used;

    if (n > MAX_ITEMS)
        n = MAX_ITEMS;
    i = 1 + article_after_half(table, items, n);
    if (n == 0 || !starts(&s, table, &items[0], n > i && is_scale(table, &items[i])))
        return s.result;
    while (i < n && (used = continue_sum(&s, table, items, i, n)) > 0)
        i += used;
    s.result.value = exact(s.total + (s.open ? s.group : 0));
    s.result.used = i;
    s.result.scaled = s.last_scale > 0;
    s.result.in_words = true;
    for (size_t k = 0; k < i; k++)
        if (items[k].number)
            s.result.in_words = false;
    s.result.alone = i == 1 && s.result.in_words && s.result.value == 1;
    return s.result;
}

ct_composed ct_compose_ordinal(const ct_numbers *table, const ct_item *items, size_t n)
{
    ct_composed none = { 0 }, c = { .used = 1, .in_words = true };
    const ct_number_word *word, *unit;

    if (n == 0)
        return none;
    if (items[0].number) {
        if (ct_numbers_word(table, CT_NUMBER_ORDINAL_ENDING, items[0].text) == NULL)
            return none;
        c.value = items[0].value;
        c.in_words = false;
        return c;
    }
    word = ct_numbers_word(table, CT_NUMBER_ORDINAL, items[0].text);
    if (word != NULL)
        c.value = word->value;
    unit = n < 2 || items[1].number ? NULL : ct_numbers_word(table, CT_NUMBER_ORDINAL, items[1].text);
    if (word == NULL)
        word = ct_numbers_word(table, CT_NUMBER_CARDINAL, items[0].text);      /* twenty-first */
    if (word != NULL && unit != NULL && word->value >= 10 && fmod(word->value, 10) == 0 && unit->value < 10) {
        c.value = word->value + unit->value;
        c.used = 2;
    }
    return c.value > 0 ? c : none;
}
