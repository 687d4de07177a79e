/* One side of the alignment: units gathered into passages, a passage a sentence, and each word weighed.
 *
 * A word weighs by how much it tells within its document: the fewer passages have it the more (inverse document
 * frequency), nouns more than verbs, names of the parties nothing. Readers decide by the object, and the verbs of plans
 * (strengthen, promote, deepen) are everywhere. */
#include "passages.h"

#include <math.h>
#include <string.h>

/* Shares of a word's weight by part of speech; found by trying on real plans, the order matters more than the values. */
#define VERB         0.25
#define ADVERB       0.20
#define ADJECTIVE    0.80
#define NOUN_OR_VERB 0.80
#define FIGURE       0.50
#define FRAME        0.40   /* of words that frame a sentence */
#define COMMON       0.10   /* rarity at which a word begins to tell */
#define TERM         0.80   /* a term of several words weighs at least this much of its own rarity … */
#define TERM_WORD    0.20   /* … and so much more for each further word */

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the passages of the alignment");
}

/* ---- passages --------------------------------------------------------------------------------------- */

static bool passage_add_atom(side *s, const ct_unit *unit, uint32_t token, uint32_t type)
{
    passage *last = &s->passages.items[s->passages.n - 1];

    if ((s->keys[type].flags & TYPE_CONTENT) == 0 || s->keys[type].n == 0 || last->n_atoms >= PASSAGE_MAX_ATOMS)
        return true;
    last->n_atoms++;
    return ct_push(&s->atoms, (atom){ .token = token, .type = type,
                                      .action = token >= unit->action_first && token < unit->action_end,
                                      .capital = (s->tokens[token].flags & CT_TOKEN_CAPITALISED) != 0 });
}

/* A hyphenated word gives one atom for each of its parts. */
static bool unit_add_atoms(side *s, const ct_unit *unit)
{
    const uint32_t *parts = ct_segments_parts(s->segments, &(size_t){ 0 });

    for (uint32_t t = unit->first_token; t < unit->end_token; t++) {
        const ct_type *type = &s->types[s->tokens[t].type];

        if (type->n_parts == 0 && !passage_add_atom(s, unit, t, s->tokens[t].type))
            return false;
        for (uint32_t p = 0; p < type->n_parts; p++)
            if (!passage_add_atom(s, unit, t, parts[type->first_part + p]))
                return false;
    }
    return true;
}

static bool continues(const side *s, const ct_unit *unit)
{
    const passage *last;

    if (s->passages.n == 0)
        return false;
    last = &s->passages.items[s->passages.n - 1];
    return s->units[last->end_unit - 1].sentence == unit->sentence && last->role != CT_ROLE_HEADING
        && unit->role != CT_ROLE_HEADING
        && last->n_atoms + (unit->end_token - unit->first_token) <= PASSAGE_MAX_ATOMS;
}

static bool gather(side *s)
{
    for (uint32_t u = 0; u < s->n_units; u++) {
        const ct_unit *unit = &s->units[u];
        passage *last;

        s->passage_of[u] = CT_NONE;
        if (unit->role == CT_ROLE_RESIDUE)
            continue;
        if (!continues(s, unit) && !ct_push(&s->passages, (passage){ .first_unit = u, .end_unit = u,
                .first_atom = (uint32_t)s->atoms.n, .section = unit->section, .role = unit->role }))
            return false;
        last = &s->passages.items[s->passages.n - 1];
        last->end_unit = u + 1;
        if (last->role == CT_ROLE_NARRATIVE || last->role == CT_ROLE_BOILERPLATE)
            last->role = unit->role;
        s->passage_of[u] = (uint32_t)s->passages.n - 1;
        if (!unit_add_atoms(s, unit))
            return false;
    }
    return true;
}

/* ---- weights ---------------------------------------------------------------------------------------- */

/* 1 for what one passage has, towards 0 for what all have. */
static double rarity(uint32_t with, size_t all)
{
    double n = (double)all + 1, r = log(n / ((double)with + 0.5)) / log(n);
    return r < 0 ? 0 : r;
}

static double speech_share(const ct_type *type, const ct_word *word)
{
    unsigned verb = word->grammar & CT_POS_VERB, noun = word->grammar & (CT_POS_NOUN | CT_POS_NAME);

    if (type->kind == CT_TOKEN_NUMBER)
        return FIGURE;
    if (verb)
        return noun ? NOUN_OR_VERB : VERB;
    if (noun || (word->grammar & (CT_POS_ADJECTIVE | CT_POS_ADVERB)) == 0)
        return 1;
    return word->grammar & CT_POS_ADJECTIVE ? ADJECTIVE : ADVERB;
}

