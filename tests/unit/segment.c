/* Sentences, tokens and types. Sentences are shown one a line, tokens with their kind (W N S M) behind a slash. */
#include <string.h>

#include <cotejo/segment.h>

#include <cotejo-internal/buffer.h>

#include "unit.h"

static const char *const abbreviations[] = { "Sr.", "No. #", "etc. +", "art. #" };
static const ct_segment_options options = { abbreviations, 4 };

static ct_text *text;
static ct_document *doc;
static ct_segments *segments;
static ct_buffer shown;

static void set_up(void) { }

static void forget(void)
{
    ct_segments_free(segments);
    ct_document_free(doc);
    ct_text_free(text);
    segments = NULL;
    doc = NULL;
    text = NULL;
}

static void tear_down(void)
{
    forget();
    ct_buffer_release(&shown);
}

static void segment_bytes(const char *source, size_t len, ct_language language)
{
    forget();
    CU_ASSERT_FATAL(ct_text_read(&text, source, len, NULL, NULL) == CT_OK);
    CU_ASSERT_FATAL(ct_document_of(&doc, text, language, NULL, NULL, NULL) == CT_OK);
    CU_ASSERT_FATAL(ct_segments_of(&segments, doc, &options, NULL) == CT_OK);
}

static void add_span(ct_span span)
{
    size_t len;

    ct_buffer_add(&shown, ct_text_bytes(text, &len) + span.start, span.end - span.start);
}

static const char *sentences(const char *source)
{
    size_t n;
    const ct_sentence *s;

    segment_bytes(source, strlen(source), CT_EN);
    s = ct_segments_sentences(segments, &n);
    ct_buffer_truncate(&shown, 0);
    for (size_t i = 0; i < n; i++) {
        add_span(s[i].span);
        ct_buffer_add_char(&shown, '\n');
    }
    return shown.bytes;
}

static const char *tokens(const char *source, ct_language language)
{
    size_t n;
    const ct_token *t;

    segment_bytes(source, strlen(source), language);
    t = ct_segments_tokens(segments, &n);
    ct_buffer_truncate(&shown, 0);
    for (size_t i = 0; i < n; i++) {
        add_span(t[i].span);
        ct_buffer_printf(&shown, "/%c%s", "WNSM"[t[i].kind], i + 1 < n ? " " : "");
    }
    return shown.bytes;
}

static const ct_type *type_of(const char *written)
{
    size_t n;
    const ct_type *types = ct_segments_types(segments, &n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(types[i].text, written) == 0)
            return &types[i];
    CU_FAIL_FATAL("no such type");
    return NULL;
}

static uint8_t flags_of(size_t token)
{
    size_t n;
    const ct_token *t = ct_segments_tokens(segments, &n);

    return token < n ? t[token].flags : 0xFF;
}

/* ---- sentences ----------------------------------------------------------------------------------- */

static void splits_behind_stops_and_quotations(void)
{
    SAME_STRING(sentences("We met. Who came? “All of us.” In May, too.\n"),
                "We met.\nWho came?\n“All of us.”\nIn May, too.\n");
    SAME_STRING(sentences("¿Quién vino? ¡Todos! Nadie faltó… Fue así.\n"), "¿Quién vino?\n¡Todos!\nNadie faltó…\nFue así.\n");
}

static void does_not_split_behind_abbreviations(void)
{
    SAME_STRING(sentences("El Sr. Pérez vio el No. 7. Fue todo.\n"), "El Sr. Pérez vio el No. 7.\nFue todo.\n");
    SAME_STRING(sentences("The U.N. Charter and J. Sol hold. He said No. Then he left.\n"),
                "The U.N. Charter and J. Sol hold.\nHe said No.\nThen he left.\n");
    SAME_STRING(sentences("Goods, money, etc. are sent. Also ships, etc. Then more.\n"),
                "Goods, money, etc. are sent.\nAlso ships, etc.\nThen more.\n");
}

