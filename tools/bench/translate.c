/* Every run is a child process, the peer's too: processor time and memory are what the system says of it when it ends. */
#define _DEFAULT_SOURCE   /* wait4(): POSIX has no way to ask what one child took */
#include "translate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cotejo.h>

#include "generate.h"

enum { SEED = 2025, LEFT_OUT = 2 /* in a hundred, of texts to align */ };
enum { ES, EN, BOTH, GOLD, FILES };

typedef struct folder { char paths[FILES][64]; } folder;

/* What a child is to do, and with how many threads. */
typedef struct task {
    const folder *folder;
    const char *const *texts;   /* to align or learn from */
    size_t n;
    uint32_t left_out;
    unsigned jobs;
    const char *command;        /* of the peer */
} task;

typedef struct cost { double processor, wall, megabytes; bool failed; } cost;

static const char *path_of(const folder *f, int which) { return f->paths[which]; }

/* ---- children ------------------------------------------------------------------------------------------- */

static double seconds_of(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Run `work` in a child, and wait for it. */
static cost run(int (*work)(const task *t), const task *t)
{
    struct rusage usage;
    int status = 0;
    double start = now();
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0)
        _exit(work(t));
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return (cost){ .failed = true };
    return (cost){ seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), now() - start, (double)usage.ru_maxrss / 1024,
                   !WIFEXITED(status) || WEXITSTATUS(status) != 0 };
}

static int fail(const ct_error *err)
{
    fprintf(stderr, "bench: %s\n", err->message);
    return 1;
}

static int generate_task(const task *t)
{
    const char *const paths[] = { path_of(t->folder, ES), path_of(t->folder, EN), path_of(t->folder, BOTH),
                                  path_of(t->folder, GOLD) };
    ct_lexicon *lexicon = NULL;
    ct_error err = { 0 };

    if (ct_lexicon_open(&lexicon, NULL, &err) != CT_OK)
        return fail(&err);
    return generate_pairs(paths, lexicon, t->n, t->left_out, SEED) ? 0 : 1;
}

/* Right one-to-one beads, in percent of those that the gold has. */
static void print_share(const ct_beads *beads, const char *gold)
{
    FILE *in = fopen(gold, "r");
    size_t n, n_units, wanted = 0, right = 0, at = 0;
    const ct_bead *all = ct_beads_all(beads, &n);
    const uint32_t *units = ct_beads_units(beads, &n_units);
    unsigned long es, en;

    while (in != NULL && fscanf(in, "%lu:%lu", &es, &en) == 2) {
        while (at < n && (all[at].n[0] != 1 || all[at].n[1] != 1 || units[all[at].first[0]] < es))
            at++;
        right += at < n && units[all[at].first[0]] == es && units[all[at].first[1]] == en;
        wanted++;
    }
    if (in != NULL)
        fclose(in);
    if (wanted > 0)
        printf("\t%.4f", (double)right / (double)wanted);
    else
        printf("\t-");
    fflush(stdout);
}

static int open_task(const task *t)
{
    ct_lexicon *lexicon = NULL;
    ct_error err = { 0 };

    (void)t;
    return ct_lexicon_open(&lexicon, NULL, &err) == CT_OK ? 0 : fail(&err);
}

static int align_task(const task *t)
{
    const ct_read_options reading = { .unhashed = true };
    const ct_bead_options options = { .language = { CT_ES, CT_EN }, .jobs = t->jobs };
    ct_lexicon *lexicon = NULL;
    ct_text *texts[2];
    ct_strand *strands[2];
    ct_beads *beads;
    ct_error err = { 0 };
    ct_status status = ct_lexicon_open(&lexicon, NULL, &err);

    for (int k = 0; status == CT_OK && k < 2; k++) {
        status = ct_text_read_file(&texts[k], t->texts[k], &reading, &err);
        if (status == CT_OK)
            status = ct_strand_of(&strands[k], texts[k], CT_STRAND_SENTENCES, &err);
    }
    if (status == CT_OK)
        status = ct_beads_of(&beads, strands[0], strands[1], lexicon, &options, &err);
    if (status != CT_OK)
        return fail(&err);
    if (t->jobs == 1)
        print_share(beads, t->texts[0] == path_of(t->folder, ES) ? path_of(t->folder, GOLD) : "");
    return 0;
}

static int learn_task(const task *t)
{
    const ct_learn_options options = { .jobs = t->jobs };
    const ct_bitext_options reading = { .first = CT_ES };
    ct_bitext *bitext = ct_bitext_new();
    ct_lexicon *lexicon = NULL;
    ct_learned *learned = NULL;
    ct_error err = { 0 };
    ct_status status = bitext == NULL ? CT_NOMEM : ct_lexicon_open(&lexicon, NULL, &err);

    if (status == CT_OK)
        status = ct_bitext_add_lines(bitext, t->texts[0], t->texts[1], lexicon, &reading, &err);
    if (status == CT_OK)
        status = ct_learned_of(&learned, bitext, lexicon, &options, &err);
    return status == CT_OK ? 0 : fail(&err);
}

