/* Moved blocks: what both sides left over, matched once more without regard to order.
 *
 * Pairs of left-over units that share words are seeds. A seed that goes on, unit by unit, on both sides alike is a moved
 * block; a lone pair must tell much more. Each block is then aligned by itself, with its own omissions and mergers.
 * (The idea of a local alignment after the global one: Smith and Waterman, J. Mol. Biol. 147, 1981.) */
#include <stdlib.h>
#include <string.h>

#include "sentences.h"

enum {
    MOST_FREQUENT = 24,    /* left-over units that a word may occur in to make seeds */
    MOST_SEEDS    = 24,    /* of one source unit */
    STEP          = 3      /* units that a block may leave out or merge between two seeds */
};

/* Log-odds from which on a pair may be part of a block, a block is believed, a gap within a block costs. */
static const float least_pair = 1.0f, least_block = 22.0f, gap_cost = 2.0f;

typedef struct seed { uint32_t at[2]; float score, chain; uint32_t before; bool used; } seed;   /* active positions */

typedef struct mover {
    const ct_sentence_model *m;
    ct_scorer *scorer;
    uint8_t   *lost[2];          /* [n_active] left over */
    CT_VECTOR(seed) seeds;
    uint32_t  *file_start;       /* [target types + 1] … */
    uint32_t  *file;             /* … positions of left-over target units that have the type */
    uint32_t  *tried;            /* [target n_active] source position + 1 that met it last */
} mover;

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for moved blocks");
}

/* ---- what is left over ------------------------------------------------------------------------------------------ */

static size_t mark_lost(mover *w, const ct_steps *steps)
{
    size_t n[2] = { 0, 0 };

    for (size_t i = 0; i < steps->n; i++) {
        const ct_step *s = &steps->items[i];
        int side = s->n[0] == 0 ? 1 : 0;
        if (s->n[1 - side] != 0)
            continue;
        w->lost[side][s->first[side]] = 1;
        n[side]++;
    }
    return n[0] < n[1] ? n[0] : n[1];
}

static bool file_targets(mover *w)
{
    const ct_half *h = &w->m->halves[1];
    uint32_t n_types = h->lines->types.n;
    size_t n = 0;

    w->file_start = calloc((size_t)n_types + 2, sizeof *w->file_start);
    if (w->file_start == NULL)
        return false;
    for (int turn = 0; turn < 2; turn++) {
        for (uint32_t at = 0; at < h->n_active; at++)
            for (uint32_t k = h->feature_start[h->active[at]]; w->lost[1][at] && k < h->feature_start[h->active[at] + 1]; k++)
                if (turn == 0) {
                    w->file_start[h->features[k] + 2]++;
                    n++;
                } else {
                    w->file[w->file_start[h->features[k] + 1]++] = at;
                }
        if (turn == 1)
            break;
        for (uint32_t t = 2; t < n_types + 2; t++)
            w->file_start[t] += w->file_start[t - 1];
        w->file = malloc((n + 1) * sizeof *w->file);
        if (w->file == NULL)
            return false;
    }
    return true;
}

/* ---- seeds ------------------------------------------------------------------------------------------------------------ */

static bool try_pair(mover *w, uint32_t a, uint32_t b, uint32_t *n)
{
    static const uint8_t shape[2] = { 1, 1 };
    const ct_half *h = w->m->halves;
    const uint32_t *units[2] = { h[0].active + a, h[1].active + b };
    ct_meeting x = ct_scorer_meet(w->scorer, *units[1]);
    const ct_meeting *meetings[] = { &x };
    float score;

    if (!ct_meets(&x))
        return true;
    score = ct_score_bead(w->m, units, shape, meetings);
    if (score < least_pair)
        return true;
    ++*n;
    return ct_push(&w->seeds, (seed){ .at = { a, b }, .score = score });
}

/* Meet the target units that share a rare word with the source unit at `a`, and their neighbours. */
static bool seed_unit(mover *w, uint32_t a)
{
    const ct_half *h = w->m->halves;
    uint32_t unit = h[0].active[a], n = 0;

    ct_scorer_take(w->scorer, unit);
    for (uint32_t k = h[0].feature_start[unit]; k < h[0].feature_start[unit + 1]; k++)
        for (uint32_t p = h[0].partner_start[h[0].features[k]]; p < h[0].partner_start[h[0].features[k] + 1]; p++) {
            uint32_t type = h[0].partners[p].type;
            if (w->file_start[type + 1] - w->file_start[type] > MOST_FREQUENT)
                continue;
            for (uint32_t q = w->file_start[type]; q < w->file_start[type + 1] && n < MOST_SEEDS; q++) {
                uint32_t b = w->file[q];
                if (w->tried[b] == a + 1)
                    continue;
                w->tried[b] = a + 1;
                if (!try_pair(w, a, b, &n))
                    return false;
            }
        }
    return true;
}

