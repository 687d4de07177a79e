/* Memory with one lifetime. Not thread-safe: each document has its own. */
#ifndef COTEJO_INTERNAL_ARENA_H
#define COTEJO_INTERNAL_ARENA_H

#include <stdalign.h>
#include <stddef.h>

typedef struct ct_arena { struct ct_arena_block *top; size_t bytes; } ct_arena;   /* { 0 } is ready */

/** `count * size` zeroed bytes; NULL when out of memory or when the product overflows. */
void *ct_arena_take(ct_arena *arena, size_t count, size_t size, size_t align);
/** A NUL-terminated copy of `len` bytes. */
char *ct_arena_copy(ct_arena *arena, const char *bytes, size_t len);
char *ct_arena_string(ct_arena *arena, const char *string);
void  ct_arena_clear(ct_arena *arena);     /* frees everything; usable again */

#define CT_NEW(arena, type)      ((type *)ct_arena_take((arena), 1, sizeof(type), alignof(type)))
#define CT_NEW_N(arena, type, n) ((type *)ct_arena_take((arena), (n), sizeof(type), alignof(type)))

#endif
