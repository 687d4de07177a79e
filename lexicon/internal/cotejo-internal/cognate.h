/* Regular correspondences between Spanish and English words of one origin. */
#ifndef COTEJO_INTERNAL_COGNATE_H
#define COTEJO_INTERNAL_COGNATE_H

#include <cotejo-internal/lexicon.h>

/** Read es-en/cognates.tsv; a missing table is an empty one. */
ct_status ct_cognates_read(ct_cognates *out, ct_arena *arena, const char *data, ct_error *err);

#endif
