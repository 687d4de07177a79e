/* `cotejo audit`: one pair, or all pairs of a manifest. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "past.h"
#include "subject.h"

enum { OPTION_FAIL_ON = 300, OPTION_BASELINE, OPTION_NEW_ONLY, OPTION_MAX_PER_1000 };

typedef struct audit_options {
    common          common;
    subject_options subject;
    bool            gates;
    ct_severity     fail_on;
    const char     *baseline;
    bool            new_only;
    double          max_per_1000;    /* < 0: no limit */
} audit_options;

static const struct argp_option accepted[] = {
    { "fail-on", OPTION_FAIL_ON, "SEVERITY", 0,
      "Exit with 1 when a finding is at least neutral, minor, major or critical (default: what the profile says, else none gates)", 0 },
    { "baseline", OPTION_BASELINE, "REPORT.json", 0, "Mark findings that this earlier report had", 0 },
    { "new-only", OPTION_NEW_ONLY, NULL, 0, "Only findings that the baseline has not gate", 0 },
    { "max-per-1000", OPTION_MAX_PER_1000, "N", 0,
      "Gate only when more than N findings that gate come on 1,000 words of the target", 0 },
    { 0 }
};

static const char usage[] = "SOURCE TARGET\nMANIFEST.yaml\n--bitext PAIRS.tsv";
static const char doc[] =
    "Align two texts on the same matter and report what diverges and which commitments have no counterpart."
    "\vFormats: text, json, html, sarif, junit, tsv. With a manifest and --output FOLDER/ each pair gets a report of its own, beside an index.\n\n"
    "Examples:\n"
    "  cotejo audit paper.es.txt plan.en.txt\n"
    "  cotejo audit paper.es.txt plan.en.txt --output report.html\n"
    "  cotejo audit manifest.yaml --texts ~/texts --output reports/\n"
    "  cotejo audit paper.es.txt plan.en.txt --fail-on major --quiet\n";

