/* heading-unfulfilled: a heading that lists what follows, and one of the things does not follow. */
#include <string.h>

#include "checks.h"
#include "ground.h"

enum { MAX_ITEMS = 12, MAX_SECTION_TOKENS = 4000 };

typedef struct item { uint32_t first, end; } item;   /* tokens of the heading */

static bool parts_items(const ct_ground_side *s, uint32_t token)
{
    return ct_token_is(s, token, ",") || ct_token_is(s, token, "and") || ct_token_is(s, token, "&")
        || ct_token_is(s, token, "y") || ct_token_is(s, token, "e") || ct_token_is(s, token, ";");
}

/* "Three, Culture …": the number of the heading is none of its matters. */
static bool numbers(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    ct_range q = ct_quantities_in(s, first, end);
    return q.first < q.end;
}

/* "Customs, Taxation, and Standards": its items; 0 when it is no plain list of three or more short ones. */
static size_t items_of(const ct_ground_side *s, uint32_t first, uint32_t end, item items[MAX_ITEMS])
{
    size_t n = 0, commas = 0;
    uint32_t start = first;

    for (uint32_t t = first; t <= end; t++) {
        if (t < end && !parts_items(s, t)) {
            if (s->tokens[t].kind == CT_TOKEN_MARK)
                return 0;
            continue;
        }
        commas += t < end && ct_token_is(s, t, ",");
        if (t > start && !numbers(s, start, t)) {
            if (n == MAX_ITEMS || t - start > 4)
                return 0;
            while (start + 1 < t && !s->words[s->tokens[start].type].content)
                start++;      /* "On Peace" */
            items[n++] = (item){ start, t };
        }
        start = t + 1;
    }
    return commas > 0 && n >= 3 ? n : 0;
}

/* "rail", "railways". */
static bool begins(const char *word, const char *longer)
{
    return strlen(word) >= 4 && strncmp(word, longer, strlen(word)) == 0;
}

/* Do two content words tell of one thing: akin, or with their first rendering in common ("taxation", "fiscal")? */
static bool related(const ct_ground *g, ct_side side, uint32_t a, uint32_t b)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_word *x = &s->words[a], *y = &s->words[b];

    if (a == b || ct_types_akin(g, side, a, b) || begins(s->types[a].folded, s->types[b].folded)
        || begins(s->types[b].folded, s->types[a].folded))
        return true;
    for (uint32_t i = 0; i < x->n_readings; i++) {
        size_t n, m;
        const ct_rendering *p = ct_lexicon_renderings(g->pair->lexicon, s->language,
                                                      s->readings[x->first_reading + i].lemma, &n);

        for (uint32_t k = 0; k < y->n_readings; k++) {
            const ct_rendering *q = ct_lexicon_renderings(g->pair->lexicon, s->language,
                                                          s->readings[y->first_reading + k].lemma, &m);

            for (size_t u = 0; u < n; u++)
                for (size_t v = 0; v < m; v++)
                    if (p[u].lemma == q[v].lemma && p[u].rank == 0 && q[v].rank == 0)
                        return true;
        }
    }
    return false;
}

/* Is a subject field of the lexicon called as the item is: "education", "Education"; "tax", "Taxation"? */
static bool names_field(const ct_ground_side *s, const item *it, const char *field)
{
    for (uint32_t t = it->first; t < it->end; t++) {
        const char *word = s->types[s->tokens[t].type].folded;

        if (s->words[s->tokens[t].type].content
            && (ct_words_alike(word, field) || (strlen(field) >= 3 && strncmp(word, field, strlen(field)) == 0)))
            return true;
    }
    return false;
}

