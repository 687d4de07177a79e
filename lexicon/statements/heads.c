/* Heads of clauses: chains of verbs, finite verbs, subjects. */
#include "clauses.h"

enum { LONGEST_CHAIN = 8, WIDEST_PARTNER = 60, WIDEST_ASIDE = 40, MOST_NAMES = 8 };

#define COMMITTING (CUE_BIT(CUE_WILLING) | CUE_BIT(CUE_WELCOME) | CUE_BIT(CUE_EXPLORE) | CUE_BIT(CUE_FIRM) \
                    | CUE_BIT(CUE_PERMISSIVE) | CUE_BIT(CUE_AUXILIARY) | CUE_BIT(CUE_DUTY))
#define FINITE (COMMITTING | CUE_BIT(CUE_PRINCIPLE) | CUE_BIT(CUE_NARRATIVE) | CUE_BIT(CUE_STATE))
#define NAMES (CUE_BIT(CUE_PARTY) | CUE_BIT(CUE_BOTH) | CUE_BIT(CUE_WE))

ct_strength ct_strength_weaker(ct_strength a, ct_strength b)
{
    return a < b ? a : b;
}

static bool has_link(const page *p, const cue_verb *verb, uint32_t token)
{
    uint32_t word = facts_at(p, token)->word;

    for (uint32_t i = 0; i < verb->n_links; i++)
        if (p->table->alternatives.items[verb->first_link + i] == word)
            return !p->aside[token];
    return false;
}

/* ---- chains of verbs ------------------------------------------------------------------------------- */

/* The forms that may stand directly behind a verb that governs one: "continue holding", "seguir celebrando", "procurar
 * celebrar". */
static unsigned next_forms(const page *p)
{
    return p->language == CT_EN ? FORM_GERUND : FORM_BASE | FORM_GERUND;
}

/* "explore the possibility of holding", "estudiar establecer": what it is that is only looked at. */
static bool explored_next(const page *p, uint32_t at, uint32_t end, uint32_t *next)
{
    unsigned form = p->language == CT_EN ? FORM_GERUND : FORM_BASE;

    if (at < end && is_single(p, at, CUE_GENITIVE))
        at++;
    return ct_page_verb_form(p, at, end, form, PLACE_GOVERNED, next);
}

/* What a transparent verb ("continue to") governs. */
static bool governed_next(const page *p, const cue_verb *verb, uint32_t at, uint32_t end, uint32_t *next)
{
    uint32_t i = ct_page_skip_adverbs(p, at, end);

    if (i < end && has_link(p, verb, i))
        return ct_page_verb_form(p, i + 1, end, FORM_BASE | FORM_GERUND, PLACE_GOVERNED, next);
    return ct_page_verb_form(p, i, end, next_forms(p), PLACE_GOVERNED, next);
}

/* What a light verb ("work with … to") governs, past the partner. */
static bool governed_behind_partner(const page *p, const cue_verb *verb, uint32_t at, uint32_t end, uint32_t *next)
{
    hit h;

    if (at < end && is_single(p, at, CUE_PARTICLE))         /* "push forward" */
        return false;
    for (uint32_t i = at; i < end && i - at < WIDEST_PARTNER && !is_mark(p, i, MARK_STRONG); i++) {
        if (ct_page_match(p, i, end, CUE_BIT(CUE_PURPOSE), &h)
            || (ct_page_match(p, i, end, CUE_BIT(CUE_JOINER), &h) && h.end < end
                && (is_single(p, h.end, CUE_INFINITIVE_MARK)
                    || ct_page_verb_form(p, h.end, end, FORM_BASE, PLACE_LIST, next)))
            || (is_mark(p, i, MARK_COMMA) && ct_page_verb_form(p, i + 1, end, FORM_BASE, PLACE_LIST, next)))
            return false;
        if (has_link(p, verb, i) && ct_page_verb_form(p, i + 1, end, FORM_BASE | FORM_GERUND, PLACE_GOVERNED, next))
            return true;
    }
    return false;
}

/* "be strengthened", "será fortalecida" */
static bool passive_at(const page *p, uint32_t at, uint32_t end, uint32_t *participle)
{
    uint32_t i;

    if (!is_single(p, at, CUE_BE))
        return false;
    i = ct_page_skip_adverbs(p, at + 1, end);
    *participle = i;
    return i < end && (facts_at(p, i)->forms & FORM_PARTICIPLE) != 0;
}

