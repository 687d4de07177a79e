/* The matcher of patterns. Gaps and optional parts are tried by recursion no deeper than a pattern is long. */
#include <string.h>

#include "match.h"

typedef struct literal_of_type { uint32_t type, literal; bool exact; } literal_of_type;

typedef struct matcher {
    const ct_ground_side *side;
    ct_intern literals;
    uint32_t *first_pattern;                /* [n_literals + 1] in by_literal … */
    uint32_t *by_literal;                   /* … patterns that begin with the literal */
    uint32_t *first_of_type;                /* [n_types + 1] in of_type */
    CT_VECTOR(literal_of_type) of_type;
    CT_VECTOR(uint32_t) parts;              /* literals of all patterns, in order of reading */
    uint32_t *first_part;                   /* [n_patterns] where the first part's literals begin */
    ct_arena  arena;
} matcher;

static bool add_part(matcher *m, const ct_pattern_part *part)
{
    for (size_t w = 0; w < part->n_words; w++) {
        uint32_t literal = ct_intern_add(&m->literals, part->words[w], strlen(part->words[w]));

        if (literal == CT_NO_STRING || !ct_push(&m->parts, literal))
            return false;
    }
    return true;
}

/* The words before a pattern come first, then those of its parts. */
static bool add_literals(matcher *m, const ct_pattern *patterns, size_t n)
{
    bool ok = true;

    for (size_t p = 0; ok && p < n; p++) {
        ok = add_part(m, &patterns[p].before);
        m->first_part[p] = (uint32_t)m->parts.n;
        for (size_t i = 0; ok && i < patterns[p].n_parts; i++)
            ok = add_part(m, &patterns[p].parts[i]);
    }
    return ok;
}

/* An empty pattern matches nothing. */
static size_t first_words(const ct_pattern *p)
{
    return p->n_parts > 0 ? p->parts[0].n_words : 0;
}

/* Counting sort of the patterns by the literals of their first parts. */
static bool index_patterns(matcher *m, const ct_pattern *patterns, size_t n)
{
    size_t n_entries = 0;

    m->first_pattern = CT_NEW_N(&m->arena, uint32_t, (size_t)m->literals.n + 2);
    for (size_t p = 0; p < n; p++)
        n_entries += first_words(&patterns[p]);
    m->by_literal = CT_NEW_N(&m->arena, uint32_t, n_entries + 1);
    if (m->first_pattern == NULL || m->by_literal == NULL)
        return false;
    for (size_t p = 0; p < n; p++)
        for (size_t w = 0; w < first_words(&patterns[p]); w++)
            m->first_pattern[m->parts.items[m->first_part[p] + w] + 2]++;
    for (uint32_t l = 2; l < m->literals.n + 2; l++)
        m->first_pattern[l] += m->first_pattern[l - 1];
    for (size_t p = 0; p < n; p++)
        for (size_t w = 0; w < first_words(&patterns[p]); w++)
            m->by_literal[m->first_pattern[m->parts.items[m->first_part[p] + w] + 1]++] = (uint32_t)p;
    return true;
}

static bool index_types(matcher *m, const ct_ground *ground)
{
    const ct_ground_side *s = m->side;

    m->first_of_type = CT_NEW_N(&m->arena, uint32_t, s->n_types + 1);
    if (m->first_of_type == NULL)
        return false;
    for (uint32_t t = 0; t < s->n_types; t++) {
        const ct_word *word = &s->words[t];
        uint32_t literal = ct_intern_find(&m->literals, s->types[t].folded, strlen(s->types[t].folded));

        if (literal != CT_NO_STRING && !ct_push(&m->of_type, (literal_of_type){ t, literal, true }))
            return false;
        for (uint32_t r = 0; r < word->n_readings; r++) {
            const char *lemma = ct_lexicon_lemma(ground->pair->lexicon, s->language,
                                                 s->readings[word->first_reading + r].lemma);

            literal = ct_intern_find(&m->literals, lemma, strlen(lemma));
            if (literal != CT_NO_STRING && !ct_push(&m->of_type, (literal_of_type){ t, literal, false }))
                return false;
        }
        m->first_of_type[t + 1] = (uint32_t)m->of_type.n;
    }
    return true;
}

static bool answers(const matcher *m, uint32_t type, const uint32_t *literals, size_t n, bool exact)
{
    for (uint32_t i = m->first_of_type[type]; i < m->first_of_type[type + 1]; i++) {
        const literal_of_type *l = &m->of_type.items[i];

        for (size_t k = 0; k < n; k++)
            if (l->literal == literals[k] && (l->exact || !exact))
                return true;
    }
    return false;
}

