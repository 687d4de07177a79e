/* name-slip: another name, or one with another letter, than on the other side. */
#include <string.h>

#include "checks.h"
#include "near_names.h"
#include "sets.h"

enum { MOST = 24 };

typedef struct lone { uint32_t tokens[MOST]; size_t n; } lone;

static bool in_set(const ct_set_hits *hits, ct_side side, uint32_t token)
{
    for (size_t i = 0; i < hits->n[side]; i++)
        if (hits->items[side][i].first <= token && hits->items[side][i].end > token)
            return true;
    return false;
}

/* Capitalised inside a sentence, no acronym, and no word of either language. */
static bool is_name(const ct_ground *g, ct_side side, uint32_t token)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_token *t = &s->tokens[token];
    const ct_type *type = &s->types[t->type];

    return t->kind == CT_TOKEN_WORD && (t->flags & CT_TOKEN_CAPITALISED) != 0 && (t->flags & CT_TOKEN_ALL_CAPS) == 0
        && type->length >= 4 && type->n_parts < 2 && strpbrk(type->text, "0123456789./@:_") == NULL;
}

static bool common_word(const ct_ground *g, ct_side side, uint32_t token)
{
    uint32_t type = g->sides[side].tokens[token].type;

    return ct_type_spelled(g, side, type, CT_ES) || ct_type_spelled(g, side, type, CT_EN);
}

static const char *text_of(const ct_ground *g, ct_side side, uint32_t token)
{
    return g->sides[side].types[g->sides[side].tokens[token].type].folded;
}

static bool on_other_side(const ct_ground *g, const ct_couple *c, ct_side side, uint32_t token)
{
    const ct_ground_side *o = &g->sides[!side];

    for (uint32_t t = c->first[!side]; t < c->end[!side]; t++)
        if (o->tokens[t].kind == CT_TOKEN_WORD && ct_names_apart(text_of(g, side, token), o->types[o->tokens[t].type].folded) == 0)
            return true;
    for (uint32_t a = c->first_atom[!side]; a < c->end_atom[!side]; a++)
        if (ct_names_apart(text_of(g, side, token), o->types[o->atoms[a].type].folded) == 0)
            return true;
    return false;
}

static void gather(lone *out, const ct_ground *g, const ct_couple *c, ct_side side, const ct_set_hits *places)
{
    out->n = 0;
    for (uint32_t t = c->first[side]; t < c->end[side] && out->n < MOST; t++)
        if (is_name(g, side, t) && !in_set(places, side, t) && !on_other_side(g, c, side, t))
            out->tokens[out->n++] = t;
}

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, uint32_t source, uint32_t source_end,
                      uint32_t target, uint32_t target_end, float confidence, ct_findings *out, ct_error *err)
{
    const char *here, *there;

    ct_draft_couple(d, g, &ct_check_name_slip, c);
    d->confidence = confidence;
    ct_draft_tokens(d, CT_TARGET, target, target_end);
    ct_draft_tokens(d, CT_SOURCE, source, source_end);
    here = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    there = ct_draft_quote(d, CT_SOURCE, d->places.items[1].span);
    ct_draft_message(d, "%s stands where the %s has %s.", here, ct_ground_language(g, CT_SOURCE), there);
    ct_draft_question(d, "Which is right, %s or %s?", here, there);
    return ct_draft_add(d, out, err);
}

/* Two names one slip apart, one of which the file has but once: a name spelt otherwise in the other language comes again. */
static bool slipped(const ct_ground *g, uint32_t source, uint32_t target)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];

    if (common_word(g, CT_SOURCE, source) || common_word(g, CT_TARGET, target))
        return false;
    return ct_names_apart(text_of(g, CT_SOURCE, source), text_of(g, CT_TARGET, target)) == 1
        && (s->types[s->tokens[source].type].count == 1 || t->types[t->tokens[target].type].count == 1);
}

/* Two proper names with nothing in common, each the only one that the other side lacks. */
static bool exchanged(const ct_ground *g, const lone alone[CT_SIDES])
{
    uint32_t source, target;

    if (alone[CT_SOURCE].n != 1 || alone[CT_TARGET].n != 1)
        return false;
    source = alone[CT_SOURCE].tokens[0];
    target = alone[CT_TARGET].tokens[0];
    return !common_word(g, CT_SOURCE, source) && !common_word(g, CT_TARGET, target)
        && ct_cognate(g->pair->lexicon, text_of(g, CT_SOURCE, source), text_of(g, CT_TARGET, target)) < 0.5
        && !(g->sides[CT_SOURCE].tokens[source].flags & CT_TOKEN_INITIAL);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    const ct_set_hit *alone_place[CT_SIDES];
    ct_set_hits places;
    lone alone[CT_SIDES];

    ct_sets_find(&places, g, c, CT_SET_PLACE);
    if (ct_sets_exchanged(&places, alone_place))
        return flag(d, g, c, alone_place[CT_SOURCE]->first, alone_place[CT_SOURCE]->end, alone_place[CT_TARGET]->first,
                    alone_place[CT_TARGET]->end, 0.8f, out, err);
    for (int side = 0; side < CT_SIDES; side++)
        gather(&alone[side], g, c, (ct_side)side, &places);
    for (size_t i = 0; i < alone[CT_SOURCE].n; i++)
        for (size_t k = 0; k < alone[CT_TARGET].n; k++) {
            uint32_t a = alone[CT_SOURCE].tokens[i], b = alone[CT_TARGET].tokens[k];
            if (slipped(g, a, b))
                return flag(d, g, c, a, a + 1, b, b + 1, 0.8f, out, err);
        }
    if (exchanged(g, alone))
        return flag(d, g, c, alone[CT_SOURCE].tokens[0], alone[CT_SOURCE].tokens[0] + 1, alone[CT_TARGET].tokens[0],
                    alone[CT_TARGET].tokens[0] + 1, 0.65f, out, err);
    return CT_OK;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_name_slip = {
    .id = "name-slip",
    .class = CT_CLASS_NAME,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "another name, or one with another letter, than on the other side",
    .why = "A letter changed makes another person, a country exchanged another policy. Names that both languages write "
           "differently come again in a file, slips do not; countries and cities stand in a table with their adjectives.",
    .example = "“Obama” against “Osama”, “Japón” against “Germany”. Asks which is right.",
    .false_alarms = "Names transcribed from other scripts.",
    .run = run,
};
