/* Cutting sentences into clauses.
 *
 * A sentence opens with a head. Behind it every comma, joiner and strong mark is looked at once: what follows is a
 * clause of its own if it begins with a verb of the form that the head governs, or with another finite verb. Verbs that
 * belong to a purpose ("so as to …") or to a complement ("encourage companies to …") are no clauses. */
#include "clauses.h"

enum { FEWEST_WORDS = 4 };

#define PROMISES (CUE_BIT(CUE_WILLING) | CUE_BIT(CUE_WELCOME) | CUE_BIT(CUE_EXPLORE) | CUE_BIT(CUE_FIRM) \
                  | CUE_BIT(CUE_AUXILIARY))

/* A sentence being cut. */
typedef struct walk {
    const page  *p;
    uint32_t     end;
    clause       now;          /* the clause that is open */
    chain        verbs;        /* of the head that governs */
    clause       head;         /* the clause that it stands in */
    ct_strength  outer;        /* strength of that head without its verbs */
    bool         with_mark;    /* a list of "To promote …, and to …" */
    bool         complement;   /* "believes that …": finite verbs belong to what is believed */
    bool         weak, strong; /* behind a complement's verb; behind a purpose */
    clause_list *out;
} walk;

/* What stands between two clauses: [first, end) is commas and joiners. */
typedef struct boundary { uint32_t first, end; bool comma, joiner, strong; } boundary;

/* ---- opening ---------------------------------------------------------------------------------------- */

static void open_bare(walk *w, uint32_t from, const chain *verbs)
{
    w->now = (clause){
        .first = from, .form = CLAUSE_BARE, .cue = CUE_FIRM, .strength = verbs->strength, .verb = verbs->verb,
        .passive = verbs->passive, .action_first = verbs->action_first, .action_end = verbs->action_end,
        .cue_first = verbs->action_first, .cue_end = verbs->action_end,
    };
    if ((verbs->forms & FORM_BASE) != 0 && verbs->base < verbs->action_first)
        w->now.cue_first = verbs->base;
    w->verbs = *verbs;
    w->outer = CT_STRENGTH_FIRM;
    w->head = w->now;
}

static void open_finite(walk *w, uint32_t from, const hit *found, const subject *known)
{
    w->now = (clause){ .first = from };
    w->now.subject = known != NULL ? *known : ct_subject_read(w->p, from, found->first);
    ct_finite_take(w->p, &w->now, found, w->end, &w->verbs);
    w->outer = w->now.cue == CUE_WILLING ? CT_STRENGTH_WILLING
             : w->now.cue == CUE_PERMISSIVE ? CT_STRENGTH_EXPLORATORY : CT_STRENGTH_FIRM;
    w->complement = found->end < w->end && is_single(w->p, found->end, CUE_RELATIVE);
    w->with_mark = false;
    w->head = w->now;
}

/* Past "First," and the like. */
static uint32_t past_lead(const page *p, uint32_t at, uint32_t end)
{
    hit h;

    while (at < end && ct_page_match(p, at, end, CUE_BIT(CUE_LEAD) | CUE_BIT(CUE_JOINER), &h)) {
        at = h.end;
        while (at < end && is_mark(p, at, MARK_COMMA))
            at++;
    }
    return at;
}

/* "To meet these needs, both sides will": behind an adverbial of purpose, a party with its verb. */
static bool finite_behind_comma(const page *p, uint32_t from, uint32_t end, hit *out)
{
    subject s;

    for (uint32_t i = from; i + 1 < end && !is_mark(p, i, MARK_STRONG); i++)
        if (is_mark(p, i, MARK_COMMA) && !p->aside[i] && ct_subject_at(p, i + 1, end, &s)
            && ct_finite_at(p, s.end, end, true, out))
            return true;
    return false;
}

/* "To enhance solidarity … is the cornerstone of …": an infinitive as the subject. */
static bool is_subject(const page *p, uint32_t from, uint32_t end, hit *out)
{
    if (!ct_finite_find(p, from, end, out) || out->class != CUE_PRINCIPLE || out->bound)
        return false;
    for (uint32_t i = from; i < out->first; i++)
        if (is_mark(p, i, MARK_COMMA))
            return false;
    return true;
}

