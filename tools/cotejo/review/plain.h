/* The review without a screen: a finding, a question, an answer; for screen readers, slow lines, and pipes. */
#ifndef COTEJO_REVIEW_PLAIN_H
#define COTEJO_REVIEW_PLAIN_H

#include <stdio.h>

#include "log.h"

/** Ask of one finding after the other until there is none, no answer, or "Q".
 *  @return false: standard output could not be written */
bool plain_run(FILE *in, FILE *out, const review_matter *matter, review_list *list, review_log *log,
               const ct_messages *messages);

#endif
