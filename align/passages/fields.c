/* What a passage is about, as shares of subject fields: those of its own concepts, of its paragraph and of its section.
 *
 * Two sentences that say the same of satellites may share no word; that both speak of space, under headings that do, the
 * fields of the lexicon tell. A field tells the more the fewer passages of its document speak of it. Fields that concepts of
 * any subject have (places, documents, verbs of policy) are left out. */
#include "passages.h"

#include <math.h>
#include <string.h>

#define AROUND 0.7f    /* share of the paragraph, and of the section, beside what the passage says itself */

/* Weight of each field, and which have any. */
typedef struct spread {
    float *weights;                   /* [number of fields] */
    CT_VECTOR(uint32_t) touched;
} spread;

static bool spread_add(spread *s, uint32_t field, float weight)
{
    if (weight <= 0)
        return true;
    if (s->weights[field] <= 0 && !ct_push(&s->touched, field))
        return false;
    s->weights[field] += weight;
    return true;
}

static void spread_clear(spread *s)
{
    for (size_t i = 0; i < s->touched.n; i++)
        s->weights[s->touched.items[i]] = 0;
    s->touched.n = 0;
}

static float spread_length(const spread *s)
{
    float sum = 0;

    for (size_t i = 0; i < s->touched.n; i++)
        sum += s->weights[s->touched.items[i]] * s->weights[s->touched.items[i]];
    return sqrtf(sum);
}

/* Add a spread made of length `share`. */
static bool spread_mix(spread *to, const spread *from, float share)
{
    float length = spread_length(from);

    for (size_t i = 0; length > 0 && i < from->touched.n; i++)
        if (!spread_add(to, from->touched.items[i], share * from->weights[from->touched.items[i]] / length))
            return false;
    return true;
}

static int by_field(const void *a, const void *b)
{
    const field_share *x = a, *y = b;
    return x->field < y->field ? -1 : x->field > y->field;
}

/* Append a spread, made of length 1, sorted by field. */
static bool file_spread(side *s, passage *p, const spread *from)
{
    float length = spread_length(from);

    p->first_field = (uint32_t)s->fields.n;
    for (size_t i = 0; i < from->touched.n; i++) {
        uint32_t field = from->touched.items[i];

        if (!ct_push(&s->fields, (field_share){ .field = field, .share = from->weights[field] / length }))
            return false;
    }
    p->n_fields = (uint32_t)s->fields.n - p->first_field;
    if (p->n_fields > 1)
        qsort(s->fields.items + p->first_field, p->n_fields, sizeof *s->fields.items, by_field);
    return true;
}

/* ---- one passage by itself -------------------------------------------------------------------------- */

/* The field of each concept that is mentioned; CT_NONE for those that tell nothing. */
static bool number_fields(keyring *ring, const side *s, uint32_t *field_of)
{
    const ct_concept *concepts = ct_lexicon_concepts(ring->lexicon, &(size_t){ 0 });

    for (size_t i = 0; i < s->concepts.n; i++) {
        uint32_t concept = s->concepts.items[i].concept;
        const char *name = concepts[concept].field;

        if (ct_intern_find(&ring->broad_fields, name, strlen(name)) != CT_NO_STRING)
            field_of[concept] = CT_NONE;
        else if ((field_of[concept] = ct_intern_add(&ring->fields, name, strlen(name))) == CT_NO_STRING)
            return false;
    }
    return true;
}

static bool spread_own(spread *out, const side *s, const passage *p, const uint32_t *field_of)
{
    const ct_mention *mentions = ct_vocabulary_mentions(s->vocabulary, &(size_t){ 0 });

    for (uint32_t c = p->first_concept; c < p->first_concept + p->n_concepts; c++) {
        const concept_ref *ref = &s->concepts.items[c];
        float weight = 0;

        if (mentions[ref->mention].concept != ref->concept || field_of[ref->concept] == CT_NONE)
            continue;
        for (uint32_t a = ref->first; a < ref->end; a++)
            weight += s->atoms.items[p->first_atom + a].weight;
        if (!spread_add(out, field_of[ref->concept], weight))
            return false;
    }
    return true;
}

/* Into `own` the weights of one passage, each by how few passages have its field. */
static bool spread_telling(spread *own, const side *s, const passage *p, const uint32_t *field_of, const float *rarity)
{
    spread_clear(own);
    if (!spread_own(own, s, p, field_of))
        return false;
    for (size_t i = 0; i < own->touched.n; i++)
        own->weights[own->touched.items[i]] *= rarity[own->touched.items[i]];
    return true;
}

