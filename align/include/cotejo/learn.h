/* A lexicon learned from text: aligned sentence pairs in; word links, word pairs with probabilities, and terms out.
 *
 *   pairs (TSV, two files, TMX, XLIFF, PO) ─► tokens ─► classes: one per lemma, so that the forms of a word share what is learned
 *   ─► a round of a first model: a word is likelier near its place on the diagonal
 *   ─► rounds of a hidden Markov model: a word is likelier near the place of the word before it
 *   ─► links that both directions believe in ─► word pairs, terms
 *
 * Sources: Brown et al. 1993 (translation probabilities); Dyer, Chahuneau and Smith 2013 (the diagonal); Vogel, Ney and
 * Tillmann 1996 with the empty word of Och and Ney 2003 (the Markov model); Liang, Taskar and Klein 2006 (both
 * directions learn from what they agree on); Riley and Gildea 2012 (variational Bayes instead of relative
 * frequencies, so that rare words do not attract whatever is left over). The lexicon stands in the prior: what it
 * renders, what looks alike and what is written alike is likely before any text was seen.
 *
 * Time and memory grow linearly with the text. The result is the same whatever the number of threads. */
#ifndef COTEJO_LEARN_H
#define COTEJO_LEARN_H

#include <cotejo/lexicon.h>

/* ---- sentence pairs ----------------------------------------------------------------------------- */

/** Sentence pairs. Grows until it is learned from. */
typedef struct ct_bitext ct_bitext;

typedef struct ct_bitext_options {
    ct_language     first;    /* of the first column or file; CT_LANGUAGES: found out by its function words */
    ct_read_options read;
} ct_bitext_options;

ct_bitext *ct_bitext_new(void);               /* NULL: out of memory */
void       ct_bitext_free(ct_bitext *bitext); /* NULL is allowed */

/** Append a pair; either side may be empty. The bytes are copied; they should be NFC.
 *  @return false: out of memory */
bool ct_bitext_add(ct_bitext *bitext, const char *const text[CT_LANGUAGES], const size_t length[CT_LANGUAGES]);
/** Append the pairs of a file: TMX, XLIFF or PO when it looks like one, as in ct_aligned_read(), else lines
 *  "first TAB second" (further fields are passed over).
 *  @param lexicon tells the languages of the columns apart
 *  @return CT_OK, CT_NOMEM, CT_IO, CT_ENCODING, CT_LIMIT, CT_FORMAT (a line without a tab, broken XML, a file whose
 *          language cannot be found out) */
ct_status ct_bitext_add_file(ct_bitext *bitext, const char *path, const ct_lexicon *lexicon,
                             const ct_bitext_options *options, ct_error *err);
/** Append the lines of two files, the first of one with the first of the other.
 *  @return as above; CT_FORMAT also when one has more lines */
ct_status ct_bitext_add_lines(ct_bitext *bitext, const char *first, const char *second, const ct_lexicon *lexicon,
                              const ct_bitext_options *options, ct_error *err);
size_t      ct_bitext_count(const ct_bitext *bitext);
/** One side of a pair, not NUL-terminated. */
const char *ct_bitext_text(const ct_bitext *bitext, size_t pair, ct_language language, size_t *length);
/** The language of the first column of the last file added. */
ct_language ct_bitext_first(const ct_bitext *bitext);

/* ---- learning ----------------------------------------------------------------------------------- */

typedef struct ct_learn_options {
    bool     tokens;      /* words are parted by single spaces already: nothing is cut within them */
    unsigned jobs;        /* threads; 0: one per processor */
    uint32_t min_count;   /* of links of a pair or term that is worth telling; 0: 2 */
    void   (*progress)(const char *what, size_t done, size_t all, void *payload);   /* NULL: silent */
    void    *payload;
} ct_learn_options;

/** Two words of a sentence pair that render each other, counted from 0 among its tokens. */
typedef struct ct_word_link { uint16_t token[CT_LANGUAGES]; } ct_word_link;

/** Two lemmas (or forms that nobody knows) that render each other. */
typedef struct ct_learned_pair {
    const char *word[CT_LANGUAGES];
    uint32_t    count[CT_LANGUAGES];   /* how often each occurs … */
    uint32_t    together;              /* … and how often they are linked */
    float       given[CT_LANGUAGES];   /* given[CT_ES]: share of the Spanish word's links that go there */
    bool        known;                 /* the lexicon renders them so */
} ct_learned_pair;

/** A candidate term: words in the form they are written most, with what renders them. */
typedef struct ct_learned_term {
    const char *text[CT_LANGUAGES];
    uint32_t    count[CT_LANGUAGES];   /* how often each phrase is linked to anything as a whole … */
    uint32_t    together;              /* … and how often to the other */
    float       score;                 /* 0 to 1: the smaller share of the two */
    uint32_t    pair[2];               /* the two shortest sentence pairs where it stands; CT_NONE: only one */
} ct_learned_term;

typedef struct ct_learned ct_learned;

/** Learn from all pairs. Pairs with an empty side, or with more tokens on a side than CT_LEARN_TOKENS, teach nothing
 *  and have no links.
 *  @param lexicon the prior; it and the bitext must outlive the result
 *  @param options NULL for the defaults
 *  @return CT_OK, CT_NOMEM, CT_LIMIT (more than 2^32 tokens or word pairs), CT_MISSING (nothing to learn from) */
ct_status ct_learned_of(ct_learned **out, const ct_bitext *bitext, const ct_lexicon *lexicon,
                        const ct_learn_options *options, ct_error *err);
void      ct_learned_free(ct_learned *learned);   /* NULL is allowed */

enum { CT_LEARN_TOKENS = 160 };

size_t ct_learned_skipped(const ct_learned *learned);   /* pairs that taught nothing */
/** Links of a pair, ordered by the Spanish token, then the English one. */
const ct_word_link    *ct_learned_links(const ct_learned *learned, size_t pair, size_t *n);
/** Word pairs, surest first. */
const ct_learned_pair *ct_learned_pairs(const ct_learned *learned, size_t *n);
/** Terms of two words or more on a side, most frequent first. */
const ct_learned_term *ct_learned_terms(const ct_learned *learned, size_t *n);

/* ---- products: malloc'ed bytes, the caller frees them ------------------------------------------- */

/** A learned layer, as ct_lexicon_options.learned reads it: Spanish, English, probability both ways, counts. */
ct_status ct_learned_layer(char **bytes, size_t *length, const ct_learned *learned, ct_error *err);
/** The terms as a table that a terminologist edits: Spanish, English, counts, contexts. */
ct_status ct_learned_term_list(char **bytes, size_t *length, const ct_learned *learned, ct_error *err);
/** One line a pair: "i-j i-j …", i of the first column, j of the second. */
ct_status ct_learned_link_lines(char **bytes, size_t *length, const ct_learned *learned, ct_error *err);

#endif
