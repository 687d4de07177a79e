/* Where the time goes: compile and load the lexicon, read the documents of a manifest stage by stage, audit its pairs; or
 * two generated texts of a given number of statements, to see how cost grows; or translations of a given number of
 * sentences, aligned or learned from, beside a peer.
 *
 * Times are of this machine and this run; shares and ratios are what to compare between versions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <cotejo.h>

#include "scale.h"
#include "translate.h"

enum stage {
    STAGE_COMPILE, STAGE_LOAD, STAGE_TEXT, STAGE_DOCUMENT, STAGE_SEGMENTS, STAGE_VOCABULARY, STAGE_STATEMENTS,
    STAGE_LINKS, STAGE_CHECKS, STAGE_REPORT, STAGES
};

static const char *const stage_names[STAGES] = {
    "compile the lexicon", "load the lexicon", "decode and normalise", "outline", "sentences and tokens", "words, terms, figures",
    "units, roles, actors", "links", "links and checks", "JSON report"
};

typedef struct bench {
    double       seconds[STAGES];
    ct_lexicon  *lexicon;
    ct_profile  *profile;
    ct_manifest *manifest;
    size_t       bytes, units;
} bench;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int fail(const ct_error *err)
{
    fprintf(stderr, "bench: %s\n", err->message);
    return 1;
}

/* Add the time since `*start` to a stage and begin anew. */
static void lap(bench *b, enum stage stage, double *start)
{
    double t = now();

    b->seconds[stage] += t - *start;
    *start = t;
}

/* A lexicon remembers stems it was asked for, so each measurement begins with one of its own. */
static int open_lexicon(bench *b, bool compile)
{
    const ct_lexicon_options options = { .rebuild = compile };
    ct_error err = { 0 };
    double t = now();

    ct_lexicon_free(b->lexicon);
    if (ct_lexicon_open(&b->lexicon, &options, &err) != CT_OK)
        return fail(&err);
    b->seconds[compile ? STAGE_COMPILE : STAGE_LOAD] = now() - t;
    return 0;
}

static int read_stages(bench *b, const ct_manifest_document *d)
{
    const ct_part *part = d->part.from != NULL || d->part.to != NULL ? &d->part : NULL;
    ct_text *text = NULL;
    ct_document *document = NULL;
    ct_segments *segments = NULL;
    ct_vocabulary *vocabulary = NULL;
    ct_statements *statements = NULL;
    ct_error err = { 0 };
    double t = now();
    ct_status status = ct_text_read_file(&text, d->path, NULL, &err);
    size_t n = 0;

    lap(b, STAGE_TEXT, &t);
    if (status == CT_OK)
        status = ct_document_of(&document, text, d->language, part, ct_lexicon_outline(b->lexicon, d->language), &err);
    lap(b, STAGE_DOCUMENT, &t);
    if (status == CT_OK)
        status = ct_segments_of(&segments, document, ct_lexicon_segmenting(b->lexicon, d->language), &err);
    lap(b, STAGE_SEGMENTS, &t);
    if (status == CT_OK)
        status = ct_vocabulary_of(&vocabulary, segments, b->lexicon, &err);
    lap(b, STAGE_VOCABULARY, &t);
    if (status == CT_OK)
        status = ct_statements_of(&statements, vocabulary, b->profile, &err);
    lap(b, STAGE_STATEMENTS, &t);
    if (status == CT_OK) {
        ct_span span = ct_document_span(document);
        ct_statements_units(statements, &n);
        b->units += n;
        b->bytes += span.end - span.start;
    }
    ct_statements_free(statements);
    ct_vocabulary_free(vocabulary);
    ct_segments_free(segments);
    ct_document_free(document);
    ct_text_free(text);
    return status == CT_OK ? 0 : fail(&err);
}

static int align_all(bench *b)
{
    size_t n, n_pairs;
    const ct_manifest_document *documents = ct_manifest_documents(b->manifest, &n);
    const ct_manifest_pair *pairs = ct_manifest_pairs(b->manifest, &n_pairs);
    ct_document_reading **readings = calloc(n, sizeof *readings);
    ct_error err = { 0 };
    ct_status status = readings == NULL ? CT_NOMEM : CT_OK;

    for (size_t i = 0; status == CT_OK && i < n; i++) {
        const ct_reading_options options = { .id = documents[i].id, .language = documents[i].language, .part = documents[i].part };
        status = ct_document_reading_of(&readings[i], documents[i].path, &options, b->lexicon, b->profile, &err);
    }
    for (size_t i = 0; status == CT_OK && i < n_pairs; i++) {
        const ct_document_reading *source = readings[pairs[i].source], *target = readings[pairs[i].target];
        ct_links *links = NULL;
        double t = now();
        status = ct_links_of_passages(&links, ct_document_reading_statements(source), ct_document_reading_statements(target),
                                      NULL, &err);
        lap(b, STAGE_LINKS, &t);
        ct_links_free(links);
    }
    for (size_t i = 0; readings != NULL && i < n; i++)
        ct_document_reading_free(readings[i]);
    free(readings);
    return status == CT_OK ? 0 : fail(&err);
}

