/* Every figure of both texts, and whether what its unit is linked to has its equal. */
#include <math.h>
#include <stdlib.h>

#include "html.h"

static const char *const kind_names[] = { "number", "per cent", "money", "year", "date", "ordinal", "measure" };

static const ct_quantity *quantities(const html_pair *p, ct_side side, size_t *n)
{
    return ct_vocabulary_quantities(ct_statements_vocabulary(p->sides[side]->statements), n);
}

/* "two", "first": more often grammar than a figure. */
static bool tells(const ct_quantity *q)
{
    return q->kind != CT_QUANTITY_ORDINAL && !(q->in_words && q->kind == CT_QUANTITY_COUNT && q->value <= 2);
}

static bool equal(const ct_quantity *a, const ct_quantity *b)
{
    return fabs(a->value - b->value) <= fmax(fabs(a->value), fabs(b->value)) * 1e-9;
}

static ct_span span_of(const html_pair *p, ct_side side, const ct_quantity *q)
{
    const ct_token *t = p->tokens[side];

    return (ct_span){ t[q->first_token].span.start, t[q->end_token - 1].span.end };
}

/* The first quantity at or behind a token; quantities stand in text order. */
static size_t first_at(const ct_quantity *all, size_t n, uint32_t token)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (all[middle].first_token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The equal of a figure in what its unit is linked to; `*unit` gets where. */
static const ct_quantity *met(const html_pair *p, ct_side side, uint32_t u, const ct_quantity *q, uint32_t *unit)
{
    ct_side other = side == CT_SOURCE ? CT_TARGET : CT_SOURCE;
    size_t n, n_all;
    const ct_link *links = ct_links_all(p->links, &n);
    const uint32_t *units = ct_links_units(p->links, &n);
    const ct_quantity *all = quantities(p, other, &n_all);

    for (uint32_t k = p->of[side].first[u]; k < p->of[side].first[u + 1]; k++) {
        const ct_link *link = &links[p->of[side].links[k]];
        for (uint32_t i = 0; link->kind != CT_LINK_RELATED && i < link->n_units[other]; i++) {
            const ct_unit *there = &p->sides[other]->units[units[link->first_unit[other] + i]];
            *unit = units[link->first_unit[other] + i];
            for (size_t j = first_at(all, n_all, there->first_token); j < n_all && all[j].first_token < there->end_token; j++)
                if (equal(q, &all[j]))
                    return &all[j];
        }
    }
    return NULL;
}

static bool is_linked(const html_pair *p, ct_side side, uint32_t unit)
{
    return ct_links_verdicts(p->links, side)[unit].kind == CT_VERDICT_LINKED;
}

static void quoted(html_pair *p, ct_side side, uint32_t unit, const ct_quantity *q)
{
    ct_buffer_add_string(p->out, "<td>");
    html_unit_link(p, side, unit);
    ct_buffer_printf(p->out, " <q lang=%s>", html_language(p, side));
    html_quote(p, side, span_of(p, side, q));
    ct_buffer_add_string(p->out, "</q>");
}

static void figure_row(html_pair *p, ct_side side, uint32_t unit, const ct_quantity *q, const ct_quantity *there,
                       uint32_t other)
{
    bool linked = is_linked(p, side, unit);

    ct_buffer_printf(p->out, "<tr%s><td data-t>%s</td>", there == NULL && linked ? " class=lone" : "",
                     kind_names[q->kind]);
    if (side == CT_SOURCE)
        quoted(p, CT_SOURCE, unit, q);
    if (there != NULL)
        quoted(p, side == CT_SOURCE ? CT_TARGET : CT_SOURCE, other, there);
    else
        ct_buffer_printf(p->out, "<td class=none data-t>%s</td>", linked ? "no equal" : "unit not linked");
    if (side == CT_TARGET)
        quoted(p, CT_TARGET, unit, q);
    ct_buffer_add_string(p->out, "\n");
}

/* Rows of one side. The target's figures that have an equal stand in the source's rows already. */
static size_t side_rows(html_pair *p, ct_side side, size_t *lone)
{
    size_t n, rows = 0;
    const ct_quantity *all = quantities(p, side, &n);
    uint32_t u = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t other = 0;
        const ct_quantity *there;
        while (u < p->sides[side]->n_units && p->sides[side]->units[u].end_token <= all[i].first_token)
            u++;
        if (u == p->sides[side]->n_units)
            break;
        if (!tells(&all[i]) || p->sides[side]->units[u].first_token > all[i].first_token
            || p->sides[side]->units[u].role == CT_ROLE_RESIDUE)
            continue;
        there = met(p, side, u, &all[i], &other);
        if (side == CT_TARGET && there != NULL)
            continue;
        *lone += there == NULL && is_linked(p, side, u);
        rows++;
        figure_row(p, side, u, &all[i], there, other);
    }
    return rows;
}

void html_figures(html_pair *p)
{
    ct_buffer rows = { 0 }, *out = p->out;
    size_t n, lone = 0;

    p->out = &rows;      /* the caption has the sums, which are known when the rows are done */
    n = side_rows(p, CT_SOURCE, &lone) + side_rows(p, CT_TARGET, &lone);
    p->out = out;
    ct_buffer_printf(out, "<h3 id=\"figures%zu\" data-t>Figures of both texts</h3>\n<details%s><summary><span data-t>figures</span>: "
                     "%zu; <span data-t>without equal where they are linked</span>: %zu</summary>\n<div class=\"scroll\" "
                     "tabindex=\"0\"><table class=\"figures\"><thead><tr><th data-t>kind</th><th data-t>source</th><th data-t>target"
                     "</th></tr></thead><tbody>\n", p->number, n <= 40 ? " open" : "", n, lone);
    ct_buffer_add(out, rows.bytes != NULL ? rows.bytes : "", rows.n);
    ct_buffer_add_string(out, "</tbody></table></div></details>\n");
    out->failed = out->failed || rows.failed;
    ct_buffer_release(&rows);
}
