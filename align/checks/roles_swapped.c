/* roles-swapped: who does it and to whom, exchanged.
 *
 * Two names keep their order in translation where the first is a subject and a verb stands between them on both sides: if
 * they do not, and neither side alone is in the passive, the one now does what was done to it. */
#include <string.h>

#include "checks.h"
#include "couples.h"

enum { MOST = 16 };

/* A name with its rendering: atoms of the two sides. */
typedef struct party { uint32_t at[CT_SIDES]; } party;

/* A name, and no common word written large. */
static bool is_name(const ct_ground_side *s, uint32_t atom)
{
    const ct_token *t = &s->tokens[s->atoms[atom].token];
    const ct_word *word = &s->words[s->atoms[atom].type];

    return t->kind == CT_TOKEN_WORD && (t->flags & CT_TOKEN_CAPITALISED) != 0 && ct_atom_tells(s, atom)
        && (word->n_readings == 0 || ((word->grammar & CT_POS_NAME) != 0 && (word->grammar & (CT_POS_VERB | CT_POS_ADJECTIVE)) == 0));
}

/* Does the type stand once in the couple? */
static bool single(const ct_ground_side *s, const ct_couple *c, ct_side side, uint32_t atom)
{
    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++)
        if (a != atom && s->atoms[a].type == s->atoms[atom].type)
            return false;
    return true;
}

static size_t gather(party out[MOST], const ct_ground *g, const ct_couple *c)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];
    size_t n = 0;

    for (uint32_t a = c->first_atom[CT_SOURCE]; a < c->end_atom[CT_SOURCE] && n < MOST; a++) {
        uint32_t b = g->couples->partner[CT_SOURCE][a];
        if (b != CT_NONE && g->couples->partner[CT_TARGET][b] == a && is_name(s, a) && is_name(t, b)
            && single(s, c, CT_SOURCE, a) && single(t, c, CT_TARGET, b))
            out[n++] = (party){ { a, b } };
    }
    return n;
}

static bool has_word(const ct_ground_side *s, uint32_t first, uint32_t end, const char *word)
{
    for (uint32_t a = first; a < end; a++)
        if (strcmp(s->types[s->atoms[a].type].folded, word) == 0)
            return true;
    return false;
}

static bool is_verb(const ct_ground_side *s, uint32_t atom)
{
    uint16_t grammar = s->words[s->atoms[atom].type].grammar;

    return (grammar & CT_POS_VERB) != 0 && (grammar & CT_FORM_FINITE) != 0 && (grammar & (CT_POS_NOUN | CT_POS_ADJECTIVE)) == 0;
}

/* A verb between the names, on each side. */
static bool verb_between(const ct_ground *g, const party *a, const party *b)
{
    for (int side = 0; side < CT_SIDES; side++) {
        uint32_t v = (a->at[side] < b->at[side] ? a : b)->at[side] + 1, end = (a->at[side] < b->at[side] ? b : a)->at[side];
        while (v < end && !is_verb(&g->sides[side], v))
            v++;
        if (v == end)
            return false;
    }
    return true;
}

/* A preposition: what it governs is no subject. */
static bool governs(const ct_ground_side *s, uint32_t atom)
{
    static const char *const words[CT_LANGUAGES][12] = {
        { "de", "del", "a", "al", "en", "por", "con", "para", "según", "sobre", "contra", "entre" },
        { "of", "in", "to", "by", "with", "for", "from", "at", "on", "against", "between", "about" },
    };

    for (int i = 0; i < 12; i++)
        if (has_word(s, atom, atom + 1, words[s->language][i]))
            return true;
    return false;
}

