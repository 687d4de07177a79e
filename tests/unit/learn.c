/* Learning a lexicon from sentence pairs. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cotejo/learn.h>

#include "unit.h"

static char folder[64], path[512];
static ct_lexicon *lexicon;
static ct_bitext *bitext;
static ct_learned *learned;
static ct_error err;

static int open_lexicon(void)
{
    static const ct_lexicon_options options = { 0 };

    strcpy(folder, "/tmp/cotejo-learn-XXXXXX");
    return mkdtemp(folder) == NULL || ct_lexicon_open(&lexicon, &options, &err) != CT_OK;
}

static int close_lexicon(void)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;

    ct_lexicon_free(lexicon);
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        unlink(path);    /* fails on "." and "..", as it should */
    }
    if (dir != NULL)
        closedir(dir);
    return rmdir(folder);
}

static void set_up(void)
{
    learned = NULL;
    err = (ct_error){ 0 };
    bitext = ct_bitext_new();
}

static void tear_down(void)
{
    ct_learned_free(learned);
    ct_bitext_free(bitext);
}

static const char *file(const char *name, const char *content)
{
    FILE *out;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    out = fopen(path, "w");
    CU_ASSERT_FATAL(out != NULL);
    fputs(content, out);
    fclose(out);
    return path;
}

static void add(const char *spanish, const char *english)
{
    const char *const text[] = { spanish, english };
    const size_t length[] = { strlen(spanish), strlen(english) };

    CU_ASSERT_FATAL(ct_bitext_add(bitext, text, length));
}

static void same_side(size_t pair, ct_language language, const char *expected)
{
    size_t len;
    const char *text = ct_bitext_text(bitext, pair, language, &len);
    char copy[256];

    CU_ASSERT_FATAL(len < sizeof copy);
    memcpy(copy, text, len);
    copy[len] = '\0';
    SAME_STRING(copy, expected);
}

static const char *links(unsigned jobs)
{
    static char *bytes;
    const ct_learn_options options = { .jobs = jobs };
    size_t len;

    free(bytes);
    bytes = NULL;
    ct_learned_free(learned);
    SAME_NUMBER(ct_learned_of(&learned, bitext, lexicon, &options, &err), CT_OK);
    SAME_NUMBER(ct_learned_link_lines(&bytes, &len, learned, &err), CT_OK);
    return bytes;
}

/* ---- reading ------------------------------------------------------------------------------------------------- */

static void tells_the_language_of_a_table(void)
{
    SAME_NUMBER(ct_bitext_add_file(bitext, file("a", "the house of the king\tla casa del rey\tnote\r\nwe\tnosotros\n"),
                                   lexicon, NULL, &err), CT_OK);
    SAME_NUMBER(ct_bitext_first(bitext), CT_EN);
    SAME_NUMBER(ct_bitext_count(bitext), 2);
    same_side(0, CT_ES, "la casa del rey");
    same_side(1, CT_EN, "we");
}

static void refuses_a_line_without_tab(void)
{
    SAME_NUMBER(ct_bitext_add_file(bitext, file("a", "la casa\tthe house\nel perro\n"), lexicon, NULL, &err),
                CT_FORMAT);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "line 2"));
}

static void refuses_files_of_unequal_length(void)
{
    char first[512];

    strcpy(first, file("a", "la casa\nel perro\n"));
    SAME_NUMBER(ct_bitext_add_lines(bitext, first, file("b", "the house\n"), lexicon, NULL, &err), CT_FORMAT);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "more lines"));
}

static void reads_a_translation_memory(void)
{
    SAME_NUMBER(ct_bitext_add_file(bitext, file("a",
        "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header/><body>"
        "<tu><tuv xml:lang=\"EN-GB\"><seg>A <hi>red</hi> <bpt i=\"1\">code</bpt>house</seg></tuv>"
        "<tuv xml:lang=\"es\"><seg>Una casa\nroja &amp; más</seg></tuv></tu>"
        "<tu><tuv xml:lang=\"fr\"><seg>non</seg></tuv><tuv xml:lang=\"es\"><seg>no</seg></tuv></tu>"
        "</body></tmx>"), lexicon, NULL, &err), CT_OK);
    SAME_NUMBER(ct_bitext_count(bitext), 1);
    same_side(0, CT_EN, "A red house");
    same_side(0, CT_ES, "Una casa roja & más");
}

static void refuses_a_broken_memory(void)
{
    SAME_NUMBER(ct_bitext_add_file(bitext, file("a", "<tmx><body><tu>"), lexicon, NULL, &err), CT_FORMAT);
    SAME_NUMBER(ct_bitext_add_file(bitext, file("a", "<tmx><body></body></tmx>"), lexicon, NULL, &err), CT_FORMAT);
}

static void opens_no_entity_of_a_memory(void)
{
    SAME_NUMBER(ct_bitext_add_file(bitext, file("a",
        "<?xml version=\"1.0\"?><!DOCTYPE tmx [<!ENTITY x SYSTEM \"/etc/hostname\">]><tmx><body><tu>"
        "<tuv xml:lang=\"en\"><seg>a&x;</seg></tuv><tuv xml:lang=\"es\"><seg>b</seg></tuv></tu></body></tmx>"),
        lexicon, NULL, &err), CT_FORMAT);
    CU_ASSERT(ct_bitext_count(bitext) == 0);
}

/* ---- learning -------------------------------------------------------------------------------------------------- */

static void finds_nothing_to_learn_from(void)
{
    add("", "");
    add("solo", "");
    SAME_NUMBER(ct_learned_of(&learned, bitext, lexicon, NULL, &err), CT_MISSING);
    CU_ASSERT_PTR_NULL(learned);
}

