/* region-renamed: a text that names only part of the region where the other names all of it, or names another body.
 *
 * Two cases:
 *   - a name of its own ("the A-B Trade Forum") whose counterpart has the region otherwise: one finding each;
 *   - all other mentions of the part, in one finding, where a linked unit names the whole, or the other document
 *     nearly always does. */
#include "checks.h"
#include "names.h"
#include "regions.h"

typedef struct state {
    const ct_ground *g;
    ct_draft     d;
    ct_findings *out;
    ct_error    *err;
    ct_side      side;
    uint8_t     *done;       /* [regions] already part of a finding */
} state;

static const char *lacks(ct_region_extent here, ct_region_extent there)
{
    if (there == CT_REGION_BODY)
        return "the body is not named";
    if (here == CT_REGION_BODY)
        return "a body stands for the region";
    return "part of the region is left out";
}

/* Is this extent less than, or other than, that one? A whole region for the whole region is the same thing. */
static bool renamed(ct_region_extent here, ct_region_extent there)
{
    return here == CT_REGION_PART && (there == CT_REGION_WHOLE || there == CT_REGION_BODY);
}

static ct_region_extent extent_of(const ct_ground_side *s, const ct_name *name)
{
    return name->region == CT_NONE ? CT_REGION_NONE : s->regions.items[name->region].extent;
}

/* ---- names of their own ----------------------------------------------------------------------------- */

static ct_status flag_name(state *s, const ct_name *name)
{
    const ct_ground *g = s->g;
    ct_side other = ct_other(s->side);
    const ct_ground_side *here = &g->sides[s->side], *there = &g->sides[other];
    const ct_name *answer = &there->names.items[name->counterpart];
    ct_draft *d = &s->d;

    ct_draft_begin(d, g, &ct_check_region_renamed);
    ct_draft_place(d, s->side, name->unit, ct_name_span(here, name));
    ct_draft_place(d, other, answer->unit, ct_name_span(there, answer));
    d->severity = extent_of(there, answer) == CT_REGION_BODY ? CT_MAJOR : CT_MINOR;
    d->confidence = name->counterpart_linked ? 0.9f : 0.7f;
    ct_draft_message(d, "%s answers %s, but %s.", ct_draft_quote(d, s->side, ct_name_span(here, name)),
                     ct_draft_quote(d, other, ct_name_span(there, answer)),
                     ct_ground_say(g, lacks(extent_of(here, name), extent_of(there, answer))));
    ct_draft_question(d, "Should the name be as full as in %s?", ct_ground_language(g, other));
    if (!name->counterpart_linked)
        ct_draft_evidence(d, "the two passages are not linked; the names are alike");
    s->done[name->region] = 1;
    return ct_draft_add(d, s->out, s->err);
}

/* Part of a name that the lexicon knows as it stands is no renaming ("Economic Commission for Latin America"). */
static bool inside_known_name(const ct_ground *g, const ct_ground_side *s, const ct_region_mention *m)
{
    uint32_t first = s->atoms[m->first_atom].token, end = s->atoms[m->end_atom - 1].token + 1;
    ct_range r = ct_mentions_in(s, first > 10 ? first - 10 : 0, end);

    for (uint32_t i = r.first; i < r.end; i++) {
        const ct_mention *k = &s->mentions[i];

        if (k->first_token <= first && k->end_token >= end && k->end_token - k->first_token > end - first + 1
            && ct_concept_named(g, k->concept) && g->terms[k->term].status <= CT_TERM_SHORT)
            return true;
    }
    return false;
}

static ct_status flag_names(state *s)
{
    const ct_ground_side *here = &s->g->sides[s->side], *there = &s->g->sides[ct_other(s->side)];
    ct_status status = CT_OK;

    for (size_t i = 0; status == CT_OK && i < here->names.n; i++) {
        const ct_name *name = &here->names.items[i];

        if (name->region == CT_NONE || name->counterpart == CT_NONE || s->done[name->region])
            continue;
        if (!name->counterpart_linked && inside_known_name(s->g, here, &here->regions.items[name->region]))
            s->done[name->region] = 1;
        else if (renamed(extent_of(here, name), extent_of(there, &there->names.items[name->counterpart])))
            status = flag_name(s, name);
        else if (extent_of(there, &there->names.items[name->counterpart]) == CT_REGION_PART)
            s->done[name->region] = 1;      /* both sides cut it: the name may be so */
    }
    return status;
}

/* ---- mentions ------------------------------------------------------------------------------------------- */

static bool inside_a_name(const ct_ground_side *s, const ct_region_mention *m)
{
    uint32_t token = s->atoms[m->first_atom].token;
    ct_range names = ct_names_in(s, token > 24 ? token - 24 : 0, token + 1);

    for (uint32_t i = names.first; i < names.end; i++)
        if (s->names.items[i].proper && s->names.items[i].end_token > token)
            return true;
    return false;
}

/* The first mention of the whole region in the units linked to a unit, names not counted. */
static uint32_t whole_in_links(const ct_ground *g, ct_side side, uint32_t unit)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];
    uint32_t linked[32];
    size_t n = ct_linked_units(g, side, unit, linked, 32);

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_regions_in(o, o->units[linked[i]].first_token, o->units[linked[i]].end_token);

        for (uint32_t m = r.first; m < r.end; m++)
            if (o->regions.items[m].extent == CT_REGION_WHOLE && !inside_a_name(o, &o->regions.items[m]))
                return m;
    }
    return CT_NONE;
}

