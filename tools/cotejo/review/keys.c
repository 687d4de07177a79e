/* What each key does, and the loop that takes them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"

enum { LOOK_EVERY = 1000, STATES = 2 + CT_STANDING_STATES };   /* milliseconds between looks for what others decided */

/* ---- going about ------------------------------------------------------------------------------------------------- */

static void look(desk *d, desk_face face)
{
    d->face = face;
    d->scroll = 0;
}

static void step(desk *d, int key)
{
    bool on = key == 'j' || key == KEY_IS_DOWN;

    d->scroll = 0;
    if (!review_list_step(d->list, on ? 1 : -1))
        desk_say(d, "%s", view_word(&d->view, "no more findings that way"));
}

static void next_open(desk *d, int key)
{
    d->scroll = 0;
    if (!review_list_next_open(d->list, key == 'N' ? -1 : 1))
        desk_say(d, "%s", view_word(&d->view, "nothing more to decide that way"));
}

static void ends(desk *d, int key)
{
    d->scroll = 0;
    review_list_step(d->list, key == KEY_IS_HOME ? -(long)d->matter->n_findings : (long)d->matter->n_findings);
}

/* A page of the body; of the list where that is looked at. One line of the old page stays in sight. */
static void turn(desk *d, int key)
{
    bool on = key == ' ' || key == KEY_IS_PAGE_DOWN;
    size_t lines = d->height > 1 ? d->height - 1 : 1;

    if (d->face == DESK_LIST)
        review_list_step(d->list, on ? (long)lines : -(long)lines);
    else if (on)
        d->scroll += lines;     /* drawing sees to the end */
    else
        d->scroll -= d->scroll < lines ? d->scroll : lines;
}

static void face(desk *d, int key)
{
    (void)key;
    look(d, d->face == DESK_FINDING && !desk_wide() ? DESK_LIST : d->face != DESK_SUMS ? DESK_SUMS : DESK_FINDING);
}

static void enter(desk *d, int key)
{
    (void)key;
    look(d, DESK_FINDING);
}

static void help(desk *d, int key)
{
    (void)key;
    look(d, d->face == DESK_HELP ? DESK_FINDING : DESK_HELP);
}

static void context(desk *d, int key)
{
    (void)key;
    d->view.context = !d->view.context;
}

static void go_to(desk *d, int key)
{
    char wanted[ASK_BYTES] = "";
    uint32_t found;

    (void)key;
    if (!desk_ask(d, view_word(&d->view, "Go to (number, 37:411, or fingerprint)"), NULL, 0, wanted))
        return;
    found = review_list_find(d->list, wanted);
    if (found == CT_NONE) {
        desk_say(d, "%s", view_word(&d->view, "there is no such finding"));
        return;
    }
    review_list_go(d->list, found);
    look(d, DESK_FINDING);
}

/* ---- filters ----------------------------------------------------------------------------------------------------- */

static void apply(desk *d, const review_filter *f)
{
    size_t n = review_list_filter(d->list, f);

    d->scroll = 0;
    if (n > 0)
        desk_say(d, "%zu %s", n, view_word(&d->view, "shown"));
    else
        desk_say(d, "%s", view_word(&d->view, "nothing is shown: Esc takes the filters off"));
}

static void search(desk *d, int key)
{
    char words[ASK_BYTES];
    review_filter f = d->list->filter;

    (void)key;
    snprintf(words, sizeof words, "%s", f.words);
    if (!desk_ask(d, view_word(&d->view, "Search (empty: all)"), NULL, 0, words))
        return;
    if (strlen(words) >= sizeof f.words)
        words[sizeof f.words - 1] = '\0';
    memcpy(f.words, words, strlen(words) + 1);
    apply(d, &f);
}

static void all(desk *d, int key)
{
    const review_filter none = { .severity = REVIEW_ANY, .state = REVIEW_ANY, .pair = CT_NONE };

    (void)key;
    if (d->face != DESK_FINDING)
        look(d, DESK_FINDING);
    else
        apply(d, &none);
}