/* Words that nobody knows, told apart by the sentences they share. */
static void add_invented(void)
{
    add("blorto zumi", "crade fipple");
    add("blorto kafu", "crade moggen");
    add("zumi kafu", "fipple moggen");
    add("kafu blorto", "moggen crade");
    add("zumi", "fipple");
    add("kafu", "moggen");
    add("blorto", "crade");
}

static void learns_words_nobody_knows(void)
{
    const ct_learned_pair *pairs;
    size_t n;

    add_invented();
    SAME_STRING(links(1), "0-0 1-1\n0-0 1-1\n0-0 1-1\n0-0 1-1\n0-0\n0-0\n0-0\n");
    pairs = ct_learned_pairs(learned, &n);
    SAME_NUMBER(n, 3);
    for (size_t i = 0; i < n; i++) {
        CU_ASSERT_FALSE(pairs[i].known);
        SAME_NUMBER(pairs[i].together, pairs[i].count[CT_ES]);
    }
}

static void knows_from_the_lexicon_what_one_pair_cannot_teach(void)
{
    add("la casa roja del gobierno", "the red house of the government");
    links(1);
    {
        size_t n;
        const ct_word_link *all = ct_learned_links(learned, 0, &n);
        bool house = false, red = false;
        for (size_t i = 0; i < n; i++) {
            house |= all[i].token[CT_ES] == 1 && all[i].token[CT_EN] == 2;
            red |= all[i].token[CT_ES] == 2 && all[i].token[CT_EN] == 1;
        }
        CU_ASSERT_TRUE(house);
        CU_ASSERT_TRUE(red);
    }
}

static void is_the_same_with_any_number_of_threads(void)
{
    char *one;

    for (int i = 0; i < 60; i++) {
        add_invented();
        add("el gobierno apoya la cooperación técnica", "the government supports technical cooperation");
        add("la cooperación del gobierno", "cooperation by the government");
    }
    one = strdup(links(1));
    SAME_STRING(links(2), one);
    SAME_STRING(links(7), one);
    free(one);
}

static void passes_over_a_pair_too_long(void)
{
    char *line = malloc(4 * CT_LEARN_TOKENS + 5);

    CU_ASSERT_FATAL(line != NULL);
    for (int i = 0; i <= CT_LEARN_TOKENS; i++)
        memcpy(line + 4 * i, "pan ", 5);
    add(line, "bread");
    add("pan", "bread");
    SAME_STRING(links(1), "\n0-0\n");
    SAME_NUMBER(ct_learned_skipped(learned), 1);
    free(line);
}

static void lists_terms_with_contexts(void)
{
    const ct_learned_term *terms;
    char *bytes;
    size_t n;

    for (int i = 0; i < 3; i++) {
        add_invented();
        add("Hay energía renovable aquí", "There is renewable energy here");
    }
    links(1);
    terms = ct_learned_terms(learned, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(terms[i].text[CT_ES], "energía renovable") == 0) {
            SAME_STRING(terms[i].text[CT_EN], "renewable energy");
            SAME_NUMBER(terms[i].together, 3);
            SAME_NUMBER(ct_learned_term_list(&bytes, &n, learned, &err), CT_OK);
            CU_ASSERT_PTR_NOT_NULL(strstr(bytes, "energía renovable\trenewable energy\t"));
            free(bytes);
            return;
        }
    CU_FAIL("no term");
}

/* What is written is read again as a layer of the lexicon. */
static void writes_a_layer_that_the_lexicon_reads(void)
{
    const char *files[1];
    ct_lexicon_options options = {
        .learned = files, .n_learned = 1, .without_general = true, .without_domain = true, .cache = folder,
    };
    ct_lexicon *richer;
    ct_reading readings[CT_LOOKUP_READINGS];
    char *bytes;
    size_t n;

    add_invented();
    links(1);
    SAME_NUMBER(ct_learned_layer(&bytes, &n, learned, &err), CT_OK);
    files[0] = file("a", bytes);
    free(bytes);
    SAME_NUMBER(ct_lexicon_open(&richer, &options, &err), CT_OK);
    n = ct_lexicon_lookup(richer, CT_ES, "blorto", readings);
    CU_ASSERT_FATAL(n > 0);
    {
        const ct_rendering *all = ct_lexicon_renderings(richer, CT_ES, readings[0].lemma, &n);
        CU_ASSERT_FATAL(n == 1);
        SAME_NUMBER(all[0].layer, CT_LAYER_LEARNED);
        SAME_STRING(ct_lexicon_lemma(richer, CT_EN, all[0].lemma), "crade");
    }
    ct_lexicon_free(richer);
}

static CU_TestInfo tests[] = {
    { "tells the language of a table", tells_the_language_of_a_table },
    { "refuses a line without tab", refuses_a_line_without_tab },
    { "refuses files of unequal length", refuses_files_of_unequal_length },
    { "reads a translation memory", reads_a_translation_memory },
    { "refuses a broken memory", refuses_a_broken_memory },
    { "opens no entity of a memory", opens_no_entity_of_a_memory },
    { "finds nothing to learn from", finds_nothing_to_learn_from },
    { "learns words nobody knows", learns_words_nobody_knows },
    { "knows from the lexicon what one pair cannot teach", knows_from_the_lexicon_what_one_pair_cannot_teach },
    { "is the same with any number of threads", is_the_same_with_any_number_of_threads },
    { "passes over a pair too long", passes_over_a_pair_too_long },
    { "lists terms with contexts", lists_terms_with_contexts },
    { "writes a layer that the lexicon reads", writes_a_layer_that_the_lexicon_reads },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_learn[] = {
    { "learn", open_lexicon, close_lexicon, set_up, tear_down, tests }, CU_SUITE_INFO_NULL
};
