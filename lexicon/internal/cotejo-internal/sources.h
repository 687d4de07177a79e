/* Where a lexicon comes from: which files, and whether they are still what the compiled lexicon was made of. */
#ifndef COTEJO_INTERNAL_SOURCES_H
#define COTEJO_INTERNAL_SOURCES_H

#include <cotejo-internal/lexicon.h>

typedef struct ct_sources {
    uint64_t key[2];            /* of what is asked for: folders, files, switches */
    uint64_t fingerprint[2];    /* of what these files are: names, sizes, times */
    char    *compiled;          /* path of the compiled lexicon; NULL: there is no cache folder */
    char    *lock;              /* path of its lock file; NULL likewise */
} ct_sources;

/** Look at all sources and make the cache folder if need be. */
ct_status ct_sources_look(ct_sources *out, ct_arena *arena, const ct_lexicon_options *options, const char *data,
                          ct_error *err);

#endif
