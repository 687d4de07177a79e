/* Sentences: ICU's sentence boundaries (Unicode Standard Annex 29), less those that a reader would not see.
 *
 * Dropped: behind abbreviations and initials, before a lower-case letter, inside a short parenthesis, at a mere line
 * break, and behind a number that would be a sentence by itself ("1."). Moved: behind a reference to a note ("[1]"). */
#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <cotejo-internal/chars.h>

#include "segment.h"

enum { PARENTHESIS_REACH = 500 };   /* bytes within which a parenthesis must close to hold its sentences together */

struct ct_splitter {
    UBreakIterator         *breaks;
    UText                  *text;
    const ct_abbreviations *set;
};

/* Where we are in one body: the sentence begun at `start`, its first character that is no space, parentheses counted up
 * to `seen`, the outermost open one. */
typedef struct position { uint32_t start, first, seen, open, depth; } position;

ct_status ct_splitter_new(ct_splitter **out, ct_language language, const ct_abbreviations *set, ct_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    ct_splitter *splitter = calloc(1, sizeof *splitter);

    *out = NULL;
    if (splitter == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a sentence splitter");
    splitter->set = set;
    splitter->breaks = ubrk_open(UBRK_SENTENCE, ct_language_tag(language), NULL, 0, &status);
    if (U_FAILURE(status)) {
        ct_splitter_free(splitter);
        return ct_fail(err, CT_MISSING, CT_NO_OFFSET, "ICU has no sentence rules: %s", u_errorName(status));
    }
    *out = splitter;
    return CT_OK;
}

void ct_splitter_free(ct_splitter *splitter)
{
    if (splitter == NULL)
        return;
    ubrk_close(splitter->breaks);
    utext_close(splitter->text);
    free(splitter);
}

static int32_t first_behind(const char *bytes, uint32_t at, uint32_t end)
{
    int32_t c = 0;

    for (int i = 0; i < 64 && at < end; i++) {
        at = ct_char_next(bytes, at, end, &c);
        if (!ct_char_space(c) && !ct_char_opener(c))
            return c;
    }
    return 0;
}

/* Count parentheses up to `at`; true if one is open there that opened not long ago, yet not with the sentence, and that
 * closes soon. */
static bool in_parenthesis(position *p, const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t reach = end - at > PARENTHESIS_REACH ? at + PARENTHESIS_REACH : end;

    for (; p->seen < at; p->seen++) {
        if (bytes[p->seen] == '(' && p->depth++ == 0)
            p->open = p->seen;
        else if (bytes[p->seen] == ')' && p->depth > 0)
            p->depth--;
    }
    if (p->depth == 0 || at - p->open > PARENTHESIS_REACH || p->open == p->first)
        return false;
    for (uint32_t i = at, depth = p->depth; i < reach; i++) {
        if (bytes[i] == '(')
            depth++;
        else if (bytes[i] == ')' && --depth < p->depth)
            return true;
    }
    return false;
}

/* The word that the stop at `stop` follows begins here. */
static uint32_t word_start(const char *bytes, uint32_t start, uint32_t stop)
{
    uint32_t at = stop;

    while (at > start && stop - at <= 40) {
        int32_t c;
        uint32_t before = ct_char_before(bytes, start, at, &c);
        if (ct_char_space(c) || ct_char_opener(c) || ct_char_dash(c) || c == '/')
            break;
        at = before;
    }
    return at;
}

/* Nothing but a number or letter with its stop at `start`, which is where the sentence begins or stands behind a colon or
 * semicolon: a marker inside the running text. */
static bool is_marker(const char *bytes, uint32_t sentence, uint32_t start, uint32_t stop)
{
    ct_span before = ct_span_trim(bytes, (ct_span){ sentence, start });
    int32_t last = before.end > before.start ? bytes[before.end - 1] : ':';

    if (stop - start > 4 || start == stop || (last != ':' && last != ';'))
        return false;
    for (uint32_t at = start; at < stop; ) {
        int32_t c;
        at = ct_char_next(bytes, at, stop, &c);
        if (!ct_char_digit(c) && !(ct_char_letter(c) && (stop - start == 1 || ct_char_upper(c))))
            return false;
    }
    return true;
}

/* Does a reader see the end of a sentence at `at`, of the sentence that began at p->start? */
static bool is_end(const ct_splitter *splitter, position *p, const char *bytes, uint32_t at, uint32_t end)
{
    ct_span seen = ct_span_trim(bytes, (ct_span){ p->start, at });
    uint32_t stop = seen.end, word;
    int32_t c = 0;
    ct_abbreviation kind;

    p->first = seen.start;
    while (stop > seen.start) {
        uint32_t before = ct_char_before(bytes, seen.start, stop, &c);
        if (!ct_char_closer(c))
            break;
        stop = before;
    }
    if (stop == seen.start || !ct_char_stop(c) || ct_char_lower(first_behind(bytes, at, end)))
        return false;
    if (in_parenthesis(p, bytes, at, end))
        return false;
    if (c != '.')
        return true;
    stop--;
    word = word_start(bytes, seen.start, stop);
    if (is_marker(bytes, seen.start, word, stop))
        return false;
    kind = stop + 1 < seen.end ? CT_ABBREVIATION_NONE   /* a closing quotation mark follows */
        : ct_abbreviation_at(splitter->set, bytes, word, stop, end);
    return kind != CT_ABBREVIATION_INNER && kind != CT_ABBREVIATION_FIGURE;
}

/* Behind references to notes ("[1]", "[2]") that stand at `at`. */
static uint32_t behind_references(const char *bytes, uint32_t at, uint32_t end)
{
    for (;;) {
        uint32_t i = at, digits = 0;
        while (i < end && bytes[i] == ' ')
            i++;
        if (i >= end || bytes[i++] != '[')
            return at;
        for (; i < end && ct_char_digit(bytes[i]) && digits < 4; i++)
            digits++;
        if (digits == 0 || i >= end || bytes[i] != ']')
            return at;
        at = i + 1;
    }
}

static bool push_trimmed(ct_spans *out, const char *bytes, ct_span span)
{
    span = ct_span_trim(bytes, span);
    return span.start == span.end || ct_push(out, span);
}

/* ICU knows no end at "…": behind the first one from `at` on that white space and a capital follow; `end` if none. */
static uint32_t behind_ellipsis(const char *bytes, uint32_t at, uint32_t end)
{
    const char *found;
    int32_t c = 0;

    while ((found = memchr(bytes + at, 0xE2, end - at)) != NULL) {
        at = ct_char_next(bytes, (uint32_t)(found - bytes), end, &c);
        if (c != 0x2026)
            continue;
        while (at < end && ct_char_closer(c = ct_char_at(bytes, at, end)))
            at = ct_char_next(bytes, at, end, &c);
        if (ct_char_space(c) && ct_char_upper(first_behind(bytes, at, end)))
            return at;
    }
    return end;
}

/* End the sentence at `at` if one ends there. */
static bool cut(const ct_splitter *splitter, ct_spans *out, position *p, const char *bytes, uint32_t at, uint32_t end)
{
    bool fits;

    if (at <= p->start || at == end || !is_end(splitter, p, bytes, at, end))
        return true;
    at = behind_references(bytes, at, end);
    fits = push_trimmed(out, bytes, (ct_span){ p->start, at });
    *p = (position){ .start = at, .seen = at };
    return fits;
}

ct_status ct_splitter_run(ct_splitter *splitter, ct_spans *out, const char *bytes, ct_span body, ct_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    position p = { .start = body.start, .seen = body.start };
    uint32_t from = body.start;
    bool fits = true;

    splitter->text = utext_openUTF8(splitter->text, bytes + body.start, (int64_t)(body.end - body.start), &status);
    ubrk_setUText(splitter->breaks, splitter->text, &status);
    if (U_FAILURE(status))
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "ICU cannot split a text: %s", u_errorName(status));
    for (int32_t b = ubrk_next(splitter->breaks); b != UBRK_DONE && fits; b = ubrk_next(splitter->breaks)) {
        uint32_t at = body.start + (uint32_t)b;
        while (fits && (from = behind_ellipsis(bytes, from, at)) < at)
            fits = cut(splitter, out, &p, bytes, from, body.end);
        fits = fits && cut(splitter, out, &p, bytes, at, body.end);
        from = at;
    }
    if (!fits || !push_trimmed(out, bytes, (ct_span){ p.start, body.end }))
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for sentences");
    return CT_OK;
}
