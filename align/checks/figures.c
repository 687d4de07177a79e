/* Which figures of a unit are without equal in what it is linked to. */
#include <math.h>
#include <string.h>

#include "figures.h"
#include "names.h"

static bool in_known_name(const ct_ground *g, const ct_ground_side *s, const ct_quantity *q)
{
    ct_range r = ct_mentions_in(s, q->first_token > 12 ? q->first_token - 12 : 0, q->end_token);

    for (uint32_t m = r.first; m < r.end; m++)
        if (s->mentions[m].first_token <= q->first_token && s->mentions[m].end_token >= q->end_token
            && s->mentions[m].end_token - s->mentions[m].first_token > q->end_token - q->first_token
            && (ct_concept_named(g, s->mentions[m].concept)
                || g->concepts[s->mentions[m].concept].kind == CT_CONCEPT_TERM))
            return true;
    return false;
}

/* "the fifth book fair": does a word for an event stand within the next few? */
static bool event_follows(const ct_ground *g, const ct_ground_side *s, uint32_t token)
{
    uint32_t unit = ct_unit_at(s, token), end = unit == CT_NONE ? token : s->units[unit].end_token;

    for (uint32_t t = token; t < end && t < token + 4 && s->tokens[t].kind == CT_TOKEN_WORD; t++)
        for (size_t k = 0; k < g->tables.kinds.n; k++) {
            const ct_kind *kind = &g->tables.kinds.items[k];

            for (size_t w = 0; strcmp(kind->group, "event") == 0 && w < kind->n_words[s->language]; w++)
                if (ct_type_is(g, s == &g->sides[CT_SOURCE] ? CT_SOURCE : CT_TARGET, s->tokens[t].type,
                               kind->words[s->language][w]))
                    return true;
        }
    return false;
}

/* "the third … Forum": directly before a name, or in it, or before a word for an event. */
static bool is_edition(const ct_ground *g, const ct_ground_side *s, const ct_quantity *q)
{
    ct_range r = ct_names_in(s, q->first_token > 8 ? q->first_token - 8 : 0, q->end_token + 1);

    for (uint32_t i = r.first; i < r.end; i++)
        if (s->names.items[i].first_token == q->end_token
            || (s->names.items[i].first_token <= q->first_token && s->names.items[i].end_token >= q->end_token))
            return true;
    return event_follows(g, s, q->end_token);
}

/* "two", "one": more often grammar than a figure. */
static bool small_word(const ct_quantity *q)
{
    return q->in_words && q->kind == CT_QUANTITY_COUNT && q->value <= 2;
}

static bool tells(const ct_ground *g, const ct_ground_side *s, const ct_quantity *q)
{
    if (q->kind == CT_QUANTITY_ORDINAL && !is_edition(g, s, q))
        return false;
    if (small_word(q))
        return false;
    return !in_known_name(g, s, q);
}

static double year_of(const ct_quantity *q)
{
    return q->kind == CT_QUANTITY_YEAR ? q->value : q->kind == CT_QUANTITY_DATE ? floor(q->value / 10000) : -1;
}

/* Euros and dollars, kilometres and miles: not where one of the two has no unit. */
static bool other_unit(const ct_quantity *a, const ct_quantity *b)
{
    return a->unit[0] != '\0' && b->unit[0] != '\0' && strcmp(a->unit, b->unit) != 0;
}

static bool equal(const ct_quantity *a, const ct_quantity *b)
{
    double scale = fabs(a->value) > fabs(b->value) ? fabs(a->value) : fabs(b->value);

    if (fabs(a->value - b->value) <= scale * 1e-9)
        return !other_unit(a, b);
    return year_of(a) > 0 && year_of(a) == year_of(b) && a->kind != b->kind;
}

static bool met(const ct_ground *g, ct_side side, const ct_quantity *q, const uint32_t *units, size_t n)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_quantities_in(o, o->units[units[i]].first_token, o->units[units[i]].end_token);

        for (uint32_t k = r.first; k < r.end; k++)
            if (equal(q, &o->quantities[k]))
                return true;
    }
    return false;
}

static bool same_kind(const ct_quantity *a, const ct_quantity *b)
{
    return (a->value == b->value && other_unit(a, b)) || (a->kind == b->kind && strcmp(a->unit, b->unit) == 0);
}

/* Does one of the content words just behind two figures, which they count, render the other? */
static bool count_same(const ct_ground *g, ct_side side, const ct_quantity *a, const ct_quantity *b)
{
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[ct_other(side)];

    for (uint32_t t = a->end_token; t < s->n_tokens && t < a->end_token + 5; t++)
        for (uint32_t k = b->end_token; k < o->n_tokens && k < b->end_token + 5; k++)
            if (s->words[s->tokens[t].type].content && o->words[o->tokens[k].type].content
                && ct_tokens_meet(g, side, t, k))
                return true;
    return false;
}

/* A figure of the linked units that is of the same kind and has no equal on this side: first one that counts the
 *  same thing, else the only one of its kind. */
static uint32_t instead_of(const ct_ground *g, ct_side side, const ct_quantity *q, const uint32_t *units, size_t n)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];
    uint32_t only = CT_NONE, back[CT_MAX_LINKED];
    size_t n_kind = 0;

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_quantities_in(o, o->units[units[i]].first_token, o->units[units[i]].end_token);
        size_t n_back = ct_linked_units(g, ct_other(side), units[i], back, CT_MAX_LINKED);

        for (uint32_t k = r.first; k < r.end; k++) {
            const ct_quantity *other = &o->quantities[k];

            if (q->value == other->value && other_unit(q, other))
                return k;
            if (!same_kind(q, other) || small_word(other) || met(g, ct_other(side), other, back, n_back)
                || (other->kind == CT_QUANTITY_ORDINAL && !is_edition(g, o, other)))
                continue;
            if (count_same(g, side, q, other))
                return k;
            only = k;
            n_kind++;
        }
    }
    return n_kind == 1 && (q->kind != CT_QUANTITY_COUNT || (q->value > 20 && o->quantities[only].value > 20))
        ? only : CT_NONE;
}

void ct_figures_lacking(const ct_ground *g, ct_side side, uint32_t unit, ct_unit_figures *out)
{
    const ct_ground_side *s = &g->sides[side];
    ct_range r = ct_quantities_in(s, s->units[unit].first_token, s->units[unit].end_token);

    out->n = 0;
    out->n_linked = ct_linked_units(g, side, unit, out->linked, CT_MAX_LINKED);
    for (uint32_t q = r.first; out->n_linked > 0 && q < r.end && out->n < CT_MAX_FIGURES; q++) {
        const ct_quantity *quantity = &s->quantities[q];

        if (!tells(g, s, quantity) || met(g, side, quantity, out->linked, out->n_linked))
            continue;
        out->figures[out->n] = (ct_figure){ q, instead_of(g, side, quantity, out->linked, out->n_linked) };
        if (out->figures[out->n].instead != CT_NONE || !(quantity->in_words && quantity->kind == CT_QUANTITY_COUNT))
            out->n++;      /* "three" alone is no figure to miss */
    }
}
