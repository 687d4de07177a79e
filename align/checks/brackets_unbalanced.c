/* brackets-unbalanced: a bracket or quotation mark without its other half, where the other side has both or none. */
#include <cotejo-internal/chars.h>

#include "checks.h"
#include "couples.h"

enum { ROUND, SQUARE, CURLY, ANGLE, CURVED, PLAIN, KINDS };

typedef struct tally { int open[KINDS], close[KINDS]; ct_span last[KINDS]; } tally;

/* A bracket that only closes is a list mark when few letters stand before it: "a)", "12)". */
static bool lists(const ct_ground_side *s, ct_span span, uint32_t at)
{
    uint32_t from = at;

    while (from > span.start && s->bytes[from - 1] != ' ')
        from--;
    return at - from <= 4 && (from == span.start || at - from <= 2);
}

static void count(tally *t, const ct_ground_side *s, ct_span span)
{
    *t = (tally){ 0 };
    for (uint32_t at = span.start; at < span.end;) {
        int32_t c, before = at > span.start ? (int32_t)(unsigned char)s->bytes[at - 1] : ' ';
        uint32_t next = ct_char_next(s->bytes, at, span.end, &c);
        int kind = -1;
        bool open = false, close = false;
        switch (c) {
        case '(':    kind = ROUND;  open = true; break;
        case ')':    kind = ROUND;  close = t->open[ROUND] > t->close[ROUND] || !lists(s, span, at); break;
        case '[':    kind = SQUARE; open = true; break;
        case ']':    kind = SQUARE; close = true; break;
        case '{':    kind = CURLY;  open = true; break;
        case '}':    kind = CURLY;  close = true; break;
        case 0xAB:   kind = ANGLE;  open = true; break;
        case 0xBB:   kind = ANGLE;  close = true; break;
        case 0x201C: kind = CURVED; open = true; break;
        case 0x201D: kind = CURVED; close = true; break;
        case 0x201E: kind = CURVED; open = true; break;
        case '"':    kind = PLAIN;  open = !(before >= '0' && before <= '9'); break;
        default: break;
        }
        if (kind >= 0 && (open || close)) {
            t->open[kind] += open;
            t->close[kind] += close;
            t->last[kind] = (ct_span){ at, next };
        }
        at = next;
    }
}

static bool odd(const tally *t, int kind)
{
    return kind == PLAIN ? t->open[PLAIN] % 2 != 0 : t->open[kind] != t->close[kind];
}

static bool quotes_odd(const tally *t)
{
    return odd(t, ANGLE) || odd(t, CURVED) || odd(t, PLAIN);
}

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_side side, ct_span span, ct_findings *out,
                      ct_error *err)
{
    ct_draft_couple(d, g, &ct_check_brackets_unbalanced, c);
    d->confidence = 0.85f;
    ct_draft_place(d, side, ct_unit_at(&g->sides[side], c->first[side]), span);
    ct_draft_message(d, "%s has no other half, while the %s has its marks in pairs.",
                     ct_draft_quote(d, side, span), ct_ground_language(g, ct_other(side)));
    ct_draft_question(d, "Where does the other half belong?");
    return ct_draft_add(d, out, err);
}

/* A quotation may run over several segments: then the other side's is as unbalanced. */
static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    tally t[CT_SIDES];
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++)
        count(&t[side], &g->sides[side], c->span[side]);
    for (int side = 0; status == CT_OK && side < CT_SIDES; side++)
        for (int kind = 0; status == CT_OK && kind < KINDS; kind++) {
            bool other = kind >= ANGLE ? quotes_odd(&t[!side]) : odd(&t[!side], kind);
            if (odd(&t[side], kind) && !other)
                status = flag(d, g, c, (ct_side)side, t[side].last[kind], out, err);
        }
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_brackets_unbalanced = {
    .id = "brackets-unbalanced",
    .class = CT_CLASS_PUNCTUATION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a bracket or quotation mark without its other half, where the other side has both",
    .why = "The half that is lost shifts what is quoted or set aside. A quotation that runs on over several segments is open "
           "on both sides and is left alone.",
    .example = "“(véase el anexo)” against “(see the annex”. Asks where the other half belongs.",
    .false_alarms = "Segments cut within a quotation at different places.",
    .run = run,
};
