/* name-varies: one event under more than one name in one document. */
#include <string.h>

#include "checks.h"
#include "names.h"

/* all names of a document are compared with all: beyond this the rule looks at the first */
enum { MAX_COMPARED = 1500 };

static bool same_text(const ct_ground_side *s, const ct_name *a, const ct_name *b)
{
    uint32_t n = a->end_token - a->first_token;

    if (n != b->end_token - b->first_token)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (strcmp(s->types[s->tokens[a->first_token + i].type].folded,
                   s->types[s->tokens[b->first_token + i].type].folded) != 0)
            return false;
    return true;
}

static ct_region_extent extent_of(const ct_ground_side *s, const ct_name *name)
{
    return name->region == CT_NONE ? CT_REGION_NONE : s->regions.items[name->region].extent;
}

/* One thing under two names: the same words of its own and the same kind, but the region otherwise; or both answer
 *  one and the same name of the other side in other words. */
static bool vary(const ct_ground *g, ct_side side, const ct_name *a, const ct_name *b)
{
    const ct_ground_side *s = &g->sides[side];
    ct_region_extent x = extent_of(s, a), y = extent_of(s, b);

    if (!a->proper || !b->proper || a->kind != b->kind || same_text(s, a, b) || x == CT_REGION_NONE
        || y == CT_REGION_NONE)
        return false;
    if (a->n_words != b->n_words || ct_names_akin(g, side, a, b) < 0.999f)
        return false;
    return x != y;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, const ct_name *a, const ct_name *b,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];

    ct_draft_begin(d, g, &ct_check_name_varies);
    ct_draft_place(d, side, b->unit, ct_name_span(s, b));
    ct_draft_place(d, side, a->unit, ct_name_span(s, a));
    d->confidence = 0.75f;
    ct_draft_message(d, "%s here is %s elsewhere in the %s text.",
                     ct_draft_quote(d, side, ct_name_span(s, b)),
                     ct_draft_quote(d, side, ct_name_span(s, a)), ct_ground_language(g, side));
    ct_draft_question(d, "Are they one and the same?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        size_t n = s->names.n < MAX_COMPARED ? s->names.n : MAX_COMPARED;

        for (size_t i = 1; i < n; i++)
            for (size_t k = 0; status == CT_OK && k < i; k++)
                if (vary(g, (ct_side)side, &s->names.items[k], &s->names.items[i])) {
                    status = flag(&d, g, (ct_side)side, &s->names.items[k], &s->names.items[i], out, err);
                    break;      /* one earlier place is enough */
                }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_name_varies = {
    .id = "name-varies",
    .class = CT_CLASS_CONSISTENCY,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "one event under more than one name in one document",
    .why = "A reader takes two names for two events. Names are compared by parts: kind and words the same, the region "
           "named otherwise.",
    .example = "“the North-Islands Trade Forum” here, “the North-Islands and Coast Trade Forum” there. "
               "Asks: are they one and the same?",
    .false_alarms = "Two events that really differ in nothing but the region.",
    .run = run,
};