static int peer_task(const task *t)
{
    if (freopen("/dev/null", "w", stdout) == NULL || freopen("/dev/null", "w", stderr) == NULL)
        return 1;
    execl("/bin/sh", "sh", "-c", t->command, (char *)NULL);
    return 127;
}

/* ---- the peer's command ------------------------------------------------------------------------------------ */

/* The command with the names of the files in it; the caller frees it. NULL: out of memory */
static char *fill(const char *command, const task *t)
{
    static const char *const holes[] = { "{es}", "{en}", "{both}" };
    const char *const files[] = { t->texts[0], t->texts[1], path_of(t->folder, BOTH) };
    char *out = NULL;
    size_t len;
    FILE *stream = open_memstream(&out, &len);

    if (stream == NULL)
        return NULL;
    while (*command != '\0') {
        size_t k = 0;
        while (k < 3 && strncmp(command, holes[k], strlen(holes[k])) != 0)
            k++;
        if (k < 3) {
            fputs(files[k], stream);
            command += strlen(holes[k]);
        } else {
            fputc(*command++, stream);
        }
    }
    return fclose(stream) == 0 ? out : NULL;
}

static bool run_peer(const translate_options *o, task *t, const cost *own)
{
    char *command;
    cost c;

    if (o->most_peer > 0 && t->n > o->most_peer) {
        printf("\t-\t-\t-\n");
        return true;
    }
    command = fill(o->peer, t);
    t->command = command;
    c = command == NULL ? (cost){ .failed = true } : run(peer_task, t);
    free(command);
    if (c.failed) {
        fprintf(stderr, "\nbench: the peer failed: %s\n", o->peer);
        return false;
    }
    printf("\t%.0f\t%.0f\t%.1f\n", (double)t->n / c.processor, c.megabytes, c.processor / own->processor);
    return true;
}

/* ---- the table ----------------------------------------------------------------------------------------------- */

/* Pairs of a file of lines. */
static size_t count_lines(const char *path)
{
    FILE *in = fopen(path, "r");
    size_t n = 0;
    int c;

    while (in != NULL && (c = getc(in)) != EOF)
        n += c == '\n';
    if (in != NULL)
        fclose(in);
    return n;
}

static bool measure(const translate_options *o, task *t)
{
    cost one, two, opened = run(open_task, t);

    if (o->texts[0] == NULL && run(generate_task, t).failed)
        return false;
    printf("%zu", t->n);
    t->jobs = 1;
    one = run(o->learn ? learn_task : align_task, t);
    t->jobs = 2;
    two = run(o->learn ? learn_task : align_task, t);
    if (one.failed || two.failed || opened.failed)
        return false;
    printf("\t%.3f\t%.3f\t%.0f\t%.1f\t%.2f\t%.0f", one.processor, opened.processor, (double)t->n / one.processor,
           1e6 * (one.processor - opened.processor) / (double)t->n, two.wall, two.megabytes);
    if (o->peer != NULL)
        return run_peer(o, t, &one);
    putchar('\n');
    return true;
}

int translate(const translate_options *o)
{
    char place[] = "/tmp/cotejo-bench-XXXXXX";
    folder f;
    const char *made[2];
    bool ok = mkdtemp(place) != NULL;

    for (int k = 0; k < FILES; k++)
        snprintf(f.paths[k], sizeof f.paths[k], "%s/%s", place, (const char *const[]){ "es", "en", "both", "gold" }[k]);
    made[0] = path_of(&f, ES);
    made[1] = path_of(&f, EN);
    ok = ok && !run(open_task, &(task){ .folder = &f }).failed;   /* compiled by now */
    printf("# pairs\t%sprocessor seconds\tof which to open the lexicon\tpairs per second\tmicroseconds per pair without it\t"
           "wall clock, 2 threads\tMB, 2 threads%s\n", o->learn ? "" : "right\t",
           o->peer == NULL ? "" : "\tpeer: pairs per second\tMB\tpeer's processor time, of cotejo's");
    for (size_t i = 0; ok && i < (o->texts[0] == NULL ? o->n_sizes : 1); i++) {
        task t = { .folder = &f, .left_out = o->learn ? 0 : LEFT_OUT, .texts = o->texts[0] == NULL ? made : o->texts };
        t.n = o->texts[0] == NULL ? strtoul(o->sizes[i], NULL, 10) : count_lines(o->texts[0]);
        ok = t.n > 0 && measure(o, &t);
    }
    for (int k = 0; k < FILES; k++)
        remove(f.paths[k]);
    rmdir(place);
    return ok ? 0 : 1;
}
