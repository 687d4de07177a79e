/* Rounds of learning, and the links that come of them. Threads take sentence pairs by the hundred; all that they add up
 * is whole numbers, and what they list is put together in the order of the pairs. */
#include "learn.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>


enum {
    BATCH = 128, MOST_JOBS = 64, DIAGONAL_ROUNDS = 1, MARKOV_ROUNDS = 1,
    MOST_KEPT = 1 << 26,      /* cells whose places in the sentences are kept */
    MOST_JUMPERS = 2048
};

typedef struct round_plan { bool markov, agree, learn_jumps, link; } round_plan;

typedef struct crew {
    training    *training;
    round_plan   plan;
    const char  *what;
    size_t       next, done;      /* pairs */
    size_t       jump_step;       /* one pair in so many teaches jumps: there are few of them to learn */
    bool         failed;
    int64_t      jumped[CT_LANGUAGES][JUMPS];
    link_list   *links;           /* [n_batches] */
    uint32_t    *n_links;         /* [n_pairs] */
    pthread_mutex_t lock;
} crew;

static void lay(bench *b, const training *t, size_t pair)
{
    for (int l = 0; l < CT_LANGUAGES; l++)
        b->length[l] = corpus_length(t->corpus, l, pair);
    if (t->grids == NULL)
        grid_lay(b->room, &t->table, t->corpus, pair);
    b->grid = t->grids == NULL ? b->room : t->grids + t->grid_starts[pair];
}

static bool work_pair(crew *c, bench *b, size_t pair)
{
    training *t = c->training;

    if (corpus_length(t->corpus, CT_ES, pair) == 0)
        return true;
    lay(b, t, pair);
    model_believe(b, &t->table, c->plan.markov ? t->jumps : NULL, c->plan.learn_jumps && pair % c->jump_step == 0);
    if (c->plan.link) {
        link_list *list = &c->links[pair / BATCH];
        size_t before = list->links.n;
        bool good = links_choose(list, b, t->corpus, pair);
        c->n_links[pair] = (uint32_t)(list->links.n - before);
        return good;
    }
    model_count(b, &t->table, c->plan.agree);
    return true;
}

/* The next batch; false when there is none. */
static bool take_batch(crew *c, size_t *first, size_t *end, size_t finished)
{
    const ct_learn_options *o = c->training->options;
    size_t all = c->training->corpus->n_pairs;

    pthread_mutex_lock(&c->lock);
    c->done += finished;
    if (o->progress != NULL && finished > 0)
        o->progress(c->what, c->done, all, o->payload);
    *first = c->next;
    *end = c->next = all - c->next < BATCH || c->failed ? all : c->next + BATCH;
    pthread_mutex_unlock(&c->lock);
    return *first < *end;
}

static void *work(void *payload)
{
    crew *c = payload;
    bench *b = calloc(1, sizeof *b);
    size_t first = 0, end = 0;
    bool good = b != NULL;

    while (take_batch(c, &first, &end, end - first))
        for (size_t i = first; good && i < end; i++)
            good = work_pair(c, b, i);
    pthread_mutex_lock(&c->lock);
    c->failed = c->failed || !good;
    for (int l = 0; b != NULL && l < CT_LANGUAGES; l++)
        for (int d = 0; d < JUMPS; d++)
            c->jumped[l][d] += b->jumped[l][d];
    pthread_mutex_unlock(&c->lock);
    free(b);
    return NULL;
}

static unsigned job_count(const ct_learn_options *o, size_t n_pairs)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t jobs = o->jobs > 0 ? o->jobs : processors > 0 ? (size_t)processors : 1, batches = n_pairs / BATCH + 1;

    jobs = jobs < batches ? jobs : batches;
    return (unsigned)(jobs < MOST_JOBS ? jobs : MOST_JOBS);
}

static ct_status run_round(crew *c, ct_error *err)
{
    pthread_t threads[MOST_JOBS];
    unsigned jobs = job_count(c->training->options, c->training->corpus->n_pairs), started = 0;

    c->next = c->done = 0;
    memset(c->jumped, 0, sizeof c->jumped);
    while (started + 1 < jobs && pthread_create(&threads[started], NULL, work, c) == 0)
        started++;
    work(c);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    return c->failed ? bitext_nomem(err) : CT_OK;
}

/* ---- jumps ---------------------------------------------------------------------------------------------------- */

static void mirror(jumps *j)
{
    for (int d = 0; d < JUMPS; d++)
        j->mirrored[d] = j->weight[JUMPS - 1 - d];
}

static void jumps_init(jumps *j)
{
    for (int d = 0; d < JUMPS; d++) {
        int far = abs(d - MOST_JUMP - 1);
        j->weight[d] = 1.0F / (float)(1 + far * far);
    }
    mirror(j);
}

