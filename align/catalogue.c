/* The catalogue of rules. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo/catalogue.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/buffer.h>
#include <cotejo-internal/tsv.h>

struct ct_catalogue {
    ct_arena           arena;
    ct_catalogue_page *pages;   /* [number of ct_checks()] */
};

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the catalogue of rules");
}

/* The page of the rule that a record names; NULL for one that is no more. */
static ct_catalogue_page *page_named(ct_catalogue *c, const char *rule)
{
    size_t n;
    const ct_check *const *checks = ct_checks(&n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(checks[i]->id, rule) == 0)
            return &c->pages[i];
    return NULL;
}

static ct_status take_example(ct_catalogue *c, const ct_tsv *t, ct_error *err)
{
    ct_catalogue_page *page = page_named(c, t->fields[0]);

    if (page == NULL)
        return ct_tsv_fail(t, err, "there is no rule '%s'", t->fields[0]);
    page->flagged[CT_ES] = ct_arena_string(&c->arena, t->fields[1]);
    page->flagged[CT_EN] = ct_arena_string(&c->arena, t->fields[2]);
    page->right[CT_ES] = ct_arena_string(&c->arena, t->fields[3]);
    page->right[CT_EN] = ct_arena_string(&c->arena, t->fields[4]);
    return page->flagged[CT_ES] == NULL || page->flagged[CT_EN] == NULL || page->right[CT_ES] == NULL
        || page->right[CT_EN] == NULL ? no_memory(err) : CT_OK;
}

/* A rule may have gone since it was measured. */
static ct_status take_precision(ct_catalogue *c, const ct_tsv *t, ct_error *err)
{
    ct_catalogue_page *page = page_named(c, t->fields[0]);
    unsigned long right = strtoul(t->fields[1], NULL, 10), judged = strtoul(t->fields[2], NULL, 10);

    if (right > judged || judged > UINT32_MAX / 4)
        return ct_tsv_fail(t, err, "more findings right than judged");
    if (page == NULL)
        return CT_OK;
    page->n_right = (unsigned)right;
    page->n_judged = (unsigned)judged;
    page->judged_on = ct_arena_string(&c->arena, t->fields[3]);
    return page->judged_on == NULL ? no_memory(err) : CT_OK;
}

static ct_status read_table(ct_catalogue *c, const char *data, const char *name,
                            ct_status (*take)(ct_catalogue *, const ct_tsv *, ct_error *), ct_error *err)
{
    ct_buffer path = { 0 };
    ct_tsv table = { 0 };
    ct_status status;

    ct_buffer_printf(&path, "%s/es-en/%s", data, name);
    status = path.failed ? no_memory(err) : ct_tsv_open_if_there(&table, path.bytes, err);
    while (status == CT_OK && ct_tsv_next(&table))
        status = take(c, &table, err);
    ct_tsv_close(&table);
    ct_buffer_release(&path);
    return status;
}

ct_status ct_catalogue_read(ct_catalogue **out, const char *data, ct_error *err)
{
    ct_catalogue *c = calloc(1, sizeof *c);
    ct_status status = CT_OK;
    size_t n;

    *out = NULL;
    ct_checks(&n);
    if (c != NULL)
        c->pages = CT_NEW_N(&c->arena, ct_catalogue_page, n);
    if (c == NULL || c->pages == NULL)
        status = no_memory(err);
    if (data == NULL)
        data = ct_data_folder();
    if (status == CT_OK)
        status = read_table(c, data, "examples.tsv", take_example, err);
    if (status == CT_OK)
        status = read_table(c, data, "precision.tsv", take_precision, err);
    if (status == CT_OK) {
        *out = c;
        c = NULL;
    }
    ct_catalogue_free(c);
    return status;
}

void ct_catalogue_free(ct_catalogue *c)
{
    if (c == NULL)
        return;
    ct_arena_clear(&c->arena);
    free(c);
}

const ct_catalogue_page *ct_catalogue_page_of(const ct_catalogue *c, const ct_check *check)
{
    size_t n, i = 0;
    const ct_check *const *checks = ct_checks(&n);

    while (i + 1 < n && checks[i] != check)
        i++;
    return &c->pages[i];
}

bool ct_catalogue_demotes(const ct_catalogue *c, const ct_check *check)
{
    const ct_catalogue_page *page = ct_catalogue_page_of(c, check);

    return check->severity > CT_NEUTRAL && page->n_judged >= CT_ENOUGH_JUDGED && 2 * page->n_right < page->n_judged;
}

ct_severity ct_catalogue_severity(const ct_catalogue *c, const ct_check *check)
{
    return ct_catalogue_demotes(c, check) ? CT_NEUTRAL : check->severity;
}

/* E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927. */
void ct_share_interval(size_t right, size_t judged, double *low, double *high)
{
    const double z = 1.96, n = (double)judged;
    double share = judged == 0 ? 0 : (double)right / n, middle, half;

    *low = 0;
    *high = 1;
    if (judged == 0)
        return;
    middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    *low = middle > half ? middle - half : 0;
    *high = middle + half < 1 ? middle + half : 1;
}