static bool find_rarity(float *out, size_t n_fields, const side *s, spread *own, const uint32_t *field_of)
{
    double n = (double)s->passages.n + 1;

    for (size_t i = 0; i < s->passages.n; i++) {
        spread_clear(own);
        if (!spread_own(own, s, &s->passages.items[i], field_of))
            return false;
        for (size_t f = 0; f < own->touched.n; f++)
            out[own->touched.items[f]] += 1;
    }
    for (size_t f = 0; f < n_fields; f++) {
        double r = log(n / ((double)out[f] + 0.5)) / log(n);
        out[f] = r < 0 ? 0 : (float)r;
    }
    return true;
}

/* ---- with what stands around it --------------------------------------------------------------------- */

static uint32_t block_of(const side *s, size_t p)
{
    return s->units[s->passages.items[p].first_unit].block;
}

static uint32_t heading_of(const side *s, size_t p)
{
    return s->heading_of[s->passages.items[p].section];
}

typedef struct workspace {
    spread own, block, section, all;
    uint32_t *field_of;     /* [number of concepts] */
    float    *rarity;       /* [number of fields] */
} workspace;

/* Sum a run of passages. */
static bool spread_run(spread *out, workspace *w, const side *s, size_t from, size_t to)
{
    spread_clear(out);
    for (size_t p = from; p < to; p++) {
        if (!spread_telling(&w->own, s, &s->passages.items[p], w->field_of, w->rarity))
            return false;
        for (size_t i = 0; i < w->own.touched.n; i++)
            if (!spread_add(out, w->own.touched.items[i], w->own.weights[w->own.touched.items[i]]))
                return false;
    }
    return true;
}

/* Passages of one section stand in a row, and so do those of one block: each is summed once. */
static bool mix_all(workspace *w, side *s)
{
    size_t section_end = 0, block_end = 0;

    for (size_t i = 0; i < s->passages.n; i++) {
        passage *p = &s->passages.items[i];

        if (i == section_end) {
            while (section_end < s->passages.n && heading_of(s, section_end) == heading_of(s, i))
                section_end++;
            if (!spread_run(&w->section, w, s, i, heading_of(s, i) == CT_NONE ? i : section_end))
                return false;
        }
        if (i == block_end) {
            while (block_end < s->passages.n && block_of(s, block_end) == block_of(s, i))
                block_end++;
            if (!spread_run(&w->block, w, s, i, block_end))
                return false;
        }
        spread_clear(&w->all);
        if (!spread_telling(&w->own, s, p, w->field_of, w->rarity) || !spread_mix(&w->all, &w->own, 1)
            || !spread_mix(&w->all, &w->block, AROUND) || !spread_mix(&w->all, &w->section, AROUND)
            || !file_spread(s, p, &w->all))
            return false;
    }
    return true;
}

bool side_find_fields(side *s, keyring *ring)
{
    workspace w = { .field_of = NULL };
    spread *spreads[] = { &w.own, &w.block, &w.section, &w.all };
    size_t n_concepts;
    bool fine;

    ct_lexicon_concepts(ring->lexicon, &n_concepts);
    w.field_of = calloc(n_concepts + 1, sizeof *w.field_of);
    fine = w.field_of != NULL && number_fields(ring, s, w.field_of);
    w.rarity = calloc(ring->fields.n + 1, sizeof *w.rarity);
    for (size_t i = 0; i < sizeof spreads / sizeof *spreads; i++) {
        spreads[i]->weights = calloc(ring->fields.n + 1, sizeof *spreads[i]->weights);
        fine = fine && spreads[i]->weights != NULL;
    }
    fine = fine && w.rarity != NULL && find_rarity(w.rarity, ring->fields.n, s, &w.own, w.field_of) && mix_all(&w, s);
    for (size_t i = 0; i < sizeof spreads / sizeof *spreads; i++) {
        free(spreads[i]->weights);
        ct_vector_release(&spreads[i]->touched);
    }
    free(w.rarity);
    free(w.field_of);
    return fine;
}

float passages_share_fields(const side *source, const passage *p, const side *target, const passage *q)
{
    const field_share *a = source->fields.items + p->first_field, *a_end = a + p->n_fields;
    const field_share *b = target->fields.items + q->first_field, *b_end = b + q->n_fields;
    float sum = 0;

    while (p->n_fields > 0 && q->n_fields > 0 && a < a_end && b < b_end) {
        if (a->field == b->field)
            sum += a++->share * b++->share;
        else if (a->field < b->field)
            a++;
        else
            b++;
    }
    return sum;
}
