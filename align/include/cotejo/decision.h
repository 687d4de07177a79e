/* What revisers said of findings: an append-only file of lines, keyed by a finding's fingerprint.
 *
 * Lines are JSON objects, one decision each, the later ones stronger, so that the file lives in version control and two
 * people's lines merge by standing one after the other. Format: decisions of schema "cotejo/decision-1":
 *
 *   {"finding": ID, "verdict": "confirmed|dismissed|query|waived|undone", "by": NAME, "reason": TEXT, "until": DATE,
 *    "rule": ID, "text": TEXT}
 *
 * A fingerprint is made of the rule and of the texts of the units concerned, so a decision holds wherever the text moves,
 * and falls when the text changes: the finding then is a new one and asks again. */
#ifndef COTEJO_DECISION_H
#define COTEJO_DECISION_H

#include <cotejo/audit.h>

typedef enum ct_decision_verdict {
    CT_DECIDED_CONFIRMED,
    CT_DECIDED_DISMISSED,    /* needs a reason */
    CT_DECIDED_QUERY,        /* asked back; the finding stays open */
    CT_DECIDED_WAIVED,       /* until a date */
    CT_DECIDED_UNDONE,       /* takes the person's last decision on this finding back */
    CT_DECISION_VERDICTS
} ct_decision_verdict;
const char *ct_decision_verdict_name(ct_decision_verdict verdict);
bool        ct_decision_verdict_parse(const char *name, ct_decision_verdict *out);

/** One decision. Strings live as long as the decisions; NULL where nothing was said. */
typedef struct ct_decision {
    const char         *finding;   /* fingerprint */
    ct_decision_verdict verdict;
    const char         *by;
    const char         *reason;
    const char         *until;     /* ISO 8601 date, for `waived`: the last day it holds */
    const char         *rule, *text;   /* for readers of the file; not compared */
    uint32_t            line;      /* of the file */
} ct_decision;

typedef struct ct_decisions ct_decisions;

/** Read a file of decisions; a file that does not exist has none.
 *  @return CT_OK, CT_NOMEM, CT_IO, or CT_FORMAT (file, line and reason are named; nothing is skipped in silence) */
ct_status ct_decisions_read(ct_decisions **out, const char *path, ct_error *err);
void      ct_decisions_free(ct_decisions *decisions);   /* NULL is allowed */
const ct_decision *ct_decisions_all(const ct_decisions *decisions, size_t *n);   /* in file order, undone ones included */

/** Append one decision and have it on disk before returning. Writers exclude each other by a lock on the file.
 *  @return CT_OK, CT_IO, CT_NOMEM, CT_USAGE (no reason given for `dismissed`, no date for `waived`) */
ct_status ct_decisions_append(const char *path, const ct_decision *decision, ct_error *err);

/* ---- where each finding of an audit stands -------------------------------------------------------------- */

typedef struct ct_standing {
    const ct_decision *decision;   /* the one in force; NULL: none */
    const ct_decision *rival;      /* another person's last word that differs; NULL: no conflict */
    bool               lapsed;     /* the decision was a waiver whose date has passed */
    bool               known;      /* the baseline had it */
} ct_standing;

typedef struct ct_review ct_review;

/** @param decisions NULL: none; must outlive the review
 *  @param baseline  [n_baseline] fingerprints known before, sorted; NULL: no baseline
 *  @param today     ISO 8601 date that waivers are held against */
ct_status ct_review_of(ct_review **out, const ct_audit *audit, const ct_decisions *decisions,
                       const char *const *baseline, size_t n_baseline, const char *today, ct_error *err);
void ct_review_free(ct_review *review);   /* NULL is allowed */

const ct_standing *ct_review_standings(const ct_review *review);   /* [number of findings of the audit] */
bool ct_review_has_baseline(const ct_review *review);
/** Whether a finding still asks something: it is neither dismissed nor waived, or two people differ on it. */
bool ct_standing_open(const ct_standing *standing);

/** Fingerprints of the findings of a JSON report, sorted, for ct_review_of(). The strings live in one block with the
 *  list: free(list) frees all.  @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT (no report of cotejo) */
ct_status ct_baseline_read(const char ***out, size_t *n, const char *path, ct_error *err);

/** Complete a decision from a JSON report: its rule and the text of its first place, so that the file can be read without
 *  the report. `strings` gets what they point to; the caller frees it.
 *  @return CT_OK, CT_MISSING (the report has no such finding; an unambiguous beginning of an id is enough), or as
 *          ct_baseline_read() */
ct_status ct_decision_complete(ct_decision *decision, char **strings, const char *report, ct_error *err);

#endif
