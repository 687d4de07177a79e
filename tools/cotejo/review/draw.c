/* What stands where on the screen:
 *
 *   row 0          the pair, how much is decided, filters          in reverse
 *   row 1          heading of the finding
 *   rows 2 … n-3   the list at the left when the window is wide, and the finding
 *   row n-2        what happened last, or a question
 *   row n-1        the keys                                         in reverse */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "desk.h"

enum { LEAST_ROWS = 16, LEAST_COLUMNS = 60, WIDE = 120, LIST = 42, TOP = 2, BOTTOM = 2 };

void desk_say(desk *d, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(d->message, sizeof d->message, format, args);
    va_end(args);
    d->alarm = false;
}

void desk_fail(desk *d, const ct_error *err)
{
    desk_say(d, "%s: %s", view_word(&d->view, "NOT RECORDED"), err->message);
    d->alarm = true;
}

bool desk_too_small(void)
{
    unsigned rows, columns;

    screen_size(&rows, &columns);
    return rows < LEAST_ROWS || columns < LEAST_COLUMNS;
}

bool desk_wide(void)
{
    unsigned rows, columns;

    screen_size(&rows, &columns);
    return columns >= WIDE;
}

unsigned desk_panel_room(void)
{
    unsigned rows, columns;

    screen_size(&rows, &columns);
    return rows - TOP - BOTTOM - 2;
}

/* ---- bars -------------------------------------------------------------------------------------------------------- */

static void draw_title(desk *d, unsigned columns)
{
    page *p = &d->strip;
    char counts[128], filters[REVIEW_WORDS + 200];
    const review_finding *f = review_list_at(d->list);
    unsigned end;

    page_begin(p, columns);
    page_put(p, STYLE_PLAIN, " ");
    if (f != NULL)
        view_pair(&d->view, p, STYLE_STRONG, f->pair);
    else
        page_put(p, STYLE_STRONG, "cotejo review");
    view_counts(&d->view, counts, sizeof counts, true);
    view_filters(&d->view, filters, sizeof filters);
    if (filters[0] != '\0') {
        page_put(p, STYLE_PLAIN, "  [");
        page_put(p, STYLE_PLAIN, filters);
        page_put(p, STYLE_PLAIN, "]");
    }
    end = page_columns(counts) + 1;
    while (p->column + end + 1 > columns && p->lines[0].n > 0)   /* the counts stay, whatever the names are */
        p->column -= p->glyphs[--p->lines[0].n].width;
    p->n_glyphs = p->lines[0].n;
    page_fill(p, STYLE_PLAIN, " ", columns - end);
    page_put(p, STYLE_PLAIN, counts);
    screen_bar(0, p);
}

static void draw_keys(desk *d, unsigned rows, unsigned columns)
{
    page_begin(&d->strip, columns);
    page_put(&d->strip, STYLE_PLAIN, " ");
    page_put(&d->strip, STYLE_PLAIN, view_word(&d->view,
             "a confirm  d dismiss  q query  c note  w waive  u undo  j k n  ? keys  Q quit"));
    if (desk_wide()) {
        page_put(&d->strip, STYLE_PLAIN, "  ");
        page_put(&d->strip, STYLE_PLAIN, view_word(&d->view,
                 "/ search  r S t p filter  + context  x D many  Tab list"));
    }
    screen_bar(rows - 1, &d->strip);
}

static void draw_message(desk *d, unsigned rows, unsigned columns)
{
    bool more = d->length > d->scroll + d->height;
    const char *below = view_word(&d->view, "more below: Space");

    page_begin(&d->strip, columns);
    page_put(&d->strip, d->alarm ? STYLE_CONFLICT : STYLE_PLAIN, " ");
    page_put(&d->strip, d->alarm ? STYLE_CONFLICT : STYLE_PLAIN, d->message);
    if (more && d->strip.column + page_columns(below) + 4 < columns) {
        page_fill(&d->strip, STYLE_PLAIN, " ", columns - page_columns(below) - 3);
        page_put(&d->strip, STYLE_DIM, "↓ ");
        page_put(&d->strip, STYLE_DIM, below);
    }
    screen_put(rows - 2, 0, &d->strip, 0, 1);
}

/* ---- body -------------------------------------------------------------------------------------------------------- */

