/* date-word-differs: another weekday or month. */
#include "checks.h"
#include "sets.h"

static ct_status look_at(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_set_kind kind, ct_findings *out,
                         ct_error *err)
{
    const char *words[CT_SIDES];

    if (!ct_draft_exchange(d, g, c, kind, &ct_check_date_word_differs, words))
        return CT_OK;
    d->confidence = 0.9f;
    ct_draft_question(d, kind == CT_SET_MONTH ? "Which month is meant?" : "Which day of the week is meant?");
    return ct_draft_add(d, out, err);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_status status = look_at(d, g, c, CT_SET_WEEKDAY, out, err);

    return status == CT_OK ? look_at(d, g, c, CT_SET_MONTH, out, err) : status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_date_word_differs = {
    .id = "date-word-differs",
    .class = CT_CLASS_NUMBER,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "another weekday or month than on the other side",
    .why = "Days and months differ by one word that fits everywhere.",
    .example = "“el martes” against “on Thursday”. Asks which day is meant.",
    .false_alarms = "Two days named on each side, with one of them left out.",
    .run = run,
};
