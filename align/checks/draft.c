/* Writing a finding: sentences, places, evidence. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "findings.h"
#include "ground.h"

enum { QUOTE_BYTES = 110, MAX_PLACES = 4096 };
#define DOUBTFUL 0.35f

void ct_draft_begin(ct_draft *d, const ct_ground *ground, const ct_check *check)
{
    ct_arena_clear(&d->arena);
    ct_buffer_truncate(&d->message, 0);
    ct_buffer_truncate(&d->question, 0);
    d->ground = ground;
    d->check = check;
    d->places.n = 0;
    d->n_evidence = 0;
    d->class = check->class;
    d->severity = check->severity;
    d->confidence = 0.5f;
    d->link = CT_NONE;
    d->failed = false;
}

void ct_draft_place(ct_draft *d, ct_side side, uint32_t unit, ct_span span)
{
    ct_finding_place place = { side, unit, span };

    if (span.start >= span.end || d->places.n >= MAX_PLACES)
        return;
    for (size_t i = 0; i < d->places.n && i < 64; i++)      /* a place once; a long list has come in order */
        if (d->places.items[i].side == side && d->places.items[i].span.start == span.start
            && d->places.items[i].span.end == span.end)
            return;
    if (!ct_push(&d->places, place))
        d->failed = true;
}

void ct_draft_unit(ct_draft *d, ct_side side, uint32_t unit)
{
    if (unit < d->ground->sides[side].n_units)
        ct_draft_place(d, side, unit, d->ground->sides[side].units[unit].span);
}

void ct_draft_message(ct_draft *d, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    ct_buffer_vprintf(&d->message, ct_ground_say(d->ground, format), args);
    va_end(args);
}

void ct_draft_question(ct_draft *d, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    ct_buffer_vprintf(&d->question, ct_ground_say(d->ground, format), args);
    va_end(args);
}

void ct_draft_evidence(ct_draft *d, const char *format, ...)
{
    char line[1024];
    va_list args;

    if (d->n_evidence == CT_DRAFT_EVIDENCE)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof line, ct_ground_say(d->ground, format), args);
    va_end(args);
    d->evidence[d->n_evidence] = ct_arena_string(&d->arena, line);
    if (d->evidence[d->n_evidence] == NULL)
        d->failed = true;
    else
        d->n_evidence++;
}

/* Cut back to the end of a whole word, at least half of the bytes kept. */
static size_t whole_words(const char *bytes, size_t n, size_t max)
{
    if (n <= max)
        return n;
    for (size_t i = max; i > max / 2; i--)
        if (bytes[i] == ' ')
            return i;
    while (max > 0 && ((unsigned char)bytes[max] & 0xc0) == 0x80)
        max--;
    return max;
}

const char *ct_draft_quote(ct_draft *d, ct_side side, ct_span span)
{
    const char *bytes = d->ground->sides[side].bytes + span.start;
    size_t n = span.end - span.start, kept = whole_words(bytes, n, QUOTE_BYTES);
    char *out = CT_NEW_N(&d->arena, char, kept + 16), *at = out;

    if (out == NULL) {
        d->failed = true;
        return "";
    }
    memcpy(at, "“", 3);
    at += 3;
    for (size_t i = 0; i < kept; i++)
        *at++ = bytes[i] == '\n' || bytes[i] == '\t' || bytes[i] == '\r' ? ' ' : bytes[i];
    if (kept < n) {
        memcpy(at, " …", 4);
        at += 4;
    }
    memcpy(at, "”", 4);
    return out;
}

const char *ct_draft_quote_unit(ct_draft *d, ct_side side, uint32_t unit)
{
    return ct_draft_quote(d, side, d->ground->sides[side].units[unit].span);
}

const char *ct_draft_quotes(ct_draft *d, size_t most)
{
    ct_buffer all = { 0 };
    const char *out = NULL;

    for (size_t p = 0; p < d->places.n && p < most; p++) {
        ct_buffer_add_string(&all, p > 0 ? ", " : "");
        ct_buffer_add_string(&all, ct_draft_quote(d, d->places.items[p].side, d->places.items[p].span));
    }
    if (!all.failed)
        out = all.bytes == NULL ? "" : ct_arena_string(&d->arena, all.bytes);
    ct_buffer_release(&all);
    d->failed = d->failed || out == NULL;
    return out == NULL ? "" : out;
}

ct_status ct_draft_add(ct_draft *d, ct_findings *out, ct_error *err)
{
    if (d->link != CT_NONE && d->confidence < DOUBTFUL)
        d->severity = CT_NEUTRAL;      /* it may only be the link that is wrong */
    if (d->failed || d->message.failed || d->question.failed || d->message.bytes == NULL || d->question.bytes == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a finding of '%s'", d->check->id);
    return ct_findings_add_as(out, d->check, d->class, d->severity, d->confidence, d->places.items, d->places.n,
                              d->link, d->message.bytes, d->question.bytes, d->evidence, d->n_evidence, err);
}

void ct_draft_release(ct_draft *d)
{
    ct_arena_clear(&d->arena);
    ct_buffer_release(&d->message);
    ct_buffer_release(&d->question);
    ct_vector_release(&d->places);
}
