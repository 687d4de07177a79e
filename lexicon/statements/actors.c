/* Who is bound.
 *
 * A named subject says it. "It", "they" and a verb without subject repeat the one before. A bare infinitive has the
 * actor of its sentence: the giver, where one party is given something; else the one party of its heading, or of a
 * list of pledges; else all the parties that the document speaks of. */
#include <stdlib.h>

#include "draft.h"

#define NAMED (CUE_BIT(CUE_PARTY) | CUE_BIT(CUE_PARTY_OF))
#define NOBODY UINT32_MAX

enum { ISSUER_COUNT = 3, PLEDGE_COUNT = 3, RECIPIENT_WORDS = 6 };

/* What the document as a whole says of its parties. */
typedef struct parties {
    const reading *r;
    uint32_t  n;               /* of the profile */
    uint32_t  issuer;          /* the party that speaks in it, or NOBODY */
    uint32_t  actor;           /* CT_ACTOR_* of what binds nobody by name */
    uint32_t *sections;        /* [n_sections] the one party of a section, or NOBODY */
} parties;

static uint32_t actor_of_party(uint32_t party)
{
    return CT_ACTOR_PARTY + party;
}

/* Of two parties the other one. */
static uint32_t counterpart(const parties *all, uint32_t party)
{
    return all->n == 2 ? 1 - party : NOBODY;
}

/* ---- what the document says ------------------------------------------------------------------------- */

/* "Valdoria and the Islands": somebody else is named with it. */
static bool beside_joiner(const page *p, uint32_t name, uint32_t behind, uint32_t first, uint32_t end)
{
    return (behind < end && is_single(p, behind, CUE_JOINER)) || (name > first && is_single(p, name - 1, CUE_JOINER));
}

/* The only party named in [first, end), NOBODY if there is none or more than one. */
static uint32_t only_party(const page *p, uint32_t first, uint32_t end)
{
    uint32_t party = NOBODY;
    hit h;

    for (uint32_t i = first; i < end; i++) {
        if (!ct_page_match(p, i, end, NAMED | CUE_BIT(CUE_BOTH), &h))
            continue;
        if (h.class == CUE_BOTH || (party != NOBODY && party != h.party))
            return NOBODY;
        party = h.party;
        if (beside_joiner(p, h.first, h.end, first, end))
            return NOBODY;
        i = h.end - 1;
    }
    return party;
}

static uint32_t named_parties(const parties *all, uint32_t *last)
{
    const page *p = &all->r->page;
    uint64_t seen = 0;
    uint32_t n = 0;
    hit h;

    for (uint32_t i = 0; i < all->r->n_tokens; i++)
        if (ct_page_match(p, i, (uint32_t)all->r->n_tokens, CUE_BIT(CUE_PARTY), &h) && (seen & CUE_BIT(h.party)) == 0) {
            seen |= CUE_BIT(h.party);
            *last = h.party;
            n++;
        }
    return n;
}

/* The party that is the subject of two thirds of all promises and positions that have one: the paper is its own. */
static uint32_t find_issuer(const reading *r)
{
    uint32_t counts[64] = { 0 }, all = 0, best = 0;

    for (size_t i = 0; i < r->drafts.n; i++) {
        const draft *d = &r->drafts.items[i];
        if ((d->role != CT_ROLE_COMMITMENT && d->role != CT_ROLE_PRINCIPLE) || !names_a_party(&d->clause.subject))
            continue;
        all++;
        if (d->clause.subject.kind == SUBJECT_PARTY)
            counts[d->clause.subject.party % 64]++;
    }
    for (uint32_t i = 1; i < 64; i++)
        if (counts[i] > counts[best])
            best = i;
    return counts[best] >= ISSUER_COUNT && counts[best] * 3 >= all * 2 ? best : NOBODY;
}

typedef struct pledges { uint32_t items, others, commitments, by_party, party; } pledges;

/* A section of items half of whose commitments name one party is that party's list of pledges. */
static void find_pledges(parties *all, pledges *sections)
{
    const reading *r = all->r;

    for (size_t i = 0; i < r->n_blocks; i++) {
        sections[r->blocks[i].section].items += r->blocks[i].kind == CT_BLOCK_ITEM;
        sections[r->blocks[i].section].others += r->blocks[i].kind == CT_BLOCK_PARAGRAPH;
    }
    for (size_t i = 0; i < r->drafts.n; i++) {
        const draft *d = &r->drafts.items[i];
        pledges *s = &sections[d->section];
        if (d->role != CT_ROLE_COMMITMENT)
            continue;
        s->commitments++;
        if (d->clause.subject.kind != SUBJECT_PARTY || (s->by_party > 0 && s->party != d->clause.subject.party))
            continue;
        s->party = d->clause.subject.party;
        s->by_party++;
    }
    for (size_t i = 0; i < r->n_sections; i++)
        if (all->sections[i] == NOBODY && sections[i].items > sections[i].others * 3
            && sections[i].by_party >= PLEDGE_COUNT && sections[i].by_party * 2 >= sections[i].commitments)
            all->sections[i] = sections[i].party;
}

