/* Scores of beads: words that met, lengths, closing marks. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sentences.h"

const uint8_t ct_bead_shapes[CT_BEAD_SHAPES][2] = { { 1, 1 }, { 1, 2 }, { 1, 3 }, { 1, 4 }, { 2, 1 }, { 3, 1 }, { 4, 1 } };

static const float most_gain = 6;        /* of one word: no single word decides */
static const float word_weight = 0.55f;  /* the two directions see much the same words */

ct_status ct_scorer_init(ct_scorer *s, const ct_sentence_model *m, ct_error *err)
{
    size_t n = m->halves[1].lines->types.n + 1;

    *s = (ct_scorer){ .m = m, .strong = calloc(n, sizeof *s->strong), .weak = calloc(n, sizeof *s->weak),
                      .marked = calloc(n, sizeof *s->marked) };
    if (s->strong == NULL || s->weak == NULL || s->marked == NULL) {
        ct_scorer_release(s);
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for aligning sentences");
    }
    return CT_OK;
}

void ct_scorer_release(ct_scorer *s)
{
    free(s->strong);
    free(s->weak);
    free(s->marked);
    *s = (ct_scorer){ 0 };
}

void ct_scorer_take(ct_scorer *s, uint32_t unit)
{
    const ct_half *h = &s->m->halves[0];
    uint32_t first = h->feature_start[unit], end = h->feature_start[unit + 1];

    for (size_t k = 0; k < s->n_marked; k++)
        s->strong[s->marked[k]] = s->weak[s->marked[k]] = 0;
    s->n_marked = 0;
    for (uint32_t k = first; k < end; k++) {
        uint32_t type = h->features[k];
        uint64_t bit = (uint64_t)1 << (k - first);
        for (uint32_t p = h->partner_start[type]; p < h->partner_start[type + 1]; p++) {
            uint32_t to = h->partners[p].type;
            if (s->strong[to] == 0 && s->weak[to] == 0)
                s->marked[s->n_marked++] = to;
            *(h->partners[p].weak ? &s->weak[to] : &s->strong[to]) |= bit;
        }
    }
}

ct_meeting ct_scorer_meet(const ct_scorer *s, uint32_t unit)
{
    const ct_half *h = &s->m->halves[1];
    uint32_t first = h->feature_start[unit], end = h->feature_start[unit + 1];
    ct_meeting x = { { { 0, 0 }, { 0, 0 } } };

    for (uint32_t k = first; k < end; k++) {
        uint32_t type = h->features[k];
        uint64_t bit = (uint64_t)1 << (k - first);
        if (s->strong[type] != 0) {
            x.found[0][0] |= s->strong[type];
            x.found[1][0] |= bit;
        }
        if (s->weak[type] != 0) {
            x.found[0][1] |= s->weak[type];
            x.found[1][1] |= bit;
        }
    }
    return x;
}

/* What the found features of one unit add to its base, the other side having `size` words. */
static float gains(const ct_half *h, uint32_t unit, uint64_t strong, uint64_t weak, float size)
{
    const uint32_t *features = h->features + h->feature_start[unit];
    float sum = 0;

    weak &= ~strong;
    for (int w = 0; w < 2; w++)
        for (uint64_t bits = w == 0 ? strong : weak; bits != 0; bits &= bits - 1) {
            const ct_tell *t = &h->tells[features[__builtin_ctzll(bits)]];
            float x = t->q[w] * size, gain = t->log_h[w] - logf(x / (1 + x));
            sum += (gain > most_gain ? most_gain : gain < 0 ? 0 : gain) - t->miss;
        }
    return sum;
}

/* Log-odds of the lengths: as translations, against two units drawn from their texts. */
static float score_lengths(const ct_sentence_model *m, const uint8_t n[2], const double letters[2])
{
    const ct_half *target = &m->halves[1];
    double d = log(letters[1] + 1) - log(letters[0] + 1) - m->ratio;
    double variance = m->spread * 2 / (letters[0] + letters[1] + 2) + m->floor;
    double chance = target->log_sd * target->log_sd / n[1];
    double e = log(letters[1] + 1) - target->log_mean - log(n[1]);
    double score = 0.5 * (log(chance / variance) - d * d / variance + e * e / chance);

    /* A length that no text has would speak for any bead: what chance explains badly is no evidence. */
    return (float)fmin(score, 0.5 * log(chance / variance) + 1.5);
}

static float score_ends(const ct_sentence_model *m, const uint32_t *const units[2], const uint8_t n[2])
{
    int a = m->halves[0].lines->shapes.items[units[0][n[0] - 1]].end;
    int b = m->halves[1].lines->shapes.items[units[1][n[1] - 1]].end;

    if (a == b)
        return logf(m->end_same / (float)m->halves[1].ends[b]) > 2 ? 2 : logf(m->end_same / (float)m->halves[1].ends[b]);
    return logf((1 - m->end_same) / (float)(1 - m->halves[1].ends[b]));
}

/* A unit that breaks off, and one that goes on with a small letter: halves of one sentence. */
static float score_joints(const ct_sentence_model *m, int side, const uint32_t *units, uint8_t n)
{
    const ct_shape *shapes = m->halves[side].lines->shapes.items;
    float sum = 0;

    for (uint8_t k = 0; k + 1 < n; k++) {
        bool broken = shapes[units[k]].end == CT_END_NONE || shapes[units[k]].end == CT_END_COMMA
            || shapes[units[k]].end == CT_END_OTHER;
        sum += broken && shapes[units[k + 1]].small ? 3 : 0;
    }
    return sum;
}

float ct_score_bead(const ct_sentence_model *m, const uint32_t *const units[2], const uint8_t n[2],
                    const ct_meeting *const *meetings)
{
    int many = n[1] > 1 ? 1 : 0, one = 1 - many;
    double letters[2] = { 0, 0 };
    float sizes[2] = { 0, 0 }, words = 0;
    uint64_t found[2] = { 0, 0 };

    for (int side = 0; side < 2; side++)
        for (uint8_t k = 0; k < n[side]; k++) {
            letters[side] += m->halves[side].lines->shapes.items[units[side][k]].letters;
            sizes[side] += m->halves[side].sizes[units[side][k]];
            words += m->halves[side].base[units[side][k]];
        }
    for (uint8_t k = 0; k < n[many]; k++) {
        const ct_meeting *x = meetings[k];
        found[0] |= x->found[one][0];
        found[1] |= x->found[one][1];
        words += gains(&m->halves[many], units[many][k], x->found[many][0], x->found[many][1], sizes[one]);
    }
    words += gains(&m->halves[one], units[one][0], found[0], found[1], sizes[many]);
    return word_weight * words + score_lengths(m, n, letters) + score_ends(m, units, n)
        + score_joints(m, many, units[many], n[many]);
}
