/* strength-differs: one side commits itself more firmly than the other. */
#include "checks.h"
#include "ground.h"

typedef struct strengths { ct_strength least, most; uint32_t unit; } strengths;   /* least is NONE: no commitment */

static strengths strengths_of(const ct_ground *g, const ct_link *link, ct_side side)
{
    const uint32_t *units = ct_link_side(g, link, side);
    strengths s = { CT_STRENGTH_NONE, CT_STRENGTH_NONE, CT_NONE };

    for (uint32_t i = 0; i < link->n_units[side]; i++) {
        const ct_unit *unit = &g->sides[side].units[units[i]];

        if (unit->role != CT_ROLE_COMMITMENT || unit->strength == CT_STRENGTH_NONE)
            continue;
        if (s.unit == CT_NONE || unit->strength < s.least)
            s.least = unit->strength;
        if (s.unit == CT_NONE || unit->strength > s.most)
            s.most = unit->strength;
        if (s.unit == CT_NONE)
            s.unit = units[i];
    }
    return s;
}

static bool apart(strengths a, strengths b)
{
    return a.unit != CT_NONE && b.unit != CT_NONE && (a.most < b.least || b.most < a.least);
}

/* Does another link of one of the units, no worse than this one, bring the same strength together? Then nothing is
 * lost. */
static bool met_elsewhere(const ct_ground *g, uint32_t link, ct_side side)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_link *this = &g->links[link];

    for (uint32_t i = 0; i < this->n_units[side]; i++) {
        uint32_t unit = ct_link_side(g, this, side)[i];

        for (uint32_t l = s->first_link[unit]; l < s->first_link[unit + 1]; l++) {
            const ct_link *other = &g->links[s->links[l]];
            strengths a = strengths_of(g, other, CT_SOURCE), b = strengths_of(g, other, CT_TARGET);

            if (s->links[l] != link && other->kind <= this->kind && other->score >= this->score
                && a.unit != CT_NONE && b.unit != CT_NONE && !apart(a, b))
                return true;
        }
    }
    return false;
}

/* The words that say how firm it is: the cue with the action when they stand together, else the opening words. */
static ct_span cue_span(const ct_ground_side *s, const ct_unit *u)
{
    uint32_t first = u->first_token, end = u->first_token;

    if (u->cue_first < u->cue_end) {
        first = u->cue_first;
        end = u->cue_end;
    }
    if (u->action_first < u->action_end) {
        if (first == end) {
            first = u->action_first;
            end = u->action_end;
        } else if (u->action_end > end && u->action_first < end + 6) {
            end = u->action_end;
        }
    }
    if (first == end)
        end = first + 3 < u->end_token ? first + 3 : u->end_token;
    return ct_tokens_span(s, first, end);
}

static const char *strength_name(const ct_ground *g, ct_strength strength)
{
    return ct_ground_say(g, ct_strength_name(strength));
}

/* Links of one target unit that all say the same are one finding: the best speaks, the others are shown. */
static void add_others(ct_draft *d, const ct_ground *g, uint32_t link, uint32_t unit, bool weak_target)
{
    const ct_ground_side *t = &g->sides[CT_TARGET];

    for (uint32_t l = t->first_link[unit]; l < t->first_link[unit + 1]; l++) {
        const ct_link *other = &g->links[t->links[l]];
        strengths a = strengths_of(g, other, CT_SOURCE), b = strengths_of(g, other, CT_TARGET);
        ct_span span;

        if (t->links[l] == link || other->kind == CT_LINK_RELATED || !apart(a, b) || (b.most < a.least) != weak_target)
            continue;
        span = cue_span(&g->sides[CT_SOURCE], &g->sides[CT_SOURCE].units[a.unit]);
        ct_draft_place(d, CT_SOURCE, a.unit, span);
        ct_draft_evidence(d, "also %s: %s", strength_name(g, a.most), ct_draft_quote_unit(d, CT_SOURCE, a.unit));
    }
}

