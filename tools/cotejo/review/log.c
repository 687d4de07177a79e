/* Decisions on disk, and where findings stand by them. */
#include <stdlib.h>
#include <string.h>

#include "log.h"

/* ---- reading ----------------------------------------------------------------------------------------------------- */

const ct_standing *review_log_standing(const review_log *log, const review_finding *f)
{
    return &ct_review_standings(log->past.reviews[f->pair])[f->in_pair];
}

/* Read all anew; what was known stays when that fails. */
static ct_status reload(review_log *log, review_list *list, ct_error *err)
{
    past now = { 0 };
    ct_status status;

    if (stat(log->path, &log->seen) != 0)
        log->seen = (struct stat){ 0 };
    status = past_read(&now, log->path, NULL, log->today, log->audits, log->n_audits, err);
    if (status != CT_OK) {
        past_close(&now);
        return status;
    }
    past_close(&log->past);
    log->past = now;
    for (size_t i = 0; i < list->matter->n_findings; i++)
        list->states[i] = ct_standing_state_of(review_log_standing(log, &list->matter->findings[i]));
    return CT_OK;
}

ct_status review_log_open(review_log *out, const char *path, const char *by, const char *today,
                          const ct_audit *const *audits, size_t n_audits, review_list *list, ct_error *err)
{
    *out = (review_log){ .path = path, .by = by, .today = today, .audits = audits, .n_audits = n_audits };
    return reload(out, list, err);
}

void review_log_close(review_log *log)
{
    past_close(&log->past);
    *log = (review_log){ 0 };
}

bool review_log_look(review_log *log, review_list *list, ct_error *err)
{
    struct stat now = { 0 };

    if (stat(log->path, &now) != 0)
        now = (struct stat){ 0 };
    if (now.st_size == log->seen.st_size && now.st_ino == log->seen.st_ino
        && now.st_mtim.tv_sec == log->seen.st_mtim.tv_sec && now.st_mtim.tv_nsec == log->seen.st_mtim.tv_nsec)
        return false;
    err->message[0] = '\0';
    reload(log, list, err);
    return true;
}

/* ---- deciding ---------------------------------------------------------------------------------------------------- */

static ct_status append(review_log *log, const review_finding *f, const ct_decision *said, ct_error *err)
{
    ct_decision d = *said;
    char at[NOW_BYTES], *strings = NULL;
    ct_status status = ct_decision_of_finding(&d, &strings, log->audits[f->pair], f->in_pair, err);

    d.by = log->by;
    d.at = now_of(at);
    if (status == CT_OK)
        status = ct_decisions_append(log->path, &d, err);
    free(strings);
    log->failed = status != CT_OK;
    if (status == CT_OK)
        log->recorded[said->verdict]++;
    return status;
}

ct_status review_log_decide(review_log *log, review_list *list, uint32_t finding, const ct_decision *said,
                            ct_error *err)
{
    ct_status status = append(log, &list->matter->findings[finding], said, err);

    return status == CT_OK ? reload(log, list, err) : status;
}

size_t review_log_decide_all(review_log *log, review_list *list, const uint32_t *findings, size_t n,
                             const ct_decision *said, ct_error *err)
{
    size_t done = 0;

    while (done < n && append(log, &list->matter->findings[findings[done]], said, err) == CT_OK)
        done++;
    if (done > 0)
        reload(log, list, done < n ? NULL : err);
    return done;
}

/* ---- undoing ----------------------------------------------------------------------------------------------------- */

static int by_finding_then_line(const void *a, const void *b)
{
    const ct_decision *x = *(const ct_decision *const *)a, *y = *(const ct_decision *const *)b;
    int order = strcmp(x->finding, y->finding);

    return order != 0 ? order : (x > y) - (x < y);
}

const ct_decision *review_newest(const ct_decision *all, size_t n, const char *by,
                                 bool (*wanted)(const char *finding, const void *payload), const void *payload)
{
    const ct_decision **own = calloc(n + 1, sizeof *own), *newest = NULL;
    size_t k = 0;

    for (size_t i = 0; own != NULL && i < n; i++)
        if (strcmp(all[i].by, by) == 0)
            own[k++] = &all[i];
    if (k > 1)
        qsort(own, k, sizeof *own, by_finding_then_line);
    for (size_t i = k; i > 0; ) {   /* each finding's own lines from the last: `undone` takes one before it back */
        const char *finding = own[i - 1]->finding;
        const ct_decision *standing = NULL;
        size_t undone = 0;
        for (; i > 0 && strcmp(own[i - 1]->finding, finding) == 0; i--)
            if (own[i - 1]->verdict == CT_DECIDED_UNDONE)
                undone++;
            else if (undone > 0)
                undone--;
            else if (standing == NULL)
                standing = own[i - 1];
        if (standing != NULL && (newest == NULL || standing > newest) && wanted(finding, payload))
            newest = standing;
    }
    free(own);
    return newest;
}

static uint32_t index_of(const review_list *list, const char *id)
{
    for (uint32_t i = 0; i < list->matter->n_findings; i++)
        if (strcmp(list->matter->findings[i].id, id) == 0)
            return i;
    return CT_NONE;
}

static bool is_here(const char *finding, const void *list)
{
    return index_of(list, finding) != CT_NONE;
}

ct_status review_log_undo(review_log *log, review_list *list, uint32_t *finding, ct_decision_verdict *verdict,
                          ct_error *err)
{
    size_t n;
    const ct_decision *all = ct_decisions_all(log->past.decisions, &n);
    const ct_decision *last = review_newest(all, n, log->by, is_here, list);
    char at[NOW_BYTES];
    ct_status status;

    if (last == NULL)
        return ct_fail(err, CT_MISSING, CT_NO_OFFSET, "nothing to undo");
    *finding = index_of(list, last->finding);
    *verdict = last->verdict;
    status = ct_decisions_undo(log->path, last->finding, log->by, now_of(at), err);
    log->failed = status != CT_OK;
    if (status != CT_OK)
        return status;
    log->recorded[CT_DECIDED_UNDONE]++;
    return reload(log, list, err);
}

static bool is_same(const char *finding, const void *id)
{
    return strcmp(finding, id) == 0;
}

const ct_decision *review_log_own(const review_log *log, const review_finding *f)
{
    size_t n;
    const ct_decision *all = ct_decisions_all(log->past.decisions, &n);

    return review_newest(all, n, log->by, is_same, f->id);
}
