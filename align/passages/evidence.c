/* Evidence for a link: which names, concepts, figures and words met, and what of either side found no partner. */
#include "passages.h"

#include "links.h"

#include <float.h>

enum { MOST_EVIDENCE = 24 };

#define TELLING   0.5f    /* an unmet word lighter than this is not worth saying, unless a figure */
#define MET       0.25f   /* of a word's own weight: less has not met */

typedef CT_VECTOR(ct_link_evidence) evidences;

/* What has been said already, so that each word is said once. */
typedef struct said { bool atoms[CT_SIDES][PASSAGE_MAX_ATOMS]; } said;

static ct_evidence_kind kind_of_concept(const ct_concept *concept)
{
    switch (concept->kind) {
    case CT_CONCEPT_BODY: case CT_CONCEPT_FORUM: case CT_CONCEPT_INITIATIVE: case CT_CONCEPT_FUND:
    case CT_CONCEPT_TREATY: case CT_CONCEPT_PLAN: case CT_CONCEPT_PLACE: case CT_CONCEPT_PERSON:
        return CT_EVIDENCE_NAME;
    case CT_CONCEPT_ACTION:
        return CT_EVIDENCE_ACTION;
    default:
        return CT_EVIDENCE_CONCEPT;
    }
}

static const atom *atoms_at(const meeting *m, int s)
{
    return m->sides[s]->atoms.items + m->passages[s]->first_atom;
}

/* ---- concepts --------------------------------------------------------------------------------------- */

static float touch_weight(const meeting *m, const concept_touch *c)
{
    float sums[CT_SIDES] = { 0, 0 };

    for (int s = 0; s < CT_SIDES; s++)
        for (uint32_t a = c->first[s]; a < c->end[s]; a++)
            sums[s] += atoms_at(m, s)[a].weight;
    return c->strength * (sums[0] < sums[1] ? sums[0] : sums[1]);
}

static bool unsaid(const said *done, const concept_touch *c)
{
    for (int s = 0; s < CT_SIDES; s++)
        for (uint32_t a = c->first[s]; a < c->end[s]; a++)
            if (done->atoms[s][a])
                return false;
    return true;
}

static bool say_concept(evidences *out, const meeting *m, const concept_touch *c, float weight, said *done)
{
    const ct_concept *concepts = ct_lexicon_concepts(ct_vocabulary_lexicon(m->sides[0]->vocabulary), &(size_t){ 0 });
    ct_link_evidence e = { .kind = kind_of_concept(&concepts[c->concept]), .concept = c->concept,
                           .weight = weight < 1 ? weight : 1 };

    for (int s = 0; s < CT_SIDES; s++) {
        const ct_mention *mentions = ct_vocabulary_mentions(m->sides[s]->vocabulary, &(size_t){ 0 });

        e.first[s] = mentions[c->mention[s]].first_token;
        e.end[s] = mentions[c->mention[s]].end_token;
        for (uint32_t a = c->first[s]; a < c->end[s]; a++)
            done->atoms[s][a] = true;
    }
    return ct_push(out, e);
}

/* Heaviest first, each word once. */
static bool say_concepts(evidences *out, const meeting *m, said *done)
{
    for (;;) {
        const concept_touch *best = NULL;
        float best_weight = 0;

        for (size_t i = 0; i < m->concepts.n; i++) {
            float weight = touch_weight(m, &m->concepts.items[i]);

            if (weight > best_weight && unsaid(done, &m->concepts.items[i])) {
                best = &m->concepts.items[i];
                best_weight = weight;
            }
        }
        if (best == NULL || out->n >= MOST_EVIDENCE)
            return true;
        if (!say_concept(out, m, best, best_weight, done))
            return false;
    }
}

/* ---- words ------------------------------------------------------------------------------------------ */

static ct_evidence_kind kind_of_token(const side *s, uint32_t token, const ct_unit *units, const passage *p)
{
    if (s->tokens[token].kind == CT_TOKEN_NUMBER)
        return CT_EVIDENCE_FIGURE;
    for (uint32_t u = p->first_unit; u < p->end_unit; u++)
        if (token >= units[u].action_first && token < units[u].action_end)
            return CT_EVIDENCE_ACTION;
    return CT_EVIDENCE_WORD;
}

static bool say_word(evidences *out, const meeting *m, const touch *t, float weight, said *done)
{
    const side *source = m->sides[CT_SOURCE];
    ct_link_evidence e = { .concept = CT_NONE, .weight = weight };

    for (int s = 0; s < CT_SIDES; s++) {
        e.first[s] = atoms_at(m, s)[t->atom[s]].token;
        e.end[s] = e.first[s] + 1;
        done->atoms[s][t->atom[s]] = true;
    }
    e.kind = kind_of_token(source, e.first[CT_SOURCE], source->units, m->passages[CT_SOURCE]);
    return ct_push(out, e);
}

static bool say_words(evidences *out, const meeting *m, said *done)
{
    for (;;) {
        const touch *best = NULL;
        float best_weight = 0;

        for (size_t i = 0; i < m->touches.n; i++) {
            const touch *t = &m->touches.items[i];
            float x = atoms_at(m, 0)[t->atom[0]].weight, y = atoms_at(m, 1)[t->atom[1]].weight;
            float weight = t->strength * (x < y ? x : y);

            if (weight > best_weight && !done->atoms[0][t->atom[0]] && !done->atoms[1][t->atom[1]]) {
                best = t;
                best_weight = weight;
            }
        }
        if (best == NULL || out->n >= MOST_EVIDENCE)
            return true;
        if (!say_word(out, m, best, best_weight < 1 ? best_weight : 1, done))
            return false;
    }
}

