/* Words of the two sides that keep each other company: what the lexicon does not know of the file at hand. Where both are
 * without partner in one couple again and again, and seldom without each other, they are taken to render each other. Dice's
 * coefficient over couples, as in Melamed, "Models of translational equivalence among words", Computational Linguistics 26,
 * 2000, who also holds that a word has one partner at a time: a pair already explained is not counted. */
#include <stdlib.h>

#include "habits.h"

enum { MOST_WORDS = 24, LEAST_TIMES = 3 };
static const float least_dice = 0.4f;

typedef struct cell { uint64_t pair; uint32_t times; } cell;   /* pair 0: empty */

struct ct_habits {
    cell    *cells;                  /* [n_cells], a power of two */
    size_t   n_cells, n_used;
    uint32_t *couples[CT_SIDES];     /* [lemmas or types] couples in which the class is without partner */
};

static uint64_t key_of(uint32_t source, uint32_t target) { return (uint64_t)source << 32 | (uint64_t)(target + 1); }

static cell *cell_of(const ct_habits *h, uint64_t pair)
{
    size_t at = (size_t)(pair * 0x9E3779B97F4A7C15u >> 20) & (h->n_cells - 1);

    while (h->cells[at].pair != 0 && h->cells[at].pair != pair)
        at = (at + 1) & (h->n_cells - 1);
    return &h->cells[at];
}

static bool grow(ct_habits *h)
{
    ct_habits old = *h;

    h->n_cells = old.n_cells * 2;
    h->cells = calloc(h->n_cells, sizeof *h->cells);
    if (h->cells == NULL) {
        *h = old;
        return false;
    }
    for (size_t i = 0; i < old.n_cells; i++)
        if (old.cells[i].pair != 0)
            *cell_of(h, old.cells[i].pair) = old.cells[i];
    free(old.cells);
    return true;
}

/* All forms of a word count as one: its first lemma, or behind the lemmas its type. */
static uint32_t class_of(const ct_ground *g, ct_side side, uint32_t type)
{
    const ct_ground_side *s = &g->sides[side];

    return s->words[type].n_readings > 0 ? s->readings[s->words[type].first_reading].lemma
                                         : (uint32_t)ct_lexicon_lemma_count(g->pair->lexicon, s->language) + type;
}

/* The classes of the words of a side that are without partner, each once. */
static size_t lonely_classes(const ct_ground *g, const ct_couple *c, ct_side side, uint32_t out[MOST_WORDS])
{
    const ct_ground_side *s = &g->sides[side];
    size_t n = 0;

    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side] && n < MOST_WORDS; a++) {
        uint32_t class = class_of(g, side, s->atoms[a].type);
        size_t i = 0;
        if (!ct_atom_tells(s, a) || g->couples->partner[side][a] != CT_NONE)
            continue;
        while (i < n && out[i] != class)
            i++;
        if (i == n)
            out[n++] = class;
    }
    return n;
}

static bool count(ct_habits *h, const ct_ground *g, const ct_couple *c)
{
    uint32_t words[CT_SIDES][MOST_WORDS];
    size_t n[CT_SIDES];

    for (int side = 0; side < CT_SIDES; side++) {
        n[side] = lonely_classes(g, c, (ct_side)side, words[side]);
        for (size_t i = 0; i < n[side]; i++)
            h->couples[side][words[side][i]]++;
    }
    for (size_t i = 0; i < n[CT_SOURCE]; i++)
        for (size_t k = 0; k < n[CT_TARGET]; k++) {
            cell *at = cell_of(h, key_of(words[CT_SOURCE][i], words[CT_TARGET][k]));
            if (at->pair == 0) {
                *at = (cell){ key_of(words[CT_SOURCE][i], words[CT_TARGET][k]), 0 };
                h->n_used++;
            }
            at->times++;
            if (h->n_used * 2 > h->n_cells && !grow(h))
                return false;
        }
    return true;
}

ct_habits *ct_habits_of(const ct_ground *g)
{
    ct_habits *h = calloc(1, sizeof *h);
    bool ok = h != NULL;

    if (ok) {
        h->n_cells = 1 << 14;
        h->cells = calloc(h->n_cells, sizeof *h->cells);
        ok = h->cells != NULL;
    }
    for (int side = 0; ok && side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        h->couples[side] = calloc(ct_lexicon_lemma_count(g->pair->lexicon, s->language) + s->n_types + 1, sizeof **h->couples);
        ok = h->couples[side] != NULL;
    }
    for (size_t i = 0; ok && i < g->couples->n; i++)
        ok = count(h, g, &g->couples->all[i]);
    if (ok)
        return h;
    ct_habits_free(h);
    return NULL;
}

bool ct_habitual(const ct_habits *h, const ct_ground *g, uint32_t source_type, uint32_t target_type)
{
    uint32_t source = class_of(g, CT_SOURCE, source_type), target = class_of(g, CT_TARGET, target_type);
    uint32_t times = cell_of(h, key_of(source, target))->times;

    return times >= LEAST_TIMES
        && 2.0f * (float)times >= least_dice * (float)(h->couples[CT_SOURCE][source] + h->couples[CT_TARGET][target]);
}

void ct_habits_free(ct_habits *h)
{
    if (h == NULL)
        return;
    for (int side = 0; side < CT_SIDES; side++)
        free(h->couples[side]);
    free(h->cells);
    free(h);
}
