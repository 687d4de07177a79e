/* What words mean: concepts, terms, word pairs, lemmas, from layered sources.
 *
 *   as written ─► lower case ─► lemmas (Apertium's form table, else Hunspell's stems, never prefix-stripped)
 *   lemma ─► renderings in the other language, each with its layer
 *   sequence of words ─► concept mentions (longest match, inflected, short insertions allowed)
 */
#ifndef COTEJO_LEXICON_H
#define COTEJO_LEXICON_H

#include <cotejo/segment.h>

/** Where a piece of knowledge comes from, strongest first. */
typedef enum ct_layer {
    CT_LAYER_TERMBASE,   /* the user's TBX */
    CT_LAYER_DOMAIN,     /* lexicon/data/es-en */
    CT_LAYER_GENERAL,    /* Apertium, or any dictionary given as TSV */
    CT_LAYER_LEARNED,
    CT_LAYER_COGNATE,
    CT_LAYERS,           /* also: nobody knows it */
} ct_layer;
const char *ct_layer_name(ct_layer layer);

typedef enum ct_term_status {
    CT_TERM_PREFERRED, CT_TERM_ADMITTED, CT_TERM_SHORT, CT_TERM_LOOSE, CT_TERM_DEPRECATED, CT_TERM_SUPERSEDED
} ct_term_status;

typedef enum ct_concept_kind {
    CT_CONCEPT_TERM, CT_CONCEPT_BODY, CT_CONCEPT_FORUM, CT_CONCEPT_INITIATIVE, CT_CONCEPT_FUND, CT_CONCEPT_TREATY,
    CT_CONCEPT_PLAN, CT_CONCEPT_PLACE, CT_CONCEPT_PERSON, CT_CONCEPT_FORMULA, CT_CONCEPT_ACTION, CT_CONCEPT_KINDS
} ct_concept_kind;
const char *ct_concept_kind_name(ct_concept_kind kind);   /* "term", "body" … as in the tables */
const char *ct_term_status_name(ct_term_status status);   /* "preferred" … */

typedef struct ct_term {
    const char    *text;
    uint32_t       concept;
    ct_language    language;
    ct_term_status status;
    ct_layer       layer;
} ct_term;

typedef struct ct_concept {
    const char      *id;        /* kebab-case, unique */
    const char      *field;     /* subject field */
    const char      *note;      /* NULL if none */
    ct_concept_kind  kind;
    ct_layer         layer;
    uint32_t first_term, n_terms;        /* in ct_lexicon_terms(), Spanish before English, preferred first */
    uint32_t first_broader, n_broader;   /* in ct_lexicon_broader(): indices of concepts */
} ct_concept;

/** One rendering of a lemma: a lemma of the other language. */
typedef struct ct_rendering {
    uint32_t lemma;
    ct_layer layer;
    uint8_t  rank;      /* 0: the source's first rendering */
} ct_rendering;

typedef struct ct_lexicon ct_lexicon;

typedef enum ct_resource { CT_RESOURCE_GENERAL, CT_RESOURCE_SPELLING, CT_RESOURCE_OTHER } ct_resource;

/** What could not be had when the lexicon was made: said, never silent. */
typedef struct ct_shortfall {
    ct_resource resource;
    const char *what;      /* "general dictionary", "English spelling dictionary" */
    const char *reason;    /* what was looked for, and where */
    const char *remedy;    /* "apt-get install apertium-eng-spa lttoolbox-dev" */
} ct_shortfall;

typedef struct ct_lexicon_options {
    const char        *data;          /* folder of the language tables; NULL: ct_data_folder() */
    const char        *cache;         /* folder of the compiled lexicon; NULL: $XDG_CACHE_HOME/cotejo or ~/.cache/cotejo */
    const char *const *termbases;     /* [n_termbases] TBX or TSV files of the user */
    size_t             n_termbases;
    const char *const *learned;       /* [n_learned] learned lexicons */
    size_t             n_learned;
    bool               rebuild;       /* compile even if the compiled lexicon is fresh */
    bool               without_general;   /* leave layer 3 out (measuring) */
    bool               without_domain;    /* leave layer 2 out (measuring) */
    void (*progress)(const char *what, unsigned percent, void *payload);   /* NULL: silent */
    void *payload;
} ct_lexicon_options;

