/* mutuality-differs: an action that goes both ways on one side and one way on the other. */
#include <string.h>

#include "checks.h"
#include "ground.h"
#include "match.h"

typedef struct scan { const ct_ground *g; ct_hits hits[CT_SIDES]; } scan;

static const ct_hit *mutual_in(const scan *s, ct_side side, uint32_t unit)
{
    const ct_ground_side *o = &s->g->sides[side];
    uint32_t first = o->first_atom[o->units[unit].first_token], end = o->first_atom[o->units[unit].end_token];
    const ct_hits *hits = &s->hits[side];
    size_t low = 0, high = hits->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (hits->items[mid].first_atom < first)
            low = mid + 1;
        else
            high = mid;
    }
    return low < hits->n && hits->items[low].first_atom < end ? &hits->items[low] : NULL;
}

static bool is_any(const ct_ground_side *s, uint32_t atom, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(s->types[s->atoms[atom].type].folded, *words) == 0)
            return true;
    return false;
}

/* "with the countries of the region": there is no one way about it. */
static bool together(const ct_ground_side *s, uint32_t atom)
{
    static const char *const words[] = { "con", "with", "entre", "between", "junto", NULL };

    for (uint32_t a = atom > 12 ? atom - 12 : 0; a < atom; a++)
        if (is_any(s, a, words))
            return true;
    return false;
}

/* Where a unit names one party alone as receiver or place, not both together: its span, or an empty one. */
static ct_span one_way(const ct_ground_side *s, uint32_t unit)
{
    static const char *const places[] = { "en", "in", NULL };
    uint32_t first = s->first_atom[s->units[unit].first_token], end = s->first_atom[s->units[unit].end_token];
    ct_range r = ct_regions_in(s, s->units[unit].first_token, s->units[unit].end_token);
    ct_span lone = { 0, 0 };

    for (uint32_t i = r.first; i < r.end; i++) {
        const ct_region_mention *m = &s->regions.items[i];

        if (m->joint_atom != CT_NONE || together(s, m->first_atom))
            return (ct_span){ 0, 0 };
        if (lone.end == 0)
            lone = ct_atoms_span(s, m->first_atom, m->end_atom);
    }
    for (size_t i = 0; lone.end == 0 && i < s->parties.n; i++) {
        uint32_t atom = s->parties.items[i];

        if (atom > first && atom < end && is_any(s, atom - 1, places))
            lone = ct_atoms_span(s, atom, atom + 1);
    }
    return lone;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, const ct_hit *hit,
                      uint32_t other_unit, ct_span there, ct_findings *out, ct_error *err)
{
    ct_side other = ct_other(side);
    const ct_ground_side *s = &g->sides[side];
    uint32_t first = s->atoms[hit->first_atom].token, last = s->atoms[hit->end_atom - 1].token + 1;
    uint32_t link = ct_best_link(g, side, unit);
    ct_span here;

    if (s->words[s->tokens[first].type].content)      /* "mutual courses"; else "the companies of both sides" */
        last = last + 2 < s->units[unit].end_token ? last + 2 : s->units[unit].end_token;
    else
        first = first > s->units[unit].first_token + 2 ? first - 2 : s->units[unit].first_token;
    here = ct_tokens_span(s, first, last);
    ct_draft_begin(d, g, &ct_check_mutuality_differs);
    d->link = link;
    d->confidence = g->links[link].score * 0.6f;
    ct_draft_place(d, side, unit, here);
    ct_draft_place(d, other, other_unit, there);
    ct_draft_message(d, "The %s text makes it mutual (%s); the %s text goes one way and names %s only.",
                     ct_ground_language(g, side), ct_draft_quote(d, side, here), ct_ground_language(g, other),
                     ct_draft_quote(d, other, there));
    ct_draft_question(d, "Does it go both ways?");
    ct_draft_evidence(d, "%s: %s", ct_ground_language(g, other), ct_draft_quote_unit(d, other, other_unit));
    return ct_draft_add(d, out, err);
}

static ct_status look_at(ct_draft *d, const scan *s, ct_side side, uint32_t unit, ct_findings *out, ct_error *err)
{
    const ct_ground *g = s->g;
    const ct_hit *hit = mutual_in(s, side, unit);
    uint32_t linked[16], answer = CT_NONE;
    ct_span there = { 0, 0 };
    size_t n = hit == NULL ? 0 : ct_linked_units(g, side, unit, linked, 16);

    for (size_t i = 0; i < n; i++) {
        const ct_unit *u = &g->sides[ct_other(side)].units[linked[i]];

        if (mutual_in(s, ct_other(side), linked[i]) != NULL || (u->actor == CT_ACTOR_BOTH && !u->actor_inherited))
            return CT_OK;
        if (there.end == 0) {
            there = one_way(&g->sides[ct_other(side)], linked[i]);
            answer = linked[i];
        }
    }
    if (there.end == 0)
        return CT_OK;
    return flag(d, g, side, unit, hit, answer, there, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    scan s = { .g = ct_ground_at(pair) };
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *here = &s.g->sides[side];
        const ct_cues *cues = &s.g->tables.cues[here->language][CT_CUE_MUTUAL];

        if (!ct_match_patterns(s.g, (ct_side)side, cues->patterns, cues->n_patterns, 0, (uint32_t)here->n_atoms,
                               &s.hits[side]))
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
    }
    for (int side = 0; side < CT_SIDES; side++)
        for (uint32_t u = 0; status == CT_OK && u < s.g->sides[side].n_units; u++)
            if (s.g->sides[side].units[u].role == CT_ROLE_COMMITMENT)
                status = look_at(&d, &s, (ct_side)side, u, out, err);
    for (int side = 0; side < CT_SIDES; side++)
        ct_vector_release(&s.hits[side]);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_mutuality_differs = {
    .id = "mutuality-differs",
    .class = CT_CLASS_ACTOR,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .needs = CT_NEEDS_LINKS,
    .summary = "an action goes both ways on one side and one way on the other",
    .why = "“Mutual courses” oblige both parties to receive the other's students; courses offered in one country do "
           "not.",
    .example = "“teach each other's languages” against “enseñar la lengua del norte en las islas”. "
               "Asks: does it go both ways?",
    .false_alarms = "A mutual word that belongs to another part of the sentence.",
    .run = run,
};
