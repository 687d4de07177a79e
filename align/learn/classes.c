/* Which class a written form belongs to.
 *
 * A class is the first lemma the lexicon reads in a form, so that "pagó" and "pagaron" learn from each other; function
 * words and what nobody knows are classes of their own, in lower case. Figures are alike when their digits are: "1.000"
 * and "1,000". */
#include "learn.h"

#include <string.h>

#include <cotejo-internal/chars.h>
#include <cotejo-internal/forms.h>
#include <cotejo-internal/lexicon.h>

static word_kind kind_of(const corpus *c, int language, const char *form, size_t len, const ct_reading *readings,
                         size_t n)
{
    const ct_function_words *words = &c->lexicon->sides[language].function_words;
    int32_t first = ct_char_at(form, 0, (uint32_t)len);
    uint16_t grammar = 0;

    if (ct_char_digit(first))
        return WORD_NUMBER;
    if (!ct_char_letter(first))
        return WORD_MARK;
    if (ct_is_capitals(form, len))
        return WORD_CONTENT;
    if (ct_is_light(ct_function_words_class(words, form, len)))
        return WORD_LIGHT;
    for (size_t i = 0; i < n; i++)
        grammar |= readings[i].grammar;
    return (grammar & CT_POS_FUNCTION) != 0 ? WORD_FUNCTION : WORD_CONTENT;
}

bool is_function_word(const ct_lexicon *lexicon, int language, const char *form, size_t len)
{
    return ct_function_words_class(&lexicon->sides[language].function_words, form, len) != CT_FUNCTION_NONE;
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

uint32_t class_of_form(corpus *c, int language, const char *form, size_t len)
{
    corpus_side *s = &c->sides[language];
    ct_reading readings[CT_MAX_READINGS];
    char lower[CT_MAX_FORM];
    size_t n = len < CT_MAX_FORM ? ct_reader_read(&c->readers[language], form, len, readings) : 0, m;
    word_kind kind = kind_of(c, language, form, len, readings, n);
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
    if (k == CT_NO_STRING || (s->classes.n > before && !ct_push(&s->content, (uint8_t)kind)))
        return CT_NO_STRING;
    for (size_t i = 0; i < n; i++)
        if (!ct_push(&s->homes, (home){ readings[i].lemma, k }))
            return CT_NO_STRING;
    return k;
}
