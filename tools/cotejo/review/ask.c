/* Questions at the foot of the screen: a line typed, one of several lines, yes or no. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"

/* ---- a line ------------------------------------------------------------------------------------------------------ */

typedef struct field {
    char  *text;      /* [ASK_BYTES] */
    size_t n, at;     /* bytes; the cursor's place */
} field;

static size_t before(const field *f)
{
    size_t i = f->at;

    while (i > 0 && ((unsigned char)f->text[--i] & 0xC0) == 0x80)
        ;
    return i;
}

static size_t after(const field *f)
{
    size_t i = f->at;

    while (i < f->n && ((unsigned char)f->text[++i] & 0xC0) == 0x80)
        ;
    return i;
}

static void take_out(field *f, size_t from, size_t end)
{
    memmove(f->text + from, f->text + end, f->n - end + 1);
    f->n -= end - from;
    f->at = from;
}

static void put_in(field *f, int c)
{
    static const int leads[] = { 0, 0xC0, 0xE0, 0xF0 };
    char bytes[4];
    size_t n = 0;

    if (c < ' ' || c > 0x10FFFF || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c <= 0xDFFF))
        return;
    if (c < 0x80) {
        bytes[n++] = (char)c;
    } else {
        int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        bytes[n++] = (char)(leads[more] | c >> 6 * more);
        while (more-- > 0)
            bytes[n++] = (char)(0x80 | (c >> 6 * more & 0x3F));
    }
    if (f->n + n >= ASK_BYTES)
        return;
    memmove(f->text + f->at + n, f->text + f->at, f->n - f->at + 1);
    memcpy(f->text + f->at, bytes, n);
    f->n += n;
    f->at += n;
}

static void edit(field *f, int key)
{
    switch (key) {
    case KEY_IS_LEFT: case 2: f->at = before(f); return;             /* Ctrl-B … as shells have it */
    case KEY_IS_RIGHT: case 6: f->at = after(f); return;
    case KEY_IS_HOME: case 1: f->at = 0; return;
    case KEY_IS_END: case 5: f->at = f->n; return;
    case KEY_IS_ERASE:       take_out(f, before(f), f->at); return;
    case KEY_IS_DELETE: case 4: {
        size_t end = after(f), at = f->at;
        take_out(f, at, end);
        return;
    }
    case 21: take_out(f, 0, f->at); return;                          /* Ctrl-U: all before the cursor */
    case 11: f->n = f->at; f->text[f->n] = '\0'; return;             /* Ctrl-K: all after it */
    case 23: {                                                       /* Ctrl-W: the word before it */
        size_t from = f->at;
        while (from > 0 && f->text[from - 1] == ' ')
            from--;
        while (from > 0 && f->text[from - 1] != ' ')
            from--;
        take_out(f, from, f->at);
        return;
    }
    default: put_in(f, key);
    }
}

/* The line in the message row, as much of its end before the cursor as there is room for. */
static void draw_field(desk *d, const char *title, const field *f)
{
    unsigned rows, columns, at;
    page *p = &d->strip;
    size_t from = 0;
    char left[ASK_BYTES];

    screen_size(&rows, &columns);
    page_begin(p, columns);
    page_put(p, STYLE_STRONG, " ");
    page_put(p, STYLE_STRONG, title);
    page_put(p, STYLE_STRONG, ": ");
    for (;;) {
        memcpy(left, f->text + from, f->at - from);
        left[f->at - from] = '\0';
        if (from == f->at || p->column + page_columns(left) + 1 < columns)
            break;
        from++;
        while (from < f->at && ((unsigned char)f->text[from] & 0xC0) == 0x80)
            from++;
    }
    at = p->column + page_columns(left);
    page_put(p, STYLE_PLAIN, f->text + from);
    screen_put(rows - 2, 0, p, 0, 1);
    screen_show(rows - 2, at);
}

