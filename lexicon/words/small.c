/* abbreviations.tsv and outline.tsv: what the segmenter and the outline ask for. */
#include <stdio.h>
#include <string.h>

#include <cotejo-internal/numbers.h>
#include <cotejo-internal/small.h>
#include <cotejo-internal/tsv.h>
#include <cotejo-internal/vector.h>

typedef CT_VECTOR(const char *) string_list;
typedef CT_VECTOR(ct_residue)   residue_list;

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the language tables");
}

static bool keep(string_list *list, ct_arena *arena, const char *s)
{
    const char *copy = ct_arena_string(arena, s);
    return copy != NULL && ct_push(list, copy);
}

/* The list's strings as an array of the arena's; the list is emptied. */
static bool settle(const char *const **out, size_t *n, string_list *list, ct_arena *arena)
{
    const char **items = CT_NEW_N(arena, const char *, list->n + 1);

    if (items != NULL && list->n > 0)
        memcpy(items, list->items, list->n * sizeof *items);
    *out = items;
    *n = list->n;
    ct_vector_release(list);
    return items != NULL;
}

static ct_status read_abbreviations(ct_side *side, ct_arena *arena, const char *data, const char *tag, ct_error *err)
{
    ct_tsv table = { 0 };
    string_list list = { 0 };
    char path[1024];
    ct_status status;

    snprintf(path, sizeof path, "%s/%s/abbreviations.tsv", data, tag);
    status = ct_tsv_open_if_there(&table, path, err);
    while (status == CT_OK && ct_tsv_next(&table))
        if (!keep(&list, arena, table.fields[0]))
            status = nomem(err);
    ct_tsv_close(&table);
    if (!settle(&side->segmenting.abbreviations, &side->segmenting.n_abbreviations, &list, arena) && status == CT_OK)
        status = nomem(err);
    return status;
}

static bool residue_of(const char *word, ct_residue *out)
{
    static const struct { const char *word; ct_residue residue; } names[] = {
        { "dateline", CT_RESIDUE_DATELINE }, { "navigation", CT_RESIDUE_NAVIGATION },
        { "comment", CT_RESIDUE_COMMENT }, { "page-header", CT_RESIDUE_PAGE_HEADER },
        { "footnote", CT_RESIDUE_FOOTNOTE }, { "byline", CT_RESIDUE_BYLINE },
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].word, word) == 0) {
            *out = names[i].residue;
            return true;
        }
    return false;
}

typedef struct outline_lists { string_list ordinals, divisions, patterns; residue_list residues; } outline_lists;

static ct_status read_outline_line(outline_lists *lists, ct_arena *arena, ct_tsv *t, ct_error *err)
{
    ct_residue residue;

    if (strcmp(t->fields[0], "ordinal") == 0)
        return keep(&lists->ordinals, arena, t->fields[1]) ? CT_OK : nomem(err);
    if (strcmp(t->fields[0], "division") == 0)
        return keep(&lists->divisions, arena, t->fields[1]) ? CT_OK : nomem(err);
    if (strcmp(t->fields[0], "residue") != 0)
        return ct_tsv_fail(t, err, "'%.40s' is neither ordinal nor division nor residue", t->fields[0]);
    if (!residue_of(t->fields[1], &residue) || t->fields[2][0] == '\0')
        return ct_tsv_fail(t, err, "'%.40s' is no kind of residue, or it has no pattern", t->fields[1]);
    return keep(&lists->patterns, arena, t->fields[2]) && ct_push(&lists->residues, residue) ? CT_OK : nomem(err);
}

static bool settle_outline(ct_outline_words *out, outline_lists *lists, ct_arena *arena)
{
    ct_residue *kinds = CT_NEW_N(arena, ct_residue, lists->residues.n + 1);
    bool ok = settle(&out->ordinals, &out->n_ordinals, &lists->ordinals, arena);

    ok = settle(&out->divisions, &out->n_divisions, &lists->divisions, arena) && ok;
    ok = settle(&out->residues, &out->n_residues, &lists->patterns, arena) && ok;
    if (kinds != NULL && lists->residues.n > 0)
        memcpy(kinds, lists->residues.items, lists->residues.n * sizeof *kinds);
    out->residue_kinds = kinds;
    ct_vector_release(&lists->residues);
    return ok && kinds != NULL;
}

static ct_status read_outline(ct_side *side, ct_arena *arena, const char *data, const char *tag, ct_error *err)
{
    ct_tsv table = { 0 };
    outline_lists lists = { 0 };
    char path[1024];
    ct_status status;

    snprintf(path, sizeof path, "%s/%s/outline.tsv", data, tag);
    status = ct_tsv_open_if_there(&table, path, err);
    while (status == CT_OK && ct_tsv_next(&table))
        status = read_outline_line(&lists, arena, &table, err);
    ct_tsv_close(&table);
    if (!settle_outline(&side->outline, &lists, arena) && status == CT_OK)
        status = nomem(err);
    return status;
}

ct_status ct_small_tables_read(ct_side *side, ct_arena *arena, const char *data, ct_language language, ct_error *err)
{
    const char *tag = ct_language_tag(language);
    ct_status status = read_abbreviations(side, arena, data, tag, err);

    if (status == CT_OK)
        status = read_outline(side, arena, data, tag, err);
    return status == CT_OK ? ct_numbers_read(&side->numbers, data, language, err) : status;
}

void ct_small_tables_release(ct_side *side)
{
    ct_numbers_free(side->numbers);
    side->numbers = NULL;
}
