/* term-unexpected: a concept of one side answered by a narrower, wider or loose term of the other. */
#include "checks.h"
#include "ground.h"
#include "names.h"

enum { MAX_CONCEPT_UNITS = 32, RARE = 3 };

static bool right_status(ct_term_status status) { return status <= CT_TERM_SHORT; }

/* Does the mention stand inside a longer one of a neighbouring concept: "small enterprises" in "micro and small …"? */
static bool inside_neighbour(const ct_ground *g, const ct_ground_side *s, const ct_mention *m)
{
    ct_range r = ct_mentions_in(s, m->first_token > 8 ? m->first_token - 8 : 0, m->end_token);

    for (uint32_t i = r.first; m->inside && i < r.end; i++)
        if (s->mentions[i].first_token <= m->first_token && s->mentions[i].end_token >= m->end_token
            && s->mentions[i].end_token - s->mentions[i].first_token > m->end_token - m->first_token
            && s->mentions[i].concept != m->concept && ct_concepts_near(g, s->mentions[i].concept, m->concept))
            return true;
    return false;
}

/* Is the concept said rightly in any linked unit? */
static bool said(const ct_ground *g, ct_side side, const uint32_t *units, size_t n, uint32_t concept)
{
    const ct_ground_side *s = &g->sides[side];

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_mentions_in(s, s->units[units[i]].first_token, s->units[units[i]].end_token);

        for (uint32_t m = r.first; m < r.end; m++)
            if (s->mentions[m].concept == concept && right_status(g->terms[s->mentions[m].term].status)
                && (side == CT_SOURCE || !inside_neighbour(g, s, &s->mentions[m])))
                return true;
    }
    return false;
}

/* A term of the linked units that comes near: loose for the concept itself, or for one just wider or narrower that
 *  this side does not speak of. */
static uint32_t near_term(const ct_ground *g, ct_side other, const uint32_t *units, size_t n, ct_side side,
                          const uint32_t *own, size_t n_own, uint32_t concept, bool *loose)
{
    const ct_ground_side *o = &g->sides[other];

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_mentions_in(o, o->units[units[i]].first_token, o->units[units[i]].end_token);

        for (uint32_t m = r.first; m < r.end; m++) {
            const ct_mention *k = &o->mentions[m];

            *loose = k->concept == concept;
            if (k->inside || !(*loose || ct_concepts_near(g, k->concept, concept)))
                continue;
            if (*loose ? g->terms[k->term].status == CT_TERM_LOOSE
                       : right_status(g->terms[k->term].status) && !said(g, side, own, n_own, k->concept))
                return m;
        }
    }
    return CT_NONE;
}

/* Is the answer the same words and a common one more ("think tank exchanges" for "think tanks")? */
static bool only_fuller(const ct_ground *g, const ct_mention *m, const ct_mention *answer)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *o = &g->sides[CT_TARGET];
    uint32_t unit = ct_unit_at(s, m->first_token);

    for (uint32_t t = m->first_token; t < m->end_token; t++) {
        bool met = !s->words[s->tokens[t].type].content;

        for (uint32_t k = answer->first_token; k < answer->end_token && !met; k++)
            met = ct_tokens_meet(g, CT_SOURCE, t, k);
        if (!met)
            return false;
    }
    for (uint32_t k = answer->first_token; k < answer->end_token; k++) {
        bool met = !o->words[o->tokens[k].type].content || o->types[o->tokens[k].type].count > RARE;

        for (uint32_t t = s->units[unit].first_token; t < s->units[unit].end_token && !met; t++)
            met = ct_tokens_meet(g, CT_SOURCE, t, k);
        if (!met)
            return false;
    }
    return true;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, const ct_mention *m, uint32_t answer, bool loose,
                      ct_findings *out, ct_error *err)
{
    ct_side other = ct_other(side);
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[other];
    const ct_mention *a = &o->mentions[answer];
    ct_span here = ct_tokens_span(s, m->first_token, m->end_token);
    ct_span there = ct_tokens_span(o, a->first_token, a->end_token);
    const ct_term *right = ct_lexicon_preferred(g->pair->lexicon, m->concept, o->language);

    if (right == NULL)
        return CT_OK;
    ct_draft_begin(d, g, &ct_check_term_unexpected);
    ct_draft_place(d, other, ct_unit_at(o, a->first_token), there);
    ct_draft_place(d, side, ct_unit_at(s, m->first_token), here);
    d->severity = CT_NEUTRAL;
    d->confidence = loose ? 0.4f : 0.55f;
    ct_draft_message(d, "%s answers %s, which is usually “%s”.", ct_draft_quote(d, other, there),
                     ct_draft_quote(d, side, here), right->text);
    ct_draft_question(d, loose ? "Is the looser term meant?" : "Is the other term meant?");
    return ct_draft_add(d, out, err);
}

