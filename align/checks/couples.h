/* Pairs of segments that render each other, and which words of them do: what the rules for aligned pairs look at.
 *
 * A word has a partner where the lexicon renders it by a word of the other segment, where both name one concept, where
 * they are written alike or of one origin, or where a rendering is of the same family ("develop", "development"). How
 * often a word usually goes without one is estimated from all pairs of the file, so that what the lexicon does not know,
 * or what is rendered freely, tells little. */
#ifndef CT_CHECKS_COUPLES_H
#define CT_CHECKS_COUPLES_H

#include "ground.h"

/** One pair of segments. Ranges are of atoms and tokens of each side, half open; either side may be empty. */
typedef struct ct_couple {
    ct_span  span[CT_SIDES];
    uint32_t first_atom[CT_SIDES], end_atom[CT_SIDES];
    uint32_t first[CT_SIDES], end[CT_SIDES];   /* tokens */
    uint32_t link;                             /* in ct_ground.links, or CT_NONE */
    float    foreign;     /* 0 to 1: share of the target's words that are words of the source and none of its language */
    float    apart;       /* log likelihood ratio of two segments that met by chance against a translation */
    float    apart_least[CT_SIDES];            /* the same of the words of each side, per word that tells */
    uint32_t telling[CT_SIDES];                /* words that tell */
    uint32_t rival;       /* of a doubtful couple: the one nearby whose source renders this target best; CT_NONE */
    float    rival_apart; /* how far its source and this target are apart */
} ct_couple;

struct ct_couples {
    ct_couple *all;                  /* [n] */
    size_t     n;
    uint32_t  *partner[CT_SIDES];    /* [n_atoms] atom of the other side, or CT_NONE */
    float     *lonely[CT_SIDES];     /* [n_types] how probable it is that the word goes without partner in a translation */
    float      ratio;                /* bytes of the target for one of the source, over all pairs */
};

/** Fill ground->couples of an aligned pair. @return false when out of memory */
bool ct_find_couples(ct_ground *ground);

/** Does an atom count as a word that should have a partner: a content word or name, no figure, no mark? */
bool ct_atom_tells(const ct_ground_side *side, uint32_t atom);

/** Begin a finding about a couple: places come next. */
void ct_draft_couple(ct_draft *draft, const ct_ground *ground, const ct_check *check, const ct_couple *couple);
/** All of a side of a couple as a place. */
void ct_draft_segment(ct_draft *draft, ct_side side, const ct_couple *couple);
/** Tokens of a side as a place. */
void ct_draft_tokens(ct_draft *draft, ct_side side, uint32_t first, uint32_t end);

/** Run `look` on every couple; stops at the first failure. */
typedef ct_status ct_look_at(ct_draft *draft, const ct_ground *ground, const ct_couple *couple, ct_findings *out,
                             ct_error *err);
ct_status ct_each_couple(const ct_pair *pair, ct_look_at *look, ct_findings *out, ct_error *err);

#endif
