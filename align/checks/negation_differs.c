/* negation-differs: a negation on one side, and nothing negative on the other. */
#include <math.h>

#include "checks.h"
#include "polarity.h"

/* The words around a negation that have renderings: where on the other side its denial has to stand. */
static ct_range expected(const ct_ground *g, const ct_couple *c, ct_side side, const ct_denial *d)
{
    enum { ATOMS = 8, WORDS = 2, AROUND = 4 };
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[!side];
    const uint32_t *partner = g->couples->partner[side];
    ct_range r = { CT_NONE, 0 };
    uint32_t seen = 0;

    for (uint32_t a = s->first_atom[d->end], n = 0; a < c->end_atom[side] && n < ATOMS && seen < WORDS; a++, n++)
        if (ct_atom_tells(s, a) && partner[a] != CT_NONE) {
            uint32_t token = o->atoms[partner[a]].token;
            r = (ct_range){ token < r.first ? token : r.first, token > r.end ? token : r.end };
            seen++;
        }
    seen = 0;
    for (uint32_t a = s->first_atom[d->first], n = 0; a-- > c->first_atom[side] && n < ATOMS && seen < WORDS; n++)
        if (ct_atom_tells(s, a) && partner[a] != CT_NONE) {
            uint32_t token = o->atoms[partner[a]].token;
            r = (ct_range){ token < r.first ? token : r.first, token > r.end ? token : r.end };
            seen++;
        }
    if (r.first == CT_NONE)
        return (ct_range){ 0, CT_NONE };
    return (ct_range){ r.first > AROUND ? r.first - AROUND : 0, r.end + AROUND };
}

/* Log odds that a negation was lost, and not said in another way: fitted by logistic regression to correct pairs and to
 * pairs with a negation put in or taken out. */
static float suspicion(const ct_ground *g, const ct_couple *c, const ct_polarity *p, ct_side side, const ct_denial *d)
{
    static const float answers[][2] = {   /* by ct_denial_force; far from where it is expected, near it */
        { -0.7f, -1.0f }, { -1.2f, -1.9f }, { -1.1f, -4.4f }, { -4.4f, -4.4f },
    };
    static const float head_rendered = 1.0f, apart = -0.5f, added = 1.2f, per_word = -0.6f, base = 1.85f;
    ct_range where = expected(g, c, side, d);
    float least = c->apart_least[c->apart_least[CT_SOURCE] > c->apart_least[CT_TARGET] ? CT_SOURCE : CT_TARGET];
    float sum = base + apart * least + per_word * logf((float)c->telling[side] + 1);

    for (size_t i = 0; i < p->n[!side]; i++) {
        const ct_denial *o = &p->items[!side][i];
        bool near = o->end > where.first && o->first < where.end;
        sum += answers[o->force][near];
    }
    if (d->head != CT_NONE && g->couples->partner[side][d->head] != CT_NONE)
        sum += head_rendered;
    return side == CT_TARGET ? sum + added : sum;
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    static const float threshold = 0.15f, sure = 1.2f;
    const ct_denial *denial = NULL;
    ct_polarity p;
    ct_side side;
    float weight;

    if (c->first[CT_SOURCE] == c->end[CT_SOURCE] || c->first[CT_TARGET] == c->end[CT_TARGET])
        return CT_OK;
    ct_polarity_of(&p, g, c);
    if ((p.plain[CT_SOURCE] == 0) == (p.plain[CT_TARGET] == 0))
        return CT_OK;      /* where both deny, one of them once more, hardly anything was lost */
    side = p.plain[CT_SOURCE] > 0 ? CT_SOURCE : CT_TARGET;
    for (size_t i = 0; denial == NULL; i++)
        denial = p.items[side][i].force == CT_DENIAL_PLAIN ? &p.items[side][i] : NULL;
    weight = suspicion(g, c, &p, side, denial);
    if (weight < threshold)
        return CT_OK;
    ct_draft_couple(d, g, &ct_check_negation_differs, c);
    d->severity = weight > sure ? CT_CRITICAL : CT_MINOR;
    d->confidence = weight > sure ? 0.8f : 0.6f;
    ct_draft_tokens(d, side, denial->first, denial->end);
    ct_draft_segment(d, ct_other(side), c);
    ct_draft_message(d, "The %s says %s, and nothing in the %s denies that.", ct_ground_language(g, side),
                     ct_draft_quote(d, side, d->places.items[0].span), ct_ground_language(g, ct_other(side)));
    ct_draft_question(d, side == CT_SOURCE ? "Was a negation lost?" : "Was a negation added?");
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
