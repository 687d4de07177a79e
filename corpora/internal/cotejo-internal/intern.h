/* A set of strings in which each has a number: first come, first numbered, so the order is the same every run. */
#ifndef COTEJO_INTERNAL_INTERN_H
#define COTEJO_INTERNAL_INTERN_H

#include <stdint.h>
#include <stddef.h>

#include <cotejo-internal/arena.h>

#define CT_NO_STRING UINT32_MAX

/* { 0 } is ready. Strings live in the table's own arena. */
typedef struct ct_intern {
    ct_arena     arena;
    const char **strings;    /* [n] NUL-terminated */
    uint32_t    *lengths;    /* [n] bytes */
    uint32_t     n, capacity;
    uint32_t    *slots;      /* [n_slots] open addressing */
    uint32_t     n_slots;
} ct_intern;

/** The number of a string, given now if it is new; CT_NO_STRING when out of memory. */
uint32_t ct_intern_add(ct_intern *table, const char *bytes, size_t len);
/** The number of a string; CT_NO_STRING if it is not in the table. */
uint32_t ct_intern_find(const ct_intern *table, const char *bytes, size_t len);
void     ct_intern_release(ct_intern *table);

#endif
