/* Outlines. A document is shown as one line a block: kind, depth of its section, marker, body. */
#include <string.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/document.h>

#include "unit.h"

static const char *const ordinals[] = { "first | firstly", "second", "third", "fourth" };
static const char *const divisions[] = { "annex | annexe", "chapter", "article" };
static const char *const residues[] = {
    "(?:may|june) \\d{1,2}, \\d{4}$", "(?:may|june) \\d{1,2} \\([^)]{1,40}\\) —", "by (?-i:\\p{Lu}\\w+ \\p{Lu}\\w+)$",
    "\\d+ comments? on ", "(?:search|contact|share):?$", "page \\d+$"
};
static const ct_residue kinds[] = {
    CT_RESIDUE_DATELINE, CT_RESIDUE_DATELINE, CT_RESIDUE_BYLINE, CT_RESIDUE_COMMENT, CT_RESIDUE_NAVIGATION,
    CT_RESIDUE_PAGE_HEADER
};
static const ct_outline_words words = {
    .ordinals = ordinals, .n_ordinals = 4, .divisions = divisions, .n_divisions = 3, .residues = residues,
    .residue_kinds = kinds, .n_residues = 6
};

static ct_text *text;
static ct_document *doc;
static ct_buffer shown;

static void set_up(void) { }

static void forget(void)
{
    ct_document_free(doc);
    ct_text_free(text);
    doc = NULL;
    text = NULL;
}

static void tear_down(void)
{
    forget();
    ct_buffer_release(&shown);
}

static ct_status read_part(const char *source, size_t len, const ct_part *part, ct_error *err)
{
    static const ct_read_options utf8 = { .encoding = "UTF-8" };

    forget();
    CU_ASSERT_FATAL(ct_text_read(&text, source, len, &utf8, err) == CT_OK);
    return ct_document_of(&doc, text, CT_EN, part, &words, err);
}

static const char *span_text(ct_span span)
{
    size_t len;

    ct_buffer_truncate(&shown, 0);
    ct_buffer_add(&shown, ct_text_bytes(text, &len) + span.start, span.end - span.start);
    return shown.bytes;
}

/* The outline of `source`, as said above; a lost heading shows as "-". */
static const char *outline(const char *source)
{
    size_t n, n_sections, len, s = 1;
    const ct_block *blocks;
    const ct_section *sections;
    const char *bytes;

    CU_ASSERT_FATAL(read_part(source, strlen(source), NULL, NULL) == CT_OK);
    blocks = ct_document_blocks(doc, &n);
    sections = ct_document_sections(doc, &n_sections);
    bytes = ct_text_bytes(text, &len);
    ct_buffer_truncate(&shown, 0);
    for (size_t i = 0; i < n; i++) {
        const ct_block *b = &blocks[i];
        for (; s < n_sections && sections[s].first_block <= i; s++)
            if (sections[s].heading == CT_NONE)
                ct_buffer_printf(&shown, "-%u\n", sections[s].depth);
        ct_buffer_printf(&shown, "%c%u %.*s|%.*s\n", "HPIR"[b->kind], sections[b->section].depth,
                         (int)(b->marker.span.end - b->marker.span.start), bytes + b->marker.span.start,
                         (int)(b->body.end - b->body.start), bytes + b->body.start);
    }
    return shown.bytes == NULL ? "" : shown.bytes;
}

/* How often `kind` occurs; `*first` gets the first of them. */
static unsigned irregular(ct_irregularity_kind kind, ct_irregularity *first)
{
    size_t n;
    const ct_irregularity *all = ct_document_irregularities(doc, &n);
    unsigned found = 0;

    *first = (ct_irregularity){ .block = CT_NONE };
    for (size_t i = 0; i < n; i++)
        if (all[i].kind == kind && found++ == 0)
            *first = all[i];
    return found;
}

/* ---- headings and items -------------------------------------------------------------------------- */

