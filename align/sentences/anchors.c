/* Cutting two texts into blocks at places that are surely the same on both sides.
 *
 * Small texts are one block. In longer ones pairs of rare words are points of a map; the heaviest chain of points that
 * rises on both sides is found with a Fenwick tree; and where two neighbours on the chain are sure pairs of units, a block
 * may end. Stretches in which no word is rare (a text that repeats itself) are walked by windows: see walk.c. */
#include <stdlib.h>
#include <string.h>

#include "sentences.h"

enum {
    SMALL         = 200,    /* units of a side that are one block in any case */
    MOST_RARE     = 8,      /* units that a rare word occurs in */
    MOST_POINTS   = 16,     /* that one pair of words may give */
    BLOCK         = 3       /* units that a block has at least */
};

static const float sure_step = 0.999f;    /* probability of beads that a later pass may keep */
static const float sure_pair = 5.0f;     /* log-odds of a pair at which the text may be cut */

typedef struct point { uint32_t at[2]; float weight, chain; uint32_t before; } point;

typedef struct mapper {
    ct_scorer *scorer;
    const ct_half *h;
    uint32_t  *file_start[2], *file[2];     /* positions of the units that have a rare type */
    CT_VECTOR(point) points;
    CT_VECTOR(uint32_t) chain;              /* points, in order */
    uint32_t last_sure[2];                  /* the place behind the pair that was asked about last … */
    bool     was_sure;                      /* … and what was said of it */
} mapper;

/* ---- the map -------------------------------------------------------------------------------------------------- */

static bool is_rare(const ct_half *h, uint32_t type)
{
    return h->frequency[type] <= MOST_RARE && h->classes[type] != CT_WORD_FUNCTION;
}

static bool file_rare(mapper *w, int side)
{
    const ct_half *h = &w->h[side];
    uint32_t n_types = h->lines->types.n, *start = calloc((size_t)n_types + 2, sizeof *start);
    size_t n = 0;

    w->file_start[side] = start;
    if (start == NULL)
        return false;
    for (uint32_t at = 0; at < h->n_active; at++)
        for (uint32_t k = h->feature_start[h->active[at]]; k < h->feature_start[h->active[at] + 1]; k++)
            if (is_rare(h, h->features[k])) {
                start[h->features[k] + 2]++;
                n++;
            }
    w->file[side] = malloc((n + 1) * sizeof *w->file[side]);
    if (w->file[side] == NULL)
        return false;
    for (uint32_t t = 2; t < n_types + 2; t++)
        start[t] += start[t - 1];
    for (uint32_t at = 0; at < h->n_active; at++)
        for (uint32_t k = h->feature_start[h->active[at]]; k < h->feature_start[h->active[at] + 1]; k++)
            if (is_rare(h, h->features[k]))
                w->file[side][start[h->features[k] + 1]++] = at;
    return true;
}

static bool add_points(mapper *w, uint32_t a, uint32_t b)
{
    uint32_t first[2] = { w->file_start[0][a], w->file_start[1][b] };
    uint32_t end[2] = { w->file_start[0][a + 1], w->file_start[1][b + 1] };
    uint32_t n = (end[0] - first[0]) * (end[1] - first[1]);

    if (n == 0 || n > MOST_POINTS)
        return true;
    for (uint32_t i = first[0]; i < end[0]; i++)
        for (uint32_t k = first[1]; k < end[1]; k++)
            if (!ct_push(&w->points, (point){ .at = { w->file[0][i], w->file[1][k] }, .weight = 1.0f / (float)n }))
                return false;
    return true;
}

static int by_position(const void *a, const void *b)
{
    const point *x = a, *y = b;

    if (x->at[0] != y->at[0])
        return (x->at[0] > y->at[0]) - (x->at[0] < y->at[0]);
    return (x->at[1] > y->at[1]) - (x->at[1] < y->at[1]);
}