/* In how many passages each key is. @param with [n_keys] zeroed */
static ct_status count_keys(const side *s, const keyring *ring, uint32_t *with, uint32_t n_keys, ct_error *err)
{
    uint32_t *last = calloc(n_keys, sizeof *last);   /* passage + 1 that counted the key last */

    if (last == NULL)
        return no_memory(err);
    for (uint32_t p = 0; p < s->passages.n; p++) {
        const passage *q = &s->passages.items[p];

        for (uint32_t a = q->first_atom; a < q->first_atom + q->n_atoms; a++) {
            const type_keys *keys = &s->keys[s->atoms.items[a].type];

            for (uint32_t k = keys->first; k < keys->first + keys->n; k++) {
                uint32_t key = ring->refs.items[k].key;

                if (last[key] != p + 1) {
                    last[key] = p + 1;
                    with[key]++;
                }
            }
        }
    }
    free(last);
    return CT_OK;
}

/* How much a type tells: by the commonest of its own lemmas, so that a form of a common verb is no rarity. */
static double type_weight(const side *s, const keyring *ring, const ct_word *words, const uint32_t *with, uint32_t type)
{
    const type_keys *keys = &s->keys[type];
    uint32_t most = 0;
    double r;

    if (keys->flags & TYPE_PARTY)
        return 0;
    for (uint32_t k = keys->first; k < keys->first + keys->n; k++) {
        uint32_t key = ring->refs.items[k].key;
        bool own = key >= ring->n_lemmas ? keys->n <= 3 : keyring_is_lemma(ring, key, s->language);

        if (own && ring->refs.items[k].strength >= 1 && with[key] > most)
            most = with[key];
    }
    r = (rarity(most, s->passages.n) - COMMON) / (1 - COMMON);
    if (keys->flags & TYPE_FRAME)
        r *= FRAME;
    return r <= 0 ? 0 : r * speech_share(&s->types[type], &words[type]);
}

static ct_status weigh(side *s, const keyring *ring, ct_error *err)
{
    uint32_t n_keys = ring->n_lemmas + ring->strings.n;
    uint32_t *with = calloc(n_keys + 1, sizeof *with);
    float *weights = calloc(s->n_types + 1, sizeof *weights);
    const ct_word *words = ct_vocabulary_words(s->vocabulary);
    ct_status status = with == NULL || weights == NULL ? no_memory(err) : count_keys(s, ring, with, n_keys + 1, err);

    if (status == CT_OK) {
        for (uint32_t t = 0; t < s->n_types; t++)
            if (s->keys[t].flags & TYPE_CONTENT)
                weights[t] = (float)type_weight(s, ring, words, with, t);
        for (size_t a = 0; a < s->atoms.n; a++)
            s->atoms.items[a].weight = weights[s->atoms.items[a].type];
    }
    free(weights);
    free(with);
    return status;
}

/* ---- concepts --------------------------------------------------------------------------------------- */

/* The atoms of a passage whose tokens lie in a range. */
static bool atoms_of(const side *s, const passage *p, uint32_t first_token, uint32_t end_token,
                     uint16_t *first, uint16_t *end)
{
    const atom *atoms = s->atoms.items + p->first_atom;
    uint32_t a = 0, lo = 0, hi = p->n_atoms;

    while (lo < hi) {
        uint32_t middle = lo + (hi - lo) / 2;

        if (atoms[middle].token < first_token)
            lo = middle + 1;
        else
            hi = middle;
    }
    for (a = lo; a < p->n_atoms && atoms[a].token < end_token; a++)
        ;
    *first = (uint16_t)lo;
    *end = (uint16_t)a;
    return a > lo;
}

