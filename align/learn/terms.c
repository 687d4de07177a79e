/* Candidate terms: phrases whose words are linked among themselves and to nothing else (Och, Tillmann and Ney 1999),
 * that begin and end with a content word on both sides. Forms of one lemma count together; the form written most is
 * shown. A first pass counts roughly in a table of fixed size, so that only phrases that come often take memory; the
 * second notes those; the third counts how often each of them is linked to anything. */
#include "learn.h"

#include <string.h>

#include <cotejo-internal/forms.h>

enum { MOST_WORDS = 5, ROUGH_BITS = 24 };

#define LEAST_SCORE 0.3F

/* A span of tokens of one side. */
typedef struct place { size_t pair; uint32_t first, end; } place;

/* The form of a phrase that is written most, found by one pass of votes (Boyer and Moore 1981). */
typedef struct phrase { place shown; uint32_t votes, count; } phrase;

typedef struct couple { uint32_t phrase[CT_LANGUAGES], together, pair[2]; } couple;

typedef enum pass { PASS_ROUGH, PASS_NOTE, PASS_COUNT, PASSES } pass;

typedef struct search {
    ct_learned *learned;
    uint8_t    *rough;                            /* [1 << ROUGH_BITS] counts of the first pass, by hash */
    pass        pass;
    uint32_t    min_count;
    ct_intern   keys[CT_LANGUAGES];               /* of classes, as bytes */
    CT_VECTOR(phrase) phrases[CT_LANGUAGES];
    ct_intern   couple_keys;                      /* of two phrase numbers, as bytes */
    CT_VECTOR(couple) couples;
    /* English tokens that a Spanish one is linked to, low > high: none; and Spanish ones that an English one is */
    uint32_t    low[MOST_TOKENS], high[MOST_TOKENS];
    uint32_t    low_back[MOST_TOKENS], high_back[MOST_TOKENS];
} search;

static word_kind kind_at(const search *s, int language, size_t pair, uint32_t k)
{
    const corpus *c = &s->learned->corpus;
    return (word_kind)c->sides[language].content.items[corpus_class(c, language, pair, k)];
}

static size_t classes_of(const search *s, int language, place p, uint32_t out[MOST_WORDS])
{
    for (uint32_t k = p.first; k < p.end; k++)
        out[k - p.first] = corpus_class(&s->learned->corpus, language, p.pair, k);
    return (p.end - p.first) * sizeof *out;
}

static uint64_t hash_of(const uint32_t *classes, size_t bytes, uint64_t h)
{
    for (size_t i = 0; i < bytes / sizeof *classes; i++)
        h = (h ^ classes[i]) * 0x9E3779B97F4A7C15u ^ h >> 29;
    return h;
}

static const uint32_t *types_at(const search *s, int language, place p)
{
    const corpus_side *side = &s->learned->corpus.sides[language];
    return side->tokens.items + side->starts[p.pair] + p.first;
}

static uint32_t note_phrase(search *s, int language, place p, const uint32_t *classes, size_t bytes)
{
    uint32_t k = ct_intern_add(&s->keys[language], (const char *)classes, bytes);
    phrase *f;

    if (k == CT_NO_STRING || (k == s->phrases[language].n && !ct_push(&s->phrases[language], (phrase){ .shown = p })))
        return CT_NONE;
    f = &s->phrases[language].items[k];
    if (f->votes == 0)
        f->shown = p;
    if (memcmp(types_at(s, language, f->shown), types_at(s, language, p), (p.end - p.first) * sizeof(uint32_t)) == 0)
        f->votes++;
    else
        f->votes--;
    return k;
}

static size_t length_of(const search *s, uint32_t pair)
{
    return corpus_length(&s->learned->corpus, CT_ES, pair) + corpus_length(&s->learned->corpus, CT_EN, pair);
}

