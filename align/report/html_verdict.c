/* The verdict of a pair on one screen: sums, findings by rule and severity, what became of both sides. */
#include <stdlib.h>
#include <string.h>

#include "html.h"

static void tile(ct_buffer *out, size_t n, const char *label)
{
    ct_buffer_printf(out, "<div class=\"tile\"><b>%zu</b> <span data-t>%s</span></div>\n", n, label);
}

static void side_row(html_pair *p, ct_side side)
{
    const ct_report_counts *c = &p->counts;

    ct_buffer_add_string(p->out, "<tr><th scope=\"row\">");
    html_string(p->out, ct_document_reading_id(p->sides[side]->reading));
    ct_buffer_printf(p->out, "</th><td class=\"n\">%zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td>"
                     "<td class=\"n\">%zu</td></tr>\n", c->units[side], c->commitments[side], c->linked[side],
                     c->unmatched[side], c->set_aside[side]);
}

static void units(html_pair *p)
{
    ct_buffer_add_string(p->out, "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th data-t>units</th>"
        "<th class=\"n\" data-t>all</th><th class=\"n\" data-t>commitments</th><th class=\"n\" data-t>linked</th>"
        "<th class=\"n\" data-t>without</th><th class=\"n\" data-t>set aside</th></tr></thead><tbody>\n");
    side_row(p, CT_SOURCE);
    side_row(p, CT_TARGET);
    ct_buffer_add_string(p->out, "</tbody></table></div>\n");
}

/* ---- the heat table --------------------------------------------------------------------------------------------- */

/* Open findings of one rule: how many of each severity, and the first, to which the number leads. */
typedef struct rule_row {
    const ct_finding *first[CT_SEVERITIES];
    size_t            n[CT_SEVERITIES], all;
} rule_row;

/* Shades stand for 1, 2 to 4, 5 to 15, 16 and more. */
static int heat(size_t n)
{
    return n >= 16 ? 4 : n >= 5 ? 3 : n >= 2 ? 2 : 1;
}

static void cell(html_pair *p, const rule_row *row, int severity)
{
    const ct_finding *f = row->first[severity];
    const char *name = ct_severity_name((ct_severity)severity);

    if (f == NULL)
        ct_buffer_add_string(p->out, "<td class=\"n\"></td>");
    else
        ct_buffer_printf(p->out, "<td class=\"n %s h%d\"><a href=\"#f%zu-%s\" data-filter=\"pair=%zu&amp;rule=%s&amp;severity=%s\">"
                         "%zu</a></td>", name, heat(row->n[severity]), p->number, f->id, p->number, f->rule, name,
                         row->n[severity]);
}

static void rule_line(html_pair *p, const ct_check *rule, const rule_row *row)
{
    const ct_finding *first = NULL;

    for (int s = 0; s < CT_SEVERITIES; s++)
        if (row->first[s] != NULL)
            first = row->first[s];
    if (first == NULL)
        return;
    ct_buffer_printf(p->out, "<tr><th scope=\"row\"><a href=\"#f%zu-%s\" data-filter=\"pair=%zu&amp;rule=%s\">%s</a> "
                     "<span class=\"faint\" lang=\"%s\">", p->number, first->id, p->number, rule->id, rule->id,
                     html_interface(p->report));
    html_string(p->out, ct_check_said(rule, CT_CHECK_SUMMARY, p->report->options->messages));
    ct_buffer_add_string(p->out, "</span></th>");
    for (int s = CT_SEVERITIES - 1; s >= 0; s--)
        cell(p, row, s);
    ct_buffer_printf(p->out, "<td class=\"n\">%zu</td></tr>\n", row->all);
}

static void count_rules(html_pair *p, const ct_check *const *rules, size_t n_rules, rule_row *rows)
{
    size_t n;
    const ct_finding *all = ct_audit_findings(p->audit, &n);

    for (size_t i = 0; i < n; i++) {
        size_t r = 0;
        if (!ct_report_shows(p->report, p->audit, i))
            continue;
        while (r < n_rules && strcmp(rules[r]->id, all[i].rule) != 0)
            r++;
        if (r == n_rules)
            continue;
        if (rows[r].first[all[i].severity] == NULL)
            rows[r].first[all[i].severity] = &all[i];
        rows[r].n[all[i].severity]++;
        rows[r].all++;
    }
}

