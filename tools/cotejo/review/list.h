/* The findings under review as a list: where each stands, which are shown, which one is looked at. */
#ifndef COTEJO_REVIEW_LIST_H
#define COTEJO_REVIEW_LIST_H

#include "matter.h"

/** Whether somebody should decide: nothing was said, or it no longer holds. */
bool review_waits(ct_standing_state state);

enum { REVIEW_ANY = -1, REVIEW_WAITING = -2, REVIEW_WORDS = 200 };

typedef struct review_filter {
    const char *rule;                  /* NULL: any; one of the matter's */
    int         severity;              /* the least one; REVIEW_ANY */
    int         state;                 /* ct_standing_state; REVIEW_ANY; or REVIEW_WAITING: all that wait */
    uint32_t    pair;                  /* CT_NONE: any */
    char        words[REVIEW_WORDS];   /* as typed; each must occur, in any order, without regard to case and accents */
} review_filter;

typedef struct review_list {
    const review_matter *matter;
    review_filter filter;
    ct_standing_state *states;   /* [n_findings] */
    bool         *marked;        /* [n_findings] */
    uint32_t     *shown;         /* [n_shown] findings that pass the filter */
    size_t        n_shown;
    uint32_t      at;            /* the finding looked at; CT_NONE when there is none at all */
} review_list;

/** All findings shown, the first one looked at. @return false: out of memory */
bool review_list_of(review_list *out, const review_matter *matter);
void review_list_free(review_list *list);

const review_finding *review_list_at(const review_list *list);   /* NULL when nothing is shown */
size_t review_list_position(const review_list *list);            /* of `at` among those shown, from 0 */

/** Apply `filter`. The finding looked at stays if it passes; otherwise the next that does, or the last one.
 *  @return how many are shown */
size_t review_list_filter(review_list *list, const review_filter *filter);
/** Apply the filter again, after states have changed. */
void   review_list_again(review_list *list);
/** Go `steps` on, or back, among those shown, as far as there are any. @return false: it is the last one already */
bool   review_list_step(review_list *list, long steps);
/** Go to the next, or previous (way -1), that waits for a decision. @return false: there is none that way */
bool   review_list_next_open(review_list *list, int way);
/** The first that waits, else the first. */
void   review_list_first_open(review_list *list);
/** Go to a finding, whether it is shown or not: filters that hide it are taken off. */
void   review_list_go(review_list *list, uint32_t finding);
/** The finding by the beginning of its fingerprint, or by its number among those shown ("12"), or by a line
 *  ("37:" or "37:411", the nearest from there on); CT_NONE if there is none. */
uint32_t review_list_find(const review_list *list, const char *wanted);

/** How many of the matter are in each state; of one rule, or of all (NULL). @return all of them */
size_t review_list_count(const review_list *list, const char *rule, size_t counts[CT_STANDING_STATES]);
/** Waiting findings of the same rule, message and evidence, `finding` included, into out[n_findings]. */
size_t review_list_like(const review_list *list, uint32_t finding, uint32_t *out);
/** Marked findings, into out[n_findings]. */
size_t review_list_marked(const review_list *list, uint32_t *out);
/** Rules that the matter's findings are of, sorted, into out[n_findings]. */
size_t review_list_rules(const review_list *list, const char **out);

#endif
