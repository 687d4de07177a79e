/* Words: compiling, lookup, renderings, termbases, and what happens when something is missing or broken. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cotejo/lexicon.h>

#include "unit.h"

static ct_lexicon *whole;           /* of the project's own tables, with whatever dictionaries are installed */
static bool general;                /* Apertium and Hunspell are installed */
static char folder[] = "/tmp/cotejo-lexicon-XXXXXX";
static char path[512];
static char *data_dirs;             /* $XDG_DATA_DIRS as the tests found it; NULL: not set */

/* ---- a small lexicon in a folder of its own ------------------------------------------------------------- */

static const char *in_folder(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const char *content)
{
    FILE *f = fopen(in_folder(name), "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(f);
    fputs(content, f);
    fclose(f);
}

static void write_tables(void)
{
    write_file("es-en/concepts/water.tsv",
               "# comment\n\n"
               "water-user\tterm\tusuario del agua | ~usuario | !usuario de agua\twater user\t\ta note\n"
               "basin-plan\tplan\tplan de cuenca | =PDC\tbasin plan | =BP\twater-user\n"
               "irrigation\tterm\tirrigación\tirrigation\n");
    write_file("es-en/words.tsv", "cuenca\tn\tbasin | watershed\nregar\tv\tirrigate | carry water to\n");
    write_file("es/function-words.tsv", "el | la | los | las\tarticle\nde | del\tpreposition\ny\tconjunction\n");
    write_file("en/function-words.tsv", "the | a\tarticle\nof\tpreposition\nand\tconjunction\n");
    write_file("es/endings.tsv", "s\t-\tn plural\nará\tar\tv future\n");
    write_file("en/endings.tsv", "s\t-\tn plural\n");
    write_file("es/abbreviations.tsv", "Sr.\nart.\n");
    write_file("es/outline.tsv", "ordinal\tprimero\ndivision\tartículo\nresidue\tfootnote\t^\\[\\d+\\]\n");
}

static ct_status open_small(ct_lexicon **out, ct_lexicon_options *options, ct_error *err)
{
    static char data[sizeof folder], cache[sizeof folder + 8];

    strcpy(data, folder);
    snprintf(cache, sizeof cache, "%s/cache", folder);
    options->data = data;
    if (options->cache == NULL)
        options->cache = cache;
    return ct_lexicon_open(out, options, err);
}

static ct_lexicon *small(void)
{
    ct_lexicon_options options = { 0 };
    ct_lexicon *lexicon = NULL;
    ct_error err = { 0 };

    if (open_small(&lexicon, &options, &err) != CT_OK)
        fprintf(stderr, "%s\n", err.message);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lexicon);
    return lexicon;
}

/* The only file of the cache that ends in ".bin". */
static const char *compiled_file(void)
{
    static char name[1024];
    char command[600];
    FILE *list;

    snprintf(command, sizeof command, "ls %s/cache/*.bin", folder);
    list = popen(command, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fgets(name, sizeof name, list));
    pclose(list);
    name[strcspn(name, "\n")] = '\0';
    return name;
}

