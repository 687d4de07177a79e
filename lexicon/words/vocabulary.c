/* What is known of each type of a document. Everything is asked once per type, never once per token. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/numbers.h>
#include <cotejo-internal/vocabulary.h>

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a document's words");
}

/* Readings of a form; one whose possessive or stop is in the way is read without: "China's", "Asia.". */
static size_t read_type(const ct_vocabulary *v, const ct_type *type, ct_reading *readings)
{
    const ct_reader *reader = &v->lexicon->sides[v->language].reader;
    size_t n = ct_reader_read(reader, type->text, type->length, readings), at = 0, next;
    ct_span atom, second;

    if (n > 0 || !ct_next_atom(type->text, type->length, &at, &atom))
        return n;
    next = at;
    if (atom.end - atom.start == type->length || ct_next_atom(type->text, type->length, &next, &second))
        return 0;
    return ct_reader_read(reader, type->text + atom.start, atom.end - atom.start, readings);
}

static uint8_t strongest_layer(const ct_vocabulary *v, const ct_reading *readings, size_t n)
{
    uint8_t layer = CT_LAYERS;

    for (size_t i = 0; i < n; i++) {
        size_t n_renderings;
        const ct_rendering *r = ct_lexicon_renderings(v->lexicon, v->language, readings[i].lemma, &n_renderings);
        if (n_renderings > 0 && r[0].layer < layer)
            layer = (uint8_t)r[0].layer;
    }
    return layer;
}

/* A function word, unless it is written as an acronym that some table has: "WHO". */
static bool is_function_word(const ct_vocabulary *v, const ct_type *type)
{
    const ct_side *side = &v->lexicon->sides[v->language];

    if (ct_is_capitals(type->text, type->length)
        && ct_lemma_find(v->lexicon, v->language, type->text, type->length) != CT_NONE)
        return false;
    return ct_function_words_class(&side->function_words, type->text, type->length) != CT_FUNCTION_NONE;
}

static bool add_readings(ct_vocabulary *v, ct_word *word, const ct_reading *readings, size_t n)
{
    if (word->n_readings == 0)
        word->first_reading = (uint32_t)v->readings.n;
    for (size_t i = 0; i < n; i++) {
        if (!ct_push(&v->readings, readings[i]))
            return false;
        word->grammar |= readings[i].grammar;
    }
    word->n_readings += (uint32_t)n;
    return true;
}

static bool look_up(ct_vocabulary *v, const ct_type *type, ct_word *word)
{
    const ct_side *side = &v->lexicon->sides[v->language];
    ct_reading readings[CT_MAX_READINGS];
    size_t n;

    word->layer = CT_LAYERS;
    word->first_reading = (uint32_t)v->readings.n;
    if (type->kind != CT_TOKEN_WORD)
        return true;
    n = read_type(v, type, readings);
    if (!add_readings(v, word, readings, n))
        return false;
    word->layer = strongest_layer(v, readings, n);
    word->content = !(n > 0 && (word->grammar & 31) == 0 && (word->grammar & CT_POS_FUNCTION) != 0);
    if (ct_numbers_has(side->numbers, type->folded)
        || (type->length > 1 && strspn(type->text, "IVX") == type->length && ct_roman_value(type->text) > 0))
        word->content = false;
    if (is_function_word(v, type)) {
        word->grammar |= CT_POS_FUNCTION;
        word->content = false;
    }
    return true;
}

/* Nobody knows "económico-comercial", yet everybody knows its parts: it is known as well as the least known of them. */
static bool look_up_parts(ct_vocabulary *v, const ct_type *type, const uint32_t *parts, ct_word *word)
{
    uint8_t weakest = 0;
    bool content = false;

    for (uint32_t i = 0; i < type->n_parts; i++) {
        const ct_word *part = &v->words[parts[type->first_part + i]];
        ct_reading readings[CT_MAX_READINGS];
        size_t n = part->n_readings < CT_MAX_READINGS ? part->n_readings : CT_MAX_READINGS;
        if (n > 0)
            memcpy(readings, v->readings.items + part->first_reading, n * sizeof *readings);
        if (!add_readings(v, word, readings, n))
            return false;
        if (part->content && part->layer > weakest)
            weakest = part->layer;
        content |= part->content;
    }
    word->content = content;
    word->layer = content ? weakest : CT_LAYERS;
    return true;
}

