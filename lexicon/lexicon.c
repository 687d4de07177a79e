/* Opening a lexicon: read the compiled one, or compile it, once among all processes that want it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cotejo-internal/build.h>
#include <cotejo-internal/cognate.h>
#include <cotejo-internal/file.h>
#include <cotejo-internal/small.h>
#include <cotejo-internal/sources.h>
#include <cotejo-internal/stored.h>

enum { MAX_COMPILED = 1 << 30, LOCK_TRIES = 1800 /* of 50 ms */ };

static void progress(const ct_lexicon_options *o, const char *what, unsigned percent)
{
    if (o->progress != NULL)
        o->progress(what, percent, o->payload);
}

/* ---- compiling --------------------------------------------------------------------------------------------- */

static uint32_t find_lemma(const void *lemmas, const char *bytes, size_t len)
{
    const ct_lemma_pool *pool = lemmas;
    const ct_build *build = pool->owner;
    uint32_t k = ct_intern_find(&build->lemmas[pool->language], bytes, len);
    return k == CT_NO_STRING ? CT_NONE : k;
}

static uint16_t lemma_grammar(const void *lemmas, uint32_t lemma)
{
    const ct_lemma_pool *pool = lemmas;
    const ct_build *build = pool->owner;
    return build->grammar[pool->language].items[lemma];
}

static ct_status prepare_side(ct_build *build, ct_language language, ct_error *err)
{
    static const char *const what[CT_LANGUAGES] = { "Spanish spelling dictionary", "English spelling dictionary" };
    static const char *const remedy[CT_LANGUAGES] = { "apt-get install hunspell-es", "apt-get install hunspell-en-us" };
    const char *path = ct_spelling_find(&build->arena, language);
    ct_status status = CT_OK;

    if (path == NULL)
        status = ct_build_shortfall(build, CT_RESOURCE_SPELLING, what[language], remedy[language],
                                    "no '%s_*.dic' with its '.aff' in hunspell/ of %s",
                                    ct_language_tag(language), ct_data_dirs());
    build->spelling[language] = ct_spelling_new(path);
    if (status != CT_OK || build->spelling[language] == NULL)
        return ct_build_nomem(err);
    status = ct_endings_read(&build->endings[language], &build->arena, build->data, language, err);
    if (status == CT_OK)
        status = ct_function_words_read(&build->function_words[language], build->data, language, err);
    build->pools[language] = (ct_lemma_pool){ build, language };
    build->readers[language] = (ct_reader){
        .forms = &build->forms[language].transducer, .spelling = build->spelling[language],
        .endings = &build->endings[language], .function_words = &build->function_words[language],
        .lemmas = &build->pools[language], .find = find_lemma, .grammar = lemma_grammar
    };
    return status;
}

static bool ends_in(const char *s, const char *ending)
{
    size_t n = strlen(s), m = strlen(ending);
    return n >= m && strcmp(s + n - m, ending) == 0;
}

static ct_status read_sources(ct_build *build, ct_error *err)
{
    const ct_lexicon_options *o = build->options;
    ct_status status = CT_OK;

    for (size_t i = 0; status == CT_OK && i < o->n_termbases; i++)
        status = ends_in(o->termbases[i], ".tsv") ? ct_build_read_glossary(build, o->termbases[i], err)
            : ct_build_read_tbx(build, o->termbases[i], err);
    if (status == CT_OK && !o->without_domain)
        status = ct_build_read_concepts(build, err);
    progress(o, "general dictionary", 5);
    if (status == CT_OK)
        status = ct_build_read_apertium(build, err);
    progress(o, "words and terms", 70);
    if (status == CT_OK && !o->without_domain)
        status = ct_build_read_words(build, err);
    for (size_t i = 0; status == CT_OK && i < o->n_learned; i++)
        status = ct_build_read_learned(build, o->learned[i], err);
    return status;
}

