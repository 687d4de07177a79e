/* Word links of a sentence pair from the beliefs of both directions (grow-diag-final-and of Koehn, Och and Marcu 2003,
 * over posteriors). */
#include "learn.h"

#include <math.h>


#define SURE    0.5F     /* belief that makes a link by itself */
#define BESIDE  0.25F    /* beside another, where one of the words is without */
#define FINAL   0.15F    /* where both are without */

typedef struct board {
    uint32_t n, m;                                  /* Spanish, English tokens */
    uint8_t  on[MOST_TOKENS][MOST_TOKENS];
    bool     linked[CT_LANGUAGES][MOST_TOKENS];
} board;

static float mean_belief(const bench *b, uint32_t i, uint32_t k)
{
    uint32_t n = b->length[CT_ES], m = b->length[CT_EN];
    float x = b->belief[CT_ES][k * (n + 1) + i + 1], y = b->belief[CT_EN][i * (m + 1) + k + 1];

    return sqrtf(x * y);
}

static void put(board *d, uint32_t i, uint32_t k)
{
    d->on[i][k] = 1;
    d->linked[CT_ES][i] = d->linked[CT_EN][k] = true;
}

static bool beside(const board *d, uint32_t i, uint32_t k)
{
    for (uint32_t x = i > 0 ? i - 1 : 0; x <= i + 1 && x < d->n; x++)
        for (uint32_t y = k > 0 ? k - 1 : 0; y <= k + 1 && y < d->m; y++)
            if (d->on[x][y])
                return true;
    return false;
}

/* Surest first: links believed by `least`, where one of the words or `both` are still without, beside
 * others or anywhere. */
static void grow(board *d, const bench *b, float least, bool near, bool both)
{
    bool more = true;

    while (more) {
        more = false;
        for (uint32_t i = 0; i < d->n; i++)
            for (uint32_t k = 0; k < d->m; k++) {
                bool es = d->linked[CT_ES][i], en = d->linked[CT_EN][k];
                if (d->on[i][k] || (both ? es || en : es && en) || mean_belief(b, i, k) < least)
                    continue;
                if (near && !beside(d, i, k))
                    continue;
                put(d, i, k);
                more = true;
            }
    }
}

/* Spanish articles and prepositions without counterpart go with the content word that they introduce: "los líderes",
 * "leaders"; "de fútbol", "football". Not so English ones: readers who link words by hand leave them alone. */
static void attach(board *d, const corpus *c, size_t pair)
{
    uint32_t next = CT_NONE;    /* the linked content word that comes next, only light words between */

    for (uint32_t i = d->n; i-- > 0;) {
        word_kind kind = corpus_kind(c, CT_ES, pair, i);
        if (d->linked[CT_ES][i] || kind != WORD_LIGHT)
            next = d->linked[CT_ES][i] && kind == WORD_CONTENT ? i : CT_NONE;
        for (uint32_t k = 0; next != CT_NONE && next != i && k < d->m; k++)
            if (d->on[next][k])
                put(d, i, k);
    }
}

bool links_choose(link_list *out, const bench *b, const corpus *c, size_t pair)
{
    board d = { .n = b->length[CT_ES], .m = b->length[CT_EN] };

    for (uint32_t i = 0; i < d.n; i++)
        for (uint32_t k = 0; k < d.m; k++)
            if (mean_belief(b, i, k) >= SURE)
                put(&d, i, k);
    grow(&d, b, BESIDE, true, false);
    grow(&d, b, FINAL, false, true);
    attach(&d, c, pair);
    for (uint32_t i = 0; i < d.n; i++)
        for (uint32_t k = 0; k < d.m; k++)
            if (d.on[i][k] && !ct_push(&out->links, (ct_word_link){ { (uint16_t)i, (uint16_t)k } }))
                return false;
    return true;
}
