/* Arrays that grow. A vector is a struct of CT_VECTOR(T); all zero is ready. */
#ifndef COTEJO_INTERNAL_VECTOR_H
#define COTEJO_INTERNAL_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#define CT_VECTOR(T) struct { T *items; size_t n, capacity; }

/** Make room for at least one further item of `size` bytes in a CT_VECTOR; false when out of memory, nothing changed. */
bool ct_vector_grow(void *vector, size_t size);

/* Append a value; false when out of memory. */
#define ct_push(v, ...)                                                             \
    ((v)->n < (v)->capacity || ct_vector_grow((v), sizeof *(v)->items)              \
         ? ((v)->items[(v)->n++] = (__VA_ARGS__), true) : false)

#define ct_vector_release(v) (free((v)->items), (v)->items = NULL, (v)->n = (v)->capacity = 0)

#endif
