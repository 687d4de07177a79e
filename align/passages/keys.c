/* Keys: numbers that two words share when they may mean the same.
 *
 *   the word's own lemmas and their renderings       1.0   "intercambio" and "exchange"
 *   words of the same family, in either language     0.8   "deportivo" and "sports", through "deporte"
 *   words that begin alike                           0.7   cognates and names that no dictionary has
 *
 * Computed once per type, so that two words are compared by looking for a common number. */
#include "passages.h"

#include <string.h>

#define SURE     1.0f
#define FAMILY   0.8f
#define ALIKE    0.7f

enum { SURE_RANKS = 3,   /* a rendering after the third is a guess */
       BEGINNING = 6, LONGEST = 120 /* bytes of a word that are looked at */ };

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the words of the alignment");
}

/* ---- letters without marks -------------------------------------------------------------------------- */

/* Latin letters U+00C0 to U+00FF without their marks; 0: none. */
static const char PLAIN[65] = "aaaaaaaceeeeiiiidnooooo\0ouuuuy\0saaaaaaaceeeeiiiidnooooo\0ouuuuy\0y";

/* Lower-case ASCII where there is one, the bytes themselves else. `folded` is lower case already. */
static size_t plain(char *out, const char *folded, size_t len)
{
    size_t n = 0;

    for (size_t i = 0; i < len && n < LONGEST; i++) {
        unsigned char c = (unsigned char)folded[i], d = i + 1 < len ? (unsigned char)folded[i + 1] : 0;

        if (c == 0xC3 && (d & 0xC0) == 0x80 && PLAIN[d & 0x3F] != '\0') {
            out[n++] = PLAIN[d & 0x3F];
            i++;
        } else {
            out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c;
        }
    }
    return n;
}

/* ---- one type --------------------------------------------------------------------------------------- */

static bool add(keyring *ring, uint32_t first, uint32_t key, float strength)
{
    for (size_t i = first; i < ring->refs.n; i++)
        if (ring->refs.items[i].key == key) {
            if (ring->refs.items[i].strength < strength)
                ring->refs.items[i].strength = strength;
            return true;
        }
    return ct_push(&ring->refs, (key_ref){ .key = key, .strength = strength });
}

/* A key made of text; `space` keeps stems, beginnings and whole words apart. */
static bool add_text(keyring *ring, uint32_t first, char space, const char *text, size_t len, float strength)
{
    char name[LONGEST + 1];
    uint32_t number;

    if (len > LONGEST)
        len = LONGEST;
    name[0] = space;
    memcpy(name + 1, text, len);
    number = ct_intern_add(&ring->strings, name, len + 1);
    return number != CT_NO_STRING && add(ring, first, ring->n_lemmas + number, strength);
}

static bool add_family(keyring *ring, uint32_t first, ct_language language, const char *lemma, float strength)
{
    char letters[LONGEST];
    size_t len = plain(letters, lemma, strlen(lemma));

    len = wording_stem(&ring->words[language], letters, len);
    return len == 0 || add_text(ring, first, language == CT_ES ? 's' : 'e', letters, len, strength);
}

/* A lemma, its family, and those of its renderings. */
static bool add_lemma(keyring *ring, uint32_t first, ct_language language, uint32_t lemma)
{
    ct_language other = language == CT_ES ? CT_EN : CT_ES;
    size_t n;
    const ct_rendering *renderings = ct_lexicon_renderings(ring->lexicon, language, lemma, &n);

    if (!add(ring, first, ring->first_lemma[language] + lemma, SURE)
        || !add_family(ring, first, language, ct_lexicon_lemma(ring->lexicon, language, lemma), FAMILY))
        return false;
    for (size_t i = 0; i < n; i++) {
        bool guessed = renderings[i].layer >= CT_LAYER_LEARNED || renderings[i].rank >= SURE_RANKS;

        if (!add(ring, first, ring->first_lemma[other] + renderings[i].lemma, guessed ? FAMILY : SURE)
            || !add_family(ring, first, other, ct_lexicon_lemma(ring->lexicon, other, renderings[i].lemma), FAMILY))
            return false;
    }
    return true;
}

static bool add_word(keyring *ring, uint32_t first, const ct_vocabulary *vocabulary, ct_language language,
                     const ct_type *type, const ct_word *word)
{
    const ct_reading *readings = ct_vocabulary_readings(vocabulary, &(size_t){ 0 });
    char letters[LONGEST];
    size_t len = plain(letters, type->folded, strlen(type->folded));

    for (uint32_t r = 0; r < word->n_readings; r++) {
        const ct_reading *reading = &readings[word->first_reading + r];

        if ((reading->grammar & CT_POS_FUNCTION) == 0 && !add_lemma(ring, first, language, reading->lemma))
            return false;
    }
    if (word->n_readings == 0 && (!add_text(ring, first, 'w', letters, len, SURE)
                                  || !add_family(ring, first, language, type->folded, FAMILY)))
        return false;
    return len < BEGINNING || ring->without_cognates || add_text(ring, first, 'b', letters, BEGINNING, ALIKE);
}

static bool has(const ct_intern *set, const char *word, size_t len)
{
    return ct_intern_find(set, word, len) != CT_NO_STRING;
}

