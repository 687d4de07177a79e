/* spacing: two blanks between words, or a blank before a comma or stop, where the other side has none. */
#include <string.h>

#include "checks.h"
#include "couples.h"

/* The first slip in a segment; empty if there is none. */
static ct_span slip(const ct_ground_side *s, ct_span span)
{
    for (uint32_t at = span.start + 1; at + 1 < span.end; at++) {
        char next = s->bytes[at + 1];
        if (s->bytes[at] != ' ' || s->bytes[at - 1] == ' ')
            continue;
        if (next == ' ')
            return (ct_span){ at, at + 2 };
        /* " ." before a letter is a file name, " ..." a gap */
        if ((next == ',' || next == '.' || next == ';') && (at + 2 == span.end || s->bytes[at + 2] == ' ')
            && s->bytes[at - 1] != '.')
            return (ct_span){ at, at + 2 };
    }
    return (ct_span){ 0, 0 };
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_span slips[CT_SIDES] = { slip(&g->sides[CT_SOURCE], c->span[CT_SOURCE]), slip(&g->sides[CT_TARGET], c->span[CT_TARGET]) };
    ct_side side = slips[CT_TARGET].end > 0 ? CT_TARGET : CT_SOURCE;

    if ((slips[CT_SOURCE].end > 0) == (slips[CT_TARGET].end > 0))
        return CT_OK;
    ct_draft_couple(d, g, &ct_check_spacing, c);
    d->confidence = 0.9f;
    ct_draft_place(d, side, ct_unit_at(&g->sides[side], c->first[side]), slips[side]);
    ct_draft_message(d, g->sides[side].bytes[slips[side].start + 1] == ' ' ? "Two blanks stand in a row."
                                                                                    : "A blank stands before a mark.");
    ct_draft_question(d, "Should the blank go?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_spacing = {
    .id = "spacing",
    .class = CT_CLASS_PUNCTUATION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "two blanks in a row, or a blank before a comma or stop, on one side only",
    .why = "Small traces of cutting and pasting; only what the other side does not have counts, since some texts are set so.",
    .example = "“the annual  report” against “el informe anual”. Asks whether the blank should go.",
    .false_alarms = "Columns drawn with blanks.",
    .run = run,
};
