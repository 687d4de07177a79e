/* What is likely before any text was seen, as pseudo-counts: renderings of the lexicon, words that look alike, words
 * and figures that are written alike. */
#include "learn.h"

#include <stdlib.h>
#include <string.h>

#define BASE      0.01F    /* any pair; small, so that few renderings share a word */
#define RENDERED  4.0F     /* the lexicon's first renderings; half of it for the further ones */
#define ALIKE     2.0F     /* written alike */
#define COGNATE   1.0F


typedef CT_VECTOR(home) home_list;

static int by_lemma(const void *a, const void *b)
{
    const home *x = a, *y = b;
    if (x->lemma != y->lemma)
        return x->lemma < y->lemma ? -1 : 1;
    return x->class_ < y->class_ ? -1 : x->class_ > y->class_;
}

/* Each class once under each lemma, in order. */
static bool sort_homes(home_list *out, const corpus_side *s)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->homes.n; i++)
        if (!ct_push(out, s->homes.items[i]))
            return false;
    if (out->n > 0)
        qsort(out->items, out->n, sizeof *out->items, by_lemma);
    for (size_t i = 0; i < out->n; i++)
        if (i == 0 || by_lemma(&out->items[i], &out->items[kept - 1]) != 0)
            out->items[kept++] = out->items[i];
    out->n = kept;
    return true;
}

static size_t first_home(const home_list *all, uint32_t lemma)
{
    size_t low = 0, high = all->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (all->items[mid].lemma < lemma)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void raise(table *t, uint32_t spanish, uint32_t english, float weight)
{
    uint32_t i = table_find(t, spanish, english);

    if (i != CT_NONE && t->cells[i].prior < weight)
        t->cells[i].prior = weight;
}

static ct_status fill_renderings(table *t, const corpus *c, ct_error *err)
{
    home_list all[CT_LANGUAGES] = { { 0 }, { 0 } };
    bool good = sort_homes(&all[CT_ES], &c->sides[CT_ES]) && sort_homes(&all[CT_EN], &c->sides[CT_EN]);
    float w = RENDERED;

    for (size_t i = 0; good && i < all[CT_ES].n; i++) {
        size_t n;
        const ct_rendering *r = ct_lexicon_renderings(c->lexicon, CT_ES, all[CT_ES].items[i].lemma, &n);
        for (size_t k = 0; k < n; k++)
            for (size_t h = first_home(&all[CT_EN], r[k].lemma);
                 h < all[CT_EN].n && all[CT_EN].items[h].lemma == r[k].lemma; h++)
                raise(t, all[CT_ES].items[i].class_, all[CT_EN].items[h].class_, r[k].rank == 0 ? w : w / 2);
    }
    ct_vector_release(&all[CT_ES]);
    ct_vector_release(&all[CT_EN]);
    return good ? CT_OK : bitext_nomem(err);
}

/* Cheap signs that a comparison is worth its time. */
static bool may_be_cognates(const char *a, const char *b)
{
    return strlen(a) >= 4 && strlen(b) >= 4 && a[0] == b[0] && (a[1] == b[1] || a[2] == b[2]);
}

static float likeness(const corpus *c, const cell *e)
{
    const corpus_side *es = &c->sides[CT_ES], *en = &c->sides[CT_EN];
    uint32_t s = e->word[CT_ES], t = e->word[CT_EN];
    const char *a = es->classes.strings[s], *b = en->classes.strings[t];
    double alike;

    if (s == 0 || t == 0)
        return 0;
    if (es->classes.lengths[s] == en->classes.lengths[t] && strcmp(a, b) == 0)
        return ALIKE * (es->classes.lengths[s] > 2 || es->content.items[s] < WORD_FUNCTION ? 1 : 0.1F);
    if (es->content.items[s] != WORD_CONTENT || en->content.items[t] != WORD_CONTENT || !may_be_cognates(a, b))
        return 0;
    alike = ct_cognate(c->lexicon, a, b);
    return alike < 0.6 ? 0 : (float)((alike - 0.5) * 2) * COGNATE;
}

ct_status prior_fill(table *t, const corpus *c, ct_error *err)
{
    ct_status status;

    for (uint32_t i = 0; i < t->n; i++) {
        float w = likeness(c, &t->cells[i]);
        t->cells[i].prior = w > BASE ? w : BASE;
    }
    status = fill_renderings(t, c, err);
    for (uint32_t i = 0; i < t->n; i++)
        for (int l = 0; l < CT_LANGUAGES; l++)
            t->mass[l][t->cells[i].word[l]] += (double)t->cells[i].prior;
    return status;
}