static ct_status flag(ct_draft *d, const ct_ground *g, uint32_t link, strengths s, strengths t,
                      ct_findings *out, ct_error *err)
{
    ct_side weak = s.most < t.least ? CT_SOURCE : CT_TARGET;
    strengths side[CT_SIDES] = { s, t };
    ct_strength low = side[weak].most, high = side[ct_other(weak)].least;
    const ct_unit *units[CT_SIDES] = { &g->sides[CT_SOURCE].units[s.unit], &g->sides[CT_TARGET].units[t.unit] };
    ct_span spans[CT_SIDES] = { cue_span(&g->sides[CT_SOURCE], units[0]), cue_span(&g->sides[CT_TARGET], units[1]) };

    d->severity = low == CT_STRENGTH_EXPLORATORY && high == CT_STRENGTH_FIRM ? CT_MAJOR : CT_MINOR;
    d->confidence = g->links[link].score * (g->links[link].kind == CT_LINK_COUNTERPART ? 0.95f : 0.7f);
    d->link = link;
    ct_draft_place(d, CT_TARGET, t.unit, spans[CT_TARGET]);
    ct_draft_place(d, CT_SOURCE, s.unit, spans[CT_SOURCE]);
    ct_draft_message(d, "The %s %s is %s, the %s %s only %s.",
                     ct_ground_language(g, ct_other(weak)), ct_draft_quote(d, ct_other(weak), spans[ct_other(weak)]),
                     strength_name(g, high), ct_ground_language(g, weak), ct_draft_quote(d, weak, spans[weak]),
                     strength_name(g, low));
    ct_draft_question(d, "Is the weaker wording of the %s text meant?", ct_ground_language(g, weak));
    for (int i = 0; i < CT_SIDES; i++)
        ct_draft_evidence(d, "%s: %s", ct_ground_language(g, (ct_side)i),
                          ct_draft_quote_unit(d, (ct_side)i, side[i].unit));
    add_others(d, g, link, t.unit, weak == CT_TARGET);
    return ct_draft_add(d, out, err);
}

/* Has a better link of the target unit said it already? */
static bool said(const ct_ground *g, uint32_t link, uint32_t unit, bool weak_target)
{
    const ct_ground_side *t = &g->sides[CT_TARGET];

    for (uint32_t l = t->first_link[unit]; l < t->first_link[unit + 1] && t->links[l] != link; l++) {
        const ct_link *other = &g->links[t->links[l]];
        strengths a = strengths_of(g, other, CT_SOURCE), b = strengths_of(g, other, CT_TARGET);

        if (other->kind != CT_LINK_RELATED && apart(a, b) && (b.most < a.least) == weak_target
            && !met_elsewhere(g, t->links[l], CT_SOURCE))
            return true;
    }
    return false;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (uint32_t l = 0; status == CT_OK && l < g->n_links; l++) {
        strengths s = strengths_of(g, &g->links[l], CT_SOURCE), t = strengths_of(g, &g->links[l], CT_TARGET);

        if (g->links[l].kind == CT_LINK_RELATED || !apart(s, t)
            || met_elsewhere(g, l, CT_SOURCE) || met_elsewhere(g, l, CT_TARGET) || said(g, l, t.unit, t.most < s.least))
            continue;
        ct_draft_begin(&d, g, &ct_check_strength_differs);
        status = flag(&d, g, l, s, t, out, err);
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_strength_differs = {
    .id = "strength-differs",
    .class = CT_CLASS_STRENGTH,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_COMPARABLE,
    .needs = CT_NEEDS_LINKS,
    .summary = "a commitment is firmer on one side than on the other",
    .why = "“Will hold”, “is willing to hold” and “will explore the possibility of holding” bind differently. The "
           "outermost verb decides. Where a firm promise answers a mere study the finding is major; firm against "
           "willing, or willing against exploratory, is minor.",
    .example = "“Seguirá celebrando el festival” rendered “will consider continuing to hold the festival”. "
               "Asks: is the weaker wording meant?",
    .false_alarms = "Plan items in the imperative against “is willing to” are often mere convention of the two genres.",
    .run = run,
};
