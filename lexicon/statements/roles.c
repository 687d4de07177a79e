/* Roles: from the head of the clause; where that leaves it open, from the company it keeps.
 *
 * "Las relaciones … no apuntan contra ninguna tercera parte" is a position among the points of a programme and would be
 * background among the facts of a preamble: a description follows the section that it stands in. */
#include <stdlib.h>

#include "draft.h"

enum {
    PROGRAMME_SHARE = 30,     /* % of a section's sure statements that are commitments */
    OBJECT_WORDS = 5
};

/* A future promises if its subject is one who can promise. */
static void judge_future(draft *d, bool party_before)
{
    const subject *s = &d->clause.subject;

    if (names_a_party(s) || (party_before && (s->kind == SUBJECT_SAME || s->kind == SUBJECT_NONE)))
        d->role = CT_ROLE_COMMITMENT;
    else if (s->kind == SUBJECT_DEMONSTRATIVE)
        d->role = CT_ROLE_NARRATIVE;
    else if (d->clause.passive)
        d->role = CT_ROLE_COMMITMENT;
    else {
        d->role = CT_ROLE_COMMITMENT;
        d->unsure = true;
    }
}

/* A question, the announcement of a list, or no head found and a verb in the past. */
static bool tells(const page *p, const clause *c)
{
    if (is_mark(p, c->end - 1, MARK_QUESTION) || is_mark(p, c->end - 1, MARK_STRONG))
        return true;
    if (c->form != CLAUSE_VERBLESS)
        return false;
    for (uint32_t i = c->first; i < c->end; i++)
        if (!p->aside[i] && (facts_at(p, i)->forms & FORM_PAST) != 0)
            return true;
    return false;
}

static void judge_description(const page *p, draft *d)
{
    d->unsure = !tells(p, &d->clause);
    d->role = d->unsure ? CT_ROLE_PRINCIPLE : CT_ROLE_NARRATIVE;
}

/* "China supports China's banks in …": support of one's own is an action, not a position. */
static bool supports_its_own(const page *p, const clause *c)
{
    hit h;

    if (c->subject.kind != SUBJECT_PARTY || ct_page_verb_class(p, c->cue_first) != VERB_SUPPORT)
        return false;
    for (uint32_t i = c->cue_end; i < c->end && i - c->cue_end < OBJECT_WORDS; i++)
        if (ct_page_match(p, i, c->end, CUE_BIT(CUE_PARTY) | CUE_BIT(CUE_PARTY_OF), &h))
            return h.party == c->subject.party;
    return false;
}

static void judge(const page *p, draft *d, bool party_before)
{
    const clause *c = &d->clause;

    switch (c->cue) {
    case CUE_BOILERPLATE: d->role = CT_ROLE_BOILERPLATE; break;
    case CUE_PRINCIPLE:   d->role = supports_its_own(p, c) ? CT_ROLE_COMMITMENT : CT_ROLE_PRINCIPLE; break;
    case CUE_NARRATIVE:   d->role = CT_ROLE_NARRATIVE; break;
    case CUE_STATE:       judge_description(p, d); break;
    case CUE_PERMISSIVE:
        d->role = CT_ROLE_COMMITMENT;
        if (!names_a_party(&c->subject))
            judge_description(p, d);
        break;
    default:
        d->role = CT_ROLE_COMMITMENT;
        if (c->form == CLAUSE_VERBLESS)
            judge_description(p, d);
        else if (c->form == CLAUSE_BARE && c->verb == VERB_STANCE)
            d->role = CT_ROLE_PRINCIPLE;
        else if (c->future)
            judge_future(d, party_before);
    }
}

/* ---- sections --------------------------------------------------------------------------------------- */

typedef struct company { uint32_t sure, commitments; bool boilerplate; } company;

/* Is the heading of a section one of those under which a document speaks of itself? */
static bool heads_boilerplate(const reading *r, uint32_t block, const uint32_t *first_sentence)
{
    for (uint32_t s = first_sentence[block]; s < r->n_sentences && r->sentences[s].block == block; s++) {
        uint32_t first = r->sentences[s].first_token, end = r->sentences[s].end_token;
        hit h;
        while (first < end && ct_page_count_words(&r->page, first, first + 1, 1) == 0)
            first++;
        while (end > first && ct_page_count_words(&r->page, end - 1, end, 1) == 0)
            end--;
        /* "Article 5 Implementation", "IX. Implementation": the words, wherever they begin, up to the end */
        for (uint32_t i = first; i < end && i - first < 3; i++)
            if (ct_page_match(&r->page, i, end, CUE_BIT(CUE_BOILERPLATE_HEADING), &h) && h.end == end)
                return true;
    }
    return false;
}

