/* Apertium's Spanish-English dictionaries: four compiled files, listed by lt-print two at a time. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cotejo-internal/build.h>

enum { WORKERS = 2, SECONDS = 120 };

static const char remedy[] = "apt-get install apertium-eng-spa lttoolbox-dev";

/* The work of one file, done by whichever thread is free. */
typedef struct job {
    char      *path;
    ct_listing listing;
    ct_status  status;
    ct_error   error;
} job;

typedef struct job_list {
    pthread_mutex_t lock;
    job jobs[CT_APERTIUM_FILES];
    int next;
} job_list;

const char *ct_apertium_file_name(ct_apertium_file file)
{
    static const char *const names[CT_APERTIUM_FILES] = {
        "spa-eng.automorf.bin", "eng-spa.automorf.bin", "spa-eng.autobil.bin", "eng-spa.autobil.bin"
    };
    return names[file];
}

char *ct_apertium_find(ct_arena *arena, ct_apertium_file file)
{
    const char *dirs = ct_data_dirs();

    while (*dirs != '\0') {
        size_t len = strcspn(dirs, ":");
        struct stat st;
        char path[1024];
        int n = snprintf(path, sizeof path, "%.*s/apertium/apertium-eng-spa/%s", (int)(len < 800 ? len : 800), dirs,
                         ct_apertium_file_name(file));
        if (n > 0 && (size_t)n < sizeof path && stat(path, &st) == 0 && S_ISREG(st.st_mode))
            return ct_arena_string(arena, path);
        dirs += len + (dirs[len] == ':');
    }
    return NULL;
}

static void list_one(job *j, bool by_character)
{
    const char *argv[] = { "lt-print", j->path, NULL };
    ct_buffer text = { 0 };

    j->status = ct_run(&text, argv, SECONDS, &j->error);
    if (j->status == CT_OK && text.n == 0)
        j->status = ct_fail(&j->error, CT_FORMAT, CT_NO_OFFSET, "'lt-print' lists nothing of '%s'", j->path);
    if (j->status == CT_OK)
        j->status = ct_listing_parse(&j->listing, &text, by_character, &j->error);
    ct_buffer_release(&text);
}

static void *work(void *payload)
{
    /* Longest first, so that no thread is left alone with a long one. */
    static const ct_apertium_file order[CT_APERTIUM_FILES] = {
        CT_APERTIUM_FORMS_ES, CT_APERTIUM_PAIRS_ES_EN, CT_APERTIUM_PAIRS_EN_ES, CT_APERTIUM_FORMS_EN
    };
    job_list *list = payload;

    for (;;) {
        int next;
        ct_apertium_file file;
        pthread_mutex_lock(&list->lock);
        next = list->next++;
        pthread_mutex_unlock(&list->lock);
        if (next >= CT_APERTIUM_FILES)
            return NULL;
        file = order[next];
        if (list->jobs[file].path != NULL)
            list_one(&list->jobs[file], file == CT_APERTIUM_FORMS_ES || file == CT_APERTIUM_FORMS_EN);
    }
}

static void run_jobs(job_list *list)
{
    pthread_t threads[WORKERS - 1];
    size_t n = 0;

    while (n < WORKERS - 1 && pthread_create(&threads[n], NULL, work, list) == 0)
        n++;
    work(list);
    while (n > 0)
        pthread_join(threads[--n], NULL);
}

/* ---- what the lists say ------------------------------------------------------------------------------ */

typedef struct taker {
    ct_build   *build;
    ct_language from;        /* of the forms, or of the pairs' first side */
    uint32_t    rank;
    bool        failed;
} taker;

static void take_lemma(const char *lemma, size_t len, uint16_t grammar, void *payload)
{
    taker *t = payload;
    t->failed |= ct_build_lemma(t->build, t->from, lemma, len, grammar & 63) == CT_NONE;
}

