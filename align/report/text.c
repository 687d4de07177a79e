/* The report for a terminal: what was read, what was linked, what was found, in lines of `width` columns. */
#include <stdarg.h>
#include <string.h>

#include "report.h"

enum { DEFAULT_WIDTH = 80, QUOTATION = 300 };

typedef struct writer {
    ct_buffer       *out;
    const ct_report *report;
    unsigned         width;
} writer;

#if defined(__GNUC__)
__attribute__((format_arg(2)))
#endif
static const char *say(const writer *w, const char *english)
{
    return ct_report_say(w->report, english);
}

/* ---- lines ------------------------------------------------------------------------------------------------ */

/* Columns of a word, counting code points: good enough for Spanish and English. */
static unsigned columns(const char *s, size_t n)
{
    unsigned c = 0;

    for (size_t i = 0; i < n; i++)
        c += ((unsigned char)s[i] & 0xC0) != 0x80;
    return c;
}

/* What could move the cursor or hide text is shown as a question mark in a box. */
static void add_visible(ct_buffer *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        bool hidden = c < 0x20 || c == 0x7F;
        size_t skip = 1;
        if (c == 0xE2 && i + 2 < n) {   /* U+200B-F, U+202A-E, U+2066-9: zero width and bidi controls */
            unsigned char b = (unsigned char)s[i + 1], d = (unsigned char)s[i + 2];
            hidden = (b == 0x80 && ((d >= 0x8B && d <= 0x8F) || (d >= 0xAA && d <= 0xAE)))
                  || (b == 0x81 && d >= 0xA6 && d <= 0xA9);
            skip = hidden ? 3 : 1;
        }
        if (c == 0xC2 && i + 1 < n && (unsigned char)s[i + 1] < 0xA0) {   /* C1 controls */
            hidden = true;
            skip = 2;
        }
        if (hidden) {
            ct_buffer_add_string(out, "\uFFFD");
            i += skip - 1;
        } else {
            ct_buffer_add_char(out, (char)c);
        }
    }
}

/* `first` stands before the first line, `rest` before the others; the text is broken at spaces. */
static void paragraph(writer *w, const char *first, const char *rest, const char *text, size_t len)
{
    unsigned at = columns(first, strlen(first));
    bool begun = false;

    ct_buffer_add_string(w->out, first);
    for (size_t i = 0; i < len; ) {
        size_t end = i;
        unsigned n;
        while (end < len && text[end] != ' ')
            end++;
        n = columns(text + i, end - i);
        if (begun && at + 1 + n > w->width) {
            ct_buffer_add_char(w->out, '\n');
            ct_buffer_add_string(w->out, rest);
            at = columns(rest, strlen(rest));
            begun = false;
        }
        if (begun) {
            ct_buffer_add_char(w->out, ' ');
            at++;
        }
        add_visible(w->out, text + i, end - i);
        at += n;
        begun = true;
        for (i = end; i < len && text[i] == ' '; i++)
            ;
    }
    ct_buffer_add_char(w->out, '\n');
}

static void paragraph_string(writer *w, const char *first, const char *rest, const char *text)
{
    paragraph(w, first, rest, text, strlen(text));
}

static void rule(writer *w, const char *title)
{
    ct_buffer_printf(w->out, "\n%s\n", title);
    for (unsigned i = 0; i < columns(title, strlen(title)); i++)
        ct_buffer_add_char(w->out, '-');
    ct_buffer_add_char(w->out, '\n');
}

/* ---- documents ----------------------------------------------------------------------------------------------- */