/* Keep the two shortest sentence pairs. */
static void note_context(const search *s, couple *c, uint32_t pair)
{
    for (int i = 0; i < 2; i++) {
        uint32_t held = c->pair[i];
        if (held == pair)
            return;
        if (held == CT_NONE || length_of(s, pair) < length_of(s, held)) {
            c->pair[i] = pair;
            pair = held;
            if (held == CT_NONE)
                return;
        }
    }
}

static void count_phrase(search *s, int language, const uint32_t *classes, size_t bytes)
{
    uint32_t k = ct_intern_find(&s->keys[language], (const char *)classes, bytes);

    if (k != CT_NO_STRING)
        s->phrases[language].items[k].count++;
}

static bool note_couple(search *s, const uint32_t key[CT_LANGUAGES], uint32_t pair)
{
    uint32_t k = ct_intern_add(&s->couple_keys, (const char *)key, CT_LANGUAGES * sizeof *key);

    if (k == CT_NO_STRING
        || (k == s->couples.n && !ct_push(&s->couples, (couple){ { key[0], key[1] }, 0, { CT_NONE, CT_NONE } })))
        return false;
    s->couples.items[k].together++;
    note_context(s, &s->couples.items[k], pair);
    return true;
}

/* What the pass is for, done with one phrase pair. */
static bool take(search *s, place es, place en)
{
    uint32_t a[MOST_WORDS], b[MOST_WORDS], key[CT_LANGUAGES];
    size_t n = classes_of(s, CT_ES, es, a), m = classes_of(s, CT_EN, en, b);
    uint8_t *rough = &s->rough[hash_of(b, m, hash_of(a, n, 1)) >> (64 - ROUGH_BITS)];

    if (s->pass == PASS_ROUGH) {
        *rough = (uint8_t)(*rough + (*rough < 255));
        return true;
    }
    if (s->pass == PASS_COUNT) {
        count_phrase(s, CT_ES, a, n);
        count_phrase(s, CT_EN, b, m);
        return true;
    }
    if (*rough < s->min_count && *rough < 255)
        return true;
    key[CT_ES] = note_phrase(s, CT_ES, es, a, n);
    key[CT_EN] = note_phrase(s, CT_EN, en, b, m);
    return key[CT_ES] != CT_NONE && key[CT_EN] != CT_NONE && note_couple(s, key, (uint32_t)es.pair);
}

static void lay_links(search *s, size_t pair)
{
    size_t n;
    const ct_word_link *links = ct_learned_links(s->learned, pair, &n);

    for (uint32_t k = 0; k < MOST_TOKENS; k++) {
        s->low[k] = s->low_back[k] = MOST_TOKENS;
        s->high[k] = s->high_back[k] = 0;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t es = links[i].token[CT_ES], en = links[i].token[CT_EN];
        s->low[es] = en < s->low[es] ? en : s->low[es];
        s->high[es] = en > s->high[es] ? en : s->high[es];
        s->low_back[en] = es < s->low_back[en] ? es : s->low_back[en];
        s->high_back[en] = es > s->high_back[en] ? es : s->high_back[en];
    }
}

/* The English span that answers a Spanish one, if the two make a phrase. */
static bool answer(const search *s, place es, place *en)
{
    uint32_t low = MOST_TOKENS, high = 0;

    for (uint32_t k = es.first; k < es.end; k++) {
        low = s->low[k] < low ? s->low[k] : low;
        high = s->low[k] < MOST_TOKENS && s->high[k] > high ? s->high[k] : high;
    }
    if (low == MOST_TOKENS || high - low >= MOST_WORDS || (es.end - es.first == 1 && high == low))
        return false;
    if (kind_at(s, CT_EN, es.pair, low) != WORD_CONTENT || kind_at(s, CT_EN, es.pair, high) != WORD_CONTENT)
        return false;
    for (uint32_t k = low; k <= high; k++)
        if (kind_at(s, CT_EN, es.pair, k) == WORD_MARK
            || (s->low_back[k] < MOST_TOKENS && (s->low_back[k] < es.first || s->high_back[k] >= es.end)))
            return false;
    *en = (place){ es.pair, low, high + 1 };
    return true;
}

