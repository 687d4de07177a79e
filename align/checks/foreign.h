/* Words of the source left standing in the target, for untranslated and partly-untranslated. */
#ifndef CT_CHECKS_FOREIGN_H
#define CT_CHECKS_FOREIGN_H

#include "couples.h"

/** What a word of the target is. */
typedef enum ct_origin_kind {
    CT_WORD_NATIVE,     /* of the target's language, or of nobody's: says nothing */
    CT_WORD_SHARED,     /* stands in the source too, and is a word of both languages, a figure or a name */
    CT_WORD_FOREIGN,    /* stands in the source too, is known to its language, and not to the target's */
    CT_WORD_MARK
} ct_origin_kind;

typedef struct ct_foreign {
    uint8_t *kinds;          /* [n] by token of the target's segment, ct_origin_kind; the caller's */
    size_t   n;
    size_t   words, shared, foreign, content;   /* how many words, of which kind; foreign content words in lower case */
} ct_foreign;

enum { CT_FOREIGN_TOKENS = 512 };   /* of a segment that are looked at */

/** Look at the target of a couple; `kinds` must hold CT_FOREIGN_TOKENS. */
void ct_foreign_words(ct_foreign *out, uint8_t *kinds, const ct_ground *ground, const ct_couple *couple);
/** All of it was left. */
bool ct_foreign_whole(const ct_foreign *words);

#endif
