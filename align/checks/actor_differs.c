/* actor-differs: another party is bound. */
#include <string.h>

#include "checks.h"
#include "ground.h"

/* The first unit of a side that says who is bound; inherited actors do not count. */
static uint32_t speaker(const ct_ground *g, const ct_link *link, ct_side side)
{
    for (uint32_t i = 0; i < link->n_units[side]; i++) {
        uint32_t u = ct_link_side(g, link, side)[i];
        const ct_unit *unit = &g->sides[side].units[u];

        if (unit->role == CT_ROLE_COMMITMENT && !unit->actor_inherited
            && (unit->actor == CT_ACTOR_BOTH || unit->actor >= CT_ACTOR_PARTY))
            return u;
    }
    return CT_NONE;
}

/* Does any linked unit name the same actor? */
static bool same_actor_linked(const ct_ground *g, ct_side side, uint32_t unit)
{
    uint32_t linked[32];
    size_t n = ct_linked_units(g, side, unit, linked, 32);

    for (size_t i = 0; i < n; i++)
        if (g->sides[ct_other(side)].units[linked[i]].actor == g->sides[side].units[unit].actor)
            return true;
    return false;
}

/* "China will, together with …": one party is the subject, and both act. */
static bool said_jointly(const ct_ground *g, ct_side side, uint32_t unit)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_cues *cues = &g->tables.cues[s->language][CT_CUE_JOINTLY];

    if (s->units[unit].actor == CT_ACTOR_BOTH)
        return false;
    for (uint32_t t = s->units[unit].first_token; t < s->units[unit].end_token; t++)
        for (size_t i = 0; i < cues->n_patterns; i++)
            if (strcmp(s->types[s->tokens[t].type].folded, cues->texts[i]) == 0)
                return true;
    return false;
}

/* From the start of the unit to its action: there the actor stands. */
static ct_span actor_span(const ct_ground_side *s, const ct_unit *u)
{
    uint32_t end = u->cue_first < u->cue_end ? u->cue_end : u->action_end;

    if (end <= u->first_token || end > u->first_token + 14)
        end = u->first_token + 6;
    return ct_tokens_span(s, u->first_token, end < u->end_token ? end : u->end_token);
}

static const char *who(const ct_ground *g, uint32_t actor)
{
    ct_language language = ct_messages_language(g->pair->messages);
    size_t n;
    const ct_party *parties = ct_profile_parties(g->pair->profile, &n);

    if (actor == CT_ACTOR_BOTH)
        return ct_ground_say(g, "both sides");
    if (language != CT_EN && actor >= CT_ACTOR_PARTY && actor - CT_ACTOR_PARTY < n
        && parties[actor - CT_ACTOR_PARTY].n_names[language] > 0)
        return parties[actor - CT_ACTOR_PARTY].names[language][0];
    return ct_ground_say(g, ct_actor_name(g->pair->profile, actor));
}

static ct_status flag(ct_draft *d, const ct_ground *g, uint32_t link, uint32_t source, uint32_t target,
                      ct_findings *out, ct_error *err)
{
    const ct_unit *s = &g->sides[CT_SOURCE].units[source], *t = &g->sides[CT_TARGET].units[target];
    ct_span spans[CT_SIDES] = { actor_span(&g->sides[CT_SOURCE], s), actor_span(&g->sides[CT_TARGET], t) };
    bool parties = s->actor >= CT_ACTOR_PARTY && t->actor >= CT_ACTOR_PARTY;

    d->severity = parties ? CT_MAJOR : CT_MINOR;
    d->confidence = g->links[link].score * (g->links[link].kind == CT_LINK_COUNTERPART ? 0.9f : 0.6f);
    d->link = link;
    ct_draft_place(d, CT_TARGET, target, spans[CT_TARGET]);
    ct_draft_place(d, CT_SOURCE, source, spans[CT_SOURCE]);
    ct_draft_message(d, "The %s text binds %s (%s), the %s text %s (%s).",
                     ct_ground_language(g, CT_SOURCE), who(g, s->actor), ct_draft_quote(d, CT_SOURCE, spans[CT_SOURCE]),
                     ct_ground_language(g, CT_TARGET), who(g, t->actor),
                     ct_draft_quote(d, CT_TARGET, spans[CT_TARGET]));
    ct_draft_question(d, "Is it right that here %s is bound and there %s?",
                      who(g, t->actor), who(g, s->actor));
    for (int i = 0; i < CT_SIDES; i++)
        ct_draft_evidence(d, "%s: %s", ct_ground_language(g, (ct_side)i),
                          ct_draft_quote_unit(d, (ct_side)i, i == CT_SOURCE ? source : target));
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (uint32_t l = 0; status == CT_OK && l < g->n_links; l++) {
        uint32_t s, t;

        if (g->links[l].kind == CT_LINK_RELATED)
            continue;
        s = speaker(g, &g->links[l], CT_SOURCE);
        t = speaker(g, &g->links[l], CT_TARGET);
        if (s == CT_NONE || t == CT_NONE || said_jointly(g, CT_SOURCE, s) || said_jointly(g, CT_TARGET, t)
            || g->sides[CT_SOURCE].units[s].actor == g->sides[CT_TARGET].units[t].actor
            || same_actor_linked(g, CT_SOURCE, s) || same_actor_linked(g, CT_TARGET, t))
            continue;
        ct_draft_begin(&d, g, &ct_check_actor_differs);
        status = flag(&d, g, l, s, t, out, err);
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_actor_differs = {
    .id = "actor-differs",
    .class = CT_CLASS_ACTOR,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .needs = CT_NEEDS_LINKS,
    .summary = "the two sides bind different parties",
    .why = "What one party takes upon itself is not what both agree on. Only actors that the text names are compared; "
           "a bare infinitive takes its actor from the document and proves nothing.",
    .example = "“El Gobierno abrirá sus archivos” against “Both sides will open their archives”. "
               "Asks who is bound.",
    .false_alarms = "A joint text may restate as common what each party said for itself.",
    .run = run,
};
