/* Writing the compiled lexicon. */
#ifndef COTEJO_LEXICON_PACK_H
#define COTEJO_LEXICON_PACK_H

#include <cotejo-internal/build.h>
#include <cotejo-internal/stored.h>

typedef struct ct_packer {
    ct_buffer     *out;
    ct_stored_head head;
    ct_intern      strings;      /* equal strings once */
    ct_buffer      text;         /* STRINGS; offset 0 is the empty string */
    CT_VECTOR(uint32_t) offsets; /* [strings.n] in `text` */
} ct_packer;

/* A section is begun, written to `out`, ended. */
void     ct_pack_begin(ct_packer *packer, int section);
void     ct_pack_end(ct_packer *packer, int section);
void     ct_pack_section(ct_packer *packer, int section, const void *items, size_t n, size_t size);
/** Offset of a string in STRINGS. */
uint32_t ct_pack_string(ct_packer *packer, const char *string);

void     ct_pack_terms(ct_packer *packer, const ct_build *build);
bool     ct_pack_concepts(ct_packer *packer, ct_build *build);
void     ct_pack_shortfalls(ct_packer *packer, const ct_build *build);

#endif
