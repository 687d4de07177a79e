/* Bytes to text and back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo/text.h>

#include "unit.h"

static ct_text *text;
static ct_error err;
static void set_up(void)    { text = NULL; err = (ct_error){ 0 }; }
static void tear_down(void) { ct_text_free(text); }

static ct_status read_bytes(const char *bytes, size_t len)
{
    return ct_text_read(&text, bytes, len, NULL, &err);
}

static ct_status read_as(const char *bytes, size_t len, const char *encoding, bool lossy)
{
    const ct_read_options options = { .encoding = encoding, .lossy = lossy };
    return ct_text_read(&text, bytes, len, &options, &err);
}

static const char *content(void)
{
    size_t len;
    return ct_text_bytes(text, &len);
}

static void same_origin(uint32_t start, uint32_t end, uint32_t disk_start, uint32_t disk_end)
{
    ct_origin o = ct_text_origin(text, (ct_span){ start, end });
    SAME_NUMBER(o.start, disk_start);
    SAME_NUMBER(o.end, disk_end);
}

static void same_place(uint32_t offset, uint32_t line, uint32_t column)
{
    ct_place p = ct_text_place(text, offset);
    SAME_NUMBER(p.line, line);
    SAME_NUMBER(p.column, column);
}

static void an_empty_file_is_an_empty_text(void)
{
    SAME_NUMBER(read_bytes("", 0), CT_OK);
    SAME_STRING(content(), "");
    same_origin(0, 0, 0, 0);
    same_place(0, 1, 1);
}

static void utf8_maps_to_itself(void)
{
    SAME_NUMBER(read_bytes("año\nniño", 10), CT_OK);
    SAME_NUMBER(ct_text_encoding(text)->source, CT_ENCODING_UTF8);
    same_origin(1, 3, 1, 3);
    same_origin(2, 3, 2, 3);
    same_place(5, 2, 1);
    same_place(9, 2, 4);
}

static void a_byte_order_mark_is_no_text(void)
{
    SAME_NUMBER(read_bytes("\xEF\xBB\xBF" "uno", 6), CT_OK);
    SAME_STRING(content(), "uno");
    SAME_NUMBER(ct_text_encoding(text)->source, CT_ENCODING_BOM);
    same_origin(0, 3, 3, 6);
    same_place(0, 1, 1);
}

static void decomposed_letters_are_composed_and_still_found(void)
{
    /* n + tilde, e + acute: NFD on disk */
    SAME_NUMBER(read_bytes("an\xCC\x83o cafe\xCC\x81.", 13), CT_OK);
    SAME_STRING(content(), "año café.");
    same_origin(1, 3, 1, 4);
    same_origin(0, 4, 0, 5);
    same_origin(8, 10, 9, 12);
    same_place(8, 1, 9);   /* the file has one code point more before it: the tilde */
}

static void a_mark_at_the_very_start_stays(void)
{
    SAME_NUMBER(read_bytes("\xCC\x81" "a", 3), CT_OK);
    SAME_STRING(content(), "\xCC\x81" "a");
}

static void windows_1252_is_read_when_said(void)
{
    SAME_NUMBER(read_as("acci\xF3n \x93s\xED\x94", 11, "windows-1252", false), CT_OK);
    SAME_STRING(content(), "acción “sí”");
    same_origin(4, 6, 4, 5);
    same_origin(8, 11, 7, 8);
}

static void latin_text_is_detected_with_its_confidence(void)
{
    static const char bytes[] = "La cooperaci\xF3n econ\xF3mica y t\xE9" "cnica entre los pa\xEDses de la regi\xF3n se "
        "fortalecer\xE1 en los pr\xF3ximos a\xF1os, con \xE9nfasis en la educaci\xF3n y la innovaci\xF3n.";
    SAME_NUMBER(read_bytes(bytes, sizeof bytes - 1), CT_OK);
    SAME_NUMBER(ct_text_encoding(text)->source, CT_ENCODING_DETECTED);
    CU_ASSERT(ct_text_encoding(text)->confidence >= 20 && ct_text_encoding(text)->confidence <= 100);
    CU_ASSERT_PTR_NOT_NULL(strstr(content(), "cooperación económica"));
}

static void utf16_is_read_with_and_without_a_mark(void)
{
    SAME_NUMBER(read_bytes("\xFF\xFEs\0\xED\0", 6), CT_OK);
    SAME_STRING(content(), "sí");
    same_origin(1, 3, 4, 6);
    ct_text_free(text);
    SAME_NUMBER(read_bytes("h\0o\0l\0a\0 \0a\0q\0u\0i\0.\0", 20), CT_OK);
    SAME_STRING(content(), "hola aqui.");
    same_origin(1, 2, 2, 4);
}

