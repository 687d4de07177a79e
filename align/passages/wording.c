/* Tables that the alignment of passages reads: words of a language on which a sentence hangs, and the model's weights. */
#include "passages.h"

#include <math.h>
#include <string.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/tsv.h>

const char *const feature_names[FEATURES] = {
    "facet", "both", "section", "clause", "mass", "action", "object", "name", "nameless", "field", "roles",
    "answers"
};

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the alignment's tables");
}

/* ---- wording ---------------------------------------------------------------------------------------- */

static bool take(wording *w, const char *what, const char *item)
{
    const struct { const char *what; ct_intern *words; } sets[] = {
        { "conjunction", &w->conjunctions }, { "opener", &w->openers }, { "event", &w->events }, { "frame", &w->frames },
    };

    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (strcmp(what, sets[i].what) == 0)
            return ct_intern_add(sets[i].words, item, strlen(item)) != CT_NO_STRING;
    char *ending = ct_arena_string(&w->arena, item);
    return ending != NULL && ct_push(&w->endings, ending);
}

static bool known(const char *what)
{
    return strcmp(what, "conjunction") == 0 || strcmp(what, "opener") == 0 || strcmp(what, "event") == 0
        || strcmp(what, "frame") == 0 || strcmp(what, "ending") == 0;
}

static int longest_first(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    size_t m = strlen(x), n = strlen(y);
    return m != n ? (m < n) - (m > n) : strcmp(x, y);
}

ct_status wording_read(wording *out, const char *data, ct_language language, ct_error *err)
{
    ct_status status = CT_OK;
    ct_buffer path = { 0 };
    ct_tsv table = { 0 };

    ct_buffer_printf(&path, "%s/%s/linking.tsv", data, ct_language_tag(language));
    if (path.failed) {
        status = no_memory(err);
        goto done;
    }
    status = ct_tsv_open(&table, path.bytes, err);
    while (status == CT_OK && ct_tsv_next(&table)) {
        char *rest = table.fields[1], *item;

        if (!known(table.fields[0]))
            status = ct_tsv_fail(&table, err, "'%s' is no kind of word", table.fields[0]);
        while (status == CT_OK && (item = ct_tsv_item(&rest)) != NULL)
            if (!take(out, table.fields[0], item))
                status = no_memory(err);
    }
    if (status == CT_OK && out->endings.n > 1)
        qsort(out->endings.items, out->endings.n, sizeof *out->endings.items, longest_first);
done:
    ct_tsv_close(&table);
    ct_buffer_release(&path);
    return status;
}

ct_status wording_broad_fields(ct_intern *out, const char *data, ct_error *err)
{
    ct_buffer path = { 0 };
    ct_tsv table = { 0 };
    ct_status status;

    ct_buffer_printf(&path, "%s/es-en/linking.tsv", data);
    status = path.failed ? no_memory(err) : ct_tsv_open(&table, path.bytes, err);
    while (status == CT_OK && ct_tsv_next(&table)) {
        char *rest = table.fields[1], *item;

        if (strcmp(table.fields[0], "broad-field") != 0)
            status = ct_tsv_fail(&table, err, "'%s' is no kind of line", table.fields[0]);
        while (status == CT_OK && (item = ct_tsv_item(&rest)) != NULL)
            if (ct_intern_add(out, item, strlen(item)) == CT_NO_STRING)
                status = no_memory(err);
    }
    ct_tsv_close(&table);
    ct_buffer_release(&path);
    return status;
}

void wording_release(wording *w)
{
    ct_intern_release(&w->conjunctions);
    ct_intern_release(&w->openers);
    ct_intern_release(&w->events);
    ct_intern_release(&w->frames);
    ct_vector_release(&w->endings);
    ct_arena_clear(&w->arena);
}

size_t wording_stem(const wording *w, const char *word, size_t len)
{
    enum { LEAST = 4, ROUNDS = 2 };   /* "institucionalización" loses two endings */

    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < w->endings.n; i++) {
            const char *ending = w->endings.items[i];
            size_t n = strlen(ending);

            if (len >= n + LEAST && memcmp(word + len - n, ending, n) == 0) {
                len -= n;
                break;
            }
        }
    return len;
}

/* ---- model ------------------------------------------------------------------------------------------ */

enum { OTHER_WEIGHTS = 8 };

static double *model_slot(model *m, const char *name)
{
    const struct { const char *name; double *slot; } others[OTHER_WEIGHTS] = {
        { "bias", &m->bias }, { "rivals", &m->rivals }, { "odds", &m->odds }, { "few", &m->few }, { "many", &m->many },
        { "threshold", &m->threshold }, { "further", &m->further }, { "related", &m->related },
    };

    for (int i = 0; i < OTHER_WEIGHTS; i++)
        if (strcmp(name, others[i].name) == 0)
            return others[i].slot;
    for (int f = 0; f < FEATURES; f++)
        if (strcmp(name, feature_names[f]) == 0)
            return &m->weights[f];
    return NULL;
}

ct_status model_read(model *out, const char *path, ct_error *err)
{
    ct_tsv table = { 0 };
    unsigned found = 0;
    ct_status status = ct_tsv_open(&table, path, err);

    while (status == CT_OK && ct_tsv_next(&table)) {
        double *slot = model_slot(out, table.fields[0]);
        char *end;

        if (slot == NULL) {
            status = ct_tsv_fail(&table, err, "'%s' is no feature", table.fields[0]);
            break;
        }
        *slot = strtod(table.fields[1], &end);
        if (end == table.fields[1] || *end != '\0' || !isfinite(*slot))
            status = ct_tsv_fail(&table, err, "'%s' is no number", table.fields[1]);
        found++;
    }
    if (status == CT_OK && found != FEATURES + OTHER_WEIGHTS)
        status = ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' has %u of %d weights", path, found, FEATURES + OTHER_WEIGHTS);
    ct_tsv_close(&table);
    return status;
}

double model_odds(const model *m, const float *features, uint32_t without)
{
    double sum = m->bias;

    for (unsigned f = 0; f < FEATURES; f++)
        if ((without >> f & 1) == 0)
            sum += m->weights[f] * (double)features[f];
    return sum;
}

double model_probability(const model *m, double odds, double few, double many)
{
    return 1 / (1 + exp(-(m->rivals + m->odds * odds + m->few * few + m->many * many)));
}
