/* Two passages held against each other: which of their words and concepts meet, and how well their facets cover each other.
 *
 * A word has met when the other facet has a word or a concept that may mean the same; it counts with the weight of the
 * lighter of the two. The best pair of facets decides: a clause that answers a clause links two sentences, whatever else
 * they say. A constant in its score keeps a single shared word from being a perfect match. */
#include "passages.h"

#include <math.h>
#include <string.h>

#define SMALL         0.6f    /* weight that a facet's score is held against: less than that is not much said */
#define LITTLE        0.2f    /* weight below which differences do not matter */
#define NAME_AND_NOT  0.6f    /* a named event against something that is no event */
#define NAME_AND_KIND 0.85f   /* … against an event without a name */
#define NO_OBJECT     0.3f    /* how well a sentence without a main verb, or with nothing behind it, is met */

enum {
    OBJECT = 5,             /* words that tell, behind a main verb */
    GRID = PASSAGE_MAX_ATOMS * PASSAGE_MAX_ATOMS,
    MOST_TOUCHES = 1024     /* of words, and of concepts, in one pair: more is repetition */
};

bool meeting_init(meeting *m, const side *source, const side *target)
{
    m->sides[CT_SOURCE] = source;
    m->sides[CT_TARGET] = target;
    m->grid = calloc(GRID, sizeof *m->grid);
    for (int s = 0; s < CT_SIDES; s++)
        m->best[s] = calloc(m->sides[s]->facets.n + 1, sizeof **m->best);
    return m->grid != NULL && m->best[CT_SOURCE] != NULL && m->best[CT_TARGET] != NULL;
}

void meeting_release(meeting *m)
{
    free(m->grid);
    for (int s = 0; s < CT_SIDES; s++)
        free(m->best[s]);
    ct_vector_release(&m->touches);
    ct_vector_release(&m->concepts);
}

static const atom *atoms_of(const meeting *m, int s)
{
    return m->sides[s]->atoms.items + m->passages[s]->first_atom;
}

/* ---- what meets ------------------------------------------------------------------------------------- */

static bool touch_atoms(meeting *m, const passage_ref *a, const passage_ref *b)
{
    float strength = a->strength < b->strength ? a->strength : b->strength;
    float *cell = &m->grid[a->atom * PASSAGE_MAX_ATOMS + b->atom];

    if (*cell <= 0 && m->touches.n >= MOST_TOUCHES)
        return true;
    if (*cell <= 0 && !ct_push(&m->touches, (touch){ .atom = { a->atom, b->atom } }))
        return false;
    if (*cell < strength)
        *cell = strength;
    return true;
}

/* Both lists are sorted by key; runs of one key are met pair by pair. */
static bool find_touches(meeting *m)
{
    const passage *p = m->passages[CT_SOURCE], *q = m->passages[CT_TARGET];
    const passage_ref *a = m->sides[CT_SOURCE]->refs.items + p->first_ref, *a_end = a + p->n_refs;
    const passage_ref *b = m->sides[CT_TARGET]->refs.items + q->first_ref, *b_end = b + q->n_refs;

    while (a < a_end && b < b_end) {
        if (a->key != b->key) {
            if (a->key < b->key)
                a++;
            else
                b++;
            continue;
        }
        for (const passage_ref *c = b; c < b_end && c->key == a->key; c++)
            if (!touch_atoms(m, a, c))
                return false;
        a++;
    }
    return true;
}

/* A concept meets itself and its broader ones; two that merely share a broader one ("nuclear energy", "energy transition")
 * are different objects. */
static bool touch_concepts(meeting *m, const concept_ref *a, const concept_ref *b)
{
    if ((!a->own && !b->own) || m->concepts.n >= MOST_TOUCHES)
        return true;
    return ct_push(&m->concepts, (concept_touch){ .first = { a->first, b->first }, .end = { a->end, b->end },
                                                  .concept = a->concept, .mention = { a->mention, b->mention },
                                                  .strength = a->strength * b->strength });
}

static bool find_concepts(meeting *m)
{
    const passage *p = m->passages[CT_SOURCE], *q = m->passages[CT_TARGET];
    const concept_ref *a = m->sides[CT_SOURCE]->concepts.items + p->first_concept, *a_end = a + p->n_concepts;
    const concept_ref *b = m->sides[CT_TARGET]->concepts.items + q->first_concept, *b_end = b + q->n_concepts;

    while (a < a_end && b < b_end) {
        if (a->concept != b->concept) {
            if (a->concept < b->concept)
                a++;
            else
                b++;
            continue;
        }
        for (const concept_ref *c = b; c < b_end && c->concept == a->concept; c++)
            if (!touch_concepts(m, a, c))
                return false;
        a++;
    }
    return true;
}

