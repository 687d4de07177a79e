/* calque: turns of phrase left behind by a translation word by word, from the tables of each language. */
#include <string.h>

#include "checks.h"
#include "deprecated.h"
#include "ground.h"
#include "match.h"

typedef struct scan {
    const ct_ground *ground;
    ct_side   side;
    const ct_calque *calques;
    ct_hits   hits, answers;      /* of the patterns here, and of those wanted on the other side */
} scan;

/* Units of the other side that any link ties to a unit or its sentence, related ones too: a word is misread in
 * background as well. */
static size_t any_linked(const scan *s, uint32_t unit, uint32_t *out, size_t max)
{
    const ct_ground *g = s->ground;
    const ct_ground_side *here = &g->sides[s->side];
    ct_side other = ct_other(s->side);
    uint32_t sentence = here->units[unit].sentence, u = unit;
    size_t n = 0;

    while (u > 0 && unit - u < 16 && here->units[u - 1].sentence == sentence)
        u--;      /* the clauses of a sentence may be linked otherwise than they are read */
    for (; u < here->n_units && u < unit + 16 && here->units[u].sentence == sentence; u++)
        for (uint32_t l = here->first_link[u]; l < here->first_link[u + 1]; l++) {
            const ct_link *link = &g->links[here->links[l]];

            for (uint32_t i = 0; i < link->n_units[other] && n < max; i++)
                out[n++] = ct_link_side(g, link, other)[i];
        }
    return n;
}

/* Where a linked unit of the other side says what calque `c` answers; NULL if none does. */
static const ct_hit *answer_to(const scan *s, uint32_t unit, uint32_t c, uint32_t *where)
{
    const ct_ground_side *o = &s->ground->sides[ct_other(s->side)];
    uint32_t linked[32];
    size_t n = unit == CT_NONE ? 0 : any_linked(s, unit, linked, 32);

    for (size_t i = 0; i < n; i++) {
        uint32_t first = o->first_atom[o->units[linked[i]].first_token];
        uint32_t end = o->first_atom[o->units[linked[i]].end_token];
        size_t low = 0, high = s->answers.n;

        while (low < high) {
            size_t mid = low + (high - low) / 2;
            if (s->answers.items[mid].first_atom < first)
                low = mid + 1;
            else
                high = mid;
        }
        for (; low < s->answers.n && s->answers.items[low].first_atom < end; low++)
            if (s->answers.items[low].pattern == c) {
                *where = linked[i];
                return &s->answers.items[low];
            }
    }
    return NULL;
}

/* Does term-deprecated speak of these words already? */
static bool known_wrong(const scan *s, const ct_hit *hit)
{
    const ct_ground_side *here = &s->ground->sides[s->side];
    uint32_t first = here->atoms[hit->first_atom].token, end = here->atoms[hit->end_atom - 1].token + 1;
    ct_range r = ct_mentions_in(here, first > 8 ? first - 8 : 0, end);

    for (uint32_t m = r.first; m < r.end; m++)
        if (here->mentions[m].end_token > first && ct_is_deprecated(s->ground, s->side, m))
            return true;
    return false;
}

/* Of hits that overlap the certain one stands; of equals the longer, then the first. */
static bool beaten(const scan *s, size_t i)
{
    const ct_hit *h = &s->hits.items[i];
    uint32_t length = h->end_atom - h->first_atom;

    for (size_t k = i > 12 ? i - 12 : 0; k < s->hits.n && s->hits.items[k].first_atom < h->end_atom; k++) {
        const ct_hit *o = &s->hits.items[k];
        uint32_t other = o->end_atom - o->first_atom;
        bool sure = s->calques[o->pattern].certain, mine = s->calques[h->pattern].certain;

        if (k == i || o->end_atom <= h->first_atom || s->calques[o->pattern].other.n_parts > 0)
            continue;
        if (sure != mine ? sure : other != length ? other > length : k < i)
            return true;
    }
    return false;
}

static bool stands(const scan *s, size_t i, uint32_t *where, const ct_hit **answer)
{
    const ct_hit *hit = &s->hits.items[i];
    const ct_ground_side *here = &s->ground->sides[s->side];

    *answer = NULL;
    if (s->calques[hit->pattern].other.n_parts > 0) {
        *answer = answer_to(s, ct_unit_at(here, here->atoms[hit->first_atom].token), hit->pattern, where);
        if (*answer == NULL)
            return false;
    }
    return !beaten(s, i) && !known_wrong(s, hit);
}

static void add_place(ct_draft *d, const scan *s, const ct_hit *hit)
{
    const ct_ground_side *here = &s->ground->sides[s->side];
    ct_span span = ct_atoms_span(here, hit->first_atom, hit->end_atom);

    ct_draft_place(d, s->side, ct_unit_at(here, here->atoms[hit->first_atom].token), span);
}

/* The first place, and the second where it reads otherwise. */
static const char *quotes_of(ct_draft *d, ct_side side)
{
    bool two = d->places.n > 1 && strcmp(ct_draft_quote(d, side, d->places.items[0].span),
                                         ct_draft_quote(d, side, d->places.items[1].span)) != 0;

    return ct_draft_quotes(d, two ? 2 : 1);
}

