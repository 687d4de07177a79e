/* What the first pass teaches for the second: how often words are found in their translations, pairs of words that the
 * lexicon lacks, lengths, and how usual leaving out is. Only sure beads are believed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sentences.h"

static const float  sure = 0.95f;
static const double usual_beads = 25;      /* that what is usual counts for */

enum { MOST_BEADS = 50000 /* looked at for words */, MOST_LOST = 12 /* unexplained words of a unit that are tried */ };

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for learning from beads");
}

static bool is_sure(const ct_step *s)
{
    return s->n[0] == 1 && s->n[1] == 1 && s->probability >= sure;
}

/* ---- leaving out ------------------------------------------------------------------------------------------------ */

/* Runs and lengths of what was left out, smoothed by what is usual. */
static void learn_costs(ct_costs *costs, const ct_steps *steps)
{
    double beads = usual_beads, runs = 2 * ct_usual_open * beads, alone = runs / (1 - ct_usual_extend), kinds[CT_BEAD_SHAPES];
    bool inside = false;

    for (int k = 0; k < CT_BEAD_SHAPES; k++)
        kinds[k] = usual_beads * exp(costs->kinds[k]);
    for (size_t i = 0; i < steps->n; i++) {
        const ct_step *s = &steps->items[i];
        bool out = s->n[0] == 0 || s->n[1] == 0;
        if (out) {
            alone += 1;
            runs += !inside;
        } else {
            beads += 1;
            for (int k = 0; k < CT_BEAD_SHAPES; k++)
                kinds[k] += ct_bead_shapes[k][0] == s->n[0] && ct_bead_shapes[k][1] == s->n[1];
        }
        inside = out;
    }
    ct_costs_set(costs, (float)fmin(0.5 * runs / beads, 0.3), (float)fmin(1 - runs / alone, 0.95));
    for (int k = 0; k < CT_BEAD_SHAPES; k++)
        costs->kinds[k] = (float)log(kinds[k] / beads);
}

/* ---- lengths and closing marks ------------------------------------------------------------------------------------ */

/* Units of sure beads, by how they begin on either side; and leaving out that begins or ends within paragraphs, against
 * that at their borders. */
static void learn_borders(ct_sentence_model *m, const ct_steps *steps)
{
    static const double weight = 4, usual = 0.05;
    const ct_half *h = m->halves;
    double counts[CT_BORDERS][CT_BORDERS] = { { 0 } }, places[2] = { weight, weight }, turns[2];
    bool alone[2] = { false, false };

    turns[1] = usual * weight;
    turns[0] = turns[1] * exp(m->costs.inside);
    for (size_t i = 0; i < steps->n; i++) {
        const ct_step *s = &steps->items[i];
        for (int side = 0; side < 2; side++) {
            bool border, out = s->n[1 - side] == 0;
            if (s->n[side] == 0)
                continue;
            border = h[side].lines->shapes.items[h[side].active[s->first[side]]].border != CT_BORDER_NONE;
            places[border] += 1;
            turns[border] += out != alone[side];
            alone[side] = out;
        }
        if (is_sure(s))
            counts[h[0].lines->shapes.items[h[0].active[s->first[0]]].border]
                  [h[1].lines->shapes.items[h[1].active[s->first[1]]].border] += 1;
    }
    m->costs.inside = (float)fmin(fmax(log(turns[0] / places[0]) - log(turns[1] / places[1]), -3), 0);
    ct_model_tell_borders(m, counts);
}

static void learn_lengths(ct_sentence_model *m, const ct_steps *steps)
{
    const ct_half *h = m->halves;
    double n = 10, sum = 10 * m->ratio, same = 10 * m->end_same, squares = 0, letters = 0;

    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < steps->n; i++) {
            const ct_step *s = &steps->items[i];
            const ct_shape *a, *b;
            double d;
            if (!is_sure(s))
                continue;
            a = &h[0].lines->shapes.items[h[0].active[s->first[0]]];
            b = &h[1].lines->shapes.items[h[1].active[s->first[1]]];
            d = log(b->letters + 1.0) - log(a->letters + 1.0);
            if (turn == 0) {
                n += 1;
                sum += d;
                same += a->end == b->end;
            } else {
                double excess = (d - m->ratio) * (d - m->ratio) - m->floor;
                squares += fmin(excess, 0.5) * (a->letters + b->letters + 2) / 2;
                letters += 1;
            }
        }
        if (turn == 0)
            m->ratio = sum / n;
    }
    m->end_same = (float)fmin(same / n, 0.99);
    m->spread = fmax((m->spread * 30 + squares) / (30 + letters), 0.3);
}

/* ---- words ------------------------------------------------------------------------------------------------------------- */

typedef struct learner {
    ct_sentence_model *m;
    ct_scorer         *scorer;
    CT_VECTOR(uint64_t) met;      /* unexplained words of one sure bead: source << 32 | target */
    uint32_t          *lost[2];   /* [types] units of sure beads in which a type was not found */
} learner;

static bool rates_init(ct_found_rates *r, const ct_half *h)
{
    for (int side = 0; side < 2; side++) {
        size_t n = (size_t)h[side].lines->types.n + 1;
        r->seen[side] = calloc(n, sizeof(float));
        r->found[side][0] = calloc(n, sizeof(float));
        r->found[side][1] = calloc(n, sizeof(float));
        if (r->seen[side] == NULL || r->found[side][0] == NULL || r->found[side][1] == NULL)
            return false;
    }
    return true;
}

