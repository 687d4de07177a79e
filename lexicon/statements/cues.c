/* Reading and compiling the tables of cues and verbs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/file.h>

#include "cues.h"

#define MAX_TABLE_BYTES (16u << 20)

static const char *const cue_names[] = {
#define X(name, text) text,
    CUE_CLASS_LIST(X)
#undef X
};

static const char *const ending_names[] = {
#define X(name, text) text,
    ENDING_LIST(X)
#undef X
};

static const char *const verb_names[] = {
#define X(name, text) text,
    VERB_CLASS_LIST(X)
#undef X
};

/* A stretch of the table's text. */
typedef struct slice { const char *at; size_t n; } slice;

/* Where we are, for messages. */
typedef struct place { const char *path; uint32_t line; } place;

static bool slice_is(slice s, const char *text)
{
    return strlen(text) == s.n && memcmp(s.at, text, s.n) == 0;
}

static slice trimmed(slice s)
{
    while (s.n > 0 && (*s.at == ' ' || *s.at == '\r'))
        s.at++, s.n--;
    while (s.n > 0 && (s.at[s.n - 1] == ' ' || s.at[s.n - 1] == '\r'))
        s.n--;
    return s;
}

/* Take what stands before `sign` off the front of `rest`; false when nothing is left. */
static bool take(slice *rest, char sign, slice *part)
{
    const char *found;

    if (rest->at == NULL)
        return false;
    found = memchr(rest->at, sign, rest->n);
    *part = (slice){ rest->at, found == NULL ? rest->n : (size_t)(found - rest->at) };
    if (found == NULL)
        *rest = (slice){ NULL, 0 };
    else
        *rest = (slice){ found + 1, rest->n - part->n - 1 };
    return true;
}

static int index_of(slice name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (slice_is(name, names[i]))
            return (int)i;
    return -1;
}

static ct_status out_of_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the tables of statements");
}

static ct_status broken(ct_error *err, place at, const char *why, slice what)
{
    return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "%s:%u: %s: '%.*s'", at.path, (unsigned)at.line, why,
                   (int)(what.n > 80 ? 80 : what.n), what.n == 0 ? "" : what.at);
}

/* ---- patterns ------------------------------------------------------------------------------------ */

/* "a/b/c" as alternatives of one place. */
static ct_status add_words(cue_table *table, cue_atom *atom, slice text, place at, ct_error *err)
{
    slice word;

    atom->first = (uint32_t)table->alternatives.n;
    for (slice rest = text; take(&rest, '/', &word); ) {
        uint32_t id;
        if (word.n == 0)
            return broken(err, at, "an alternative is empty", text);
        id = ct_intern_add(&table->words, word.at, word.n);
        if (id == CT_NO_STRING || !ct_push(&table->alternatives, id))
            return out_of_memory(err);
    }
    atom->n = (uint32_t)table->alternatives.n - atom->first;
    return CT_OK;
}

static ct_status add_atom(cue_table *table, slice text, place at, ct_error *err)
{
    cue_atom atom = { .kind = ATOM_WORDS };
    ct_status status = CT_OK;

    if (slice_is(text, "…"))
        atom.kind = ATOM_GAP;
    else if (slice_is(text, "<inf>"))
        atom.kind = ATOM_BASE;
    else if (slice_is(text, "<ger>"))
        atom.kind = ATOM_GERUND;
    else if (slice_is(text, "<past>"))
        atom.kind = ATOM_PAST;
    else {
        if (text.at[text.n - 1] == '?') {
            atom.optional = true;
            text.n--;
        }
        status = add_words(table, &atom, text, at, err);
    }
    if (status == CT_OK && !ct_push(&table->atoms, atom))
        status = out_of_memory(err);
    return status;
}

static ct_status add_pattern(cue_table *table, cue_class class, uint32_t party, slice text, place at, ct_error *err)
{
    cue_pattern pattern = { .first_atom = (uint32_t)table->atoms.n, .class = class, .party = party };
    ct_status status = CT_OK;
    cue_atom first;
    slice word;

    if (text.n > 0 && *text.at == '*') {
        pattern.bound = true;
        text.at++, text.n--;
    }
    for (slice rest = text; status == CT_OK && take(&rest, ' ', &word); )
        if (word.n > 0)
            status = add_atom(table, word, at, err);
    if (status != CT_OK)
        return status;
    pattern.n_atoms = (uint32_t)table->atoms.n - pattern.first_atom;
    if (pattern.n_atoms == 0)
        return broken(err, at, "a pattern is empty", text);
    first = table->atoms.items[pattern.first_atom];
    if (first.kind != ATOM_WORDS || first.optional)
        return broken(err, at, "a pattern must begin with a word", text);
    for (uint32_t i = 0; i < first.n; i++)
        if (!ct_push(&table->starts, (cue_start){ table->alternatives.items[first.first + i],
                                                  (uint32_t)table->patterns.n }))
            return out_of_memory(err);
    return ct_push(&table->patterns, pattern) ? CT_OK : out_of_memory(err);
}

