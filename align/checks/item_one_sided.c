/* item-one-sided: members of an enumeration that only one side has. */
#include "checks.h"
#include "ground.h"
#include "names.h"

enum { MAX_ITEMS = 24, MAX_SHOWN = 4, MAX_LINKED = 32, LONG = 7, RARE = 4 };

/* One member of an enumeration. */
typedef struct item { uint32_t first, end; bool met, after_and; } item;

static bool parts(const ct_ground_side *s, uint32_t t)
{
    return ct_token_is(s, t, ",") || ct_token_is(s, t, ";") || ct_token_is(s, t, "y") || ct_token_is(s, t, "e")
        || ct_token_is(s, t, "o") || ct_token_is(s, t, "and") || ct_token_is(s, t, "or");
}

/* The first member stands behind its head: "áreas como | puertos", "areas such as | ports". Its last content words
 * count. */
static uint32_t behind_head(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    uint32_t t = end;

    while (t > first && end - t < 3 && s->tokens[t - 1].kind == CT_TOKEN_WORD
           && (s->words[s->tokens[t - 1].type].content || end - t > 0)) {
        if (!s->words[s->tokens[t - 1].type].content)
            break;
        t--;
    }
    return t;
}

static bool is_and(const ct_ground_side *s, uint32_t t)
{
    return ct_token_is(s, t, "y") || ct_token_is(s, t, "e") || ct_token_is(s, t, "o") || ct_token_is(s, t, "and")
        || ct_token_is(s, t, "or");
}

/* "prevention and control of fires", "farm and forest products": two words that share the rest are one member. */
static bool shared(const ct_ground_side *s, const item *a, const item *b)
{
    bool short_a = a->end - a->first == 1, short_b = b->end - b->first == 1;
    uint16_t grammar = s->words[s->tokens[b->first].type].grammar;

    if (!b->after_and)
        return false;
    return (short_a && !short_b) || (short_b && !short_a && s->language == CT_EN)
        || (short_b && (grammar & CT_POS_ADJECTIVE) && !(grammar & CT_POS_NOUN));
}

static void merge_shared(const ct_ground_side *s, item *items, size_t *n)
{
    size_t kept = 0;

    for (size_t i = 0; i < *n; i++) {
        if (kept > 0 && shared(s, &items[kept - 1], &items[i]))
            items[kept - 1].end = items[i].end;
        else
            items[kept++] = items[i];
    }
    *n = kept;
}

/* Is it a noun phrase? The first member of a list runs into its head, and the last into what follows: those are
 * left. */
static bool noun_phrase(const ct_ground_side *s, const item *it)
{
    bool noun = false;

    for (uint32_t t = it->first; t < it->end; t++) {
        uint16_t grammar = s->words[s->tokens[t].type].grammar;

        if ((grammar & CT_POS_VERB) && !(grammar & (CT_POS_NOUN | CT_POS_ADJECTIVE | CT_POS_FUNCTION)))
            return false;
        noun = noun || (grammar & CT_POS_NOUN);
    }
    return noun && it->end - it->first <= 5;
}

/* Is there a word that the document does not use all over, and no party, region or name? */
static bool specific(const ct_ground_side *s, const item *it)
{
    ct_range regions = ct_regions_in(s, it->first, it->end);
    bool rare = false;

    if (regions.first < regions.end)
        return false;
    for (uint32_t t = it->first; t < it->end; t++) {
        const ct_type *type = &s->types[s->tokens[t].type];

        if (s->tokens[t].kind != CT_TOKEN_WORD || (s->words[s->tokens[t].type].grammar & CT_POS_NAME))
            return false;
        rare = rare || (s->words[s->tokens[t].type].content && type->count <= RARE && type->length > 4);
    }
    return rare;
}

/* Does any content word of the member meet one of the linked units, or one of its concepts a near one? */
static bool member_met(const ct_ground *g, ct_side side, const item *it, const uint32_t *linked, size_t n)
{
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[ct_other(side)];
    ct_range mine = ct_mentions_in(s, it->first, it->end);

    for (size_t i = 0; i < n; i++) {
        uint32_t first = o->units[linked[i]].first_token, end = o->units[linked[i]].end_token;
        ct_range theirs = ct_mentions_in(o, first, end);

        for (uint32_t m = mine.first; m < mine.end; m++)
            for (uint32_t k = theirs.first; k < theirs.end; k++)
                if (ct_concepts_near(g, s->mentions[m].concept, o->mentions[k].concept))
                    return true;
        for (uint32_t t = it->first; t < it->end; t++)
            for (uint32_t k = first; s->words[s->tokens[t].type].content && k < end; k++)
                if (o->words[o->tokens[k].type].content && ct_tokens_meet(g, side, t, k))
                    return true;
    }
    return false;
}

static bool has_content(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (s->words[s->tokens[t].type].content)
            return true;
    return false;
}