bool meeting_open(meeting *m, uint32_t source_passage, uint32_t target_passage)
{
    bool fine;

    m->passages[CT_SOURCE] = &m->sides[CT_SOURCE]->passages.items[source_passage];
    m->passages[CT_TARGET] = &m->sides[CT_TARGET]->passages.items[target_passage];
    m->touches.n = m->concepts.n = 0;
    fine = find_touches(m) && find_concepts(m);
    for (size_t i = 0; i < m->touches.n; i++) {       /* take the strengths over and leave the grid clean */
        touch *t = &m->touches.items[i];
        float *cell = &m->grid[t->atom[CT_SOURCE] * PASSAGE_MAX_ATOMS + t->atom[CT_TARGET]];

        t->strength = *cell;
        *cell = 0;
    }
    return fine;
}

/* ---- facets ----------------------------------------------------------------------------------------- */

static void at_least(float *value, float other)
{
    if (*value < other)
        *value = other;
}

/* Weight of an atom range within a facet; negative if the facet does not hold all of it. */
static float range_weight(const atom *atoms, const uint8_t *shares, uint32_t first, uint32_t end)
{
    float sum = 0;

    for (uint32_t a = first; a < end; a++) {
        if (shares[a] == 0)
            return -1;
        sum += atoms[a].weight * (float)shares[a] / 2;
    }
    return sum;
}

/* The words of a concept meet as one; a heavy term against a light one is met by half at least. */
static void meet_concept(meeting *m, const concept_touch *c, const atom *const *atoms, const uint8_t *const *shares)
{
    float weight[CT_SIDES];

    for (int s = 0; s < CT_SIDES; s++) {
        weight[s] = range_weight(atoms[s], shares[s], c->first[s], c->end[s]);
        if (weight[s] <= 0)
            return;
    }
    for (int s = 0; s < CT_SIDES; s++) {
        float reach = 0.5f + 0.5f * weight[1 - s] / weight[s], part = c->strength * (reach < 1 ? reach : 1);

        for (uint32_t a = c->first[s]; a < c->end[s]; a++)
            at_least(&m->met[s][a], part * atoms[s][a].weight * (float)shares[s][a] / 2);
    }
}

float meeting_facets(meeting *m, const facet *source, const facet *target, float *covered)
{
    const facet *facets[CT_SIDES] = { source, target };
    const atom *atoms[CT_SIDES];
    const uint8_t *shares[CT_SIDES];
    float sums[CT_SIDES] = { 0, 0 }, score;

    for (int s = 0; s < CT_SIDES; s++) {
        atoms[s] = atoms_of(m, s);
        shares[s] = m->sides[s]->shares.items + facets[s]->first_share;
        memset(m->met[s], 0, m->passages[s]->n_atoms * sizeof **m->met);
    }
    for (size_t i = 0; i < m->touches.n; i++) {
        const touch *t = &m->touches.items[i];
        float x = atoms[0][t->atom[0]].weight * (float)shares[0][t->atom[0]] / 2;
        float y = atoms[1][t->atom[1]].weight * (float)shares[1][t->atom[1]] / 2;
        float lighter = t->strength * (x < y ? x : y);

        at_least(&m->met[0][t->atom[0]], lighter);
        at_least(&m->met[1][t->atom[1]], lighter);
    }
    for (size_t i = 0; i < m->concepts.n; i++)
        meet_concept(m, &m->concepts.items[i], atoms, shares);
    for (int s = 0; s < CT_SIDES; s++) {
        for (uint32_t a = 0; a < m->passages[s]->n_atoms; a++)
            sums[s] += m->met[s][a];
        covered[s] = facets[s]->weight > 0 ? sums[s] / facets[s]->weight : 0;
    }
    score = (sums[0] + sums[1]) / (source->weight + target->weight + SMALL);
    if (source->named != target->named)
        score *= source->event && target->event ? NAME_AND_KIND : NAME_AND_NOT;
    return score;
}

