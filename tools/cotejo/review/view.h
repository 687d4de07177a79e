/* What is put on pages: a finding, a row of the list, sums, help; for a screen or for plain lines. */
#ifndef COTEJO_REVIEW_VIEW_H
#define COTEJO_REVIEW_VIEW_H

#include "list.h"
#include "page.h"

typedef struct view {
    const review_list *list;
    const ct_messages *messages;      /* NULL: English */
    bool        context;              /* two units before and after each place, candidates in full, every place */
    bool        plain;                /* for lines read aloud: no ornament */
    const char *opening, *closing;    /* put around what is marked */
} view;

/** What is said for `english` in the language of the interface: a row of DATA/<language>/review.tsv. */
const char *view_word(const view *v, const char *english);
const char *view_state(const view *v, ct_standing_state state);
/** A sign of one column for a state, " " for one that waits. */
const char *view_sign(ct_standing_state state);
page_style  view_state_style(ct_standing_state state);
page_style  view_severity_style(ct_severity severity);

/** Reasons of a dismissal, chosen by one digit; as they are written to the file. */
enum { VIEW_REASONS = 5 };
extern const char *const view_reasons[VIEW_REASONS];

/** "paper / plan-2025": the documents of a pair. */
void view_pair(const view *v, page *out, page_style style, uint32_t pair);
/** One line: rule, severity, confidence, state, number among those shown, beginning of the fingerprint. */
void view_heading(const view *v, page *out, uint32_t finding, const ct_standing *standing);
/** Message, question, both sides with what is marked, evidence, candidates, others like it, what was said. */
void view_finding(const view *v, page *out, uint32_t finding, const ct_standing *standing, size_t n_alike);
/** One line of the list, as wide as the page. */
void view_row(const view *v, page *out, uint32_t finding, bool current);
/** A table of rules: how many wait, were confirmed …, and how often each was right. `rules` [n_findings] is scratch. */
void view_sums(const view *v, page *out, const char **rules);
/** "187 to decide, 20 confirmed …", or short: "187  ✓20 ✗10 ?5". */
void view_counts(const view *v, char *out, size_t size, bool brief);
/** The filters in force: "rule calque · at least major"; empty when there are none. */
void view_filters(const view *v, char *out, size_t size);

#endif