static void parse_rate(audit_options *o, const char *arg, struct argp_state *state)
{
    char *end;

    o->max_per_1000 = strtod(arg, &end);
    if (*end != '\0' || end == arg || !(o->max_per_1000 >= 0))
        argp_error(state, "--max-per-1000 takes a number from 0 on, not '%s'", arg);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    audit_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        o->subject.common = &o->common;
        state->child_inputs[0] = &o->common;
        state->child_inputs[1] = &o->subject;
        return 0;
    case OPTION_FAIL_ON:
        o->gates = true;
        if (!ct_severity_parse(arg, &o->fail_on))
            argp_error(state, "--fail-on takes neutral, minor, major or critical, not '%s'", arg);
        return 0;
    case OPTION_BASELINE:     o->baseline = arg; return 0;
    case OPTION_NEW_ONLY:     o->new_only = true; return 0;
    case OPTION_MAX_PER_1000: parse_rate(o, arg, state); return 0;
    case ARGP_KEY_END:
        if (o->new_only && o->baseline == NULL)
            argp_error(state, "--new-only needs a --baseline");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* ---- output ---------------------------------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
    struct stat st;
    size_t n = strlen(path);

    return (n > 0 && path[n - 1] == '/') || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* The format asked for, or that of the output's name, or text. */
static int choose_format(common *c, ct_format fallback, ct_format *out)
{
    const char *dot = c->output == NULL ? NULL : strrchr(c->output, '.');

    *out = fallback;
    if (c->format != NULL && !ct_format_parse(c->format, out))
        return complain(EXIT_USAGE, "there is no format '%s': text, json, html, sarif, junit or tsv", c->format);
    for (int f = 0; c->format == NULL && dot != NULL && f < CT_FORMATS; f++)
        if (strcmp(dot + 1, ct_format_suffix((ct_format)f)) == 0)
            *out = (ct_format)f;
    c->for_programs = *out != CT_FORMAT_TEXT && *out != CT_FORMAT_HTML;
    return EXIT_CLEAN;
}

static int write_report(const char *path, const ct_audit *const *audits, size_t n,
                        const ct_report_options *options)
{
    ct_error err = { 0 };
    char *bytes;
    size_t len;
    ct_status status = ct_report_render(&bytes, &len, audits, n, options, &err);
    int result;

    if (status != CT_OK)
        return complain(exit_of(status), "%s", err.message);
    result = write_product(path, bytes, len);
    free(bytes);
    return result;
}

/* ---- the past ------------------------------------------------------------------------------------------------ */

static int by_id(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* How many findings of the baseline (sorted) no audit has any more: lines of it that have gone stale. */
static size_t count_stale(const past *p, const subject *s)
{
    bool *met = calloc(p->n_baseline + 1, sizeof *met);
    size_t stale = 0;

    for (size_t a = 0; met != NULL && p->n_baseline > 0 && a < s->n_audits; a++) {
        size_t n;
        const ct_finding *findings = ct_audit_findings(s->audits[a], &n);
        for (size_t i = 0; i < n; i++) {
            const char *id = findings[i].id, **known = bsearch(&id, p->baseline, p->n_baseline, sizeof *p->baseline, by_id);
            if (known != NULL)
                met[known - p->baseline] = true;
        }
    }
    for (size_t i = 0, next; met != NULL && i < p->n_baseline; i = next) {
        bool any = false;      /* of equal ones, which one was met is chance */
        for (next = i; next < p->n_baseline && strcmp(p->baseline[next], p->baseline[i]) == 0; next++)
            any = any || met[next];
        stale += !any;
    }
    free(met);
    return stale;
}

static int past_open(past *p, const audit_options *o, const subject *s)
{
    size_t stale;
    char *path = subject_decisions(&o->subject), date[11];
    ct_error err = { 0 };
    ct_status status = past_read(p, path != NULL ? path : "", o->baseline, subject_today(&o->subject, date), s->audits, s->n_audits,
                                 &err);

    free(path);
    if (status == CT_OK && p->gone > 0 && o->subject.n_rules == 0)
        complain(0, ct_say(s->knowledge.messages, p->gone == 1 ? "%zu finding that was decided is not there any more"
                                                               : "%zu findings that were decided are not there any more"),
                 p->gone);
    stale = status == CT_OK && o->subject.n_rules == 0 ? count_stale(p, s) : 0;
    if (stale > 0)
        complain(0, ct_say(s->knowledge.messages, stale == 1 ? "%zu finding of the baseline is not there any more"
                                                             : "%zu findings of the baseline are not there any more"), stale);
    return status == CT_OK ? EXIT_CLEAN : complain(exit_of(status), "%s", err.message);
}

static ct_report_options report_options(const audit_options *o, const past *p, const ct_messages *messages)
{
    return (ct_report_options){ .messages = messages, .quiet = o->common.quiet, .gates = o->gates, .fail_on = o->fail_on,
                                .new_only = o->new_only, .reviews = (const ct_review *const *)p->reviews };
}

/* ---- exit status --------------------------------------------------------------------------------------------- */

static int worst(const audit_options *o, const past *p, const ct_audit *const *audits, size_t n, size_t n_unread)
{
    const ct_report_options options = report_options(o, p, NULL);
    size_t gating = 0, words = 0;
    bool not_run = false;

    for (size_t i = 0; i < n; i++) {
        size_t k;
        const ct_finding *findings = ct_audit_findings(audits[i], &k);
        const ct_standing *standings = ct_review_standings(p->reviews[i]);
        for (size_t j = 0; j < k; j++)
            gating += ct_finding_gates(&findings[j], &standings[j], &options);
        words += ct_report_words(audits[i], CT_TARGET);
        ct_audit_not_run(audits[i], &k);
        not_run = not_run || k > 0;
    }
    if (n_unread > 0)
        return EXIT_INPUT;
    if (gating > 0 && (o->max_per_1000 < 0 || (double)gating * 1000 > o->max_per_1000 * (double)words))
        return EXIT_GATED;
    return not_run ? EXIT_NOT_RUN : EXIT_CLEAN;
}

/* ---- product ------------------------------------------------------------------------------------------------ */

static char *joined(const char *folder, const char *name)
{
    size_t n = strlen(folder);
    char *path = malloc(n + strlen(name) + 2);

    if (path != NULL)
        sprintf(path, "%s%s%s", folder, n > 0 && folder[n - 1] == '/' ? "" : "/", name);
    return path;
}

static int write_index(const char *folder, const ct_audit *const *audits, char *const *names, size_t n,
                       const ct_report_options *options)
{
    ct_error err = { 0 };
    char *bytes = NULL, *path = joined(folder, "index.html");
    size_t len;
    ct_status status = ct_report_index(&bytes, &len, audits, (const char *const *)names, n, options, &err);
    int code = path == NULL ? complain(EXIT_INTERNAL, "out of memory")
             : status != CT_OK ? complain(exit_of(status), "%s", err.message) : write_product(path, bytes, len);

    free(bytes);
    free(path);
    return code;
}

/* One report per pair, and the page that leads to them. */
static int write_folder(const audit_options *o, const ct_audit *const *audits, size_t n, const ct_report_options *options)
{
    const char *folder = o->common.output;
    char **names = calloc(n + 1, sizeof *names);
    int code = names == NULL ? complain(EXIT_INTERNAL, "out of memory") : EXIT_CLEAN;

    if (code == EXIT_CLEAN && mkdir(folder, 0777) != 0 && errno != EEXIST)
        code = complain(EXIT_INPUT, "cannot make the folder '%s': %s", folder, strerror(errno));
    for (size_t i = 0; code == EXIT_CLEAN && i < n; i++) {
        ct_report_options single = *options;
        char *path;
        single.title = NULL;
        single.reviews = &options->reviews[i];
        names[i] = report_name(audits[i], options->format);
        path = names[i] == NULL ? NULL : joined(folder, names[i]);
        code = path == NULL ? complain(EXIT_INTERNAL, "out of memory") : write_report(path, &audits[i], 1, &single);
        free(path);
    }
    if (code == EXIT_CLEAN)
        code = write_index(folder, audits, names, n, options);
    for (size_t i = 0; names != NULL && i < n; i++)
        free(names[i]);
    free(names);
    return code;
}

/* A single pair is written where it is wanted; a set also says its sums when the product went into files. */
static int write_all(const audit_options *o, const past *before, const subject *s, ct_format format)
{
    ct_report_options options = report_options(o, before, s->knowledge.messages), summary;
    int code;

    options.format = format;
    if (s->manifest != NULL)
        options.title = ct_manifest_title(s->manifest);
    summary = options;
    summary.format = CT_FORMAT_TEXT;
    summary.quiet = true;
    if (s->manifest != NULL && o->common.output != NULL && is_folder(o->common.output))
        code = write_folder(o, s->audits, s->n_audits, &options);
    else
        code = write_report(o->common.output, s->audits, s->n_audits, &options);
    if (code == EXIT_CLEAN && s->manifest != NULL && o->common.output != NULL)
        code = write_report(NULL, s->audits, s->n_audits, &summary);
    return code;
}

/* What the command line leaves open of the gate, the profile may say. */
static void take_gate(audit_options *o, const ct_profile *profile)
{
    const char *fail_on = ct_profile_fail_on(profile);

    if (!o->gates && fail_on != NULL)
        o->gates = ct_severity_parse(fail_on, &o->fail_on);
    if (o->max_per_1000 < 0)
        o->max_per_1000 = ct_profile_max_per_1000(profile);
}

int audit_main(int argc, char **argv)
{
    static const struct argp_child children[] = {
        { &product_argp, 0, NULL, 0 }, { &subject_argp, 0, NULL, 0 }, { 0 }
    };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    audit_options o = { .subject.languages = { CT_LANGUAGES, CT_LANGUAGES }, .max_per_1000 = -1 };
    past before = { 0 };
    subject s = { 0 };
    ct_format format;
    int code;

    parse_arguments(&argp, argc, argv, &o);
    code = choose_format(&o.common, o.common.output != NULL && is_folder(o.common.output) ? CT_FORMAT_HTML : CT_FORMAT_TEXT,
                         &format);
    if (code == EXIT_CLEAN)
        code = subject_open(&s, &o.subject);
    if (code == EXIT_CLEAN) {
        take_gate(&o, s.knowledge.profile);
        code = past_open(&before, &o, &s);
    }
    if (code == EXIT_CLEAN)
        code = write_all(&o, &before, &s, format);
    if (code == EXIT_CLEAN)
        code = worst(&o, &before, s.audits, s.n_audits, s.n_unread);
    past_close(&before);
    subject_close(&s);
    return code;
}