static uint8_t flags_of(const keyring *ring, const ct_vocabulary *vocabulary, ct_language language,
                        const ct_type *type, const ct_word *word)
{
    const wording *w = &ring->words[language];
    const ct_reading *readings = ct_vocabulary_readings(vocabulary, &(size_t){ 0 });
    size_t len = strlen(type->folded);
    unsigned flags = 0;

    if (has(&w->conjunctions, type->folded, len))
        flags |= TYPE_CONJUNCTION;
    if (has(&w->openers, type->folded, len))
        flags |= TYPE_OPENER;
    if (has(&ring->parties[language], type->folded, len))
        flags |= TYPE_PARTY;
    for (uint32_t r = 0; r < word->n_readings; r++) {
        const char *lemma = ct_lexicon_lemma(ring->lexicon, language, readings[word->first_reading + r].lemma);

        if (has(&w->events, lemma, strlen(lemma)))
            flags |= TYPE_EVENT;
        if (has(&w->frames, lemma, strlen(lemma)))
            flags |= TYPE_FRAME;
    }
    return (uint8_t)flags;
}

ct_status keyring_types(keyring *ring, type_keys *out, const ct_vocabulary *vocabulary, ct_error *err)
{
    const ct_segments *segments = ct_vocabulary_segments(vocabulary);
    ct_language language = ct_document_language(ct_segments_document(segments));
    const ct_word *words = ct_vocabulary_words(vocabulary);
    size_t n;
    const ct_type *types = ct_segments_types(segments, &n);

    for (size_t t = 0; t < n; t++) {
        uint32_t first = (uint32_t)ring->refs.n;
        bool fine = true;

        out[t].flags = flags_of(ring, vocabulary, language, &types[t], &words[t]);
        if (types[t].kind == CT_TOKEN_NUMBER) {
            fine = add_text(ring, first, '#', types[t].text, types[t].length, SURE);
            out[t].flags |= TYPE_CONTENT;
        } else if (types[t].kind == CT_TOKEN_WORD && words[t].content && types[t].n_parts == 0) {
            fine = add_word(ring, first, vocabulary, language, &types[t], &words[t]);
            out[t].flags |= TYPE_CONTENT;
        }
        if (!fine)
            return no_memory(err);
        out[t].first = first;
        out[t].n = (uint32_t)ring->refs.n - first;
    }
    return CT_OK;
}

/* ---- the ring --------------------------------------------------------------------------------------- */

/* Words of a name, if it is the region's or a single word: they say who, never what about. */
static bool add_party(ct_intern *set, const char *name, bool region)
{
    char letters[LONGEST];

    if (!region && strchr(name, ' ') != NULL)
        return true;
    for (const char *at = name; *at != '\0'; ) {
        size_t len = strcspn(at, " -"), n = 0;

        for (; n < len && n < LONGEST; n++)     /* lower case of ASCII; names of parties begin with a plain letter */
            letters[n] = at[n] >= 'A' && at[n] <= 'Z' ? (char)(at[n] + 32) : at[n];
        if (n > 2 && ct_intern_add(set, letters, n) == CT_NO_STRING)
            return false;
        at += len + strspn(at + len, " -");
    }
    return true;
}

static bool add_parties(keyring *ring, const ct_profile *profile)
{
    size_t n;
    const ct_party *parties = ct_profile_parties(profile, &n);

    for (size_t p = 0; p < n; p++)
        for (int l = 0; l < CT_LANGUAGES; l++)
            for (size_t i = 0; i < parties[p].n_names[l]; i++)
                if (!add_party(&ring->parties[l], parties[p].names[l][i], false))
                    return false;
    for (int l = 0; l < CT_LANGUAGES; l++) {
        const ct_region_name *names = ct_profile_regions(profile, (ct_language)l, &n);

        for (size_t i = 0; i < n; i++)
            if (names[i].complete && !add_party(&ring->parties[l], names[i].text, true))
                return false;
    }
    return true;
}

ct_status keyring_init(keyring *ring, const ct_lexicon *lexicon, const ct_profile *profile, const char *data,
                       ct_error *err)
{
    ct_status status = CT_OK;

    ring->lexicon = lexicon;
    for (int l = 0; l < CT_LANGUAGES && status == CT_OK; l++) {
        ring->first_lemma[l] = ring->n_lemmas;
        ring->n_lemmas += (uint32_t)ct_lexicon_lemma_count(lexicon, (ct_language)l);
        status = wording_read(&ring->words[l], data, (ct_language)l, err);
    }
    if (status == CT_OK)
        status = wording_broad_fields(&ring->broad_fields, data, err);
    if (status == CT_OK && !add_parties(ring, profile))
        status = no_memory(err);
    return status;
}

void keyring_release(keyring *ring)
{
    for (int l = 0; l < CT_LANGUAGES; l++) {
        wording_release(&ring->words[l]);
        ct_intern_release(&ring->parties[l]);
    }
    ct_intern_release(&ring->broad_fields);
    ct_intern_release(&ring->fields);
    ct_intern_release(&ring->strings);
    ct_vector_release(&ring->refs);
}

bool keyring_is_lemma(const keyring *ring, uint32_t key, ct_language language)
{
    uint32_t end = language + 1 < CT_LANGUAGES ? ring->first_lemma[language + 1] : ring->n_lemmas;
    return key >= ring->first_lemma[language] && key < end;
}
