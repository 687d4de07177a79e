/* What the files of this folder share: from a block's body to sentences, from a sentence to tokens, from tokens to types. */
#ifndef CT_SEGMENT_PRIVATE_H
#define CT_SEGMENT_PRIVATE_H

#include <cotejo/segment.h>

#include <cotejo-internal/arena.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/vector.h>

/* ---- abbreviations.c ----------------------------------------------------------------------------- */

typedef enum ct_abbreviation {
    CT_ABBREVIATION_NONE,
    CT_ABBREVIATION_INNER,     /* never ends a sentence: "Sr." */
    CT_ABBREVIATION_FIGURE,    /* only before a figure: "No." */
    CT_ABBREVIATION_FINAL      /* may end a sentence too: "etc." */
} ct_abbreviation;

typedef struct ct_abbreviations {
    ct_intern          table;
    CT_VECTOR(uint8_t) kinds;    /* [table.n] ct_abbreviation */
} ct_abbreviations;

/** @return CT_OK or CT_NOMEM */
ct_status ct_abbreviations_init(ct_abbreviations *set, const ct_segment_options *options, ct_error *err);
void ct_abbreviations_release(ct_abbreviations *set);

/** What the word [start, stop] is, `stop` being its full stop, in view of what follows it up to `end`.
 *  Besides the listed ones initials ("J.", "U.N.", "EE.UU.") are known by their shape. */
ct_abbreviation ct_abbreviation_at(const ct_abbreviations *set, const char *bytes, uint32_t start, uint32_t stop,
                                   uint32_t end);

/* ---- sentences.c --------------------------------------------------------------------------------- */

typedef struct ct_splitter ct_splitter;   /* ICU's break iterator and what it looks at */
typedef CT_VECTOR(ct_span) ct_spans;

ct_status ct_splitter_new(ct_splitter **out, ct_language language, const ct_abbreviations *set, ct_error *err);
void ct_splitter_free(ct_splitter *splitter);
/** Append the sentences of `body` to `out`. */
ct_status ct_splitter_run(ct_splitter *splitter, ct_spans *out, const char *bytes, ct_span body, ct_error *err);

/* ---- tokens.c ------------------------------------------------------------------------------------ */

enum { CT_MAX_TOKEN = 512 };   /* bytes; what is longer is cut, so that no word costs more than that */

/** One token as scanned. `hyphens` counts those that join its parts. */
typedef struct ct_scanned { ct_span span; ct_token_kind kind; uint32_t hyphens; } ct_scanned;

/** The first token at or behind `at`; false when there is none before `end`. */
bool ct_scan_token(ct_scanned *out, const ct_abbreviations *set, const char *bytes, uint32_t at, uint32_t end);
bool ct_char_hyphen(int32_t c);        /* joins parts of a word: - and the two hyphens of Unicode */
bool ct_char_apostrophe(int32_t c);

/* ---- types.c ------------------------------------------------------------------------------------- */

typedef struct ct_types {
    ct_intern           texts;
    ct_arena            folded;
    CT_VECTOR(ct_type)  types;    /* [texts.n] */
    CT_VECTOR(uint32_t) parts;
    ct_language         language;
    struct UCaseMap    *casemap;
} ct_types;

ct_status ct_types_init(ct_types *types, ct_language language, ct_error *err);
void ct_types_release(ct_types *types);
/** The type of a token, made now if it is new, with the types of its parts; CT_NONE when out of memory. */
uint32_t ct_types_add(ct_types *types, const char *bytes, ct_scanned token);

#endif
