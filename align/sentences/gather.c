/* Beads of larger units from beads of smaller ones: of paragraphs from those of their sentences.
 *
 * Larger units are tied where a bead of smaller ones joins them, and what is tied together is one bead. A tie that holds but
 * a small part of both its ends is none: a lone sentence that found a likeness in a paragraph which renders something else. */
#include <stdlib.h>
#include <string.h>

#include "sentences.h"

static const float least_share = 0.4f;     /* of the letters of one end of a tie, those that the tie's beads hold */

/* Two larger units, source and target, that beads of smaller ones join. */
typedef struct tie { uint32_t ends[2]; float letters[2], sure, moved; } tie;   /* sure, moved: weighed by letters */

typedef struct sum { float letters, sure, moved; } sum;   /* of the ties of one bead */

typedef struct gatherer {
    const ct_beads  *inner;
    const ct_strand *small[2], *large[2];
    uint32_t *first[2], *end[2];    /* [small units] larger units that hold a piece of it, half open */
    float    *letters[2];           /* [large units] of its smaller units that are no noise */
    float    *alone[2];             /* [large units] probability of having no counterpart, weighed by letters */
    uint8_t  *residue[2];           /* [large units] ct_residue of a smaller unit that is noise; 0: none */
    uint32_t *lead;                 /* [large units of both sides] union-find: target units behind source units */
    sum      *sums;                 /* [large units of both sides] by leader */
    uint32_t  n[2];                 /* large units */
    CT_VECTOR(tie) ties;
} gatherer;

/* ---- which larger units hold a smaller one ------------------------------------------------------------------ */

/* Units of both strands stand in text order; larger ones that lie within a hole hold nothing. */
static bool place_units(gatherer *g, int side)
{
    const ct_strand *s = g->small[side], *l = g->large[side];
    size_t n = s->spans.n;
    uint32_t at = 0;

    g->first[side] = malloc((n + 1) * sizeof **g->first);
    g->end[side] = malloc((n + 1) * sizeof **g->end);
    if (g->first[side] == NULL || g->end[side] == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        ct_span span = s->spans.items[i];
        while (at < g->n[side] && l->spans.items[at].end <= span.start)
            at++;
        g->first[side][i] = g->end[side][i] = at;
        while (g->end[side][i] < g->n[side] && l->spans.items[g->end[side][i]].start < span.end)
            g->end[side][i]++;
    }
    return true;
}

/* Does larger unit `k` hold a piece of smaller unit `i`, a hole aside? */
static bool holds(const gatherer *g, int side, uint32_t k, uint32_t i)
{
    ct_span piece = { 0, 0 }, outer = g->large[side]->spans.items[k];

    while (ct_strand_piece(g->small[side], i, &piece))
        if (piece.start < outer.end && outer.start < piece.end)
            return true;
    return false;
}

/* ---- ties ------------------------------------------------------------------------------------------------------ */

static float letters_of(const gatherer *g, int side, uint32_t unit)
{
    return (float)g->small[side]->shapes.items[unit].letters + 1;
}

/* A smaller unit that lies in several larger ones gives each its part. */
static void note_unit(gatherer *g, int side, uint32_t unit, const ct_bead *b)
{
    uint32_t n = g->end[side][unit] - g->first[side][unit];

    for (uint32_t k = g->first[side][unit]; k < g->end[side][unit]; k++) {
        float letters = letters_of(g, side, unit) / (float)n;
        if (b->kind == CT_BEAD_NOISE && n == 1 && g->residue[side][k] == CT_RESIDUE_NONE)
            g->residue[side][k] = (uint8_t)b->residue;
        if (b->kind == CT_BEAD_NOISE || (n > 1 && !holds(g, side, k, unit)))
            continue;
        g->letters[side][k] += letters;
        g->alone[side][k] += letters * (b->kind == CT_BEAD_ALONE ? b->probability : 1 - b->probability);
    }
}

static bool tie_units(gatherer *g, const ct_bead *b, uint32_t source, uint32_t target)
{
    for (uint32_t x = g->first[0][source]; x < g->end[0][source]; x++)
        for (uint32_t y = g->first[1][target]; y < g->end[1][target]; y++) {
            tie t = { .ends = { x, y }, .sure = b->probability, .moved = b->kind == CT_BEAD_MOVED };
            if (!holds(g, 0, x, source) || !holds(g, 1, y, target))
                continue;
            t.letters[0] = letters_of(g, 0, source) / (float)(g->end[0][source] - g->first[0][source]) / (float)b->n[1];
            t.letters[1] = letters_of(g, 1, target) / (float)(g->end[1][target] - g->first[1][target]) / (float)b->n[0];
            t.sure *= t.letters[0] + t.letters[1];
            t.moved *= t.letters[0] + t.letters[1];
            if (!ct_push(&g->ties, t))
                return false;
        }
    return true;
}

