/* Sentences cut into clauses, each with its head: the cue and verb that say what kind of statement it is.
 *
 *   "China está dispuesta a trabajar con ALC para implementar la IGG, salvaguardar el sistema … y profundizar …"
 *    subject └─ cue ──────┘ └─ light verb ────┘    └ action                 └ action              └ action
 *    └─ head, shared by the second clause and the third ──┘
 */
#ifndef COTEJO_STATEMENTS_CLAUSES_H
#define COTEJO_STATEMENTS_CLAUSES_H

#include "page.h"

/* Who a clause's subject is, as written. */
typedef enum subject_kind {
    SUBJECT_NONE,            /* a bare infinitive, an imperative, a verb without subject */
    SUBJECT_PARTY,
    SUBJECT_BOTH,
    SUBJECT_WE,
    SUBJECT_SAME,            /* "it", "they" */
    SUBJECT_DEMONSTRATIVE,   /* "this will …": what was said before, not a party */
    SUBJECT_OTHER
} subject_kind;

typedef struct subject {
    subject_kind kind;
    uint32_t     party;         /* SUBJECT_PARTY */
    uint32_t     first, end;    /* tokens */
} subject;

/* How a clause says what it says. */
typedef enum clause_form {
    CLAUSE_VERBLESS,         /* no head was found */
    CLAUSE_BARE,             /* infinitive or imperative, or a gerund as the head of an item */
    CLAUSE_FINITE            /* a cue of statements.tsv or a future */
} clause_form;

typedef struct clause {
    uint32_t    first, end;                  /* tokens */
    uint32_t    head_first, head_end;        /* tokens of the shared head, if it stands in another clause */
    uint32_t    cue_first, cue_end;
    uint32_t    action_first, action_end;
    clause_form form;
    cue_class   cue;           /* CUE_FIRM, CUE_WILLING, CUE_EXPLORE, CUE_PRINCIPLE, CUE_NARRATIVE, CUE_STATE,
                                  CUE_PERMISSIVE, CUE_WELCOME, CUE_BOILERPLATE; of a future: CUE_FIRM */
    ct_strength strength;      /* of its chain of verbs, were it a commitment */
    verb_class  verb;          /* of the action */
    subject     subject;
    bool        future;        /* a plain future: who its subject is decides whether it promises or tells */
    bool        passive;       /* its subject is not who acts */
} clause;

typedef CT_VECTOR(clause) clause_list;

/* A chain of verbs: "continue to work with … to explore": how strong it is, and its last verb. */
typedef struct chain {
    ct_strength strength;
    uint32_t    action_first, action_end;
    verb_class  verb;
    uint32_t    base, gerund;  /* tokens of the verbs that an infinitive or a gerund behind them is on a level with */
    unsigned    forms;         /* FORM_BASE, FORM_GERUND: which of these there are */
    bool        passive;
    bool        found;
} chain;

/* ---- heads.c -------------------------------------------------------------------------------------- */

/** Read the chain of verbs at `at`, whose first verb has one of `forms`. */
chain ct_chain_read(const page *p, uint32_t at, uint32_t end, unsigned forms, verb_place place, ct_strength strength);
/** The first cue or future between `from` and `end` that can be the main verb. */
bool ct_finite_find(const page *p, uint32_t from, uint32_t end, hit *out);
/** A cue or future right at `at` (behind adverbs), as where a clause of a list begins. `known`: its subject is. */
bool ct_finite_at(const page *p, uint32_t at, uint32_t end, bool known, hit *out);
/** The subject of a finite verb at `verb`, looked for from `from`. */
subject ct_subject_read(const page *p, uint32_t from, uint32_t verb);
/** A subject that is a party, both or "we", right at `at`; `*end` gets the token behind it. */
bool ct_subject_at(const page *p, uint32_t at, uint32_t end, subject *out);
/** Fill the head of a finite clause from the cue or future that was found. */
void ct_finite_take(const page *p, clause *c, const hit *found, uint32_t end, chain *verbs);
/** The lesser of two strengths. */
ct_strength ct_strength_weaker(ct_strength a, ct_strength b);

/* ---- clauses.c ------------------------------------------------------------------------------------ */

/** Cut the tokens of one sentence into clauses and append them. False when out of memory. */
bool ct_sentence_cut(const page *p, uint32_t first, uint32_t end, clause_list *out);

#endif
