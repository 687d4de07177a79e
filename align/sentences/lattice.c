/* One block: all beads between its corners, each with its probability, and the path that gets most units right.
 *
 * Nodes (i, j) stand behind i source and j target units. Three states: after a bead, within left-out source units, within
 * left-out target units (which follow those of the source, so that each way is counted once). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sentences.h"

#define IMPOSSIBLE CT_IMPOSSIBLE

typedef struct node {
    float in_bead, in_source, in_target;    /* forward: log sum of all ways to here, by state */
    float ready;                            /* forward: to begin a bead here */
    float to_bead, to_source, to_target;    /* backward: log sum of all ways from here to the end */
    float expected;                         /* units right, on the best path to here */
    uint8_t step;                           /* shape of the bead, or one of the below, by which it comes */
} node;

enum { STEP_SOURCE = CT_BEAD_SHAPES, STEP_TARGET, STEP_NONE };

typedef struct lattice {
    const ct_sentence_model *m;
    ct_scorer      *scorer;
    const uint32_t *units[2];     /* active units of the block */
    uint32_t        n[2];
    size_t          width;        /* n[1] + 1 */
    node           *nodes;        /* [(n[0] + 1) * width] */
    ct_meeting     *meetings;     /* [n[0] * n[1]] */
    float         (*scores)[CT_BEAD_SHAPES];   /* [nodes] of the beads that end there … */
    uint8_t        *possible;     /* … those that are there: bits of shapes */
    float          *alone[2];     /* [n] probability of having no counterpart */
    bool            open;         /* the path may end on the far edges */
    float           all;          /* log sum of all paths */
} lattice;

/* log(exp(a) + exp(b)) */
static inline float log_add(const ct_sentence_model *m, float a, float b)
{
    float d = a - b;

    return d > 0 ? a + ct_soft(m, d) : b + ct_soft(m, -d);
}

static node *at(const lattice *l, uint32_t i, uint32_t j) { return &l->nodes[i * l->width + j]; }

/* ---- scores ------------------------------------------------------------------------------------------------ */

static void meet_all(lattice *l)
{
    for (uint32_t i = 0; i < l->n[0]; i++) {
        ct_scorer_take(l->scorer, l->units[0][i]);
        for (uint32_t j = 0; j < l->n[1]; j++)
            l->meetings[(size_t)i * l->n[1] + j] = ct_scorer_meet(l->scorer, l->units[1][j]);
    }
}

static bool score_shape(const lattice *l, uint32_t i, uint32_t j, const uint8_t shape[2], float *score)
{
    const ct_meeting *meetings[CT_BEAD_MOST];
    const uint32_t *units[2] = { l->units[0] + i - shape[0], l->units[1] + j - shape[1] };
    uint8_t many = shape[1] > 1 ? 1 : 0;
    bool likely = shape[many] == 1;

    for (uint8_t k = 0; k < shape[many]; k++) {
        uint32_t a = i - shape[0] + (many == 0 ? k : 0), b = j - shape[1] + (many == 1 ? k : 0);
        meetings[k] = &l->meetings[(size_t)a * l->n[1] + b];
        if (shape[many] > 1 && !ct_meets(meetings[k]) && l->m->halves[many].sizes[units[many][k]] > 3)
            return false;     /* a unit that shares no word adds nothing to a bead */
        likely |= (l->possible[(a + 1) * l->width + b + 1] & 1) != 0;
    }
    if (!likely)
        return false;
    *score = ct_score_bead(l->m, units, shape, meetings);
    return true;
}

static void score_all(lattice *l)
{
    for (uint32_t i = 1; i <= l->n[0]; i++)
        for (uint32_t j = 1; j <= l->n[1]; j++)
            for (int k = 0; k < CT_BEAD_SHAPES; k++) {
                const uint8_t *shape = ct_bead_shapes[k];
                float *score = &l->scores[i * l->width + j][k];
                if (i < shape[0] || j < shape[1] || !score_shape(l, i, j, shape, score) || *score <= IMPOSSIBLE)
                    continue;
                *score += l->m->costs.kinds[k];
                l->possible[i * l->width + j] |= (uint8_t)(1 << k);
            }
}

/* What it costs to begin or end leaving out where unit `k` of a side begins. */
static inline float turn(const lattice *l, int side, uint32_t k)
{
    return k < l->n[side] && l->m->halves[side].lines->shapes.items[l->units[side][k]].border == CT_BORDER_NONE
        ? l->m->costs.inside : 0;
}

/* ---- forward, backward ---------------------------------------------------------------------------------------- */

