/* The compiled lexicon's bytes: a header, then arrays, each at a multiple of eight bytes. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/build.h>
#include <cotejo-internal/stored.h>

#include "pack.h"

void ct_pack_begin(ct_packer *p, int section)
{
    while (!p->out->failed && p->out->n % 8 != 0)
        ct_buffer_add_char(p->out, '\0');
    p->head.sections[section].offset = p->out->n;
}

void ct_pack_end(ct_packer *p, int section)
{
    p->head.sections[section].bytes = p->out->n - p->head.sections[section].offset;
}

void ct_pack_section(ct_packer *p, int section, const void *items, size_t n, size_t size)
{
    ct_pack_begin(p, section);
    ct_buffer_add(p->out, items, n * size);
    ct_pack_end(p, section);
}

uint32_t ct_pack_string(ct_packer *p, const char *s)
{
    uint32_t k;

    if (s == NULL || *s == '\0')
        return 0;
    k = ct_intern_add(&p->strings, s, strlen(s));
    if (k == CT_NO_STRING)
        p->text.failed = true;
    else if (k == p->offsets.n) {
        if (!ct_push(&p->offsets, (uint32_t)p->text.n))
            p->text.failed = true;
        ct_buffer_add(&p->text, s, strlen(s) + 1);
    }
    return p->text.failed ? 0 : p->offsets.items[k];
}

/* ---- lemmas and renderings --------------------------------------------------------------------------- */

static uint32_t index_size(uint32_t n)
{
    uint32_t size = 16;

    while (size < 2 * n)
        size *= 2;
    return size;
}

static bool pack_lemmas(ct_packer *p, const ct_build *build, ct_language language)
{
    const ct_intern *lemmas = &build->lemmas[language];
    uint32_t size = index_size(lemmas->n), *index = malloc(size * sizeof *index);
    uint32_t *at = malloc((lemmas->n + 1) * sizeof *at);
    bool ok = index != NULL && at != NULL;

    for (uint32_t i = 0; ok && i < size; i++)
        index[i] = CT_NONE;
    for (uint32_t k = 0; ok && k < lemmas->n; k++) {
        uint32_t i = ct_lemma_hash(lemmas->strings[k], lemmas->lengths[k]) & (size - 1);
        while (index[i] != CT_NONE)
            i = (i + 1) & (size - 1);
        index[i] = k;
        at[k] = ct_pack_string(p, lemmas->strings[k]);
    }
    if (ok) {
        ct_pack_section(p, CT_SIDE_SECTION(LEMMAS, language), at, lemmas->n, sizeof *at);
        ct_pack_section(p, CT_SIDE_SECTION(GRAMMAR, language), build->grammar[language].items, lemmas->n,
                        sizeof(uint16_t));
        ct_pack_section(p, CT_SIDE_SECTION(INDEX, language), index, size, sizeof *index);
    }
    free(index);
    free(at);
    return ok;
}

/* A pair seen from one of its sides. */
typedef struct half { uint32_t lemma, other, rank; ct_layer layer; } half;

static int by_strength(const void *a, const void *b)
{
    const half *x = a, *y = b;

    if (x->lemma != y->lemma)
        return x->lemma < y->lemma ? -1 : 1;
    if (x->layer != y->layer)
        return x->layer < y->layer ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->other > y->other) - (x->other < y->other);
}

static bool is_known(const ct_rendering *renderings, size_t first, size_t n, uint32_t lemma)
{
    for (size_t i = first; i < n; i++)
        if (renderings[i].lemma == lemma)
            return true;
    return false;
}

/* Sorted halves become the renderings of each lemma, a lemma once, as the strongest layer has it. */
static size_t fill_renderings(const half *halves, size_t n, uint32_t *start, uint32_t n_lemmas, ct_rendering *out)
{
    size_t kept = 0, i = 0;

    for (uint32_t k = 0; k < n_lemmas; k++) {
        size_t first = kept, of_layer = 0;
        start[k] = (uint32_t)kept;
        for (; i < n && halves[i].lemma == k; i++) {
            if (kept > first && out[kept - 1].layer != halves[i].layer)
                of_layer = 0;
            if (kept - first >= 64 || is_known(out, first, kept, halves[i].other))
                continue;
            memset(&out[kept], 0, sizeof *out);
            out[kept].lemma = halves[i].other;
            out[kept].layer = halves[i].layer;
            out[kept++].rank = (uint8_t)(of_layer < 255 ? of_layer : 255);
            of_layer++;
        }
    }
    start[n_lemmas] = (uint32_t)kept;
    return kept;
}

