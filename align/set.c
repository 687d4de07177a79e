/* All pairs of a manifest: documents are read once, pairs are audited by several threads.
 *
 * Threads take the next piece of work by number and write to the slot of that number, so that the result is the same
 * whatever their number and speed. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cotejo/audit.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/vector.h>

struct ct_set {
    ct_arena              arena;
    ct_document_reading **readings;   /* [n_documents] NULL where unread */
    size_t                n_documents;
    ct_audit            **audits;     /* [n_audits] */
    size_t                n_audits;
    CT_VECTOR(ct_unread)  unread;
};

/* Work shared by the threads. */
typedef struct crew {
    ct_set                     *set;
    const ct_manifest_document *documents;
    const ct_manifest_pair     *pairs;       /* [n] */
    const ct_lexicon           *lexicon;
    const ct_profile           *profile;
    const ct_set_options       *options;
    ct_audit                  **results;     /* [n] */
    ct_error                   *errors;      /* [n] */
    size_t                      n, next, done;
    const char                 *what;
    void                      (*work)(struct crew *crew, size_t i);
    pthread_mutex_t             lock;
} crew;

static void read_one(crew *c, size_t i)
{
    const ct_manifest_document *d = &c->documents[i];
    ct_reading_options options = {
        .id = d->id, .shown_path = d->path, .title = d->title, .date = d->date, .provenance = d->provenance,
        .language = d->language, .part = d->part, .sha256 = d->sha256, .read = c->options->read,
        .messages = c->options->messages,
    };

    if (d->encoding != NULL)
        options.read.encoding = d->encoding;
    ct_document_reading_of(&c->set->readings[i], d->path, &options, c->lexicon, c->profile, &c->errors[i]);
}

static void audit_one(crew *c, size_t i)
{
    const ct_manifest_pair *pair = &c->pairs[i];
    const ct_document_reading *source = c->set->readings[pair->source], *target = c->set->readings[pair->target];
    const ct_audit_options options = { .kind = pair->kind, .rules = c->options->rules, .n_rules = c->options->n_rules,
                                       .without = c->options->without, .in_set = true, .messages = c->options->messages };

    if (source != NULL && target != NULL)
        ct_audit_of(&c->results[i], source, target, &options, &c->errors[i]);
}

static void *take_work(void *payload)
{
    crew *c = payload;

    for (;;) {
        size_t i;
        pthread_mutex_lock(&c->lock);
        i = c->next++;
        pthread_mutex_unlock(&c->lock);
        if (i >= c->n)
            return NULL;
        c->work(c, i);
        pthread_mutex_lock(&c->lock);
        c->done++;
        if (c->options->progress != NULL)
            c->options->progress(c->what, c->done, c->n, c->options->payload);
        pthread_mutex_unlock(&c->lock);
    }
}

static unsigned job_count(const ct_set_options *options, size_t n)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t jobs = options->jobs > 0 ? options->jobs : processors > 0 ? (size_t)processors : 1;

    return (unsigned)(jobs < n ? jobs : n);
}

/* Do `n` pieces of work with the threads there are; the calling thread takes part. */
static void work_all(crew *c, const char *what, size_t n, void (*work)(crew *, size_t))
{
    enum { MOST_JOBS = 64 };
    pthread_t threads[MOST_JOBS];
    unsigned jobs = job_count(c->options, n), started = 0;

    c->what = what;
    c->work = work;
    c->n = n;
    c->next = c->done = 0;
    while (started + 1 < jobs && started < MOST_JOBS && pthread_create(&threads[started], NULL, take_work, c) == 0)
        started++;
    take_work(c);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

static ct_status note_unread(crew *c, size_t n, ct_error *err)
{
    for (size_t i = 0; i < n; i++) {
        ct_unread unread = { c->documents[i].id, NULL };
        if (c->set->readings[i] != NULL)
            continue;
        if (c->errors[i].code == CT_NOMEM)
            return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "%s", c->errors[i].message);
        unread.id = ct_arena_string(&c->set->arena, c->documents[i].id);
        unread.message = ct_arena_string(&c->set->arena, c->errors[i].message);
        if (unread.id == NULL || unread.message == NULL || !ct_push(&c->set->unread, unread))
            return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a manifest's documents");
    }
    return CT_OK;
}

/* Move what was audited to the set; the first failure of an audit (never of a document) is the set's. */
static ct_status collect(crew *c, size_t n, ct_error *err)
{
    ct_status status = CT_OK;

    for (size_t i = 0; i < n; i++) {
        if (c->results[i] != NULL)
            c->set->audits[c->set->n_audits++] = c->results[i];
        else if (status == CT_OK && c->errors[i].code != CT_OK)
            status = ct_fail(err, c->errors[i].code, c->errors[i].byte, "%s", c->errors[i].message);
    }
    return status;
}

static ct_status fill(ct_set *set, const ct_manifest *manifest, crew *c, ct_error *err)
{
    size_t n_documents, n_pairs, n;
    ct_status status = CT_NOMEM;

    c->documents = ct_manifest_documents(manifest, &n_documents);
    c->pairs = ct_manifest_pairs(manifest, &n_pairs);
    n = n_documents > n_pairs ? n_documents : n_pairs;
    c->errors = calloc(n, sizeof *c->errors);
    c->results = calloc(n, sizeof *c->results);
    set->readings = calloc(n, sizeof *set->readings);
    set->audits = calloc(n, sizeof *set->audits);
    set->n_documents = n_documents;
    if (c->errors == NULL || c->results == NULL || set->readings == NULL || set->audits == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a manifest of %zu documents", n_documents);
    work_all(c, "reading", n_documents, read_one);
    status = note_unread(c, n_documents, err);
    if (status == CT_OK) {
        memset(c->errors, 0, n * sizeof *c->errors);
        work_all(c, "auditing", n_pairs, audit_one);
        status = collect(c, n_pairs, err);
    }
    return status;
}

ct_status ct_set_of(ct_set **out, const ct_manifest *manifest, const ct_lexicon *lexicon, const ct_profile *profile,
                    const ct_set_options *options, ct_error *err)
{
    static const ct_set_options defaults = { 0 };
    ct_set *set = calloc(1, sizeof *set);
    crew c = { .set = set, .lexicon = lexicon, .profile = profile, .options = options != NULL ? options : &defaults };
    ct_status status;

    *out = NULL;
    if (set == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a manifest's audits");
    pthread_mutex_init(&c.lock, NULL);
    status = fill(set, manifest, &c, err);
    pthread_mutex_destroy(&c.lock);
    free(c.errors);
    free(c.results);
    if (status == CT_OK) {
        *out = set;
        set = NULL;
    }
    ct_set_free(set);
    return status;
}

void ct_set_free(ct_set *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < set->n_audits; i++)
        ct_audit_free(set->audits[i]);
    for (size_t i = 0; i < set->n_documents && set->readings != NULL; i++)
        ct_document_reading_free(set->readings[i]);
    free(set->audits);
    free(set->readings);
    ct_vector_release(&set->unread);
    ct_arena_clear(&set->arena);
    free(set);
}

const ct_audit *const *ct_set_audits(const ct_set *set, size_t *n)
{
    *n = set->n_audits;
    return (const ct_audit *const *)set->audits;
}

const ct_unread *ct_set_unread(const ct_set *set, size_t *n)
{
    *n = set->unread.n;
    return set->unread.items;
}