/* "12/40  calque": how many wait, of how many. */
static char *counted(const desk *d, const char *rule, const char *name)
{
    size_t c[CT_STANDING_STATES], n = review_list_count(d->list, rule, c);
    size_t waiting = c[CT_STANDS_OPEN] + c[CT_STANDS_REOPENED] + c[CT_STANDS_LAPSED], size = strlen(name) + 64;
    char *line = malloc(size);

    if (line != NULL)
        snprintf(line, size, "%5zu /%5zu  %s", waiting, n, name);
    return line;
}

static void by_rule(desk *d, int key)
{
    size_t n = review_list_rules(d->list, d->rules), at = 0;
    char **lines = calloc(n + 1, sizeof *lines);
    review_filter f = d->list->filter;
    bool whole = lines != NULL;

    (void)key;
    for (size_t i = 0; whole && i <= n; i++) {
        lines[i] = i == 0 ? counted(d, NULL, view_word(&d->view, "all")) : counted(d, d->rules[i - 1], d->rules[i - 1]);
        whole = lines[i] != NULL;
        if (i > 0 && f.rule != NULL && strcmp(f.rule, d->rules[i - 1]) == 0)
            at = i;
    }
    if (whole && desk_choose(d, view_word(&d->view, "rule"), (const char *const *)lines, n + 1, &at)) {
        review_list_rules(d->list, d->rules);      /* drawing used the scratch */
        f.rule = at == 0 ? NULL : d->rules[at - 1];
        apply(d, &f);
    }
    for (size_t i = 0; lines != NULL && i <= n; i++)
        free(lines[i]);
    free(lines);
}

static void by_severity(desk *d, int key)
{
    const char *lines[1 + CT_SEVERITIES] = { view_word(&d->view, "all") };
    review_filter f = d->list->filter;
    size_t at = (size_t)(f.severity + 1);
    char least[CT_SEVERITIES][64];

    (void)key;
    for (int i = 0; i < CT_SEVERITIES; i++) {
        snprintf(least[i], sizeof least[i], "%s %s", view_word(&d->view, "at least"),
                 view_word(&d->view, ct_severity_name((ct_severity)i)));
        lines[i + 1] = least[i];
    }
    if (!desk_choose(d, view_word(&d->view, "severity"), lines, 1 + CT_SEVERITIES, &at))
        return;
    f.severity = (int)at - 1;
    apply(d, &f);
}

static void by_state(desk *d, int key)
{
    const char *lines[STATES] = { view_word(&d->view, "all"), view_word(&d->view, "to decide") };
    int states[STATES] = { REVIEW_ANY, REVIEW_WAITING };
    review_filter f = d->list->filter;
    size_t n = 2, at = 0;

    (void)key;
    for (int i = CT_STANDS_REOPENED; i < CT_STANDING_STATES; i++) {
        lines[n] = view_state(&d->view, (ct_standing_state)i);
        states[n++] = i;
    }
    for (size_t i = 0; i < n; i++)
        if (states[i] == f.state)
            at = i;
    if (!desk_choose(d, view_word(&d->view, "state"), lines, n, &at))
        return;
    f.state = states[at];
    apply(d, &f);
}

static void by_pair(desk *d, int key)
{
    size_t n = d->matter->n_pairs, at;
    char **lines = calloc(n + 1, sizeof *lines);
    review_filter f = d->list->filter;
    bool whole = lines != NULL;

    (void)key;
    for (size_t i = 0; whole && i <= n; i++) {
        page p = { 0 };
        page_begin(&p, 60);
        if (i == 0)
            page_put(&p, STYLE_PLAIN, view_word(&d->view, "all"));
        else
            view_pair(&d->view, &p, STYLE_PLAIN, (uint32_t)(i - 1));
        lines[i] = page_line_text(&p, 0);
        whole = lines[i] != NULL;
        page_free(&p);
    }
    at = f.pair == CT_NONE ? 0 : f.pair + 1;
    if (whole && desk_choose(d, view_word(&d->view, "pair"), (const char *const *)lines, n + 1, &at)) {
        f.pair = at == 0 ? CT_NONE : (uint32_t)(at - 1);
        apply(d, &f);
    }
    for (size_t i = 0; lines != NULL && i <= n; i++)
        free(lines[i]);
    free(lines);
}

