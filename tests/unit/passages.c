/* Links between the passages of comparable documents. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char NOT_WEIGHTS[] = CT_SOURCE "/lexicon/data/README.md";
#undef CT_SOURCE   /* the build's name for the source tree; here a side of a pair */

#include <cotejo/link.h>

#include "unit.h"

/* One side, read as far as its statements. */
typedef struct reading {
    ct_text       *text;
    ct_document   *document;
    ct_segments   *segments;
    ct_vocabulary *vocabulary;
    ct_statements *statements;
    const ct_unit *units;
    size_t         n_units;
} reading;

static ct_lexicon *lexicon;
static ct_profile *profile;
static reading sides[CT_SIDES];
static ct_links *links;

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
    ct_links_free(links);
    links = NULL;
    for (int s = 0; s < CT_SIDES; s++) {
        ct_statements_free(sides[s].statements);
        ct_vocabulary_free(sides[s].vocabulary);
        ct_segments_free(sides[s].segments);
        ct_document_free(sides[s].document);
        ct_text_free(sides[s].text);
        sides[s] = (reading){ 0 };
    }
}

static void read_side(reading *r, ct_language language, const char *content)
{
    ct_error err = { .message = "" };

    if (ct_text_read(&r->text, content, strlen(content), NULL, &err) != CT_OK
        || ct_document_of(&r->document, r->text, language, NULL, ct_lexicon_outline(lexicon, language), &err) != CT_OK
        || ct_segments_of(&r->segments, r->document, ct_lexicon_segmenting(lexicon, language), &err) != CT_OK
        || ct_vocabulary_of(&r->vocabulary, r->segments, lexicon, &err) != CT_OK
        || ct_statements_of(&r->statements, r->vocabulary, profile, &err) != CT_OK) {
        SAME_STRING(err.message, "");
        abort();
    }
    r->units = ct_statements_units(r->statements, &r->n_units);
}

static void link_with(const ct_passage_options *options, const char *spanish, const char *english)
{
    ct_error err = { .message = "" };

    forget();
    read_side(&sides[CT_SOURCE], CT_ES, spanish);
    read_side(&sides[CT_TARGET], CT_EN, english);
    SAME_NUMBER(ct_links_of_passages(&links, sides[CT_SOURCE].statements, sides[CT_TARGET].statements, options, &err), CT_OK);
    SAME_STRING(err.message, "");
}

/* The first unit whose text begins so. */
static uint32_t unit_at(ct_side side, const char *beginning)
{
    const char *bytes = ct_text_bytes(sides[side].text, &(size_t){ 0 });

    for (uint32_t u = 0; u < sides[side].n_units; u++)
        if (strncmp(bytes + sides[side].units[u].span.start, beginning, strlen(beginning)) == 0)
            return u;
    fprintf(stderr, "no unit begins '%s'\n", beginning);
    return CT_NONE;
}

static bool names(const ct_link *link, ct_side side, uint32_t unit)
{
    const uint32_t *units = ct_links_units(links, &(size_t){ 0 });

    for (uint32_t i = 0; i < link->n_units[side]; i++)
        if (units[link->first_unit[side] + i] == unit)
            return true;
    return false;
}

static const ct_link *link_of(const char *spanish, const char *english)
{
    size_t n;
    const ct_link *all = ct_links_all(links, &n);
    uint32_t source = unit_at(CT_SOURCE, spanish), target = unit_at(CT_TARGET, english);

    for (size_t i = 0; i < n; i++)
        if (names(&all[i], CT_SOURCE, source) && names(&all[i], CT_TARGET, target))
            return &all[i];
    return NULL;
}

static bool linked(const char *spanish, const char *english)
{
    const ct_link *link = link_of(spanish, english);
    return link != NULL && link->kind != CT_LINK_RELATED;
}

static const ct_verdict *verdict_of(ct_side side, const char *beginning)
{
    return &ct_links_verdicts(links, side)[unit_at(side, beginning)];
}

/* ---- two small documents ---------------------------------------------------------------------------- */