static int by_ends(const void *a, const void *b)
{
    const tie *x = a, *y = b;

    if (x->ends[0] != y->ends[0])
        return (x->ends[0] > y->ends[0]) - (x->ends[0] < y->ends[0]);
    return (x->ends[1] > y->ends[1]) - (x->ends[1] < y->ends[1]);
}

static bool find_ties(gatherer *g)
{
    const uint32_t *units = g->inner->units.items;
    size_t kept = 0;

    for (size_t i = 0; i < g->inner->beads.n; i++) {
        const ct_bead *b = &g->inner->beads.items[i];
        for (int side = 0; side < 2; side++)
            for (uint32_t k = 0; k < b->n[side]; k++)
                note_unit(g, side, units[b->first[side] + k], b);
        for (uint32_t x = 0; x < b->n[0]; x++)
            for (uint32_t y = 0; y < b->n[1]; y++)
                if (!tie_units(g, b, units[b->first[0] + x], units[b->first[1] + y]))
                    return false;
    }
    if (g->ties.n > 0)
        qsort(g->ties.items, g->ties.n, sizeof *g->ties.items, by_ends);
    for (size_t i = 0; i < g->ties.n; i++) {
        tie *t = &g->ties.items[i], *last = kept > 0 ? &g->ties.items[kept - 1] : NULL;
        if (last == NULL || by_ends(last, t) != 0) {
            g->ties.items[kept++] = *t;
            continue;
        }
        last->letters[0] += t->letters[0];
        last->letters[1] += t->letters[1];
        last->sure += t->sure;
        last->moved += t->moved;
    }
    g->ties.n = kept;
    return true;
}

/* ---- what is tied together --------------------------------------------------------------------------------------- */

static uint32_t leader(uint32_t *lead, uint32_t i)
{
    while (lead[i] != i)
        i = lead[i] = lead[lead[i]];
    return i;
}

static bool is_firm(const gatherer *g, const tie *t)
{
    return t->letters[0] >= least_share * g->letters[0][t->ends[0]] || t->letters[1] >= least_share * g->letters[1][t->ends[1]];
}

static void unite(gatherer *g, uint32_t a, uint32_t b)
{
    a = leader(g->lead, a);
    b = leader(g->lead, b);
    if (a < b)
        g->lead[b] = a;
    else
        g->lead[a] = b;
}

/* Larger units that share a smaller one go together when they have a counterpart. */
static void unite_parts(gatherer *g, const ct_bead *b)
{
    for (int side = 0; side < 2 && b->n[0] > 0 && b->n[1] > 0; side++)
        for (uint32_t q = 0; q < b->n[side]; q++) {
            uint32_t unit = g->inner->units.items[b->first[side] + q], before = CT_NONE;
            for (uint32_t k = g->first[side][unit]; k < g->end[side][unit]; k++) {
                if (!holds(g, side, k, unit))
                    continue;
                if (before != CT_NONE)
                    unite(g, before + (side == 1 ? g->n[0] : 0), k + (side == 1 ? g->n[0] : 0));
                before = k;
            }
        }
}

static bool unite_all(gatherer *g)
{
    g->lead = malloc(((size_t)g->n[0] + g->n[1] + 1) * sizeof *g->lead);
    if (g->lead == NULL)
        return false;
    for (uint32_t i = 0; i < g->n[0] + g->n[1]; i++)
        g->lead[i] = i;
    for (size_t i = 0; i < g->ties.n; i++)
        if (is_firm(g, &g->ties.items[i]))
            unite(g, g->ties.items[i].ends[0], g->ties.items[i].ends[1] + g->n[0]);
    for (size_t i = 0; i < g->inner->beads.n; i++)
        unite_parts(g, &g->inner->beads.items[i]);
    return true;
}

/* ---- beads --------------------------------------------------------------------------------------------------------- */

/* A larger unit without counterpart: noise when nothing of it is of the text. */
static bool add_lone(gatherer *g, ct_beads *out, int side, uint32_t k)
{
    float letters = g->letters[side][k];
    ct_bead b = { .first = { (uint32_t)out->units.n, (uint32_t)out->units.n }, .n = { side == 0, side == 1 },
                  .kind = letters > 0 ? CT_BEAD_ALONE : CT_BEAD_NOISE, .probability = letters > 0 ? g->alone[side][k] / letters : 0.98f,
                  .residue = letters > 0 ? CT_RESIDUE_NONE : (ct_residue)g->residue[side][k] };

    return ct_push(&out->units, k) && ct_push(&out->beads, b);
}

