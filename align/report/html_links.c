/* The two texts: the source with its answers beside it, then the target with what it answers.  No unit is left out. */
#include <stdio.h>
#include <string.h>

#include "html.h"

static void evidence_quote(html_pair *p, const ct_link_evidence *e, ct_side side)
{
    const ct_token *t = p->tokens[side];

    ct_buffer_printf(p->out, "<q lang=%s>", html_language(p, side));
    html_quote(p, side, (ct_span){ t[e->first[side]].span.start, t[e->end[side] - 1].span.end });
    ct_buffer_add_string(p->out, "</q>");
}

static bool stands(const ct_link_evidence *e, ct_side side)
{
    return e->first[side] != e->end[side];
}

/* What met, a line each; then what stands on one side only, a line for each side. */
static void link_evidence(html_pair *p, const ct_link *link)
{
    enum { MOST = 4 };      /* weightiest first: what follows changes nobody's mind */
    size_t n;
    const ct_link_evidence *all = ct_links_evidence(p->links, &n) + link->first_evidence;
    uint32_t count = link->n_evidence < MOST ? link->n_evidence : MOST;

    if (count == 0)
        return;
    ct_buffer_add_string(p->out, "<details><summary data-t>evidence</summary><ul>");
    for (uint32_t i = 0; i < count; i++) {
        if (!stands(&all[i], CT_SOURCE) || !stands(&all[i], CT_TARGET))
            continue;
        ct_buffer_add_string(p->out, "<li>");
        if (all[i].kind != CT_EVIDENCE_WORD)
            ct_buffer_printf(p->out, "<span data-t>%s</span> ", ct_evidence_kind_name(all[i].kind));
        evidence_quote(p, &all[i], CT_SOURCE);
        ct_buffer_add_string(p->out, " – ");
        evidence_quote(p, &all[i], CT_TARGET);
    }
    for (int side = 0; side < CT_SIDES; side++) {
        bool any = false;
        for (uint32_t i = 0; i < count; i++) {
            if (!stands(&all[i], (ct_side)side) || stands(&all[i], side == CT_SOURCE ? CT_TARGET : CT_SOURCE))
                continue;
            ct_buffer_printf(p->out, any ? ", " : "<li><span data-t>only in the %s</span> ", html_side_names[side]);
            evidence_quote(p, &all[i], (ct_side)side);
            any = true;
        }
    }
    ct_buffer_add_string(p->out, "</ul></details>");
}

enum {
    SHOWN_WHOLE = 2, ADDRESSES = 5,      /* answers of a unit: the rest would bury the text */
    QUOTED = 2, BEGIN = 100              /* times that a unit is quoted whole; of later ones, bytes of its begin */
};

/* How many links of a source unit are surer than this one, up to SHOWN_WHOLE. */
static int surer_links(const html_pair *p, const ct_link *link, uint32_t unit)
{
    size_t n;
    const ct_link *links = ct_links_all(p->links, &n);
    const html_links_of *of = &p->of[CT_SOURCE];
    int surer = 0;

    for (uint32_t k = of->first[unit]; k < of->first[unit + 1] && surer < SHOWN_WHOLE; k++) {
        const ct_link *other = &links[of->links[k]];
        surer += other->kind < link->kind
              || (other->kind == link->kind && (other->score > link->score || (other->score == link->score && other < link)));
    }
    return surer;
}

/* Whether an answer is shown whole: it states the commitment, and is among the surest. */
static bool in_full(const html_pair *p, const ct_link *link, uint32_t unit)
{
    return link->kind != CT_LINK_RELATED && surer_links(p, link, unit) < SHOWN_WHOLE;
}

/* A target unit that answers: whole, but by its begin where it was quoted before. The link beside it leads to all of it. */
static void answer_text(html_pair *p, uint32_t unit)
{
    html_quote_begin(p, CT_TARGET, p->sides[CT_TARGET]->units[unit].span, p->quoted[unit] < QUOTED ? 0 : BEGIN);
    if (p->quoted[unit] < QUOTED)
        p->quoted[unit]++;
}

/* What a link brings to one of its source units. Evidence stands with the surest, and with the first unit of several. */
static void answer(html_pair *p, const ct_link *link, uint32_t unit)
{
    size_t n;
    const uint32_t *units = ct_links_units(p->links, &n);
    int percent = (int)(link->score * 100 + 0.5f);

    ct_buffer_printf(p->out, "<div class=\"answer %s\"><div class=kind><span data-t>%s</span> %d %%",
                     ct_link_kind_name(link->kind), ct_link_kind_name(link->kind), percent);
    if (units[link->first_unit[CT_SOURCE]] == unit && surer_links(p, link, unit) == 0)
        link_evidence(p, link);
    ct_buffer_printf(p->out, "</div><div lang=%s>", html_language(p, CT_TARGET));
    for (uint32_t k = 0; k < link->n_units[CT_TARGET]; k++) {
        ct_buffer_add_string(p->out, k > 0 ? "<br>" : "");
        html_unit_link(p, CT_TARGET, units[link->first_unit[CT_TARGET] + k]);
        ct_buffer_add_char(p->out, ' ');
        answer_text(p, units[link->first_unit[CT_TARGET] + k]);
    }
    ct_buffer_add_string(p->out, "</div></div>");
}

