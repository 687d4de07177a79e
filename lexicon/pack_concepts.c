/* Concepts, terms and shortfalls of the compiled lexicon. */
#include <string.h>

#include "pack.h"

static uint8_t count_commas(const char *s)
{
    uint8_t n = 0;

    for (; *s != '\0'; s++)
        n = (uint8_t)(n + (*s == ',' && n < 255));
    return n;
}

/* Conjunctions: "countries and regions" does not name the "countries of the region". */
static uint8_t count_joins(const ct_function_words *words, const char *s)
{
    size_t len = strlen(s), at = 0;
    uint8_t n = 0;
    ct_span a;

    while (ct_next_atom(s, len, &at, &a))
        if (ct_function_words_class(words, s + a.start, a.end - a.start) == CT_FUNCTION_CONJUNCTION && n < 255)
            n++;
    return n;
}

/* One capitalised word besides light ones: "La Paz" is a name, "la paz" is not. Acronyms are kept by their lemma. */
static uint8_t name_bits(const ct_function_words *words, const char *s)
{
    size_t len = strlen(s), at = 0, n = 0;
    bool upper = false;
    ct_span a;

    while (ct_next_atom(s, len, &at, &a)) {
        if (ct_is_light(ct_function_words_class(words, s + a.start, a.end - a.start)))
            continue;
        upper = ct_starts_upper(s + a.start, a.end - a.start);
        n++;
    }
    return n == 1 && upper ? CT_TERM_IS_NAME : 0;
}

void ct_pack_terms(ct_packer *p, const ct_build *build)
{
    ct_pack_begin(p, CT_SECTION_TERMS);
    for (uint32_t c = 0; c < build->concepts.n; c++) {
        const ct_raw_concept *concept = &build->concepts.items[c];
        for (uint32_t i = concept->first_term; i < concept->first_term + concept->n_terms; i++) {
            const ct_raw_term *t = &build->terms.items[i];
            ct_stored_term s = { .text = ct_pack_string(p, t->text), .concept = c, .language = (uint8_t)t->language,
                                 .status = (uint8_t)t->status, .layer = (uint8_t)concept->layer,
                                 .commas = count_commas(t->text),
                                 .joins = count_joins(&build->function_words[t->language], t->text), 
                                 .name = name_bits(&build->function_words[t->language], t->text) };
            ct_buffer_add(p->out, &s, sizeof s);
        }
    }
    ct_pack_end(p, CT_SECTION_TERMS);
}

typedef CT_VECTOR(uint32_t) number_list;

/* Ids of broader concepts become numbers; one that is not there is said, not passed over. */
static bool find_broader(ct_build *build, const ct_intern *ids, const ct_raw_concept *c, number_list *out)
{
    char *list = c->broader == NULL ? NULL : ct_arena_string(&build->arena, c->broader), *id;

    while ((id = ct_tsv_item(&list)) != NULL) {
        uint32_t k = ct_intern_find(ids, id, strlen(id));
        if (k == CT_NO_STRING) {
            if (ct_build_shortfall(build, CT_RESOURCE_OTHER, "broader concept", "correct the table",
                                   "concept '%s' of '%s' has the broader concept '%s', which is in no table", c->id, c->field, id) != CT_OK)
                return false;
        } else if (!ct_push(out, k))
            return false;
    }
    return true;
}

/* Concepts by id. A repeated id names its first concept; that is said too. */
static bool number_ids(ct_build *build, ct_intern *ids, number_list *concept_of)
{
    for (uint32_t c = 0; c < build->concepts.n; c++) {
        const ct_raw_concept *concept = &build->concepts.items[c];
        uint32_t k = ct_intern_add(ids, concept->id, strlen(concept->id));
        if (k == CT_NO_STRING)
            return false;
        if (k == concept_of->n) {
            if (!ct_push(concept_of, c))
                return false;
        } else if (concept->layer == CT_LAYER_DOMAIN && strchr(concept->id, '=') == NULL
                   && ct_build_shortfall(build, CT_RESOURCE_OTHER, "concept", "correct the table",
                                         "the id '%s' stands in '%s' and again in '%s'", concept->id,
                                         build->concepts.items[concept_of->items[k]].field, concept->field) != CT_OK)
            return false;
    }
    return true;
}

bool ct_pack_concepts(ct_packer *p, ct_build *build)
{
    ct_intern ids = { 0 };
    number_list concept_of = { 0 }, broader = { 0 };
    bool ok = number_ids(build, &ids, &concept_of);

    ct_pack_begin(p, CT_SECTION_CONCEPTS);
    for (size_t c = 0; ok && c < build->concepts.n; c++) {
        const ct_raw_concept *concept = &build->concepts.items[c];
        ct_stored_concept s = {
            .id = ct_pack_string(p, concept->id), .field = ct_pack_string(p, concept->field),
            .note = ct_pack_string(p, concept->note),
            .first_term = concept->first_term, .n_terms = concept->n_terms, .first_broader = (uint32_t)broader.n,
            .kind = (uint8_t)concept->kind, .layer = (uint8_t)concept->layer
        };
        ok = find_broader(build, &ids, concept, &broader);
        s.n_broader = (uint32_t)broader.n - s.first_broader;
        ct_buffer_add(p->out, &s, sizeof s);
    }
    ct_pack_end(p, CT_SECTION_CONCEPTS);
    for (size_t i = 0; ok && i < broader.n; i++)
        broader.items[i] = concept_of.items[broader.items[i]];
    ct_pack_section(p, CT_SECTION_BROADER, broader.items, broader.n, sizeof *broader.items);
    ct_intern_release(&ids);
    ct_vector_release(&concept_of);
    ct_vector_release(&broader);
    return ok;
}

void ct_pack_shortfalls(ct_packer *p, const ct_build *build)
{
    ct_pack_begin(p, CT_SECTION_SHORTFALLS);
    for (size_t i = 0; i < build->shortfalls.n; i++) {
        const ct_shortfall *s = &build->shortfalls.items[i];
        uint32_t row[4] = { ct_pack_string(p, s->what), ct_pack_string(p, s->reason), ct_pack_string(p, s->remedy),
                            (uint32_t)s->resource };
        ct_buffer_add(p->out, row, sizeof row);
    }
    ct_pack_end(p, CT_SECTION_SHORTFALLS);
}
