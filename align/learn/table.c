/* The table of word pairs: one cell for each pair of classes that stand in one sentence pair, found by hashing (open
 * addressing). Counts are whole numbers, so that threads may add them in any order. */
#include "learn.h"

#include <math.h>
#include <string.h>

enum { FIRST_SLOTS = 1 << 16 };

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for word pairs");
}

static uint32_t slot_of(const cell *cells, uint32_t n_slots, uint32_t spanish, uint32_t english)
{
    uint64_t h = ((uint64_t)spanish << 32 | english) * 0x9E3779B97F4A7C15u;
    uint32_t i = (uint32_t)(h >> 32) & (n_slots - 1);

    while (cells[i].word[CT_ES] != CT_NONE && (cells[i].word[CT_ES] != spanish || cells[i].word[CT_EN] != english))
        i = (i + 1) & (n_slots - 1);
    return i;
}

uint32_t table_find(const table *t, uint32_t spanish, uint32_t english)
{
    uint32_t i = slot_of(t->cells, t->n_slots, spanish, english);
    return t->cells[i].word[CT_ES] == CT_NONE ? CT_NONE : i;
}

static bool grow(table *t)
{
    uint32_t n = t->n_slots == 0 ? FIRST_SLOTS : t->n_slots * 2;
    cell *cells;

    if (n == 0)
        return false;    /* 2^32 slots */
    cells = malloc(n * sizeof *cells);
    if (cells == NULL)
        return false;
    for (uint32_t i = 0; i < n; i++)
        cells[i] = (cell){ .word = { CT_NONE } };
    for (uint32_t i = 0; i < t->n_slots; i++)
        if (t->cells[i].word[CT_ES] != CT_NONE)
            cells[slot_of(cells, n, t->cells[i].word[CT_ES], t->cells[i].word[CT_EN])] = t->cells[i];
    free(t->cells);
    t->cells = cells;
    t->n_slots = n;
    return true;
}

static bool add(table *t, uint32_t spanish, uint32_t english)
{
    uint32_t i;

    if (t->n >= t->n_slots / 8 * 5 && !grow(t))
        return false;
    i = slot_of(t->cells, t->n_slots, spanish, english);
    if (t->cells[i].word[CT_ES] == CT_NONE) {
        memset(&t->cells[i], 0, sizeof t->cells[i]);
        t->cells[i].word[CT_ES] = spanish;
        t->cells[i].word[CT_EN] = english;
        t->n++;
    }
    return true;
}

static bool add_pair(table *t, const corpus *c, size_t pair)
{
    uint32_t n = corpus_length(c, CT_ES, pair), m = corpus_length(c, CT_EN, pair);

    for (uint32_t i = 0; i <= n; i++)
        for (uint32_t k = i == 0; k <= m; k++)
            if (!add(t, i == 0 ? 0 : corpus_class(c, CT_ES, pair, i - 1), k == 0 ? 0 : corpus_class(c, CT_EN, pair, k - 1)))
                return false;
    return true;
}

/* The finest unit in which no count can overflow: no pair is linked more often than there are tokens of either word. */
static double unit_of(const corpus *c)
{
    double most = 1;

    for (int l = 0; l < CT_LANGUAGES; l++)
        for (uint32_t k = 0; k < c->sides[l].classes.n; k++)
            if (c->sides[l].count[k] > most)
                most = c->sides[l].count[k];
    return exp2(ceil(log2(most)) - 30);
}

ct_status table_init(table *t, const corpus *c, ct_error *err)
{
    *t = (table){ .unit = unit_of(c) };
    if (!grow(t))
        return nomem(err);
    for (size_t i = 0; i < c->n_pairs; i++)
        if (!add_pair(t, c, i))
            return nomem(err);
    for (int l = 0; l < CT_LANGUAGES; l++) {
        t->mass[l] = calloc(c->sides[l].classes.n, sizeof *t->mass[l]);
        if (t->mass[l] == NULL)
            return nomem(err);
    }
    return prior_fill(t, c, err);
}

void table_release(table *t)
{
    free(t->cells);
    for (int l = 0; l < CT_LANGUAGES; l++)
        free(t->mass[l]);
    *t = (table){ 0 };
}

/* ---- estimating ------------------------------------------------------------------------------------------- */

/* exp(digamma(x)), by the asymptotic series after a shift. */
static double exp_digamma(double x)
{
    double shift = 0, r;

    while (x < 6) {
        shift -= 1 / x;
        x += 1;
    }
    r = 1 / (x * x);
    return exp(shift + log(x) - 0.5 / x - r * (1.0 / 12 - r * (1.0 / 120 - r / 252)));
}

ct_status table_estimate(table *t, const corpus *c, bool bare, ct_error *err)
{
    uint64_t *sum[CT_LANGUAGES];
    double *whole[CT_LANGUAGES];
    ct_status status = CT_OK;

    for (int l = 0; l < CT_LANGUAGES; l++) {
        sum[l] = calloc(c->sides[l].classes.n, sizeof *sum[l]);
        whole[l] = calloc(c->sides[l].classes.n, sizeof *whole[l]);
        if (sum[l] == NULL || whole[l] == NULL)
            status = nomem(err);
    }
    for (uint32_t i = 0; status == CT_OK && i < t->n_slots; i++)
        for (int l = 0; l < CT_LANGUAGES && t->cells[i].word[CT_ES] != CT_NONE; l++)
            sum[l][t->cells[i].word[l]] += t->cells[i].n[l];
    for (int l = 0; status == CT_OK && l < CT_LANGUAGES; l++)
        for (uint32_t k = 0; k < c->sides[l].classes.n; k++) {
            double x = (double)sum[l][k] * t->unit + t->mass[l][k];
            whole[l][k] = x <= 0 ? 1 : bare ? x : exp_digamma(x);
        }
    for (uint32_t i = 0; status == CT_OK && i < t->n_slots; i++)
        for (int l = 0; l < CT_LANGUAGES && t->cells[i].word[CT_ES] != CT_NONE; l++) {
            cell *e = &t->cells[i];
            double x = (double)e->n[l] * t->unit + (double)e->prior;
            e->p[l] = (float)((bare ? x : exp_digamma(x)) / whole[l][e->word[l]]);
            e->p[l] = e->p[l] < 1e-9F ? 1e-9F : e->p[l];
            e->n[l] = 0;
        }
    for (int l = 0; l < CT_LANGUAGES; l++) {
        free(sum[l]);
        free(whole[l]);
    }
    return status;
}
