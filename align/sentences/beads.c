/* The passes, and the beads they end in. */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sentences.h"

enum { MOST_THREADS = 16, LEAST_SHARE = 16 /* blocks that are worth a thread */ };

const char *ct_bead_kind_name(ct_bead_kind kind)
{
    static const char *const names[] = { "in-order", "moved", "alone", "noise" };

    return names[kind];
}

const char *ct_noise_name(ct_residue residue)
{
    static const char *const names[] = {
        [CT_RESIDUE_NONE] = "empty", [CT_RESIDUE_NAVIGATION] = "navigation", [CT_RESIDUE_DATELINE] = "dateline",
        [CT_RESIDUE_COMMENT] = "comment", [CT_RESIDUE_PAGE_HEADER] = "page-header", [CT_RESIDUE_FOOTNOTE] = "footnote",
        [CT_RESIDUE_BYLINE] = "byline",
    };

    return names[residue];
}

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for beads");
}

/* ---- passes ------------------------------------------------------------------------------------------------ */

/* A run of blocks for one thread. */
typedef struct share {
    ct_scorer             scorer;
    const ct_cut         *cuts;       /* [n] */
    size_t                n;
    const ct_steps       *before;     /* steps that may be kept */
    ct_steps              steps;
    ct_status             status;
    ct_error              err;
} share;

static void *run_share(void *payload)
{
    share *s = payload;
    const ct_half *h = s->scorer.m->halves;
    const uint32_t *const active[2] = { h[0].active, h[1].active };

    for (size_t i = 0; s->status == CT_OK && i < s->n; i++) {
        s->status = ct_walk(&s->steps, &s->scorer, active, s->cuts[i].range, &s->err);
        for (size_t k = 0; s->status == CT_OK && k < s->cuts[i].n_kept; k++)
            if (!ct_push(&s->steps, s->before->items[s->cuts[i].kept + k]))
                s->status = no_memory(&s->err);
    }
    return NULL;
}

/* All shares, each in a thread of its own but the first; what cannot be started is run here. */
static void run_shares(share *shares, unsigned n)
{
    pthread_t threads[MOST_THREADS];
    bool started[MOST_THREADS] = { false };

    for (unsigned k = 1; k < n; k++)
        started[k] = pthread_create(&threads[k], NULL, run_share, &shares[k]) == 0;
    run_share(&shares[0]);
    for (unsigned k = 1; k < n; k++)
        if (started[k])
            pthread_join(threads[k], NULL);
        else
            run_share(&shares[k]);
}

/* Blocks do not touch each other, so the result does not depend on the number of threads. */
static ct_status run_blocks(ct_steps *out, const ct_sentence_model *m, const ct_cuts *cuts, const ct_steps *before,
                            unsigned jobs, ct_error *err)
{
    share shares[MOST_THREADS] = { 0 };
    unsigned n = cuts->n < LEAST_SHARE * jobs ? 1 : jobs;
    ct_status status = CT_OK;

    for (unsigned k = 0; status == CT_OK && k < n; k++) {
        size_t first = cuts->n * k / n;
        shares[k].cuts = cuts->items + first;
        shares[k].before = before;
        shares[k].n = cuts->n * (k + 1) / n - first;
        status = ct_scorer_init(&shares[k].scorer, m, err);
    }
    if (status == CT_OK)
        run_shares(shares, n);
    for (unsigned k = 0; k < n; k++) {
        if (status == CT_OK && shares[k].status != CT_OK) {
            status = shares[k].status;
            if (err != NULL)
                *err = shares[k].err;
        }
        for (size_t i = 0; status == CT_OK && i < shares[k].steps.n; i++)
            if (!ct_push(out, shares[k].steps.items[i]))
                status = no_memory(err);
        ct_vector_release(&shares[k].steps);
        ct_scorer_release(&shares[k].scorer);
    }
    return status;
}

