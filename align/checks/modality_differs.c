/* modality-differs: firmer or softer than the source: must, will, should, may. */
#include "checks.h"
#include "sets.h"

enum { MUST, WILL, SHOULD, CAN, WILLING, LEVELS };

static const ct_set_kind kinds[LEVELS] = { CT_SET_MUST, CT_SET_WILL, CT_SET_SHOULD, CT_SET_CAN, CT_SET_WILLING };
static const int ranks[LEVELS] = { 4, 4, 3, 1, 1 };

typedef struct hit { uint32_t first, end; unsigned levels; bool modal; } hit;
typedef struct reading { hit items[CT_MAX_HITS]; size_t n; unsigned all; } reading;

static void add(reading *r, uint32_t first, uint32_t end, unsigned levels)
{
    r->all |= levels;
    for (size_t i = 0; i < r->n; i++)
        if (r->items[i].first < end && r->items[i].end > first) {
            if (end - first > r->items[i].end - r->items[i].first)
                r->items[i] = (hit){ first, end, levels, false };     /* "should be able to" is more than "should" */
            else if (r->items[i].end - r->items[i].first == end - first)
                r->items[i].levels |= levels;
            return;
        }
    if (r->n < CT_MAX_HITS)
        r->items[r->n++] = (hit){ first, end, levels, false };
}

/* Only a modal is flagged; much else answers one. */
static void mark_modal(reading *r, uint32_t first, uint32_t end, unsigned levels)
{
    if (levels != 0)
        add(r, first, end, levels);
    for (size_t i = 0; i < r->n; i++)
        if (r->items[i].first == first && r->items[i].end == end)
            r->items[i].modal = true;
}

/* A word that turned out to be no modal. */
static void leave_out(reading *r, uint32_t token)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++)
        if (r->items[i].first != token || r->items[i].end != token + 1)
            r->items[n++] = r->items[i];
    r->n = n;
}

/* Spanish futures and conditionals, known by their form. */
static void add_tenses(reading *r, const ct_ground *g, const ct_couple *c, ct_side side)
{
    const ct_ground_side *s = &g->sides[side];

    for (uint32_t t = c->first[side]; t < c->end[side]; t++) {
        uint16_t grammar = s->words[s->tokens[t].type].grammar;
        bool only_verb = (grammar & (CT_POS_NOUN | CT_POS_ADJECTIVE | CT_POS_NAME)) == 0;
        bool listed = false;
        for (size_t i = 0; i < r->n; i++)
            listed = listed || (r->items[i].first <= t && r->items[i].end > t);
        if (listed || s->language != CT_ES || !only_verb)
            continue;
        if ((grammar & CT_FORM_FUTURE) != 0)
            mark_modal(r, t, t + 1, 1u << WILL);
        else if ((grammar & CT_FORM_CONDITIONAL) != 0)
            r->all |= 1u << WILL | 1u << SHOULD | 1u << CAN;
    }
}

static void read_levels(reading r[CT_SIDES], const ct_ground *g, const ct_couple *c)
{
    ct_set_hits hits;

    r[CT_SOURCE].n = r[CT_TARGET].n = 0;
    r[CT_SOURCE].all = r[CT_TARGET].all = 0;
    for (int level = 0; level < LEVELS; level++) {
        ct_sets_find(&hits, g, c, kinds[level]);
        for (int side = 0; side < CT_SIDES; side++)
            for (size_t i = 0; i < hits.n[side]; i++)
                add(&r[side], hits.items[side][i].first, hits.items[side][i].end, 1u << level);
    }
    ct_sets_find(&hits, g, c, CT_SET_MONTH);      /* "May" */
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; i < hits.n[side]; i++)
            leave_out(&r[side], hits.items[side][i].first);
    ct_sets_find(&hits, g, c, CT_SET_MODAL);
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; i < hits.n[side]; i++)
            mark_modal(&r[side], hits.items[side][i].first, hits.items[side][i].end, 0);
    for (int side = 0; side < CT_SIDES; side++)
        add_tenses(&r[side], g, c, (ct_side)side);
}

static int rank_of(unsigned levels)
{
    int best = 0;

    for (int level = 0; level < LEVELS; level++)
        if ((levels & 1u << level) != 0 && ranks[level] > best)
            best = ranks[level];
    return best;
}

/* The first one that nothing on the other side answers. */
static const hit *alone(const reading *here, const reading *there)
{
    for (size_t i = 0; i < here->n; i++)
        if (here->items[i].modal && (here->items[i].levels & there->all) == 0)
            return &here->items[i];
    return NULL;
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    reading r[CT_SIDES];
    const hit *source, *target;
    const char *there, *here;
    bool weaker;

    read_levels(r, g, c);
    source = alone(&r[CT_SOURCE], &r[CT_TARGET]);
    target = alone(&r[CT_TARGET], &r[CT_SOURCE]);
    if (source == NULL || target == NULL || rank_of(source->levels) == rank_of(target->levels))
        return CT_OK;
    weaker = rank_of(target->levels) < rank_of(source->levels);
    ct_draft_couple(d, g, &ct_check_modality_differs, c);
    d->confidence = 0.75f;
    ct_draft_tokens(d, CT_TARGET, target->first, target->end);
    ct_draft_tokens(d, CT_SOURCE, source->first, source->end);
    here = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    there = ct_draft_quote(d, CT_SOURCE, d->places.items[1].span);
    ct_draft_message(d, weaker ? "%s is weaker than %s." : "%s is stronger than %s.", here, there);
    ct_draft_question(d, "Is the difference meant?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_modality_differs = {
    .id = "modality-differs",
    .class = CT_CLASS_STRENGTH,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "what must, will, should or may be done is firmer or softer than on the other side",
    .why = "“Debe” for “may” makes a duty of a choice, “podrá” for “will” a choice of a promise. Only a modal that nothing on "
           "the other side answers, against one there that nothing answers here, is flagged; the forms stand in a table.",
    .example = "“El comité publicará el informe.” against “The committee may publish the report.” Asks whether that is meant.",
    .false_alarms = "Possibility rendered by a mood or an adverb that the table does not have.",
    .run = run,
};