static void forward_node(const lattice *l, uint32_t i, uint32_t j)
{
    const ct_costs *c = &l->m->costs;
    node *x = at(l, i, j);

    x->in_bead = i == 0 && j == 0 ? 0 : IMPOSSIBLE;
    x->in_source = x->in_target = IMPOSSIBLE;
    if (i > 0 && !(l->open && j == l->n[1])) {
        const node *from = at(l, i - 1, j);
        x->in_source = log_add(l->m, from->in_bead + c->open + turn(l, 0, i - 1), from->in_source + c->extend);
    }
    if (j > 0 && !(l->open && i == l->n[0])) {
        const node *from = at(l, i, j - 1);
        float begun = log_add(l->m, from->in_bead + c->open, from->in_source + c->swap + turn(l, 0, i));
        x->in_target = log_add(l->m, begun + turn(l, 1, j - 1), from->in_target + c->extend);
    }
    for (unsigned bits = l->possible[i * l->width + j]; bits != 0; bits &= bits - 1) {
        int k = __builtin_ctz(bits);
        x->in_bead = log_add(l->m, x->in_bead, at(l, i - ct_bead_shapes[k][0], j - ct_bead_shapes[k][1])->ready
                             + l->scores[i * l->width + j][k]);
    }
    x->ready = log_add(l->m, log_add(l->m, x->in_bead + c->stay, x->in_source + c->back + turn(l, 0, i)),
                       x->in_target + c->back_swap + turn(l, 1, j));
}

static void backward_node(const lattice *l, uint32_t i, uint32_t j)
{
    const ct_costs *c = &l->m->costs;
    node *x = at(l, i, j);
    float onward = IMPOSSIBLE;

    if ((i == l->n[0] && j == l->n[1]) || (l->open && (i == l->n[0] || j == l->n[1]))) {
        x->to_bead = x->to_source = x->to_target = 0;
        return;
    }
    for (int k = 0; k < CT_BEAD_SHAPES; k++) {
        uint32_t a = i + ct_bead_shapes[k][0], b = j + ct_bead_shapes[k][1];
        if (a <= l->n[0] && b <= l->n[1] && (l->possible[a * l->width + b] >> k & 1) != 0)
            onward = log_add(l->m, onward, l->scores[a * l->width + b][k] + at(l, a, b)->to_bead);
    }
    x->to_bead = onward + c->stay;
    x->to_source = onward + c->back + turn(l, 0, i);
    x->to_target = onward + c->back_swap + turn(l, 1, j);
    if (i < l->n[0]) {
        x->to_bead = log_add(l->m, x->to_bead, c->open + turn(l, 0, i) + at(l, i + 1, j)->to_source);
        x->to_source = log_add(l->m, x->to_source, c->extend + at(l, i + 1, j)->to_source);
    }
    if (j < l->n[1]) {
        const node *next = at(l, i, j + 1);
        x->to_bead = log_add(l->m, x->to_bead, c->open + turn(l, 1, j) + next->to_target);
        x->to_source = log_add(l->m, x->to_source, c->swap + turn(l, 0, i) + turn(l, 1, j) + next->to_target);
        x->to_target = log_add(l->m, x->to_target, c->extend + next->to_target);
    }
}

static float all_states(const lattice *l, uint32_t i, uint32_t j)
{
    const node *x = at(l, i, j);

    return log_add(l->m, log_add(l->m, x->in_bead, x->in_source), x->in_target);
}

static void sum_all(lattice *l)
{
    for (uint32_t i = 0; i <= l->n[0]; i++)
        for (uint32_t j = 0; j <= l->n[1]; j++)
            forward_node(l, i, j);
    for (uint32_t i = l->n[0] + 1; i-- > 0; )
        for (uint32_t j = l->n[1] + 1; j-- > 0; )
            backward_node(l, i, j);
    l->all = IMPOSSIBLE;
    for (uint32_t i = l->open ? 0 : l->n[0]; i <= l->n[0]; i++)
        l->all = log_add(l->m, l->all, all_states(l, i, l->n[1]));
    for (uint32_t j = 0; l->open && j < l->n[1]; j++)
        l->all = log_add(l->m, l->all, all_states(l, l->n[0], j));
}

/* ---- the path --------------------------------------------------------------------------------------------------- */

static float share(const lattice *l, float log_ways)
{
    float x = log_ways - l->all;

    return x < -20 ? 0 : x > 0 ? 1 : expf(x);
}

static float bead_share(const lattice *l, uint32_t i, uint32_t j, int k)
{
    return share(l, at(l, i - ct_bead_shapes[k][0], j - ct_bead_shapes[k][1])->ready + l->scores[i * l->width + j][k]
                 + at(l, i, j)->to_bead);
}

