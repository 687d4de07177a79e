/* The figures of a document: sentence by sentence, from left to right, the first that fits of date, ordinal, Roman
 * numeral, number with sign, unit or per cent. */
#include <stdlib.h>
#include <string.h>

#include "numbers.h"

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for figures");
}

/* A figure on its way: items, half open. */
typedef struct figure { ct_quantity q; double also; size_t first, end; } figure;

static void set_unit(figure *f, ct_quantity_kind kind, const char *code)
{
    f->q.kind = kind;
    memcpy(f->q.unit, code, strlen(code) + 1);
}

static bool try_date(const ct_scanner *s, size_t i, figure *f)
{
    const ct_item *items = s->items.items;
    ct_composed c = ct_compose_date(s->table, items + i, s->items.n - i, s->v->language);

    /* "12 al 14 de mayo": the first day shares the month */
    if (c.used == 0 && items[i].number && i + 3 < s->items.n
        && ct_numbers_word(s->table, CT_NUMBER_RANGE_JOINER, items[i + 1].text) != NULL && items[i + 2].number) {
        c = ct_compose_date(s->table, items + i + 2, s->items.n - i - 2, s->v->language);
        if (c.used < 2 || items[i].digits > 2 || items[i].value > 31 || items[i].grouped || items[i].value < 1
            || c.value - (double)((long)c.value / 100 * 100) == 0)
            return false;
        c.value = (double)((long)c.value / 100 * 100) + items[i].value;
        c.used = 1;
    }
    if (c.used == 0)
        return false;
    f->q.kind = CT_QUANTITY_DATE;
    f->q.value = c.value;
    f->also = c.also;
    f->end = i + c.used;
    return true;
}

static bool try_ordinal(const ct_scanner *s, size_t i, figure *f)
{
    ct_composed c = ct_compose_ordinal(s->table, s->items.items + i, s->items.n - i);

    if (c.used == 0)
        return false;
    f->q.kind = CT_QUANTITY_ORDINAL;
    f->q.value = c.value;
    f->q.in_words = c.in_words;
    f->end = i + c.used;
    return true;
}

/* Letters are a Roman numeral only beside a word that takes one: "siglo XXI", "II Foro". */
static bool try_roman(const ct_scanner *s, size_t i, figure *f)
{
    const ct_item *item = &s->items.items[i];
    const ct_item *next = i + 1 < s->items.n ? item + 1 : NULL;
    uint32_t value = item->number || !item->capital ? 0 : ct_roman_value(item->written);
    bool ordinal, count, noun;

    if (value == 0)
        return false;
    ordinal = i > 0 && ct_numbers_word(s->table, CT_NUMBER_ROMAN_ORDINAL, item[-1].text) != NULL;
    count = i > 0 && ct_numbers_word(s->table, CT_NUMBER_ROMAN_COUNT, item[-1].text) != NULL;
    noun = next != NULL && (ct_numbers_word(s->table, CT_NUMBER_ROMAN_NOUN, next->text) != NULL
        || (strlen(item->written) >= 2 && strspn(item->written, "IVX") == strlen(item->written) && next->capital
            && strlen(next->text) > 3 && ct_roman_value(next->written) == 0));
    if (!ordinal && !count && !noun)
        return false;
    f->q.kind = count ? CT_QUANTITY_COUNT : CT_QUANTITY_ORDINAL;
    f->q.value = value;
    f->end = i + 1;
    return true;
}

static bool is_plural_noun(const ct_scanner *s, const ct_item *item)
{
    uint16_t grammar = s->v->words[s->tokens[item->token].type].grammar;
    return (grammar & CT_POS_NOUN) != 0 && (grammar & CT_FORM_PLURAL) != 0;
}

/* A bare number of four digits is a year, unless things are counted with it. */
static bool is_year(const ct_scanner *s, size_t i, size_t end)
{
    const ct_item *item = &s->items.items[i];

    if (end != i + 1 || !item->number || item->grouped || item->digits != 4 || item->value < 1500 || item->value > 2150)
        return false;
    if (i > 0 && (ct_numbers_word(s->table, CT_NUMBER_YEAR_MARK, item[-1].text) != NULL
                  || ct_numbers_word(s->table, CT_NUMBER_RANGE_JOINER, item[-1].text) != NULL))
        return true;
    return end >= s->items.n || !is_plural_noun(s, &s->items.items[end]);
}

