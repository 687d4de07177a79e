/* A pool: blocks in a list. */
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

enum { BLOCK = 1 << 16 };

typedef struct pool_block {
    struct pool_block *below;
    size_t used, room;
    alignas(max_align_t) char bytes[];
} pool_block;

static void *or_die(void *p)
{
    if (p == NULL) {
        fputs("cotejo: out of memory\n", stderr);
        exit(5);   /* EXIT_INTERNAL */
    }
    return p;
}

pool *pool_new(void)
{
    return or_die(calloc(1, sizeof(pool)));
}

void *pool_take(pool *p, size_t count, size_t size)
{
    size_t n;
    pool_block *b = p->top;

    if (size > 0 && count > (SIZE_MAX / 2) / size)
        or_die(NULL);
    n = (count * size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    if (b == NULL || b->room - b->used < n) {
        size_t room = n > BLOCK ? n : BLOCK;
        b = or_die(calloc(1, sizeof *b + room));
        b->room = room;
        b->below = p->top;
        p->top = b;
    }
    b->used += n;
    return b->bytes + b->used - n;
}

char *pool_copy(pool *p, const char *s)
{
    size_t n = s == NULL ? 0 : strlen(s);
    char *copy = pool_take(p, n + 1, 1);

    if (n > 0)
        memcpy(copy, s, n);
    return copy;
}

void pool_free(pool *p)
{
    while (p != NULL && p->top != NULL) {
        pool_block *below = p->top->below;
        free(p->top);
        p->top = below;
    }
    if (p != NULL)
        free(p->growing);
    free(p);
}

void pool_grow(pool *p, const char *bytes, size_t n)
{
    if (p->room - p->n < n) {
        p->room = 2 * p->room + n + 64;
        p->growing = or_die(realloc(p->growing, p->room));
    }
    if (n > 0)
        memcpy(p->growing + p->n, bytes, n);
    p->n += n;
}

void pool_grow_string(pool *p, const char *s)
{
    pool_grow(p, s, strlen(s));
}

char *pool_finish(pool *p)
{
    char *copy = pool_take(p, p->n + 1, 1);

    if (p->n > 0)
        memcpy(copy, p->growing, p->n);
    p->n = 0;
    return copy;
}