static ct_status run_pass(ct_steps *out, const ct_steps *before, ct_scorer *scorer, unsigned jobs, ct_error *err)
{
    ct_cuts cuts = { 0 };
    ct_status status = ct_blocks_of(&cuts, scorer, before, err);

    out->n = 0;
    if (status == CT_OK)
        status = run_blocks(out, scorer->m, &cuts, before, jobs, err);
    ct_vector_release(&cuts);
    return status;
}

/* ---- beads ------------------------------------------------------------------------------------------------- */

static bool add_bead(ct_beads *out, ct_bead_kind kind, const uint32_t *const units[2], const uint32_t n[2], float p)
{
    ct_bead bead = { .kind = kind, .probability = p };

    for (int side = 0; side < 2; side++) {
        bead.first[side] = (uint32_t)out->units.n;
        bead.n[side] = n[side];
        for (uint32_t k = 0; k < n[side]; k++)
            if (!ct_push(&out->units, units[side][k]))
                return false;
    }
    return ct_push(&out->beads, bead);
}

/* Words of one sentence do not speak independently, so the posterior is too sure of itself: its odds are flattened. The
 * exponent is a round figure near what makes a stated 0.9 come true nine times in ten (tests/quality/sentences.tsv). */
float ct_calibrate(float p)
{
    const float odds_exponent = 0.6f, most = 0.999999f;
    float q = p > most ? most : p < 1 - most ? 1 - most : p;

    return 1 / (1 + powf((1 - q) / q, odds_exponent));
}

static bool add_steps(ct_beads *out, const ct_sentence_model *m, const ct_steps *steps)
{
    for (size_t i = 0; i < steps->n; i++) {
        const ct_step *s = &steps->items[i];
        const uint32_t *units[2] = { m->halves[0].active + s->first[0], m->halves[1].active + s->first[1] };
        const uint32_t n[2] = { s->n[0], s->n[1] };
        ct_bead_kind kind = s->moved ? CT_BEAD_MOVED : n[0] > 0 && n[1] > 0 ? CT_BEAD_IN_ORDER : CT_BEAD_ALONE;
        if (!add_bead(out, kind, units, n, ct_calibrate(s->probability)))
            return false;
    }
    return true;
}

static bool add_noise(ct_beads *out, const ct_sentence_model *m)
{
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < m->halves[side].lines->spans.n; i++) {
            const uint32_t *const units[2] = { &i, &i };
            const uint32_t n[2] = { side == 0, side == 1 };
            if (!m->halves[side].noise[i])
                continue;
            if (!add_bead(out, CT_BEAD_NOISE, units, n, 0.98f))
                return false;
            out->beads.items[out->beads.n - 1].residue = (ct_residue)(m->halves[side].noise[i] - CT_NOISE);
        }
    return true;
}

/* ---- order -------------------------------------------------------------------------------------------------- */

typedef struct placed { uint32_t source, target; ct_bead bead; } placed;

/* By source unit; what has none comes behind the bead in order that holds the target unit before it. */
static int by_place(const void *a, const void *b)
{
    const placed *x = a, *y = b;

    if (x->source != y->source)
        return (x->source > y->source) - (x->source < y->source);
    return (x->target > y->target) - (x->target < y->target);
}

bool ct_beads_sort(ct_beads *out, uint32_t n_targets)
{
    uint32_t *behind = calloc((size_t)n_targets + 1, sizeof *behind), last = 0;
    placed *all = malloc((out->beads.n + 1) * sizeof *all);
    bool ok = behind != NULL && all != NULL;

    for (size_t i = 0; ok && i < out->beads.n; i++) {
        const ct_bead *b = &out->beads.items[i];
        if (b->kind == CT_BEAD_IN_ORDER)
            for (uint32_t k = 0; k < b->n[1]; k++)
                behind[out->units.items[b->first[1] + k]] = out->units.items[b->first[0]] + 1;
    }
    for (uint32_t k = 0; ok && k < n_targets; k++)
        last = behind[k] = behind[k] != 0 ? behind[k] : last;
    for (size_t i = 0; ok && i < out->beads.n; i++) {
        const ct_bead *b = &out->beads.items[i];
        uint32_t target = b->n[1] == 0 ? 0 : out->units.items[b->first[1]];
        all[i] = (placed){ .bead = *b, .target = b->n[0] > 0 ? 0 : target + 1,
                           .source = b->n[0] > 0 ? out->units.items[b->first[0]] + 1 : behind[target] };
    }
    if (ok)
        qsort(all, out->beads.n, sizeof *all, by_place);
    for (size_t i = 0; ok && i < out->beads.n; i++)
        out->beads.items[i] = all[i].bead;
    free(behind);
    free(all);
    return ok;
}