typedef struct member { uint32_t leader, node; } member;

static int by_leader(const void *a, const void *b)
{
    const member *x = a, *y = b;

    if (x->leader != y->leader)
        return (x->leader > y->leader) - (x->leader < y->leader);
    return (x->node > y->node) - (x->node < y->node);
}

/* What is tied together, from `first` to before `end`, as one bead, or several without counterpart. */
static bool add_group(gatherer *g, ct_beads *out, const member *first, const member *end)
{
    const sum *x = &g->sums[first->leader];
    ct_bead b = { .first = { (uint32_t)out->units.n, (uint32_t)out->units.n } };

    if (first->node >= g->n[0] || end[-1].node < g->n[0]) {
        for (const member *m = first; m < end; m++)
            if (!add_lone(g, out, m->node >= g->n[0], m->node >= g->n[0] ? m->node - g->n[0] : m->node))
                return false;
        return true;
    }
    for (const member *m = first; m < end; m++) {
        int side = m->node >= g->n[0];
        b.n[side]++;
        b.first[1] += side == 0;
        if (!ct_push(&out->units, side == 0 ? m->node : m->node - g->n[0]))
            return false;
    }
    b.probability = x->letters > 0 ? x->sure / x->letters : 0;
    b.kind = 2 * x->moved > x->letters ? CT_BEAD_MOVED : CT_BEAD_IN_ORDER;
    return ct_push(&out->beads, b);
}

static bool sum_ties(gatherer *g)
{
    g->sums = calloc((size_t)g->n[0] + g->n[1] + 1, sizeof *g->sums);
    if (g->sums == NULL)
        return false;
    for (size_t i = 0; i < g->ties.n; i++) {
        const tie *t = &g->ties.items[i];
        sum *x = &g->sums[leader(g->lead, t->ends[0])];
        if (leader(g->lead, t->ends[1] + g->n[0]) != leader(g->lead, t->ends[0]))
            continue;
        x->letters += t->letters[0] + t->letters[1];
        x->sure += t->sure;
        x->moved += t->moved;
    }
    return true;
}

static bool make_beads(gatherer *g, ct_beads *out)
{
    size_t n = (size_t)g->n[0] + g->n[1];
    member *all = malloc((n + 1) * sizeof *all);
    bool ok = all != NULL && sum_ties(g);

    for (uint32_t i = 0; ok && i < n; i++)
        all[i] = (member){ leader(g->lead, i), i };
    if (ok)
        qsort(all, n, sizeof *all, by_leader);
    for (size_t i = 0, end; ok && i < n; i = end) {
        for (end = i; end < n && all[end].leader == all[i].leader; )
            end++;
        ok = add_group(g, out, all + i, all + end);
    }
    free(all);
    return ok && ct_beads_sort(out, g->n[1]);
}

static bool gather(gatherer *g, ct_beads *out)
{
    for (int side = 0; side < 2; side++) {
        g->letters[side] = calloc((size_t)g->n[side] + 1, sizeof **g->letters);
        g->alone[side] = calloc((size_t)g->n[side] + 1, sizeof **g->alone);
        g->residue[side] = calloc((size_t)g->n[side] + 1, 1);
        if (g->letters[side] == NULL || g->alone[side] == NULL || g->residue[side] == NULL || !place_units(g, side))
            return false;
    }
    return find_ties(g) && unite_all(g) && make_beads(g, out);
}

ct_status ct_beads_gather(ct_beads **out, const ct_beads *beads, const ct_strand *const smaller[2],
                          const ct_strand *const larger[2], ct_error *err)
{
    gatherer g = { .inner = beads, .small = { smaller[0], smaller[1] }, .large = { larger[0], larger[1] },
                   .n = { (uint32_t)larger[0]->spans.n, (uint32_t)larger[1]->spans.n } };
    ct_beads *made = calloc(1, sizeof *made);
    bool ok = made != NULL && gather(&g, made);

    for (int side = 0; side < 2; side++) {
        free(g.first[side]);
        free(g.end[side]);
        free(g.letters[side]);
        free(g.alone[side]);
        free(g.residue[side]);
    }
    ct_vector_release(&g.ties);
    free(g.lead);
    free(g.sums);
    if (ok)
        memcpy(made->language, beads->language, sizeof made->language);
    else
        ct_beads_free(made);
    *out = ok ? made : NULL;
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for beads of paragraphs");
}
