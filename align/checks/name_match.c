/* Holding names against each other, by parts: which of the two sides mean the same. */
#include <string.h>

#include "names.h"

/* ---- comparing -------------------------------------------------------------------------------------- */

ct_span ct_name_span(const ct_ground_side *side, const ct_name *name)
{
    return ct_tokens_span(side, name->first_token, name->end_token);
}

typedef bool meet_fn(const ct_ground *g, ct_side side, uint32_t a, uint32_t b);

static bool meet_across(const ct_ground *g, ct_side side, uint32_t a, uint32_t b)
{
    return side == CT_SOURCE ? ct_types_meet(g, a, b) : ct_types_meet(g, b, a);
}

/* Hyphenated tokens meet if any of their parts does. */
static bool tokens_meet(const ct_ground *g, ct_side sides[2], uint32_t a, uint32_t b, meet_fn *meet)
{
    const ct_ground_side *x = &g->sides[sides[0]], *y = &g->sides[sides[1]];

    if (meet(g, sides[0], x->tokens[a].type, y->tokens[b].type))
        return true;
    for (uint32_t i = x->first_atom[a]; i < x->first_atom[a + 1]; i++)
        for (uint32_t k = y->first_atom[b]; k < y->first_atom[b + 1]; k++)
            if (meet(g, sides[0], x->atoms[i].type, y->atoms[k].type))
                return true;
    return false;
}

bool ct_tokens_meet(const ct_ground *g, ct_side side, uint32_t token, uint32_t other)
{
    return tokens_meet(g, (ct_side[]){ side, ct_other(side) }, token, other, meet_across);
}

/* Dice's coefficient over the words, each used once. */
static float alike(const ct_ground *g, ct_side sides[2], const ct_name *a, const ct_name *b, meet_fn *meet)
{
    const ct_ground_side *x = &g->sides[sides[0]], *y = &g->sides[sides[1]];
    uint64_t used = 0;
    uint32_t met = 0;

    if (a->n_words == 0 || b->n_words == 0)
        return a->n_words == b->n_words && a->proper && b->proper ? 1.0f : 0.0f;
    for (uint32_t i = 0; i < a->n_words; i++)
        for (uint32_t k = 0; k < b->n_words && k < 64; k++)
            if (!(used >> k & 1) && tokens_meet(g, sides, x->name_words.items[a->first_word + i],
                                                y->name_words.items[b->first_word + k], meet)) {
                used |= (uint64_t)1 << k;
                met++;
                break;
            }
    return 2.0f * (float)met / (float)(a->n_words + b->n_words);
}

float ct_names_alike(const ct_ground *g, const ct_name *source, const ct_name *target)
{
    return alike(g, (ct_side[]){ CT_SOURCE, CT_TARGET }, source, target, meet_across);
}

float ct_names_akin(const ct_ground *g, ct_side side, const ct_name *a, const ct_name *b)
{
    return alike(g, (ct_side[]){ side, side }, a, b, ct_types_akin);
}

static bool is_kind(const ct_ground *g, ct_side side, uint32_t token, uint32_t kind)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_kind *k = &g->tables.kinds.items[kind];

    for (size_t w = 0; w < k->n_words[s->language]; w++)
        if (ct_type_is(g, side, s->tokens[token].type, k->words[s->language][w]))
            return true;
    return false;
}

bool ct_kinds_meet(const ct_ground *g, const ct_name *source, const ct_name *target)
{
    for (uint32_t k = 0; k < g->tables.kinds.n && source->kind != target->kind; k++)
        if (is_kind(g, CT_SOURCE, source->kind_token, k) && is_kind(g, CT_TARGET, target->kind_token, k))
            return true;
    return source->kind == target->kind;
}

static float rate(const ct_ground *g, ct_side side, const ct_name *name, const ct_name *other)
{
    float words = side == CT_SOURCE ? ct_names_alike(g, name, other) : ct_names_alike(g, other, name);
    const char *groups[2] = { g->tables.kinds.items[name->kind].group, g->tables.kinds.items[other->kind].group };

    if (name->concept != CT_NONE && name->concept == other->concept)
        return 2.0f;
    if (side == CT_SOURCE ? !ct_kinds_meet(g, name, other) : !ct_kinds_meet(g, other, name))
        words -= strcmp(groups[0], groups[1]) == 0 ? 0.1f : 0.4f;
    if ((name->region == CT_NONE) != (other->region == CT_NONE))
        words -= 0.15f;
    if (!name->proper || !other->proper)
        words -= 0.1f;
    return words;
}

static void look_in(const ct_ground *g, ct_side side, const ct_name *name, ct_range range, float *best, uint32_t *found)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];

    for (uint32_t i = range.first; i < range.end; i++) {
        float r = rate(g, side, name, &o->names.items[i]);

        if (r > *best) {
            *best = r;
            *found = i;
        }
    }
}