/* "agenciarse" is listed as such, and text says "se agencia": the pair serves the bare verb too. */
static void add_bare_verb(taker *t, const char *spanish, const char *english, uint16_t grammar)
{
    size_t len = strlen(spanish);
    char bare[CT_MAX_FORM];

    if ((grammar & CT_POS_VERB) == 0 || len < 5 || len >= sizeof bare || strcmp(spanish + len - 2, "se") != 0
        || strchr(spanish, ' ') != NULL)
        return;
    memcpy(bare, spanish, len - 2);
    bare[len - 2] = '\0';
    if (ct_intern_find(&t->build->lemmas[CT_ES], bare, len - 2) != CT_NO_STRING)
        t->failed |= !ct_build_rendering(t->build, bare, english, grammar, CT_LAYER_GENERAL, t->rank + 1000000);
}

static void take_pair(const char *from, size_t from_len, const char *to, size_t to_len, uint16_t grammar,
                      void *payload)
{
    taker *t = payload;
    const char *spanish = t->from == CT_ES ? from : to, *english = t->from == CT_ES ? to : from;
    bool phrase = memchr(from, ' ', from_len) != NULL || memchr(to, ' ', to_len) != NULL;

    if ((grammar & CT_POS_FUNCTION) != 0 && phrase)
        return;
    if ((grammar & CT_POS_NAME) != 0 && phrase)
        return;      /* mostly people; names of bodies and places are the domain lexicon's */
    t->failed |= !ct_build_rendering(t->build, spanish, english, grammar, CT_LAYER_GENERAL, t->rank++);
    add_bare_verb(t, spanish, english, grammar);
}

static ct_status take_lists(ct_build *build, job_list *list, ct_error *err)
{
    taker t = { .build = build };

    for (int language = 0; language < CT_LANGUAGES; language++) {
        job *j = &list->jobs[language == CT_ES ? CT_APERTIUM_FORMS_ES : CT_APERTIUM_FORMS_EN];
        build->forms[language] = j->listing;
        j->listing = (ct_listing){ 0 };
        t.from = (ct_language)language;
        ct_transducer_lemmas(&build->forms[language].transducer, take_lemma, &t);
    }
    if (!build->options->without_general) {
        t.from = CT_ES;
        ct_listing_pairs(&list->jobs[CT_APERTIUM_PAIRS_ES_EN].listing, take_pair, &t);
        t.from = CT_EN;
        ct_listing_pairs(&list->jobs[CT_APERTIUM_PAIRS_EN_ES].listing, take_pair, &t);
    }
    return t.failed ? ct_build_nomem(err) : CT_OK;
}

static ct_status tell_shortfalls(ct_build *build, const job_list *list, ct_error *err)
{
    static const char *const what[CT_APERTIUM_FILES] = {
        "Spanish form table", "English form table", "general dictionary", "general dictionary, English to Spanish"
    };
    ct_status status = CT_OK;

    for (int i = 0; status == CT_OK && i < CT_APERTIUM_FILES; i++) {
        const job *j = &list->jobs[i];
        if (j->status == CT_NOMEM)
            return ct_build_nomem(err);
        if (j->path == NULL)
            status = ct_build_shortfall(build, CT_RESOURCE_GENERAL, what[i], remedy,
                                        "no 'apertium/apertium-eng-spa/%s' in %s", ct_apertium_file_name((ct_apertium_file)i), ct_data_dirs());
        else if (j->status != CT_OK) {
            /* A broken file stays broken; a program that is missing, or was too slow on a busy machine, need not. */
            build->passing = build->passing || j->status != CT_FORMAT;
            status = ct_build_shortfall(build, CT_RESOURCE_GENERAL, what[i], remedy, "%s", j->error.message);
        }
    }
    return status == CT_OK ? CT_OK : ct_build_nomem(err);
}

ct_status ct_build_read_apertium(ct_build *build, ct_error *err)
{
    ct_status status;
    job_list *list = calloc(1, sizeof *list);

    if (list == NULL)
        return ct_build_nomem(err);
    pthread_mutex_init(&list->lock, NULL);
    for (int i = 0; i < CT_APERTIUM_FILES; i++)
        list->jobs[i].path = ct_apertium_find(&build->arena, (ct_apertium_file)i);
    run_jobs(list);
    status = tell_shortfalls(build, list, err);
    if (status == CT_OK)
        status = take_lists(build, list, err);
    for (int i = 0; i < CT_APERTIUM_FILES; i++)
        ct_listing_release(&list->jobs[i].listing);
    pthread_mutex_destroy(&list->lock);
    free(list);
    return status;
}
