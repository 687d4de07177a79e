/* Statements: clauses, roles, strengths, actors, profiles. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo/statement.h>

#include "unit.h"

static ct_lexicon *lexicon;
static ct_profile *profile;

static ct_text *text;
static ct_document *document;
static ct_segments *segments;
static ct_vocabulary *vocabulary;
static ct_statements *statements;
static const ct_unit *units;
static size_t n_units;

static int start(void)
{
    const ct_lexicon_options options = { 0 };
    ct_error err = { .message = "" };

    if (ct_lexicon_open(&lexicon, &options, &err) == CT_OK && ct_profile_read(&profile, NULL, NULL, &err) == CT_OK)
        return 0;
    fprintf(stderr, "%s\n", err.message);
    return 1;
}

static int stop(void)
{
    ct_profile_free(profile);
    ct_lexicon_free(lexicon);
    return 0;
}

static void forget(void)
{
    ct_statements_free(statements);
    ct_vocabulary_free(vocabulary);
    ct_segments_free(segments);
    ct_document_free(document);
    ct_text_free(text);
    statements = NULL;
    vocabulary = NULL;
    segments = NULL;
    document = NULL;
    text = NULL;
    units = NULL;
    n_units = 0;
}

/* Read a whole document; the units stand in `units`. */
static void read_as(const ct_profile *with, ct_language language, const char *content)
{
    ct_error err = { .message = "" };

    forget();
    if (ct_text_read(&text, content, strlen(content), NULL, &err) == CT_OK
        && ct_document_of(&document, text, language, NULL, ct_lexicon_outline(lexicon, language), &err) == CT_OK
        && ct_segments_of(&segments, document, ct_lexicon_segmenting(lexicon, language), &err) == CT_OK
        && ct_vocabulary_of(&vocabulary, segments, lexicon, &err) == CT_OK)
        ct_statements_of(&statements, vocabulary, with, &err);
    SAME_STRING(err.message, "");
    CU_ASSERT_PTR_NOT_NULL_FATAL(statements);
    units = ct_statements_units(statements, &n_units);
}

static void read_spanish(const char *content) { read_as(profile, CT_ES, content); }
static void read_english(const char *content) { read_as(profile, CT_EN, content); }

/* "role strength actor" of a unit; inherited actors end in a star. */
static const char *said(size_t i)
{
    static char out[80];

    if (i >= n_units)
        return "no such unit";
    snprintf(out, sizeof out, "%s %s %s%s", ct_role_name(units[i].role), ct_strength_name(units[i].strength),
             ct_actor_name(ct_statements_profile(statements), units[i].actor), units[i].actor_inherited ? "*" : "");
    return out;
}

static const char *slice(ct_span span)
{
    static char out[400];
    size_t len, n = span.end - span.start;
    const char *bytes = ct_text_bytes(text, &len);

    if (n >= sizeof out)
        n = sizeof out - 1;
    memcpy(out, bytes + span.start, n);
    out[n] = '\0';
    return out;
}

static const char *written(size_t i) { return i < n_units ? slice(units[i].span) : "no such unit"; }

static const char *tokens(uint32_t first, uint32_t end)
{
    size_t n;
    const ct_token *t = ct_segments_tokens(segments, &n);

    return first < end && end <= n ? slice((ct_span){ t[first].span.start, t[end - 1].span.end }) : "";
}

#define HEAD(i)   tokens(units[i].first_head, units[i].end_head)
#define ACTION(i) tokens(units[i].action_first, units[i].action_end)
#define CUE(i)    tokens(units[i].cue_first, units[i].cue_end)

static void covers_every_token_once(void)
{
    uint32_t next = 0;
    size_t n;

    for (size_t i = 0; i < n_units; i++) {
        SAME_NUMBER(units[i].first_token, next);
        CU_ASSERT(units[i].end_token > units[i].first_token);
        next = units[i].end_token;
    }
    ct_segments_tokens(segments, &n);
    SAME_NUMBER(next, n);
}

/* ---- clauses --------------------------------------------------------------------------------------- */

