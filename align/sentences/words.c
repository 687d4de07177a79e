/* What the lexicon and the spelling say of types: class, and pairs that may render each other.
 *
 * Strong pairs: a rendering in the lexicon; the same string; the same skeleton (spelling without accents and the letters
 * in which Spanish and English regularly differ). Weak pairs: a common beginning with the type or with one of its
 * renderings. Hunspell's stems are not asked for: loading its dictionaries takes longer than aligning a book. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/lexicon.h>

#include "sentences.h"

enum { MOST_PAIRS = 48 /* of one type, of one kind */, MOST_SCAN = 64, LEAST_PREFIX = 4, MOST_SKELETON = 40,
       SAMPLE = 4096 /* words by which the language is told */ };

/* A type of the target under its skeleton. */
typedef struct skeleton { char s[MOST_SKELETON]; uint8_t n; uint32_t type; } skeleton;
/* The first eight letters of a skeleton as one figure that sorts as they do, and which it is. */
typedef struct skeleton_key { uint64_t head; uint32_t type; } skeleton_key;
/* A type of the target and one of its lemmas. */
typedef struct lemma_entry { uint32_t lemma, type; } lemma_entry;
typedef CT_VECTOR(lemma_entry) lemma_list;

typedef struct pairing {
    const ct_strand  *lines[2];
    uint8_t         *const *classes;
    const ct_lexicon *lexicon;
    ct_language      language[2];
    ct_reader        readers[2];     /* without spelling dictionary */
    uint32_t        *lemma_start;    /* [lemmas of the target's language + 1] in … */
    uint32_t        *lemma_types;    /* … types that have the lemma, ascending */
    uint64_t        *heads;          /* [n_skeletons] ascending … */
    skeleton        *skeletons;      /* … of these */
    size_t           n_skeletons;
    ct_type_pairs   *out;
    uint32_t         seen_from;      /* first pair of the type at hand */
} pairing;

/* ---- classes ------------------------------------------------------------------------------------------------ */

static bool is_number(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return true;
}

void ct_strand_count_languages(size_t counts[CT_LANGUAGES], const ct_strand *lines, const ct_lexicon *lexicon)
{
    size_t n = lines->tokens.n < SAMPLE ? lines->tokens.n : SAMPLE;

    for (int l = 0; l < CT_LANGUAGES; l++)
        counts[l] = 0;
    for (size_t i = 0; i < n; i++)
        for (int l = 0; l < CT_LANGUAGES; l++) {
            uint32_t type = lines->tokens.items[i];
            counts[l] += ct_function_words_class(&lexicon->sides[l].function_words, lines->types.strings[type],
                                                 lines->types.lengths[type]) != CT_FUNCTION_NONE;
        }
}

/* Readings of a folded form; a name is found under its capital. */
static size_t read_form(const ct_reader *reader, const char *form, size_t len, ct_reading *readings)
{
    size_t n = ct_reader_read(reader, form, len, readings);
    char title[CT_MAX_FORM];

    if (n == 0 && len < CT_MAX_FORM && ct_title(form, len, title) > 0)
        n = ct_reader_read(reader, title, strlen(title), readings);
    return n;
}

void ct_words_classify(uint8_t *out, const ct_strand *lines, const ct_lexicon *lexicon, ct_language language)
{
    const ct_function_words *functions = &lexicon->sides[language].function_words;

    for (uint32_t t = 0; t < lines->types.n; t++) {
        const char *s = lines->types.strings[t];
        uint32_t n = lines->types.lengths[t];
        out[t] = is_number(s, n) ? CT_WORD_NUMBER
            : ct_function_words_class(functions, s, n) != CT_FUNCTION_NONE ? CT_WORD_FUNCTION
            : lines->names.items[t] ? CT_WORD_NAME : CT_WORD_UNKNOWN;
    }
}

/* ---- skeletons -------------------------------------------------------------------------------------------------- */

static char plain_latin(unsigned char second)   /* of U+00C0 to U+00FF, by the second byte in UTF-8, lower case */
{
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo.ouuuuyty";

    return plain[second & 31];
}

/* Letters in which the two languages regularly differ: one for both. */
static size_t skeleton_of(char out[MOST_SKELETON], const char *s, size_t len)
{
    char flat[64];
    size_t n = 0, m = 0, from = 0;

    for (size_t i = 0; i < len && n < sizeof flat; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == 0xC3 && i + 1 < len)
            flat[n++] = plain_latin((unsigned char)s[++i]);
        else
            flat[n++] = (char)c;
    }
    if (n > 3 && flat[0] == 'e' && flat[1] == 's' && strchr("cpqtmnlbdgfvr", flat[2]) != NULL)
        from = 1;      /* estado, state */
    for (size_t i = from; i < n && m < MOST_SKELETON - 1; i++) {
        char c = flat[i], next = i + 1 < n ? flat[i + 1] : '\0';
        if (c == next && strchr("aeiou", c) == NULL && !(c >= '0' && c <= '9'))
            continue;
        if (c == 'h' && i > from && strchr("tcr", flat[i - 1]) != NULL)
            continue;
        if (c == 'p' && next == 'h') {
            c = 'f';
            i++;
        } else if (c == 'q' || c == 'k') {
            c = 'c';
            if (next == 'u')
                i++;
        } else if (c == 'y') {
            c = 'i';
        } else if (c == 'z') {
            c = 's';
        } else if (c == 't' && next == 'i' && i + 2 < n && flat[i + 2] == 'o') {
            c = 'c';
        }
        out[m++] = c;
    }
    out[m] = '\0';
    return m;
}

