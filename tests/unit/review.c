/* `cotejo review` without a terminal: the list, its filters and cursor, pages of hostile text, dates, undo. */
#include <stdlib.h>
#include <string.h>

#undef CT_SOURCE   /* the build's name for the source tree; here a side of a pair */
#include "review/desk.h"
#include "unit.h"

/* ---- a matter of five findings ----------------------------------------------------------------------------------- */

static const review_unit es_units[] = {
    { "Promover el comercio.", { 3, 1 }, 0 }, { "Crear un fondo.", { 37, 411 }, 0 }
};
static const char *const sections[] = { "" };
static const review_document es = { "papel", "Papel", "p.txt", "ES", es_units, 2, sections };
static const review_document en = { "plan", "Plan", "q.txt", "EN", NULL, 0, sections };
static const review_pair two[] = { { { &es, &en } }, { { &es, &en } } };
static const review_place trade = { &es, 0, { 3, 10 }, "Promover el comercio.", 9, 20 };
static const review_place fund = { &es, 1, { 37, 411 }, "Crear un fondo.", 0, 0 };
static const char *const same[] = { "seen twice" };

static const review_finding five[] = {
    { .id = "aaaa1111", .rule = "calque", .message = "m", .question = "?", .severity = CT_NEUTRAL, .places = &trade,
      .n_places = 1, .evidence = same, .n_evidence = 1, .folded = "calque\npromover el comercio.\n" },
    { .id = "bbbb2222", .rule = "figure-differs", .message = "m", .question = "?", .severity = CT_MAJOR,
      .places = &fund, .n_places = 1, .folded = "figure-differs\ncrear un fondo de cooperacion.\n" },
    { .id = "cccc3333", .rule = "calque", .message = "m", .question = "?", .severity = CT_NEUTRAL, .evidence = same,
      .n_evidence = 1, .folded = "calque\ncooperacion\n" },
    { .id = "dddd4444", .rule = "calque", .message = "n", .question = "?", .severity = CT_MINOR, .pair = 1,
      .evidence = same, .n_evidence = 1, .folded = "calque\nnada\n" },
    { .id = "eeee5555", .rule = "actor-differs", .message = "m", .question = "?", .severity = CT_CRITICAL, .pair = 1,
      .folded = "actor-differs\n" },
};
static const review_matter matter = { .pairs = two, .n_pairs = 2, .findings = five, .n_findings = 5 };
static const review_filter everything = { .severity = REVIEW_ANY, .state = REVIEW_ANY, .pair = CT_NONE };

static review_list list;

static void set_up(void)    { CU_ASSERT_TRUE_FATAL(review_list_of(&list, &matter)); }
static void tear_down(void) { review_list_free(&list); }

/* ---- the list ---------------------------------------------------------------------------------------------------- */

static void starts_at_the_first_that_waits(void)
{
    list.states[0] = CT_STANDS_CONFIRMED;
    list.states[1] = CT_STANDS_WAIVED;
    review_list_first_open(&list);
    SAME_NUMBER(list.at, 2);
    for (int i = 0; i < 5; i++)
        list.states[i] = CT_STANDS_DISMISSED;
    review_list_first_open(&list);
    SAME_NUMBER(list.at, 0);
}

static void steps_stop_at_both_ends(void)
{
    CU_ASSERT_FALSE(review_list_step(&list, -1));
    CU_ASSERT_TRUE(review_list_step(&list, 3));
    SAME_NUMBER(list.at, 3);
    CU_ASSERT_TRUE(review_list_step(&list, 100));
    SAME_NUMBER(list.at, 4);
    CU_ASSERT_FALSE(review_list_step(&list, 1));
    CU_ASSERT_TRUE(review_list_step(&list, -100));
    SAME_NUMBER(list.at, 0);
}

static void the_next_that_waits_is_open_or_came_back(void)
{
    list.states[1] = CT_STANDS_CONFIRMED;
    list.states[2] = CT_STANDS_REOPENED;
    list.states[3] = CT_STANDS_LAPSED;
    list.states[4] = CT_STANDS_CONFLICT;
    CU_ASSERT_TRUE(review_list_next_open(&list, 1));
    SAME_NUMBER(list.at, 2);
    CU_ASSERT_TRUE(review_list_next_open(&list, 1));
    SAME_NUMBER(list.at, 3);
    CU_ASSERT_FALSE(review_list_next_open(&list, 1));
    SAME_NUMBER(list.at, 3);
    CU_ASSERT_TRUE(review_list_next_open(&list, -1));
    SAME_NUMBER(list.at, 2);
}

