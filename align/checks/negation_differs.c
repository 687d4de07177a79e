/* negation-differs: a negation on one side, and nothing negative on the other. */
#include <string.h>

#include "checks.h"
#include "sets.h"

/* A word without partner that denies by its prefix. */
static bool denies(const ct_ground *g, const ct_couple *c, ct_side side)
{
    static const char *const prefixes[CT_LANGUAGES][6] = { { "in", "im", "des", "ir", "anti", "mal" },
                                                           { "un", "in", "im", "dis", "non", "mis" } };
    const ct_ground_side *s = &g->sides[side];

    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++) {
        const char *word = s->types[s->atoms[a].type].folded;
        if (!ct_atom_tells(s, a) || g->couples->partner[side][a] != CT_NONE || strlen(word) < 6)
            continue;
        for (int i = 0; i < 6; i++)
            if (strncmp(word, prefixes[s->language][i], strlen(prefixes[s->language][i])) == 0)
                return true;
        if (s->language == CT_EN && strlen(word) > 4 && strcmp(word + strlen(word) - 4, "less") == 0)
            return true;
    }
    return false;
}

/* "no obstante", "not only": no negation of what is said. */
static void drop_void(ct_set_hits *hits, const ct_ground *g)
{
    for (int side = 0; side < CT_SIDES; side++) {
        size_t n = 0;
        for (size_t i = 0; i < hits->n[side]; i++)
            if (strcmp(ct_set_key(g, hits->items[side][i].member), "void") != 0)
                hits->items[side][n++] = hits->items[side][i];
        hits->n[side] = n;
    }
}

/* What is denied has a rendering: else the whole clause is put otherwise, and may deny in its own way. */
static bool denied_is_rendered(const ct_ground *g, ct_side side, const ct_couple *c, const ct_set_hit *hit)
{
    enum { NEAR = 5 };
    const ct_ground_side *s = &g->sides[side];

    for (uint32_t t = hit->end; t < c->end[side] && t < hit->end + NEAR; t++)
        if (ct_atom_tells(s, s->first_atom[t]))
            return g->couples->partner[side][s->first_atom[t]] != CT_NONE;
    return true;
}

/* Something negative on the other side that is not a rendering of something here. */
static bool excused(const ct_ground *g, ct_side side, const ct_set_hits *weak)
{
    size_t small[CT_SIDES] = { 0, 0 };

    for (int at = 0; at < CT_SIDES; at++)
        for (size_t i = 0; i < weak->n[at]; i++) {
            const ct_ground_side *s = &g->sides[at];
            uint32_t token = weak->items[at][i].first, atom = s->first_atom[token];
            if (!ct_atom_tells(s, atom))
                small[at]++;
            else if (at != (int)side && g->couples->partner[at][atom] == CT_NONE)
                return true;
        }
    /* Spanish denies once with several words: "no … ningún" */
    return small[!side] > 0 && (g->sides[side].language == CT_ES || small[!side] >= small[side]);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_set_hits strong, weak;
    ct_side side;

    ct_sets_find(&strong, g, c, CT_SET_NOT);
    drop_void(&strong, g);
    if ((strong.n[CT_SOURCE] == 0) == (strong.n[CT_TARGET] == 0))
        return CT_OK;
    side = strong.n[CT_SOURCE] > 0 ? CT_SOURCE : CT_TARGET;
    ct_sets_find(&weak, g, c, CT_SET_NEGATIVE);
    if (!denied_is_rendered(g, side, c, &strong.items[side][0]))
        return CT_OK;
    if (excused(g, side, &weak) || denies(g, c, ct_other(side)) || c->first[!side] == c->end[!side])
        return CT_OK;
    ct_draft_couple(d, g, &ct_check_negation_differs, c);
    d->confidence = 0.7f;
    ct_draft_tokens(d, side, strong.items[side][0].first, strong.items[side][0].end);
    ct_draft_segment(d, ct_other(side), c);
    ct_buffer_printf(&d->message, "The %s says %s, and nothing in the %s is negative.", ct_ground_language(g, side),
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
