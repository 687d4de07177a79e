/* The HTML report: one file, no script, no address outside.  Order: what matters first, then what it rests on. */
#include <stdio.h>
#include <string.h>

#include "html.h"

typedef struct page {
    ct_buffer       *out;
    const ct_report *report;
    const ct_audit  *audit;
    const ct_links  *links;
    const ct_report_document *sides[CT_SIDES];
    const ct_token  *tokens[CT_SIDES];
    size_t           pair;      /* number of the pair, part of every id */
} page;

static const char *const side_names[CT_SIDES] = { "source", "target" };

/* ---- quotations --------------------------------------------------------------------------------------------- */

static void quote(page *p, ct_side side, ct_span span)
{
    ct_buffer b = { 0 };

    ct_report_quote(&b, p->sides[side], span, 0);
    html_text(p->out, b.bytes != NULL ? b.bytes : "", b.n);
    ct_buffer_release(&b);
}

static const char *language(const page *p, ct_side side)
{
    return ct_language_tag(ct_document_language(p->sides[side]->document));
}

/* A unit with part of it marked; the span is cut to the unit. */
static void quote_marked(page *p, ct_side side, ct_span unit, ct_span span)
{
    uint32_t start = span.start > unit.start ? span.start : unit.start;
    uint32_t end = span.end < unit.end ? span.end : unit.end;

    ct_buffer_printf(p->out, "<blockquote lang=\"%s\">", language(p, side));
    if (start >= end || (start == unit.start && end == unit.end)) {
        quote(p, side, unit);
    } else {
        quote(p, side, (ct_span){ unit.start, start });
        ct_buffer_add_string(p->out, p->sides[side]->bytes[start - 1] == ' ' ? " <mark>" : "<mark>");
        quote(p, side, (ct_span){ start, end });
        ct_buffer_add_string(p->out, end < unit.end && p->sides[side]->bytes[end] == ' ' ? "</mark> " : "</mark>");
        quote(p, side, (ct_span){ end, unit.end });
    }
    ct_buffer_add_string(p->out, "</blockquote>\n");
}

static void where(page *p, ct_side side, uint32_t offset)
{
    ct_place place = ct_text_place(p->sides[side]->text, offset);

    ct_buffer_add_string(p->out, "<div class=\"where\">");
    html_string(p->out, ct_document_reading_id(p->sides[side]->reading));
    ct_buffer_printf(p->out, ", line %u, column %u</div>\n", place.line, place.column);
}

/* ---- findings ---------------------------------------------------------------------------------------------------- */

static void place(page *p, const ct_finding_place *f)
{
    ct_span unit = f->unit == CT_NONE ? f->span : p->sides[f->side]->units[f->unit].span;

    where(p, f->side, f->span.start);
    quote_marked(p, f->side, unit, f->span);
}

static void places(page *p, const ct_finding *f)
{
    bool both = false;

    for (size_t i = 1; i < f->n_places; i++)
        both = both || f->places[i].side != f->places[0].side;
    if (!both) {
        for (size_t i = 0; i < f->n_places; i++)
            place(p, &f->places[i]);
        return;
    }
    ct_buffer_add_string(p->out, "<div class=\"two\">\n");
    for (int side = 0; side < CT_SIDES; side++) {
        ct_buffer_add_string(p->out, "<div>");
        for (size_t i = 0; i < f->n_places; i++)
            if (f->places[i].side == (ct_side)side)
                place(p, &f->places[i]);
        ct_buffer_add_string(p->out, "</div>\n");
    }
    ct_buffer_add_string(p->out, "</div>\n");
}

