/* What revisers said of findings: an append-only file of lines, keyed by a finding's fingerprint.
 *
 * Lines are JSON objects, one decision each, the later ones stronger, so that the file lives in version control and two
 * people's lines merge by standing one after the other. Format: decisions of schema "cotejo/decision-1":
 *
 *   {"finding": ID, "verdict": "confirmed|dismissed|query|waived|undone", "by": NAME, "at": TIME, "reason": TEXT,
 *    "until": DATE, "severity": NAME, "rule": ID, "text": TEXT, "unit": TEXT}
 *
 * A fingerprint is made of the rule and of the texts of the units concerned, so a decision holds wherever the text moves,
 * and falls when the text changes: the finding then is a new one and asks again, and shows what was said before.
 *
 * A program that lets people decide (a window, a server) does this:
 *
 *   ct_decisions_read(&decisions, path, &err);              again after each change: the file may have other writers
 *   ct_review_of(&review, audit, decisions, NULL, 0, today, &err);
 *   ct_reviews_reopen(&review, &audit, 1, decisions, …);
 *   … ct_review_standings(review)[i], ct_standing_state_of() …
 *   ct_decision_of_finding(&one, &strings, audit, i, &err);
 *   one.verdict = …; one.by = …; one.at = …; one.reason = …;
 *   ct_decisions_append(path, &one, &err);  or  ct_decisions_undo(path, id, by, at, &err); */
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
    const char         *by;        /* who; "" if the line does not say */
    const char         *at;        /* when: ISO 8601, as 2026-11-21T10:02:11Z; told, and tells copies of one line apart */
    const char         *reason;
    const char         *until;     /* ISO 8601 date, for `waived`: the last day it holds */
    const char         *severity;  /* as the reviser sets it, by name */
    const char         *rule, *text;   /* for readers of the file: the rule, the words of the first place … */
    const char         *unit;      /* … and the statement they stand in, by which an earlier wording is known again */
    uint32_t            line;      /* of the file */
} ct_decision;

typedef struct ct_decisions ct_decisions;

/** Read a file of decisions; a file that does not exist has none. A line that stands twice (two copies of a file, one
 *  after the other) counts once if it says when it was written. Half a line at the end is what a killed writer left: nobody
 *  was told that it was kept, and it is not there.
 *  @return CT_OK, CT_NOMEM, CT_IO, or CT_FORMAT (file, line and reason are named; nothing is skipped in silence) */
ct_status ct_decisions_read(ct_decisions **out, const char *path, ct_error *err);
/** The same from memory, where half a line is an error. `name` stands for the file in messages. */
ct_status ct_decisions_parse(ct_decisions **out, const char *name, const char *bytes, size_t len, ct_error *err);
void      ct_decisions_free(ct_decisions *decisions);   /* NULL is allowed */
const ct_decision *ct_decisions_all(const ct_decisions *decisions, size_t *n);   /* in file order, undone ones included */

/** Append one decision and have it on disk before returning. Writers exclude each other by a lock on the file; a line
 *  that could not be written whole is taken back.
 *  @return CT_OK, CT_IO, CT_NOMEM, CT_USAGE (no reason given for `dismissed`, no date for `waived`, no such severity) */
ct_status ct_decisions_append(const char *path, const ct_decision *decision, ct_error *err);

/** Append a line that takes back what `by` said last of `finding`; before it, what the person had said before holds.
 *  @param at as in ct_decision; NULL is allowed
 *  @return as ct_decisions_read() and ct_decisions_append(); CT_MISSING if the person has said nothing that holds */
ct_status ct_decisions_undo(const char *path, const char *finding, const char *by, const char *at, ct_error *err);

/* ---- where each finding of an audit stands -------------------------------------------------------------- */

typedef enum ct_standing_state {
    CT_STANDS_OPEN,         /* nobody said anything */
    CT_STANDS_REOPENED,     /* decided before, in a wording that has changed: open again */
    CT_STANDS_CONFIRMED,
    CT_STANDS_DISMISSED,
    CT_STANDS_QUERY,
    CT_STANDS_WAIVED,
    CT_STANDS_LAPSED,       /* the waiver's date has passed: open again */
    CT_STANDS_CONFLICT,     /* two people say different things: open */
    CT_STANDING_STATES
} ct_standing_state;
const char *ct_standing_state_name(ct_standing_state state);   /* "open" "reopened" … "conflict" */

typedef struct ct_standing {
    const ct_decision *decision;   /* the one in force; NULL: none */
    const ct_decision *rival;      /* another person's last word that differs; NULL: no conflict */
    const ct_decision *former;     /* on an earlier wording that has changed since; NULL: none (ct_reviews_reopen()) */
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

/** Hold decisions whose findings are in none of the audits against the findings that nobody decided: one of the same
 *  rule in nearly the same words is an earlier wording, and becomes its `former`. Nothing is decided by this.
 *  @param reviews [n] of `audits` [n], all with `decisions`
 *  @param gone    gets the number of findings that were decided and are neither there nor there in other words */
ct_status ct_reviews_reopen(ct_review *const *reviews, const ct_audit *const *audits, size_t n,
                            const ct_decisions *decisions, size_t *gone, ct_error *err);

const ct_standing *ct_review_standings(const ct_review *review);   /* [number of findings of the audit] */
bool ct_review_has_baseline(const ct_review *review);
ct_standing_state ct_standing_state_of(const ct_standing *standing);
/** Whether a finding still asks something: it is neither dismissed nor waived, or two people differ on it. */
bool ct_standing_open(const ct_standing *standing);

/** Fingerprints of the findings of a JSON report, sorted, for ct_review_of(). The strings live in one block with the
 *  list: free(list) frees all.  @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT (no report of cotejo) */
ct_status ct_baseline_read(const char ***out, size_t *n, const char *path, ct_error *err);

/* ---- completing ------------------------------------------------------------------------------------------- */

/** Fill in what a decision says of its finding: fingerprint, rule, text, unit. The rest is left as it was.
 *  @param strings gets what these point to; the caller frees it
 *  @param finding number among ct_audit_findings() */
ct_status ct_decision_of_finding(ct_decision *decision, char **strings, const ct_audit *audit, size_t finding,
                                 ct_error *err);

/** The same from a JSON report, by the fingerprint that `decision` has already, or an unambiguous beginning of it.
 *  @return CT_OK, CT_MISSING (the report has no such finding), or as ct_baseline_read() */
ct_status ct_decision_complete(ct_decision *decision, char **strings, const char *report, ct_error *err);

#endif
