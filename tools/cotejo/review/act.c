/* What a reviser does to findings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"

/* ---- deciding ---------------------------------------------------------------------------------------------------- */

void desk_changed(desk *d)
{
    for (size_t i = 0; i < d->matter->n_findings; i++)
        d->alike[i] = SIZE_MAX;
}

/* Record; then on to the next that waits. The finding decided stays in sight until then, whatever the filter says. */
static void record(desk *d, const ct_decision *said, bool onward)
{
    const review_finding *f = &d->matter->findings[d->list->at];
    ct_error err = { 0 };

    if (review_log_decide(d->log, d->list, d->list->at, said, &err) != CT_OK) {
        desk_fail(d, &err);
        return;
    }
    desk_changed(d);
    desk_say(d, "%s: %s%s%s", view_word(&d->view, ct_decision_verdict_name(said->verdict)), f->rule,
             said->reason != NULL ? " · " : "", said->reason != NULL ? view_word(&d->view, said->reason) : "");
    if (onward)
        review_list_next_open(d->list, 1);
    review_list_again(d->list);
    d->scroll = 0;
}

static bool ask_reason(desk *d, const char *title, bool choices, char reason[ASK_BYTES])
{
    if (!desk_ask(d, view_word(&d->view, title), view_reasons, choices ? VIEW_REASONS : 0, reason))
        return false;
    if (reason[strspn(reason, " ")] != '\0')
        return true;
    desk_say(d, "%s", view_word(&d->view, "a reason is needed"));
    return false;
}

void desk_decide(desk *d, ct_decision_verdict verdict)
{
    char reason[ASK_BYTES] = "", typed[ASK_BYTES] = "", until[11];
    ct_decision said = { .verdict = verdict };

    if (verdict == CT_DECIDED_WAIVED) {
        if (!desk_ask(d, view_word(&d->view, "Until (2027-01-31, or +90 days)"), NULL, 0, typed))
            return;
        if (!desk_date(until, typed, d->log->today)) {
            desk_say(d, "%s", view_word(&d->view, "this is no date from today on"));
            return;
        }
        said.until = until;
    }
    if (verdict == CT_DECIDED_DISMISSED || verdict == CT_DECIDED_WAIVED) {
        bool digits = verdict == CT_DECIDED_DISMISSED;
        if (!ask_reason(d, digits ? "Why? a digit, or words" : "Why?", digits, reason))
            return;
        said.reason = reason;
    }
    record(d, &said, true);
}

/* Words for what this person said of the finding; for nothing said, a query. A waiver keeps its own reason. */
void desk_note(desk *d)
{
    const ct_decision *own = review_log_own(d->log, review_list_at(d->list));
    bool kept = own != NULL && own->verdict != CT_DECIDED_WAIVED;
    ct_decision said = { .verdict = kept ? own->verdict : CT_DECIDED_QUERY };
    char reason[ASK_BYTES] = "", severity[16] = "";

    if (own != NULL && own->severity != NULL)
        snprintf(severity, sizeof severity, "%s", own->severity);
    if (own != NULL && own->reason != NULL)
        snprintf(reason, sizeof reason, "%s", own->reason);
    if (!desk_ask(d, view_word(&d->view, "Note"), NULL, 0, reason) || reason[strspn(reason, " ")] == '\0')
        return;
    said.reason = reason;
    said.severity = severity[0] != '\0' ? severity : NULL;
    record(d, &said, own == NULL);
}

/* The decision that this person took, said again with a severity. Of a finding that waits: it is confirmed with it. */
void desk_severity(desk *d, ct_severity severity)
{
    const ct_decision *own = review_log_own(d->log, review_list_at(d->list));
    ct_decision said = { .verdict = CT_DECIDED_CONFIRMED, .severity = ct_severity_name(severity) };
    char reason[ASK_BYTES] = "", until[11] = "";

    if (own != NULL) {
        said.verdict = own->verdict;
        snprintf(reason, sizeof reason, "%s", own->reason == NULL ? "" : own->reason);
        snprintf(until, sizeof until, "%s", own->until == NULL ? "" : own->until);
    }
    said.reason = reason[0] != '\0' ? reason : NULL;
    said.until = until[0] != '\0' ? until : NULL;
    record(d, &said, own == NULL);
}

/* ---- many at once ------------------------------------------------------------------------------------------------ */

void desk_dismiss_many(desk *d)
{
    char reason[ASK_BYTES] = "", line[64];
    ct_decision said = { .verdict = CT_DECIDED_DISMISSED, .reason = reason };
    size_t n = review_list_marked(d->list, d->batch), done;
    bool marked = n > 0;
    ct_error err = { 0 };

    if (!marked && review_list_at(d->list) != NULL)
        n = review_list_like(d->list, d->list->at, d->batch);
    if (!marked && n < 2) {
        desk_say(d, "%s", view_word(&d->view, "nothing is marked (x), and no other finding says the same"));
        return;
    }
    if (!desk_agree(d, d->batch, n) || !ask_reason(d, "Why? a digit, or words", true, reason)) {
        desk_say(d, "%s", view_word(&d->view, "nothing was dismissed"));
        return;
    }
    done = review_log_decide_all(d->log, d->list, d->batch, n, &said, &err);
    for (size_t i = 0; i < done; i++)
        d->list->marked[d->batch[i]] = false;
    snprintf(line, sizeof line, view_word(&d->view, "%zu dismissed"), done);
    desk_say(d, "%s", line);
    if (err.message[0] != '\0')
        desk_fail(d, &err);
    desk_changed(d);
    if (!review_waits(d->list->states[d->list->at]))
        review_list_next_open(d->list, 1);
    review_list_again(d->list);
    d->scroll = 0;
}

void desk_undo(desk *d)
{
    uint32_t finding;
    ct_decision_verdict verdict;
    ct_error err = { 0 };
    ct_status status = review_log_undo(d->log, d->list, &finding, &verdict, &err);

    if (status == CT_MISSING) {
        desk_say(d, "%s", view_word(&d->view, "nothing to undo"));
        return;
    }
    if (status != CT_OK) {
        desk_fail(d, &err);
        return;
    }
    desk_changed(d);
    review_list_again(d->list);
    review_list_go(d->list, finding);
    d->scroll = 0;
    desk_say(d, "%s %s, %s", view_word(&d->view, "taken back:"), view_word(&d->view, ct_decision_verdict_name(verdict)),
             d->matter->findings[finding].rule);
}

/* ---- the text ---------------------------------------------------------------------------------------------------- */

void desk_open_text(desk *d)
{
    const review_finding *f = review_list_at(d->list);
    const char *editor = getenv("VISUAL") != NULL ? getenv("VISUAL") : getenv("EDITOR");
    char line[32], path[4096];
    const char *arguments[] = { "sh", "-c", NULL, "sh", line, path, NULL };
    char command[1024];

    if (f == NULL || f->n_places == 0 || editor == NULL || editor[0] == '\0') {
        desk_say(d, "%s", view_word(&d->view, f == NULL || f->n_places == 0 ? "the text has no line to open"
                                    : "set $EDITOR to open the text"));
        return;
    }
    snprintf(line, sizeof line, "+%u", f->places[0].at.line);
    snprintf(path, sizeof path, "%s%s", f->places[0].document->path[0] == '-' ? "./" : "", f->places[0].document->path);
    snprintf(command, sizeof command, "%s \"$@\"", editor);   /* of the reviser; the file's name is no part of it */
    arguments[2] = command;
    screen_run(arguments);
    desk_say(d, "%s", view_word(&d->view, "the audit stays as it was until cotejo is run again"));
}
