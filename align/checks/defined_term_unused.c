/* defined-term-unused: a name introduced by "hereinafter" that the document then does not use. */
#include <string.h>

#include "checks.h"
#include "ground.h"
#include "match.h"

enum { MAX_TERM = 10, MAX_DEFINITIONS = 64 };   /* each definition is looked for in all of the text */

static bool is_mark(const ct_ground_side *s, uint32_t token, const char *const *marks)
{
    for (; *marks != NULL; marks++)
        if (strcmp(s->types[s->tokens[token].type].text, *marks) == 0)
            return true;
    return false;
}

static const char *const opening[] = { "“", "\"", "«", "‘", NULL };
static const char *const closing[] = { "”", "\"", "»", "’", NULL };

/* The quoted words that follow the cue within a few tokens. */
static bool defined_term(const ct_ground_side *s, uint32_t from, uint32_t limit, uint32_t *first, uint32_t *end)
{
    uint32_t t = from;

    while (t < limit && t < from + 4 && !is_mark(s, t, opening))
        t++;
    if (t == limit || t == from + 4)
        return false;
    *first = ++t;
    while (t < limit && t < *first + MAX_TERM && !is_mark(s, t, closing))
        t++;
    *end = t;
    return t < limit && t > *first && is_mark(s, t, closing);
}

static bool stands_at(const ct_ground_side *s, uint32_t token, uint32_t first, uint32_t end)
{
    for (uint32_t i = 0; i < end - first; i++)
        if (token + i >= s->n_tokens || strcmp(s->types[s->tokens[token + i].type].folded,
                                               s->types[s->tokens[first + i].type].folded) != 0)
            return false;
    return true;
}

/* How the parties are called instead, when the defined term is itself a way to call them. */
static bool add_rivals(ct_draft *d, const ct_ground *g, ct_side side, uint32_t first, uint32_t end)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_cues *cues = &g->tables.cues[s->language][CT_CUE_PARTIES];
    ct_hits hits = { 0 };
    size_t counts[64] = { 0 }, own = 64;

    if (!ct_match_patterns(g, side, cues->patterns, cues->n_patterns, 0, (uint32_t)s->n_atoms, &hits))
        return false;
    for (size_t i = 0; i < hits.n; i++) {
        uint32_t token = s->atoms[hits.items[i].first_atom].token;

        if (hits.items[i].pattern < 64)
            counts[hits.items[i].pattern]++;
        if (token >= first && token < end)
            own = hits.items[i].pattern;
    }
    for (size_t p = 0; own < 64 && p < cues->n_patterns && p < 64; p++)
        for (size_t i = 0; p != own && counts[p] > 0 && i < hits.n; i++)
            if (hits.items[i].pattern == p) {
                ct_span span = ct_atoms_span(s, hits.items[i].first_atom, hits.items[i].end_atom);

                ct_draft_evidence(d, counts[p] == 1 ? "%s: %zu time" : "%s: %zu times", ct_draft_quote(d, side, span),
                                  counts[p]);
                ct_draft_place(d, side, ct_unit_at(s, s->atoms[hits.items[i].first_atom].token), span);
                break;
            }
    ct_vector_release(&hits);
    return true;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t first, uint32_t end,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    ct_span span = ct_tokens_span(s, first, end);

    ct_draft_begin(d, g, &ct_check_defined_term_unused);
    ct_draft_place(d, side, ct_unit_at(s, first), span);
    if (!add_rivals(d, g, side, first, end))
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
    d->confidence = 0.9f;
    ct_draft_message(d, d->n_evidence > 0
                         ? "%s is defined here and never used again; the text calls the parties otherwise."
                         : "%s is defined here and never used again.", ct_draft_quote(d, side, span));
    ct_draft_question(d, "Should the text use %s, or the definition go?", ct_draft_quote(d, side, span));
    return ct_draft_add(d, out, err);
}

static ct_status run_side(ct_draft *d, const ct_ground *g, ct_side side, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_cues *cues = &g->tables.cues[s->language][CT_CUE_DEFINITION];
    ct_hits hits = { 0 };
    ct_status status = CT_OK;
    uint32_t last = CT_NONE;

    if (!ct_match_patterns(g, side, cues->patterns, cues->n_patterns, 0, (uint32_t)s->n_atoms, &hits))
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
    for (size_t i = 0; status == CT_OK && i < hits.n && i < MAX_DEFINITIONS; i++) {
        uint32_t after = s->atoms[hits.items[i].end_atom - 1].token + 1, first, end;
        uint32_t unit = ct_unit_at(s, after);
        bool used = false;

        if (unit == CT_NONE || !defined_term(s, after, s->units[unit].end_token, &first, &end) || first == last)
            continue;
        last = first;
        for (uint32_t t = 0; t < s->n_tokens && !used; t++)
            used = (t < first || t >= end) && stands_at(s, t, first, end);
        if (!used)
            status = flag(d, g, side, first, end, out, err);
    }
    ct_vector_release(&hits);
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = run_side(&d, g, CT_SOURCE, out, err);

    if (status == CT_OK)
        status = run_side(&d, g, CT_TARGET, out, err);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_defined_term_unused = {
    .id = "defined-term-unused",
    .class = CT_CLASS_CONSISTENCY,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "a name introduced by “hereinafter” that the document then does not use",
    .why = "Who reads “the parties” looks up the definition. Three other ways to call them leave open whether the same "
           "parties are meant.",
    .example = "“(hereinafter “the Partners”)”, and “both sides” from there on. "
               "Asks: should the text use it, or the definition go?",
    .false_alarms = "A part of a longer text, where the name is used outside the part.",
    .run = run,
};