static bool pack_renderings(ct_packer *p, const ct_build *build, ct_language language)
{
    ct_language other = language == CT_ES ? CT_EN : CT_ES;
    uint32_t n_lemmas = build->lemmas[language].n;
    size_t n = build->pairs.n, kept;
    half *halves = malloc((n + 1) * sizeof *halves);
    uint32_t *start = malloc((n_lemmas + 1) * sizeof *start);
    ct_rendering *renderings = malloc((n + 1) * sizeof *renderings);
    bool ok = halves != NULL && start != NULL && renderings != NULL;

    for (size_t i = 0; ok && i < n; i++) {
        const ct_word_pair *pair = &build->pairs.items[i];
        halves[i] = (half){ pair->lemma[language], pair->lemma[other], pair->rank, pair->layer };
    }
    if (ok) {
        qsort(halves, n, sizeof *halves, by_strength);
        kept = fill_renderings(halves, n, start, n_lemmas, renderings);
        ct_pack_section(p, CT_SIDE_SECTION(RENDERING_START, language), start, n_lemmas + 1, sizeof *start);
        ct_pack_section(p, CT_SIDE_SECTION(RENDERINGS, language), renderings, kept, sizeof *renderings);
    }
    free(halves);
    free(start);
    free(renderings);
    return ok;
}

static bool pack_forms(ct_packer *p, const ct_build *build, ct_language language)
{
    const ct_transducer *t = &build->forms[language].transducer;
    uint32_t *symbols = malloc((t->n_symbols + 1) * sizeof *symbols);

    if (symbols == NULL)
        return false;
    for (uint32_t k = 0; k < t->n_symbols; k++)
        symbols[k] = ct_pack_string(p, t->strings + t->symbols[k]);
    if (t->n_states > 0) {
        ct_pack_section(p, CT_SIDE_SECTION(ARC_START, language), t->first, t->n_states + 1, sizeof *t->first);
        ct_pack_section(p, CT_SIDE_SECTION(FINALS, language), t->final, t->n_states, 1);
        ct_pack_section(p, CT_SIDE_SECTION(ARCS, language), t->arcs, t->first[t->n_states], sizeof *t->arcs);
        ct_pack_section(p, CT_SIDE_SECTION(SYMBOLS, language), symbols, t->n_symbols, sizeof *symbols);
    }
    free(symbols);
    return true;
}

/* ---- the tree of terms --------------------------------------------------------------------------------- */

typedef struct pair_of_numbers { uint32_t a, b, c; } pair_of_numbers;

static int by_pair(const void *x, const void *y)
{
    const pair_of_numbers *p = x, *q = y;

    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return p->b != q->b ? (p->b < q->b ? -1 : 1) : (p->c > q->c) - (p->c < q->c);
}

/* Sort rows by `a` and write where each `a` begins, then the rows' `b` (and `c`). */
static bool pack_rows(ct_packer *p, pair_of_numbers *rows, size_t n, uint32_t n_keys, int start_section,
                      int row_section, size_t columns)
{
    uint32_t *start = calloc((size_t)n_keys + 1, sizeof *start);

    if (start == NULL)
        return false;
    if (n > 0)
        qsort(rows, n, sizeof *rows, by_pair);
    for (size_t i = 0; i < n; i++)
        start[rows[i].a + 1] = (uint32_t)i + 1;
    for (uint32_t k = 0; k < n_keys; k++)
        if (start[k + 1] < start[k])
            start[k + 1] = start[k];
    ct_pack_section(p, start_section, start, n_keys + 1, sizeof *start);
    ct_pack_begin(p, row_section);
    for (size_t i = 0; i < n; i++)
        ct_buffer_add(p->out, &rows[i].b, columns * sizeof rows[i].b);
    ct_pack_end(p, row_section);
    free(start);
    return true;
}

