/* The lexicon while it is being compiled. */
#ifndef COTEJO_INTERNAL_BUILD_H
#define COTEJO_INTERNAL_BUILD_H

#include <cotejo-internal/apertium.h>
#include <cotejo-internal/lexicon.h>
#include <cotejo-internal/reader.h>
#include <cotejo-internal/tsv.h>
#include <cotejo-internal/vector.h>

typedef struct ct_raw_term { const char *text; ct_language language; ct_term_status status; } ct_raw_term;

typedef struct ct_raw_concept {
    const char      *id, *field, *note, *broader;   /* NULL: none; `broader` is a list of ids */
    ct_concept_kind  kind;
    ct_layer         layer;
    uint32_t         first_term, n_terms;
} ct_raw_concept;

/* Two lemmas that render each other; `rank` orders the renderings of each by the other. */
typedef struct ct_word_pair {
    uint32_t lemma[CT_LANGUAGES];
    uint32_t rank;
    ct_layer layer;
} ct_word_pair;

typedef struct ct_build {
    const ct_lexicon_options *options;
    const char *data;
    ct_arena    arena;
    CT_VECTOR(ct_raw_concept) concepts;
    CT_VECTOR(ct_raw_term)    terms;
    CT_VECTOR(ct_word_pair)   pairs;
    CT_VECTOR(ct_shortfall)   shortfalls;
    ct_intern   phrases;                          /* "spanish=english", ids of phrases of word lists */
    ct_intern   lemmas[CT_LANGUAGES];
    CT_VECTOR(uint16_t) grammar[CT_LANGUAGES];    /* [lemmas.n] */
    ct_lemma_pool pools[CT_LANGUAGES];
    ct_reader   readers[CT_LANGUAGES];
    ct_listing  forms[CT_LANGUAGES];
    ct_spelling *spelling[CT_LANGUAGES];
    ct_endings  endings[CT_LANGUAGES];
    ct_function_words function_words[CT_LANGUAGES];
    bool        passing;                          /* something failed that may work the next time: do not keep this */
} ct_build;

ct_status ct_build_nomem(ct_error *err);

/** Say that something could not be had; the strings are formatted into the build's arena. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
ct_status ct_build_shortfall(ct_build *build, ct_resource resource, const char *what, const char *remedy,
                             const char *format, ...);

/** The number of a lemma, given now if it is new; its grammar bits are added to those it had.
 *  CT_NONE: out of memory. */
uint32_t  ct_build_lemma(ct_build *build, ct_language language, const char *bytes, size_t len, uint16_t grammar);
/** The lemma as the form tables have it: "organization" is "organisation" there. */
uint32_t  ct_build_canonical(ct_build *build, ct_language language, const char *word, uint16_t grammar);

/* A concept is begun, gets its terms, and ends with the next one begun. */
bool ct_build_concept(ct_build *build, ct_raw_concept concept);
bool ct_build_term(ct_build *build, const char *text, ct_language language, ct_term_status status);
/** A rendering of one word or phrase by another: lemmas where both are single words, else a concept of its own. */
bool ct_build_rendering(ct_build *build, const char *spanish, const char *english, uint16_t grammar,
                        ct_layer layer, uint32_t rank);

/* Sources, each in a file of its own. */
ct_status ct_build_read_concepts(ct_build *build, ct_error *err);                      /* terms/tables.c */
ct_status ct_build_read_words(ct_build *build, ct_error *err);
ct_status ct_build_read_learned(ct_build *build, const char *path, ct_error *err);
ct_status ct_build_read_glossary(ct_build *build, const char *path, ct_error *err);
ct_status ct_build_read_tbx(ct_build *build, const char *path, ct_error *err);         /* terms/tbx.c */
ct_status ct_build_read_apertium(ct_build *build, ct_error *err);                      /* words/apertium.c */

/* The tree of one language's terms: nodes are numbered from 0, the root; edge k leads to node k + 1. */
typedef struct ct_tree_key { uint32_t node, slot; } ct_tree_key;
typedef struct ct_tree_end { uint32_t node, term; } ct_tree_end;

typedef struct ct_grown_tree {
    ct_intern slots;       /* of uses in ascending order, as bytes */
    ct_intern edges;       /* of ct_tree_key, as bytes */
    CT_VECTOR(ct_tree_end) ends;
} ct_grown_tree;

void ct_build_sort_terms(ct_build *build);
/** File every term of a language under its words' readings, and note pairs of single words as renderings.
 *  Words that no reading is known of become lemmas. */
ct_status ct_build_grow_tree(ct_grown_tree *out, ct_build *build, ct_language language, ct_error *err);
void      ct_grown_tree_release(ct_grown_tree *tree);
/** Single words that name the same concept render each other. */
ct_status ct_build_pair_terms(ct_build *build, ct_error *err);

/** The compiled lexicon's bytes.
 *  @param fingerprint [2] of the sources */
ct_status ct_build_pack(ct_buffer *out, ct_build *build, const uint64_t *fingerprint, ct_error *err);

#endif
