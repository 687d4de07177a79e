/* Findings as lines for a spreadsheet: one place a line, so that every text has a cell of its own. */
#include "report.h"

/* A cell holds no tab and no line end. */
static void cell(ct_buffer *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        ct_buffer_add_char(out, *c == '\t' || *c == '\n' || *c == '\r' ? ' ' : *c);
}

static void row(ct_buffer *out, const ct_report_document *d, const ct_finding *f, const ct_finding_place *p,
                const ct_standing *standing)
{
    ct_place place = ct_text_place(d->text, p->span.start);
    ct_buffer text = { 0 };

    ct_buffer_printf(out, "%s\t%s\t%s\t%s\t%.2f\t", f->id, f->rule, ct_class_name(f->class), ct_severity_name(f->severity),
                     (double)f->confidence);
    cell(out, ct_document_reading_id(d->reading));
    ct_buffer_printf(out, "\t%u\t%u\t", place.line, place.column);
    ct_report_quote(&text, d, p->span, 0);
    cell(out, text.bytes != NULL ? text.bytes : "");
    ct_buffer_release(&text);
    ct_buffer_add_char(out, '\t');
    cell(out, f->message);
    ct_buffer_add_char(out, '\t');
    cell(out, f->question);
    ct_buffer_printf(out, "\t%s\n", standing == NULL ? "open" : ct_standing_state_name(ct_standing_state_of(standing)));
}

ct_status ct_render_tsv(ct_buffer *out, const ct_report *report, ct_error *err)
{
    ct_buffer_add_string(out, "id\trule\tclass\tseverity\tconfidence\tdocument\tline\tcolumn\ttext\tmessage\tquestion\tstate\n");
    for (size_t i = 0; i < report->n_audits; i++) {
        size_t n;
        const ct_finding *all = ct_audit_findings(report->audits[i], &n);
        for (size_t k = 0; k < n; k++)
            for (size_t j = 0; j < all[k].n_places && !ct_report_repeats(report, report->audits[i], k); j++)
                row(out, ct_report_side(report, report->audits[i], all[k].places[j].side), &all[k], &all[k].places[j],
                    ct_report_standing(report, report->audits[i], k));
    }
    return out->failed ? ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the report") : CT_OK;
}
