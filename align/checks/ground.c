/* Preparing what the rules look at. */
#include <stdlib.h>
#include <string.h>

#include "couples.h"
#include "ground.h"
#include "names.h"
#include "regions.h"
#include "sets.h"

static void borrow_side(ct_ground_side *s, const ct_statements *statements)
{
    const ct_segments *segments;

    s->statements = statements;
    s->vocabulary = ct_statements_vocabulary(statements);
    segments = ct_vocabulary_segments(s->vocabulary);
    s->document = ct_segments_document(segments);
    s->language = ct_document_language(s->document);
    s->bytes = ct_text_bytes(ct_document_text(s->document), &s->n_bytes);
    s->units = ct_statements_units(statements, &s->n_units);
    s->tokens = ct_segments_tokens(segments, &s->n_tokens);
    s->types = ct_segments_types(segments, &s->n_types);
    s->sentences = ct_segments_sentences(segments, &s->n_sentences);
    s->blocks = ct_document_blocks(s->document, &s->n_blocks);
    s->sections = ct_document_sections(s->document, &s->n_sections);
    s->words = ct_vocabulary_words(s->vocabulary);
    s->readings = ct_vocabulary_readings(s->vocabulary, &s->n_readings);
    s->mentions = ct_vocabulary_mentions(s->vocabulary, &s->n_mentions);
    s->quantities = ct_vocabulary_quantities(s->vocabulary, &s->n_quantities);
}

static bool index_units(ct_ground *g, ct_ground_side *s)
{
    s->unit_of = CT_NEW_N(&g->arena, uint32_t, s->n_tokens + 1);
    if (s->unit_of == NULL)
        return false;
    for (size_t t = 0; t < s->n_tokens; t++)
        s->unit_of[t] = CT_NONE;
    for (uint32_t u = 0; u < s->n_units; u++)
        for (uint32_t t = s->units[u].first_token; t < s->units[u].end_token && t < s->n_tokens; t++)
            s->unit_of[t] = u;
    return true;
}

/* ---- atoms ---------------------------------------------------------------------------------------- */

/* Where the part of a hyphenated token stands in it, looking from `from`. */
static ct_span part_span(const ct_ground_side *s, const ct_token *token, const ct_type *part, uint32_t from)
{
    uint32_t last = token->span.end;

    for (uint32_t at = from; part->length <= last && at <= last - part->length; at++)
        if (memcmp(s->bytes + at, part->text, part->length) == 0)
            return (ct_span){ at, at + part->length };
    return (ct_span){ from, last };
}

static bool make_atoms(ct_ground *g, ct_ground_side *s)
{
    size_t n_parts, n = 0;
    const uint32_t *parts = ct_segments_parts(ct_vocabulary_segments(s->vocabulary), &n_parts);

    for (size_t t = 0; t < s->n_tokens; t++) {
        const ct_type *type = &s->types[s->tokens[t].type];
        n += type->n_parts > 1 ? type->n_parts : 1;
    }
    s->atoms = CT_NEW_N(&g->arena, ct_atom, n + 1);
    s->first_atom = CT_NEW_N(&g->arena, uint32_t, s->n_tokens + 1);
    if (s->atoms == NULL || s->first_atom == NULL)
        return false;
    for (uint32_t t = 0; t < s->n_tokens; t++) {
        const ct_token *token = &s->tokens[t];
        const ct_type *type = &s->types[token->type];
        uint32_t at = token->span.start;

        s->first_atom[t] = (uint32_t)s->n_atoms;
        if (type->n_parts < 2)
            s->atoms[s->n_atoms++] = (ct_atom){ token->span, t, token->type };
        for (uint32_t p = 0; type->n_parts > 1 && p < type->n_parts; p++) {
            uint32_t part = parts[type->first_part + p];
            ct_span span = part_span(s, token, &s->types[part], at);

            s->atoms[s->n_atoms++] = (ct_atom){ span, t, part };
            at = span.end;
        }
    }
    s->first_atom[s->n_tokens] = (uint32_t)s->n_atoms;
    return true;
}

/* ---- links ---------------------------------------------------------------------------------------- */

/* Links of every unit, the counterparts before the partial before the related, then by score. */
static bool better_link(const ct_link *a, const ct_link *b)
{
    return a->kind != b->kind ? a->kind < b->kind : a->score > b->score;
}

static void sort_links(const ct_ground *g, uint32_t *links, size_t n)
{
    for (size_t i = 1; i < n; i++) {      /* few links per unit */
        uint32_t link = links[i];
        size_t k = i;

        for (; k > 0 && better_link(&g->links[link], &g->links[links[k - 1]]); k--)
            links[k] = links[k - 1];
        links[k] = link;
    }
}

