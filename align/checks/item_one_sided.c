/* item-one-sided: on a strong link, a matter that only one side speaks of. */
#include <string.h>

#include "checks.h"
#include "ground.h"
#include "names.h"

enum { MAX_ITEMS = 4, MAX_LINKED = 32, COMMON = 4 };

/* Does any word of the mention meet any word of the linked units? */
static bool words_met(const ct_ground *g, ct_side side, const ct_mention *m, const uint32_t *linked, size_t n)
{
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[ct_other(side)];

    for (uint32_t t = m->first_token; t < m->end_token; t++) {
        if (!s->words[s->tokens[t].type].content)
            continue;
        for (size_t i = 0; i < n; i++)
            for (uint32_t k = o->units[linked[i]].first_token; k < o->units[linked[i]].end_token; k++)
                if (o->words[o->tokens[k].type].content && ct_tokens_meet(g, side, t, k))
                    return true;
    }
    return false;
}

static bool concept_met(const ct_ground *g, ct_side other, const uint32_t *linked, size_t n, uint32_t concept)
{
    const ct_ground_side *o = &g->sides[other];

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_mentions_in(o, o->units[linked[i]].first_token, o->units[linked[i]].end_token);

        for (uint32_t m = r.first; m < r.end; m++)
            if (ct_concepts_near(g, o->mentions[m].concept, concept))
                return true;
    }
    return false;
}

/* Is the concept so common in its own document that its absence says nothing? */
static bool common(const uint32_t *counts, const ct_mention *m) { return counts[m->concept] > COMMON; }

static bool of_interest(const ct_ground *g, const ct_mention *m)
{
    ct_concept_kind kind = g->concepts[m->concept].kind;

    return !m->inside && g->terms[m->term].status <= CT_TERM_SHORT
        && kind != CT_CONCEPT_PLACE && kind != CT_CONCEPT_FORMULA && kind != CT_CONCEPT_ACTION && kind != CT_CONCEPT_PERSON;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, const uint32_t *items, size_t n,
                      const uint32_t *linked, size_t n_linked, ct_findings *out, ct_error *err)
{
    ct_side other = ct_other(side);
    const ct_ground_side *s = &g->sides[side];
    uint32_t link = ct_best_link(g, side, unit);

    ct_draft_begin(d, g, &ct_check_item_one_sided);
    d->class = side == CT_SOURCE ? CT_CLASS_OMISSION : CT_CLASS_ADDITION;
    d->link = link;
    d->confidence = g->links[link].score * 0.6f;
    for (size_t i = 0; i < n; i++) {
        ct_span span = ct_tokens_span(s, s->mentions[items[i]].first_token, s->mentions[items[i]].end_token);

        ct_draft_place(d, side, unit, span);
        ct_buffer_printf(&d->message, "%s%s", i > 0 ? ", " : "", ct_draft_quote(d, side, span));
    }
    ct_buffer_printf(&d->message, ": only the %s text speaks of %s here.", ct_ground_language(g, side), n > 1 ? "these" : "this");
    ct_buffer_printf(&d->question, "Does it belong in the %s text too?", ct_ground_language(g, other));
    for (size_t i = 0; i < n_linked && i < 2; i++) {
        ct_draft_unit(d, other, linked[i]);
        ct_draft_evidence(d, "%s: %s", ct_ground_language(g, other), ct_draft_quote_unit(d, other, linked[i]));
    }
    return ct_draft_add(d, out, err);
}

static ct_status look_at(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, const uint32_t *counts,
                         ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    uint32_t link = ct_best_link(g, side, unit), linked[MAX_LINKED], items[MAX_ITEMS];
    ct_range r;
    size_t n_linked, n = 0;

    if (link == CT_NONE || g->links[link].kind != CT_LINK_COUNTERPART)
        return CT_OK;
    n_linked = ct_linked_units(g, side, unit, linked, MAX_LINKED);
    r = ct_mentions_in(s, s->units[unit].first_token, s->units[unit].end_token);
    for (uint32_t m = r.first; m < r.end && n < MAX_ITEMS; m++)
        if (of_interest(g, &s->mentions[m]) && !common(counts, &s->mentions[m])
            && !concept_met(g, ct_other(side), linked, n_linked, s->mentions[m].concept)
            && !words_met(g, side, &s->mentions[m], linked, n_linked))
            items[n++] = m;
    return n == 0 ? CT_OK : flag(d, g, side, unit, items, n, linked, n_linked, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_arena arena = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; status == CT_OK && side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        uint32_t *counts = CT_NEW_N(&arena, uint32_t, g->n_concepts + 1);

        if (counts == NULL)
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
        for (size_t m = 0; counts != NULL && m < s->n_mentions; m++)
            counts[s->mentions[m].concept]++;
        for (uint32_t u = 0; status == CT_OK && u < s->n_units; u++)
            if (s->units[u].role == CT_ROLE_COMMITMENT)
                status = look_at(&d, g, (ct_side)side, u, counts, out, err);
    }
    ct_draft_release(&d);
    ct_arena_clear(&arena);
    return status;
}

const ct_check ct_check_item_one_sided = {
    .id = "item-one-sided",
    .class = CT_CLASS_OMISSION,
    .severity = CT_NEUTRAL,
    .needs = CT_NEEDS_LINKS,
    .summary = "a matter of a linked passage that only one side speaks of",
    .why = "A list of six fields rendered with five loses one quietly. Common matters, and those of which any word is met on "
           "the other side, are not flagged; what is left is put as a question, since two documents on the same matter "
           "need not hold the same lists.",
    .example = "“ports, lighthouses and canals” against “puertos y canales”. Asks: does it belong in the other text too?",
    .false_alarms = "Lists cut differently in the two documents.",
    .run = run,
};
