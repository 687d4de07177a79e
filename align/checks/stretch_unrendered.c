/* stretch-unrendered: words in a row on one side without any rendering on the other.
 *
 * Each word weighs the logarithm of how much likelier what is seen of it (a partner or none) is if its stretch was left out
 * on the other side than if it was translated. The stretch of greatest weight is found in one pass (Kadane's algorithm, in
 * Bentley, "Programming pearls: algorithm design techniques", Communications of the ACM 27, 1984). The lengths of the two
 * segments then speak for it or against it: a stretch left out makes the other side shorter by its own length. */
#include <math.h>

#include "checks.h"
#include "findings.h"
#include "foreign.h"

typedef struct stretch { float weight; uint32_t first, end, words; } stretch;   /* atoms */

static const float threshold = 6.0f;

static stretch heaviest(const ct_ground *g, const ct_couple *c, ct_side side)
{
    static const float by_chance = 0.12f;
    const ct_ground_side *s = &g->sides[side];
    stretch best = { 0 }, now = { 0 };

    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++) {
        float lonely = g->couples->lonely[side][s->atoms[a].type], weight;
        if (!ct_atom_tells(s, a))
            continue;
        weight = g->couples->partner[side][a] == CT_NONE ? logf((1 - by_chance) / lonely) : logf(by_chance / (1 - lonely));
        if (now.weight <= 0)
            now = (stretch){ 0, a, a, 0 };
        now.weight += weight;
        now.words++;
        now.end = a + 1;
        if (now.weight > best.weight)
            best = now;
    }
    return best;
}

/* Log likelihood ratio of the lengths: the other side lacks the stretch, against it lacks nothing. */
static float of_lengths(const ct_ground *g, const ct_couple *c, ct_side side, float bytes)
{
    float here = (float)(c->span[side].end - c->span[side].start), there = (float)(c->span[!side].end - c->span[!side].start);
    float ratio = side == CT_SOURCE ? g->couples->ratio : 1 / g->couples->ratio, wanted = here * ratio;
    float variance = 25 + 0.9f * wanted * 1.0f + 0.01f * wanted * wanted;
    float excess = wanted - there, gain = bytes * ratio;
    float ratio_of = (excess * excess - (excess - gain) * (excess - gain)) / (2 * variance);

    return ratio_of > 6 ? 6 : ratio_of < -8 ? -8 : ratio_of;
}

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_side side, const stretch *s, float weight,
                      ct_findings *out, ct_error *err)
{
    ct_span span = ct_atoms_span(&g->sides[side], s->first, s->end);

    ct_draft_couple(d, g, &ct_check_stretch_unrendered, c);
    d->class = side == CT_SOURCE ? CT_CLASS_OMISSION : CT_CLASS_ADDITION;
    d->confidence = weight > 1.5f * threshold ? 0.8f : 0.6f;
    ct_draft_place(d, side, ct_unit_at(&g->sides[side], g->sides[side].atoms[s->first].token), span);
    ct_draft_segment(d, ct_other(side), c);
    ct_draft_message(d, side == CT_SOURCE ? "Nothing in the %s renders %s." : "Nothing in the %s stands behind %s.",
                     ct_ground_language(g, ct_other(side)), ct_draft_quote(d, side, span));
    ct_draft_question(d, side == CT_SOURCE ? "Was it left out?" : "Was it added?");
    ct_draft_evidence(d, "%u words in a row hardly have a rendering, and the lengths of the two sides agree with that", s->words);
    return ct_draft_add(d, out, err);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    uint8_t kinds[CT_FOREIGN_TOKENS];
    ct_foreign words;
    stretch best = { 0 };
    ct_side at = CT_SOURCE;
    float weight = 0;

    if (c->first[CT_SOURCE] == c->end[CT_SOURCE] || c->first[CT_TARGET] == c->end[CT_TARGET])
        return CT_OK;
    for (int side = 0; side < CT_SIDES; side++) {
        stretch s = heaviest(g, c, (ct_side)side);
        ct_span span = ct_atoms_span(&g->sides[side], s.first, s.end);
        float w = s.weight + of_lengths(g, c, (ct_side)side, (float)(span.end - span.start));
        if (s.words >= 2 && w > weight) {
            weight = w;
            best = s;
            at = (ct_side)side;
        }
    }
    if (weight < threshold)
        return CT_OK;
    ct_foreign_words(&words, kinds, g, c);
    return words.foreign >= 2 ? CT_OK : flag(d, g, c, at, &best, weight, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_stretch_unrendered = {
    .id = "stretch-unrendered",
    .class = CT_CLASS_OMISSION,
    .severity = CT_MINOR,
    .needs = CT_NEEDS_GENERAL,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "words in a row without any rendering on the other side",
    .why = "A clause or sentence lost, or slipped in, leaves both sides fluent. The words tell where, the lengths whether: "
           "a free rendering leaves words without partners, but keeps its length.",
    .example = "“Se informará a los Estados miembros antes de la reunión anual.” against “Member States will be informed.” "
               "Asks whether “antes de la reunión anual” was left out.",
    .false_alarms = "Explanations added for the reader; idioms.",
    .run = run,
};
