/* Reading one written form: as written, lower-cased, by the form tables, by stems, by endings. The same rules serve
 * while the lexicon is compiled and when it is used, so what a term's word was filed under is found again. */
#ifndef COTEJO_INTERNAL_READER_H
#define COTEJO_INTERNAL_READER_H

#include <cotejo-internal/arena.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/spelling.h>

/* A form that ends so may come from a lemma that ends so. */
typedef struct ct_ending { const char *form, *lemma; uint16_t grammar; } ct_ending;
typedef struct ct_endings { const ct_ending *items; size_t n; } ct_endings;

/** Read endings.tsv of a language's folder; a missing table is an empty one. */
ct_status ct_endings_read(ct_endings *out, ct_arena *arena, const char *data, ct_language language, ct_error *err);
/** "noun plural" … as bits; false if a word is not known. */
bool      ct_grammar_parse(const char *words, uint16_t *grammar);

typedef enum ct_function_class {
    CT_FUNCTION_NONE,
    CT_FUNCTION_ARTICLE, CT_FUNCTION_PREPOSITION, CT_FUNCTION_CONJUNCTION,     /* light: terms match without them */
    CT_FUNCTION_RELATION, CT_FUNCTION_PRONOUN, CT_FUNCTION_DETERMINER, CT_FUNCTION_AUXILIARY, CT_FUNCTION_NEGATION,
    CT_FUNCTION_ADVERB, CT_FUNCTION_CLASSES
} ct_function_class;

/* The function words of a language. */
typedef struct ct_function_words {
    ct_intern words;          /* in lower case */
    uint8_t  *classes;        /* [words.n] ct_function_class */
} ct_function_words;

/** Read function-words.tsv of a language's folder; a missing table is an empty one. */
ct_status ct_function_words_read(ct_function_words *out, const char *data, ct_language language, ct_error *err);
void      ct_function_words_release(ct_function_words *words);
/** The class of a word in any case; CT_FUNCTION_NONE if it is no function word. Whoever knows of an acronym "WHO"
 *  must see to it first. */
ct_function_class ct_function_words_class(const ct_function_words *words, const char *bytes, size_t len);

static inline bool ct_is_light(ct_function_class c)
{
    return c >= CT_FUNCTION_ARTICLE && c <= CT_FUNCTION_CONJUNCTION;
}

typedef uint32_t ct_find_lemma(const void *lemmas, const char *bytes, size_t len);   /* CT_NONE: not there */
typedef uint16_t ct_lemma_grammar(const void *lemmas, uint32_t lemma);

typedef struct ct_reader {
    const ct_transducer *forms;
    ct_spelling         *spelling;
    const ct_endings    *endings;
    const ct_function_words *function_words;
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