static void cuts_lists_of_infinitives(void)
{
    read_spanish("Fortalecer el diálogo entre los bancos centrales, promover el uso de monedas locales e impulsar la "
                 "cooperación en seguros y arrendamiento financiero.\n");
    SAME_NUMBER(n_units, 3);
    SAME_STRING(written(0), "Fortalecer el diálogo entre los bancos centrales,");
    SAME_STRING(written(1), "promover el uso de monedas locales e");
    SAME_STRING(written(2), "impulsar la cooperación en seguros y arrendamiento financiero.");
    SAME_STRING(ACTION(1), "promover");
    covers_every_token_once();
}

static void leaves_nouns_pairs_and_short_clauses_together(void)
{
    read_spanish("Ampliar y profundizar la cooperación en áreas como energía, minería, transporte y puertos.\n");
    SAME_NUMBER(n_units, 1);
    SAME_STRING(ACTION(0), "Ampliar y profundizar");
    read_english("Promote exchange, study and research programs and trade in services.\n");
    SAME_NUMBER(n_units, 1);
    read_english("Strengthen dialogue and promote trust.\n");
    SAME_NUMBER(n_units, 1);
}

static void leaves_purposes_with_their_host(void)
{
    read_spanish("Reforzar los mecanismos de consulta entre los ministerios, a fin de aumentar la confianza entre las "
                 "partes y promover la comunicación entre los Gobiernos.\n");
    SAME_NUMBER(n_units, 1);
    read_english("Encourage airlines to open new routes and increase the number of flights, so as to promote tourism "
                 "between the two regions and improve connectivity.\n");
    SAME_NUMBER(n_units, 1);
    read_english("Encourage companies of both sides to invest in ports and railways, and establish a joint fund for "
                 "infrastructure.\n");
    SAME_NUMBER(n_units, 2);
}

static void records_the_shared_head(void)
{
    read_spanish("China está dispuesta a trabajar con los países de ALC para implementar la iniciativa de desarrollo, "
                 "salvaguardar el sistema internacional y ampliar la cooperación en foros multilaterales.\n");
    SAME_NUMBER(n_units, 3);
    SAME_STRING(HEAD(0), "");
    SAME_STRING(HEAD(1), "China está dispuesta a trabajar con los países de ALC para");
    SAME_STRING(HEAD(2), "China está dispuesta a trabajar con los países de ALC para");
    SAME_STRING(CUE(2), "está dispuesta a");
    SAME_STRING(said(2), "commitment willing china");
    read_english("The two sides will hold the forum of ministers every year and jointly publish a list of projects.\n");
    SAME_NUMBER(n_units, 2);
    SAME_STRING(HEAD(1), "The two sides will");
}

static void does_not_cut_in_brackets_and_quotations(void)
{
    read_english("Implement the joint programme (promote the exchange of teachers, support the training of engineers) "
                 "in "
                 "all the countries of the region.\n");
    SAME_NUMBER(n_units, 1);
    read_english("China will carry out the project “Build new bridges, open new roads” together with the region.\n");
    SAME_NUMBER(n_units, 1);
}

static void takes_in_markers_and_covers_all(void)
{
    read_english("1. Strengthen the exchange of officials of both sides, and expand the training of young diplomats.\n"
                 "2. Hold the forum of ministers in due course.\n");
    SAME_NUMBER(n_units, 3);
    SAME_STRING(written(0), "1. Strengthen the exchange of officials of both sides, and");
    SAME_STRING(written(2), "2. Hold the forum of ministers in due course.");
    covers_every_token_once();
}

/* ---- strength -------------------------------------------------------------------------------------- */

static void lets_the_outermost_verb_decide(void)
{
    read_english("Consider continuing to hold the forum of think tanks.\n");
    SAME_STRING(ct_strength_name(units[0].strength), "exploratory");
    SAME_STRING(ACTION(0), "hold");
    SAME_STRING(CUE(0), "Consider continuing to hold");
}

