/* unit-differs: the same figure in another unit or currency, or per cent on one side only. */
#include "checks.h"
#include "sets.h"
#include "values.h"

typedef struct place { uint32_t first[CT_SIDES], end[CT_SIDES]; } place;   /* tokens */

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, const place *p, ct_findings *out, ct_error *err)
{
    const char *source, *target;

    ct_draft_couple(d, g, &ct_check_unit_differs, c);
    d->confidence = 0.8f;
    ct_draft_tokens(d, CT_TARGET, p->first[CT_TARGET], p->end[CT_TARGET]);
    ct_draft_tokens(d, CT_SOURCE, p->first[CT_SOURCE], p->end[CT_SOURCE]);
    target = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    source = ct_draft_quote(d, CT_SOURCE, d->places.items[1].span);
    ct_draft_message(d, "%s stands against %s: what is counted is not the same.", target, source);
    ct_draft_question(d, "Which is right, %s or %s?", target, source);
    return ct_draft_add(d, out, err);
}

/* A member of the set on each side that the other lacks. */
static bool find_set(const ct_ground *g, const ct_couple *c, ct_set_kind kind, place *p)
{
    const ct_set_hit *alone[CT_SIDES];
    ct_set_hits hits;

    ct_sets_find(&hits, g, c, kind);
    if (!ct_sets_exchanged(&hits, alone))
        return false;
    for (int side = 0; side < CT_SIDES; side++) {
        p->first[side] = alone[side]->first;
        p->end[side] = alone[side]->end;
    }
    return true;
}

/* Fewer figures in per cent here than there. */
static bool find_percent(const ct_ground *g, const ct_couple *c, const ct_values *v, place *p)
{
    ct_set_hits hits;

    ct_sets_find(&hits, g, c, CT_SET_PERCENT);
    if ((hits.n[CT_SOURCE] == 0) == (hits.n[CT_TARGET] == 0) && hits.n[CT_SOURCE] == hits.n[CT_TARGET])
        return false;
    for (size_t i = 0; i < v->n[CT_SOURCE]; i++) {
        const ct_value *a = &v->items[CT_SOURCE][i];
        ct_quantity x = ct_value_quantity(g, CT_SOURCE, a), y;
        if (a->other == CT_NONE || a->fate == CT_VALUE_DIFFERS)
            continue;
        y = ct_value_quantity(g, CT_TARGET, &v->items[CT_TARGET][a->other]);
        if ((x.kind == CT_QUANTITY_PERCENT) == (y.kind == CT_QUANTITY_PERCENT))
            continue;
        /* "between 5 and 10 percent": the sign may stand once for several */
        if ((x.kind == CT_QUANTITY_PERCENT ? hits.n[CT_TARGET] < hits.n[CT_SOURCE] : hits.n[CT_SOURCE] < hits.n[CT_TARGET])
            && (hits.n[CT_SOURCE] == 0 || hits.n[CT_TARGET] == 0 || v->n[CT_SOURCE] == v->n[CT_TARGET])) {
            *p = (place){ { x.first_token, y.first_token }, { x.end_token, y.end_token } };
            return true;
        }
    }
    return false;
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_values v;
    place p;

    if (find_set(g, c, CT_SET_CURRENCY, &p) || find_set(g, c, CT_SET_UNIT, &p))
        return flag(d, g, c, &p, out, err);
    ct_values_of(&v, g, c);
    if (v.n[CT_SOURCE] > 0 && v.n[CT_TARGET] > 0 && find_percent(g, c, &v, &p))
        return flag(d, g, c, &p, out, err);
    return CT_OK;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_unit_differs = {
    .id = "unit-differs",
    .class = CT_CLASS_NUMBER,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "the same figure in another unit or currency, or per cent on one side only",
    .why = "“30 euros” for “30 crowns” is another amount, “12” for “12 %” another statement; digits alone do not show it.",
    .example = "“20 km” against “20 miles”. Asks which is right.",
    .false_alarms = "Amounts converted for the reader: the question then is whether the conversion is wanted.",
    .run = run,
};
