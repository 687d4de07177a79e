/* Two generated texts from reading to findings: seconds, memory, cost per statement, and whether the answers were found. */
#include "scale.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "generate.h"

enum { SEED = 2025 };

static const char *const names[CT_SIDES] = { "source.es.txt", "target.en.txt" };

/* One side, read by a thread of its own. */
typedef struct task {
    char                 path[512];
    ct_language          language;
    const ct_lexicon    *lexicon;
    const ct_profile    *profile;
    ct_document_reading *reading;
    ct_error             err;
} task;

static double seconds_of(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Processor time of all threads: a busy machine does not change it. */
static double now(void)
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

static double megabytes(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static void *read_side(void *payload)
{
    task *t = payload;
    const ct_reading_options options = { .language = t->language };

    ct_document_reading_of(&t->reading, t->path, &options, t->lexicon, t->profile, &t->err);
    return NULL;
}

static bool read_both(task *tasks)
{
    pthread_t other;
    bool started = pthread_create(&other, NULL, read_side, &tasks[CT_SOURCE]) == 0;

    read_side(&tasks[CT_TARGET]);
    if (started)
        pthread_join(other, NULL);
    else
        read_side(&tasks[CT_SOURCE]);
    for (int side = 0; side < CT_SIDES; side++)
        if (tasks[side].reading == NULL) {
            fprintf(stderr, "bench: %s\n", tasks[side].err.message);
            return false;
        }
    return true;
}

/* ---- were the answers found? ---------------------------------------------------------------------------------- */

static uint32_t line_of(const ct_document_reading *reading, uint32_t unit)
{
    size_t n;
    const ct_unit *units = ct_statements_units(ct_document_reading_statements(reading), &n);

    return ct_text_place(ct_document_text(ct_document_reading_document(reading)), units[unit].span.start).line;
}

/* Line of the source that each line of the target is to answer; 0: none. */
static uint32_t *wanted_lines(const generated *g)
{
    uint32_t *wanted = calloc((size_t)g->lines[CT_TARGET][g->n - 1] + 1, sizeof *wanted);

    for (size_t i = 0; wanted != NULL && i < g->n; i++)
        if (g->answers[i] != CT_NONE)
            wanted[g->lines[CT_TARGET][i]] = g->lines[CT_SOURCE][g->answers[i]];
    return wanted;
}

/* Share of the answers that a counterpart or partial link names; every line counts once. */
static double answers_found(const generated *g, const ct_audit *audit)
{
    const ct_links *links = ct_audit_links(audit);
    size_t n, n_units, n_wanted = 0, found = 0;
    const ct_link *all = ct_links_all(links, &n);
    const uint32_t *units = ct_links_units(links, &n_units);
    uint32_t *wanted = wanted_lines(g);

    for (size_t i = 0; i < g->n; i++)
        n_wanted += g->answers[i] != CT_NONE;
    for (size_t i = 0; wanted != NULL && i < n; i++) {
        uint32_t lines[CT_SIDES];
        for (int side = 0; side < CT_SIDES; side++)
            lines[side] = line_of(ct_audit_side(audit, (ct_side)side), units[all[i].first_unit[side]]);
        if (all[i].kind != CT_LINK_RELATED && lines[CT_SOURCE] != 0 && wanted[lines[CT_TARGET]] == lines[CT_SOURCE]) {
            wanted[lines[CT_TARGET]] = 0;
            found++;
        }
    }
    free(wanted);
    return n_wanted == 0 ? 0 : (double)found / (double)n_wanted;
}

/* ---- the run --------------------------------------------------------------------------------------------------- */

static ct_status audit(ct_audit **out, const task *tasks, bool links_only, ct_error *err)
{
    const ct_audit_options options = { .kind = CT_PAIR_COMPARABLE, .links_only = links_only };

    return ct_audit_of(out, tasks[CT_SOURCE].reading, tasks[CT_TARGET].reading, &options, err);
}

static int measure(const generated *g, task *tasks)
{
    double start = now(), wall = seconds_of(CLOCK_MONOTONIC), read, linked, audited, held;
    ct_audit *links = NULL, *all = NULL;
    ct_error err = { 0 };
    ct_status status;

    if (!read_both(tasks))
        return 1;
    read = now() - start;
    start = now();
    status = audit(&links, tasks, true, &err);
    linked = now() - start;
    held = megabytes();
    wall = seconds_of(CLOCK_MONOTONIC) - wall;
    start = now();
    if (status == CT_OK)
        status = audit(&all, tasks, false, &err);
    audited = now() - start;
    if (status != CT_OK) {
        fprintf(stderr, "bench: %s\n", err.message);
    } else {
        double checks = audited > linked ? audited - linked : 0, per_statement = 1e6 / (double)(2 * g->n);
        printf("statements\tread\tlink\tcheck\tlinked, wall clock\tmicroseconds per statement to links\tchecks\t"
               "MB to links\tMB in all\tanswers found\n");
        printf("%zu\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\t%.0f\t%.0f\t%.0f\t%.3f\n", g->n, read, linked, checks, wall,
               (read + linked) * per_statement, checks * per_statement, held, megabytes(), answers_found(g, links));
    }
    ct_audit_free(links);
    ct_audit_free(all);
    return status == CT_OK ? 0 : 1;
}

static bool write_texts(const generated *g, const task *tasks)
{
    ct_error err = { 0 };

    for (int side = 0; side < CT_SIDES; side++)
        if (ct_output_write(tasks[side].path, g->texts[side], g->lengths[side], &err) != CT_OK) {
            fprintf(stderr, "bench: %s\n", err.message);
            return false;
        }
    return true;
}

int scale(size_t n, const char *keep)
{
    static const ct_language languages[CT_SIDES] = { CT_ES, CT_EN };
    char folder[] = "/tmp/cotejo-bench-XXXXXX";
    const char *where = keep != NULL ? keep : mkdtemp(folder);
    task tasks[CT_SIDES] = { 0 };
    ct_lexicon *lexicon = NULL;
    ct_profile *profile = NULL;
    generated g = { 0 };
    ct_error err = { 0 };
    ct_status status = ct_lexicon_open(&lexicon, NULL, &err);
    int code = 1;

    if (status == CT_OK)
        status = ct_profile_read(&profile, NULL, ct_data_folder(), &err);
    if (status != CT_OK || where == NULL || !generate(&g, lexicon, n, SEED)) {
        fprintf(stderr, "bench: %s\n", status != CT_OK ? err.message : "cannot generate the texts");
        goto done;
    }
    for (int side = 0; side < CT_SIDES; side++) {
        tasks[side] = (task){ .language = languages[side], .lexicon = lexicon, .profile = profile };
        snprintf(tasks[side].path, sizeof tasks[side].path, "%s/%s", where, names[side]);
    }
    if (write_texts(&g, tasks))
        code = measure(&g, tasks);
done:
    for (int side = 0; side < CT_SIDES; side++) {
        ct_document_reading_free(tasks[side].reading);
        if (keep == NULL && tasks[side].path[0] != '\0')
            remove(tasks[side].path);
    }
    if (keep == NULL && where != NULL)
        rmdir(where);
    generated_release(&g);
    ct_profile_free(profile);
    ct_lexicon_free(lexicon);
    return code;
}
