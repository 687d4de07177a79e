/* heading-mark-missing: "Article 2 Title" where its peers write "Article 1: Title". */
#include "checks.h"
#include "ground.h"

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, const ct_irregularity *i,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    ct_span here = s->blocks[i->block].span;

    ct_draft_begin(d, g, &ct_check_heading_mark_missing);
    ct_draft_place(d, side, ct_unit_at_offset(s, here.start), here);
    d->confidence = 0.95f;
    if (i->peer != CT_NONE && i->peer < s->n_blocks)
        ct_draft_message(d, "%s is not punctuated like the other headings of its kind, such as %s.",
                         ct_draft_quote(d, side, here), ct_draft_quote(d, side, s->blocks[i->peer].span));
    else
        ct_draft_message(d, "%s is not punctuated like the other headings of its kind.", ct_draft_quote(d, side, here));
    ct_draft_question(d, "Should the mark after the number be the same?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        size_t n;
        const ct_irregularity *list = ct_document_irregularities(g->sides[side].document, &n);

        for (size_t i = 0; status == CT_OK && i < n; i++)
            if (list[i].kind == CT_IRREGULAR_PUNCTUATION && list[i].block < g->sides[side].n_blocks)
                status = flag(&d, g, (ct_side)side, &list[i], out, err);
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_heading_mark_missing = {
    .id = "heading-mark-missing",
    .class = CT_CLASS_PUNCTUATION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "a numbered heading punctuated unlike its peers",
    .why = "Headings of one level look alike, or a reader takes them for different levels.",
    .example = "“Chapter 2 Ports” after “Chapter 1: Roads”. Asks: should the mark be the same?",
    .false_alarms = "None known.",
    .run = run,
};
