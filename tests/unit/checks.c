/* The rules: what each flags in a few lines of text, and what it leaves alone; the ids of findings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#undef CT_SOURCE   /* the build's name for the source tree; here a side of a pair */
#include <cotejo.h>

#include "unit.h"

static char folder[] = "/tmp/cotejo-checks-XXXXXX";
static ct_lexicon *lexicon;
static ct_profile *profile;

/* Two texts and their audit. */
typedef struct pair {
    char path[CT_SIDES][64];
    ct_document_reading *sides[CT_SIDES];
    ct_audit *audit;
} pair;

static int open_lexicon(void)
{
    ct_lexicon_options options = { .data = NULL };
    ct_error err;

    if (mkdtemp(folder) == NULL || ct_lexicon_open(&lexicon, &options, &err) != CT_OK)
        return 1;
    return ct_profile_read(&profile, NULL, ct_data_folder(), &err) != CT_OK;
}

static int close_lexicon(void)
{
    ct_profile_free(profile);
    ct_lexicon_free(lexicon);
    return rmdir(folder);
}

static bool write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    bool ok = f != NULL && fputs(text, f) >= 0;

    return (f == NULL || fclose(f) == 0) && ok;
}

static pair audit_of(const char *spanish, const char *english)
{
    const char *texts[CT_SIDES] = { spanish, english };
    ct_error err = { 0 };
    pair p = { 0 };
    bool ok = true;

    for (int side = 0; ok && side < CT_SIDES; side++) {
        ct_reading_options options = { .language = side == CT_SOURCE ? CT_ES : CT_EN };

        snprintf(p.path[side], sizeof p.path[side], "%s/%d.txt", folder, side);
        ok = write_file(p.path[side], texts[side])
            && ct_document_reading_of(&p.sides[side], p.path[side], &options, lexicon, profile, &err) == CT_OK;
    }
    if (ok) {
        ct_audit_options options = { .kind = CT_PAIR_COMPARABLE };
        ok = ct_audit_of(&p.audit, p.sides[CT_SOURCE], p.sides[CT_TARGET], &options, &err) == CT_OK;
    }
    if (!ok)
        fprintf(stderr, "%s\n", err.message);
    CU_ASSERT_FATAL(ok);
    return p;
}

static void free_pair(pair *p)
{
    ct_audit_free(p->audit);
    for (int side = 0; side < CT_SIDES; side++) {
        ct_document_reading_free(p->sides[side]);
        unlink(p->path[side]);
    }
}

static bool place_reads(const pair *p, const ct_finding_place *place, const char *text)
{
    size_t n;
    const char *bytes = ct_text_bytes(ct_document_text(ct_document_reading_document(p->sides[place->side])), &n);

    return place->span.end - place->span.start == strlen(text)
        && memcmp(bytes + place->span.start, text, strlen(text)) == 0;
}

/* The first finding of a rule that has a place with just these words; `text` NULL: any finding of the rule. */
static const ct_finding *flagged(const pair *p, const char *rule, const char *text)
{
    size_t n;
    const ct_finding *findings = ct_audit_findings(p->audit, &n);

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; strcmp(findings[i].rule, rule) == 0 && k < findings[i].n_places; k++)
            if (text == NULL || place_reads(p, &findings[i].places[k], text))
                return &findings[i];
    return NULL;
}

static bool flags(const char *spanish, const char *english, const char *rule, const char *text)
{
    pair p = audit_of(spanish, english);
    bool found = flagged(&p, rule, text) != NULL;

    free_pair(&p);
    return found;
}

#define FLAGS(es, en, rule, text)       CU_ASSERT(flags(es, en, rule, text))
#define LEAVES(es, en, rule)            CU_ASSERT(!flags(es, en, rule, NULL))

/* ---- the register ------------------------------------------------------------------------------------ */

static void every_rule_is_documented(void)
{
    size_t n;
    const ct_check *const *checks = ct_checks(&n);

    CU_ASSERT(n > 20);
    for (size_t i = 0; i < n; i++) {
        CU_ASSERT(strspn(checks[i]->id, "abcdefghijklmnopqrstuvwxyz-") == strlen(checks[i]->id));
        CU_ASSERT(i == 0 || strcmp(checks[i - 1]->id, checks[i]->id) < 0);
        CU_ASSERT(ct_check_find(checks[i]->id) == checks[i]);
        CU_ASSERT(strlen(checks[i]->summary) > 10 && strlen(checks[i]->why) > 40);
        CU_ASSERT(strlen(checks[i]->example) > 10 && strlen(checks[i]->false_alarms) > 5);
    }
    CU_ASSERT_PTR_NULL(ct_check_find("no-such-rule"));
}