static void write_document(writer *w, const ct_report_document *d)
{
    const ct_encoding *encoding = ct_text_encoding(d->text);
    size_t n, counts[CT_ROLES] = { 0 };
    const char *const *remarks;
    ct_buffer line = { 0 };

    for (size_t i = 0; i < d->n_units; i++)
        counts[d->units[i].role]++;
    ct_buffer_printf(&line, "%s (%s)", ct_document_reading_title(d->reading),
                     ct_language_tag(ct_document_language(d->document)));
    paragraph(w, "", "  ", line.bytes, line.n);
    ct_buffer_truncate(&line, 0);
    ct_buffer_printf(&line, say(w, "%s, %s, %zu units: %zu commitments, %zu principles, %zu narrative, %zu headings, "
                                   "%zu boilerplate, %zu residue"),
                     ct_document_reading_path(d->reading), encoding->name, d->n_units,
                     counts[CT_ROLE_COMMITMENT], counts[CT_ROLE_PRINCIPLE], counts[CT_ROLE_NARRATIVE],
                     counts[CT_ROLE_HEADING], counts[CT_ROLE_BOILERPLATE], counts[CT_ROLE_RESIDUE]);
    paragraph(w, "  ", "  ", line.bytes, line.n);
    remarks = ct_document_reading_remarks(d->reading, &n);
    for (size_t i = 0; i < n; i++)
        paragraph_string(w, "  ! ", "    ", remarks[i]);
    ct_document_irregularities(d->document, &n);
    if (n > 0) {
        ct_buffer_truncate(&line, 0);
        ct_buffer_printf(&line, say(w, n == 1 ? "outline: %zu irregularity" : "outline: %zu irregularities"), n);
        paragraph(w, "  ", "  ", line.bytes, line.n);
    }
    ct_buffer_release(&line);
}

/* ---- findings ---------------------------------------------------------------------------------------------------- */

static void write_place(writer *w, const ct_report_document *d, const ct_finding_place *p)
{
    ct_place place = ct_text_place(d->text, p->span.start);
    ct_buffer line = { 0 };

    ct_buffer_printf(&line, "%s:%u:%u “", ct_document_reading_path(d->reading), place.line, place.column);
    ct_report_quote(&line, d, p->span, QUOTATION);
    ct_buffer_add_string(&line, "”");
    if (!line.failed)
        paragraph(w, "    ", "      ", line.bytes, line.n);
    ct_buffer_release(&line);
}

/* Parted from what stands before it by a space. */
static void add_remark(ct_buffer *line, const char *format, const char *text)
{
    ct_buffer_add_char(line, ' ');
    ct_buffer_printf(line, format, text);
}

/* "confirmed by ana", and who says otherwise. */
static void write_standing(writer *w, const ct_standing *s)
{
    ct_buffer line = { 0 };
    const ct_decision *d = s == NULL ? NULL : s->decision != NULL ? s->decision : s->former;

    if (d == NULL)
        return;
    ct_buffer_printf(&line, say(w, d == s->former ? "reopened: the text has changed since it was %s by %s" : "%s by %s"),
                     say(w, ct_decision_verdict_name(d->verdict)), d->by[0] != '\0' ? d->by : say(w, "somebody"));
    if (d->reason != NULL)
        ct_buffer_printf(&line, ": %s", d->reason);
    if (d == s->former && d->unit != NULL)
        add_remark(&line, say(w, "(the text then: “%s”)"), d->unit);
    if (s->lapsed)
        add_remark(&line, say(w, "(until %s, which has passed)"), s->decision->until);
    if (s->rival != NULL)
        ct_buffer_printf(&line, say(w, "; yet %s by %s"), say(w, ct_decision_verdict_name(s->rival->verdict)),
                         s->rival->by);
    if (!line.failed)
        paragraph(w, "  = ", "    ", line.bytes, line.n);
    ct_buffer_release(&line);
}

static void write_finding(writer *w, const ct_audit *audit, const ct_finding *f, const ct_standing *standing)
{
    ct_buffer_printf(w->out, "\n%s  %s  [%s]\n", say(w, ct_severity_name(f->severity)), f->rule, f->id);
    paragraph_string(w, "  ", "  ", f->message);
    for (size_t i = 0; i < f->n_places; i++)
        write_place(w, ct_report_side(w->report, audit, f->places[i].side), &f->places[i]);
    for (size_t i = 0; i < f->n_evidence; i++)
        paragraph_string(w, "  - ", "    ", f->evidence[i]);
    paragraph_string(w, "  ? ", "    ", f->question);
    write_standing(w, standing);
}

/* ---- pairs ----------------------------------------------------------------------------------------------------------- */