static void heat_table(html_pair *p)
{
    size_t n_rules;
    const ct_check *const *rules = ct_checks(&n_rules);
    rule_row *rows = calloc(n_rules + 1, sizeof *rows);

    if (rows == NULL) {
        p->out->failed = true;
        return;
    }
    count_rules(p, rules, n_rules, rows);
    ct_buffer_add_string(p->out, "<div class=\"scroll\" tabindex=\"0\"><table class=\"heat\"><thead><tr><th data-t>findings</th>");
    for (int s = CT_SEVERITIES - 1; s >= 0; s--)
        ct_buffer_printf(p->out, "<th class=\"n\" data-t>%s</th>", ct_severity_name((ct_severity)s));
    ct_buffer_add_string(p->out, "<th class=\"n\" data-t>all</th></tr></thead><tbody>\n");
    for (size_t r = 0; r < n_rules; r++)
        rule_line(p, rules[r], &rows[r]);
    ct_buffer_add_string(p->out, "</tbody></table></div>\n");
    free(rows);
}

/* What would stop a publication here. The desk counts anew with each decision. */
static void gate(html_pair *p)
{
    const ct_report_options *o = p->report->options;
    size_t n, gating = 0;
    const ct_finding *all = ct_audit_findings(p->audit, &n);

    if (!o->gates) {
        ct_buffer_add_string(p->out, "<div class=\"tile unset\"><b>–</b> <span data-t>no gate was set</span></div>\n");
        return;
    }
    for (size_t i = 0; i < n; i++)
        gating += !ct_report_repeats(p->report, p->audit, i)
               && ct_finding_gates(&all[i], ct_report_standing(p->report, p->audit, i), o);
    ct_buffer_printf(p->out, "<div class=\"tile gate%s\" data-gate=\"%s\"%s><b>%zu</b> <span data-t>findings gate</span>: <span data-t>"
                     "%s</span> <span data-t>and above</span>%s</div>\n", gating > 0 ? " shut" : "", ct_severity_name(o->fail_on),
                     o->new_only ? " data-new-only" : "", gating, ct_severity_name(o->fail_on),
                     o->new_only ? ", <span data-t>only new ones</span>" : "");
}

void html_verdict(html_pair *p)
{
    const ct_report_counts *c = &p->counts;
    const char *why = NULL, *kind = ct_pair_kind_name(ct_audit_kind(p->audit, &why));

    ct_buffer_printf(p->out, "<p><span data-t>Kind of pair</span>: <span data-t>%s</span> (<span data-t>", kind);
    html_string(p->out, why);
    ct_buffer_add_string(p->out, "</span>)</p>\n<div class=\"tiles\">\n");
    gate(p);
    tile(p->out, c->links[CT_LINK_COUNTERPART], "counterparts");
    tile(p->out, c->links[CT_LINK_PARTIAL], "partial counterparts");
    tile(p->out, c->unmatched[CT_SOURCE], "source units without");
    tile(p->out, c->unmatched[CT_TARGET], "target units without");
    tile(p->out, c->severities[CT_CRITICAL] + c->severities[CT_MAJOR], "major findings");
    tile(p->out, c->severities[CT_MINOR], "minor findings");
    ct_buffer_add_string(p->out, "</div>\n<div class=\"verdict\">\n<div>\n");
    if (c->closed > 0)
        ct_buffer_printf(p->out, "<p class=\"faint\"><span data-t>Dismissed or waived, and listed after the open ones</span>: "
                         "%zu</p>\n", c->closed);
    if (c->repeated > 0)
        ct_buffer_printf(p->out, "<p class=\"faint\"><span data-t>About one text alone, and listed with an earlier pair"
                         "</span>: %zu</p>\n", c->repeated);
    if (c->all > 0)
        heat_table(p);
    ct_buffer_add_string(p->out, "</div>\n<div>\n");
    html_coverage(p);
    units(p);
    ct_buffer_add_string(p->out, "</div>\n</div>\n");
}
