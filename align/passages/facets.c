/* Facets: the parts of a passage that may each have a counterpart of their own.
 *
 * A long sentence strings up clauses, and a clause strings up items ("fortalecer la cooperación en ganadería, avicultura y
 * pesca"). The facets of a passage are itself, each of its units, and each item of a unit; an item takes along, at half
 * weight, the common words at the unit's head, so that "pesca" is cooperation in fishing. Items that hold nothing but
 * common words ("el intercambio y la cooperación …") stay with the item after them. */
#include "passages.h"

#include <string.h>

#define COMMON 0.4f    /* a word lighter than this does not make an item by itself */
#define LEAST  0.2f    /* a facet lighter than this says nothing */

enum { MOST_ITEMS = 64, NAME_CAPITALS = 3 };

typedef struct item { uint16_t first, end; } item;    /* atoms of the passage */

/* Does a list item end before this token? */
static bool parts(const side *s, uint32_t token)
{
    const ct_token *t = &s->tokens[token];
    const ct_type *type = &s->types[t->type];

    if (t->kind == CT_TOKEN_MARK)
        return type->length == 1 && strchr(",;:", type->text[0]) != NULL;
    return (s->keys[t->type].flags & (TYPE_CONJUNCTION | TYPE_OPENER)) != 0;
}

/* Tokens that stand inside a term are no place to cut. */
static ct_status find_uncut(const side *s, bool **uncut, ct_error *err)
{
    size_t n;
    const ct_mention *mentions = ct_vocabulary_mentions(s->vocabulary, &n);

    *uncut = calloc(s->n_tokens + 1, sizeof **uncut);
    if (*uncut == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the clauses of the alignment");
    for (size_t i = 0; i < n; i++)
        if (!mentions[i].inside)
            for (uint32_t t = mentions[i].first_token; t + 1 < mentions[i].end_token; t++)
                (*uncut)[t] = true;
    return CT_OK;
}

static bool only_common(const atom *atoms, item it)
{
    for (uint32_t a = it.first; a < it.end; a++)
        if (atoms[a].weight >= COMMON)
            return false;
    return true;
}

/* The items of one unit. @return how many, never more than MOST_ITEMS */
static size_t cut_items(const side *s, const passage *p, const ct_unit *unit, const bool *uncut, item *items)
{
    const atom *atoms = s->atoms.items + p->first_atom;
    uint16_t a = 0, start;
    size_t n = 0;

    while (a < p->n_atoms && atoms[a].token < unit->first_token)
        a++;
    start = a;
    for (uint32_t t = unit->first_token; t < unit->end_token; t++) {
        while (a < p->n_atoms && atoms[a].token <= t && atoms[a].token < unit->end_token)
            a++;
        if ((t + 1 == unit->end_token || (parts(s, t) && !uncut[t])) && a > start && n < MOST_ITEMS
            && !only_common(atoms, (item){ start, a })) {
            items[n++] = (item){ start, a };
            start = a;
        }
    }
    if (n > 0)
        items[n - 1].end = a;      /* common words at the end belong to the last item */
    return n;
}

static bool capitalised(const side *s, const atom *a)
{
    return (s->tokens[a->token].flags & CT_TOKEN_CAPITALISED) != 0;
}

/* How much of an atom belongs to an item, in halves: the unit's own head and the head that it shares with the other
 * clauses of its sentence lend their common words. */
static uint8_t share_of(const atom *atoms, uint32_t a, item it, item head, const ct_unit *unit)
{
    bool own = a >= head.first && a < head.end && atoms[a].weight < COMMON;
    bool shared = unit != NULL && atoms[a].token >= unit->first_head && atoms[a].token < unit->end_head;

    if (a >= it.first && a < it.end)
        return 2;
    return own || shared ? 1 : 0;
}

static bool add_facet(side *s, passage *p, uint32_t unit, item it, item head)
{
    const atom *atoms = s->atoms.items + p->first_atom;
    facet f = { .unit = unit, .first_share = (uint32_t)s->shares.n };
    unsigned capitals = 0;
    bool capital_event = false;

    if (p->n_facets >= PASSAGE_MAX_FACETS)
        return true;
    for (uint32_t a = 0; a < p->n_atoms; a++) {
        uint8_t share = share_of(atoms, a, it, head, unit == CT_NONE ? NULL : &s->units[unit]);

        if (share == 2 && capitalised(s, &atoms[a]))
            capitals++;
        if (share == 2 && (s->keys[atoms[a].type].flags & TYPE_EVENT) != 0) {
            f.event = true;
            capital_event = capital_event || capitalised(s, &atoms[a]);
        }
        f.weight += atoms[a].weight * (float)share / 2;
        if (!ct_push(&s->shares, share))
            return false;
    }
    f.named = capital_event && capitals >= NAME_CAPITALS;
    if (f.weight < LEAST && p->n_facets > 0) {
        s->shares.n = f.first_share;
        return true;
    }
    p->n_facets++;
    return ct_push(&s->facets, f);
}

static bool cut_passage(side *s, passage *p, const bool *uncut)
{
    const item none = { 0, 0 };
    item items[MOST_ITEMS];

    p->first_facet = (uint32_t)s->facets.n;
    if (!add_facet(s, p, CT_NONE, (item){ 0, (uint16_t)p->n_atoms }, none))
        return false;
    for (uint32_t u = p->first_unit; u < p->end_unit; u++) {
        size_t n = cut_items(s, p, &s->units[u], uncut, items);

        if (n > 0 && !add_facet(s, p, u, (item){ items[0].first, items[n - 1].end }, none))
            return false;
        for (size_t i = 0; n > 1 && i < n; i++)
            if (!add_facet(s, p, u, items[i], i > 0 ? items[0] : none))
                return false;
    }
    return true;
}

ct_status side_cut_facets(side *s, ct_error *err)
{
    bool *uncut;
    ct_status status = find_uncut(s, &uncut, err);

    for (size_t i = 0; status == CT_OK && i < s->passages.n; i++)
        if (!cut_passage(s, &s->passages.items[i], uncut))
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the clauses of the alignment");
    free(uncut);
    return status;
}