static int open_all(void)
{
    static const char *const folders[] = { "es", "en", "es-en", "es-en/concepts" };
    ct_error err;
    size_t n;

    if (mkdtemp(folder) == NULL)
        return 1;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        mkdir(in_folder(folders[i]), 0777);
    if (ct_lexicon_open(&whole, NULL, &err) != CT_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    general = true;
    for (const ct_shortfall *s = ct_lexicon_shortfalls(whole, &n); n > 0; n--, s++)
        if (s->resource != CT_RESOURCE_OTHER)
            general = false;
    return 0;
}

static int close_all(void)
{
    char command[600];

    ct_lexicon_free(whole);
    free(data_dirs);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* ---- questions ------------------------------------------------------------------------------------------- */

/* Grammar bits of the form's reading as `lemma`, 0x8000 added; 0 if it has no such reading. */
static unsigned read_as(const ct_lexicon *lexicon, ct_language language, const char *form, const char *lemma)
{
    ct_reading readings[CT_LOOKUP_READINGS];
    size_t n = ct_lexicon_lookup(lexicon, language, form, readings);

    for (size_t i = 0; i < n; i++)
        if (strcmp(ct_lexicon_lemma(lexicon, language, readings[i].lemma), lemma) == 0)
            return readings[i].grammar | 0x8000u;
    return 0;
}

/* The layer by which some reading of the form is rendered so; CT_LAYERS if none is. */
static ct_layer rendered(const ct_lexicon *lexicon, ct_language language, const char *form, const char *as)
{
    ct_language other = language == CT_ES ? CT_EN : CT_ES;
    ct_reading readings[CT_LOOKUP_READINGS];
    size_t n = ct_lexicon_lookup(lexicon, language, form, readings), m;

    for (size_t i = 0; i < n; i++) {
        const ct_rendering *r = ct_lexicon_renderings(lexicon, language, readings[i].lemma, &m);
        for (size_t k = 0; k < m; k++)
            if (strcmp(ct_lexicon_lemma(lexicon, other, r[k].lemma), as) == 0)
                return r[k].layer;
    }
    return CT_LAYERS;
}

static void reads_forms_through_inflection(void)
{
    if (!general)
        return;
    CU_ASSERT((read_as(whole, CT_ES, "países", "país") & CT_FORM_PLURAL) != 0);
    CU_ASSERT((read_as(whole, CT_ES, "fortalecerá", "fortalecer") & CT_FORM_FUTURE) != 0);
    CU_ASSERT((read_as(whole, CT_ES, "fortalecerse", "fortalecer") & CT_FORM_INFINITIVE) != 0);
    CU_ASSERT((read_as(whole, CT_ES, "promoviendo", "promover") & CT_FORM_GERUND) != 0);
    CU_ASSERT((read_as(whole, CT_EN, "countries", "country") & CT_FORM_PLURAL) != 0);
    CU_ASSERT((read_as(whole, CT_EN, "held", "hold") & CT_FORM_PARTICIPLE) != 0);
    CU_ASSERT((read_as(whole, CT_EN, "strengthening", "strengthen") & CT_FORM_GERUND) != 0);
}

static void never_takes_a_prefix_off(void)
{
    if (!general)
        return;
    SAME_NUMBER(read_as(whole, CT_ES, "cooperación", "operación"), 0);
    CU_ASSERT(read_as(whole, CT_ES, "cooperación", "cooperación") != 0);
    SAME_NUMBER(read_as(whole, CT_ES, "independientes", "dependiente"), 0);
}

static void renders_words_both_ways_by_layer(void)
{
    SAME_NUMBER(rendered(whole, CT_ES, "irrigación", "irrigation") < CT_LAYERS, true);
    if (!general)
        return;
    SAME_NUMBER(rendered(whole, CT_ES, "cucharas", "spoon"), CT_LAYER_GENERAL);
    SAME_NUMBER(rendered(whole, CT_EN, "spoons", "cuchara"), CT_LAYER_GENERAL);
    SAME_NUMBER(rendered(whole, CT_ES, "gobernanza", "governance"), CT_LAYER_DOMAIN);
    SAME_NUMBER(rendered(whole, CT_EN, "governance", "gobernanza"), CT_LAYER_DOMAIN);
}

static void leaves_names_and_acronyms_as_written(void)
{
    SAME_NUMBER(rendered(whole, CT_ES, "IDG", "GDI"), CT_LAYER_DOMAIN);
    SAME_NUMBER(rendered(whole, CT_ES, "idg", "GDI"), CT_LAYERS);
    if (!general)
        return;
    CU_ASSERT(read_as(whole, CT_ES, "China", "China") != 0);
    SAME_NUMBER(read_as(whole, CT_ES, "China", "chino"), 0);
    CU_ASSERT(read_as(whole, CT_ES, "china", "chino") != 0);
    CU_ASSERT(read_as(whole, CT_ES, "COOPERACIÓN", "cooperación") != 0);
    CU_ASSERT(read_as(whole, CT_ES, "Paz", "paz") != 0);      /* also a first name */
}

static void reads_function_words_as_such(void)
{
    if (!general)
        return;
    SAME_NUMBER(read_as(whole, CT_ES, "para", "parar"), 0);
    SAME_NUMBER(read_as(whole, CT_ES, "una", "unir"), 0);
    SAME_NUMBER(read_as(whole, CT_EN, "has", "ha"), 0);
}

static void takes_spellings_of_both_shores_for_one_word(void)
{
    if (!general)
        return;
    CU_ASSERT(rendered(whole, CT_EN, "organization", "organización") < CT_LAYERS);
    CU_ASSERT(rendered(whole, CT_EN, "organisation", "organización") < CT_LAYERS);
    CU_ASSERT(rendered(whole, CT_EN, "centers", "centro") < CT_LAYERS);
}

static void sees_cognates(void)
{
    CU_ASSERT(ct_cognate(whole, "multilateralismo", "multilateralism") > 0.9);
    CU_ASSERT(ct_cognate(whole, "estabilidad", "stability") > 0.75);
    CU_ASSERT(ct_cognate(whole, "fotografía", "photography") > 0.9);
    CU_ASSERT(ct_cognate(whole, "casa", "house") < 0.5);
    CU_ASSERT(ct_cognate(whole, "paz", "pan") < 0.5);
    SAME_NUMBER(ct_cognate(whole, "", "") > 0, false);
}

/* ---- the small lexicon ------------------------------------------------------------------------------------ */

static void hide_packages(void)
{
    const char *now = getenv("XDG_DATA_DIRS");

    if (data_dirs == NULL && now != NULL && strcmp(now, "/nonexistent") != 0)
        data_dirs = strdup(now);
    setenv("XDG_DATA_DIRS", "/nonexistent", 1);
    write_tables();
}

static void show_packages(void)
{
    if (data_dirs != NULL)
        setenv("XDG_DATA_DIRS", data_dirs, 1);
    else
        unsetenv("XDG_DATA_DIRS");
}

static void works_without_dictionaries_and_says_so(void)
{
    ct_lexicon *lexicon;
    size_t n;
    const ct_shortfall *s;
    bool spelling = false, dictionary = false;

    hide_packages();
    lexicon = small();
    s = ct_lexicon_shortfalls(lexicon, &n);
    for (size_t i = 0; i < n; i++) {
        spelling |= s[i].resource == CT_RESOURCE_SPELLING && strstr(s[i].remedy, "hunspell") != NULL;
        dictionary |= s[i].resource == CT_RESOURCE_GENERAL && strstr(s[i].remedy, "apertium-eng-spa") != NULL;
    }
    CU_ASSERT(spelling && dictionary);
    SAME_NUMBER(rendered(lexicon, CT_ES, "cuencas", "basin"), CT_LAYER_DOMAIN);
    CU_ASSERT((read_as(lexicon, CT_ES, "regará", "regar") & CT_FORM_FUTURE) != 0);
    SAME_NUMBER(rendered(lexicon, CT_EN, "watershed", "cuenca"), CT_LAYER_DOMAIN);
    SAME_NUMBER(rendered(lexicon, CT_ES, "PDC", "BP"), CT_LAYER_DOMAIN);
    ct_lexicon_free(lexicon);
    show_packages();
}

static void keeps_concepts_as_written(void)
{
    ct_lexicon *lexicon;
    size_t n, m;
    const ct_concept *c;
    const ct_term *t;

    hide_packages();
    lexicon = small();
    c = ct_lexicon_concepts(lexicon, &n);
    t = ct_lexicon_terms(lexicon, &m);
    CU_ASSERT_FATAL(n >= 3);
    SAME_STRING(c[0].id, "water-user");
    SAME_STRING(c[0].field, "water");
    SAME_STRING(c[0].note, "a note");
    SAME_NUMBER(c[0].n_terms, 4);
    SAME_STRING(t[c[0].first_term].text, "usuario del agua");
    SAME_NUMBER(t[c[0].first_term + 1].status, CT_TERM_LOOSE);
    SAME_NUMBER(t[c[0].first_term + 2].status, CT_TERM_DEPRECATED);
    SAME_NUMBER(c[1].n_broader, 1);
    SAME_NUMBER(ct_lexicon_broader(lexicon, &m)[c[1].first_broader], 0);
    SAME_STRING(ct_lexicon_preferred(lexicon, 1, CT_EN)->text, "basin plan");
    SAME_NUMBER(ct_lexicon_segmenting(lexicon, CT_ES)->n_abbreviations, 2);
    SAME_NUMBER(ct_lexicon_outline(lexicon, CT_ES)->n_residues, 1);
    SAME_NUMBER(ct_lexicon_outline(lexicon, CT_ES)->residue_kinds[0], CT_RESIDUE_FOOTNOTE);
    ct_lexicon_free(lexicon);
    show_packages();
}

static void refuses_a_broken_table_with_file_and_line(void)
{
    static const char *const broken[][2] = {
        { "es-en/concepts/water.tsv", "\n\nx\tterm\n" }, { "es-en/concepts/water.tsv", "\n\nx\tnonsense\ta\tb\n" },
        { "es-en/words.tsv", "a\tn\tb\n\nc\tpronoun?\td\n" }, { "es/function-words.tsv", "\n\nel\tarticel\n" },
        { "es/endings.tsv", "\n\ns\t-\n" }, { "es/outline.tsv", "\n\nfoo\tbar\n" },
        { "es/numbers.tsv", "\n\ncardnal\tdos\t2\n" },
    };

    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        ct_lexicon_options options = { 0 };
        ct_lexicon *lexicon;
        ct_error err = { 0 };
        hide_packages();
        write_file(broken[i][0], broken[i][1]);
        SAME_NUMBER(open_small(&lexicon, &options, &err), CT_FORMAT);
        CU_ASSERT_PTR_NULL(lexicon);
        CU_ASSERT_PTR_NOT_NULL(strstr(err.message, broken[i][0]));
        CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "line 3"));
        unlink(in_folder(broken[i][0]));
        show_packages();
    }
}