static void classes_and_severities_have_names(void)
{
    ct_severity severity;

    SAME_STRING(ct_class_name(CT_CLASS_NO_COUNTERPART), "no-counterpart");
    SAME_STRING(ct_severity_name(CT_MAJOR), "major");
    CU_ASSERT(ct_severity_parse("neutral", &severity) && severity == CT_NEUTRAL);
    CU_ASSERT(!ct_severity_parse("grave", &severity));
}

/* ---- ids ----------------------------------------------------------------------------------------------- */

static void an_id_outlives_a_shift_of_lines(void)
{
    pair before = audit_of("El plan es claro.\n", "The plan is is clear.\n");
    pair after = audit_of("El plan es claro.\n", "A new first paragraph.\n\n\nThe  plan is is clear.\n");
    const ct_finding *a = flagged(&before, "doubled-word", "is is"), *b = flagged(&after, "doubled-word", "is is");

    CU_ASSERT_PTR_NOT_NULL_FATAL(a);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    SAME_STRING(a->id, b->id);
    SAME_NUMBER(strlen(a->id), 32);
    free_pair(&before);
    free_pair(&after);
}

static void equal_findings_have_different_ids(void)
{
    pair p = audit_of("El plan es claro.\n", "The plan is is clear. The road is is long.\n");
    size_t n, seen = 0;
    const ct_finding *findings = ct_audit_findings(p.audit, &n);
    const char *first = NULL;

    for (size_t i = 0; i < n; i++)
        if (strcmp(findings[i].rule, "doubled-word") == 0) {
            CU_ASSERT(first == NULL || strcmp(first, findings[i].id) != 0);
            first = findings[i].id;
            seen++;
        }
    SAME_NUMBER(seen, 2);
    free_pair(&p);
}

/* ---- one text ------------------------------------------------------------------------------------------ */

static void marks_have_their_partners(void)
{
    FLAGS("Hola.\n", "Support the “Reef Days seminar in May.\n", "quotation-unbalanced", "“");
    LEAVES("«Hola», dijo (en voz baja).\n", "a) Support the “Reef Days” seminar (in May).\n", "quotation-unbalanced");
    FLAGS("Qué puertos están abiertos?\n", "Which?\n", "inverted-mark-missing", "?");
    LEAVES("¿Qué puertos están abiertos? ¡Todos!\n", "Which? All!\n", "inverted-mark-missing");
}

static void a_word_stands_once(void)
{
    FLAGS("El el plan.\n", "In the annex.\n", "doubled-word", "El el");
    LEAVES("El plan.\n", "They had had a plan.\n", "doubled-word");
}

static void letters_are_read_in_the_right_encoding(void)
{
    FLAGS("Bien.\n", "The womenâ€™s clubs.\n", "encoding-damage", NULL);
    FLAGS("Bien.\n", "Requirements，and more.\n", "encoding-damage", "，");
    LEAVES("La acción del niño, el pingüino y él.\n", "The café’s “cliché” – naïve.\n", "encoding-damage");
}

static void slips_of_the_pen_are_found(void)
{
    FLAGS("Bien.\n", "Plan the resotration of reefs.\n", "misspelling", "resotration");
    LEAVES("La restauración de arrecifes.\n", "The organisation of colourful programmes.\n", "misspelling");
}

static void calques_are_found_and_literal_senses_left(void)
{
    FLAGS("Bien.\n", "Strengthen the construction of the committee.\n", "calque", "Strengthen the construction of");
    FLAGS("Bien.\n", "Speed the landing of joint projects.\n", "calque", "landing of joint projects");
    LEAVES("Bien.\n", "The construction of the bridge and the landing of aircraft.\n", "calque");
}

static void a_definition_is_used(void)
{
    FLAGS("Bien.\n", "North and South (hereinafter referred to as “the Partners”) agree. Both sides will meet.\n",
          "defined-term-unused", "the Partners");
    LEAVES("Bien.\n", "North and South (hereinafter referred to as “the Partners”) agree. The Partners will meet.\n",
           "defined-term-unused");
}

static void an_acronym_stands_for_what_is_said(void)
{
    FLAGS("Bien.\n", "The World Commerce Organization (WTO) met.\n", "acronym-expansion", NULL);
    LEAVES("Bien.\n", "The World Trade Organization (WTO) met.\n", "acronym-expansion");
}

