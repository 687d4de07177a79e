/* Line by line. Answers are the letters of the full screen, with their words on the line: "d 2", "w +90 because". */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk.h"
#include "plain.h"

enum { WIDTH = 78 };

typedef struct dialogue {
    FILE        *in, *out;
    review_list *list;
    review_log  *log;
    view         view;
    page         page;
    char        *line;        /* the answer, by getline() */
    size_t       room;
    uint32_t    *scratch;     /* [n_findings] */
    bool         ended;       /* no more answers, or "Q" */
    bool         again;       /* the finding is to be shown again */
} dialogue;

static void print_page(dialogue *d)
{
    for (size_t i = 0; i + 1 < d->page.n_lines; i++) {
        char *line = page_line_text(&d->page, i);
        fprintf(d->out, "%s\n", line != NULL ? line : "");
        free(line);
    }
}

/* Through a page, so that nothing in it reaches the terminal as it is. */
static void print_text(dialogue *d, const char *text)
{
    page_begin(&d->page, WIDTH);
    page_flow_string(&d->page, 0, STYLE_PLAIN, text);
    print_page(d);
}

static void print_word(dialogue *d, const char *english)
{
    print_text(d, view_word(&d->view, english));
}

/* An answer without its end of line and the spaces around it; "" at the end of answers. */
static char *answer(dialogue *d, const char *question)
{
    ssize_t n;
    char *s;

    fprintf(d->out, "%s: ", view_word(&d->view, question));
    fflush(d->out);
    n = getline(&d->line, &d->room, d->in);
    if (n < 0 || !isatty(fileno(d->in)))    /* nobody has typed an end of line here */
        fputc('\n', d->out);
    if (n < 0) {
        d->ended = true;
        return "";
    }
    while (n > 0 && strchr(" \t\r\n", d->line[n - 1]) != NULL)
        d->line[--n] = '\0';
    for (s = d->line; *s == ' ' || *s == '\t'; s++)
        ;
    return s;
}

static void show(dialogue *d)
{
    const review_finding *f = review_list_at(d->list);
    const ct_standing *standing = review_log_standing(d->log, f);
    size_t n_alike = review_list_like(d->list, d->list->at, d->scratch);

    fputc('\n', d->out);
    page_begin(&d->page, WIDTH);
    if (d->list->matter->n_pairs > 1) {
        view_pair(&d->view, &d->page, STYLE_PLAIN, f->pair);
        page_end_line(&d->page);
    }
    view_heading(&d->view, &d->page, d->list->at, standing);
    view_finding(&d->view, &d->page, d->list->at, standing, n_alike);
    print_page(d);
}

/* ---- deciding ---------------------------------------------------------------------------------------------------- */

static void onward(dialogue *d)
{
    if (!review_list_next_open(d->list, 1)) {
        d->ended = true;
        print_word(d, "nothing more to decide that way");
    }
}

static void record(dialogue *d, const ct_decision *said)
{
    ct_error err = { 0 };
    char line[sizeof err.message + 64];

    if (review_log_decide(d->log, d->list, d->list->at, said, &err) != CT_OK) {
        snprintf(line, sizeof line, "%s: %s", view_word(&d->view, "NOT RECORDED"), err.message);
        print_text(d, line);
        return;
    }
    snprintf(line, sizeof line, "= %s", view_word(&d->view, ct_decision_verdict_name(said->verdict)));
    print_text(d, line);
    onward(d);
}

/* The reason that stands on the line, or that is asked for; one digit picks one. NULL: none was given. */
static const char *reason_of(dialogue *d, const char *words, bool digits)
{
    if (words[0] == '\0') {
        for (int i = 0; digits && i < VIEW_REASONS; i++)
            fprintf(d->out, "  %d %s\n", i + 1, view_word(&d->view, view_reasons[i]));
        words = answer(d, digits ? "Why? a digit, or words" : "Why?");
    }
    if (digits && words[0] >= '1' && words[0] < '1' + VIEW_REASONS && words[1] == '\0')
        return view_reasons[words[0] - '1'];
    if (words[0] != '\0')
        return words;
    print_word(d, "a reason is needed");
    return NULL;
}

static void dismiss(dialogue *d, const char *words)
{
    ct_decision said = { .verdict = CT_DECIDED_DISMISSED, .reason = reason_of(d, words, true) };

    if (said.reason != NULL)
        record(d, &said);
}

static void waive(dialogue *d, char *words)
{
    char until[11];
    ct_decision said = { .verdict = CT_DECIDED_WAIVED, .until = until };
    size_t n;

    if (words[0] == '\0')
        words = answer(d, "Until (2027-01-31, or +90 days)");
    n = strcspn(words, " ");
    if (words[n] != '\0')
        words[n++] = '\0';
    if (!desk_date(until, words, d->log->today)) {
        print_word(d, "this is no date from today on");
        return;
    }
    said.reason = reason_of(d, words + n + strspn(words + n, " "), false);
    if (said.reason != NULL)
        record(d, &said);
}

/* All that say the same, after they were listed and a yes. */
static void dismiss_alike(dialogue *d, const char *words)
{
    size_t n = review_list_like(d->list, d->list->at, d->scratch), done;
    ct_decision said = { .verdict = CT_DECIDED_DISMISSED };
    char line[128], yes, *reason = strdup(words);      /* the next answer is typed over it */
    ct_error err = { 0 };

    page_begin(&d->page, WIDTH);
    for (size_t i = 0; i < n; i++)
        view_row(&d->view, &d->page, d->scratch[i], false);
    print_page(d);
    snprintf(line, sizeof line, view_word(&d->view, "Dismiss all %zu? y or n"), n);
    yes = answer(d, line)[0];
    if (reason != NULL && yes != '\0' && strchr("yYsS", yes) != NULL) {
        said.reason = reason_of(d, reason, true);
        done = said.reason == NULL ? 0 : review_log_decide_all(d->log, d->list, d->scratch, n, &said, &err);
        snprintf(line, sizeof line, view_word(&d->view, "%zu dismissed"), done);
        print_text(d, err.message[0] != '\0' ? err.message : line);
        if (done > 0)
            onward(d);
    }
    free(reason);
}