/* A concept is spoken of where a narrower one is, the less the farther. */
static bool add_concept(side *s, const ct_lexicon *lexicon, const ct_mention *mention, uint32_t index,
                        uint16_t first, uint16_t end)
{
    static const float STEP[] = { 1.0f, 0.6f, 0.35f };
    enum { STEPS = 3, MOST = 12 };
    const ct_concept *concepts = ct_lexicon_concepts(lexicon, &(size_t){ 0 });
    const uint32_t *broader = ct_lexicon_broader(lexicon, &(size_t){ 0 });
    const ct_term *terms = ct_lexicon_terms(lexicon, &(size_t){ 0 });
    float own = terms[mention->term].status == CT_TERM_LOOSE ? 0.75f : 1.0f;
    uint32_t reached[MOST], n = 1, from = 0;

    reached[0] = mention->concept;
    for (int step = 0; step < STEPS; step++) {
        uint32_t until = n;

        for (; from < until; from++) {
            const ct_concept *c = &concepts[reached[from]];

            if (!ct_push(&s->concepts, (concept_ref){ .concept = reached[from], .strength = own * STEP[step],
                                                      .first = first, .end = end, .mention = index,
                                                      .own = step == 0 }))
                return false;
            for (uint32_t b = 0; b < c->n_broader && n < MOST; b++)
                reached[n++] = broader[c->first_broader + b];
        }
    }
    return true;
}

static int by_concept(const void *a, const void *b)
{
    const concept_ref *x = a, *y = b;

    if (x->concept != y->concept)
        return x->concept < y->concept ? -1 : 1;
    return x->mention != y->mention ? (x->mention < y->mention ? -1 : 1) : 0;
}

static bool gather_concepts(side *s, const ct_lexicon *lexicon)
{
    size_t n, next = 0;
    const ct_mention *mentions = ct_vocabulary_mentions(s->vocabulary, &n);

    for (size_t i = 0; i < s->passages.n; i++) {
        passage *p = &s->passages.items[i];
        uint32_t end_token = s->units[p->end_unit - 1].end_token;
        uint16_t first, end;

        p->first_concept = (uint32_t)s->concepts.n;
        while (next < n && mentions[next].first_token < s->units[p->first_unit].first_token)
            next++;
        for (; next < n && mentions[next].first_token < end_token; next++)
            if (atoms_of(s, p, mentions[next].first_token, mentions[next].end_token, &first, &end)
                && !add_concept(s, lexicon, &mentions[next], (uint32_t)next, first, end))
                return false;
        p->n_concepts = (uint32_t)s->concepts.n - p->first_concept;
    }
    return true;
}

/* A rare term made of common words ("aplicación de la ley") tells more than they do. */
static void raise(side *s, const passage *p, const concept_ref *ref, double r)
{
    atom *atoms = s->atoms.items + p->first_atom;
    double sum = 0, least;

    for (uint32_t a = ref->first; a < ref->end; a++)
        sum += (double)atoms[a].weight;
    least = TERM * r * (1 + TERM_WORD * (double)(ref->end - ref->first - 1));
    if (sum <= 0 || sum >= least)
        return;
    for (uint32_t a = ref->first; a < ref->end; a++)
        atoms[a].weight *= (float)(least / sum);
}

static ct_status weigh_terms(side *s, const ct_lexicon *lexicon, ct_error *err)
{
    size_t n;
    const ct_concept *concepts = ct_lexicon_concepts(lexicon, &n);
    const ct_mention *mentions = ct_vocabulary_mentions(s->vocabulary, &(size_t){ 0 });
    uint32_t *with = calloc(n + 1, sizeof *with);

    if (with == NULL)
        return no_memory(err);
    for (size_t i = 0; i < s->passages.n; i++) {
        const passage *p = &s->passages.items[i];

        for (uint32_t c = 0; c < p->n_concepts; c++) {
            const concept_ref *ref = &s->concepts.items[p->first_concept + c];

            if (c == 0 || ref[-1].concept != ref->concept)
                with[ref->concept] += mentions[ref->mention].concept == ref->concept;
        }
    }
    for (size_t i = 0; i < s->passages.n; i++) {
        const passage *p = &s->passages.items[i];

        for (uint32_t c = 0; c < p->n_concepts; c++) {
            const concept_ref *ref = &s->concepts.items[p->first_concept + c];
            ct_concept_kind kind = concepts[ref->concept].kind;

            if (mentions[ref->mention].concept == ref->concept && ref->end - ref->first > 1
                && kind != CT_CONCEPT_ACTION && kind != CT_CONCEPT_FORMULA && kind != CT_CONCEPT_PLACE)
                raise(s, p, ref, rarity(with[ref->concept], s->passages.n));
        }
    }
    free(with);
    return CT_OK;
}

