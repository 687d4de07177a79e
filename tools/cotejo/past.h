/* What was decided before and what was known before, held against audits; and how their reports are called. */
#ifndef COTEJO_PAST_H
#define COTEJO_PAST_H

#include <cotejo.h>

typedef struct past {
    ct_decisions *decisions;
    const char  **baseline;
    size_t        n_baseline;
    ct_review   **reviews;        /* [n] one per audit */
    size_t        n;
    size_t        gone;           /* findings that were decided and are not there any more */
} past;

/** @param baseline a JSON report; NULL: none
 *  @return as what it calls; the past is to be closed in any case */
ct_status past_read(past *p, const char *decisions, const char *baseline, const char *today, const ct_audit *const *audits,
                    size_t n, ct_error *err);
void      past_close(past *p);

/** The name of a pair's report among others, malloc'ed: "paper--plan.html". NULL when out of memory. */
char *report_name(const ct_audit *audit, ct_format format);

/** The clock's time as a decision tells it, "2026-11-21T10:02:11.052340Z": fine enough that no two decisions of one person
 *  are taken for copies of one line. NULL where the clock fails. */
enum { NOW_BYTES = 28 };
const char *now_of(char buffer[NOW_BYTES]);

#endif