ct_status ct_cue_table_add(cue_table *table, cue_class class, uint32_t party, const char *text, size_t len,
                        const char *where, ct_error *err)
{
    return add_pattern(table, class, party, (slice){ text, len }, (place){ where, 0 }, err);
}

/* "ando=ar" or "mente" */
static ct_status add_ending(cue_table *table, ending_class class, slice text, ct_error *err)
{
    cue_ending ending = { .class = class };
    slice rest = text, end, base = { "", 0 };

    take(&rest, '=', &end);
    take(&rest, '=', &base);
    ending.text = ct_arena_copy(&table->words.arena, end.at, end.n);
    ending.base = ct_arena_copy(&table->words.arena, base.at, base.n);
    if (ending.text == NULL || ending.base == NULL || !ct_push(&table->endings, ending))
        return out_of_memory(err);
    return CT_OK;
}

static ct_status add_cue_line(cue_table *table, slice line, place at, ct_error *err)
{
    slice rest = line, name, list, entry;
    ct_status status = CT_OK;
    int class, ending;

    take(&rest, '\t', &name);
    if (!take(&rest, '\t', &list))
        return broken(err, at, "a line has no patterns", line);
    class = index_of(name, cue_names, sizeof cue_names / sizeof *cue_names);
    ending = index_of(name, ending_names, ENDING_CLASSES);
    if (class < 0 && ending < 0)
        return broken(err, at, "no such class of cues", name);
    for (rest = list; status == CT_OK && take(&rest, '|', &entry); ) {
        entry = trimmed(entry);
        if (entry.n == 0)
            status = broken(err, at, "an entry is empty", list);
        else if (ending >= 0)
            status = add_ending(table, (ending_class)ending, entry, err);
        else
            status = add_pattern(table, (cue_class)class, 0, entry, at, err);
    }
    return status;
}

/* ---- verbs --------------------------------------------------------------------------------------- */

static ct_status add_form(cue_table *table, slice form, uint32_t verb, bool future, ct_error *err)
{
    uint32_t word = ct_intern_add(&table->words, form.at, form.n);

    if (word == CT_NO_STRING || !ct_push(&table->verb_words, word) || !ct_push(&table->verb_indices, verb)
        || !ct_push(&table->verb_futures, future))
        return out_of_memory(err);
    return CT_OK;
}

/* "*work to/for": doubt, base form, links */
static ct_status add_verb(cue_table *table, verb_class class, slice text, place at, ct_error *err)
{
    cue_verb verb = { .class = class };
    slice rest = text, base, links;
    ct_status status = CT_OK;

    take(&rest, ' ', &base);
    if (*base.at == '*' || *base.at == '~') {
        verb.doubt = *base.at == '*' ? VERB_OR_NOUN : VERB_OR_ADJECTIVE;
        base.at++, base.n--;
    }
    if (take(&rest, ' ', &links)) {
        cue_atom atom = { 0 };
        status = add_words(table, &atom, links, at, err);
        verb.first_link = atom.first;
        verb.n_links = atom.n;
    }
    if (status == CT_OK && (base.n == 0 || rest.at != NULL))
        status = broken(err, at, "a verb is one word and the words it governs with", text);
    if (status == CT_OK)
        status = add_form(table, base, (uint32_t)table->verbs.n, false, err);
    if (status == CT_OK && !ct_push(&table->verbs, verb))
        status = out_of_memory(err);
    return status;
}

/* "hará=hacer"; the verb stands in a line above */
static ct_status add_future(cue_table *table, slice text, place at, ct_error *err)
{
    slice rest = text, form, base = { "", 0 };
    uint32_t word;

    take(&rest, '=', &form);
    take(&rest, '=', &base);
    word = ct_intern_find(&table->words, base.at, base.n);
    for (size_t i = 0; word != CT_NO_STRING && i < table->verb_words.n; i++)
        if (table->verb_words.items[i] == word)
            return add_form(table, form, table->verb_indices.items[i], true, err);
    return broken(err, at, "no such verb above", text);
}