static void mark_boilerplate(const reading *r, company *sections, const uint32_t *first_sentence)
{
    for (size_t i = 0; i < r->n_sections; i++) {
        const ct_section *s = &r->sections[i];
        if (s->heading != CT_NONE && heads_boilerplate(r, s->heading, first_sentence))
            sections[i].boilerplate = true;
        else if (s->parent != CT_NONE && s->parent < i)       /* parents stand before their children */
            sections[i].boilerplate = sections[s->parent].boilerplate;
    }
}

static void count(const reading *r, company *sections)
{
    for (size_t i = 0; i < r->drafts.n; i++) {
        const draft *d = &r->drafts.items[i];
        if (d->unsure || d->role == CT_ROLE_HEADING || d->role == CT_ROLE_RESIDUE)
            continue;
        sections[d->section].sure++;
        sections[d->section].commitments += d->role == CT_ROLE_COMMITMENT;
    }
}

/* "Valdoria provides 30 places": an item of a programme in the present tense, of which a party is the subject. */
static bool pledges(const page *p, const draft *d)
{
    const clause *c = &d->clause;

    return c->cue == CUE_STATE && names_a_party(&c->subject) && (facts_at(p, c->cue_first)->forms & FORM_PRESENT) != 0
        && (c->verb == VERB_ACT || c->verb == VERB_GIVE || c->verb == VERB_SUPPORT);
}

static void follow_company(const page *p, draft *d, const company *c, bool item)
{
    bool programme = c->commitments * 100 >= c->sure * PROGRAMME_SHARE && c->commitments > 0;

    if (c->boilerplate && d->clause.form != CLAUSE_BARE && (d->unsure || d->clause.cue == CUE_PERMISSIVE))
        d->role = CT_ROLE_BOILERPLATE;
    else if (d->unsure && !programme)
        d->role = CT_ROLE_NARRATIVE;
    else if (d->unsure && item && pledges(p, d)) {
        d->role = CT_ROLE_COMMITMENT;
        d->clause.strength = CT_STRENGTH_FIRM;
    }
}

/* ---- the whole --------------------------------------------------------------------------------------- */

static void judge_all(reading *r)
{
    bool party_before = false;
    uint32_t block = CT_NONE;
    subject_kind kind;

    for (size_t i = 0; i < r->drafts.n; i++) {
        draft *d = &r->drafts.items[i];
        if (d->role == CT_ROLE_HEADING || d->role == CT_ROLE_RESIDUE)
            continue;
        if (d->block != block)
            party_before = false;
        block = d->block;
        judge(&r->page, d, party_before);
        kind = d->clause.subject.kind;
        if (d->clause.form == CLAUSE_FINITE && kind != SUBJECT_SAME && kind != SUBJECT_NONE)
            party_before = names_a_party(&d->clause.subject);
    }
}

bool ct_roles_decide(reading *r)
{
    company *sections = calloc(r->n_sections + 1, sizeof *sections);
    uint32_t *first_sentence = malloc((r->n_blocks + 1) * sizeof *first_sentence);
    bool done = sections != NULL && first_sentence != NULL;

    if (done) {
        for (size_t i = 0; i <= r->n_blocks; i++)
            first_sentence[i] = (uint32_t)r->n_sentences;
        for (size_t i = r->n_sentences; i > 0; i--)
            first_sentence[r->sentences[i - 1].block] = (uint32_t)(i - 1);
        judge_all(r);
        mark_boilerplate(r, sections, first_sentence);
        count(r, sections);
        for (size_t i = 0; i < r->drafts.n; i++) {
            draft *d = &r->drafts.items[i];
            if (d->role != CT_ROLE_HEADING && d->role != CT_ROLE_RESIDUE)
                follow_company(&r->page, d, &sections[d->section], r->blocks[d->block].kind == CT_BLOCK_ITEM);
            d->strength = d->role != CT_ROLE_COMMITMENT ? CT_STRENGTH_NONE
                        : d->clause.cue == CUE_PRINCIPLE ? CT_STRENGTH_FIRM : d->clause.strength;
        }
    }
    free(sections);
    free(first_sentence);
    return done;
}