static void says_which_broader_concept_is_not_there(void)
{
    ct_lexicon *lexicon;
    const ct_shortfall *s;
    size_t n;
    bool said = false;

    hide_packages();
    write_file("es-en/concepts/water.tsv", "a\tterm\tuno dos\tone two\tnowhere\n");
    lexicon = small();
    s = ct_lexicon_shortfalls(lexicon, &n);
    for (size_t i = 0; i < n; i++)
        said |= strstr(s[i].reason, "'nowhere'") != NULL;
    CU_ASSERT(said);
    ct_lexicon_free(lexicon);
    show_packages();
}

static void compiles_anew_when_a_table_changes(void)
{
    ct_lexicon *lexicon;

    hide_packages();
    ct_lexicon_free(small());
    write_file("es-en/words.tsv", "cuenca\tn\tcatchment\n");
    lexicon = small();
    SAME_NUMBER(rendered(lexicon, CT_ES, "cuenca", "catchment"), CT_LAYER_DOMAIN);
    SAME_NUMBER(rendered(lexicon, CT_ES, "cuenca", "basin"), CT_LAYERS);
    ct_lexicon_free(lexicon);
    show_packages();
}

static void compiles_anew_when_the_compiled_file_is_damaged(void)
{
    const char *file;
    struct stat st;
    FILE *f;

    hide_packages();
    ct_lexicon_free(small());
    file = compiled_file();
    CU_ASSERT_FATAL(stat(file, &st) == 0);
    for (int i = 0; i < 3; i++) {
        ct_lexicon *lexicon;
        if (i == 0)
            SAME_NUMBER(truncate(file, st.st_size / 2), 0);
        else if (i == 1)
            SAME_NUMBER(truncate(file, 5), 0);
        else {
            f = fopen(file, "r+");
            CU_ASSERT_PTR_NOT_NULL_FATAL(f);
            fseek(f, (long)st.st_size / 2, SEEK_SET);
            fputs("\xff\xff\xff\xff", f);
            fclose(f);
        }
        lexicon = small();
        SAME_NUMBER(rendered(lexicon, CT_ES, "cuenca", "basin"), CT_LAYER_DOMAIN);
        ct_lexicon_free(lexicon);
    }
    show_packages();
}

