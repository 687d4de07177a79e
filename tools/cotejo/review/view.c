/* Findings on pages. */
#include <stdio.h>
#include <string.h>

#include "view.h"

enum { LABEL = 11, COLUMN = 7, PLACES = 4, NEAR_UNITS = 2 };

const char *const view_reasons[VIEW_REASONS] = {
    "wrong finding", "acceptable variant", "fault of the source", "out of scope", "duplicate"
};

const char *view_word(const view *v, const char *english)
{
    return ct_say_as(v->messages, "review", english);
}

/* ---- signs ------------------------------------------------------------------------------------------------------- */

const char *view_state(const view *v, ct_standing_state state)
{
    static const char *const names[CT_STANDING_STATES] = {
        [CT_STANDS_OPEN] = "to decide", [CT_STANDS_REOPENED] = "came back", [CT_STANDS_CONFIRMED] = "confirmed",
        [CT_STANDS_DISMISSED] = "dismissed", [CT_STANDS_QUERY] = "query", [CT_STANDS_WAIVED] = "waived",
        [CT_STANDS_LAPSED] = "waiver passed", [CT_STANDS_CONFLICT] = "conflict",
    };

    return view_word(v, names[state]);
}

const char *view_sign(ct_standing_state state)
{
    switch (state) {
    case CT_STANDS_CONFIRMED: return "✓";
    case CT_STANDS_DISMISSED: return "✗";
    case CT_STANDS_QUERY:     return "?";
    case CT_STANDS_WAIVED:    return "~";
    case CT_STANDS_CONFLICT:  return "!";
    case CT_STANDS_REOPENED: case CT_STANDS_LAPSED: return "+";
    default: return " ";
    }
}

page_style view_state_style(ct_standing_state state)
{
    switch (state) {
    case CT_STANDS_CONFIRMED: return STYLE_CONFIRMED;
    case CT_STANDS_DISMISSED: return STYLE_DISMISSED;
    case CT_STANDS_QUERY:     return STYLE_QUERY;
    case CT_STANDS_WAIVED:    return STYLE_WAIVED;
    case CT_STANDS_CONFLICT: case CT_STANDS_REOPENED: case CT_STANDS_LAPSED: return STYLE_CONFLICT;
    default: return STYLE_STRONG;
    }
}

page_style view_severity_style(ct_severity severity)
{
    return severity >= CT_MAJOR ? STYLE_MAJOR : severity == CT_MINOR ? STYLE_MINOR : STYLE_DIM;
}

static const char *verdict_word(const view *v, ct_decision_verdict verdict)
{
    return view_word(v, ct_decision_verdict_name(verdict));
}

/* ---- one finding ------------------------------------------------------------------------------------------------- */

void view_pair(const view *v, page *out, page_style style, uint32_t pair)
{
    const review_pair *p = &v->list->matter->pairs[pair];

    page_put(out, style, p->sides[CT_SOURCE]->id);
    page_put(out, style, " / ");
    page_put(out, style, p->sides[CT_TARGET]->id);
}

void view_heading(const view *v, page *out, uint32_t finding, const ct_standing *standing)
{
    const review_finding *f = &v->list->matter->findings[finding];
    ct_standing_state state = ct_standing_state_of(standing);
    char begin[64], end[64], confidence[16];

    snprintf(end, sizeof end, " %.8s ── %zu/%zu ──", f->id, review_list_position(v->list) + 1, v->list->n_shown);
    if (v->plain)
        snprintf(end, sizeof end, "· %.8s", f->id);
    snprintf(begin, sizeof begin, v->plain ? "%zu/%zu " : "── ", review_list_position(v->list) + 1, v->list->n_shown);
    snprintf(confidence, sizeof confidence, " · %.0f %% ", (double)f->confidence * 100);
    page_put(out, STYLE_DIM, begin);
    page_put(out, STYLE_STRONG, f->rule);
    page_put(out, STYLE_DIM, " · ");
    page_put(out, view_severity_style(f->severity), view_word(v, ct_severity_name(f->severity)));
    page_put(out, STYLE_DIM, confidence);
    page_put(out, STYLE_DIM, "· ");
    page_put(out, view_state_style(state), view_state(v, state));
    if (v->list->marked[finding]) {
        page_put(out, STYLE_DIM, " · ");
        page_put(out, STYLE_STRONG, view_word(v, "marked"));
    }
    page_put(out, STYLE_DIM, " ");
    if (out->column + page_columns(end) > out->width)
        snprintf(end, sizeof end, "── %zu/%zu ──", review_list_position(v->list) + 1, v->list->n_shown);
    if (!v->plain && out->column + page_columns(end) < out->width)
        page_fill(out, STYLE_DIM, "─", out->width - page_columns(end));
    page_put(out, STYLE_DIM, end);
    page_end_line(out);
}

