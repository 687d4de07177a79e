/* Word pairs from the links of all sentence pairs. */
#include "learn.h"

#include <string.h>

#define LEAST_SHARE 0.1    /* of both words' links together; less is chance */

/* Count the links of each cell (in n[CT_ES], free after training) and of each word. */
static void count_links(ct_learned *l, uint32_t *linked[CT_LANGUAGES])
{
    const corpus *c = &l->corpus;
    table *t = &l->training.table;

    for (size_t pair = 0; pair < c->n_pairs; pair++) {
        size_t n;
        const ct_word_link *links = ct_learned_links(l, pair, &n);
        for (size_t i = 0; i < n; i++) {
            uint32_t es = corpus_class(c, CT_ES, pair, links[i].token[CT_ES]);
            uint32_t en = corpus_class(c, CT_EN, pair, links[i].token[CT_EN]);
            t->cells[table_find(t, es, en)].n[CT_ES]++;
            linked[CT_ES][es]++;
            linked[CT_EN][en]++;
        }
    }
}

/* Does the lexicon render one word by the other? */
static bool renders(const corpus *c, const char *spanish, const char *english)
{
    ct_reading es[CT_MAX_READINGS], en[CT_MAX_READINGS];
    size_t n = ct_reader_read(&c->readers[CT_ES], spanish, strlen(spanish), es);
    size_t m = ct_reader_read(&c->readers[CT_EN], english, strlen(english), en);

    for (size_t i = 0; i < n; i++) {
        size_t n_all;
        const ct_rendering *all = ct_lexicon_renderings(c->lexicon, CT_ES, es[i].lemma, &n_all);
        for (size_t k = 0; k < n_all; k++)
            for (size_t h = 0; h < m; h++)
                if (all[k].lemma == en[h].lemma)
                    return true;
    }
    return false;
}

static double sureness(const ct_learned_pair *p)
{
    double n = p->together;
    return (double)p->given[CT_ES] * (double)p->given[CT_EN] * (1 - 0.5 / n) * (1 - 0.5 / n);
}

static int by_sureness(const void *a, const void *b)
{
    const ct_learned_pair *x = a, *y = b;
    double u = sureness(x), v = sureness(y);
    int order;

    if (u < v || u > v)
        return u > v ? -1 : 1;
    if (x->together != y->together)
        return x->together > y->together ? -1 : 1;
    order = strcmp(x->word[CT_ES], y->word[CT_ES]);
    return order != 0 ? order : strcmp(x->word[CT_EN], y->word[CT_EN]);
}

static bool add_cell(ct_learned *l, const cell *e, uint32_t *const linked[CT_LANGUAGES], uint32_t min_count)
{
    const corpus *c = &l->corpus;
    ct_learned_pair p = { .together = e->n[CT_ES] };
    double share = 1;

    if (p.together < min_count)
        return true;
    for (int k = 0; k < CT_LANGUAGES; k++) {
        const corpus_side *s = &c->sides[k];
        uint32_t w = e->word[k];
        if (s->content.items[w] != WORD_CONTENT)
            return true;
        p.word[k] = s->classes.strings[w];
        p.count[k] = s->count[w];
        p.given[k] = (float)((double)p.together / (double)linked[k][w]);
        share *= (double)p.given[k];
    }
    if (share < LEAST_SHARE)
        return true;
    p.known = renders(c, p.word[CT_ES], p.word[CT_EN]);
    return ct_push(&l->pairs, p);
}

ct_status pairs_collect(ct_learned *l, uint32_t min_count, ct_error *err)
{
    const table *t = &l->training.table;
    uint32_t *linked[CT_LANGUAGES];
    bool good = true;

    for (int k = 0; k < CT_LANGUAGES; k++) {
        linked[k] = calloc(l->corpus.sides[k].classes.n, sizeof *linked[k]);
        good = good && linked[k] != NULL;
    }
    if (good)
        count_links(l, linked);
    for (uint32_t i = 0; good && i < t->n; i++)
        good = add_cell(l, &t->cells[i], linked, min_count);
    if (l->pairs.n > 0)
        qsort(l->pairs.items, l->pairs.n, sizeof *l->pairs.items, by_sureness);
    for (int k = 0; k < CT_LANGUAGES; k++)
        free(linked[k]);
    return good ? CT_OK : bitext_nomem(err);
}