static void does_not_split_inside_parentheses(void)
{
    SAME_STRING(sentences("They came (all did. Really.) and left. (Some stayed. Few did.) End.\n"),
                "They came (all did. Really.) and left.\n(Some stayed.\nFew did.)\nEnd.\n");
}

static void does_not_make_markers_sentences(void)
{
    SAME_STRING(sentences("1. We sell. We buy.\n2. We lend.\nWe sell: 1. Goods. 2. Money.\n"),
                "We sell.\nWe buy.\nWe lend.\nWe sell: 1. Goods.\n2. Money.\n");
}

static void keeps_references_with_their_sentence(void)
{
    SAME_STRING(sentences("We trade fairly. [1] We pay.\n"), "We trade fairly. [1]\nWe pay.\n");
}

static void makes_a_heading_one_sentence(void)
{
    SAME_STRING(sentences("I. Trade. And art\nIt is so.\nII\nIt is so.\nIII\nAnd so.\n"),
                "Trade. And art\nIt is so.\nII\nIt is so.\nIII\nAnd so.\n");
}

static void goes_on_over_page_breaks(void)
{
    size_t n;

    SAME_STRING(sentences("The two sides will go on with the work that they began in the year\n\n- 7 -\n\nbefore this.\n"),
                "The two sides will go on with the work that they began in the year\n\n- 7 -\n\nbefore this.\n");
    ct_segments_tokens(segments, &n);
    SAME_NUMBER(n, 18);   /* the page number is not among them */
}

/* ---- tokens -------------------------------------------------------------------------------------- */

static void reads_figures_with_either_separator(void)
{
    SAME_STRING(tokens("66 1.000 3,5 17,000 1'000 2019-2021 1% US$518.4.", CT_ES),
                "66/N 1.000/N 3,5/N 17,000/N 1'000/N 2019/N -/M 2021/N 1/N %/S US/W $/S 518.4/N ./M");
    SAME_STRING(tokens("1 000\xC2\xA0""000 yuan", CT_EN), "1/N 000\xC2\xA0""000/N yuan/W");
    SAME_STRING(tokens("1.º 2.ª 21st 1990s 3er 240-hour", CT_ES), "1.º/N 2.ª/N 21st/N 1990s/N 3er/N 240/N -/M hour/W");
}

static void keeps_names_with_figures_words(void)
{
    SAME_STRING(tokens("G20 5G 3D COVID-19 II", CT_EN), "G20/W 5G/W 3D/W COVID-19/W II/W");
}

static void keeps_compounds_and_knows_their_parts(void)
{
    size_t n;
    const ct_type *type;
    const uint32_t *parts;
    const ct_type *types;

    SAME_STRING(tokens("Una mixta económico-comercial China-ALC, think-\n", CT_ES),
                "Una/W mixta/W económico-comercial/W China-ALC/W ,/M think/W -/M");
    type = type_of("económico-comercial");
    types = ct_segments_types(segments, &n);
    parts = ct_segments_parts(segments, &n);
    SAME_NUMBER(type->n_parts, 2);
    SAME_STRING(types[parts[type->first_part]].text, "económico");
    SAME_STRING(types[parts[type->first_part + 1]].text, "comercial");
    SAME_NUMBER(types[parts[type->first_part]].count, 0);
}

static void folds_case_and_possessives(void)
{
    tokens("China’s people's DON’T Éxito countries’ own.", CT_EN);
    SAME_STRING(type_of("China’s")->folded, "china");
    SAME_STRING(type_of("people's")->folded, "people");
    SAME_STRING(type_of("DON’T")->folded, "don't");
    SAME_STRING(type_of("Éxito")->folded, "éxito");
    SAME_NUMBER(type_of("countries")->count, 1);
    tokens("d's", CT_ES);
    SAME_STRING(type_of("d's")->folded, "d's");
}

static void keeps_stops_of_abbreviations(void)
{
    SAME_STRING(tokens("El Sr. J. Sol de EE.UU. y la U.N.-centered vio el No.2 etc.", CT_EN),
                "El/W Sr./W J./W Sol/W de/W EE.UU./W y/W la/W U.N.-centered/W vio/W el/W No./W 2/N etc./W");
    SAME_STRING(tokens("No. And no. The end.", CT_EN), "No/W ./M And/W no/W ./M The/W end/W ./M");
}