static void address(page *out, const review_document *d, ct_place at)
{
    char label[64];

    snprintf(label, sizeof label, "%s %u:%u", d->language, at.line, at.column);
    page_put(out, STYLE_STRONG, label);
}

/* Units before or after a place, dimmed. */
static void neighbours(page *out, const review_document *d, size_t from, size_t end)
{
    for (size_t i = from; i < end && i < d->n_units; i++) {
        char label[32];
        snprintf(label, sizeof label, "  %u:%u  ", d->units[i].at.line, d->units[i].at.column);
        page_put(out, STYLE_DIM, label);
        page_flow_string(out, 2, STYLE_DIM, d->units[i].text);
    }
}

static void quotation(const view *v, page *out, const review_place *p)
{
    size_t n = strlen(p->text), mark = p->mark, end = p->mark_end > p->mark ? p->mark_end : n;
    const page_piece pieces[] = {
        { p->text, mark, STYLE_PLAIN },
        { v->opening, strlen(v->opening), STYLE_MARK },
        { p->text + mark, end - mark, STYLE_MARK },
        { v->closing, strlen(v->closing), STYLE_MARK },
        { p->text + end, n - end, STYLE_PLAIN },
    };

    page_put(out, STYLE_STRONG, v->context && mark > 0 ? "▸ " : "  ");   /* a mark at the beginning is sign enough */
    if (p->mark_end > p->mark)
        page_flow(out, 2, pieces, sizeof pieces / sizeof *pieces);
    else
        page_flow_string(out, 2, STYLE_PLAIN, p->text);
}

static void place(const view *v, page *out, const review_place *p)
{
    const review_document *d = p->document;
    const char *section = p->unit == CT_NONE ? "" : d->sections[d->units[p->unit].section];

    address(out, d, p->at);
    if (section[0] != '\0') {
        page_put(out, STYLE_DIM, "  § ");
        page_put(out, STYLE_DIM, section);
    }
    page_end_line(out);
    if (v->context && p->unit != CT_NONE)
        neighbours(out, d, p->unit > NEAR_UNITS ? p->unit - NEAR_UNITS : 0, p->unit);
    quotation(v, out, p);
    if (v->context && p->unit != CT_NONE)
        neighbours(out, d, p->unit + 1, p->unit + 1 + NEAR_UNITS);
}

static void places(const view *v, page *out, const review_finding *f)
{
    size_t shown = v->context || f->n_places <= PLACES + 1 ? f->n_places : PLACES;

    for (size_t i = 0; i < shown; i++)
        place(v, out, &f->places[i]);
    for (size_t i = shown; i < f->n_places; i++) {
        address(out, f->places[i].document, f->places[i].at);
        page_put(out, STYLE_DIM, i + 1 < f->n_places ? " · " : "");
        if (out->column + 16 > out->width)
            page_end_line(out);
    }
    if (shown < f->n_places)
        page_end_line(out);
}

static void label(const view *v, page *out, const char *english)
{
    page_put(out, STYLE_TITLE, english[0] == '\0' ? "" : view_word(v, english));
    page_fill(out, STYLE_PLAIN, " ", LABEL);
}

static void candidates(const view *v, page *out, const review_finding *f)
{
    label(v, out, "near");
    for (size_t i = 0; i < f->n_candidates; i++) {
        const review_candidate *c = &f->candidates[i];
        const review_unit *u = &c->document->units[c->unit];
        char score[32];
        snprintf(score, sizeof score, " (%.2f)", (double)c->score);
        address(out, c->document, u->at);
        page_put(out, STYLE_DIM, score);
        if (v->context) {
            page_put(out, STYLE_PLAIN, " ");
            page_flow_string(out, LABEL, STYLE_DIM, u->text);
            if (i + 1 < f->n_candidates)
                label(v, out, "");
        } else {
            page_put(out, STYLE_DIM, i + 1 < f->n_candidates ? " · " : "");
        }
    }
    if (!v->context)
        page_end_line(out);
}