/* Does any token of the section below answer a content word of the item? Or a concept near the item's? */
static bool answered(const ct_ground *g, ct_side side, const item *it, uint32_t first, uint32_t end)
{
    const ct_ground_side *s = &g->sides[side];
    ct_range mine = ct_mentions_in(s, it->first, it->end), theirs = ct_mentions_in(s, first, end);

    for (uint32_t i = mine.first; i < mine.end; i++)
        for (uint32_t k = theirs.first; k < theirs.end; k++)
            if (ct_concepts_near(g, s->mentions[i].concept, s->mentions[k].concept))
                return true;
    for (uint32_t k = theirs.first; k < theirs.end; k++)
        if (names_field(s, it, g->concepts[s->mentions[k].concept].field))
            return true;
    for (uint32_t h = it->first; h < it->end; h++) {
        if (!s->words[s->tokens[h].type].content)
            continue;
        for (uint32_t t = first; t < end; t++)
            if (s->words[s->tokens[t].type].content && related(g, side, s->tokens[h].type, s->tokens[t].type))
                return true;
    }
    return false;
}

/* Where the other document speaks of it, if a heading or a unit names the concept. */
static void show_other(ct_draft *d, const ct_ground *g, ct_side side, const item *it)
{
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[ct_other(side)];
    ct_range mine = ct_mentions_in(s, it->first, it->end);

    for (size_t k = 0; mine.first < mine.end && k < o->n_mentions; k++)
        if (o->mentions[k].concept == s->mentions[mine.first].concept) {
            uint32_t unit = ct_unit_at(o, o->mentions[k].first_token);

            if (unit != CT_NONE)
                ct_draft_evidence(d, "the %s text speaks of it: %s", ct_ground_language(g, ct_other(side)),
                                  ct_draft_quote_unit(d, ct_other(side), unit));
            return;
        }
}

static ct_status look_at(ct_draft *d, const ct_ground *g, ct_side side, const ct_section *section,
                         ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_block *heading = &s->blocks[section->heading];
    uint32_t first = ct_token_at(s, heading->body.start), end = ct_token_at(s, heading->span.end), last;
    item items[MAX_ITEMS];
    size_t n = first < end ? items_of(s, first, end, items) : 0;
    ct_status status = CT_OK;

    if (n == 0 || section->heading + 1 >= section->end_block)
        return CT_OK;
    last = ct_token_at(s, s->blocks[section->end_block - 1].span.end);
    if (last <= end || last - end > MAX_SECTION_TOKENS)
        return CT_OK;
    for (size_t i = 0; status == CT_OK && i < n; i++) {
        ct_span span = ct_tokens_span(s, items[i].first, items[i].end);

        if (answered(g, side, &items[i], end, last))
            continue;
        ct_draft_begin(d, g, &ct_check_heading_unfulfilled);
        ct_draft_place(d, side, ct_unit_at(s, items[i].first), span);
        d->confidence = 0.7f;
        ct_draft_message(d, "The heading %s announces %s, and nothing below it speaks of that.",
                         ct_draft_quote(d, side, heading->body), ct_draft_quote(d, side, span));
        ct_draft_question(d, "Is a passage missing, or is the heading too wide?");
        show_other(d, g, side, &items[i]);
        status = ct_draft_add(d, out, err);
    }
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; status == CT_OK && i < g->sides[side].n_sections; i++)
            if (g->sides[side].sections[i].heading < g->sides[side].n_blocks)
                status = look_at(&d, g, (ct_side)side, &g->sides[side].sections[i], out, err);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_heading_unfulfilled = {
    .id = "heading-unfulfilled",
    .class = CT_CLASS_STRUCTURE,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_COMPARABLE,
    .summary = "a heading lists a matter of which nothing below it speaks",
    .why = "The heading was written for a longer section: an item was lost, in translation or in negotiation, and the "
           "reader of the table of contents is promised what the text does not hold.",
    .example = "“Roads, Railways and Canals” over items on roads and railways. "
               "Asks: is a passage missing, or is the heading too wide?",
    .false_alarms = "A matter that is spoken of in wholly other words.",
    .run = run,
};