static const char SPANISH[] =
    "1. Agricultura\n\n"
    "China está dispuesta a profundizar la cooperación en la pesca y la acuicultura con los países de la región.\n\n"
    "Continuar celebrando el Foro de Ministros de Agricultura China-CELAC.\n\n"
    "2. Deportes\n\n"
    "Profundizar el intercambio y la cooperación deportivos, apoyar las visitas amistosas entre deportistas y entrenadores, "
    "e impulsar la construcción de estadios en las zonas rurales.\n\n"
    "3. Justicia\n\n"
    "Fortalecer la cooperación en la extradición y la lucha contra el tráfico de drogas.\n\n"
    "Ampliar la exploración conjunta de las cuevas volcánicas.\n\n"
    "En 2014 se celebró una reunión en Brasilia.\n";

static const char ENGLISH[] =
    "1. Sport\n\n"
    "Support friendly visits between athletes and coaches.\n\n"
    "2. Security\n\n"
    "The two sides will combat drug trafficking together.\n\n"
    "3. Agriculture and Food\n\n"
    "Support the holding of the Fourth China-Latin America Agriculture Ministers' Forum in 2027.\n\n"
    "Both sides will strengthen cooperation in fisheries and aquaculture.\n\n"
    "Set up a prize for young pianists.\n";

static void link_them(void)
{
    link_with(NULL, SPANISH, ENGLISH);
}

/* ---- behaviours ------------------------------------------------------------------------------------- */

static void links_the_same_object_in_other_words_and_order(void)
{
    link_them();
    CU_ASSERT(linked("China está dispuesta a profundizar", "Both sides will strengthen"));
    CU_ASSERT_FALSE(linked("China está dispuesta a profundizar", "Support friendly visits"));
    CU_ASSERT_FALSE(linked("China está dispuesta a profundizar", "The two sides will combat"));
}

static void links_a_forum_by_the_parts_of_its_name(void)
{
    link_them();
    CU_ASSERT(linked("Continuar celebrando", "Support the holding"));
}

static void links_the_clause_that_answers_not_its_neighbours(void)
{
    link_them();
    CU_ASSERT(linked("apoyar las visitas amistosas", "Support friendly visits"));
    CU_ASSERT_FALSE(linked("impulsar la construcción de estadios", "Support friendly visits"));
}

static void links_one_item_of_a_list(void)
{
    link_them();
    CU_ASSERT(linked("Fortalecer la cooperación en la extradición", "The two sides will combat"));
}

static void links_headings_with_headings(void)
{
    link_them();
    CU_ASSERT(linked("2. Deportes", "1. Sport"));
    CU_ASSERT(linked("1. Agricultura", "3. Agriculture and Food"));
    CU_ASSERT_FALSE(linked("3. Justicia", "1. Sport"));
}

static void judges_every_unit_of_both_sides(void)
{
    link_them();
    SAME_NUMBER(verdict_of(CT_SOURCE, "Ampliar la exploración")->kind, CT_VERDICT_UNMATCHED);
    SAME_NUMBER(verdict_of(CT_TARGET, "Set up a prize")->kind, CT_VERDICT_UNMATCHED);
    SAME_NUMBER(verdict_of(CT_SOURCE, "En 2014")->kind, CT_VERDICT_SET_ASIDE);
    SAME_NUMBER(verdict_of(CT_SOURCE, "Continuar celebrando")->kind, CT_VERDICT_LINKED);
    CU_ASSERT(verdict_of(CT_TARGET, "Set up a prize")->reason != CT_REASON_NONE);
    SAME_NUMBER(verdict_of(CT_SOURCE, "Continuar celebrando")->reason, CT_REASON_NONE);
}

static void keeps_the_nearest_candidates_of_the_unmatched(void)
{
    size_t n;
    const ct_candidate *candidates;
    const ct_verdict *v;

    link_them();
    candidates = ct_links_candidates(links, &n);
    for (int s = 0; s < CT_SIDES; s++)
        for (uint32_t u = 0; u < sides[s].n_units; u++) {
            v = &ct_links_verdicts(links, (ct_side)s)[u];
            CU_ASSERT_FATAL(v->first_candidate + v->n_candidates <= n);
            CU_ASSERT(v->n_candidates <= 3);
            for (uint32_t i = 0; i < v->n_candidates; i++) {
                CU_ASSERT(candidates[v->first_candidate + i].unit < sides[1 - s].n_units);
                CU_ASSERT(i == 0 || candidates[v->first_candidate + i].score <= candidates[v->first_candidate + i - 1].score);
            }
        }
}

