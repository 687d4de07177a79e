/* Memory that goes all at once, with one string at a time growing in it. Ends the program when there is none left,
 * which a command may and the library may not. */
#ifndef COTEJO_REVIEW_POOL_H
#define COTEJO_REVIEW_POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct pool {
    struct pool_block *top;     /* blocks, newest first */
    char  *growing;             /* [room] the string under way */
    size_t n, room;
} pool;

pool *pool_new(void);
void  pool_free(pool *p);                               /* NULL is allowed */
void *pool_take(pool *p, size_t count, size_t size);    /* zeroed */
char *pool_copy(pool *p, const char *s);                /* NULL becomes "" */

/** Add to the string under way; pool_finish() ends it and begins the next. */
void  pool_grow(pool *p, const char *bytes, size_t n);
void  pool_grow_string(pool *p, const char *s);
char *pool_finish(pool *p);

#endif
