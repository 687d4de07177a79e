/* Names and acronyms of a couple that the other side does not have. */
#ifndef CT_CHECKS_NEAR_NAMES_H
#define CT_CHECKS_NEAR_NAMES_H

#include "couples.h"

/** How near two names are: 0 alike accents and case aside, 1 one slip apart (a letter changed, or two exchanged), 2
 *  further, or as transcriptions differ. */
int ct_names_apart(const char *a, const char *b);
/** The same letters in another order. */
bool ct_anagrams(const char *a, const char *b);

#endif
