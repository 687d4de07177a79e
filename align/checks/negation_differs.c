/* negation-differs: a negation on one side, and nothing negative on the other. */
#include <string.h>

#include "checks.h"
#include "sets.h"

static const float freely = -0.45f;   /* what the words of a close translation stay below: see ct_couple.apart_least */

/* A word without partner that denies by its prefix. */
static bool denies(const ct_ground *g, const ct_couple *c, ct_side side)
{
    static const char *const prefixes[CT_LANGUAGES][6] = { { "in", "im", "des", "ir", "anti", "mal" },
                                                           { "un", "in", "im", "dis", "non", "mis" } };
    const ct_ground_side *s = &g->sides[side];

    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++) {
        const char *word = s->types[s->atoms[a].type].folded;
        if (strcmp(word, "non") == 0)
            return true;
        if (!ct_atom_tells(s, a) || g->couples->partner[side][a] != CT_NONE || strlen(word) < 6)
            continue;
        for (int i = 0; i < 6; i++)
            if (strncmp(word, prefixes[s->language][i], strlen(prefixes[s->language][i])) == 0
                && strlen(word) > strlen(prefixes[s->language][i]) + 3
                && ct_lexicon_spells(g->pair->lexicon, s->language, word + strlen(prefixes[s->language][i])))
                return true;
        if (s->language == CT_EN && strlen(word) > 4 && strcmp(word + strlen(word) - 4, "less") == 0)
            return true;
    }
    return false;
}

/* "no obstante", "not only": no negation of what is said; "no … nunca": no second one. */
static void drop_void(ct_set_hits *hits, const ct_ground *g)
{
    for (int side = 0; side < CT_SIDES; side++) {
        size_t n = 0;
        for (size_t i = 0; i < hits->n[side]; i++)
            if (strcmp(ct_set_key(g, hits->items[side][i].member), "void") != 0
                && (n == 0 || strcmp(ct_set_key(g, hits->items[side][i].member), "again") != 0))
                hits->items[side][n++] = hits->items[side][i];
        hits->n[side] = n;
    }
}

/* How often a side denies: in small words, and in words that render nothing of the other side. */
static size_t denials(const ct_ground *g, ct_side side, const ct_set_hits *weak)
{
    const ct_ground_side *s = &g->sides[side];
    size_t n = 0;

    for (size_t i = 0; i < weak->n[side]; i++) {
        uint32_t atom = s->first_atom[weak->items[side][i].first];
        n += !ct_atom_tells(s, atom) || g->couples->partner[side][atom] == CT_NONE;
    }
    return n;
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_set_hits strong, weak;
    ct_side side;

    ct_sets_find(&strong, g, c, CT_SET_NOT);
    drop_void(&strong, g);
    if (strong.n[CT_SOURCE] == strong.n[CT_TARGET] || c->first[CT_SOURCE] == c->end[CT_SOURCE]
        || c->first[CT_TARGET] == c->end[CT_TARGET])
        return CT_OK;
    side = strong.n[CT_SOURCE] > strong.n[CT_TARGET] ? CT_SOURCE : CT_TARGET;
    ct_sets_find(&weak, g, c, CT_SET_NEGATIVE);
    if (c->apart_least[CT_SOURCE] > freely || c->apart_least[CT_TARGET] > freely)
        return CT_OK;      /* a free rendering may deny in its own way */
    if (strong.n[side] <= denials(g, ct_other(side), &weak) || denies(g, c, ct_other(side)))
        return CT_OK;
    ct_draft_couple(d, g, &ct_check_negation_differs, c);
    d->confidence = 0.7f;
    ct_draft_tokens(d, side, strong.items[side][0].first, strong.items[side][0].end);
    ct_draft_segment(d, ct_other(side), c);
    ct_buffer_printf(&d->message, "The %s says %s, and nothing in the %s denies that.", ct_ground_language(g, side),
                     ct_draft_quote(d, side, d->places.items[0].span), ct_ground_language(g, ct_other(side)));
    ct_buffer_printf(&d->question, "Was a negation %s?", side == CT_SOURCE ? "lost" : "added");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_negation_differs = {
    .id = "negation-differs",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_CRITICAL,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a negation on one side, and nothing negative on the other",
    .why = "A lost “not” turns a ban into a duty. Words that deny without saying “not” (“without”, “fail”, “carecer”, "
           "“unless”, “impossible”) count on the other side.",
    .example = "“No se exigirá visado.” against “A visa shall be required.” Asks whether a negation was lost.",
    .false_alarms = "Antonyms: “no es fácil” rendered as “it is hard”; rhetorical negations.",
    .run = run,
};