/* Members of the next enumeration at or behind `*at`: at least three short stretches parted by commas or "and". */
static size_t next_list(const ct_ground_side *s, uint32_t *at, uint32_t end, item items[MAX_ITEMS])
{
    size_t n = 0, commas = 0;
    uint32_t start = *at, t = *at;

    for (; t <= end; t++) {
        bool mark = t < end && s->tokens[t].kind == CT_TOKEN_MARK && !ct_token_is(s, t, "-");

        if (t < end && !parts(s, t) && !mark)
            continue;
        if (has_content(s, start, t)) {
            uint32_t first = n == 0 ? behind_head(s, start, t) : start;

            while (n > 0 && first < t && !s->words[s->tokens[first].type].content)
                first++;      /* "such as", "la" */

            if (n > 0 && t - start > LONG) {      /* a clause, not a member: the list is over */
                start = t + 1;
                t++;
                break;
            }
            if (first < t && n < MAX_ITEMS)
                items[n++] = (item){ first, t, false, start > 0 && start <= first && is_and(s, start - 1) };
        }
        commas += t < end && ct_token_is(s, t, ",");
        start = t + 1;
        if (t < end && mark && !parts(s, t)) {
            t++;
            break;
        }
    }
    *at = t > start ? t : start;
    merge_shared(s, items, &n);
    return n >= 3 && commas > 0 ? n : 0;
}

/* The places so far are the members that stand alone. */
static void explain(ct_draft *d, ct_side side, size_t met)
{
    const char *language = ct_ground_language(d->ground, side), *quotes = ct_draft_quotes(d, SIZE_MAX);
    bool several = d->places.n > 1;

    if (met == 1)
        ct_draft_message(d, several
            ? "%s of a list stand only in the %s text; %zu other member of it stands on the other side too."
            : "%s of a list stands only in the %s text; %zu other member of it stands on the other side too.",
            quotes, language, met);
    else
        ct_draft_message(d, several
            ? "%s of a list stand only in the %s text; %zu other members of it stand on the other side too."
            : "%s of a list stands only in the %s text; %zu other members of it stand on the other side too.",
            quotes, language, met);
    ct_draft_question(d, several ? "Should the %s list hold them too?" : "Should the %s list hold it too?",
                      ct_ground_language(d->ground, ct_other(side)));
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, const item *items, size_t n,
                      size_t met, const uint32_t *linked, size_t n_linked, ct_findings *out, ct_error *err)
{
    ct_side other = ct_other(side);
    const ct_ground_side *s = &g->sides[side];
    uint32_t link = ct_best_link(g, side, unit);

    ct_draft_begin(d, g, &ct_check_item_one_sided);
    d->class = side == CT_SOURCE ? CT_CLASS_OMISSION : CT_CLASS_ADDITION;
    d->link = link;
    d->severity = met >= 2 ? CT_MINOR : CT_NEUTRAL;
    d->confidence = g->links[link].score * (met >= 2 ? 0.65f : 0.5f);
    for (size_t i = 0; i < n; i++)
        if (!items[i].met && d->places.n < MAX_SHOWN)
            ct_draft_place(d, side, unit, ct_tokens_span(s, items[i].first, items[i].end));
    explain(d, side, met);
    for (size_t i = 0; i < n_linked && i < 2; i++) {
        ct_draft_unit(d, other, linked[i]);
        ct_draft_evidence(d, "%s: %s", ct_ground_language(g, other), ct_draft_quote_unit(d, other, linked[i]));
    }
    return ct_draft_add(d, out, err);
}

/* A list with members on both sides has lost those that are on one: the more so, the more were met. */
static bool telling(size_t met, size_t unmet)
{
    return unmet > 0 && unmet <= MAX_SHOWN && met > 0 && (met >= 2 ? unmet <= met + 1 : unmet == 1);
}

static ct_status look_at(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    uint32_t link = ct_best_link(g, side, unit), linked[MAX_LINKED], at = s->units[unit].first_token;
    size_t n_linked;
    ct_status status = CT_OK;

    if (link == CT_NONE || g->links[link].score < 0.6f)
        return CT_OK;
    n_linked = ct_linked_units(g, side, unit, linked, MAX_LINKED);
    while (status == CT_OK && at < s->units[unit].end_token) {
        item items[MAX_ITEMS];
        size_t n = next_list(s, &at, s->units[unit].end_token, items), met = 0, kept = 0;

        for (size_t i = 0; i < n; i++) {
            items[i].met = member_met(g, side, &items[i], linked, n_linked);
            met += items[i].met;
            if (i > 0 && !items[i].met && noun_phrase(s, &items[i]) && specific(s, &items[i]))
                items[kept++] = items[i];
        }
        if (telling(met, kept))
            status = flag(d, g, side, unit, items, kept, met, linked, n_linked, out, err);
    }
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++)
        for (uint32_t u = 0; status == CT_OK && u < g->sides[side].n_units; u++)
            if (g->sides[side].units[u].role != CT_ROLE_HEADING)
                status = look_at(&d, g, (ct_side)side, u, out, err);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_item_one_sided = {
    .id = "item-one-sided",
    .class = CT_CLASS_OMISSION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_COMPARABLE,
    .needs = CT_NEEDS_LINKS,
    .summary = "a member of a list that only one side has",
    .why = "A list of six fields rendered with five loses one quietly. Only lists of which other members are met in "
           "the linked passage are looked at; what is missing is put as a question, since two documents on the same "
           "matter need not hold the same lists.",
    .example = "“ports, lighthouses and canals” against “puertos y canales”. Asks: should the other list hold it too?",
    .false_alarms = "Lists cut differently in the two documents.",
    .run = run,
};
