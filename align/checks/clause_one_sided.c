/* clause-one-sided: one clause of a sentence is answered, another is not. */
#include "checks.h"
#include "clauses.h"
#include "names.h"

enum { MAX_CLAUSES = 16, MAX_LINKED = 8, COMMON = 12 };

/* The clauses of the sentence that a unit belongs to. */
static ct_range clauses_of(const ct_ground_side *s, uint32_t unit)
{
    ct_range r = { unit, unit + 1 };

    while (r.first > 0 && s->units[r.first - 1].sentence == s->units[unit].sentence && unit - r.first < MAX_CLAUSES)
        r.first--;
    while (r.end < s->n_units && s->units[r.end].sentence == s->units[unit].sentence && r.end - unit < MAX_CLAUSES)
        r.end++;
    return r;
}

static bool word_met(const ct_ground *g, ct_side side, uint32_t token, ct_range tokens)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];

    for (uint32_t t = tokens.first; t < tokens.end; t++)
        if (o->words[o->tokens[t].type].content && ct_tokens_meet(g, side, token, t))
            return true;
    return false;
}

/* Are two in five of the clause's telling words met anywhere in the sentences that answer its sibling? Then the clauses
 *  were only cut otherwise. */
static bool met_in_sentences(const ct_ground *g, ct_side side, uint32_t unit, const uint32_t *linked, size_t n)
{
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[ct_other(side)];
    size_t words = 0, met = 0;

    for (uint32_t t = s->units[unit].first_token; t < s->units[unit].end_token; t++) {
        bool found = false;

        if (!s->words[s->tokens[t].type].content || s->types[s->tokens[t].type].count > COMMON)
            continue;
        for (size_t i = 0; i < n && !found; i++) {
            ct_range r = clauses_of(o, linked[i]);
            found = word_met(g, side, t, (ct_range){ o->units[r.first].first_token, o->units[r.end - 1].end_token });
        }
        words++;
        met += found;
    }
    return met * 5 >= words * 2;
}

bool ct_clause_left_out(const ct_ground *g, ct_side side, uint32_t unit, uint32_t *sibling)
{
    const ct_ground_side *s = &g->sides[side];
    ct_range r = clauses_of(s, unit);
    uint32_t linked[MAX_LINKED];
    float best = 0.0f;

    if (s->units[unit].role != CT_ROLE_COMMITMENT || r.end - r.first < 2 || ct_best_link(g, side, unit) != CT_NONE)
        return false;
    for (uint32_t u = r.first; u < r.end; u++) {
        uint32_t link = ct_best_link(g, side, u);

        if (link != CT_NONE && g->links[link].score > best) {
            best = g->links[link].score;
            *sibling = u;
        }
    }
    return best > 0.0f
        && !met_in_sentences(g, side, unit, linked, ct_linked_units(g, side, *sibling, linked, MAX_LINKED));
}

/* All clauses of one sentence together. */
static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, ct_range clauses, uint32_t sibling,
                      ct_findings *out, ct_error *err)
{
    ct_side other = ct_other(side);
    uint32_t link = ct_best_link(g, side, sibling), linked[4], again;
    size_t n = ct_linked_units(g, side, sibling, linked, 4), said;
    const char *quotes;

    ct_draft_begin(d, g, &ct_check_clause_one_sided);
    d->class = side == CT_SOURCE ? CT_CLASS_OMISSION : CT_CLASS_ADDITION;
    d->link = link;
    d->severity = g->links[link].kind == CT_LINK_COUNTERPART && g->links[link].score >= 0.5f ? CT_MINOR : CT_NEUTRAL;
    d->confidence = g->links[link].score * 0.7f;
    for (uint32_t u = clauses.first; u < clauses.end; u++)
        if (ct_clause_left_out(g, side, u, &again))
            ct_draft_unit(d, side, u);
    quotes = ct_draft_quotes(d, SIZE_MAX);
    said = d->places.n;
    if (n > 0)
        ct_draft_unit(d, other, linked[0]);
    ct_draft_message(d, said > 1 ? "%s stand only in the %s text; the rest of the sentence is answered by %s."
                                 : "%s stands only in the %s text; the rest of the sentence is answered by %s.",
                     quotes, ct_ground_language(g, side),
                     n > 0 ? ct_draft_quote_unit(d, other, linked[0]) : ct_ground_say(g, "another passage"));
    ct_draft_question(d, "Should the %s text say it too?", ct_ground_language(g, other));
    ct_draft_evidence(d, "answered: %s", ct_draft_quote_unit(d, side, sibling));
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++)
        for (uint32_t u = 0; status == CT_OK && u < g->sides[side].n_units; ) {
            ct_range r = clauses_of(&g->sides[side], u);
            uint32_t sibling = CT_NONE;
            bool left_out = false;

            for (; u < r.end; u++)
                left_out = ct_clause_left_out(g, (ct_side)side, u, &sibling) || left_out;
            if (left_out)
                status = flag(&d, g, (ct_side)side, r, sibling, out, err);
        }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_clause_one_sided = {
    .id = "clause-one-sided",
    .class = CT_CLASS_OMISSION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_COMPARABLE,
    .needs = CT_NEEDS_LINKS,
    .summary = "one clause of a sentence is answered on the other side, another is not",
    .why = "A sentence that seems to be there has lost an action. The reader of a side-by-side view passes over it, "
           "because the sentence has a partner.",
    .example = "“Restore the lighthouses and train their keepers.” against “Restaurar los faros.” "
               "Asks: should the other text say it too?",
    .false_alarms = "Clauses answered elsewhere in other words.",
    .run = run,
};
