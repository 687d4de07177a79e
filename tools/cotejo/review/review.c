/* `cotejo review`: a reviser decides, on the whole screen or line by line. */
#include <locale.h>
#include <stdlib.h>

#include "../subject.h"
#include "desk.h"
#include "plain.h"

enum { OPTION_PLAIN = 800, OPTION_BY, OPTION_SEVERITY };

typedef struct review_options {
    common          common;
    subject_options subject;
    const char     *by;
    bool            plain;
    int             severity;
} review_options;

static const struct argp_option accepted[] = {
    { "plain", OPTION_PLAIN, NULL, 0, "Ask of one finding at a time, without moving the cursor", 0 },
    { "by", OPTION_BY, "NAME", 0, "Who decides (default: $LOGNAME)", 0 },
    { "severity", OPTION_SEVERITY, "SEVERITY", 0, "Begin with findings that are at least so severe", 0 },
    { 0 }
};

static const char usage[] = "SOURCE TARGET\nMANIFEST.yaml\n--bitext PAIRS.tsv";
static const char doc[] =
    "Go through the findings of an audit and decide on each: confirm, dismiss with a reason, ask back, waive."
    "\vEvery decision is on disk, in the file that `cotejo audit` reads, before the next key is taken: nothing is lost "
    "when the program or the machine stops. What others write to the file meanwhile is seen within a second.\n\n"
    "Keys: j k next, previous; n next to decide; a confirm; d dismiss (a digit or words say why); q query; c note; "
    "w waive until a date; 0-3 severity; u undo; x mark, D dismiss those marked or alike; / search; r S t p filter; "
    "+ context; g go to; o open the text; Tab list and sums; ? all keys; Q quit.\n\n"
    "With --plain the same letters are answers, with their words on the line: \"d 2\", \"d a fixed formula\", "
    "\"w +90 next edition\". An answer may come through a pipe.\n\n"
    "80 by 24 are enough; colour is used where there is some and $NO_COLOR is not set, and never alone.\n\n"
    "Examples:\n"
    "  cotejo review paper.es.txt plan.en.txt\n"
    "  cotejo review manifest.yaml --texts ~/texts --by ana\n"
    "  cotejo review paper.es.txt plan.en.txt --severity major --by ana\n"
    "  cotejo review --bitext pairs.tsv --decisions reviewed.jsonl\n"
    "  cotejo review paper.es.txt plan.en.txt --plain --interface es\n";

static error_t parse(int key, char *arg, struct argp_state *state)
{
    review_options *o = state->input;
    ct_severity severity;

    switch (key) {
    case ARGP_KEY_INIT:
        o->subject.common = &o->common;
        state->child_inputs[0] = &o->subject;
        state->child_inputs[1] = &o->common.interface;
        return 0;
    case OPTION_PLAIN: o->plain = true; return 0;
    case OPTION_BY:    o->by = arg; return 0;
    case OPTION_SEVERITY:
        if (!ct_severity_parse(arg, &severity))
            argp_error(state, "--severity takes neutral, minor, major or critical, not '%s'", arg);
        o->severity = (int)severity;
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static bool no_colour(void)
{
    const char *s = getenv("NO_COLOR");

    return s != NULL && s[0] != '\0';
}

/* What was done, when all is over. */
static void sum_up(const review_log *log, const review_list *list, const ct_messages *messages)
{
    const view v = { .list = list, .messages = messages };
    const size_t *n = log->recorded;
    char counts[256];

    view_counts(&v, counts, sizeof counts, false);
    fprintf(stderr, view_word(&v, "recorded %zu: confirmed %zu, dismissed %zu, query %zu, waived %zu; taken back %zu"),
            n[CT_DECIDED_CONFIRMED] + n[CT_DECIDED_DISMISSED] + n[CT_DECIDED_QUERY] + n[CT_DECIDED_WAIVED],
            n[CT_DECIDED_CONFIRMED], n[CT_DECIDED_DISMISSED], n[CT_DECIDED_QUERY], n[CT_DECIDED_WAIVED],
            n[CT_DECIDED_UNDONE]);
    if (log->past.gone > 0) {
        fputc('\n', stderr);
        fprintf(stderr, view_word(&v, "findings that were decided and are gone: %zu"), log->past.gone);
    }
    fprintf(stderr, "\n%s\n%s: %s\n", counts, view_word(&v, "decisions"), log->path);
}

static int on_screen(const review_matter *matter, review_list *list, review_log *log, const ct_messages *messages)
{
    const char *why = screen_open(!no_colour());
    bool here = false;
    desk d;

    if (why != NULL)
        return complain(EXIT_USAGE, "%s", why);
    if (desk_of(&d, matter, list, log, messages))
        here = desk_run(&d);
    screen_close();
    desk_release(&d);
    return here ? EXIT_CLEAN : EXIT_INPUT;
}

static int go_through(const review_options *o, const subject *s, const char *path)
{
    char today[11];
    review_matter matter;
    review_list list = { 0 };
    review_log log = { 0 };
    ct_error err = { 0 };
    int code = EXIT_CLEAN;

    review_matter_of(&matter, s->audits, s->n_audits);
    if (!review_list_of(&list, &matter)) {
        code = complain(EXIT_INTERNAL, "out of memory");
    } else if (review_log_open(&log, path, o->by, subject_today(&o->subject, today), s->audits, s->n_audits, &list,
                               &err) != CT_OK) {
        code = complain(exit_of(err.code), "%s", err.message);
    } else {
        review_filter f = list.filter;
        f.severity = o->severity;
        review_list_filter(&list, &f);
        review_list_first_open(&list);
        if (!o->plain)
            code = on_screen(&matter, &list, &log, s->knowledge.messages);
        else if (!plain_run(stdin, stdout, &matter, &list, &log, s->knowledge.messages))
            code = complain(EXIT_INPUT, "cannot write to standard output");
        if (code == EXIT_CLEAN && !o->common.quiet)
            sum_up(&log, &list, s->knowledge.messages);
        if (log.failed)
            code = complain(EXIT_INPUT, "the last decision was not recorded");
    }
    review_log_close(&log);
    review_list_free(&list);
    review_matter_free(&matter);
    return code;
}

int review_main(int argc, char **argv)
{
    static const struct argp_child children[] = {
        { &subject_argp, 0, NULL, 0 }, { &interface_argp, 0, NULL, 0 }, { 0 }
    };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    const char *name = getenv("LOGNAME");
    review_options o = { .subject.languages = { CT_LANGUAGES, CT_LANGUAGES }, .by = name != NULL ? name : "",
                         .severity = REVIEW_ANY };
    subject s = { 0 };
    char *path;
    int code;

    argp_parse(&argp, argc, argv, 0, NULL, &o);
    setlocale(LC_CTYPE, "");   /* the terminal's encoding; nothing else of cotejo goes by it */
    code = subject_open(&s, &o.subject);
    path = subject_decisions(&o.subject);
    if (code == EXIT_CLEAN && path == NULL)
        code = complain(EXIT_INTERNAL, "out of memory");
    if (code == EXIT_CLEAN)
        code = go_through(&o, &s, path);
    free(path);
    subject_close(&s);
    return code;
}
