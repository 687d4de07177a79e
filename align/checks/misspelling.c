/* misspelling: a word nobody knows that is one slip away from a word that is known.
 *
 * All words one slip away (a letter left out, put in, replaced, or two exchanged) are asked for; a word without a known
 * neighbour is taken for a coinage and left alone. For a name the neighbour is a name that the text has often. */
#include <string.h>

#include "checks.h"
#include "ground.h"

enum { MAX_WORD = 40, MAX_ASKED = 400, OFTEN = 3 };

static const char *const alphabets[CT_LANGUAGES][34] = {
    { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
      "w", "x", "y", "z", "á", "é", "í", "ó", "ú", "ü", "ñ", NULL },
    { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
      "w", "x", "y", "z", NULL },
};

/* Letters as they stand in UTF-8: where each begins. 0 when the word is too long or has letters foreign to the
 * language. */
static size_t letters_of(const char *word, ct_language language, uint8_t at[MAX_WORD + 1])
{
    size_t n = 0, i = 0;

    for (; word[i] != '\0'; n++) {
        unsigned char c = (unsigned char)word[i];

        if (n == MAX_WORD - 2 || c >= 0xe0 || (c >= 0x80 && language == CT_EN)
            || (c < 0x80 && !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))))
            return 0;
        at[n] = (uint8_t)i;
        i += c < 0x80 ? 1 : 2;
        if (i > 2 * MAX_WORD - 4)
            return 0;
    }
    at[n] = (uint8_t)i;
    return n;
}

typedef bool known_fn(const void *context, const char *word);

typedef struct slip { const char *word; size_t n; uint8_t at[MAX_WORD + 1]; char out[2 * MAX_WORD + 4]; } slip;

/* word[0, a) + middle + word[b, end) */
static void splice(slip *s, size_t a, const char *middle, size_t b)
{
    size_t first = s->at[a], len = strlen(middle), rest = (size_t)s->at[s->n] - s->at[b];

    memcpy(s->out, s->word, first);
    memcpy(s->out + first, middle, len);
    memcpy(s->out + first + len, s->word + s->at[b], rest);
    s->out[first + len + rest] = '\0';
}

static bool exchanged(slip *s, known_fn *known, const void *context)
{
    for (size_t i = 1; i + 1 < s->n; i++) {
        char middle[8];
        size_t one = (size_t)s->at[i + 1] - s->at[i], two = (size_t)s->at[i + 2] - s->at[i + 1];

        memcpy(middle, s->word + s->at[i + 1], two);
        memcpy(middle + two, s->word + s->at[i], one);
        middle[one + two] = '\0';
        splice(s, i, middle, i + 2);
        if (strcmp(s->out, s->word) != 0 && known(context, s->out))
            return true;
    }
    return false;
}

/* The first known word one slip away is left in s->out. The first letter is taken to be right. */
static bool one_slip_away(slip *s, ct_language language, known_fn *known, const void *context)
{
    if (exchanged(s, known, context))
        return true;
    for (size_t i = 1; i < s->n; i++) {
        splice(s, i, "", i + 1);
        if (strcmp(s->word + s->at[i], "s") == 0)
            continue;      /* the plural of a known word is no slip */
        if (known(context, s->out))
            return true;
    }
    for (size_t i = 1; i <= s->n; i++)
        for (size_t l = 0; alphabets[language][l] != NULL; l++) {
            splice(s, i, alphabets[language][l], i);
            if (known(context, s->out))
                return true;
            if (i < s->n) {
                splice(s, i, alphabets[language][l], i + 1);
                if (known(context, s->out))
                    return true;
            }
        }
    return false;
}

/* British and American spelling, and the like: no slip. */
static bool same_but_for_custom(const char *a, const char *b)
{
    static const char *const pairs[][2] = {
        { "is", "iz" }, { "ys", "yz" }, { "our", "or" }, { "ll", "l" }, { "mme", "m" }, { "ae", "e" }, { "oe", "e" },
        { "re", "er" }, { "ence", "ense" }, { "ogue", "og" }, { "que", "k" },
    };
    size_t i = 0;

    while (a[i] != '\0' && a[i] == b[i])
        i++;
    if (i > 0 && a[i] == a[i - 1] && strcmp(a + i + 1, b + i) == 0 && (b[i] == 'i' || b[i] == 'e' || b[i] == 'o'))
        return true;      /* "combatting", "combating" */
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++)
        for (size_t back = 0; back <= 2 && back <= i; back++)
            for (int way = 0; way < 2; way++) {
                const char *x = pairs[p][way], *y = pairs[p][!way];

                if (strncmp(a + i - back, x, strlen(x)) == 0 && strncmp(b + i - back, y, strlen(y)) == 0
                    && strcmp(a + i - back + strlen(x), b + i - back + strlen(y)) == 0)
                    return true;
            }
    return false;
}

