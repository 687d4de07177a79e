/* What the files of this folder share. From two statements to links:
 *
 *   wording.c   tables of a language: list words, event words, derivational endings; the model's weights
 *   keys.c      type ─► keys: numbers that the words of both languages share when they may mean the same
 *   side.c      units ─► passages (sentences) of weighted atoms (words)
 *   fields.c    passage ─► subject fields, with those of the text around it
 *   facets.c    passage ─► facets: the clauses and list items that may each have a counterpart of their own
 *   index.c     keys ─► passages that have them ─► candidate pairs
 *   meet.c      candidate pair ─► which atoms meet, how well each facet is covered ─► features
 *   decide.c    features ─► probability ─► links, kinds
 *   evidence.c  what met and what did not, for the report
 *   passages.c  the run, from statements to links and verdicts
 */
#ifndef COTEJO_PASSAGES_H
#define COTEJO_PASSAGES_H

#include <cotejo/link.h>

#include <cotejo-internal/arena.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/vector.h>

enum {
    PASSAGE_MAX_ATOMS  = 256,   /* a longer sentence becomes several passages */
    PASSAGE_MAX_FACETS = 24,    /* further ones are only part of the whole */
    PASSAGE_CANDIDATES = 24     /* kept for each passage of either side */
};

/* ---- tables ---------------------------------------------------------------------------------------- */

/* Words of one language that the structure of a sentence hangs on: lexicon/data/<language>/linking.tsv. */
typedef struct wording {
    ct_intern conjunctions;   /* "y", "and": part the items of a list */
    ct_intern openers;        /* "como", "including": open a list */
    ct_intern events;         /* lemmas: "foro", "summit": what a named event or mechanism is */
    ct_intern frames;         /* lemmas: "parte", "field": frame a sentence and are no object of it */
    CT_VECTOR(const char *) endings;   /* derivational, longest first; strings live in `arena` */
    ct_arena  arena;
} wording;

ct_status wording_read(wording *out, const char *data, ct_language language, ct_error *err);
void      wording_release(wording *w);
/** Names of the subject fields that tell nothing: lexicon/data/es-en/linking.tsv. */
ct_status wording_broad_fields(ct_intern *out, const char *data, ct_error *err);

/** What is left of `word` without its derivational endings, at least four bytes; its length. */
size_t    wording_stem(const wording *w, const char *word, size_t len);

typedef enum feature {
    FEATURE_FACET,      /* how well the best pair of facets covers each other */
    FEATURE_BOTH,       /* geometric mean of the shares of both passages that met */
    FEATURE_SECTION,    /* how much the headings above them share */
    FEATURE_CLAUSE,     /* the facets' score as a share of the best that either reaches anywhere */
    FEATURE_MASS,       /* how much telling weight met in all */
    FEATURE_ACTION,     /* do the main verbs meet? */
    FEATURE_OBJECT,     /* how well the objects of main verbs are met */
    FEATURE_NAME,       /* how much of a named event of one has met in the other */
    FEATURE_NAMELESS,   /* how much of a named event of one has not */
    FEATURE_FIELD,      /* how much their subject fields agree */
    FEATURE_ROLES,      /* are both commitments, principles …? */
    FEATURE_ANSWERS,    /* are both promised or held, or both told? */
    FEATURES
} feature;
extern const char *const feature_names[FEATURES];
#define WITHOUT_COGNATES (UINT32_C(1) << 31)   /* of ct_passage_options.without, beside the bits of the features */

typedef struct model {
    double bias, weights[FEATURES];
    double rivals, odds, few, many;   /* second look: bias, own log-odds, lead over rivals on either side */
    double threshold;     /* least probability of a counterpart or partial link */
    double further;       /* … of statements that have one both */
    double related;       /* … and of a related one */
} model;

ct_status model_read(model *out, const char *path, ct_error *err);
/** Log-odds of a candidate by itself. */
double    model_odds(const model *m, const float *features, uint32_t without);
/** Probability, with the leads over the rivals in the document of fewer statements and in the other. */
double    model_probability(const model *m, double odds, double few, double many);