/* ---- blocks -------------------------------------------------------------------------------------------------------------- */

/* The best chain that ends in each seed; seeds come by source position. */
static void chain_seeds(mover *w)
{
    size_t from = 0;

    for (size_t i = 0; i < w->seeds.n; i++) {
        seed *s = &w->seeds.items[i];
        s->chain = s->score;
        s->before = CT_NONE;
        while (w->seeds.items[from].at[0] + STEP < s->at[0])
            from++;
        for (size_t k = from; k < i; k++) {
            const seed *r = &w->seeds.items[k];
            uint32_t d[2] = { s->at[0] - r->at[0], s->at[1] - r->at[1] };
            float chain;
            if (r->at[0] >= s->at[0] || r->at[1] >= s->at[1] || d[1] > STEP)
                continue;
            chain = r->chain + s->score - gap_cost * (float)(d[0] + d[1] - 2);
            if (chain > s->chain) {
                s->chain = chain;
                s->before = (uint32_t)k;
            }
        }
    }
}

static int by_chain(const void *a, const void *b)
{
    const seed *const *x = a, *const *y = b;

    if ((*x)->chain < (*y)->chain || (*x)->chain > (*y)->chain)
        return (*x)->chain < (*y)->chain ? 1 : -1;
    return (*x > *y) - (*x < *y);
}

/* The rectangle of a chain; false when something in it is taken already. */
static bool chain_range(const mover *w, const seed *s, ct_block_range *range)
{
    for (int side = 0; side < 2; side++)
        range->end[side] = s->at[side] + 1;
    for (; ; s = &w->seeds.items[s->before]) {
        if (!w->lost[0][s->at[0]] || !w->lost[1][s->at[1]])
            return false;
        range->first[0] = s->at[0];
        range->first[1] = s->at[1];
        if (s->before == CT_NONE)
            break;
    }
    for (int side = 0; side < 2; side++)
        for (uint32_t k = range->first[side]; k < range->end[side]; k++)
            if (!w->lost[side][k])
                return false;
    return true;
}

static ct_status take_blocks(mover *w, ct_block_ranges *out, ct_error *err)
{
    const seed **order = malloc((w->seeds.n + 1) * sizeof *order);

    if (order == NULL)
        return no_memory(err);
    for (size_t i = 0; i < w->seeds.n; i++)
        order[i] = &w->seeds.items[i];
    qsort(order, w->seeds.n, sizeof *order, by_chain);
    for (size_t i = 0; i < w->seeds.n && order[i]->chain >= least_block; i++) {
        ct_block_range range;
        if (!chain_range(w, order[i], &range))
            continue;
        if (!ct_push(out, range)) {
            free(order);
            return no_memory(err);
        }
        for (int side = 0; side < 2; side++)
            memset(w->lost[side] + range.first[side], 0, range.end[side] - range.first[side]);
    }
    free(order);
    return CT_OK;
}

ct_status ct_moves_find(ct_block_ranges *out, ct_scorer *scorer, const ct_steps *steps, ct_error *err)
{
    const ct_half *h = scorer->m->halves;
    mover w = { .m = scorer->m, .scorer = scorer };
    ct_status status = CT_OK;
    bool ok = true;

    for (int side = 0; side < 2; side++) {
        w.lost[side] = calloc((size_t)h[side].n_active + 1, 1);
        ok = ok && w.lost[side] != NULL;
    }
    w.tried = calloc((size_t)h[1].n_active + 1, sizeof *w.tried);
    ok = ok && w.tried != NULL;
    if (ok && mark_lost(&w, steps) > 0) {
        ok = file_targets(&w);
        for (uint32_t a = 0; ok && a < h[0].n_active; a++)
            ok = !w.lost[0][a] || seed_unit(&w, a);
        if (ok) {
            chain_seeds(&w);
            status = take_blocks(&w, out, err);
        }
    }
    for (int side = 0; side < 2; side++)
        free(w.lost[side]);
    free(w.tried);
    free(w.file_start);
    free(w.file);
    ct_vector_release(&w.seeds);
    return ok ? status : no_memory(err);
}