static void tells_headings_from_items(void)
{
    SAME_STRING(outline("Plan of Work\n\nThe two sides agreed as follows.\n\nI. Trade\n1. Expand trade.\n2. Hold a fair.\n"
                        "II. Farming and Food\n1. Share seed.\n"),
                "H1 |Plan of Work\nP1 |The two sides agreed as follows.\nH2 I.|Trade\nI2 1.|Expand trade.\n"
                "I2 2.|Hold a fair.\nH2 II.|Farming and Food\nI2 1.|Share seed.\n");
}

static void nests_numbered_headings(void)
{
    SAME_STRING(outline("Paper\nForeword\nAll is well.\nI. Position\nWe hold it.\nII. Fields\n1. Politics\n(1) Visits\n"
                        "Leaders visit.\n(2) Parties\nParties meet.\n2. Trade\n(1) Goods\nGoods move.\nIII. Close\nEnd.\n"),
                "H1 |Paper\nH2 |Foreword\nP2 |All is well.\nH2 I.|Position\nP2 |We hold it.\nH2 II.|Fields\n"
                "H3 1.|Politics\nH4 (1)|Visits\nP4 |Leaders visit.\nH4 (2)|Parties\nP4 |Parties meet.\nH3 2.|Trade\n"
                "H4 (1)|Goods\nP4 |Goods move.\nH2 III.|Close\nP2 |End.\n");
}

static void lets_headings_change_their_style(void)
{
    ct_irregularity first;

    SAME_STRING(outline("Plan\nArticle 1: Trust\n1. Meet.\nArticle 2 Gain\nI. Trade\n1. Sell.\n(II) Buy.\n2. Finance\n"
                        "1. Lend.\nIV. Roads\n(1) Build.\nAnnex\n1. Pay.\n"),
                "H1 |Plan\nH2 Article 1:|Trust\nI2 1.|Meet.\nH2 Article 2|Gain\nH3 I.|Trade\nI3 1.|Sell.\nI3 (II)|Buy.\n"
                "H3 2.|Finance\nI3 1.|Lend.\nH3 IV.|Roads\nI3 (1)|Build.\nH2 |Annex\nI2 1.|Pay.\n");
    SAME_NUMBER(irregular(CT_IRREGULAR_PUNCTUATION, &first), 1);
    SAME_NUMBER(first.block, 3);
    SAME_NUMBER(first.peer, 1);
    SAME_NUMBER(irregular(CT_IRREGULAR_NUMBER_JUMP, &first), 1);
    SAME_NUMBER(first.expected, 3);
    SAME_NUMBER(first.found, 4);
}

static void ends_smaller_divisions_with_larger_ones(void)
{
    ct_irregularity first;

    SAME_STRING(outline("Treaty of Hope\nCHAPTER FIRST\nArticle 1.º Aim\nWe hope.\nArticle 2.º Field\nAll of it.\nCHAPTER SECOND\n"
                        "Article 3.º Term\nFor ever.\nANNEX I\nNone yet.\n"),
                "H1 |Treaty of Hope\nH2 CHAPTER FIRST|\nH3 Article 1.º|Aim\nP3 |We hope.\nH3 Article 2.º|Field\n"
                "P3 |All of it.\nH2 CHAPTER SECOND|\nH3 Article 3.º|Term\nP3 |For ever.\nH2 ANNEX I|\nP2 |None yet.\n");
    SAME_NUMBER(irregular(CT_IRREGULAR_NUMBER_JUMP, &first) + irregular(CT_IRREGULAR_HEADING_LOST, &first), 0);
    SAME_NUMBER(irregular(CT_IRREGULAR_STYLE_MIXED, &first), 0);
}

static void records_mixed_styles_with_their_peer(void)
{
    ct_irregularity first;

    outline("Plan\nI. Trade\n(1) Sell.\n(2) Buy.\n(III) Lend.\n4. Pay.\n(5) Owe.\n");
    SAME_NUMBER(irregular(CT_IRREGULAR_STYLE_MIXED, &first), 2);
    SAME_NUMBER(first.block, 4);
    SAME_NUMBER(first.peer, 3);
    SAME_NUMBER(first.found, 3);
    SAME_NUMBER(irregular(CT_IRREGULAR_NUMBER_JUMP, &first), 0);
}