static void works_in_memory_when_the_cache_cannot_be_written(void)
{
    ct_lexicon_options options = { 0 };
    ct_lexicon *lexicon;
    const ct_shortfall *s;
    char cache[600];
    bool said = false;
    size_t n;

    hide_packages();
    write_file("plain", "");
    snprintf(cache, sizeof cache, "%s/plain/cache", folder);
    options.cache = cache;
    CU_ASSERT_FATAL(open_small(&lexicon, &options, NULL) == CT_OK);
    s = ct_lexicon_shortfalls(lexicon, &n);
    for (size_t i = 0; i < n; i++)
        said |= strcmp(s[i].what, "compiled lexicon") == 0;
    CU_ASSERT(said);
    SAME_NUMBER(rendered(lexicon, CT_ES, "cuenca", "basin"), CT_LAYER_DOMAIN);
    ct_lexicon_free(lexicon);
    show_packages();
}

static void lets_many_processes_compile_at_once(void)
{
    pid_t children[4];
    char command[600];

    hide_packages();
    snprintf(command, sizeof command, "rm -rf %s/cache", folder);
    SAME_NUMBER(system(command), 0);
    for (int i = 0; i < 4; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            ct_lexicon_options options = { 0 };
            ct_lexicon *lexicon;
            bool good = open_small(&lexicon, &options, NULL) == CT_OK
                && rendered(lexicon, CT_ES, "cuenca", "basin") == CT_LAYER_DOMAIN;
            _exit(good ? 0 : 1);
        }
    }
    for (int i = 0; i < 4; i++) {
        int how = -1;
        waitpid(children[i], &how, 0);
        SAME_NUMBER(how, 0);
    }
    snprintf(command, sizeof command, "test -z \"$(ls %s/cache | grep -v 'bin$' | grep -v 'lock$')\"", folder);
    SAME_NUMBER(system(command), 0);
    show_packages();
}