/* Count what was found of a unit; what was not goes to `lost`. @return how many */
static uint32_t count_found(learner *w, int side, uint32_t unit, const ct_meeting *x, uint32_t lost[MOST_LOST])
{
    const ct_half *h = &w->m->halves[side];
    ct_found_rates *r = &w->m->rates;
    uint32_t first = h->feature_start[unit], end = h->feature_start[unit + 1], n = 0;

    for (uint32_t k = first; k < end; k++) {
        uint32_t type = h->features[k];
        uint64_t bit = (uint64_t)1 << (k - first);
        bool strong = (x->found[side][0] & bit) != 0, weak = !strong && (x->found[side][1] & bit) != 0;
        r->seen[side][type] += 1;
        r->found[side][0][type] += strong;
        r->found[side][1][type] += weak;
        if (!strong && n < MOST_LOST && h->classes[type] != CT_WORD_FUNCTION && h->frequency[type] >= 2)
            lost[n++] = type;
    }
    /* Words without any partner are no features, yet they are the ones to learn. */
    for (uint32_t k = h->lines->first.items[unit]; k < h->lines->first.items[unit + 1] && n < MOST_LOST; k++) {
        uint32_t type = h->lines->tokens.items[k];
        if (h->partner_start[type] == h->partner_start[type + 1] && h->classes[type] != CT_WORD_FUNCTION
            && h->classes[type] != CT_WORD_NUMBER && h->frequency[type] >= 2) {
            bool twice = false;
            for (uint32_t q = 0; q < n; q++)
                twice |= lost[q] == type;
            if (!twice)
                lost[n++] = type;
        }
    }
    return n;
}

static bool read_bead(learner *w, const ct_step *s)
{
    uint32_t lost[2][MOST_LOST], n[2];
    const uint32_t units[2] = { w->m->halves[0].active[s->first[0]], w->m->halves[1].active[s->first[1]] };
    ct_meeting x;

    ct_scorer_take(w->scorer, units[0]);
    x = ct_scorer_meet(w->scorer, units[1]);
    for (int side = 0; side < 2; side++) {
        n[side] = count_found(w, side, units[side], &x, lost[side]);
        for (uint32_t k = 0; k < n[side]; k++)
            w->lost[side][lost[side][k]]++;
    }
    for (uint32_t a = 0; a < n[0]; a++)
        for (uint32_t b = 0; b < n[1]; b++)
            if (!ct_push(&w->met, (uint64_t)lost[0][a] << 32 | lost[1][b]))
                return false;
    return true;
}

static int by_value(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Whether two words that were left over together `both` times, and rarely one without the other (Dice's coefficient),
 * are a pair. */
static bool is_learned(const learner *w, uint32_t a, uint32_t b, double both)
{
    static const double least_share = 0.6;

    return both >= 2 && 2 * both / (w->lost[0][a] + w->lost[1][b]) >= least_share + 0.8 / both;
}

/* Most words met by chance: those that could not be a pair if they had met each time are not worth sorting. */
static void drop_hopeless(learner *w)
{
    size_t kept = 0;

    for (size_t i = 0; i < w->met.n; i++) {
        uint32_t a = (uint32_t)(w->met.items[i] >> 32), b = (uint32_t)w->met.items[i];
        if (is_learned(w, a, b, fmin(w->lost[0][a], w->lost[1][b])))
            w->met.items[kept++] = w->met.items[i];
    }
    w->met.n = kept;
}

/* Add a pair, or make a weak one strong. Pairs known before stand by source type; `*at` goes along with the learned ones. */
static bool add_learned(ct_type_pairs *pairs, size_t n_before, size_t *at, ct_type_pair new)
{
    while (*at < n_before && pairs->items[*at].a < new.a)
        ++*at;
    for (size_t i = *at; i < n_before && pairs->items[i].a == new.a; i++)
        if (pairs->items[i].b == new.b) {
            pairs->items[i].weak &= new.weak;
            return true;
        }
    return ct_push(pairs, new);
}

static bool learn_pairs(learner *w)
{
    size_t n_before = w->m->pairs.n, at = 0;

    drop_hopeless(w);
    if (w->met.n > 0)
        qsort(w->met.items, w->met.n, sizeof *w->met.items, by_value);
    for (size_t i = 0, end; i < w->met.n; i = end) {
        uint32_t a = (uint32_t)(w->met.items[i] >> 32), b = (uint32_t)w->met.items[i];
        double both;
        for (end = i; end < w->met.n && w->met.items[end] == w->met.items[i]; )
            end++;
        both = (double)(end - i);
        if (is_learned(w, a, b, both)
            && !add_learned(&w->m->pairs, n_before, &at, (ct_type_pair){ .a = a, .b = b, .weak = both < 4, .learned = 1 }))
            return false;
    }
    return true;
}

static ct_status learn_words(ct_sentence_model *m, ct_scorer *scorer, const ct_steps *steps, ct_error *err)
{
    learner w = { .m = m, .scorer = scorer };
    size_t stride = steps->n / MOST_BEADS + 1;
    bool ok = rates_init(&m->rates, m->halves);

    for (int side = 0; side < 2; side++) {
        w.lost[side] = calloc((size_t)m->halves[side].lines->types.n + 1, sizeof *w.lost[side]);
        ok = ok && w.lost[side] != NULL;
    }
    for (size_t i = 0; ok && i < steps->n; i += stride)
        if (is_sure(&steps->items[i]))
            ok = read_bead(&w, &steps->items[i]);
    ok = ok && learn_pairs(&w);
    free(w.lost[0]);
    free(w.lost[1]);
    ct_vector_release(&w.met);
    return ok ? CT_OK : no_memory(err);
}

ct_status ct_model_learn(ct_sentence_model *m, ct_scorer *scorer, const ct_steps *steps, ct_error *err)
{
    ct_status status = learn_words(m, scorer, steps, err);

    learn_costs(&m->costs, steps);
    learn_lengths(m, steps);
    learn_borders(m, steps);
    return status == CT_OK ? ct_model_update(m, err) : status;
}