/* ---- keys ------------------------------------------------------------------------------------------ */

/* Two words may mean the same when they share a key; how surely, the lesser strength says. */
typedef struct key_ref { uint32_t key; float strength; } key_ref;

enum { TYPE_PARTY = 1, TYPE_EVENT = 2, TYPE_CONJUNCTION = 4, TYPE_OPENER = 8, TYPE_CONTENT = 16, TYPE_FRAME = 32 };

typedef struct type_keys {
    uint32_t first, n;       /* in keyring.refs */
    uint8_t  flags;          /* TYPE_* */
} type_keys;

/* The keys of both sides; lemmas of the lexicon come first, then what had to be numbered here. */
typedef struct keyring {
    const ct_lexicon *lexicon;
    wording    words[CT_LANGUAGES];
    uint32_t   first_lemma[CT_LANGUAGES];
    uint32_t   n_lemmas;
    ct_intern  broad_fields;                /* subject fields that tell nothing of what a text is about */
    ct_intern  fields;                      /* the other fields, numbered */
    bool       without_cognates;            /* words that merely begin alike do not meet (measuring) */
    ct_intern  strings;                     /* stems, beginnings of words, figures, unknown words */
    ct_intern  parties[CT_LANGUAGES];       /* words that only name a party or the region */
    CT_VECTOR(key_ref) refs;
} keyring;

ct_status keyring_init(keyring *ring, const ct_lexicon *lexicon, const ct_profile *profile, const char *data,
                       ct_error *err);
void      keyring_release(keyring *ring);

/** Keys of every type of a document. @param out [number of types] */
ct_status keyring_types(keyring *ring, type_keys *out, const ct_vocabulary *vocabulary, ct_error *err);
/** Is the key a lemma of this language? */
bool      keyring_is_lemma(const keyring *ring, uint32_t key, ct_language language);

/* ---- passages -------------------------------------------------------------------------------------- */

typedef struct atom {
    uint32_t token, type;
    float    weight;
    bool     action;      /* of its unit's main verb */
    bool     capital;     /* written with one */
} atom;

/* Share of a subject field in what a passage and the text around it are about: the vector has length 1. */
typedef struct field_share { uint32_t field; float share; } field_share;

/* A key of one of a passage's atoms; a passage's refs are sorted by key, then atom. */
typedef struct passage_ref { uint32_t key; float strength; uint16_t atom; } passage_ref;

/* A concept that a passage speaks of, itself or through a narrower one; sorted by concept. */
typedef struct concept_ref {
    uint32_t concept;
    float    strength;
    uint16_t first, end;   /* atoms */
    uint32_t mention;
    bool     own;          /* the mention's concept itself */
} concept_ref;

typedef struct facet {
    uint32_t unit;            /* CT_NONE: the whole passage */
    uint32_t first_share;     /* in side.shares: halves of each atom of the passage that belong to the facet: 0, 1, 2 */
    float    weight;
    bool     event, named;    /* speaks of an event; of one with a name */
} facet;

typedef struct passage {
    uint32_t first_unit, end_unit;
    uint32_t first_atom, n_atoms;
    uint32_t first_ref, n_refs;
    uint32_t first_concept, n_concepts;
    uint32_t first_facet, n_facets;   /* the first is the whole passage */
    uint32_t first_field, n_fields;   /* sorted by field */
    uint32_t section;
    ct_role  role;                    /* the first that is not narrative, if any */
} passage;

typedef struct side {
    const ct_statements *statements;
    const ct_vocabulary *vocabulary;
    const ct_segments   *segments;
    const ct_token      *tokens;
    const ct_type       *types;
    const ct_unit       *units;
    size_t               n_tokens, n_types, n_units;
    ct_language          language;
    const wording       *words;
    type_keys           *keys;             /* [n_types] */
    uint32_t            *passage_of;       /* [n_units]; CT_NONE for residue */
    uint32_t            *heading_of;       /* [n_sections] passage of the heading above; CT_NONE */
    CT_VECTOR(passage)     passages;
    CT_VECTOR(atom)        atoms;
    CT_VECTOR(passage_ref) refs;
    CT_VECTOR(concept_ref) concepts;
    CT_VECTOR(facet)       facets;
    CT_VECTOR(field_share) fields;
    CT_VECTOR(uint8_t)     shares;
    ct_arena             arena;
} side;