/* Beyond this many names only those in linked units are compared, for all with all would be quadratic. */
enum { MAX_ELSEWHERE = 3000 };

enum { FEW = 3 };   /* names of a rare kind */

/* How many names of a kind a side has, and the one in a unit, or CT_NONE when the unit has more. */
static size_t names_of_kind(const ct_ground_side *s, uint32_t kind, uint32_t unit, uint32_t *in_unit)
{
    size_t n = 0, in_this = 0;

    for (uint32_t i = 0; i < s->names.n; i++)
        if (s->names.items[i].kind == kind && s->names.items[i].proper) {
            n++;
            if (s->names.items[i].unit == unit)
                *in_unit = in_this++ == 0 ? i : CT_NONE;
        }
    return n;
}

/* Either text has few Summits, and the two units, which are linked, name one each: it will be the same. */
static uint32_t only_of_kind(const ct_ground *g, ct_side side, const ct_name *name, uint32_t unit)
{
    uint32_t here = CT_NONE, there = CT_NONE;

    if (!name->proper || g->sides[side].names.n + g->sides[ct_other(side)].names.n > MAX_ELSEWHERE
        || names_of_kind(&g->sides[side], name->kind, name->unit, &here) > FEW
        || names_of_kind(&g->sides[ct_other(side)], name->kind, unit, &there) > FEW)
        return CT_NONE;
    return here == CT_NONE || &g->sides[side].names.items[here] != name ? CT_NONE : there;
}

static bool in_units(const ct_ground_side *s, uint32_t name, const uint32_t *units, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s->names.items[name].unit == units[i])
            return true;
    return false;
}

static void match_name(const ct_ground *g, ct_side side, ct_name *n)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];
    uint32_t units[32];
    size_t n_units = n->unit == CT_NONE ? 0 : ct_linked_units(g, side, n->unit, units, 32);
    float best = 0.49f;

    for (size_t i = 0; i < n_units; i++)
        look_in(g, side, n, ct_names_in(o, o->units[units[i]].first_token, o->units[units[i]].end_token),
                &best, &n->counterpart);
    n->counterpart_linked = n->counterpart != CT_NONE;
    if (n->counterpart == CT_NONE && g->sides[side].names.n + o->names.n <= MAX_ELSEWHERE) {
        best = 0.74f;
        look_in(g, side, n, (ct_range){ 0, (uint32_t)o->names.n }, &best, &n->counterpart);
    }
    for (size_t i = 0; n->counterpart == CT_NONE && n->region != CT_NONE && i < n_units; i++)
        n->counterpart = only_of_kind(g, side, n, units[i]);
    n->counterpart_linked = n->counterpart_linked || (n->counterpart != CT_NONE
                                                      && in_units(o, n->counterpart, units, n_units));
}

void ct_match_names(ct_ground *ground)
{
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; i < ground->sides[side].names.n; i++)
            match_name(ground, (ct_side)side, &ground->sides[side].names.items[i]);
}

/* ---- plain phrases ---------------------------------------------------------------------------------------- */

/* How many words of the name are met within tokens [first, end), and how far those reach. */
static uint32_t words_about(const ct_ground *g, ct_side side, const ct_name *name, uint32_t first, uint32_t end,
                            ct_range *reach)
{
    const ct_ground_side *s = &g->sides[side];
    uint32_t met = 0;

    for (uint32_t i = 0; i < name->n_words; i++)
        for (uint32_t t = first; t < end; t++)
            if (g->sides[ct_other(side)].tokens[t].kind == CT_TOKEN_WORD
                && ct_tokens_meet(g, side, s->name_words.items[name->first_word + i], t)) {
                reach->first = t < reach->first ? t : reach->first;
                reach->end = t + 1 > reach->end ? t + 1 : reach->end;
                met++;
                break;
            }
    return met;
}

ct_span ct_generic_answer(const ct_ground *g, ct_side side, const ct_name *name, uint32_t *unit)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];
    uint32_t units[16];
    size_t n = name->unit == CT_NONE || name->n_words == 0 ? 0 : ct_linked_units(g, side, name->unit, units, 16);

    for (size_t i = 0; i < n; i++) {
        const ct_unit *u = &o->units[units[i]];

        for (uint32_t t = u->first_token; t < u->end_token; t++) {
            ct_range reach = { t, t + 1 };
            uint32_t first = t > u->first_token + 5 ? t - 5 : u->first_token;
            uint32_t end = t + 8 < u->end_token ? t + 8 : u->end_token;

            if ((o->tokens[t].flags & CT_TOKEN_CAPITALISED) || !is_kind(g, ct_other(side), t, name->kind)
                || words_about(g, side, name, first, end, &reach) * 5 < name->n_words * 3)
                continue;
            *unit = units[i];
            return ct_tokens_span(o, reach.first, reach.end);
        }
    }
    return (ct_span){ 0, 0 };
}
