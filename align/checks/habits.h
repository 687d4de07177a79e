/* What the file at hand itself shows: words that keep rendering each other in it. */
#ifndef CT_CHECKS_HABITS_H
#define CT_CHECKS_HABITS_H

#include "couples.h"

typedef struct ct_habits ct_habits;

/** Count which words without partner meet in the couples of ground->couples. @return NULL when out of memory */
ct_habits *ct_habits_of(const ct_ground *ground);
bool ct_habitual(const ct_habits *habits, const ct_ground *ground, uint32_t source_type, uint32_t target_type);
void ct_habits_free(ct_habits *habits);   /* NULL is allowed */

#endif