/* ---- what users bring -------------------------------------------------------------------------------------- */

static const char dca[] =
    "<?xml version='1.0'?><!DOCTYPE tbx SYSTEM 'http://localhost/none.dtd' [<!ENTITY e 'expanded'>]>\n"
    "<tbx type='TBX-Basic' style='dca' xml:lang='en' xmlns='urn:iso:std:iso:30042:ed-2'><text><body>\n"
    "<conceptEntry id='c1'><descrip type='subjectField'>water</descrip>"
    "<langSec xml:lang='ES-es'><termSec><term>cuenca\n  hidrográfica</term>"
    "<termNote type='administrativeStatus'>preferredTerm-admn-sts</termNote></termSec>"
    "<termSec><term>hoya</term><termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></termSec>"
    "</langSec><langSec xml:lang='en'><termSec><term>river basin</term></termSec><termSec><term>RB</term>"
    "<termNote type='termType'>acronym</termNote></termSec><termSec><term>&e;</term></termSec></langSec>"
    "<langSec xml:lang='fr'><termSec><term>bassin</term></termSec></langSec></conceptEntry></body></text></tbx>";

static const char dct[] =
    "<tbx type='TBX-Basic' style='dct' xml:lang='es' xmlns='urn:iso:std:iso:30042:ed-2' "
    "xmlns:min='http://www.tbxinfo.net/ns/min' xmlns:basic='http://www.tbxinfo.net/ns/basic'><text><body>"
    "<conceptEntry id='c2'><min:subjectField>water</min:subjectField><langSec xml:lang='es'>"
    "<termSec><term>caudal</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>"
    "</langSec><langSec xml:lang='en'><termSec><term>discharge</term>"
    "<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>"
    "<termSec><term>flow</term></termSec></langSec></conceptEntry></body></text></tbx>";