static void a_bad_byte_is_named_by_offset_and_line(void)
{
    static const char bytes[] = "año\nniño\nse\xFF" "or\nseñal";
    SAME_NUMBER(read_bytes(bytes, sizeof bytes - 1), CT_ENCODING);
    SAME_NUMBER(err.byte, 13);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "line 3"));
    CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "offset 13"));
    CU_ASSERT_PTR_NULL(text);
}

static void a_lone_bad_byte_in_plain_text_is_no_latin_1(void)
{
    static const char bytes[] = "plain words\nand \xFF bad\nmore plain words follow here";
    SAME_NUMBER(read_bytes(bytes, sizeof bytes - 1), CT_ENCODING);
    SAME_NUMBER(err.byte, 16);
}

static void lossy_reading_replaces_and_counts(void)
{
    static const char bytes[] = "a\xFF\xC3(\xE2\x82z";
    SAME_NUMBER(read_as(bytes, sizeof bytes - 1, NULL, true), CT_OK);
    SAME_STRING(content(), "a\uFFFD\uFFFD(\uFFFDz");
    SAME_NUMBER(ct_text_encoding(text)->replaced, 3);
    same_origin(1, 4, 1, 2);
    same_origin(8, 11, 4, 6);
    same_origin(11, 12, 6, 7);
}

static void a_binary_file_is_refused(void)
{
    SAME_NUMBER(read_bytes("\x7F" "ELF\0\0\0\1\2\3", 10), CT_FORMAT);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "binary"));
}

static void an_unknown_encoding_is_refused(void)
{
    SAME_NUMBER(read_as("a", 1, "no-such-thing", false), CT_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "no-such-thing"));
}

static void all_line_ends_count_once(void)
{
    SAME_NUMBER(read_bytes("a\r\nb\rc\nd", 8), CT_OK);
    same_place(3, 2, 1);
    same_place(5, 3, 1);
    same_place(7, 4, 1);
}

static void places_are_right_across_checkpoints(void)
{
    enum { LINES = 3000 };
    char *bytes = malloc(LINES * 4);

    CU_ASSERT_FATAL(bytes != NULL);
    for (int i = 0; i < LINES; i++)
        memcpy(bytes + 4 * i, "\xC3\xB1x\n", 4);
    SAME_NUMBER(read_bytes(bytes, LINES * 4), CT_OK);
    for (uint32_t i = 0; i < LINES; i += 97) {
        same_place(4 * i, i + 1, 1);
        same_place(4 * i + 2, i + 1, 2);
    }
    free(bytes);
}

static void the_hash_is_that_of_the_bytes_on_disk(void)
{
    SAME_NUMBER(read_bytes("abc", 3), CT_OK);
    SAME_STRING(ct_text_sha256(text), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static CU_TestInfo tests[] = {
    { "an empty file is an empty text", an_empty_file_is_an_empty_text },
    { "UTF-8 maps to itself", utf8_maps_to_itself },
    { "a byte order mark is no text", a_byte_order_mark_is_no_text },
    { "decomposed letters are composed and still found", decomposed_letters_are_composed_and_still_found },
    { "a mark at the very start stays", a_mark_at_the_very_start_stays },
    { "windows-1252 is read when said", windows_1252_is_read_when_said },
    { "Latin text is detected with its confidence", latin_text_is_detected_with_its_confidence },
    { "UTF-16 is read with and without a mark", utf16_is_read_with_and_without_a_mark },
    { "a bad byte is named by offset and line", a_bad_byte_is_named_by_offset_and_line },
    { "a lone bad byte in plain text is no Latin-1", a_lone_bad_byte_in_plain_text_is_no_latin_1 },
    { "lossy reading replaces and counts", lossy_reading_replaces_and_counts },
    { "a binary file is refused", a_binary_file_is_refused },
    { "an unknown encoding is refused", an_unknown_encoding_is_refused },
    { "all line ends count once", all_line_ends_count_once },
    { "places are right across checkpoints", places_are_right_across_checkpoints },
    { "the hash is that of the bytes on disk", the_hash_is_that_of_the_bytes_on_disk },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_text[] = { { "text", NULL, NULL, set_up, tear_down, tests }, CU_SUITE_INFO_NULL };