static bool search_pair(search *s, size_t pair)
{
    uint32_t n = corpus_length(&s->learned->corpus, CT_ES, pair);

    lay_links(s, pair);
    for (uint32_t first = 0; first < n; first++) {
        if (kind_at(s, CT_ES, pair, first) != WORD_CONTENT || s->low[first] == MOST_TOKENS)
            continue;
        for (uint32_t end = first + 1; end <= n && end <= first + MOST_WORDS; end++) {
            word_kind kind = kind_at(s, CT_ES, pair, end - 1);
            place es = { pair, first, end }, en;
            if (kind == WORD_MARK)
                break;
            if (kind == WORD_CONTENT && s->low[end - 1] < MOST_TOKENS && answer(s, es, &en) && !take(s, es, en))
                return false;
        }
    }
    return true;
}

/* ---- keeping ------------------------------------------------------------------------------------------------- */

static const char *text_of(ct_learned *l, int language, place p)
{
    const corpus_side *side = &l->corpus.sides[language];
    ct_buffer text = { 0 };
    const char *kept = NULL;

    for (uint32_t k = p.first; k < p.end; k++) {
        if (k > p.first)
            ct_buffer_add_char(&text, ' ');
        ct_buffer_add_string(&text, side->types.strings[side->tokens.items[side->starts[p.pair] + k]]);
    }
    if (!text.failed)
        kept = ct_arena_copy(&l->arena, text.bytes, text.n);
    ct_buffer_release(&text);
    return kept;
}

static int by_count(const void *a, const void *b)
{
    const ct_learned_term *x = a, *y = b;
    int order;

    if (x->together != y->together)
        return x->together > y->together ? -1 : 1;
    if (x->score < y->score || x->score > y->score)
        return x->score > y->score ? -1 : 1;
    order = strcmp(x->text[CT_ES], y->text[CT_ES]);
    return order != 0 ? order : strcmp(x->text[CT_EN], y->text[CT_EN]);
}

static bool keep(search *s, const couple *c)
{
    ct_learned_term t = { .together = c->together, .pair = { c->pair[0], c->pair[1] } };
    uint32_t most = 1;

    for (int l = 0; l < CT_LANGUAGES; l++) {
        t.count[l] = s->phrases[l].items[c->phrase[l]].count;
        most = t.count[l] > most ? t.count[l] : most;
    }
    t.score = (float)c->together / (float)most;
    if (c->together < s->min_count || t.score < LEAST_SCORE)
        return true;
    for (int l = 0; l < CT_LANGUAGES; l++) {
        t.text[l] = text_of(s->learned, l, s->phrases[l].items[c->phrase[l]].shown);
        if (t.text[l] == NULL)
            return false;
    }
    return ct_push(&s->learned->terms, t);
}

static bool search_all(search *s)
{
    for (size_t pair = 0; pair < s->learned->corpus.n_pairs; pair++)
        if (!search_pair(s, pair))
            return false;
    return true;
}

ct_status terms_collect(ct_learned *l, uint32_t min_count, ct_error *err)
{
    search *s = calloc(1, sizeof *s);
    bool good;

    if (s == NULL)
        return bitext_nomem(err);
    s->learned = l;
    s->min_count = min_count;
    s->rough = calloc((size_t)1 << ROUGH_BITS, 1);
    good = s->rough != NULL;
    for (s->pass = PASS_ROUGH; good && s->pass < PASSES; s->pass++)
        good = search_all(s);
    for (size_t i = 0; good && i < s->couples.n; i++)
        good = keep(s, &s->couples.items[i]);
    if (l->terms.n > 0)
        qsort(l->terms.items, l->terms.n, sizeof *l->terms.items, by_count);
    for (int k = 0; k < CT_LANGUAGES; k++) {
        ct_intern_release(&s->keys[k]);
        ct_vector_release(&s->phrases[k]);
    }
    ct_intern_release(&s->couple_keys);
    ct_vector_release(&s->couples);
    free(s->rough);
    free(s);
    return good ? CT_OK : bitext_nomem(err);
}
