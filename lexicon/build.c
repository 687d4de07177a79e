/* What all sources of a lexicon add to: lemmas, pairs of words, concepts, shortfalls. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cotejo-internal/build.h>

ct_status ct_build_nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lexicon");
}

ct_status ct_build_shortfall(ct_build *build, ct_resource resource, const char *what, const char *remedy,
                             const char *format, ...)
{
    char reason[480];
    ct_shortfall s;
    va_list args;

    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    s = (ct_shortfall){ .resource = resource, .what = what, .remedy = remedy,
                        .reason = ct_arena_string(&build->arena, reason) };
    return s.reason != NULL && ct_push(&build->shortfalls, s) ? CT_OK : CT_NOMEM;
}

uint32_t ct_build_lemma(ct_build *build, ct_language language, const char *bytes, size_t len, uint16_t grammar)
{
    uint32_t k = ct_intern_add(&build->lemmas[language], bytes, len);

    if (k == CT_NO_STRING || (k == build->grammar[language].n && !ct_push(&build->grammar[language], 0)))
        return CT_NONE;
    build->grammar[language].items[k] |= grammar;
    return k;
}

uint32_t ct_build_canonical(ct_build *build, ct_language language, const char *word, uint16_t grammar)
{
    ct_reading readings[CT_MAX_READINGS];
    size_t len = strlen(word), n;
    uint32_t own = ct_intern_find(&build->lemmas[language], word, len);

    if (own == CT_NO_STRING || (grammar != 0 && (build->grammar[language].items[own] & grammar & 31) == 0)) {
        n = ct_reader_read(&build->readers[language], word, len, readings);
        for (size_t i = 0; i < n; i++)
            if (grammar == 0 || (readings[i].grammar & grammar & 31) != 0) {
                build->grammar[language].items[readings[i].lemma] |= grammar;
                return readings[i].lemma;
            }
    }
    return ct_build_lemma(build, language, word, len, grammar);
}

bool ct_build_concept(ct_build *build, ct_raw_concept concept)
{
    concept.first_term = (uint32_t)build->terms.n;
    concept.n_terms = 0;
    return ct_push(&build->concepts, concept);
}

bool ct_build_term(ct_build *build, const char *text, ct_language language, ct_term_status status)
{
    ct_raw_term term = { .text = ct_arena_string(&build->arena, text), .language = language, .status = status };

    if (term.text == NULL || !ct_push(&build->terms, term))
        return false;
    build->concepts.items[build->concepts.n - 1].n_terms++;
    return true;
}

static bool is_single(const char *text)
{
    return strchr(text, ' ') == NULL;
}

/* A phrase that answers a mere function word ("contar con", "have") says nothing of what a text is about. */
static bool is_function_word(const ct_build *build, ct_language language, const char *text)
{
    return is_single(text)
        && ct_function_words_class(&build->function_words[language], text, strlen(text)) != CT_FUNCTION_NONE;
}

static ct_concept_kind kind_of(uint16_t grammar)
{
    if ((grammar & CT_POS_VERB) != 0)
        return CT_CONCEPT_ACTION;
    return CT_CONCEPT_TERM;
}

bool ct_build_rendering(ct_build *build, const char *spanish, const char *english, uint16_t grammar,
                        ct_layer layer, uint32_t rank)
{
    /* Phrases of word lists help to align; they are no terms that must be rendered just so. */
    ct_raw_concept c = { .field = ct_layer_name(layer), .kind = kind_of(grammar),
                         .layer = layer < CT_LAYER_GENERAL ? CT_LAYER_GENERAL : layer };
    ct_word_pair pair = { .layer = layer, .rank = rank };
    char id[2 * CT_MAX_FORM + 8];
    uint32_t n, k;

    if (strlen(spanish) >= CT_MAX_FORM || strlen(english) >= CT_MAX_FORM)
        return true;      /* no word, no phrase */
    if (is_single(spanish) && is_single(english)) {
        pair.lemma[CT_ES] = ct_build_canonical(build, CT_ES, spanish, grammar);
        pair.lemma[CT_EN] = ct_build_canonical(build, CT_EN, english, grammar);
        return pair.lemma[CT_ES] != CT_NONE && pair.lemma[CT_EN] != CT_NONE && ct_push(&build->pairs, pair);
    }
    if (is_function_word(build, CT_ES, spanish) || is_function_word(build, CT_EN, english))
        return true;
    snprintf(id, sizeof id, "%s=%s", spanish, english);
    n = build->phrases.n;
    k = ct_intern_add(&build->phrases, id, strlen(id));
    if (k == CT_NO_STRING)
        return false;
    if (k < n)
        return true;      /* both directions of a dictionary have it */
    c.id = build->phrases.strings[k];
    return ct_build_concept(build, c) && ct_build_term(build, spanish, CT_ES, CT_TERM_PREFERRED)
        && ct_build_term(build, english, CT_EN, CT_TERM_PREFERRED);
}
