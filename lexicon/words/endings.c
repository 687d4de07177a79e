/* endings.tsv: how forms may end whose lemma is known to a table but whose inflection no dictionary tells. */
#include <stdio.h>
#include <string.h>

#include <cotejo-internal/reader.h>
#include <cotejo-internal/tsv.h>
#include <cotejo-internal/vector.h>

bool ct_grammar_parse(const char *words, uint16_t *grammar)
{
    static const struct { const char *word; uint16_t bits; } names[] = {
        { "n", CT_POS_NOUN }, { "v", CT_POS_VERB }, { "adj", CT_POS_ADJECTIVE }, { "adv", CT_POS_ADVERB },
        { "name", CT_POS_NAME }, { "infinitive", CT_FORM_INFINITIVE }, { "finite", CT_FORM_FINITE },
        { "future", CT_FORM_FUTURE | CT_FORM_FINITE }, { "gerund", CT_FORM_GERUND },
        { "participle", CT_FORM_PARTICIPLE }, { "imperative", CT_FORM_IMPERATIVE }, { "plural", CT_FORM_PLURAL },
        { "conditional", CT_FORM_CONDITIONAL | CT_FORM_FINITE },
    };

    *grammar = 0;
    while (*words != '\0') {
        size_t len = strcspn(words, " "), i, n = sizeof names / sizeof *names;
        for (i = 0; i < n; i++)
            if (strlen(names[i].word) == len && memcmp(names[i].word, words, len) == 0)
                break;
        if (i == n)
            return false;
        *grammar |= names[i].bits;
        words += len;
        words += strspn(words, " ");
    }
    return true;
}

ct_status ct_endings_read(ct_endings *out, ct_arena *arena, const char *data, ct_language language, ct_error *err)
{
    ct_status status;
    ct_tsv table = { 0 };
    CT_VECTOR(ct_ending) items = { 0 };
    ct_ending *kept;
    char path[1024];

    *out = (ct_endings){ 0 };
    snprintf(path, sizeof path, "%s/%s/endings.tsv", data, ct_language_tag(language));
    status = ct_tsv_open_if_there(&table, path, err);
    while (status == CT_OK && ct_tsv_next(&table)) {
        ct_ending e = { .form = ct_arena_string(arena, strcmp(table.fields[0], "-") == 0 ? "" : table.fields[0]),
                        .lemma = ct_arena_string(arena, strcmp(table.fields[1], "-") == 0 ? "" : table.fields[1]) };
        if (table.n < 3 || !ct_grammar_parse(table.fields[2], &e.grammar))
            status = ct_tsv_fail(&table, err, "an ending needs form, lemma and known words of grammar");
        else if (e.form == NULL || e.lemma == NULL || !ct_push(&items, e))
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for '%s'", path);
    }
    kept = CT_NEW_N(arena, ct_ending, items.n);
    if (status == CT_OK && kept == NULL)
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for '%s'", path);
    if (status == CT_OK && items.n > 0)
        memcpy(kept, items.items, items.n * sizeof *kept);
    *out = (ct_endings){ .items = kept, .n = status == CT_OK ? items.n : 0 };
    ct_vector_release(&items);
    ct_tsv_close(&table);
    return status;
}