static const char plan[] =
    "Plan for the Coast\n\n"
    "Article 1: Roads, Railways and Canals\n\n"
    "1. Build roads in the north.\n2. Repair the railways of the south.\n3. To open new roads.\n4. Train the drivers.\n"
    "5. Support the road workers.\n6. Promote safe railways.\n7. Strengthen the bridges of the roads.\n8. Expand the stations.\n"
    "9. Improve the tracks of the railways.\n10. Study the traffic.\n\n"
    "Article 2 Harbours\n\n1. Build harbours.\n";

static void items_and_headings_keep_their_form(void)
{
    pair p = audit_of("Bien.\n", plan);

    CU_ASSERT_PTR_NOT_NULL(flagged(&p, "heading-unfulfilled", "Canals"));
    CU_ASSERT_PTR_NULL(flagged(&p, "heading-unfulfilled", "Railways"));
    CU_ASSERT_PTR_NOT_NULL(flagged(&p, "item-form-departs", "To open new"));
    CU_ASSERT_PTR_NOT_NULL(flagged(&p, "heading-mark-missing", "Article 2 Harbours"));
    free_pair(&p);
}

/* ---- two texts ------------------------------------------------------------------------------------------- */

static const char spanish[] =
    "China donará 40 estaciones de medición del nivel del mar antes de 2034.\n"
    "China está dispuesta a continuar celebrando el Foro de Pesca Costera China-ALC.\n"
    "Profundizar la cooperación en biodiversidad, restauración de manglares y reducción de residuos plásticos.\n"
    "Combatir la pesca ilegal en alta mar.\n";

static const char english[] =
    "China will donate 14 stations measuring the sea level before 2034.\n"
    "Consider continuing to hold the China-Latin America Coastal Fishing Seminar.\n"
    "Deepen cooperation in biodiversity, the restoration of mangroves and the reduction of noise.\n"
    "Train the drivers of mountain railways.\n";

static void two_texts_are_held_against_each_other(void)
{
    pair p = audit_of(spanish, english);
    const ct_finding *strength = flagged(&p, "strength-differs", NULL), *name = flagged(&p, "name-differs", NULL);

    CU_ASSERT_PTR_NOT_NULL(flagged(&p, "figure-differs", "14"));
    CU_ASSERT_PTR_NOT_NULL(flagged(&p, "region-renamed", "China-Latin America Coastal Fishing Seminar"));
    CU_ASSERT_PTR_NOT_NULL(flagged(&p, "no-counterpart", "Train the drivers of mountain railways."));
    CU_ASSERT_PTR_NOT_NULL_FATAL(strength);
    CU_ASSERT_PTR_NOT_NULL_FATAL(name);
    SAME_NUMBER(strength->severity, CT_MINOR);
    CU_ASSERT_PTR_NOT_NULL(strstr(name->message, "seminar"));
    CU_ASSERT_PTR_NOT_NULL(strstr(name->question, "forum"));
    free_pair(&p);
}

static void a_faithful_rendering_is_left_alone(void)
{
    pair p = audit_of(spanish,
        "China will donate 40 stations measuring the sea level before 2034.\n"
        "China is willing to continue to hold the China-LAC Coastal Fishing Forum.\n"
        "Deepen cooperation in biodiversity, the restoration of mangroves and the reduction of plastic waste.\n"
        "Combat illegal fishing on the high seas.\n");
    size_t n;
    const ct_finding *findings = ct_audit_findings(p.audit, &n);

    for (size_t i = 0; i < n; i++)
        if (findings[i].severity > CT_NEUTRAL) {
            fprintf(stderr, "%s: %s\n", findings[i].rule, findings[i].message);
            CU_FAIL("a finding on a faithful rendering");
        }
    free_pair(&p);
}

static CU_TestInfo tests[] = {
    { "every rule is documented", every_rule_is_documented },
    { "classes and severities have names", classes_and_severities_have_names },
    { "an id outlives a shift of lines", an_id_outlives_a_shift_of_lines },
    { "equal findings have different ids", equal_findings_have_different_ids },
    { "marks have their partners", marks_have_their_partners },
    { "a word stands once", a_word_stands_once },
    { "letters are read in the right encoding", letters_are_read_in_the_right_encoding },
    { "slips of the pen are found", slips_of_the_pen_are_found },
    { "calques are found and literal senses left", calques_are_found_and_literal_senses_left },
    { "a definition is used", a_definition_is_used },
    { "an acronym stands for what is said", an_acronym_stands_for_what_is_said },
    { "items and headings keep their form", items_and_headings_keep_their_form },
    { "two texts are held against each other", two_texts_are_held_against_each_other },
    { "a faithful rendering is left alone", a_faithful_rendering_is_left_alone },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_checks[] = { { "checks", open_lexicon, close_lexicon, NULL, NULL, tests }, CU_SUITE_INFO_NULL };
