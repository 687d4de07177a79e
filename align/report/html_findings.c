/* Findings on the page: both places marked, the evidence, the question, what else came near, what was decided. */
#include <stdio.h>
#include <string.h>

#include "html.h"

/* ---- places ---------------------------------------------------------------------------------------------------- */

/* A unit with part of it marked; the span is cut to the unit. */
static void quote_marked(html_pair *p, ct_side side, ct_span unit, ct_span span)
{
    const char *bytes = p->sides[side]->bytes;
    uint32_t start = span.start > unit.start ? span.start : unit.start;
    uint32_t end = span.end < unit.end ? span.end : unit.end;

    ct_buffer_printf(p->out, "<blockquote lang=%s>", html_language(p, side));
    if (start >= end || (start == unit.start && end == unit.end)) {
        html_quote(p, side, unit);
    } else {
        html_quote(p, side, (ct_span){ unit.start, start });
        ct_buffer_add_string(p->out, start > unit.start && bytes[start - 1] == ' ' ? " <mark>" : "<mark>");
        html_quote(p, side, (ct_span){ start, end });
        ct_buffer_add_string(p->out, end < unit.end && bytes[end] == ' ' ? "</mark> " : "</mark>");
        html_quote(p, side, (ct_span){ end, unit.end });
    }
    ct_buffer_add_string(p->out, "</blockquote>");
}

/* "37:411": line and column of the file, leading to the place in the texts below. */
static void address(html_pair *p, const ct_finding_place *f, bool with_name)
{
    ct_place place = ct_text_place(p->sides[f->side]->text, f->span.start);

    if (f->unit != CT_NONE) {
        ct_buffer_add_string(p->out, "<a href=#");
        html_unit_name(p, f->side, f->unit);
        ct_buffer_add_char(p->out, '>');
    }
    if (with_name) {
        html_string(p->out, ct_document_reading_id(p->sides[f->side]->reading));
        ct_buffer_add_char(p->out, ' ');
    }
    ct_buffer_printf(p->out, "%u:%u%s", place.line, place.column, f->unit != CT_NONE ? "</a>" : "");
}

/* What is quoted around a place: its unit, or all of the units it reaches over. */
static ct_span quoted_span(const html_pair *p, const ct_finding_place *at)
{
    ct_span span = at->span;

    if (at->unit != CT_NONE) {
        ct_span unit = p->sides[at->side]->units[at->unit].span;
        span.start = unit.start < span.start ? unit.start : span.start;
        span.end = unit.end > span.end ? unit.end : span.end;
    }
    return span;
}

/* The places of a finding on one side. The same thing said twenty times is quoted a few times, and otherwise addressed. */
static void places_of(html_pair *p, const ct_finding *f, ct_side side)
{
    enum { WHOLE = 3, ADDRESSED = 12 };
    size_t n = 0;

    for (size_t i = 0; i < f->n_places; i++) {
        const ct_finding_place *at = &f->places[i];
        if (at->side != side || n++ >= WHOLE + ADDRESSED)
            continue;
        ct_buffer_add_string(p->out, n <= WHOLE + 1 ? "<cite>" : " ");
        address(p, at, n <= WHOLE);
        if (n > WHOLE)
            continue;
        ct_buffer_add_string(p->out, "</cite>");
        quote_marked(p, side, quoted_span(p, at), at->span);
    }
    if (n > WHOLE + ADDRESSED)
        ct_buffer_printf(p->out, " + %zu", n - WHOLE - ADDRESSED);
    ct_buffer_add_string(p->out, n > WHOLE ? "</cite>" : "");
}

static void places(html_pair *p, const ct_finding *f)
{
    bool both = false;

    for (size_t i = 1; i < f->n_places; i++)
        both = both || f->places[i].side != f->places[0].side;
    if (!both) {
        if (f->n_places > 0)
            places_of(p, f, f->places[0].side);
        return;
    }
    ct_buffer_add_string(p->out, "<div class=two>");
    for (int side = 0; side < CT_SIDES; side++) {
        ct_buffer_add_string(p->out, "<div>");
        places_of(p, f, (ct_side)side);
        ct_buffer_add_string(p->out, "</div>");
    }
    ct_buffer_add_string(p->out, "</div>");
}