/* "1990s", "años 90" */
static bool try_decade(const ct_scanner *s, size_t i, figure *f)
{
    const ct_item *item = &s->items.items[i];
    bool marked = ct_entry_before(s, CT_NUMBER_DECADE, i) < i;
    bool ended = item->text[0] != '\0' && ct_numbers_word(s->table, CT_NUMBER_DECADE_ENDING, item->text) != NULL;

    if (!item->number || item->grouped || (long)item->value % 10 != 0 || (!ended && !(marked && item->digits == 2)))
        return false;
    if (item->digits == 2)
        f->q.value = item->value + 1900;
    else if (item->digits == 4)
        f->q.value = item->value;
    else
        return false;
    set_unit(f, CT_QUANTITY_YEAR, "s");
    f->end = i + 1;
    return true;
}

static bool is_word(const ct_scanner *s, size_t i, const char *text)
{
    return i < s->items.n && strcmp(s->items.items[i].text, text) == 0 && !s->items.items[i].number;
}

/* What follows a number: per cent, currency, unit; a joiner may stand between ("millones de dólares", "10-km"). */
static bool take_unit(const ct_scanner *s, figure *f)
{
    static const struct { ct_number_kind kind; ct_quantity_kind quantity; const char *code; } kinds[] = {
        { CT_NUMBER_POINT, CT_QUANTITY_MEASURE, "pp" }, { CT_NUMBER_PERCENT, CT_QUANTITY_PERCENT, "" },
        { CT_NUMBER_CURRENCY, CT_QUANTITY_MONEY, NULL }, { CT_NUMBER_UNIT, CT_QUANTITY_MEASURE, NULL },
    };
    size_t start = f->end;

    if (is_word(s, start, "-") || is_word(s, start, "de") || is_word(s, start, "of"))
        start++;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t used = 0;
        const ct_number_word *word = ct_entry_at(s, kinds[k].kind, f->end, &used);
        size_t at = f->end;
        if (word == NULL && start > f->end) {
            word = ct_entry_at(s, kinds[k].kind, start, &used);
            at = start;
        }
        if (word != NULL) {
            set_unit(f, kinds[k].quantity, kinds[k].code != NULL ? kinds[k].code : word->code);
            f->end = at + used;
            return true;
        }
    }
    return false;
}

/* A currency's sign before the number, or after it. */
static void take_sign(const ct_scanner *s, figure *f)
{
    size_t before = ct_entry_before(s, CT_NUMBER_SIGN, f->first), used = 0;
    const ct_number_word *sign;

    if (before < f->first) {
        sign = ct_entry_at(s, CT_NUMBER_SIGN, before, &used);
        set_unit(f, CT_QUANTITY_MONEY, sign->code);
        f->first = before;
    } else if ((sign = ct_entry_at(s, CT_NUMBER_SIGN, f->end, &used)) != NULL) {
        set_unit(f, CT_QUANTITY_MONEY, sign->code);
        f->end += used;
    }
}

/* Part of a name, a reference or a time rather than a figure: "COVID-19", "[1]", "20h45". */
static bool is_label(const ct_scanner *s, size_t i)
{
    const ct_item *item = &s->items.items[i];

    if (!item->number || i == 0)
        return false;
    if (item[-1].number && strcmp(item[-1].text, "h") == 0 && !item->apart)
        return true;      /* 20h45 */
    if (is_word(s, i - 1, "[") && is_word(s, i + 1, "]"))
        return true;
    if (item[-1].token == item->token)
        return item[-1].capital && !item[-1].number;
    return i > 1 && is_word(s, i - 1, "-") && !item->apart && !item[-1].apart && !item[-2].number && item[-2].capital;
}

