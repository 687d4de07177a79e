/* The words of sentence pairs: each written form once, each with its class.
 *
 * A class is the first lemma the lexicon reads in a form, so that "pagó" and "pagaron" learn from each other; function
 * words and what nobody knows are classes of their own, in lower case. Figures are alike when their digits are: "1.000"
 * and "1,000". */
#include "learn.h"

#include <string.h>

#include <cotejo-internal/chars.h>
#include <cotejo-internal/forms.h>

static word_kind kind_of(const char *form, size_t len, const ct_reading *readings, size_t n)
{
    int32_t c = ct_char_at(form, 0, (uint32_t)len);
    uint16_t grammar = 0;

    if (ct_char_digit(c))
        return WORD_NUMBER;
    if (!ct_char_letter(c))
        return WORD_MARK;
    for (size_t i = 0; i < n; i++)
        grammar |= readings[i].grammar;
    return (grammar & CT_POS_FUNCTION) != 0 && !ct_is_capitals(form, len) ? WORD_FUNCTION : WORD_CONTENT;
}

/* Digits alone; 0 if other letters stand among them. */
static size_t digits_of(const char *form, size_t len, char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < len; i++) {
        if (ct_char_digit(form[i]))
            out[n++] = form[i];
        else if (strchr(".,:/'", form[i]) == NULL)
            return 0;
    }
    return n;
}

/* Quotation marks and dashes answer each other whatever their shape. */
static const char *mark_of(const char *form, size_t len)
{
    static const char *const alike[][2] = {
        { "“”„«»\"‘’'`´``''", "\"" }, { "–—―--", "-" },
    };
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        for (const char *at = alike[i][0]; *at != '\0'; at++)
            if (((unsigned char)*at & 0xC0) != 0x80 && strncmp(at, form, len) == 0)
                return alike[i][1];
    return NULL;
}

/* Nouns before the verbs that are written like them, so that "proceso" and "procesos" meet. */
static const char *lemma_of(const corpus *c, int language, const ct_reading *readings, size_t n)
{
    size_t best = 0;

    while (best < n && (readings[best].grammar & CT_POS_NOUN) == 0)
        best++;
    return ct_lexicon_lemma(c->lexicon, (ct_language)language, readings[best < n ? best : 0].lemma);
}

static uint32_t class_of(corpus *c, int language, const char *form, size_t len)
{
    corpus_side *s = &c->sides[language];
    ct_reading readings[CT_LOOKUP_READINGS];
    char lower[CT_MAX_FORM];
    size_t n = len < CT_MAX_FORM ? ct_lexicon_lookup(c->lexicon, (ct_language)language, form, readings) : 0, m;
    word_kind kind = kind_of(form, len, readings, n);
    const char *name = form;
    uint32_t before = s->classes.n, k;

    m = len;
    if (kind == WORD_NUMBER && len < sizeof lower && (m = digits_of(form, len, lower)) > 0)
        name = lower;
    else if (kind == WORD_MARK && len < 8 && mark_of(form, len) != NULL)
        m = strlen(name = mark_of(form, len));
    else if (kind == WORD_CONTENT && n > 0)
        m = strlen(name = lemma_of(c, language, readings, n));
    else if ((m = ct_lower(form, len, lower)) > 0)
        name = lower;
    else
        m = len;
    k = ct_intern_add(&s->classes, name, m);
    if (k != CT_NO_STRING && s->classes.n > before && !ct_push(&s->content, (uint8_t)kind))
        return CT_NO_STRING;
    return k;
}

static bool add_token(corpus *c, int language, const char *bytes, size_t len)
{
    corpus_side *s = &c->sides[language];
    uint32_t before = s->types.n, type = ct_intern_add(&s->types, bytes, len), k;

    if (type == CT_NO_STRING)
        return false;
    if (s->types.n > before) {
        k = class_of(c, language, s->types.strings[type], len);
        if (k == CT_NO_STRING || !ct_push(&s->class_of, k))
            return false;
    }
    return ct_push(&s->tokens, type);
}

/* @return false: out of memory; a side that is too long is cut off where that shows */
static bool add_side(corpus *c, const ct_bitext *bitext, int language, size_t pair, bool cut)
{
    corpus_side *s = &c->sides[language];
    size_t len, at = 0, before = s->tokens.n;
    const char *bytes = ct_bitext_text(bitext, pair, (ct_language)language, &len);
    ct_span token;

    while (s->tokens.n - before <= CT_LEARN_TOKENS
           && (cut ? token_next_cut(bytes, len, &at, &token) : token_next(bytes, len, &at, &token)))
        if (!add_token(c, language, bytes + token.start, token.end - token.start))
            return false;
    return true;
}

/* A pair that cannot teach anything keeps its place, without tokens. */
static bool add_pair(corpus *c, const ct_bitext *bitext, size_t pair, bool cut)
{
    bool good = true;

    for (int l = 0; l < CT_LANGUAGES; l++) {
        size_t before = c->sides[l].tokens.n;
        if (!add_side(c, bitext, l, pair, cut))
            return false;
        good = good && c->sides[l].tokens.n > before && c->sides[l].tokens.n - before <= CT_LEARN_TOKENS;
    }
    for (int l = 0; l < CT_LANGUAGES; l++) {
        if (!good)
            c->sides[l].tokens.n = c->sides[l].starts[pair];
        c->sides[l].starts[pair + 1] = c->sides[l].tokens.n;
    }
    c->n_skipped += !good;
    return true;
}

static bool count_classes(corpus_side *s)
{
    s->count = calloc((size_t)s->classes.n + 1, sizeof *s->count);
    for (size_t i = 0; s->count != NULL && i < s->tokens.n; i++)
        s->count[s->class_of.items[s->tokens.items[i]]]++;
    return s->count != NULL;
}

ct_status corpus_init(corpus *c, const ct_bitext *bitext, const ct_lexicon *lexicon, bool tokens, ct_error *err)
{
    bool good = true;

    *c = (corpus){ .lexicon = lexicon, .n_pairs = ct_bitext_count(bitext) };
    for (int l = 0; l < CT_LANGUAGES; l++) {
        corpus_side *s = &c->sides[l];
        s->starts = calloc(c->n_pairs + 1, sizeof *s->starts);
        good = good && s->starts != NULL && ct_intern_add(&s->classes, "", 0) == 0 && ct_push(&s->content, WORD_MARK);
    }
    for (size_t i = 0; good && i < c->n_pairs; i++)
        good = add_pair(c, bitext, i, tokens);
    for (int l = 0; good && l < CT_LANGUAGES; l++)
        good = count_classes(&c->sides[l]);
    return good ? CT_OK : bitext_nomem(err);
}

void corpus_release(corpus *c)
{
    for (int l = 0; l < CT_LANGUAGES; l++) {
        corpus_side *s = &c->sides[l];
        ct_intern_release(&s->types);
        ct_intern_release(&s->classes);
        ct_vector_release(&s->class_of);
        ct_vector_release(&s->content);
        ct_vector_release(&s->tokens);
        free(s->count);
        free(s->starts);
    }
}
