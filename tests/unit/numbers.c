/* Figures, in both languages and every manner of writing. */
#include <stdio.h>
#include <string.h>

#include <cotejo/lexicon.h>

#include "unit.h"

static ct_lexicon *lexicon;

static int open_lexicon(void)
{
    ct_error err;

    if (ct_lexicon_open(&lexicon, NULL, &err) == CT_OK)
        return 0;
    fprintf(stderr, "%s\n", err.message);
    return 1;
}

static int close_lexicon(void)
{
    ct_lexicon_free(lexicon);
    return 0;
}

/* The figures of a text: kind, value, unit, "w" in words, "~" vague; each followed by ";". */
static const char *figures(const char *s, ct_language language)
{
    static const char kinds[] = "n%$ydom";      /* count, percent, money, year, date, ordinal, measure */
    static char out[1000];
    ct_text *text = NULL;
    ct_document *document = NULL;
    ct_segments *segments = NULL;
    ct_vocabulary *vocabulary = NULL;
    const ct_quantity *q = NULL;
    size_t n = 0;
    bool ok = ct_text_read(&text, s, strlen(s), NULL, NULL) == CT_OK
        && ct_document_of(&document, text, language, NULL, NULL, NULL) == CT_OK
        && ct_segments_of(&segments, document, NULL, NULL) == CT_OK
        && ct_vocabulary_of(&vocabulary, segments, lexicon, NULL) == CT_OK;

    out[0] = '\0';
    if (ok)
        q = ct_vocabulary_quantities(vocabulary, &n);
    for (size_t i = 0; i < n; i++) {
        size_t at = strlen(out);
        snprintf(out + at, sizeof out - at, "%s%c%.15g%s%s;", q[i].vague ? "~" : "", kinds[q[i].kind], q[i].value,
                 q[i].unit, q[i].in_words ? "w" : "");
    }
    ct_vocabulary_free(vocabulary);
    ct_segments_free(segments);
    ct_document_free(document);
    ct_text_free(text);
    return ok ? out : "failed";
}

#define SPANISH(text, expected) SAME_STRING(figures(text, CT_ES), expected)
#define ENGLISH(text, expected) SAME_STRING(figures(text, CT_EN), expected)

static void estimates_separators_from_the_document(void)
{
    SPANISH("Hay 16.000 becas.", "n16000;");
    SPANISH("Hay 16,000 becas y 1.5 hectáreas.", "n16000;m1.5ha;");
    SPANISH("Hay 16,000 becas y 3,500 plazas.", "n16000;n3500;");
    SPANISH("Un 3,5 % de 16.000 casos.", "%3.5;n16000;");
    SPANISH("Son 1.234.567,89 euros y 16 000 casos.", "$1234567.89EUR;n16000;");
    ENGLISH("There are 3,500 posts and 42.3% of 1,234,567.", "n3500;%42.3;n1234567;");
    ENGLISH("It grew by 0.125 points.", "n0.125;");
}

static void reads_scales_and_words(void)
{
    SPANISH("un crédito de 66 mil millones de yuanes", "$66000000000CNY;");
    ENGLISH("a credit line of RMB 66 billion", "$66000000000CNY;");
    SPANISH("518.470 millones de dólares", "$518470000000USD;");
    ENGLISH("US$518.47 billion", "$518470000000USD;");
    SPANISH("treinta y cinco países y doscientos mil alumnos", "n35w;n200000w;");
    ENGLISH("thirty-five countries and two hundred and fifty thousand pupils", "n35w;n250000w;");
    SPANISH("medio millón, un millón y mil becas", "n500000w;n1000000w;n1000w;");
    ENGLISH("half a million, a million and one thousand posts", "n500000w;n1000000w;n1000w;");
    SPANISH("5 mil 352 personas", "n5352;");
    SPANISH("dos billones de pesos mexicanos", "$2000000000000MXNw;");
    ENGLISH("a 150-million programme in a three-year plan", "n150000000;n3w;");
    SPANISH("uno de los foros y una beca", "");
    ENGLISH("one of the forums", "");
}

static void reads_ordinals_and_roman_numerals(void)
{
    SPANISH("el tercer Documento y la IV Cumbre del siglo XXI", "o3w;o4;o21;");
    ENGLISH("the Third Forum, the 4th Summit, the 21st century, the twenty-first session", "o3w;o4;o21;o21w;");
    SPANISH("1.º de enero, 3ª edición, vigésimo primer período", "d101;o3;o21w;");
    ENGLISH("II Technological Innovation Forum", "o2;");
    SPANISH("el artículo IV", "n4;");
    SPANISH("un mix de CD y DVD, y MI casa", "");
    ENGLISH("I think that MIX and CIVIC are no numbers", "");
}

static void reads_years_and_dates(void)
{
    SPANISH("desde 1949 y entre 2019-2021", "y1949;y2019;y2021;");
    ENGLISH("in 1949 and 2019-2021", "y1949;y2019;y2021;");
    SPANISH("el 13 de mayo de 2025 y en mayo de 2024", "d20250513;d20240500;");
    ENGLISH("on May 13, 2025, 13 May 2025 and May 2024", "d20250513;d20250513;d20240500;");
    SPANISH("del 12 al 14 de mayo de 2024", "d20240512;d20240514;");
    ENGLISH("from May 12-14, 2024", "d20240512;d20240514;");
    SPANISH("13/05/2025 y 2025-05-13", "d20250513;d20250513;");
    ENGLISH("It may 13 times march.", "n13;");
    ENGLISH("2000 scholarships for 2025", "n2000;y2025;");
    ENGLISH("in the 1990s", "y1990s;");
    SPANISH("en los años 90", "y1990s;");
}

static void sees_vague_figures(void)
{
    SPANISH("más de 200 cartas y unos 30 foros, cerca de 5 % y hasta US$ 7 millones",
            "~n200;~n30;~%5;~$7000000USD;");
    ENGLISH("more than 200 letters, some 30 forums, over US$20 billion, nearly 5 percent",
            "~n200;~n30;~$20000000000USD;~%5;");
}

static void leaves_labels_alone(void)
{
    ENGLISH("COVID-19, 5G, G20, 20h45 and note [3]", "");
    ENGLISH("me-first, one-fifth and two-thirds of a zero-carbon island", "");
    SPANISH("la COVID-19, la 5G, el G20 y la nota [3]", "");
}

static void survives_endless_numbers(void)
{
    char text[20001];

    for (size_t i = 0; i < 20000; i++)
        text[i] = i % 4 == 3 ? ',' : '9';
    text[20000] = '\0';
    CU_ASSERT(strcmp(figures(text, CT_EN), "failed") != 0);
    for (size_t i = 0; i + 4 < 20000; i += 4)
        memcpy(text + i, "mil ", 4);
    CU_ASSERT(strcmp(figures(text, CT_ES), "failed") != 0);
}

static CU_TestInfo tests[] = {
    { "estimates separators from the document", estimates_separators_from_the_document },
    { "reads scales and words", reads_scales_and_words },
    { "reads ordinals and Roman numerals", reads_ordinals_and_roman_numerals },
    { "reads years and dates", reads_years_and_dates },
    { "sees vague figures", sees_vague_figures },
    { "leaves labels alone", leaves_labels_alone },
    { "survives endless numbers", survives_endless_numbers },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_numbers[] = { { "numbers", open_lexicon, close_lexicon, NULL, NULL, tests }, CU_SUITE_INFO_NULL };
