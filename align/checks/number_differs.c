/* number-differs: a figure of one value here, of another there. */
#include "checks.h"
#include "values.h"

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, const ct_values *v, const ct_value *a,
                      ct_findings *out, ct_error *err)
{
    ct_quantity there = ct_value_quantity(g, CT_SOURCE, a);
    ct_quantity here = ct_value_quantity(g, CT_TARGET, &v->items[CT_TARGET][a->other]);
    const char *source, *target;

    ct_draft_couple(d, g, &ct_check_number_differs, c);
    d->confidence = there.in_words || here.in_words ? 0.7f : 0.85f;
    ct_draft_tokens(d, CT_TARGET, here.first_token, here.end_token);
    ct_draft_tokens(d, CT_SOURCE, there.first_token, there.end_token);
    target = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    source = ct_draft_quote(d, CT_SOURCE, d->places.items[1].span);
    ct_draft_message(d, "The %s says %s, the %s %s.", ct_ground_language(g, CT_TARGET), target,
                     ct_ground_language(g, CT_SOURCE), source);
    ct_draft_question(d, "Which is right, %s or %s?", target, source);
    return ct_draft_add(d, out, err);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_status status = CT_OK;
    ct_values v;

    ct_values_of(&v, g, c);
    for (size_t i = 0; status == CT_OK && i < v.n[CT_SOURCE]; i++) {
        const ct_value *a = &v.items[CT_SOURCE][i];
        if (a->fate == CT_VALUE_DIFFERS && (a->demanded || v.items[CT_TARGET][a->other].demanded
            || ct_value_quantity(g, CT_SOURCE, a).kind == CT_QUANTITY_ORDINAL))
            status = flag(d, g, c, &v, a, out, err);
    }
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_number_differs = {
    .id = "number-differs",
    .class = CT_CLASS_NUMBER,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a figure or date that has another value on the other side",
    .why = "Readers act on figures. Values are compared, not digits: “518.470 millones” and “518.47 billion” agree, so do "
           "“siglo XXI” and “21st century”, and which sign parts thousands is estimated from each side of the file.",
    .example = "“el 12 de mayo” against “on May 21”. Asks which is right.",
    .false_alarms = "Units converted for the reader; figures of two clauses that changed places.",
    .run = run,
};
