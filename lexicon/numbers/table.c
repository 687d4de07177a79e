/* numbers.tsv: one intern table for each kind of entry. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/numbers.h>
#include <cotejo-internal/tsv.h>
#include <cotejo-internal/vector.h>

typedef CT_VECTOR(ct_number_word) value_list;

static bool kind_of(const char *word, ct_number_kind *kind)
{
    static const char *const names[CT_NUMBER_KINDS] = {
#define X(name, text) text,
        CT_NUMBER_KIND_LIST(X)
#undef X
    };

    for (int k = 0; k < CT_NUMBER_KINDS; k++)
        if (strcmp(names[k], word) == 0) {
            *kind = (ct_number_kind)k;
            return true;
        }
    return false;
}

static size_t count_words(const char *s)
{
    size_t n = 1;

    for (; *s != '\0'; s++)
        n += *s == ' ';
    return n;
}

static ct_status read_line(ct_numbers *out, value_list *values, ct_tsv *t, ct_error *err)
{
    ct_number_word value = { 0 };
    ct_number_kind kind;
    char *list = t->fields[1], *word, *end;

    if (t->n < 2 || !kind_of(t->fields[0], &kind))
        return ct_tsv_fail(t, err, "'%.40s' is no kind of number", t->fields[0]);
    value.value = strtod(t->fields[2], &end);
    if (*end != '\0' || end == t->fields[2]) {
        value.value = 0;
        if (strlen(t->fields[2]) >= sizeof value.code)
            return ct_tsv_fail(t, err, "the code '%.40s' has more than 7 bytes", t->fields[2]);
        strcpy(value.code, t->fields[2]);
    }
    while ((word = ct_tsv_item(&list)) != NULL) {
        uint32_t k = ct_intern_add(&out->words[kind], word, strlen(word));
        size_t n = count_words(word);
        if (k == CT_NO_STRING || (k == values[kind].n && !ct_push(&values[kind], value)))
            return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for number words");
        if (n > out->longest[kind])
            out->longest[kind] = n;
    }
    return CT_OK;
}

ct_status ct_numbers_read(ct_numbers **out, const char *data, ct_language language, ct_error *err)
{
    value_list values[CT_NUMBER_KINDS] = { 0 };
    ct_numbers *n = calloc(1, sizeof *n);
    ct_tsv table = { 0 };
    char path[1024];
    ct_status status;

    *out = NULL;
    if (n == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for number words");
    snprintf(path, sizeof path, "%s/%s/numbers.tsv", data, ct_language_tag(language));
    status = ct_tsv_open_if_there(&table, path, err);
    while (status == CT_OK && ct_tsv_next(&table))
        status = read_line(n, values, &table, err);
    ct_tsv_close(&table);
    for (int k = 0; k < CT_NUMBER_KINDS; k++)
        n->values[k] = values[k].items;
    if (status == CT_OK)
        *out = n;
    else
        ct_numbers_free(n);
    return status;
}

void ct_numbers_free(ct_numbers *n)
{
    if (n == NULL)
        return;
    for (int k = 0; k < CT_NUMBER_KINDS; k++) {
        ct_intern_release(&n->words[k]);
        free(n->values[k]);
    }
    free(n);
}

const ct_number_word *ct_numbers_word(const ct_numbers *n, ct_number_kind kind, const char *word)
{
    uint32_t k = ct_intern_find(&n->words[kind], word, strlen(word));
    return k == CT_NO_STRING ? NULL : &n->values[kind][k];
}

bool ct_numbers_has(const ct_numbers *n, const char *word)
{
    static const ct_number_kind kinds[] = { CT_NUMBER_CARDINAL, CT_NUMBER_SCALE, CT_NUMBER_ORDINAL };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ct_numbers_word(n, kinds[i], word) != NULL)
            return true;
    return false;
}
