/* direction-differs: what increases here and falls there. */
#include <string.h>

#include "checks.h"
#include "sets.h"

static bool same_scale(const char *a, const char *b)
{
    size_t len = strlen(a);

    return len == strlen(b) && strncmp(a, b, len - 1) == 0 && a[len - 1] != b[len - 1];
}

/* "No aumentará" may well be "will stay low": nothing is said of what is denied. */
static bool denied(const ct_ground *g, const ct_range ranges[CT_SIDES])
{
    ct_set_hits hits;

    ct_sets_find_in(&hits, g, ranges, CT_SET_NEGATION);
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; i < hits.n[side]; i++) {
            const char *key = ct_set_key(g, hits.items[side][i].member);
            if (strcmp(key, "void") != 0 && strncmp(key, "only", 4) != 0)
                return true;
        }
    return false;
}

/* The two that stand against each other: each the only one of its scale on its side. */
static bool find_opposites(const ct_set_hits *hits, const ct_ground *g, const ct_set_hit *out[CT_SIDES])
{
    size_t of_scale[CT_SIDES] = { 0, 0 };

    for (size_t i = 0; i < hits->n[CT_SOURCE]; i++)
        for (size_t k = 0; k < hits->n[CT_TARGET]; k++) {
            const char *a = ct_set_key(g, hits->items[CT_SOURCE][i].member), *b = ct_set_key(g, hits->items[CT_TARGET][k].member);
            if (hits->items[CT_SOURCE][i].met || hits->items[CT_TARGET][k].met || !same_scale(a, b))
                continue;
            out[CT_SOURCE] = &hits->items[CT_SOURCE][i];
            out[CT_TARGET] = &hits->items[CT_TARGET][k];
            for (int side = 0; side < CT_SIDES; side++)
                for (size_t n = 0; n < hits->n[side]; n++)
                    of_scale[side] += strncmp(ct_set_key(g, hits->items[side][n].member), a, strlen(a) - 1) == 0;
            return of_scale[CT_SOURCE] == 1 && of_scale[CT_TARGET] == 1;
        }
    return false;
}

/* Something renders the word in another way. */
static bool explained(const ct_ground *g, ct_side side, const ct_set_hit *hit, const ct_set_hit *other)
{
    const ct_ground_side *s = &g->sides[side];

    if (g->couples == NULL)
        return false;
    for (uint32_t a = s->first_atom[hit->first]; a < s->first_atom[hit->end]; a++) {
        uint32_t partner = g->couples->partner[side][a];
        uint32_t token = partner == CT_NONE ? CT_NONE : g->sides[!side].atoms[partner].token;
        if (token != CT_NONE && (token < other->first || token >= other->end))
            return true;
    }
    return false;
}

static ct_status look_at(ct_draft *d, const ct_ground *g, const ct_range ranges[CT_SIDES], uint32_t link, ct_findings *out,
                         ct_error *err)
{
    const ct_set_hit *hit[CT_SIDES];
    const char *source, *target;
    ct_set_hits hits;

    ct_sets_find_in(&hits, g, ranges, CT_SET_OPPOSITE);
    if (hits.n[CT_SOURCE] == 0 || hits.n[CT_TARGET] == 0 || !find_opposites(&hits, g, hit) || denied(g, ranges)
        || explained(g, CT_SOURCE, hit[CT_SOURCE], hit[CT_TARGET]) || explained(g, CT_TARGET, hit[CT_TARGET], hit[CT_SOURCE]))
        return CT_OK;
    ct_draft_begin(d, g, &ct_check_direction_differs);
    d->link = link;
    d->confidence = 0.7f;
    ct_draft_tokens(d, CT_TARGET, hit[CT_TARGET]->first, hit[CT_TARGET]->end);
    ct_draft_tokens(d, CT_SOURCE, hit[CT_SOURCE]->first, hit[CT_SOURCE]->end);
    target = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    source = ct_draft_quote(d, CT_SOURCE, d->places.items[1].span);
    ct_draft_message(d, "%s says the opposite of %s.", target, source);
    ct_draft_question(d, "Which is meant?");
    return ct_draft_add(d, out, err);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_range ranges[CT_SIDES] = { { c->first[CT_SOURCE], c->end[CT_SOURCE] }, { c->first[CT_TARGET], c->end[CT_TARGET] } };

    return look_at(d, g, ranges, c->link, out, err);
}

/* Two documents: links of one unit with one, that say the same. */
static ct_status run_links(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (uint32_t l = 0; status == CT_OK && l < g->n_links; l++) {
        const ct_link *link = &g->links[l];
        ct_range ranges[CT_SIDES];
        if (link->kind != CT_LINK_COUNTERPART || link->n_units[CT_SOURCE] != 1 || link->n_units[CT_TARGET] != 1)
            continue;
        for (int side = 0; side < CT_SIDES; side++) {
            const ct_unit *unit = &g->sides[side].units[ct_link_side(g, link, (ct_side)side)[0]];
            ranges[side] = (ct_range){ unit->first_token, unit->end_token };
        }
        status = look_at(&d, g, ranges, l, out, err);
    }
    ct_draft_release(&d);
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return pair->aligned || pair->rendered ? ct_each_couple(pair, look, out, err) : run_links(pair, out, err);
}

const ct_check ct_check_direction_differs = {
    .id = "direction-differs",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_ALL,
    .summary = "what goes one way on one side and the other way on the other: increase and reduce, open and close",
    .why = "“Aumentar” for “reduce” turns a measure round, and each sentence reads well by itself. The pairs of opposites stand "
           "in a table; only where each side has one of them, the other side's not being rendered otherwise and nothing "
           "being denied, the question is asked.",
    .example = "“Se reducirá la tarifa.” against “The fare shall be increased.” Asks which is meant.",
    .false_alarms = "Two views of one thing: “bajan las ventas”, “losses grow”.",
    .run = run,
};