/* A heading that names one party alone: it and its subsections are about what that party does. The document's own
 * title does not count. */
static void find_headings(parties *all)
{
    const reading *r = all->r;

    for (size_t s = 0; s < r->n_sections; s++)
        all->sections[s] = NOBODY;
    for (size_t i = 0; i < r->drafts.n; i++) {
        const draft *d = &r->drafts.items[i];
        const ct_section *s = &r->sections[d->section];
        if (d->role == CT_ROLE_HEADING && s->heading == d->block && s->depth > 1)
            all->sections[d->section] = only_party(&r->page, d->clause.first, d->clause.end);
    }
    for (size_t s = 1; s < r->n_sections; s++)
        if (all->sections[s] == NOBODY && r->sections[s].parent != CT_NONE && r->sections[s].parent < s)
            all->sections[s] = all->sections[r->sections[s].parent];
}

static bool read_parties(parties *all, const reading *r)
{
    pledges *sections = calloc(r->n_sections + 1, sizeof *sections);
    uint32_t last = 0, named;

    *all = (parties){ .r = r, .n = (uint32_t)r->profile->parties.n };
    all->sections = malloc((r->n_sections + 1) * sizeof *all->sections);
    if (sections == NULL || all->sections == NULL) {
        free(sections);
        return false;
    }
    all->issuer = find_issuer(r);
    named = named_parties(all, &last);
    all->actor = named > 1 ? CT_ACTOR_BOTH : named == 1 ? actor_of_party(last) : CT_ACTOR_OTHER;
    find_headings(all);
    find_pledges(all, sections);
    free(sections);
    return true;
}

/* ---- what a clause says ------------------------------------------------------------------------------ */

static bool has_cue(const page *p, uint32_t first, uint32_t end, uint64_t classes)
{
    hit h;

    for (uint32_t i = first; i < end; i++)
        if (ct_page_match(p, i, end, classes, &h))
            return true;
    return false;
}

/* The party named behind `at`, past words that may stand before a recipient's name. */
static uint32_t recipient(const page *p, uint32_t at, uint32_t end, bool any_noun)
{
    hit h;

    for (uint32_t i = at, n = 0; i < end && n < RECIPIENT_WORDS; i++, n++) {
        if (ct_page_match(p, i, end, NAMED, &h))
            return h.party;
        if (is_single(p, i, CUE_ARTICLE) || is_single(p, i, CUE_RECIPIENT) || is_single(p, i, CUE_GENITIVE))
            continue;
        if (!any_noun || is_single(p, i, CUE_PREPOSITION) || is_single(p, i, CUE_JOINER)
            || facts_at(p, i)->mark != MARK_NONE)
            break;
    }
    return NOBODY;
}

/* "becas para los países de ALC", "proporcionar a ALC …" */
static uint32_t beneficiary(const page *p, const clause *c, uint32_t from)
{
    for (uint32_t i = from; i < c->end; i++) {
        bool dative = is_single(p, i, CUE_DATIVE) && c->verb == VERB_GIVE;
        uint32_t party = NOBODY;
        if (!p->aside[i] && (dative || is_single(p, i, CUE_BENEFICIARY)))
            party = recipient(p, i + 1, c->end, dative);
        if (party != NOBODY)
            return party;
    }
    return NOBODY;
}

/* Where the object of a clause's verb ends at the latest. */
static uint32_t object_end(const page *p, const clause *c)
{
    hit h;

    for (uint32_t i = c->action_end; i < c->end; i++)
        if (!p->aside[i] && (is_mark(p, i, MARK_COMMA) || is_mark(p, i, MARK_STRONG)
                             || ct_page_match(p, i, c->end, CUE_BIT(CUE_PURPOSE) | CUE_BIT(CUE_RELATIVE), &h)))
            return i;
    return c->end;
}

/* A clause without subject in which one party gives, helps or encourages and the other receives: the giver. */
static uint32_t giver(const parties *all, const clause *c)
{
    const page *p = &all->r->page;
    uint32_t end = object_end(p, c), to = NOBODY;
    bool favour = c->verb == VERB_SUPPORT || c->verb == VERB_GIVE;

    if (has_cue(p, c->action_first, c->end, CUE_BIT(CUE_MUTUAL) | CUE_BIT(CUE_BOTH)))
        return NOBODY;
    if (favour && all->issuer != NOBODY && has_cue(p, c->action_end, end, NAMED))
        return all->issuer;
    if (c->verb == VERB_GIVE)
        to = recipient(p, c->action_end, end, false);
    if (to == NOBODY && c->verb != VERB_EXPLORE && c->verb != VERB_STANCE)
        to = beneficiary(p, c, c->action_end);
    return to == NOBODY ? NOBODY : counterpart(all, to);
}

