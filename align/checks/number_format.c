/* number-format: the same digits, parted otherwise. */
#include "checks.h"
#include "values.h"

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, const ct_values *v, const ct_value *a,
                      ct_findings *out, ct_error *err)
{
    ct_quantity there = ct_value_quantity(g, CT_SOURCE, a);
    ct_quantity here = ct_value_quantity(g, CT_TARGET, &v->items[CT_TARGET][a->other]);
    const char *source, *target;

    ct_draft_couple(d, g, &ct_check_number_format, c);
    d->confidence = 0.8f;
    ct_draft_tokens(d, CT_TARGET, here.first_token, here.end_token);
    ct_draft_tokens(d, CT_SOURCE, there.first_token, there.end_token);
    target = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    source = ct_draft_quote(d, CT_SOURCE, d->places.items[1].span);
    ct_draft_message(d, "%s and %s have the same digits, but their points or commas make them two values.",
                     source, target);
    ct_draft_question(d, "How should the figure be written in %s?", ct_ground_language(g, CT_TARGET));
    return ct_draft_add(d, out, err);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_status status = CT_OK;
    ct_values v;

    ct_values_of(&v, g, c);
    for (size_t i = 0; status == CT_OK && i < v.n[CT_SOURCE]; i++)
        if (v.items[CT_SOURCE][i].fate == CT_VALUE_FORMAT)
            status = flag(d, g, c, &v, &v.items[CT_SOURCE][i], out, err);
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_number_format = {
    .id = "number-format",
    .class = CT_CLASS_NUMBER,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "the same digits with points or commas that change their value",
    .why = "A point that parts thousands in Spain is a decimal point in English and in Mexico. Which convention holds is "
           "estimated from each side of the file, never taken from the language alone.",
    .example = "“3.500 toneladas” against “3.500 tonnes” in a text that writes “12,000”. Asks how the figure should be written.",
    .false_alarms = "Version and section numbers that look like amounts.",
    .run = run,
};