/* ---- whom to ask ------------------------------------------------------------------------------------ */

typedef struct asked { const ct_ground *g; const ct_ground_side *s; const ct_intern *names; } asked;

static bool spelled(const void *context, const char *word)
{
    const asked *a = context;
    return ct_lexicon_spells(a->g->pair->lexicon, a->s->language, word);
}

static bool named(const void *context, const char *word)
{
    const asked *a = context;
    return ct_intern_find(a->names, word, strlen(word)) != CT_NO_STRING;
}

/* Is the word of a kind that a slip can be told of? Lower case, unknown, no part of a name. */
static bool plain_unknown(const asked *a, uint32_t type)
{
    const ct_type *t = &a->s->types[type];

    return t->kind == CT_TOKEN_WORD && t->length >= 5 && t->n_parts < 2 && t->count <= 2
        && strcmp(t->text, t->folded) == 0
        && a->s->words[type].layer >= CT_LAYER_COGNATE && !spelled(a, t->text);
}

static bool name_unknown(const asked *a, uint32_t type, uint8_t flags)
{
    const ct_type *t = &a->s->types[type];

    return t->kind == CT_TOKEN_WORD && t->length >= 5 && t->n_parts < 2 && t->count <= 1
        && (flags & CT_TOKEN_CAPITALISED) && !(flags & CT_TOKEN_ALL_CAPS)
        && a->s->words[type].layer >= CT_LAYER_COGNATE && !spelled(a, t->text) && !spelled(a, t->folded);
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t token, const char *right, bool name,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    ct_span span = s->tokens[token].span;

    ct_draft_begin(d, g, &ct_check_misspelling);
    ct_draft_place(d, side, ct_unit_at(s, token), span);
    d->class = name ? CT_CLASS_NAME : CT_CLASS_SPELLING;
    d->confidence = 0.75f;
    if (name)
        ct_draft_message(d, "%s stands here only; elsewhere the text has “%s”.",
                         ct_draft_quote(d, side, span), right);
    else
        ct_draft_message(d, "%s is in no dictionary and one slip away from “%s”.",
                         ct_draft_quote(d, side, span), right);
    ct_draft_question(d, "Is “%s” meant?", right);
    return ct_draft_add(d, out, err);
}

static bool collect_names(const ct_ground_side *s, ct_intern *names)
{
    for (size_t t = 0; t < s->n_types; t++)
        if (s->types[t].kind == CT_TOKEN_WORD && s->types[t].count >= OFTEN
            && strcmp(s->types[t].text, s->types[t].folded) != 0
            && ct_intern_add(names, s->types[t].text, s->types[t].length) == CT_NO_STRING)
            return false;
    return true;
}

static ct_status look_at(ct_draft *d, const asked *a, ct_side side, uint32_t token, size_t *budget,
                         ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = a->s;
    uint32_t type = s->tokens[token].type, unit = ct_unit_at(s, token);
    bool plain, name;
    slip slipped = { .word = s->types[type].text };

    if (unit == CT_NONE || s->units[unit].role == CT_ROLE_RESIDUE || *budget == 0)
        return CT_OK;
    plain = plain_unknown(a, type);
    name = !plain && name_unknown(a, type, s->tokens[token].flags);
    if (!plain && !name)
        return CT_OK;
    slipped.n = letters_of(slipped.word, s->language, slipped.at);
    (*budget)--;
    if (slipped.n < 5 || !one_slip_away(&slipped, s->language, plain ? spelled : named, a)
        || same_but_for_custom(slipped.word, slipped.out))
        return CT_OK;
    return flag(d, a->g, side, token, slipped.out, name, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        ct_intern names = { 0 };
        asked a = { g, &g->sides[side], &names };
        size_t budget = MAX_ASKED;      /* a text in another language would ask for every word */

        if (!collect_names(a.s, &names))
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
        for (uint32_t t = 0; status == CT_OK && t < a.s->n_tokens; t++)
            status = look_at(&d, &a, (ct_side)side, t, &budget, out, err);
        ct_intern_release(&names);
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_misspelling = {
    .id = "misspelling",
    .class = CT_CLASS_SPELLING,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_COMPARABLE,
    .needs = CT_NEEDS_SPELLING,
    .summary = "a word in no dictionary that is one slip away from a known one",
    .why = "A slip in a term hides it from every search, and in a name makes a second person or place. Only words "
           "with a known neighbour are flagged; coinages and foreign words are left alone.",
    .example = "“the resotration of reefs”. Asks: is “restoration” meant?",
    .false_alarms = "Rare words that lie next to common ones.",
    .run = run,
};