/* ---- deciding ---------------------------------------------------------------------------------------------------- */

static void confirm(desk *d, int key) { (void)key; desk_decide(d, CT_DECIDED_CONFIRMED); }
static void dismiss(desk *d, int key) { (void)key; desk_decide(d, CT_DECIDED_DISMISSED); }
static void query(desk *d, int key)   { (void)key; desk_decide(d, CT_DECIDED_QUERY); }
static void waive(desk *d, int key)   { (void)key; desk_decide(d, CT_DECIDED_WAIVED); }
static void note(desk *d, int key)    { (void)key; desk_note(d); }
static void grade(desk *d, int key)   { desk_severity(d, (ct_severity)(key - '0')); }
static void undo(desk *d, int key)    { (void)key; desk_undo(d); }
static void many(desk *d, int key)    { (void)key; desk_dismiss_many(d); }
static void text(desk *d, int key)    { (void)key; desk_open_text(d); }

static void say_marked(desk *d)
{
    char line[64];

    snprintf(line, sizeof line, view_word(&d->view, "%zu marked"), review_list_marked(d->list, d->picked));
    desk_say(d, "%s", line);
}

static void mark(desk *d, int key)
{
    (void)key;
    d->list->marked[d->list->at] = !d->list->marked[d->list->at];
    review_list_step(d->list, 1);
    say_marked(d);
}

static void mark_all(desk *d, int key)
{
    bool none = review_list_marked(d->list, d->picked) == 0;

    (void)key;
    memset(d->list->marked, 0, d->matter->n_findings * sizeof *d->list->marked);
    for (size_t i = 0; none && i < d->list->n_shown; i++)
        d->list->marked[d->list->shown[i]] = true;
    say_marked(d);
}

/* ---- the table --------------------------------------------------------------------------------------------------- */

typedef struct key_use {
    int keys[4];
    const char *shown, *help;
    void (*act)(desk *d, int key);
    bool on_finding;     /* needs one to be looked at */
} key_use;

static const key_use uses[] = {
    { { 'j', 'k', KEY_IS_DOWN, KEY_IS_UP }, "j k ↓ ↑", "next, previous finding", step, true },
    { { 'n', 'N' }, "n N", "next, previous finding to decide", next_open, true },
    { { KEY_IS_HOME, KEY_IS_END }, "Home End", "first, last finding", ends, true },
    { { ' ', 'b', KEY_IS_PAGE_DOWN, KEY_IS_PAGE_UP }, "Space b",
      "a page of the finding (or of the list) on, back", turn, false },
    { { 'a' }, "a", "confirm: it is an error", confirm, true },
    { { 'd' }, "d", "dismiss, with a reason: 1 to 5, or in words", dismiss, true },
    { { 'q' }, "q", "query: ask back; the finding stays open", query, true },
    { { 'c' }, "c", "note: words for your decision; without one, a query", note, true },
    { { 'w' }, "w", "waive until a date, with a reason", waive, true },
    { { '0', '1', '2', '3' }, "0 1 2 3", "severity: neutral, minor, major, critical", grade, true },
    { { 'u' }, "u", "undo, as often as you like, also what earlier sessions decided", undo, false },
    { { 's' }, "s", "skip: on to the next to decide", next_open, true },
    { { 'x' }, "x", "mark; mark all shown, or none", mark, true },
    { { 'X' }, "X", "", mark_all, true },
    { { 'D' }, "D", "dismiss those marked, or all that say the same", many, false },
    { { '+', '=' }, "+", "± 2 units of context, every place, candidates in full", context, false },
    { { '/' }, "/", "search: words in any order, without accents", search, false },
    { { 'r' }, "r S t p", "filter by rule, severity, state, pair", by_rule, false },
    { { 'S' }, "", "", by_severity, false },
    { { 't' }, "", "", by_state, false },
    { { 'p' }, "", "", by_pair, false },
    { { KEY_IS_ESCAPE }, "Esc", "all filters off", all, false },
    { { 'g' }, "g", "go to a number, a line (37:411) or a fingerprint", go_to, false },
    { { 'o' }, "o", "open the text at the line, in $EDITOR", text, true },
    { { KEY_IS_TAB }, "Tab", "finding, list, sums", face, false },
    { { KEY_IS_ENTER }, "", "", enter, false },
    { { '?' }, "?", "this list", help, false },
    { { 'Q' }, "Q", "quit; every decision is on disk already", NULL, false },
};

