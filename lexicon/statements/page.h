/* A document as the rules of statements see it: each type's verb readings and word classes looked up once, each token
 * known to stand in running text or aside (in brackets, in quotation marks). */
#ifndef COTEJO_STATEMENTS_PAGE_H
#define COTEJO_STATEMENTS_PAGE_H

#include "profile.h"

enum {   /* word_facts.forms */
    FORM_BASE = 1,         /* infinitive; in English also the imperative */
    FORM_FUTURE = 2,
    FORM_GERUND = 4,
    FORM_PAST = 8,
    FORM_PARTICIPLE = 16,
    FORM_PRESENT = 32      /* of the third person */
};

typedef enum mark_kind {
    MARK_NONE, MARK_COMMA,
    MARK_STRONG,           /* ; : and dashes */
    MARK_OPEN, MARK_CLOSE, MARK_QUESTION, MARK_OTHER
} mark_kind;

/** What is known of one type. */
typedef struct word_facts {
    uint32_t word;      /* in the cue table, or CT_NO_STRING */
    uint32_t verb;      /* in the cue table's verbs, or NO_VERB: an unknown verb, or none */
    uint64_t single;    /* classes of which the word alone is a pattern */
    uint16_t grammar;   /* as the vocabulary knows it */
    uint8_t  forms;
    uint8_t  mark;
} word_facts;

typedef struct page {
    const cue_table  *table;
    const ct_token   *tokens;
    const word_facts *facts;      /* [number of types] */
    const uint8_t    *aside;      /* [number of tokens] */
    ct_language       language;
} page;

/** Where a verb is looked for. */
typedef enum verb_place {
    PLACE_GOVERNED,     /* behind "to", "will": nothing else can stand there */
    PLACE_AIM,          /* behind "to" within a sentence, which may join a noun: "access to finance" */
    PLACE_OPENING,      /* where a sentence begins */
    PLACE_LIST          /* behind a comma or "and" */
} verb_place;

/** A cue found. */
typedef struct hit {
    cue_class class;
    uint32_t  first, end;     /* tokens; what a pattern only looks ahead to is not included */
    uint32_t  party;
    bool      bound;
} hit;

static inline const word_facts *facts_at(const page *p, uint32_t token)
{
    return &p->facts[p->tokens[token].type];
}

static inline bool is_single(const page *p, uint32_t token, cue_class class)
{
    return (facts_at(p, token)->single & CUE_BIT(class)) != 0;
}

static inline bool is_mark(const page *p, uint32_t token, mark_kind mark)
{
    return facts_at(p, token)->mark == mark;
}

/** Look up the types of a vocabulary. @param facts [number of types] */
void ct_page_look_up(word_facts *facts, const ct_vocabulary *vocabulary, const cue_table *table);
/** Find out what stands aside. @param aside [number of tokens] */
void ct_page_set_aside(uint8_t *aside, const ct_segments *segments, const word_facts *facts);

/** The longest cue of the given classes that begins at token `at` and ends before `end`. */
bool ct_page_match(const page *p, uint32_t at, uint32_t end, uint64_t classes, hit *out);
/** The first token from `at` that is no adverb (a few at most). */
uint32_t ct_page_skip_adverbs(const page *p, uint32_t at, uint32_t end);
/** Words, without marks, from `first` to before `end`; counts no further than `enough`. */
uint32_t ct_page_count_words(const page *p, uint32_t first, uint32_t end, uint32_t enough);

/** What a verb is like; NULL for one that the table does not know. */
const cue_verb *ct_page_verb(const page *p, uint32_t token);
verb_class ct_page_verb_class(const page *p, uint32_t token);
/** A base form or gerund at `at`, behind adverbs; `*verb` gets its token. The less sure a verb is at that place, the
 *  more a form that may be a noun or adjective must have behind it what a verb would have. */
bool ct_page_verb_form(const page *p, uint32_t at, uint32_t end, unsigned forms, verb_place place, uint32_t *verb);

#endif
