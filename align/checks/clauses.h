/* Sentences of which one clause is answered and another is not. */
#ifndef CT_CHECKS_CLAUSES_H
#define CT_CHECKS_CLAUSES_H

#include "ground.h"

/** Is the unit an unlinked clause of a sentence of which another clause has a counterpart? `*sibling` gets the clause
 *  with the best link. Such a clause is an omission within a linked passage, no passage without counterpart. */
bool ct_clause_left_out(const ct_ground *ground, ct_side side, uint32_t unit, uint32_t *sibling);

#endif
