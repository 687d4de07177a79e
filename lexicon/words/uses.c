/* How a word is used, as far as its form tells. */
#include <stdlib.h>

#include <cotejo-internal/lexicon.h>

enum { VERB_FORMS = CT_FORM_INFINITIVE | CT_FORM_FINITE | CT_FORM_GERUND | CT_FORM_IMPERATIVE };

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Sort and drop repetitions. */
static size_t settle(uint32_t *uses, size_t n)
{
    size_t kept = 0;

    if (n > 0)
        qsort(uses, n, sizeof *uses, by_number);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || uses[i] != uses[kept - 1])
            uses[kept++] = uses[i];
    return kept;
}

static bool is_verb(uint16_t grammar)
{
    return (grammar & CT_POS_VERB) != 0;
}

size_t ct_uses_of_text(const ct_reading *readings, size_t n, uint32_t uses[CT_MAX_USES])
{
    size_t k = 0;

    for (size_t i = 0; i < n && k + 3 <= CT_MAX_USES; i++) {
        uint16_t g = readings[i].grammar;
        uint32_t lemma = readings[i].lemma * CT_USES;
        if (!is_verb(g))
            uses[k++] = lemma + CT_USE_NOMINAL;
        if (is_verb(g) && (g & CT_FORM_PARTICIPLE) != 0)
            uses[k++] = lemma + CT_USE_PARTICIPLE;
        if (is_verb(g) && (g & CT_FORM_GERUND) != 0)
            uses[k++] = lemma + CT_USE_GERUND;
        if (is_verb(g) && ((g & VERB_FORMS) != 0 || (g & CT_FORM_PARTICIPLE) == 0))
            uses[k++] = lemma + CT_USE_VERBAL;
    }
    return settle(uses, k);
}

static bool is_dictionary_form(uint16_t g)
{
    return !is_verb(g) || (g & (CT_FORM_INFINITIVE | CT_FORM_GERUND | CT_FORM_PARTICIPLE)) != 0;
}

size_t ct_uses_of_term(const ct_reading *readings, size_t n, uint32_t uses[CT_MAX_USES])
{
    bool any = false;
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        any |= is_dictionary_form(readings[i].grammar);
    for (size_t i = 0; i < n && k + 3 <= CT_MAX_USES; i++) {
        uint16_t g = readings[i].grammar;
        uint32_t lemma = readings[i].lemma * CT_USES;
        if (any && !is_dictionary_form(g))
            continue;
        if (!is_verb(g)) {
            uses[k++] = lemma + CT_USE_NOMINAL;
            continue;
        }
        if ((g & CT_FORM_GERUND) != 0)
            uses[k++] = lemma + CT_USE_GERUND;
        if ((g & CT_FORM_PARTICIPLE) != 0 || (g & CT_FORM_GERUND) == 0)
            uses[k++] = lemma + CT_USE_PARTICIPLE;
        if ((g & CT_FORM_INFINITIVE) != 0 || (g & (CT_FORM_PARTICIPLE | CT_FORM_GERUND)) == 0)
            uses[k++] = lemma + CT_USE_VERBAL;
    }
    return settle(uses, k);
}
