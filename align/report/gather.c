/* The documents of a report, their units' ids, quotations, sums. */
#include <stdio.h>
#include <string.h>

#include <cotejo-internal/intern.h>

#include "report.h"

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a report");
}

/* Ids follow the lines of the file on disk, so that a reviser finds a unit with any editor. */
static bool name_units(ct_report *report, ct_report_document *d)
{
    uint32_t last = 0, k = 0;

    d->ids = CT_NEW_N(&report->arena, const char *, d->n_units > 0 ? d->n_units : 1);
    for (size_t i = 0; d->ids != NULL && i < d->n_units; i++) {
        uint32_t line = ct_text_place(d->text, d->units[i].span.start).line;
        char id[32];
        k = line == last ? k + 1 : 1;
        last = line;
        snprintf(id, sizeof id, "%u.%u", line, k);
        d->ids[i] = ct_arena_string(&report->arena, id);
        if (d->ids[i] == NULL)
            return false;
    }
    return d->ids != NULL;
}

static bool add_document(ct_report *report, const ct_document_reading *reading)
{
    ct_report_document d = { .reading = reading, .statements = ct_document_reading_statements(reading),
                             .document = ct_document_reading_document(reading) };
    size_t len;

    for (size_t i = 0; i < report->documents.n; i++)
        if (report->documents.items[i].reading == reading)
            return true;
    d.text = ct_document_text(d.document);
    d.bytes = ct_text_bytes(d.text, &len);
    d.units = ct_statements_units(d.statements, &d.n_units);
    return name_units(report, &d) && ct_push(&report->documents, d);
}

/* A finding about one text alone comes with every pair that holds the text, under one id. */
static bool mark_repeats(ct_report *report)
{
    ct_intern seen = { 0 };
    bool ok = (report->repeats = CT_NEW_N(&report->arena, bool *, report->n_audits + 1)) != NULL;

    for (size_t i = 0; ok && i < report->n_audits; i++) {
        size_t n;
        const ct_finding *all = ct_audit_findings(report->audits[i], &n);
        bool *repeats = report->repeats[i] = CT_NEW_N(&report->arena, bool, n + 1);
        ok = repeats != NULL;
        for (size_t k = 0; ok && k < n; k++) {
            repeats[k] = ct_intern_find(&seen, all[k].id, strlen(all[k].id)) != CT_NO_STRING;
            ok = repeats[k] || ct_intern_add(&seen, all[k].id, strlen(all[k].id)) != CT_NO_STRING;
        }
    }
    ct_intern_release(&seen);
    return ok;
}

ct_status ct_report_gather(ct_report *report, const ct_audit *const *audits, size_t n_audits,
                           const ct_report_options *options, ct_error *err)
{
    *report = (ct_report){ .audits = audits, .n_audits = n_audits, .options = options };
    for (size_t i = 0; i < n_audits; i++)
        for (int side = 0; side < CT_SIDES; side++)
            if (!add_document(report, ct_audit_side(audits[i], (ct_side)side)))
                return no_memory(err);
    return mark_repeats(report) ? CT_OK : no_memory(err);
}

void ct_report_release(ct_report *report)
{
    ct_vector_release(&report->documents);
    ct_arena_clear(&report->arena);
}

const ct_report_document *ct_report_side(const ct_report *report, const ct_audit *audit, ct_side side)
{
    const ct_document_reading *reading = ct_audit_side(audit, side);
    size_t i = 0;

    while (report->documents.items[i].reading != reading)   /* gathered from these very audits: it is there */
        i++;
    return &report->documents.items[i];
}

void ct_report_quote(ct_buffer *out, const ct_report_document *doc, ct_span span, size_t most)
{
    size_t written = 0;
    bool space = false;

    for (uint32_t i = span.start; i < span.end; i++) {
        unsigned char c = (unsigned char)doc->bytes[i];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            space = written > 0;
            continue;
        }
        if (most > 0 && written >= most && (c & 0xC0) != 0x80) {
            ct_buffer_add_string(out, "…");
            return;
        }
        if (space) {
            ct_buffer_add_char(out, ' ');
            written++;
        }
        space = false;
        ct_buffer_add_char(out, (char)c);
        written++;
    }
}

