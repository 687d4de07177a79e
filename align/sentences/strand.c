/* Units and their tokens. A lighter scanner than that of corpora/segment: millions of lines come this way, and nothing is
 * asked of a token but its folded form. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/chars.h>
#include <cotejo-internal/document.h>
#include <cotejo-internal/forms.h>

#include "sentences.h"

enum { MOST_TOKEN = 64 /* bytes; longer ones are cut */, MOST_UNITS = 1 << 30 };

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lines of a text");
}

/* ---- tokens ------------------------------------------------------------------------------------------------ */

typedef struct token { char bytes[MOST_TOKEN + 8]; uint32_t n, letters; bool beyond_latin, digits_only, capital; } token;

static bool is_latin_letter(int32_t c) { return c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7; }

static bool is_token_char(int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ct_char_digit(c) || c == '_';
    return is_latin_letter(c) || (c >= 0x250 && ct_char_letter(c));
}

/* Append a character in lower case; those beyond Latin-1 are left for fold_rest(). */
static void put(token *t, const char *bytes, uint32_t at, uint32_t next, int32_t c)
{
    t->capital |= t->letters > 0 && (ct_char_digit(c) || c == '_');
    t->letters++;
    t->digits_only &= ct_char_digit(c);
    if (t->n + (next - at) > MOST_TOKEN)
        return;
    memcpy(t->bytes + t->n, bytes + at, next - at);
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
        t->bytes[t->n + 1] = (char)((unsigned char)t->bytes[t->n + 1] + 32);
    t->beyond_latin |= c > 0xFF;
    t->n += next - at;
}

static bool is_plain_letter(char c) { return (unsigned)((c | 32) - 'a') < 26; }

/* Append the run of letters from A to Z at `at`: most of what there is. @return the offset behind it */
static uint32_t put_plain(token *t, const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t first = at, n = t->n;
    bool capital = t->capital;

    for (; at < end && is_plain_letter(bytes[at]); at++) {
        capital |= bytes[at] < 'a';
        if (n < MOST_TOKEN)
            t->bytes[n++] = (char)(bytes[at] | 32);
    }
    t->digits_only &= at == first;
    t->capital = capital;
    t->letters += at - first;
    t->n = n;
    return at;
}

static void fold_rest(token *t)
{
    char lower[CT_MAX_FORM];
    size_t n = ct_lower(t->bytes, t->n, lower);

    if (n > 0 && n <= MOST_TOKEN) {
        memcpy(t->bytes, lower, n);
        t->n = (uint32_t)n;
    }
}

/* Does the separator at `at` hold digits together? "3.500", "3,500". */
static bool joins_digits(const char *bytes, uint32_t at, uint32_t end)
{
    return at + 1 < end && (bytes[at] == '.' || bytes[at] == ',') && ct_char_digit(bytes[at + 1]);
}

/* The token at `at`; returns the offset behind it. */
static uint32_t scan(token *t, const char *bytes, uint32_t at, uint32_t end)
{
    t->n = t->letters = 0;
    t->beyond_latin = t->capital = false;
    t->digits_only = true;
    while ((at = put_plain(t, bytes, at, end)) < end) {
        int32_t c = (unsigned char)bytes[at];
        uint32_t next = c < 0x80 ? at + 1 : ct_char_next(bytes, at, end, &c);
        if (c == 0xAD || (t->n > 0 && t->digits_only && joins_digits(bytes, at, end))) {
            at = next;
            continue;
        }
        if (!is_token_char(c))
            break;
        put(t, bytes, at, next, c);
        at = next;
    }
    if (t->beyond_latin)
        fold_rest(t);
    return at;
}

/* A lone letter is an article, a possessive or a list's mark: it tells nothing. */
static bool tells(const token *t)
{
    return t->letters > 1 || t->digits_only;
}

/* `initial`: a capital at the beginning of a unit makes no name. */
static bool add_token(ct_strand *l, const token *t, bool initial)
{
    uint32_t type = ct_intern_add(&l->types, t->bytes, t->n);

    if (type == CT_NO_STRING || (type == l->names.n && !ct_push(&l->names, 0)))
        return false;
    l->names.items[type] |= t->capital && !initial;
    return ct_push(&l->tokens, type);
}

static bool add_tokens(ct_strand *l, ct_span span, uint32_t *letters)
{
    for (uint32_t at = span.start; at < span.end; ) {
        token t;
        uint32_t behind = scan(&t, l->bytes, at, span.end);
        if (t.n > 0) {
            *letters += t.letters;
            if (tells(&t) && !add_token(l, &t, at == span.start))
                return false;
        }
        if (behind > at || (unsigned char)l->bytes[at] < 0x80) {
            at = behind > at ? behind : at + 1;
        } else {
            int32_t c;
            at = ct_char_next(l->bytes, at, span.end, &c);
        }
    }
    return true;
}

/* ---- shapes -------------------------------------------------------------------------------------------------- */