/* ---- what found no partner -------------------------------------------------------------------------- */

static bool is_unmet(const meeting *m, const said *done, int s, uint32_t a)
{
    return !done->atoms[s][a] && m->met[s][a] < MET * atoms_at(m, s)[a].weight;
}

/* Terms of several words of which none has met are said as one. `m->met` tells of the whole passages. */
static bool say_unmet_terms(evidences *out, const meeting *m, said *done)
{
    const ct_concept *concepts = ct_lexicon_concepts(ct_vocabulary_lexicon(m->sides[0]->vocabulary), &(size_t){ 0 });

    for (int s = 0; s < CT_SIDES; s++) {
        const ct_mention *mentions = ct_vocabulary_mentions(m->sides[s]->vocabulary, &(size_t){ 0 });
        const passage *p = m->passages[s];

        for (uint32_t c = p->first_concept; c < p->first_concept + p->n_concepts && out->n < MOST_EVIDENCE; c++) {
            const concept_ref *ref = &m->sides[s]->concepts.items[c];
            ct_link_evidence e = { .kind = kind_of_concept(&concepts[ref->concept]), .concept = ref->concept };
            ct_concept_kind kind = concepts[ref->concept].kind;
            bool whole = ref->own && !mentions[ref->mention].inside && ref->end - ref->first > 1
                      && kind != CT_CONCEPT_ACTION && kind != CT_CONCEPT_FORMULA && kind != CT_CONCEPT_PLACE;

            for (uint32_t a = ref->first; a < ref->end; a++) {
                whole = whole && is_unmet(m, done, s, a);
                e.weight += atoms_at(m, s)[a].weight;
            }
            if (!whole || e.weight < TELLING)
                continue;
            e.weight = e.weight < 1 ? e.weight : 1;
            e.first[s] = mentions[ref->mention].first_token;
            e.end[s] = mentions[ref->mention].end_token;
            for (uint32_t a = ref->first; a < ref->end; a++)
                done->atoms[s][a] = true;
            if (!ct_push(out, e))
                return false;
        }
    }
    return true;
}

static bool say_unmet(evidences *out, const meeting *m, const said *done)
{
    for (int s = 0; s < CT_SIDES; s++)
        for (uint32_t a = 0; a < m->passages[s]->n_atoms && out->n < MOST_EVIDENCE; a++) {
            const atom *at = &atoms_at(m, s)[a];
            ct_link_evidence e = { .concept = CT_NONE, .weight = at->weight < 1 ? at->weight : 1 };

            e.kind = kind_of_token(m->sides[s], at->token, m->sides[s]->units, m->passages[s]);
            if (!is_unmet(m, done, s, a) || at->weight < (e.kind == CT_EVIDENCE_FIGURE ? FLT_MIN : TELLING))
                continue;
            e.first[s] = at->token;
            e.end[s] = at->token + 1;
            if (!ct_push(out, e))
                return false;
        }
    return true;
}

/* ---- all of it -------------------------------------------------------------------------------------- */

static bool say_section(evidences *out, const meeting *m, const candidate *c)
{
    ct_link_evidence e = { .kind = CT_EVIDENCE_SECTION, .concept = CT_NONE, .weight = c->features[FEATURE_SECTION] };

    if (e.weight < TELLING || m->passages[CT_SOURCE]->role == CT_ROLE_HEADING)
        return true;
    for (int s = 0; s < CT_SIDES; s++) {
        uint32_t heading = m->sides[s]->heading_of[m->passages[s]->section];
        const ct_unit *unit = &m->sides[s]->units[m->sides[s]->passages.items[heading].first_unit];

        e.first[s] = unit->first_token;
        e.end[s] = unit->end_token;
    }
    return ct_push(out, e);
}

static int heaviest_first(const void *a, const void *b)
{
    const ct_link_evidence *x = a, *y = b;
    bool both_x = x->first[0] < x->end[0] && x->first[1] < x->end[1];
    bool both_y = y->first[0] < y->end[0] && y->first[1] < y->end[1];

    if (both_x != both_y)
        return both_x ? -1 : 1;
    if (x->weight > y->weight || x->weight < y->weight)
        return x->weight > y->weight ? -1 : 1;
    for (int s = 0; s < CT_SIDES; s++)
        if (x->first[s] != y->first[s])
            return x->first[s] < y->first[s] ? -1 : 1;
    return 0;
}

bool evidence_add(ct_links *out, meeting *m, const candidate *c)
{
    evidences found = { 0 };
    said done = { 0 };
    float covered[CT_SIDES];
    bool fine;

    if (!meeting_open(m, c->passage[CT_SOURCE], c->passage[CT_TARGET]))
        return false;
    meeting_facets(m, m->sides[CT_SOURCE]->facets.items + m->passages[CT_SOURCE]->first_facet,
                   m->sides[CT_TARGET]->facets.items + m->passages[CT_TARGET]->first_facet, covered);
    fine = say_concepts(&found, m, &done) && say_words(&found, m, &done) && say_section(&found, m, c)
        && say_unmet_terms(&found, m, &done) && say_unmet(&found, m, &done);
    if (found.n > 1)
        qsort(found.items, found.n, sizeof *found.items, heaviest_first);
    for (size_t i = 0; fine && i < found.n; i++)
        fine = ct_push(&out->evidence, found.items[i]);
    ct_vector_release(&found);
    return fine;
}