/** Where the tables are: $COTEJO_DATA, beside the program, or where they were installed. Never NULL. */
const char *ct_data_folder(void);

/** Read the compiled lexicon, compiling it first when it is missing or older than its sources.
 *  A missing general dictionary is no failure: it becomes a shortfall.
 *  @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT (a table is broken: file, line, reason) */
ct_status ct_lexicon_open(ct_lexicon **out, const ct_lexicon_options *options, ct_error *err);
void ct_lexicon_free(ct_lexicon *lexicon);

const ct_shortfall *ct_lexicon_shortfalls(const ct_lexicon *lexicon, size_t *n);
const ct_concept   *ct_lexicon_concepts(const ct_lexicon *lexicon, size_t *n);
const ct_term      *ct_lexicon_terms(const ct_lexicon *lexicon, size_t *n);
const uint32_t     *ct_lexicon_broader(const ct_lexicon *lexicon, size_t *n);

/** The preferred term of a concept in a language; NULL if it has none. */
const ct_term *ct_lexicon_preferred(const ct_lexicon *lexicon, uint32_t concept, ct_language language);

/** Lemmas are numbered from 0 within each language. */
size_t      ct_lexicon_lemma_count(const ct_lexicon *lexicon, ct_language language);
const char *ct_lexicon_lemma(const ct_lexicon *lexicon, ct_language language, uint32_t lemma);
/** Renderings of a lemma, strongest layer first; NULL and 0 if nobody knows any. */
const ct_rendering *ct_lexicon_renderings(const ct_lexicon *lexicon, ct_language language,
                                          uint32_t lemma, size_t *n);

/* Part-of-speech bits of a lemma or of a form, as far as known. */
enum {
    CT_POS_NOUN = 1, CT_POS_VERB = 2, CT_POS_ADJECTIVE = 4, CT_POS_ADVERB = 8, CT_POS_NAME = 16,
    CT_POS_FUNCTION = 32,      /* articles, prepositions, pronouns, conjunctions, auxiliaries */
    CT_FORM_INFINITIVE = 64, CT_FORM_FINITE = 128, CT_FORM_FUTURE = 256, CT_FORM_GERUND = 512,
    CT_FORM_PARTICIPLE = 1024, CT_FORM_IMPERATIVE = 2048, CT_FORM_PLURAL = 4096, CT_FORM_CONDITIONAL = 8192
};

/** One reading of a written form. */
typedef struct ct_reading {
    uint32_t lemma;      /* in the language's lemmas */
    uint16_t grammar;    /* CT_POS_* and CT_FORM_* bits of this reading */
} ct_reading;

enum { CT_LOOKUP_READINGS = 16 };

/** The readings of a written form: as written, lower-cased, by form tables, by stems.
 *  @param readings gets at most CT_LOOKUP_READINGS
 *  @return how many there are; 0 if nobody knows the form */
size_t ct_lexicon_lookup(const ct_lexicon *lexicon, ct_language language, const char *form,
                         ct_reading readings[CT_LOOKUP_READINGS]);
/** Whether anybody, the spelling dictionary included, knows the form. */
bool   ct_lexicon_spells(const ct_lexicon *lexicon, ct_language language, const char *form);

/** How much a Spanish and an English word look like one word, 0 to 1: edit distance after regular correspondences
 *  (-ción/-tion, -dad/-ty, …). 0.75 and more are nearly always cognates. */
double ct_cognate(const ct_lexicon *lexicon, const char *spanish, const char *english);

/* ---- a document's words, looked up once per type -------------------------------------------------- */