/* "will be provided by China" */
static uint32_t agent(const parties *all, const clause *c)
{
    const page *p = &all->r->page;

    for (uint32_t i = c->action_end; i < c->end; i++)
        if (is_single(p, i, CUE_AGENT) && !p->aside[i])
            return recipient(p, i + 1, c->end, false);
    return NOBODY;
}

/* "We will work with LAC countries": "we" is the other one. */
static uint32_t we(const parties *all, const clause *c)
{
    const page *p = &all->r->page;
    hit h;

    for (uint32_t i = c->action_end; i < c->end; i++) {
        uint32_t party;
        if (!ct_page_match(p, i, c->end, CUE_BIT(CUE_PARTNER), &h))
            continue;
        party = recipient(p, h.end, c->end, false);
        if (party != NOBODY && counterpart(all, party) != NOBODY)
            return actor_of_party(counterpart(all, party));
    }
    return all->issuer != NOBODY ? actor_of_party(all->issuer) : all->actor;
}

/* Who is host of "LAC countries are welcome to …". */
static uint32_t host(const parties *all, const clause *c)
{
    uint32_t guest = c->subject.kind == SUBJECT_PARTY ? c->subject.party
                   : recipient(&all->r->page, c->cue_end, c->end, true);

    if (guest != NOBODY && counterpart(all, guest) != NOBODY)
        return actor_of_party(counterpart(all, guest));
    return all->issuer != NOBODY ? actor_of_party(all->issuer) : CT_ACTOR_NONE;
}

/* The actor that the clause itself names; CT_ACTOR_NONE if it names none. */
static uint32_t stated(const parties *all, const clause *c)
{
    uint32_t by = c->passive ? agent(all, c) : NOBODY;

    if (by != NOBODY)
        return actor_of_party(by);
    if (c->cue == CUE_WELCOME)
        return host(all, c);
    if (c->passive)
        return CT_ACTOR_NONE;
    switch (c->subject.kind) {
    case SUBJECT_PARTY: return actor_of_party(c->subject.party);
    case SUBJECT_BOTH:  return CT_ACTOR_BOTH;
    case SUBJECT_WE:    return we(all, c);
    case SUBJECT_NONE:
    case SUBJECT_SAME:  return CT_ACTOR_NONE;
    default:            return CT_ACTOR_OTHER;
    }
}

/* ---- the whole --------------------------------------------------------------------------------------- */

static bool binds(const draft *d)
{
    return d->role == CT_ROLE_COMMITMENT || d->role == CT_ROLE_PRINCIPLE;
}

/* All clauses without subject of one sentence have the same one. */
static uint32_t implied(const parties *all, size_t first, size_t end)
{
    const draft *drafts = all->r->drafts.items;
    uint32_t section = all->sections[drafts[first].section];

    for (size_t i = first; i < end; i++) {
        uint32_t party = binds(&drafts[i]) && drafts[i].actor == CT_ACTOR_NONE ? giver(all, &drafts[i].clause) : NOBODY;
        if (party != NOBODY)
            return actor_of_party(party);
    }
    return section != NOBODY ? actor_of_party(section) : all->actor;
}

static size_t end_of_sentence(const reading *r, size_t first)
{
    size_t i = first;

    while (i < r->drafts.n && r->drafts.items[i].sentence == r->drafts.items[first].sentence)
        i++;
    return i;
}

/* A finite verb without subject, or with a pronoun, goes on with the subject before it. */
static bool goes_on(const draft *d)
{
    return d->clause.form == CLAUSE_FINITE && !d->clause.passive && d->clause.cue != CUE_WELCOME
        && (d->clause.subject.kind == SUBJECT_NONE || d->clause.subject.kind == SUBJECT_SAME);
}

bool ct_actors_decide(reading *r)
{
    parties all;
    uint32_t before = CT_ACTOR_NONE, block = CT_NONE;

    if (!read_parties(&all, r))
        return false;
    for (size_t first = 0, end; first < r->drafts.n; first = end) {
        uint32_t silent;
        end = end_of_sentence(r, first);
        if (r->drafts.items[first].block != block)
            before = CT_ACTOR_NONE;
        block = r->drafts.items[first].block;
        for (size_t i = first; i < end; i++)
            if (binds(&r->drafts.items[i]))
                r->drafts.items[i].actor = stated(&all, &r->drafts.items[i].clause);
        silent = implied(&all, first, end);
        for (size_t i = first; i < end; i++) {
            draft *d = &r->drafts.items[i];
            if (binds(d) && d->actor == CT_ACTOR_NONE) {
                d->actor = goes_on(d) && before != CT_ACTOR_NONE ? before : silent;
                d->inherited = true;
            } else if (d->clause.form == CLAUSE_FINITE && names_a_party(&d->clause.subject)) {
                before = d->actor != CT_ACTOR_NONE ? d->actor : stated(&all, &d->clause);
            }
        }
    }
    free(all.sections);
    return true;
}