bool desk_ask(desk *d, const char *title, const char *const *choices, size_t n_choices, char line[ASK_BYTES])
{
    field f = { .text = line, .n = strlen(line), .at = strlen(line) };
    page panel = { 0 };
    bool kept = false;

    d->message[0] = '\0';
    for (;;) {
        unsigned rows, columns;
        int key;
        screen_size(&rows, &columns);
        page_begin(&panel, columns);
        for (size_t i = 0; i < n_choices; i++) {
            const char digit[] = { ' ', ' ', (char)('1' + i), ' ', ' ', '\0' };
            page_put(&panel, STYLE_STRONG, digit);
            page_put(&panel, STYLE_PLAIN, view_word(&d->view, choices[i]));
            page_end_line(&panel);
        }
        page_put(&panel, STYLE_DIM, "  ");
        page_put(&panel, STYLE_DIM, view_word(&d->view, "Enter keeps, Esc leaves"));
        page_end_line(&panel);
        desk_draw_over(d, &panel);
        draw_field(d, title, &f);
        key = screen_key(-1);
        if (key == KEY_IS_ESCAPE || key == KEY_IS_GONE)
            break;
        if (f.n == 0 && key >= '1' && key < '1' + (int)n_choices) {
            snprintf(line, ASK_BYTES, "%s", choices[key - '1']);
            kept = true;
            break;
        }
        if (key == KEY_IS_ENTER) {
            kept = true;
            break;
        }
        if (key != KEY_IS_RESIZED)
            edit(&f, key);
    }
    page_free(&panel);
    return kept;
}

/* ---- one of several ---------------------------------------------------------------------------------------------- */

static void draw_choice(desk *d, page *panel, const char *title, const char *const *lines, size_t n, size_t at)
{
    unsigned rows, columns, room = desk_panel_room() - 2;
    size_t first = at >= room ? at - room + 1 : 0;

    screen_size(&rows, &columns);
    page_begin(panel, columns);
    page_put(panel, STYLE_TITLE, title);
    page_end_line(panel);
    for (size_t i = first; i < n && i < first + room; i++) {
        page_put(panel, STYLE_STRONG, i == at ? " ▸ " : "   ");
        page_put(panel, i == at ? STYLE_MARK : STYLE_PLAIN, lines[i]);
        page_end_line(panel);
    }
    desk_draw_over(d, panel);
    screen_show(rows, 0);
}

bool desk_choose(desk *d, const char *title, const char *const *lines, size_t n, size_t *chosen)
{
    page panel = { 0 };
    size_t at = *chosen < n ? *chosen : 0;
    int key = KEY_IS_NONE;

    d->message[0] = '\0';
    while (key != KEY_IS_ENTER && key != KEY_IS_ESCAPE && key != KEY_IS_GONE) {
        if (desk_too_small())
            desk_draw(d);
        else
            draw_choice(d, &panel, title, lines, n, at);
        key = screen_key(-1);
        if (key == 'j' || key == KEY_IS_DOWN)
            at = at + 1 < n ? at + 1 : at;
        else if (key == 'k' || key == KEY_IS_UP)
            at = at > 0 ? at - 1 : 0;
        else if (key == KEY_IS_PAGE_DOWN)
            at = at + 10 < n ? at + 10 : n - 1;
        else if (key == KEY_IS_PAGE_UP)
            at = at > 10 ? at - 10 : 0;
        else if (key == KEY_IS_HOME)
            at = 0;
        else if (key == KEY_IS_END)
            at = n - 1;
    }
    page_free(&panel);
    *chosen = at;
    return key == KEY_IS_ENTER;
}

/* ---- yes or no --------------------------------------------------------------------------------------------------- */

bool desk_agree(desk *d, const uint32_t *findings, size_t n)
{
    page panel = { 0 };
    char line[120];
    int key;

    do {
        unsigned rows, columns, room = desk_panel_room() - 3;
        screen_size(&rows, &columns);
        page_begin(&panel, columns);
        for (size_t i = 0; i < n && i < room; i++)
            view_row(&d->view, &panel, findings[i], false);
        if (n > room) {
            snprintf(line, sizeof line, view_word(&d->view, "… and %zu more"), n - room);
            page_put(&panel, STYLE_DIM, line);
            page_end_line(&panel);
        }
        snprintf(line, sizeof line, view_word(&d->view, "Dismiss all %zu? y or n"), n);
        desk_say(d, "%s", line);
        desk_draw_over(d, &panel);
        screen_show(rows, 0);
        key = screen_key(-1);
    } while (key == KEY_IS_RESIZED || key == KEY_IS_NONE);
    page_free(&panel);
    d->message[0] = '\0';
    return key == 'y' || key == 'Y' || key == 's' || key == 'S';   /* sí */
}