static void records_jumps_and_repeats(void)
{
    ct_irregularity first;

    outline("Plan\nI. Trade\n1. Sell.\n2. Buy.\n4. Lend.\n4. Pay.\n");
    SAME_NUMBER(irregular(CT_IRREGULAR_NUMBER_JUMP, &first), 1);
    SAME_NUMBER(first.expected, 3);
    SAME_NUMBER(first.found, 4);
    SAME_NUMBER(irregular(CT_IRREGULAR_NUMBER_REPEATED, &first), 1);
    SAME_NUMBER(first.block, 5);
}

static void takes_lines_without_stops_for_a_list(void)
{
    SAME_STRING(outline("Plan\nThe fields are:\n1. Trade\n2. Finance\n3. Roads\nMore may be agreed.\n"),
                "H1 |Plan\nP1 |The fields are:\nI1 1.|Trade\nI1 2.|Finance\nI1 3.|Roads\nP1 |More may be agreed.\n");
    SAME_STRING(outline("Plan\nFirst things come first.\n1. Sell goods.\n2. Buy goods\n3. Lend money.\n"),
                "H1 |Plan\nP1 |First things come first.\nI1 1.|Sell goods.\nI1 2.|Buy goods\nI1 3.|Lend money.\n");
}

static void reads_ordinal_words_in_series_only(void)
{
    SAME_STRING(outline("First, we sell.\nSecond, we buy.\nThird, we lend.\n"),
                "I0 First,|we sell.\nI0 Second,|we buy.\nI0 Third,|we lend.\n");
    SAME_STRING(outline("First, a word of thanks.\nWe met.\n1. Sell.\n2. Buy.\n3. Lend.\nFourth, pay.\n"),
                "P0 |First, a word of thanks.\nP0 |We met.\nI0 1.|Sell.\nI0 2.|Buy.\nI0 3.|Lend.\nI0 Fourth,|pay.\n");
}

static void tells_letters_from_roman_numbers(void)
{
    size_t n;
    const ct_block *b;

    outline("(h) One.\n(i) Two.\n(j) Three.\n");
    b = ct_document_blocks(doc, &n);
    SAME_NUMBER(b[1].marker.numeral, CT_NUMERAL_LETTER);
    SAME_NUMBER(b[1].marker.value, 9);
    outline("(i) One.\n(ii) Two.\n(iii) Three.\n");
    b = ct_document_blocks(doc, &n);
    SAME_NUMBER(b[0].marker.numeral, CT_NUMERAL_ROMAN_LOWER);
    SAME_NUMBER(b[0].marker.value, 1);
    SAME_STRING(outline("D. Juan came with us.\nMIX. Ok.\n"), "P0 |D. Juan came with us.\nP0 |MIX. Ok.\n");
}

static void leaves_figures_and_sentences_alone(void)
{
    SAME_STRING(outline("3.5 million people came.\n2025. It was a good year.\nArticle 3 of the treaty applies.\n"
                        "(2025-2027) is the term.\n"),
                "P0 |3.5 million people came.\nP0 |2025. It was a good year.\nP0 |Article 3 of the treaty applies.\n"
                "P0 |(2025-2027) is the term.\n");
}

static void reads_heading_signs_and_trails_of_numbers(void)
{
    SAME_STRING(outline("# Plan\nText is here.\n## Trade\nText is here.\n# Annexes\nText is here.\n"),
                "H1 |Plan\nP1 |Text is here.\nH2 |Trade\nP2 |Text is here.\nH1 |Annexes\nP1 |Text is here.\n");
    SAME_STRING(outline("1. Trade\nIt grows.\n1.1 Goods\nThey move.\n1.2 Services\nThey too.\n2. Finance\nIt flows.\n"),
                "H1 1.|Trade\nP1 |It grows.\nH2 1.1|Goods\nP2 |They move.\nH2 1.2|Services\nP2 |They too.\n"
                "H1 2.|Finance\nP1 |It flows.\n");
}

