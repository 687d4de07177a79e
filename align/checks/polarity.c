/* Denials: read off the set `negation`, with the concord of Spanish ("no … nunca" denies once). */
#include <stdlib.h>
#include <string.h>

#include "polarity.h"

enum { CONCORD = 12, HEAD = 5 };   /* tokens behind a negation in which another repeats it; in which its word stands */

static bool key_is(const ct_ground *g, const ct_set_hit *hit, const char *key)
{
    return strcmp(ct_set_key(g, hit->member), key) == 0;
}

/* No mark that ends a clause in tokens [first, end). */
static bool one_clause(const ct_ground_side *s, uint32_t first, uint32_t end, bool over_commas)
{
    for (uint32_t t = first; t < end; t++)
        if (s->tokens[t].kind == CT_TOKEN_MARK
            && strchr(over_commas ? ".;:?!" : ".;:?!,", s->bytes[s->tokens[t].span.start]) != NULL)
            return false;
    return true;
}

/* Does a negation only repeat the last one? */
static bool repeats(const ct_ground *g, ct_side side, const ct_set_hit *last, const ct_set_hit *now)
{
    const ct_ground_side *s = &g->sides[side];

    if (last == NULL || key_is(g, now, "not"))
        return false;
    if (key_is(g, now, "again"))
        return one_clause(s, last->end, now->first, true);
    return s->language == CT_ES && now->first - last->end < CONCORD && one_clause(s, last->end, now->first, false);
}

static uint32_t head_of(const ct_ground_side *s, const ct_couple *c, ct_side side, uint32_t end)
{
    uint32_t last = s->first_atom[end + HEAD < c->end[side] ? end + HEAD : c->end[side]];

    for (uint32_t a = s->first_atom[end]; a < last; a++) {
        if (s->types[s->atoms[a].type].kind == CT_TOKEN_MARK)
            return CT_NONE;
        if (ct_atom_tells(s, a))
            return a;
    }
    return CT_NONE;
}

static void add(ct_polarity *out, ct_side side, ct_denial denial)
{
    if (out->n[side] == CT_MAX_DENIALS)
        return;
    out->plain[side] += denial.force == CT_DENIAL_PLAIN;
    out->items[side][out->n[side]++] = denial;
}

/* Not rendered by any word of the other side. */
static bool unrendered(const ct_ground *g, ct_side side, uint32_t first, uint32_t end)
{
    const ct_ground_side *s = &g->sides[side];

    for (uint32_t a = s->first_atom[first]; a < s->first_atom[end]; a++)
        if (ct_atom_tells(s, a) && g->couples->partner[side][a] != CT_NONE)
            return false;
    return true;
}

/* The word without one of its affixes, known as one that may be denied: an adjective, adverb or participle. */
static bool stem_known(const ct_ground *g, ct_language language, const char *stem)
{
    ct_reading readings[CT_LOOKUP_READINGS];
    size_t n = ct_lexicon_lookup(g->pair->lexicon, language, stem, readings);

    for (size_t i = 0; i < n; i++)
        if ((readings[i].grammar & (CT_POS_ADJECTIVE | CT_POS_ADVERB | CT_FORM_PARTICIPLE)) != 0)
            return true;
    return false;
}

typedef enum affix { NO_AFFIX, PERHAPS, SURELY } affix;   /* how sure an affix denies */

static affix affix_of(const ct_ground *g, ct_language language, const char *text)
{
    const char *key = ct_sets_negation_key(g, language, text);

    return key == NULL ? NO_AFFIX : strcmp(key, "affix") == 0 ? SURELY : strcmp(key, "affix?") == 0 ? PERHAPS : NO_AFFIX;
}

/* "unclear", "careless" */
static affix denying_affix(const ct_ground *g, ct_side side, uint32_t atom)
{
    enum { LONGEST = 5, LEAST = 4 };
    const ct_ground_side *s = &g->sides[side];
    const char *word = s->types[s->atoms[atom].type].folded;
    size_t len = strlen(word);
    char text[LONGEST + 2], stem[64];
    affix best = NO_AFFIX;

    if (len >= sizeof stem || (s->words[s->atoms[atom].type].grammar & CT_POS_NAME) != 0)
        return NO_AFFIX;
    for (size_t n = 1; n <= LONGEST && n + LEAST <= len; n++) {
        affix found;
        memcpy(text, word, n);
        memcpy(text + n, "-", 2);
        found = affix_of(g, s->language, text);
        if (found > best && stem_known(g, s->language, word + n))
            best = found;
        text[0] = '-';
        memcpy(text + 1, word + len - n, n + 1);
        memcpy(stem, word, len - n);
        stem[len - n] = '\0';
        found = affix_of(g, s->language, text);
        if (found > best && ct_lexicon_spells(g->pair->lexicon, s->language, stem))
            best = found;
    }
    return best;
}

