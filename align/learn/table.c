/* The table of word pairs: one cell for each pair of classes that stand in one sentence pair, found by hashing (open
 * addressing). Cells stand in the order in which their words first meet, so that those of one sentence pair are close.
 * Counts are whole numbers, so that threads may add them in any order. */
#include "learn.h"

#include <math.h>
#include <string.h>

enum { FIRST_SLOTS = 1 << 12 };

#define FLOOR     1e-9F
#define FAINTEST  0.035    /* exp(digamma(x)) is below 1e-13 for smaller x */

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for word pairs");
}

static uint32_t slot_of(const table *t, uint32_t spanish, uint32_t english)
{
    uint64_t h = ((uint64_t)spanish << 32 | english) * 0x9E3779B97F4A7C15u;
    uint32_t i = (uint32_t)(h >> 32) & (t->n_slots - 1);

    while (t->slots[i] != CT_NONE
           && (t->cells[t->slots[i]].word[CT_ES] != spanish || t->cells[t->slots[i]].word[CT_EN] != english))
        i = (i + 1) & (t->n_slots - 1);
    return i;
}

uint32_t table_find(const table *t, uint32_t spanish, uint32_t english)
{
    return t->slots[slot_of(t, spanish, english)];
}

static bool grow_slots(table *t)
{
    uint32_t n = t->n_slots == 0 ? FIRST_SLOTS : t->n_slots * 2;
    uint32_t *slots = n == 0 ? NULL : malloc(n * sizeof *slots);

    if (slots == NULL)
        return false;
    memset(slots, 0xFF, n * sizeof *slots);    /* CT_NONE */
    free(t->slots);
    t->slots = slots;
    t->n_slots = n;
    for (uint32_t i = 0; i < t->n; i++)
        slots[slot_of(t, t->cells[i].word[CT_ES], t->cells[i].word[CT_EN])] = i;
    return true;
}

static bool grow_cells(table *t)
{
    uint32_t capacity = t->capacity == 0 ? FIRST_SLOTS : t->capacity + t->capacity / 2;
    cell *cells = realloc(t->cells, capacity * sizeof *cells);

    if (cells == NULL)
        return false;
    t->cells = cells;
    t->capacity = capacity;
    return true;
}

/* The cell of a pair, made now if it is new; CT_NONE: out of memory. */
static uint32_t add(table *t, uint32_t spanish, uint32_t english)
{
    uint32_t i;

    if (t->n >= t->n_slots / 8 * 5 && !grow_slots(t))
        return CT_NONE;
    i = slot_of(t, spanish, english);
    if (t->slots[i] == CT_NONE) {
        if (t->n == t->capacity && !grow_cells(t))
            return CT_NONE;
        t->cells[t->n] = (cell){ .word = { spanish, english } };
        t->slots[i] = t->n++;
    }
    return t->slots[i];
}

/* @param grid gets the cells; NULL: nobody wants them */
static bool add_pair(table *t, const corpus *c, size_t pair, uint32_t *grid)
{
    uint32_t n = corpus_length(c, CT_ES, pair), m = corpus_length(c, CT_EN, pair), en[CT_LEARN_TOKENS + 1] = { 0 };

    for (uint32_t k = 1; k <= m; k++)
        en[k] = corpus_class(c, CT_EN, pair, k - 1);
    for (uint32_t i = 0; i <= n; i++) {
        uint32_t es = i == 0 ? 0 : corpus_class(c, CT_ES, pair, i - 1);
        for (uint32_t k = 0; k <= m; k++) {
            uint32_t at = add(t, es, en[k]);    /* the two empty words have a cell that nobody asks for */
            if (at == CT_NONE)
                return false;
            if (grid != NULL)
                grid[i * (m + 1) + k] = at;
        }
    }
    return true;
}

/* The finest unit in which no count can overflow: no pair is linked more often than there are tokens of a word. */
static double unit_of(const corpus *c)
{
    double most = 1;

    for (int l = 0; l < CT_LANGUAGES; l++)
        for (uint32_t k = 0; k < c->sides[l].classes.n; k++)
            if (c->sides[l].count[k] > most)
                most = c->sides[l].count[k];
    return exp2(ceil(log2(most)) - 30);
}

ct_status table_init(table *t, const corpus *c, uint32_t *grids, ct_error *err)
{
    size_t at = 0;

    *t = (table){ .unit = unit_of(c) };
    if (!grow_slots(t))
        return nomem(err);
    for (size_t i = 0; i < c->n_pairs; i++) {
        if (!add_pair(t, c, i, grids == NULL ? NULL : grids + at))
            return nomem(err);
        at += corpus_cells(c, i);
    }
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
    free(t->slots);
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

/* Most cells are never counted and have the prior of any pair: what they get is known beforehand. */
static void estimate_cell(cell *e, double unit, bool bare, double *const whole[CT_LANGUAGES])
{
    for (int l = 0; l < CT_LANGUAGES; l++) {
        double x = (double)e->n[l] * unit + (double)e->prior;
        float p = 0;
        if (bare || x > FAINTEST)
            p = (float)((bare ? x : exp_digamma(x)) / whole[l][e->word[l]]);
        e->p[l] = p < FLOOR ? FLOOR : p;
        e->n[l] = 0;
    }
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
    for (uint32_t i = 0; status == CT_OK && i < t->n; i++)
        for (int l = 0; l < CT_LANGUAGES; l++)
            sum[l][t->cells[i].word[l]] += t->cells[i].n[l];
    for (int l = 0; status == CT_OK && l < CT_LANGUAGES; l++)
        for (uint32_t k = 0; k < c->sides[l].classes.n; k++) {
            double x = (double)sum[l][k] * t->unit + t->mass[l][k];
            whole[l][k] = x <= 0 ? 1 : bare ? x : exp_digamma(x);
        }
    for (uint32_t i = 0; status == CT_OK && i < t->n; i++)
        estimate_cell(&t->cells[i], t->unit, bare, whole);
    for (int l = 0; l < CT_LANGUAGES; l++) {
        free(sum[l]);
        free(whole[l]);
    }
    return status;
}
