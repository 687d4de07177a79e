/* region-varies: one document that names the region in more than one way. */
#include <string.h>

#include "checks.h"
#include "regions.h"

/* Only mentions joined to a party are compared: a sentence may well concern one part of the region. */
static bool counts(const ct_region_mention *m)
{
    return m->unit != CT_NONE && m->joint_atom != CT_NONE;
}

static ct_span joint_span(const ct_ground_side *s, const ct_region_mention *m)
{
    return ct_atoms_span(s, m->joint_atom < m->first_atom ? m->joint_atom : m->first_atom, m->end_atom);
}

static const char *extent_name(ct_region_extent extent)
{
    return extent == CT_REGION_PART ? "part of the region" : extent == CT_REGION_BODY ? "a body" : "the whole region";
}

static ct_status look_at(ct_draft *d, const ct_ground *g, ct_side side, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    size_t n[CT_REGION_BODY + 1] = { 0 };
    uint32_t first[CT_REGION_BODY + 1] = { 0 };
    ct_region_extent most = CT_REGION_PART;

    for (uint32_t i = 0; i < s->regions.n; i++)
        if (counts(&s->regions.items[i]) && n[s->regions.items[i].extent]++ == 0)
            first[s->regions.items[i].extent] = i;
    if (n[CT_REGION_WHOLE] > n[most])
        most = CT_REGION_WHOLE;
    if (n[CT_REGION_PART] == 0 || n[CT_REGION_WHOLE] + n[CT_REGION_BODY] == 0)
        return CT_OK;      /* whole region and body side by side is how it should be */
    ct_draft_begin(d, g, &ct_check_region_varies);
    for (uint32_t i = 0; i < s->regions.n; i++)
        if (counts(&s->regions.items[i]) && s->regions.items[i].extent != most
            && (most == CT_REGION_PART || s->regions.items[i].extent == CT_REGION_PART))
            ct_draft_place(d, side, s->regions.items[i].unit, joint_span(s, &s->regions.items[i]));
    ct_draft_place(d, side, s->regions.items[first[most]].unit, joint_span(s, &s->regions.items[first[most]]));
    d->confidence = 0.7f;
    ct_draft_message(d,
                     "The %s text names part of the region here (%s) and the whole, or a body that stands for it, "
                     "there (%s).", ct_ground_language(g, side),
                     ct_draft_quote(d, side, joint_span(s, &s->regions.items[first[CT_REGION_PART]])),
                     ct_draft_quote(d, side, joint_span(s,
                                                        &s->regions.items[first[n[CT_REGION_WHOLE] > 0 ? CT_REGION_WHOLE
                                                                                     : CT_REGION_BODY]])));
    for (int e = CT_REGION_PART; e <= CT_REGION_BODY; e++)
        if (n[e] > 0)
            ct_draft_evidence(d, n[e] == 1 ? "%s: %zu time, first %s" : "%s: %zu times, first %s",
                              ct_ground_say(g, extent_name((ct_region_extent)e)), n[e],
                              ct_draft_quote(d, side, joint_span(s, &s->regions.items[first[e]])));
    ct_draft_question(d, "Is the same region meant each time?");
    return ct_draft_add(d, out, err);
}

/* ---- the article --------------------------------------------------------------------------------- */

/* "de ALC" or "del ALC"? Whether an article, alone or run into "del" and "al", stands before a short name. */
static bool with_article(const ct_ground *g, const ct_ground_side *s, const ct_region_mention *m)
{
    const ct_cues *articles = &g->tables.cues[s->language][CT_CUE_ARTICLE];
    const char *before = m->first_atom == 0 ? "" : s->types[s->atoms[m->first_atom - 1].type].folded;

    for (size_t i = 0; i < articles->n_patterns; i++)
        if (strcmp(articles->texts[i], before) == 0)
            return true;
    return s->language == CT_ES && (strcmp(before, "del") == 0 || strcmp(before, "al") == 0);
}

static bool short_name(const ct_ground_side *s, const ct_region_mention *m)
{
    return m->unit != CT_NONE && m->extent == CT_REGION_WHOLE && m->end_atom == m->first_atom + 1
        && m->joint_atom == CT_NONE
        && (s->tokens[s->atoms[m->first_atom].token].flags & CT_TOKEN_ALL_CAPS);
}

/* A short name that takes an article once, and never elsewhere, or the other way round. */
static ct_status look_at_articles(ct_draft *d, const ct_ground *g, ct_side side, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    size_t n[2] = { 0 };
    uint32_t first[2] = { 0 };
    bool odd;

    for (uint32_t i = 0; i < s->regions.n; i++)
        if (short_name(s, &s->regions.items[i])) {
            bool article = with_article(g, s, &s->regions.items[i]);
            first[article] = n[article]++ == 0 ? i : first[article];
        }
    odd = n[1] < n[0];
    if (n[odd] == 0 || n[odd] * 10 > n[!odd])
        return CT_OK;
    ct_draft_begin(d, g, &ct_check_region_varies);
    for (uint32_t i = 0; i < s->regions.n; i++)
        if (short_name(s, &s->regions.items[i]) && with_article(g, s, &s->regions.items[i]) == odd)
            ct_draft_place(d, side, s->regions.items[i].unit,
                           ct_atoms_span(s, s->regions.items[i].first_atom - (s->regions.items[i].first_atom > 0),
                                         s->regions.items[i].end_atom));
    d->confidence = 0.85f;
    ct_draft_message(d, odd ? "%s has an article here, unlike in %zu other places."
                            : "%s has no article here, unlike in %zu other places.",
                     ct_draft_quote(d, side, d->places.items[0].span), n[!odd]);
    ct_draft_question(d, "Should it be as elsewhere?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = look_at(&d, g, CT_SOURCE, out, err);

    if (status == CT_OK)
        status = look_at(&d, g, CT_TARGET, out, err);
    for (int side = 0; status == CT_OK && side < CT_SIDES; side++)
        status = look_at_articles(&d, g, (ct_side)side, out, err);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_region_varies = {
    .id = "region-varies",
    .class = CT_CLASS_CONSISTENCY,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "one document names the region in full here and in part there, or with an article once",
    .why = "A reader takes two names for two things. One finding holds all the places that depart from the commoner "
           "form.",
    .example = "“the North-Islands Forum” throughout, and “the North-Islands and Coast Network” once. "
               "Asks: is the same region meant each time?",
    .false_alarms = "Events whose official names differ.",
    .run = run,
};