/* ---- what was lost ------------------------------------------------------------------------------- */

static void makes_sections_for_lost_headings(void)
{
    ct_irregularity first;

    SAME_STRING(outline("Title of All\n1. Unity\n(1) Visits\nWe visit.\n(2) Parties\nThey meet.\n(3) Laws\nThey bind.\n"
                        " A paper left alone.\n(2) Roads\nWe build.\n3. Peace\n(1) Arms\nWe part with them.\n"),
                "H1 |Title of All\nH2 1.|Unity\nH3 (1)|Visits\nP3 |We visit.\nH3 (2)|Parties\nP3 |They meet.\nH3 (3)|Laws\n"
                "P3 |They bind.\n-2\n-3\nP3 |A paper left alone.\nH3 (2)|Roads\nP3 |We build.\nH2 3.|Peace\nH3 (1)|Arms\n"
                "P3 |We part with them.\n");
    SAME_NUMBER(irregular(CT_IRREGULAR_HEADING_LOST, &first), 1);
    SAME_NUMBER(first.expected, 1);
    SAME_NUMBER(first.found, 2);
    SAME_NUMBER(irregular(CT_IRREGULAR_NUMBER_JUMP, &first), 1);
    SAME_NUMBER(first.expected, 2);
    SAME_NUMBER(first.found, 3);
}

static void sees_gaps_between_bookmarks(void)
{
    ct_irregularity first;
    size_t n;

    SAME_STRING(outline("Text without a title.\n[bookmark: _Toc100]Full of Hope\nIt is so.\n[bookmark: _Toc103]1. Unity\n"
                        "[bookmark: _Toc104](1) Visits\nWe visit.\n"),
                "P0 |Text without a title.\nH1 |Full of Hope\nP1 |It is so.\nH2 1.|Unity\nH3 (1)|Visits\nP3 |We visit.\n");
    SAME_STRING(span_text(ct_document_blocks(doc, &n)[1].artefact), "[bookmark: _Toc100]");
    SAME_NUMBER(irregular(CT_IRREGULAR_HEADING_LOST, &first), 1);
    SAME_NUMBER(first.expected, 101);
    SAME_NUMBER(first.found, 103);
    SAME_NUMBER(irregular(CT_IRREGULAR_STARTS_MIDWAY, &first), 1);
    SAME_NUMBER(irregular(CT_IRREGULAR_BOOKMARK, &first), 3);
}

static void joins_sentences_cut_by_a_page_break(void)
{
    ct_irregularity first;
    size_t n;

    SAME_STRING(outline("1. To recognise the effects of a changing climate, both parties commit themselves to make\n\n\n"
                        "every effort there is.\n2. To rest.\n"),
                "I0 1.|To recognise the effects of a changing climate, both parties commit themselves to make\n\n\n"
                "every effort there is.\nI0 2.|To rest.\n");
    CU_ASSERT(ct_document_blocks(doc, &n)[0].rejoined);
    SAME_NUMBER(irregular(CT_IRREGULAR_PAGE_BREAK, &first), 1);
}

static void leaves_page_numbers_out_of_joined_sentences(void)
{
    size_t n;

    outline("The two sides will go on with the work that they began in the year\n\n- 7 -\n\nJoint Plan\n\n"
            "before this one.\nThey agreed on it.\n");
    ct_document_blocks(doc, &n);
    SAME_NUMBER(n, 2);
    ct_document_holes(doc, &n);
    SAME_NUMBER(n, 2);
}

static void unwraps_wrapped_paragraphs(void)
{
    size_t n;

    outline("The two sides will go on with the work that they began in the\nyear before this one and the one before it, when\n"
            "China and its friends met for the first time in the capital.\n\nThey agreed on the terms of a paper on trade and\n"
            "finance, and on a second one.\n");
    ct_document_blocks(doc, &n);
    SAME_NUMBER(n, 2);
}