static void keeps_addresses_whole(void)
{
    SAME_STRING(tokens("(see www.81.cn, a.b@usc.edu or https://x.org/a?b=1).", CT_EN),
                "(/M see/W www.81.cn/W ,/M a.b@usc.edu/W or/W https://x.org/a?b=1/W )/M ./M");
    SAME_STRING(tokens("R&D, I+D+i, 1+3 and/or", CT_EN), "R&D/W ,/M I+D+i/W ,/M 1/N +/S 3/N and/W //M or/W");
}

static void flags_case_place_and_quotation(void)
{
    tokens("“small and Beautiful” CELAC G20 I won.\n", CT_EN);
    SAME_NUMBER(flags_of(1), CT_TOKEN_INITIAL | CT_TOKEN_QUOTED);
    SAME_NUMBER(flags_of(3), CT_TOKEN_CAPITALISED | CT_TOKEN_QUOTED);
    SAME_NUMBER(flags_of(5), CT_TOKEN_CAPITALISED | CT_TOKEN_ALL_CAPS);
    SAME_NUMBER(flags_of(6), CT_TOKEN_CAPITALISED | CT_TOKEN_ALL_CAPS);
    SAME_NUMBER(flags_of(7), CT_TOKEN_CAPITALISED);
}

static void numbers_types_as_they_come(void)
{
    size_t n;
    const ct_type *types;

    tokens("la paz y la paz", CT_ES);
    types = ct_segments_types(segments, &n);
    SAME_NUMBER(n, 3);
    SAME_STRING(types[0].text, "la");
    SAME_STRING(types[2].text, "y");
    SAME_NUMBER(types[1].count, 2);
}

/* ---- hostile input ------------------------------------------------------------------------------- */

static void survives_long_words_and_lines(void)
{
    ct_buffer b = { 0 };
    size_t n;
    const ct_token *t;

    for (int i = 0; i < 300000; i++)
        ct_buffer_add_string(&b, i < 100000 ? "é" : i < 200000 ? "(A. " : "a-");
    segment_bytes(b.bytes, b.n, CT_EN);
    t = ct_segments_tokens(segments, &n);
    for (size_t i = 0; i < n; i++)
        CU_ASSERT_FATAL(t[i].span.end - t[i].span.start <= 512 && t[i].span.end > t[i].span.start);
    ct_buffer_release(&b);
}

static void survives_an_empty_document(void)
{
    size_t n;

    segment_bytes("", 0, CT_EN);
    ct_segments_sentences(segments, &n);
    SAME_NUMBER(n, 0);
}

static CU_TestInfo tests[] = {
    { "splits behind stops and quotations", splits_behind_stops_and_quotations },
    { "does not split behind abbreviations", does_not_split_behind_abbreviations },
    { "does not split inside parentheses", does_not_split_inside_parentheses },
    { "does not make markers sentences", does_not_make_markers_sentences },
    { "keeps references with their sentence", keeps_references_with_their_sentence },
    { "makes a heading one sentence", makes_a_heading_one_sentence },
    { "goes on over page breaks", goes_on_over_page_breaks },
    { "reads figures with either separator", reads_figures_with_either_separator },
    { "keeps names with figures words", keeps_names_with_figures_words },
    { "keeps compounds and knows their parts", keeps_compounds_and_knows_their_parts },
    { "folds case and possessives", folds_case_and_possessives },
    { "keeps stops of abbreviations", keeps_stops_of_abbreviations },
    { "keeps addresses whole", keeps_addresses_whole },
    { "flags case, place and quotation", flags_case_place_and_quotation },
    { "numbers types as they come", numbers_types_as_they_come },
    { "survives long words and lines", survives_long_words_and_lines },
    { "survives an empty document", survives_an_empty_document },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_segment[] = { { "segment", NULL, NULL, set_up, tear_down, tests }, CU_SUITE_INFO_NULL };
