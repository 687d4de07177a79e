/* name-differs: a forum, seminar, fund or programme that bears another name on the other side. */
#include <string.h>

#include "checks.h"
#include "names.h"

typedef enum difference { SAME, OTHER_KIND, GENERIC, NOT_OFFICIAL, OTHER_WORDS } difference;

/* The first word of `a` that no word of `b` renders; CT_NONE if all are rendered. */
static uint32_t odd_word(const ct_ground *g, ct_side side, const ct_name *a, const ct_name *b)
{
    const ct_ground_side *x = &g->sides[side], *y = &g->sides[ct_other(side)];

    for (uint32_t i = 0; i < a->n_words; i++) {
        uint32_t word = x->name_words.items[a->first_word + i];
        bool met = false;

        for (uint32_t k = 0; k < b->n_words && !met; k++)
            met = ct_tokens_meet(g, side, word, y->name_words.items[b->first_word + k]);
        if (!met && x->words[x->tokens[word].type].content)
            return word;
    }
    return CT_NONE;
}

static difference compare(const ct_ground *g, const ct_name *target, const ct_name *source, uint32_t *odd)
{
    const ct_tables *tables = &g->tables;
    float alike = ct_names_alike(g, source, target);

    *odd = CT_NONE;
    if (target->proper != source->proper)
        return alike >= 0.6f && ct_kinds_meet(g, source, target) ? GENERIC : SAME;
    if (!target->proper)
        return SAME;
    if (!ct_kinds_meet(g, source, target))
        return alike >= 0.7f && strcmp(tables->kinds.items[target->kind].group,
                                       tables->kinds.items[source->kind].group) == 0
                   ? OTHER_KIND : SAME;
    if (source->concept != CT_NONE && target->concept == CT_NONE && alike < 0.999f)
        return NOT_OFFICIAL;
    if (source->concept != CT_NONE && source->concept == target->concept)
        return SAME;
    *odd = odd_word(g, CT_TARGET, target, source);
    return *odd != CT_NONE && alike >= 0.6f ? OTHER_WORDS : SAME;
}

static const char *kind_name(const ct_ground *g, const ct_name *name)
{
    return ct_ground_say_as(g, "kind", g->tables.kinds.items[name->kind].id);
}

static void explain(ct_draft *d, const ct_ground *g, const ct_name *target, const ct_name *source, difference what,
                    uint32_t odd)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];
    const char *here = ct_draft_quote(d, CT_TARGET, ct_name_span(t, target));
    const char *there = ct_draft_quote(d, CT_SOURCE, ct_name_span(s, source));
    const ct_term *official = source->concept == CT_NONE ? NULL
        : ct_lexicon_preferred(g->pair->lexicon, source->concept, t->language);

    switch (what) {
    case OTHER_KIND:
        d->severity = CT_MAJOR;
        ct_draft_message(d, "%s answers %s: one is a %s, the other a %s, and a reader may take them for two.",
                         here, there, kind_name(g, target), kind_name(g, source));
        ct_draft_question(d, "Is it one event, and if so a %s or a %s?",
                          kind_name(g, target), kind_name(g, source));
        break;
    case GENERIC:
        ct_draft_message(d, target->proper ? "%s is the name of one event, its counterpart %s is a description."
                                           : "%s is a description, its counterpart %s is the name of one.", here, there);
        ct_draft_question(d, "Is one named event meant, or events of this kind?");
        break;
    case NOT_OFFICIAL:
        ct_draft_message(d, "%s answers %s, which is known under another name.", here, there);
        ct_draft_question(d, "Should it be “%s”?", official == NULL ? "" : official->text);
        ct_draft_evidence(d, "the lexicon has “%s”", official == NULL ? "" : official->text);
        break;
    default:
        ct_draft_message(d, "%s answers %s, where nothing says %s.", here, there,
                         ct_draft_quote(d, CT_TARGET, t->tokens[odd].span));
        ct_draft_question(d, "Is %s part of the name?", ct_draft_quote(d, CT_TARGET, t->tokens[odd].span));
    }
}

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_name *target, const ct_name *source, difference what,
                      uint32_t odd, ct_findings *out, ct_error *err)
{
    ct_draft_begin(d, g, &ct_check_name_differs);
    ct_draft_place(d, CT_TARGET, target->unit, ct_name_span(&g->sides[CT_TARGET], target));
    ct_draft_place(d, CT_SOURCE, source->unit, ct_name_span(&g->sides[CT_SOURCE], source));
    d->confidence = what == OTHER_WORDS ? 0.5f : 0.75f;
    explain(d, g, target, source, what, odd);
    return ct_draft_add(d, out, err);
}

/* A name of either side that a plain phrase of a linked unit answers. */
static ct_status flag_plain(ct_draft *d, const ct_ground *g, ct_side side, const ct_name *name, ct_findings *out,
                            ct_error *err)
{
    ct_side other = ct_other(side);
    const ct_ground_side *s = &g->sides[side];
    uint32_t unit = CT_NONE;
    ct_span plain = ct_generic_answer(g, side, name, &unit);

    if (plain.end == 0)
        return CT_OK;
    ct_draft_begin(d, g, &ct_check_name_differs);
    ct_draft_place(d, side, name->unit, ct_name_span(s, name));
    ct_draft_place(d, other, unit, plain);
    d->confidence = 0.6f;
    ct_draft_message(d, "%s is the name of one event, its counterpart %s is a description.",
                     ct_draft_quote(d, side, ct_name_span(s, name)), ct_draft_quote(d, other, plain));
    ct_draft_question(d, "Is one named event meant, or events of this kind?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    const ct_ground_side *t = &g->sides[CT_TARGET];
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (size_t i = 0; status == CT_OK && i < t->names.n; i++) {
        const ct_name *target = &t->names.items[i], *source;
        difference what;
        uint32_t odd;

        if (target->counterpart == CT_NONE || !target->counterpart_linked)
            continue;
        source = &g->sides[CT_SOURCE].names.items[target->counterpart];
        what = compare(g, target, source, &odd);
        if (what == SAME || (what == NOT_OFFICIAL
                             && ct_lexicon_preferred(pair->lexicon, source->concept, t->language) == NULL))
            continue;
        status = flag(&d, g, target, source, what, odd, out, err);
    }
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; status == CT_OK && i < g->sides[side].names.n; i++) {
            const ct_name *name = &g->sides[side].names.items[i];

            if (name->proper && name->counterpart == CT_NONE
                && strcmp(g->tables.kinds.items[name->kind].group, "event") == 0)
                status = flag_plain(&d, g, (ct_side)side, name, out, err);
        }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_name_differs = {
    .id = "name-differs",
    .class = CT_CLASS_NAME,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_COMPARABLE,
    .needs = CT_NEEDS_LINKS,
    .summary = "a forum, fund or programme that bears another name on the other side",
    .why = "A Seminar that is a Foro in the other text looks like a second event, a name turned into a description "
           "like none at all. Names are compared by parts: kind, region, and what it is about.",
    .example = "“the Coastal Fisheries Seminar” for “Foro de Pesca Costera”. Asks: is it one event, and which?",
    .false_alarms = "Official names that differ between the languages and that the lexicon does not know.",
    .run = run,
};