/* "In accordance with …, expand …": a bare verb behind an adverbial. */
static bool bare_behind_comma(const page *p, uint32_t from, uint32_t end, chain *verbs)
{
    for (uint32_t i = from; i + 1 < end; i++) {
        if (!is_mark(p, i, MARK_COMMA) || p->aside[i])
            continue;
        *verbs = ct_chain_read(p, i + 1, end, FORM_BASE, PLACE_LIST, CT_STRENGTH_FIRM);
        if (verbs->found)
            return true;
    }
    return false;
}

static bool is_adverbial(const page *p, uint32_t at, uint32_t end, bool *purpose)
{
    const uint64_t aims = CUE_BIT(CUE_PURPOSE) | CUE_BIT(CUE_PURPOSE_WEAK) | CUE_BIT(CUE_INFINITIVE_MARK);
    hit h;

    *purpose = ct_page_match(p, at, end, aims, &h);
    return *purpose || is_single(p, at, CUE_PREPOSITION) || is_single(p, at, CUE_RELATIVE)
        || (facts_at(p, at)->forms & FORM_GERUND) != 0;
}

/* Find the first head of [from, end). */
static void open_head(walk *w, uint32_t from, uint32_t end)
{
    const page *p = w->p;
    uint32_t at = past_lead(p, from, end), verb_at;
    bool mark, purpose, finite, adverbial;
    chain verbs;
    hit found;

    w->now = (clause){ .first = from, .action_first = from, .action_end = from };
    w->head = w->now;
    w->verbs = (chain){ 0 };
    if (at >= end)
        return;
    mark = is_single(p, at, CUE_INFINITIVE_MARK) && p->language == CT_EN;
    verb_at = mark ? at + 1 : at;
    verbs = ct_chain_read(p, verb_at, end, FORM_BASE, mark ? PLACE_GOVERNED : PLACE_OPENING, CT_STRENGTH_FIRM);
    if (verbs.found && !(mark && (finite_behind_comma(p, at, end, &found) || is_subject(p, at, end, &found)))) {
        open_bare(w, from, &verbs);
        w->with_mark = mark;
        return;
    }
    adverbial = is_adverbial(p, at, end, &purpose);
    finite = (purpose && finite_behind_comma(p, at, end, &found)) || ct_finite_find(p, at, end, &found);
    if (adverbial && bare_behind_comma(p, at, finite ? found.first : end, &verbs) && !(purpose && finite)) {
        open_bare(w, from, &verbs);
    } else if (finite) {
        open_finite(w, from, &found, NULL);
    } else {
        verbs = ct_chain_read(p, at, end, FORM_GERUND, PLACE_OPENING, CT_STRENGTH_FIRM);
        if (!verbs.found)       /* without any other verb a word that may be one is one: "Act together against …" */
            verbs = ct_chain_read(p, verb_at, end, FORM_BASE, PLACE_GOVERNED, CT_STRENGTH_FIRM);
        if (verbs.found && !is_single(p, at, CUE_PREPOSITION))
            open_bare(w, from, &verbs);
    }
}

/* ---- cutting ---------------------------------------------------------------------------------------- */

static bool close_clause(walk *w, uint32_t at)
{
    w->now.end = at;
    return ct_push(w->out, w->now);
}

/* Another clause begins at `at`; what the head says of it is taken over. */
static bool cut(walk *w, uint32_t at)
{
    if (!close_clause(w, at))
        return false;
    w->weak = w->strong = false;
    return true;
}

/* Is the open clause long enough, with an object, and is there enough left for another? */
static bool worth_cutting(const walk *w, const boundary *b)
{
    uint32_t from = w->now.action_first > w->now.first ? w->now.action_first : w->now.first;

    return ct_page_count_words(w->p, from, b->first, FEWEST_WORDS) >= FEWEST_WORDS
        && ct_page_count_words(w->p, w->now.action_end, b->first, 1) > 0
        && ct_page_count_words(w->p, b->end, w->end, FEWEST_WORDS) >= FEWEST_WORDS;
}

static bool can_promise(const subject *s)
{
    return s->kind != SUBJECT_NONE && s->kind < SUBJECT_DEMONSTRATIVE;
}

