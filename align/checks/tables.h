/* The tables of the checks: kinds of named things, calques, cues. Formats: lexicon/data/README.md. */
#ifndef CT_CHECKS_TABLES_H
#define CT_CHECKS_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include <cotejo/document.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/vector.h>

/** One kind of named thing ("forum") with the words for it. */
typedef struct ct_kind {
    const char *id;
    const char *group;                            /* "event" "fund" "body" "programme" "document" "place" */
    const char *const *words[CT_LANGUAGES];       /* [n_words] lemmas, preferred first */
    size_t n_words[CT_LANGUAGES];
} ct_kind;

/** One element of a pattern: any of its words, or a gap. */
typedef struct ct_pattern_part {
    const char *const *words;     /* [n_words] folded; NULL: any word */
    size_t   n_words;
    bool     exact;               /* as written (folded), not by lemma */
    bool     not_these;           /* anything but these words */
    bool     optional;
    uint32_t gap;                 /* up to so many words may stand before it */
} ct_pattern_part;

typedef struct ct_pattern {
    const ct_pattern_part *parts;   /* [n_parts] */
    size_t n_parts;
    ct_pattern_part before;         /* words that must not stand just before it; n_words 0: anything may */
} ct_pattern;

/** A turn of phrase that tells of a translation word by word. */
typedef struct ct_calque {
    const char *id;
    ct_pattern  pattern;
    const char *right;            /* what is usual */
    const char *why;
    ct_pattern  other;            /* must stand in the linked unit; n_parts 0: no condition */
    bool        certain;          /* no context makes it right; else it is asked */
} ct_calque;

/** A list of phrases that serve one purpose: definitions, pairs of words that may double, reciprocity … */
typedef struct ct_cues {
    const ct_pattern *patterns;   /* [n_patterns] */
    const char *const *texts;     /* [n_patterns] as written in the table */
    size_t n_patterns;
} ct_cues;

typedef enum ct_cue_kind {
    CT_CUE_DEFINITION,     /* "hereinafter referred to as" */
    CT_CUE_PARTIES,        /* "the two sides", "both parties": ways to call both parties together */
    CT_CUE_MUTUAL,         /* "mutual", "each other" */
    CT_CUE_JOINTLY,        /* "together", "jointly" */
    CT_CUE_DOUBLE,         /* words that may stand twice: "had had" */
    CT_CUE_CONNECTOR,      /* small words inside names: "of", "on", "and" */
    CT_CUE_ARTICLE,
    CT_CUE_KINDS
} ct_cue_kind;

typedef struct ct_tables {
    ct_arena arena;
    CT_VECTOR(ct_kind)   kinds;
    CT_VECTOR(ct_calque) calques[CT_LANGUAGES];
    ct_cues              cues[CT_LANGUAGES][CT_CUE_KINDS];
} ct_tables;

/** @param data folder of the language tables
 *  @return CT_OK, CT_NOMEM, CT_IO (a table is not there) or CT_FORMAT (file, line, reason) */
ct_status ct_tables_read(ct_tables *out, const char *data, ct_error *err);
void      ct_tables_release(ct_tables *tables);

#endif
