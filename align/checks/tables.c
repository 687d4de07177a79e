/* Reading the tables of the checks. One record a line, fields parted by tabs, lists by " | ". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/file.h>

#include "tables.h"

enum { MAX_FIELDS = 8, MAX_ITEMS = 64, MAX_TABLE = 16 << 20 };

typedef struct reader {
    ct_arena   *arena;
    const char *path;
    char       *rest;                  /* what is still to be read; cut up as we go */
    size_t      line;
    char       *fields[MAX_FIELDS];    /* [n_fields] of the current line */
    size_t      n_fields;
    ct_error   *err;
} reader;

static ct_status refuse(const reader *r, const char *reason)
{
    return ct_fail(r->err, CT_FORMAT, CT_NO_OFFSET, "%s in line %zu of '%s'", reason, r->line, r->path);
}

static ct_status no_memory(const reader *r)
{
    return ct_fail(r->err, CT_NOMEM, CT_NO_OFFSET, "no memory for the table '%s'", r->path);
}

/* The next record; false at the end. Missing fields at the end of a line are empty. */
static bool next_record(reader *r)
{
    static char nothing[] = "";

    while (*r->rest != '\0') {
        char *line = r->rest, *end = strchr(line, '\n');

        r->rest = end == NULL ? line + strlen(line) : end + 1;
        r->line++;
        if (end != NULL)
            *end = '\0';
        if (*line == '\0' || *line == '#')
            continue;
        r->n_fields = 0;
        for (char *tab; r->n_fields < MAX_FIELDS; line = tab + 1) {
            tab = strchr(line, '\t');
            if (tab != NULL)
                *tab = '\0';
            r->fields[r->n_fields++] = line;
            if (tab == NULL)
                break;
        }
        for (size_t i = r->n_fields; i < MAX_FIELDS; i++)
            r->fields[i] = nothing;
        return true;
    }
    return false;
}

/* Cut `text` at `separator`, trim blanks, copy what is not empty. SIZE_MAX when out of memory. */
static size_t cut(ct_arena *arena, char *text, char separator, const char **out, size_t max)
{
    size_t n = 0;

    while (text != NULL && n < max) {
        char *next = strchr(text, separator);
        size_t len;

        if (next != NULL)
            *next++ = '\0';
        text += strspn(text, " ");
        len = strlen(text);
        while (len > 0 && text[len - 1] == ' ')
            len--;
        if (len > 0 && (out[n++] = ct_arena_copy(arena, text, len)) == NULL)
            return SIZE_MAX;
        text = next;
    }
    return n;
}

static const char *const *keep_words(ct_arena *arena, const char *const *words, size_t n)
{
    const char **copy = CT_NEW_N(arena, const char *, n);

    for (size_t i = 0; copy != NULL && i < n; i++)
        copy[i] = words[i];
    return copy;
}

/* ---- patterns ------------------------------------------------------------------------------------- */

/* One blank-separated piece of a pattern: "word", "a/b", "=form", "^a/b", "word?", "*". */
static ct_status read_part(reader *r, char *piece, ct_pattern_part *out)
{
    const char *words[MAX_ITEMS];
    size_t len = strlen(piece);

    if (len > 1 && piece[len - 1] == '?') {
        out->optional = true;
        piece[--len] = '\0';
    }
    for (; *piece == '=' || *piece == '^'; piece++) {
        out->exact = out->exact || *piece == '=';
        out->not_these = out->not_these || *piece == '^';
    }
    if (strcmp(piece, "*") == 0)
        return CT_OK;
    out->n_words = cut(r->arena, piece, '/', words, MAX_ITEMS);
    if (out->n_words == SIZE_MAX)
        return no_memory(r);
    if (out->n_words == 0)
        return refuse(r, "empty element of a pattern");
    out->words = keep_words(r->arena, words, out->n_words);
    return out->words == NULL ? no_memory(r) : CT_OK;
}

static ct_status read_pattern(reader *r, char *text, ct_pattern *out)
{
    ct_pattern_part parts[MAX_ITEMS] = { { 0 } }, before = { 0 }, *copy;
    size_t n = 0;
    uint32_t gap = 0;

    for (char *next; text != NULL; text = next) {
        ct_status status;

        next = strchr(text, ' ');
        if (next != NULL)
            *next++ = '\0';
        if (*text == '\0')
            continue;
        if (strncmp(text, "..", 2) == 0) {
            gap = (uint32_t)strtoul(text + 2, NULL, 10);
            continue;
        }
        if (n == MAX_ITEMS)
            return refuse(r, "pattern too long");
        if (*text == '!' && n == 0) {
            status = read_part(r, text + 1, &before);
            if (status != CT_OK)
                return status;
            continue;
        }
        status = read_part(r, text, &parts[n]);
        if (status != CT_OK)
            return status;
        parts[n++].gap = gap;
        gap = 0;
    }
    if (n > 0 && (parts[0].words == NULL || parts[0].not_these || parts[0].optional))
        return refuse(r, "a pattern has to begin with a word");
    copy = CT_NEW_N(r->arena, ct_pattern_part, n);
    if (copy == NULL && n > 0)
        return no_memory(r);
    for (size_t i = 0; i < n; i++)
        copy[i] = parts[i];
    *out = (ct_pattern){ copy, n, before };
    return CT_OK;
}

