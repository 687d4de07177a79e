/* The one door to Hunspell. A dictionary is loaded when first asked, and may be asked by many threads. */
#ifndef COTEJO_INTERNAL_SPELLING_H
#define COTEJO_INTERNAL_SPELLING_H

#include <cotejo-internal/arena.h>
#include <cotejo-internal/forms.h>

typedef struct ct_spelling ct_spelling;

/** Path without ".aff"/".dic" of a language's dictionary, both files of which are there; NULL if there is none.
 *  Looked for in $DICPATH, then in hunspell/ of $XDG_DATA_DIRS. */
char *ct_spelling_find(ct_arena *arena, ct_language language);
/** The folders that were looked through, for messages. */
const char *ct_data_dirs(void);

/** @param path from ct_spelling_find(); NULL gives a dictionary that knows nothing
 *  @return NULL when out of memory */
ct_spelling *ct_spelling_new(const char *path);
void         ct_spelling_free(ct_spelling *spelling);

/* One stem; good during the call only. */
typedef void ct_stem(const char *stem, size_t len, void *payload);

/** Give the stems of a form, except those made by taking off a prefix ("cooperación" is no "operación"). */
void ct_spelling_stems(ct_spelling *spelling, const char *form, ct_stem *take, void *payload);
bool ct_spelling_knows(ct_spelling *spelling, const char *form);

#endif
