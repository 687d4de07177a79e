/* spelling-slip: a word that nobody knows, and a known one with two letters exchanged or one letter less or more. */
#include <string.h>

#include "checks.h"
#include "couples.h"

enum { LONGEST = 40, LEAST = 5, OFTEN = 3 };

/* Does the other side have the word? Then it is a name or a term. */
static bool shared(const ct_intern *other, const char *word)
{
    return ct_intern_find(other, word, strlen(word)) != CT_NO_STRING;
}

static bool suspicious(const ct_ground *g, ct_side side, uint32_t type, const ct_intern *other)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_type *t = &s->types[type];

    if (t->kind != CT_TOKEN_WORD || t->length < LEAST || t->length > LONGEST || t->n_parts > 1 || t->count >= OFTEN
        || strcmp(t->text, t->folded) != 0 || strpbrk(t->text, "0123456789.'_@/:") != NULL
        || s->words[type].layer < CT_LAYER_COGNATE)
        return false;
    return !shared(other, t->folded) && !ct_lexicon_spells(g->pair->lexicon, s->language, t->text)
        && !ct_lexicon_spells(g->pair->lexicon, g->sides[!side].language, t->text);
}

static bool known(const ct_ground *g, ct_language language, const char *word)
{
    return ct_lexicon_spells(g->pair->lexicon, language, word);
}

static size_t letter(const char *word, size_t at)
{
    size_t n = 1;

    while (((unsigned char)word[at + n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* The word that is meant into `out` [LONGEST + 8]: two neighbours exchanged first, then a letter left out. */
static bool meant(const ct_ground *g, ct_language language, const char *word, char *out)
{
    size_t len = strlen(word);

    for (size_t at = 0; at + 1 < len;) {
        size_t a = letter(word, at), b = at + a < len ? letter(word, at + a) : 0;
        memcpy(out, word, at);
        memcpy(out + at, word + at + a, b);
        memcpy(out + at + b, word + at, a);
        memcpy(out + at + a + b, word + at + a + b, len - at - a - b + 1);
        if (b > 0 && strcmp(out, word) != 0 && known(g, language, out))
            return true;
        at += a;
    }
    for (size_t at = 1; at + 2 < len;) {      /* a plural or feminine ending is no slip, so the end stays */
        size_t a = letter(word, at);
        memcpy(out, word, at);
        memcpy(out + at, word + at + a, len - at - a + 1);
        if (strncmp(word + at, word + at - a, a) == 0 && known(g, language, out))
            return true;
        at += a;
    }
    return false;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t token, const char *right, ct_findings *out,
                      ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];

    ct_draft_begin(d, g, &ct_check_spelling_slip);
    d->confidence = 0.85f;
    ct_draft_place(d, side, ct_unit_at(s, token), s->tokens[token].span);
    ct_draft_message(d, "%s is in no dictionary of either language, “%s” is.",
                     ct_draft_quote(d, side, s->tokens[token].span), right);
    ct_draft_question(d, "Is “%s” meant?", right);
    return ct_draft_add(d, out, err);
}

static bool words_of(const ct_ground_side *s, ct_intern *out)
{
    for (size_t t = 0; t < s->n_types; t++)
        if (s->types[t].kind == CT_TOKEN_WORD
            && ct_intern_add(out, s->types[t].folded, strlen(s->types[t].folded)) == CT_NO_STRING)
            return false;
    return true;
}

static ct_status look_through(ct_draft *d, const ct_ground *g, ct_side side, const ct_intern *other, ct_findings *out,
                              ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    ct_status status = CT_OK;
    char right[LONGEST + 8];

    for (uint32_t t = 0; status == CT_OK && t < s->n_tokens; t++)
        if (suspicious(g, side, s->tokens[t].type, other)
            && meant(g, s->language, s->types[s->tokens[t].type].folded, right))
            status = flag(d, g, side, t, right, out, err);
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; status == CT_OK && side < CT_SIDES; side++) {
        ct_intern other = { 0 };
        status = words_of(&g->sides[!side], &other) ? look_through(&d, g, (ct_side)side, &other, out, err)
                                                    : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
        ct_intern_release(&other);
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_spelling_slip = {
    .id = "spelling-slip",
    .class = CT_CLASS_SPELLING,
    .severity = CT_MINOR,
    .needs = CT_NEEDS_SPELLING,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a word that nobody knows, and a known one with two letters exchanged or one doubled",
    .why = "Spelling checkers flag every name and term. Words that either language knows, that stand on the other side, that "
           "the termbase has or that the file has often are left alone, and a known word must lie next to them.",
    .example = "“infromation” for “information”. Asks whether that is meant.",
    .false_alarms = "Coinages that happen to lie next to a word.",
    .run = run,
};
