/* What all rules of one run look at: the pair with its arrays at hand, indices the upstream does not keep, the tables
 * of the checks, and the names and region mentions that several rules compare. Prepared once by ct_checks_run_all(). */
#ifndef CT_CHECKS_GROUND_H
#define CT_CHECKS_GROUND_H

#include <stdatomic.h>

#include <cotejo/check.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/buffer.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/vector.h>

#include "tables.h"

/** A word, or one part of a hyphenated word: "China-Latin America" is the atoms China, Latin, America. */
typedef struct ct_atom {
    ct_span  span;
    uint32_t token, type;
} ct_atom;

/** How much of the region a mention names. */
typedef enum ct_region_extent {
    CT_REGION_NONE,
    CT_REGION_PART,     /* its first part only: "Latin America" */
    CT_REGION_WHOLE,    /* "Latin America and the Caribbean", "LAC" */
    CT_REGION_BODY      /* the other party under another name: a body such as CELAC */
} ct_region_extent;

/** The region, or the body that stands for it, named somewhere. */
typedef struct ct_region_mention {
    ct_region_extent extent;
    uint32_t first_atom, end_atom;
    uint32_t unit;                  /* CT_NONE outside units */
    uint32_t joint_atom;            /* first atom of "China-Latin America", "China and …"; CT_NONE if alone */
    bool     hyphenated;            /* of a joint mention */
    bool     adjective;             /* "Latin American" */
} ct_region_mention;

/** A named forum, fund, programme … in parts. */
typedef struct ct_name {
    uint32_t unit;
    uint32_t first_token, end_token;
    uint32_t kind;                  /* in ct_tables.kinds */
    uint32_t kind_token;
    uint32_t concept;               /* of the lexicon, or CT_NONE */
    uint32_t region;                /* in regions, or CT_NONE */
    uint32_t first_word, n_words;   /* in name_words: what tells it apart; not kind, region, edition, connectors */
    bool     proper;                /* written as a name; else a generic phrase about a joint event */
    bool     plural;                /* "seminars", "foros" */
    uint32_t counterpart;           /* name of the other side that most likely means the same, or CT_NONE */
    bool     counterpart_linked;    /* it stands in a unit linked to this one's */
} ct_name;

typedef struct ct_ground_side {
    const ct_statements *statements;
    const ct_vocabulary *vocabulary;
    const ct_document   *document;
    ct_language          language;
    const char          *bytes;
    size_t               n_bytes;

    const ct_unit     *units;       size_t n_units;
    const ct_token    *tokens;      size_t n_tokens;
    const ct_type     *types;       size_t n_types;
    const ct_sentence *sentences;   size_t n_sentences;
    const ct_block    *blocks;      size_t n_blocks;
    const ct_section  *sections;    size_t n_sections;
    const ct_word     *words;       /* [n_types] */
    const ct_reading  *readings;    size_t n_readings;
    const ct_mention  *mentions;    size_t n_mentions;
    const ct_quantity *quantities;  size_t n_quantities;
    const ct_verdict  *verdicts;    /* [n_units]; NULL without links */

    uint32_t *unit_of;              /* [n_tokens] unit, or CT_NONE */
    uint32_t *first_link;           /* [n_units + 1] in `links` */
    uint32_t *links;                /* links of a unit, best first */
    ct_atom  *atoms;                size_t n_atoms;
    uint32_t *first_atom;           /* [n_tokens + 1] */
    _Atomic(uint8_t) *spelled[CT_LANGUAGES];   /* [n_types] answers of ct_type_spelled(): 0 nobody asked, 1 no, 2 yes */
    CT_VECTOR(ct_region_mention) regions;      /* regions, parties and names: of two documents only */
    CT_VECTOR(uint32_t)          parties;    /* atoms that name a party other than the region */
    CT_VECTOR(ct_name)           names;
    CT_VECTOR(uint32_t)          name_words;
} ct_ground_side;

enum { CT_MET_CELLS = 1 << 20 };   /* a power of two */
typedef struct ct_couples ct_couples;
typedef struct ct_sets ct_sets;

typedef struct ct_ground {
    const ct_pair  *pair;
    const char     *data;      /* folder of the language tables */
    ct_arena        arena;
    ct_tables       tables;
    ct_ground_side  sides[CT_SIDES];
    const ct_link          *links;     size_t n_links;
    const uint32_t         *link_units;
    const ct_link_evidence *evidence;
    const ct_candidate     *candidates;
    const ct_concept       *concepts;  size_t n_concepts;
    const ct_term          *terms;
    _Atomic(uint64_t)      *met;       /* pairs of types compared before: see ct_types_meet() */
    ct_sets                 *sets;       /* of an aligned pair or a translation; NULL otherwise */
    const ct_couples        *couples;    /* of an aligned pair or a translation; NULL otherwise */
} ct_ground;

ct_status ct_ground_of(ct_ground *ground, const ct_pair *pair, const char *data, ct_error *err);
void      ct_ground_release(ct_ground *ground);

/** The ground of a pair under check; never NULL inside a rule. */
const ct_ground *ct_ground_at(const ct_pair *pair);

static inline ct_side ct_other(ct_side side) { return side == CT_SOURCE ? CT_TARGET : CT_SOURCE; }

/** What is said for `english` in the language of the interface; one of its senses; NULL where nothing is said for it. */
#if defined(__GNUC__)
__attribute__((format_arg(2)))
#endif
const char *ct_ground_say(const ct_ground *ground, const char *english);
const char *ct_ground_say_as(const ct_ground *ground, const char *sense, const char *english);
const char *ct_ground_say_if_known(const ct_ground *ground, const char *english);
/** Name of a side's language in a sentence: "Spanish", "español". */
const char *ct_ground_language(const ct_ground *ground, ct_side side);