/* "exchange on industrial policy": a longer term whose inner term is answered is answered itself. */
static bool contains_answer(const ct_ground *g, const ct_mention *m, const uint32_t *linked, size_t n)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE];
    ct_range r = ct_mentions_in(s, m->first_token, m->end_token);

    for (uint32_t i = r.first; i < r.end; i++)
        if (s->mentions[i].inside && s->mentions[i].end_token > s->mentions[i].first_token + 1
            && s->mentions[i].end_token <= m->end_token && s->mentions[i].concept != m->concept
            && said(g, CT_TARGET, linked, n, s->mentions[i].concept))
            return true;
    return false;
}

static bool seen_before(const ct_ground_side *s, uint32_t first, uint32_t mention)
{
    for (uint32_t m = first; m < mention; m++)
        if (s->mentions[m].concept == s->mentions[mention].concept && !s->mentions[m].inside)
            return true;
    return false;
}

static ct_status look_at(ct_draft *d, const ct_ground *g, uint32_t unit, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE];
    ct_range r = ct_mentions_in(s, s->units[unit].first_token, s->units[unit].end_token);
    uint32_t linked[MAX_CONCEPT_UNITS];
    size_t n = ct_linked_units(g, CT_SOURCE, unit, linked, MAX_CONCEPT_UNITS);
    ct_status status = CT_OK;

    for (uint32_t m = r.first; status == CT_OK && n > 0 && m < r.end; m++) {
        const ct_mention *k = &s->mentions[m];
        uint32_t answer;
        bool loose;

        if (k->inside || seen_before(s, r.first, m) || contains_answer(g, k, linked, n)
            || !right_status(g->terms[k->term].status) || g->concepts[k->concept].kind != CT_CONCEPT_TERM
            || said(g, CT_TARGET, linked, n, k->concept))
            continue;
        answer = near_term(g, CT_TARGET, linked, n, CT_SOURCE, &unit, 1, k->concept, &loose);
        if (answer != CT_NONE && !only_fuller(g, k, &g->sides[CT_TARGET].mentions[answer]))
            status = flag(d, g, CT_SOURCE, k, answer, loose, out, err);
    }
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (uint32_t u = 0; status == CT_OK && u < g->sides[CT_SOURCE].n_units; u++)
        status = look_at(&d, g, u, out, err);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_term_unexpected = {
    .id = "term-unexpected",
    .class = CT_CLASS_TERMINOLOGY,
    .severity = CT_NEUTRAL,
    .scope = CT_SCOPE_DOCUMENTS,
    .needs = CT_NEEDS_LINKS,
    .summary = "a term answered by a narrower, wider or loose one",
    .why = "Terms of a field are fixed: small enterprises are not micro enterprises, and a bank is not a financial "
           "institution. The rule looks only where no linked passage has a right rendering and one has a neighbour of "
           "it.",
    .example = "“micro, small and medium-sized enterprises” for “pequeñas y medianas empresas”. "
               "Asks: is the other term meant?",
    .false_alarms = "Two passages that share a field and not this object.",
    .run = run,
};
