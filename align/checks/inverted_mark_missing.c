/* inverted-mark-missing: a Spanish question or exclamation without its opening mark, or without its closing one. */
#include "checks.h"
#include "ground.h"

static const char *const opening[2] = { "¿", "¡" }, *const closing[2] = { "?", "!" };

/* "(?)", "(!)": a doubt of the author's, no question. */
static bool doubted(const ct_ground_side *s, uint32_t token, uint32_t end)
{
    return token > 0 && token + 1 < end && ct_token_is(s, token - 1, "(") && ct_token_is(s, token + 1, ")");
}

/* The mark that is there without its partner; CT_NONE if all is well. */
static uint32_t lone_mark(const ct_ground_side *s, const ct_sentence *sentence, bool *lacks_opening)
{
    uint32_t open = CT_NONE;

    for (uint32_t t = sentence->first_token; t < sentence->end_token; t++) {
        for (int m = 0; s->tokens[t].kind == CT_TOKEN_MARK && m < 2; m++) {
            if (ct_token_is(s, t, opening[m]))
                open = t;
            if (!ct_token_is(s, t, closing[m]) || doubted(s, t, sentence->end_token))
                continue;
            if (open == CT_NONE && !(t > sentence->first_token
                                     && (ct_token_is(s, t - 1, "?") || ct_token_is(s, t - 1, "!")))) {
                *lacks_opening = true;
                return t;
            }
            if (t + 1 == sentence->end_token || !(ct_token_is(s, t + 1, "?") || ct_token_is(s, t + 1, "!")))
                open = CT_NONE;
        }
    }
    *lacks_opening = false;
    return open;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t token, bool lacks_opening,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];

    ct_draft_begin(d, g, &ct_check_inverted_mark_missing);
    ct_draft_place(d, side, ct_unit_at(s, token), s->tokens[token].span);
    d->confidence = 0.9f;
    ct_draft_message(d, lacks_opening ? "The mark %s has no opening mark before the end of its sentence."
                                      : "The mark %s has no closing mark before the end of its sentence.",
                     ct_draft_quote(d, side, s->tokens[token].span));
    ct_draft_question(d, "Where should the other mark stand?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];

        for (size_t i = 0; status == CT_OK && s->language == CT_ES && i < s->n_sentences; i++) {
            bool lacks_opening;
            uint32_t lone = lone_mark(s, &s->sentences[i], &lacks_opening);

            if (lone != CT_NONE && s->blocks[s->sentences[i].block].kind != CT_BLOCK_RESIDUE)
                status = flag(&d, g, (ct_side)side, lone, lacks_opening, out, err);
        }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_inverted_mark_missing = {
    .id = "inverted-mark-missing",
    .class = CT_CLASS_PUNCTUATION,
    .severity = CT_MINOR,
    .summary = "a Spanish question or exclamation without its opening or closing mark",
    .why = "Spanish opens what it closes; a lone mark shows a translation that kept the punctuation of its source.",
    .example = "“Qué puertos están abiertos?” Asks: where should the other mark stand?",
    .false_alarms = "A question that begins in the sentence before.",
    .run = run,
};