static void finding(page *p, const ct_finding *f)
{
    const char *severity = ct_severity_name(f->severity);

    ct_buffer_printf(p->out, "<article class=\"%s\" id=\"f%zu-%s\">\n<p><span class=\"badge\">%s</span> "
                     "<a class=\"faint\" href=\"#f%zu-%s\">%s</a></p>\n<p>", severity, p->pair, f->id, severity, p->pair,
                     f->id, f->rule);
    html_string(p->out, f->message);
    ct_buffer_add_string(p->out, "</p>\n");
    places(p, f);
    if (f->n_evidence > 0) {
        ct_buffer_add_string(p->out, "<ul>");
        for (size_t i = 0; i < f->n_evidence; i++) {
            ct_buffer_add_string(p->out, "<li>");
            html_string(p->out, f->evidence[i]);
            ct_buffer_add_string(p->out, "</li>");
        }
        ct_buffer_add_string(p->out, "</ul>\n");
    }
    ct_buffer_add_string(p->out, "<p class=\"question\">");
    html_string(p->out, f->question);
    ct_buffer_add_string(p->out, "</p>\n</article>\n");
}

static void findings_of_class(page *p, ct_class class)
{
    size_t n, count = 0;
    const ct_finding *all = ct_audit_findings(p->audit, &n);

    for (size_t i = 0; i < n; i++)
        count += all[i].class == class && ct_report_shows(p->report, p->audit, i);
    if (count == 0)
        return;
    ct_buffer_printf(p->out, "<h3 id=\"c%zu-%s\">%s (%zu)</h3>\n", p->pair, ct_class_name(class), ct_class_name(class), count);
    for (int severity = CT_SEVERITIES - 1; severity >= 0; severity--)
        for (size_t i = 0; i < n; i++)
            if (all[i].class == class && all[i].severity == (ct_severity)severity
                && ct_report_shows(p->report, p->audit, i))
                finding(p, &all[i]);
}

static void all_findings(page *p)
{
    size_t n;

    ct_audit_findings(p->audit, &n);
    ct_buffer_printf(p->out, "<h2 id=\"findings%zu\">Findings</h2>\n", p->pair);
    if (n == 0)
        ct_buffer_add_string(p->out, "<p>None.</p>\n");
    for (int class = 0; class < CT_CLASSES; class++)
        if (class != CT_CLASS_NO_COUNTERPART)
            findings_of_class(p, (ct_class)class);
    ct_buffer_printf(p->out, "<h2 id=\"none%zu\">Commitments without counterpart</h2>\n", p->pair);
    findings_of_class(p, CT_CLASS_NO_COUNTERPART);
}

/* ---- links ----------------------------------------------------------------------------------------------------------- */

static void evidence_line(page *p, const ct_link_evidence *e)
{
    ct_buffer_printf(p->out, "<li>%s: ", ct_evidence_kind_name(e->kind));
    for (int side = 0; side < CT_SIDES; side++) {
        const ct_token *t = p->tokens[side];
        if (side == CT_TARGET)
            ct_buffer_add_string(p->out, " – ");
        if (e->first[side] == e->end[side]) {
            ct_buffer_add_string(p->out, "<span class=\"faint\">(not here)</span>");
            continue;
        }
        ct_buffer_printf(p->out, "<q lang=\"%s\">", language(p, (ct_side)side));
        quote(p, (ct_side)side, (ct_span){ t[e->first[side]].span.start, t[e->end[side] - 1].span.end });
        ct_buffer_add_string(p->out, "</q>");
    }
    ct_buffer_add_string(p->out, "</li>");
}

static void link_evidence(page *p, const ct_link *link)
{
    enum { MOST = 12 };
    size_t n;
    const ct_link_evidence *all = ct_links_evidence(p->links, &n) + link->first_evidence;

    if (link->n_evidence == 0)
        return;
    ct_buffer_add_string(p->out, "<details><summary>evidence</summary><ul>");
    for (uint32_t i = 0; i < link->n_evidence && i < MOST; i++)
        evidence_line(p, &all[i]);
    ct_buffer_add_string(p->out, "</ul></details>");
}

