/* How much of a document's words is known, and which are not. */
#include <stdlib.h>
#include <string.h>

#include <cotejo/lexicon.h>
#include <cotejo-internal/intern.h>

typedef struct counter {
    const ct_type *types;         /* [n_types] */
    const ct_word *words;         /* [n_types] */
    size_t         n_types;
    uint8_t       *layers;        /* [n_types] strongest layer, mentions included; CT_LAYERS: unknown */
    ct_intern      seen;          /* folded forms counted already */
} counter;

/* A hyphenated word is known when it is, or when all its content parts are. */
static uint8_t layer_of_parts(const counter *c, const ct_type *type, const uint32_t *parts)
{
    uint8_t weakest = CT_LAYER_TERMBASE;

    for (uint32_t k = 0; k < type->n_parts; k++) {
        uint32_t part = parts[type->first_part + k];
        if (c->words[part].content && c->words[part].layer > weakest)
            weakest = c->words[part].layer;
    }
    return weakest;
}

static void note_layers(counter *c, const ct_vocabulary *vocabulary)
{
    const ct_segments *segments = ct_vocabulary_segments(vocabulary);
    const ct_lexicon *lexicon = ct_vocabulary_lexicon(vocabulary);
    size_t n, n_mentions;
    const uint32_t *parts = ct_segments_parts(segments, &n);
    const ct_token *tokens = ct_segments_tokens(segments, &n);
    const ct_mention *mentions = ct_vocabulary_mentions(vocabulary, &n_mentions);
    const ct_term *terms = ct_lexicon_terms(lexicon, &n);

    for (size_t i = 0; i < c->n_types; i++) {
        c->layers[i] = c->words[i].layer;
        if (c->types[i].n_parts > 0 && c->layers[i] >= CT_LAYERS)
            c->layers[i] = layer_of_parts(c, &c->types[i], parts);
    }
    for (size_t i = 0; i < n_mentions; i++)
        for (uint32_t t = mentions[i].first_token; t < mentions[i].end_token; t++) {
            uint8_t *layer = &c->layers[tokens[t].type];
            if (*layer >= CT_LAYERS)
                *layer = (uint8_t)terms[mentions[i].term].layer;
        }
}

static int by_count(const void *a, const void *b, const ct_type *types)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    if (types[x].count != types[y].count)
        return types[x].count > types[y].count ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* Insertion into place: the unknown words of a text are few. */
static void add_unknown(ct_coverage *coverage, uint32_t type, const ct_type *types)
{
    size_t i = coverage->n_unknown++;

    for (; i > 0 && by_count(&coverage->unknown[i - 1], &type, types) > 0; i--)
        coverage->unknown[i] = coverage->unknown[i - 1];
    coverage->unknown[i] = type;
}

/* Several types ("Comercio", "comercio") are one word: the strongest layer of any of them counts. */
static bool count(ct_coverage *coverage, counter *c, uint32_t *form_of, uint8_t *best, uint32_t *first)
{
    for (size_t i = 0; i < c->n_types; i++) {
        form_of[i] = CT_NO_STRING;
        if (!c->words[i].content || c->types[i].kind != CT_TOKEN_WORD)
            continue;
        form_of[i] = ct_intern_add(&c->seen, c->types[i].folded, strlen(c->types[i].folded));
        if (form_of[i] == CT_NO_STRING)
            return false;
    }
    for (uint32_t f = 0; f < c->seen.n; f++) {
        best[f] = CT_LAYERS;
        first[f] = CT_NONE;
    }
    for (uint32_t i = 0; i < c->n_types; i++) {
        uint32_t f = form_of[i];
        if (f == CT_NO_STRING)
            continue;
        if (first[f] == CT_NONE)
            first[f] = i;
        if (c->layers[i] < best[f])
            best[f] = c->layers[i];
    }
    coverage->words = c->seen.n;
    for (uint32_t f = 0; f < c->seen.n; f++)
        if (best[f] < CT_LAYER_COGNATE)
            coverage->known[best[f]]++;
        else
            add_unknown(coverage, first[f], c->types);
    return true;
}

ct_status ct_coverage_of(ct_coverage **out, const ct_vocabulary *vocabulary, ct_error *err)
{
    counter c = { .words = ct_vocabulary_words(vocabulary) };
    ct_coverage *coverage = calloc(1, sizeof *coverage);
    uint32_t *form_of = NULL, *first = NULL;
    uint8_t *best = NULL;
    ct_status status = CT_OK;

    *out = NULL;
    c.types = ct_segments_types(ct_vocabulary_segments(vocabulary), &c.n_types);
    c.layers = calloc(c.n_types + 1, 1);
    best = calloc(c.n_types + 1, 1);
    form_of = calloc(c.n_types + 1, sizeof *form_of);
    first = calloc(c.n_types + 1, sizeof *first);
    if (coverage != NULL)
        coverage->unknown = calloc(c.n_types + 1, sizeof *coverage->unknown);
    if (coverage == NULL || coverage->unknown == NULL || c.layers == NULL || best == NULL || form_of == NULL || first == NULL)
        status = CT_NOMEM;
    if (status == CT_OK) {
        note_layers(&c, vocabulary);
        if (!count(coverage, &c, form_of, best, first))
            status = CT_NOMEM;
    }
    if (status == CT_OK) {
        *out = coverage;
        coverage = NULL;
    } else {
        ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory to count words");
    }
    ct_coverage_free(coverage);
    ct_intern_release(&c.seen);
    free(c.layers);
    free(best);
    free(form_of);
    free(first);
    return status;
}

void ct_coverage_free(ct_coverage *coverage)
{
    if (coverage == NULL)
        return;
    free(coverage->unknown);
    free(coverage);
}