/* Shares of all jumps, with a little for those never seen; far ones are taken together. */
static void jumps_estimate(jumps *j, const int64_t *counts)
{
    enum { NEAR = 12 };
    double sum = 1e-9, far[2] = { 0, 0 };

    for (int d = 0; d < JUMPS; d++) {
        sum += (double)counts[d];
        if (abs(d - MOST_JUMP) > NEAR)
            far[d > MOST_JUMP] += (double)counts[d];
    }
    for (int d = 0; d < JUMPS; d++) {
        bool is_far = abs(d - MOST_JUMP) > NEAR;
        double n = is_far ? far[d > MOST_JUMP] / (MOST_JUMP - NEAR) * 4 : (double)counts[d];
        j->weight[d] = (float)(n / sum + 1e-4);
    }
    mirror(j);
}

/* ---- all rounds ------------------------------------------------------------------------------------------------- */

/* Make the table, and keep the cells of all pairs if there is room. */
static ct_status make_table(training *t, ct_error *err)
{
    size_t n_pairs = t->corpus->n_pairs;

    t->grid_starts = malloc((n_pairs + 1) * sizeof *t->grid_starts);
    if (t->grid_starts == NULL)
        return bitext_nomem(err);
    t->grid_starts[0] = 0;
    for (size_t i = 0; i < n_pairs; i++)
        t->grid_starts[i + 1] = t->grid_starts[i] + corpus_cells(t->corpus, i);
    if (t->grid_starts[n_pairs] <= MOST_KEPT) {
        t->grids = malloc(t->grid_starts[n_pairs] * sizeof *t->grids);
        if (t->grids == NULL)
            return bitext_nomem(err);
    }
    return table_init(&t->table, t->corpus, t->grids, err);
}

static ct_status learn(crew *c, ct_error *err)
{
    training *t = c->training;
    ct_status status = table_estimate(&t->table, t->corpus, true, err);

    for (int i = 0; status == CT_OK && i < DIAGONAL_ROUNDS + MARKOV_ROUNDS; i++) {
        bool markov = i >= DIAGONAL_ROUNDS;
        c->plan = (round_plan){ .markov = markov, .agree = markov, .learn_jumps = markov };
        c->what = markov ? "learning, Markov model" : "learning, diagonal";
        status = run_round(c, err);
        for (int l = 0; status == CT_OK && markov && l < CT_LANGUAGES; l++)
            jumps_estimate(&t->jumps[l], c->jumped[l]);
        if (status == CT_OK)
            status = table_estimate(&t->table, t->corpus, false, err);
    }
    return status;
}

/* Links of all batches in one array. */
static ct_status gather(crew *c, size_t n_batches, ct_error *err)
{
    training *t = c->training;
    size_t n = 0;

    for (size_t i = 0; i < n_batches; i++)
        n += c->links[i].links.n;
    t->links = malloc((n + 1) * sizeof *t->links);
    t->link_starts = calloc(t->corpus->n_pairs + 1, sizeof *t->link_starts);
    if (t->links == NULL || t->link_starts == NULL)
        return bitext_nomem(err);
    n = 0;
    for (size_t i = 0; i < n_batches; i++) {
        if (c->links[i].links.n > 0)
            memcpy(t->links + n, c->links[i].links.items, c->links[i].links.n * sizeof *t->links);
        n += c->links[i].links.n;
    }
    for (size_t i = 0; i < t->corpus->n_pairs; i++)
        t->link_starts[i + 1] = t->link_starts[i] + c->n_links[i];
    return CT_OK;
}

static ct_status link_all(crew *c, ct_error *err)
{
    size_t n_pairs = c->training->corpus->n_pairs, n_batches = n_pairs / BATCH + 1;
    ct_status status = CT_OK;

    c->links = calloc(n_batches, sizeof *c->links);
    c->n_links = calloc(n_pairs + 1, sizeof *c->n_links);
    if (c->links == NULL || c->n_links == NULL)
        status = bitext_nomem(err);
    c->plan = (round_plan){ .markov = true, .link = true };
    c->what = "linking words";
    if (status == CT_OK)
        status = run_round(c, err);
    if (status == CT_OK)
        status = gather(c, n_batches, err);
    for (size_t i = 0; c->links != NULL && i < n_batches; i++)
        ct_vector_release(&c->links[i].links);
    free(c->links);
    free(c->n_links);
    return status;
}

ct_status training_run(training *t, const corpus *c, const ct_learn_options *options, ct_error *err)
{
    crew *all = calloc(1, sizeof *all);
    ct_status status;

    *t = (training){ .corpus = c, .options = options };
    if (all == NULL)
        return bitext_nomem(err);
    all->training = t;
    all->jump_step = c->n_pairs / MOST_JUMPERS + 1;
    pthread_mutex_init(&all->lock, NULL);
    for (int l = 0; l < CT_LANGUAGES; l++)
        jumps_init(&t->jumps[l]);
    status = make_table(t, err);
    if (status == CT_OK)
        status = learn(all, err);
    if (status == CT_OK)
        status = link_all(all, err);
    pthread_mutex_destroy(&all->lock);
    free(all);
    return status;
}

void training_release(training *t)
{
    table_release(&t->table);
    free(t->grids);
    free(t->grid_starts);
    free(t->links);
    free(t->link_starts);
}