static void build_release(ct_build *build)
{
    for (int language = 0; language < CT_LANGUAGES; language++) {
        ct_intern_release(&build->lemmas[language]);
        ct_vector_release(&build->grammar[language]);
        ct_listing_release(&build->forms[language]);
        ct_spelling_free(build->spelling[language]);
        ct_function_words_release(&build->function_words[language]);
    }
    ct_intern_release(&build->phrases);
    ct_vector_release(&build->concepts);
    ct_vector_release(&build->terms);
    ct_vector_release(&build->pairs);
    ct_vector_release(&build->shortfalls);
    ct_arena_clear(&build->arena);
}

/* `keep` tells whether the result is worth keeping: not when something failed that may work the next time. */
static ct_status compile(ct_buffer *out, bool *keep, const ct_lexicon_options *options, const char *data,
                         const uint64_t *fingerprint, ct_error *err)
{
    ct_build build = { .options = options, .data = data };
    ct_status status = CT_OK;

    for (int language = 0; status == CT_OK && language < CT_LANGUAGES; language++)
        status = prepare_side(&build, (ct_language)language, err);
    if (status == CT_OK)
        status = read_sources(&build, err);
    if (status == CT_OK)
        status = ct_build_pack(out, &build, fingerprint, err);
    *keep = !build.passing;
    build_release(&build);
    progress(options, "lexicon", 100);
    return status;
}

/* ---- the compiled file --------------------------------------------------------------------------------------- */

/* Wait until no other process compiles the same lexicon; a lock that cannot be had is no failure. */
static int take_lock(const char *path)
{
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    int fd = path == NULL ? -1 : open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

    for (int i = 0; fd >= 0 && i < LOCK_TRIES; i++) {
        const struct timespec pause = { .tv_nsec = 50000000 };
        if (fcntl(fd, F_SETLK, &whole) == 0 || (errno != EACCES && errno != EAGAIN))
            break;
        nanosleep(&pause, NULL);
    }
    return fd;
}

static bool read_compiled(char **bytes, size_t *len, const ct_sources *sources)
{
    if (sources->compiled == NULL || ct_file_read(bytes, len, sources->compiled, MAX_COMPILED, NULL) != CT_OK)
        return false;
    if (ct_stored_is_good(*bytes, *len, sources->fingerprint))
        return true;
    free(*bytes);
    *bytes = NULL;
    return false;
}

/* Write under a name of this thread's own, then rename: neither readers nor other writers see half a file. */
static ct_status write_compiled(const ct_sources *sources, const ct_buffer *compiled, ct_error *err)
{
    char own[1200];
    ct_status status;

    if (sources->compiled == NULL)
        return ct_fail(err, CT_IO, CT_NO_OFFSET, "no cache folder: neither XDG_CACHE_HOME nor HOME is set");
    snprintf(own, sizeof own, "%s.%p", sources->compiled, (const void *)compiled);
    status = ct_file_write(own, compiled->bytes, compiled->n, err);
    if (status == CT_OK && rename(own, sources->compiled) != 0) {
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", sources->compiled, strerror(errno));
        unlink(own);
    }
    return status;
}

/* The compiled lexicon's bytes, from its file or made now. `unwritten` gets the reason why it could not be kept. */
static ct_status obtain(char **bytes, size_t *len, const ct_lexicon_options *options, const char *data,
                        const ct_sources *sources, ct_error *unwritten, ct_error *err)
{
    ct_buffer compiled = { 0 };
    ct_status status = CT_OK;
    bool keep = false;
    int lock;

    if (!options->rebuild && read_compiled(bytes, len, sources))
        return CT_OK;
    lock = take_lock(sources->lock);
    if (options->rebuild || !read_compiled(bytes, len, sources)) {
        status = compile(&compiled, &keep, options, data, sources->fingerprint, err);
        if (status == CT_OK && keep)
            write_compiled(sources, &compiled, unwritten);
        if (status == CT_OK) {
            *bytes = compiled.bytes;
            *len = compiled.n;
            compiled = (ct_buffer){ 0 };
        }
    }
    if (lock >= 0)
        close(lock);
    ct_buffer_release(&compiled);
    return status;
}

