/* residue-left: what does not belong to the text: datelines, navigation, comment lines, bookmarks, page headers. */
#include "checks.h"
#include "ground.h"

static const char *residue_name(ct_residue residue)
{
    switch (residue) {
    case CT_RESIDUE_NAVIGATION:  return "the navigation of a web page";
    case CT_RESIDUE_DATELINE:    return "a dateline";
    case CT_RESIDUE_COMMENT:     return "a comment line of a web page";
    case CT_RESIDUE_PAGE_HEADER: return "a page header";
    case CT_RESIDUE_FOOTNOTE:    return "a footnote in the running text";
    case CT_RESIDUE_BYLINE:      return "a byline";
    case CT_RESIDUE_NONE:        break;
    }
    return "foreign matter";
}

/* Word-processor bookmarks come by the dozen: one finding for all. */
static ct_status flag_bookmarks(ct_draft *d, const ct_ground *g, ct_side side, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    size_t n;
    const ct_irregularity *list = ct_document_irregularities(s->document, &n);

    ct_draft_begin(d, g, &ct_check_residue_left);
    for (size_t i = 0; i < n; i++)
        if (list[i].kind == CT_IRREGULAR_BOOKMARK)
            ct_draft_place(d, side, list[i].block < s->n_blocks
                           ? ct_unit_at_offset(s, s->blocks[list[i].block].body.start)
                                                                : CT_NONE, list[i].span);
    if (d->places.n == 0)
        return CT_OK;
    d->severity = CT_MINOR;
    d->confidence = 0.95f;
    ct_draft_message(d, d->places.n == 1
                         ? "%s is a mark of a word processor and was left in the text (%zu place)."
                         : "%s is a mark of a word processor and was left in the text (%zu places).",
                     ct_draft_quote(d, side, d->places.items[0].span), d->places.n);
    ct_draft_question(d, d->places.n == 1 ? "Should it go?" : "Should they go?");
    return ct_draft_add(d, out, err);
}

static bool is_bookmark(const ct_ground_side *s, ct_span artefact)
{
    return artefact.start < artefact.end && s->bytes[artefact.start] == '[';
}

/* What a block is or carries; a footnote may well belong to the text. */
static ct_residue residue_of(const ct_ground_side *s, const ct_block *block, ct_span *span)
{
    *span = block->span;
    if (block->kind == CT_BLOCK_RESIDUE)
        return block->residue == CT_RESIDUE_FOOTNOTE ? CT_RESIDUE_NONE : block->residue;
    *span = block->artefact;
    return block->artefact.start < block->artefact.end && !is_bookmark(s, block->artefact) ? CT_RESIDUE_DATELINE
                                                                                          : CT_RESIDUE_NONE;
}

/* All residue of one kind is one finding. */
static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, ct_residue kind, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    const char *what;
    size_t n;

    ct_draft_begin(d, g, &ct_check_residue_left);
    for (uint32_t b = 0; b < s->n_blocks; b++) {
        ct_span span;

        if (residue_of(s, &s->blocks[b], &span) == kind)
            ct_draft_place(d, side, ct_unit_at_offset(s, s->blocks[b].span.start), span);
    }
    n = d->places.n;
    if (n == 0)
        return CT_OK;
    d->severity = kind == CT_RESIDUE_BYLINE ? CT_NEUTRAL : CT_MINOR;
    d->confidence = 0.9f;
    what = ct_ground_say(g, residue_name(kind));
    if (n > 1)
        ct_draft_message(d, n == 2 ? "%s and %zu more line are %s left in the text."
                                   : "%s and %zu more lines are %s left in the text.",
                         ct_draft_quote(d, side, d->places.items[0].span), n - 1, what);
    else
        ct_draft_message(d, "%s is %s left in the text.", ct_draft_quote(d, side, d->places.items[0].span), what);
    ct_draft_question(d, n > 1 ? "Should they go?" : "Should it go?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; status == CT_OK && side < CT_SIDES; side++) {
        status = flag_bookmarks(&d, g, (ct_side)side, out, err);
        for (int kind = CT_RESIDUE_NAVIGATION; status == CT_OK && kind <= CT_RESIDUE_BYLINE; kind++)
            status = flag(&d, g, (ct_side)side, (ct_residue)kind, out, err);
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_residue_left = {
    .id = "residue-left",
    .class = CT_CLASS_STRUCTURE,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "a dateline, web navigation, bookmark, page header or comment line left in the text",
    .why = "Text copied from a web page or a word processor brings along what is not part of the document, and it is "
           "quoted as if it were.",
    .example = "“Harbour Town, 3 May (news.example) —” before the first sentence. Asks: should it go?",
    .false_alarms = "A first line that is meant as a dateline.",
    .run = run,
};
