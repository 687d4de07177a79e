/* Where a text names the region, and how much of it. */
#ifndef CT_CHECKS_REGIONS_H
#define CT_CHECKS_REGIONS_H

#include "ground.h"

/** Fill ground->sides[side].regions; false when out of memory.
 *
 *  The profile gives the names of the whole region. Of a name of two parts ("A and B") the first alone is a part of the
 *  region; so are names the profile calls incomplete, and what the lexicon files under them ("Latin American"). The
 *  acronyms and full names of a party that goes by the region's name stand for it as a body. */
bool ct_find_regions(ct_ground *ground, ct_side side);

/** Has the text a whole name of the region more often than a part of it? `*whole` gets how often. */
bool ct_region_mostly_whole(const ct_ground_side *side, size_t *whole, size_t *part);

#endif
