/* Why beads are beads: the words that met and those that did not, the lengths, and, of what is alone, what came nearest. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sentences.h"

enum { MOST_MET = 12, MOST_LOST = 4 /* of a side */, NEAR = 3 /* units beyond those that render the neighbours */, MOST_TRIED = 16 };

static const float least_lost = 0.25f;     /* log-odds that the lack of a word must take away to be told */
static const float prior = -4;             /* log-odds that a unit near by is the counterpart of one that is alone */

const char *ct_word_how_name(ct_word_how how)
{
    static const char *const names[CT_HOWS] = { "same", "lexicon", "alike", "learned" };

    return names[how];
}

const char *ct_word_kind_name(ct_word_kind kind)
{
    static const char *const names[CT_KINDS] = { "word", "name", "figure" };

    return names[kind];
}

/* A word of the bead at hand. */
typedef struct found { ct_bead_word word; bool met; } found;

typedef struct explainer {
    ct_beads  *beads;
    ct_scorer *scorer;
    const ct_half *h;
    CT_VECTOR(found) all;           /* of the bead at hand */
    uint32_t *other[2];             /* [units] unit of the other side that renders it in order; CT_NONE */
} explainer;

/* ---- words ---------------------------------------------------------------------------------------------------- */

static ct_word_kind kind_of(const ct_half *h, uint32_t type)
{
    return h->classes[type] == CT_WORD_NUMBER ? CT_KIND_FIGURE : h->classes[type] == CT_WORD_NAME ? CT_KIND_NAME : CT_KIND_WORD;
}

static ct_word_how how_of(const explainer *x, uint32_t source, uint32_t target)
{
    const ct_intern *a = &x->h[0].lines->types, *b = &x->h[1].lines->types;

    if (a->lengths[source] == b->lengths[target] && memcmp(a->strings[source], b->strings[target], a->lengths[source]) == 0)
        return CT_HOW_SAME;
    for (uint32_t p = x->h[0].partner_start[source]; p < x->h[0].partner_start[source + 1]; p++)
        if (x->h[0].partners[p].type == target)
            return x->h[0].partners[p].learned ? CT_HOW_LEARNED : x->h[0].partners[p].weak ? CT_HOW_ALIKE : CT_HOW_LEXICON;
    return CT_HOW_LEXICON;
}

static float gain_of(const ct_half *h, uint32_t type, bool weak, uint16_t words)
{
    float gain = h->tells[type].log_h[weak] - h->tells[type].log_q[weak] - logf((float)words + 1);

    return fminf(fmaxf(gain, 0), 6);
}

/* The words of one source unit and one target unit that met; a source word once in a bead. */
static bool add_met(explainer *x, uint32_t source, uint32_t target)
{
    const ct_half *h = x->h;
    uint32_t first = h[0].feature_start[source];
    uint64_t told = 0;

    for (int weak = 0; weak < 2; weak++)
        for (uint32_t k = h[1].feature_start[target]; k < h[1].feature_start[target + 1]; k++) {
            uint32_t type = h[1].features[k];
            uint64_t bits = x->scorer->answers[type].bits[weak] & ~told;
            if (bits != 0) {
                uint32_t mine = h[0].features[first + (uint32_t)__builtin_ctzll(bits)];
                found f = { .met = true, .word = { .kind = kind_of(&h[0], mine), .how = how_of(x, mine, type),
                                                   .weight = gain_of(&h[0], mine, weak, h[1].sizes[target]) } };
                told |= bits & (0 - bits);
                if (h[0].classes[mine] == CT_WORD_FUNCTION)
                    continue;
                if (ct_strand_find(h[0].lines, source, mine, &f.word.span[0])
                    && ct_strand_find(h[1].lines, target, type, &f.word.span[1]) && !ct_push(&x->all, f))
                    return false;
            }
        }
    return true;
}

static bool was_met(const explainer *x, int side, ct_span span)
{
    for (size_t i = 0; i < x->all.n; i++)
        if (x->all.items[i].met && x->all.items[i].word.span[side].start == span.start)
            return true;
    return false;
}