ct_status side_init(side *out, const ct_statements *statements, keyring *ring, ct_error *err);
void      side_release(side *s);

/** Find what every passage is about. @return false when out of memory */
bool      side_find_fields(side *s, keyring *ring);
/** Cosine of the subject fields of two passages. */
float     passages_share_fields(const side *source, const passage *p, const side *target, const passage *q);
/** Cut every passage into facets. */
ct_status side_cut_facets(side *s, ct_error *err);

/* ---- candidates ------------------------------------------------------------------------------------ */

typedef struct candidate {
    uint32_t passage[CT_SIDES];
    uint32_t facet[CT_SIDES];      /* the best pair, in side.facets */
    float    facet_score;
    float    covered[CT_SIDES];    /* share of the best facets that met */
    float    features[FEATURES];
    float    score;
} candidate;

typedef struct candidates { CT_VECTOR(candidate) all; } candidates;   /* by source passage, then target */

/** Pairs of passages worth a look: headings with headings, statements with statements. */
ct_status candidates_find(candidates *out, const side *source, const side *target, const keyring *ring, ct_error *err);

/* ---- meeting --------------------------------------------------------------------------------------- */

typedef struct touch { uint16_t atom[CT_SIDES]; float strength; } touch;
typedef struct concept_touch {
    uint16_t first[CT_SIDES], end[CT_SIDES];   /* atoms */
    uint32_t concept, mention[CT_SIDES];
    float    strength;
} concept_touch;

/* Two passages held against each other; the buffers are used again for the next pair. */
typedef struct meeting {
    const side    *sides[CT_SIDES];
    const passage *passages[CT_SIDES];
    CT_VECTOR(touch)         touches;
    CT_VECTOR(concept_touch) concepts;
    float   *grid;                                       /* [PASSAGE_MAX_ATOMS * PASSAGE_MAX_ATOMS] */
    float    met[CT_SIDES][PASSAGE_MAX_ATOMS];           /* of the facets compared last: weight that met */
    float   *best[CT_SIDES];                             /* [facets of the side] best score with any facet so far */
} meeting;

bool  meeting_init(meeting *m, const side *source, const side *target);
void  meeting_release(meeting *m);
/** Find the atoms and concepts that meet. @return false when out of memory */
bool  meeting_open(meeting *m, uint32_t source_passage, uint32_t target_passage);
/** Compare two facets: `met` is filled, the shares of each facet's weight are returned in `covered`.
 *  @return the score, 0 to 1 */
float meeting_facets(meeting *m, const facet *source, const facet *target, float *covered);
/** Fill facets, scores and the features that need no other candidate. */
void  meeting_judge(meeting *m, candidate *c);

/** The side with fewer statements: what it says is more likely to be answered. */
ct_side   fewer_statements(const side *source, const side *target);
/** Compare the sections' headings and all candidates with their rivals, then score them. */
ct_status candidates_judge(candidates *all, const side *source, const side *target, const model *m,
                           uint32_t without, ct_error *err);

/* ---- the run --------------------------------------------------------------------------------------- */

/* All that an alignment holds while it is made. { 0 } is ready. */
typedef struct alignment {
    model      model;
    keyring    ring;
    side       sides[CT_SIDES];
    candidates found;
} alignment;

/** Gather, find and judge; release it in any case. */
ct_status alignment_init(alignment *a, const ct_statements *source, const ct_statements *target,
                         const ct_passage_options *options, ct_error *err);
void      alignment_release(alignment *a);

/** Append what speaks for a link, weightiest first, to the evidence of `out`. @return false when out of memory */
bool evidence_add(ct_links *out, meeting *m, const candidate *c);

#endif
