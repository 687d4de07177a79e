/* Sentences, tokens, and types: each distinct word of a document once. */
#ifndef COTEJO_SEGMENT_H
#define COTEJO_SEGMENT_H

#include <cotejo/document.h>

typedef enum ct_token_kind {
    CT_TOKEN_WORD,      /* letters, also hyphenated ("económico-comercial", "COVID-19"), abbreviated ("Sr.", "U.N.": a stop that
                           ends the sentence too stays with the word), "G20", "5G", "R&D", web and mail addresses */
    CT_TOKEN_NUMBER,    /* "1.000", "3,5", "66", "1.º", and what small letters are written onto: "21st", "1990s", "3er";
                           "2019-2021", "240-hour" and "US$3" are three tokens */
    CT_TOKEN_SYMBOL,    /* % € $ and the like */
    CT_TOKEN_MARK       /* punctuation */
} ct_token_kind;

enum {   /* ct_token.flags */
    CT_TOKEN_CAPITALISED = 1,   /* first letter upper case */
    CT_TOKEN_ALL_CAPS    = 2,   /* two letters or more, all upper case, digits allowed: "G20", "CELAC" */
    CT_TOKEN_INITIAL     = 4,   /* first word of its sentence */
    CT_TOKEN_QUOTED      = 8    /* between quotation marks */
};

typedef struct ct_token {
    ct_span  span;
    uint32_t type;     /* index of its type; marks have types too */
    uint8_t  kind;     /* ct_token_kind */
    uint8_t  flags;
} ct_token;

/** One distinct written form. Everything linguistic is looked up once per type. */
typedef struct ct_type {
    const char *text;           /* as written, NUL-terminated */
    const char *folded;         /* lower case, hyphens and apostrophes plain, English possessive 's left off ("China’s" is
                                   "china"); may be `text` itself */
    uint32_t    length;         /* of text, bytes */
    uint32_t    count;          /* tokens of this type */
    uint32_t    first_part;     /* hyphenated words: index into ct_segments_parts() … */
    uint32_t    n_parts;        /* … of the types of their parts; 0 for simple words */
    uint8_t     kind;           /* ct_token_kind */
} ct_type;

typedef struct ct_sentence {
    ct_span  span;                     /* without surrounding white space and without the block's marker */
    uint32_t block;
    uint32_t first_token, end_token;   /* half open */
} ct_sentence;

typedef struct ct_segment_options {
    const char *const *abbreviations;   /* [n_abbreviations] with their stop: "Sr.": no sentence ends there; "No. #": only
                                           before a figure; "etc. +": unless a capital follows */
    size_t n_abbreviations;
} ct_segment_options;

/** The sentences and tokens of a document. Borrows the document. A heading is one sentence; residue is segmented too. */
typedef struct ct_segments ct_segments;

/** @param options NULL: no abbreviations are known, only initials
 *  @return CT_OK, CT_NOMEM, CT_MISSING (ICU lacks its rules) */
ct_status ct_segments_of(ct_segments **out, const ct_document *doc,
                         const ct_segment_options *options, ct_error *err);
void ct_segments_free(ct_segments *segments);

const ct_document *ct_segments_document(const ct_segments *segments);
const ct_sentence *ct_segments_sentences(const ct_segments *segments, size_t *n);
const ct_token    *ct_segments_tokens(const ct_segments *segments, size_t *n);
const ct_type     *ct_segments_types(const ct_segments *segments, size_t *n);
const uint32_t    *ct_segments_parts(const ct_segments *segments, size_t *n);

#endif
