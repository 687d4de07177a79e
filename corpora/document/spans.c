/* A document whose segments were cut by somebody else: the sides of a file of aligned pairs. */
#include <stdlib.h>

#include <cotejo-internal/chars.h>

#include "document.h"

static void fill(ct_document *doc, const char *bytes, const ct_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ct_span span = ct_span_trim(bytes, spans[i]);

        doc->blocks[i] = (ct_block){ .kind = CT_BLOCK_PARAGRAPH, .span = span, .body = span,
                                     .artefact = { span.start, span.start }, .marker.span = { span.start, span.start } };
    }
    doc->n_blocks = n;
    doc->sections[0] = (ct_section){ .parent = CT_NONE, .heading = CT_NONE, .end_block = (uint32_t)n };
    doc->n_sections = 1;
    if (n > 0)
        doc->span = (ct_span){ spans[0].start, spans[n - 1].end };
}

ct_status ct_document_of_spans(ct_document **out, const ct_text *text, ct_language language,
                               const ct_span *spans, size_t n, ct_error *err)
{
    ct_document *doc;
    size_t len;

    *out = NULL;
    if (n > CT_MAX_BLOCKS)
        return ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "%zu segments are more than the limit of %d", n, CT_MAX_BLOCKS);
    doc = calloc(1, sizeof *doc);
    if (doc != NULL) {
        doc->text = text;
        doc->language = language;
        doc->blocks = calloc(n + 1, sizeof *doc->blocks);
        doc->sections = calloc(1, sizeof *doc->sections);
        doc->irregularities = calloc(1, sizeof *doc->irregularities);
        doc->holes = calloc(1, sizeof *doc->holes);
    }
    if (doc == NULL || doc->blocks == NULL || doc->sections == NULL || doc->irregularities == NULL || doc->holes == NULL) {
        ct_document_free(doc);
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the outline of a text");
    }
    fill(doc, ct_text_bytes(text, &len), spans, n);
    *out = doc;
    return CT_OK;
}