static void draw_list(desk *d, unsigned column, unsigned width, unsigned n)
{
    size_t at = review_list_position(d->list), all = d->list->n_shown, first = at > n / 2 ? at - n / 2 : 0;

    if (first + n > all)
        first = all > n ? all - n : 0;
    page_begin(&d->strip, width);
    for (size_t i = first; i < all && i < first + n; i++)
        view_row(&d->view, &d->strip, d->list->shown[i], i == at);
    screen_put(TOP, column, &d->strip, 0, n);
}

static size_t alike(desk *d, uint32_t finding)
{
    if (d->alike[finding] == SIZE_MAX)
        d->alike[finding] = review_list_like(d->list, finding, d->picked);
    return d->alike[finding];
}

static void compose(desk *d, unsigned width)
{
    const review_finding *f = review_list_at(d->list);

    page_begin(&d->body, width);
    if (d->face == DESK_SUMS)
        view_sums(&d->view, &d->body, d->rules);
    else if (d->face == DESK_HELP)
        desk_help(d, &d->body);
    else if (f == NULL)
        page_flow_string(&d->body, 0, STYLE_STRONG, view_word(&d->view, d->matter->n_findings == 0 ? "no finding at all"
                                                              : "nothing is shown: Esc takes the filters off"));
    else
        view_finding(&d->view, &d->body, d->list->at, review_log_standing(d->log, f), alike(d, d->list->at));
}

static void draw_heading(desk *d, unsigned column, unsigned width)
{
    const review_finding *f = review_list_at(d->list);

    page_begin(&d->strip, width);
    if (f != NULL)
        view_heading(&d->view, &d->strip, d->list->at, review_log_standing(d->log, f));
    screen_put(1, column, &d->strip, 0, 1);
}

static void draw_body(desk *d, unsigned rows, unsigned columns)
{
    unsigned n = rows - TOP - BOTTOM, left = 0, width = columns < 110 ? columns : columns - columns / 12;

    if (d->face == DESK_LIST && !desk_wide()) {
        draw_heading(d, 0, columns);
        d->height = n;
        d->length = 0;
        draw_list(d, 0, columns, n);
        return;
    }
    if (desk_wide() && d->face != DESK_SUMS && d->face != DESK_HELP) {
        draw_list(d, 0, LIST, n);
        screen_line_down(LIST, 1, n + 1);
        left = LIST + 2;
        width = columns - left;
    }
    if (d->face != DESK_SUMS && d->face != DESK_HELP)
        draw_heading(d, left, columns - left);
    compose(d, width - (left == 0 ? 1 : 0));
    d->height = n;
    d->length = d->body.n_lines - 1;
    if (d->scroll + n > d->length)
        d->scroll = d->length > n ? d->length - n : 0;
    screen_put(TOP, left, &d->body, d->scroll, n);
}

static void draw(desk *d, unsigned rows, unsigned columns)
{
    screen_clear();
    if (desk_too_small()) {
        page_begin(&d->strip, columns);
        page_flow_string(&d->strip, 0, STYLE_PLAIN, view_word(&d->view,
                         "the window is too small: 60 columns and 16 lines at least"));
        screen_put(0, 0, &d->strip, 0, rows < 4 ? rows : 4);
        return;
    }
    draw_body(d, rows, columns);
    draw_title(d, columns);
    draw_message(d, rows, columns);
    draw_keys(d, rows, columns);
}

void desk_draw(desk *d)
{
    unsigned rows, columns;

    screen_size(&rows, &columns);
    draw(d, rows, columns);
    screen_show(rows, 0);
}

void desk_draw_over(desk *d, const page *panel)
{
    unsigned rows, columns, n = (unsigned)panel->n_lines - 1;

    screen_size(&rows, &columns);
    draw(d, rows, columns);
    if (desk_too_small())
        return;
    n = n > rows - TOP - BOTTOM - 1 ? rows - TOP - BOTTOM - 1 : n;
    page_begin(&d->strip, columns);
    page_fill(&d->strip, STYLE_DIM, "─", columns);
    screen_put(rows - BOTTOM - n - 1, 0, &d->strip, 0, 1);
    screen_put(rows - BOTTOM - n, 0, panel, 0, n);
}