/* ---- residue ------------------------------------------------------------------------------------- */

static void sets_residue_aside(void)
{
    SAME_STRING(outline("Search\nA Paper on Trade\nBy Ana Sol\nMay 3, 2020\nTrade grows. [1]\nSee [this](#), they say.\n"
                        "[1] So it is said.\n* Said by some.\n[one](#), [two](#) | [three](#)\nA House | 3 Road |\n"
                        "Ana Sol is a writer.\n12\n2 comments on “A Paper”\nGood one.\n"),
                "R0 |Search\nH1 |A Paper on Trade\nR1 |By Ana Sol\nR1 |May 3, 2020\nP1 |Trade grows. [1]\n"
                "P1 |See [this](#), they say.\nR1 |[1] So it is said.\nR1 |* Said by some.\n"
                "R1 |[one](#), [two](#) | [three](#)\nR1 |A House | 3 Road |\nR1 |Ana Sol is a writer.\nR1 |12\n"
                "R1 |2 comments on “A Paper”\nR1 |Good one.\n");
}

static void takes_datelines_off_paragraphs(void)
{
    size_t n;

    SAME_STRING(outline("June 3 (Agency) — 1. The sides met.\n2. They spoke.\n"), "I0 1.|The sides met.\nI0 2.|They spoke.\n");
    SAME_STRING(span_text(ct_document_blocks(doc, &n)[0].artefact), "June 3 (Agency) —");
}

static void keeps_lists_of_stars(void)
{
    SAME_STRING(outline("It has:\n* goods,\n* money.\n"), "P0 |It has:\nI0 *|goods,\nI0 *|money.\n");
}

static void sets_a_page_title_aside_when_the_title_comes_again(void)
{
    SAME_STRING(outline("Our Paper On Trade\nA paper by us all.\nMay 3, 2020\nOur Paper on Trade\nForeword\nIt is so.\n"),
                "R0 |Our Paper On Trade\nR0 |A paper by us all.\nR0 |May 3, 2020\nH1 |Our Paper on Trade\nH2 |Foreword\n"
                "P2 |It is so.\n");
}

/* ---- parts --------------------------------------------------------------------------------------- */

static const char two_parts[] =
    "They signed the Declaration of Hope and the Plan.\nDeclaration of Hope\n1. We hope.\nThe Plan\n1. We plan.\nThe Plan\nEnd.\n";

static void finds_a_part_by_whole_lines(void)
{
    size_t n;
    ct_part part = { "DECLARATION OF HOPE!", "the  plan" };

    CU_ASSERT(read_part(two_parts, strlen(two_parts), &part, NULL) == CT_OK);
    SAME_STRING(span_text(ct_document_span(doc)), "Declaration of Hope\n1. We hope.\n");
    ct_document_blocks(doc, &n);
    SAME_NUMBER(n, 2);
    part = (ct_part){ "The Plan", "The Plan" };
    CU_ASSERT(read_part(two_parts, strlen(two_parts), &part, NULL) == CT_OK);
    SAME_STRING(span_text(ct_document_span(doc)), "The Plan\n1. We plan.\n");
}

static void names_the_heading_that_is_missing(void)
{
    ct_error err;
    ct_part part = { "Declaration", NULL };

    CU_ASSERT(read_part(two_parts, strlen(two_parts), &part, &err) == CT_MISSING);
    SAME_STRING(err.message, "no line is the heading 'Declaration'");
}

/* ---- hostile input ------------------------------------------------------------------------------- */

static void survives_nothing_and_only_space(void)
{
    SAME_STRING(outline(""), "");
    SAME_STRING(outline(" \n\t\n\r\n\xC2\xA0\n"), "");
}

