/* figure-differs: the same thing counted or dated otherwise. */
#include "checks.h"
#include "figures.h"

static ct_status flag(ct_draft *d, const ct_ground *g, uint32_t unit, const ct_figure *f, ct_findings *out,
                      ct_error *err)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];
    const ct_quantity *here = &t->quantities[f->quantity], *there = &s->quantities[f->instead];
    ct_span spans[CT_SIDES] = { ct_tokens_span(s, there->first_token, there->end_token),
                                ct_tokens_span(t, here->first_token, here->end_token) };
    uint32_t source = ct_unit_at(s, there->first_token), link = ct_best_link(g, CT_TARGET, unit);

    d->severity = here->vague || there->vague ? CT_MINOR : CT_MAJOR;
    d->confidence = g->links[link].score * 0.9f;
    d->link = link;
    ct_draft_place(d, CT_TARGET, unit, spans[CT_TARGET]);
    ct_draft_place(d, CT_SOURCE, source, spans[CT_SOURCE]);
    ct_draft_message(d, "The %s text says %s, the %s text %s.",
                     ct_ground_language(g, CT_TARGET), ct_draft_quote(d, CT_TARGET, spans[CT_TARGET]),
                     ct_ground_language(g, CT_SOURCE), ct_draft_quote(d, CT_SOURCE, spans[CT_SOURCE]));
    ct_draft_question(d, "Which is right, %s or %s?", ct_draft_quote(d, CT_TARGET, spans[CT_TARGET]),
                      ct_draft_quote(d, CT_SOURCE, spans[CT_SOURCE]));
    ct_draft_evidence(d, "%s: %s", ct_ground_language(g, CT_TARGET), ct_draft_quote_unit(d, CT_TARGET, unit));
    if (source != CT_NONE)
        ct_draft_evidence(d, "%s: %s", ct_ground_language(g, CT_SOURCE), ct_draft_quote_unit(d, CT_SOURCE, source));
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_unit_figures f;
    ct_status status = CT_OK;

    for (uint32_t u = 0; status == CT_OK && u < g->sides[CT_TARGET].n_units; u++) {
        ct_figures_lacking(g, CT_TARGET, u, &f);
        for (size_t i = 0; status == CT_OK && i < f.n; i++) {
            if (f.figures[i].instead == CT_NONE)
                continue;
            ct_draft_begin(&d, g, &ct_check_figure_differs);
            status = flag(&d, g, u, &f.figures[i], out, err);
        }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_figure_differs = {
    .id = "figure-differs",
    .class = CT_CLASS_NUMBER,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_COMPARABLE,
    .needs = CT_NEEDS_LINKS,
    .summary = "the same thing counted, priced or dated otherwise",
    .why = "Two figures for one thing: one of the two readers is misled. Values are compared, not digits, so "
           "“4 500 millones” and “4.5 billion” agree, and so do “III” and “third”.",
    .example = "“within 12 days” against “en un plazo de 21 días”. Asks which is right.",
    .false_alarms = "Units converted for the reader; two different things of one kind in a loosely linked pair.",
    .run = run,
};