static bool try_number(const ct_scanner *s, size_t i, figure *f)
{
    const ct_item *item = &s->items.items[i];
    ct_composed c = ct_compose(s->table, item, s->items.n - i);
    bool joined = false;

    if (c.used == 0 && item->number && item->text[0] != '\0' && ct_numbers_word(s->table, CT_NUMBER_UNIT, item->text)
        && strstr(item->written, item->text) != NULL) {
        f->q.value = item->value;      /* "5km" in one token; "5G" is no weight */
        set_unit(f, CT_QUANTITY_MEASURE, ct_numbers_word(s->table, CT_NUMBER_UNIT, item->text)->code);
        f->end = i + 1;
        return true;
    }
    if (c.used == 0)
        return false;
    f->q.kind = CT_QUANTITY_COUNT;
    f->q.value = c.value;
    f->q.in_words = c.in_words;
    f->end = i + c.used;
    take_sign(s, f);
    if (f->q.kind == CT_QUANTITY_COUNT)
        joined = take_unit(s, f);
    else if (f->q.kind == CT_QUANTITY_MONEY) {
        figure more = *f;
        if (take_unit(s, &more) && more.q.kind == CT_QUANTITY_MONEY)      /* "US$ 5 million dollars" */
            f->end = more.end;
    }
    if (f->q.kind == CT_QUANTITY_COUNT && !joined && (c.alone || (c.in_words && c.value == 0)))
        return false;      /* "one of them", "zero-carbon" */
    if (f->q.kind == CT_QUANTITY_COUNT && is_year(s, i, f->end))
        f->q.kind = CT_QUANTITY_YEAR;
    return true;
}

/* "me-first", "one-fifth", "two-thirds": neither an ordinal nor a count. */
static bool is_compound(const ct_scanner *s, size_t i)
{
    const ct_item *item = &s->items.items[i], *next = i + 1 < s->items.n ? item + 1 : NULL;
    char singular[CT_MAX_FORM];
    size_t len;

    if (i > 0 && item[-1].token == item->token)
        return true;
    if (item->number || next == NULL || next->token != item->token
        || ct_numbers_word(s->table, CT_NUMBER_CARDINAL, item->text) == NULL)
        return false;
    len = strlen(next->text);
    if (len > 1 && next->text[len - 1] == 's') {
        memcpy(singular, next->text, len - 1);
        singular[len - 1] = '\0';
        if (ct_numbers_word(s->table, CT_NUMBER_ORDINAL, singular) != NULL)
            return true;
    }
    return ct_compose_ordinal(s->table, item, 2).used == 0
        && ct_numbers_word(s->table, CT_NUMBER_ORDINAL, next->text) != NULL;
}

static bool read_figure(const ct_scanner *s, size_t i, figure *f)
{
    *f = (figure){ .first = i };
    if (!s->items.items[i].starts || is_label(s, i) || is_compound(s, i))
        return false;
    return try_date(s, i, f) || try_decade(s, i, f) || try_roman(s, i, f) || try_ordinal(s, i, f)
        || try_number(s, i, f);
}

static ct_status scan(ct_scanner *s, ct_quantity_list *out, ct_error *err)
{
    size_t i = 0;

    while (i < s->items.n) {
        figure f;
        if (!read_figure(s, i, &f)) {
            i++;
            continue;
        }
        f.q.vague = ct_entry_before(s, CT_NUMBER_VAGUE, f.first) < f.first;
        f.q.first_token = s->items.items[f.first].token;
        f.q.end_token = s->items.items[f.end - 1].last + 1;
        if (!ct_push(out, f.q))
            return nomem(err);
        f.q.value = f.also;
        if (f.also != 0 && !ct_push(out, f.q))
            return nomem(err);
        i = f.end;
    }
    return CT_OK;
}

ct_status ct_quantities_find(ct_vocabulary *v, ct_error *err)
{
    size_t n;
    const ct_sentence *sentences = ct_segments_sentences(v->segments, &n);
    ct_scanner s;
    ct_status status = ct_scanner_init(&s, v, err);

    for (size_t i = 0; status == CT_OK && i < n; i++) {
        status = ct_scanner_load(&s, &sentences[i], err);
        if (status == CT_OK)
            status = scan(&s, &v->quantities, err);
    }
    ct_scanner_release(&s);
    return status;
}