/* One line, indented by two columns where it is part of what stands above. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static void sum(writer *w, bool part, const char *format, ...)
{
    va_list args;

    ct_buffer_add_string(w->out, part ? "  " : "");
    va_start(args, format);
    ct_buffer_vprintf(w->out, format, args);
    va_end(args);
    ct_buffer_add_char(w->out, '\n');
}

static void write_classes(writer *w, const ct_report_counts *c)
{
    unsigned column = 16;

    for (int class = 0; class < CT_CLASSES; class++) {
        const char *name = ct_report_say_as(w->report, "class", ct_class_name((ct_class)class));
        unsigned wide = columns(name, strlen(name));
        column = wide > column ? wide : column;
    }
    for (int class = 0; class < CT_CLASSES; class++) {
        const char *name = ct_report_say_as(w->report, "class", ct_class_name((ct_class)class));
        unsigned wide = columns(name, strlen(name));
        size_t n = 0;
        for (int severity = 0; severity < CT_SEVERITIES; severity++)
            n += c->findings[class][severity];
        if (n > 0)
            sum(w, true, "%s%*s %zu", name, (int)(column - wide), "", n);
    }
}

/* Only where a reviser has confirmed something. */
static void write_mqm(writer *w, const ct_audit *audit)
{
    ct_mqm m = ct_mqm_of(audit, ct_report_review(w->report, audit));

    if (m.confirmed == 0)
        return;
    sum(w, false, say(w, "MQM: %zu findings decided, %zu confirmed; penalty %zu on %zu words"), m.decided, m.confirmed, m.penalty,
        m.words);
    if (m.scored)
        sum(w, true, say(w, "score: %.2f of 100"), m.score);
    else
        sum(w, true, say(w, "no score: on fewer than 1,000 words it would mean little"));
}

static void write_summary(writer *w, const ct_audit *audit)
{
    ct_report_counts c = ct_report_count(w->report, audit);
    const char *why = NULL, *kind = ct_pair_kind_name(ct_audit_kind(audit, &why));
    ct_buffer line = { 0 };

    ct_buffer_printf(&line, say(w, "%s pair: %s"), say(w, kind), why);
    paragraph(w, "", "  ", line.bytes, line.n);
    ct_buffer_release(&line);
    sum(w, false, say(w, "links: %zu counterpart, %zu partial, %zu related"), c.links[CT_LINK_COUNTERPART],
        c.links[CT_LINK_PARTIAL], c.links[CT_LINK_RELATED]);
    for (int side = 0; side < CT_SIDES; side++)
        sum(w, false, say(w, side == CT_SOURCE ? "source: %zu units, %zu linked, %zu without counterpart, %zu set aside"
                                               : "target: %zu units, %zu linked, %zu without counterpart, %zu set aside"),
            c.units[side], c.linked[side], c.unmatched[side], c.set_aside[side]);
    sum(w, false, say(w, "findings: %zu (%zu critical, %zu major, %zu minor, %zu neutral)"), c.all,
        c.severities[CT_CRITICAL], c.severities[CT_MAJOR], c.severities[CT_MINOR], c.severities[CT_NEUTRAL]);
    if (c.repeated > 0)
        sum(w, true, say(w, "about one text alone, listed with an earlier pair: %zu"), c.repeated);
    if (c.closed > 0)
        sum(w, true, say(w, "dismissed or waived: %zu"), c.closed);
    write_classes(w, &c);
    write_mqm(w, audit);
}

static void write_pair(writer *w, const ct_audit *audit)
{
    size_t n;
    const ct_not_run *not_run = ct_audit_not_run(audit, &n);
    const ct_finding *findings;
    ct_buffer title = { 0 };

    ct_buffer_printf(&title, "%s / %s", ct_document_reading_id(ct_audit_side(audit, CT_SOURCE)),
                     ct_document_reading_id(ct_audit_side(audit, CT_TARGET)));
    rule(w, title.failed ? "" : title.bytes);
    ct_buffer_release(&title);
    write_summary(w, audit);
    for (size_t i = 0; i < n; i++) {
        sum(w, false, say(w, "not run: %s"), say(w, not_run[i].rule));
        paragraph_string(w, "  ", "  ", not_run[i].reason);
    }
    findings = ct_audit_findings(audit, &n);
    for (size_t i = 0; i < n && !w->report->options->quiet; i++)
        if (ct_report_shows(w->report, audit, i))
            write_finding(w, audit, &findings[i], ct_report_standing(w->report, audit, i));
}

ct_status ct_render_text(ct_buffer *out, const ct_report *report, ct_error *err)
{
    unsigned width = report->options->width;
    writer w = { out, report, width >= 40 ? width : DEFAULT_WIDTH };

    if (report->options->title != NULL)
        paragraph_string(&w, "", "", report->options->title);
    for (size_t i = 0; i < report->documents.n; i++)
        write_document(&w, &report->documents.items[i]);
    for (size_t i = 0; i < report->n_audits; i++)
        write_pair(&w, report->audits[i]);
    return out->failed ? ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the report") : CT_OK;
}
