/* capitalisation: a fixed term in lower case that the lexicon writes with capitals. */
#include <string.h>

#include "checks.h"
#include "ground.h"

static bool upper_start(const char *word)
{
    unsigned char c = (unsigned char)word[0];
    return (c >= 'A' && c <= 'Z') || (c == 0xc3 && (unsigned char)word[1] >= 0x80 && (unsigned char)word[1] <= 0x9e);
}

/* Would anybody write the word in lower case? "Chinese" and "Caribbean" have a capital in any case. */
static bool case_tells(const ct_ground *g, ct_language language, const char *word, size_t n)
{
    char lower[64];

    if (n <= 3 || n >= sizeof lower)
        return false;
    memcpy(lower, word, n);
    lower[n] = '\0';
    if (lower[0] >= 'A' && lower[0] <= 'Z')
        lower[0] = (char)(lower[0] + 32);
    return ct_lexicon_spells(g->pair->lexicon, language, lower);
}

/* Words of a term or of a text that a case can be told of, and how many of them have capitals. */
typedef struct capitals { size_t words, upper; bool first_upper; } capitals;

static capitals of_term(const ct_ground *g, ct_language language, const char *text)
{
    capitals c = { 0 };

    while (*text != '\0') {
        size_t n = strcspn(text, " -");

        if (case_tells(g, language, text, n)) {
            c.first_upper = c.words == 0 ? upper_start(text) : c.first_upper;
            c.words++;
            c.upper += upper_start(text);
        }
        text += n + (text[n] != '\0');
    }
    return c;
}

static capitals of_text(const ct_ground *g, const ct_ground_side *s, const ct_mention *m)
{
    capitals c = { 0 };

    for (uint32_t a = s->first_atom[m->first_token]; a < s->first_atom[m->end_token]; a++) {
        const ct_type *type = &s->types[s->atoms[a].type];

        if (type->kind != CT_TOKEN_WORD || !case_tells(g, s->language, type->text, type->length))
            continue;
        c.first_upper = c.words == 0 ? upper_start(type->text) : c.first_upper;
        c.words++;
        c.upper += upper_start(type->text);
    }
    return c;
}

/* Is the concept written with capitals in a unit linked to this one? */
static uint32_t capital_in_links(const ct_ground *g, ct_side side, const ct_mention *m)
{
    const ct_ground_side *o = &g->sides[ct_other(side)];
    uint32_t unit = ct_unit_at(&g->sides[side], m->first_token), linked[16];
    size_t n = unit == CT_NONE ? 0 : ct_linked_units(g, side, unit, linked, 16);

    for (size_t i = 0; i < n; i++) {
        ct_range r = ct_mentions_in(o, o->units[linked[i]].first_token, o->units[linked[i]].end_token);

        for (uint32_t k = r.first; k < r.end; k++) {
            capitals c = { 0 };

            if (o->mentions[k].concept == m->concept)
                c = of_text(g, o, &o->mentions[k]);
            if (c.words > 1 && c.upper == c.words)
                return k;
        }
    }
    return CT_NONE;
}

static bool in_heading(const ct_ground_side *s, const ct_mention *m)
{
    uint32_t unit = ct_unit_at(s, m->first_token);
    return unit == CT_NONE || s->units[unit].role == CT_ROLE_HEADING || s->units[unit].role == CT_ROLE_RESIDUE;
}

/* Does the text read exactly as the term is written? The common case, and quickly seen. */
static bool reads_so(const ct_ground_side *s, const ct_mention *m, const char *text)
{
    ct_span span = ct_tokens_span(s, m->first_token, m->end_token);
    size_t n = strlen(text);

    return span.end - span.start >= n && memcmp(s->bytes + span.start, text, n) == 0;
}

/* Half of the capitals are there, or a linked passage has them all. */
static bool faulty(const ct_ground *g, ct_side side, const ct_mention *m, uint32_t *elsewhere)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_term *term = &g->terms[m->term];
    capitals right, text;

    if (term->status > CT_TERM_ADMITTED || in_heading(s, m) || reads_so(s, m, term->text))
        return false;
    right = of_term(g, s->language, term->text);
    text = of_text(g, s, m);
    if (right.words < 2 || right.upper < right.words || text.words != right.words || text.upper >= text.words)
        return false;
    *elsewhere = capital_in_links(g, side, m);
    if (*elsewhere == CT_NONE && text.upper == 0)
        return false;
    return !(text.first_upper && text.upper == 1 && (s->tokens[m->first_token].flags & CT_TOKEN_INITIAL))
        && (*elsewhere != CT_NONE || text.upper > 0);
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t mention, uint32_t elsewhere,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side], *o = &g->sides[ct_other(side)];
    const ct_mention *m = &s->mentions[mention];
    ct_span span = ct_tokens_span(s, m->first_token, m->end_token);

    ct_draft_begin(d, g, &ct_check_capitalisation);
    ct_draft_place(d, side, ct_unit_at(s, m->first_token), span);
    if (elsewhere != CT_NONE) {
        const ct_mention *e = &o->mentions[elsewhere];
        ct_span there = ct_tokens_span(o, e->first_token, e->end_token);

        ct_draft_place(d, ct_other(side), ct_unit_at(o, e->first_token), there);
        ct_draft_evidence(d, "with capitals in the %s: %s", ct_ground_language(g, ct_other(side)),
                          ct_draft_quote(d, ct_other(side), there));
    }
    d->confidence = 0.8f;
    ct_draft_message(d, "%s is a fixed term and is written “%s”.", ct_draft_quote(d, side, span),
                     g->terms[m->term].text);
    ct_draft_question(d, "Is the term meant?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++)
        for (uint32_t i = 0; status == CT_OK && i < g->sides[side].n_mentions; i++) {
            uint32_t elsewhere = CT_NONE;

            if (faulty(g, (ct_side)side, &g->sides[side].mentions[i], &elsewhere))
                status = flag(&d, g, (ct_side)side, i, elsewhere, out, err);
        }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_capitalisation = {
    .id = "capitalisation",
    .class = CT_CLASS_PUNCTUATION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "a fixed term in lower case that is written with capitals",
    .why = "Capitals tell a name from a description. The rule speaks only where the linked passage writes the term "
           "with capitals, or where it has half of them.",
    .example = "“the Arctic council” for “Arctic Council”. Asks: is the term meant?",
    .false_alarms = "A plain phrase in the same words as a name.",
    .run = run,
};
