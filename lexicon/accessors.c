/* What a lexicon answers. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cotejo-internal/lexicon.h>

/* ---- the data folder ------------------------------------------------------------------------------------ */

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* share/cotejo beside the folder of the running program. Found once, since a program does not move while it runs. */
static char beside[1024];
static pthread_once_t beside_once = PTHREAD_ONCE_INIT;

static void find_beside(void)
{
    char program[900];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    char *slash;

    if (n <= 0)
        return;
    program[n] = '\0';
    slash = strrchr(program, '/');
    if (slash == NULL)
        return;
    *slash = '\0';
    snprintf(beside, sizeof beside, "%s/../share/cotejo", program);
    if (!is_folder(beside))
        beside[0] = '\0';
}

const char *ct_data_folder(void)
{
    const char *given = getenv("COTEJO_DATA");

    if (given != NULL && *given != '\0')
        return given;
    pthread_once(&beside_once, find_beside);
    if (beside[0] != '\0')
        return beside;
    return is_folder(CT_INSTALLED_DATA) || !is_folder(CT_SOURCE_DATA) ? CT_INSTALLED_DATA : CT_SOURCE_DATA;
}

/* ---- lists ------------------------------------------------------------------------------------------------ */

const ct_shortfall *ct_lexicon_shortfalls(const ct_lexicon *lexicon, size_t *n)
{
    *n = lexicon->n_shortfalls;
    return lexicon->shortfalls;
}

const ct_concept *ct_lexicon_concepts(const ct_lexicon *lexicon, size_t *n)
{
    *n = lexicon->n_concepts;
    return lexicon->concepts;
}

const ct_term *ct_lexicon_terms(const ct_lexicon *lexicon, size_t *n)
{
    *n = lexicon->n_terms;
    return lexicon->terms;
}

const uint32_t *ct_lexicon_broader(const ct_lexicon *lexicon, size_t *n)
{
    *n = lexicon->n_broader;
    return lexicon->broader;
}

const ct_term *ct_lexicon_preferred(const ct_lexicon *lexicon, uint32_t concept, ct_language language)
{
    const ct_concept *c = &lexicon->concepts[concept];

    for (uint32_t i = c->first_term; i < c->first_term + c->n_terms; i++)
        if (lexicon->terms[i].language == language && lexicon->terms[i].status == CT_TERM_PREFERRED)
            return &lexicon->terms[i];
    return NULL;
}

/* ---- lemmas ----------------------------------------------------------------------------------------------- */

size_t ct_lexicon_lemma_count(const ct_lexicon *lexicon, ct_language language)
{
    return lexicon->sides[language].n_lemmas;
}

const char *ct_lexicon_lemma(const ct_lexicon *lexicon, ct_language language, uint32_t lemma)
{
    return lexicon->strings + lexicon->sides[language].lemmas[lemma];
}

uint32_t ct_lemma_find(const ct_lexicon *lexicon, ct_language language, const char *bytes, size_t len)
{
    const ct_side *side = &lexicon->sides[language];
    uint32_t i = ct_lemma_hash(bytes, len);

    if (side->n_index == 0)
        return CT_NONE;
    for (i &= side->n_index - 1; side->index[i] != CT_NONE; i = (i + 1) & (side->n_index - 1)) {
        const char *lemma = lexicon->strings + side->lemmas[side->index[i]];
        if (strncmp(lemma, bytes, len) == 0 && lemma[len] == '\0')
            return side->index[i];
    }
    return CT_NONE;
}

const ct_rendering *ct_lexicon_renderings(const ct_lexicon *lexicon, ct_language language, uint32_t lemma, size_t *n)
{
    const ct_side *side = &lexicon->sides[language];

    *n = side->rendering_start[lemma + 1] - side->rendering_start[lemma];
    return *n == 0 ? NULL : side->renderings + side->rendering_start[lemma];
}

size_t ct_lexicon_lookup(const ct_lexicon *lexicon, ct_language language, const char *form,
                         ct_reading readings[CT_LOOKUP_READINGS])
{
    return ct_reader_read(&lexicon->sides[language].reader, form, strlen(form), readings);
}

bool ct_lexicon_spells(const ct_lexicon *lexicon, ct_language language, const char *form)
{
    ct_reading readings[CT_MAX_READINGS];

    return ct_spelling_knows(lexicon->sides[language].spelling, form)
        || ct_reader_read(&lexicon->sides[language].reader, form, strlen(form), readings) > 0;
}

const ct_segment_options *ct_lexicon_segmenting(const ct_lexicon *lexicon, ct_language language)
{
    return &lexicon->sides[language].segmenting;
}

const ct_outline_words *ct_lexicon_outline(const ct_lexicon *lexicon, ct_language language)
{
    return &lexicon->sides[language].outline;
}
