/* Units: headings and statements, with role, strength and actor. */
#ifndef COTEJO_STATEMENT_H
#define COTEJO_STATEMENT_H

#include <cotejo/lexicon.h>

typedef enum ct_role {
    CT_ROLE_HEADING, CT_ROLE_COMMITMENT, CT_ROLE_PRINCIPLE, CT_ROLE_NARRATIVE, CT_ROLE_BOILERPLATE, CT_ROLE_RESIDUE,
    CT_ROLES
} ct_role;

/** Of a commitment; CT_STRENGTH_NONE for all else. */
typedef enum ct_strength {
    CT_STRENGTH_NONE, CT_STRENGTH_EXPLORATORY, CT_STRENGTH_WILLING, CT_STRENGTH_FIRM, CT_STRENGTHS
} ct_strength;

const char *ct_role_name(ct_role role);               /* "commitment" … */
const char *ct_strength_name(ct_strength strength);   /* "firm" …; "-" for none */

/* ---- parties ---------------------------------------------------------------------------------- */

/** Who may be bound: read from a profile (YAML); the default profile has the parties of lexicon/data/profile.yaml. */
typedef struct ct_party {
    const char        *id;                       /* "china" */
    const char *const *names[CT_LANGUAGES];      /* [n_names] noun phrases that mean this party */
    size_t             n_names[CT_LANGUAGES];
} ct_party;

#define CT_ACTOR_NONE  0u    /* no statement of action */
#define CT_ACTOR_BOTH  1u
#define CT_ACTOR_OTHER 2u
#define CT_ACTOR_PARTY 3u    /* + index of the party */

typedef struct ct_profile ct_profile;

/** @param path NULL: the default profile in `data` */
ct_status ct_profile_read(ct_profile **out, const char *path, const char *data, ct_error *err);
void ct_profile_free(ct_profile *profile);
const ct_party *ct_profile_parties(const ct_profile *profile, size_t *n);
/** Names of the region as a whole in a language ("América Latina y el Caribe", "ALC"), fullest first: a text that uses
 *  one that leaves part of it out has renamed the region. Each carries whether it is complete. */
typedef struct ct_region_name { const char *text; bool complete; } ct_region_name;
const ct_region_name *ct_profile_regions(const ct_profile *profile, ct_language language, size_t *n);
/** What a profile says of a rule. Nothing here is looked at but the form of the file: rules belong to whoever runs them. */
typedef struct ct_profile_rule {
    const char        *rule;          /* id */
    const char        *say;           /* "off", "on", or the name of a severity; NULL: nothing */
    float              confidence;    /* findings that are less sure become neutral; < 0: nothing said */
    const char *const *documents;     /* [n_documents] ids, `*` for any characters; none: whatever the document */
    size_t             n_documents;
    const char *const *sections;      /* [n_sections] headings, in the same way */
    size_t             n_sections;
    uint32_t           line;
} ct_profile_rule;
/** In the order of the file. What is said of documents or sections is stronger than what is said of all, later things than
 *  earlier ones. */
const ct_profile_rule *ct_profile_rules(const ct_profile *profile, size_t *n);
const char *const     *ct_profile_termbases(const ct_profile *profile, size_t *n);   /* paths */
const char            *ct_profile_path(const ct_profile *profile);
const char            *ct_profile_fail_on(const ct_profile *profile);        /* a severity; NULL: nothing said */
double                 ct_profile_max_per_1000(const ct_profile *profile);   /* < 0: nothing said */
/** "china", "both", "other", "-". */
const char *ct_actor_name(const ct_profile *profile, uint32_t actor);

/* ---- units ------------------------------------------------------------------------------------ */

/** One heading, sentence, or clause of a long sentence. Units stand in text order and do not overlap;
 *  together with residue they cover every token of the document. */
typedef struct ct_unit {
    ct_span     span;
    uint32_t    block, sentence, section;
    uint32_t    first_token, end_token;    /* half open */
    uint32_t    first_head, end_head;      /* tokens of the head shared with the sentence's other clauses
                                              ("China está dispuesta a trabajar con ALC para"), which stand in an
                                              earlier unit; empty: none, or this unit holds the head itself */
    ct_role     role;
    ct_strength strength;
    uint32_t    actor;                     /* CT_ACTOR_* */
    bool        actor_inherited;           /* from its heading, paragraph or document */
    uint32_t    cue_first, cue_end;        /* tokens that decided strength or role; empty: none */
    uint32_t    action_first, action_end;  /* tokens of its main verb(s); empty: none */
} ct_unit;

/** The units of one document. Borrows vocabulary and profile. */
typedef struct ct_statements ct_statements;

ct_status ct_statements_of(ct_statements **out, const ct_vocabulary *vocabulary,
                           const ct_profile *profile, ct_error *err);
void ct_statements_free(ct_statements *statements);

const ct_vocabulary *ct_statements_vocabulary(const ct_statements *statements);
const ct_profile    *ct_statements_profile(const ct_statements *statements);
const ct_unit       *ct_statements_units(const ct_statements *statements, size_t *n);

#endif