static void sum_alone(lattice *l)
{
    for (uint32_t i = 0; i <= l->n[0]; i++)
        for (uint32_t j = 0; j <= l->n[1]; j++) {
            const node *x = at(l, i, j);
            if (i > 0)
                l->alone[0][i - 1] += share(l, x->in_source + x->to_source);
            if (j > 0)
                l->alone[1][j - 1] += share(l, x->in_target + x->to_target);
        }
}

static void offer(node *x, float expected, uint8_t step)
{
    if (expected > x->expected) {
        x->expected = expected;
        x->step = step;
    }
}

static void find_path(lattice *l)
{
    for (uint32_t i = 0; i <= l->n[0]; i++)
        for (uint32_t j = 0; j <= l->n[1]; j++) {
            node *x = at(l, i, j);
            x->expected = i == 0 && j == 0 ? 0 : -1;
            x->step = STEP_NONE;
            for (unsigned bits = l->possible[i * l->width + j]; bits != 0; bits &= bits - 1) {
                int k = __builtin_ctz(bits);
                const uint8_t *shape = ct_bead_shapes[k];
                float p = bead_share(l, i, j, k);
                offer(x, at(l, i - shape[0], j - shape[1])->expected + p * (float)(shape[0] + shape[1]), (uint8_t)k);
            }
            if (i > 0)
                offer(x, at(l, i - 1, j)->expected + l->alone[0][i - 1], STEP_SOURCE);
            if (j > 0)
                offer(x, at(l, i, j - 1)->expected + l->alone[1][j - 1], STEP_TARGET);
        }
}

/* The likeliest of the places where the path may end. */
static void choose_end(const lattice *l, uint32_t *a, uint32_t *b)
{
    float best;

    *a = l->n[0];
    *b = l->n[1];
    if (!l->open)
        return;
    best = all_states(l, *a, *b);
    for (uint32_t k = 0; k < l->n[0] + l->n[1]; k++) {
        uint32_t i = k < l->n[0] ? k : l->n[0], j = k < l->n[0] ? l->n[1] : k - l->n[0];
        float here = all_states(l, i, j);
        if (here > best) {
            best = here;
            *a = i;
            *b = j;
        }
    }
}

static bool collect(const lattice *l, ct_steps *out, ct_block_range range)
{
    size_t first = out->n;
    uint32_t i, j;

    choose_end(l, &i, &j);
    while (i > 0 || j > 0) {
        uint8_t k = at(l, i, j)->step;
        ct_step step = { .probability = 0 };
        if (k < CT_BEAD_SHAPES) {
            step.n[0] = ct_bead_shapes[k][0];
            step.n[1] = ct_bead_shapes[k][1];
            step.probability = bead_share(l, i, j, k);
        } else {
            step.n[k == STEP_TARGET] = 1;
            step.probability = k == STEP_SOURCE ? l->alone[0][i - 1] : l->alone[1][j - 1];
        }
        i -= step.n[0];
        j -= step.n[1];
        step.first[0] = range.first[0] + i;
        step.first[1] = range.first[1] + j;
        if (!ct_push(out, step))
            return false;
    }
    for (size_t a = first, b = out->n; a + 1 < b; a++) {
        ct_step x = out->items[a];
        out->items[a] = out->items[--b];
        out->items[b] = x;
    }
    return true;
}

ct_status ct_lattice_run(ct_steps *out, ct_scorer *scorer, const uint32_t *const active[2], ct_block_range range,
                         bool open, ct_error *err)
{
    lattice l = { .m = scorer->m, .scorer = scorer, .open = open };
    size_t n_nodes;
    bool ok;

    for (int side = 0; side < 2; side++) {
        l.units[side] = active[side] + range.first[side];
        l.n[side] = range.end[side] - range.first[side];
        l.alone[side] = calloc((size_t)l.n[side] + 1, sizeof *l.alone[side]);
    }
    l.width = (size_t)l.n[1] + 1;
    n_nodes = ((size_t)l.n[0] + 1) * l.width;
    l.nodes = malloc(n_nodes * sizeof *l.nodes);
    l.meetings = malloc(n_nodes * sizeof *l.meetings);
    l.scores = malloc(n_nodes * sizeof *l.scores);
    l.possible = calloc(n_nodes, 1);
    ok = l.alone[0] != NULL && l.alone[1] != NULL && l.nodes != NULL && l.meetings != NULL && l.scores != NULL
        && l.possible != NULL;
    if (ok) {
        meet_all(&l);
        score_all(&l);
        sum_all(&l);
        sum_alone(&l);
        find_path(&l);
        ok = collect(&l, out, range);
    }
    for (int side = 0; side < 2; side++)
        free(l.alone[side]);
    free(l.nodes);
    free(l.meetings);
    free(l.scores);
    free(l.possible);
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for aligning a block of sentences");
}
