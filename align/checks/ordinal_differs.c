/* ordinal-differs: first here, third there; thousands here, millions there. */
#include "checks.h"
#include "sets.h"

static ct_status look_at(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_set_kind kind, ct_findings *out,
                         ct_error *err)
{
    const ct_set_hit *alone[CT_SIDES] = { NULL, NULL };
    const char *source, *target;
    ct_set_hits hits;

    ct_sets_find(&hits, g, c, kind);
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; alone[side] == NULL && i < hits.n[side]; i++)
            if (!hits.items[side][i].met)
                alone[side] = &hits.items[side][i];
    if (alone[CT_SOURCE] == NULL || alone[CT_TARGET] == NULL)
        return CT_OK;
    ct_draft_couple(d, g, &ct_check_ordinal_differs, c);
    d->confidence = 0.8f;
    ct_draft_tokens(d, CT_TARGET, alone[CT_TARGET]->first, alone[CT_TARGET]->end);
    ct_draft_tokens(d, CT_SOURCE, alone[CT_SOURCE]->first, alone[CT_SOURCE]->end);
    target = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    source = ct_draft_quote(d, CT_SOURCE, d->places.items[1].span);
    ct_draft_message(d, "%s does not render %s.", target, source);
    ct_draft_question(d, "Which is right, %s or %s?", target, source);
    return ct_draft_add(d, out, err);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_status status = look_at(d, g, c, CT_SET_ORDINAL, out, err);

    return status == CT_OK ? look_at(d, g, c, CT_SET_SCALE, out, err) : status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_ordinal_differs = {
    .id = "ordinal-differs",
    .class = CT_CLASS_NUMBER,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "another ordinal, or another order of magnitude, in words",
    .why = "“First” and “third”, “thousands” and “millions” fit the same sentence, and no digit shows the slip.",
    .example = "“la primera reunión” against “the third meeting”. Asks which is right.",
    .false_alarms = "“Second” as a unit of time where the Spanish has another ordinal.",
    .run = run,
};