/* Does a main verb of one side meet one of the other? */
static bool actions_meet(const meeting *m)
{
    for (size_t i = 0; i < m->touches.n; i++)
        if (atoms_of(m, 0)[m->touches.items[i].atom[0]].action && atoms_of(m, 1)[m->touches.items[i].atom[1]].action)
            return true;
    return false;
}

/* How well the object of a main verb is met, the best of a passage: the words behind it, up to the next main verb. */
static float object_met(const meeting *m, int s)
{
    const atom *atoms = atoms_of(m, s);
    uint32_t n = m->passages[s]->n_atoms;
    float best = -1;

    for (uint32_t i = 0; i < n; i++) {
        float weight = 0, met = 0;
        int words = 0;

        for (uint32_t a = i + 1; atoms[i].action && a < n && words < OBJECT && (!atoms[a].action || words == 0); a++) {
            if (atoms[a].action)
                continue;
            weight += atoms[a].weight;
            met += m->met[s][a];
            words++;
        }
        if (weight > LITTLE)
            at_least(&best, met / weight);
    }
    return best < 0 ? NO_OBJECT : best;
}

/* How much of the named event of a passage has met that has met best; negative if it names none. */
static float name_met(const meeting *m, int s)
{
    const passage *p = m->passages[s];
    const atom *atoms = atoms_of(m, s);
    float best = -1;

    for (uint32_t f = p->first_facet + 1; f < p->first_facet + p->n_facets; f++) {
        const facet *named = &m->sides[s]->facets.items[f];
        const uint8_t *shares = m->sides[s]->shares.items + named->first_share;
        float weight = 0, met = 0;

        for (uint32_t a = 0; named->named && a < p->n_atoms; a++)
            if (shares[a] == 2 && atoms[a].capital) {
                weight += atoms[a].weight;
                met += m->met[s][a];
            }
        if (weight > 0)
            at_least(&best, met / weight);
    }
    return best;
}

static void judge_names(const meeting *m, candidate *c)
{
    c->features[FEATURE_NAME] = c->features[FEATURE_NAMELESS] = 0;
    for (int s = 0; s < CT_SIDES; s++) {
        float met = name_met(m, s);

        if (met >= 0) {
            at_least(&c->features[FEATURE_NAME], met);
            at_least(&c->features[FEATURE_NAMELESS], 1 - met);
        }
    }
}

/* What the whole passages share. */
static void judge_whole(meeting *m, candidate *c, const facet *source, const facet *target)
{
    float covered[CT_SIDES], mass;

    meeting_facets(m, source, target, covered);
    mass = (covered[CT_SOURCE] * source->weight + covered[CT_TARGET] * target->weight) / 2;
    c->features[FEATURE_BOTH] = sqrtf(covered[CT_SOURCE] * covered[CT_TARGET]);
    c->features[FEATURE_MASS] = logf(LITTLE + mass);
    c->features[FEATURE_ACTION] = actions_meet(m);
    c->features[FEATURE_OBJECT] = sqrtf(object_met(m, CT_SOURCE) * object_met(m, CT_TARGET));
    judge_names(m, c);
}

void meeting_judge(meeting *m, candidate *c)
{
    const facet *facets[CT_SIDES];
    float covered[CT_SIDES];

    for (int s = 0; s < CT_SIDES; s++)
        facets[s] = m->sides[s]->facets.items + m->passages[s]->first_facet;
    judge_whole(m, c, facets[CT_SOURCE], facets[CT_TARGET]);
    c->facet_score = -1;
    for (uint32_t i = 0; i < m->passages[CT_SOURCE]->n_facets; i++)
        for (uint32_t j = 0; j < m->passages[CT_TARGET]->n_facets; j++) {
            float score = meeting_facets(m, &facets[CT_SOURCE][i], &facets[CT_TARGET][j], covered);

            at_least(&m->best[CT_SOURCE][m->passages[CT_SOURCE]->first_facet + i], score);
            at_least(&m->best[CT_TARGET][m->passages[CT_TARGET]->first_facet + j], score);
            if (score <= c->facet_score)
                continue;
            c->facet_score = score;
            c->facet[CT_SOURCE] = m->passages[CT_SOURCE]->first_facet + i;
            c->facet[CT_TARGET] = m->passages[CT_TARGET]->first_facet + j;
            memcpy(c->covered, covered, sizeof covered);
        }
    c->features[FEATURE_FACET] = c->facet_score;
}