/* ---- public ------------------------------------------------------------------------------------------------ */

/* A path without the units that no longer take part; all of them were left out on it. */
static void forget_moved(ct_steps *steps, const ct_sentence_model *m)
{
    uint32_t gone[2] = { 0, 0 };
    size_t kept = 0;

    for (size_t i = 0; i < steps->n; i++) {
        ct_step s = steps->items[i];
        int side = s.n[0] == 0 ? 1 : 0;
        if (s.n[1 - side] == 0 && m->halves[side].active[s.first[side]] == CT_NONE) {
            gone[side]++;
            continue;
        }
        s.first[0] -= gone[0];
        s.first[1] -= gone[1];
        steps->items[kept++] = s;
    }
    steps->n = kept;
}

/* Align each moved block by itself; its units take part in no further pass. */
static ct_status run_moves(ct_beads *out, ct_sentence_model *m, ct_scorer *scorer, ct_steps *steps, ct_error *err)
{
    const uint32_t *const active[2] = { m->halves[0].active, m->halves[1].active };
    ct_block_ranges blocks = { 0 };
    ct_steps moved = { 0 };
    ct_status status = ct_moves_find(&blocks, scorer, steps, err);

    for (size_t i = 0; status == CT_OK && i < blocks.n; i++)
        status = ct_walk(&moved, scorer, active, blocks.items[i], err);
    for (size_t i = 0; i < moved.n; i++)
        moved.items[i].moved = moved.items[i].n[0] > 0 && moved.items[i].n[1] > 0;
    if (status == CT_OK && !add_steps(out, m, &moved))
        status = no_memory(err);
    for (size_t i = 0; status == CT_OK && i < blocks.n; i++)
        for (int side = 0; side < 2; side++)
            for (uint32_t k = blocks.items[i].first[side]; k < blocks.items[i].end[side]; k++)
                m->halves[side].active[k] = CT_NONE;
    forget_moved(steps, m);
    for (int side = 0; side < 2; side++) {
        ct_half *h = &m->halves[side];
        uint32_t kept = 0;
        for (uint32_t k = 0; k < h->n_active; k++)
            if (h->active[k] != CT_NONE)
                h->active[kept++] = h->active[k];
        h->n_active = kept;
    }
    ct_vector_release(&blocks);
    ct_vector_release(&moved);
    return status;
}

/* A first pass to learn from, a second to find what was moved, and a third without it, if there was any. */
static ct_status align(ct_beads *out, ct_sentence_model *m, unsigned jobs, bool explain, ct_error *err)
{
    ct_scorer scorer = { 0 };
    ct_steps first = { 0 }, steps = { 0 };
    bool moved;
    ct_status status = ct_scorer_init(&scorer, m, err);

    if (status == CT_OK)
        status = run_pass(&first, NULL, &scorer, jobs, err);
    if (status == CT_OK)
        status = ct_model_learn(m, &scorer, &first, err);
    if (status == CT_OK)
        status = run_pass(&steps, &first, &scorer, jobs, err);
    if (status == CT_OK)
        status = run_moves(out, m, &scorer, &steps, err);
    moved = out->beads.n > 0;
    if (status == CT_OK && moved)
        status = run_pass(&first, &steps, &scorer, jobs, err);
    if (status == CT_OK && (!add_steps(out, m, moved ? &first : &steps) || !add_noise(out, m)
                             || !ct_beads_sort(out, (uint32_t)m->halves[1].lines->spans.n)
                             || (explain && !ct_beads_explain(out, &scorer))))
        status = no_memory(err);
    ct_vector_release(&first);
    ct_vector_release(&steps);
    ct_scorer_release(&scorer);
    return status;
}