static bool index_links(ct_ground *g, ct_side side)
{
    ct_ground_side *s = &g->sides[side];
    size_t n = 0;

    for (size_t l = 0; l < g->n_links; l++)
        n += g->links[l].n_units[side];
    s->first_link = CT_NEW_N(&g->arena, uint32_t, s->n_units + 2);
    s->links = CT_NEW_N(&g->arena, uint32_t, n + 1);
    if (s->first_link == NULL || s->links == NULL)
        return false;
    for (size_t l = 0; l < g->n_links; l++)
        for (uint32_t i = 0; i < g->links[l].n_units[side]; i++)
            s->first_link[ct_link_side(g, &g->links[l], side)[i] + 2]++;
    for (size_t u = 2; u < s->n_units + 2; u++)
        s->first_link[u] += s->first_link[u - 1];
    for (uint32_t l = 0; l < g->n_links; l++)
        for (uint32_t i = 0; i < g->links[l].n_units[side]; i++)
            s->links[s->first_link[ct_link_side(g, &g->links[l], side)[i] + 1]++] = l;
    for (size_t u = 0; u < s->n_units; u++)
        sort_links(g, s->links + s->first_link[u], s->first_link[u + 1] - s->first_link[u]);
    return true;
}

static void borrow_links(ct_ground *g, const ct_links *links)
{
    size_t n;

    if (links == NULL)
        return;
    g->links = ct_links_all(links, &g->n_links);
    g->link_units = ct_links_units(links, &n);
    g->evidence = ct_links_evidence(links, &n);
    g->candidates = ct_links_candidates(links, &n);
    for (int side = 0; side < CT_SIDES; side++)
        g->sides[side].verdicts = ct_links_verdicts(links, (ct_side)side);
}

ct_status ct_ground_of(ct_ground *ground, const ct_pair *pair, const char *data, ct_error *err)
{
    ct_status status;
    bool ok = true;
    size_t n;

    *ground = (ct_ground){ .pair = pair, .data = data == NULL ? ct_data_folder() : data, .met = calloc(CT_MET_CELLS, sizeof *ground->met) };
    if (ground->met == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
    status = ct_tables_read(&ground->tables, data == NULL ? ct_data_folder() : data, err);
    if (status != CT_OK)
        return status;
    ground->concepts = ct_lexicon_concepts(pair->lexicon, &ground->n_concepts);
    ground->terms = ct_lexicon_terms(pair->lexicon, &n);
    borrow_links(ground, pair->links);
    for (int side = 0; ok && side < CT_SIDES; side++) {
        borrow_side(&ground->sides[side], pair->sides[side]);
        ok = index_units(ground, &ground->sides[side]) && make_atoms(ground, &ground->sides[side])
            && index_links(ground, (ct_side)side);
    }
    for (int side = 0; ok && side < CT_SIDES; side++)
        for (int l = 0; ok && l < CT_LANGUAGES; l++) {
            ground->sides[side].spelled[l] = CT_NEW_N(&ground->arena, _Atomic(uint8_t), ground->sides[side].n_types + 1);
            ok = ground->sides[side].spelled[l] != NULL;
        }
    for (int side = 0; ok && !pair->aligned && side < CT_SIDES; side++)
        ok = ct_find_regions(ground, (ct_side)side) && ct_find_names(ground, (ct_side)side);
    if (ok && !pair->aligned)
        ct_match_names(ground);
    if (ok && (pair->aligned || pair->rendered))
        ok = ct_find_couples(ground);
    if (ok && (status = ct_sets_read(ground, ground->data, err)) != CT_OK)
        return status;
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
}

void ct_ground_release(ct_ground *ground)
{
    for (int side = 0; side < CT_SIDES; side++) {
        ct_vector_release(&ground->sides[side].regions);
        ct_vector_release(&ground->sides[side].parties);
        ct_vector_release(&ground->sides[side].names);
        ct_vector_release(&ground->sides[side].name_words);
    }
    ct_sets_release(ground);
    ct_tables_release(&ground->tables);
    free(ground->met);
    ct_arena_clear(&ground->arena);
}

const ct_ground *ct_ground_at(const ct_pair *pair)
{
    return pair->ground;
}

const char *ct_ground_say(const ct_ground *ground, const char *english)
{
    return ct_say(ground->pair->messages, english);
}

const char *ct_ground_say_as(const ct_ground *ground, const char *sense, const char *english)
{
    return ct_say_as(ground->pair->messages, sense, english);
}

const char *ct_ground_say_if_known(const ct_ground *ground, const char *english)
{
    return ct_say_if_known(ground->pair->messages, NULL, english);
}

const char *ct_ground_language(const ct_ground *ground, ct_side side)
{
    return ct_ground_say(ground, ground->sides[side].language == CT_ES ? "Spanish" : "English");
}
