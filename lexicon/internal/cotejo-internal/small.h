/* The small tables of one language, which are read anew each time: abbreviations, outline, numbers. */
#ifndef COTEJO_INTERNAL_SMALL_H
#define COTEJO_INTERNAL_SMALL_H

#include <cotejo-internal/lexicon.h>

/** Missing tables are empty ones; a broken one is CT_FORMAT. */
ct_status ct_small_tables_read(ct_side *side, ct_arena *arena, const char *data, ct_language language, ct_error *err);
void      ct_small_tables_release(ct_side *side);

#endif
