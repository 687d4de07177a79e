/* Written forms: characters, atoms of a word, and the transducers that know how words are inflected. */
#ifndef COTEJO_INTERNAL_FORMS_H
#define COTEJO_INTERNAL_FORMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cotejo/lexicon.h>
#include <cotejo-internal/buffer.h>

/** The code point at `*at`, which moves past it; -1 for what is no UTF-8 (one byte is passed). */
int32_t ct_code_point(const char *bytes, size_t len, size_t *at);

enum { CT_MAX_FORM = 192 };   /* bytes; longer strings are no words and are not looked up */

/** Lower case of `len` bytes into `out` [CT_MAX_FORM]; 0 if it does not fit, else its length. NUL-terminated. */
size_t ct_lower(const char *bytes, size_t len, char *out);
/** The same with the first letter in upper case. */
size_t ct_title(const char *bytes, size_t len, char *out);
bool   ct_has_upper(const char *bytes, size_t len);
/** Two capitals or more, and no small letter. */
bool   ct_is_capitals(const char *bytes, size_t len);
bool   ct_starts_upper(const char *bytes, size_t len);

/** The next run of letters and digits in `bytes` from `*at` on; false at the end. An English possessive's "s" is
 *  passed over. Both texts and terms are compared atom by atom, so that "I+D", "EE. UU." and "China-ALC" match
 *  however they were cut into tokens. */
bool ct_next_atom(const char *bytes, size_t len, size_t *at, ct_span *atom);

/* ---- transducers: a form's characters in, its lemma and tags out -------------------------------- */

typedef struct ct_arc {
    uint32_t target;
    uint16_t in;      /* UTF-16 code unit read; 0: none */
    uint16_t out;     /* symbol written; 0: none */
} ct_arc;

/* Borrows all its arrays, so that it may stand in a compiled lexicon. State 0 is the start. */
typedef struct ct_transducer {
    const uint32_t *first;      /* [n_states + 1] of its arcs, which are sorted by `in` */
    const uint8_t  *final;      /* [n_states] */
    const ct_arc   *arcs;       /* [first[n_states]] */
    const uint32_t *symbols;    /* [n_symbols] in `strings`; tags look like "<n>" */
    const char     *strings;
    uint32_t        n_states, n_symbols;
} ct_transducer;

/* One analysis: the lemma as far as the first tag, and what the tags say. */
typedef void ct_analysis(const char *lemma, size_t len, uint16_t grammar, void *payload);

/** Give every analysis of a form. Work is bounded, whatever the transducer. */
void ct_transducer_read(const ct_transducer *transducer, const char *form, size_t len,
                        ct_analysis *take, void *payload);
/** Give every lemma that the transducer can write, with the bits of its first tag; the same lemma may come often. */
void ct_transducer_lemmas(const ct_transducer *transducer, ct_analysis *take, void *payload);

/* Of a place or an organisation: such a name is no ordinary word in capitals. Inside the lexicon only. */
enum { CT_NAME_OF_PLACE = 16384 };

/** Grammar bits of a string of tags, "<vblex><inf>", as far as the first "+". */
uint16_t ct_tags_grammar(const char *tags, size_t len);

#endif