/* "confirmed until 2027-01-31 · ana: the words" */
static void said(const view *v, page *out, const ct_decision *d, const char *before)
{
    char line[256], until[64] = "";
    const char *reason = d->reason == NULL ? "" : d->reason;
    page_piece pieces[6] = { { line, 0, STYLE_STRONG } };
    size_t n = 1;

    for (int i = 0; i < VIEW_REASONS; i++)
        if (strcmp(reason, view_reasons[i]) == 0)
            reason = view_word(v, reason);
    if (d->until != NULL)
        snprintf(until, sizeof until, " %s %s", view_word(v, "until"), d->until);
    snprintf(line, sizeof line, "%s%s%s%s", before, verdict_word(v, d->verdict), until, d->by[0] != '\0' ? " · " : "");
    pieces[0].n = strlen(line);
    pieces[n++] = (page_piece){ d->by, strlen(d->by), STYLE_PLAIN };
    if (d->severity != NULL) {
        const char *severity = view_word(v, d->severity);
        pieces[n++] = (page_piece){ " · ", strlen(" · "), STYLE_PLAIN };
        pieces[n++] = (page_piece){ severity, strlen(severity), STYLE_PLAIN };
    }
    if (reason[0] != '\0') {
        pieces[n++] = (page_piece){ ": ", 2, STYLE_PLAIN };
        pieces[n++] = (page_piece){ reason, strlen(reason), STYLE_PLAIN };
    }
    label(v, out, "said");
    page_flow(out, LABEL, pieces, n);
}

static void standing_lines(const view *v, page *out, const ct_standing *s)
{
    char before[64];

    if (s == NULL)
        return;
    if (s->former != NULL) {
        snprintf(before, sizeof before, "%s ", view_word(v, "in other words:"));
        said(v, out, s->former, before);
    }
    if (s->rival != NULL)
        said(v, out, s->rival, "");
    if (s->decision != NULL)
        said(v, out, s->decision, "");
}

void view_finding(const view *v, page *out, uint32_t finding, const ct_standing *standing, size_t n_alike)
{
    const review_finding *f = &v->list->matter->findings[finding];
    char line[96];

    page_flow_string(out, 0, STYLE_STRONG, f->message);
    label(v, out, "question");
    page_flow_string(out, LABEL, STYLE_PLAIN, f->question);
    page_end_line(out);
    places(v, out, f);
    page_end_line(out);
    for (size_t i = 0; i < f->n_evidence; i++) {
        label(v, out, i == 0 ? "evidence" : "");
        page_flow_string(out, LABEL, STYLE_PLAIN, f->evidence[i]);
    }
    if (f->n_candidates > 0 && (v->context || f->n_evidence == 0))
        candidates(v, out, f);
    if (n_alike > 1) {
        label(v, out, "alike");
        snprintf(line, sizeof line, view_word(v, "%zu more that wait say the same (D)"), n_alike - 1);
        page_put(out, STYLE_PLAIN, line);
        page_end_line(out);
    }
    standing_lines(v, out, standing);
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

void view_row(const view *v, page *out, uint32_t finding, bool current)
{
    const review_finding *f = &v->list->matter->findings[finding];
    const review_place *p = f->n_places > 0 ? &f->places[0] : NULL;
    ct_standing_state state = v->list->states[finding];
    static const char *const severities[CT_SEVERITIES] = { " ", "·", "M", "C" };
    char where[32] = "";

    if (p != NULL)
        snprintf(where, sizeof where, " %s %u:%u", p->document->language, p->at.line, p->at.column);
    page_put(out, STYLE_STRONG, current ? "▸" : v->list->marked[finding] ? "x" : " ");
    page_put(out, view_state_style(state), view_sign(state));
    page_put(out, view_severity_style(f->severity), severities[f->severity]);
    page_put(out, STYLE_PLAIN, " ");
    page_put(out, current ? STYLE_STRONG : review_waits(state) ? STYLE_PLAIN : STYLE_DIM, f->rule);
    page_fill(out, STYLE_PLAIN, " ", 27);
    page_put(out, STYLE_DIM, where);
    if (p != NULL && out->width > 60) {
        page_fill(out, STYLE_PLAIN, " ", 41);
        page_put(out, STYLE_PLAIN, p->text + (p->mark_end > p->mark ? p->mark : 0));
    }
    page_end_line(out);
}

static void sum_line(const view *v, page *out, const char *title, const char *rule, page_style style)
{
    size_t counts[CT_STANDING_STATES], all = review_list_count(v->list, rule, counts);
    size_t right = counts[CT_STANDS_CONFIRMED], wrong = counts[CT_STANDS_DISMISSED];
    char line[128], precision[16] = "-";

    if (right + wrong > 0)
        snprintf(precision, sizeof precision, "%.2f", (double)right / (double)(right + wrong));
    snprintf(line, sizeof line, "%7zu%7zu%7zu%7zu%7zu%7zu%7s", all,
             counts[CT_STANDS_OPEN] + counts[CT_STANDS_REOPENED] + counts[CT_STANDS_LAPSED], right, wrong,
             counts[CT_STANDS_QUERY], counts[CT_STANDS_WAIVED] + counts[CT_STANDS_CONFLICT], precision);
    page_put(out, style, title);
    page_fill(out, style, " ", 28);
    page_put(out, style, line);
    page_end_line(out);
}

void view_sums(const view *v, page *out, const char **rules)
{
    static const char *const columns[] = { "all", "to do", "✓", "✗", "?", "~!", "right" };
    size_t n = review_list_rules(v->list, rules);

    page_put(out, STYLE_TITLE, view_word(v, "rule"));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const char *word = view_word(v, columns[i]);
        unsigned width = page_columns(word);
        page_fill(out, STYLE_TITLE, " ", 28 + (unsigned)(i + 1) * COLUMN - (width < COLUMN ? width : COLUMN - 1));
        page_put(out, STYLE_TITLE, word);
    }
    page_end_line(out);
    for (size_t i = 0; i < n; i++)
        sum_line(v, out, rules[i], rules[i], STYLE_PLAIN);
    sum_line(v, out, view_word(v, "all"), NULL, STYLE_STRONG);
    page_end_line(out);
    page_flow_string(out, 0, STYLE_DIM, view_word(v, "✓ confirmed  ✗ dismissed  ? query  ~ waived  ! people differ  "
                     "+ came back, or its waiver has passed; right: confirmed of those confirmed or dismissed"));
}

