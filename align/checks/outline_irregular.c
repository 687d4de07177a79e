/* outline-irregular: numbering that jumps, repeats or mixes styles; headings lost; sentences cut by a page. */
#include "checks.h"
#include "ground.h"

static ct_span marker_of(const ct_ground_side *s, uint32_t block)
{
    const ct_block *b = &s->blocks[block];
    ct_span span = b->marker.span.start < b->marker.span.end ? b->marker.span : b->body;

    return span.start < span.end ? span : b->span;
}

/* The marker with the first word after it: what a reader looks for. */
static ct_span marker_and_word(const ct_ground_side *s, uint32_t block)
{
    ct_span span = marker_of(s, block);
    uint32_t token = ct_token_at(s, s->blocks[block].body.start);

    if (token < s->n_tokens && s->tokens[token].span.end <= s->blocks[block].span.end
        && s->tokens[token].span.end > span.end
        && s->blocks[block].marker.span.start < s->blocks[block].marker.span.end)
        span.end = s->tokens[token].span.end;
    return span;
}

static void place_block(ct_draft *d, ct_side side, uint32_t block, bool word)
{
    const ct_ground_side *s = &d->ground->sides[side];

    if (block < s->n_blocks)
        ct_draft_place(d, side, ct_unit_at_offset(s, s->blocks[block].body.start),
                       word ? marker_and_word(s, block) : marker_of(s, block));
}

/* ---- one list in several styles ------------------------------------------------------------------- */

/* Blocks that one list may hold: items of one section, or headings of one parent. */
static uint64_t list_of(const ct_ground_side *s, uint32_t block)
{
    const ct_block *b = &s->blocks[block];

    return b->kind == CT_BLOCK_HEADING && b->section < s->n_sections
        ? (uint64_t)1 << 32 | s->sections[b->section].parent : b->section;
}

/* All irregular members of one list together, with the member they depart from. */
static ct_status flag_mixed(ct_draft *d, const ct_ground *g, ct_side side, const ct_irregularity *list, size_t n,
                            size_t i,
                            ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    uint64_t mine = list_of(s, list[i].block);

    ct_draft_begin(d, g, &ct_check_outline_irregular);
    for (size_t k = i; k < n && k < i + 2000; k++) {
        if (list[k].kind != CT_IRREGULAR_STYLE_MIXED || list_of(s, list[k].block) != mine)
            continue;
        if (list[k].peer != CT_NONE)
            place_block(d, side, list[k].peer, true);
        place_block(d, side, list[k].block, true);
    }
    d->severity = CT_MINOR;
    d->confidence = 0.9f;
    ct_draft_message(d, "One list is numbered in several styles: %s.", ct_draft_quotes(d, 8));
    ct_draft_question(d, "Should the list keep one style?");
    return ct_draft_add(d, out, err);
}

/* Has no earlier irregularity spoken of this list? The members of a list lie near each other. */
static bool first_of_list(const ct_ground_side *s, const ct_irregularity *list, size_t i)
{
    for (size_t k = i; k-- > 0 && i - k < 2000; )
        if (list[k].kind == CT_IRREGULAR_STYLE_MIXED && list_of(s, list[k].block) == list_of(s, list[i].block))
            return false;
    return true;
}

/* ---- the others, one by one ------------------------------------------------------------------------- */

static void explain(ct_draft *d, ct_side side, const ct_irregularity *i)
{
    const ct_ground_side *s = &d->ground->sides[side];
    const char *here = ct_draft_quote(d, side, marker_and_word(s, i->block));

    switch (i->kind) {
    case CT_IRREGULAR_NUMBER_JUMP:
        d->severity = CT_MINOR;
        ct_draft_message(d, "The numbering jumps at %s: %u would come next.", here, (unsigned)i->expected);
        ct_draft_question(d, "Is something missing before it, or the number wrong?");
        break;
    case CT_IRREGULAR_NUMBER_REPEATED:
        d->severity = CT_MINOR;
        ct_draft_message(d, "The number of %s was given before: %u would come next.", here,
                         (unsigned)i->expected);
        ct_draft_question(d, "Is the number wrong, or does a new list begin here?");
        break;
    case CT_IRREGULAR_HEADING_LOST:
        ct_draft_message(d, "A heading is missing before %s: the numbering begins in the middle.", here);
        ct_draft_question(d, "Which heading stood here?");
        break;
    case CT_IRREGULAR_STARTS_MIDWAY:
        d->severity = CT_MINOR;
        ct_draft_message(d, "The text begins without a title at %s.", here);
        ct_draft_question(d, "Is the beginning missing?");
        break;
    default:
        ct_draft_message(d, "A sentence is cut in two by a page break at %s.", here);
        ct_draft_question(d, "Do the two halves belong together?");
    }
}

static ct_status flag_one(ct_draft *d, const ct_ground *g, ct_side side, const ct_irregularity *i,
                          ct_findings *out, ct_error *err)
{
    ct_draft_begin(d, g, &ct_check_outline_irregular);
    if (i->kind != CT_IRREGULAR_PAGE_BREAK && i->span.start < i->span.end)
        ct_draft_place(d, side, ct_unit_at_offset(&g->sides[side], i->span.start), i->span);
    else
        place_block(d, side, i->block, true);
    if (i->kind == CT_IRREGULAR_HEADING_LOST && i->peer != CT_NONE && i->peer < g->sides[side].n_blocks)
        ct_draft_place(d, side, ct_unit_at_offset(&g->sides[side], g->sides[side].blocks[i->peer].body.start),
                       g->sides[side].blocks[i->peer].body);
    if (i->peer != CT_NONE && i->peer < g->sides[side].n_blocks)
        ct_draft_evidence(d, "before it: %s", ct_draft_quote(d, side, g->sides[side].blocks[i->peer].span));
    d->confidence = 0.8f;
    explain(d, side, i);
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        size_t n;
        const ct_irregularity *list = ct_document_irregularities(s->document, &n);

        for (size_t i = 0; status == CT_OK && i < n; i++) {
            if (list[i].block >= s->n_blocks || list[i].kind == CT_IRREGULAR_BOOKMARK
                || list[i].kind == CT_IRREGULAR_PUNCTUATION)
                continue;      /* residue-left and heading-mark-missing speak of these */
            if (list[i].kind != CT_IRREGULAR_STYLE_MIXED)
                status = flag_one(&d, g, (ct_side)side, &list[i], out, err);
            else if (first_of_list(s, list, i))
                status = flag_mixed(&d, g, (ct_side)side, list, n, i, out, err);
        }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_outline_irregular = {
    .id = "outline-irregular",
    .class = CT_CLASS_STRUCTURE,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "numbering that jumps, repeats or mixes styles; a lost heading; a sentence cut by a page",
    .why = "Passages are quoted by their numbers. A lost heading leaves its items under the wrong one, and a jump may "
           "hide a lost item.",
    .example = "“2. … (III) … 4.” in one list. Asks: should the list keep one style?",
    .false_alarms = "Numbers that belong to another document and are quoted with it.",
    .run = run,
};