/* ---- public -------------------------------------------------------------------------------------------------- */

static uint32_t find_stored(const void *lemmas, const char *bytes, size_t len)
{
    const ct_lemma_pool *pool = lemmas;
    return ct_lemma_find(pool->owner, pool->language, bytes, len);
}

static uint16_t stored_grammar(const void *lemmas, uint32_t lemma)
{
    const ct_lemma_pool *pool = lemmas;
    const ct_lexicon *lexicon = pool->owner;
    return lexicon->sides[pool->language].grammar[lemma];
}

static ct_status open_side(ct_lexicon *lexicon, const char *data, ct_language language, ct_error *err)
{
    ct_side *side = &lexicon->sides[language];
    ct_status status = ct_endings_read(&side->endings, &lexicon->arena, data, language, err);

    if (status == CT_OK)
        status = ct_function_words_read(&side->function_words, data, language, err);
    if (status == CT_OK)
        status = ct_small_tables_read(side, &lexicon->arena, data, language, err);
    side->spelling = ct_spelling_new(ct_spelling_find(&lexicon->arena, language));
    if (status == CT_OK && side->spelling == NULL)
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lexicon");
    side->pool = (ct_lemma_pool){ lexicon, language };
    side->reader = (ct_reader){ .forms = &side->forms, .spelling = side->spelling, .endings = &side->endings,
                                .function_words = &side->function_words, .lemmas = &side->pool, .find = find_stored,
                                .grammar = stored_grammar };
    return status;
}

static void add_shortfall(ct_lexicon *lexicon, const char *what, const char *reason, const char *remedy)
{
    char *kept = ct_arena_string(&lexicon->arena, reason);

    if (kept != NULL)
        lexicon->shortfalls[lexicon->n_shortfalls++] =
            (ct_shortfall){ .resource = CT_RESOURCE_OTHER, .what = what, .reason = kept, .remedy = remedy };
}

ct_status ct_lexicon_open(ct_lexicon **out, const ct_lexicon_options *given, ct_error *err)
{
    ct_lexicon_options options = given == NULL ? (ct_lexicon_options){ 0 } : *given;
    const char *data = options.data != NULL ? options.data : ct_data_folder();
    ct_lexicon *lexicon = calloc(1, sizeof *lexicon);
    ct_error unwritten = { 0 };
    ct_sources sources;
    char *bytes = NULL;
    size_t len;
    ct_status status;

    *out = NULL;
    if (lexicon == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lexicon");
    status = ct_sources_look(&sources, &lexicon->arena, &options, data, err);
    if (status == CT_OK)
        status = obtain(&bytes, &len, &options, data, &sources, &unwritten, err);
    if (status == CT_OK)
        status = ct_stored_attach(lexicon, bytes, len, err);
    for (int language = 0; status == CT_OK && language < CT_LANGUAGES; language++)
        status = open_side(lexicon, data, (ct_language)language, err);
    if (status == CT_OK)
        status = ct_cognates_read(&lexicon->cognates, &lexicon->arena, data, err);
    if (status != CT_OK)
        goto done;
    if (unwritten.message[0] != '\0')
        add_shortfall(lexicon, "compiled lexicon", unwritten.message, "make the cache folder writable");
    *out = lexicon;
    lexicon = NULL;
done:
    ct_lexicon_free(lexicon);
    return status;
}

void ct_lexicon_free(ct_lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    for (int language = 0; language < CT_LANGUAGES; language++) {
        ct_side *side = &lexicon->sides[language];
        ct_spelling_free(side->spelling);
        ct_function_words_release(&side->function_words);
        ct_small_tables_release(side);
    }
    free(lexicon->bytes);
    ct_arena_clear(&lexicon->arena);
    free(lexicon);
}
