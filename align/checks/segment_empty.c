/* segment-empty: one side of a pair says nothing. */
#include "checks.h"
#include "couples.h"

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    bool says[CT_SIDES];
    ct_side there;

    for (int s = 0; s < CT_SIDES; s++)
        says[s] = c->first_atom[s] < c->end_atom[s];
    if (says[CT_SOURCE] == says[CT_TARGET] || c->first[CT_SOURCE] + c->first[CT_TARGET] == c->end[CT_SOURCE] + c->end[CT_TARGET])
        return CT_OK;
    there = says[CT_SOURCE] ? CT_SOURCE : CT_TARGET;
    if (c->first[!there] < c->end[!there])      /* marks and figures alone are something */
        return CT_OK;
    ct_draft_couple(d, g, &ct_check_segment_empty, c);
    d->class = there == CT_SOURCE ? CT_CLASS_OMISSION : CT_CLASS_ADDITION;
    d->confidence = 0.95f;
    ct_draft_segment(d, there, c);
    ct_draft_message(d, "The %s of this is empty.", ct_ground_language(g, (ct_side)!there));
    ct_draft_question(d, there == CT_SOURCE ? "Is it still to be translated?" : "What does it render?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_segment_empty = {
    .id = "segment-empty",
    .class = CT_CLASS_OMISSION,
    .severity = CT_CRITICAL,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "one side of a pair is empty",
    .why = "A segment without a translation reaches readers as a gap, or in the source's language. Tools that only compare what "
           "is there pass it over.",
    .example = "“Las oficinas cierran en agosto.” against nothing. Asks whether it is still to be translated.",
    .false_alarms = "Segments joined with the one before, where the file keeps the empty half.",
    .run = run,
};
