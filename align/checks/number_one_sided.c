/* number-one-sided: a figure that the other side does not give. */
#include "checks.h"
#include "values.h"

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_side side, const ct_value *v,
                      ct_findings *out, ct_error *err)
{
    ct_quantity q = ct_value_quantity(g, side, v);

    ct_draft_couple(d, g, &ct_check_number_one_sided, c);
    d->confidence = q.in_words ? 0.6f : 0.8f;
    ct_draft_tokens(d, side, q.first_token, q.end_token);
    ct_draft_segment(d, ct_other(side), c);
    ct_draft_message(d, "The %s gives %s, the %s does not.", ct_ground_language(g, side),
                     ct_draft_quote(d, side, d->places.items[0].span), ct_ground_language(g, ct_other(side)));
    ct_draft_question(d, side == CT_SOURCE ? "Was it left out?" : "Where does it come from?");
    return ct_draft_add(d, out, err);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_status status = CT_OK;
    ct_values v;

    if (c->first[CT_SOURCE] == c->end[CT_SOURCE] || c->first[CT_TARGET] == c->end[CT_TARGET])
        return CT_OK;
    ct_values_of(&v, g, c);
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; status == CT_OK && i < v.n[side]; i++)
            if (v.items[side][i].fate == CT_VALUE_ALONE && v.items[side][i].demanded)
                status = flag(d, g, c, (ct_side)side, &v.items[side][i], out, err);
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_number_one_sided = {
    .id = "number-one-sided",
    .class = CT_CLASS_NUMBER,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a figure or date that one side of a pair does not give",
    .why = "A year or an amount lost in translation is seldom noticed, for the sentence reads well without it. Number words up "
           "to two, and figures that a word of the other side implies (“both”, “docena”), are left alone.",
    .example = "“en 2008” against no year. Asks whether it was left out.",
    .false_alarms = "Dates given by another word (“last year”), figures in idioms.",
    .run = run,
};
