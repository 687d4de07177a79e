/* No terminal: built without ncurses. */
#include "screen.h"

const char *screen_open(bool colour)
{
    (void)colour;
    return "this cotejo was built without ncurses: install libncurses-dev and build it again, or use --plain";
}

void screen_close(void) {}

void screen_size(unsigned *rows, unsigned *columns)
{
    *rows = 24;
    *columns = 80;
}

void screen_clear(void) {}

void screen_put(unsigned row, unsigned column, const page *p, size_t from, unsigned n)
{
    (void)row, (void)column, (void)p, (void)from, (void)n;
}

void screen_bar(unsigned row, const page *p)
{
    (void)row, (void)p;
}

void screen_line_down(unsigned column, unsigned from, unsigned n)
{
    (void)column, (void)from, (void)n;
}

void screen_show(unsigned row, unsigned column)
{
    (void)row, (void)column;
}

int screen_key(int milliseconds)
{
    (void)milliseconds;
    return KEY_IS_GONE;
}

int screen_run(const char *const *arguments)
{
    (void)arguments;
    return -1;
}
