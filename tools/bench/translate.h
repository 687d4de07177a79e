/* Speed and memory of aligning translations and of learning from them, against a peer if there is one. */
#ifndef COTEJO_TRANSLATE_H
#define COTEJO_TRANSLATE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct translate_options {
    const char *const *sizes;    /* [n_sizes] numbers of sentence pairs, in figures */
    size_t             n_sizes;
    const char        *texts[2]; /* Spanish, English, one sentence a line, line by line; NULL: they are generated */
    const char        *peer;     /* command with {es}, {en} and {both} in it; NULL: none */
    bool               learn;    /* learn from the pairs instead of aligning them */
    size_t             most_peer;/* the peer is not asked for more pairs than that; 0: always */
} translate_options;

/** Measure each size and print one line of a table for it. Every measurement runs in a process of its own.
 *  @return the exit status */
int translate(const translate_options *options);

#endif