/* "negociar y firmar": verbs that share one object. The clause promises what the stronger promises. */
static uint32_t past_pair(const page *p, uint32_t verb, uint32_t end, verb_class *class)
{
    unsigned forms = facts_at(p, verb)->forms & (FORM_BASE | FORM_GERUND | FORM_FUTURE);
    uint32_t second;
    hit h;

    if (verb + 1 >= end || !ct_page_match(p, verb + 1, end, CUE_BIT(CUE_JOINER), &h)
        || !ct_page_verb_form(p, h.end, end, forms, PLACE_LIST, &second))
        return verb + 1;
    if (*class == VERB_EXPLORE || *class == VERB_ACT)
        *class = ct_page_verb_class(p, second);
    return second + 1;
}

static void note_level(const page *p, chain *c, uint32_t verb, verb_class before)
{
    if ((facts_at(p, verb)->forms & FORM_GERUND) != 0) {
        c->gerund = verb;
        c->forms |= FORM_GERUND;
    } else if ((facts_at(p, verb)->forms & FORM_BASE) != 0 && before != VERB_ASPECT && before != VERB_EXPLORE) {
        c->base = verb;
        c->forms |= FORM_BASE;
    }
}

static void set_action(chain *c, uint32_t first, uint32_t end, verb_class class)
{
    c->action_first = first;
    c->action_end = end;
    c->verb = class;
}

/* Take one verb of a chain; true when another follows, whose token `*at` gets. */
static bool take_verb(const page *p, chain *c, uint32_t *at, uint32_t end)
{
    const cue_verb *verb = ct_page_verb(p, *at);
    uint32_t participle, pair;
    verb_class class;
    hit h;

    if (ct_page_match(p, *at, end, CUE_BIT(CUE_WILLING) | CUE_BIT(CUE_EXPLORE), &h) && !h.bound) {
        c->strength = ct_strength_weaker(c->strength, h.class == CUE_WILLING ? CT_STRENGTH_WILLING
                                                                             : CT_STRENGTH_EXPLORATORY);
        set_action(c, h.first, h.end, VERB_ACT);
        if (h.class == CUE_EXPLORE)
            return explored_next(p, h.end, end, at);
        return ct_page_verb_form(p, h.end, end, FORM_BASE, PLACE_GOVERNED, at);
    }
    if (passive_at(p, *at, end, &participle)) {
        c->passive = true;
        set_action(c, *at, participle + 1, VERB_ACT);
        return false;
    }
    class = verb == NULL ? VERB_ACT : verb->class;
    pair = past_pair(p, *at, end, &class);
    set_action(c, *at, pair, class);
    if (class == VERB_EXPLORE)
        c->strength = CT_STRENGTH_EXPLORATORY;
    if (class == VERB_WILLING)
        c->strength = ct_strength_weaker(c->strength, CT_STRENGTH_WILLING);
    if (verb == NULL || pair > *at + 1)
        return false;
    if (class == VERB_EXPLORE)
        return explored_next(p, *at + 1, end, at);
    if (verb->class == VERB_ASPECT)
        return governed_next(p, verb, *at + 1, end, at);
    return verb->class == VERB_LIGHT && governed_behind_partner(p, verb, *at + 1, end, at);
}

chain ct_chain_read(const page *p, uint32_t at, uint32_t end, unsigned forms, verb_place place, ct_strength strength)
{
    chain c = { .strength = strength };
    verb_class before = VERB_ACT;
    uint32_t verb;

    if (!ct_page_verb_form(p, at, end, forms, place, &verb))
        return c;
    c.found = true;
    for (int n = 0; n < LONGEST_CHAIN; n++) {
        note_level(p, &c, verb, before);
        before = ct_page_verb_class(p, verb);
        if (!take_verb(p, &c, &verb, end))
            break;
    }
    return c;
}

static bool has_form(const page *p, uint32_t token, unsigned forms)
{
    return (facts_at(p, token)->forms & forms) != 0;
}

/* ---- finite verbs ----------------------------------------------------------------------------------- */