/* Does a small word (“in”, “of”, “a”) stand before the name, titles and first names passed over? Then it is no subject. */
static bool dependent(const ct_ground_side *s, uint32_t first, uint32_t atom)
{
    while (atom > first && (s->tokens[s->atoms[atom - 1].token].flags & CT_TOKEN_CAPITALISED) != 0
           && s->types[s->atoms[atom - 1].type].kind == CT_TOKEN_WORD && s->words[s->atoms[atom - 1].type].content)
        atom--;
    if (atom == first || s->types[s->atoms[atom - 1].type].kind == CT_TOKEN_MARK)
        return false;
    for (int i = 0; i < 2 && atom > first; i++, atom--) {     /* "en la China" */
        uint16_t grammar = s->words[s->atoms[atom - 1].type].grammar;
        if ((grammar & CT_POS_FUNCTION) == 0 || (grammar & CT_POS_VERB) != 0)
            return false;
        if (governs(s, atom - 1))
            return true;
    }
    return false;
}

/* In the passive, in two sentences, or no subject: the order says nothing. */
static bool turned_round(const ct_ground *g, const ct_couple *c, const party *a, const party *b)
{
    static const char *const agent[CT_LANGUAGES] = { "por", "by" };
    bool passive[CT_SIDES];

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        uint32_t first = a->at[side] < b->at[side] ? a->at[side] : b->at[side];
        uint32_t last = a->at[side] < b->at[side] ? b->at[side] : a->at[side];
        passive[side] = has_word(s, first, last, agent[s->language]);
        if (dependent(s, c->first_atom[side], first))
            return true;
        for (uint32_t x = first; x < last; x++)
            if (s->types[s->atoms[x].type].kind == CT_TOKEN_MARK && strchr(".;:\"?!", s->types[s->atoms[x].type].text[0]) != NULL)
                return true;
    }
    return passive[CT_SOURCE] != passive[CT_TARGET];
}

static bool find_swap(const party *parties, size_t n, const ct_ground *g, const ct_couple *c, const party *out[2])
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (parties[k].at[CT_TARGET] < parties[i].at[CT_TARGET] && verb_between(g, &parties[i], &parties[k])
                && !turned_round(g, c, &parties[i], &parties[k])) {
                out[0] = &parties[i];
                out[1] = &parties[k];
                return true;
            }
    return false;
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    const ct_ground_side *t = &g->sides[CT_TARGET], *s = &g->sides[CT_SOURCE];
    party parties[MOST];
    const party *pair[2];
    const char *first, *second;

    if (!find_swap(parties, gather(parties, g, c), g, c, pair))
        return CT_OK;
    ct_draft_couple(d, g, &ct_check_roles_swapped, c);
    d->confidence = 0.6f;
    for (int i = 1; i >= 0; i--)
        ct_draft_place(d, CT_TARGET, ct_unit_at(t, t->atoms[pair[i]->at[CT_TARGET]].token), t->atoms[pair[i]->at[CT_TARGET]].span);
    for (int i = 0; i < 2; i++)
        ct_draft_place(d, CT_SOURCE, ct_unit_at(s, s->atoms[pair[i]->at[CT_SOURCE]].token), s->atoms[pair[i]->at[CT_SOURCE]].span);
    first = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    second = ct_draft_quote(d, CT_TARGET, d->places.items[1].span);
    ct_draft_message(d, "Here %s comes before the verb and %s behind it; the %s has them the other way round.", first, second,
                     ct_ground_language(g, CT_SOURCE));
    ct_draft_question(d, "Who does it, %s or %s?", first, second);
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_roles_swapped = {
    .id = "roles-swapped",
    .class = CT_CLASS_ACTOR,
    .severity = CT_CRITICAL,
    .needs = CT_NEEDS_GENERAL,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "two names that changed places around a verb",
    .why = "“Marenia sued Arel” and “Arel sued Marenia” have the same words. Flagged only where a verb stands between the two "
           "names on both sides, the first is governed by no preposition, and no side alone is in the passive.",
    .example = "“Marenia informó a Arel.” against “Arel informed Marenia.” Asks who does it.",
    .false_alarms = "Spanish sentences that begin with their object.",
    .run = run,
};