static ct_line_end end_of(const char *bytes, ct_span span)
{
    int32_t c = 0;

    for (uint32_t at = span.end; at > span.start; ) {
        at = ct_char_before(bytes, span.start, at, &c);
        if (ct_char_closer(c) || c == '"' || c == '\'' || ct_char_space(c))
            continue;
        switch (c) {
        case '.': case 0x2026: return CT_END_STOP;
        case ':': return CT_END_COLON;
        case '?': return CT_END_QUESTION;
        case '!': return CT_END_EXCLAMATION;
        case ',': case ';': return CT_END_COMMA;
        default:  return ct_char_letter(c) || ct_char_digit(c) ? CT_END_NONE : CT_END_OTHER;
        }
    }
    return CT_END_NONE;
}

static bool begins_small(const char *bytes, ct_span span)
{
    return ct_char_lower(ct_char_at(bytes, span.start, span.end));
}

/* Make a unit of the tokens added since the last one. */
static bool close_unit(ct_strand *l, ct_span span, uint32_t letters, ct_border border)
{
    const ct_shape shape = { .letters = (uint16_t)(letters > UINT16_MAX ? UINT16_MAX : letters),
                             .end = (uint8_t)end_of(l->bytes, span), .small = begins_small(l->bytes, span),
                             .border = (unsigned)border & 3u };

    return ct_push(&l->spans, span) && ct_push(&l->shapes, shape) && ct_push(&l->first, (uint32_t)l->tokens.n);
}

static bool add_unit(ct_strand *l, ct_span span)
{
    uint32_t letters = 0;

    span = ct_span_trim(l->bytes, span);
    return add_tokens(l, span, &letters) && close_unit(l, span, letters, CT_BORDER_PARAGRAPH);
}

/* ---- lines ---------------------------------------------------------------------------------------------------- */

static uint32_t line_end(const char *bytes, uint32_t at, uint32_t end)
{
    const char *found = memchr(bytes + at, '\n', end - at);

    return found == NULL ? end : (uint32_t)(found - bytes);
}

static bool is_blank(const char *bytes, ct_span span)
{
    span = ct_span_trim(bytes, span);
    return span.start == span.end;
}

static bool cut_lines(ct_strand *l, uint32_t len)
{
    for (uint32_t at = 0; at < len; ) {
        uint32_t end = line_end(l->bytes, at, len);
        if (!add_unit(l, (ct_span){ at, end }))
            return false;
        at = end + 1;
    }
    return true;
}

static bool cut_paragraphs(ct_strand *l, uint32_t len)
{
    ct_span paragraph = { 0, 0 };

    for (uint32_t at = 0; at < len; ) {
        uint32_t end = line_end(l->bytes, at, len);
        if (!is_blank(l->bytes, (ct_span){ at, end })) {
            if (paragraph.end == 0)
                paragraph.start = at;
            paragraph.end = end;
        } else if (paragraph.end > 0) {
            if (!add_unit(l, paragraph))
                return false;
            paragraph.end = 0;
        }
        at = end + 1;
    }
    return paragraph.end == 0 || add_unit(l, paragraph);
}

ct_status ct_strand_of(ct_strand **out, const ct_text *text, ct_strand_kind kind, ct_error *err)
{
    ct_strand *l = calloc(1, sizeof *l);
    size_t len;
    ct_status status = CT_OK;

    *out = NULL;
    if (l == NULL)
        return no_memory(err);
    l->text = text;
    l->bytes = ct_text_bytes(text, &len);
    if (!ct_push(&l->first, 0u)
        || !(kind == CT_STRAND_SENTENCES ? cut_lines(l, (uint32_t)len) : cut_paragraphs(l, (uint32_t)len)))
        status = no_memory(err);
    if (status == CT_OK && l->spans.n > MOST_UNITS)
        status = ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "a text of %zu lines is too long", l->spans.n);
    if (status == CT_OK) {
        *out = l;
        l = NULL;
    }
    ct_strand_free(l);
    return status;
}

/* ---- sentences of a document -------------------------------------------------------------------------------------- */

/* Does a blank line part the two tokens, and no hole? */
static bool parted(const ct_strand *l, uint32_t from, uint32_t to)
{
    uint32_t ends = 0;

    for (uint32_t at = from; at < to; at++) {
        ends += l->bytes[at] == '\n';
        if (strchr(" \t\r\n", l->bytes[at]) == NULL)
            return false;
    }
    return ends > 1;
}

/* Token by token, since page numbers may stand within a sentence that a page break had parted. Where only a blank line
 * parts it, each part is a unit: it may have been two list items. */
static bool add_sentence(ct_strand *l, const ct_sentence *sentence, const ct_token *tokens, uint32_t number, uint8_t residue,
                         ct_border border)
{
    uint32_t letters = 0, start = sentence->span.start;

    for (uint32_t k = sentence->first_token; k < sentence->end_token; k++) {
        if (k > sentence->first_token && parted(l, tokens[k - 1].span.end, tokens[k].span.start)) {
            if (!close_unit(l, (ct_span){ start, tokens[k - 1].span.end }, letters, border) || !ct_push(&l->residue, residue)
                || !ct_push(&l->sentences, number))
                return false;
            letters = 0;
            border = CT_BORDER_PARAGRAPH;
            start = tokens[k].span.start;
        }
        if ((tokens[k].kind == CT_TOKEN_WORD || tokens[k].kind == CT_TOKEN_NUMBER)
            && !add_tokens(l, tokens[k].span, &letters))
            return false;
    }
    return close_unit(l, (ct_span){ start, sentence->span.end }, letters, border) && ct_push(&l->residue, residue)
        && ct_push(&l->sentences, number);
}