/* A cue or a future form at one token, whatever stands before it. */
static bool head_at(const page *p, uint32_t at, uint32_t end, hit *out)
{
    uint32_t verb = at;

    const unsigned name = CT_TOKEN_CAPITALISED | CT_TOKEN_INITIAL;

    const ct_token *token = &p->tokens[at];

    if (p->aside[at] || ((token->flags & name) == CT_TOKEN_CAPITALISED && token->span.end - token->span.start > 1))
        return false;      /* part of a name; "I" is none */
    if (ct_page_match(p, at, end, FINITE, out))
        return out->class != CUE_PERMISSIVE || at + 1 >= end || p->tokens[at + 1].kind != CT_TOKEN_NUMBER;  /* May 13 */
    if (is_single(p, at, CUE_REFLEXIVE) && at + 1 < end)
        verb = at + 1;
    if ((facts_at(p, verb)->forms & FORM_FUTURE) == 0)
        return false;
    *out = (hit){ .class = CUE_AUXILIARY, .first = at, .end = verb };
    return true;
}

/* "that maintain relations": the verb right behind the word is the subordinate clause's. */
static bool past_relative_verb(const page *p, uint32_t *at, uint32_t end)
{
    uint32_t i = ct_page_skip_adverbs(p, *at + 1, end);
    hit h;

    if (i >= end || !(head_at(p, i, end, &h) || has_form(p, i, FORM_BASE | FORM_PRESENT | FORM_PAST)))
        return false;
    *at = i;
    return true;
}

/* "As the epidemic remains rampant, China will …" */
static bool begins_subordinate(const page *p, uint32_t from, uint32_t end)
{
    return from < end && is_single(p, from, CUE_RELATIVE) && !is_single(p, from, CUE_DEMONSTRATIVE);
}

bool ct_finite_find(const page *p, uint32_t from, uint32_t end, hit *out)
{
    uint32_t known = from;      /* token behind the last name of a party, adverbs included */
    bool aside = false;         /* in a subordinate clause whose verb is still to come */
    bool before = begins_subordinate(p, from, end);      /* in one with which the sentence begins */
    hit h;

    for (uint32_t i = from; i < end; i++) {
        before = before && !is_mark(p, i, MARK_COMMA);
        if (p->aside[i] || before)
            continue;
        if (head_at(p, i, end, &h) && (!h.bound || (known == i && known > from))) {
            if (!aside) {
                *out = h;
                return true;
            }
            aside = false;
        }
        if (known == i && known > from && !aside && (facts_at(p, i)->forms & FORM_PRESENT) != 0) {
            *out = (hit){ .class = CUE_STATE, .first = i, .end = i + 1 };    /* a party does something */
            return true;
        }
        if (ct_page_match(p, i, end, NAMES | CUE_BIT(CUE_SAME), &h)) {
            known = h.end;
            i = h.end - 1;
        } else if (is_single(p, i, CUE_ADVERB) && known == i) {
            known = i + 1;
        } else if (ct_page_match(p, i, end, CUE_BIT(CUE_JOINER), &h)) {
            i = h.end - 1;
        } else if (is_single(p, i, CUE_RELATIVE) && i > from) {
            aside = !past_relative_verb(p, &i, end);
        } else if (is_mark(p, i, MARK_COMMA) || is_mark(p, i, MARK_STRONG)) {
            aside = false;
        }
    }
    return false;
}

bool ct_finite_at(const page *p, uint32_t at, uint32_t end, bool known, hit *out)
{
    uint32_t i = ct_page_skip_adverbs(p, at, end);

    if (i >= end || (!head_at(p, at, end, out) && !head_at(p, i, end, out)))
        return false;
    return !out->bound
        || (known && out->first + 1 < end && (out->end > out->first + 1 || is_single(p, out->first + 1, CUE_ARTICLE)));
}

/* Past ", on the basis of …," between an auxiliary and its verb. */
static uint32_t past_insertion(const page *p, uint32_t at, uint32_t end)
{
    uint32_t i = ct_page_skip_adverbs(p, at, end), verb;

    if (i >= end || !is_mark(p, i, MARK_COMMA))
        return at;
    for (uint32_t j = i + 1; j < end && j - i < WIDEST_ASIDE; j++)
        if (is_mark(p, j, MARK_COMMA) && ct_page_verb_form(p, j + 1, end, FORM_BASE, PLACE_LIST, &verb))
            return j + 1;
    return at;
}

