/* The project's own tables: concepts, word pairs; and the user's, in the same manner of writing. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/build.h>

static bool kind_of(const char *word, ct_concept_kind *kind)
{
    for (int k = 0; k < CT_CONCEPT_KINDS; k++)
        if (strcmp(word, ct_concept_kind_name((ct_concept_kind)k)) == 0) {
            *kind = (ct_concept_kind)k;
            return true;
        }
    return false;
}

/* The mark before a term gives its status; the first unmarked term of a side is the preferred one. */
static const char *status_of(const char *term, bool *preferred_seen, ct_term_status *status)
{
    switch (*term) {
    case '!': *status = CT_TERM_DEPRECATED; break;
    case '~': *status = CT_TERM_LOOSE;      break;
    case '=': *status = CT_TERM_SHORT;      break;
    default:
        *status = *preferred_seen ? CT_TERM_ADMITTED : CT_TERM_PREFERRED;
        *preferred_seen = true;
    }
    return term + strspn(term, "!~= ");
}

static bool add_terms(ct_build *build, char *list, ct_language language)
{
    bool preferred_seen = false;
    char *item;

    while ((item = ct_tsv_item(&list)) != NULL) {
        ct_term_status status;
        const char *text = status_of(item, &preferred_seen, &status);
        if (*text != '\0' && !ct_build_term(build, text, language, status))
            return false;
    }
    return true;
}

static const char *kept(ct_build *build, const char *s)
{
    return *s == '\0' ? NULL : ct_arena_string(&build->arena, s);
}

static ct_status read_concept(ct_build *build, ct_tsv *t, const char *field, ct_layer layer, ct_error *err)
{
    ct_raw_concept c = { .field = field, .layer = layer };

    if (t->n < 4)
        return ct_tsv_fail(t, err, "a concept needs id, kind, Spanish and English terms");
    if (t->fields[0][0] == '\0')
        return ct_tsv_fail(t, err, "a concept needs an id");
    if (!kind_of(t->fields[1], &c.kind))
        return ct_tsv_fail(t, err, "'%.60s' is no kind of concept", t->fields[1]);
    if (t->fields[2][0] == '\0' && t->fields[3][0] == '\0')
        return ct_tsv_fail(t, err, "concept '%.60s' has no terms", t->fields[0]);
    c.id = ct_arena_string(&build->arena, t->fields[0]);
    c.broader = kept(build, t->fields[4]);
    c.note = kept(build, t->fields[5]);
    if (c.id == NULL || !ct_build_concept(build, c) || !add_terms(build, t->fields[2], CT_ES)
        || !add_terms(build, t->fields[3], CT_EN))
        return ct_build_nomem(err);
    return CT_OK;
}

static ct_status read_concept_file(ct_build *build, const char *path, const char *field, ct_error *err)
{
    ct_tsv table = { 0 };
    ct_status status = ct_tsv_open(&table, path, err);

    while (status == CT_OK && ct_tsv_next(&table))
        status = read_concept(build, &table, field, CT_LAYER_DOMAIN, err);
    ct_tsv_close(&table);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

typedef CT_VECTOR(char *) name_list;

/* Names of the folder's tables, sorted, so that the order is the same on every machine. */
static ct_status list_tables(name_list *names, ct_arena *arena, const char *folder, ct_error *err)
{
    struct dirent *entry;
    DIR *dir = opendir(folder);

    if (dir == NULL)
        return errno == ENOENT ? CT_OK
            : ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot open '%s': %s", folder, strerror(errno));
    while ((entry = readdir(dir)) != NULL) {
        size_t len = strlen(entry->d_name);
        char *name;
        if (len <= 4 || entry->d_name[0] == '.' || strcmp(entry->d_name + len - 4, ".tsv") != 0)
            continue;
        name = ct_arena_string(arena, entry->d_name);
        if (name == NULL || !ct_push(names, name)) {
            closedir(dir);
            return ct_build_nomem(err);
        }
    }
    closedir(dir);
    if (names->n > 0)
        qsort(names->items, names->n, sizeof *names->items, by_name);
    return CT_OK;
}

ct_status ct_build_read_concepts(ct_build *build, ct_error *err)
{
    name_list names = { 0 };
    char folder[900], path[1200];
    ct_status status;

    snprintf(folder, sizeof folder, "%s/es-en/concepts", build->data);
    status = list_tables(&names, &build->arena, folder, err);
    for (size_t i = 0; status == CT_OK && i < names.n; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names.items[i]);
        names.items[i][strlen(names.items[i]) - 4] = '\0';
        status = read_concept_file(build, path, names.items[i], err);
    }
    if (status == CT_OK && names.n == 0)
        status = ct_build_shortfall(build, CT_RESOURCE_OTHER, "domain lexicon",
                                    "set COTEJO_DATA to the folder of the language tables",
                                    "no tables in '%s'", folder);
    ct_vector_release(&names);
    return status;
}

