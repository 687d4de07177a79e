/* acronym-slip: an acronym with its letters exchanged, another one, or the source's left in the target. */
#include <string.h>

#include "checks.h"
#include "near_names.h"
#include "sets.h"

enum { MOST = 16 };

typedef struct lone { uint32_t tokens[MOST]; size_t n; } lone;

static const char *text_of(const ct_ground *g, ct_side side, uint32_t token)
{
    return g->sides[side].types[g->sides[side].tokens[token].type].text;
}

static bool is_acronym(const ct_ground_side *s, uint32_t token)
{
    const ct_token *t = &s->tokens[token];
    const ct_type *type = &s->types[t->type];

    return t->kind == CT_TOKEN_WORD && (t->flags & CT_TOKEN_ALL_CAPS) != 0 && type->length >= 2 && type->length <= 8
        && type->n_parts < 2;
}

/* Runs of capitals are headings or shouting. */
static bool shouted(const ct_ground_side *s, const ct_couple *c, ct_side side)
{
    size_t words = 0, capitals = 0;

    for (uint32_t t = c->first[side]; t < c->end[side]; t++) {
        words += s->tokens[t].kind == CT_TOKEN_WORD;
        capitals += s->tokens[t].kind == CT_TOKEN_WORD && (s->tokens[t].flags & CT_TOKEN_ALL_CAPS) != 0;
    }
    return capitals * 2 > words && capitals > 2;
}

static bool stands_in(const ct_ground *g, const ct_couple *c, ct_side side, const char *text)
{
    const ct_ground_side *s = &g->sides[side];
    size_t n = strlen(text);

    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++) {
        const char *word = s->types[s->atoms[a].type].text;
        if (strcmp(word, text) == 0 || (strncmp(word, text, n) == 0 && (strcmp(word + n, "s") == 0 || strcmp(word + n, "'s") == 0
            || strcmp(word + n, "’s") == 0)))
            return true;
    }
    return false;
}

static bool met_in_table(const ct_set_hits *hits, ct_side side, uint32_t token, bool *listed)
{
    for (size_t i = 0; i < hits->n[side]; i++)
        if (hits->items[side][i].first <= token && hits->items[side][i].end > token) {
            *listed = true;
            return hits->items[side][i].met;
        }
    return false;
}

/* "MUST", "DEBE": a word in capitals. */
static bool emphasised(const ct_ground *g, ct_side side, uint32_t token)
{
    const ct_type *type = &g->sides[side].types[g->sides[side].tokens[token].type];

    return type->length >= 4 && ct_lexicon_spells(g->pair->lexicon, g->sides[side].language, type->folded);
}

static void gather(lone *out, const ct_ground *g, const ct_couple *c, ct_side side, const ct_set_hits *hits)
{
    out->n = 0;
    for (uint32_t t = c->first[side]; t < c->end[side] && out->n < MOST; t++) {
        bool listed = false;
        if (is_acronym(&g->sides[side], t) && !emphasised(g, side, t) && !met_in_table(hits, side, t, &listed)
            && !stands_in(g, c, ct_other(side), text_of(g, side, t)))
            out->tokens[out->n++] = t;
    }
}

/* Both sides of the file have it: it is not translated. */
static bool kept(const ct_ground *g, ct_side side, const char *text)
{
    const ct_ground_side *o = &g->sides[!side];

    for (size_t t = 0; t < o->n_types; t++)
        if (strcmp(o->types[t].text, text) == 0)
            return true;
    return false;
}

/* Both come again and again, each on its own side: a pair that the table lacks. */
static bool usual(const ct_ground *g, uint32_t source, uint32_t target)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];

    return s->types[s->tokens[source].type].count > 1 && t->types[t->tokens[target].type].count > 1
        && !kept(g, CT_SOURCE, text_of(g, CT_SOURCE, source)) && !kept(g, CT_TARGET, text_of(g, CT_TARGET, target));
}

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, uint32_t source, uint32_t target, float confidence,
                      ct_findings *out, ct_error *err)
{
    const char *here, *there;

    ct_draft_couple(d, g, &ct_check_acronym_slip, c);
    d->confidence = confidence;
    ct_draft_tokens(d, CT_TARGET, target, target + 1);
    ct_draft_tokens(d, CT_SOURCE, source, source + 1);
    here = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    there = ct_draft_quote(d, CT_SOURCE, d->places.items[1].span);
    ct_draft_message(d, "%s does not render %s.", here, there);
    ct_draft_question(d, "Which letters are right in %s?", ct_ground_language(g, CT_TARGET));
    return ct_draft_add(d, out, err);
}

/* The source's acronym stands in the target, which has one of its own for it. */
static uint32_t left_over(const ct_ground *g, const ct_couple *c, const ct_set_hits *hits, uint32_t *target)
{
    for (size_t i = 0; i < hits->n[CT_SOURCE]; i++) {
        const ct_set_hit *hit = &hits->items[CT_SOURCE][i];
        if (hit->met || hit->end != hit->first + 1 || !is_acronym(&g->sides[CT_SOURCE], hit->first))
            continue;
        for (uint32_t t = c->first[CT_TARGET]; t < c->end[CT_TARGET]; t++)
            if (strcmp(text_of(g, CT_TARGET, t), text_of(g, CT_SOURCE, hit->first)) == 0) {
                *target = t;
                return hit->first;
            }
    }
    return CT_NONE;
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_set_hits hits;
    lone alone[CT_SIDES];
    uint32_t source, target = CT_NONE;

    if (shouted(&g->sides[CT_SOURCE], c, CT_SOURCE) || shouted(&g->sides[CT_TARGET], c, CT_TARGET))
        return CT_OK;
    ct_sets_find(&hits, g, c, CT_SET_ACRONYM);
    source = left_over(g, c, &hits, &target);
    if (source != CT_NONE)
        return flag(d, g, c, source, target, 0.8f, out, err);
    for (int side = 0; side < CT_SIDES; side++)
        gather(&alone[side], g, c, (ct_side)side, &hits);
    for (size_t i = 0; i < alone[CT_SOURCE].n; i++)
        for (size_t k = 0; k < alone[CT_TARGET].n; k++) {
            const char *a = text_of(g, CT_SOURCE, alone[CT_SOURCE].tokens[i]), *b = text_of(g, CT_TARGET, alone[CT_TARGET].tokens[k]);
            if (usual(g, alone[CT_SOURCE].tokens[i], alone[CT_TARGET].tokens[k]))
                continue;
            if (ct_anagrams(a, b) || kept(g, CT_SOURCE, a) || kept(g, CT_TARGET, b))
                return flag(d, g, c, alone[CT_SOURCE].tokens[i], alone[CT_TARGET].tokens[k], ct_anagrams(a, b) ? 0.9f : 0.7f,
                            out, err);
        }
    return CT_OK;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_acronym_slip = {
    .id = "acronym-slip",
    .class = CT_CLASS_NAME,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "an acronym with its letters exchanged, another one, or the source's left in the target",
    .why = "ONU is UN, OTAN NATO, and nearly all differing acronyms are such; what is wrong hides among them. Known pairs stand "
           "in a table; an anagram that is none of them is a slip, and what both sides of the file have is not translated.",
    .example = "“UNESCO” against “UNSECO”. Asks which letters are right.",
    .false_alarms = "Acronyms whose translation happens to have the same letters.",
    .run = run,
};
