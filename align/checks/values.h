/* Figures of a pair of segments held against each other by value, for the rules about numbers in aligned pairs. */
#ifndef CT_CHECKS_VALUES_H
#define CT_CHECKS_VALUES_H

#include "couples.h"

enum { CT_MAX_VALUES = 96 };   /* figures of a segment that are looked at */

/** What became of a figure of one side. */
typedef enum ct_value_fate {
    CT_VALUE_ALONE,      /* nothing on the other side answers it */
    CT_VALUE_MET,        /* the same value in the same unit */
    CT_VALUE_IMPLIED,    /* by a word such as "both", "half", "decade" */
    CT_VALUE_UNIT,       /* the same value in another unit, or with a unit on one side only */
    CT_VALUE_FORMAT,     /* the same digits with other separators */
    CT_VALUE_DIFFERS     /* `other` stands in its place */
} ct_value_fate;

typedef struct ct_value {
    uint32_t quantity;     /* of the side */
    uint32_t other;        /* index of the value of the other side; CT_NONE */
    uint8_t  fate;         /* ct_value_fate */
    bool     grouped;      /* the next quantity goes on with it: "85 000" */
    bool     demanded;     /* its absence tells: not a number word up to two, not vague scale */
} ct_value;

typedef struct ct_values {
    ct_value items[CT_SIDES][CT_MAX_VALUES];
    size_t   n[CT_SIDES];
} ct_values;

/** Match the figures of a couple. */
void ct_values_of(ct_values *out, const ct_ground *ground, const ct_couple *couple);

/** The figure, with its groups put together. */
static inline ct_quantity ct_value_quantity(const ct_ground *ground, ct_side side, const ct_value *value)
{
    const ct_quantity *q = &ground->sides[side].quantities[value->quantity];
    ct_quantity whole = *q;

    if (value->grouped) {
        whole = q[1];
        whole.value = q->value * 1000 + q[1].value;
        whole.first_token = q->first_token;
    }
    return whole;
}

#endif
