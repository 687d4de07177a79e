/* Reading a compiled lexicon: one read of the file, a checksum, and arrays that point into it. */
#include <string.h>

#include <cotejo-internal/stored.h>

static const char magic[8] = { 'c', 'o', 't', 'e', 'j', 'o', 'L', '\n' };

uint32_t ct_lemma_hash(const char *bytes, size_t len)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)bytes[i]) * 16777619u;
    return h;
}

void ct_hash_bytes(uint64_t *hash, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    uint64_t a = hash[0], b = hash[1];

    for (; len >= 8; len -= 8, p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        a = (a ^ word) * 0x9e3779b97f4a7c15u;
        a ^= a >> 29;
        b = (b + word) * 0xc2b2ae3d27d4eb4fu;
        b ^= b >> 31;
    }
    for (; len > 0; len--, p++) {
        a = (a ^ *p) * 0x9e3779b97f4a7c15u;
        b = (b + *p + 1) * 0xc2b2ae3d27d4eb4fu;
    }
    hash[0] = a ^ (a >> 32);
    hash[1] = b ^ (b >> 32);
}

static uint64_t layout_of_this_build(void)
{
    uint64_t sizes[2] = { CT_LEXICON_RULES, 0 };
    const size_t layout[] = { sizeof(ct_rendering), sizeof(ct_arc), sizeof(ct_stored_concept), sizeof(ct_stored_term),
                              sizeof(ct_edge), sizeof(ct_stored_head), sizeof(size_t) };

    ct_hash_bytes(sizes, layout, sizeof layout);
    return sizes[0];
}

void ct_stored_head_init(ct_stored_head *head, const uint64_t *fingerprint)
{
    memset(head, 0, sizeof *head);
    memcpy(head->magic, magic, sizeof magic);
    head->layout = layout_of_this_build();
    head->fingerprint[0] = fingerprint[0];
    head->fingerprint[1] = fingerprint[1];
}

static uint64_t checksum_of(const char *bytes, size_t len)
{
    uint64_t hash[2] = { 1, 2 };

    ct_hash_bytes(hash, bytes + sizeof(ct_stored_head), len - sizeof(ct_stored_head));
    return hash[0] ^ hash[1];
}

void ct_stored_head_seal(ct_stored_head *head, char *bytes, size_t len)
{
    head->bytes = len;
    head->checksum = checksum_of(bytes, len);
    memcpy(bytes, head, sizeof *head);
}

bool ct_stored_is_good(const char *bytes, size_t len, const uint64_t *fingerprint)
{
    ct_stored_head head;

    if (len < sizeof head)
        return false;
    memcpy(&head, bytes, sizeof head);
    return memcmp(head.magic, magic, sizeof magic) == 0 && head.layout == layout_of_this_build()
        && head.fingerprint[0] == fingerprint[0] && head.fingerprint[1] == fingerprint[1] && head.bytes == len
        && head.checksum == checksum_of(bytes, len);
}

/* ---- attaching ----------------------------------------------------------------------------------------- */

typedef struct view { const char *bytes; const ct_stored_head *head; } view;

static const void *items_of(const view *v, int section, size_t size, size_t *n)
{
    const ct_stored_section *s = &v->head->sections[section];

    *n = (size_t)s->bytes / size;
    return s->bytes == 0 ? NULL : v->bytes + s->offset;
}

static uint32_t count(size_t n)
{
    return (uint32_t)n;
}

static void attach_side(ct_lexicon *lexicon, const view *v, ct_language language)
{
    ct_side *side = &lexicon->sides[language];
    size_t n;

#define ITEMS(name, type) ((const type *)items_of(v, CT_SIDE_SECTION(name, language), sizeof(type), &n))
    side->lemmas = ITEMS(LEMMAS, uint32_t);
    side->n_lemmas = count(n);
    side->grammar = ITEMS(GRAMMAR, uint16_t);
    side->index = ITEMS(INDEX, uint32_t);
    side->n_index = count(n);
    side->rendering_start = ITEMS(RENDERING_START, uint32_t);
    side->renderings = ITEMS(RENDERINGS, ct_rendering);
    side->forms.first = ITEMS(ARC_START, uint32_t);
    side->forms.n_states = n == 0 ? 0 : count(n - 1);
    side->forms.final = ITEMS(FINALS, uint8_t);
    side->forms.arcs = ITEMS(ARCS, ct_arc);
    side->forms.symbols = ITEMS(SYMBOLS, uint32_t);
    side->forms.n_symbols = count(n);
    side->forms.strings = lexicon->strings;
    side->tree.slot_start = ITEMS(SLOT_START, uint32_t);
    side->tree.slots = ITEMS(SLOTS, uint32_t);
    side->tree.nodes = ITEMS(NODES, uint32_t);
    side->tree.n_nodes = n == 0 ? 0 : count(n - 1);
    side->tree.edges = ITEMS(EDGES, ct_edge);
    side->tree.ends_at = ITEMS(ENDS_AT, uint32_t);
    side->tree.ends = ITEMS(ENDS, uint32_t);
#undef ITEMS
}