static bool may_follow(const walk *w, const hit *found, bool own_subject)
{
    bool telling = w->now.form == CLAUSE_FINITE && (w->now.cue == CUE_NARRATIVE || w->now.cue == CUE_STATE);
    uint64_t allowed = PROMISES;

    if (telling && !own_subject && !can_promise(&w->now.subject))
        return false;
    if (w->now.form == CLAUSE_FINITE && !telling && !w->complement)
        allowed |= CUE_BIT(CUE_PRINCIPLE) | CUE_BIT(CUE_PERMISSIVE) | CUE_BIT(CUE_DUTY);
    return (allowed & CUE_BIT(found->class)) != 0;
}

/* Behind the boundary: a finite verb, with the same subject or with one of its own. */
static bool cut_at_finite(walk *w, const boundary *b, bool *failed)
{
    subject s, before = w->now.subject;
    hit found;

    if (ct_subject_at(w->p, b->end, w->end, &s) && ct_finite_at(w->p, s.end, w->end, true, &found)
        && may_follow(w, &found, true)) {
        *failed = !cut(w, b->end);
        open_finite(w, b->end, &found, &s);
        return true;
    }
    if (!ct_finite_at(w->p, b->end, w->end, can_promise(&before), &found) || !may_follow(w, &found, false)
        || (found.bound && (w->verbs.forms & FORM_BASE) != 0))       /* "…, support the …" goes with the verbs before */
        return false;
    *failed = !cut(w, b->end);
    open_finite(w, b->end, &found, &before);
    w->now.head_first = before.first;
    w->now.head_end = before.end;
    return true;
}

/* A clause on a level with a verb of the governing chain. */
static void open_governed(walk *w, uint32_t from, const chain *verbs)
{
    const clause *head = &w->head;
    bool gerund = (verbs->forms & FORM_BASE) == 0 && (w->verbs.forms & FORM_GERUND) != 0;
    uint32_t level = gerund ? w->verbs.gerund : w->verbs.base;
    clause c = *head;

    c.first = from;
    c.strength = ct_strength_weaker(gerund ? w->verbs.strength : w->outer, verbs->strength);
    c.verb = verbs->verb;
    c.passive = verbs->passive;
    c.action_first = verbs->action_first;
    c.action_end = verbs->action_end;
    if (head->form == CLAUSE_BARE || verbs->strength == CT_STRENGTH_EXPLORATORY) {
        c.cue_first = verbs->action_first;
        c.cue_end = verbs->action_end;
    }
    c.head_first = head->subject.end > head->subject.first ? head->subject.first : head->first;
    c.head_end = level;
    if (head->form == CLAUSE_BARE) {
        c.head_first = (verbs->forms & FORM_BASE) == 0 && level > head->cue_first ? head->cue_first : level;
        c.head_end = level;
    }
    while (c.head_end > c.head_first && is_single(w->p, c.head_end - 1, CUE_ADVERB))
        c.head_end--;
    w->now = c;
}

/* Behind the boundary: a verb of the form that the head governs. */
static bool cut_at_verb(walk *w, const boundary *b, bool *failed)
{
    unsigned forms = w->verbs.forms & (FORM_BASE | FORM_GERUND);
    uint32_t at = b->end;
    chain verbs;

    if (is_single(w->p, at, CUE_INFINITIVE_MARK)) {
        if (!w->with_mark || (!b->joiner && !b->strong) || (w->weak && !b->comma && !b->strong))
            return false;
        at++;
    } else if (!b->strong && (w->strong || (w->weak && !b->comma)))
        return false;
    if (b->strong && w->now.form == CLAUSE_BARE)
        forms |= FORM_BASE;
    if (forms == 0)
        return false;
    verbs = ct_chain_read(w->p, at, w->end, forms, PLACE_LIST, CT_STRENGTH_FIRM);
    if (!verbs.found)
        return false;
    *failed = !cut(w, b->end);
    open_governed(w, b->end, &verbs);
    return true;
}

static uint32_t next_strong(const page *p, uint32_t at, uint32_t end)
{
    while (at < end && !(is_mark(p, at, MARK_STRONG) && !p->aside[at]))
        at++;
    return at;
}

