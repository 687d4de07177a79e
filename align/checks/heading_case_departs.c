/* heading-case-departs: a heading in lower case among headings that begin with a capital. */
#include "checks.h"
#include "ground.h"

typedef enum start { NEITHER, LOWER, UPPER } start;

static start start_of(const ct_ground_side *s, const ct_block *heading)
{
    uint32_t token = ct_token_at(s, heading->body.start);
    const char *text;

    if (token >= s->n_tokens || s->tokens[token].span.start >= heading->span.end
        || s->tokens[token].kind != CT_TOKEN_WORD)
        return NEITHER;
    if (s->tokens[token].flags & CT_TOKEN_CAPITALISED)
        return UPPER;
    text = s->types[s->tokens[token].type].text;
    return text[0] >= 'a' && text[0] <= 'z' ? LOWER : NEITHER;
}

static ct_status run_side(ct_draft *d, const ct_ground *g, ct_side side, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    size_t n[3] = { 0 };
    uint32_t peer = CT_NONE;
    ct_status status = CT_OK;

    for (uint32_t b = 0; b < s->n_blocks; b++)
        if (s->blocks[b].kind == CT_BLOCK_HEADING && n[start_of(s, &s->blocks[b])]++ == 0 && n[UPPER] == 1)
            peer = b;
    if (n[UPPER] < 5 || n[LOWER] * 8 > n[UPPER] || peer == CT_NONE)
        return CT_OK;
    for (uint32_t b = 0; status == CT_OK && b < s->n_blocks; b++) {
        ct_span span = s->blocks[b].span;

        if (s->blocks[b].kind != CT_BLOCK_HEADING || start_of(s, &s->blocks[b]) != LOWER)
            continue;
        ct_draft_begin(d, g, &ct_check_heading_case_departs);
        ct_draft_place(d, side, ct_unit_at_offset(s, s->blocks[b].body.start), span);
        d->confidence = 0.9f;
        ct_draft_message(d, "The heading %s begins in lower case, unlike the others, such as %s.",
                         ct_draft_quote(d, side, span), ct_draft_quote(d, side, s->blocks[peer].span));
        ct_draft_question(d, "Should it begin with a capital?");
        status = ct_draft_add(d, out, err);
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

const ct_check ct_check_heading_case_departs = {
    .id = "heading-case-departs",
    .class = CT_CLASS_STRUCTURE,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "a heading in lower case among headings with capitals",
    .why = "A heading unlike its peers is taken for running text, or for a leftover.",
    .example = "“annex” after “Part One”, “Part Two” … Asks: should it begin with a capital?",
    .false_alarms = "Headings that begin with a name written in lower case.",
    .run = run,
};
