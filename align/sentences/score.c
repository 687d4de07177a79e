/* Scores of beads: words that met, lengths, closing marks. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sentences.h"

const uint8_t ct_bead_shapes[CT_BEAD_SHAPES][2] = { { 1, 1 }, { 1, 2 }, { 1, 3 }, { 1, 4 }, { 2, 1 }, { 3, 1 }, { 4, 1 } };

static const float hopeless = -12;       /* no length or mark makes up for that */
static const float hopeful_gain = 4.5f;     /* few found words add more than this to their misses */
static const float repeat_weight = 0.5f;    /* of a unit of several that only repeats what others answer */
static const float most_gain = 6;        /* of one word: no single word decides */
static const float word_weight = 0.5f;  /* the two directions see much the same words */
static const float most_form = 1.5f;     /* of lengths and marks, where no word met */

ct_status ct_scorer_init(ct_scorer *s, const ct_sentence_model *m, ct_error *err)
{
    size_t n = m->halves[1].lines->types.n + 1;

    *s = (ct_scorer){ .m = m, .answers = calloc(n, sizeof *s->answers), .marked = calloc(n, sizeof *s->marked) };
    if (s->answers == NULL || s->marked == NULL) {
        ct_scorer_release(s);
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for aligning sentences");
    }
    return CT_OK;
}

void ct_scorer_release(ct_scorer *s)
{
    free(s->answers);
    free(s->marked);
    *s = (ct_scorer){ 0 };
}

void ct_scorer_take(ct_scorer *s, uint32_t unit)
{
    const ct_half *h = &s->m->halves[0];
    uint32_t first = h->feature_start[unit], end = h->feature_start[unit + 1];

    for (size_t k = 0; k < s->n_marked; k++)
        s->answers[s->marked[k]] = (ct_answer){ { 0, 0 } };
    s->n_marked = 0;
    for (uint32_t k = first; k < end; k++) {
        uint32_t type = h->features[k];
        uint64_t bit = (uint64_t)1 << (k - first);
        for (uint32_t p = h->partner_start[type]; p < h->partner_start[type + 1]; p++) {
            ct_answer *to = &s->answers[h->partners[p].type];
            if ((to->bits[0] | to->bits[1]) == 0)
                s->marked[s->n_marked++] = h->partners[p].type;
            to->bits[h->partners[p].weak] |= bit;
        }
    }
}

ct_meeting ct_scorer_meet(const ct_scorer *s, uint32_t unit)
{
    const ct_half *h = &s->m->halves[1];
    uint32_t first = h->feature_start[unit], end = h->feature_start[unit + 1];
    ct_meeting x = { { { 0, 0 }, { 0, 0 } } };

    for (uint32_t k = first; k < end; k++) {
        const ct_answer *to = &s->answers[h->features[k]];
        uint64_t bit = (uint64_t)1 << (k - first);
        for (int w = 0; w < 2; w++) {
            x.found[0][w] |= to->bits[w];
            x.found[1][w] |= to->bits[w] != 0 ? bit : 0;
        }
    }
    return x;
}

/* What the found features of one unit add to its base, the other side having so many words. */
static float gains(const ct_sentence_model *m, int side, uint32_t unit, uint64_t strong, uint64_t weak, float log_size)
{
    const ct_half *h = &m->halves[side];
    const uint32_t *features = h->features + h->feature_start[unit];
    float sum = 0;

    weak &= ~strong;
    for (int w = 0; w < 2; w++)
        for (uint64_t bits = w == 0 ? strong : weak; bits != 0; bits &= bits - 1) {
            const ct_tell *t = &h->tells[features[__builtin_ctzll(bits)]];
            float x = t->log_q[w] + log_size;      /* log odds of a chance meeting */
            float gain = t->log_h[w] + (x < 0 ? ct_soft(m, -x) - x : ct_soft(m, x));
            sum += (gain > most_gain ? most_gain : gain < 0 ? 0 : gain) - t->miss;
        }
    return sum;
}

/* Log-odds of the lengths: as translations, against two units drawn from their texts. */
static float score_lengths(const ct_sentence_model *m, const uint8_t n[2], const float letters[2], const float logs[2])
{
    const ct_half *target = &m->halves[1];
    float d = logs[1] - logs[0] - (float)m->ratio;
    float variance = (float)m->spread * 2 / (letters[0] + letters[1] + 2) + (float)m->floor;
    float chance = (float)(target->log_sd * target->log_sd) / n[1];
    float e = logs[1] - (float)target->log_mean - (n[1] == 1 ? 0 : logf(n[1]));
    float base = 0.5f * logf(chance / variance), score = base + 0.5f * (e * e / chance - d * d / variance);

    /* A length that no text has would speak for any bead: what chance explains badly is no evidence. */
    return score < base + 1.5f ? score : base + 1.5f;
}