static void survives_deep_nesting(void)
{
    ct_buffer b = { 0 };
    size_t n, n_sections;
    const ct_section *sections;

    for (int i = 0; i < 10000; i++)
        ct_buffer_printf(&b, "%s Title %d\n", i % 3 == 0 ? "1." : i % 3 == 1 ? "(1)" : "Article 1", i);
    ct_buffer_add_string(&b, "Text.\n");
    CU_ASSERT(read_part(b.bytes, b.n, NULL, NULL) == CT_OK);
    sections = ct_document_sections(doc, &n_sections);
    for (n = 0; n < n_sections; n++)
        CU_ASSERT_FATAL(sections[n].depth < 100);
    ct_buffer_truncate(&b, 0);
    for (int i = 0; i < 10000; i++)
        ct_buffer_add_string(&b, "(1) ");
    CU_ASSERT(read_part(b.bytes, b.n, NULL, NULL) == CT_OK);
    ct_buffer_release(&b);
}

static void keeps_nuls_as_white_space(void)
{
    static const char bytes[] = "Title\0Here\n\0\0\nText is here.\0";
    size_t n;

    CU_ASSERT(read_part(bytes, sizeof bytes - 1, NULL, NULL) == CT_OK);
    ct_document_blocks(doc, &n);
    SAME_NUMBER(n, 2);
}

static void refuses_a_broken_pattern(void)
{
    static const char *const broken[] = { "(" };
    ct_outline_words wrong = { .residues = broken, .residue_kinds = kinds, .n_residues = 1 };
    ct_error err;

    forget();
    CU_ASSERT_FATAL(ct_text_read(&text, "x", 1, NULL, NULL) == CT_OK);
    CU_ASSERT(ct_document_of(&doc, text, CT_EN, NULL, &wrong, &err) == CT_FORMAT);
    CU_ASSERT(doc == NULL && strstr(err.message, "'('") != NULL);
    CU_ASSERT(ct_document_of(&doc, text, CT_EN, NULL, NULL, &err) == CT_OK);
}

static CU_TestInfo tests[] = {
    { "tells headings from items", tells_headings_from_items },
    { "nests numbered headings", nests_numbered_headings },
    { "lets headings change their style", lets_headings_change_their_style },
    { "ends smaller divisions with larger ones", ends_smaller_divisions_with_larger_ones },
    { "records mixed styles with their peer", records_mixed_styles_with_their_peer },
    { "records jumps and repeats", records_jumps_and_repeats },
    { "takes lines without stops for a list", takes_lines_without_stops_for_a_list },
    { "reads ordinal words in series only", reads_ordinal_words_in_series_only },
    { "tells letters from Roman numbers", tells_letters_from_roman_numbers },
    { "leaves figures and sentences alone", leaves_figures_and_sentences_alone },
    { "reads heading signs and trails of numbers", reads_heading_signs_and_trails_of_numbers },
    { "makes sections for lost headings", makes_sections_for_lost_headings },
    { "sees gaps between bookmarks", sees_gaps_between_bookmarks },
    { "joins sentences cut by a page break", joins_sentences_cut_by_a_page_break },
    { "leaves page numbers out of joined sentences", leaves_page_numbers_out_of_joined_sentences },
    { "unwraps wrapped paragraphs", unwraps_wrapped_paragraphs },
    { "sets residue aside", sets_residue_aside },
    { "takes datelines off paragraphs", takes_datelines_off_paragraphs },
    { "keeps lists of stars", keeps_lists_of_stars },
    { "sets a page title aside when the title comes again", sets_a_page_title_aside_when_the_title_comes_again },
    { "finds a part by whole lines", finds_a_part_by_whole_lines },
    { "names the heading that is missing", names_the_heading_that_is_missing },
    { "survives nothing and only space", survives_nothing_and_only_space },
    { "survives deep nesting", survives_deep_nesting },
    { "keeps NULs as white space", keeps_nuls_as_white_space },
    { "refuses a broken pattern", refuses_a_broken_pattern },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_document[] = { { "document", NULL, NULL, set_up, tear_down, tests }, CU_SUITE_INFO_NULL };
