/* Closed sets of words, and where they stand. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/tsv.h>

#include "sets.h"

enum { MOST_WORDS = 4 };   /* of a form */

typedef struct member { const char *key; ct_set_kind kind; double value; } member;
typedef struct form { uint32_t member, next; } form;   /* forms of one string are chained: "real" may be in two sets */

struct ct_sets {
    CT_VECTOR(member) members;
    CT_VECTOR(form)   forms;
    ct_intern         strings[CT_LANGUAGES];
    CT_VECTOR(uint32_t) first[CT_LANGUAGES];    /* [strings] first form, CT_NONE */
    ct_intern         beginnings[CT_LANGUAGES]; /* first words of forms */
    CT_VECTOR(uint32_t) kinds[CT_LANGUAGES];    /* [beginnings] bits of the kinds that have such a form */
    uint32_t         *begins[CT_SIDES];         /* [n_types] the same of a type */
};

static const char *const kind_names[CT_SET_KINDS] = {
    "weekday", "month", "currency", "unit", "percent", "place", "acronym", "ordinal", "scale", "must", "will", "should", "can",
    "willing", "not", "negative", "modal", "value"
};

const char *ct_set_key(const ct_ground *g, uint32_t m) { return g->sets->members.items[m].key; }

/* ---- reading --------------------------------------------------------------------------------------------------- */

static bool add_form(ct_sets *sets, ct_language language, const char *text, uint32_t m)
{
    size_t first = strcspn(text, " ");
    uint32_t string = ct_intern_add(&sets->strings[language], text, strlen(text)), head = CT_NONE;

    uint32_t beginning = ct_intern_add(&sets->beginnings[language], text, first), no_kind = 0;

    if (string == CT_NO_STRING || beginning == CT_NO_STRING
        || (beginning == sets->kinds[language].n && !ct_push(&sets->kinds[language], no_kind)))
        return false;
    sets->kinds[language].items[beginning] |= 1u << sets->members.items[m].kind;
    if (string == sets->first[language].n && !ct_push(&sets->first[language], head))
        return false;
    if (!ct_push(&sets->forms, (form){ m, sets->first[language].items[string] }))
        return false;
    sets->first[language].items[string] = (uint32_t)sets->forms.n - 1;
    return true;
}

static ct_status read_record(ct_ground *g, ct_tsv *table, ct_error *err)
{
    ct_sets *sets = g->sets;
    member m = { .key = ct_arena_string(&g->arena, table->fields[1]) };
    uint32_t number = (uint32_t)sets->members.n;
    bool ok = m.key != NULL;

    while (m.kind < CT_SET_KINDS && strcmp(kind_names[m.kind], table->fields[0]) != 0)
        m.kind++;
    if (m.kind == CT_SET_KINDS)
        return ct_tsv_fail(table, err, "there is no set '%s'", table->fields[0]);
    m.value = strtod(table->fields[1], NULL);
    ok = ok && ct_push(&sets->members, m);
    for (int l = 0; ok && l < CT_LANGUAGES; l++) {
        char *rest = table->fields[2 + l];
        for (char *item = ct_tsv_item(&rest); ok && item != NULL; item = ct_tsv_item(&rest))
            ok = add_form(sets, (ct_language)l, item, number);
    }
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for closed sets");
}

static uint32_t kinds_of(const ct_sets *sets, ct_language language, const char *word)
{
    uint32_t beginning = ct_intern_find(&sets->beginnings[language], word, strlen(word));

    return beginning == CT_NO_STRING ? 0 : sets->kinds[language].items[beginning];
}

static bool mark_beginnings(ct_ground *g)
{
    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        g->sets->begins[side] = CT_NEW_N(&g->arena, uint32_t, s->n_types + 1);
        if (g->sets->begins[side] == NULL)
            return false;
        for (size_t t = 0; t < s->n_types; t++)
            g->sets->begins[side][t] = kinds_of(g->sets, s->language, s->types[t].folded)
                                     | kinds_of(g->sets, s->language, s->types[t].text);
    }
    return true;
}

