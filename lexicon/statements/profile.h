/* What a profile holds inside: parties and region, and with them the cue tables in which the parties' names stand. */
#ifndef COTEJO_STATEMENTS_PROFILE_H
#define COTEJO_STATEMENTS_PROFILE_H

#include <cotejo-internal/arena.h>

#include "cues.h"

struct ct_profile {
    ct_arena  arena;
    CT_VECTOR(ct_party)       parties;
    CT_VECTOR(ct_region_name) regions[CT_LANGUAGES];   /* complete names before incomplete ones */
    cue_table tables[CT_LANGUAGES];
    const char *path, *fail_on;
    double      max_per_1000;         /* < 0: nothing said */
    CT_VECTOR(ct_profile_rule)        rules;
    CT_VECTOR(const char *)           termbases;
};

#endif
