/* The figures of a document: sentence by sentence, from left to right, the first that fits of date, ordinal, Roman
 * numeral, number with sign, unit or per cent. */
#include <stdlib.h>
#include <string.h>

#include "numbers.h"

/* Parts of a type: one, or those between hyphens. */
typedef struct part_list { uint32_t first, n; } part_list;

typedef struct scanner {
    const ct_vocabulary *v;
    const ct_numbers    *table;
    const ct_type       *types;
    const ct_token      *tokens;
    const char          *bytes;
    ct_convention        convention;
    ct_arena             arena;
    CT_VECTOR(ct_item)   parts;        /* of all types */
    part_list           *of_type;      /* [n_types] */
    ct_item_list         items;        /* of the sentence */
} scanner;

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for figures");
}

/* ---- items ------------------------------------------------------------------------------------------------- */

static bool add_part(scanner *s, const char *text, size_t len)
{
    ct_item item = { 0 };
    char small[CT_MAX_FORM] = "";
    size_t used = 0;

    item.value = ct_digits_value(text, len, s->convention, &used);
    item.number = used > 0;
    for (size_t i = 0; i < used; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        item.grouped |= !digit;
        if (!item.grouped && item.digits < 255)
            item.digits++;
    }
    if (len - used < sizeof small)
        ct_lower(text + used, len - used, small);
    item.capital = ct_starts_upper(text, len);
    item.text = ct_arena_string(&s->arena, small);
    item.written = ct_arena_copy(&s->arena, text, len < CT_MAX_FORM ? len : 0);
    return item.text != NULL && item.written != NULL && ct_push(&s->parts, item);
}

/* "third-party" is read as two words; other tokens as one. */
static bool add_type(scanner *s, const ct_type *type, part_list *out)
{
    size_t start = 0;

    out->first = (uint32_t)s->parts.n;
    if (type->kind == CT_TOKEN_WORD && type->length < CT_MAX_FORM)
        for (size_t i = 1; i + 1 < type->length; i++)
            if (type->text[i] == '-') {
                if (!add_part(s, type->text + start, i - start))
                    return false;
                start = i + 1;
            }
    if (!add_part(s, type->text + start, type->length - start))
        return false;
    out->n = (uint32_t)s->parts.n - out->first;
    return true;
}

static ct_status prepare(scanner *s, ct_error *err)
{
    size_t n, len;

    s->types = ct_segments_types(s->v->segments, &n);
    s->bytes = ct_text_bytes(ct_document_text(ct_segments_document(s->v->segments)), &len);
    s->convention = ct_convention_of(s->v);
    s->of_type = malloc((n + 1) * sizeof *s->of_type);
    if (s->of_type == NULL)
        return nomem(err);
    for (size_t i = 0; i < n; i++)
        if (!add_type(s, &s->types[i], &s->of_type[i]))
            return nomem(err);
    s->tokens = ct_segments_tokens(s->v->segments, &n);
    return CT_OK;
}

/* "16 000": a group of three digits after a space belongs to the number before it. */
static bool is_group(const scanner *s, uint32_t token, const ct_item *before, const ct_item *item)
{
    const char *gap = s->bytes + s->tokens[token - 1].span.end;
    size_t len = s->tokens[token].span.start - s->tokens[token - 1].span.end;
    bool narrow = len == 2 || len == 3;      /* U+00A0, U+202F, U+2009 */

    return before->number && item->number && before->text[0] == '\0' && item->digits == 3 && before->digits <= 3
        && before->value >= 1 && !item->grouped && (!before->grouped || before->value >= 1000)
        && (narrow || (len == 1 && *gap == ' ' && s->v->language == CT_ES));
}

static ct_status load(scanner *s, const ct_sentence *sentence, ct_error *err)
{
    s->items.n = 0;
    for (uint32_t t = sentence->first_token; t < sentence->end_token; t++) {
        const part_list *parts = &s->of_type[s->tokens[t].type];
        for (uint32_t k = 0; k < parts->n; k++) {
            ct_item item = s->parts.items[parts->first + k];
            item.token = item.last = t;
            item.apart = k == 0 && t > sentence->first_token && s->tokens[t].span.start > s->tokens[t - 1].span.end;
            if (k == 0 && t > sentence->first_token && s->items.n > 0
                && is_group(s, t, &s->items.items[s->items.n - 1], &item)) {
                ct_item *before = &s->items.items[s->items.n - 1];
                before->value = before->value * 1000 + item.value;
                before->grouped = true;
                before->text = item.text;
                before->last = t;
                continue;
            }
            if (!ct_push(&s->items, item))
                return nomem(err);
        }
    }
    return CT_OK;
}