/* Which audit of the report this is. */
static size_t number_of(const ct_report *report, const ct_audit *audit)
{
    size_t i = 0;

    while (report->audits[i] != audit)      /* it is one of them */
        i++;
    return i;
}

const ct_review *ct_report_review(const ct_report *report, const ct_audit *audit)
{
    const ct_review *const *reviews = report->options->reviews;

    return reviews == NULL ? NULL : reviews[number_of(report, audit)];
}

const ct_standing *ct_report_standing(const ct_report *report, const ct_audit *audit, size_t finding)
{
    const ct_review *review = ct_report_review(report, audit);

    return review == NULL ? NULL : &ct_review_standings(review)[finding];
}

bool ct_report_repeats(const ct_report *report, const ct_audit *audit, size_t finding)
{
    return report->repeats[number_of(report, audit)][finding];
}

bool ct_report_shows(const ct_report *report, const ct_audit *audit, size_t finding)
{
    const ct_standing *standing = ct_report_standing(report, audit, finding);

    return !ct_report_repeats(report, audit, finding) && (standing == NULL || ct_standing_open(standing));
}

ct_report_counts ct_report_count(const ct_report *report, const ct_audit *audit)
{
    ct_report_counts c = { 0 };
    size_t n;
    const ct_link *links = ct_links_all(ct_audit_links(audit), &n);
    const ct_finding *findings;

    for (size_t i = 0; i < n; i++)
        c.links[links[i].kind]++;
    for (int side = 0; side < CT_SIDES; side++) {
        const ct_verdict *verdicts = ct_links_verdicts(ct_audit_links(audit), (ct_side)side);
        const ct_unit *units = ct_statements_units(ct_document_reading_statements(ct_audit_side(audit, (ct_side)side)), &n);
        c.units[side] = n;
        for (size_t i = 0; i < n; i++) {
            c.commitments[side] += units[i].role == CT_ROLE_COMMITMENT;
            c.linked[side] += verdicts[i].kind == CT_VERDICT_LINKED;
            c.unmatched[side] += verdicts[i].kind == CT_VERDICT_UNMATCHED;
            c.set_aside[side] += verdicts[i].kind == CT_VERDICT_SET_ASIDE;
        }
    }
    findings = ct_audit_findings(audit, &n);
    for (size_t i = 0; i < n; i++) {
        if (!ct_report_shows(report, audit, i)) {
            c.repeated += ct_report_repeats(report, audit, i);
            c.closed += !ct_report_repeats(report, audit, i);
            continue;
        }
        c.all++;
        c.findings[findings[i].class][findings[i].severity]++;
        c.severities[findings[i].severity]++;
    }
    return c;
}

const char *ct_report_reason(ct_unmatched_reason reason)
{
    switch (reason) {
    case CT_REASON_TOPIC_ABSENT:   return "nothing on the other side speaks of this object";
    case CT_REASON_OBJECT_DIFFERS: return "the topic is there, with another object";
    case CT_REASON_NAME_ABSENT:    return "what it names is not named there";
    case CT_REASON_TOO_GENERAL:    return "only the general theme is shared";
    case CT_REASON_NONE:           break;
    }
    return "";
}

const char *ct_report_irregularity(ct_irregularity_kind kind)
{
    switch (kind) {
    case CT_IRREGULAR_NUMBER_JUMP:     return "numbering jumps";
    case CT_IRREGULAR_NUMBER_REPEATED: return "number used twice";
    case CT_IRREGULAR_STYLE_MIXED:     return "numbering style changes within a list";
    case CT_IRREGULAR_HEADING_LOST:    return "a heading is lost";
    case CT_IRREGULAR_STARTS_MIDWAY:   return "the text begins in the middle of a document";
    case CT_IRREGULAR_BOOKMARK:        return "word-processor bookmark left in the text";
    case CT_IRREGULAR_PAGE_BREAK:      return "sentence cut by a page break";
    case CT_IRREGULAR_PUNCTUATION:     return "mark missing that its peers have";
    }
    return "";
}
