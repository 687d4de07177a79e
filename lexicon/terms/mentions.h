/* The search for mentions: atoms of a sentence, candidates, and the choice among them. */
#ifndef COTEJO_TERMS_MENTIONS_H
#define COTEJO_TERMS_MENTIONS_H

#include <cotejo-internal/vocabulary.h>

enum { CT_JUST_MATCHED = 0xff };

/* What stands between an atom and the one before it. */
typedef enum ct_gap { CT_GAP_NONE, CT_GAP_COMMA, CT_GAP_HARD } ct_gap;

/* What an atom may be, known once per type. */
typedef struct ct_atom_form {
    uint32_t first_slot, n_slots;
    ct_span  span;                  /* in the type's text */
    bool     light, join, upper;    /* join: a conjunction */
} ct_atom_form;

typedef struct ct_atom { uint32_t form, token; uint8_t gap; } ct_atom;

typedef struct ct_candidate {
    uint32_t term, first, end;      /* atoms, half open */
    bool     inserted;
} ct_candidate;

typedef struct ct_finder {
    const ct_vocabulary *vocabulary;
    const ct_lexicon    *lexicon;
    const ct_tree       *tree;
    const ct_token      *tokens;
    const ct_type       *types;
    uint32_t            *first_form;    /* [n_types + 1] of a type's atoms in `forms` */
    CT_VECTOR(uint32_t)  slots;
    ct_atom_form        *forms;
    CT_VECTOR(ct_atom_form) form_list;
    ct_atom             *atoms;         /* [n_atoms] of the sentence */
    CT_VECTOR(ct_atom)   atom_list;
    uint32_t             n_atoms;
    const uint32_t      *regions;       /* [n_atoms] where a region that begins there ends; NULL: not known */
    CT_VECTOR(ct_candidate) candidates;
    CT_VECTOR(uint32_t)  outer, inner;  /* per atom: candidate + 1 that covers it */
} ct_finder;

ct_status ct_finder_init(ct_finder *finder, const ct_vocabulary *vocabulary, ct_error *err);
void      ct_finder_release(ct_finder *finder);
/** Make `atoms` those of a sentence. */
ct_status ct_finder_load(ct_finder *finder, const ct_sentence *sentence, ct_error *err);
/** Of the candidates, add to the mentions the longest and those wholly inside them. */
ct_status ct_finder_choose(ct_finder *finder, ct_mention_list *mentions, ct_error *err);

#endif