static uint64_t head_of(const char *s, size_t n)
{
    uint64_t head = 0;

    for (size_t i = 0; i < 8; i++)
        head = head << 8 | (i < n ? (unsigned char)s[i] : 0);
    return head;
}

static int by_head(const void *a, const void *b)
{
    const skeleton_key *x = a, *y = b;

    return x->head != y->head ? (x->head > y->head) - (x->head < y->head) : (x->type > y->type) - (x->type < y->type);
}

static int by_skeleton(const void *a, const void *b)
{
    const skeleton *x = a, *y = b;
    int order = strcmp(x->s, y->s);

    return order != 0 ? order : (x->type > y->type) - (x->type < y->type);
}

/* A word that the lexicon renders is expected to be found. */
static void note_known(pairing *p, int side, uint32_t type, uint32_t lemma)
{
    size_t n;

    if (p->classes[side][type] == CT_WORD_UNKNOWN
        && ct_lexicon_renderings(p->lexicon, p->language[side], lemma, &n) != NULL)
        p->classes[side][type] = CT_WORD_KNOWN;
}

/* ---- the target's types, filed ------------------------------------------------------------------------------------ */

/* Sorted by their heads first, which are quickly compared; then those that share one. */
static bool file_skeletons(pairing *p)
{
    const ct_intern *types = &p->lines[1]->types;
    skeleton_key *keys = malloc(((size_t)types->n + 1) * sizeof *keys);
    char s[MOST_SKELETON];
    size_t n = 0;

    p->skeletons = malloc(((size_t)types->n + 1) * sizeof *p->skeletons);
    p->heads = malloc(((size_t)types->n + 1) * sizeof *p->heads);
    if (keys == NULL || p->skeletons == NULL || p->heads == NULL) {
        free(keys);
        return false;
    }
    for (uint32_t t = 0; t < types->n; t++)
        if (p->classes[1][t] != CT_WORD_FUNCTION)
            keys[n++] = (skeleton_key){ head_of(s, skeleton_of(s, types->strings[t], types->lengths[t])), t };
    qsort(keys, n, sizeof *keys, by_head);
    for (size_t i = 0; i < n; i++) {
        skeleton *k = &p->skeletons[i];
        k->type = keys[i].type;
        k->n = (uint8_t)skeleton_of(k->s, types->strings[k->type], types->lengths[k->type]);
        p->heads[i] = keys[i].head;
    }
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && keys[end].head == keys[i].head; )
            end++;
        if (end > i + 1 && (keys[i].head & 0xff) != 0)
            qsort(p->skeletons + i, end - i, sizeof *p->skeletons, by_skeleton);
    }
    p->n_skeletons = n;
    free(keys);
    return true;
}

static bool read_lemmas(pairing *p, uint32_t t, lemma_list *found)
{
    const ct_intern *types = &p->lines[1]->types;
    ct_reading readings[CT_MAX_READINGS];
    size_t n = read_form(&p->readers[1], types->strings[t], types->lengths[t], readings);

    for (size_t i = 0; i < n; i++) {
        note_known(p, 1, t, readings[i].lemma);
        if (!ct_push(found, (lemma_entry){ readings[i].lemma, t }))
            return false;
    }
    return true;
}

static bool file_lemmas(pairing *p)
{
    uint32_t n_lemmas = p->lexicon->sides[p->language[1]].n_lemmas, n_types = p->lines[1]->types.n;
    lemma_list found = { 0 };
    bool ok = true;

    for (uint32_t t = 0; ok && t < n_types; t++)
        ok = p->classes[1][t] == CT_WORD_NUMBER || read_lemmas(p, t, &found);
    p->lemma_start = calloc((size_t)n_lemmas + 2, sizeof *p->lemma_start);
    p->lemma_types = malloc((found.n + 1) * sizeof *p->lemma_types);
    ok = ok && p->lemma_start != NULL && p->lemma_types != NULL;
    if (ok) {
        for (size_t i = 0; i < found.n; i++)
            p->lemma_start[found.items[i].lemma + 2]++;
        for (uint32_t k = 2; k < n_lemmas + 2; k++)
            p->lemma_start[k] += p->lemma_start[k - 1];
        for (size_t i = 0; i < found.n; i++)
            p->lemma_types[p->lemma_start[found.items[i].lemma + 1]++] = found.items[i].type;
    }
    ct_vector_release(&found);
    return ok;
}

