/* function-words.tsv: words that carry grammar rather than matter. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/reader.h>
#include <cotejo-internal/tsv.h>
#include <cotejo-internal/vector.h>

static ct_function_class class_of(const char *word)
{
    static const char *const names[CT_FUNCTION_CLASSES] = {
        "", "article", "preposition", "conjunction", "relation", "pronoun", "determiner", "auxiliary", "negation",
        "adverb"
    };

    for (int c = CT_FUNCTION_ARTICLE; c < CT_FUNCTION_CLASSES; c++)
        if (strcmp(names[c], word) == 0)
            return (ct_function_class)c;
    return CT_FUNCTION_NONE;
}

typedef CT_VECTOR(uint8_t) class_list;

static ct_status read_line(ct_function_words *out, class_list *classes, ct_tsv *t, ct_error *err)
{
    ct_function_class c = class_of(t->fields[1]);
    char *list = t->fields[0], *word;

    if (c == CT_FUNCTION_NONE)
        return ct_tsv_fail(t, err, "'%.40s' is no class of function words", t->fields[1]);
    while ((word = ct_tsv_item(&list)) != NULL) {
        uint32_t k = ct_intern_add(&out->words, word, strlen(word));
        if (k == CT_NO_STRING || (k == classes->n && !ct_push(classes, (uint8_t)c)))
            return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for function words");
    }
    return CT_OK;
}

ct_status ct_function_words_read(ct_function_words *out, const char *data, ct_language language, ct_error *err)
{
    class_list classes = { 0 };
    ct_tsv table = { 0 };
    char path[1024];
    ct_status status;

    *out = (ct_function_words){ 0 };
    snprintf(path, sizeof path, "%s/%s/function-words.tsv", data, ct_language_tag(language));
    status = ct_tsv_open_if_there(&table, path, err);
    while (status == CT_OK && ct_tsv_next(&table))
        status = read_line(out, &classes, &table, err);
    ct_tsv_close(&table);
    out->classes = classes.items;
    if (status != CT_OK)
        ct_function_words_release(out);
    return status;
}

void ct_function_words_release(ct_function_words *words)
{
    ct_intern_release(&words->words);
    free(words->classes);
    words->classes = NULL;
}

ct_function_class ct_function_words_class(const ct_function_words *words, const char *bytes, size_t len)
{
    char small[CT_MAX_FORM];
    size_t n;
    uint32_t k;

    if (len >= CT_MAX_FORM || (n = ct_lower(bytes, len, small)) == 0)
        return CT_FUNCTION_NONE;
    k = ct_intern_find(&words->words, small, n);
    return k == CT_NO_STRING ? CT_FUNCTION_NONE : (ct_function_class)words->classes[k];
}
