/* name-one-sided: on a link, a named event, fund or mechanism that only one side has. */
#include <string.h>

#include "checks.h"
#include "names.h"

enum { MAX_NAMED = 6 };

/* A name with something of its own: known to the lexicon, tied to the region, or of two words at least. */
static bool weighty(const ct_ground *g, const ct_name *name)
{
    if (!name->proper || strcmp(g->tables.kinds.items[name->kind].group, "document") == 0)
        return name->proper && name->concept != CT_NONE;
    return name->concept != CT_NONE || name->region != CT_NONE || name->n_words >= 2;
}

/* Is the name's concept, or any name alike, anywhere on the other side? */
static bool known_there(const ct_ground *g, ct_side side, const ct_name *name)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];

    if (name->counterpart != CT_NONE || ct_generic_answer(g, side, name, &(uint32_t){ 0 }).end > 0)
        return true;      /* name-differs speaks of a name answered by a plain phrase */
    for (size_t m = 0; name->concept != CT_NONE && m < o->n_mentions; m++)
        if (ct_concepts_near(g, o->mentions[m].concept, name->concept))
            return true;
    return false;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, const uint32_t *names, size_t n,
                      ct_findings *out, ct_error *err)
{
    ct_side other = ct_other(side);
    const ct_ground_side *s = &g->sides[side];
    uint32_t link = ct_best_link(g, side, unit), linked[8];
    size_t n_linked = ct_linked_units(g, side, unit, linked, 8);

    ct_draft_begin(d, g, &ct_check_name_one_sided);
    d->class = side == CT_SOURCE ? CT_CLASS_OMISSION : CT_CLASS_ADDITION;
    d->link = link;
    d->confidence = g->links[link].score * 0.8f;
    for (size_t i = 0; i < n; i++)
        ct_draft_place(d, side, unit, ct_name_span(s, &s->names.items[names[i]]));
    ct_draft_message(d, n > 1 ? "%s stand only in the %s text: the passage that answers it names no such thing."
                              : "%s stands only in the %s text: the passage that answers it names no such thing.",
                     ct_draft_quotes(d, SIZE_MAX), ct_ground_language(g, side));
    ct_draft_question(d, n > 1 ? "Should the %s text name them too?" : "Should the %s text name it too?",
                      ct_ground_language(g, other));
    for (size_t i = 0; i < n_linked && i < 3; i++) {
        ct_draft_unit(d, other, linked[i]);
        ct_draft_evidence(d, "%s: %s", ct_ground_language(g, other), ct_draft_quote_unit(d, other, linked[i]));
    }
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];

        for (uint32_t u = 0; status == CT_OK && u < s->n_units; u++) {
            ct_range r = ct_names_in(s, s->units[u].first_token, s->units[u].end_token);
            uint32_t names[MAX_NAMED];
            size_t n = 0;

            if (r.first == r.end || ct_best_link(g, (ct_side)side, u) == CT_NONE)
                continue;
            for (uint32_t i = r.first; i < r.end && n < MAX_NAMED; i++)
                if (weighty(g, &s->names.items[i]) && !known_there(g, (ct_side)side, &s->names.items[i]))
                    names[n++] = i;
            if (n > 0)
                status = flag(&d, g, (ct_side)side, u, names, n, out, err);
        }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_name_one_sided = {
    .id = "name-one-sided",
    .class = CT_CLASS_OMISSION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_COMPARABLE,
    .needs = CT_NEEDS_LINKS,
    .summary = "a named event, fund or mechanism that the linked passage does not name",
    .why = "Two passages say the same, but one of them ties it to a fund, a forum or a programme. What is named can "
           "be asked for later; what is not, cannot. Names found anywhere in the other document are not flagged.",
    .example = "“… and the Reef Monitoring Network” where the linked sentence names no network. "
               "Asks: should the other text name it too?",
    .false_alarms = "Names rendered by a plain description; ordinary words with capitals.",
    .run = run,
};
