/* From candidates to probabilities: each pair is judged by itself, then against its rivals, then by the model.
 *
 * Rivals tell more than any score: of several sentences on one topic the readers link the one that answers best. So a
 * pair's facets are held against the best that either of them reaches anywhere. The model's first
 * look gives log-odds; a second look adds how far a candidate is ahead of the best other candidate of its passages, above all
 * in the document that has fewer statements, where most of them have an answer. */
#include "passages.h"

#include <math.h>
#include <string.h>

#define HEADING 0.3f     /* keeps a heading of one word from being a full match */

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the scores of the alignment");
}

/* ---- headings --------------------------------------------------------------------------------------- */

/* What was found of pairs of headings, which come again and again. */
typedef struct heading_memory {
    ct_intern pairs;
    CT_VECTOR(float) shares;
} heading_memory;

/* How much of the shorter of two headings the other has. */
static bool compare_headings(float *out, meeting *m, uint32_t source, uint32_t target)
{
    const facet *facets[CT_SIDES];
    float covered[CT_SIDES];

    *out = 0;
    if (!meeting_open(m, source, target))
        return false;
    for (int s = 0; s < CT_SIDES; s++)
        facets[s] = m->sides[s]->facets.items + m->passages[s]->first_facet;
    meeting_facets(m, facets[CT_SOURCE], facets[CT_TARGET], covered);
    for (int s = 0; s < CT_SIDES; s++) {
        float share = covered[s] * facets[s]->weight / (facets[s]->weight + HEADING);
        *out = *out < share ? share : *out;
    }
    return true;
}

static bool section_share(float *out, heading_memory *memory, meeting *m, const candidate *c)
{
    uint32_t pair[CT_SIDES], number, known = memory->pairs.n;

    *out = 0;
    for (int s = 0; s < CT_SIDES; s++) {
        pair[s] = m->sides[s]->heading_of[m->sides[s]->passages.items[c->passage[s]].section];
        if (pair[s] == CT_NONE)
            return true;
    }
    number = ct_intern_add(&memory->pairs, (const char *)pair, sizeof pair);
    if (number == CT_NO_STRING)
        return false;
    if (number == known && (!compare_headings(out, m, pair[CT_SOURCE], pair[CT_TARGET])
                            || !ct_push(&memory->shares, *out)))
        return false;
    *out = memory->shares.items[number];
    return true;
}

/* ---- candidates ------------------------------------------------------------------------------------- */

static bool commits(const passage *p)
{
    return p->role == CT_ROLE_COMMITMENT || p->role == CT_ROLE_PRINCIPLE;
}

static void judge_pair(meeting *m, candidate *c)
{
    const passage *p = m->passages[CT_SOURCE], *q = m->passages[CT_TARGET];

    meeting_judge(m, c);
    c->features[FEATURE_FIELD] = passages_share_fields(m->sides[CT_SOURCE], p, m->sides[CT_TARGET], q);
    c->features[FEATURE_ROLES] = p->role == q->role;
    c->features[FEATURE_ANSWERS] = p->role == q->role || (commits(p) && commits(q));
}

static ct_status judge_alone(candidates *all, meeting *m, ct_error *err)
{
    heading_memory memory = { 0 };
    ct_status status = CT_OK;

    for (size_t i = 0; status == CT_OK && i < all->all.n; i++) {
        candidate *c = &all->all.items[i];

        if (!section_share(&c->features[FEATURE_SECTION], &memory, m, c)
            || !meeting_open(m, c->passage[CT_SOURCE], c->passage[CT_TARGET]))
            status = no_memory(err);
        else
            judge_pair(m, c);
    }
    ct_intern_release(&memory.pairs);
    ct_vector_release(&memory.shares);
    return status;
}

static float part_of(float score, float best)
{
    return best > 0 ? score / best : 0;
}

static void judge_rivals(candidates *all, const meeting *m)
{
    for (size_t i = 0; i < all->all.n; i++) {
        candidate *c = &all->all.items[i];
        float clause = 1;

        for (int s = 0; s < CT_SIDES; s++)
            clause *= part_of(c->facet_score, m->best[s][c->facet[s]]);
        c->features[FEATURE_CLAUSE] = sqrtf(clause);
    }
}

/* ---- rivals ------------------------------------------------------------------------------------------ */

#define NO_RIVAL (-5.0)  /* log-odds of two statements that have nothing to do with each other: no rival is weaker */
#define AHEAD    4.0     /* further ahead, or behind, does not matter */

/* The best two log-odds that a passage reaches. */
typedef struct best_two { double first, second; } best_two;

ct_side fewer_statements(const side *source, const side *target)
{
    const side *sides[CT_SIDES] = { source, target };
    size_t n[CT_SIDES] = { 0, 0 };

    for (int s = 0; s < CT_SIDES; s++)
        for (size_t p = 0; p < sides[s]->passages.n; p++)
            n[s] += commits(&sides[s]->passages.items[p]);
    return n[CT_SOURCE] < n[CT_TARGET] ? CT_SOURCE : CT_TARGET;
}

static void keep_best(best_two *b, double odds)
{
    if (odds > b->first) {
        b->second = b->first;
        b->first = odds;
    } else if (odds > b->second) {
        b->second = odds;
    }
}

/* How far a candidate is ahead of the best other candidate of its passage; negative if behind. */
static double lead(const best_two *b, double odds)
{
    double ahead = odds - (odds < b->first ? b->first : b->second);

    return ahead > AHEAD ? AHEAD : ahead < -AHEAD ? -AHEAD : ahead;
}

static ct_status score(candidates *all, const meeting *m, const model *weights, uint32_t without, ct_error *err)
{
    best_two *best[CT_SIDES];
    ct_side few = fewer_statements(m->sides[CT_SOURCE], m->sides[CT_TARGET]);
    ct_status status = CT_OK;

    for (int s = 0; s < CT_SIDES; s++) {
        best[s] = malloc((m->sides[s]->passages.n + 1) * sizeof **best);
        if (best[s] == NULL)
            status = no_memory(err);
        for (size_t p = 0; best[s] != NULL && p < m->sides[s]->passages.n; p++)
            best[s][p] = (best_two){ NO_RIVAL, NO_RIVAL };
    }
    for (size_t i = 0; status == CT_OK && i < all->all.n; i++)
        for (int s = 0; s < CT_SIDES; s++)
            keep_best(&best[s][all->all.items[i].passage[s]], model_odds(weights, all->all.items[i].features, without));
    for (size_t i = 0; status == CT_OK && i < all->all.n; i++) {
        candidate *c = &all->all.items[i];
        double odds = model_odds(weights, c->features, without);

        c->score = (float)model_probability(weights, odds, lead(&best[few][c->passage[few]], odds),
                                            lead(&best[1 - few][c->passage[1 - few]], odds));
    }
    for (int s = 0; s < CT_SIDES; s++)
        free(best[s]);
    return status;
}

ct_status candidates_judge(candidates *all, const side *source, const side *target, const model *m,
                           uint32_t without, ct_error *err)
{
    meeting meet = { 0 };
    ct_status status = meeting_init(&meet, source, target) ? CT_OK : no_memory(err);

    if (status == CT_OK)
        status = judge_alone(all, &meet, err);
    if (status == CT_OK) {
        judge_rivals(all, &meet);
        status = score(all, &meet, m, without, err);
    }
    meeting_release(&meet);
    return status;
}