static float score_ends(const ct_sentence_model *m, const uint32_t *const units[2], const uint8_t n[2])
{
    int a = m->halves[0].lines->shapes.items[units[0][n[0] - 1]].end;
    int b = m->halves[1].lines->shapes.items[units[1][n[1] - 1]].end;

    return a == b ? m->end_agrees[b] : m->end_differs[b];
}

static float score_starts(const ct_sentence_model *m, const uint32_t *const units[2])
{
    return m->borders[m->halves[0].lines->shapes.items[units[0][0]].border]
                     [m->halves[1].lines->shapes.items[units[1][0]].border];
}

/* A unit that breaks off, and one that goes on with a small letter: halves of one sentence. */
static uint32_t count_joints(const ct_sentence_model *m, int side, const uint32_t *units, uint8_t n)
{
    const ct_shape *shapes = m->halves[side].lines->shapes.items;
    uint32_t joints = 0;

    for (uint8_t k = 0; k + 1 < n; k++) {
        bool broken = shapes[units[k]].end == CT_END_NONE || shapes[units[k]].end == CT_END_COMMA
            || shapes[units[k]].end == CT_END_OTHER;
        joints += broken && shapes[units[k + 1]].small;
    }
    return joints;
}

/* What unit `k` of several finds counts less when it answers no word that no other answers. */
static float weight_of(const ct_meeting *const *meetings, uint8_t n, uint8_t k, int one)
{
    uint64_t found = meetings[k]->found[one][0] | meetings[k]->found[one][1], others = 0;

    for (uint8_t q = 0; q < n; q++)
        if (q != k)
            others |= meetings[q]->found[one][0] | meetings[q]->found[one][1];
    return (found & ~others) != 0 ? 1 : repeat_weight;
}

static inline int count_bits(uint64_t x)
{
    x -= x >> 1 & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
    return (int)(((x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu) * 0x0101010101010101u >> 56);
}

/* Found words of both sides; -1 when three units or more repeat each other. */
static int count_found(const ct_meeting *const *meetings, uint8_t n, int one)
{
    uint64_t all = 0, twice = 0;
    int found = 0;

    for (uint8_t k = 0; k < n; k++) {
        uint64_t x = meetings[k]->found[one][0] | meetings[k]->found[one][1];
        twice |= all & x;
        all |= x;
        found += count_bits(meetings[k]->found[1 - one][0] | meetings[k]->found[1 - one][1]);
    }
    for (uint8_t k = 0; n > 2 && k < n; k++)
        if (((meetings[k]->found[one][0] | meetings[k]->found[one][1]) & ~twice) == 0)
            return -1;
    return found + count_bits(all);
}

float ct_score_bead(const ct_sentence_model *m, const uint32_t *const units[2], const uint8_t n[2],
                    const ct_meeting *const *meetings)
{
    int many = n[1] > 1 ? 1 : 0, one = 1 - many;
    float letters[2], logs[2], sizes[2] = { 0, 0 }, log_sizes[2], words = 0, gain, form;
    int n_found;
    uint64_t found[2] = { 0, 0 };
    uint32_t joints = n[many] == 1 ? 0 : count_joints(m, many, units[many], n[many]);

    for (int side = 0; side < 2; side++) {
        letters[side] = 0;
        for (uint8_t k = 0; k < n[side]; k++) {
            letters[side] += m->halves[side].lines->shapes.items[units[side][k]].letters;
            sizes[side] += m->halves[side].sizes[units[side][k]];
            words += m->halves[side].base[units[side][k]];
        }
    }
    n_found = count_found(meetings, n[many], one);
    if (n_found < 0 || word_weight * (words + hopeful_gain * (float)n_found) < hopeless)
        return CT_IMPOSSIBLE;
    for (int side = 0; side < 2; side++) {
        logs[side] = n[side] == 1 ? m->halves[side].log_letters[units[side][0]] : logf(letters[side] + 1);
        log_sizes[side] = n[side] == 1 ? m->halves[side].log_sizes[units[side][0]] : logf(sizes[side]);
    }
    for (uint8_t k = 0; k < n[many]; k++) {
        const ct_meeting *x = meetings[k];
        found[0] |= x->found[one][0];
        found[1] |= x->found[one][1];
        gain = gains(m, many, units[many][k], x->found[many][0], x->found[many][1], log_sizes[one]);
        words += n[many] == 1 ? gain : gain * weight_of(meetings, n[many], k, one);
    }
    words += gains(m, one, units[one][0], found[0], found[1], log_sizes[many]);
    if (word_weight * words < hopeless)
        return CT_IMPOSSIBLE;
    form = score_lengths(m, n, letters, logs) + score_ends(m, units, n) + score_starts(m, units);
    if (n_found == 0 && form > most_form)
        form = most_form;
    return word_weight * words + form + 3 * (float)joints;
}
