/* How much of a document the lexicon knows, counted in distinct content words. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/vocabulary.h>

/* One distinct word: all types that differ by case alone. */
typedef struct entry {
    uint32_t type;          /* the first of its types */
    uint32_t count;
    uint8_t  layer;         /* strongest of its renderings, mentions and being a name */
} entry;

typedef struct survey {
    ct_intern           words;
    CT_VECTOR(entry)    entries;      /* [words.n] */
} survey;

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a survey of words");
}

static bool is_name(const ct_vocabulary *v, const ct_word *word)
{
    return word->n_readings > 0 && (word->grammar & (CT_POS_NOUN | CT_POS_VERB | CT_POS_ADJECTIVE)) == 0
        && (word->grammar & CT_POS_NAME) != 0 && v->readings.n > 0;
}

static void strengthen(uint8_t *layer, uint8_t other)
{
    if (other < *layer)
        *layer = other;
}

static bool count_token(survey *s, const ct_vocabulary *v, uint32_t type, uint8_t mentioned)
{
    size_t n;
    const ct_type *t = &ct_segments_types(v->segments, &n)[type];
    const ct_word *word = &v->words[type];
    uint32_t k;

    if (!word->content)
        return true;
    k = ct_intern_add(&s->words, t->folded, strlen(t->folded));
    if (k == CT_NO_STRING
        || (k == s->entries.n && !ct_push(&s->entries, (entry){ .type = type, .layer = CT_LAYERS })))
        return false;
    s->entries.items[k].count++;
    strengthen(&s->entries.items[k].layer, word->layer);
    if (word->layer == CT_LAYERS) {
        strengthen(&s->entries.items[k].layer, mentioned);
        strengthen(&s->entries.items[k].layer, is_name(v, word) ? CT_LAYER_GENERAL : CT_LAYERS);
    }
    return true;
}

/* The strongest layer whose concepts each token stands in. */
static void mark_mentions(const ct_vocabulary *v, uint8_t *mentioned, size_t n_tokens)
{
    memset(mentioned, CT_LAYERS, n_tokens);
    for (size_t i = 0; i < v->mentions.n; i++) {
        const ct_mention *m = &v->mentions.items[i];
        for (uint32_t t = m->first_token; t < m->end_token; t++)
            strengthen(&mentioned[t], (uint8_t)v->lexicon->terms[m->term].layer);
    }
}

static bool count_all(survey *s, const ct_vocabulary *v, const uint8_t *mentioned)
{
    size_t n_sentences, n_tokens, n_blocks;
    const ct_sentence *sentences = ct_segments_sentences(v->segments, &n_sentences);
    const ct_token *tokens = ct_segments_tokens(v->segments, &n_tokens);
    const ct_block *blocks = ct_document_blocks(ct_segments_document(v->segments), &n_blocks);

    for (size_t i = 0; i < n_sentences; i++) {
        if (blocks[sentences[i].block].kind == CT_BLOCK_RESIDUE)
            continue;
        for (uint32_t t = sentences[i].first_token; t < sentences[i].end_token; t++)
            if (!count_token(s, v, tokens[t].type, mentioned[t]))
                return false;
    }
    return true;
}

static int by_count(const void *a, const void *b)
{
    const entry *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->type > y->type) - (x->type < y->type);
}

static void sum_up(ct_coverage *c, survey *s)
{
    if (s->entries.n > 0)
        qsort(s->entries.items, s->entries.n, sizeof *s->entries.items, by_count);
    for (size_t i = 0; i < s->entries.n; i++) {
        const entry *e = &s->entries.items[i];
        c->words++;
        if (e->layer < CT_LAYERS)
            c->known[e->layer]++;
        else
            c->unknown[c->n_unknown++] = e->type;
    }
}

ct_status ct_coverage_of(ct_coverage **out, const ct_vocabulary *v, ct_error *err)
{
    size_t n_tokens;
    uint8_t *mentioned;
    ct_coverage *c = calloc(1, sizeof *c);
    survey s = { 0 };
    ct_status status = CT_OK;

    *out = NULL;
    ct_segments_tokens(v->segments, &n_tokens);
    mentioned = malloc(n_tokens + 1);
    if (mentioned != NULL)
        mark_mentions(v, mentioned, n_tokens);
    if (mentioned == NULL || c == NULL || !count_all(&s, v, mentioned)
        || (c->unknown = malloc((s.entries.n + 1) * sizeof *c->unknown)) == NULL)
        status = nomem(err);
    if (status == CT_OK) {
        sum_up(c, &s);
        *out = c;
        c = NULL;
    }
    ct_coverage_free(c);
    free(mentioned);
    ct_intern_release(&s.words);
    ct_vector_release(&s.entries);
    return status;
}

void ct_coverage_free(ct_coverage *c)
{
    if (c == NULL)
        return;
    free(c->unknown);
    free(c);
}
