/* Learning a lexicon from sentence pairs: what the files of this folder share.
 *
 * Classes, not written forms, are what is learned about; class 0 of each language is the empty word. */
#ifndef COTEJO_LEARN_INTERNAL_H
#define COTEJO_LEARN_INTERNAL_H

#include <stdatomic.h>

#include <cotejo/learn.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/buffer.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/reader.h>
#include <cotejo-internal/vector.h>

/* ---- sentence pairs: bitext.c --------------------------------------------------------------------- */

typedef struct bitext_side {
    ct_buffer bytes;
    CT_VECTOR(size_t) ends;       /* [n] in bytes */
} bitext_side;

struct ct_bitext {
    bitext_side sides[CT_LANGUAGES];
    ct_language first;
};

ct_status bitext_nomem(ct_error *err);

/* ---- words: corpus.c, tokens.c ---------------------------------------------------------------------- */

/* A class some form of which may come from a lemma of the lexicon. */
typedef struct home { uint32_t lemma, class_; } home;

typedef struct corpus_side {
    ct_intern types;                 /* as written */
    ct_intern classes;               /* lemmas, or lower-case forms; 0 is the empty word */
    CT_VECTOR(uint32_t) class_of;    /* [types.n] */
    CT_VECTOR(uint8_t)  content;     /* [classes.n] word_kind */
    CT_VECTOR(home)     homes;       /* of all readings of all forms */
    uint32_t *count;                 /* [classes.n] tokens */
    CT_VECTOR(uint32_t) tokens;      /* types */
    size_t   *starts;                /* [n_pairs + 1] in tokens */
} corpus_side;

/* Light: articles, prepositions, conjunctions. */
typedef enum word_kind { WORD_MARK, WORD_NUMBER, WORD_FUNCTION, WORD_LIGHT, WORD_CONTENT } word_kind;

typedef struct corpus {
    const ct_lexicon *lexicon;
    ct_spelling *nothing;        /* Hunspell is not asked for stems: that takes longer than a round of learning */
    ct_reader   readers[CT_LANGUAGES];
    corpus_side sides[CT_LANGUAGES];
    size_t      n_pairs, n_skipped;
} corpus;

ct_status corpus_init(corpus *c, const ct_bitext *bitext, const ct_lexicon *lexicon, const ct_learn_options *options,
                      ct_error *err);
void      corpus_release(corpus *c);
bool      is_function_word(const ct_lexicon *lexicon, int language, const char *form, size_t len);
/* The class of a form that was not seen before; CT_NO_STRING: out of memory. */
uint32_t  class_of_form(corpus *c, int language, const char *form, size_t len);

static inline uint32_t corpus_length(const corpus *c, int language, size_t pair)
{
    return (uint32_t)(c->sides[language].starts[pair + 1] - c->sides[language].starts[pair]);
}

static inline uint32_t corpus_class(const corpus *c, int language, size_t pair, uint32_t k)
{
    const corpus_side *s = &c->sides[language];
    return s->class_of.items[s->tokens.items[s->starts[pair] + k]];
}

static inline word_kind corpus_kind(const corpus *c, int language, size_t pair, uint32_t k)
{
    return (word_kind)c->sides[language].content.items[corpus_class(c, language, pair, k)];
}

/* How many cells a pair's words make, the empty ones included. */
static inline size_t corpus_cells(const corpus *c, size_t pair)
{
    return (size_t)(corpus_length(c, CT_ES, pair) + 1) * (corpus_length(c, CT_EN, pair) + 1);
}

/* The next token of a line; false at its end. Words keep inner hyphens, apostrophes and stops ("U.N."); figures keep
 * their points and commas; every mark stands alone. `at` moves behind it. */
bool token_next(const char *bytes, size_t len, size_t *at, ct_span *token);
/* The same for text cut up already: the next run of bytes that are no white space. */
bool token_next_cut(const char *bytes, size_t len, size_t *at, ct_span *token);

/* ---- the table of word pairs: table.c, prior.c -------------------------------------------------------- */

typedef struct cell {
    uint32_t word[CT_LANGUAGES];      /* classes */
    float    prior;                   /* pseudo-count */
    float    p[CT_LANGUAGES];         /* p[CT_ES]: of the English word given the Spanish one */
    _Atomic uint32_t n[CT_LANGUAGES]; /* expected counts, in units of table.unit: whole numbers add up to the same in
                                         any order */
} cell;