/* The whole manifest as the command does it; the time is given back, the report is thrown away. */
static int audit_all(bench *b, unsigned jobs, double *seconds)
{
    const ct_set_options options = { .jobs = jobs };
    const ct_report_options report = { .format = CT_FORMAT_JSON };
    ct_set *set = NULL;
    char *bytes = NULL;
    size_t len, n = 0;
    ct_error err = { 0 };
    double start, t;
    ct_status status;

    if (open_lexicon(b, false) != 0)
        return 1;
    start = now();
    status = ct_set_of(&set, b->manifest, b->lexicon, b->profile, &options, &err);
    t = now();
    if (jobs == 1)
        b->seconds[STAGE_CHECKS] = t - start;
    if (status == CT_OK) {
        const ct_audit *const *audits = ct_set_audits(set, &n);
        status = ct_report_render(&bytes, &len, audits, n, &report, &err);
    }
    *seconds = now() - start;
    if (jobs == 1)
        lap(b, STAGE_REPORT, &t);
    free(bytes);
    ct_set_free(set);
    return status == CT_OK ? 0 : fail(&err);
}

static void print_profile(const bench *b, double one, double two)
{
    double reading = 0, checks;
    struct rusage usage;

    for (int s = STAGE_TEXT; s <= STAGE_STATEMENTS; s++)
        reading += b->seconds[s];
    checks = b->seconds[STAGE_CHECKS] - reading - b->seconds[STAGE_LINKS];
    printf("%-28s %9s %7s\n", "stage", "seconds", "share");
    for (int s = STAGE_TEXT; s < STAGES; s++) {
        double seconds = s == STAGE_CHECKS ? checks : b->seconds[s];
        printf("%-28s %9.3f %6.1f%%\n", s == STAGE_CHECKS ? "checks" : stage_names[s], seconds, 100 * seconds / one);
    }
    printf("%-28s %9.3f\n", "whole manifest, 1 thread", one);
    printf("%-28s %9.3f  (%.2f of 1 thread)\n", "whole manifest, 2 threads", two, two / one);
    if (b->seconds[STAGE_COMPILE] > 0)
        printf("%-28s %9.3f\n", stage_names[STAGE_COMPILE], b->seconds[STAGE_COMPILE]);
    printf("%-28s %9.3f\n", stage_names[STAGE_LOAD], b->seconds[STAGE_LOAD]);
    printf("%-28s %9zu bytes, %zu units\n", "read", b->bytes, b->units);
    getrusage(RUSAGE_SELF, &usage);
    printf("%-28s %9.1f MB\n", "peak memory", (double)usage.ru_maxrss / 1024);
}

static int usage(void)
{
    fputs("usage: bench MANIFEST.yaml [FOLDER OF TEXTS] [--compile]\n"
          "       bench --generate STATEMENTS [FOLDER TO KEEP THE TEXTS IN]\n"
          "       bench --sentences|--learn [--peer 'CMD {es} {en} {both}'] [--most-peer N] PAIRS... | --texts ES EN\n", stderr);
    return 2;
}

/* `bench --sentences` and `bench --learn`. */
static int bench_translate(int argc, char **argv)
{
    translate_options o = { .learn = strcmp(argv[1], "--learn") == 0 };
    int i = 2;

    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2)
        if (strcmp(argv[i], "--peer") == 0) {
            o.peer = argv[i + 1];
        } else if (strcmp(argv[i], "--most-peer") == 0) {
            o.most_peer = strtoul(argv[i + 1], NULL, 10);
        } else if (strcmp(argv[i], "--texts") == 0 && i + 3 == argc) {
            o.texts[0] = argv[i + 1];
            o.texts[1] = argv[i + 2];
        } else {
            return usage();
        }
    o.sizes = (const char *const *)argv + i;
    o.n_sizes = i < argc ? (size_t)(argc - i) : 0;
    return o.texts[0] == NULL && o.n_sizes == 0 ? usage() : translate(&o);
}

int main(int argc, char **argv)
{
    bench b = { 0 };
    ct_error err = { 0 };
    bool compile = argc > 2 && strcmp(argv[argc - 1], "--compile") == 0;
    const char *texts = argc > 2 && !(compile && argc == 3) ? argv[2] : NULL;
    double one = 0, two = 0;
    size_t n = 0;
    const ct_manifest_document *documents;
    int failed;

    if (argc >= 3 && strcmp(argv[1], "--generate") == 0 && atol(argv[2]) > 0)
        return scale((size_t)atol(argv[2]), argc > 3 ? argv[3] : NULL);
    if (argc >= 3 && (strcmp(argv[1], "--sentences") == 0 || strcmp(argv[1], "--learn") == 0))
        return bench_translate(argc, argv);
    if (argc < 2 || argv[1][0] == '-')
        return usage();
    if (ct_manifest_read(&b.manifest, argv[1], texts, &err) != CT_OK)
        return fail(&err);
    if (ct_profile_read(&b.profile, ct_manifest_profile(b.manifest), ct_data_folder(), &err) != CT_OK)
        return fail(&err);
    failed = (compile && open_lexicon(&b, true) != 0) || open_lexicon(&b, false) != 0;
    documents = ct_manifest_documents(b.manifest, &n);
    for (size_t i = 0; !failed && i < n; i++)
        failed = read_stages(&b, &documents[i]);
    failed = failed || align_all(&b) || audit_all(&b, 1, &one) || audit_all(&b, 2, &two);
    if (!failed)
        print_profile(&b, one, two);
    ct_profile_free(b.profile);
    ct_lexicon_free(b.lexicon);
    ct_manifest_free(b.manifest);
    return failed;
}