/* A word with a doubtful affix denies if nothing renders it; one with a sure affix also if it renders what has none. */
static void add_affixes(ct_polarity *out, const ct_ground *g, const ct_couple *c, ct_side side)
{
    const ct_ground_side *s = &g->sides[side];

    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++) {
        uint32_t partner = g->couples->partner[side][a];
        affix found = ct_atom_tells(s, a) ? denying_affix(g, side, a) : NO_AFFIX;
        if (found == NO_AFFIX
            || (partner != CT_NONE && (found == PERHAPS || denying_affix(g, ct_other(side), partner) != NO_AFFIX)))
            continue;
        add(out, side, (ct_denial){ s->atoms[a].token, s->atoms[a].token + 1, CT_NONE,
                                     found == SURELY ? CT_DENIAL_WITHOUT : CT_DENIAL_IMPLIED });
    }
}

/* "None", "No. 5": a word of the other side as well, where it is none that denies; a number's. */
static bool is_name(const ct_ground *g, const ct_couple *c, ct_side side, const ct_set_hit *hit)
{
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[!side];
    const ct_type *type = &s->types[s->tokens[hit->first].type];

    if (hit->end < c->end[side] && s->tokens[hit->end].kind == CT_TOKEN_NUMBER
        && (s->tokens[hit->first].flags & CT_TOKEN_CAPITALISED) != 0)
        return true;
    if (hit->end > hit->first + 1 || ct_sets_negation_key(g, o->language, type->folded) != NULL)
        return false;
    for (uint32_t t = c->first[!side]; t < c->end[!side]; t++)
        if (strcmp(o->types[o->tokens[t].type].text, type->text) == 0)
            return true;
    return false;
}

static ct_denial_force force_of(const ct_ground *g, const ct_set_hit *hit)
{
    const char *key = ct_set_key(g, hit->member);

    if (strcmp(key, "not") == 0 || strcmp(key, "never") == 0 || strcmp(key, "again") == 0)
        return CT_DENIAL_PLAIN;
    return strcmp(key, "without") == 0 ? CT_DENIAL_WITHOUT : strchr(key, '?') != NULL ? CT_DENIAL_VAGUE : CT_DENIAL_IMPLIED;
}

static void add_words(ct_polarity *out, const ct_ground *g, const ct_couple *c, ct_side side, const ct_set_hits *hits)
{
    const ct_set_hit *last = NULL;

    for (size_t i = 0; i < hits->n[side]; i++) {
        const ct_set_hit *hit = &hits->items[side][i];
        ct_denial_force force = force_of(g, hit);
        if (key_is(g, hit, "void") || (force == CT_DENIAL_PLAIN && (is_name(g, c, side, hit) || repeats(g, side, last, hit))))
            continue;
        if (force >= CT_DENIAL_WITHOUT)
            last = hit;
        if (force == CT_DENIAL_PLAIN
            || (!hit->met && (force == CT_DENIAL_WITHOUT || unrendered(g, side, hit->first, hit->end))))
            add(out, side, (ct_denial){ hit->first, hit->end, head_of(&g->sides[side], c, side, hit->end),
                                        force });
    }
}

/* "Don't forget" and "not unlikely" affirm: where the other side denies nothing at all, two denials are none. */
static void undo_double(ct_polarity *out, const ct_ground *g, ct_side side)
{
    const ct_ground_side *s = &g->sides[side];

    for (size_t i = 0; i < out->n[side]; i++) {
        ct_denial *d = &out->items[side][i];
        for (size_t k = 0; d->force == CT_DENIAL_PLAIN && d->head != CT_NONE && k < out->n[side]; k++)
            if (out->items[side][k].force != CT_DENIAL_PLAIN && out->items[side][k].first == s->atoms[d->head].token) {
                d->force = CT_DENIAL_IMPLIED;
                out->plain[side]--;
            }
    }
}

void ct_polarity_of(ct_polarity *out, const ct_ground *g, const ct_couple *c)
{
    ct_set_hits hits;

    *out = (ct_polarity){ .n = { 0 } };
    ct_sets_find(&hits, g, c, CT_SET_NEGATION);
    for (int side = 0; side < CT_SIDES; side++)
        add_words(out, g, c, (ct_side)side, &hits);
    if (out->plain[CT_SOURCE] == out->plain[CT_TARGET])
        return;      /* nobody asks for more */
    for (int side = 0; side < CT_SIDES; side++)
        add_affixes(out, g, c, (ct_side)side);
    for (int side = 0; side < CT_SIDES; side++)
        if (out->n[!side] == 0)
            undo_double(out, g, (ct_side)side);
}
