/* Sentences of a translation that the other text lacks: what the rules for omission and addition share. */
#ifndef CT_CHECKS_LONE_H
#define CT_CHECKS_LONE_H

#include "ground.h"

/** What a rule says of the units `run` of `side`, `n` sentences in a row: severity, message and question. */
typedef void ct_say_lone(ct_draft *draft, ct_side side, ct_range run, size_t n);

/** A finding for each run of unmatched units of a side. */
ct_status ct_each_lone(const ct_pair *pair, ct_side side, const ct_check *check, ct_say_lone *say, ct_findings *out,
                       ct_error *err);

/** The nearest linked unit before (`step` -1) or behind (1) a unit of `side`, and in `*other` what renders it; links of moved
 *  passages do not count. CT_NONE if there is none near. */
uint32_t ct_linked_neighbour(const ct_ground *ground, ct_side side, uint32_t unit, int step, uint32_t *other);

#endif