/* By source position in one go, then each few by target position. */
static bool sort_points(mapper *w)
{
    uint32_t n = w->h[0].n_active, *start = calloc((size_t)n + 2, sizeof *start);
    point *sorted = malloc((w->points.n + 1) * sizeof *sorted);

    if (start == NULL || sorted == NULL) {
        free(start);
        free(sorted);
        return false;
    }
    for (size_t i = 0; i < w->points.n; i++)
        start[w->points.items[i].at[0] + 2]++;
    for (uint32_t k = 2; k < n + 2; k++)
        start[k] += start[k - 1];
    for (size_t i = 0; i < w->points.n; i++)
        sorted[start[w->points.items[i].at[0] + 1]++] = w->points.items[i];
    for (uint32_t k = 0; k < n; k++)
        if (start[k + 1] - start[k] > 1)
            qsort(sorted + start[k], start[k + 1] - start[k], sizeof *sorted, by_position);
    free(w->points.items);
    w->points.items = sorted;
    w->points.capacity = w->points.n + 1;
    free(start);
    return true;
}

static bool make_map(mapper *w)
{
    size_t kept = 0;

    for (int side = 0; side < 2; side++)
        if (!file_rare(w, side))
            return false;
    for (uint32_t a = 0; a < w->h[0].lines->types.n; a++)
        for (uint32_t p = w->h[0].partner_start[a]; p < w->h[0].partner_start[a + 1]; p++)
            if (!w->h[0].partners[p].weak && !add_points(w, a, w->h[0].partners[p].type))
                return false;
    if (!sort_points(w))
        return false;
    for (size_t i = 0; i < w->points.n; i++)
        if (kept > 0 && by_position(&w->points.items[kept - 1], &w->points.items[i]) == 0)
            w->points.items[kept - 1].weight += w->points.items[i].weight;
        else
            w->points.items[kept++] = w->points.items[i];
    w->points.n = kept;
    return true;
}

/* ---- the chain ------------------------------------------------------------------------------------------------- */

/* Points of one row are entered together, so that none follows another of its row. */
static bool find_chain(mapper *w)
{
    uint32_t n = w->h[1].n_active, last = CT_NONE;
    uint32_t *best = malloc(((size_t)n + 2) * sizeof *best);   /* Fenwick tree: point with the heaviest chain */
    point *all = w->points.items;

    if (best == NULL)
        return false;
    memset(best, 0xff, ((size_t)n + 2) * sizeof *best);
    for (size_t row = 0, end; row < w->points.n; row = end) {
        for (end = row; end < w->points.n && all[end].at[0] == all[row].at[0]; end++) {
            point *p = &all[end];
            p->before = CT_NONE;
            for (uint32_t k = p->at[1]; k > 0; k &= k - 1)
                if (best[k] != CT_NONE && (p->before == CT_NONE || all[best[k]].chain > all[p->before].chain))
                    p->before = best[k];
            p->chain = p->weight + (p->before == CT_NONE ? 0 : all[p->before].chain);
        }
        for (size_t i = row; i < end; i++)
            for (uint32_t k = all[i].at[1] + 1; k <= n; k += k & (0 - k))
                if (best[k] == CT_NONE || all[best[k]].chain < all[i].chain)
                    best[k] = (uint32_t)i;
    }
    for (size_t i = 0; i < w->points.n; i++)
        if (last == CT_NONE || all[i].chain > all[last].chain)
            last = (uint32_t)i;
    free(best);
    for (; last != CT_NONE; last = all[last].before)
        if (!ct_push(&w->chain, last))
            return false;
    for (size_t a = 0, b = w->chain.n; a + 1 < b; a++) {
        uint32_t x = w->chain.items[a];
        w->chain.items[a] = w->chain.items[--b];
        w->chain.items[b] = x;
    }
    return true;
}

/* ---- cuts ------------------------------------------------------------------------------------------------------- */

bool ct_pair_is_sure(ct_scorer *scorer, uint32_t a, uint32_t b)
{
    static const uint8_t shape[2] = { 1, 1 };
    const ct_half *h = scorer->m->halves;
    const uint32_t *units[2] = { h[0].active + a, h[1].active + b };
    ct_meeting x;
    const ct_meeting *meetings[] = { &x };

    ct_scorer_take(scorer, *units[0]);
    x = ct_scorer_meet(scorer, *units[1]);
    return ct_score_bead(scorer->m, units, shape, meetings) >= sure_pair;
}

