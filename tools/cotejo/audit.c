/* `cotejo audit`: one pair, or all pairs of a manifest. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "command.h"

enum { OPTION_FAIL_ON = 300, OPTION_TEXTS, OPTION_SOURCE_LANGUAGE, OPTION_TARGET_LANGUAGE, OPTION_KIND,
       OPTION_DECISIONS, OPTION_BASELINE, OPTION_NEW_ONLY, OPTION_MAX_PER_1000, OPTION_TODAY, OPTION_BITEXT, MOST_RULES = 64 };

typedef struct audit_options {
    common       common;
    const char  *arguments[2];
    unsigned     n_arguments;
    const char  *texts, *bitext;
    bool         gates;
    ct_severity  fail_on;
    ct_language  languages[CT_SIDES];
    ct_pair_kind kind;
    const char  *rules[MOST_RULES];
    size_t       n_rules;
    const char  *decisions, *baseline, *today;
    bool         new_only;
    double       max_per_1000;    /* < 0: no limit */
} audit_options;

/* What was decided before, and what was known before. */
typedef struct past {
    ct_decisions *decisions;
    const char  **baseline;
    size_t        n_baseline;
    ct_review   **reviews;        /* [n] one per audit */
    size_t        n;
} past;

static const struct argp_option accepted[] = {
    { "fail-on", OPTION_FAIL_ON, "SEVERITY", 0,
      "Exit with 1 when a finding is at least neutral, minor, major or critical (default: none gates)", 0 },
    { "decisions", OPTION_DECISIONS, "FILE", 0,
      "What revisers decided (default: decisions.jsonl beside SOURCE or MANIFEST, if there)", 0 },
    { "baseline", OPTION_BASELINE, "REPORT.json", 0, "Mark findings that this earlier report had", 0 },
    { "new-only", OPTION_NEW_ONLY, NULL, 0, "Only findings that the baseline has not gate", 0 },
    { "max-per-1000", OPTION_MAX_PER_1000, "N", 0,
      "Gate only when more than N findings that gate come on 1,000 words of the target", 0 },
    { "today", OPTION_TODAY, "DATE", OPTION_HIDDEN, "The day that waivers are held against", 0 },
    { "texts", OPTION_TEXTS, "FOLDER", 0, "Where a manifest's files are when not beside it (default: $COTEJO_TEXTS)", 0 },
    { "bitext", OPTION_BITEXT, "FILE", 0,
      "Pairs that are aligned already, instead of two texts: source, tab, target, one pair a line", 0 },
    { "rule", 'r', "ID", 0, "Only this rule; may be repeated", 0 },
    { "kind", OPTION_KIND, "KIND", 0, "translation or comparable; found out when not given", 0 },
    { "source-language", OPTION_SOURCE_LANGUAGE, "es|en", 0, "Language of SOURCE; found out when not given", 0 },
    { "target-language", OPTION_TARGET_LANGUAGE, "es|en", 0, "Language of TARGET; found out when not given", 0 },
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

static void parse_language(audit_options *o, ct_side side, const char *arg, struct argp_state *state)
{
    if (!ct_language_parse(arg, &o->languages[side]))
        argp_error(state, "'%s' is no language known here: es or en", arg);
}

static void parse_kind(audit_options *o, const char *arg, struct argp_state *state)
{
    if (strcmp(arg, "translation") == 0)
        o->kind = CT_PAIR_TRANSLATION;
    else if (strcmp(arg, "comparable") == 0)
        o->kind = CT_PAIR_COMPARABLE;
    else
        argp_error(state, "--kind takes translation or comparable, not '%s'", arg);
}

static void parse_rule(audit_options *o, const char *arg, struct argp_state *state)
{
    if (ct_check_find(arg) == NULL)
        argp_error(state, "there is no rule '%s'; 'cotejo rules' lists those there are", arg);
    else if (o->n_rules == MOST_RULES)
        argp_error(state, "more than %d rules", MOST_RULES);
    else
        o->rules[o->n_rules++] = arg;
}

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
        state->child_inputs[0] = &o->common;
        return 0;
    case OPTION_FAIL_ON:
        o->gates = true;
        if (!ct_severity_parse(arg, &o->fail_on))
            argp_error(state, "--fail-on takes neutral, minor, major or critical, not '%s'", arg);
        return 0;
    case OPTION_DECISIONS:       o->decisions = arg; return 0;
    case OPTION_BASELINE:        o->baseline = arg; return 0;
    case OPTION_NEW_ONLY:        o->new_only = true; return 0;
    case OPTION_TODAY:           o->today = arg; return 0;
    case OPTION_MAX_PER_1000:    parse_rate(o, arg, state); return 0;
    case OPTION_BITEXT:          o->bitext = arg; return 0;
    case OPTION_TEXTS:           o->texts = arg; return 0;
    case OPTION_SOURCE_LANGUAGE: parse_language(o, CT_SOURCE, arg, state); return 0;
    case OPTION_TARGET_LANGUAGE: parse_language(o, CT_TARGET, arg, state); return 0;
    case OPTION_KIND:            parse_kind(o, arg, state); return 0;
    case 'r':                    parse_rule(o, arg, state); return 0;
    case ARGP_KEY_ARG:
        if (o->n_arguments == 2 || o->bitext != NULL)
            argp_error(state, "too many arguments: two texts, or one manifest");
        else
            o->arguments[o->n_arguments++] = arg;
        return 0;
    case ARGP_KEY_END:
        if (o->bitext != NULL && o->n_arguments > 0)
            argp_error(state, "--bitext takes the place of the two texts");
        if (o->bitext != NULL)
            o->arguments[o->n_arguments++] = o->bitext;
        if (o->n_arguments == 0)
            argp_error(state, "two texts, or one manifest, are needed");
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
static int choose_format(const common *c, ct_format fallback, ct_format *out)
{
    const char *dot = c->output == NULL ? NULL : strrchr(c->output, '.');

    *out = fallback;
    if (c->format != NULL)
        return ct_format_parse(c->format, out) ? EXIT_CLEAN
            : complain(EXIT_USAGE, "there is no format '%s': text, json, html, sarif, junit or tsv", c->format);
    for (int f = 0; dot != NULL && f < CT_FORMATS; f++)
        if (strcmp(dot + 1, ct_format_suffix((ct_format)f)) == 0)
            *out = (ct_format)f;
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

/* decisions.jsonl beside the first argument; the caller frees it. */
static char *default_decisions(const char *beside)
{
    static const char name[] = "decisions.jsonl";
    const char *slash = strrchr(beside, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - beside) + 1;
    char *path = malloc(n + sizeof name);

    if (path != NULL) {
        memcpy(path, beside, n);
        memcpy(path + n, name, sizeof name);
    }
    return path;
}

static const char *today_of(const audit_options *o, char buffer[11])
{
    time_t now = time(NULL);
    struct tm parts;

    if (o->today != NULL)
        return o->today;
    if (localtime_r(&now, &parts) == NULL || strftime(buffer, 11, "%Y-%m-%d", &parts) != 10)
        return "9999-12-31";
    return buffer;
}

static int past_open(past *p, const audit_options *o, const ct_audit *const *audits, size_t n)
{
    char *path = o->decisions != NULL ? NULL : default_decisions(o->arguments[0]), date[11];
    const char *today = today_of(o, date);
    ct_error err = { 0 };
    ct_status status = ct_decisions_read(&p->decisions, o->decisions != NULL ? o->decisions : path != NULL ? path : "", &err);

    free(path);
    if (status == CT_OK && o->baseline != NULL)
        status = ct_baseline_read(&p->baseline, &p->n_baseline, o->baseline, &err);
    p->reviews = calloc(n + 1, sizeof *p->reviews);
    if (p->reviews == NULL)
        return complain(EXIT_INTERNAL, "out of memory");
    for (p->n = 0; status == CT_OK && p->n < n; p->n++)
        status = ct_review_of(&p->reviews[p->n], audits[p->n], p->decisions, p->baseline, p->n_baseline, today, &err);
    return status == CT_OK ? EXIT_CLEAN : complain(exit_of(status), "%s", err.message);
}

static void past_close(past *p)
{
    for (size_t i = 0; i < p->n; i++)
        ct_review_free(p->reviews[i]);
    free(p->reviews);
    free(p->baseline);
    ct_decisions_free(p->decisions);
}

static ct_report_options report_options(const audit_options *o, const past *p)
{
    return (ct_report_options){ .quiet = o->common.quiet, .gates = o->gates, .fail_on = o->fail_on, .new_only = o->new_only,
                                .reviews = (const ct_review *const *)p->reviews };
}

/* ---- exit status --------------------------------------------------------------------------------------------- */

static size_t words_of(const ct_audit *audit)
{
    size_t n, words = 0;
    const ct_token *tokens = ct_segments_tokens(ct_document_reading_segments(ct_audit_side(audit, CT_TARGET)), &n);

    for (size_t i = 0; i < n; i++)
        words += tokens[i].kind == CT_TOKEN_WORD;
    return words;
}

static int worst(const audit_options *o, const past *p, const ct_audit *const *audits, size_t n, size_t n_unread)
{
    const ct_report_options options = report_options(o, p);
    size_t gating = 0, words = 0;
    bool not_run = false;

    for (size_t i = 0; i < n; i++) {
        size_t k;
        const ct_finding *findings = ct_audit_findings(audits[i], &k);
        const ct_standing *standings = ct_review_standings(p->reviews[i]);
        for (size_t j = 0; j < k; j++)
            gating += ct_finding_gates(&findings[j], &standings[j], &options);
        words += words_of(audits[i]);
        ct_audit_not_run(audits[i], &k);
        not_run = not_run || k > 0;
    }
    if (n_unread > 0)
        return EXIT_INPUT;
    if (gating > 0 && (o->max_per_1000 < 0 || (double)gating * 1000 > o->max_per_1000 * (double)words))
        return EXIT_GATED;
    return not_run ? EXIT_NOT_RUN : EXIT_CLEAN;
}

/* What could not be had is said on stderr too, once, whatever the format. */
static void say_not_run(const ct_audit *const *audits, size_t n)
{
    size_t k;
    const ct_not_run *not_run = n == 0 ? NULL : ct_audit_not_run(audits[0], &k);

    for (size_t i = 0; not_run != NULL && i < k; i++)
        complain(0, "not run: %s: %s", not_run[i].rule, not_run[i].reason);
}

/* ---- a pair -------------------------------------------------------------------------------------------------- */

static int audit_pair(const audit_options *o, const knowledge *k)
{
    const ct_audit_options audit = {
        .kind = o->kind, .rules = o->n_rules > 0 ? o->rules : NULL, .n_rules = o->n_rules, .without = o->common.without
    };
    ct_document_reading *readings[CT_SIDES] = { NULL, NULL };
    ct_format format;
    past before = { 0 };
    ct_aligned *bitext = NULL;
    ct_audit *result = NULL;
    ct_error err = { 0 };
    ct_status status = CT_OK;
    int code = choose_format(&o->common, CT_FORMAT_TEXT, &format);

    if (code == EXIT_CLEAN && o->bitext != NULL)
        status = bitext_audit(&bitext, &result, o->bitext, o->languages, &o->common, &audit, k, &err);
    for (int side = 0; code == EXIT_CLEAN && status == CT_OK && o->bitext == NULL && side < CT_SIDES; side++) {
        const ct_reading_options reading = { .language = o->languages[side], .read = o->common.read };
        status = ct_document_reading_of(&readings[side], o->arguments[side], &reading, k->lexicon, k->profile, &err);
    }
    if (code == EXIT_CLEAN && status == CT_OK && o->bitext == NULL)
        status = ct_audit_of(&result, readings[CT_SOURCE], readings[CT_TARGET], &audit, &err);
    if (status != CT_OK) {
        code = complain(exit_of(status), "%s", err.message);
    } else if (code == EXIT_CLEAN) {
        const ct_audit *one = result;
        say_not_run(&one, 1);
        code = past_open(&before, o, &one, 1);
        if (code == EXIT_CLEAN) {
            ct_report_options report = report_options(o, &before);
            report.format = format;
            code = write_report(o->common.output, &one, 1, &report);
        }
        if (code == EXIT_CLEAN)
            code = worst(o, &before, &one, 1, 0);
    }
    past_close(&before);
    ct_audit_free(result);
    for (int side = 0; side < CT_SIDES; side++)
        ct_document_reading_free(readings[side]);
    ct_aligned_free(bitext);
    return code;
}

/* ---- a manifest ------------------------------------------------------------------------------------------------ */

static void show_progress(const char *what, size_t done, size_t all, void *payload)
{
    progress_show(payload, what, done, all);
}

static char *joined(const char *folder, const char *name)
{
    size_t n = strlen(folder);
    char *path = malloc(n + strlen(name) + 2);

    if (path != NULL)
        sprintf(path, "%s%s%s", folder, n > 0 && folder[n - 1] == '/' ? "" : "/", name);
    return path;
}

static char *report_name(const ct_audit *audit, ct_format format)
{
    const char *source = ct_document_reading_id(ct_audit_side(audit, CT_SOURCE));
    const char *target = ct_document_reading_id(ct_audit_side(audit, CT_TARGET));
    const char *suffix = ct_format_suffix(format);
    char *name = malloc(strlen(source) + strlen(target) + strlen(suffix) + 4);

    if (name == NULL)
        return NULL;
    sprintf(name, "%s--%s.%s", source, target, suffix);
    for (char *c = name; *c != '\0'; c++)   /* ids are free text: no way out of the folder */
        if (*c == '/')
            *c = '_';
    return name;
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

static int write_set(const audit_options *o, const past *before, const ct_manifest *manifest, const ct_audit *const *audits,
                     size_t n)
{
    bool folder = o->common.output != NULL && is_folder(o->common.output);
    ct_report_options options = report_options(o, before), summary;
    int code;

    options.title = ct_manifest_title(manifest);
    summary = options;
    summary.quiet = true;
    code = choose_format(&o->common, folder ? CT_FORMAT_HTML : CT_FORMAT_TEXT, &options.format);
    if (code != EXIT_CLEAN)
        return code;
    if (folder)
        code = write_folder(o, audits, n, &options);
    else
        code = write_report(o->common.output, audits, n, &options);
    if (code == EXIT_CLEAN && o->common.output != NULL)
        code = write_report(NULL, audits, n, &summary);
    return code;
}

static int report_set(const audit_options *o, const ct_manifest *manifest, const ct_set *set)
{
    size_t n, n_unread;
    const ct_audit *const *audits = ct_set_audits(set, &n);
    const ct_unread *unread = ct_set_unread(set, &n_unread);
    past before = { 0 };
    int code = past_open(&before, o, audits, n);

    for (size_t i = 0; i < n_unread; i++)
        complain(0, "document '%s' was not read, and its pairs were not audited: %s", unread[i].id, unread[i].message);
    say_not_run(audits, n);
    if (code == EXIT_CLEAN)
        code = write_set(o, &before, manifest, audits, n);
    if (code == EXIT_CLEAN)
        code = worst(o, &before, audits, n, n_unread);
    past_close(&before);
    return code;
}

static int audit_manifest(const audit_options *o)
{
    const char *texts = o->texts != NULL ? o->texts : getenv("COTEJO_TEXTS");
    common talk = o->common;
    const ct_set_options options = {
        .jobs = o->common.jobs, .read = o->common.read, .rules = o->n_rules > 0 ? o->rules : NULL, .n_rules = o->n_rules,
        .without = o->common.without, .progress = show_progress, .payload = &talk,
    };
    ct_manifest *manifest = NULL;
    ct_set *set = NULL;
    knowledge k = { 0 };
    ct_error err = { 0 };
    ct_status status = ct_manifest_read(&manifest, o->arguments[0], texts, &err);
    int code = status == CT_OK ? EXIT_CLEAN : complain(EXIT_INPUT, "%s", err.message);

    if (code == EXIT_CLEAN)
        code = knowledge_open(&k, &o->common, ct_manifest_profile(manifest));
    if (code == EXIT_CLEAN) {
        status = ct_set_of(&set, manifest, k.lexicon, k.profile, &options, &err);
        progress_end(&o->common);
        code = status == CT_OK ? report_set(o, manifest, set) : complain(exit_of(status), "%s", err.message);
    }
    ct_set_free(set);
    knowledge_close(&k);
    ct_manifest_free(manifest);
    return code;
}

int audit_main(int argc, char **argv)
{
    static const struct argp_child children[] = { { &common_argp, 0, NULL, 0 }, { 0 } };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    audit_options o = { .languages = { CT_LANGUAGES, CT_LANGUAGES }, .max_per_1000 = -1 };
    knowledge k;
    int code;

    argp_parse(&argp, argc, argv, 0, NULL, &o);
    if (o.n_arguments == 1 && o.bitext == NULL)
        return audit_manifest(&o);
    code = knowledge_open(&k, &o.common, NULL);
    if (code == EXIT_CLEAN)
        code = audit_pair(&o, &k);
    knowledge_close(&k);
    return code;
}
