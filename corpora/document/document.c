/* A document: the steps one after the other, and the way to what they found. */
#include <stdlib.h>

#include <cotejo-internal/chars.h>

#include "document.h"

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the outline of a text");
}

/* By place, then kind. */
static int compare_irregularities(const void *a, const void *b)
{
    const ct_irregularity *x = a, *y = b;

    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static void note_bookmarks(ct_builder *b)
{
    for (uint32_t i = 0; i < b->drafts.n; i++) {
        const ct_draft *d = &b->drafts.items[i];
        if (d->block.artefact.end > d->block.artefact.start && b->bytes[d->block.artefact.start] == '['
            && d->block.kind != CT_BLOCK_RESIDUE)
            ct_irregular(b, (ct_irregularity){ .kind = CT_IRREGULAR_BOOKMARK, .block = i, .span = d->block.artefact,
                                               .peer = CT_NONE });
    }
}

/* Hand everything over to the document. */
static ct_status finish(ct_builder *b, ct_error *err)
{
    ct_document *doc = b->doc;

    doc->blocks = calloc(b->drafts.n + 1, sizeof *doc->blocks);
    if (doc->blocks == NULL || b->no_memory)
        return no_memory(err);
    for (size_t i = 0; i < b->drafts.n; i++)
        doc->blocks[i] = b->drafts.items[i].block;
    doc->n_blocks = b->drafts.n;
    if (b->irregularities.n > 1)
        qsort(b->irregularities.items, b->irregularities.n, sizeof *b->irregularities.items, compare_irregularities);
    doc->sections = b->sections.items;
    doc->n_sections = b->sections.n;
    doc->irregularities = b->irregularities.items;
    doc->n_irregularities = b->irregularities.n;
    doc->holes = b->holes.items;
    doc->n_holes = b->holes.n;
    b->sections.items = NULL;
    b->irregularities.items = NULL;
    b->holes.items = NULL;
    return CT_OK;
}

static ct_status build(ct_builder *b, ct_error *err)
{
    ct_sequences sequences = { 0 };
    ct_status status = ct_patterns_new(&b->patterns, &b->words, err);

    if (status == CT_OK)
        status = ct_lines_of(&b->lines, b->bytes, b->doc->span, err);
    if (status == CT_OK)
        status = ct_drafts_of(b, err);
    if (status != CT_OK)
        return status;
    ct_settle(b);
    ct_headings(b);
    sequences.of_block = malloc((b->drafts.n + 1) * sizeof *sequences.of_block);
    if (sequences.of_block == NULL)
        return no_memory(err);
    for (size_t i = 0; i < b->drafts.n; i++)
        sequences.of_block[i] = CT_NONE;
    if (!ct_sections(b, &sequences))
        b->no_memory = true;
    else
        ct_lists(b, &sequences);
    note_bookmarks(b);
    free(sequences.of_block);
    return finish(b, err);
}

ct_status ct_document_of(ct_document **out, const ct_text *text, ct_language language,
                         const ct_part *part, const ct_outline_words *words, ct_error *err)
{
    ct_builder b = { .doc = calloc(1, sizeof *b.doc) };
    ct_status status;
    size_t len;

    *out = NULL;
    if (b.doc == NULL)
        return no_memory(err);
    b.bytes = ct_text_bytes(text, &len);
    if (words != NULL)
        b.words = *words;
    b.doc->text = text;
    b.doc->language = language;
    status = ct_part_find(&b.doc->span, b.bytes, len, part, err);
    if (status == CT_OK)
        status = build(&b, err);
    if (status == CT_OK) {
        *out = b.doc;
        b.doc = NULL;
    }
    ct_patterns_free(b.patterns);
    ct_vector_release(&b.lines);
    ct_vector_release(&b.drafts);
    ct_vector_release(&b.holes);
    ct_vector_release(&b.sections);
    ct_vector_release(&b.irregularities);
    ct_document_free(b.doc);
    return status;
}

void ct_document_free(ct_document *doc)
{
    if (doc == NULL)
        return;
    free(doc->blocks);
    free(doc->sections);
    free(doc->irregularities);
    free(doc->holes);
    free(doc);
}

const ct_text *ct_document_text(const ct_document *doc) { return doc->text; }
ct_language    ct_document_language(const ct_document *doc) { return doc->language; }
ct_span        ct_document_span(const ct_document *doc) { return doc->span; }

const ct_block *ct_document_blocks(const ct_document *doc, size_t *n)
{
    *n = doc->n_blocks;
    return doc->blocks;
}

const ct_section *ct_document_sections(const ct_document *doc, size_t *n)
{
    *n = doc->n_sections;
    return doc->sections;
}

const ct_irregularity *ct_document_irregularities(const ct_document *doc, size_t *n)
{
    *n = doc->n_irregularities;
    return doc->irregularities;
}

const ct_span *ct_document_holes(const ct_document *doc, size_t *n)
{
    *n = doc->n_holes;
    return doc->holes;
}