typedef struct table {
    cell     *cells;                  /* [n] */
    uint32_t *slots;                  /* [n_slots], a power of two: cells by hash, or CT_NONE */
    uint32_t  n, capacity, n_slots;
    double  *mass[CT_LANGUAGES];      /* [classes] pseudo-counts of all pairs of a word */
    double   unit;                    /* what 1 in a count stands for */
} table;

/* All pairs of classes that stand in one sentence pair, the empty word included.
 * @param grids gets the cells of all words of each pair, the empty ones included; NULL: there is no room for them */
ct_status table_init(table *t, const corpus *c, uint32_t *grids, ct_error *err);
void      table_release(table *t);
uint32_t  table_find(const table *t, uint32_t spanish, uint32_t english);   /* CT_NONE: not there */
/* New probabilities from the counts, which become 0 again; from the priors alone when `bare`. */
ct_status table_estimate(table *t, const corpus *c, bool bare, ct_error *err);
/* What the lexicon, spelling and figures say of each pair. */
ct_status prior_fill(table *t, const corpus *c, ct_error *err);

/* ---- models of one sentence pair: model.c --------------------------------------------------------------- */

enum { MOST_TOKENS = CT_LEARN_TOKENS, MOST_JUMP = MOST_TOKENS + 1, JUMPS = 2 * MOST_JUMP + 1 };

/* How far the next word's counterpart stands from that of the word before: weight[MOST_JUMP + d], and the same read
 * backwards. */
typedef struct jumps { float weight[JUMPS], mirrored[JUMPS]; } jumps;

/* Room for one sentence pair. Rows are words of the made side, columns those of the given side. */
typedef struct bench {
    uint32_t length[CT_LANGUAGES];
    const uint32_t *grid;                                             /* cells: [Spanish][English], 0 the empty word */
    uint32_t room[(MOST_TOKENS + 1) * (MOST_TOKENS + 1)];             /* for a grid that is not kept */
    float    emit[CT_LANGUAGES][MOST_TOKENS * (MOST_TOKENS + 1)];     /* by given side; column 0: from the empty word */
    float    belief[CT_LANGUAGES][MOST_TOKENS * (MOST_TOKENS + 1)];   /* by given side; column 0: no counterpart */
    float    forward[MOST_TOKENS * (MOST_TOKENS + 1)], idle[MOST_TOKENS * (MOST_TOKENS + 1)];
    float    backward[MOST_TOKENS * (MOST_TOKENS + 1)];
    int64_t  jumped[CT_LANGUAGES][JUMPS];                             /* counts, in units of JUMP_UNIT */
} bench;

#define JUMP_UNIT (1.0 / 65536)

/* Look up the cells of all words of a pair, the empty ones included. */
void grid_lay(uint32_t *grid, const table *t, const corpus *c, size_t pair);
/* Beliefs of both directions, by the diagonal (jumps NULL) or by the Markov model.
 * @param jumps [CT_LANGUAGES] by given side */
void model_believe(bench *b, const table *t, const jumps *j, bool learn_jumps);
/* Add the beliefs of both directions to the table's counts. */
void model_count(const bench *b, table *t, bool agree);

/* ---- training and links: train.c, links.c ----------------------------------------------------------------- */

typedef struct link_list { CT_VECTOR(ct_word_link) links; } link_list;

typedef struct training {
    const corpus *corpus;
    const ct_learn_options *options;
    table    table;
    uint32_t *grids;           /* of all pairs, when there is room for them; else NULL */
    size_t   *grid_starts;     /* [n_pairs + 1] */
    jumps    jumps[CT_LANGUAGES];
    ct_word_link *links;       /* of all pairs */
    size_t  *link_starts;      /* [n_pairs + 1] */
} training;

ct_status training_run(training *t, const corpus *c, const ct_learn_options *options, ct_error *err);
void      training_release(training *t);
/* Links of one sentence pair from the beliefs of both directions. */
bool links_choose(link_list *out, const bench *b, const corpus *c, size_t pair);

/* ---- what was learned: pairs.c, terms.c -------------------------------------------------------------------- */

struct ct_learned {
    ct_arena  arena;
    const ct_bitext *bitext;
    corpus    corpus;
    training  training;
    CT_VECTOR(ct_learned_pair) pairs;
    CT_VECTOR(ct_learned_term) terms;
};

ct_status pairs_collect(ct_learned *l, uint32_t min_count, ct_error *err);
ct_status terms_collect(ct_learned *l, uint32_t min_count, ct_error *err);

#endif