/* ---- one finding ------------------------------------------------------------------------------------------------ */

/* Units of the other side that came near the first place's unit without being its counterpart. */
static void candidates(html_pair *p, const ct_finding *f)
{
    size_t n;
    const ct_candidate *all = ct_links_candidates(p->links, &n);
    const ct_verdict *v;
    ct_side other;

    if (f->n_places == 0 || f->places[0].unit == CT_NONE)
        return;
    other = f->places[0].side == CT_SOURCE ? CT_TARGET : CT_SOURCE;
    v = &ct_links_verdicts(p->links, f->places[0].side)[f->places[0].unit];
    if (v->n_candidates == 0)
        return;
    ct_buffer_add_string(p->out, "<p class=faint><span data-t>Other candidates</span>:");
    for (uint32_t k = 0; k < v->n_candidates; k++) {
        const ct_candidate *c = &all[v->first_candidate + k];
        ct_buffer_add_char(p->out, ' ');
        html_unit_link(p, other, c->unit);
        ct_buffer_printf(p->out, " (%.2f)", (double)c->score);
    }
    ct_buffer_add_string(p->out, "</p>");
}

static void attribute(ct_buffer *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    ct_buffer_printf(out, " data-%s=\"", name);
    html_string(out, value);
    ct_buffer_add_char(out, '"');
}

static void said(ct_buffer *out, const ct_decision *d)
{
    if (d == NULL)
        return;
    ct_buffer_add_string(out, "<p class=\"said\"");
    attribute(out, "verdict", ct_decision_verdict_name(d->verdict));
    attribute(out, "by", d->by);
    attribute(out, "reason", d->reason);
    attribute(out, "until", d->until);
    attribute(out, "at", d->at);
    ct_buffer_printf(out, "><b data-t>%s</b>", ct_decision_verdict_name(d->verdict));
    if (d->until != NULL) {
        ct_buffer_add_string(out, " <span data-t>until</span> ");
        html_string(out, d->until);
    }
    if (d->by[0] != '\0') {
        ct_buffer_add_string(out, " · ");
        html_string(out, d->by);
    }
    if (d->reason != NULL) {
        ct_buffer_add_string(out, ": ");
        html_string(out, d->reason);
    }
    ct_buffer_add_string(out, "</p>");
}

/* What was said of an earlier wording: shown, and in force no more. */
static void former(ct_buffer *out, const ct_decision *d)
{
    ct_buffer_printf(out, "<p class=former><b data-t>came back</b>: <span data-t>its words have changed since this was said</span>: "
                     "<span data-t>%s</span>", ct_decision_verdict_name(d->verdict));
    if (d->by[0] != '\0') {
        ct_buffer_add_string(out, " · ");
        html_string(out, d->by);
    }
    if (d->reason != NULL) {
        ct_buffer_add_string(out, ": ");
        html_string(out, d->reason);
    }
    if (d->unit != NULL || d->text != NULL) {
        ct_buffer_add_string(out, " <q>");
        html_string(out, d->unit != NULL ? d->unit : d->text);
        ct_buffer_add_string(out, "</q>");
    }
    ct_buffer_add_string(out, "</p>");
}

static void standing(html_pair *p, size_t i)
{
    const ct_standing *s = ct_report_standing(p->report, p->audit, i);

    if (s == NULL)
        return;
    if (s->former != NULL)
        former(p->out, s->former);
    said(p->out, s->rival);
    said(p->out, s->decision);
}

/* What filters and sums go by, beside rule and severity. */
static void state_attributes(html_pair *p, size_t i)
{
    const ct_standing *s = ct_report_standing(p->report, p->audit, i);

    if (s == NULL)
        return;
    if (html_is_new(p, i))
        ct_buffer_add_string(p->out, " data-new");
    if (ct_standing_state_of(s) == CT_STANDS_REOPENED)
        ct_buffer_add_string(p->out, " data-state=reopened");
}