static ct_status add_verb_line(cue_table *table, slice line, place at, ct_error *err)
{
    slice rest = line, name, list, entry;
    ct_status status = CT_OK;
    bool future;
    int class;

    take(&rest, '\t', &name);
    if (!take(&rest, '\t', &list))
        return broken(err, at, "a line has no verbs", line);
    future = slice_is(name, "future");
    class = index_of(name, verb_names, VERB_CLASSES);
    if (class < 0 && !future)
        return broken(err, at, "no such class of verbs", name);
    for (rest = list; status == CT_OK && take(&rest, '|', &entry); ) {
        entry = trimmed(entry);
        if (entry.n == 0)
            status = broken(err, at, "an entry is empty", list);
        else
            status = future ? add_future(table, entry, at, err) : add_verb(table, (verb_class)class, entry, at, err);
    }
    return status;
}

/* ---- files --------------------------------------------------------------------------------------- */

static ct_status read_lines(cue_table *table, const char *data, ct_language language, const char *name,
                            ct_status (*add)(cue_table *, slice, place, ct_error *), ct_error *err)
{
    ct_status status = CT_OK;
    ct_buffer path = { 0 };
    char *bytes = NULL;
    size_t len = 0;
    slice rest, line;
    place at = { NULL, 0 };

    ct_buffer_printf(&path, "%s/%s/%s", data, ct_language_tag(language), name);
    if (path.failed) {
        status = out_of_memory(err);
        goto done;
    }
    at.path = path.bytes;
    status = ct_file_read(&bytes, &len, path.bytes, MAX_TABLE_BYTES, err);
    for (rest = (slice){ bytes, len }; status == CT_OK && take(&rest, '\n', &line); ) {
        at.line++;
        if (line.n > 0 && line.at[line.n - 1] == '\r')
            line.n--;
        if (line.n > 0 && *line.at != '#')
            status = add(table, line, at, err);
    }
done:
    free(bytes);
    ct_buffer_release(&path);
    return status;
}

ct_status ct_cue_table_read(cue_table *table, const char *data, ct_language language, ct_error *err)
{
    ct_status status = read_lines(table, data, language, "statements.tsv", add_cue_line, err);

    if (status == CT_OK)
        status = read_lines(table, data, language, "statement-verbs.tsv", add_verb_line, err);
    return status;
}

static int by_word(const void *a, const void *b)
{
    const cue_start *x = a, *y = b;

    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

ct_status ct_cue_table_finish(cue_table *table, ct_error *err)
{
    uint32_t n = table->words.n;

    table->first_start = calloc((size_t)n + 1, sizeof *table->first_start);
    table->verb_of = calloc((size_t)n + 1, sizeof *table->verb_of);
    table->single = calloc((size_t)n + 1, sizeof *table->single);
    if (table->first_start == NULL || table->verb_of == NULL || table->single == NULL)
        return out_of_memory(err);
    if (table->starts.n > 0)
        qsort(table->starts.items, table->starts.n, sizeof *table->starts.items, by_word);
    for (uint32_t word = 0, i = 0; word <= n; word++) {
        while (i < table->starts.n && table->starts.items[i].word < word)
            i++;
        table->first_start[word] = i;
    }
    for (size_t i = 0; i < table->starts.n; i++) {
        const cue_pattern *pattern = &table->patterns.items[table->starts.items[i].pattern];
        if (pattern->n_atoms == 1)
            table->single[table->starts.items[i].word] |= CUE_BIT(pattern->class);
    }
    for (uint32_t word = 0; word < n; word++)
        table->verb_of[word] = NO_VERB;
    for (size_t i = table->verb_words.n; i > 0; i--)     /* of two entries the first counts */
        table->verb_of[table->verb_words.items[i - 1]] = (uint32_t)(i - 1);
    return CT_OK;
}

void ct_cue_table_release(cue_table *table)
{
    ct_intern_release(&table->words);
    ct_vector_release(&table->alternatives);
    ct_vector_release(&table->atoms);
    ct_vector_release(&table->patterns);
    ct_vector_release(&table->starts);
    ct_vector_release(&table->verbs);
    ct_vector_release(&table->verb_words);
    ct_vector_release(&table->verb_indices);
    ct_vector_release(&table->verb_futures);
    ct_vector_release(&table->endings);
    free(table->first_start);
    free(table->verb_of);
    free(table->single);
    *table = (cue_table){ 0 };
}