static void filters_by_rule_severity_state_pair_and_words(void)
{
    review_filter f = everything;

    f.rule = five[0].rule;
    SAME_NUMBER(review_list_filter(&list, &f), 3);
    f = everything;
    f.severity = CT_MAJOR;
    SAME_NUMBER(review_list_filter(&list, &f), 2);
    f = everything;
    f.pair = 1;
    SAME_NUMBER(review_list_filter(&list, &f), 2);
    list.states[0] = CT_STANDS_DISMISSED;
    list.states[1] = CT_STANDS_LAPSED;
    f = everything;
    f.state = CT_STANDS_DISMISSED;
    SAME_NUMBER(review_list_filter(&list, &f), 1);
    f.state = REVIEW_WAITING;
    SAME_NUMBER(review_list_filter(&list, &f), 4);
    f = everything;
    strcpy(f.words, "Cooperación FONDO");
    SAME_NUMBER(review_list_filter(&list, &f), 1);
    SAME_NUMBER(list.at, 1);
}

static void the_cursor_stays_or_moves_on_when_filtered(void)
{
    review_filter f = everything;

    review_list_step(&list, 1);
    f.rule = five[0].rule;
    review_list_filter(&list, &f);
    SAME_NUMBER(list.at, 2);           /* the next one that passes */
    review_list_filter(&list, &everything);
    SAME_NUMBER(list.at, 2);
    f = everything;
    strcpy(f.words, "nowhere");
    SAME_NUMBER(review_list_filter(&list, &f), 0);
    CU_ASSERT_PTR_NULL(review_list_at(&list));
    CU_ASSERT_FALSE(review_list_step(&list, 1));
    CU_ASSERT_FALSE(review_list_next_open(&list, 1));
    review_list_filter(&list, &everything);
    SAME_NUMBER(list.at, 2);
}

static void going_to_a_hidden_finding_takes_filters_off(void)
{
    review_filter f = everything;

    f.rule = five[0].rule;
    review_list_filter(&list, &f);
    review_list_go(&list, 2);
    SAME_NUMBER(list.n_shown, 3);
    review_list_go(&list, 4);
    SAME_NUMBER(list.n_shown, 5);
    SAME_NUMBER(list.at, 4);
}

static void finds_by_number_line_and_fingerprint(void)
{
    SAME_NUMBER(review_list_find(&list, "2"), 1);
    SAME_NUMBER(review_list_find(&list, "6"), CT_NONE);
    SAME_NUMBER(review_list_find(&list, "0"), CT_NONE);
    SAME_NUMBER(review_list_find(&list, "4:"), 1);
    SAME_NUMBER(review_list_find(&list, "37:411"), 1);
    SAME_NUMBER(review_list_find(&list, "37:412"), CT_NONE);
    SAME_NUMBER(review_list_find(&list, "dddd"), 3);
    SAME_NUMBER(review_list_find(&list, "dd"), CT_NONE);
    SAME_NUMBER(review_list_find(&list, ""), CT_NONE);
}

static void alike_is_same_rule_message_and_evidence(void)
{
    uint32_t out[5];

    SAME_NUMBER(review_list_like(&list, 0, out), 2);
    SAME_NUMBER(out[1], 2);
    list.states[2] = CT_STANDS_CONFIRMED;
    SAME_NUMBER(review_list_like(&list, 0, out), 1);
}

static void counts_by_rule(void)
{
    size_t counts[CT_STANDING_STATES];
    const char *rules[5];

    list.states[3] = CT_STANDS_QUERY;
    SAME_NUMBER(review_list_count(&list, "calque", counts), 3);
    SAME_NUMBER(counts[CT_STANDS_OPEN], 2);
    SAME_NUMBER(counts[CT_STANDS_QUERY], 1);
    SAME_NUMBER(review_list_rules(&list, rules), 3);
    SAME_STRING(rules[0], "actor-differs");
}

static void folding_takes_case_and_accents_off(void)
{
    char *folded = review_fold("Cooperación ÑANDÚ ﬁn");

    SAME_STRING(folded, "cooperacion nandu ﬁn");
    free(folded);
}

/* ---- pages ------------------------------------------------------------------------------------------------------- */

/* Line `i` of `text` flowed into `width` columns, or NULL. The caller frees it. */
static char *flowed(const char *text, unsigned width, unsigned indent, size_t i)
{
    page p = { 0 };
    char *line = NULL;

    page_begin(&p, width);
    page_flow_string(&p, indent, STYLE_PLAIN, text);
    if (i + 1 < p.n_lines)
        line = page_line_text(&p, i);
    for (size_t k = 0; k < p.n_lines; k++) {       /* no line is wider than the page */
        unsigned columns = 0;
        for (size_t g = 0; g < p.lines[k].n; g++)
            columns += p.glyphs[p.lines[k].first + g].width;
        CU_ASSERT_TRUE(columns <= p.width);
    }
    page_free(&p);
    return line;
}