/* The first skeleton that does not come before these letters. */
static size_t first_skeleton(const pairing *p, const char *s, size_t n)
{
    uint64_t head = head_of(s, n);
    size_t low = 0, high = p->n_skeletons;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->heads[middle] < head || (n > 8 && p->heads[middle] == head && strncmp(p->skeletons[middle].s, s, n) < 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- pairs of one source type ---------------------------------------------------------------------------------------- */

/* A pair is kept once, as the strongest of its kinds. */
static bool add_pair(pairing *p, uint32_t a, uint32_t b, bool weak)
{
    for (size_t i = p->seen_from; i < p->out->n; i++)
        if (p->out->items[i].b == b) {
            p->out->items[i].weak &= weak;
            return true;
        }
    return p->out->n - p->seen_from >= 2 * MOST_PAIRS || ct_push(p->out, (ct_type_pair){ .a = a, .b = b, .weak = weak });
}

static bool add_lemma(pairing *p, uint32_t a, uint32_t lemma)
{
    for (uint32_t i = p->lemma_start[lemma]; i < p->lemma_start[lemma + 1]; i++)
        if (!add_pair(p, a, p->lemma_types[i], false))
            return false;
    return true;
}

/* Types with the same skeleton, and those with a common beginning of nearly the whole word. */
static bool add_alike(pairing *p, uint32_t a, const char *word, size_t len, bool strong_too)
{
    char s[MOST_SKELETON];
    size_t n = skeleton_of(s, word, len), prefix = n * 2 / 3;
    size_t scanned = 0;

    if (prefix < LEAST_PREFIX)
        prefix = n < LEAST_PREFIX ? n : LEAST_PREFIX;
    for (size_t i = first_skeleton(p, s, prefix); i < p->n_skeletons && scanned < MOST_SCAN; i++, scanned++) {
        const skeleton *k = &p->skeletons[i];
        bool same = k->n == n && memcmp(k->s, s, n) == 0;
        if (strncmp(k->s, s, prefix) != 0)
            break;
        if (!same && (k->n < 5 || n < 5 || k->n * 2 > prefix * 3 + 1 || p->classes[1][k->type] == CT_WORD_NUMBER))
            continue;
        if (!add_pair(p, a, k->type, !(same && strong_too)))
            return false;
    }
    return true;
}

/* Figures agree only when they are the same. */
static bool add_number(pairing *p, uint32_t a, const char *s, size_t len)
{
    uint32_t b = ct_intern_find(&p->lines[1]->types, s, len);

    return b == CT_NO_STRING || add_pair(p, a, b, false);
}

static bool pair_type(pairing *p, uint32_t a)
{
    const ct_intern *types = &p->lines[0]->types;
    const char *s = types->strings[a];
    uint32_t len = types->lengths[a];
    ct_reading readings[CT_MAX_READINGS];
    size_t n;

    p->seen_from = (uint32_t)p->out->n;
    if (p->classes[0][a] == CT_WORD_NUMBER)
        return add_number(p, a, s, len);
    n = read_form(&p->readers[0], s, len, readings);
    for (size_t i = 0; i < n; i++) {
        size_t n_renderings;
        const ct_rendering *r = ct_lexicon_renderings(p->lexicon, p->language[0], readings[i].lemma, &n_renderings);
        if (n_renderings > MOST_PAIRS)
            n_renderings = MOST_PAIRS;
        note_known(p, 0, a, readings[i].lemma);
        for (size_t k = 0; k < n_renderings; k++) {
            const char *lemma = ct_lexicon_lemma(p->lexicon, p->language[1], r[k].lemma);
            if (!add_lemma(p, a, r[k].lemma))
                return false;
            if (p->classes[0][a] != CT_WORD_FUNCTION && k < 8 && !add_alike(p, a, lemma, strlen(lemma), false))
                return false;
        }
    }
    return p->classes[0][a] == CT_WORD_FUNCTION || add_alike(p, a, s, len, true);
}

ct_status ct_words_pair(ct_type_pairs *out, const ct_strand *const lines[2], uint8_t *const classes[2],
                        const ct_lexicon *lexicon, const ct_language language[2], ct_error *err)
{
    pairing p = { .lines = { lines[0], lines[1] }, .classes = classes, .lexicon = lexicon,
                  .language = { language[0], language[1] }, .out = out };
    ct_spelling *nothing = ct_spelling_new(NULL);
    bool ok = nothing != NULL;

    for (int side = 0; side < 2; side++) {
        p.readers[side] = lexicon->sides[language[side]].reader;
        p.readers[side].spelling = nothing;
    }
    ok = ok && file_skeletons(&p) && file_lemmas(&p);
    for (uint32_t a = 0; ok && a < lines[0]->types.n; a++)
        ok = pair_type(&p, a);
    free(p.lemma_start);
    free(p.lemma_types);
    free(p.heads);
    free(p.skeletons);
    ct_spelling_free(nothing);
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for pairs of words");
}
