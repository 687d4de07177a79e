/* Reports: an audit, or all audits of a manifest, in the formats that people and programs read. */
#ifndef COTEJO_REPORT_H
#define COTEJO_REPORT_H

#include <cotejo/audit.h>
#include <cotejo/decision.h>

typedef enum ct_format {
    CT_FORMAT_TEXT, CT_FORMAT_JSON, CT_FORMAT_HTML, CT_FORMAT_SARIF, CT_FORMAT_JUNIT, CT_FORMAT_TSV, CT_FORMATS
} ct_format;
bool        ct_format_parse(const char *name, ct_format *out);
const char *ct_format_suffix(ct_format format);   /* "txt" "json" "html" "sarif" "xml" "tsv" */

typedef struct ct_report_options {
    ct_format   format;
    const char *title;         /* of the manifest; NULL if none */
    const ct_messages *messages;   /* language of text and HTML; findings have theirs from the audit; NULL: English */
    unsigned    width;         /* of text; 0: 80 */
    bool        colour;        /* of text */
    bool        quiet;         /* text: summary only */
    bool        gates;         /* JUnit: findings of at least `fail_on` are failures */
    ct_severity fail_on;
    bool        served;        /* HTML: by a server, to which decisions go */
    bool        new_only;      /* only findings that the baseline has not gate */
    const ct_review *const *reviews;   /* [number of audits] where findings stand; NULL: nothing was decided */
} ct_report_options;

/** Render audits into `*out` (malloc'ed, the caller frees it; `*len` bytes and a NUL).
 *  One audit gives a report of a single pair; several give one report that holds all pairs. */
ct_status ct_report_render(char **out, size_t *len, const ct_audit *const *audits, size_t n_audits,
                           const ct_report_options *options, ct_error *err);

/** Whether a finding counts for the gate: open, severe enough, and new where only new ones count. */
bool ct_finding_gates(const ct_finding *finding, const ct_standing *standing, const ct_report_options *options);

/** MQM's score, over confirmed findings alone. */
typedef struct ct_mqm {
    size_t findings, decided, confirmed;
    size_t words;          /* of the target */
    size_t penalty;        /* minor 1, major 5, critical 25, as the reviser sees it, else as the finding says */
    bool   scored;         /* something was confirmed, and the text is long enough (1,000 words) for a score to mean much */
    double score;          /* 100 less the penalty per hundred words; may be negative */
} ct_mqm;
/** @param review NULL: nothing was decided */
ct_mqm ct_mqm_of(const ct_audit *audit, const ct_review *review);
/** Running words of a side. */
size_t ct_report_words(const ct_audit *audit, ct_side side);

/** Render the index page (HTML) of reports written to files of their own. `files` are relative names, one per audit. */
ct_status ct_report_index(char **out, size_t *len, const ct_audit *const *audits, const char *const *files,
                          size_t n_audits, const ct_report_options *options, ct_error *err);

/** Write a report's bytes so that readers of `path` see the old content or the new, never half of it. */
ct_status ct_output_write(const char *path, const void *bytes, size_t len, ct_error *err);

#endif
