/* Blocks of doubling size, taken from the top one. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/arena.h>

typedef struct ct_arena_block {
    struct ct_arena_block *below;
    size_t used, size;      /* of the bytes after this header */
} block;

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

/* Headers are padded so that what follows suits any type. */
#define HEADER ((sizeof(block) + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t))

static void *take_from(block *b, size_t bytes, size_t align)
{
    size_t start = (b->used + align - 1) / align * align;

    if (start > b->size || bytes > b->size - start)
        return NULL;
    b->used = start + bytes;
    return (unsigned char *)b + HEADER + start;
}

static block *new_block(ct_arena *arena, size_t least)
{
    size_t size = arena->top == NULL ? FIRST_BLOCK : arena->top->size * 2;
    block *b;

    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    if (size < least)
        size = least;
    if (size > SIZE_MAX - HEADER)
        return NULL;
    b = calloc(1, HEADER + size);
    if (b == NULL)
        return NULL;
    b->size = size;
    b->below = arena->top;
    arena->top = b;
    arena->bytes += size;
    return b;
}

void *ct_arena_take(ct_arena *arena, size_t count, size_t size, size_t align)
{
    size_t bytes;
    void *p = NULL;

    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    bytes = count * size;
    if (arena->top != NULL)
        p = take_from(arena->top, bytes, align);
    if (p == NULL && new_block(arena, bytes) != NULL)
        p = take_from(arena->top, bytes, align);
    return p;
}

char *ct_arena_copy(ct_arena *arena, const char *bytes, size_t len)
{
    char *copy;

    if (len == SIZE_MAX)
        return NULL;
    copy = ct_arena_take(arena, len + 1, 1, 1);
    if (copy != NULL && len > 0)
        memcpy(copy, bytes, len);
    return copy;
}

char *ct_arena_string(ct_arena *arena, const char *string)
{
    return ct_arena_copy(arena, string, strlen(string));
}

void ct_arena_clear(ct_arena *arena)
{
    block *b = arena->top;

    while (b != NULL) {
        block *below = b->below;
        free(b);
        b = below;
    }
    *arena = (ct_arena){ 0 };
}
