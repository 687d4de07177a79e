/* Runs of sentences without counterpart in a translation. */
#include "lone.h"

enum { FAR = 64, MOST_WORDS = 4 };

uint32_t ct_linked_neighbour(const ct_ground *g, ct_side side, uint32_t unit, int step, uint32_t *other)
{
    const ct_ground_side *s = &g->sides[side];
    int64_t at = (int64_t)unit + step;

    for (int i = 0; i < FAR && at >= 0 && at < (int64_t)s->n_units; i++, at += step) {
        uint32_t link = ct_best_link(g, side, (uint32_t)at);
        const ct_link *l = link == CT_NONE ? NULL : &g->links[link];
        if (l == NULL || l->moved)
            continue;
        *other = ct_link_side(g, l, ct_other(side))[step < 0 ? l->n_units[ct_other(side)] - 1 : 0];
        return (uint32_t)at;
    }
    return CT_NONE;
}

/* The run of unmatched units from `unit` on; residue may stand within it. */
static ct_range run_from(const ct_ground_side *s, uint32_t unit, size_t *sentences, float *sure)
{
    ct_range run = { unit, unit };
    uint32_t before = CT_NONE, n = 0;

    *sentences = 0;
    *sure = 0;
    for (uint32_t u = unit; u < s->n_units && s->verdicts[u].kind != CT_VERDICT_LINKED; u++) {
        if (s->verdicts[u].kind != CT_VERDICT_UNMATCHED)
            continue;
        *sentences += s->units[u].sentence != before;
        before = s->units[u].sentence;
        *sure += s->verdicts[u].score;
        run.end = u + 1;
        n++;
    }
    *sure /= (float)(n > 0 ? n : 1);
    return run;
}

static void add_place(ct_draft *d, const ct_ground *g, ct_side side, ct_range run)
{
    uint32_t before, behind;

    if (ct_linked_neighbour(g, side, run.first, -1, &before) != CT_NONE)
        ct_draft_evidence(d, "rendered before it: %s", ct_draft_quote_unit(d, ct_other(side), before));
    if (ct_linked_neighbour(g, side, run.end - 1, 1, &behind) != CT_NONE)
        ct_draft_evidence(d, "rendered behind it: %s", ct_draft_quote_unit(d, ct_other(side), behind));
}

static ct_span token_span(const ct_ground_side *s, uint32_t token) { return s->tokens[token].span; }

/* What comes nearest to the first of the run, and the words that meet there. */
static void add_nearest(ct_draft *d, const ct_ground *g, ct_side side, const ct_verdict *v)
{
    const ct_candidate *c = &g->candidates[v->first_candidate];

    if (v->n_candidates == 0) {
        ct_draft_evidence(d, "no sentence near its place shares a word with it");
        return;
    }
    ct_draft_evidence(d, "%s: %s (%.2f)", ct_ground_say(g, "nearest"), ct_draft_quote_unit(d, ct_other(side), c->unit),
                      (double)c->score);
    for (uint32_t k = 0; k < v->n_evidence && k < MOST_WORDS; k++) {
        const ct_link_evidence *e = &g->evidence[v->first_evidence + k];
        ct_draft_evidence(d, "there %s answers %s", ct_draft_quote(d, ct_other(side), token_span(&g->sides[ct_other(side)],
                                                                                            e->first[ct_other(side)])),
                          ct_draft_quote(d, side, token_span(&g->sides[side], e->first[side])));
    }
}

ct_status ct_each_lone(const ct_pair *pair, ct_side side, const ct_check *check, ct_say_lone *say, ct_findings *out,
                       ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    const ct_ground_side *s = &g->sides[side];
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (uint32_t u = 0; status == CT_OK && s->verdicts != NULL && u < s->n_units; ) {
        size_t sentences;
        float sure;
        ct_range run;
        if (s->verdicts[u].kind != CT_VERDICT_UNMATCHED) {
            u++;
            continue;
        }
        run = run_from(s, u, &sentences, &sure);
        ct_draft_begin(&d, g, check);
        d.confidence = sure;
        ct_draft_place(&d, side, run.first, (ct_span){ s->units[run.first].span.start, s->units[run.end - 1].span.end });
        say(&d, side, run, sentences);
        add_place(&d, g, side, run);
        add_nearest(&d, g, side, &s->verdicts[run.first]);
        status = ct_draft_add(&d, out, err);
        u = run.end;
    }
    ct_draft_release(&d);
    return status;
}
