/* The words of the interface: what a table may hold, and what is said. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#undef CT_SOURCE   /* the build's name for the source tree; here a side of a pair */
#include <cotejo/check.h>
#include <cotejo/messages.h>

#include "unit.h"

static const char *const tables[] = { "messages.tsv", "page.tsv", "notes.tsv", "review.tsv", "help.tsv", "rules.tsv" };
enum { TABLES = sizeof tables / sizeof *tables };

static char folder[64];
static ct_messages *messages;
static ct_error err;

static void path_of(char path[128], const char *table)
{
    snprintf(path, 128, "%s/es%s%s", folder, table[0] != '\0' ? "/" : "", table);
}

static void write_table(const char *table, const char *content)
{
    char path[128];
    FILE *file;

    path_of(path, table);
    file = fopen(path, "w");
    CU_ASSERT_FATAL(file != NULL);
    fputs(content, file);
    fclose(file);
}

static int make_folder(void)
{
    char path[128];

    strcpy(folder, "/tmp/cotejo-messages-XXXXXX");
    if (mkdtemp(folder) == NULL)
        return 1;
    path_of(path, "");
    return mkdir(path, 0700);
}

static int remove_folder(void)
{
    char path[128];

    for (int i = 0; i < TABLES; i++) {
        path_of(path, tables[i]);
        unlink(path);
    }
    path_of(path, "");
    rmdir(path);
    return rmdir(folder);
}

static void set_up(void)
{
    messages = NULL;
    err = (ct_error){ 0 };
    for (int i = 0; i < TABLES; i++)
        write_table(tables[i], "# nothing\n");
}

static void tear_down(void) { ct_messages_free(messages); }

static ct_status read_rows(const char *rows)
{
    ct_messages_free(messages);
    write_table("messages.tsv", rows);
    return ct_messages_read(&messages, CT_ES, folder, &err);
}

static void refused(const char *rows, const char *words)
{
    SAME_NUMBER(read_rows(rows), CT_FORMAT);
    if (strstr(err.message, words) == NULL)
        SAME_STRING(err.message, words);
}

static void says_english_without_a_table(void)
{
    SAME_NUMBER(ct_messages_read(&messages, CT_EN, folder, &err), CT_OK);
    CU_ASSERT_PTR_NULL(messages);
    SAME_STRING(ct_say(NULL, "linked"), "linked");
    SAME_NUMBER(ct_messages_language(NULL), CT_EN);
}

static void says_what_the_table_says(void)
{
    SAME_NUMBER(read_rows("linked\tenlazado\n%zu of %s\t%2$s: %1$zu\n"), CT_OK);
    SAME_STRING(ct_say(messages, "linked"), "enlazado");
    SAME_STRING(ct_say(messages, "%zu of %s"), "%2$s: %1$zu");
    SAME_STRING(ct_say(messages, "unheard of"), "unheard of");
    CU_ASSERT_PTR_NULL(ct_say_if_known(messages, NULL, "unheard of"));
    SAME_NUMBER(ct_messages_language(messages), CT_ES);
}

static void tells_senses_apart(void)
{
    SAME_NUMBER(read_rows("name\tnombre\nname\tnombres\tclass\n"), CT_OK);
    SAME_STRING(ct_say(messages, "name"), "nombre");
    SAME_STRING(ct_say_as(messages, "class", "name"), "nombres");
    SAME_STRING(ct_say_as(messages, "field", "name"), "nombre");
}

static void takes_formats_that_ask_for_the_same(void)
{
    SAME_NUMBER(read_rows("%s has %zu\t%s tiene %zu\n"
                          "%u %% of %s\tde %2$s, el %1$u %%\n"
                          "90 % of “x”\tel 90 % de “x”\n"
                          "%s\t%1$s y otra vez %1$s\n"
                          "%.2f\t%5.1f\n"), CT_OK);
}

static void refuses_formats_that_ask_for_other_arguments(void)
{
    refused("fine\tbien\n%s has %zu\t%s tiene %s\n", "es/messages.tsv', line 2");
    refused("%s and %s\t%s\n", "same arguments");
    refused("%s and %s\t%2$s\n", "same arguments");
    refused("%s\t%s y %s\n", "same arguments");
    refused("%zu\t%u\n", "same arguments");
    refused("plain\tllano %n\n", "same arguments");
    refused("plain\tllano %s\n", "same arguments");
    refused("plain\tel 90 % n\n", "same arguments");
    refused("%s\t%*s\n", "same arguments");
    refused("%s\t%n\n", "same arguments");
    refused("%s and %s\t%1$s y %s\n", "same arguments");
    refused("%s\t%1$s %2$s\n", "same arguments");
    refused("%s\t%0$s\n", "same arguments");
    refused("%s\t%99999999999$s\n", "same arguments");
    refused("%s\t%hhhs\n", "same arguments");
    refused("%s\t%s %\n", "same arguments");
}

static void refuses_rows_that_say_nothing_or_two_things(void)
{
    refused("linked\n", "line 1");
    refused("linked\tenlazado\t\tand more\n", "line 1");
    refused("linked\tenlazado\nlinked\tligado\n", "in two ways");
    SAME_NUMBER(read_rows("linked\tenlazado\nlinked\tenlazado\n"), CT_OK);
}

static void speaks_of_rules_by_their_ids(void)
{
    const ct_check *rule = ct_check_find("calque");

    write_table("rules.tsv", "calque\tun calco\tporque sí\tasí\tninguna\n");
    SAME_NUMBER(read_rows(""), CT_OK);
    SAME_STRING(ct_check_said(rule, CT_CHECK_WHY, messages), "porque sí");
    SAME_STRING(ct_check_said(rule, CT_CHECK_WHY, NULL), rule->why);
    SAME_STRING(ct_check_said(ct_check_find("spacing"), CT_CHECK_WHY, messages), ct_check_find("spacing")->why);
    write_table("rules.tsv", "calque\tun calco\n");
    refused("", "an id and four texts");
}

static void reads_the_tables_that_are_delivered(void)
{
    SAME_NUMBER(ct_messages_read(&messages, CT_ES, NULL, &err), CT_OK);
    SAME_STRING(err.message, "");
    SAME_STRING(ct_say(messages, "Spanish"), "español");
}

static CU_TestInfo tests[] = {
    { "says English without a table", says_english_without_a_table },
    { "says what the table says", says_what_the_table_says },
    { "tells senses apart", tells_senses_apart },
    { "takes formats that ask for the same", takes_formats_that_ask_for_the_same },
    { "refuses formats that ask for other arguments", refuses_formats_that_ask_for_other_arguments },
    { "refuses rows that say nothing or two things", refuses_rows_that_say_nothing_or_two_things },
    { "speaks of rules by their ids", speaks_of_rules_by_their_ids },
    { "reads the tables that are delivered", reads_the_tables_that_are_delivered },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_messages[] = { { "messages", make_folder, remove_folder, set_up, tear_down, tests }, CU_SUITE_INFO_NULL };
