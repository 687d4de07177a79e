/* What the renderers of reports share: the documents of all audits once each, ids of units, quotations. */
#ifndef CT_REPORT_PRIVATE_H
#define CT_REPORT_PRIVATE_H

#include <cotejo/report.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/buffer.h>
#include <cotejo-internal/vector.h>

/** One document of the report. */
typedef struct ct_report_document {
    const ct_document_reading *reading;
    const ct_statements       *statements;
    const ct_document         *document;
    const ct_text             *text;
    const char                *bytes;      /* of the text, normalised */
    const ct_unit             *units;      /* [n_units] */
    size_t                     n_units;
    const char               **ids;        /* [n_units] "152.1": line on disk, and which unit of that line */
} ct_report_document;

typedef struct ct_report {
    ct_arena arena;
    CT_VECTOR(ct_report_document) documents;   /* in order of first appearance */
    const ct_audit *const *audits;
    size_t n_audits;
    bool **repeats;             /* [n_audits][findings of that audit] an earlier audit of the report has it as well */
    const ct_report_options *options;
} ct_report;

ct_status ct_report_gather(ct_report *report, const ct_audit *const *audits, size_t n_audits,
                           const ct_report_options *options, ct_error *err);
void      ct_report_release(ct_report *report);

/** The document of one side of an audit. */
const ct_report_document *ct_report_side(const ct_report *report, const ct_audit *audit, ct_side side);

/** The text of a span with runs of white space as one space, appended to `out`; at most `most` bytes (0: all), cut
 *  between characters and ended with "…". */
void ct_report_quote(ct_buffer *out, const ct_report_document *doc, ct_span span, size_t most);

/** What was decided of an audit; NULL: nothing. */
const ct_review *ct_report_review(const ct_report *report, const ct_audit *audit);
/** Where a finding of an audit stands; NULL when nothing was decided of any. */
const ct_standing *ct_report_standing(const ct_report *report, const ct_audit *audit, size_t finding);
/** Whether an earlier pair of this report has the finding: it is about one text alone, and shown once. */
bool ct_report_repeats(const ct_report *report, const ct_audit *audit, size_t finding);
/** Whether a finding is to be shown: it is open, and no repeat. */
bool ct_report_shows(const ct_report *report, const ct_audit *audit, size_t finding);

/** Sums that every summary shows. Closed findings count in `closed` only, repeats in `repeated` only. */
typedef struct ct_report_counts {
    size_t units[CT_SIDES], commitments[CT_SIDES], linked[CT_SIDES], unmatched[CT_SIDES], set_aside[CT_SIDES];
    size_t links[CT_LINK_KINDS];
    size_t findings[CT_CLASSES][CT_SEVERITIES], severities[CT_SEVERITIES], all, closed, repeated;
} ct_report_counts;
ct_report_counts ct_report_count(const ct_report *report, const ct_audit *audit);

/** What is said for `english` in the language of the report; one of its senses. */
#if defined(__GNUC__)
__attribute__((format_arg(2)))
#endif
static inline const char *ct_report_say(const ct_report *report, const char *english)
{
    return ct_say(report->options->messages, english);
}

static inline const char *ct_report_say_as(const ct_report *report, const char *sense, const char *english)
{
    return ct_say_as(report->options->messages, sense, english);
}

/** "named body absent" …: an unmatched reason in plain words. */
const char *ct_report_reason(ct_unmatched_reason reason);
const char *ct_report_irregularity(ct_irregularity_kind kind);

/* One renderer per file. */
ct_status ct_render_json(ct_buffer *out, const ct_report *report, ct_error *err);
ct_status ct_render_text(ct_buffer *out, const ct_report *report, ct_error *err);
ct_status ct_render_html(ct_buffer *out, const ct_report *report, ct_error *err);
ct_status ct_render_sarif(ct_buffer *out, const ct_report *report, ct_error *err);
ct_status ct_render_junit(ct_buffer *out, const ct_report *report, ct_error *err);
ct_status ct_render_tsv(ct_buffer *out, const ct_report *report, ct_error *err);

/** The type of a class in MQM, as a path, and in the closed list of ITS 2.0. */
const char *ct_class_mqm(ct_class class);
const char *ct_class_its(ct_class class);

#endif
