/* Looking at the pair: what stands in a range of tokens, what meets what. */
#include <string.h>

#include "ground.h"

/* ---- ranges: the arrays stand in text order, so a binary search finds where a range begins ---------- */

#define FIRST_AT(items, n, field, token, out)           \
    do {                                                \
        size_t low_ = 0, high_ = (n);                   \
        while (low_ < high_) {                          \
            size_t mid_ = low_ + (high_ - low_) / 2;    \
            if ((items)[mid_].field < (token))          \
                low_ = mid_ + 1;                        \
            else                                        \
                high_ = mid_;                           \
        }                                               \
        (out) = (uint32_t)low_;                         \
    } while (0)

ct_range ct_mentions_in(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    ct_range r;

    FIRST_AT(s->mentions, s->n_mentions, first_token, first, r.first);
    FIRST_AT(s->mentions, s->n_mentions, first_token, end, r.end);
    return r;
}

ct_range ct_quantities_in(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    ct_range r;

    FIRST_AT(s->quantities, s->n_quantities, first_token, first, r.first);
    FIRST_AT(s->quantities, s->n_quantities, first_token, end, r.end);
    return r;
}

ct_range ct_names_in(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    ct_range r;

    FIRST_AT(s->names.items, s->names.n, first_token, first, r.first);
    FIRST_AT(s->names.items, s->names.n, first_token, end, r.end);
    return r;
}

ct_range ct_regions_in(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    ct_range r;

    first = s->first_atom[first];
    end = s->first_atom[end];
    FIRST_AT(s->regions.items, s->regions.n, first_atom, first, r.first);
    FIRST_AT(s->regions.items, s->regions.n, first_atom, end, r.end);
    return r;
}

ct_span ct_tokens_span(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    if (first >= end)
        return (ct_span){ 0, 0 };
    return (ct_span){ s->tokens[first].span.start, s->tokens[end - 1].span.end };
}

ct_span ct_atoms_span(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    if (first >= end)
        return (ct_span){ 0, 0 };
    return (ct_span){ s->atoms[first].span.start, s->atoms[end - 1].span.end };
}

uint32_t ct_unit_at(const ct_ground_side *s, uint32_t token)
{
    return token < s->n_tokens ? s->unit_of[token] : CT_NONE;
}

uint32_t ct_token_at(const ct_ground_side *s, uint32_t offset)
{
    uint32_t token;

    FIRST_AT(s->tokens, s->n_tokens, span.end, offset + 1, token);
    return token;
}

uint32_t ct_unit_at_offset(const ct_ground_side *s, uint32_t offset)
{
    return ct_unit_at(s, ct_token_at(s, offset));
}

bool ct_token_is(const ct_ground_side *s, uint32_t token, const char *text)
{
    return strcmp(s->types[s->tokens[token].type].text, text) == 0;
}

/* ---- words ---------------------------------------------------------------------------------------- */

static const char *lemma_of(const ct_ground *g, ct_side side, const ct_word *word, uint32_t i)
{
    const ct_ground_side *s = &g->sides[side];
    return ct_lexicon_lemma(g->pair->lexicon, s->language, s->readings[word->first_reading + i].lemma);
}

bool ct_type_is(const ct_ground *g, ct_side side, uint32_t type, const char *word)
{
    const ct_ground_side *s = &g->sides[side];

    if (strcmp(s->types[type].folded, word) == 0)
        return true;
    for (uint32_t i = 0; i < s->words[type].n_readings; i++)
        if (strcmp(lemma_of(g, side, &s->words[type], i), word) == 0)
            return true;
    return false;
}

/* Letters of two folded words that agree from the start, accents of Latin letters not counted. */
static size_t common_start(const char *a, const char *b, size_t *len_a, size_t *len_b)
{
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo/ouuuuypyaaaaaaaceeeeiiiidnooooo/ouuuuypy";
    const unsigned char *words[2] = { (const unsigned char *)a, (const unsigned char *)b };
    size_t lengths[2] = { 0, 0 }, agreed = 0;
    bool agree = true;

    while (*words[0] != '\0' || *words[1] != '\0') {
        int letters[2] = { -1, -2 };

        for (int i = 0; i < 2; i++) {
            const unsigned char *w = words[i];

            if (*w == '\0')
                continue;
            lengths[i]++;
            if (*w == 0xc3 && w[1] >= 0x80 && w[1] <= 0xbf) {
                letters[i] = plain[w[1] - 0x80];
                words[i] += 2;
            } else {
                letters[i] = *w;
                words[i]++;
            }
        }
        agree = agree && letters[0] == letters[1];
        agreed += agree;
    }
    *len_a = lengths[0];
    *len_b = lengths[1];
    return agreed;
}

bool ct_words_alike(const char *a, const char *b)
{
    size_t len_a, len_b, agreed = common_start(a, b, &len_a, &len_b);
    size_t longer = len_a > len_b ? len_a : len_b;

    return agreed >= 6 || (agreed >= 4 && agreed + 3 >= longer) || (agreed == len_a && agreed == len_b && agreed > 1);
}

/* A quick look before the slow one: words of one origin begin alike, but for "escuela", "school". */
static bool may_be_cognates(const char *a, const char *b)
{
    size_t len_a, len_b;

    if (strncmp(a, "es", 2) == 0 && b[0] == 's')
        a++;
    else if (strncmp(b, "es", 2) == 0 && a[0] == 's')
        b++;
    return common_start(a, b, &len_a, &len_b) >= 1;
}

