/* The full-screen review: what it looks at, and how it is drawn, asked and told. */
#ifndef COTEJO_REVIEW_DESK_H
#define COTEJO_REVIEW_DESK_H

#include "log.h"
#include "screen.h"
#include "view.h"

typedef enum desk_face { DESK_FINDING, DESK_LIST, DESK_SUMS, DESK_HELP, DESK_FACES } desk_face;

typedef struct desk {
    const review_matter *matter;
    review_list *list;
    review_log  *log;
    view         view;
    desk_face    face;
    size_t       scroll;         /* lines of the body above the window */
    size_t       height;         /* lines of the body in the window, as drawn last … */
    size_t       length;         /* … and lines there are */
    char         message[400];
    bool         alarm;          /* the message is of a failure */
    uint32_t    *picked, *batch; /* [n_findings] scratch: of drawing, of deciding many */
    const char **rules;          /* [n_findings] scratch */
    size_t      *alike;          /* [n_findings] how many say the same and wait; SIZE_MAX: not counted yet */
    page         body, strip;
} desk;

/** @return false: out of memory */
bool desk_of(desk *out, const review_matter *matter, review_list *list, review_log *log, const ct_messages *messages);
void desk_release(desk *d);
/** Take keys until the reviser quits. @return false: the terminal is gone */
bool desk_run(desk *d);

/* ---- drawing (draw.c) -------------------------------------------------------------------------------------------- */

/** Everything but a question under way. */
void desk_draw(desk *d);
/** Draw, and put lines over the lower part of the body: a panel for a question. */
void desk_draw_over(desk *d, const page *panel);
/** Fill a page with every key and what it does (keys.c). */
void desk_help(desk *d, page *out);
bool desk_too_small(void);
bool desk_wide(void);                /* the list has a place of its own beside the finding */
unsigned desk_panel_room(void);      /* lines a panel may have */

void desk_say(desk *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
void desk_fail(desk *d, const ct_error *err);

/* ---- asking (ask.c) ---------------------------------------------------------------------------------------------- */

enum { ASK_BYTES = 1000 };

/** Have a line typed. `line` holds what stands there at first, and the answer. @param choices [n_choices] picked by one
 *  digit while nothing is typed; the line then is the choice @return false: left by Esc */
bool desk_ask(desk *d, const char *title, const char *const *choices, size_t n_choices, char line[ASK_BYTES]);
/** Have one of `n` lines chosen; `*chosen` is where it begins. @return false: left by Esc */
bool desk_choose(desk *d, const char *title, const char *const *lines, size_t n, size_t *chosen);
/** Show findings and have their dismissal agreed to. */
bool desk_agree(desk *d, const uint32_t *findings, size_t n);

/* ---- deciding (act.c) -------------------------------------------------------------------------------------------- */

void desk_decide(desk *d, ct_decision_verdict verdict);   /* asks for what the verdict needs, and goes on to the next */
void desk_note(desk *d);
void desk_severity(desk *d, ct_severity severity);
void desk_dismiss_many(desk *d);
void desk_undo(desk *d);
void desk_open_text(desk *d);

/** "2027-01-31", or "+90" days from `today`, as a date not before it. @return false: it is none */
bool desk_date(char out[11], const char *typed, const char *today);

/** Decisions have changed: numbers that were counted from them no longer hold. */
void desk_changed(desk *d);

#endif
