/* list-mark-differs: the number or letter before a list item, another one or none on the other side. */
#include <string.h>

#include <cotejo-internal/chars.h>

#include "checks.h"
#include "couples.h"

/* The mark at the start of a segment: "3.", "(3)", "III.", "c)", "3.1", "-"; empty if there is none. */
static ct_span mark_of(const ct_ground_side *s, ct_span span)
{
    uint32_t at = span.start, first, end;
    bool open = at < span.end && s->bytes[at] == '(', dotted = false, closed;

    first = at += open;
    while (at < span.end && strchr("0123456789", s->bytes[at]) != NULL && at < first + 8)
        at++;
    if (at > first)
        while (at + 1 < span.end && s->bytes[at] == '.' && s->bytes[at + 1] >= '0' && s->bytes[at + 1] <= '9') {
            dotted = true;
            for (at++; at < span.end && s->bytes[at] >= '0' && s->bytes[at] <= '9'; at++)
                ;
        }
    if (at == first)
        while (at < span.end && strchr("IVXLivxl", s->bytes[at]) != NULL && at < first + 7)
            at++;
    if (at == first && at < span.end && ((s->bytes[at] | 32) >= 'a' && (s->bytes[at] | 32) <= 'z'))
        at++;
    end = at;
    closed = at < span.end && (s->bytes[at] == ')' || (!open && s->bytes[at] == '.'));
    at += closed;
    if (end == first || (!closed && !dotted) || (open && !closed) || at >= span.end || s->bytes[at] != ' ')
        return (ct_span){ span.start, span.start };
    return (ct_span){ first, end };
}

static bool same(const ct_ground *g, const ct_span marks[CT_SIDES])
{
    uint32_t n = marks[CT_SOURCE].end - marks[CT_SOURCE].start;

    return n == marks[CT_TARGET].end - marks[CT_TARGET].start
        && memcmp(g->sides[CT_SOURCE].bytes + marks[CT_SOURCE].start, g->sides[CT_TARGET].bytes + marks[CT_TARGET].start, n) == 0;
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    ct_span marks[CT_SIDES];
    ct_side at;

    for (int side = 0; side < CT_SIDES; side++)
        marks[side] = mark_of(&g->sides[side], c->span[side]);
    if (c->first[CT_SOURCE] == c->end[CT_SOURCE] || c->first[CT_TARGET] == c->end[CT_TARGET] || same(g, marks))
        return CT_OK;
    at = marks[CT_TARGET].end > marks[CT_TARGET].start ? CT_TARGET : CT_SOURCE;
    ct_draft_couple(d, g, &ct_check_list_mark_differs, c);
    d->confidence = 0.85f;
    ct_draft_place(d, at, ct_unit_at(&g->sides[at], c->first[at]), marks[at]);
    if (marks[!at].end > marks[!at].start) {
        ct_draft_place(d, ct_other(at), ct_unit_at(&g->sides[!at], c->first[!at]), marks[!at]);
        ct_draft_message(d, "The item is %s in %s and %s in %s.", ct_draft_quote(d, at, marks[at]),
                         ct_ground_language(g, at), ct_draft_quote(d, ct_other(at), marks[!at]),
                         ct_ground_language(g, ct_other(at)));
    } else {
        ct_draft_segment(d, ct_other(at), c);
        ct_draft_message(d, "The item is %s in %s and without a mark in %s.", ct_draft_quote(d, at, marks[at]),
                         ct_ground_language(g, at), ct_ground_language(g, ct_other(at)));
    }
    ct_draft_question(d, "Which mark is right?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_list_mark_differs = {
    .id = "list-mark-differs",
    .class = CT_CLASS_STRUCTURE,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a list item numbered or lettered otherwise than on the other side",
    .why = "References to “paragraph 3” must lead to the same place in both languages.",
    .example = "“IV. Ayudar …” against “V. To help …”. Asks which mark is right.",
    .false_alarms = "Lists sorted anew in the target's language.",
    .run = run,
};
