/* The tables of cues and verbs of one language, compiled.
 *
 *   statements.tsv ─► patterns, found by their first word
 *   statement-verbs.tsv ─► verbs, found by their base form, with what they bind to and what they govern
 */
#ifndef COTEJO_STATEMENTS_CUES_H
#define COTEJO_STATEMENTS_CUES_H

#include <cotejo/statement.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/vector.h>

/* The classes of statements.tsv, by the names used there. */
#define CUE_CLASS_LIST(X)                                                                          \
    X(WILLING, "willing") X(WELCOME, "welcome") X(EXPLORE, "explore") X(FIRM, "firm")              \
    X(PERMISSIVE, "permissive") X(AUXILIARY, "auxiliary") X(DUTY, "duty") X(PRINCIPLE, "principle") \
    X(NARRATIVE, "narrative") X(STATE, "state") X(BOILERPLATE, "boilerplate")                      \
    X(BOILERPLATE_HEADING, "boilerplate-heading") X(JOINER, "joiner") X(PURPOSE, "purpose")        \
    X(PURPOSE_WEAK, "purpose-weak") X(RELATIVE, "relative") X(PREPOSITION, "preposition")          \
    X(ADVERB, "adverb") X(NOT_ADVERB, "not-adverb") X(LEAD, "lead") X(BOTH, "both") X(WE, "we")    \
    X(SAME, "same") X(DEMONSTRATIVE, "demonstrative") X(MUTUAL, "mutual")                          \
    X(BENEFICIARY, "beneficiary") X(ARTICLE, "article") X(RECIPIENT, "recipient")                  \
    X(GENITIVE, "genitive") X(AGENT, "agent") X(BE, "be") X(PARTICIPLE, "participle")    \
    X(REFLEXIVE, "reflexive") X(INFINITIVE_MARK, "infinitive-mark")        \
    X(DATIVE, "dative") X(PARTNER, "partner") X(PARTICLE, "particle")

typedef enum cue_class {
#define X(name, text) CUE_##name,
    CUE_CLASS_LIST(X)
#undef X
    CUE_PARTY,        /* a name of a party of the profile */
    CUE_PARTY_OF,     /* an adjective that means the party's own: "chinese" */
    CUE_CLASSES
} cue_class;

#define CUE_BIT(class) (UINT64_C(1) << (class))

/* Word endings, by the names used in statements.tsv. */
#define ENDING_LIST(X)                                                                             \
    X(ADVERB, "adverb-ending") X(GERUND, "gerund-ending") X(FUTURE, "future-ending")               \
    X(PAST, "past-ending") X(CLITIC, "clitic-ending") X(PARTICIPLE, "participle-ending")    \
    X(PRESENT, "present-ending")

typedef enum ending_class {
#define X(name, text) ENDING_##name,
    ENDING_LIST(X)
#undef X
    ENDING_CLASSES
} ending_class;

/* The classes of statement-verbs.tsv. */
#define VERB_CLASS_LIST(X)                                                                         \
    X(ACT, "act") X(EXPLORE, "explore") X(ASPECT, "aspect") X(LIGHT, "light")                      \
    X(SUPPORT, "support") X(GIVE, "give") X(STANCE, "stance") X(STATE, "state") X(WILLING, "willing")

typedef enum verb_class {
#define X(name, text) VERB_##name,
    VERB_CLASS_LIST(X)
#undef X
    VERB_CLASSES
} verb_class;

typedef enum verb_doubt { VERB_SURE, VERB_OR_NOUN, VERB_OR_ADJECTIVE } verb_doubt;

typedef enum atom_kind { ATOM_WORDS, ATOM_GAP, ATOM_BASE, ATOM_GERUND, ATOM_PAST } atom_kind;

typedef struct cue_atom {
    uint32_t  first, n;       /* ATOM_WORDS: in cue_table.alternatives */
    atom_kind kind;
    bool      optional;
} cue_atom;

typedef struct cue_pattern {
    uint32_t  first_atom, n_atoms;
    cue_class class;
    uint32_t  party;          /* CUE_PARTY, CUE_PARTY_OF */
    bool      bound;          /* counts only directly behind a subject that is known */
} cue_pattern;

/* A pattern that may begin with a word. */
typedef struct cue_start { uint32_t word, pattern; } cue_start;

typedef struct cue_verb {
    verb_class class;
    verb_doubt doubt;
    uint32_t   first_link, n_links;   /* in cue_table.alternatives: words behind which the governed verb stands */
} cue_verb;

typedef struct cue_ending {
    ending_class class;
    const char  *text, *base;         /* "ando", "ar": what to put in its place; "" if nothing */
} cue_ending;

#define NO_VERB UINT32_MAX

typedef struct cue_table {
    ct_intern words;
    CT_VECTOR(uint32_t)    alternatives;
    CT_VECTOR(cue_atom)    atoms;
    CT_VECTOR(cue_pattern) patterns;
    CT_VECTOR(cue_start)   starts;         /* sorted by word once finished */
    CT_VECTOR(cue_verb)    verbs;
    CT_VECTOR(uint32_t)    verb_words;     /* [n] word of each verb or irregular future … */
    CT_VECTOR(uint32_t)    verb_indices;   /* … the verb it is a form of … */
    CT_VECTOR(bool)        verb_futures;   /* … and whether it is a future */
    CT_VECTOR(cue_ending)  endings;
    uint32_t *first_start;                 /* [words.n + 1] in starts */
    uint32_t *verb_of;                     /* [words.n] entry of verb_words or NO_VERB */
    uint64_t *single;                      /* [words.n] classes of which the word alone is a pattern */
} cue_table;

/** Read DATA/LANGUAGE/statements.tsv and statement-verbs.tsv into an empty table.
 *  @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT (file, line, reason) */
ct_status ct_cue_table_read(cue_table *table, const char *data, ct_language language, ct_error *err);
/** Add a pattern of words, such as a party's name; `text` is lower case. */
ct_status ct_cue_table_add(cue_table *table, cue_class class, uint32_t party, const char *text, size_t len,
                        const char *where, ct_error *err);
/** Build the indices; nothing may be added afterwards. */
ct_status ct_cue_table_finish(cue_table *table, ct_error *err);
void      ct_cue_table_release(cue_table *table);

#endif
