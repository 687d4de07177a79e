/* no-counterpart: a commitment that the other document does not answer. */
#include "checks.h"
#include "clauses.h"

static const char *reason_text(ct_unmatched_reason reason)
{
    switch (reason) {
    case CT_REASON_TOPIC_ABSENT:   return "nothing there speaks of its object";
    case CT_REASON_OBJECT_DIFFERS: return "its topic is there, but with another object";
    case CT_REASON_NAME_ABSENT:    return "the body, event or fund that it names is not named there";
    case CT_REASON_TOO_GENERAL:    return "only the general theme is shared";
    case CT_REASON_NONE:           break;
    }
    return "no passage there states the same action on the same object";
}

#define TOO_FAR 0.05f    /* a second candidate below this tells nothing that the nearest does not */

static void add_candidates(ct_draft *d, const ct_ground *g, ct_side side, const ct_verdict *verdict)
{
    static const char *const rank[] = { "nearest", "next", "third" };

    for (uint32_t i = 0; i < verdict->n_candidates && i < 3; i++) {
        const ct_candidate *c = &g->candidates[verdict->first_candidate + i];
        if (i > 0 && c->score < TOO_FAR)
            return;
        ct_draft_evidence(d, "%s: %s (%.2f)", ct_ground_say(g, rank[i]), ct_draft_quote_unit(d, ct_other(side), c->unit),
                          (double)c->score);
    }
}

/* Does the promise name an event or a fund, or give a figure, so that somebody may come and ask for it? */
static bool checkable(const ct_ground_side *s, const ct_unit *u)
{
    ct_range names = ct_names_in(s, u->first_token, u->end_token);
    ct_range figures = ct_quantities_in(s, u->first_token, u->end_token);

    for (uint32_t i = names.first; i < names.end; i++)
        if (s->names.items[i].proper)
            return true;
    for (uint32_t i = figures.first; i < figures.end; i++)
        if (!s->quantities[i].in_words)
            return true;
    return false;
}

/* How sure: the nearest candidate decides; far from any link is sure. */
static float confidence_of(const ct_ground *g, const ct_verdict *verdict)
{
    float nearest = verdict->n_candidates > 0 ? g->candidates[verdict->first_candidate].score : 0.0f;

    return nearest >= 0.9f ? 0.1f : 1.0f - nearest;
}

/* The end of the run of units of one sentence that begins at `unit`, when no link names any of them: then it is the sentence
 * that has no counterpart, and one finding says so; otherwise `unit` alone. */
static uint32_t end_of_lone_sentence(const ct_ground_side *s, uint32_t unit)
{
    uint32_t sentence = s->units[unit].sentence, first = unit, end = unit + 1;

    while (first > 0 && s->units[first - 1].sentence == sentence)
        first--;
    while (end < s->n_units && s->units[end].sentence == sentence)
        end++;
    for (uint32_t u = first; u < end; u++)
        if (s->verdicts[u].kind == CT_VERDICT_LINKED)
            return unit + 1;
    return end;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, uint32_t end, ct_findings *out,
                      ct_error *err)
{
    const ct_unit *u = &g->sides[side].units[unit];
    const ct_verdict *verdict = &g->sides[side].verdicts[unit];

    d->severity = u->strength == CT_STRENGTH_FIRM && checkable(&g->sides[side], u) ? CT_MAJOR : CT_MINOR;
    d->confidence = confidence_of(g, verdict);
    ct_draft_place(d, side, unit, (ct_span){ u->span.start, g->sides[side].units[end - 1].span.end });
    ct_draft_message(d, "This commitment of the %s text has no counterpart in the %s one: %s.",
                     ct_ground_language(g, side), ct_ground_language(g, ct_other(side)),
                     ct_ground_say(g, reason_text(verdict->reason)));
    ct_draft_question(d, "Is it meant to stand in the %s text only?", ct_ground_language(g, side));
    add_candidates(d, g, side, verdict);
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];

        for (uint32_t u = 0, next; status == CT_OK && s->verdicts != NULL && u < s->n_units; u = next) {
            uint32_t sibling;

            next = u + 1;
            if (s->verdicts[u].kind != CT_VERDICT_UNMATCHED || s->units[u].role != CT_ROLE_COMMITMENT
                || ct_clause_left_out(g, (ct_side)side, u, &sibling))
                continue;      /* clause-one-sided speaks of a clause within a linked sentence */
            ct_draft_begin(&d, g, &ct_check_no_counterpart);
            next = end_of_lone_sentence(s, u);
            status = flag(&d, g, (ct_side)side, u, next, out, err);
        }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_no_counterpart = {
    .id = "no-counterpart",
    .class = CT_CLASS_NO_COUNTERPART,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_COMPARABLE,
    .needs = CT_NEEDS_LINKS,
    .summary = "a commitment that the other document does not answer",
    .why = "A reader of one language is promised something that a reader of the other is not. Between two documents on "
           "the same matter this may be intended; in a translation it never is. Nothing passes in silence: every "
           "commitment is linked, or stands here with the passages that came nearest. A firm promise with a name or a "
           "figure in it is major.",
    .example = "“Hold an annual fair of coastal crafts.” when no sentence of the other text speaks of a fair. "
               "Asks: is it meant to stand in one text only?",
    .false_alarms = "A counterpart in wholly other words, or spread over several sentences of which none says enough.",
    .run = run,
};
