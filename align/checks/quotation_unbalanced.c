/* quotation-unbalanced: a quotation mark or bracket without its partner, within one paragraph. */
#include <string.h>

#include "checks.h"
#include "ground.h"

enum { MAX_DEPTH = 32 };

typedef struct pair_of_marks { const char *opening, *closing; } pair_of_marks;

static const pair_of_marks marks[] = {
    { "“", "”" }, { "«", "»" }, { "(", ")" }, { "[", "]" }, { "\"", "\"" },
};

enum { N_MARKS = sizeof marks / sizeof *marks, STRAIGHT = N_MARKS - 1 };

/* "a)" or "3)" at the start of a block, and the like within: a lone closing bracket after a short label. */
static bool list_label(const ct_ground_side *s, uint32_t first, uint32_t token)
{
    const ct_token *before;

    if (token == first)
        return true;
    before = &s->tokens[token - 1];
    return before->span.end - before->span.start <= 2
        && (token - 1 == first || s->tokens[token - 2].kind == CT_TOKEN_MARK);
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t token, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    uint32_t unit = ct_unit_at(s, token), end = token + 4, first = token > 0 ? token - 1 : 0;

    ct_draft_begin(d, g, &ct_check_quotation_unbalanced);
    end = end < s->n_tokens ? end : (uint32_t)s->n_tokens;
    if (unit != CT_NONE) {
        first = first < s->units[unit].first_token ? token : first;
        end = end < s->units[unit].end_token ? end : s->units[unit].end_token;
    }
    ct_draft_place(d, side, unit, s->tokens[token].span);
    d->confidence = 0.85f;
    ct_draft_message(d, "The mark %s at %s has no partner in its paragraph.",
                     ct_draft_quote(d, side, s->tokens[token].span),
                     ct_draft_quote(d, side, ct_tokens_span(s, first, end > token ? end : token + 1)));
    ct_draft_question(d, "Where does the other mark belong?");
    return ct_draft_add(d, out, err);
}

typedef struct open_mark { uint32_t token; size_t kind; } open_mark;

/* Tokens [first, end) of one block. */
static ct_status look_at(ct_draft *d, const ct_ground *g, ct_side side, uint32_t first, uint32_t end,
                         ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    open_mark open[MAX_DEPTH];
    size_t n = 0;
    ct_status status = CT_OK;

    for (uint32_t t = first; status == CT_OK && t < end; t++)
        for (size_t m = 0; s->tokens[t].kind != CT_TOKEN_WORD && m < N_MARKS; m++) {
            bool opens = ct_token_is(s, t, marks[m].opening), closes = ct_token_is(s, t, marks[m].closing);

            if (m == STRAIGHT && opens) {
                opens = n == 0 || open[n - 1].kind != STRAIGHT;
                closes = !opens;
            }
            if (opens && n == MAX_DEPTH)
                return CT_OK;      /* not prose */
            if (opens)
                open[n++] = (open_mark){ t, m };
            else if (closes && n > 0 && open[n - 1].kind == m)
                n--;
            else if (closes && n > 1 && open[n - 2].kind == m) {
                status = flag(d, g, side, open[n - 1].token, out, err);
                n -= 2;
            } else if (closes && !list_label(s, first, t))
                status = flag(d, g, side, t, out, err);
            if (opens || closes)
                break;
        }
    while (status == CT_OK && n > 0)
        status = flag(d, g, side, open[--n].token, out, err);
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];

        for (size_t i = 0; status == CT_OK && i < s->n_sentences; ) {
            uint32_t block = s->sentences[i].block, first = s->sentences[i].first_token, end = first;

            for (; i < s->n_sentences && s->sentences[i].block == block; i++)
                end = s->sentences[i].end_token;
            if (block < s->n_blocks && s->blocks[block].kind != CT_BLOCK_RESIDUE)
                status = look_at(&d, g, (ct_side)side, first, end, out, err);
        }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_quotation_unbalanced = {
    .id = "quotation-unbalanced",
    .class = CT_CLASS_PUNCTUATION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "a quotation mark or bracket without its partner",
    .why = "Where a quotation ends nobody can tell: what follows may be the author's or the quoted one's.",
    .example = "“Support the “Reef Days seminar in May.” Asks: where does the other mark belong?",
    .false_alarms = "Quotations that run over several paragraphs; inch marks.",
    .run = run,
};
