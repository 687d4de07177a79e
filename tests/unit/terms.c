/* Mentions of concepts in text, and what is known of a document's words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/buffer.h>
#include <cotejo/lexicon.h>

#include "unit.h"

static ct_lexicon *lexicon;
static bool general;

/* A text from its bytes to its words. */
typedef struct reading {
    ct_text       *text;
    ct_document   *document;
    ct_segments   *segments;
    ct_vocabulary *vocabulary;
} reading;

static int open_lexicon(void)
{
    ct_error err;
    size_t n;

    if (ct_lexicon_open(&lexicon, NULL, &err) != CT_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    general = true;
    for (const ct_shortfall *s = ct_lexicon_shortfalls(lexicon, &n); n > 0; n--, s++)
        if (s->resource != CT_RESOURCE_OTHER)
            general = false;
    return 0;
}

static int close_lexicon(void)
{
    ct_lexicon_free(lexicon);
    return 0;
}

static reading read_text(const char *s, ct_language language)
{
    reading r = { 0 };
    ct_status status = ct_text_read(&r.text, s, strlen(s), NULL, NULL);

    if (status == CT_OK)
        status = ct_document_of(&r.document, r.text, language, NULL, ct_lexicon_outline(lexicon, language), NULL);
    if (status == CT_OK)
        status = ct_segments_of(&r.segments, r.document, ct_lexicon_segmenting(lexicon, language), NULL);
    if (status == CT_OK)
        status = ct_vocabulary_of(&r.vocabulary, r.segments, lexicon, NULL);
    SAME_NUMBER(status, CT_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(r.vocabulary);
    return r;
}

static void forget(reading *r)
{
    ct_vocabulary_free(r->vocabulary);
    ct_segments_free(r->segments);
    ct_document_free(r->document);
    ct_text_free(r->text);
}

/* Concepts named in `s`, those of phrase lists left out: "id[words]" for each, "+" before what stands inside one. */
static const char *concepts(const char *s, ct_language language)
{
    static char out[1000];
    reading r = read_text(s, language);
    size_t n, m, len;
    const ct_mention *mentions = ct_vocabulary_mentions(r.vocabulary, &n);
    const ct_concept *all = ct_lexicon_concepts(lexicon, &m);
    const ct_token *tokens = ct_segments_tokens(r.segments, &m);
    const char *bytes = ct_text_bytes(r.text, &len);

    out[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        const ct_concept *c = &all[mentions[i].concept];
        ct_span a = tokens[mentions[i].first_token].span, b = tokens[mentions[i].end_token - 1].span;
        size_t at = strlen(out);
        if (c->layer <= CT_LAYER_DOMAIN)
            snprintf(out + at, sizeof out - at, "%s%s[%.*s] ", mentions[i].inside ? "+" : "", c->id,
                     (int)(b.end - a.start), bytes + a.start);
    }
    forget(&r);
    return out;
}

static bool names(const char *text, ct_language language, const char *expected)
{
    const char *found = concepts(text, language);
    bool ok = strstr(found, expected) != NULL && (found == strstr(found, expected)
                                                  || strstr(found, expected)[-1] != '+' || *expected == '+');

    if (!ok)
        fprintf(stderr, "'%s' names %s, not %s\n", text, found, expected);
    return ok;
}

/* Status of the term by which `text` names the concept; -1 if it does not. */
static int status_by(const char *text, ct_language language, const char *id)
{
    reading r = read_text(text, language);
    size_t n, m;
    const ct_mention *mentions = ct_vocabulary_mentions(r.vocabulary, &n);
    int status = -1;

    for (size_t i = 0; i < n; i++)
        if (strcmp(ct_lexicon_concepts(lexicon, &m)[mentions[i].concept].id, id) == 0)
            status = (int)ct_lexicon_terms(lexicon, &m)[mentions[i].term].status;
    forget(&r);
    return status;
}

static void finds_terms_through_inflection(void)
{
    CU_ASSERT(names("Los miembros de las Naciones Unidas se reúnen.", CT_ES, "united-nations[Naciones Unidas]"));
    if (!general)
        return;
    CU_ASSERT(names("Las redes de alertas tempranas ayudan.", CT_ES, "[alertas tempranas]"));
    CU_ASSERT(names("Both sides are building early warning systems.", CT_EN, "early-warning"));
}

static void takes_the_longest_and_marks_what_is_inside(void)
{
    const char *found = concepts("La reforma de la Asamblea General de las Naciones Unidas avanza.", CT_ES);

    CU_ASSERT_PTR_NOT_NULL(strstr(found, "un-general-assembly[Asamblea General de las Naciones Unidas]"));
    CU_ASSERT_PTR_NOT_NULL(strstr(found, "+united-nations[Naciones Unidas]"));
}

static void allows_a_region_between_the_words_of_a_term(void)
{
    CU_ASSERT(names("Construir la comunidad China-ALC de futuro compartido.", CT_ES,
                    "community-with-a-shared-future"));
    CU_ASSERT(names("Construir una comunidad de América Latina y el Caribe y China de futuro compartido.", CT_ES,
                    "community-with-a-shared-future"));
    CU_ASSERT(names("Construir la comunidad de un futuro compartido.", CT_ES, "") == true);
    CU_ASSERT_PTR_NULL(strstr(concepts("Una comunidad. De futuro compartido.", CT_ES), "community-with-a-shared"));
}

static void keeps_developing_and_developed_apart(void)
{
    CU_ASSERT(names("los países en desarrollo", CT_ES, "developing-countries"));
    CU_ASSERT_PTR_NULL(strstr(concepts("los países en desarrollo", CT_ES), "developed-countries"));
    CU_ASSERT_PTR_NULL(strstr(concepts("los países desarrollados", CT_ES), "developing-countries"));
}

static void takes_no_liberties_with_small_words(void)
{
    CU_ASSERT_PTR_NULL(strstr(concepts("China will support countries and regions.", CT_EN), "[countries and regions]"));
    CU_ASSERT_PTR_NULL(strstr(concepts("Trade worth US$20 billion binds us.", CT_EN), "united-states"));
}

static void matches_acronyms_by_case(void)
{
    SAME_NUMBER(status_by("La IDG y la ISG.", CT_ES, "global-development-initiative"), CT_TERM_SHORT);
    SAME_NUMBER(status_by("la idg", CT_ES, "global-development-initiative"), -1);
    SAME_NUMBER(status_by("Investing in R&D matters.", CT_EN, "research-and-development"), CT_TERM_SHORT);
    SAME_NUMBER(status_by("La inversión en I+D crece.", CT_ES, "research-and-development"), CT_TERM_SHORT);
}

static void tells_right_terms_from_wrong_ones(void)
{
    SAME_NUMBER(status_by("the Belt and Road Initiative", CT_EN, "belt-and-road-initiative"), CT_TERM_PREFERRED);
    SAME_NUMBER(status_by("the Strip and Road", CT_EN, "belt-and-road-initiative"), CT_TERM_DEPRECATED);
    SAME_NUMBER(status_by("la Franja y la Ruta", CT_ES, "belt-and-road-initiative"), CT_TERM_ADMITTED);
}

static void does_not_cross_stops_or_lines(void)
{
    CU_ASSERT_PTR_NULL(strstr(concepts("Habla de las Naciones. Unidas siguen.", CT_ES), "united-nations"));
    CU_ASSERT_PTR_NULL(strstr(concepts("Las naciones (unidas) siguen.", CT_ES), "united-nations"));
}

static void knows_hyphenated_words_by_their_parts(void)
{
    reading r = read_text("la cooperación económico-comercial y los veintitrés foros", CT_ES);
    size_t n;
    const ct_type *types = ct_segments_types(r.segments, &n);
    const ct_word *words = ct_vocabulary_words(r.vocabulary);

    for (size_t i = 0; i < n; i++) {
        if (strcmp(types[i].text, "económico-comercial") == 0) {
            SAME_NUMBER(words[i].content, true);
            if (general)
                CU_ASSERT(words[i].layer < CT_LAYERS);
        }
        if (strcmp(types[i].text, "la") == 0 || strcmp(types[i].text, "veintitrés") == 0)
            SAME_NUMBER(words[i].content, false);
    }
    forget(&r);
}

static void counts_what_it_does_not_know(void)
{
    reading r = read_text("La cooperación qwxyz y la Cooperación qwxyz de zzyx.", CT_ES);
    ct_coverage *coverage;
    size_t n;

    CU_ASSERT_FATAL(ct_coverage_of(&coverage, r.vocabulary, NULL) == CT_OK);
    SAME_NUMBER(coverage->words, 3);
    CU_ASSERT_FATAL(coverage->n_unknown == 2);
    SAME_STRING(ct_segments_types(r.segments, &n)[coverage->unknown[0]].text, "qwxyz");
    SAME_STRING(ct_segments_types(r.segments, &n)[coverage->unknown[1]].text, "zzyx");
    ct_coverage_free(coverage);
    forget(&r);
}

/* One line of many words, each of which may begin a term. */
static void survives_a_very_long_sentence(void)
{
    ct_buffer b = { 0 };
    reading r;
    size_t n;

    for (int i = 0; i < 100000; i++)
        ct_buffer_add_string(&b, "de la comunidad de China y ");
    r = read_text(b.bytes, CT_ES);
    ct_vocabulary_mentions(r.vocabulary, &n);
    CU_ASSERT(n > 0);
    forget(&r);
    ct_buffer_release(&b);
}

static CU_TestInfo tests[] = {
    { "finds terms through inflection", finds_terms_through_inflection },
    { "takes the longest, and marks what is inside", takes_the_longest_and_marks_what_is_inside },
    { "allows a region between the words of a term", allows_a_region_between_the_words_of_a_term },
    { "keeps developing and developed apart", keeps_developing_and_developed_apart },
    { "takes no liberties with small words", takes_no_liberties_with_small_words },
    { "matches acronyms by case", matches_acronyms_by_case },
    { "tells right terms from wrong ones", tells_right_terms_from_wrong_ones },
    { "does not cross stops or lines", does_not_cross_stops_or_lines },
    { "knows hyphenated words by their parts", knows_hyphenated_words_by_their_parts },
    { "counts what it does not know", counts_what_it_does_not_know },
    { "survives a very long sentence", survives_a_very_long_sentence },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_terms[] = { { "terms", open_lexicon, close_lexicon, NULL, NULL, tests }, CU_SUITE_INFO_NULL };