/* Behind a semicolon the sentence may begin anew: "…; in this regard, both sides commit themselves to …" */
static bool cut_at_new_head(walk *w, const boundary *b, bool *failed)
{
    walk fresh = *w;

    if (!b->strong)
        return false;
    open_head(&fresh, b->end, next_strong(w->p, b->end, w->end));
    if (fresh.now.form != CLAUSE_FINITE || !can_promise(&fresh.now.subject)
        || !may_follow(w, &(hit){ .class = fresh.now.cue }, true))
        return false;
    *failed = !cut(w, b->end);
    fresh.weak = fresh.strong = false;
    *w = fresh;
    return true;
}

/* "China fully agrees and stands ready to …": too short a position to stand alone gives way to the promise. */
static bool take_over(walk *w, const boundary *b)
{
    subject s = w->now.subject;
    hit found;

    if (w->now.form != CLAUSE_FINITE || w->now.cue != CUE_PRINCIPLE || !can_promise(&s)
        || !ct_finite_at(w->p, b->end, w->end, true, &found) || (PROMISES & CUE_BIT(found.class)) == 0)
        return false;
    open_finite(w, w->now.first, &found, &s);
    return true;
}

static bool try_cut(walk *w, const boundary *b, bool *failed)
{
    *failed = false;
    if (b->end >= w->end || w->p->aside[b->end])
        return false;
    if (!worth_cutting(w, b))
        return take_over(w, b);
    return cut_at_finite(w, b, failed)
        || (w->now.form != CLAUSE_VERBLESS && cut_at_verb(w, b, failed))
        || cut_at_new_head(w, b, failed);
}

static bool read_boundary(const page *p, uint32_t at, uint32_t end, boundary *b)
{
    hit h;

    *b = (boundary){ .first = at, .end = at };
    while (b->end < end && !p->aside[b->end]) {
        if (is_mark(p, b->end, MARK_COMMA))
            b->comma = true, b->end++;
        else if (is_mark(p, b->end, MARK_STRONG))
            b->strong = true, b->end++;
        else if (ct_page_match(p, b->end, end, CUE_BIT(CUE_JOINER), &h))
            b->joiner = true, b->end = h.end;
        else
            break;
    }
    return b->end > at;
}

/* Note where a purpose or a complement begins. Returns the token to go on with. */
static uint32_t note_purpose(walk *w, uint32_t at)
{
    uint32_t verb;
    hit h;

    if (ct_page_match(w->p, at, w->end, CUE_BIT(CUE_PURPOSE), &h)) {
        w->strong = true;
        return h.end;
    }
    if (ct_page_match(w->p, at, w->end, CUE_BIT(CUE_PURPOSE_WEAK) | CUE_BIT(CUE_INFINITIVE_MARK), &h)
        && ct_page_verb_form(w->p, h.end, w->end, FORM_BASE, PLACE_AIM, &verb)) {
        if (at > 0 && is_mark(w->p, at - 1, MARK_COMMA) && h.class == CUE_PURPOSE_WEAK)
            w->strong = true;
        else
            w->weak = true;
        return verb + 1;
    }
    return at + 1;
}

static bool has_boilerplate(const page *p, uint32_t first, uint32_t end, hit *found)
{
    for (uint32_t i = first; i < end; i++)
        if (ct_page_match(p, i, end, CUE_BIT(CUE_BOILERPLATE), found))
            return true;
    return false;
}

bool ct_sentence_cut(const page *p, uint32_t first, uint32_t end, clause_list *out)
{
    walk w = { .p = p, .end = end, .out = out };
    boundary b;
    hit found;
    uint32_t i;
    bool failed;

    if (has_boilerplate(p, first, end, &found)) {
        clause c = { .first = first, .end = end, .cue = CUE_BOILERPLATE, .form = CLAUSE_FINITE,
                     .cue_first = found.first, .cue_end = found.end };
        return ct_push(out, c);
    }
    open_head(&w, first, end);
    i = w.now.action_end > first ? w.now.action_end : first;
    while (i < end) {
        if (p->aside[i])
            i++;
        else if (read_boundary(p, i, end, &b)) {
            i = b.end;
            if (try_cut(&w, &b, &failed)) {
                if (failed)
                    return false;
                i = w.now.action_end > b.end ? w.now.action_end : b.end;
            }
        } else if (ct_page_match(p, i, end, CUE_BIT(CUE_PARTY), &found))
            i = found.end;      /* "Latin America and the Caribbean" is no boundary */
        else
            i = note_purpose(&w, i);
    }
    return close_clause(&w, end);
}