static void knows_the_strengths_of_english(void)
{
    static const struct { const char *text, *strength; } samples[] = {
        { "The two sides will explore ways to strengthen cooperation with China and CELAC.", "exploratory" },
        { "The two sides agreed to discuss the existing arrangements.", "exploratory" },
        { "Both sides are willing to study new initiatives.", "exploratory" },
        { "Actively study and discuss the signing of new agreements.", "exploratory" },
        { "China will, on the basis of mutual benefit, give positive consideration to free trade.", "exploratory" },
        { "China wishes to maintain the momentum of close exchanges.", "willing" },
        { "China stands ready to work with the region to reform the system.", "willing" },
        { "China welcomes citizens of the region to visit the country.", "willing" },
        { "Both sides expressed their willingness to strengthen consular relations.", "willing" },
        { "China will continue to welcome investment by companies of the region.", "willing" },
        { "The Chinese side will work actively to follow up on the agreements.", "firm" },
        { "China encourages its companies to invest in the region.", "firm" },
        { "We commit to promoting the rights of children.", "firm" },
        { "Both sides will negotiate and sign an agreement on customs.", "firm" },
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        read_english(samples[i].text);
        SAME_NUMBER(n_units, 1);
        SAME_STRING(ct_role_name(units[0].role), "commitment");
        SAME_STRING(ct_strength_name(units[0].strength), samples[i].strength);
    }
}

static void knows_the_strengths_of_spanish(void)
{
    static const struct { const char *text, *strength; } samples[] = {
        { "Explorar activamente la ampliación de la cooperación.", "exploratory" },
        { "Ver la posibilidad de abrir nuevos vuelos directos.", "exploratory" },
        { "China está dispuesta a estudiar con ALC la posibilidad de crear un fondo.", "exploratory" },
        { "China está dispuesta a continuar celebrando el Foro.", "willing" },
        { "China acoge con beneplácito la incorporación de más países.", "willing" },
        { "China da la bienvenida a los países de ALC.", "willing" },
        { "Son bienvenidos los países de ALC a participar en la feria.", "willing" },
        { "China seguirá ofreciendo becas a los países de la región.", "firm" },
        { "El Gobierno chino se dedicará junto con ALC a defender el papel de la ONU.", "firm" },
        { "China alienta a sus empresas a invertir en ALC.", "firm" },
        { "Ambas partes se comprometen a fortalecer la cooperación.", "firm" },
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        read_spanish(samples[i].text);
        SAME_NUMBER(n_units, 1);
        SAME_STRING(ct_role_name(units[0].role), "commitment");
        SAME_STRING(ct_strength_name(units[0].strength), samples[i].strength);
    }
}

static void gives_each_clause_its_own_strength(void)
{
    read_english("Promote closer dialogue between China and LAC countries, study the establishment of a joint fund, "
                 "and "
                 "encourage banks of both sides to cooperate.\n");
    SAME_NUMBER(n_units, 3);
    SAME_STRING(said(0), "commitment firm both*");
    SAME_STRING(said(1), "commitment exploratory both*");
    SAME_STRING(said(2), "commitment firm both*");
}

/* ---- roles ----------------------------------------------------------------------------------------- */

static void tells_positions_from_promises(void)
{
    read_spanish("China apoya el proceso de integración de ALC y está dispuesta a ampliar la cooperación con la "
                 "CELAC.\n");
    SAME_NUMBER(n_units, 2);
    SAME_STRING(said(0), "principle - china");
    SAME_STRING(said(1), "commitment willing china");
    read_english("We condemn terrorism in all its forms. China attaches great importance to these exchanges.\n");
    SAME_STRING(said(1), "principle - china");
    SAME_STRING(ct_role_name(units[0].role), "principle");
    read_english("China supports China's banks in stepping up consultation with LAC countries.\n");
    SAME_STRING(said(0), "commitment firm china");
    read_english("China and LAC countries should safeguard their common interests.\n");
    SAME_STRING(said(0), "principle - both");
    read_spanish("Oponerse a la injerencia en los asuntos internos de los países.\n");
    SAME_STRING(ct_role_name(units[0].role), "principle");
}

static void tells_tales_from_promises(void)
{
    read_english("In 2014, China and LAC countries established the Forum. This will provide momentum for all. China "
                 "has "
                 "opened many classrooms in the region.\n");
    SAME_NUMBER(n_units, 3);
    for (size_t i = 0; i < n_units; i++)
        SAME_STRING(said(i), "narrative - -");
    read_spanish("La economía mundial carece de fuerza motriz. En 2008 el Gobierno chino publicó el primer "
                 "documento.\n");
    SAME_STRING(said(0), "narrative - -");
    SAME_STRING(said(1), "narrative - -");
}