/* "is willing to", "will" govern a verb; "encourages" has an object, which may look like one. */
static verb_place place_behind(const page *p, const hit *found)
{
    const uint64_t governing = CUE_BIT(CUE_INFINITIVE_MARK) | CUE_BIT(CUE_AUXILIARY) | CUE_BIT(CUE_PERMISSIVE)
                             | CUE_BIT(CUE_DUTY);

    return found->end > found->first && (facts_at(p, found->end - 1)->single & governing) == 0 ? PLACE_LIST
                                                                                              : PLACE_GOVERNED;
}

/* Behind "will" stands a verb, even one that nobody knows. */
static void take_unknown(const page *p, chain *verbs, const hit *found, uint32_t end, ct_strength strength)
{
    uint32_t at = ct_page_skip_adverbs(p, found->end, end);

    if (found->class != CUE_AUXILIARY || found->end == found->first || at >= end || facts_at(p, at)->mark != MARK_NONE)
        return;
    *verbs = (chain){ .found = true, .strength = strength, .base = at, .forms = FORM_BASE };
    set_action(verbs, at, at + 1, VERB_ACT);
}

void ct_finite_take(const page *p, clause *c, const hit *found, uint32_t end, chain *verbs)
{
    unsigned forms = FORM_BASE | FORM_GERUND | (found->class == CUE_AUXILIARY ? FORM_FUTURE : 0u);
    bool reflexive = is_single(p, found->first, CUE_REFLEXIVE);

    c->form = CLAUSE_FINITE;
    c->cue = found->class == CUE_AUXILIARY ? CUE_FIRM : found->class == CUE_DUTY ? CUE_PRINCIPLE : found->class;
    c->strength = c->cue == CUE_FIRM ? CT_STRENGTH_FIRM
                : c->cue == CUE_WILLING || c->cue == CUE_WELCOME ? CT_STRENGTH_WILLING : CT_STRENGTH_EXPLORATORY;
    c->cue_first = found->first;
    c->cue_end = found->end > found->first ? found->end : found->first + 1;
    c->action_first = c->cue_first;
    c->action_end = c->cue_end;
    c->verb = ct_page_verb_class(p, found->first);
    *verbs = (chain){ 0 };
    if (c->cue != CUE_FIRM && c->cue != CUE_WILLING && c->cue != CUE_PERMISSIVE && found->class != CUE_DUTY)
        return;
    c->future = found->class == CUE_AUXILIARY;
    *verbs = ct_chain_read(p, past_insertion(p, found->end, end), end, forms, place_behind(p, found), c->strength);
    if (!verbs->found)
        take_unknown(p, verbs, found, end, c->strength);
    if (!verbs->found)
        return;
    c->strength = verbs->strength;
    c->action_first = verbs->action_first;
    c->action_end = verbs->action_end;
    c->verb = verbs->verb;
    c->passive = verbs->passive
              || (reflexive && c->future && c->subject.kind != SUBJECT_PARTY && c->subject.kind != SUBJECT_BOTH
                  && c->subject.kind != SUBJECT_WE);
    if (c->future && c->verb == VERB_STATE && !c->passive && is_single(p, c->action_first, CUE_BE))
        c->cue = CUE_STATE;
}

/* ---- subjects --------------------------------------------------------------------------------------- */

/* Two parties together are both. */
static void add_name(subject *s, const hit *h)
{
    if (h->class == CUE_BOTH || h->class == CUE_WE)
        s->kind = h->class == CUE_BOTH ? SUBJECT_BOTH : SUBJECT_WE;
    else if (s->kind == SUBJECT_PARTY && s->party != h->party)
        s->kind = SUBJECT_BOTH;
    else if (s->kind != SUBJECT_BOTH && s->kind != SUBJECT_WE) {
        s->kind = SUBJECT_PARTY;
        s->party = h->party;
    }
    s->end = h->end;
}

