/* A manifest: which documents there are, and which are to be held against each other. */
#ifndef COTEJO_MANIFEST_H
#define COTEJO_MANIFEST_H

#include <cotejo/document.h>

typedef enum ct_provenance { CT_ORIGINAL, CT_HUMAN_TRANSLATION, CT_MACHINE_TRANSLATION } ct_provenance;
typedef enum ct_pair_kind  { CT_PAIR_UNDECIDED, CT_PAIR_TRANSLATION, CT_PAIR_COMPARABLE } ct_pair_kind;

/** One document of a manifest. Strings live as long as the manifest; NULL where the manifest says nothing. */
typedef struct ct_manifest_document {
    const char   *id;
    const char   *path;        /* resolved against the manifest's folder or the folder of texts */
    const char   *file;        /* as written */
    const char   *title;
    const char   *date;        /* ISO 8601 */
    const char   *sha256;
    const char   *encoding;
    ct_language   language;
    ct_provenance provenance;
    ct_part       part;        /* both NULL: the whole file */
    uint32_t      line;        /* of the manifest, for messages */
} ct_manifest_document;

typedef struct ct_manifest_pair {
    uint32_t     source, target;   /* indices of documents */
    ct_pair_kind kind;
} ct_manifest_pair;

typedef struct ct_manifest ct_manifest;

/** Read a manifest (YAML; format in corpora/sets/README.md), following its `include`s.
 *  @param texts folder in which files are looked for when they are not beside the manifest; NULL: none
 *  @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT (unknown key, cycle of includes, broken YAML: the message names file and line),
 *          CT_MISSING (a pair names a document that is not there) */
ct_status ct_manifest_read(ct_manifest **out, const char *path, const char *texts, ct_error *err);
void ct_manifest_free(ct_manifest *manifest);

const char *ct_manifest_title(const ct_manifest *manifest);     /* NULL if none */
const char *ct_manifest_profile(const ct_manifest *manifest);   /* resolved path; NULL if none */
const ct_manifest_document *ct_manifest_documents(const ct_manifest *manifest, size_t *n);
const ct_manifest_pair     *ct_manifest_pairs(const ct_manifest *manifest, size_t *n);

#endif