/* One line of words.tsv: a Spanish lemma, its part of speech, English renderings. */
static ct_status read_word(ct_build *build, ct_tsv *t, ct_error *err)
{
    char *list = t->fields[2], *item;
    uint32_t rank = 0;
    uint16_t grammar;

    if (t->n < 3 || t->fields[0][0] == '\0' || t->fields[2][0] == '\0')
        return ct_tsv_fail(t, err, "a word needs its lemma, part of speech and renderings");
    if (!ct_grammar_parse(t->fields[1], &grammar))
        return ct_tsv_fail(t, err, "'%.40s' is no part of speech", t->fields[1]);
    while ((item = ct_tsv_item(&list)) != NULL)
        if (!ct_build_rendering(build, t->fields[0], item, grammar, CT_LAYER_DOMAIN, rank++))
            return ct_build_nomem(err);
    return CT_OK;
}

ct_status ct_build_read_words(ct_build *build, ct_error *err)
{
    ct_tsv table = { 0 };
    char path[1200];
    ct_status status;

    snprintf(path, sizeof path, "%s/es-en/words.tsv", build->data);
    status = ct_tsv_open_if_there(&table, path, err);
    while (status == CT_OK && ct_tsv_next(&table))
        status = read_word(build, &table, err);
    ct_tsv_close(&table);
    return status;
}

/* A learned lexicon: Spanish lemma, English lemma, and further fields that do not concern us; best pairs first. */
ct_status ct_build_read_learned(ct_build *build, const char *path, ct_error *err)
{
    ct_tsv table = { 0 };
    ct_status status = ct_tsv_open(&table, path, err);
    uint32_t rank = 0;

    while (status == CT_OK && ct_tsv_next(&table)) {
        if (table.n < 2 || table.fields[0][0] == '\0' || table.fields[1][0] == '\0')
            status = ct_tsv_fail(&table, err, "a learned pair needs a Spanish and an English word");
        else if (!ct_build_rendering(build, table.fields[0], table.fields[1], 0, CT_LAYER_LEARNED, rank++))
            status = ct_build_nomem(err);
    }
    ct_tsv_close(&table);
    return status;
}

/* A user's TSV: either lines of concepts as in the project's tables, or Spanish terms, English terms, note. */
ct_status ct_build_read_glossary(ct_build *build, const char *path, ct_error *err)
{
    ct_tsv table = { 0 };
    ct_status status = ct_tsv_open(&table, path, err);

    while (status == CT_OK && ct_tsv_next(&table)) {
        ct_raw_concept c = { .field = "termbase", .layer = CT_LAYER_TERMBASE };
        char id[32];
        if (table.n >= 4 && kind_of(table.fields[1], &c.kind)) {
            status = read_concept(build, &table, "termbase", CT_LAYER_TERMBASE, err);
            continue;
        }
        if (table.n < 2 || table.fields[0][0] == '\0' || table.fields[1][0] == '\0') {
            status = ct_tsv_fail(&table, err, "a glossary line needs Spanish and English terms");
            continue;
        }
        snprintf(id, sizeof id, "line-%u", (unsigned)table.line);
        c.id = ct_arena_string(&build->arena, id);
        c.note = kept(build, table.fields[2]);
        if (c.id == NULL || !ct_build_concept(build, c) || !add_terms(build, table.fields[0], CT_ES)
            || !add_terms(build, table.fields[1], CT_EN))
            status = ct_build_nomem(err);
    }
    ct_tsv_close(&table);
    return status;
}
