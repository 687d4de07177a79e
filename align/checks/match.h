/* Patterns of the tables against the words of a document.
 *
 * Each word of a pattern is a literal with a number; each type of the document knows the literals it answers, so that
 * a text is looked through once whatever the number of patterns. */
#ifndef CT_CHECKS_MATCH_H
#define CT_CHECKS_MATCH_H

#include "ground.h"

/** A pattern found: atoms [first, end). */
typedef struct ct_hit { uint32_t pattern, first_atom, end_atom; } ct_hit;
typedef CT_VECTOR(ct_hit) ct_hits;

/** Find `patterns` in atoms [first, end) of a side; of several matches of one pattern that begin at one atom the
 *  longest is kept. Hits come in text order. A mark, quotation marks aside, ends every match.
 *  @return false when out of memory */
bool ct_match_patterns(const ct_ground *ground, ct_side side, const ct_pattern *patterns, size_t n_patterns,
                       uint32_t first, uint32_t end, ct_hits *out);

#endif