/* A point of the chain with others close by on both sides, in step. */
static bool stands_firm(const mapper *w, size_t k)
{
    const point *p = &w->points.items[w->chain.items[k]];

    for (int d = -1; d <= 1; d += 2) {
        const point *q = &w->points.items[w->chain.items[k + (size_t)d]];
        int64_t x = (int64_t)q->at[0] - p->at[0], y = (int64_t)q->at[1] - p->at[1];
        if (x * d > 12 || y * d > 12 || x - y > 3 || y - x > 3)
            return false;
    }
    return true;
}

/* The pairs at a point and before it are sure. Points often follow each other: what was asked last is kept. */
static bool is_sure_place(mapper *w, const uint32_t at[2])
{
    bool before = w->last_sure[0] == at[0] && w->last_sure[1] == at[1] && at[0] > 0
        ? w->was_sure : ct_pair_is_sure(w->scorer, at[0] - 1, at[1] - 1);

    w->was_sure = ct_pair_is_sure(w->scorer, at[0], at[1]);
    w->last_sure[0] = at[0] + 1;
    w->last_sure[1] = at[1] + 1;
    return before && w->was_sure;
}

static bool cut(mapper *w, ct_cuts *out)
{
    ct_block_range r = { { 0, 0 }, { 0, 0 } };

    for (size_t k = 1; k + 1 < w->chain.n; k++) {
        const point *p = &w->points.items[w->chain.items[k]];
        if (p->at[0] < r.first[0] + BLOCK || p->at[1] < r.first[1] + BLOCK || !stands_firm(w, k)
            || !is_sure_place(w, p->at))
            continue;
        r.end[0] = p->at[0];
        r.end[1] = p->at[1];
        if (!ct_push(out, (ct_cut){ .range = r }))
            return false;
        r.first[0] = r.end[0];
        r.first[1] = r.end[1];
    }
    r.end[0] = w->h[0].n_active;
    r.end[1] = w->h[1].n_active;
    return ct_push(out, (ct_cut){ .range = r });
}

static bool is_sure_step(const ct_step *s) { return s->n[0] == 1 && s->n[1] == 1 && s->probability >= sure_step; }

/* What lies between runs of sure pairs is aligned anew; of a run all but its ends stays. */
static bool cut_path(ct_cuts *out, const ct_steps *steps, ct_block_range all)
{
    ct_block_range r = all;

    for (size_t i = 0, end; i < steps->n; i = end + 1) {
        const ct_step *first = &steps->items[i], *last;
        for (end = i; end < steps->n && is_sure_step(&steps->items[end]); )
            end++;
        if (end < i + 3)
            continue;
        last = &steps->items[end - 1];
        for (int side = 0; side < 2; side++)
            r.end[side] = first->first[side] + 1;
        if (!ct_push(out, (ct_cut){ r, i + 1, end - i - 2 }))
            return false;
        for (int side = 0; side < 2; side++)
            r.first[side] = last->first[side];
    }
    for (int side = 0; side < 2; side++)
        r.end[side] = all.end[side];
    return ct_push(out, (ct_cut){ .range = r });
}

ct_status ct_blocks_of(ct_cuts *out, ct_scorer *scorer, const ct_steps *before, ct_error *err)
{
    const ct_block_range all = { { 0, 0 }, { scorer->m->halves[0].n_active, scorer->m->halves[1].n_active } };
    mapper w = { .scorer = scorer, .h = scorer->m->halves };
    bool ok = true;

    if (all.end[0] <= SMALL && all.end[1] <= SMALL)
        ok = ct_push(out, (ct_cut){ .range = all });
    else if (before != NULL)
        ok = cut_path(out, before, all);
    else
        ok = make_map(&w) && find_chain(&w) && cut(&w, out);
    for (int side = 0; side < 2; side++) {
        free(w.file_start[side]);
        free(w.file[side]);
    }
    ct_vector_release(&w.points);
    ct_vector_release(&w.chain);
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for aligning sentences");
}