static void check_flow(const char *text, unsigned width, unsigned indent, const char *const *expected, size_t n)
{
    for (size_t i = 0; i <= n; i++) {
        char *line = flowed(text, width, indent, i);
        SAME_STRING(line, i < n ? expected[i] : NULL);
        free(line);
    }
}

static void breaks_lines_at_spaces(void)
{
    static const char *const lines[] = { "one two three four", "  five six seven", "  eight" };

    check_flow("one two three four five six seven eight", 20, 2, lines, 3);
}

static void breaks_words_wider_than_a_line(void)
{
    static const char *const lines[] = { "ab", "  cccccccccccccccccc", "  cccc" };

    check_flow("ab cccccccccccccccccccccc", 20, 2, lines, 3);
}

static void shows_what_would_hide_or_turn_text(void)
{
    static const char *const lines[] = { "a<U+202E>b<U+200B>c<U+001B>[2J<U+009B>m<U+00AD><U+FEFF>" };

    check_flow("a\u202Eb\u200Bc\x1B[2J\xC2\x9Bm\u00AD\uFEFF", 80, 0, lines, 1);
}

static void shows_bytes_that_are_no_utf8(void)
{
    static const char *const lines[] = { "x<FF>y<C0><80>z<ED><A0><80><E2>" };

    check_flow("x\xFFy\xC0\x80z\xED\xA0\x80\xE2", 80, 0, lines, 1);
}

static void counts_columns_of_wide_and_combining_characters(void)
{
    SAME_NUMBER(page_columns("é"), 1);
    SAME_NUMBER(page_columns("e\u0301"), 1);
    SAME_NUMBER(page_columns("中国"), 4);
    SAME_NUMBER(page_columns("ﬁ"), 1);
    SAME_NUMBER(page_columns("\u0301"), 8);                     /* nothing to stand on: its code */
    SAME_NUMBER(page_columns("a\u0301\u0301\u0301\u0301\u0301"), 9);   /* no towers of marks */
    SAME_NUMBER(page_columns("👩\u200D👧"), 2 + 8 + 2);
}

static void cuts_what_does_not_fit(void)
{
    page p = { 0 };
    char *line;

    page_begin(&p, 20);
    page_put(&p, STYLE_PLAIN, "0123456789中国中国中国中国");
    line = page_line_text(&p, 0);
    SAME_STRING(line, "0123456789中国中国…");
    SAME_NUMBER(p.column, 19);
    free(line);
    page_free(&p);
}

static void survives_a_very_long_word(void)
{
    enum { LONG = 1 << 20 };
    char *word = malloc(LONG + 1), *line;

    CU_ASSERT_PTR_NOT_NULL_FATAL(word);
    memset(word, 'w', LONG);
    word[LONG] = '\0';
    line = flowed(word, 80, 2, 3);
    SAME_NUMBER(strlen(line), 80);
    free(line);
    free(word);
}

static bool page_has(const page *p, const char *words)
{
    bool found = false;

    for (size_t i = 0; i < p->n_lines; i++) {
        char *line = page_line_text(p, i);
        found = found || strstr(line, words) != NULL;
        free(line);
    }
    return found;
}

static void a_finding_shows_its_mark_question_and_decisions(void)
{
    const view v = { .list = &list, .opening = ">>", .closing = "<<" };
    view spanish = { .list = &list, .opening = ">>", .closing = "<<" };
    const ct_decision no = { .verdict = CT_DECIDED_DISMISSED, .by = "ana", .reason = "wrong finding" };
    const ct_decision yes = { .verdict = CT_DECIDED_CONFIRMED, .by = "luis" };
    const ct_standing differ = { .decision = &no, .rival = &yes };
    page p = { 0 };
    ct_messages *messages;
    ct_error err;

    CU_ASSERT_EQUAL_FATAL(ct_messages_read(&messages, CT_ES, NULL, &err), CT_OK);
    spanish.messages = messages;
    page_begin(&p, 60);
    view_finding(&v, &p, 0, &differ, 3);
    CU_ASSERT_TRUE(page_has(&p, "ES 3:10"));
    CU_ASSERT_TRUE(page_has(&p, "Promover >>el comercio<<."));
    CU_ASSERT_TRUE(page_has(&p, "evidence   seen twice"));
    CU_ASSERT_TRUE(page_has(&p, "question   ?"));
    CU_ASSERT_TRUE(page_has(&p, "alike      2 more"));
    CU_ASSERT_TRUE(page_has(&p, "confirmed · luis"));
    CU_ASSERT_TRUE(page_has(&p, "dismissed · ana"));
    page_begin(&p, 60);
    view_finding(&spanish, &p, 0, &differ, 1);
    CU_ASSERT_TRUE(page_has(&p, "descartado · ana"));
    CU_ASSERT_TRUE(page_has(&p, "hallazgo erróneo"));
    CU_ASSERT_FALSE(page_has(&p, "iguales"));
    page_free(&p);
    ct_messages_free(messages);
}

