/* Which units of two documents say the same: links, what speaks for each, and a verdict on every unit.
 *
 * Source and target are two ct_statements. All indices of units are into ct_statements_units() of their side. */
#ifndef COTEJO_LINK_H
#define COTEJO_LINK_H

#include <cotejo/statement.h>

typedef enum ct_link_kind { CT_LINK_COUNTERPART, CT_LINK_PARTIAL, CT_LINK_RELATED, CT_LINK_KINDS } ct_link_kind;
const char *ct_link_kind_name(ct_link_kind kind);   /* "counterpart" … */

typedef enum ct_side { CT_SOURCE, CT_TARGET, CT_SIDES } ct_side;

/** What met, or failed to meet, between the two sides of a link. */
typedef enum ct_evidence_kind {
    CT_EVIDENCE_NAME,       /* a named body, forum, fund … */
    CT_EVIDENCE_CONCEPT,
    CT_EVIDENCE_WORD,
    CT_EVIDENCE_FIGURE,
    CT_EVIDENCE_ACTION,
    CT_EVIDENCE_SECTION,    /* the headings above both speak of one field */
    CT_EVIDENCE_KINDS
} ct_evidence_kind;
const char *ct_evidence_kind_name(ct_evidence_kind kind);

/** One thing that met (both token ranges) or that stands on one side only (the other range is empty). */
typedef struct ct_link_evidence {
    ct_evidence_kind kind;
    uint32_t first[CT_SIDES], end[CT_SIDES];   /* tokens, half open; first == end: not on this side */
    uint32_t concept;                          /* CT_NONE unless a concept or name */
    float    weight;                           /* how much it tells within this pair of documents, 0 to 1 */
} ct_link_evidence;

/** One link between source and target units. Usually one to one; several when short units make up a long one. */
typedef struct ct_link {
    ct_link_kind kind;
    float    score;                                    /* probability that a careful reader would link them, 0 to 1 */
    uint32_t first_unit[CT_SIDES], n_units[CT_SIDES];  /* in ct_links_units() */
    uint32_t first_evidence, n_evidence;               /* in ct_links_evidence(), weightiest first */
    bool     moved;                                    /* of a translation: it stands at another place there */
} ct_link;

typedef enum ct_verdict_kind {
    CT_VERDICT_LINKED,       /* a counterpart or partial link names it */
    CT_VERDICT_UNMATCHED,    /* a commitment or heading that was judged to have none */
    CT_VERDICT_SET_ASIDE     /* narrative, boilerplate, residue …: not expected to have one; its role is the reason */
} ct_verdict_kind;

/** Why a unit is without counterpart. */
typedef enum ct_unmatched_reason {
    CT_REASON_NONE,
    CT_REASON_TOPIC_ABSENT,     /* nothing on the other side speaks of its object */
    CT_REASON_OBJECT_DIFFERS,   /* the topic is there, with another object */
    CT_REASON_NAME_ABSENT,      /* a named body, event or fund is not named there */
    CT_REASON_TOO_GENERAL       /* only the general theme is shared */
} ct_unmatched_reason;

typedef struct ct_candidate { uint32_t unit; float score; } ct_candidate;   /* unit of the other side */

/** What became of one unit. Every unit of both sides has one. */
typedef struct ct_verdict {
    ct_verdict_kind     kind;
    ct_unmatched_reason reason;
    uint32_t            first_candidate, n_candidates;   /* in ct_links_candidates(), best first, three at most */
    uint32_t            first_evidence, n_evidence;      /* of an unmatched unit of a translation: what met with the first
                                                            candidate nevertheless */
    float               score;                           /* of the same: probability that it is unmatched; else 0 */
} ct_verdict;

typedef struct ct_links ct_links;

typedef struct ct_passage_options {
    const char *weights;     /* file of the model; NULL: the one in the lexicon's data folder */
    float       threshold;   /* least score of a counterpart or partial link; 0: the model's own */
    uint32_t    without;     /* what is left out (measuring): bits of ct_passage_feature() */
} ct_passage_options;

/** The bit of a feature by its name in the weights file ("facet", "section" …), or of "cognates", words that no dictionary
 *  has but that begin alike; 0 if there is none. */
uint32_t ct_passage_feature(const char *name);

/** Link the passages of two comparable documents: many to many, in no order.
 *  Candidates come from an inverted index; cost grows linearly with the number of units.
 *  Borrows both statements, which must share one lexicon and outlive the result.
 *  @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT (weights file) */
ct_status ct_links_of_passages(ct_links **out, const ct_statements *source, const ct_statements *target,
                               const ct_passage_options *options, ct_error *err);
void ct_links_free(ct_links *links);

const ct_statements    *ct_links_side(const ct_links *links, ct_side side);
const ct_link          *ct_links_all(const ct_links *links, size_t *n);   /* by first source unit, then target */
const uint32_t         *ct_links_units(const ct_links *links, size_t *n);
const ct_link_evidence *ct_links_evidence(const ct_links *links, size_t *n);
const ct_candidate     *ct_links_candidates(const ct_links *links, size_t *n);
const ct_verdict       *ct_links_verdicts(const ct_links *links, ct_side side);   /* [number of units of the side] */

#endif