static void link_side(page *p, const ct_link *link, ct_side side)
{
    size_t n;
    const uint32_t *units = ct_links_units(p->links, &n) + link->first_unit[side];

    ct_buffer_printf(p->out, "<div lang=\"%s\">", language(p, side));
    for (uint32_t k = 0; k < link->n_units[side]; k++) {
        ct_buffer_printf(p->out, "<div><span class=\"faint\">%s</span> ", p->sides[side]->ids[units[k]]);
        quote(p, side, p->sides[side]->units[units[k]].span);
        ct_buffer_add_string(p->out, "</div>");
    }
    ct_buffer_add_string(p->out, "</div>\n");
}

static void link_row(page *p, const ct_link *link)
{
    int percent = (int)(link->score * 100 + 0.5f);

    ct_buffer_add_string(p->out, "<div class=\"row\">");
    link_side(p, link, CT_SOURCE);
    ct_buffer_printf(p->out, "<div class=\"link-kind\">%s<div class=\"meter\"><i style=\"width:%d%%\"></i></div>%d %%",
                     ct_link_kind_name(link->kind), percent, percent);
    link_evidence(p, link);
    ct_buffer_add_string(p->out, "</div>\n");
    link_side(p, link, CT_TARGET);
    ct_buffer_add_string(p->out, "</div>\n");
}

/* A source unit that no link names: unmatched, or set aside with its role as the reason. */
static void lone_unit(page *p, size_t i, const ct_verdict *verdict)
{
    const ct_unit *u = &p->sides[CT_SOURCE]->units[i];
    bool unmatched = verdict->kind == CT_VERDICT_UNMATCHED;

    ct_buffer_printf(p->out, "<div class=\"row\"><div class=\"%s\" lang=\"%s\"><span class=\"faint\">%s</span> ",
                     unmatched ? "unmatched" : "aside", language(p, CT_SOURCE), p->sides[CT_SOURCE]->ids[i]);
    quote(p, CT_SOURCE, u->span);
    ct_buffer_printf(p->out, "</div><div class=\"link-kind\">%s</div><div class=\"faint\">%s</div></div>\n",
                     unmatched ? "no counterpart" : "set aside",
                     unmatched ? ct_report_reason(verdict->reason) : ct_role_name(u->role));
}

static void all_links(page *p)
{
    size_t n_links, n, next = 0;
    const ct_link *links = ct_links_all(p->links, &n_links);
    const uint32_t *units = ct_links_units(p->links, &n);
    const ct_verdict *verdicts = ct_links_verdicts(p->links, CT_SOURCE);
    const ct_report_document *d = p->sides[CT_SOURCE];

    ct_buffer_printf(p->out, "<h2 id=\"links%zu\">The texts side by side</h2>\n", p->pair);
    for (size_t i = 0; i < d->n_units; i++) {
        bool linked = false;
        if (d->units[i].role == CT_ROLE_HEADING) {
            ct_buffer_printf(p->out, "<h3 lang=\"%s\">", language(p, CT_SOURCE));
            quote(p, CT_SOURCE, d->units[i].span);
            ct_buffer_add_string(p->out, "</h3>\n");
            linked = true;
        }
        for (; next < n_links && units[links[next].first_unit[CT_SOURCE]] == i; next++, linked = true)
            link_row(p, &links[next]);
        if (!linked && verdicts[i].kind != CT_VERDICT_LINKED)
            lone_unit(p, i, &verdicts[i]);
    }
}

/* ---- documents ------------------------------------------------------------------------------------------------------------- */

static void irregularities(page *p, ct_side side)
{
    size_t n;
    const ct_irregularity *all = ct_document_irregularities(p->sides[side]->document, &n);

    if (n == 0)
        return;
    ct_buffer_printf(p->out, "<details><summary>outline: %zu irregularities</summary><ul>", n);
    for (size_t i = 0; i < n; i++) {
        ct_span span = all[i].span;
        ct_buffer_printf(p->out, "<li>line %u, %s: <q lang=\"%s\">", ct_text_place(p->sides[side]->text, span.start).line,
                         ct_report_irregularity(all[i].kind), language(p, side));
        quote(p, side, span);
        ct_buffer_add_string(p->out, "</q></li>");
    }
    ct_buffer_add_string(p->out, "</ul></details>\n");
}

