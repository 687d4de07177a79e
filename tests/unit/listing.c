/* Reading what `lt-print` lists of a transducer, and running such programs. */
#include <stdio.h>
#include <string.h>

#include <cotejo-internal/apertium.h>

#include "unit.h"

static ct_status parse(ct_listing *listing, const char *text, bool by_character)
{
    ct_buffer bytes = { 0 };
    ct_status status;

    ct_buffer_add_string(&bytes, text);
    status = ct_listing_parse(listing, &bytes, by_character, NULL);
    ct_buffer_release(&bytes);
    return status;
}

static void note_analysis(const char *lemma, size_t len, uint16_t grammar, void *payload)
{
    char *all = payload;
    size_t n = strlen(all);
    snprintf(all + n, 200 - n, "%.*s/%x ", (int)len, lemma, (unsigned)grammar);
}

static void walks_a_transducer(void)
{
    ct_listing listing;
    char all[200] = "";

    SAME_NUMBER(parse(&listing, "0\t1\tx\tx\t0.0\n1\t0.0\n--\n0\t1\tg\tg\t0.0\n1\t2\to\to\t0.0\n2\t3\tε\t<vblex>\t0.0\n"
                      "3\t4\tε\t<inf>\t0.0\n1\t5\to\to\t0.0\n5\t4\tε\t<n>\t0.0\n4\t0.0\n", true), CT_OK);
    ct_transducer_read(&listing.transducer, "go", 2, note_analysis, all);
    CU_ASSERT_PTR_NOT_NULL(strstr(all, "go/42 "));      /* verb, infinitive */
    CU_ASSERT_PTR_NOT_NULL(strstr(all, "go/1 "));
    all[0] = '\0';
    ct_transducer_read(&listing.transducer, "g", 1, note_analysis, all);
    ct_transducer_read(&listing.transducer, "goo", 3, note_analysis, all);
    SAME_STRING(all, "");
    ct_listing_release(&listing);
}

static void survives_a_transducer_that_turns_in_circles(void)
{
    ct_listing listing;
    char all[200] = "";

    SAME_NUMBER(parse(&listing, "0\t0\tε\tx\t0.0\n0\t1\tε\ty\t0.0\n1\t0\tε\tz\t0.0\n1\t2\ta\t<n>\t0.0\n2\t0.0\n", true),
                CT_OK);
    ct_transducer_read(&listing.transducer, "a", 1, note_analysis, all);
    ct_listing_release(&listing);
}

static void note_pair(const char *from, size_t from_len, const char *to, size_t to_len, uint16_t grammar, void *payload)
{
    char *all = payload;
    size_t n = strlen(all);
    snprintf(all + n, 200 - n, "%.*s=%.*s/%x ", (int)from_len, from, (int)to_len, to, (unsigned)grammar);
}

static void lists_pairs_without_numbers_and_circles(void)
{
    ct_listing listing;
    char all[200] = "";

    SAME_NUMBER(parse(&listing, "0\t1\ts\ty\t0.0\n1\t2\tí\tes\t0.0\n2\t3\t<adv>\t<adv>\t0.0\n0\t4\t1\t1\t0.0\n"
                      "4\t3\t<num>\t<num>\t0.0\n2\t2\tx\tx\t0.0\n3\t0.0\n", false), CT_OK);
    ct_listing_pairs(&listing, note_pair, all);
    SAME_STRING(all, "sí=yes/8 ");
    ct_listing_release(&listing);
}

static void refuses_a_list_that_is_none(void)
{
    ct_listing listing;

    SAME_NUMBER(parse(&listing, "usage: lt-print\n", true), CT_FORMAT);
    SAME_NUMBER(parse(&listing, "0\t99999999999\ta\ta\t0.0\n", true), CT_FORMAT);
    SAME_NUMBER(parse(&listing, "", true), CT_OK);
    SAME_NUMBER(listing.transducer.n_states, 0);
    ct_listing_release(&listing);
}

static void runs_programs_with_a_deadline(void)
{
    const char *missing[] = { "cotejo-no-such-program", NULL };
    const char *slow[] = { "sleep", "20", NULL };
    const char *failing[] = { "false", NULL };
    const char *good[] = { "printf", "a%sb", " ", NULL };
    ct_buffer out = { 0 };

    SAME_NUMBER(ct_run(&out, missing, 5, NULL), CT_MISSING);
    SAME_NUMBER(ct_run(&out, slow, 1, NULL), CT_IO);
    SAME_NUMBER(ct_run(&out, failing, 5, NULL), CT_IO);
    SAME_NUMBER(ct_run(&out, good, 5, NULL), CT_OK);
    SAME_STRING(out.bytes, "a b");
    ct_buffer_release(&out);
}

static CU_TestInfo tests[] = {
    { "walks a transducer", walks_a_transducer },
    { "survives a transducer that turns in circles", survives_a_transducer_that_turns_in_circles },
    { "lists pairs without numbers and circles", lists_pairs_without_numbers_and_circles },
    { "refuses a list that is none", refuses_a_list_that_is_none },
    { "runs programs with a deadline", runs_programs_with_a_deadline },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_listing[] = { { "listing", NULL, NULL, NULL, NULL, tests }, CU_SUITE_INFO_NULL };