static bool compare_types(const ct_ground *g, uint32_t source_type, uint32_t target_type)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];
    const ct_word *a = &s->words[source_type], *b = &t->words[target_type];

    for (uint32_t i = 0; i < a->n_readings; i++) {
        size_t n;
        const ct_rendering *renderings = ct_lexicon_renderings(g->pair->lexicon, s->language,
                                                               s->readings[a->first_reading + i].lemma, &n);

        for (size_t r = 0; r < n; r++)
            for (uint32_t k = 0; k < b->n_readings; k++)
                if (renderings[r].lemma == t->readings[b->first_reading + k].lemma)
                    return true;
    }
    if (!may_be_cognates(s->types[source_type].folded, t->types[target_type].folded))
        return false;
    return s->language == CT_ES
        ? ct_cognate(g->pair->lexicon, s->types[source_type].folded, t->types[target_type].folded) >= 0.75
        : ct_cognate(g->pair->lexicon, t->types[target_type].folded, s->types[source_type].folded) >= 0.75;
}

/* A pair's answer stands in the one cell of its hash until another pair takes it: pair in the upper bits, answer in the
 * last. */
bool ct_types_meet(const ct_ground *g, uint32_t source_type, uint32_t target_type)
{
    uint64_t pair = ((uint64_t)source_type + 1) << 33 | (uint64_t)target_type << 1;
    _Atomic(uint64_t) *cell = &g->met[(pair * 0x9E3779B97F4A7C15) >> 44 & (CT_MET_CELLS - 1)];
    uint64_t known = atomic_load_explicit(cell, memory_order_relaxed);

    if ((known & ~(uint64_t)1) != pair) {
        known = pair | compare_types(g, source_type, target_type);
        atomic_store_explicit(cell, known, memory_order_relaxed);
    }
    return known & 1;
}

bool ct_type_spelled(const ct_ground *g, ct_side side, uint32_t type, ct_language language)
{
    _Atomic(uint8_t) *cell = &g->sides[side].spelled[language][type];
    uint8_t known = atomic_load_explicit(cell, memory_order_relaxed);

    if (known == 0) {
        known = ct_lexicon_spells(g->pair->lexicon, language, g->sides[side].types[type].folded) ? 2 : 1;
        atomic_store_explicit(cell, known, memory_order_relaxed);
    }
    return known == 2;
}

bool ct_types_akin(const ct_ground *g, ct_side side, uint32_t a, uint32_t b)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_word *x = &s->words[a], *y = &s->words[b];

    for (uint32_t i = 0; i < x->n_readings; i++)
        for (uint32_t k = 0; k < y->n_readings; k++)
            if (s->readings[x->first_reading + i].lemma == s->readings[y->first_reading + k].lemma)
                return true;
    return ct_words_alike(s->types[a].folded, s->types[b].folded);
}

/* ---- concepts --------------------------------------------------------------------------------------- */

static bool is_broader(const ct_ground *g, uint32_t narrow, uint32_t wide)
{
    size_t n;
    const uint32_t *broader = ct_lexicon_broader(g->pair->lexicon, &n);
    const ct_concept *c = &g->concepts[narrow];

    for (uint32_t i = 0; i < c->n_broader; i++)
        if (broader[c->first_broader + i] == wide)
            return true;
    return false;
}

bool ct_concepts_near(const ct_ground *g, uint32_t a, uint32_t b)
{
    return a == b || is_broader(g, a, b) || is_broader(g, b, a);
}

bool ct_concept_named(const ct_ground *g, uint32_t concept)
{
    switch (g->concepts[concept].kind) {
    case CT_CONCEPT_BODY: case CT_CONCEPT_FORUM: case CT_CONCEPT_INITIATIVE: case CT_CONCEPT_FUND:
    case CT_CONCEPT_TREATY: case CT_CONCEPT_PLAN:
        return true;
    default:
        return false;
    }
}

bool ct_unit_mentions(const ct_ground *g, ct_side side, uint32_t unit, uint32_t concept)
{
    const ct_ground_side *s = &g->sides[side];
    ct_range r = ct_mentions_in(s, s->units[unit].first_token, s->units[unit].end_token);

    for (uint32_t m = r.first; m < r.end; m++)
        if (s->mentions[m].concept == concept)
            return true;
    return false;
}

bool ct_linked_mentions(const ct_ground *g, ct_side side, uint32_t unit, uint32_t concept)
{
    uint32_t linked[32];
    size_t n = ct_linked_units(g, side, unit, linked, 32);

    for (size_t i = 0; i < n; i++)
        if (ct_unit_mentions(g, ct_other(side), linked[i], concept))
            return true;
    return false;
}

/* ---- links ------------------------------------------------------------------------------------------ */

size_t ct_linked_units(const ct_ground *g, ct_side side, uint32_t unit, uint32_t *out, size_t max)
{
    const ct_ground_side *s = &g->sides[side];
    ct_side other = ct_other(side);
    size_t n = 0;

    for (uint32_t l = s->first_link[unit]; l < s->first_link[unit + 1]; l++) {
        const ct_link *link = &g->links[s->links[l]];

        for (uint32_t i = 0; link->kind != CT_LINK_RELATED && i < link->n_units[other]; i++) {
            uint32_t u = ct_link_side(g, link, other)[i];
            size_t k = 0;

            while (k < n && out[k] != u)
                k++;
            if (k == n && n < max)
                out[n++] = u;
        }
    }
    return n;
}

uint32_t ct_best_link(const ct_ground *g, ct_side side, uint32_t unit)
{
    const ct_ground_side *s = &g->sides[side];
    uint32_t first = s->first_link[unit];

    if (first == s->first_link[unit + 1] || g->links[s->links[first]].kind == CT_LINK_RELATED)
        return CT_NONE;
    return s->links[first];
}