static void shows_what_met_on_both_sides(void)
{
    size_t n;
    const ct_link *link;
    const ct_link_evidence *e;
    unsigned both = 0;

    link_them();
    link = link_of("China está dispuesta a profundizar", "Both sides will strengthen");
    CU_ASSERT_PTR_NOT_NULL_FATAL(link);
    e = ct_links_evidence(links, &n);
    CU_ASSERT_FATAL(link->first_evidence + link->n_evidence <= n);
    CU_ASSERT(link->score > 0 && link->score <= 1);
    for (uint32_t i = link->first_evidence; i < link->first_evidence + link->n_evidence; i++) {
        CU_ASSERT(e[i].weight >= 0 && e[i].weight <= 1);
        CU_ASSERT(e[i].first[0] < e[i].end[0] || e[i].first[1] < e[i].end[1]);
        both += e[i].first[0] < e[i].end[0] && e[i].first[1] < e[i].end[1];
    }
    CU_ASSERT(both >= 2);
}

static void obeys_the_threshold_of_its_options(void)
{
    const ct_passage_options none = { .threshold = 1.0f };
    size_t n;
    const ct_link *all;

    link_with(&none, SPANISH, ENGLISH);
    all = ct_links_all(links, &n);
    for (size_t i = 0; i < n; i++)
        CU_ASSERT(all[i].kind == CT_LINK_RELATED || sides[0].units[ct_links_units(links, &(size_t){ 0 })[all[i].first_unit[0]]].role
                                                        == CT_ROLE_HEADING);
}

static void links_nothing_with_an_empty_document(void)
{
    size_t n;

    link_with(NULL, SPANISH, "");
    ct_links_all(links, &n);
    SAME_NUMBER(n, 0);
    SAME_NUMBER(verdict_of(CT_SOURCE, "Continuar celebrando")->kind, CT_VERDICT_UNMATCHED);
    SAME_NUMBER(verdict_of(CT_SOURCE, "Continuar celebrando")->reason, CT_REASON_TOPIC_ABSENT);
    link_with(NULL, "", "");
    ct_links_all(links, &n);
    SAME_NUMBER(n, 0);
}

static void gives_the_same_links_every_time(void)
{
    size_t n, m;
    ct_link first[64];
    const ct_link *all;

    link_them();
    all = ct_links_all(links, &n);
    CU_ASSERT_FATAL(n > 0 && n <= 64);
    memcpy(first, all, n * sizeof *first);
    link_them();
    all = ct_links_all(links, &m);
    SAME_NUMBER(m, n);
    CU_ASSERT(memcmp(first, all, n * sizeof *first) == 0);
}

static void refuses_weights_that_are_missing_or_broken(void)
{
    const ct_passage_options missing = { .weights = "/nowhere/link-weights.tsv" };
    const ct_passage_options broken = { .weights = NOT_WEIGHTS };
    ct_error err = { .message = "" };
    ct_links *out = NULL;

    link_them();
    SAME_NUMBER(ct_links_of_passages(&out, sides[0].statements, sides[1].statements, &missing, &err), CT_IO);
    CU_ASSERT_PTR_NULL(out);
    SAME_NUMBER(ct_links_of_passages(&out, sides[0].statements, sides[1].statements, &broken, &err), CT_FORMAT);
    CU_ASSERT_PTR_NULL(out);
}

static CU_TestInfo tests[] = {
    { "links the same object in other words and order", links_the_same_object_in_other_words_and_order },
    { "links a forum by the parts of its name", links_a_forum_by_the_parts_of_its_name },
    { "links the clause that answers, not its neighbours", links_the_clause_that_answers_not_its_neighbours },
    { "links one item of a list", links_one_item_of_a_list },
    { "links headings with headings", links_headings_with_headings },
    { "judges every unit of both sides", judges_every_unit_of_both_sides },
    { "keeps the nearest candidates of the unmatched", keeps_the_nearest_candidates_of_the_unmatched },
    { "shows what met on both sides", shows_what_met_on_both_sides },
    { "obeys the threshold of its options", obeys_the_threshold_of_its_options },
    { "links nothing with an empty document", links_nothing_with_an_empty_document },
    { "gives the same links every time", gives_the_same_links_every_time },
    { "refuses weights that are missing or broken", refuses_weights_that_are_missing_or_broken },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_passages[] = { { "passages", start, stop, NULL, forget, tests }, CU_SUITE_INFO_NULL };
