/* Where findings stand by what revisers said of them. */
#include <stdlib.h>
#include <string.h>

#include "review.h"

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for decisions");
}

/* ---- the words in force ---------------------------------------------------------------------------------------- */

/* By finding, then by person, then as in the file. */
static int by_finding(const void *a, const void *b)
{
    const ct_decision *x = *(const ct_decision *const *)a, *y = *(const ct_decision *const *)b;
    int order = strcmp(x->finding, y->finding);

    if (order == 0)
        order = strcmp(x->by, y->by);
    return order != 0 ? order : x->line < y->line ? -1 : x->line > y->line;
}

ct_status ct_decisions_sort(const ct_decision ***out, size_t *n, const ct_decisions *decisions, ct_error *err)
{
    const ct_decision *all = NULL;

    *n = 0;
    if (decisions != NULL)
        all = ct_decisions_all(decisions, n);
    *out = calloc(*n + 1, sizeof **out);
    if (*out == NULL)
        return no_memory(err);
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = &all[i];
    qsort(*out, *n, sizeof **out, by_finding);
    return CT_OK;
}

/* The last word of the one person who wrote [first, end): each `undone` takes one back. */
static const ct_decision *last_word(const ct_decision *const *sorted, size_t first, size_t end)
{
    size_t undone = 0;

    for (size_t i = end; i > first; i--) {
        if (sorted[i - 1]->verdict == CT_DECIDED_UNDONE)
            undone++;
        else if (undone > 0)
            undone--;
        else
            return sorted[i - 1];
    }
    return NULL;
}

const ct_decision *ct_decisions_word(const ct_decision *const *sorted, size_t first, size_t end, const ct_decision **rival)
{
    const ct_decision *newest = NULL;

    *rival = NULL;
    for (int pass = 0; pass < 2; pass++)      /* the newest word; then who differs from it */
        for (size_t i = first; i < end;) {
            size_t next = i;
            const ct_decision *word;
            while (next < end && strcmp(sorted[next]->by, sorted[i]->by) == 0)
                next++;
            word = last_word(sorted, i, next);
            i = next;
            if (word == NULL)
                continue;
            if (pass == 0 && (newest == NULL || word->line > newest->line))
                newest = word;
            if (pass == 1 && word->verdict != newest->verdict && (*rival == NULL || word->line > (*rival)->line))
                *rival = word;
        }
    return newest;
}

ct_status ct_decisions_undo(const char *path, const char *finding, const char *by, const char *at, ct_error *err)
{
    ct_decision undone = { .finding = finding, .verdict = CT_DECIDED_UNDONE, .by = by, .at = at };
    const ct_decision **sorted = NULL, *word = NULL;
    ct_decisions *decisions = NULL;
    size_t n = 0, first = 0, end;
    ct_status status = ct_decisions_read(&decisions, path, err);

    if (status == CT_OK)
        status = ct_decisions_sort(&sorted, &n, decisions, err);
    while (first < n && (strcmp(sorted[first]->finding, finding) != 0 || strcmp(sorted[first]->by, by) != 0))
        first++;
    for (end = first; end < n && strcmp(sorted[end]->finding, finding) == 0 && strcmp(sorted[end]->by, by) == 0;)
        end++;
    if (status == CT_OK && (word = last_word(sorted, first, end)) == NULL)
        status = ct_fail(err, CT_MISSING, CT_NO_OFFSET, "in '%s' %s has said nothing of '%s' that could be taken back", path, by,
                         finding);
    if (status == CT_OK) {
        undone.rule = word->rule;
        status = ct_decisions_append(path, &undone, err);
    }
    free(sorted);
    ct_decisions_free(decisions);
    return status;
}

/* ---- standings --------------------------------------------------------------------------------------------------- */

static size_t first_of(const ct_decision *const *sorted, size_t n, const char *finding)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(sorted[middle]->finding, finding) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void stand(ct_standing *s, const ct_decision *const *sorted, size_t n, const char *finding, const char *today)
{
    size_t first = first_of(sorted, n, finding), end = first;

    while (end < n && strcmp(sorted[end]->finding, finding) == 0)
        end++;
    s->decision = ct_decisions_word(sorted, first, end, &s->rival);
    s->lapsed = s->decision != NULL && s->decision->verdict == CT_DECIDED_WAIVED && strcmp(s->decision->until, today) < 0;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

ct_status ct_review_of(ct_review **out, const ct_audit *audit, const ct_decisions *decisions,
                       const char *const *baseline, size_t n_baseline, const char *today, ct_error *err)
{
    size_t n, n_sorted;
    const ct_finding *findings = ct_audit_findings(audit, &n);
    const ct_decision **sorted = NULL;
    ct_review *review = calloc(1, sizeof *review);
    ct_status status = ct_decisions_sort(&sorted, &n_sorted, decisions, err);

    *out = NULL;
    if (review != NULL)
        review->standings = calloc(n + 1, sizeof *review->standings);
    if (status == CT_OK && (review == NULL || review->standings == NULL))
        status = no_memory(err);
    if (status != CT_OK) {
        free(sorted);
        ct_review_free(review);
        return status;
    }
    review->has_baseline = baseline != NULL;
    for (size_t i = 0; i < n; i++) {
        const char *id = findings[i].id;
        stand(&review->standings[i], sorted, n_sorted, id, today);
        review->standings[i].known = baseline != NULL
            && bsearch(&id, baseline, n_baseline, sizeof *baseline, by_text) != NULL;
    }
    free(sorted);
    *out = review;
    return CT_OK;
}

void ct_review_free(ct_review *review)
{
    if (review == NULL)
        return;
    free(review->standings);
    free(review);
}

const ct_standing *ct_review_standings(const ct_review *review) { return review->standings; }
bool ct_review_has_baseline(const ct_review *review)            { return review->has_baseline; }

const char *ct_standing_state_name(ct_standing_state state)
{
    static const char *const names[CT_STANDING_STATES] = { "open", "reopened", "confirmed", "dismissed", "query", "waived",
                                                           "lapsed", "conflict" };
    return names[state];
}

ct_standing_state ct_standing_state_of(const ct_standing *s)
{
    static const ct_standing_state of_verdict[CT_DECISION_VERDICTS] = {
        CT_STANDS_CONFIRMED, CT_STANDS_DISMISSED, CT_STANDS_QUERY, CT_STANDS_WAIVED, CT_STANDS_OPEN
    };

    if (s->decision == NULL)
        return s->former != NULL ? CT_STANDS_REOPENED : CT_STANDS_OPEN;
    if (s->rival != NULL)
        return CT_STANDS_CONFLICT;
    return s->lapsed ? CT_STANDS_LAPSED : of_verdict[s->decision->verdict];
}

bool ct_standing_open(const ct_standing *s)
{
    ct_standing_state state = ct_standing_state_of(s);

    return state != CT_STANDS_DISMISSED && state != CT_STANDS_WAIVED;
}
