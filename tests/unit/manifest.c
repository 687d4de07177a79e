/* Manifests. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cotejo/manifest.h>

#include "unit.h"

static char folder[64];
static ct_manifest *manifest;
static ct_error err;

static int make_folder(void)
{
    strcpy(folder, "/tmp/cotejo-manifest-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void)
{
    char path[128];

    snprintf(path, sizeof path, "%s/a.yaml", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/b.yaml", folder);
    unlink(path);
    return rmdir(folder);
}

static void set_up(void)    { manifest = NULL; err = (ct_error){ 0 }; }
static void tear_down(void) { ct_manifest_free(manifest); }

static void write_file(const char *name, const char *content)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    CU_ASSERT_FATAL(file != NULL);
    fputs(content, file);
    fclose(file);
}

static ct_status read_a(const char *content)
{
    char path[128];

    write_file("a.yaml", content);
    snprintf(path, sizeof path, "%s/a.yaml", folder);
    return ct_manifest_read(&manifest, path, NULL, &err);
}

static void refused(const char *content, ct_status status, const char *words)
{
    SAME_NUMBER(read_a(content), status);
    if (strstr(err.message, words) == NULL)
        SAME_STRING(err.message, words);
    CU_ASSERT_PTR_NULL(manifest);
}

#define TWO_DOCUMENTS                                            \
    "cotejo: manifest-1\n"                                       \
    "documents:\n"                                               \
    "  - { id: a, file: a.txt, language: es }\n"                 \
    "  - { id: b, file: b.txt, language: en-GB, kind: machine-translation, part: { from: Annex } }\n"

static void reads_documents_and_pairs(void)
{
    const ct_manifest_document *documents;
    const ct_manifest_pair *pairs;
    size_t n;

    SAME_NUMBER(read_a(TWO_DOCUMENTS "pairs:\n  - { source: a, target: b, kind: comparable }\n"), CT_OK);
    documents = ct_manifest_documents(manifest, &n);
    SAME_NUMBER(n, 2);
    SAME_STRING(documents[1].id, "b");
    SAME_STRING(documents[1].file, "b.txt");
    CU_ASSERT_PTR_NOT_NULL(strstr(documents[1].path, "/b.txt"));
    SAME_NUMBER(documents[1].language, CT_EN);
    SAME_NUMBER(documents[1].provenance, CT_MACHINE_TRANSLATION);
    SAME_STRING(documents[1].part.from, "Annex");
    SAME_STRING(documents[1].part.to, NULL);
    pairs = ct_manifest_pairs(manifest, &n);
    SAME_NUMBER(n, 1);
    SAME_NUMBER(pairs[0].target, 1);
    SAME_NUMBER(pairs[0].kind, CT_PAIR_COMPARABLE);
}

static void names_an_unknown_key_and_its_line(void)
{
    refused("cotejo: manifest-1\ntitle: x\ncolour: red\n", CT_FORMAT, "line 3: unknown key 'colour'");
    refused("cotejo: manifest-1\ndocuments:\n  - { id: a, fiel: x }\n", CT_FORMAT, "line 3: unknown key 'fiel'");
}

static void names_a_missing_document(void)
{
    refused(TWO_DOCUMENTS "pairs:\n  - { source: a, target: c }\n", CT_MISSING, "no document 'c'");
}

static void refuses_what_makes_no_sense(void)
{
    refused("", CT_FORMAT, "is empty");
    refused("cotejo: [unclosed", CT_FORMAT, "no YAML");
    refused("- a\n- b\n", CT_FORMAT, "mapping");
    refused("cotejo: manifest-9\n", CT_FORMAT, "manifest-1");
    refused(TWO_DOCUMENTS, CT_FORMAT, "no pairs");
    refused(TWO_DOCUMENTS "pairs:\n  - { source: a, target: a }\n", CT_FORMAT, "itself");
    refused(TWO_DOCUMENTS "  - { id: a, file: x, language: es }\n", CT_FORMAT, "already");
    refused(TWO_DOCUMENTS "  - { id: c, file: x, language: fr }\n", CT_FORMAT, "no language");
    refused(TWO_DOCUMENTS "  - { id: c, language: es }\n", CT_FORMAT, "needs 'id', 'file' and 'language'");
}

static void refuses_deep_nesting(void)
{
    enum { DEPTH = 10000 };
    char *deep = malloc(DEPTH + 32);

    CU_ASSERT_FATAL(deep != NULL);
    memset(deep, '[', DEPTH);
    deep[DEPTH] = '\0';
    refused(deep, CT_FORMAT, "no YAML");
    free(deep);
}

static void follows_includes(void)
{
    size_t n;

    write_file("b.yaml", TWO_DOCUMENTS);
    SAME_NUMBER(read_a("cotejo: manifest-1\ntitle: t\ninclude: [b.yaml]\npairs:\n  - { source: a, target: b }\n"), CT_OK);
    ct_manifest_documents(manifest, &n);
    SAME_NUMBER(n, 2);
    SAME_STRING(ct_manifest_title(manifest), "t");
}

static void finds_a_cycle_of_includes(void)
{
    write_file("b.yaml", "cotejo: manifest-1\ninclude: [./a.yaml]\n");
    refused("cotejo: manifest-1\ninclude: [b.yaml]\n", CT_FORMAT, "includes itself");
}

static void says_that_an_include_is_not_there(void)
{
    refused("cotejo: manifest-1\ninclude: [nowhere.yaml]\n", CT_IO, "nowhere.yaml");
}

static CU_TestInfo tests[] = {
    { "reads documents and pairs", reads_documents_and_pairs },
    { "names an unknown key and its line", names_an_unknown_key_and_its_line },
    { "names a missing document", names_a_missing_document },
    { "refuses what makes no sense", refuses_what_makes_no_sense },
    { "refuses deep nesting", refuses_deep_nesting },
    { "follows includes", follows_includes },
    { "finds a cycle of includes", finds_a_cycle_of_includes },
    { "says that an include is not there", says_that_an_include_is_not_there },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_manifest[] = {
    { "manifest", make_folder, remove_folder, set_up, tear_down, tests }, CU_SUITE_INFO_NULL
};