void desk_help(desk *d, page *out)
{
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        if (uses[i].help[0] == '\0')
            continue;
        page_put(out, STYLE_PLAIN, "  ");
        page_put(out, STYLE_STRONG, uses[i].act == mark ? "x X" : view_word(&d->view, uses[i].shown));
        page_fill(out, STYLE_PLAIN, " ", 13);
        page_flow_string(out, 13, STYLE_PLAIN, view_word(&d->view, uses[i].help));
    }
}

static const key_use *use_of(int key)
{
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        for (size_t k = 0; k < sizeof uses[i].keys / sizeof *uses[i].keys && uses[i].keys[k] != 0; k++)
            if (uses[i].keys[k] == key)
                return &uses[i];
    return NULL;
}

/* ---- the loop ---------------------------------------------------------------------------------------------------- */

bool desk_of(desk *out, const review_matter *matter, review_list *list, review_log *log, const ct_messages *messages)
{
    size_t n = matter->n_findings + 1;

    *out = (desk){ .matter = matter, .list = list, .log = log,
                   .view = { .list = list, .messages = messages, .opening = "►", .closing = "◄" } };
    out->picked = calloc(n, sizeof *out->picked);
    out->batch = calloc(n, sizeof *out->batch);
    out->rules = calloc(n, sizeof *out->rules);
    out->alike = calloc(n, sizeof *out->alike);
    if (out->picked == NULL || out->batch == NULL || out->rules == NULL || out->alike == NULL)
        return false;
    desk_changed(out);
    return true;
}

void desk_release(desk *d)
{
    page_free(&d->body);
    page_free(&d->strip);
    free(d->picked);
    free(d->batch);
    free(d->rules);
    free(d->alike);
}

/* Take up what others have written in the meantime. */
static void look_for_others(desk *d)
{
    ct_error err = { 0 };

    if (!review_log_look(d->log, d->list, &err))
        return;
    desk_changed(d);
    review_list_again(d->list);
    if (err.message[0] != '\0') {
        desk_say(d, "%s", err.message);
        d->alarm = true;
    } else {
        desk_say(d, "%s", view_word(&d->view, "somebody else has decided: read again"));
    }
}

bool desk_run(desk *d)
{
    for (;;) {
        const key_use *use;
        int key;
        desk_draw(d);
        key = screen_key(LOOK_EVERY);
        if (key == KEY_IS_GONE)
            return false;
        if (key == 'Q')
            return true;
        if (key == KEY_IS_NONE) {
            look_for_others(d);
            continue;
        }
        use = use_of(key);
        if (use == NULL || desk_too_small())
            continue;
        d->message[0] = '\0';
        d->alarm = false;
        if (d->face == DESK_HELP && use->act != turn && use->act != help) {
            look(d, DESK_FINDING);        /* any key leaves the help, and does nothing else */
            continue;
        }
        if (use->act != NULL && (!use->on_finding || review_list_at(d->list) != NULL))
            use->act(d, key);
    }
}