/* ---- one table each --------------------------------------------------------------------------------- */

static ct_status read_kinds(reader *r, ct_tables *out, ct_language language)
{
    (void)language;
    while (next_record(r)) {
        ct_kind kind = { 0 };

        if (r->n_fields < 4)
            return refuse(r, "fewer than four fields");
        kind.id = ct_arena_string(r->arena, r->fields[0]);
        kind.group = ct_arena_string(r->arena, r->fields[1]);
        for (int l = 0; l < CT_LANGUAGES; l++) {
            const char *words[MAX_ITEMS];
            size_t n = cut(r->arena, r->fields[2 + l], '|', words, MAX_ITEMS);

            if (n == SIZE_MAX || (kind.words[l] = keep_words(r->arena, words, n)) == NULL)
                return no_memory(r);
            kind.n_words[l] = n;
        }
        if (kind.id == NULL || kind.group == NULL || !ct_push(&out->kinds, kind))
            return no_memory(r);
    }
    return CT_OK;
}

static ct_status read_calques(reader *r, ct_tables *out, ct_language language)
{
    while (next_record(r)) {
        ct_calque calque = { .certain = true };
        ct_status status;

        if (r->n_fields < 4)
            return refuse(r, "fewer than four fields");
        calque.id = ct_arena_string(r->arena, r->fields[0]);
        if (strcmp(r->fields[1], "sure") != 0 && strcmp(r->fields[1], "ask") != 0)
            return refuse(r, "the second field is neither 'sure' nor 'ask'");
        calque.certain = strcmp(r->fields[1], "sure") == 0;
        status = read_pattern(r, r->fields[2], &calque.pattern);
        if (status == CT_OK)
            status = read_pattern(r, r->fields[5], &calque.other);
        if (status != CT_OK)
            return status;
        if (calque.pattern.n_parts == 0)
            return refuse(r, "no pattern");
        calque.right = ct_arena_string(r->arena, r->fields[3]);
        calque.why = ct_arena_string(r->arena, r->fields[4]);
        if (calque.id == NULL || calque.right == NULL || calque.why == NULL
            || !ct_push(&out->calques[language], calque))
            return no_memory(r);
    }
    return CT_OK;
}

static ct_status read_phrases(reader *r, ct_tables *out, ct_language language)
{
    static const char *const names[CT_CUE_KINDS] = {
        "definition", "parties", "mutual", "jointly", "double", "connector", "article"
    };

    while (next_record(r)) {
        const char *phrases[MAX_ITEMS];
        size_t n, kind = 0;
        ct_pattern *patterns;

        while (kind < CT_CUE_KINDS && strcmp(names[kind], r->fields[0]) != 0)
            kind++;
        if (kind == CT_CUE_KINDS)
            return refuse(r, "unknown purpose");
        if (out->cues[language][kind].n_patterns > 0)
            return refuse(r, "a purpose stands twice");
        n = cut(r->arena, r->fields[1], '|', phrases, MAX_ITEMS);
        patterns = n == SIZE_MAX ? NULL : CT_NEW_N(r->arena, ct_pattern, n);
        if (patterns == NULL)
            return no_memory(r);
        out->cues[language][kind].texts = keep_words(r->arena, phrases, n);
        for (size_t i = 0; i < n; i++) {
            char *copy = ct_arena_string(r->arena, phrases[i]);
            ct_status status = copy == NULL ? no_memory(r) : read_pattern(r, copy, &patterns[i]);

            if (status != CT_OK)
                return status;
        }
        out->cues[language][kind].patterns = patterns;
        out->cues[language][kind].n_patterns = n;
    }
    return CT_OK;
}

typedef ct_status read_fn(reader *r, ct_tables *out, ct_language language);

static ct_status read_table(ct_tables *out, const char *data, const char *name, ct_language language,
                            read_fn *read, ct_error *err)
{
    char path[4096];
    char *bytes = NULL;
    size_t len;
    reader r = { .arena = &out->arena, .path = path, .err = err };
    ct_status status;

    if (snprintf(path, sizeof path, "%s/%s", data, name) >= (int)sizeof path)
        return ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "the path of '%s' is too long", name);
    status = ct_file_read(&bytes, &len, path, MAX_TABLE, err);
    if (status == CT_OK) {
        r.rest = bytes;
        status = read(&r, out, language);
    }
    free(bytes);
    return status;
}

ct_status ct_tables_read(ct_tables *out, const char *data, ct_error *err)
{
    static const struct { const char *name; ct_language language; read_fn *read; } tables[] = {
        { "es-en/kinds.tsv", CT_EN, read_kinds },
        { "es/calques.tsv", CT_ES, read_calques },   { "en/calques.tsv", CT_EN, read_calques },
        { "es/phrases.tsv", CT_ES, read_phrases },   { "en/phrases.tsv", CT_EN, read_phrases },
    };
    ct_status status = CT_OK;

    for (size_t i = 0; status == CT_OK && i < sizeof tables / sizeof *tables; i++)
        status = read_table(out, data, tables[i].name, tables[i].language, tables[i].read, err);
    return status;
}

void ct_tables_release(ct_tables *tables)
{
    ct_vector_release(&tables->kinds);
    for (int l = 0; l < CT_LANGUAGES; l++)
        ct_vector_release(&tables->calques[l]);
    ct_arena_clear(&tables->arena);
}