static bool has_content_part(const ct_vocabulary *v, const ct_type *type, const uint32_t *parts)
{
    for (uint32_t i = 0; i < type->n_parts; i++)
        if (v->words[parts[type->first_part + i]].content)
            return true;
    return false;
}

static ct_status look_up_all(ct_vocabulary *v, ct_error *err)
{
    size_t n, n_parts;
    const ct_type *types = ct_segments_types(v->segments, &n);
    const uint32_t *parts = ct_segments_parts(v->segments, &n_parts);

    v->words = calloc(n + 1, sizeof *v->words);
    if (v->words == NULL)
        return nomem(err);
    for (size_t i = 0; i < n; i++)
        if (!look_up(v, &types[i], &v->words[i]))
            return nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (types[i].n_parts == 0)
            continue;
        if (v->words[i].n_readings == 0 && !look_up_parts(v, &types[i], parts, &v->words[i]))
            return nomem(err);
        if (!has_content_part(v, &types[i], parts))      /* twenty-eight */
            v->words[i].content = false;
    }
    return CT_OK;
}

/* "US$ 20 billion" does not name the United States. Both lists stand in text order. */
static void drop_mentions_in_money(ct_vocabulary *v)
{
    size_t kept = 0, q = 0;

    for (size_t i = 0; i < v->mentions.n; i++) {
        const ct_mention *m = &v->mentions.items[i];
        while (q < v->quantities.n && v->quantities.items[q].end_token <= m->first_token)
            q++;
        if (q < v->quantities.n && v->quantities.items[q].kind == CT_QUANTITY_MONEY
            && v->quantities.items[q].first_token <= m->first_token && m->end_token <= v->quantities.items[q].end_token)
            continue;
        v->mentions.items[kept++] = *m;
    }
    v->mentions.n = kept;
}

ct_status ct_vocabulary_of(ct_vocabulary **out, const ct_segments *segments, const ct_lexicon *lexicon, ct_error *err)
{
    ct_vocabulary *v = calloc(1, sizeof *v);
    ct_status status;

    *out = NULL;
    if (v == NULL)
        return nomem(err);
    v->segments = segments;
    v->lexicon = lexicon;
    v->language = ct_document_language(ct_segments_document(segments));
    status = look_up_all(v, err);
    if (status == CT_OK)
        status = ct_mentions_find(v, err);
    if (status == CT_OK)
        status = ct_quantities_find(v, err);
    if (status == CT_OK)
        drop_mentions_in_money(v);
    if (status == CT_OK) {
        *out = v;
        v = NULL;
    }
    ct_vocabulary_free(v);
    return status;
}

void ct_vocabulary_free(ct_vocabulary *v)
{
    if (v == NULL)
        return;
    free(v->words);
    ct_vector_release(&v->readings);
    ct_vector_release(&v->mentions);
    ct_vector_release(&v->quantities);
    free(v);
}

const ct_segments *ct_vocabulary_segments(const ct_vocabulary *v) { return v->segments; }
const ct_lexicon  *ct_vocabulary_lexicon(const ct_vocabulary *v)  { return v->lexicon; }
const ct_word     *ct_vocabulary_words(const ct_vocabulary *v)    { return v->words; }

const ct_reading *ct_vocabulary_readings(const ct_vocabulary *v, size_t *n)
{
    *n = v->readings.n;
    return v->readings.items;
}

const ct_mention *ct_vocabulary_mentions(const ct_vocabulary *v, size_t *n)
{
    *n = v->mentions.n;
    return v->mentions.items;
}

const ct_quantity *ct_vocabulary_quantities(const ct_vocabulary *v, size_t *n)
{
    *n = v->quantities.n;
    return v->quantities.items;
}