/* ---- looking ---------------------------------------------------------------------------------------- */

typedef struct ct_range { uint32_t first, end; } ct_range;   /* indices, half open */

/** Mentions, quantities, names or region mentions that begin within tokens [first, end). */
ct_range ct_mentions_in(const ct_ground_side *side, uint32_t first, uint32_t end);
ct_range ct_quantities_in(const ct_ground_side *side, uint32_t first, uint32_t end);
ct_range ct_names_in(const ct_ground_side *side, uint32_t first, uint32_t end);
ct_range ct_regions_in(const ct_ground_side *side, uint32_t first, uint32_t end);

/** The span of tokens [first, end); empty when the range is. */
ct_span ct_tokens_span(const ct_ground_side *side, uint32_t first, uint32_t end);
ct_span ct_atoms_span(const ct_ground_side *side, uint32_t first, uint32_t end);
/** The unit that token `token` stands in. */
uint32_t ct_unit_at(const ct_ground_side *side, uint32_t token);
/** The first token that ends behind an offset of the text; n_tokens if there is none. */
uint32_t ct_token_at(const ct_ground_side *side, uint32_t offset);
/** The unit at an offset, or CT_NONE. */
uint32_t ct_unit_at_offset(const ct_ground_side *side, uint32_t offset);
/** Does the token read exactly so? */
bool ct_token_is(const ct_ground_side *side, uint32_t token, const char *text);

/** Does a type mean `word` in its language: as folded, or as one of its lemmas? */
bool ct_type_is(const ct_ground *ground, ct_side side, uint32_t type, const char *word);
/** May two types of the two sides render each other: by the lexicon, or by looking alike? Answers are remembered: names
 *  and items ask again and again for the same few words. */
bool ct_types_meet(const ct_ground *ground, uint32_t source_type, uint32_t target_type);
/** Does anybody know the type, as folded, as a word of a language? Answers are remembered. */
bool ct_type_spelled(const ct_ground *ground, ct_side side, uint32_t type, ct_language language);
/** Do two folded words of one language look alike: six letters in common from the start, or all but a short ending? */
bool ct_words_alike(const char *a, const char *b);
/** Do two types of one side share a lemma or a stem ("taxation", "taxes")? */
bool ct_types_akin(const ct_ground *ground, ct_side side, uint32_t a, uint32_t b);

/** Is concept `a` the same as `b`, or broader or narrower in one step? */
bool ct_concepts_near(const ct_ground *ground, uint32_t a, uint32_t b);
/** Is a concept a name (body, forum, initiative, fund, treaty, plan)? */
bool ct_concept_named(const ct_ground *ground, uint32_t concept);
/** Does a unit, or any of the units that counterpart and partial links tie to `unit` of the other side, mention it? */
bool ct_unit_mentions(const ct_ground *ground, ct_side side, uint32_t unit, uint32_t concept);
bool ct_linked_mentions(const ct_ground *ground, ct_side side, uint32_t unit, uint32_t concept);

/** Units that a counterpart or partial link ties to `unit`, best link first, at most `max`, each once. */
size_t ct_linked_units(const ct_ground *ground, ct_side side, uint32_t unit, uint32_t *out, size_t max);
/** The best counterpart or partial link of a unit; CT_NONE if there is none. */
uint32_t ct_best_link(const ct_ground *ground, ct_side side, uint32_t unit);
static inline const uint32_t *ct_link_side(const ct_ground *ground, const ct_link *link, ct_side side)
{
    return ground->link_units + link->first_unit[side];
}

/* ---- writing a finding ------------------------------------------------------------------------------ */

enum { CT_DRAFT_EVIDENCE = 8 };

/** A finding in the making. Strings live until the next ct_draft_begin() or the release. */
typedef struct ct_draft {
    const ct_ground *ground;
    const ct_check  *check;
    ct_arena         arena;
    ct_buffer        message, question;
    CT_VECTOR(ct_finding_place) places;
    const char      *evidence[CT_DRAFT_EVIDENCE];
    size_t           n_evidence;
    ct_class         class;
    ct_severity      severity;
    float            confidence;
    uint32_t         link;
    bool             failed;
} ct_draft;

void ct_draft_begin(ct_draft *draft, const ct_ground *ground, const ct_check *check);   /* a zeroed or a used draft */
void ct_draft_place(ct_draft *draft, ct_side side, uint32_t unit, ct_span span);
void ct_draft_unit(ct_draft *draft, ct_side side, uint32_t unit);                         /* all of a unit */
/** One sentence each, given in English and said in the language of the interface: lexicon/data/<language>/messages.tsv. A
 *  plural is a format of its own, as are sentences that differ in a word; words that are filled in go through
 *  ct_ground_say(). */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void ct_draft_message(ct_draft *draft, const char *format, ...);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void ct_draft_question(ct_draft *draft, const char *format, ...);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void ct_draft_evidence(ct_draft *draft, const char *format, ...);
/** The words of a span between quotation marks, cut in the middle when long. */
const char *ct_draft_quote(ct_draft *draft, ct_side side, ct_span span);
const char *ct_draft_quote_unit(ct_draft *draft, ct_side side, uint32_t unit);
/** The first places, at most `most`, quoted one after the other. */
const char *ct_draft_quotes(ct_draft *draft, size_t most);
ct_status   ct_draft_add(ct_draft *draft, ct_findings *out, ct_error *err);
void        ct_draft_release(ct_draft *draft);

#endif
