/* From lines to drafts of blocks: artefacts and markers are told from the body, halves of cut sentences put together. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/chars.h>

#include "document.h"

enum {
    MAX_GAP = 12,        /* empty lines that a page break may leave */
    MAX_HOLES = 3,       /* page numbers and heads between the halves of one sentence */
    SHORT_TITLE = 12     /* words; a longer line without a stop is a cut sentence before a small letter */
};

void ct_irregular(ct_builder *b, ct_irregularity irregularity)
{
    if (!ct_push(&b->irregularities, irregularity))
        b->no_memory = true;
}

/* ---- the look of a body -------------------------------------------------------------------------- */

static ct_ending ending_of(int32_t c)
{
    if (ct_char_stop(c))
        return CT_ENDING_STOP;
    if (c == ':' || c == 0xFF1A)
        return CT_ENDING_COLON;
    if (c == ';' || c == 0xFF1B)
        return CT_ENDING_SEMICOLON;
    return c == ',' || c == 0xFF0C || c == 0x3001 ? CT_ENDING_COMMA : CT_ENDING_OPEN;
}

/* Behind a reference to a note at the end of `body`: "… system. [1]" ends with the stop. */
static uint32_t before_reference(const char *bytes, ct_span body)
{
    uint32_t at = body.end, digits = 0;

    if (at - body.start < 4 || bytes[at - 1] != ']')
        return body.end;
    for (at--; at > body.start && ct_char_digit(bytes[at - 1]) && digits < 4; at--)
        digits++;
    if (digits == 0 || at == body.start || bytes[at - 1] != '[')
        return body.end;
    return ct_span_trim(bytes, (ct_span){ body.start, at - 1 }).end;
}

/* How the body ends: its last character that is no closing mark. */
static ct_ending look_at_end(const char *bytes, ct_span body)
{
    uint32_t at = before_reference(bytes, body);

    for (int i = 0; i < 8 && at > body.start; i++) {
        int32_t c;
        at = ct_char_before(bytes, body.start, at, &c);
        if (!ct_char_closer(c) && !ct_char_space(c))
            return ending_of(c);
    }
    return CT_ENDING_OPEN;
}

/* One word's part in the look: its letters, and whether it begins large. */
typedef struct look { uint32_t words, long_words, titled, letters, small; bool stopped, several; } look;

static uint32_t look_at_word(look *l, const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t letters = 0;
    bool capital = false;
    int32_t last = 0;

    while (at < end) {
        int32_t c;
        uint32_t next = ct_char_next(bytes, at, end, &c);
        if (ct_char_space(c))
            break;
        last = c;
        if (ct_char_letter(c)) {
            capital = letters == 0 ? ct_char_upper(c) : capital;
            letters++;
            l->small += ct_char_lower(c);
        }
        at = next;
    }
    l->letters += letters;
    l->long_words += letters > 3;
    l->titled += letters > 3 && capital;
    l->several = l->several || (l->stopped && capital);
    l->stopped = ct_char_stop(last) && (letters > 3 || letters == 0);
    return at;
}

/* The first character that is no opening mark. */
static int32_t first_char(const char *bytes, ct_span body)
{
    int32_t c = 0;

    for (int i = 0; i < 4 && body.start < body.end; i++) {
        body.start = ct_char_next(bytes, body.start, body.end, &c);
        if (!ct_char_opener(c))
            break;
    }
    return c;
}

void ct_draft_look(ct_draft *draft, const char *bytes)
{
    ct_span body = draft->block.body;
    int32_t first = first_char(bytes, body);
    look l = { 0 };

    for (uint32_t at = body.start; at < body.end && l.words < CT_WORDS_SEEN; l.words++) {
        int32_t c;
        at = look_at_word(&l, bytes, at, body.end);
        while (at < body.end && ct_char_space(c = ct_char_at(bytes, at, body.end)))
            at = ct_char_next(bytes, at, body.end, &c);
    }
    draft->words = l.words;
    draft->lower = ct_char_lower(first);
    draft->worded = ct_char_letter(first) || ct_char_digit(first);
    draft->several = l.several;
    draft->question = look_at_end(bytes, body) == CT_ENDING_STOP && ct_char_at(bytes, body.end - 1, body.end) == '?';
    draft->caps = l.letters > 1 && l.small == 0;
    draft->title = l.titled * 3 >= l.long_words * 2 && l.titled > 0;
    draft->ending = (uint8_t)look_at_end(bytes, body);
}

void ct_draft_unmark(ct_draft *draft, const char *bytes)
{
    if (draft->sign.marker.span.end > draft->sign.marker.span.start)
        draft->block.body.start = draft->sign.marker.span.start;
    draft->block.marker = (ct_marker){ 0 };
    draft->sign = (ct_sign){ 0 };
    draft->division = 0;
    draft->declared = draft->toc != 0 || draft->hashes != 0;
    ct_draft_look(draft, bytes);
}

/* ---- one line ------------------------------------------------------------------------------------ */

static bool is_bold(const char *bytes, ct_span s)
{
    uint32_t n = s.end - s.start;

    return n > 4 && ((memcmp(bytes + s.start, "**", 2) == 0 && memcmp(bytes + s.end - 2, "**", 2) == 0)
                     || (memcmp(bytes + s.start, "__", 2) == 0 && memcmp(bytes + s.end - 2, "__", 2) == 0));
}

static void mark(ct_draft *d, const char *bytes, const ct_outline_words *words)
{
    ct_span *body = &d->block.body;

    if (!ct_sign_read(&d->sign, bytes, body->start, body->end, words)) {
        d->division = ct_division_at(bytes, body->start, body->end, words);
        d->declared = d->declared || d->division > 0;
        return;
    }
    d->division = d->sign.division;
    d->block.marker = d->sign.marker;
    body->start = d->sign.marker.span.end;
    *body = ct_span_trim(bytes, *body);
}