/* Evidence quotes whole units, which stand in the texts below: their beginnings are enough. */
static void evidence(html_pair *p, const ct_finding *f)
{
    enum { MOST = 120 };
    ct_buffer *out = p->out;

    if (f->n_evidence == 0)
        return;
    ct_buffer_printf(out, "<ul lang=%s>", html_interface(p->report));
    for (size_t i = 0; i < f->n_evidence; i++) {
        size_t n = strlen(f->evidence[i]), cut = n;
        if (n > MOST)
            for (cut = MOST; cut > 0 && (f->evidence[i][cut] & 0xC0) == 0x80; )
                cut--;
        ct_buffer_add_string(out, "<li>");
        html_text(out, f->evidence[i], cut);
        ct_buffer_add_string(out, cut < n ? "…" : "");
    }
    ct_buffer_add_string(out, "</ul>");
}

static void finding(html_pair *p, const ct_finding *f, size_t i)
{
    const char *severity = ct_severity_name(f->severity);

    ct_buffer_printf(p->out, "<article id=f%zu-%s data-rule=%s data-severity=%s", p->number, f->id, f->rule, severity);
    if (f->n_places > 0 && f->places[0].unit != CT_NONE)
        ct_buffer_printf(p->out, " data-section=%zu%c%u", p->number, html_side_names[f->places[0].side][0],
                         html_section(p, f->places[0].side, f->places[0].unit));
    state_attributes(p, i);
    ct_buffer_printf(p->out, "><p class=head><b data-t>%s</b> <a>%s</a> <small>%.0f %%</small>%s<h5 lang=%s>", severity,
                     f->rule, (double)f->confidence * 100, html_is_new(p, i) ? " <em data-t>new</em>" : "",
                     html_interface(p->report));
    html_string(p->out, f->message);
    ct_buffer_add_string(p->out, "</h5>");
    places(p, f);
    evidence(p, f);
    candidates(p, f);
    ct_buffer_printf(p->out, "<p class=question lang=%s>", html_interface(p->report));
    html_string(p->out, f->question);
    ct_buffer_add_string(p->out, "</p>");
    standing(p, i);
    ct_buffer_add_string(p->out, "</article>\n");
}

/* ---- all of them ------------------------------------------------------------------------------------------------ */

static bool belongs(const html_pair *p, const ct_finding *all, size_t i, ct_class class, bool shown)
{
    return (class == CT_CLASSES || all[i].class == class) && !ct_report_repeats(p->report, p->audit, i)
        && ct_report_shows(p->report, p->audit, i) == shown;
}

/* Findings of a class, the worst first; `shown` picks open or closed ones. CT_CLASSES: of all classes. */
static void group(html_pair *p, ct_class class, bool shown, const char *id, const char *title)
{
    size_t n, count = 0;
    const ct_finding *all = ct_audit_findings(p->audit, &n);

    for (size_t i = 0; i < n; i++)
        count += belongs(p, all, i, class, shown);
    if (count == 0)
        return;
    ct_buffer_printf(p->out, "<section class=\"group\"><h4 id=\"c%zu-%s\"><span data-t>%s</span> (%zu)</h4>\n", p->number, id,
                     title, count);
    for (int severity = CT_SEVERITIES - 1; severity >= 0; severity--)
        for (size_t i = 0; i < n; i++)
            if (all[i].severity == (ct_severity)severity && belongs(p, all, i, class, shown))
                finding(p, &all[i], i);
    ct_buffer_add_string(p->out, "</section>\n");
}

void html_findings(html_pair *p)
{
    size_t n;

    ct_audit_findings(p->audit, &n);
    ct_buffer_printf(p->out, "<h3 id=\"findings%zu\" data-t>Findings</h3>\n", p->number);
    if (n == 0)
        ct_buffer_add_string(p->out, "<p data-t>None.</p>");
    for (int class = 0; class < CT_CLASSES; class++)
        if (class != CT_CLASS_NO_COUNTERPART)
            group(p, (ct_class)class, true, ct_class_name((ct_class)class), ct_class_name((ct_class)class));
    ct_buffer_printf(p->out, "<h3 id=\"none%zu\" data-t>Commitments without counterpart</h3>\n", p->number);
    group(p, CT_CLASS_NO_COUNTERPART, true, ct_class_name(CT_CLASS_NO_COUNTERPART), ct_class_name(CT_CLASS_NO_COUNTERPART));
    group(p, CT_CLASSES, false, "closed", "dismissed or waived");
}
