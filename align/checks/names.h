/* Named forums, funds, programmes …, known to the lexicon or not, and which of the two sides mean the same. */
#ifndef CT_CHECKS_NAMES_H
#define CT_CHECKS_NAMES_H

#include "ground.h"

/** Fill ground->sides[side].names; false when out of memory. Needs the region mentions.
 *
 *  A name is a kind word of the tables ("Forum", "Foro") with the capitalised words around it: before it in English,
 *  after it in both languages, small connecting words allowed between. A kind word in lower case counts when it is
 *  tied to a joint mention of the region ("high-level seminars on China-Latin America industrial cooperation"). */
bool ct_find_names(ct_ground *ground, ct_side side);

/** How far two names, one of each side, tell the same thing apart from kind and region: 0 to 1.
 *  Names without words of their own ("the China-CELAC Forum") are 1 when both are so. */
float ct_names_alike(const ct_ground *ground, const ct_name *source, const ct_name *target);

/** Do two names say what they are by words that render each other: "Convenio" and Agreement or Convention? */
bool ct_kinds_meet(const ct_ground *ground, const ct_name *source, const ct_name *target);

/** The same for two names of one side. */
float ct_names_akin(const ct_ground *ground, ct_side side, const ct_name *a, const ct_name *b);

/** Find for every name the one of the other side that most likely means the same, and note it with both.
 *  Names in units linked to the name's own are taken before names elsewhere. */
void ct_match_names(ct_ground *ground);

/** A plain phrase in a linked unit that tells of the same thing as a name: the kind word in lower case with most of the
 *  name's words about it ("seminars on coastal fishing"). Empty if there is none. */
ct_span ct_generic_answer(const ct_ground *ground, ct_side side, const ct_name *name, uint32_t *unit);

/** May a token of one side render a token of the other? Hyphenated words meet if any of their parts does. */
bool ct_tokens_meet(const ct_ground *ground, ct_side side, uint32_t token, uint32_t other);

ct_span ct_name_span(const ct_ground_side *side, const ct_name *name);

#endif