/* The units that links of one kind bring to a unit, by their ids only, in one line; without those shown whole. */
static void addresses(html_pair *p, ct_side side, uint32_t unit, ct_link_kind kind)
{
    size_t n;
    const ct_link *links = ct_links_all(p->links, &n);
    const uint32_t *units = ct_links_units(p->links, &n);
    ct_side other = side == CT_SOURCE ? CT_TARGET : CT_SOURCE;
    uint32_t count = 0;

    for (uint32_t k = p->of[side].first[unit]; k < p->of[side].first[unit + 1]; k++) {
        const ct_link *link = &links[p->of[side].links[k]];
        if (link->kind != kind || (side == CT_SOURCE && in_full(p, link, unit)))
            continue;
        if (count == 0)
            ct_buffer_printf(p->out, "<div class=\"answer %s\"><span class=kind data-t>%s</span><span>",
                             ct_link_kind_name(kind), ct_link_kind_name(kind));
        for (uint32_t i = 0; i < link->n_units[other]; i++, count++) {
            if (count >= ADDRESSES)
                continue;
            ct_buffer_add_char(p->out, ' ');
            html_unit_link(p, other, units[link->first_unit[other] + i]);
        }
    }
    if (count > ADDRESSES)
        ct_buffer_printf(p->out, " + %u", count - ADDRESSES);
    ct_buffer_add_string(p->out, count > 0 ? "</span></div>" : "");
}

/* Why nothing answers a unit. */
static void lone(html_pair *p, ct_side side, uint32_t u)
{
    const ct_verdict *v = &ct_links_verdicts(p->links, side)[u];

    if (v->kind == CT_VERDICT_UNMATCHED)
        ct_buffer_printf(p->out, "<div class=answer><b class=kind data-t>no counterpart</b> <span data-t>%s</span>"
                         "</div>", ct_report_reason(v->reason));
    else if (v->kind == CT_VERDICT_SET_ASIDE)
        ct_buffer_printf(p->out, "<i data-t>set aside</i> <i data-t>%s</i>",
                         ct_role_name(p->sides[side]->units[u].role));
    else if (p->of[side].first[u] == p->of[side].first[u + 1])
        ct_buffer_add_string(p->out, "<i data-t>answered with the statement before it</i>");
}

/* The unit itself, under its address. A heading is one of the page, too. */
static void unit(html_pair *p, ct_side side, uint32_t u)
{
    static const char *const classes[] = { "unit", "\"unit unmatched\"", "\"unit aside\"" };
    const ct_unit *it = &p->sides[side]->units[u];
    const char *tag = it->role == CT_ROLE_HEADING ? "h4" : "div";

    ct_buffer_printf(p->out, "<%s class=%s lang=%s id=", tag, classes[ct_links_verdicts(p->links, side)[u].kind],
                     html_language(p, side));
    html_unit_name(p, side, u);
    ct_buffer_printf(p->out, "><b>%s</b> ", p->sides[side]->ids[u]);
    html_quote(p, side, it->span);
    ct_buffer_printf(p->out, "</%s>", tag);
}

static void source_rows(html_pair *p)
{
    size_t n;
    const ct_link *links = ct_links_all(p->links, &n);
    const html_links_of *of = &p->of[CT_SOURCE];

    for (uint32_t u = 0; u < p->sides[CT_SOURCE]->n_units; u++) {
        ct_buffer_add_string(p->out, "<div class=row>");
        unit(p, CT_SOURCE, u);
        ct_buffer_add_string(p->out, "<div>");
        for (uint32_t k = of->first[u]; k < of->first[u + 1]; k++)
            if (in_full(p, &links[of->links[k]], u))
                answer(p, &links[of->links[k]], u);
        for (int kind = 0; kind < CT_LINK_KINDS; kind++)
            addresses(p, CT_SOURCE, u, (ct_link_kind)kind);
        lone(p, CT_SOURCE, u);
        ct_buffer_add_string(p->out, "</div></div>\n");
    }
}

static void target_rows(html_pair *p)
{
    for (uint32_t u = 0; u < p->sides[CT_TARGET]->n_units; u++) {
        ct_buffer_add_string(p->out, "<div class=row>");
        unit(p, CT_TARGET, u);
        ct_buffer_add_string(p->out, "<div>");
        for (int kind = 0; kind < CT_LINK_RELATED; kind++)      /* related ones stand with the source */
            addresses(p, CT_TARGET, u, (ct_link_kind)kind);
        lone(p, CT_TARGET, u);
        ct_buffer_add_string(p->out, "</div></div>\n");
    }
}

void html_side_by_side(html_pair *p)
{
    ct_buffer_printf(p->out, "<h3 id=\"links%zu\" data-t>The texts side by side</h3>\n<div id=text%zus class=texts>\n",
                     p->number, p->number);
    source_rows(p);
    ct_buffer_printf(p->out, "</div>\n<h3 id=\"target%zu\" data-t>The target text, and what it answers</h3>\n"
                     "<div id=text%zut class=texts>\n", p->number, p->number);
    target_rows(p);
    ct_buffer_add_string(p->out, "</div>\n");
}
