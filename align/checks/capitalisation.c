/* capitalisation: a fixed term in lower case that the lexicon writes with capitals. */
#include <string.h>

#include "checks.h"
#include "ground.h"

static bool upper_start(const char *word)
{
    unsigned char c = (unsigned char)word[0];
    return (c >= 'A' && c <= 'Z') || (c == 0xc3 && (unsigned char)word[1] >= 0x80 && (unsigned char)word[1] <= 0x9e);
}

/* Words of a term or of a text that a case can be told of, and how many of them have capitals. */
typedef struct capitals { size_t words, upper; bool first_upper; } capitals;

static capitals of_term(const char *text)
{
    capitals c = { 0 };

    while (*text != '\0') {
        size_t n = strcspn(text, " -");

        if (n > 3) {
            c.first_upper = c.words == 0 ? upper_start(text) : c.first_upper;
            c.words++;
            c.upper += upper_start(text);
        }
        text += n + (text[n] != '\0');
    }
    return c;
}

static capitals of_text(const ct_ground_side *s, const ct_mention *m)
{
    capitals c = { 0 };

    for (uint32_t a = s->first_atom[m->first_token]; a < s->first_atom[m->end_token]; a++) {
        const ct_type *type = &s->types[s->atoms[a].type];

        if (type->kind != CT_TOKEN_WORD || type->length <= 3)
            continue;
        c.first_upper = c.words == 0 ? upper_start(type->text) : c.first_upper;
        c.words++;
        c.upper += upper_start(type->text);
    }
    return c;
}

/* Is the concept written with capitals somewhere else: in this text, or by the other side? */
static uint32_t capital_elsewhere(const ct_ground *g, ct_side side, const ct_mention *m, ct_side *where)
{
    for (int i = 0; i < CT_SIDES; i++) {
        ct_side at = i == 0 ? ct_other(side) : side;
        const ct_ground_side *o = &g->sides[at];
        size_t limit = o->n_mentions < 20000 ? o->n_mentions : 20000;

        for (uint32_t k = 0; k < limit; k++) {
            capitals c;

            if (o->mentions[k].concept != m->concept || &o->mentions[k] == m)
                continue;
            c = of_text(o, &o->mentions[k]);
            if (c.words > 1 && c.upper == c.words) {
                *where = at;
                return k;
            }
        }
    }
    return CT_NONE;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, const ct_mention *m, uint32_t elsewhere,
                      ct_side where, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[where];
    ct_span span = ct_tokens_span(s, m->first_token, m->end_token);

    ct_draft_begin(d, g, &ct_check_capitalisation);
    ct_draft_place(d, side, ct_unit_at(s, m->first_token), span);
    if (elsewhere != CT_NONE) {
        ct_span there = ct_tokens_span(o, o->mentions[elsewhere].first_token, o->mentions[elsewhere].end_token);

        ct_draft_place(d, where, ct_unit_at(o, o->mentions[elsewhere].first_token), there);
        ct_draft_evidence(d, "with capitals in the %s: %s", ct_ground_language(g, where), ct_draft_quote(d, where, there));
    }
    d->confidence = 0.8f;
    ct_buffer_printf(&d->message, "%s is a fixed term and is written “%s”.", ct_draft_quote(d, side, span),
                     g->terms[m->term].text);
    ct_buffer_printf(&d->question, "Is the term meant?");
    return ct_draft_add(d, out, err);
}

static bool in_heading(const ct_ground_side *s, const ct_mention *m)
{
    uint32_t unit = ct_unit_at(s, m->first_token);
    return unit == CT_NONE || s->units[unit].role == CT_ROLE_HEADING || s->units[unit].role == CT_ROLE_RESIDUE;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        size_t limit = s->n_mentions < 20000 ? s->n_mentions : 20000;

        for (size_t i = 0; status == CT_OK && i < limit; i++) {
            const ct_mention *m = &s->mentions[i];
            capitals term = of_term(g->terms[m->term].text), text;
            ct_side where = CT_SOURCE;
            uint32_t elsewhere;

            if (term.words < 2 || term.upper < term.words || in_heading(s, m)
                || g->terms[m->term].status > CT_TERM_ADMITTED)
                continue;
            text = of_text(s, m);
            if (text.words != term.words || text.upper >= text.words)
                continue;
            elsewhere = capital_elsewhere(g, (ct_side)side, m, &where);
            if (elsewhere == CT_NONE && text.upper == 0)
                continue;      /* all in lower case and nobody writes it otherwise: a plain phrase */
            if (text.first_upper && text.upper == 1 && (s->tokens[m->first_token].flags & CT_TOKEN_INITIAL))
                continue;
            status = flag(&d, g, (ct_side)side, m, elsewhere, where, out, err);
        }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_capitalisation = {
    .id = "capitalisation",
    .class = CT_CLASS_PUNCTUATION,
    .severity = CT_MINOR,
    .summary = "a fixed term in lower case that is written with capitals",
    .why = "Capitals tell a name from a description. The rule speaks only where the other text, or this one elsewhere, "
           "writes the term with capitals, or where it has half of them.",
    .example = "“the Arctic council” for “Arctic Council”. Asks: is the term meant?",
    .false_alarms = "A plain phrase in the same words as a name.",
    .run = run,
};
