/* ordinal-differs: first here, third there; thousands here, millions there. */
#include "checks.h"
#include "sets.h"

static ct_status look_at(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_set_kind kind, ct_findings *out,
                         ct_error *err)
{
    const char *words[CT_SIDES];

    if (!ct_draft_exchange(d, g, c, kind, &ct_check_ordinal_differs, words))
        return CT_OK;
    d->confidence = 0.8f;
    ct_draft_question(d, "Which is right, %s or %s?", words[CT_TARGET], words[CT_SOURCE]);
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