void view_counts(const view *v, char *out, size_t size, bool brief)
{
    size_t c[CT_STANDING_STATES], all = review_list_count(v->list, NULL, c);
    size_t waiting = c[CT_STANDS_OPEN] + c[CT_STANDS_REOPENED] + c[CT_STANDS_LAPSED];

    if (brief)
        snprintf(out, size, "%zu/%zu %s  ✓%zu ✗%zu ?%zu ~%zu%s", waiting, all, view_word(v, "to decide"),
                 c[CT_STANDS_CONFIRMED], c[CT_STANDS_DISMISSED], c[CT_STANDS_QUERY], c[CT_STANDS_WAIVED],
                 c[CT_STANDS_CONFLICT] > 0 ? " !" : "");
    else
        snprintf(out, size, view_word(v, "%zu of %zu to decide; confirmed %zu, dismissed %zu, query %zu, waived %zu, "
                 "in conflict %zu"), waiting, all, c[CT_STANDS_CONFIRMED], c[CT_STANDS_DISMISSED], c[CT_STANDS_QUERY],
                 c[CT_STANDS_WAIVED], c[CT_STANDS_CONFLICT]);
}

/* What is in force, parted by " · ". */
static void join(char *out, size_t size, const char *before, const char *words)
{
    size_t n = strlen(out);

    if (words[0] != '\0')
        snprintf(out + n, size - n, "%s%s%s", n > 0 ? " · " : "", before, words);
}

void view_filters(const view *v, char *out, size_t size)
{
    const review_filter *f = &v->list->filter;

    out[0] = '\0';
    if (f->rule != NULL)
        join(out, size, "", f->rule);
    if (f->severity != REVIEW_ANY)
        join(out, size, "≥ ", view_word(v, ct_severity_name((ct_severity)f->severity)));
    if (f->state != REVIEW_ANY)
        join(out, size, "", f->state == REVIEW_WAITING ? view_word(v, "to decide")
                                                       : view_state(v, (ct_standing_state)f->state));
    if (f->pair != CT_NONE)
        join(out, size, "", v->list->matter->pairs[f->pair].sides[CT_TARGET]->id);
    join(out, size, "/", f->words);
}