ct_status ct_sets_read(ct_ground *g, const char *data, ct_error *err)
{
    ct_tsv table = { 0 };
    char path[4096];
    ct_status status;

    g->sets = CT_NEW(&g->arena, ct_sets);
    if (g->sets == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for closed sets");
    snprintf(path, sizeof path, "%s/es-en/closed-sets.tsv", data);
    status = ct_tsv_open(&table, path, err);
    while (status == CT_OK && ct_tsv_next(&table))
        status = read_record(g, &table, err);
    ct_tsv_close(&table);
    if (status == CT_OK && !mark_beginnings(g))
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for closed sets");
    return status;
}

void ct_sets_release(ct_ground *g)
{
    if (g->sets == NULL)
        return;
    ct_vector_release(&g->sets->members);
    ct_vector_release(&g->sets->forms);
    for (int l = 0; l < CT_LANGUAGES; l++) {
        ct_intern_release(&g->sets->strings[l]);
        ct_vector_release(&g->sets->first[l]);
        ct_intern_release(&g->sets->beginnings[l]);
        ct_vector_release(&g->sets->kinds[l]);
    }
}

/* ---- finding ------------------------------------------------------------------------------------------------------ */

/* The string of tokens [first, end): folded, or as written. */
static uint32_t string_of(const ct_ground *g, ct_side side, uint32_t first, uint32_t end, bool written)
{
    const ct_ground_side *s = &g->sides[side];
    char text[256];
    size_t n = 0;

    for (uint32_t t = first; t < end; t++) {
        const ct_type *type = &s->types[s->tokens[t].type];
        const char *word = written ? type->text : type->folded;
        size_t len = strlen(word);
        if (n + len + 2 > sizeof text)
            return CT_NO_STRING;
        if (t > first)
            text[n++] = ' ';
        memcpy(text + n, word, len);
        n += len;
    }
    return ct_intern_find(&g->sets->strings[s->language], text, n);
}

/* The member of `kind` whose form is tokens [first, end), or CT_NONE. Forms with capitals hold only as written. */
static uint32_t member_at(const ct_ground *g, ct_side side, uint32_t first, uint32_t end, ct_set_kind kind)
{
    const ct_sets *sets = g->sets;
    ct_language language = g->sides[side].language;

    for (int written = 0; written < 2; written++) {
        uint32_t string = string_of(g, side, first, end, written == 1);
        for (uint32_t f = string == CT_NO_STRING ? CT_NONE : sets->first[language].items[string]; f != CT_NONE;
             f = sets->forms.items[f].next)
            if (sets->members.items[sets->forms.items[f].member].kind == kind)
                return sets->forms.items[f].member;
    }
    return CT_NONE;
}

static bool behind_figure(const ct_ground_side *s, uint32_t token)
{
    ct_range r = ct_quantities_in(s, token > 8 ? token - 8 : 0, token + 1);

    for (uint32_t q = r.first; q < r.end; q++)
        if (s->quantities[q].first_token < token && s->quantities[q].end_token >= token)
            return true;
    return false;
}

/* "64-bit", "ten-year-old", "million-euro": the parts behind the first. */
static void find_in_parts(ct_set_hits *out, const ct_ground *g, ct_side side, uint32_t token, ct_set_kind kind)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_sets *sets = g->sets;

    for (uint32_t a = s->first_atom[token] + 1; a < s->first_atom[token + 1] && out->n[side] < CT_MAX_HITS; a++) {
        const char *part = s->types[s->atoms[a].type].folded;
        uint32_t string = ct_intern_find(&sets->strings[s->language], part, strlen(part));
        for (uint32_t f = string == CT_NO_STRING ? CT_NONE : sets->first[s->language].items[string]; f != CT_NONE;
             f = sets->forms.items[f].next)
            if (sets->members.items[sets->forms.items[f].member].kind == kind) {
                out->items[side][out->n[side]++] = (ct_set_hit){ sets->forms.items[f].member, token, token + 1, false };
                return;
            }
    }
}

static void find_side(ct_set_hits *out, const ct_ground *g, const ct_couple *c, ct_side side, ct_set_kind kind)
{
    const ct_ground_side *s = &g->sides[side];

    out->n[side] = 0;
    for (uint32_t t = c->first[side]; t < c->end[side] && out->n[side] < CT_MAX_HITS; t++) {
        if ((kind == CT_SET_UNIT || kind == CT_SET_CURRENCY) && s->types[s->tokens[t].type].n_parts > 1)
            find_in_parts(out, g, side, t, kind);
        if ((g->sets->begins[side][s->tokens[t].type] & 1u << kind) == 0 || (kind == CT_SET_UNIT && !behind_figure(s, t))
            || (kind == CT_SET_SCALE && behind_figure(s, t)))
            continue;
        for (uint32_t n = MOST_WORDS; n > 0; n--) {
            uint32_t m = t + n <= c->end[side] ? member_at(g, side, t, t + n, kind) : CT_NONE;
            if (m == CT_NONE)
                continue;
            out->items[side][out->n[side]++] = (ct_set_hit){ m, t, t + n, false };
            t += n - 1;
            break;
        }
    }
}

/* One member may be said once here and twice there: what the other side has at all is met. */
void ct_sets_find(ct_set_hits *out, const ct_ground *g, const ct_couple *c, ct_set_kind kind)
{
    find_side(out, g, c, CT_SOURCE, kind);
    find_side(out, g, c, CT_TARGET, kind);
    for (size_t i = 0; i < out->n[CT_SOURCE]; i++)
        for (size_t k = 0; k < out->n[CT_TARGET]; k++)
            if (out->items[CT_SOURCE][i].member == out->items[CT_TARGET][k].member)
                out->items[CT_SOURCE][i].met = out->items[CT_TARGET][k].met = true;
}

bool ct_sets_imply(const ct_ground *g, ct_side side, const ct_couple *c, double value)
{
    ct_set_hits hits;

    find_side(&hits, g, c, side, CT_SET_VALUE);
    for (size_t i = 0; i < hits.n[side]; i++)
        if (fabs(g->sets->members.items[hits.items[side][i].member].value - value) < 1e-9)
            return true;
    return false;
}