/* Words of a unit that met nothing, and that usually do; and how many met. */
static bool add_lost(explainer *x, int side, uint32_t unit, ct_bead_reason *reason)
{
    const ct_half *h = &x->h[side];

    for (uint32_t k = h->lines->first.items[unit]; k < h->lines->first.items[unit + 1]; k++) {
        uint32_t type = h->lines->tokens.items[k];
        found f = { .word = { .kind = kind_of(h, type), .weight = -h->tells[type].miss } };
        if (h->classes[type] == CT_WORD_FUNCTION || !ct_strand_find(h->lines, unit, type, &f.word.span[side]))
            continue;
        reason->telling++;
        if (was_met(x, side, f.word.span[side]))
            reason->met++;
        else if (f.word.weight >= least_lost && !ct_push(&x->all, f))
            return false;
    }
    return true;
}

static int by_weight(const void *a, const void *b)
{
    const found *x = a, *y = b;

    if (x->met != y->met)
        return y->met - x->met;
    if (x->word.weight > y->word.weight || x->word.weight < y->word.weight)
        return x->word.weight < y->word.weight ? 1 : -1;
    if (x->word.span[0].start != y->word.span[0].start)
        return x->word.span[0].start < y->word.span[0].start ? -1 : 1;
    return (x->word.span[1].start > y->word.span[1].start) - (x->word.span[1].start < y->word.span[1].start);
}

/* The weightiest go to the bead; a word that stands twice is told once. */
static bool keep_words(explainer *x, ct_bead_reason *reason)
{
    uint32_t met = 0, lost[2] = { 0, 0 };

    reason->first_word = (uint32_t)x->beads->words.n;
    if (x->all.n > 0)
        qsort(x->all.items, x->all.n, sizeof *x->all.items, by_weight);
    for (size_t i = 0; i < x->all.n; i++) {
        const found *f = &x->all.items[i];
        int side = f->word.span[0].end == 0;
        bool twice = i > 0 && by_weight(f, f - 1) == 0;
        if (twice || (f->met ? met++ >= MOST_MET : lost[side]++ >= MOST_LOST))
            continue;
        if (!ct_push(&x->beads->words, f->word))
            return false;
        reason->n_words++;
    }
    return true;
}

/* ---- beads of two sides -------------------------------------------------------------------------------------------- */

static bool explain_pair(explainer *x, const ct_bead *b, ct_bead_reason *reason)
{
    const uint32_t *units = x->beads->units.items;
    double letters[2] = { 1, 1 };

    x->all.n = 0;
    for (uint32_t i = 0; i < b->n[0]; i++) {
        ct_scorer_take(x->scorer, units[b->first[0] + i]);
        for (uint32_t k = 0; k < b->n[1]; k++)
            if (!add_met(x, units[b->first[0] + i], units[b->first[1] + k]))
                return false;
    }
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < b->n[side]; i++) {
            letters[side] += x->h[side].lines->shapes.items[units[b->first[side] + i]].letters;
            if (!add_lost(x, side, units[b->first[side] + i], reason))
                return false;
        }
    reason->lengths = (float)(letters[1] / letters[0] / exp(x->scorer->m->ratio));
    return keep_words(x, reason);
}

/* ---- what is alone ---------------------------------------------------------------------------------------------------- */

/* Units of the other side that render the nearest neighbours of `unit`. */
static void find_place(const explainer *x, int side, uint32_t unit, uint32_t between[2])
{
    enum { FAR = 64 };
    uint32_t n = (uint32_t)x->h[side].lines->spans.n;

    between[0] = between[1] = CT_NONE;
    for (uint32_t d = 1; d <= FAR && d <= unit && between[0] == CT_NONE; d++)
        between[0] = x->other[side][unit - d];
    for (uint32_t d = 1; d <= FAR && unit + d < n && between[1] == CT_NONE; d++)
        between[1] = x->other[side][unit + d];
}