/* The mention with the party it is joined to; the whole name when it stands in one. */
static ct_span mention_span(const ct_ground_side *s, const ct_region_mention *m)
{
    uint32_t first = m->first_atom, end = m->end_atom, token = s->atoms[first].token;
    ct_range names = ct_names_in(s, token > 24 ? token - 24 : 0, token + 1);

    for (uint32_t i = names.first; i < names.end; i++)
        if (s->names.items[i].proper && s->names.items[i].end_token > token)
            return ct_name_span(s, &s->names.items[i]);
    if (m->joint_atom != CT_NONE && m->joint_atom < first)
        first = m->joint_atom;
    return ct_atoms_span(s, first, end);
}

/* ---- all mentions outside names, together ---------------------------------------------------------------- */

static bool part_in_links(const ct_ground *g, ct_side side, uint32_t unit)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];
    uint32_t linked[32];
    size_t n = ct_linked_units(g, side, unit, linked, 32);

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_regions_in(o, o->units[linked[i]].first_token, o->units[linked[i]].end_token);

        for (uint32_t m = r.first; m < r.end; m++)
            if (o->regions.items[m].extent == CT_REGION_PART)
                return true;
    }
    return false;
}

/* Is this a part of the region that stands for the whole: because a linked unit names the whole, or because the other
 *  document does so nearly always? */
static bool cut_short(const state *s, const ct_region_mention *m, bool mostly_whole, uint32_t *answer)
{
    const ct_ground_side *here = &s->g->sides[s->side];

    if (m->extent != CT_REGION_PART || m->unit == CT_NONE || inside_known_name(s->g, here, m))
        return false;
    if (part_in_links(s->g, s->side, m->unit))
        return false;      /* both texts speak of the part */
    *answer = inside_a_name(here, m) ? CT_NONE : whole_in_links(s->g, s->side, m->unit);
    return *answer != CT_NONE || mostly_whole;
}

static void show_answers(state *s, const uint32_t *answers, size_t n)
{
    ct_side other = ct_other(s->side);
    const ct_ground_side *there = &s->g->sides[other];
    ct_draft *d = &s->d;

    for (size_t i = 0; i < n; i++) {
        const ct_region_mention *a = &there->regions.items[answers[i]];
        ct_span span = mention_span(there, a);

        ct_draft_place(d, other, a->unit, span);
        if (i < 3 && a->unit != CT_NONE)
            ct_draft_evidence(d, "a linked passage has %s: %s", ct_draft_quote(d, other, span),
                              ct_draft_quote_unit(d, other, a->unit));
    }
}

static ct_status flag_rest(state *s)
{
    const ct_ground *g = s->g;
    ct_side other = ct_other(s->side);
    const ct_ground_side *here = &g->sides[s->side];
    uint32_t answers[16];
    size_t whole, part, n_answers = 0, n;
    bool mostly_whole = ct_region_mostly_whole(&g->sides[other], &whole, &part);
    ct_draft *d = &s->d;

    ct_draft_begin(d, g, &ct_check_region_renamed);
    for (uint32_t i = 0; i < here->regions.n; i++) {
        const ct_region_mention *m = &here->regions.items[i];
        uint32_t answer;

        if (s->done[i] || !cut_short(s, m, mostly_whole, &answer))
            continue;
        ct_draft_place(d, s->side, m->unit, mention_span(here, m));
        if (answer != CT_NONE && n_answers < 16)
            answers[n_answers++] = answer;
    }
    n = d->places.n;
    if (n == 0)
        return CT_OK;
    d->confidence = n_answers > 0 ? 0.8f : 0.7f;
    ct_draft_message(d, n > 1
        ? "The %s text says %s and the like, where the %s text names the whole region (%zu times against %zu)."
        : "The %s text says %s, where the %s text names the whole region (%zu times against %zu).",
        ct_ground_language(g, s->side), ct_draft_quote(d, s->side, d->places.items[0].span),
        ct_ground_language(g, other), whole, part);
    if (n > 1)
        ct_draft_evidence(d, "%zu places", n);
    ct_draft_question(d, n > 1 ? "Is the whole region meant throughout?" : "Is the whole region meant?");
    show_answers(s, answers, n_answers);
    return ct_draft_add(d, s->out, s->err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    state s = { .g = ct_ground_at(pair), .out = out, .err = err };
    ct_arena arena = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; status == CT_OK && side < CT_SIDES; side++) {
        s.side = (ct_side)side;
        s.done = CT_NEW_N(&arena, uint8_t, s.g->sides[side].regions.n + 1);
        if (s.done == NULL)
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
        if (status == CT_OK)
            status = flag_names(&s);
        if (status == CT_OK)
            status = flag_rest(&s);
    }
    ct_draft_release(&s.d);
    ct_arena_clear(&arena);
    return status;
}

const ct_check ct_check_region_renamed = {
    .id = "region-renamed",
    .class = CT_CLASS_TERMINOLOGY,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .needs = CT_NEEDS_LINKS,
    .summary = "part of the region is named where the other text names all of it, or another body",
    .why = "Whoever is left out of a name is left out of the promise. The profile says what the whole region is "
           "called; the first half of such a name alone leaves the second half out. Names of events are held against "
           "the name they answer, wherever it stands.",
    .example = "“the North-Islands Trade Forum” for “Foro de Comercio Norte-Islas y Costa”. "
               "Asks: should the name be as full as in Spanish?",
    .false_alarms = "Bodies and events that really bear the shorter name; statements that concern one part only.",
    .run = run,
};
