/* What the files of this folder share: units and their words, pairs of words, scores, the lattice, and the passes over it. */
#ifndef CT_SENTENCES_PRIVATE_H
#define CT_SENTENCES_PRIVATE_H

#include <cotejo/bead.h>

#include <cotejo-internal/arena.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/vector.h>

/* ---- strand.c: units and their tokens --------------------------------------------------------------- */

typedef enum ct_line_end {   /* the mark that closes a unit */
    CT_END_NONE, CT_END_STOP, CT_END_COLON, CT_END_QUESTION, CT_END_EXCLAMATION, CT_END_COMMA, CT_END_OTHER, CT_ENDS
} ct_line_end;

typedef enum ct_border {     /* what begins where a unit begins */
    CT_BORDER_NONE,          /* it goes on within a paragraph */
    CT_BORDER_PARAGRAPH, CT_BORDER_HEADING, CT_BORDERS
} ct_border;

typedef struct ct_shape {
    uint16_t letters;        /* letters and digits, at most 65535 */
    uint8_t  end;            /* ct_line_end */
    uint8_t  small : 1;      /* begins with a small letter */
    uint8_t  border : 2;     /* ct_border; lines are paragraphs */
} ct_shape;

struct ct_strand {
    const ct_text *text;
    const char    *bytes;
    CT_VECTOR(ct_span)  spans;     /* [n] */
    CT_VECTOR(uint32_t) first;     /* [n + 1] in tokens */
    CT_VECTOR(uint32_t) tokens;    /* types of words and figures */
    CT_VECTOR(ct_shape) shapes;    /* [n] */
    CT_VECTOR(uint8_t)  residue;   /* [n] ct_residue of a document's unit; empty for lines */
    CT_VECTOR(uint32_t) sentences; /* [n] of a document, CT_NONE for a hole; empty for lines */
    const ct_span *holes;          /* [n_holes] of a document: page numbers and running heads within sentences */
    size_t         n_holes;
    CT_VECTOR(uint8_t)  names;     /* [types] seen with a capital within a unit, or letters and figures in one */
    ct_intern           types;     /* folded: lower case, figures without separators */
};

/** Where a type first stands in a unit; false if it does not. */
bool ct_strand_find(const ct_strand *lines, uint32_t unit, uint32_t type, ct_span *span);

/* ---- noise.c ------------------------------------------------------------------------------------------ */

enum { CT_NOISE = 1 };   /* + ct_residue: what a unit is that is no part of the text; an empty one is CT_NOISE itself */

/** Set `noise[i]` for units that are no part of the text; 0 for those that are. @return CT_OK or CT_NOMEM */
ct_status ct_noise_find(uint8_t *noise, const ct_strand *lines, ct_error *err);

/* ---- words.c: what the lexicon knows of the types ------------------------------------------------------- */

typedef enum ct_word_class {
    CT_WORD_NUMBER, CT_WORD_FUNCTION, CT_WORD_KNOWN, CT_WORD_UNKNOWN, CT_WORD_NAME, CT_WORD_CLASSES
} ct_word_class;

/* A pair of types, source and target, that may render each other. */
typedef struct ct_type_pair { uint32_t a, b; uint8_t weak, learned; } ct_type_pair;
typedef CT_VECTOR(ct_type_pair) ct_type_pairs;

/** How many of its first words are function words of each language. */
void ct_strand_count_languages(size_t counts[CT_LANGUAGES], const ct_strand *strand, const ct_lexicon *lexicon);
/** Class of every type: out [lines->types.n]. */
void ct_words_classify(uint8_t *out, const ct_strand *lines, const ct_lexicon *lexicon, ct_language language);
/** Append the pairs that the lexicon and the spelling give; types that the lexicon renders become known. */
ct_status ct_words_pair(ct_type_pairs *out, const ct_strand *const lines[2], uint8_t *const classes[2],
                        const ct_lexicon *lexicon, const ct_language language[2], ct_error *err);

/* ---- model.c: what each word tells ------------------------------------------------------------------------ */

enum { CT_MAX_FEATURES = 64 };   /* distinct types of a unit that count; bits of a mask */

typedef struct ct_partner { uint32_t type; uint16_t weak, learned; } ct_partner;

