/* What two models believe of one sentence pair: which word of the given side each word of the made side comes from.
 *
 * Beliefs are posteriors: row j, column i is how far the made word j comes from the given word i - 1, column 0 how
 * far it comes from none. In the Markov model a word without counterpart keeps the place of the word before it, so that
 * the next one jumps from there; place 0 is before the sentence. */
#include "learn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>


#define NOWHERE_DIAGONAL  0.08F    /* share of words without counterpart, as fast_align has it */
#define NOWHERE_MARKOV    0.10F
#define TENSION           8.0F     /* of the diagonal */
#define FAINT             1e-4F    /* beliefs below are not counted */
#define FAINT_PLACE       1e-4F    /* nor do places so unlikely lead anywhere */

void grid_lay(uint32_t *grid, const table *t, const corpus *c, size_t pair)
{
    uint32_t es[MOST_TOKENS + 1], en[MOST_TOKENS + 1];
    uint32_t n = corpus_length(c, CT_ES, pair), m = corpus_length(c, CT_EN, pair);

    es[0] = en[0] = 0;
    for (uint32_t i = 0; i < n; i++)
        es[i + 1] = corpus_class(c, CT_ES, pair, i);
    for (uint32_t k = 0; k < m; k++)
        en[k + 1] = corpus_class(c, CT_EN, pair, k);
    for (uint32_t i = 0; i <= n; i++)
        for (uint32_t k = 0; k <= m; k++)
            *grid++ = i == 0 && k == 0 ? CT_NONE : table_find(t, es[i], en[k]);
}

static void fill_emissions(bench *b, const table *t)
{
    uint32_t n = b->length[CT_ES], m = b->length[CT_EN];
    const uint32_t *at = b->grid;

    for (uint32_t i = 0; i <= n; i++)
        for (uint32_t k = 0; k <= m; k++, at++) {
            if (k > 0)
                b->emit[CT_ES][(k - 1) * (n + 1) + i] = t->cells[*at].p[CT_ES];
            if (i > 0)
                b->emit[CT_EN][(i - 1) * (m + 1) + k] = t->cells[*at].p[CT_EN];
        }
}

static void scale(float *row, uint32_t n, float by)
{
    for (uint32_t i = 0; i < n; i++)
        row[i] *= by;
}

