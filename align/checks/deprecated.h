/* Which wrong renderings term-deprecated speaks of, so that other rules need not repeat it. */
#ifndef CT_CHECKS_DEPRECATED_H
#define CT_CHECKS_DEPRECATED_H

#include "ground.h"

/** Is mention `mention` of a side a wrong rendering that term-deprecated flags? */
bool ct_is_deprecated(const ct_ground *ground, ct_side side, uint32_t mention);

#endif
