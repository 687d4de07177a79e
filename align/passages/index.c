/* Candidates: pairs of passages that share enough to be worth a closer look, found through an inverted index.
 *
 * Every passage looks up its keys on the other side, and the passages it finds are ranked by the weight that they share.
 * A key that many passages have tells little and costs much: the rarest are followed first, and no more postings in all
 * than a fixed number, so that the cost of a passage does not grow with the other document. */
#include "passages.h"

#include <string.h>

enum { MOST_POSTINGS = 400,      /* of one key */
       MOST_FOLLOWED = 2500 };   /* of all keys of a passage */

typedef struct posting { uint32_t passage; float weight; } posting;

/* Which passages have a key, and with how heavy a word. */
typedef struct inverted {
    uint32_t *first;       /* [n_keys + 1] in `postings` */
    posting  *postings;
    uint32_t  n_keys, n_word_keys;   /* all, and those of words, which come first */
} inverted;

typedef struct found { uint32_t passage; float score; } found;

/* A key to be looked up, and how many postings it has. */
typedef struct wanted { uint32_t key; float weight; uint32_t n_postings; } wanted;

/* Scores of the passages found for one passage. */
typedef struct tally {
    float    *score;       /* [passages of the other side] */
    CT_VECTOR(uint32_t) touched;
    CT_VECTOR(wanted)   keys;      /* of the passage that is looked up */
    found     best[PASSAGE_CANDIDATES];   /* best first */
    uint32_t  n_best;
} tally;

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the candidates of the alignment");
}

/* ---- the index -------------------------------------------------------------------------------------- */

/* One thing that a passage has: a key of a word, or a concept, which are numbered after all keys. */
typedef struct entry { uint32_t key; float weight; } entry;

static uint32_t n_entries(const passage *p)
{
    return p->n_refs + p->n_concepts;
}

static entry entry_of(const side *s, const passage *p, uint32_t i, uint32_t n_word_keys)
{
    const atom *atoms = s->atoms.items + p->first_atom;

    if (i < p->n_refs) {
        const passage_ref *ref = &s->refs.items[p->first_ref + i];
        return (entry){ ref->key, ref->strength * atoms[ref->atom].weight };
    }
    const concept_ref *ref = &s->concepts.items[p->first_concept + i - p->n_refs];
    entry e = { n_word_keys + ref->concept, 0 };
    for (uint32_t a = ref->first; a < ref->end; a++)
        e.weight += ref->strength * atoms[a].weight;
    return e;
}

/* Entries of a passage are sorted by key: of several with one key the heaviest is filed. Called twice: to count, with
 * `fill` NULL, and to fill. */
static void file_passage(const side *s, uint32_t index, const inverted *in, uint32_t *fill)
{
    const passage *p = &s->passages.items[index];
    uint32_t before = UINT32_MAX;

    for (uint32_t i = 0; i < n_entries(p); i++) {
        entry e = entry_of(s, p, i, in->n_word_keys);

        if (fill == NULL) {
            in->first[e.key + 1] += e.key != before;
        } else if (e.key == before) {
            posting *last = &in->postings[fill[e.key] - 1];
            last->weight = last->weight < e.weight ? e.weight : last->weight;
        } else {
            in->postings[fill[e.key]++] = (posting){ index, e.weight };
        }
        before = e.key;
    }
}

static ct_status invert(inverted *out, const side *s, const keyring *ring, ct_error *err)
{
    uint32_t *fill = NULL, n_keys;
    size_t n_concepts;

    ct_lexicon_concepts(ring->lexicon, &n_concepts);
    out->n_word_keys = ring->n_lemmas + ring->strings.n;
    out->n_keys = n_keys = out->n_word_keys + (uint32_t)n_concepts;
    out->first = calloc((size_t)n_keys + 2, sizeof *out->first);
    if (out->first == NULL)
        return no_memory(err);
    for (uint32_t p = 0; p < s->passages.n; p++)
        file_passage(s, p, out, NULL);
    for (uint32_t k = 0; k < n_keys; k++)
        out->first[k + 1] += out->first[k];
    out->postings = calloc((size_t)out->first[n_keys] + 1, sizeof *out->postings);
    fill = malloc(((size_t)n_keys + 1) * sizeof *fill);
    if (out->postings == NULL || fill == NULL) {
        free(fill);
        return no_memory(err);
    }
    memcpy(fill, out->first, ((size_t)n_keys + 1) * sizeof *fill);
    for (uint32_t p = 0; p < s->passages.n; p++)
        file_passage(s, p, out, fill);
    free(fill);
    return CT_OK;
}

/* ---- looking up ------------------------------------------------------------------------------------- */

static bool comparable(const passage *a, const passage *b)
{
    return (a->role == CT_ROLE_HEADING) == (b->role == CT_ROLE_HEADING);
}

static bool is_better(const found *x, const found *y)
{
    if (x->score > y->score || x->score < y->score)
        return x->score > y->score;
    return x->passage < y->passage;
}

