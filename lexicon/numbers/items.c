/* A sentence as items: its tokens, hyphenated ones in their parts, digits already understood. */
#include <stdlib.h>
#include <string.h>

#include "numbers.h"

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for figures");
}

/* Most words begin no figure: seen once per type, not at every token. */
static bool may_start(const ct_scanner *s, const ct_item *item)
{
    static const ct_number_kind kinds[] = { CT_NUMBER_CARDINAL, CT_NUMBER_ORDINAL, CT_NUMBER_SCALE, CT_NUMBER_MONTH,
                                            CT_NUMBER_ARTICLE, CT_NUMBER_HALF };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (item->number || ct_numbers_word(s->table, kinds[i], item->text) != NULL)
            return true;
    return item->capital && ct_roman_value(item->written) > 0;
}

static bool add_part(ct_scanner *s, const char *text, size_t len)
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
    if (item.text == NULL || item.written == NULL)
        return false;
    item.starts = may_start(s, &item);
    return ct_push(&s->parts, item);
}

/* "third-party" is read as two words; other tokens as one. */
static bool add_type(ct_scanner *s, const ct_type *type, ct_part_list *out)
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

ct_status ct_scanner_init(ct_scanner *s, const ct_vocabulary *v, ct_error *err)
{
    size_t n, len;

    *s = (ct_scanner){ .v = v, .table = v->lexicon->sides[v->language].numbers };
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
static bool is_group(const ct_scanner *s, uint32_t token, const ct_item *before, const ct_item *item)
{
    const char *gap = s->bytes + s->tokens[token - 1].span.end;
    size_t len = s->tokens[token].span.start - s->tokens[token - 1].span.end;
    bool narrow = len == 2 || len == 3;      /* U+00A0, U+202F, U+2009 */

    return before->number && item->number && before->text[0] == '\0' && item->digits == 3 && before->digits <= 3
        && before->value >= 1 && !item->grouped && (!before->grouped || before->value >= 1000)
        && (narrow || (len == 1 && *gap == ' ' && s->v->language == CT_ES));
}

ct_status ct_scanner_load(ct_scanner *s, const ct_sentence *sentence, ct_error *err)
{
    s->items.n = 0;
    for (uint32_t t = sentence->first_token; t < sentence->end_token; t++) {
        const ct_part_list *parts = &s->of_type[s->tokens[t].type];
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

const ct_number_word *ct_entry_at(const ct_scanner *s, ct_number_kind kind, size_t i, size_t *used)
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

size_t ct_entry_before(const ct_scanner *s, ct_number_kind kind, size_t end)
{
    for (size_t k = s->table->longest[kind]; k > 0; k--) {
        size_t used = 0;
        if (k <= end && ct_entry_at(s, kind, end - k, &used) != NULL && used == k)
            return end - k;
    }
    return end;
}

void ct_scanner_release(ct_scanner *s)
{
    free(s->of_type);
    ct_vector_release(&s->parts);
    ct_vector_release(&s->items);
    ct_arena_clear(&s->arena);
}