/* The longest entry of a kind that begins at an item; `*used` gets its items. */
static const ct_number_word *entry_at(const scanner *s, ct_number_kind kind, size_t i, size_t *used)
{
    const ct_number_word *found = NULL;
    char text[128];
    size_t n = 0;

    for (size_t k = 0; k < s->table->longest[kind] && i + k < s->items.n; k++) {
        const char *word = s->items.items[i + k].written;
        const char *small = s->items.items[i + k].number ? word : s->items.items[i + k].text;
        size_t len = strlen(small);
        const ct_number_word *longer;
        if (n + len + 2 > sizeof text)
            break;
        if (k > 0)
            text[n++] = ' ';
        memcpy(text + n, small, len + 1);
        n += len;
        longer = ct_numbers_word(s->table, kind, text);
        if (longer != NULL) {
            found = longer;
            *used = k + 1;
        }
    }
    return found;
}

/* An entry of a kind that ends before item `end`; its first item, or `end` if there is none. */
static size_t entry_before(const scanner *s, ct_number_kind kind, size_t end)
{
    for (size_t k = s->table->longest[kind]; k > 0; k--) {
        size_t used = 0;
        if (k <= end && entry_at(s, kind, end - k, &used) != NULL && used == k)
            return end - k;
    }
    return end;
}

/* ---- figures ------------------------------------------------------------------------------------------------ */

/* A figure on its way: items, half open. */
typedef struct figure { ct_quantity q; double also; size_t first, end; } figure;

static void set_unit(figure *f, ct_quantity_kind kind, const char *code)
{
    f->q.kind = kind;
    memcpy(f->q.unit, code, strlen(code) + 1);
}

static bool try_date(const scanner *s, size_t i, figure *f)
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

static bool try_ordinal(const scanner *s, size_t i, figure *f)
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
static bool try_roman(const scanner *s, size_t i, figure *f)
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

static bool is_plural_noun(const scanner *s, const ct_item *item)
{
    uint16_t grammar = s->v->words[s->tokens[item->token].type].grammar;
    return (grammar & CT_POS_NOUN) != 0 && (grammar & CT_FORM_PLURAL) != 0;
}

/* A bare number of four digits is a year, unless things are counted with it. */
static bool is_year(const scanner *s, size_t i, size_t end)
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
static bool try_decade(const scanner *s, size_t i, figure *f)
{
    const ct_item *item = &s->items.items[i];
    bool marked = entry_before(s, CT_NUMBER_DECADE, i) < i;
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

static bool is_word(const scanner *s, size_t i, const char *text)
{
    return i < s->items.n && strcmp(s->items.items[i].text, text) == 0 && !s->items.items[i].number;
}

/* What follows a number: per cent, currency, unit; a joiner may stand between ("millones de dólares", "10-km"). */
static bool take_unit(const scanner *s, figure *f)
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
        const ct_number_word *word = entry_at(s, kinds[k].kind, f->end, &used);
        size_t at = f->end;
        if (word == NULL && start > f->end) {
            word = entry_at(s, kinds[k].kind, start, &used);
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
static void take_sign(const scanner *s, figure *f)
{
    size_t before = entry_before(s, CT_NUMBER_SIGN, f->first), used = 0;
    const ct_number_word *sign;

    if (before < f->first) {
        sign = entry_at(s, CT_NUMBER_SIGN, before, &used);
        set_unit(f, CT_QUANTITY_MONEY, sign->code);
        f->first = before;
    } else if ((sign = entry_at(s, CT_NUMBER_SIGN, f->end, &used)) != NULL) {
        set_unit(f, CT_QUANTITY_MONEY, sign->code);
        f->end += used;
    }
}

/* Part of a name, a reference or a time rather than a figure: "COVID-19", "[1]", "20h45". */
static bool is_label(const scanner *s, size_t i)
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

static bool try_number(const scanner *s, size_t i, figure *f)
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
static bool is_compound(const scanner *s, size_t i)
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

static bool read_figure(const scanner *s, size_t i, figure *f)
{
    *f = (figure){ .first = i };
    if (is_label(s, i) || is_compound(s, i))
        return false;
    return try_date(s, i, f) || try_decade(s, i, f) || try_roman(s, i, f) || try_ordinal(s, i, f)
        || try_number(s, i, f);
}

static ct_status scan(scanner *s, ct_quantity_list *out, ct_error *err)
{
    size_t i = 0;

    while (i < s->items.n) {
        figure f;
        if (!read_figure(s, i, &f)) {
            i++;
            continue;
        }
        f.q.vague = entry_before(s, CT_NUMBER_VAGUE, f.first) < f.first;
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
    scanner s = { .v = v, .table = v->lexicon->sides[v->language].numbers };
    ct_status status = prepare(&s, err);

    for (size_t i = 0; status == CT_OK && i < n; i++) {
        status = load(&s, &sentences[i], err);
        if (status == CT_OK)
            status = scan(&s, &v->quantities, err);
    }
    free(s.of_type);
    ct_vector_release(&s.parts);
    ct_vector_release(&s.items);
    ct_arena_clear(&s.arena);
    return status;
}