/* How a type of one side shows on the other. */
typedef struct ct_tell {
    float log_h[2];        /* log probability that a strong, a weak partner is found in the translation */
    float log_q[2];        /* log rate of such partners per word of the other side */
    float miss;            /* log-odds when none is found */
    bool  idle;            /* found nearly everywhere: not looked at */
} ct_tell;

typedef struct ct_half {   /* of the pair: 0 source, 1 target */
    const ct_strand *lines;
    ct_language language;
    uint8_t    *classes;         /* [types] */
    uint32_t   *frequency;       /* [types] units that have it */
    uint32_t   *partner_start;   /* [types + 1] */
    ct_partner *partners;
    ct_tell    *tells;           /* [types] */
    uint32_t   *feature_start;   /* [units + 1] */
    uint32_t   *features;        /* types that have partners */
    uint16_t   *sizes;           /* [units] distinct types */
    float      *log_letters, *log_sizes;   /* [units] */
    float      *base;            /* [units] sum of the misses */
    uint8_t    *noise;           /* [units] */
    uint32_t   *active;          /* [n_active] units that take part */
    uint32_t    n_active;
    float       mean_size;
    double      log_mean, log_sd;     /* of the units' lengths */
    double      ends[CT_ENDS];        /* share of each closing mark */
    double      borders[CT_BORDERS];  /* share of each border */
} ct_half;

typedef struct ct_costs {      /* log probabilities */
    float open, extend, swap;  /* begin, go on with leaving out; from leaving out of the source to leaving out of the target */
    float stay, back, back_swap;
    float kinds[7];            /* 1-1 1-2 1-3 1-4 2-1 3-1 4-1 */
    float inside;              /* added where leaving out begins or ends within a paragraph; 0 or less */
} ct_costs;

/* What was counted in the beads of the pass before. */
typedef struct ct_found_rates {
    float *found[2][2];        /* [side][weak][types]: of the units in sure beads */
    float *seen[2];            /* [side][types] */
} ct_found_rates;

/* log(1 + exp(-x)) for x from 0 on, as a table: it is asked for hundreds of times per unit. */
enum { CT_SOFT_STEPS = 32, CT_SOFT_END = 14, CT_SOFT_SIZE = CT_SOFT_STEPS * CT_SOFT_END };

typedef struct ct_sentence_model {
    float          soft[CT_SOFT_SIZE];
    ct_half        halves[2];
    ct_type_pairs  pairs;
    ct_costs       costs;
    ct_found_rates rates;      /* zero before the first pass */
    double         ratio, spread, floor;   /* log of target letters per source letter; variance = spread / letters + floor */
    float          end_same;   /* probability that closing marks agree */
    float          end_agrees[CT_ENDS], end_differs[CT_ENDS];   /* log-odds, by the target's mark */
    float          borders[CT_BORDERS][CT_BORDERS];               /* log-odds of beginning so, source and target */
} ct_sentence_model;

static inline float ct_soft(const ct_sentence_model *m, float x)
{
    return x >= CT_SOFT_END - 1 ? 0 : m->soft[(int)(x * CT_SOFT_STEPS)];
}

/** Probabilities of beginning and of going on leaving out, before anything was counted. */
extern const float ct_usual_open, ct_usual_extend;
/** Log-odds of how beads begin, from how often sure beads of the pass before began so; NULL: there was none. */
void ct_model_tell_borders(ct_sentence_model *m, double counts[CT_BORDERS][CT_BORDERS]);
/** Costs of leaving out, from the probabilities of beginning and of going on. */
void ct_costs_set(ct_costs *costs, float open, float extend);
ct_status ct_model_init(ct_sentence_model *m, const ct_strand *const lines[2], const ct_lexicon *lexicon,
                        const ct_language language[2], ct_error *err);
/** Partners, tells and bases anew, after pairs or rates have changed. */
ct_status ct_model_update(ct_sentence_model *m, ct_error *err);
void      ct_model_release(ct_sentence_model *m);

/* ---- score.c -------------------------------------------------------------------------------------------------- */

#define CT_IMPOSSIBLE (-1e30f)

/* Which features of two units met: bit k is feature k. */
typedef struct ct_meeting { uint64_t found[2][2]; } ct_meeting;   /* [side][weak] */

typedef struct ct_answer { uint64_t bits[2]; } ct_answer;   /* [weak] */

typedef struct ct_scorer {
    const ct_sentence_model *m;
    ct_answer *answers;        /* [target types] source features that they answer */
    uint32_t *marked;          /* target types that are set */
    size_t    n_marked;
} ct_scorer;