/* ---- refs ------------------------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    const passage_ref *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (int)x->atom - (int)y->atom;
}

static bool file_refs(side *s, const keyring *ring)
{
    for (size_t i = 0; i < s->passages.n; i++) {
        passage *p = &s->passages.items[i];

        p->first_ref = (uint32_t)s->refs.n;
        for (uint32_t a = 0; a < p->n_atoms; a++) {
            const atom *at = &s->atoms.items[p->first_atom + a];
            const type_keys *keys = &s->keys[at->type];

            for (uint32_t k = keys->first; at->weight > 0 && k < keys->first + keys->n; k++)
                if (!ct_push(&s->refs, (passage_ref){ .key = ring->refs.items[k].key, .atom = (uint16_t)a,
                                                      .strength = ring->refs.items[k].strength }))
                    return false;
        }
        p->n_refs = (uint32_t)s->refs.n - p->first_ref;
        if (p->n_refs > 1)
            qsort(s->refs.items + p->first_ref, p->n_refs, sizeof *s->refs.items, by_key);
    }
    return true;
}

/* ---- headings --------------------------------------------------------------------------------------- */

/* The heading of each section, or of the nearest section around it that has one. */
static bool find_headings(side *s)
{
    const ct_document *doc = ct_segments_document(s->segments);
    size_t n, n_blocks;
    const ct_section *sections = ct_document_sections(doc, &n);
    uint32_t *of_block;

    ct_document_blocks(doc, &n_blocks);
    of_block = CT_NEW_N(&s->arena, uint32_t, n_blocks + 1);
    s->heading_of = CT_NEW_N(&s->arena, uint32_t, n + 1);
    if (of_block == NULL || s->heading_of == NULL)
        return false;
    for (uint32_t p = 0; p < s->passages.n; p++)
        if (s->passages.items[p].role == CT_ROLE_HEADING)
            of_block[s->units[s->passages.items[p].first_unit].block] = p + 1;
    for (size_t i = 0; i < n; i++) {
        uint32_t parent = sections[i].parent, block = sections[i].heading;

        s->heading_of[i] = parent != CT_NONE && parent < i ? s->heading_of[parent] : CT_NONE;
        if (block != CT_NONE && of_block[block] != 0)
            s->heading_of[i] = of_block[block] - 1;
    }
    return true;
}

/* ---- the side --------------------------------------------------------------------------------------- */

ct_status side_init(side *s, const ct_statements *statements, keyring *ring, ct_error *err)
{
    ct_status status;

    s->statements = statements;
    s->vocabulary = ct_statements_vocabulary(statements);
    s->segments = ct_vocabulary_segments(s->vocabulary);
    s->tokens = ct_segments_tokens(s->segments, &s->n_tokens);
    s->types = ct_segments_types(s->segments, &s->n_types);
    s->units = ct_statements_units(statements, &s->n_units);
    s->language = ct_document_language(ct_segments_document(s->segments));
    s->words = &ring->words[s->language];
    s->keys = CT_NEW_N(&s->arena, type_keys, s->n_types + 1);
    s->passage_of = CT_NEW_N(&s->arena, uint32_t, s->n_units + 1);
    if (s->keys == NULL || s->passage_of == NULL)
        return no_memory(err);
    status = keyring_types(ring, s->keys, s->vocabulary, err);
    if (status != CT_OK)
        return status;
    if (!gather(s) || !gather_concepts(s, ring->lexicon) || !find_headings(s))
        return no_memory(err);
    status = weigh(s, ring, err);
    for (size_t i = 0; status == CT_OK && i < s->passages.n; i++) {
        const passage *p = &s->passages.items[i];

        if (p->n_concepts > 1)
            qsort(s->concepts.items + p->first_concept, p->n_concepts, sizeof *s->concepts.items, by_concept);
    }
    if (status == CT_OK)
        status = weigh_terms(s, ring->lexicon, err);
    if (status == CT_OK && (!side_find_fields(s, ring) || !file_refs(s, ring)))
        status = no_memory(err);
    return status == CT_OK ? side_cut_facets(s, err) : status;
}

void side_release(side *s)
{
    ct_vector_release(&s->passages);
    ct_vector_release(&s->atoms);
    ct_vector_release(&s->refs);
    ct_vector_release(&s->concepts);
    ct_vector_release(&s->facets);
    ct_vector_release(&s->fields);
    ct_vector_release(&s->shares);
    ct_arena_clear(&s->arena);
}
