/* The index of a set: every pair with what waits there, what is new, what came back, and who decided last. */
#include <stdlib.h>
#include <string.h>

#include "html.h"

/* Where the findings of one pair stand. */
typedef struct pair_state {
    size_t             all, decided, states[CT_STANDING_STATES], fresh;
    size_t             severe[CT_SEVERITIES];      /* still to be decided */
    bool               has_baseline;
    const ct_decision *last;                       /* the newest that says when */
} pair_state;

static bool is_decided(ct_standing_state state)
{
    return state == CT_STANDS_CONFIRMED || state == CT_STANDS_DISMISSED || state == CT_STANDS_WAIVED || state == CT_STANDS_QUERY;
}

/* `once`: without what an earlier pair of the same page shows. */
static pair_state state_of(const ct_report *report, size_t pair, bool once)
{
    pair_state s = { 0 };
    size_t n;
    const ct_audit *audit = report->audits[pair];
    const ct_review *review = report->options->reviews == NULL ? NULL : report->options->reviews[pair];
    const ct_finding *findings = ct_audit_findings(audit, &n);

    s.has_baseline = review != NULL && ct_review_has_baseline(review);
    for (size_t i = 0; i < n; i++) {
        const ct_standing *at = review == NULL ? NULL : &ct_review_standings(review)[i];
        ct_standing_state state = at == NULL ? CT_STANDS_OPEN : ct_standing_state_of(at);
        const ct_decision *d = at == NULL ? NULL : at->decision;
        if (once && ct_report_repeats(report, audit, i))
            continue;
        s.all++;
        s.states[state]++;
        s.decided += is_decided(state);
        s.severe[findings[i].severity] += !is_decided(state);
        s.fresh += s.has_baseline && !at->known;
        if (d != NULL && d->at != NULL && (s.last == NULL || strcmp(d->at, s.last->at) > 0))
            s.last = d;
    }
    return s;
}

static void number(ct_buffer *out, size_t n, const char *class, const char *label)
{
    ct_buffer_printf(out, "<td class=\"n %s%s\"><span class=\"label\" data-t>%s</span> <b>%zu</b></td>", class, n > 0 ? "" : " nil",
                     label, n);
}

/* "12 of 40", and a bar. */
static void progress(ct_buffer *out, const pair_state *s)
{
    ct_buffer_printf(out, "<td class=\"wide\"><span class=\"label\" data-t>decided</span> <span>%zu / %zu</span> "
                     "<progress max=\"%zu\" value=\"%zu\" aria-hidden=\"true\"></progress></td>", s->decided, s->all,
                     s->all > 0 ? s->all : 1, s->decided);
}

/* The day, and who. */
static void last_decision(ct_buffer *out, const ct_decision *last)
{
    ct_buffer_add_string(out, "<td class=\"last\"><span class=\"label\" data-t>last decision</span> ");
    if (last == NULL) {
        ct_buffer_add_string(out, "–</td>");
        return;
    }
    html_text(out, last->at, strlen(last->at) < 10 ? strlen(last->at) : 10);
    if (last->by[0] != '\0') {
        ct_buffer_add_string(out, " · ");
        html_string(out, last->by);
    }
    ct_buffer_add_string(out, "</td>");
}

static void heading_cell(ct_buffer *out, const ct_audit *audit, const char *file)
{
    const ct_document_reading *source = ct_audit_side(audit, CT_SOURCE), *target = ct_audit_side(audit, CT_TARGET);
    const char *why;

    ct_buffer_add_string(out, "<th scope=\"row\"><a href=\"");
    html_string(out, file);
    ct_buffer_printf(out, "\" lang=\"%s\">", ct_language_tag(ct_document_language(ct_document_reading_document(target))));
    html_string(out, ct_document_reading_title(target));
    ct_buffer_add_string(out, "</a><div class=\"faint\">");
    html_string(out, ct_document_reading_id(source));
    ct_buffer_add_string(out, " / ");
    html_string(out, ct_document_reading_id(target));
    ct_buffer_printf(out, " · <span data-t>%s</span></div></th>", ct_pair_kind_name(ct_audit_kind(audit, &why)));
}

static void index_row(ct_buffer *out, const ct_report *report, size_t i, const char *file, bool has_baseline)
{
    const ct_audit *audit = report->audits[i];
    pair_state s = state_of(report, i, file[0] == '#');
    ct_report_counts c = ct_report_count(report, audit);

    ct_buffer_printf(out, "<tr data-pair=\"%zu\">", i);
    heading_cell(out, audit, file);
    number(out, s.all - s.decided, "todo", "to decide");
    number(out, s.severe[CT_CRITICAL] + s.severe[CT_MAJOR], "grave", "of them major");
    if (has_baseline)
        number(out, s.fresh, "fresh", "new");
    number(out, s.states[CT_STANDS_REOPENED] + s.states[CT_STANDS_LAPSED], "back", "came back");
    number(out, s.states[CT_STANDS_CONFLICT], "conflict", "in conflict");
    progress(out, &s);
    last_decision(out, s.last);
    number(out, c.links[CT_LINK_COUNTERPART] + c.links[CT_LINK_PARTIAL], "links", "links");
    number(out, c.unmatched[CT_SOURCE] + c.unmatched[CT_TARGET], "without", "without");
    ct_buffer_add_string(out, "</tr>\n");
}

void html_index_table(ct_buffer *out, const ct_report *report, const char *const *files)
{
    static const char *const heads[] = { "to decide", "of them major", "new", "came back", "in conflict", "decided", "last decision",
                                         "links", "without" };
    const ct_review *const *reviews = report->options->reviews;
    bool has_baseline = reviews != NULL && report->n_audits > 0 && reviews[0] != NULL && ct_review_has_baseline(reviews[0]);

    ct_buffer_add_string(out, "<div class=\"scroll\" tabindex=\"0\"><table class=\"index\"><thead><tr><th data-t>pair</th>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (has_baseline || strcmp(heads[i], "new") != 0)
            ct_buffer_printf(out, "<th%s data-t>%s</th>", i == 5 || i == 6 ? "" : " class=\"n\"", heads[i]);
    ct_buffer_add_string(out, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < report->n_audits; i++)
        index_row(out, report, i, files[i], has_baseline);
    ct_buffer_add_string(out, "</tbody></table></div>\n<p class=\"faint\">");
    if (has_baseline)
        ct_buffer_add_string(out, "<span data-t>New: the baseline did not have it.</span> ");
    ct_buffer_add_string(out, "<span data-t>Came back: decided in words that have changed since, or waived until a day that has "
        "passed. In conflict: two people say different things.</span></p>\n");
}

ct_status ct_report_index(char **out, size_t *len, const ct_audit *const *audits, const char *const *files,
                          size_t n_audits, const ct_report_options *options, ct_error *err)
{
    html_frame frame = { .title = options->title != NULL ? options->title : "cotejo", .markup = ct_index_html,
                         .script = ct_index_js, .served = options->served, .messages = options->messages };
    ct_report report;
    ct_buffer b = { 0 };
    ct_status status = ct_report_gather(&report, audits, n_audits, options, err);

    *out = NULL;
    *len = 0;
    if (status == CT_OK) {
        html_begin(&b, &frame);
        if (n_audits > 0)
            html_not_run(&b, &report, audits[0]);
        html_index_table(&b, &report, files);
        html_end(&b, &frame);
    }
    ct_report_release(&report);
    if (status == CT_OK && b.failed)
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the index");
    if (status != CT_OK) {
        ct_buffer_release(&b);
        return status;
    }
    *out = b.bytes;
    *len = b.n;
    return CT_OK;
}
