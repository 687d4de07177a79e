/* `cotejo decide`: what a reviser says of a finding, and how often each rule was right. */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "past.h"

enum { OPTION_BY = 600, OPTION_REPORT, OPTION_STATS, OPTION_SEVERITY };

typedef struct decide_options {
    ct_decision decision;
    const char *file, *report, *verdict, *interface;
    bool        stats;
} decide_options;

static const struct argp_option accepted[] = {
    { "reason", 'm', "TEXT", 0, "Why; needed to dismiss", 0 },
    { "until", 'u', "DATE", 0, "Last day of a waiver, as 2027-01-31", 0 },
    { "severity", OPTION_SEVERITY, "NAME", 0, "How severe it is, where you see it otherwise: neutral, minor, major, critical", 0 },
    { "by", OPTION_BY, "NAME", 0, "Who decides (default: $LOGNAME)", 0 },
    { "decisions", 'd', "FILE", 0, "File of decisions (default: decisions.jsonl)", 0 },
    { "report", OPTION_REPORT, "FILE", 0, "JSON report with the finding; then the beginning of its id is enough", 0 },
    { "stats", OPTION_STATS, NULL, 0, "Print how often each rule was confirmed and dismissed", 0 },
    { 0 }
};

static const char usage[] = "FINDING confirmed|dismissed|query|waived|undone\n--stats";
static const char doc[] =
    "Append a decision to a file that `cotejo audit` reads. A dismissed finding does not come back unless its text changes."
    "\vExamples:\n"
    "  cotejo decide 5f1c --report r.json dismissed --reason 'fixed formula of the treaty'\n"
    "  cotejo decide 5f1c2b90aa01d3e4f5061728394a5b6c waived --until 2027-01-31\n"
    "  cotejo decide --stats\n";

static error_t parse(int key, char *arg, struct argp_state *state)
{
    decide_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &o->interface;
        return 0;
    case 'm':           o->decision.reason = arg; return 0;
    case 'u':           o->decision.until = arg; return 0;
    case 'd':           o->file = arg; return 0;
    case OPTION_SEVERITY: o->decision.severity = arg; return 0;
    case OPTION_BY:     o->decision.by = arg; return 0;
    case OPTION_REPORT: o->report = arg; return 0;
    case OPTION_STATS:  o->stats = true; return 0;
    case ARGP_KEY_ARG:
        if (o->decision.finding == NULL)
            o->decision.finding = arg;
        else if (o->verdict == NULL)
            o->verdict = arg;
        else
            argp_error(state, "too many arguments: a finding and a verdict");
        return 0;
    case ARGP_KEY_END:
        if (!o->stats && (o->verdict == NULL || !ct_decision_verdict_parse(o->verdict, &o->decision.verdict)))
            argp_error(state, "a finding, and one of confirmed, dismissed, query, waived, undone");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static int record(decide_options *o)
{
    char now[NOW_BYTES];
    ct_error err = { 0 };
    char *strings = NULL;
    ct_status status = CT_OK;

    if (o->report != NULL)
        status = ct_decision_complete(&o->decision, &strings, o->report, &err);
    o->decision.at = now_of(now);
    if (status == CT_OK && o->decision.verdict == CT_DECIDED_UNDONE)
        status = ct_decisions_undo(o->file, o->decision.finding, o->decision.by, o->decision.at, &err);
    else if (status == CT_OK)
        status = ct_decisions_append(o->file, &o->decision, &err);
    free(strings);
    return status == CT_OK ? EXIT_CLEAN : complain(exit_of(status), "%s", err.message);
}

/* Verdicts on findings of one rule, as the file tells them; a rule that the file does not name is "?". */
static size_t count(const ct_decision *all, size_t n, const char *rule, ct_decision_verdict verdict)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        k += all[i].verdict == verdict && strcmp(all[i].rule != NULL ? all[i].rule : "?", rule) == 0;
    return k;
}

static void print_rule(const ct_decision *all, size_t n, const char *rule, int column)
{
    size_t right = count(all, n, rule, CT_DECIDED_CONFIRMED), wrong = count(all, n, rule, CT_DECIDED_DISMISSED);
    double low, high;

    if (right + wrong == 0)
        return;
    ct_share_interval(right, right + wrong, &low, &high);
    printf("%-26s %*zu %*zu %*.2f  %.2f-%.2f\n", rule, column, right, column, wrong, column,
           (double)right / (double)(right + wrong), low, high);
}

/* The heads of the columns, and how wide these are. */
static int print_heads(const ct_messages *messages)
{
    static const char *const heads[] = { "confirmed", "dismissed", "precision" };
    enum { N = sizeof heads / sizeof *heads };
    int column = 9;

    for (int i = 0; i < N; i++) {
        int wide = columns_of(ct_say(messages, heads[i]));
        column = wide > column ? wide : column;
    }
    write_padded(stdout, ct_say(messages, "rule"), 26);
    for (int i = 0; i < N; i++)
        printf("%*s%s ", column - columns_of(ct_say(messages, heads[i])), "", ct_say(messages, heads[i]));
    printf(" %s\n", ct_say(messages, "at 95 %"));
    return column;
}

static int print_stats(const decide_options *o)
{
    ct_messages *messages = NULL;
    ct_decisions *decisions;
    ct_error err = { 0 };
    size_t n, n_checks;
    const ct_check *const *checks = ct_checks(&n_checks);
    const ct_decision *all;
    int column, code;

    if (ct_decisions_read(&decisions, o->file, &err) != CT_OK)
        return complain(EXIT_INPUT, "%s", err.message);
    code = interface_open(&messages, o->interface, false);
    if (code != EXIT_CLEAN) {
        ct_decisions_free(decisions);
        return code;
    }
    all = ct_decisions_all(decisions, &n);
    column = print_heads(messages);
    for (size_t i = 0; i < n_checks; i++)
        print_rule(all, n, checks[i]->id, column);
    print_rule(all, n, "?", column);
    ct_decisions_free(decisions);
    ct_messages_free(messages);
    return fflush(stdout) == 0 ? EXIT_CLEAN : EXIT_INPUT;
}

int decide_main(int argc, char **argv)
{
    static const struct argp_child children[] = { { &interface_argp, 0, NULL, 0 }, { 0 } };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    const char *name = getenv("LOGNAME");
    decide_options o = { .file = "decisions.jsonl", .decision = { .by = name != NULL ? name : "" } };

    parse_arguments(&argp, argc, argv, &o);
    return o.stats ? print_stats(&o) : record(&o);
}