bool ct_subject_at(const page *p, uint32_t at, uint32_t end, subject *out)
{
    uint32_t i = at;
    hit h;

    *out = (subject){ .first = at, .end = at };
    for (int names = 0; names < MOST_NAMES; names++) {
        uint32_t articles = 0;
        while (i < end && !ct_page_match(p, i, end, NAMES, &h) && is_single(p, i, CUE_ARTICLE) && articles < 2)
            i++, articles++;
        if (i >= end || !ct_page_match(p, i, end, NAMES, &h))
            break;
        add_name(out, &h);
        i = h.end;
        if (i >= end || !ct_page_match(p, i, end, CUE_BIT(CUE_JOINER), &h))
            break;
        i = h.end;
    }
    return out->end > at;
}

/* The names in a noun phrase, as far as its head and what hangs on it by "of". */
static void scan_phrase(const page *p, uint32_t first, uint32_t end, subject *s)
{
    const uint64_t names = NAMES | CUE_BIT(CUE_PARTY_OF);
    uint32_t i = first;
    hit h;

    while (i < end) {
        if (ct_page_match(p, i, end, names, &h)) {
            add_name(s, &h);
            i = h.end;
        } else if ((is_single(p, i, CUE_PREPOSITION) && !is_single(p, i, CUE_GENITIVE))
                   || is_single(p, i, CUE_RELATIVE))
            break;
        else
            i++;
    }
}

static bool begins_adverbial(const page *p, uint32_t at)
{
    const word_facts *f = facts_at(p, at);
    const cue_verb *verb = ct_page_verb(p, at);

    if ((f->single & (CUE_BIT(CUE_PREPOSITION) | CUE_BIT(CUE_RELATIVE))) != 0
        && (f->single & CUE_BIT(CUE_DEMONSTRATIVE)) == 0)
        return true;
    if ((f->forms & FORM_GERUND) != 0)
        return true;
    return (f->forms & FORM_BASE) != 0 && verb != NULL && verb->doubt == VERB_SURE;
}

/* One stretch between commas before the verb. */
static void scan_stretch(const page *p, uint32_t first, uint32_t end, subject *best)
{
    subject s = { .first = first, .end = end };
    uint32_t i = ct_page_skip_adverbs(p, first, end);
    hit h;

    while (i < end && ct_page_match(p, i, end, CUE_BIT(CUE_JOINER) | CUE_BIT(CUE_LEAD), &h))
        i = ct_page_skip_adverbs(p, h.end, end);
    if (i >= end || ct_page_count_words(p, i, end, 1) == 0)
        return;
    s.first = i;
    if (is_single(p, i, CUE_SAME) && ct_page_count_words(p, i, end, 3) <= 2) {
        s.kind = SUBJECT_SAME;
        *best = s;
        return;
    }
    if (begins_adverbial(p, i))
        return;
    scan_phrase(p, i, end, &s);
    if (s.kind == SUBJECT_NONE)
        s.kind = is_single(p, i, CUE_DEMONSTRATIVE) ? SUBJECT_DEMONSTRATIVE : SUBJECT_OTHER;
    s.end = end;
    if (s.kind < SUBJECT_SAME && best->kind == SUBJECT_PARTY && (s.kind != SUBJECT_PARTY || s.party != best->party))
        best->kind = SUBJECT_BOTH;
    else if (s.kind < SUBJECT_SAME || best->kind == SUBJECT_NONE)
        *best = s;
}

/* "In 2022 China will": a name right before the verb, where the rest looks like an adverbial. */
static void scan_before_verb(const page *p, uint32_t from, uint32_t verb, subject *best)
{
    for (uint32_t i = from; i < verb; i++) {
        subject s;
        if (!p->aside[i] && ct_subject_at(p, i, verb, &s)) {
            if (ct_page_skip_adverbs(p, s.end, verb) >= verb)
                *best = s;
            i = s.end - 1;
        }
    }
}

subject ct_subject_read(const page *p, uint32_t from, uint32_t verb)
{
    subject best = { .first = from, .end = from };
    uint32_t start = from;

    for (uint32_t i = from; i <= verb; i++)
        if (i == verb || (is_mark(p, i, MARK_COMMA) && !p->aside[i]) || is_mark(p, i, MARK_STRONG)) {
            if (i > start)
                scan_stretch(p, start, i, &best);
            start = i + 1;
        }
    if (best.kind == SUBJECT_NONE)
        scan_before_verb(p, from, verb, &best);
    return best;
}