/* One side Spanish, the other English: the way that has more function words in their places. */
static ct_status find_languages(ct_language language[2], const ct_strand *const strands[2], const ct_lexicon *lexicon,
                                const ct_bead_options *options, ct_error *err)
{
    size_t counts[2][CT_LANGUAGES];

    for (int side = 0; side < 2; side++) {
        ct_strand_count_languages(counts[side], strands[side], lexicon);
        language[side] = options == NULL ? CT_LANGUAGES : options->language[side];
    }
    if (language[0] == CT_LANGUAGES && language[1] == CT_LANGUAGES) {
        if ((counts[0][CT_ES] > 2 * counts[0][CT_EN] && counts[1][CT_ES] > 2 * counts[1][CT_EN])
            || (counts[0][CT_EN] > 2 * counts[0][CT_ES] && counts[1][CT_EN] > 2 * counts[1][CT_ES]))
            return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "both texts seem to be in one language; say which they are in");
        language[0] = counts[0][CT_ES] + counts[1][CT_EN] >= counts[0][CT_EN] + counts[1][CT_ES] ? CT_ES : CT_EN;
    }
    for (int side = 0; side < 2; side++)
        if (language[side] == CT_LANGUAGES)
            language[side] = (ct_language)(1 - (int)language[1 - side]);
    return language[0] != language[1] ? CT_OK
        : ct_fail(err, CT_USAGE, CT_NO_OFFSET, "both texts are said to be in one language, '%s'", ct_language_tag(language[0]));
}

static unsigned jobs_of(const ct_bead_options *options)
{
    long n = options != NULL && options->jobs > 0 ? (long)options->jobs : sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > MOST_THREADS ? MOST_THREADS : (unsigned)n;
}

ct_status ct_beads_of(ct_beads **out, const ct_strand *source, const ct_strand *target, const ct_lexicon *lexicon,
                      const ct_bead_options *options, ct_error *err)
{
    const ct_strand *const lines[2] = { source, target };
    ct_beads *beads = calloc(1, sizeof *beads);
    ct_sentence_model m = { 0 };
    ct_status status;

    *out = NULL;
    if (beads == NULL)
        return no_memory(err);
    status = find_languages(beads->language, lines, lexicon, options, err);
    if (status == CT_OK)
        status = ct_model_init(&m, lines, lexicon, beads->language, err);
    if (status == CT_OK)
        status = align(beads, &m, jobs_of(options), options != NULL && options->explain, err);
    ct_model_release(&m);
    if (status == CT_OK) {
        *out = beads;
        beads = NULL;
    }
    ct_beads_free(beads);
    return status;
}

void ct_beads_free(ct_beads *beads)
{
    if (beads == NULL)
        return;
    ct_vector_release(&beads->beads);
    ct_vector_release(&beads->units);
    ct_vector_release(&beads->reasons);
    ct_vector_release(&beads->words);
    free(beads);
}

const ct_bead *ct_beads_all(const ct_beads *beads, size_t *n)
{
    *n = beads->beads.n;
    return beads->beads.items;
}

const uint32_t *ct_beads_units(const ct_beads *beads, size_t *n)
{
    *n = beads->units.n;
    return beads->units.items;
}

const ct_bead_reason *ct_beads_reasons(const ct_beads *beads) { return beads->reasons.n == 0 ? NULL : beads->reasons.items; }

const ct_bead_word *ct_beads_words(const ct_beads *beads, size_t *n)
{
    *n = beads->words.n;
    return beads->words.items;
}

ct_language ct_beads_language(const ct_beads *beads, unsigned side) { return beads->language[side]; }
