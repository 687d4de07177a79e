/* figure-one-sided: a figure, date or edition that the counterpart does not give. */
#include "checks.h"
#include "figures.h"

static void list_figures(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, const ct_unit_figures *f)
{
    const ct_ground_side *s = &g->sides[side];

    for (size_t i = 0; i < f->n; i++) {
        const ct_quantity *q = &s->quantities[f->figures[i].quantity];
        ct_span span = ct_tokens_span(s, q->first_token, q->end_token);

        if (f->figures[i].instead != CT_NONE)
            continue;
        ct_draft_place(d, side, unit, span);
    }
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, const ct_unit_figures *f,
                      ct_findings *out, ct_error *err)
{
    ct_side other = ct_other(side);
    uint32_t link = ct_best_link(g, side, unit);
    size_t n;

    d->link = link;
    d->confidence = g->links[link].score * (g->links[link].kind == CT_LINK_COUNTERPART ? 0.9f : 0.6f);
    list_figures(d, g, side, unit, f);
    n = d->places.n;
    ct_draft_message(d, n > 1 ? "%s stand only in the %s text; the %s one gives no such figure."
                              : "%s stands only in the %s text; the %s one gives no such figure.",
                     ct_draft_quotes(d, SIZE_MAX), ct_ground_language(g, side), ct_ground_language(g, other));
    ct_draft_question(d, n > 1 ? "Should the %s text give them too?" : "Should the %s text give it too?",
                      ct_ground_language(g, other));
    for (size_t i = 0; i < f->n_linked && i < 3; i++) {
        ct_draft_unit(d, other, f->linked[i]);
        ct_draft_evidence(d, "%s: %s", ct_ground_language(g, other), ct_draft_quote_unit(d, other, f->linked[i]));
    }
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_unit_figures f;
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++)
        for (uint32_t u = 0; status == CT_OK && u < g->sides[side].n_units; u++) {
            size_t alone = 0;

            if (g->sides[side].units[u].role == CT_ROLE_HEADING)
                continue;
            ct_figures_lacking(g, (ct_side)side, u, &f);
            for (size_t i = 0; i < f.n; i++)
                alone += f.figures[i].instead == CT_NONE;
            if (alone == 0)
                continue;
            ct_draft_begin(&d, g, &ct_check_figure_one_sided);
            status = flag(&d, g, (ct_side)side, u, &f, out, err);
        }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_figure_one_sided = {
    .id = "figure-one-sided",
    .class = CT_CLASS_NUMBER,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_COMPARABLE,
    .needs = CT_NEEDS_LINKS,
    .summary = "a figure, date or edition that the counterpart does not give",
    .why = "A sum, a deadline or “the third” edition makes a promise checkable. Given on one side only, one reader "
           "can hold the parties to it and the other cannot.",
    .example = "“Hold the fifth book fair in 2031” against “Seguir celebrando la feria del libro”. "
               "Asks: should the Spanish text give them too?",
    .false_alarms = "Figures that the other document gives elsewhere, in an annex or a table.",
    .run = run,
};