static bool pack_slots(ct_packer *p, const ct_grown_tree *tree, uint32_t n_lemmas, ct_language language)
{
    CT_VECTOR(pair_of_numbers) rows = { 0 };
    bool ok = true;

    for (uint32_t slot = 0; ok && slot < tree->slots.n; slot++)
        for (size_t i = 0; ok && i < tree->slots.lengths[slot] / sizeof(uint32_t); i++) {
            pair_of_numbers row = { .b = slot };
            memcpy(&row.a, tree->slots.strings[slot] + i * sizeof row.a, sizeof row.a);
            ok = ct_push(&rows, row);
        }
    ok = ok && pack_rows(p, rows.items, rows.n, n_lemmas * CT_USES, CT_SIDE_SECTION(SLOT_START, language),
                         CT_SIDE_SECTION(SLOTS, language), 1);
    ct_vector_release(&rows);
    return ok;
}

static bool pack_tree(ct_packer *p, const ct_grown_tree *tree, ct_language language)
{
    uint32_t n_nodes = tree->edges.n + 1;
    size_t most = tree->edges.n > tree->ends.n ? tree->edges.n : tree->ends.n;
    pair_of_numbers *rows = malloc((most + 1) * sizeof *rows);
    bool ok = rows != NULL;

    for (uint32_t k = 0; ok && k < tree->edges.n; k++) {
        ct_tree_key key;
        memcpy(&key, tree->edges.strings[k], sizeof key);
        rows[k] = (pair_of_numbers){ key.node, key.slot, k + 1 };
    }
    ok = ok && pack_rows(p, rows, tree->edges.n, n_nodes, CT_SIDE_SECTION(NODES, language),
                         CT_SIDE_SECTION(EDGES, language), 2);
    for (size_t i = 0; ok && i < tree->ends.n; i++)
        rows[i] = (pair_of_numbers){ tree->ends.items[i].node, tree->ends.items[i].term, 0 };
    ok = ok && pack_rows(p, rows, tree->ends.n, n_nodes, CT_SIDE_SECTION(ENDS_AT, language),
                         CT_SIDE_SECTION(ENDS, language), 1);
    free(rows);
    return ok;
}

/* ---- the whole ---------------------------------------------------------------------------------------------- */

static bool pack_side(ct_packer *p, ct_build *build, ct_language language, ct_error *err)
{
    ct_grown_tree tree;
    bool ok = ct_build_grow_tree(&tree, build, language, err) == CT_OK;

    ok = ok && pack_slots(p, &tree, build->lemmas[language].n, language) && pack_tree(p, &tree, language)
        && pack_lemmas(p, build, language) && pack_forms(p, build, language);
    ct_grown_tree_release(&tree);
    return ok;
}

ct_status ct_build_pack(ct_buffer *out, ct_build *build, const uint64_t *fingerprint, ct_error *err)
{
    ct_packer p = { .out = out };
    bool ok;

    ct_stored_head_init(&p.head, fingerprint);
    ct_buffer_add(out, &p.head, sizeof p.head);
    ct_buffer_add_char(&p.text, '\0');
    ct_build_sort_terms(build);
    ok = pack_side(&p, build, CT_ES, err) && pack_side(&p, build, CT_EN, err)
        && ct_build_pair_terms(build, err) == CT_OK && pack_renderings(&p, build, CT_ES)
        && pack_renderings(&p, build, CT_EN);
    if (ok) {
        ct_pack_terms(&p, build);
        ok = ct_pack_concepts(&p, build);
        ct_pack_shortfalls(&p, build);
        ct_pack_section(&p, CT_SECTION_STRINGS, p.text.bytes, p.text.n, 1);
    }
    ok = ok && !out->failed && !p.text.failed;
    if (ok)
        ct_stored_head_seal(&p.head, out->bytes, out->n);
    ct_intern_release(&p.strings);
    ct_buffer_release(&p.text);
    ct_vector_release(&p.offsets);
    return ok ? CT_OK : ct_build_nomem(err);
}