static bool attach_terms(ct_lexicon *lexicon, const view *v)
{
    lexicon->stored_terms = items_of(v, CT_SECTION_TERMS, sizeof(ct_stored_term), &lexicon->n_terms);
    lexicon->terms = CT_NEW_N(&lexicon->arena, ct_term, lexicon->n_terms + 1);
    for (size_t i = 0; lexicon->terms != NULL && i < lexicon->n_terms; i++) {
        const ct_stored_term *s = &lexicon->stored_terms[i];
        lexicon->terms[i] = (ct_term){ .text = lexicon->strings + s->text, .concept = s->concept,
                                       .language = (ct_language)s->language, .status = (ct_term_status)s->status,
                                       .layer = (ct_layer)s->layer };
    }
    return lexicon->terms != NULL;
}

static bool attach_concepts(ct_lexicon *lexicon, const view *v)
{
    const ct_stored_concept *stored = items_of(v, CT_SECTION_CONCEPTS, sizeof *stored, &lexicon->n_concepts);

    lexicon->concepts = CT_NEW_N(&lexicon->arena, ct_concept, lexicon->n_concepts + 1);
    for (size_t i = 0; lexicon->concepts != NULL && i < lexicon->n_concepts; i++) {
        const ct_stored_concept *s = &stored[i];
        lexicon->concepts[i] = (ct_concept){
            .id = lexicon->strings + s->id, .field = lexicon->strings + s->field,
            .note = s->note == 0 ? NULL : lexicon->strings + s->note, .kind = (ct_concept_kind)s->kind,
            .layer = (ct_layer)s->layer, .first_term = s->first_term, .n_terms = s->n_terms,
            .first_broader = s->first_broader, .n_broader = s->n_broader
        };
    }
    lexicon->broader = items_of(v, CT_SECTION_BROADER, sizeof(uint32_t), &lexicon->n_broader);
    return lexicon->concepts != NULL;
}

static bool attach_shortfalls(ct_lexicon *lexicon, const view *v)
{
    size_t n;
    const uint32_t *rows = items_of(v, CT_SECTION_SHORTFALLS, 4 * sizeof(uint32_t), &n);

    lexicon->shortfalls = CT_NEW_N(&lexicon->arena, ct_shortfall, n + CT_RUN_SHORTFALLS);
    if (lexicon->shortfalls == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        lexicon->shortfalls[lexicon->n_shortfalls++] = (ct_shortfall){
            .resource = (ct_resource)rows[4 * i + 3], .what = lexicon->strings + rows[4 * i],
            .reason = lexicon->strings + rows[4 * i + 1], .remedy = lexicon->strings + rows[4 * i + 2] };
    return true;
}

ct_status ct_stored_attach(ct_lexicon *lexicon, char *bytes, size_t len, ct_error *err)
{
    view v = { .bytes = bytes, .head = (const ct_stored_head *)(const void *)bytes };
    size_t n;

    lexicon->bytes = bytes;
    for (int i = 0; i < CT_ALL_SECTIONS; i++) {
        const ct_stored_section *s = &v.head->sections[i];
        if (s->offset % 4 != 0 || s->offset > len || s->bytes > len - s->offset)
            return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "the compiled lexicon is damaged");
    }
    lexicon->strings = items_of(&v, CT_SECTION_STRINGS, 1, &n);
    attach_side(lexicon, &v, CT_ES);
    attach_side(lexicon, &v, CT_EN);
    if (!attach_terms(lexicon, &v) || !attach_concepts(lexicon, &v) || !attach_shortfalls(lexicon, &v))
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lexicon");
    return CT_OK;
}
