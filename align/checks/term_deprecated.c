/* term-deprecated: a rendering that the lexicon marks as wrong. */
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "deprecated.h"

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

/* Where the linked units name the concept: proof that it is meant. CT_NONE if they do not. */
static uint32_t answer_to(const ct_ground *g, ct_side side, const ct_mention *m)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];
    uint32_t unit = ct_unit_at(&g->sides[side], m->first_token), linked[32];
    size_t n = unit == CT_NONE ? 0 : ct_linked_units(g, side, unit, linked, 32);

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_mentions_in(o, o->units[linked[i]].first_token, o->units[linked[i]].end_token);

        for (uint32_t k = r.first; k < r.end; k++)
            if (o->mentions[k].concept == m->concept)
                return k;
    }
    return CT_NONE;
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

bool ct_is_deprecated(const ct_ground *g, ct_side side, uint32_t mention)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_mention *m = &s->mentions[mention];
    ct_term_status status = g->terms[m->term].status;

    return (status == CT_TERM_DEPRECATED || status == CT_TERM_SUPERSEDED) && !inside_right_one(g, s, m)
        && right_term(g, m, s->language) != NULL
        && (speaks_for_itself(&g->terms[m->term]) || answer_to(g, side, m) != CT_NONE);
}

static void place_answer(ct_draft *d, const ct_ground *g, ct_side side, uint32_t answer)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];
    ct_span span = ct_tokens_span(o, o->mentions[answer].first_token, o->mentions[answer].end_token);

    if (d->confidence < 0.9f)
        ct_draft_evidence(d, "the %s has %s", ct_ground_language(g, ct_other(side)),
                          ct_draft_quote(d, ct_other(side), span));
    d->confidence = 0.9f;
    ct_draft_place(d, ct_other(side), ct_unit_at(o, o->mentions[answer].first_token), span);
}

static void explain(ct_draft *d, const ct_ground *g, ct_side side, size_t n, const ct_term *right)
{
    const char *quote = ct_draft_quote(d, side, d->places.items[0].span);

    if (n > 1)
        ct_draft_message(d, "%s (%zu places) is not how %s says it: the term is “%s”.", quote, n,
                         ct_ground_language(g, side), right->text);
    else
        ct_draft_message(d, "%s is not how %s says it: the term is “%s”.", quote, ct_ground_language(g, side),
                         right->text);
}

/* Who says so, and why. */
static void cite(ct_draft *d, const ct_ground *g, const ct_mention *mention)
{
    const ct_term *wrong = &g->terms[mention->term];
    bool termbase = wrong->layer == CT_LAYER_TERMBASE;
    const char *note = g->concepts[mention->concept].note;

    if (!termbase)      /* the project's notes are in English; the user's are as the user wrote them */
        note = ct_ground_say_if_known(g, note);
    if (note != NULL)
        ct_draft_evidence(d, termbase ? "the termbase lists “%s” as deprecated: %s"
                                      : "the lexicon lists “%s” as deprecated: %s", wrong->text, note);
    else
        ct_draft_evidence(d, termbase ? "the termbase lists “%s” as deprecated" : "the lexicon lists “%s” as deprecated",
                          wrong->text);
}

/* All mentions of one term are one finding: the same wrong word asks the same question. */
static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, const uint32_t *mentions, size_t n,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_mention *first = &s->mentions[mentions[0]];
    const ct_term *right = right_term(g, first, s->language);

    ct_draft_begin(d, g, &ct_check_term_deprecated);
    d->confidence = 0.6f;
    for (size_t i = 0; i < n; i++) {
        const ct_mention *m = &s->mentions[mentions[i]];

        ct_draft_place(d, side, ct_unit_at(s, m->first_token), ct_tokens_span(s, m->first_token, m->end_token));
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t answer = answer_to(g, side, &s->mentions[mentions[i]]);

        if (answer != CT_NONE)
            place_answer(d, g, side, answer);
    }
    explain(d, g, side, n, right);
    ct_draft_question(d, "Should it read “%s”?", right->text);
    cite(d, g, first);
    return ct_draft_add(d, out, err);
}

typedef struct wrong { uint32_t term, mention; } wrong;

static int by_term(const void *a, const void *b)
{
    const wrong *x = a, *y = b;

    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    return x->mention < y->mention ? -1 : x->mention > y->mention;
}

static ct_status run_side(ct_draft *d, const ct_ground *g, ct_side side, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    CT_VECTOR(wrong) found = { 0 };
    CT_VECTOR(uint32_t) group = { 0 };
    bool ok = true;
    ct_status status = CT_OK;

    for (uint32_t i = 0; ok && i < s->n_mentions; i++)
        if (ct_is_deprecated(g, side, i))
            ok = ct_push(&found, (wrong){ s->mentions[i].term, i });
    if (found.n > 1)
        qsort(found.items, found.n, sizeof *found.items, by_term);
    for (size_t i = 0; ok && status == CT_OK && i < found.n; ) {
        group.n = 0;
        for (uint32_t term = found.items[i].term; ok && i < found.n && found.items[i].term == term; i++)
            ok = ct_push(&group, found.items[i].mention);
        if (ok)
            status = flag(d, g, side, group.items, group.n, out, err);
    }
    ct_vector_release(&found);
    ct_vector_release(&group);
    return ok ? status : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = run_side(&d, g, CT_SOURCE, out, err);

    if (status == CT_OK)
        status = run_side(&d, g, CT_TARGET, out, err);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_term_deprecated = {
    .id = "term-deprecated",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_MINOR,
    .summary = "a rendering that the lexicon or the termbase marks as wrong",
    .why = "Wrong renderings come back: calques, acronyms left in the other language, superseded names. The lexicon "
           "lists those seen in practice beside the right ones. A single word is flagged only where the linked "
           "passage of the other language names the concept.",
    .example = "“hydraulic energy” for energía hidráulica. Asks: should it read “hydropower”?",
    .false_alarms = "A listed phrase in another sense, where no link shows what it answers.",
    .run = run,
};
