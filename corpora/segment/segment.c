/* A document's sentences and tokens, block by block. */
#include <stdlib.h>

#include <cotejo-internal/chars.h>
#include <cotejo-internal/document.h>

#include "segment.h"

struct ct_segments {
    const ct_document *doc;
    CT_VECTOR(ct_sentence) sentences;
    CT_VECTOR(ct_token)    tokens;
    ct_types types;
};

/* What is needed while the segments are made. */
typedef struct work {
    ct_segments      *out;
    const char       *bytes;
    ct_abbreviations  set;
    ct_splitter      *splitter;
    ct_spans          spans;
    const ct_span    *holes;      /* [n_holes] */
    size_t            n_holes, hole;
    int32_t           quote;      /* the mark that closes the open quotation; 0: none is open */
} work;

static int32_t closing_quote(int32_t c)
{
    switch (c) {
    case '"':    return '"';
    case 0xAB:   return 0xBB;       /* « » */
    case 0x2018: return 0x2019;
    case 0x201C: return 0x201D;
    case 0x201E: return 0x201C;     /* „ “ */
    case 0x2039: return 0x203A;
    default:     return 0;
    }
}

static uint8_t case_flags(const char *bytes, ct_span span)
{
    uint32_t letters = 0, upper = 0, digits = 0;
    int32_t first = ct_char_at(bytes, span.start, span.end);

    for (uint32_t at = span.start; at < span.end; ) {
        int32_t c;
        at = ct_char_next(bytes, at, span.end, &c);
        letters += ct_char_letter(c);
        upper += ct_char_upper(c);
        digits += ct_char_digit(c);
    }
    return (uint8_t)((ct_char_upper(first) ? CT_TOKEN_CAPITALISED : 0)
                     | (upper > 0 && upper == letters && upper + digits >= 2 ? CT_TOKEN_ALL_CAPS : 0));
}

/* Follow quotation marks; true when `token` stands between two. */
static bool is_quoted(work *w, ct_scanned token)
{
    int32_t c = ct_char_at(w->bytes, token.span.start, token.span.end);

    if (token.kind != CT_TOKEN_MARK)
        return w->quote != 0;
    if (w->quote != 0 && c == w->quote) {
        w->quote = 0;
        return false;
    }
    if (w->quote == 0 && closing_quote(c) != 0) {
        w->quote = closing_quote(c);
        return false;
    }
    return w->quote != 0;
}

/* Where the next hole at or behind `at` begins. */
static uint32_t next_hole(work *w, uint32_t at)
{
    while (w->hole < w->n_holes && w->holes[w->hole].end <= at)
        w->hole++;
    return w->hole < w->n_holes ? w->holes[w->hole].start : UINT32_MAX;
}

static bool add_tokens(work *w, ct_span span)
{
    bool initial = true;
    ct_scanned token;

    for (uint32_t at = span.start; at < span.end; ) {
        uint32_t hole = next_hole(w, at);
        uint32_t end = hole < span.end ? hole : span.end;
        uint32_t type;
        uint8_t flags = 0;

        if (hole <= at) {
            at = w->holes[w->hole].end;
            continue;
        }
        if (!ct_scan_token(&token, &w->set, w->bytes, at, end)) {
            at = end;
            continue;
        }
        at = token.span.end;
        type = ct_types_add(&w->out->types, w->bytes, token);
        if (type == CT_NONE || w->out->tokens.n >= CT_NONE - 1)
            return false;
        if (is_quoted(w, token))
            flags |= CT_TOKEN_QUOTED;
        if (token.kind == CT_TOKEN_WORD) {
            flags |= (uint8_t)(case_flags(w->bytes, token.span) | (initial ? CT_TOKEN_INITIAL : 0));
            initial = false;
        }
        if (!ct_push(&w->out->tokens, (ct_token){ token.span, type, (uint8_t)token.kind, flags }))
            return false;
    }
    return true;
}

static ct_status add_sentence(work *w, uint32_t block, ct_span span, ct_error *err)
{
    ct_sentence sentence = { .span = span, .block = block, .first_token = (uint32_t)w->out->tokens.n };

    if (!add_tokens(w, span))
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the words of a document");
    sentence.end_token = (uint32_t)w->out->tokens.n;
    if (!ct_push(&w->out->sentences, sentence))
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the sentences of a document");
    return CT_OK;
}

/* A heading is one sentence, and one that is only a marker ("II") is its marker. */
static ct_status add_block(work *w, uint32_t index, const ct_block *block, ct_error *err)
{
    ct_status status = CT_OK;

    w->quote = 0;
    if (block->kind == CT_BLOCK_HEADING || block->body.start >= block->body.end)
        return add_sentence(w, index, block->body.start < block->body.end ? block->body : block->span, err);
    w->spans.n = 0;
    status = ct_splitter_run(w->splitter, &w->spans, w->bytes, block->body, err);
    for (size_t i = 0; i < w->spans.n && status == CT_OK; i++)
        status = add_sentence(w, index, w->spans.items[i], err);
    return status;
}

ct_status ct_segments_of(ct_segments **out, const ct_document *doc, const ct_segment_options *options, ct_error *err)
{
    ct_status status;
    work w = { .out = calloc(1, sizeof *w.out) };
    size_t n, len;
    const ct_block *blocks = ct_document_blocks(doc, &n);

    *out = NULL;
    if (w.out == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the segments of a document");
    w.out->doc = doc;
    w.bytes = ct_text_bytes(ct_document_text(doc), &len);
    w.holes = ct_document_holes(doc, &w.n_holes);
    status = ct_abbreviations_init(&w.set, options, err);
    if (status == CT_OK)
        status = ct_types_init(&w.out->types, ct_document_language(doc), err);
    if (status == CT_OK)
        status = ct_splitter_new(&w.splitter, ct_document_language(doc), &w.set, err);
    for (size_t i = 0; i < n && status == CT_OK; i++)
        status = add_block(&w, (uint32_t)i, &blocks[i], err);
    if (status == CT_OK) {
        *out = w.out;
        w.out = NULL;
    }
    ct_splitter_free(w.splitter);
    ct_abbreviations_release(&w.set);
    ct_vector_release(&w.spans);
    ct_segments_free(w.out);
    return status;
}

void ct_segments_free(ct_segments *segments)
{
    if (segments == NULL)
        return;
    ct_vector_release(&segments->sentences);
    ct_vector_release(&segments->tokens);
    ct_types_release(&segments->types);
    free(segments);
}

const ct_document *ct_segments_document(const ct_segments *segments) { return segments->doc; }

const ct_sentence *ct_segments_sentences(const ct_segments *segments, size_t *n)
{
    *n = segments->sentences.n;
    return segments->sentences.items;
}

const ct_token *ct_segments_tokens(const ct_segments *segments, size_t *n)
{
    *n = segments->tokens.n;
    return segments->tokens.items;
}

const ct_type *ct_segments_types(const ct_segments *segments, size_t *n)
{
    *n = segments->types.types.n;
    return segments->types.types.items;
}

const uint32_t *ct_segments_parts(const ct_segments *segments, size_t *n)
{
    *n = segments->types.parts.n;
    return segments->types.parts.items;
}
