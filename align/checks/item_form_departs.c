/* item-form-departs: "To promote …" among items that begin "Promote …". */
#include <string.h>

#include "checks.h"
#include "ground.h"

typedef enum form { OTHER, BARE_VERB, TO_VERB, GERUND, FORMS } form;

static bool has_comma(const ct_ground_side *s, uint32_t unit)
{
    for (uint32_t t = s->units[unit].first_token; t < s->units[unit].end_token; t++)
        if (ct_token_is(s, t, ","))
            return true;
    return false;
}

/* How an item begins. */
static form form_of(const ct_ground *g, ct_side side, uint32_t unit)
{
    const ct_ground_side *s = &g->sides[side];
    uint32_t first = s->units[unit].first_token;
    uint16_t grammar;

    if (first + 1 >= s->n_tokens || s->units[unit].end_token < first + 2)
        return OTHER;
    if (s->language == CT_EN && strcmp(s->types[s->tokens[first].type].folded, "to") == 0)
        return s->words[s->tokens[first + 1].type].grammar & CT_POS_VERB ? TO_VERB : OTHER;
    grammar = s->words[s->tokens[first].type].grammar;
    if (s->language == CT_EN && strcmp(s->types[s->tokens[first].type].folded, "actively") == 0)
        grammar = s->words[s->tokens[first + 1].type].grammar;
    if ((grammar & CT_FORM_GERUND) && !(grammar & (CT_FORM_INFINITIVE | CT_FORM_IMPERATIVE)))
        return has_comma(s, unit) ? OTHER : GERUND;      /* "Starting from here, …" only opens a sentence */
    return (grammar & (CT_FORM_INFINITIVE | CT_FORM_IMPERATIVE)) ? BARE_VERB : OTHER;
}

/* The first unit of each item of a side, in order. */
static bool next_item(const ct_ground_side *s, uint32_t *unit)
{
    uint32_t from = *unit == CT_NONE ? 0 : *unit + 1;

    for (uint32_t u = from; u < s->n_units; u++)
        if (s->units[u].role != CT_ROLE_HEADING && s->units[u].role != CT_ROLE_RESIDUE
            && s->units[u].block < s->n_blocks && s->blocks[s->units[u].block].kind == CT_BLOCK_ITEM
            && (u == 0 || s->units[u - 1].block != s->units[u].block)) {
            *unit = u;
            return true;
        }
    return false;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, uint32_t peer,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    uint32_t first = s->units[unit].first_token, end = first + 3;
    ct_span span = ct_tokens_span(s, first, end < s->units[unit].end_token ? end : s->units[unit].end_token);

    ct_draft_begin(d, g, &ct_check_item_form_departs);
    ct_draft_place(d, side, unit, span);
    d->confidence = 0.85f;
    ct_draft_message(d, "The item %s does not begin with a bare verb as the items around it do: %s.",
                     ct_draft_quote(d, side, span), ct_draft_quote_unit(d, side, peer));
    ct_draft_question(d, "Should it have the form of its neighbours?");
    return ct_draft_add(d, out, err);
}

static ct_status run_side(ct_draft *d, const ct_ground *g, ct_side side, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    size_t n[FORMS] = { 0 };
    uint32_t peer = CT_NONE;
    ct_status status = CT_OK;

    for (uint32_t u = CT_NONE; next_item(s, &u); ) {
        form f = form_of(g, side, u);

        n[f]++;
        if (f == BARE_VERB && peer == CT_NONE)
            peer = u;
    }
    for (uint32_t u = CT_NONE; status == CT_OK && next_item(s, &u); ) {
        form f = form_of(g, side, u);

        if (f == BARE_VERB)
            peer = u;
        if ((f == TO_VERB || f == GERUND) && n[BARE_VERB] >= 5 && n[f] * 8 <= n[BARE_VERB])
            status = flag(d, g, side, u, peer, out, err);
    }
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

const ct_check ct_check_item_form_departs = {
    .id = "item-form-departs",
    .class = CT_CLASS_STRUCTURE,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "an item of a plan begins in another form than its peers",
    .why = "Items of one list bind alike when they read alike. “To promote” and “Promoting” among imperatives look "
           "like leftovers of another sentence.",
    .example = "“To widen the quays …” among “Build …”, “Train …”, “Support …”. "
               "Asks: should it have the form of its neighbours?",
    .false_alarms = "A nominal item on purpose.",
    .run = run,
};
