/* Dates: "13 de mayo de 2025", "mayo de 2025", "May 13, 2025", "13 May 2025", "13/05/2025", "2025-05-13". */
#include <string.h>

#include "numbers.h"

static bool is_day(const ct_numbers *table, const ct_item *item)
{
    return item->number && !item->grouped && item->digits <= 2 && item->value >= 1 && item->value <= 31
        && (item->text[0] == '\0' || ct_numbers_word(table, CT_NUMBER_ORDINAL_ENDING, item->text) != NULL);
}

static bool is_year(const ct_item *item)
{
    return item->number && !item->grouped && item->digits == 4 && item->text[0] == '\0' && item->value >= 1000
        && item->value <= 2999;
}

/* English months are names; "may" and "march" are not. */
static double month_of(const ct_numbers *table, const ct_item *item, ct_language language)
{
    const ct_number_word *word = item->number ? NULL : ct_numbers_word(table, CT_NUMBER_MONTH, item->text);
    return word == NULL || (language == CT_EN && !item->capital) ? 0 : word->value;
}

static bool is_sign(const ct_item *item, const char *sign)
{
    return !item->number && strcmp(item->text, sign) == 0;
}

/* After the month: the year, with or without a joiner before it. Items used, 0 if there is no year. */
static size_t year_after(const ct_numbers *table, const ct_item *items, size_t n, double *year)
{
    size_t skip = n > 0 && !items[0].number && ct_numbers_word(table, CT_NUMBER_DATE_JOINER, items[0].text) != NULL;

    if (skip < n && is_year(&items[skip])) {
        *year = items[skip].value;
        return skip + 1;
    }
    return 0;
}

/* 13/05/2025: day before month, unless the language's habit or the values say otherwise. */
static ct_composed with_signs(const ct_item *items, size_t n, ct_language language)
{
    ct_composed none = { 0 }, c = { .used = 5 };
    const char *sign = n < 5 ? "" : items[1].text;
    double a, b;

    if (n < 5 || (strcmp(sign, "/") != 0 && strcmp(sign, "-") != 0) || !is_sign(&items[3], sign) || items[1].apart
        || items[2].apart || items[3].apart || items[4].apart || !items[0].number || !items[2].number
        || !items[4].number)
        return none;
    a = items[0].value;
    b = items[2].value;
    if (is_year(&items[0]) && b >= 1 && b <= 12 && items[4].value >= 1 && items[4].value <= 31)
        c.value = a * 10000 + b * 100 + items[4].value;
    else if (is_year(&items[4]) && a >= 1 && a <= 31 && b >= 1 && b <= 31 && (a <= 12 || b <= 12)) {
        bool month_first = b > 12 || (language == CT_EN && a <= 12);
        c.value = items[4].value * 10000 + (month_first ? a * 100 + b : b * 100 + a);
    } else
        return none;
    return c;
}

/* Day before month: "13 de mayo de 2025". */
static ct_composed day_first(const ct_numbers *table, const ct_item *items, size_t n, ct_language language)
{
    ct_composed none = { 0 }, c = { 0 };
    size_t i = 1;
    double month, year = 0;

    if (!is_day(table, &items[0]))
        return none;
    if (i < n && !items[i].number && strcmp(items[i].text, ",") != 0
        && ct_numbers_word(table, CT_NUMBER_DATE_JOINER, items[i].text) != NULL)
        i++;
    if (i >= n || (month = month_of(table, &items[i], language)) == 0)
        return none;
    i++;
    i += year_after(table, items + i, n - i, &year);
    c.value = year * 10000 + month * 100 + items[0].value;
    c.used = i;
    return c;
}

/* Month first: "May 13, 2025", "May 12-14, 2025" (two days), "mayo de 2025". */
static ct_composed month_first(const ct_numbers *table, const ct_item *items, size_t n, ct_language language)
{
    ct_composed none = { 0 }, c = { 0 };
    double month = month_of(table, &items[0], language), day = 0, year = 0;
    size_t i = 1, more;

    if (month == 0)
        return none;
    if (language == CT_EN && i < n && is_day(table, &items[i])) {
        day = items[i++].value;
        if (i + 1 < n && ct_numbers_word(table, CT_NUMBER_RANGE_JOINER, items[i].text) != NULL
            && is_day(table, &items[i + 1])) {
            c.also = items[i + 1].value;
            i += 2;
        }
    }
    more = year_after(table, items + i, n - i, &year);
    if (more == 0 && day == 0)
        return none;      /* a month by itself is no figure */
    c.value = year * 10000 + month * 100 + day;
    if (c.also > 0)
        c.also += year * 10000 + month * 100;
    c.used = i + more;
    return c;
}

ct_composed ct_compose_date(const ct_numbers *table, const ct_item *items, size_t n, ct_language language)
{
    ct_composed c = { 0 };

    if (n == 0)
        return c;
    c = with_signs(items, n, language);
    if (c.used == 0)
        c = day_first(table, items, n, language);
    if (c.used == 0)
        c = month_first(table, items, n, language);
    return c;
}
