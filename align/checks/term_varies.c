/* term-varies: one term of the source rendered now so, now otherwise. */
#include <stdlib.h>

#include "checks.h"
#include "ground.h"

enum { MOST = 3 };   /* the usual rendering stands at least so often as all others together, times this */

/* A target mention of a concept in a unit linked to a unit that mentions the concept. */
typedef struct use { uint32_t concept, term, mention, source; } use;

static int by_concept_then_place(const void *a, const void *b)
{
    const use *x = a, *y = b;

    if (x->concept != y->concept)
        return x->concept < y->concept ? -1 : 1;
    return x->mention < y->mention ? -1 : x->mention > y->mention;
}

/* The source's mention of the concept in the units linked to a target unit; CT_NONE if none. */
static uint32_t source_mention(const ct_ground *g, uint32_t unit, uint32_t concept)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE];
    uint32_t linked[16];
    size_t n = ct_linked_units(g, CT_TARGET, unit, linked, 16);

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_mentions_in(s, s->units[linked[i]].first_token, s->units[linked[i]].end_token);

        for (uint32_t m = r.first; m < r.end; m++)
            if (s->mentions[m].concept == concept)
                return m;
    }
    return CT_NONE;
}

static ct_status flag(ct_draft *d, const ct_ground *g, const use *usual, size_t n_usual, const use *odd,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *t = &g->sides[CT_TARGET], *s = &g->sides[CT_SOURCE];
    const ct_mention *here = &t->mentions[odd->mention], *there = &t->mentions[usual->mention];
    const ct_mention *source = &s->mentions[odd->source];
    ct_span spans[2] = { ct_tokens_span(t, here->first_token, here->end_token),
                         ct_tokens_span(t, there->first_token, there->end_token) };
    ct_span asked = ct_tokens_span(s, source->first_token, source->end_token);

    ct_draft_begin(d, g, &ct_check_term_varies);
    ct_draft_place(d, CT_TARGET, ct_unit_at(t, here->first_token), spans[0]);
    ct_draft_place(d, CT_TARGET, ct_unit_at(t, there->first_token), spans[1]);
    ct_draft_place(d, CT_SOURCE, ct_unit_at(s, source->first_token), asked);
    d->confidence = 0.5f;
    ct_draft_message(d, "%s is %s here and %s elsewhere (%zu times).", ct_draft_quote(d, CT_SOURCE, asked),
                     ct_draft_quote(d, CT_TARGET, spans[0]), ct_draft_quote(d, CT_TARGET, spans[1]), n_usual);
    ct_draft_question(d, "Should one rendering be kept?");
    return ct_draft_add(d, out, err);
}

/* The uses of one concept: flagged where a rendering departs from a clearly usual one, the source's term being the
 * same. */
static ct_status look_at(ct_draft *d, const ct_ground *g, const use *uses, size_t n, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE];
    size_t best = 0, n_best = 0;
    ct_status status = CT_OK;

    if (n > 2000)
        n = 2000;
    for (size_t i = 0; i < n && i < 16; i++) {
        size_t count = 0;

        for (size_t k = 0; k < n; k++)
            count += uses[k].term == uses[i].term;
        if (count > n_best) {
            n_best = count;
            best = i;
        }
    }
    if (n_best < 3 || n_best == n || (n - n_best) * MOST > n_best)
        return CT_OK;
    for (size_t i = 0; status == CT_OK && i < n; i++)
        if (uses[i].term != uses[best].term
            && s->mentions[uses[i].source].term == s->mentions[uses[best].source].term)
            status = flag(d, g, &uses[best], n_best, &uses[i], out, err);
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    const ct_ground_side *t = &g->sides[CT_TARGET];
    CT_VECTOR(use) uses = { 0 };
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (uint32_t m = 0; status == CT_OK && m < t->n_mentions; m++) {
        const ct_mention *k = &t->mentions[m];
        uint32_t unit = ct_unit_at(t, k->first_token), source;

        if (unit == CT_NONE || k->inside || g->terms[k->term].status > CT_TERM_ADMITTED
            || g->concepts[k->concept].kind != CT_CONCEPT_TERM)
            continue;
        source = source_mention(g, unit, k->concept);
        if (source != CT_NONE && !ct_push(&uses, (use){ k->concept, k->term, m, source }))
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
    }
    if (uses.n > 1)
        qsort(uses.items, uses.n, sizeof *uses.items, by_concept_then_place);
    for (size_t i = 0, end; status == CT_OK && i < uses.n; i = end) {
        for (end = i; end < uses.n && uses.items[end].concept == uses.items[i].concept; end++)
            ;
        status = look_at(&d, g, uses.items + i, end - i, out, err);
    }
    ct_vector_release(&uses);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_term_varies = {
    .id = "term-varies",
    .class = CT_CLASS_CONSISTENCY,
    .severity = CT_NEUTRAL,
    .needs = CT_NEEDS_LINKS,
    .summary = "one term of the source rendered now so, now otherwise",
    .why = "Where the source keeps to one term, a second rendering suggests a second thing. Flagged only against a "
           "rendering that is three times as common, the source's term being the same in both places.",
    .example = "“red de alerta” is “warning network” five times and “alarm grid” once. "
               "Asks: should one rendering be kept?",
    .false_alarms = "Variation for the ear, where nothing hangs on the term.",
    .run = run,
};
