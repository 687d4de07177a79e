/* A document's words, while and after the lexicon looks at them. */
#ifndef COTEJO_INTERNAL_VOCABULARY_H
#define COTEJO_INTERNAL_VOCABULARY_H

#include <cotejo-internal/lexicon.h>
#include <cotejo-internal/vector.h>

typedef CT_VECTOR(ct_mention)  ct_mention_list;
typedef CT_VECTOR(ct_quantity) ct_quantity_list;

struct ct_vocabulary {
    const ct_segments *segments;
    const ct_lexicon  *lexicon;
    ct_language        language;
    ct_word           *words;          /* [number of types] */
    CT_VECTOR(ct_reading) readings;
    ct_mention_list    mentions;
    ct_quantity_list   quantities;
};

/** Find the concepts named in the document. Time grows with the number of tokens. */
ct_status ct_mentions_find(ct_vocabulary *vocabulary, ct_error *err);      /* terms/mentions.c */
/** Find and understand its figures. */
ct_status ct_quantities_find(ct_vocabulary *vocabulary, ct_error *err);    /* numbers/quantities.c */

#endif