static void lets_the_section_decide_on_descriptions(void)
{
    const char *description = "Las relaciones tienen carácter abierto.";
    char programme[400];

    read_spanish(description);
    SAME_STRING(said(0), "narrative - -");
    snprintf(programme, sizeof programme, "%s China está dispuesta a ampliar el comercio con ALC. China firmará nuevos "
             "acuerdos con ALC.\n", description);
    read_spanish(programme);
    SAME_STRING(ct_role_name(units[0].role), "principle");
}

static void knows_implementation_clauses(void)
{
    read_english("The areas of cooperation in this Plan are not exclusive. The Parties may implement this Plan in "
                 "accordance "
                 "with the principles of flexibility. It will not affect any agreed programme.\n");
    SAME_NUMBER(n_units, 3);
    for (size_t i = 0; i < n_units; i++)
        SAME_STRING(said(i), "boilerplate - -");
}

/* ---- actors ---------------------------------------------------------------------------------------- */

static void inherits_the_subject_of_the_sentence_before(void)
{
    read_spanish("China continuará ayudando a ALC en salud. Reforzará la cooperación en medicina.\n");
    SAME_STRING(said(0), "commitment firm china");
    SAME_STRING(said(1), "commitment firm china*");
    read_english("The two sides will treat each other as equals. They will strengthen dialogue with China and "
                 "CELAC.\n");
    SAME_STRING(said(1), "commitment firm both*");
}

static void binds_both_where_nobody_is_named(void)
{
    read_spanish("China está dispuesta a ampliar el comercio con ALC. Profundizar la cooperación en agricultura.\n");
    SAME_STRING(said(1), "commitment firm both*");
}

static void finds_the_subject_past_insertions(void)
{
    read_spanish("Sobre la base del respeto a los países de ALC, China, conforme a su capacidad, seguirá ofreciendo "
                 "asistencia.\n");
    SAME_STRING(said(0), "commitment firm china");
    read_english("To meet the needs of LAC countries, the two sides will provide guidance.\n");
    SAME_STRING(said(0), "commitment firm both");
    read_english("The National People's Congress of China wishes to strengthen exchanges with LAC countries.\n");
    SAME_STRING(said(0), "commitment willing china");
}

static void takes_the_giver_for_the_actor(void)
{
    read_spanish("Continuar proporcionando becas gubernamentales a los países de ALC. China saluda estos "
                 "intercambios.\n");
    SAME_STRING(said(0), "commitment firm china*");
    read_spanish("Los países de ALC son bienvenidos a unirse a la alianza lanzada por China.\n");
    SAME_STRING(said(0), "commitment willing china");
}

static void reads_passives_as_without_subject(void)
{
    read_english("China will promote trade with LAC countries. Exchanges will be increased on many issues.\n");
    SAME_STRING(said(1), "commitment firm both*");
    read_english("Equipment will be provided by the Chinese side to CELAC.\n");
    SAME_STRING(said(0), "commitment firm china");
}

/* ---- profiles -------------------------------------------------------------------------------------- */

