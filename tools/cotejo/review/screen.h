/* The one door to the terminal: pages put at a place, keys taken one at a time. Two of it are built: on ncurses
 * (screen.c), and where there is none (screen_none.c). */
#ifndef COTEJO_REVIEW_SCREEN_H
#define COTEJO_REVIEW_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "page.h"

/** What screen_key() gives besides characters. */
enum screen_key {
    KEY_IS_NONE = -1,         /* nobody typed in time */
    KEY_IS_GONE = -2,         /* the terminal is gone */
    KEY_IS_ENTER = 0x110000, KEY_IS_ESCAPE, KEY_IS_TAB, KEY_IS_ERASE, KEY_IS_DELETE, KEY_IS_UP, KEY_IS_DOWN,
    KEY_IS_LEFT, KEY_IS_RIGHT, KEY_IS_HOME, KEY_IS_END, KEY_IS_PAGE_UP, KEY_IS_PAGE_DOWN, KEY_IS_RESIZED, KEY_IS_OTHER
};

/** Take the terminal over. @param colour use it if there is any
 *  @return NULL, or why that is not possible and what to do (a sentence without its full stop) */
const char *screen_open(bool colour);
void screen_close(void);                  /* gives the terminal back as it was; may be called twice */
void screen_size(unsigned *rows, unsigned *columns);

void screen_clear(void);
/** Lines from..from+n of a page at row and column; what they do not cover of `n` rows is made empty. */
void screen_put(unsigned row, unsigned column, const page *p, size_t from, unsigned n);
/** A row in reverse from end to end: the page's first line. */
void screen_bar(unsigned row, const page *p);
void screen_line_down(unsigned column, unsigned from, unsigned n);   /* a vertical line */
/** Show all that was put; the cursor at row and column, or hidden when row is the number of rows. */
void screen_show(unsigned row, unsigned column);

/** The next key: a character or an enum screen_key. @param milliseconds < 0: as long as it takes */
int  screen_key(int milliseconds);

/** Run a command on the terminal, and take it over again. @return its exit status, -1 if it could not be run */
int  screen_run(const char *const *arguments);

#endif
