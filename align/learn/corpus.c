/* The words of sentence pairs: each written form once, each with its class. The languages know nothing of each other
 * here, so that two threads may read them. */
#include "learn.h"

#include <cotejo-internal/lexicon.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* One language's share of the work. */
typedef struct job {
    corpus          *corpus;
    const ct_bitext *bitext;
    int              language;
    bool             cut, good;
} job;

static bool add_token(corpus *c, int language, const char *bytes, size_t len)
{
    corpus_side *s = &c->sides[language];
    uint32_t before = s->types.n, type = ct_intern_add(&s->types, bytes, len), k;

    if (type == CT_NO_STRING)
        return false;
    if (s->types.n > before) {
        k = class_of_form(c, language, s->types.strings[type], len);
        if (k == CT_NO_STRING || !ct_push(&s->class_of, k))
            return false;
    }
    return ct_push(&s->tokens, type);
}

/* A sentence that is too long is read as far as that shows. */
static bool add_sentence(const job *j, size_t pair)
{
    corpus_side *s = &j->corpus->sides[j->language];
    size_t len, at = 0, before = s->tokens.n;
    const char *bytes = ct_bitext_text(j->bitext, pair, (ct_language)j->language, &len);
    ct_span token;

    while (s->tokens.n - before <= CT_LEARN_TOKENS
           && (j->cut ? token_next_cut(bytes, len, &at, &token) : token_next(bytes, len, &at, &token)))
        if (!add_token(j->corpus, j->language, bytes + token.start, token.end - token.start))
            return false;
    s->starts[pair + 1] = s->tokens.n;
    return true;
}

static void *read_side(void *payload)
{
    job *j = payload;
    corpus_side *s = &j->corpus->sides[j->language];

    s->starts = calloc(j->corpus->n_pairs + 1, sizeof *s->starts);
    j->good = s->starts != NULL && ct_intern_add(&s->classes, "", 0) == 0 && ct_push(&s->content, WORD_MARK);
    for (size_t i = 0; j->good && i < j->corpus->n_pairs; i++)
        j->good = add_sentence(j, i);
    return NULL;
}

static bool teaches(const corpus *c, size_t pair)
{
    for (int l = 0; l < CT_LANGUAGES; l++) {
        uint32_t n = corpus_length(c, l, pair);
        if (n == 0 || n > CT_LEARN_TOKENS)
            return false;
    }
    return true;
}

/* A pair that cannot teach anything keeps its place, without tokens. */
static void drop_useless(corpus *c)
{
    size_t kept[CT_LANGUAGES] = { 0 };

    for (size_t i = 0; i < c->n_pairs; i++) {
        bool good = teaches(c, i);
        c->n_skipped += !good;
        for (int l = 0; l < CT_LANGUAGES; l++) {
            corpus_side *s = &c->sides[l];
            uint32_t n = good ? corpus_length(c, l, i) : 0;
            if (n > 0)
                memmove(s->tokens.items + kept[l], s->tokens.items + s->starts[i], n * sizeof *s->tokens.items);
            s->starts[i] = kept[l];
            kept[l] += n;
        }
    }
    for (int l = 0; l < CT_LANGUAGES; l++)
        c->sides[l].starts[c->n_pairs] = c->sides[l].tokens.n = kept[l];
}

static bool count_classes(corpus_side *s)
{
    s->count = calloc((size_t)s->classes.n + 1, sizeof *s->count);
    for (size_t i = 0; s->count != NULL && i < s->tokens.n; i++)
        s->count[s->class_of.items[s->tokens.items[i]]]++;
    return s->count != NULL;
}

ct_status corpus_init(corpus *c, const ct_bitext *bitext, const ct_lexicon *lexicon, const ct_learn_options *options,
                      ct_error *err)
{
    job jobs[CT_LANGUAGES];
    pthread_t thread;
    bool good = true, parallel;

    *c = (corpus){ .lexicon = lexicon, .nothing = ct_spelling_new(NULL), .n_pairs = ct_bitext_count(bitext) };
    if (c->nothing == NULL)
        return bitext_nomem(err);
    for (int l = 0; l < CT_LANGUAGES; l++) {
        c->readers[l] = lexicon->sides[l].reader;
        c->readers[l].spelling = c->nothing;
    }
    for (int l = 0; l < CT_LANGUAGES; l++)
        jobs[l] = (job){ c, bitext, l, options->tokens, false };
    parallel = options->jobs != 1 && pthread_create(&thread, NULL, read_side, &jobs[CT_ES]) == 0;
    read_side(&jobs[CT_EN]);
    if (parallel)
        pthread_join(thread, NULL);
    else
        read_side(&jobs[CT_ES]);
    good = jobs[CT_ES].good && jobs[CT_EN].good;
    if (good)
        drop_useless(c);
    for (int l = 0; good && l < CT_LANGUAGES; l++)
        good = count_classes(&c->sides[l]);
    return good ? CT_OK : bitext_nomem(err);
}

void corpus_release(corpus *c)
{
    ct_spelling_free(c->nothing);
    for (int l = 0; l < CT_LANGUAGES; l++) {
        corpus_side *s = &c->sides[l];
        ct_intern_release(&s->types);
        ct_intern_release(&s->classes);
        ct_vector_release(&s->class_of);
        ct_vector_release(&s->content);
        ct_vector_release(&s->homes);
        ct_vector_release(&s->tokens);
        free(s->count);
        free(s->starts);
    }
}
