/* How cost grows with length. */
#ifndef COTEJO_SCALE_H
#define COTEJO_SCALE_H

#include <stddef.h>

/** Generate two texts of `n` statements each, read, link and audit them, and print what it took.
 *  @param keep folder where the texts are left for a look; NULL: they are removed
 *  @return the exit status */
int scale(size_t n, const char *keep);

#endif