/* ---- dates and undo ---------------------------------------------------------------------------------------------- */

static void dates_are_real_and_not_past(void)
{
    char out[11];

    CU_ASSERT_TRUE(desk_date(out, "2027-01-31", "2026-11-21"));
    SAME_STRING(out, "2027-01-31");
    CU_ASSERT_TRUE(desk_date(out, "2026-11-21", "2026-11-21"));
    CU_ASSERT_FALSE(desk_date(out, "2026-11-20", "2026-11-21"));
    CU_ASSERT_FALSE(desk_date(out, "2027-02-29", "2026-11-21"));
    CU_ASSERT_FALSE(desk_date(out, "2027-1-31", "2026-11-21"));
    CU_ASSERT_FALSE(desk_date(out, "tomorrow", "2026-11-21"));
    CU_ASSERT_FALSE(desk_date(out, "", "2026-11-21"));
    CU_ASSERT_TRUE(desk_date(out, "+90", "2026-11-21"));
    SAME_STRING(out, "2027-02-19");
    CU_ASSERT_FALSE(desk_date(out, "+x", "2026-11-21"));
    CU_ASSERT_FALSE(desk_date(out, "-3", "2026-11-21"));
}

static bool any(const char *finding, const void *payload)
{
    (void)finding, (void)payload;
    return true;
}

static void the_newest_is_mine_and_still_stands(void)
{
    const ct_decision lines[] = {
        { .finding = "b", .verdict = CT_DECIDED_CONFIRMED, .by = "ana" },
        { .finding = "a", .verdict = CT_DECIDED_QUERY, .by = "ana" },
        { .finding = "a", .verdict = CT_DECIDED_DISMISSED, .by = "ana" },
        { .finding = "c", .verdict = CT_DECIDED_DISMISSED, .by = "luis" },
        { .finding = "a", .verdict = CT_DECIDED_UNDONE, .by = "ana" },
        { .finding = "a", .verdict = CT_DECIDED_UNDONE, .by = "ana" },
    };

    CU_ASSERT_PTR_EQUAL(review_newest(lines, 4, "ana", any, NULL), &lines[2]);
    CU_ASSERT_PTR_EQUAL(review_newest(lines, 5, "ana", any, NULL), &lines[1]);
    CU_ASSERT_PTR_EQUAL(review_newest(lines, 6, "ana", any, NULL), &lines[0]);
    CU_ASSERT_PTR_EQUAL(review_newest(lines, 6, "luis", any, NULL), &lines[3]);
    CU_ASSERT_PTR_NULL(review_newest(lines, 6, "eva", any, NULL));
    CU_ASSERT_PTR_NULL(review_newest(lines, 0, "ana", any, NULL));
}

static CU_TestInfo tests[] = {
    { "starts at the first that waits", starts_at_the_first_that_waits },
    { "steps stop at both ends", steps_stop_at_both_ends },
    { "the next that waits is open, or came back", the_next_that_waits_is_open_or_came_back },
    { "filters by rule, severity, state, pair and words", filters_by_rule_severity_state_pair_and_words },
    { "the cursor stays, or moves on, when filtered", the_cursor_stays_or_moves_on_when_filtered },
    { "going to a hidden finding takes filters off", going_to_a_hidden_finding_takes_filters_off },
    { "finds by number, line and fingerprint", finds_by_number_line_and_fingerprint },
    { "alike is same rule, message and evidence", alike_is_same_rule_message_and_evidence },
    { "counts by rule", counts_by_rule },
    { "folding takes case and accents off", folding_takes_case_and_accents_off },
    { "breaks lines at spaces", breaks_lines_at_spaces },
    { "breaks words wider than a line", breaks_words_wider_than_a_line },
    { "shows what would hide or turn text", shows_what_would_hide_or_turn_text },
    { "shows bytes that are no UTF-8", shows_bytes_that_are_no_utf8 },
    { "counts columns of wide and combining characters", counts_columns_of_wide_and_combining_characters },
    { "cuts what does not fit", cuts_what_does_not_fit },
    { "survives a very long word", survives_a_very_long_word },
    { "a finding shows its mark, question and decisions", a_finding_shows_its_mark_question_and_decisions },
    { "dates are real and not past", dates_are_real_and_not_past },
    { "the newest is mine and still stands", the_newest_is_mine_and_still_stands },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_review[] = { { "review", NULL, NULL, set_up, tear_down, tests }, CU_SUITE_INFO_NULL };
