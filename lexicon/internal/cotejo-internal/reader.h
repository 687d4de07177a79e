/* Reading one written form: as written, lower-cased, by the form tables, by stems, by endings. The same rules serve
 * while the lexicon is compiled and when it is used, so what a term's word was filed under is found again. */
#ifndef COTEJO_INTERNAL_READER_H
#define COTEJO_INTERNAL_READER_H

#include <cotejo-internal/arena.h>
#include <cotejo-internal/spelling.h>

/* A form that ends so may come from a lemma that ends so. */
typedef struct ct_ending { const char *form, *lemma; uint16_t grammar; } ct_ending;
typedef struct ct_endings { const ct_ending *items; size_t n; } ct_endings;

/** Read endings.tsv of a language's folder; a missing table is an empty one. */
ct_status ct_endings_read(ct_endings *out, ct_arena *arena, const char *data, ct_language language, ct_error *err);
/** "noun plural" … as bits; false if a word is not known. */
bool      ct_grammar_parse(const char *words, uint16_t *grammar);

typedef uint32_t ct_find_lemma(const void *lemmas, const char *bytes, size_t len);   /* CT_NONE: not there */
typedef uint16_t ct_lemma_grammar(const void *lemmas, uint32_t lemma);

typedef struct ct_reader {
    const ct_transducer *forms;
    ct_spelling         *spelling;
    const ct_endings    *endings;
    const void          *lemmas;
    ct_find_lemma       *find;
    ct_lemma_grammar    *grammar;
} ct_reader;

/* The lemmas of one language, of a build or of a lexicon. */
typedef struct ct_lemma_pool { const void *owner; ct_language language; } ct_lemma_pool;

enum { CT_MAX_READINGS = 16 };

/** @param readings [CT_MAX_READINGS]
 *  @return how many there are */
size_t ct_reader_read(const ct_reader *reader, const char *form, size_t len, ct_reading *readings);

#endif