static void health(page *p, ct_side side)
{
    const ct_report_document *d = p->sides[side];
    const ct_encoding *encoding = ct_text_encoding(d->text);
    size_t n, counts[CT_ROLES] = { 0 };
    const char *const *remarks = ct_document_reading_remarks(d->reading, &n);
    const char *date = ct_document_reading_date(d->reading);

    for (size_t i = 0; i < d->n_units; i++)
        counts[d->units[i].role]++;
    ct_buffer_printf(p->out, "<div><h3 lang=\"%s\">", language(p, side));
    html_string(p->out, ct_document_reading_title(d->reading));
    ct_buffer_printf(p->out, "</h3>\n<p class=\"faint\">%s, %s", side_names[side], language(p, side));
    if (date != NULL) {
        ct_buffer_add_string(p->out, ", ");
        html_string(p->out, date);
    }
    ct_buffer_add_string(p->out, "; ");
    html_string(p->out, ct_document_reading_path(d->reading));
    ct_buffer_printf(p->out, "; %s, %llu bytes</p>\n<ul>", encoding->name, (unsigned long long)ct_text_disk_bytes(d->text));
    for (int role = 0; role < CT_ROLES; role++)
        if (counts[role] > 0)
            ct_buffer_printf(p->out, "<li>%s: %zu</li>", ct_role_name((ct_role)role), counts[role]);
    ct_buffer_add_string(p->out, "</ul>\n");
    for (size_t i = 0; i < n; i++) {
        ct_buffer_add_string(p->out, "<p class=\"warning\">");
        html_string(p->out, remarks[i]);
        ct_buffer_add_string(p->out, "</p>\n");
    }
    irregularities(p, side);
    ct_buffer_add_string(p->out, "</div>\n");
}

/* ---- the page ----------------------------------------------------------------------------------------------------------------- */

static void pair(ct_buffer *out, const ct_report *report, size_t i)
{
    page p = { .out = out, .report = report, .audit = report->audits[i], .pair = i };
    size_t n;

    p.links = ct_audit_links(p.audit);
    for (int side = 0; side < CT_SIDES; side++) {
        p.sides[side] = ct_report_side(report, p.audit, (ct_side)side);
        p.tokens[side] = ct_segments_tokens(ct_document_reading_segments(p.sides[side]->reading), &n);
    }
    ct_buffer_printf(out, "<nav><a href=\"#findings%zu\">Findings</a><a href=\"#none%zu\">Without counterpart</a>"
                     "<a href=\"#links%zu\">Side by side</a><a href=\"#health%zu\">Documents</a></nav>\n", i, i, i, i);
    html_not_run(out, p.audit);
    html_summary(out, report, p.audit);
    all_findings(&p);
    all_links(&p);
    ct_buffer_printf(out, "<h2 id=\"health%zu\">The documents as they were read</h2>\n<div class=\"two\">\n", i);
    health(&p, CT_SOURCE);
    health(&p, CT_TARGET);
    ct_buffer_add_string(out, "</div>\n");
}

ct_status ct_render_html(ct_buffer *out, const ct_report *report, ct_error *err)
{
    ct_buffer title = { 0 };

    if (report->n_audits == 1)
        ct_buffer_printf(&title, "%s / %s", ct_document_reading_title(ct_audit_side(report->audits[0], CT_SOURCE)),
                         ct_document_reading_title(ct_audit_side(report->audits[0], CT_TARGET)));
    else
        ct_buffer_add_string(&title, report->options->title != NULL ? report->options->title : "cotejo");
    html_begin(out, title.failed ? "cotejo" : title.bytes);
    for (size_t i = 0; i < report->n_audits; i++)
        pair(out, report, i);
    html_end(out);
    ct_buffer_release(&title);
    return out->failed ? ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the report") : CT_OK;
}
