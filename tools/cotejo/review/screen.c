/* The terminal, by ncurses. */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700   /* wide characters */
#endif
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

#include "screen.h"

/* ncurses itself is a state of the whole process; this is which one is ours. */
static SCREEN *ours;
static attr_t attributes[STYLES];
static short  pairs[STYLES];

/* ---- opening ----------------------------------------------------------------------------------------------------- */

/* Every style is told from the others without colour; colour comes on top. */
static void choose_styles(bool colour)
{
    static const attr_t plain[STYLES] = {
        [STYLE_DIM] = A_DIM, [STYLE_STRONG] = A_BOLD, [STYLE_TITLE] = A_UNDERLINE, [STYLE_MARK] = A_REVERSE,
        [STYLE_HIDDEN] = A_REVERSE | A_BOLD, [STYLE_MAJOR] = A_BOLD, [STYLE_CONFIRMED] = A_BOLD, [STYLE_QUERY] = A_BOLD,
        [STYLE_WAIVED] = A_BOLD, [STYLE_CONFLICT] = A_BOLD | A_REVERSE, [STYLE_DISMISSED] = A_BOLD,
    };
    static const short colours[STYLES] = {
        [STYLE_TITLE] = COLOR_CYAN, [STYLE_MARK] = COLOR_YELLOW, [STYLE_HIDDEN] = COLOR_RED, [STYLE_MAJOR] = COLOR_RED,
        [STYLE_MINOR] = COLOR_YELLOW, [STYLE_CONFIRMED] = COLOR_GREEN, [STYLE_DISMISSED] = COLOR_MAGENTA,
        [STYLE_QUERY] = COLOR_CYAN, [STYLE_WAIVED] = COLOR_BLUE, [STYLE_CONFLICT] = COLOR_RED,
    };

    for (short i = 0; i < STYLES; i++) {
        attributes[i] = plain[i];
        pairs[i] = 0;
        if (colour && colours[i] != 0 && init_pair((short)(i + 1), colours[i], -1) == OK)
            pairs[i] = (short)(i + 1);
    }
}

const char *screen_open(bool colour)
{
    const char *term = getenv("TERM");
    bool coloured;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return "this is no terminal; --plain asks line by line";
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        return "the locale is not in UTF-8; try LC_ALL=C.UTF-8 cotejo review …, or --plain";
    if (term == NULL || (ours = newterm(NULL, stdout, stdin)) == NULL)
        return "the terminal's type ($TERM) is not known; --plain asks line by line";
    if (tigetstr("cup") == NULL || tigetstr("cup") == (char *)-1) {
        screen_close();
        return "this terminal cannot place its cursor; --plain asks line by line";
    }
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    set_escdelay(50);
    coloured = colour && has_colors() && start_color() == OK && use_default_colors() == OK;
    choose_styles(coloured);
    return NULL;
}

void screen_close(void)
{
    if (ours == NULL)
        return;
    endwin();
    delscreen(ours);
    ours = NULL;
}

void screen_size(unsigned *rows, unsigned *columns)
{
    *rows = (unsigned)getmaxy(stdscr);
    *columns = (unsigned)getmaxx(stdscr);
}

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

void screen_clear(void)
{
    erase();
}

/* One character. What the C library measures otherwise than ICU would shift the line, and is replaced. */
static void put_glyph(unsigned row, unsigned column, const page_glyph *g, attr_t more)
{
    wchar_t wide[CCHARW_MAX + 1] = { 0 };
    const char *s = g->text;
    mbstate_t state = { 0 };
    cchar_t cell;
    size_t n = mbsrtowcs(wide, &s, CCHARW_MAX, &state);
    int width = n == (size_t)-1 || n == 0 ? -1 : wcwidth(wide[0]);

    if (width != g->width) {
        wide[0] = L'\uFFFD';
        wide[1] = L'\0';
    }
    setcchar(&cell, wide, attributes[g->style] | more, pairs[g->style], NULL);
    mvadd_wch((int)row, (int)column, &cell);
    if (width != g->width && g->width == 2)
        mvaddch((int)row, (int)column + 1, ' ');
}

static unsigned put_line(unsigned row, unsigned column, const page *p, size_t line, attr_t more)
{
    const page_line *l = &p->lines[line];

    for (size_t i = 0; i < l->n; i++) {
        put_glyph(row, column, &p->glyphs[l->first + i], more);
        column += p->glyphs[l->first + i].width;
    }
    return column;
}

void screen_put(unsigned row, unsigned column, const page *p, size_t from, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        move((int)(row + i), (int)column);
        for (unsigned k = 0; k < p->width; k++)
            addch(' ');
        if (from + i < p->n_lines)
            put_line(row + i, column, p, from + i, 0);
    }
}

void screen_bar(unsigned row, const page *p)
{
    unsigned rows, columns, at = put_line(row, 0, p, 0, A_REVERSE);

    screen_size(&rows, &columns);
    attron(A_REVERSE);
    for (move((int)row, (int)at); at < columns; at++)
        addch(' ');
    attroff(A_REVERSE);
}

void screen_line_down(unsigned column, unsigned from, unsigned n)
{
    const page_glyph bar = { .text = "│", .width = 1, .style = STYLE_DIM };

    for (unsigned i = 0; i < n; i++)
        put_glyph(from + i, column, &bar, 0);
}

void screen_show(unsigned row, unsigned column)
{
    unsigned rows, columns;

    screen_size(&rows, &columns);
    if (row < rows) {
        curs_set(1);
        move((int)row, (int)(column < columns ? column : columns - 1));
    } else {
        curs_set(0);
        move((int)rows - 1, 0);
    }
    refresh();
}

/* ---- keys -------------------------------------------------------------------------------------------------------- */

static int function_key(wint_t key)
{
    switch (key) {
    case KEY_ENTER:     return KEY_IS_ENTER;
    case KEY_BACKSPACE: return KEY_IS_ERASE;
    case KEY_DC:        return KEY_IS_DELETE;
    case KEY_UP:        return KEY_IS_UP;
    case KEY_DOWN:      return KEY_IS_DOWN;
    case KEY_LEFT:      return KEY_IS_LEFT;
    case KEY_RIGHT:     return KEY_IS_RIGHT;
    case KEY_HOME:      return KEY_IS_HOME;
    case KEY_END:       return KEY_IS_END;
    case KEY_PPAGE:     return KEY_IS_PAGE_UP;
    case KEY_NPAGE:     return KEY_IS_PAGE_DOWN;
    case KEY_RESIZE:    return KEY_IS_RESIZED;
    default:            return KEY_IS_OTHER;
    }
}

static int character(wint_t key)
{
    switch (key) {
    case '\r': case '\n': return KEY_IS_ENTER;
    case 27:              return KEY_IS_ESCAPE;
    case '\t':            return KEY_IS_TAB;
    case 8: case 127:     return KEY_IS_ERASE;
    default:              return (int)key;
    }
}

int screen_key(int milliseconds)
{
    wint_t key = 0;
    int kind;
    struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

    timeout(milliseconds);
    kind = get_wch(&key);
    if (kind == KEY_CODE_YES)
        return function_key(key);
    if (kind == OK)
        return character(key);
    if (poll(&in, 1, 0) > 0 && (in.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
        return KEY_IS_GONE;
    return KEY_IS_NONE;
}

int screen_run(const char *const *arguments)
{
    int status = -1;
    pid_t child;

    def_prog_mode();
    endwin();
    child = fork();
    if (child == 0) {
        execvp(arguments[0], (char *const *)(void *)arguments);   /* execvp promises not to write to them */
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    reset_prog_mode();
    clearok(stdscr, TRUE);
    return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