static bool may_stay(const tally *t, const found *f)
{
    return t->n_best < PASSAGE_CANDIDATES || is_better(f, &t->best[t->n_best - 1]);
}

/* Insert in order; what is found is many, what is kept is few, and most fails may_stay(), so nothing is ever sorted. */
static void keep(tally *t, found f)
{
    uint32_t i = t->n_best < PASSAGE_CANDIDATES ? t->n_best++ : t->n_best - 1;

    for (; i > 0 && is_better(&f, &t->best[i - 1]); i--)
        t->best[i] = t->best[i - 1];
    t->best[i] = f;
}

static bool follow(tally *t, const inverted *in, const wanted *w)
{
    uint32_t from = in->first[w->key];

    for (uint32_t i = from; i < from + w->n_postings; i++) {
        const posting *there = &in->postings[i];
        float weight = w->weight < there->weight ? w->weight : there->weight;

        if (weight <= 0)
            continue;
        if (t->score[there->passage] <= 0 && !ct_push(&t->touched, there->passage))
            return false;
        t->score[there->passage] += weight;
    }
    return true;
}

static int rarest_first(const void *a, const void *b)
{
    const wanted *x = a, *y = b;

    if (x->n_postings != y->n_postings)
        return x->n_postings < y->n_postings ? -1 : 1;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->weight > y->weight ? -1 : x->weight < y->weight;
}

static bool follow_all(tally *t, const side *s, const passage *p, const inverted *in)
{
    uint32_t followed = 0;

    t->keys.n = 0;
    for (uint32_t i = 0; i < n_entries(p); i++) {
        entry e = entry_of(s, p, i, in->n_word_keys);
        wanted w = { e.key, e.weight, in->first[e.key + 1] - in->first[e.key] };

        if (w.n_postings > 0 && w.n_postings <= MOST_POSTINGS && !ct_push(&t->keys, w))
            return false;
    }
    if (t->keys.n > 1)
        qsort(t->keys.items, t->keys.n, sizeof *t->keys.items, rarest_first);
    for (size_t i = 0; i < t->keys.n && followed < MOST_FOLLOWED; i++) {
        if (!follow(t, in, &t->keys.items[i]))
            return false;
        followed += t->keys.items[i].n_postings;
    }
    return true;
}

/* The passages of the other side that share most with passage `index`, in `t->best`. */
static bool look_up(tally *t, const side *s, uint32_t index, const side *other, const inverted *in)
{
    const passage *p = &s->passages.items[index];

    t->touched.n = 0;
    t->n_best = 0;
    if (!follow_all(t, s, p, in))
        return false;
    for (size_t i = 0; i < t->touched.n; i++) {
        uint32_t q = t->touched.items[i];
        found f = { q, t->score[q] };

        t->score[q] = 0;
        if (may_stay(t, &f) && comparable(p, &other->passages.items[q]))
            keep(t, f);
    }
    return true;
}

static ct_status look_up_all(candidates *out, const side *from, const side *other, ct_side which,
                             const keyring *ring, ct_error *err)
{
    inverted in = { 0 };
    tally t = { 0 };
    ct_status status = invert(&in, other, ring, err);

    t.score = calloc(other->passages.n + 1, sizeof *t.score);
    if (status == CT_OK && t.score == NULL)
        status = no_memory(err);
    for (uint32_t p = 0; status == CT_OK && p < from->passages.n; p++) {
        if (!look_up(&t, from, p, other, &in))
            status = no_memory(err);
        for (size_t i = 0; status == CT_OK && i < t.n_best; i++) {
            candidate c = { .score = 0 };

            c.passage[which] = p;
            c.passage[which == CT_SOURCE ? CT_TARGET : CT_SOURCE] = t.best[i].passage;
            if (!ct_push(&out->all, c))
                status = no_memory(err);
        }
    }
    ct_vector_release(&t.touched);
    ct_vector_release(&t.keys);
    free(t.score);
    free(in.postings);
    free(in.first);
    return status;
}

static int by_passages(const void *a, const void *b)
{
    const candidate *x = a, *y = b;

    for (int s = 0; s < CT_SIDES; s++)
        if (x->passage[s] != y->passage[s])
            return x->passage[s] < y->passage[s] ? -1 : 1;
    return 0;
}

ct_status candidates_find(candidates *out, const side *source, const side *target, const keyring *ring, ct_error *err)
{
    ct_status status = look_up_all(out, source, target, CT_SOURCE, ring, err);
    size_t kept = 0;

    if (status == CT_OK)
        status = look_up_all(out, target, source, CT_TARGET, ring, err);
    if (status != CT_OK || out->all.n == 0)
        return status;
    qsort(out->all.items, out->all.n, sizeof *out->all.items, by_passages);
    for (size_t i = 0; i < out->all.n; i++)
        if (i == 0 || by_passages(&out->all.items[kept - 1], &out->all.items[i]) != 0)
            out->all.items[kept++] = out->all.items[i];
    out->all.n = kept;
    return CT_OK;
}