/* Where the interface's language has no words for the reason, it is left out. */
static void explain(ct_draft *d, const char *quotes, size_t n, const char *why)
{
    if (n > 1 && why != NULL)
        ct_draft_message(d, "%s (%zu places) read like a translation word by word: %s.", quotes, n, why);
    else if (n > 1)
        ct_draft_message(d, "%s (%zu places) read like a translation word by word.", quotes, n);
    else if (why != NULL)
        ct_draft_message(d, "%s reads like a translation word by word: %s.", quotes, why);
    else
        ct_draft_message(d, "%s reads like a translation word by word.", quotes);
}

/* All places of one calque are one finding: the same phrase asks the same question. */
static ct_status flag(ct_draft *d, const scan *s, size_t i, uint8_t *done, ct_findings *out, ct_error *err)
{
    const ct_ground *g = s->ground;
    uint32_t c = s->hits.items[i].pattern, where = CT_NONE;
    const ct_calque *calque = &s->calques[c];
    ct_side other = ct_other(s->side);
    const ct_hit *answer = NULL;
    const char *quotes;
    size_t n;

    ct_draft_begin(d, g, &ct_check_calque);
    for (size_t k = i; k < s->hits.n; k++)
        if (s->hits.items[k].pattern == c && !done[k] && stands(s, k, &where, &answer)) {
            done[k] = 1;
            add_place(d, s, &s->hits.items[k]);
            if (answer != NULL)
                break;      /* each with its own answer */
        }
    n = d->places.n;
    quotes = quotes_of(d, s->side);
    if (answer != NULL) {
        ct_span there = ct_atoms_span(&g->sides[other], answer->first_atom, answer->end_atom);

        ct_draft_place(d, other, where, there);
        ct_draft_evidence(d, "the %s has %s", ct_ground_language(g, other), ct_draft_quote(d, other, there));
    }
    d->severity = calque->certain ? CT_MINOR : CT_NEUTRAL;
    d->confidence = calque->certain ? 0.8f : 0.5f;
    explain(d, quotes, n, ct_ground_say_if_known(g, calque->why));
    ct_draft_question(d, "Would “%s” say what is meant?", calque->right);
    return ct_draft_add(d, out, err);
}

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
}

/* Patterns of one side of all calques; one without a condition matches nothing there. */
static ct_pattern *patterns_of(ct_arena *arena, const ct_calque *calques, size_t n, bool other)
{
    ct_pattern *patterns = CT_NEW_N(arena, ct_pattern, n + 1);

    for (size_t i = 0; patterns != NULL && i < n; i++)
        patterns[i] = other ? calques[i].other : calques[i].pattern;
    return patterns;
}

static ct_status run_side(ct_draft *d, const ct_ground *g, ct_side side, ct_findings *out, ct_error *err)
{
    const ct_ground_side *here = &g->sides[side];
    size_t n = g->tables.calques[here->language].n;
    scan s = { .ground = g, .side = side, .calques = g->tables.calques[here->language].items };
    ct_arena arena = { 0 };
    ct_pattern *these = patterns_of(&arena, s.calques, n, false), *those = patterns_of(&arena, s.calques, n, true);
    uint8_t *done = NULL, *closed = CT_NEW_N(&arena, uint8_t, n + 1);
    ct_status status = CT_OK;

    if (these == NULL || those == NULL || closed == NULL
        || !ct_match_patterns(g, side, these, n, 0, (uint32_t)here->n_atoms, &s.hits)
        || !ct_match_patterns(g, ct_other(side), those, n, 0, (uint32_t)g->sides[ct_other(side)].n_atoms, &s.answers)
        || (done = CT_NEW_N(&arena, uint8_t, s.hits.n + 1)) == NULL)
        status = no_memory(err);
    for (size_t i = 0; status == CT_OK && i < s.hits.n; i++) {
        uint32_t c = s.hits.items[i].pattern, where;
        const ct_hit *answer;

        if (done[i] || (closed[c] && s.calques[c].other.n_parts == 0) || !stands(&s, i, &where, &answer))
            continue;
        closed[c] = 1;      /* one round gathers all places */
        status = flag(d, &s, i, done, out, err);
    }
    ct_vector_release(&s.hits);
    ct_vector_release(&s.answers);
    ct_arena_clear(&arena);
    return status;
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

const ct_check ct_check_calque = {
    .id = "calque",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "a turn of phrase that a translation word by word left behind",
    .why = "Such phrases are made of right words and say nothing, or something else: strategies are not docked, and a "
           "sister city is more than a friendly one. The tables es/calques.tsv and en/calques.tsv hold them, with the "
           "usual expression and the reason; some count only where the linked passage has the word they misread.",
    .example = "“strengthen the construction of the committee”. Asks: would “development of” say what is meant?",
    .false_alarms = "A phrase used in its literal sense: the construction of a bridge, the talents of a singer.",
    .run = run,
};
