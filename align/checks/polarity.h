/* What a side of two segments denies: one denial for each negation of a clause, however many words of it repeat it. */
#ifndef CT_CHECKS_POLARITY_H
#define CT_CHECKS_POLARITY_H

#include "sets.h"

enum { CT_MAX_DENIALS = 24 };

typedef enum ct_denial_force {
    CT_DENIAL_VAGUE,         /* may stand for a denial: "only", "instead", "different" */
    CT_DENIAL_IMPLIED,       /* denies by what it means: "lack", "fail", "unable" */
    CT_DENIAL_WITHOUT,       /* "without", "non-", "unclear" for "not clear" */
    CT_DENIAL_PLAIN          /* "not", "never", "nobody" */
} ct_denial_force;

typedef struct ct_denial {
    uint32_t first, end;     /* tokens, half open */
    uint32_t head;           /* atom of the word that is denied: the next content word; CT_NONE */
    uint8_t  force;          /* ct_denial_force */
} ct_denial;

typedef struct ct_polarity { ct_denial items[CT_SIDES][CT_MAX_DENIALS]; size_t n[CT_SIDES], plain[CT_SIDES]; } ct_polarity;

/** The denials of a couple. Words that deny by what they mean count only where the other side has neither a word of the
 *  same sense nor a rendering for them. */
void ct_polarity_of(ct_polarity *out, const ct_ground *ground, const ct_couple *couple);

#endif
