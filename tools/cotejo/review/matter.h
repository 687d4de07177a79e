/* What is reviewed, as plain data: findings with their quotations, and the units around them.
 *
 * Copied out of the audits once, so that everything else here (list, page, screen) works on strings and numbers and can
 * be tried without an audit. White space is run together; long quotations are cut around what is marked. */
#ifndef COTEJO_REVIEW_MATTER_H
#define COTEJO_REVIEW_MATTER_H

#include <cotejo.h>

typedef struct review_unit {
    const char *text;        /* NFC UTF-8, cut when long */
    ct_place    at;          /* line and column of the file */
    uint32_t    section;     /* of the document's sections */
} review_unit;

typedef struct review_document {
    const char *id, *title, *path, *language;   /* language: "ES" or "EN" */
    const review_unit *units;                   /* [n_units] */
    size_t             n_units;
    const char *const *sections;                /* "Economy › 5. Trade" of each section; "" for the root */
} review_document;

typedef struct review_place {
    const review_document *document;
    uint32_t    unit;              /* CT_NONE: outside all units */
    ct_place    at;
    const char *text;              /* the unit, or all that the place reaches over */
    size_t      mark, mark_end;    /* what is meant, in bytes of `text`, half open; all of it when equal */
} review_place;

typedef struct review_candidate {
    const review_document *document;
    uint32_t unit;
    float    score;
} review_candidate;

typedef struct review_finding {
    const char *id, *rule, *message, *question;
    ct_severity severity;
    float       confidence;
    uint32_t    pair, in_pair;               /* which audit, and which of its findings */
    const review_place     *places;          /* [n_places] */
    size_t                  n_places;
    const char *const      *evidence;        /* [n_evidence] */
    size_t                  n_evidence;
    const review_candidate *candidates;      /* [n_candidates] units that came near, best first */
    size_t                  n_candidates;
    const char             *folded;          /* all its words, as review_fold() writes them, for searching */
} review_finding;

typedef struct review_pair { const review_document *sides[CT_SIDES]; } review_pair;

typedef struct review_matter {
    const review_pair    *pairs;       /* [n_pairs] */
    size_t                n_pairs;
    const review_finding *findings;    /* [n_findings] by pair, then in text order */
    size_t                n_findings;
    struct pool          *memory;      /* all of it */
} review_matter;

/** Copy what is needed of audits; the audits may go afterwards. Ends the program when out of memory. */
void review_matter_of(review_matter *out, const ct_audit *const *audits, size_t n_audits);
void review_matter_free(review_matter *matter);

/** `text` without case and accents, as searching compares it; malloc'ed, NULL when out of memory. */
char *review_fold(const char *text);

#endif