static const char martif[] =
    "<martif type='TBX' xml:lang='en'><text><body><termEntry id='c3'><descrip type='definition'>what it is</descrip>"
    "<langSet xml:lang='es'><tig><term>acequia</term></tig></langSet>"
    "<langSet xml:lang='en'><ntig><termGrp><term>irrigation <hi>ditch</hi></term>"
    "<termNote type='usageStatus'>preferred</termNote></termGrp></ntig></langSet></termEntry></body></text></martif>";

static ct_lexicon *with_termbase(const char *name, const char *content, ct_status expected)
{
    static char file[600];
    const char *files[] = { file };
    ct_lexicon_options options = { .termbases = files, .n_termbases = 1 };
    ct_lexicon *lexicon;
    ct_error err = { 0 };

    hide_packages();
    write_file(name, content);
    snprintf(file, sizeof file, "%s/%s", folder, name);
    SAME_NUMBER(open_small(&lexicon, &options, &err), expected);
    show_packages();
    return lexicon;
}

/* The status of a term of the user's; -1 if there is no such term. */
static int status_of(const ct_lexicon *lexicon, const char *text, ct_language language)
{
    size_t n;
    const ct_term *t = ct_lexicon_terms(lexicon, &n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(t[i].text, text) == 0 && t[i].language == language && t[i].layer == CT_LAYER_TERMBASE)
            return (int)t[i].status;
    return -1;
}

static void reads_termbases_in_both_styles_and_the_old_version(void)
{
    ct_lexicon *lexicon = with_termbase("a.tbx", dca, CT_OK);
    size_t n;

    CU_ASSERT_PTR_NOT_NULL_FATAL(lexicon);
    SAME_STRING(ct_lexicon_concepts(lexicon, &n)[0].id, "c1");
    SAME_STRING(ct_lexicon_concepts(lexicon, &n)[0].field, "water");
    SAME_NUMBER(status_of(lexicon, "cuenca hidrográfica", CT_ES), CT_TERM_PREFERRED);
    SAME_NUMBER(status_of(lexicon, "hoya", CT_ES), CT_TERM_DEPRECATED);
    SAME_NUMBER(status_of(lexicon, "river basin", CT_EN), CT_TERM_PREFERRED);
    SAME_NUMBER(status_of(lexicon, "RB", CT_EN), CT_TERM_SHORT);
    SAME_NUMBER(status_of(lexicon, "expanded", CT_EN), -1);
    SAME_NUMBER(status_of(lexicon, "bassin", CT_EN), -1);
    ct_lexicon_free(lexicon);

    lexicon = with_termbase("b.tbx", dct, CT_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lexicon);
    SAME_NUMBER(status_of(lexicon, "caudal", CT_ES), CT_TERM_PREFERRED);      /* the only one */
    SAME_NUMBER(status_of(lexicon, "discharge", CT_EN), CT_TERM_SUPERSEDED);
    SAME_NUMBER(status_of(lexicon, "flow", CT_EN), CT_TERM_PREFERRED);
    SAME_NUMBER(rendered(lexicon, CT_ES, "caudal", "flow"), CT_LAYER_TERMBASE);
    SAME_NUMBER(rendered(lexicon, CT_ES, "caudal", "discharge"), CT_LAYERS);
    ct_lexicon_free(lexicon);

    lexicon = with_termbase("c.tbx", martif, CT_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lexicon);
    SAME_NUMBER(status_of(lexicon, "irrigation ditch", CT_EN), CT_TERM_PREFERRED);
    SAME_STRING(ct_lexicon_concepts(lexicon, &n)[0].note, "what it is");
    ct_lexicon_free(lexicon);
}

