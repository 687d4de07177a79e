/* Closed sets: words of which one language's is rendered by one of the other's and no other: weekdays, currencies, countries,
 * and the words that deny. Read from es-en/closed-sets.tsv, modality.tsv and polarity.tsv; found in one pass over each
 * text, by their longest form. */
#ifndef CT_CHECKS_SETS_H
#define CT_CHECKS_SETS_H

#include "couples.h"

typedef enum ct_set_kind {
    CT_SET_WEEKDAY, CT_SET_MONTH, CT_SET_CURRENCY, CT_SET_UNIT, CT_SET_PERCENT, CT_SET_PLACE, CT_SET_ACRONYM,
    CT_SET_ORDINAL, CT_SET_SCALE, CT_SET_MUST, CT_SET_WILL, CT_SET_SHOULD, CT_SET_CAN, CT_SET_WILLING,
    CT_SET_NEGATION,    /* keys: see polarity.c */
    CT_SET_OPPOSITE,    /* what goes one way or the other: the key is "rise+", "rise-" */
    CT_SET_MODAL, CT_SET_VALUE,      /* implies a figure: "both" is 2; the key is the value */
    CT_SET_KINDS
} ct_set_kind;

/** A member of a set found in a text. */
typedef struct ct_set_hit {
    uint32_t member;           /* of all sets */
    uint32_t first, end;       /* tokens, half open */
    bool     met;              /* the other side has it too */
    bool     loose;            /* may render a member, and is not missed itself */
} ct_set_hit;

enum { CT_MAX_HITS = 64 };

typedef struct ct_set_hits { ct_set_hit items[CT_SIDES][CT_MAX_HITS]; size_t n[CT_SIDES]; } ct_set_hits;

/** Read the tables into ground->sets and find their words in both texts. @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT */
ct_status ct_sets_read(ct_ground *ground, const char *data, ct_error *err);

/** The members of a set within tokens of each side; of units only those behind a figure. What both sides have is met. */
void ct_sets_find_in(ct_set_hits *out, const ct_ground *ground, const ct_range ranges[CT_SIDES], ct_set_kind kind);
void ct_sets_find(ct_set_hits *out, const ct_ground *ground, const ct_couple *couple, ct_set_kind kind);
/** Two members of a set that stand against each other: begin a finding of it, with its places and message.
 *  @return false if there are none; else `words` gets the two, quoted */
bool ct_draft_exchange(ct_draft *draft, const ct_ground *ground, const ct_couple *couple, ct_set_kind kind,
                       const ct_check *check, const char *words[CT_SIDES]);
/** The first on each side that the other lacks. @return false unless there is one on both */
bool ct_sets_exchanged(const ct_set_hits *hits, const ct_set_hit *alone[CT_SIDES]);
/** The key of a form of the set `negation`, or NULL if it is none. */
const char *ct_sets_negation_key(const ct_ground *ground, ct_language language, const char *text);
const char *ct_set_key(const ct_ground *ground, uint32_t member);

void ct_sets_release(ct_ground *ground);

/** Does a word of one side imply a value? */
bool ct_sets_imply(const ct_ground *ground, ct_side side, const ct_couple *couple, double value);

#endif
