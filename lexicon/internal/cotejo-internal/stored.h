/* The head of a compiled lexicon, and how a damaged or outdated one is told from a good one. */
#ifndef COTEJO_INTERNAL_STORED_H
#define COTEJO_INTERNAL_STORED_H

#include <cotejo-internal/lexicon.h>

typedef struct ct_stored_section { uint64_t offset, bytes; } ct_stored_section;

typedef struct ct_stored_head {
    char     magic[8];
    uint64_t layout;            /* rules, byte order and sizes of what is stored */
    uint64_t fingerprint[2];    /* of the sources */
    uint64_t bytes;             /* of the whole */
    uint64_t checksum;          /* of all that follows the head */
    ct_stored_section sections[CT_ALL_SECTIONS];
} ct_stored_head;

void ct_stored_head_init(ct_stored_head *head, const uint64_t *fingerprint);
/** Put the finished head before `bytes`. */
void ct_stored_head_seal(ct_stored_head *head, char *bytes, size_t len);
/** Is this whole, ours, and made from these sources? */
bool ct_stored_is_good(const char *bytes, size_t len, const uint64_t *fingerprint);

/** Two independent 64-bit hashes, continued from what `hash` holds. */
void ct_hash_bytes(uint64_t *hash, const void *bytes, size_t len);

/** Make the arrays of a lexicon point into `bytes`, which it owns from now on.
 *  @return CT_OK, CT_NOMEM, CT_FORMAT (numbers that point outside) */
ct_status ct_stored_attach(ct_lexicon *lexicon, char *bytes, size_t len, ct_error *err);

#endif
