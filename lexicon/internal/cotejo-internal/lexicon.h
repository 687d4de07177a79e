/* The lexicon in memory: arrays of the compiled lexicon, and small tables read beside it. */
#ifndef COTEJO_INTERNAL_LEXICON_H
#define COTEJO_INTERNAL_LEXICON_H

#include <cotejo/lexicon.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/forms.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/reader.h>
#include <cotejo-internal/spelling.h>

/* ---- the compiled lexicon: one run of bytes, sections of arrays ------------------------------------ */

/* Sections of the whole, and those that each language has. */
#define CT_SECTION_LIST(X) \
    X(STRINGS) X(SHORTFALLS) X(CONCEPTS) X(TERMS) X(BROADER)
#define CT_SIDE_SECTION_LIST(X) \
    X(LEMMAS) X(GRAMMAR) X(INDEX) X(RENDERING_START) X(RENDERINGS) X(ARC_START) X(FINALS) X(ARCS) X(SYMBOLS) \
    X(SLOT_START) X(SLOTS) X(NODES) X(EDGES) X(ENDS_AT) X(ENDS)

enum {
#define X(name) CT_SECTION_##name,
    CT_SECTION_LIST(X)
    CT_SECTIONS_OF_WHOLE,
#undef X
#define X(name) CT_SIDE_##name,
    CT_SIDE_BEFORE_FIRST = -1, CT_SIDE_SECTION_LIST(X)
    CT_SIDE_SECTIONS,
#undef X
    CT_ALL_SECTIONS = CT_SECTIONS_OF_WHOLE + CT_LANGUAGES * CT_SIDE_SECTIONS
};
#define CT_SIDE_SECTION(name, language) (CT_SECTIONS_OF_WHOLE + (int)(language) * CT_SIDE_SECTIONS + CT_SIDE_##name)

typedef struct ct_stored_concept {
    uint32_t id, field, note;     /* in STRINGS; 0: none */
    uint32_t first_term, n_terms, first_broader, n_broader;
    uint8_t  kind, layer;
    uint8_t  unused[2];
} ct_stored_concept;

typedef struct ct_stored_term {
    uint32_t text, concept;
    uint8_t  language, status, layer;
    uint8_t  commas, joins;       /* in the term, joins being conjunctions: as many may stand in its mention */
    uint8_t  name;                /* CT_TERM_* bits */
    uint8_t  unused[2];
} ct_stored_term;

enum { CT_TERM_IS_NAME = 1 /* one capitalised word: the mention must be capitalised too */ };

/* A lemma used as noun, adjective or the like, as a verb, or as a participle or gerund: "país en desarrollo" is no
 * "país desarrollado", though both words may come from "desarrollar"; what binds is not yet binding. */
typedef enum ct_use { CT_USE_NOMINAL, CT_USE_VERBAL, CT_USE_PARTICIPLE, CT_USE_GERUND, CT_USES } ct_use;

enum { CT_MAX_USES = 3 * CT_MAX_READINGS };   /* of one form */

/** The uses of a text's word, each lemma * CT_USES + use, ascending. @return how many */
size_t ct_uses_of_text(const ct_reading *readings, size_t n, uint32_t uses[CT_MAX_USES]);
/** The uses that a term's word stands for: an infinitive for all forms of its verb, a participle or gerund for itself
 *  alone; finite forms only where nothing else is known, since terms are written in their dictionary form. */
size_t ct_uses_of_term(const ct_reading *readings, size_t n, uint32_t uses[CT_MAX_USES]);

/* An edge of the tree of terms: from a node by a slot to a node. A slot is the set of uses of a term's word.
 * Edges are sorted by node, then slot. */
typedef struct ct_edge { uint32_t slot, target; } ct_edge;

typedef struct ct_tree {
    const uint32_t *nodes;        /* [n_nodes + 1] first edge */
    const ct_edge  *edges;
    const uint32_t *ends_at;      /* [n_nodes + 1] first of the terms that end at a node, in `ends` */
    const uint32_t *ends;         /* terms */
    const uint32_t *slot_start;   /* [n_lemmas * CT_USES + 1] of a use's slots in `slots` */
    const uint32_t *slots;
    uint32_t        n_nodes;
} ct_tree;

/* ---- what is held for one language ----------------------------------------------------------------- */

typedef struct ct_numbers ct_numbers;

typedef struct ct_side {
    const uint32_t     *lemmas;            /* [n_lemmas] in the strings */
    const uint16_t     *grammar;           /* [n_lemmas] */
    const uint32_t     *index;             /* [n_index] lemmas by hash, open addressing; a power of two */
    const uint32_t     *rendering_start;   /* [n_lemmas + 1] */
    const ct_rendering *renderings;
    uint32_t            n_lemmas, n_index;
    ct_transducer       forms;
    ct_tree             tree;
    ct_spelling        *spelling;
    ct_function_words   function_words;
    ct_endings          endings;
    ct_lemma_pool       pool;
    ct_reader           reader;
    ct_numbers         *numbers;
    ct_segment_options  segmenting;
    ct_outline_words    outline;
} ct_side;

typedef enum ct_cognate_kind {
    CT_COGNATE_ENDING, CT_COGNATE_BEGINNING, CT_COGNATE_LETTERS, CT_COGNATE_KINDS
} ct_cognate_kind;

typedef struct ct_cognate_rule { const char *a, *b; ct_cognate_kind kind; } ct_cognate_rule;   /* Spanish, English;
                                                                 of letters: English, as in Spanish */
typedef struct ct_cognates { const ct_cognate_rule *rules; size_t n; } ct_cognates;

enum { CT_RUN_SHORTFALLS = 4 };   /* that may be found after compiling */

struct ct_lexicon {
    ct_arena       arena;
    char          *bytes;         /* the compiled lexicon */
    const char    *strings;
    ct_shortfall  *shortfalls;
    ct_concept    *concepts;
    ct_term       *terms;
    const ct_stored_term *stored_terms;    /* [n_terms] */
    const uint32_t *broader;
    size_t         n_shortfalls, n_concepts, n_terms, n_broader;
    ct_cognates    cognates;
    ct_side        sides[CT_LANGUAGES];
};

/** FNV-1a of a lemma, for the index. */
uint32_t ct_lemma_hash(const char *bytes, size_t len);
/** The number of a lemma, or CT_NONE. */
uint32_t ct_lemma_find(const ct_lexicon *lexicon, ct_language language, const char *bytes, size_t len);

#endif
