/* doubled-word: the same word twice in a row. */
#include <string.h>

#include "checks.h"
#include "ground.h"

static bool may_double(const ct_ground *g, const ct_ground_side *s, uint32_t token)
{
    const ct_cues *cues = &g->tables.cues[s->language][CT_CUE_DOUBLE];

    for (size_t i = 0; i < cues->n_patterns; i++)
        if (strcmp(cues->texts[i], s->types[s->tokens[token].type].folded) == 0)
            return true;
    return false;
}

static bool doubled(const ct_ground *g, const ct_ground_side *s, uint32_t t)
{
    const ct_token *a = &s->tokens[t], *b = &s->tokens[t + 1];
    const ct_type *x = &s->types[a->type], *y = &s->types[b->type];

    if (a->kind != CT_TOKEN_WORD || b->kind != CT_TOKEN_WORD || strcmp(x->folded, y->folded) != 0)
        return false;
    if (x->length < 2 && s->words[a->type].content)
        return false;      /* initials */
    if ((a->flags & CT_TOKEN_CAPITALISED) && (b->flags & CT_TOKEN_CAPITALISED) && !(a->flags & CT_TOKEN_INITIAL))
        return false;      /* "Baden Baden" */
    return ct_unit_at(s, t) == ct_unit_at(s, t + 1) && !may_double(g, s, t);
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t t, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    ct_span span = ct_tokens_span(s, t, t + 2);

    ct_draft_begin(d, g, &ct_check_doubled_word);
    ct_draft_place(d, side, ct_unit_at(s, t), span);
    d->confidence = 0.95f;
    ct_draft_message(d, "%s: the word stands twice.", ct_draft_quote(d, side, span));
    ct_draft_question(d, "Should one of the two go?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++)
        for (uint32_t t = 0; status == CT_OK && t + 1 < g->sides[side].n_tokens; t++)
            if (doubled(g, &g->sides[side], t))
                status = flag(&d, g, (ct_side)side, t, out, err);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_doubled_word = {
    .id = "doubled-word",
    .class = CT_CLASS_PUNCTUATION,
    .severity = CT_MINOR,
    .summary = "the same word twice in a row",
    .why = "Left behind by an edit; sometimes the second was to be another word, and a meaning is lost.",
    .example = "“in the the annex”. Asks: should one of the two go?",
    .false_alarms = "“had had”, “that that” and the like are listed in phrases.tsv.",
    .run = run,
};