/* May a match go on over this atom? Quotation marks are stepped over by the caller. */
static bool is_word(const ct_ground_side *s, uint32_t atom)
{
    uint8_t kind = s->types[s->atoms[atom].type].kind;
    return kind == CT_TOKEN_WORD || kind == CT_TOKEN_NUMBER;
}

static bool is_quote(const ct_ground_side *s, uint32_t atom)
{
    static const char *const marks[] = { "\"", "“", "”", "«", "»", "‘", "’", "'" };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(s->types[s->atoms[atom].type].text, marks[i]) == 0)
            return true;
    return false;
}

/* The end of the longest match of parts [part, n) from `atom`; 0 if there is none. */
static uint32_t match_rest(const matcher *m, const ct_pattern *p, size_t part, const uint32_t *literals,
                           uint32_t atom, uint32_t end)
{
    const ct_pattern_part *now = &p->parts[part];
    uint32_t best = 0, skipped = 0;

    if (part == p->n_parts)
        return atom;
    if (now->optional)
        best = match_rest(m, p, part + 1, literals + now->n_words, atom, end);
    for (uint32_t a = atom; a < end; a++) {
        bool fits;
        uint32_t reached;

        if (is_quote(m->side, a))
            continue;
        if (!is_word(m->side, a))
            break;
        fits = now->words == NULL
            || answers(m, m->side->atoms[a].type, literals, now->n_words, now->exact) != now->not_these;
        reached = fits ? match_rest(m, p, part + 1, literals + now->n_words, a + 1, end) : 0;
        if (reached > best)
            best = reached;
        if (++skipped > now->gap)
            break;
    }
    return best;
}

/* Is the pattern among the hits that begin at this atom? */
static bool found_here(const ct_hits *hits, uint32_t pattern, uint32_t atom)
{
    for (size_t i = hits->n; i > 0 && hits->items[i - 1].first_atom == atom; i--)
        if (hits->items[i - 1].pattern == pattern)
            return true;
    return false;
}

/* A match never leaves the unit it begins in. */
static uint32_t limit_at(const ct_ground_side *s, uint32_t atom, uint32_t end)
{
    uint32_t unit = s->unit_of[s->atoms[atom].token];
    uint32_t limit = unit == CT_NONE ? atom : s->first_atom[s->units[unit].end_token];

    return limit < end ? limit : end;
}

static uint32_t match_at(const matcher *m, const ct_pattern *p, uint32_t pattern, uint32_t atom, uint32_t limit)
{
    const uint32_t *literals = m->parts.items + m->first_part[pattern];

    if (p->before.n_words > 0 && atom > 0
        && answers(m, m->side->atoms[atom - 1].type, literals - p->before.n_words, p->before.n_words, p->before.exact))
        return 0;
    return match_rest(m, p, 0, literals, atom, limit);
}

static bool find_all(const matcher *m, const ct_pattern *patterns, uint32_t first, uint32_t end, ct_hits *out)
{
    for (uint32_t a = first; a < end; a++) {
        uint32_t type = m->side->atoms[a].type, limit = limit_at(m->side, a, end);

        for (uint32_t i = m->first_of_type[type]; i < m->first_of_type[type + 1]; i++) {
            uint32_t literal = m->of_type.items[i].literal;

            for (uint32_t k = m->first_pattern[literal]; k < m->first_pattern[literal + 1]; k++) {
                uint32_t p = m->by_literal[k], reached;

                if (found_here(out, p, a))
                    continue;
                reached = match_at(m, &patterns[p], p, a, limit);
                if (reached > 0 && !ct_push(out, (ct_hit){ p, a, reached }))
                    return false;
            }
        }
    }
    return true;
}

bool ct_match_patterns(const ct_ground *ground, ct_side side, const ct_pattern *patterns, size_t n_patterns,
                       uint32_t first, uint32_t end, ct_hits *out)
{
    matcher m = { .side = &ground->sides[side] };
    bool ok = n_patterns == 0;

    if (!ok) {
        m.first_part = CT_NEW_N(&m.arena, uint32_t, n_patterns);
        ok = m.first_part != NULL && add_literals(&m, patterns, n_patterns) && index_patterns(&m, patterns, n_patterns)
            && index_types(&m, ground) && find_all(&m, patterns, first, end, out);
    }
    ct_intern_release(&m.literals);
    ct_vector_release(&m.of_type);
    ct_vector_release(&m.parts);
    ct_arena_clear(&m.arena);
    return ok;
}