static const char *write_profile(const char *content)
{
    static char path[] = "/tmp/cotejo-profile-XXXXXX";
    FILE *f;

    strcpy(path + strlen(path) - 6, "XXXXXX");
    f = fdopen(mkstemp(path), "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(f);
    fputs(content, f);
    fclose(f);
    return path;
}

static void reads_a_profile_of_other_parties(void)
{
    ct_profile *other = NULL;
    size_t n;
    const char *path = write_profile("parties:\n"
                                     "  - { id: north, es: [ Norlandia ], en: [ Norland, the Norland side ] }\n"
                                     "  - { id: south, es: [ Surlandia ], en: [ Southland ] }\n"
                                     "region: { en: [ the Two Lands ] }\nincomplete-region: { en: [ the Lands ] }\n");

    SAME_NUMBER(ct_profile_read(&other, path, NULL, NULL), CT_OK);
    remove(path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(other);
    CU_ASSERT_EQUAL_FATAL((ct_profile_parties(other, &n), n), 2);
    SAME_STRING(ct_profile_parties(other, &n)[1].names[CT_ES][0], "Surlandia");
    SAME_STRING(ct_profile_regions(other, CT_EN, &n)[0].text, "the Two Lands");
    CU_ASSERT(ct_profile_regions(other, CT_EN, &n)[0].complete && !ct_profile_regions(other, CT_EN, &n)[1].complete);
    read_as(other, CT_EN, "The Norland side will hold the fair. Norland and Southland will publish a list of ports.\n");
    SAME_STRING(said(0), "commitment firm north");
    SAME_STRING(said(1), "commitment firm both");
    forget();
    ct_profile_free(other);
}

static void refuses_a_broken_profile_with_its_line(void)
{
    static const char *const broken[] = {
        "parties:\n  - id: x\n    colour: red\n", "parties: x\n", "parties:\n  - es: [ x ]\n", "- a\n- b\n", "", "a: [",
        "parties: [ { id: x }, { id: x } ]\n"
    };

    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        ct_profile *none = NULL;
        ct_error err = { .message = "" };
        const char *path = write_profile(broken[i]);
        SAME_NUMBER(ct_profile_read(&none, path, NULL, &err), CT_FORMAT);
        CU_ASSERT_PTR_NULL(none);
        CU_ASSERT(strstr(err.message, path) != NULL);
        remove(path);
    }
}

/* ---- hostile input --------------------------------------------------------------------------------- */

static void survives_endless_repetition(void)
{
    static const char *const pieces[] = {
        "y ", ", ", "China ", "América Latina y ", "trabajar con ", "will, on ", "continue to ", "( ", "que ",
        "promover; "
    };
    const size_t size = 200000;
    char *content = malloc(size + 1);

    CU_ASSERT_PTR_NOT_NULL_FATAL(content);
    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
        size_t len = strlen(pieces[p]), n = 0;
        for (; n + len <= size; n += len)
            memcpy(content + n, pieces[p], len);
        content[n] = '\0';
        read_as(profile, p % 2 == 0 ? CT_ES : CT_EN, content);
        covers_every_token_once();
    }
    free(content);
}

static void bears_an_empty_document(void)
{
    read_english("");
    SAME_NUMBER(n_units, 0);
}

static CU_TestInfo tests[] = {
    { "cuts lists of infinitives", cuts_lists_of_infinitives },
    { "leaves nouns, pairs and short clauses together", leaves_nouns_pairs_and_short_clauses_together },
    { "leaves purposes with their host", leaves_purposes_with_their_host },
    { "records the shared head", records_the_shared_head },
    { "does not cut in brackets and quotations", does_not_cut_in_brackets_and_quotations },
    { "takes in markers and covers all", takes_in_markers_and_covers_all },
    { "lets the outermost verb decide", lets_the_outermost_verb_decide },
    { "knows the strengths of English", knows_the_strengths_of_english },
    { "knows the strengths of Spanish", knows_the_strengths_of_spanish },
    { "gives each clause its own strength", gives_each_clause_its_own_strength },
    { "tells positions from promises", tells_positions_from_promises },
    { "tells tales from promises", tells_tales_from_promises },
    { "lets the section decide on descriptions", lets_the_section_decide_on_descriptions },
    { "knows implementation clauses", knows_implementation_clauses },
    { "inherits the subject of the sentence before", inherits_the_subject_of_the_sentence_before },
    { "binds both where nobody is named", binds_both_where_nobody_is_named },
    { "finds the subject past insertions", finds_the_subject_past_insertions },
    { "takes the giver for the actor", takes_the_giver_for_the_actor },
    { "reads passives as without subject", reads_passives_as_without_subject },
    { "reads a profile of other parties", reads_a_profile_of_other_parties },
    { "refuses a broken profile with its line", refuses_a_broken_profile_with_its_line },
    { "survives endless repetition", survives_endless_repetition },
    { "bears an empty document", bears_an_empty_document },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_statements[] = { { "statements", start, stop, NULL, forget, tests }, CU_SUITE_INFO_NULL };