static float try_rival(explainer *x, const uint32_t pair[2])
{
    static const uint8_t shape[2] = { 1, 1 };
    const uint32_t *units[2] = { &pair[0], &pair[1] };
    ct_meeting met;
    const ct_meeting *meetings[] = { &met };

    ct_scorer_take(x->scorer, pair[0]);
    met = ct_scorer_meet(x->scorer, pair[1]);
    return ct_meets(&met) ? ct_score_bead(x->scorer->m, units, shape, meetings) : CT_IMPOSSIBLE;
}

static bool explain_lone(explainer *x, int side, uint32_t unit, ct_bead_reason *reason)
{
    const ct_half *o = &x->h[1 - side];
    uint32_t n = (uint32_t)o->lines->spans.n, pair[2], first, end;
    float best = CT_IMPOSSIBLE;

    x->all.n = 0;
    find_place(x, side, unit, reason->between);
    first = reason->between[0] != CT_NONE ? reason->between[0] : reason->between[1] != CT_NONE ? reason->between[1] : 0;
    end = reason->between[1] != CT_NONE ? reason->between[1] + 1 : first + 1;
    if (end <= first)
        end = first + 1;
    first = first > NEAR ? first - NEAR : 0;
    end = end + NEAR < n ? end + NEAR : n;
    if (end - first > MOST_TRIED && end > first)
        end = first + MOST_TRIED;
    for (uint32_t k = first; k < end; k++) {
        float score;
        pair[side] = unit;
        pair[1 - side] = k;
        score = o->noise[k] ? CT_IMPOSSIBLE : try_rival(x, pair);
        if (score > best) {
            best = score;
            reason->rival = k;
        }
    }
    if (reason->rival != CT_NONE) {
        pair[1 - side] = reason->rival;
        ct_scorer_take(x->scorer, pair[0]);
        if (!add_met(x, pair[0], pair[1]))
            return false;
        reason->rival_probability = ct_calibrate(1 / (1 + expf(-(best + prior))));
    }
    if (x->all.n == 0) {        /* only articles and the like met */
        reason->rival = CT_NONE;
        reason->rival_probability = 0;
    }
    return add_lost(x, side, unit, reason) && keep_words(x, reason);
}

/* ---- all ---------------------------------------------------------------------------------------------------------------- */

static bool note_order(explainer *x)
{
    for (int side = 0; side < 2; side++) {
        size_t n = x->h[side].lines->spans.n;
        x->other[side] = malloc((n + 1) * sizeof **x->other);
        if (x->other[side] == NULL)
            return false;
        memset(x->other[side], 0xff, (n + 1) * sizeof **x->other);
    }
    for (size_t i = 0; i < x->beads->beads.n; i++) {
        const ct_bead *b = &x->beads->beads.items[i];
        for (int side = 0; b->kind == CT_BEAD_IN_ORDER && side < 2; side++)
            for (uint32_t k = 0; k < b->n[side]; k++)
                x->other[side][x->beads->units.items[b->first[side] + k]] = x->beads->units.items[b->first[1 - side]];
    }
    return true;
}

bool ct_beads_explain(ct_beads *beads, ct_scorer *scorer)
{
    explainer x = { .beads = beads, .scorer = scorer, .h = scorer->m->halves };
    bool ok = note_order(&x);

    for (size_t i = 0; ok && i < beads->beads.n; i++) {
        const ct_bead *b = &beads->beads.items[i];
        ct_bead_reason reason = { .rival = CT_NONE, .between = { CT_NONE, CT_NONE } };
        int side = b->n[0] == 0;
        if (b->n[0] > 0 && b->n[1] > 0)
            ok = explain_pair(&x, b, &reason);
        else if (b->kind == CT_BEAD_ALONE)
            ok = explain_lone(&x, side, beads->units.items[b->first[side]], &reason);
        ok = ok && ct_push(&beads->reasons, reason);
    }
    ct_vector_release(&x.all);
    for (int side = 0; side < 2; side++)
        free(x.other[side]);
    return ok;
}
