/* wrong-target: two segments that do not say the same at all.
 *
 * What speaks for it and against it is weighed by logistic regression, fitted to correct pairs and to pairs whose target was
 * exchanged for a neighbour's. */
#include <math.h>
#include <string.h>

#include "checks.h"
#include "foreign.h"
#include "values.h"

/* What is seen of two segments. */
typedef struct signs {
    float rendered;              /* share of the words that have a partner */
    float length;                /* how unlikely the length of the target is, in standard deviations */
    size_t figures, odd_figures; /* that both sides have, that one lacks */
    size_t odd_names;            /* names without partner */
    bool  marks;                 /* questions, colons, quotations on one side only */
} signs;

static void look_at_words(signs *out, const ct_ground *g, const ct_couple *c)
{
    size_t rendered = 0;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++) {
            uint8_t flags = s->tokens[s->atoms[a].token].flags;
            bool partner = g->couples->partner[side][a] != CT_NONE;
            if (!ct_atom_tells(s, a))
                continue;
            rendered += partner;
            out->odd_names += !partner && (flags & CT_TOKEN_CAPITALISED) != 0 && (flags & CT_TOKEN_INITIAL) == 0;
        }
    }
    out->rendered = (float)rendered / (float)(c->telling[CT_SOURCE] + c->telling[CT_TARGET]);
}

static void look_at_figures(signs *out, const ct_ground *g, const ct_couple *c)
{
    enum { SMALL = 3 };   /* so small ones meet by chance */
    ct_values v;

    ct_values_of(&v, g, c);
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; i < v.n[side]; i++) {
            const ct_value *value = &v.items[side][i];
            out->figures += value->fate == CT_VALUE_MET && ct_value_quantity(g, (ct_side)side, value).value > SMALL;
            out->odd_figures += value->demanded && (value->fate == CT_VALUE_ALONE || value->fate == CT_VALUE_DIFFERS);
        }
}

/* Marks that a translation keeps: which of them there are, an odd number of times, and how the segment ends. */
static unsigned marks_of(const ct_ground *g, const ct_couple *c, ct_side side)
{
    static const char kept[] = "?!:;()\"", final[] = ".?!:";
    const ct_ground_side *s = &g->sides[side];
    unsigned out = 0;

    for (uint32_t t = c->first[side]; t < c->end[side]; t++) {
        const char *mark = s->tokens[t].kind == CT_TOKEN_MARK ? s->bytes + s->tokens[t].span.start : NULL;
        const char *at = mark == NULL ? NULL : memchr(kept, *mark, sizeof kept - 1);
        if (at != NULL)
            out ^= 1u << (at - kept);
        at = mark == NULL || t + 1 < c->end[side] ? NULL : memchr(final, *mark, sizeof final - 1);
        if (at != NULL)
            out |= 256u << (at - final);
    }
    return out;
}

static float deviation(const ct_ground *g, const ct_couple *c)
{
    float here = (float)(c->span[CT_SOURCE].end - c->span[CT_SOURCE].start) * g->couples->ratio;
    float there = (float)(c->span[CT_TARGET].end - c->span[CT_TARGET].start);

    return fabsf(there - here) / sqrtf(25 + 0.9f * here + 0.01f * here * here);
}

static float least(float a, float b) { return a < b ? a : b; }

static float weigh(const ct_ground *g, const ct_couple *c)
{
    signs s = { 0 };
    float gain = c->rival == CT_NONE ? 0 : c->apart - c->rival_apart;

    look_at_words(&s, g, c);
    look_at_figures(&s, g, c);
    return -4.1f + 0.15f * c->apart - 6.1f * s.rendered + 1.1f * logf((float)(c->telling[CT_SOURCE] + c->telling[CT_TARGET] + 1))
        + 0.84f * least(3, deviation(g, c)) - 1.95f * least(2, (float)s.figures) + 1.34f * least(2, (float)s.odd_figures)
        + 0.35f * least(3, (float)s.odd_names) + 0.5f * least(6, gain)
        + (marks_of(g, c, CT_SOURCE) != marks_of(g, c, CT_TARGET) ? 1.6f : 0);
}

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, float weight, ct_findings *out, ct_error *err)
{
    static const float sure = 0.2f;

    ct_draft_couple(d, g, &ct_check_wrong_target, c);
    d->severity = weight > sure ? CT_CRITICAL : CT_MINOR;
    d->confidence = weight > sure ? 0.9f : 0.6f;
    ct_draft_segment(d, CT_TARGET, c);
    ct_draft_segment(d, CT_SOURCE, c);
    ct_draft_message(d, "%s does not seem to render %s.", ct_draft_quote(d, CT_TARGET, c->span[CT_TARGET]),
                     ct_draft_quote(d, CT_SOURCE, c->span[CT_SOURCE]));
    ct_draft_question(d, "Do the two belong together?");
    ct_draft_evidence(d, "hardly a word of the one has a rendering in the other; two segments picked at random would look so");
    if (c->rival != CT_NONE)
        ct_draft_evidence(d, "it suits the %s of another pair nearby better: %s", ct_ground_language(g, CT_SOURCE),
                          ct_draft_quote(d, CT_SOURCE, g->couples->all[c->rival].span[CT_SOURCE]));
    return ct_draft_add(d, out, err);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    static const float never = -15, threshold = -1.1f;   /* of words so close nothing else can part the segments */
    uint8_t kinds[CT_FOREIGN_TOKENS];
    ct_foreign words;
    float weight;

    if (c->telling[CT_SOURCE] == 0 || c->telling[CT_TARGET] == 0 || c->apart < never)
        return CT_OK;
    weight = weigh(g, c);
    if (weight < threshold)
        return CT_OK;
    ct_foreign_words(&words, kinds, g, c);
    return words.foreign >= 2 ? CT_OK : flag(d, g, c, weight, out, err);   /* left untranslated, as another rule says */
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_wrong_target = {
    .id = "wrong-target",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_CRITICAL,
    .needs = CT_NEEDS_GENERAL,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a target that renders another segment",
    .why = "Pairs slip by a line when a file is cut or merged, and every sentence of it still reads well. That hardly a word of "
           "the one side has a rendering on the other tells much, the more if figures, names and lengths do not fit either, "
           "or if the source of another pair nearby fits better. How often each word goes without a rendering, and which "
           "words the lexicon lacks, is estimated from the file itself.",
    .example = "“El plazo vence en mayo.” against “The committee has twelve members.” Asks whether the two belong together.",
    .false_alarms = "Headings and slogans rendered freely.",
    .run = run,
};