static ct_draft describe(const ct_builder *b, const ct_line *line, bool running)
{
    ct_draft d = { .blanks = line->blanks, .indent = line->indent, .width = line->span.end - line->span.start };
    uint32_t at = ct_skip_artefacts(b->bytes, line->span.start, line->span.end, &d.toc, &d.hashes);
    ct_residue residue = CT_RESIDUE_NONE;

    d.block = (ct_block){ .kind = CT_BLOCK_PARAGRAPH, .span = line->span, .body = line->span };
    if (at == line->span.start)
        residue = running ? CT_RESIDUE_PAGE_HEADER : ct_residue_of(b->patterns, b->bytes, line->span, &at);
    if (residue != CT_RESIDUE_NONE) {
        d.block.kind = CT_BLOCK_RESIDUE;
        d.block.residue = residue;
    } else {
        d.block.artefact = (ct_span){ line->span.start, at };
        if (at == line->span.start)
            d.block.artefact.end = d.block.artefact.start = 0;
        d.block.body = ct_span_trim(b->bytes, (ct_span){ at, line->span.end });
        d.block.artefact = ct_span_trim(b->bytes, d.block.artefact);
        d.declared = d.toc != 0 || d.hashes != 0 || is_bold(b->bytes, d.block.body);
        mark(&d, b->bytes, &b->words);
    }
    ct_draft_look(&d, b->bytes);
    return d;
}

/* ---- joining ------------------------------------------------------------------------------------- */

/* May `next` go on with a text that is left open by `prev`, `blanks` empty lines before it? Where a page number or a
 * running head stands between the two (`turned`), less is asked for. */
static bool goes_on(const ct_draft *prev, const ct_draft *next, uint32_t blanks, uint32_t wrap, bool turned)
{
    if (prev->block.kind == CT_BLOCK_RESIDUE || next->block.kind == CT_BLOCK_RESIDUE || blanks > MAX_GAP
        || next->sign.levels > 0 || next->declared || next->block.artefact.end > 0 || prev->words == 0)
        return false;
    if (blanks == 0 && wrap > 0)
        return prev->width >= wrap * 6 / 10;
    if (prev->declared || (prev->ending != CT_ENDING_OPEN && prev->ending != CT_ENDING_COMMA))
        return false;
    if (turned)
        return next->lower ? prev->words > 1
                           : prev->words > SHORT_TITLE && (next->words > SHORT_TITLE || next->ending == CT_ENDING_STOP);
    if (prev->lower && prev->sign.levels == 0)
        return false;                       /* a list of lines that all begin small */
    return next->lower && (prev->words > SHORT_TITLE || (prev->words > 3 && next->words <= SHORT_TITLE) || blanks == 0);
}

static void join(ct_builder *b, ct_draft *prev, const ct_draft *next, uint32_t blanks)
{
    ct_span gap = { prev->block.span.end, next->block.span.start };

    if (blanks > 0) {
        prev->block.rejoined = true;
        ct_irregular(b, (ct_irregularity){ .kind = CT_IRREGULAR_PAGE_BREAK, .block = (uint32_t)(prev - b->drafts.items),
                                           .span = gap, .peer = CT_NONE });
    }
    prev->block.span.end = prev->block.body.end = next->block.body.end;
    prev->words = prev->words + next->words < CT_WORDS_SEEN ? prev->words + next->words : CT_WORDS_SEEN;
    prev->ending = next->ending;
    prev->caps = prev->caps && next->caps;
    prev->title = prev->title && next->title;
    prev->width = next->width;
}

/* The draft before trailing page numbers and heads; NULL if there is none near. */
static ct_draft *open_draft(ct_builder *b)
{
    size_t n = b->drafts.n;

    for (int i = 0; n > 0 && i < MAX_HOLES; i++, n--)
        if (b->drafts.items[n - 1].block.residue != CT_RESIDUE_PAGE_HEADER)
            break;
    return n > 0 ? &b->drafts.items[n - 1] : NULL;
}

static void add_draft(ct_builder *b, const ct_draft *d, uint32_t wrap)
{
    ct_draft *prev = open_draft(b);
    size_t kept = prev == NULL ? 0 : (size_t)(prev - b->drafts.items) + 1;
    uint32_t blanks = d->blanks;

    for (size_t i = kept; i < b->drafts.n; i++)
        blanks += b->drafts.items[i].blanks + 1;
    if (prev != NULL && d->block.kind != CT_BLOCK_RESIDUE && goes_on(prev, d, blanks, wrap, kept < b->drafts.n)) {
        for (size_t i = kept; i < b->drafts.n; i++)
            if (!ct_push(&b->holes, b->drafts.items[i].block.span))
                b->no_memory = true;
        b->drafts.n = kept;
        join(b, prev, d, blanks);
    } else if (!ct_push(&b->drafts, *d)) {
        b->no_memory = true;
    }
}

ct_status ct_drafts_of(ct_builder *b, ct_error *err)
{
    uint32_t wrap = ct_lines_wrap(&b->lines);
    bool *running = calloc(b->lines.n + 1, sizeof *running);
    ct_status status = CT_OK;

    if (running == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lines of a text");
    status = ct_running_heads(running, b, err);
    for (size_t i = 0; i < b->lines.n && status == CT_OK && !b->no_memory; i++) {
        ct_draft d = describe(b, &b->lines.items[i], running[i]);
        add_draft(b, &d, wrap);
    }
    free(running);
    return status;
}