static void undo(dialogue *d)
{
    uint32_t finding;
    ct_decision_verdict verdict;
    ct_error err = { 0 };
    ct_status status = review_log_undo(d->log, d->list, &finding, &verdict, &err);
    char line[128];

    if (status == CT_MISSING) {
        print_word(d, "nothing to undo");
    } else if (status != CT_OK) {
        print_text(d, err.message);
    } else {
        snprintf(line, sizeof line, "%s %s", view_word(&d->view, "taken back:"),
                 view_word(&d->view, ct_decision_verdict_name(verdict)));
        print_text(d, line);
        review_list_go(d->list, finding);
        d->again = true;
    }
}

static void note(dialogue *d, const char *words)
{
    const ct_decision *own = review_log_own(d->log, review_list_at(d->list));
    bool kept = own != NULL && own->verdict != CT_DECIDED_WAIVED;
    ct_decision said = { .verdict = kept ? own->verdict : CT_DECIDED_QUERY };

    said.reason = words[0] != '\0' ? words : answer(d, "Note");
    if (said.reason[0] != '\0')
        record(d, &said);
}

/* ---- going about ------------------------------------------------------------------------------------------------- */

static void go(dialogue *d, const char *wanted)
{
    uint32_t found = review_list_find(d->list, wanted);

    if (found == CT_NONE) {
        print_word(d, "there is no such finding");
        return;
    }
    review_list_go(d->list, found);
    d->again = true;
}

static void search(dialogue *d, const char *words)
{
    review_filter f = d->list->filter;

    snprintf(f.words, sizeof f.words, "%s", words);
    if (review_list_filter(d->list, &f) == 0) {
        print_word(d, "there is no such finding");
        f.words[0] = '\0';
        review_list_filter(d->list, &f);
    }
    d->again = true;
}

static void help(dialogue *d)
{
    static const struct { const char *keys, *help; } lines[] = {
        { "a", "confirm: it is an error" }, { "d 1", "dismiss, with a reason: 1 to 5, or in words" },
        { "D 1", "dismiss all that say the same, after a yes" }, { "q", "query: ask back; the finding stays open" },
        { "c …", "note: words for your decision; without one, a query" },
        { "w +90 …", "waive until a date, or for days, with a reason" },
        { "u", "undo, as often as you like, also what earlier sessions decided" },
        { "s", "skip, as an empty line does" },
        { "j k n N", "next, previous finding; the next, previous to decide" },
        { "g 12", "go to a number, a line (37:411) or a fingerprint" },
        { "/ …", "search: words in any order, without accents" },
        { "+", "context of this finding" }, { "Q", "quit; every decision is on disk already" },
    };

    page_begin(&d->page, WIDTH);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        page_put(&d->page, STYLE_PLAIN, lines[i].keys);
        page_fill(&d->page, STYLE_PLAIN, " ", 10);
        page_flow_string(&d->page, 10, STYLE_PLAIN, view_word(&d->view, lines[i].help));
    }
    print_page(d);
}

static void obey(dialogue *d, char *s)
{
    ct_decision said = { .verdict = s[0] == 'a' ? CT_DECIDED_CONFIRMED : CT_DECIDED_QUERY };
    char *words = s[0] == '\0' ? s : s + 1 + strspn(s + 1, " ");

    switch (s[0]) {
    case 'a': case 'q':
        said.reason = words[0] != '\0' ? words : NULL;
        record(d, &said);
        return;
    case 'd': dismiss(d, words); return;
    case 'D': dismiss_alike(d, words); return;
    case 'w': waive(d, words); return;
    case 'c': note(d, words); return;
    case 'u': undo(d); return;
    case '\0': case 's': case 'n': onward(d); return;
    case 'N': case 'j': case 'k':
        if (s[0] == 'N' ? !review_list_next_open(d->list, -1) : !review_list_step(d->list, s[0] == 'j' ? 1 : -1))
            print_word(d, "no more findings that way");
        return;
    case 'g': go(d, words); return;
    case '/': search(d, words); return;
    case '+': d->view.context = d->again = true; return;
    case 'Q': d->ended = true; return;
    default: help(d);
    }
}

bool plain_run(FILE *in, FILE *out, const review_matter *matter, review_list *list, review_log *log,
               const ct_messages *messages)
{
    dialogue d = { .in = in, .out = out, .list = list, .log = log, .again = true,
                   .view = { .list = list, .messages = messages, .plain = true, .opening = ">>", .closing = "<<" } };

    d.scratch = calloc(matter->n_findings + 1, sizeof *d.scratch);
    if (d.scratch == NULL)
        return false;
    if (review_list_at(list) == NULL || !review_waits(list->states[list->at])) {
        print_word(&d, matter->n_findings == 0 ? "no finding at all" : "nothing more to decide that way");
        d.ended = true;
    }
    while (!d.ended) {
        uint32_t before = list->at;
        if (d.again)
            show(&d);
        d.again = false;
        obey(&d, answer(&d, "a d q c w u s, ? for help"));
        if (list->at != before) {
            d.again = true;
            d.view.context = false;    /* asked for, for one finding */
        }
    }
    page_free(&d.page);
    free(d.line);
    free(d.scratch);
    return fflush(out) == 0 && !ferror(out);
}
