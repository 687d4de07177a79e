/* term-deprecated: a rendering that the lexicon marks as wrong. */
#include <string.h>

#include "checks.h"
#include "ground.h"

static const ct_term *right_term(const ct_ground *g, const ct_mention *m, ct_language language)
{
    const ct_term *right = ct_lexicon_preferred(g->pair->lexicon, m->concept, language);

    return right != NULL && right->status <= CT_TERM_ADMITTED ? right : NULL;
}

/* A single word, or a term that means something else elsewhere, is wrong only where it answers the concept. */
static bool speaks_for_itself(const ct_term *term)
{
    return strchr(term->text, ' ') != NULL;
}

/* Where the linked units name the concept: shown, and proof that it is meant. */
static bool show_answer(ct_draft *d, const ct_ground *g, ct_side side, uint32_t unit, uint32_t concept)
{
    ct_side other = ct_other(side);
    const ct_ground_side *o = &g->sides[other];
    uint32_t linked[32];
    size_t n = unit == CT_NONE ? 0 : ct_linked_units(g, side, unit, linked, 32);

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_mentions_in(o, o->units[linked[i]].first_token, o->units[linked[i]].end_token);

        for (uint32_t m = r.first; m < r.end; m++)
            if (o->mentions[m].concept == concept) {
                ct_span span = ct_tokens_span(o, o->mentions[m].first_token, o->mentions[m].end_token);

                ct_draft_place(d, other, linked[i], span);
                ct_draft_evidence(d, "the %s has %s", ct_ground_language(g, other), ct_draft_quote(d, other, span));
                return true;
            }
    }
    return false;
}

/* Is a better rendering of the same stretch at hand, so that the wrong one is only part of it? */
static bool inside_right_one(const ct_ground *g, const ct_ground_side *s, const ct_mention *m)
{
    ct_range r = ct_mentions_in(s, m->first_token > 8 ? m->first_token - 8 : 0, m->end_token);

    for (uint32_t i = r.first; i < r.end; i++) {
        const ct_mention *o = &s->mentions[i];

        if (o != m && o->first_token <= m->first_token && o->end_token >= m->end_token
            && (o->end_token - o->first_token > m->end_token - m->first_token || o->concept == m->concept)
            && g->terms[o->term].status <= CT_TERM_SHORT)
            return true;
    }
    return false;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, const ct_mention *m, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_term *wrong = &g->terms[m->term], *right = right_term(g, m, s->language);
    ct_span span = ct_tokens_span(s, m->first_token, m->end_token);
    uint32_t unit = ct_unit_at(s, m->first_token);
    bool answered;

    if (right == NULL)
        return CT_OK;
    ct_draft_place(d, side, unit, span);
    answered = show_answer(d, g, side, unit, m->concept);
    if (!answered && !speaks_for_itself(wrong))
        return CT_OK;
    d->severity = CT_MINOR;
    d->confidence = answered ? 0.9f : 0.6f;
    ct_buffer_printf(&d->message, "%s is not how %s says it: the term is “%s”.", ct_draft_quote(d, side, span),
                     ct_ground_language(g, side), right->text);
    ct_buffer_printf(&d->question, "Should it read “%s”?", right->text);
    ct_draft_evidence(d, "the %s lists “%s” as deprecated%s%s",
                      wrong->layer == CT_LAYER_TERMBASE ? "termbase" : "lexicon", wrong->text,
                      g->concepts[m->concept].note != NULL ? ": " : "",
                      g->concepts[m->concept].note != NULL ? g->concepts[m->concept].note : "");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];

        for (size_t i = 0; status == CT_OK && i < s->n_mentions; i++) {
            const ct_mention *m = &s->mentions[i];
            ct_term_status term = g->terms[m->term].status;

            if ((term != CT_TERM_DEPRECATED && term != CT_TERM_SUPERSEDED) || inside_right_one(g, s, m))
                continue;
            ct_draft_begin(&d, g, &ct_check_term_deprecated);
            status = flag(&d, g, (ct_side)side, m, out, err);
        }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_term_deprecated = {
    .id = "term-deprecated",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_MINOR,
    .summary = "a rendering that the lexicon or the termbase marks as wrong",
    .why = "Wrong renderings come back: calques, acronyms left in the other language, superseded names. The lexicon lists "
           "those seen in practice beside the right ones. A single word is flagged only where the linked passage of the "
           "other language names the concept.",
    .example = "“hydraulic energy” for energía hidráulica. Asks: should it read “hydropower”?",
    .false_alarms = "A listed phrase in another sense, where no link shows what it answers.",
    .run = run,
};
