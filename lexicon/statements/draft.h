/* Units while they are being decided. */
#ifndef COTEJO_STATEMENTS_DRAFT_H
#define COTEJO_STATEMENTS_DRAFT_H

#include "clauses.h"

/** A clause on its way to become a unit. */
typedef struct draft {
    clause      clause;
    uint32_t    sentence, block, section;
    ct_role     role;
    bool        unsure;          /* its section decides between principle (or commitment) and narrative */
    ct_strength strength;
    uint32_t    actor;
    bool        inherited;
} draft;

typedef CT_VECTOR(draft) draft_list;

/** A document being read into statements. */
typedef struct reading {
    const ct_profile  *profile;
    const ct_document *document;
    const ct_block    *blocks;
    const ct_section  *sections;
    const ct_sentence *sentences;
    size_t             n_blocks, n_sections, n_sentences, n_tokens;
    page               page;
    draft_list         drafts;
} reading;

/* ---- roles.c -------------------------------------------------------------------------------------- */

/** What each draft is, as far as its own words say it, then by its section. False when out of memory. */
bool ct_roles_decide(reading *r);

/* ---- actors.c ------------------------------------------------------------------------------------- */

/** Who is bound by each draft. False when out of memory. */
bool ct_actors_decide(reading *r);

static inline bool names_a_party(const subject *s)
{
    return s->kind == SUBJECT_PARTY || s->kind == SUBJECT_BOTH || s->kind == SUBJECT_WE;
}

#endif
