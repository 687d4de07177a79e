/* Apertium's compiled dictionaries, as lt-print lists them: read on the user's machine, never copied elsewhere. */
#ifndef COTEJO_INTERNAL_APERTIUM_H
#define COTEJO_INTERNAL_APERTIUM_H

#include <cotejo-internal/arena.h>
#include <cotejo-internal/buffer.h>
#include <cotejo-internal/forms.h>

typedef enum ct_apertium_file {
    CT_APERTIUM_FORMS_ES, CT_APERTIUM_FORMS_EN, CT_APERTIUM_PAIRS_ES_EN, CT_APERTIUM_PAIRS_EN_ES, CT_APERTIUM_FILES
} ct_apertium_file;

const char *ct_apertium_file_name(ct_apertium_file file);
/** Where a file is; NULL if it is not installed. Looked for in $XDG_DATA_DIRS. */
char       *ct_apertium_find(ct_arena *arena, ct_apertium_file file);

/** Run a program found on the search path (no shell) and collect what it prints.
 *  @param argv ends in NULL
 *  @return CT_OK, CT_NOMEM, CT_MISSING (no such program), CT_IO (it failed, or took longer than `seconds`) */
ct_status ct_run(ct_buffer *out, const char *const *argv, unsigned seconds, ct_error *err);

/* A transducer that owns its arrays. */
typedef struct ct_listing {
    ct_transducer transducer;
    void         *memory[4];
    char         *text;
} ct_listing;

/** Parse what lt-print wrote: of its sections, the one with most states. `text` is cut up.
 *  @param by_character arcs read UTF-16 units (forms), else symbols such as tags (pairs)
 *  @return CT_OK, CT_NOMEM, CT_FORMAT, CT_LIMIT */
ct_status ct_listing_parse(ct_listing *out, ct_buffer *text, bool by_character, ct_error *err);
void      ct_listing_release(ct_listing *listing);

/* One pair of lemmas, without tags; bytes are good during the call only. */
typedef void ct_lemma_pair(const char *from, size_t from_len, const char *to, size_t to_len,
                           uint16_t grammar, void *payload);

/** Give every pair of a bilingual transducer; cycles, numerals and addresses are passed over, work is bounded.
 *  The transducer must have been parsed by symbol. */
void ct_listing_pairs(const ct_listing *listing, ct_lemma_pair *take, void *payload);

#endif
