/* passage-moved: a translation has a passage at another place than its source. */
#include "checks.h"
#include "lone.h"

/* The end of the run of moved links that begins with `link` and goes on on both sides. */
static uint32_t run_end(const ct_ground *g, uint32_t link)
{
    uint32_t end = link + 1;

    for (; end < g->n_links && g->links[end].moved; end++)
        for (int side = 0; side < CT_SIDES; side++) {
            const ct_link *a = &g->links[end - 1], *b = &g->links[end];
            uint32_t last = ct_link_side(g, a, (ct_side)side)[a->n_units[side] - 1], next = ct_link_side(g, b, (ct_side)side)[0];
            if (next <= last || next > last + 6)
                return end;
        }
    return end;
}

static void add_places(ct_draft *d, const ct_ground *g, uint32_t first, uint32_t end)
{
    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        const ct_link *a = &g->links[first], *b = &g->links[end - 1];
        uint32_t from = ct_link_side(g, a, (ct_side)side)[0], to = ct_link_side(g, b, (ct_side)side)[b->n_units[side] - 1];
        uint32_t before = from, other;
        ct_draft_place(d, (ct_side)side, from, (ct_span){ s->units[from].span.start, s->units[to].span.end });
        before = ct_linked_neighbour(g, (ct_side)side, from, -1, &other);
        if (before != CT_NONE)
            ct_draft_evidence(d, "in the %s text behind: %s", ct_ground_language(g, (ct_side)side),
                              ct_draft_quote_unit(d, (ct_side)side, before));
    }
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (uint32_t l = 0, end; status == CT_OK && l < g->n_links; l = end) {
        float sum = 0;
        end = l + 1;
        if (!g->links[l].moved)
            continue;
        end = run_end(g, l);
        for (uint32_t k = l; k < end; k++)
            sum += g->links[k].score;
        ct_draft_begin(&d, g, &ct_check_passage_moved);
        d.link = l;
        d.confidence = sum / (float)(end - l);
        add_places(&d, g, l, end);
        ct_draft_message(&d, "This passage stands at another place in the %s text.", ct_ground_language(g, CT_TARGET));
        ct_draft_question(&d, "Was the order meant to change?");
        status = ct_draft_add(&d, out, err);
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_passage_moved = {
    .id = "passage-moved",
    .class = CT_CLASS_STRUCTURE,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_TRANSLATION,
    .needs = CT_NEEDS_LINKS,
    .summary = "a passage at another place in the translation",
    .why = "Nothing is missing, yet whoever compares the texts side by side loses the thread, and what refers back (“the "
           "above”, “this fund”) may now refer to something else.",
    .example = "The section on fees behind that on opening hours, before it in the translation. Asks: was the order meant to "
               "change?",
    .false_alarms = "Glossaries and lists sorted anew in the other language's alphabet.",
    .run = run,
};
