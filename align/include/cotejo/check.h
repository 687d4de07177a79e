/* Rules: each looks at one aligned pair of documents and may add findings. One file per rule, one line in the list. */
#ifndef COTEJO_CHECK_H
#define COTEJO_CHECK_H

#include <cotejo/finding.h>
#include <cotejo/messages.h>

/** The pair under audit, read-only to the checks. */
typedef struct ct_pair {
    const ct_statements *sides[CT_SIDES];
    const ct_links      *links;
    const ct_lexicon    *lexicon;
    const ct_profile    *profile;
    bool                 machine_translated[CT_SIDES];
    bool                 aligned;     /* a translation, segment by segment: block i is rendered by block i */
    bool                 rendered;    /* a translation that cotejo aligned: each link ties what renders each other */
    const char          *names[CT_SIDES];   /* ids of the documents within their set; NULL: a pair by itself */
    const ct_messages   *messages;    /* the language findings are written in; NULL: English */
    const struct ct_ground *ground;   /* what the rules share; set while they run, NULL otherwise */
} ct_pair;

/** Where a check puts what it found. */
typedef struct ct_findings ct_findings;

enum ct_needs {   /* what a check cannot do without; a pair that lacks it gets a `not_run` entry for the rule */
    CT_NEEDS_LINKS    = 1,
    CT_NEEDS_GENERAL  = 2,    /* a general dictionary */
    CT_NEEDS_SPELLING = 4     /* Hunspell dictionaries */
};

/** Which pairs a rule is for. */
typedef enum ct_scope {
    CT_SCOPE_ALL,
    CT_SCOPE_DOCUMENTS,    /* two documents that cotejo aligned itself */
    CT_SCOPE_COMPARABLE,   /* … of which neither translates the other */
    CT_SCOPE_TRANSLATION,  /* … of which one translates the other */
    CT_SCOPE_ALIGNED       /* passages that render each other, sentence by sentence or as somebody paired them */
} ct_scope;

typedef struct ct_check {
    const char *id;            /* kebab-case; printed in reports, never renamed */
    ct_class    class;
    ct_severity severity;      /* default */
    unsigned    needs;         /* CT_NEEDS_* */
    ct_scope    scope;         /* of other pairs the rule says nothing */
    const char *summary;       /* one line for `cotejo rules` */
    const char *why;           /* a paragraph: what harm it prevents */
    const char *example;       /* what it flags, and what it asks */
    const char *false_alarms;  /* known ones */
    ct_status (*run)(const ct_pair *pair, ct_findings *out, ct_error *err);
} ct_check;

/** All rules, in the order of their ids. */
const ct_check *const *ct_checks(size_t *n);
const ct_check *ct_check_find(const char *id);   /* NULL if there is none */

typedef enum ct_check_text { CT_CHECK_SUMMARY, CT_CHECK_WHY, CT_CHECK_EXAMPLE, CT_CHECK_FALSE_ALARMS } ct_check_text;
/** What a rule says of itself, in the language of the messages; English where they have nothing. */
const char *ct_check_said(const ct_check *check, ct_check_text what, const ct_messages *messages);

/** Add a finding; strings are copied and are whole sentences in the language of `pair->messages`.
 *  The id is computed here. @return CT_OK or CT_NOMEM */
ct_status ct_findings_add(ct_findings *out, const ct_check *check, ct_severity severity, float confidence,
                          const ct_finding_place *places, size_t n_places, uint32_t link,
                          const char *message, const char *question,
                          const char *const *evidence, size_t n_evidence, ct_error *err);

#endif