ct_status ct_scorer_init(ct_scorer *s, const ct_sentence_model *m, ct_error *err);
void      ct_scorer_release(ct_scorer *s);
/** From now on meetings are with this source unit. */
void      ct_scorer_take(ct_scorer *s, uint32_t source_unit);
ct_meeting ct_scorer_meet(const ct_scorer *s, uint32_t target_unit);
static inline bool ct_meets(const ct_meeting *x)
{
    return (x->found[0][0] | x->found[0][1]) != 0;
}

enum { CT_BEAD_MOST = 4, CT_BEAD_SHAPES = 7 };
extern const uint8_t ct_bead_shapes[CT_BEAD_SHAPES][2];

/** Log-odds of a bead of `n[0]` source and `n[1]` target units, one of which is 1; meetings of the one with each of the
 *  others, in order. Without the cost of its shape. CT_IMPOSSIBLE: not worth a thought. */
float ct_score_bead(const ct_sentence_model *m, const uint32_t *const units[2], const uint8_t n[2],
                    const ct_meeting *const *meetings);

/* ---- lattice.c --------------------------------------------------------------------------------------------------- */

/* A bead on the path: positions in the active lists. */
typedef struct ct_step { uint32_t first[2]; uint8_t n[2]; bool moved; float probability; } ct_step;
typedef CT_VECTOR(ct_step) ct_steps;

/* A rectangle of active positions. */
typedef struct ct_block_range { uint32_t first[2], end[2]; } ct_block_range;

/** Align the active units of a rectangle; steps are appended in order.
 *  @param open the path may end anywhere on the far edges, where one of the sides is used up */
ct_status ct_lattice_run(ct_steps *out, ct_scorer *scorer, const uint32_t *const active[2], ct_block_range range,
                         bool open, ct_error *err);

/* ---- anchors.c ----------------------------------------------------------------------------------------------------- */

typedef CT_VECTOR(ct_block_range) ct_block_ranges;
/* A rectangle to be aligned, and the steps of the path before that follow it and stay as they are. */
typedef struct ct_cut { ct_block_range range; size_t kept, n_kept; } ct_cut;
typedef CT_VECTOR(ct_cut) ct_cuts;
/** Cut the whole into rectangles that can be aligned one by one.
 *  @param before path of the pass before, whose long runs of sure pairs are kept; NULL: there was none */
ct_status ct_blocks_of(ct_cuts *out, ct_scorer *scorer, const ct_steps *before, ct_error *err);

/** Whether the units at these positions are sure to render each other. */
bool ct_pair_is_sure(ct_scorer *scorer, uint32_t a, uint32_t b);

/* ---- walk.c -------------------------------------------------------------------------------------------------------- */

/** Align a rectangle of any size, in time that grows with its sides and not with its area. */
ct_status ct_walk(ct_steps *out, ct_scorer *scorer, const uint32_t *const active[2], ct_block_range rest, ct_error *err);

/* ---- learn.c -------------------------------------------------------------------------------------------------------- */

/** Take from the path of the first pass: pairs of words, how often words are found, lengths, costs of leaving out. */
ct_status ct_model_learn(ct_sentence_model *m, ct_scorer *scorer, const ct_steps *steps, ct_error *err);

/* ---- beads.c ---------------------------------------------------------------------------------------------------- */

struct ct_beads {
    CT_VECTOR(ct_bead)  beads;
    CT_VECTOR(uint32_t) units;
    CT_VECTOR(ct_bead_reason) reasons;   /* [beads] or none */
    CT_VECTOR(ct_bead_word)   words;
    ct_language language[2];
};

/** In the order that ct_beads_all() has. @return false when out of memory */
bool ct_beads_sort(ct_beads *beads, uint32_t n_targets);

/** Odds of a probability as they come true: beads' own are too sure of themselves. */
float ct_calibrate(float p);

/* ---- explain.c ------------------------------------------------------------------------------------------------------ */

/** Fill in the reasons of all beads. @return false when out of memory */
bool ct_beads_explain(ct_beads *beads, ct_scorer *scorer);

/* ---- moves.c -------------------------------------------------------------------------------------------------------- */

/** Match what both sides of a path left over: rectangles of active positions, disjoint on both sides. */
ct_status ct_moves_find(ct_block_ranges *out, ct_scorer *scorer, const ct_steps *steps, ct_error *err);

#endif