/* Holes that end before `end`, from `*at` on, as units of their own. */
static bool add_holes(ct_strand *l, size_t *at, uint32_t end)
{
    for (; *at < l->n_holes && l->holes[*at].end <= end; ++*at) {
        uint32_t letters = 0;
        if (!add_tokens(l, l->holes[*at], &letters) || !close_unit(l, l->holes[*at], letters, CT_BORDER_PARAGRAPH)
            || !ct_push(&l->residue, CT_RESIDUE_PAGE_HEADER) || !ct_push(&l->sentences, CT_NONE))
            return false;
    }
    return true;
}

ct_status ct_strand_of_segments(ct_strand **out, const ct_segments *segments, ct_error *err)
{
    ct_strand *l = calloc(1, sizeof *l);
    const ct_document *doc = ct_segments_document(segments);
    size_t n, n_tokens, n_blocks, len, hole = 0;
    const ct_sentence *sentences = ct_segments_sentences(segments, &n);
    const ct_token *tokens = ct_segments_tokens(segments, &n_tokens);
    const ct_block *blocks = ct_document_blocks(doc, &n_blocks);
    bool ok;

    *out = NULL;
    if (l == NULL)
        return no_memory(err);
    l->text = ct_document_text(doc);
    l->bytes = ct_text_bytes(l->text, &len);
    l->holes = ct_document_holes(doc, &l->n_holes);
    ok = ct_push(&l->first, 0u);
    for (size_t i = 0; i < n && ok; i++) {
        const ct_block *block = &blocks[sentences[i].block];
        uint8_t residue = block->kind != CT_BLOCK_RESIDUE ? CT_RESIDUE_NONE
            : (uint8_t)(block->residue != CT_RESIDUE_NONE ? block->residue : CT_RESIDUE_NAVIGATION);
        ct_border border = i > 0 && sentences[i - 1].block == sentences[i].block ? CT_BORDER_NONE
            : block->kind == CT_BLOCK_HEADING ? CT_BORDER_HEADING : CT_BORDER_PARAGRAPH;
        ok = add_sentence(l, &sentences[i], tokens, (uint32_t)i, residue, border)
            && add_holes(l, &hole, sentences[i].span.end);
    }
    if (!ok) {
        ct_strand_free(l);
        return no_memory(err);
    }
    *out = l;
    return CT_OK;
}

void ct_strand_free(ct_strand *l)
{
    if (l == NULL)
        return;
    ct_vector_release(&l->spans);
    ct_vector_release(&l->first);
    ct_vector_release(&l->tokens);
    ct_vector_release(&l->shapes);
    ct_vector_release(&l->residue);
    ct_vector_release(&l->sentences);
    ct_vector_release(&l->names);
    ct_intern_release(&l->types);
    free(l);
}

const ct_text *ct_strand_text(const ct_strand *lines) { return lines->text; }

const ct_span *ct_strand_spans(const ct_strand *lines, size_t *n)
{
    *n = lines->spans.n;
    return lines->spans.items;
}

bool ct_strand_find(const ct_strand *l, uint32_t unit, uint32_t type, ct_span *span)
{
    ct_span piece = { 0, 0 };

    while (ct_strand_piece(l, unit, &piece))
        for (uint32_t at = piece.start; at < piece.end; ) {
            token t;
            uint32_t behind = scan(&t, l->bytes, at, piece.end);
            int32_t c;
            if (t.n == l->types.lengths[type] && t.n > 0 && memcmp(t.bytes, l->types.strings[type], t.n) == 0) {
                *span = (ct_span){ at, behind };
                return true;
            }
            at = behind > at ? behind : ct_char_next(l->bytes, at, piece.end, &c);
        }
    return false;
}

bool ct_strand_piece(const ct_strand *l, uint32_t unit, ct_span *piece)
{
    ct_span span = l->spans.items[unit];
    uint32_t start = ct_span_trim(l->bytes, (ct_span){ piece->end > span.start ? piece->end : span.start, span.end }).start;
    size_t low = 0, high = l->n_holes;
    bool first = piece->end == 0;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (l->holes[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < l->n_holes && l->holes[low].start <= start && l->holes[low].end < span.end; low++)
        start = ct_span_trim(l->bytes, (ct_span){ l->holes[low].end, span.end }).start;
    if (low < l->n_holes && l->holes[low].start > start && l->holes[low].end < span.end)
        span.end = l->holes[low].start;
    *piece = ct_span_trim(l->bytes, (ct_span){ start, span.end });
    return first || piece->start < piece->end;
}

uint32_t ct_strand_sentence(const ct_strand *l, uint32_t unit)
{
    return l->sentences.n == 0 ? CT_NONE : l->sentences.items[unit];
}