static void refuses_what_is_no_termbase(void)
{
    CU_ASSERT_PTR_NULL(with_termbase("a.tbx", "<tbx><text>", CT_FORMAT));
    CU_ASSERT_PTR_NULL(with_termbase("a.tbx", "<html/>", CT_FORMAT));
    CU_ASSERT_PTR_NULL(with_termbase("a.tbx", "", CT_FORMAT));
    CU_ASSERT_PTR_NULL(with_termbase("a.tsv", "caudal\n", CT_FORMAT));
}

static void reads_glossaries_and_learned_pairs(void)
{
    ct_lexicon *lexicon = with_termbase("a.tsv", "caudal | !flujo\tflow | discharge\tnote\n", CT_OK);
    const char *files[] = { in_folder("learned.tsv") };
    ct_lexicon_options options = { .learned = files, .n_learned = 1 };

    CU_ASSERT_PTR_NOT_NULL_FATAL(lexicon);
    SAME_NUMBER(rendered(lexicon, CT_ES, "caudal", "discharge"), CT_LAYER_TERMBASE);
    SAME_NUMBER(rendered(lexicon, CT_ES, "flujo", "flow"), CT_LAYERS);
    ct_lexicon_free(lexicon);

    hide_packages();
    write_file("learned.tsv", "zanja\tditch\t0.93\t12\ncuenca\tbasin\t0.5\n");
    files[0] = in_folder("learned.tsv");
    CU_ASSERT_FATAL(open_small(&lexicon, &options, NULL) == CT_OK);
    SAME_NUMBER(rendered(lexicon, CT_ES, "zanja", "ditch"), CT_LAYER_LEARNED);
    SAME_NUMBER(rendered(lexicon, CT_ES, "cuenca", "basin"), CT_LAYER_DOMAIN);      /* the stronger layer has it */
    ct_lexicon_free(lexicon);
    show_packages();
}

static CU_TestInfo tests[] = {
    { "reads forms through inflection", reads_forms_through_inflection },
    { "never takes a prefix off", never_takes_a_prefix_off },
    { "renders words both ways, by layer", renders_words_both_ways_by_layer },
    { "leaves names and acronyms as written", leaves_names_and_acronyms_as_written },
    { "reads function words as such", reads_function_words_as_such },
    { "takes spellings of both shores for one word", takes_spellings_of_both_shores_for_one_word },
    { "sees cognates", sees_cognates },
    { "works without dictionaries, and says so", works_without_dictionaries_and_says_so },
    { "keeps concepts as written", keeps_concepts_as_written },
    { "refuses a broken table with file and line", refuses_a_broken_table_with_file_and_line },
    { "says which broader concept is not there", says_which_broader_concept_is_not_there },
    { "compiles anew when a table changes", compiles_anew_when_a_table_changes },
    { "compiles anew when the compiled file is damaged", compiles_anew_when_the_compiled_file_is_damaged },
    { "works in memory when the cache cannot be written", works_in_memory_when_the_cache_cannot_be_written },
    { "lets many processes compile at once", lets_many_processes_compile_at_once },
    { "reads termbases in both styles and the old version", reads_termbases_in_both_styles_and_the_old_version },
    { "refuses what is no termbase", refuses_what_is_no_termbase },
    { "reads glossaries and learned pairs", reads_glossaries_and_learned_pairs },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_lexicon[] = { { "lexicon", open_all, close_all, NULL, NULL, tests }, CU_SUITE_INFO_NULL };