/** What is known of one type of a document. A hyphenated word that nobody knows has the readings of its parts. */
typedef struct ct_word {
    uint32_t first_reading, n_readings;   /* in ct_vocabulary_readings() */
    uint16_t grammar;                     /* union of the readings' bits */
    bool     content;                     /* not a function word, number or mark */
    uint8_t  layer;                       /* strongest ct_layer that renders it; CT_LAYERS if none */
} ct_word;

/** A concept found in a document. Mentions stand in text order; of overlapping ones the longest is kept,
 *  except that a mention may stand wholly inside a longer one (`inside` is set). Mentions of phrases of general
 *  dictionaries (layer general) give way to terms. A hyphenated token may hold several: "China-CELAC". */
typedef struct ct_mention {
    uint32_t term;                       /* index of the term that matched; gives concept and status */
    uint32_t concept;
    uint32_t first_token, end_token;     /* half open, insertions included */
    bool     inside;
} ct_mention;

typedef enum ct_quantity_kind {
    CT_QUANTITY_COUNT, CT_QUANTITY_PERCENT, CT_QUANTITY_MONEY, CT_QUANTITY_YEAR, CT_QUANTITY_DATE,
    CT_QUANTITY_ORDINAL, CT_QUANTITY_MEASURE
} ct_quantity_kind;

/** A figure, whatever it was written with: "66 mil millones de yuanes" and "RMB 66 billion" are equal. */
typedef struct ct_quantity {
    ct_quantity_kind kind;
    double   value;                      /* in units; a date as yyyymmdd */
    char     unit[8];                    /* ISO 4217 code or unit symbol; empty if none */
    uint32_t first_token, end_token;
    bool     in_words;                   /* "three", "tercer" */
    bool     vague;                      /* "more than 200", "unos 30" */
} ct_quantity;

/** A document's words with what the lexicon knows of them. Borrows segments and lexicon. */
typedef struct ct_vocabulary ct_vocabulary;

ct_status ct_vocabulary_of(ct_vocabulary **out, const ct_segments *segments,
                           const ct_lexicon *lexicon, ct_error *err);
void ct_vocabulary_free(ct_vocabulary *vocabulary);

const ct_segments *ct_vocabulary_segments(const ct_vocabulary *vocabulary);
const ct_lexicon  *ct_vocabulary_lexicon(const ct_vocabulary *vocabulary);
const ct_word     *ct_vocabulary_words(const ct_vocabulary *vocabulary);        /* [number of types] */
const ct_reading  *ct_vocabulary_readings(const ct_vocabulary *vocabulary, size_t *n);
const ct_mention  *ct_vocabulary_mentions(const ct_vocabulary *vocabulary, size_t *n);
const ct_quantity *ct_vocabulary_quantities(const ct_vocabulary *vocabulary, size_t *n);

/** How much of a document's distinct content words is known. A word counts once, under the strongest layer that renders it
 *  (a hyphenated one under its least known part's); one that no layer renders is known all the same where it stands
 *  inside a concept, or if it is nothing but a name. Residue is left out. */
typedef struct ct_coverage {
    size_t    words;                /* distinct content words, letters' case aside */
    size_t    known[CT_LAYERS];     /* by ct_layer */
    uint32_t *unknown;              /* [n_unknown] types, most frequent first */
    size_t    n_unknown;
} ct_coverage;

ct_status ct_coverage_of(ct_coverage **out, const ct_vocabulary *vocabulary, ct_error *err);
void      ct_coverage_free(ct_coverage *coverage);   /* NULL is allowed */

/** What the segmenter and the outline of a language need to know, read from its tables.
 *  Borrowed from the lexicon. */
const ct_segment_options *ct_lexicon_segmenting(const ct_lexicon *lexicon, ct_language language);
const ct_outline_words   *ct_lexicon_outline(const ct_lexicon *lexicon, ct_language language);

#endif