/* In four lanes, since additions that wait for each other are slow. */
static float total(const float *row, uint32_t n)
{
    float sum[4] = { 0 };
    uint32_t i = 0;

    for (; i + 4 <= n; i += 4)
        for (int lane = 0; lane < 4; lane++)
            sum[lane] += row[i + (uint32_t)lane];
    for (; i < n; i++)
        sum[0] += row[i];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/* ---- by the diagonal ------------------------------------------------------------------------------------------ */

/* near[i] = exp(-TENSION * |(i + 1) / n - place|), from the places next to it outwards: each is `step` of the one before. */
static void fill_near(float *near, uint32_t n, float place, float step)
{
    uint32_t below = (uint32_t)(place * (float)n), first = below > n ? n : below;   /* (i + 1) / n <= place */
    float x;

    if (first > 0) {
        x = expf(-TENSION * (place - (float)first / (float)n));
        for (uint32_t i = first; i-- > 0; x *= step)
            near[i] = x;
    }
    x = expf(-TENSION * ((float)(first + 1) / (float)n - place));
    for (uint32_t i = first; i < n; i++, x *= step)
        near[i] = x;
}

static void believe_diagonal(bench *b, int given)
{
    uint32_t n = b->length[given], m = b->length[1 - given], width = n + 1;
    float near[MOST_TOKENS], step = expf(-TENSION / (float)n);

    for (uint32_t j = 0; j < m; j++) {
        float *out = b->belief[given] + j * width;
        const float *emit = b->emit[given] + j * width;
        float sum;
        fill_near(near, n, (float)(j + 1) / (float)m, step);
        sum = total(near, n);
        out[0] = NOWHERE_DIAGONAL * emit[0];
        for (uint32_t i = 0; i < n; i++)
            out[i + 1] = (1 - NOWHERE_DIAGONAL) * near[i] / sum * emit[i + 1];
        scale(out, width, 1 / total(out, width));
    }
}

/* ---- by the Markov model --------------------------------------------------------------------------------------- */

/* 1 / (weight of all jumps from each place that stay in the sentence). */
static void jump_norms(float *norm, const jumps *j, uint32_t n)
{
    const float *weight = j->weight + MOST_JUMP;
    double sum = 0;

    for (uint32_t to = 1; to <= n; to++)
        sum += (double)weight[to];
    for (uint32_t from = 0; from <= n; from++) {
        norm[from] = (float)(1 / sum);
        sum += (double)*(weight - from) - (double)*(weight + n - from);
    }
}

/* out[to] = sum over from of w[from] * jump(from, to), for to in 1..n */
static void jump_forward(float *restrict out, const float *restrict w, const jumps *j, uint32_t n)
{
    memset(out, 0, (n + 1) * sizeof *out);
    for (uint32_t from = 0; from <= n; from++) {
        const float *restrict weight = j->weight + MOST_JUMP - from;
        float x = w[from];
        if (x < FAINT_PLACE)
            continue;
        for (uint32_t to = 1; to <= n; to++)
            out[to] += x * weight[to];
    }
}

/* out[from] = sum over to of w[to] * jump(from, to), for from in 0..n */
static void jump_backward(float *restrict out, const float *restrict w, const jumps *j, uint32_t n)
{
    float least = 0;

    memset(out, 0, (n + 1) * sizeof *out);
    for (uint32_t to = 1; to <= n; to++)
        least = w[to] > least ? w[to] : least;
    least *= FAINT_PLACE;
    for (uint32_t to = 1; to <= n; to++) {
        const float *restrict weight = j->mirrored + MOST_JUMP - to;
        float x = w[to];
        if (x < least)
            continue;
        for (uint32_t from = 0; from <= n; from++)
            out[from] += x * weight[from];
    }
}

/* forward: words; idle: words without counterpart; both scaled so that a row sums to 1; scales[j] by what. */
static void run_forward(bench *b, int given, const jumps *j, const float *norm, float *scales)
{
    uint32_t n = b->length[given], m = b->length[1 - given], width = n + 1;
    float at[MOST_TOKENS + 1] = { 1 }, w[MOST_TOKENS + 1];

    for (uint32_t k = 0; k < m; k++) {
        float *word = b->forward + k * width, *idle = b->idle + k * width;
        const float *emit = b->emit[given] + k * width;
        for (uint32_t i = 0; i <= n; i++)
            w[i] = (k == 0 ? (i == 0) : at[i]) * norm[i];
        jump_forward(word, w, j, n);
        for (uint32_t i = 0; i <= n; i++) {
            word[i] *= (1 - NOWHERE_MARKOV) * (i == 0 ? 0 : emit[i]);
            idle[i] = NOWHERE_MARKOV * emit[0] * (k == 0 ? (i == 0) : at[i]);
        }
        scales[k] = 1 / (total(word, width) + total(idle, width));
        scale(word, width, scales[k]);
        scale(idle, width, scales[k]);
        for (uint32_t i = 0; i <= n; i++)
            at[i] = word[i] + idle[i];
    }
}

static void run_backward(bench *b, int given, const jumps *j, const float *norm, const float *scales)
{
    uint32_t n = b->length[given], m = b->length[1 - given], width = n + 1;
    float w[MOST_TOKENS + 1];

    for (uint32_t i = 0; i <= n; i++)
        b->backward[(m - 1) * width + i] = 1;
    for (uint32_t k = m - 1; k > 0; k--) {
        const float *after = b->backward + k * width, *emit = b->emit[given] + k * width;
        float *out = b->backward + (k - 1) * width;
        for (uint32_t i = 0; i <= n; i++)
            w[i] = (1 - NOWHERE_MARKOV) * scales[k] * emit[i] * after[i];
        jump_backward(out, w, j, n);
        for (uint32_t i = 0; i <= n; i++)
            out[i] = out[i] * norm[i] + NOWHERE_MARKOV * scales[k] * emit[0] * after[i];
    }
}

/* Expected jumps, without those from a word to the next that has none. */
static void count_jumps(bench *b, int given, const jumps *j, const float *norm, const float *scales)
{
    uint32_t n = b->length[given], m = b->length[1 - given], width = n + 1;
    float sums[JUMPS] = { 0 };

    for (uint32_t k = 1; k < m; k++) {
        const float *word = b->forward + (k - 1) * width, *idle = b->idle + (k - 1) * width;
        const float *after = b->backward + k * width, *emit = b->emit[given] + k * width;
        float w[MOST_TOKENS + 1];
        for (uint32_t to = 1; to <= n; to++)
            w[to] = (1 - NOWHERE_MARKOV) * scales[k] * emit[to] * after[to];
        for (uint32_t from = 0; from <= n; from++) {
            float x = (word[from] + idle[from]) * norm[from];
            float *restrict sum = sums + MOST_JUMP - from;
            const float *restrict weight = j->weight + MOST_JUMP - from;
            if (x < FAINT)
                continue;
            for (uint32_t to = 1; to <= n; to++)
                sum[to] += x * weight[to] * w[to];
        }
    }
    for (uint32_t d = MOST_JUMP - n; d <= MOST_JUMP + n; d++)
        b->jumped[given][d] += (int64_t)((double)sums[d] / JUMP_UNIT);
}

static void believe_markov(bench *b, int given, const jumps *j, bool learn_jumps)
{
    uint32_t n = b->length[given], m = b->length[1 - given], width = n + 1;
    float norm[MOST_TOKENS + 1], scales[MOST_TOKENS];

    jump_norms(norm, j, n);
    run_forward(b, given, j, norm, scales);
    run_backward(b, given, j, norm, scales);
    if (learn_jumps)
        count_jumps(b, given, j, norm, scales);
    for (uint32_t k = 0; k < m; k++) {
        float *out = b->belief[given] + k * width;
        const float *word = b->forward + k * width, *idle = b->idle + k * width, *after = b->backward + k * width;
        float none = 0;
        for (uint32_t i = 0; i <= n; i++) {
            out[i] = word[i] * after[i];
            none += idle[i] * after[i];
        }
        out[0] = none;
        scale(out, width, 1 / total(out, width));
    }
}

void model_believe(bench *b, const table *t, const jumps *j, bool learn_jumps)
{
    fill_emissions(b, t);
    for (int given = 0; given < CT_LANGUAGES; given++) {
        if (j == NULL)
            believe_diagonal(b, given);
        else
            believe_markov(b, given, &j[given], learn_jumps);
    }
}

/* ---- counting --------------------------------------------------------------------------------------------------- */

static void count(cell *e, int given, float belief, double per)
{
    if (belief >= FAINT)
        atomic_fetch_add_explicit(&e->n[given], (uint32_t)((double)belief * per), memory_order_relaxed);
}

void model_count(const bench *b, table *t, bool agree)
{
    uint32_t n = b->length[CT_ES], m = b->length[CT_EN], width = m + 1;
    const float *es = b->belief[CT_ES], *en = b->belief[CT_EN];   /* es: rows English; en: rows Spanish */
    double per = 1 / t->unit;

    for (uint32_t i = 1; i <= n; i++)
        for (uint32_t k = 1; k <= m; k++) {
            cell *e = &t->cells[b->grid[i * width + k]];
            float x = es[(k - 1) * (n + 1) + i], y = en[(i - 1) * (m + 1) + k];
            if (agree)
                x = y = sqrtf(x * y);
            count(e, CT_ES, x, per);
            count(e, CT_EN, y, per);
        }
    for (uint32_t k = 1; k <= m; k++)
        count(&t->cells[b->grid[k]], CT_ES, es[(k - 1) * (n + 1)], per);
    for (uint32_t i = 1; i <= n; i++)
        count(&t->cells[b->grid[i * width]], CT_EN, en[(i - 1) * (m + 1)], per);
}
