/* What was decided, on disk: every decision is there before anything else happens, and others' decisions are seen. */
#ifndef COTEJO_REVIEW_LOG_H
#define COTEJO_REVIEW_LOG_H

#include <sys/stat.h>

#include "../past.h"
#include "list.h"

typedef struct review_log {
    const char   *path, *by, *today;     /* borrowed */
    const ct_audit *const *audits;       /* [n_audits] borrowed */
    size_t        n_audits;
    past          past;
    struct stat   seen;                  /* the file when it was read */
    size_t        recorded[CT_DECISION_VERDICTS];   /* in this session */
    bool          failed;                /* the last decision could not be written */
} review_log;

/** Read the file and set the states of the list. `path`, `by`, `today` and the audits must outlive the log.
 *  @return as ct_decisions_read() */
ct_status review_log_open(review_log *out, const char *path, const char *by, const char *today,
                          const ct_audit *const *audits, size_t n_audits, review_list *list, ct_error *err);
void review_log_close(review_log *log);

const ct_standing *review_log_standing(const review_log *log, const review_finding *finding);

/** Read the file again if somebody wrote to it. On failure what was known stays. @return false: nothing has changed */
bool review_log_look(review_log *log, review_list *list, ct_error *err);

/** Have a decision on disk, and take up what it changes.
 *  @param said verdict, and reason, until and severity where there are any; the rest is filled in
 *  @return as ct_decisions_append(): nothing was recorded unless CT_OK */
ct_status review_log_decide(review_log *log, review_list *list, uint32_t finding, const ct_decision *said,
                            ct_error *err);
/** The same of several findings; they are read again once, at the end.
 *  @return how many are on disk; all unless `err` says why */
size_t review_log_decide_all(review_log *log, review_list *list, const uint32_t *findings, size_t n,
                             const ct_decision *said, ct_error *err);
/** Take back the last decision of this person that still stands, of this session or an earlier one, on a finding
 *  that is here. `*finding` and `*verdict` say which; CT_MISSING: there is none. */
ct_status review_log_undo(review_log *log, review_list *list, uint32_t *finding, ct_decision_verdict *verdict,
                          ct_error *err);
/** The words and the verdict a note of this person goes with: what they said last of the finding; otherwise a query. */
const ct_decision *review_log_own(const review_log *log, const review_finding *finding);

/** The newest decision of `by` that no `undone` takes back, on a finding for which wanted() is true; NULL: none. */
const ct_decision *review_newest(const ct_decision *all, size_t n, const char *by,
                                 bool (*wanted)(const char *finding, const void *payload), const void *payload);

#endif
