/* Open addressing with linear probing; FNV-1a is enough for words. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/intern.h>

static uint32_t hash_of(const char *bytes, size_t len)
{
    uint32_t h = 2166136261u;

    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)bytes[i]) * 16777619u;
    return h;
}

/* The slot that holds the string, or the empty slot where it would go. */
static uint32_t slot_of(const ct_intern *t, const char *bytes, size_t len)
{
    uint32_t mask = t->n_slots - 1;
    uint32_t i = hash_of(bytes, len) & mask;

    while (t->slots[i] != CT_NO_STRING) {
        uint32_t k = t->slots[i];
        if (t->lengths[k] == len && memcmp(t->strings[k], bytes, len) == 0)
            break;
        i = (i + 1) & mask;
    }
    return i;
}

static int grow_slots(ct_intern *t)
{
    uint32_t n = t->n_slots == 0 ? 256 : t->n_slots * 2;
    uint32_t *slots = n < t->n_slots ? NULL : malloc(n * sizeof *slots);

    if (slots == NULL)
        return 0;
    memset(slots, 0xff, n * sizeof *slots);
    free(t->slots);
    t->slots = slots;
    t->n_slots = n;
    for (uint32_t k = 0; k < t->n; k++)
        t->slots[slot_of(t, t->strings[k], t->lengths[k])] = k;
    return 1;
}

static int grow_strings(ct_intern *t)
{
    uint32_t capacity = t->capacity == 0 ? 128 : t->capacity * 2;
    const char **strings = realloc(t->strings, capacity * sizeof *strings);
    uint32_t *lengths;

    if (strings == NULL)
        return 0;
    t->strings = strings;
    lengths = realloc(t->lengths, capacity * sizeof *lengths);
    if (lengths == NULL)
        return 0;
    t->lengths = lengths;
    t->capacity = capacity;
    return 1;
}

uint32_t ct_intern_add(ct_intern *t, const char *bytes, size_t len)
{
    uint32_t slot;

    if (len >= UINT32_MAX || (t->n >= t->n_slots / 2 && !grow_slots(t)))
        return CT_NO_STRING;
    slot = slot_of(t, bytes, len);
    if (t->slots[slot] != CT_NO_STRING)
        return t->slots[slot];
    if (t->n == t->capacity && !grow_strings(t))
        return CT_NO_STRING;
    t->strings[t->n] = ct_arena_copy(&t->arena, bytes, len);
    if (t->strings[t->n] == NULL)
        return CT_NO_STRING;
    t->lengths[t->n] = (uint32_t)len;
    t->slots[slot] = t->n;
    return t->n++;
}

uint32_t ct_intern_find(const ct_intern *t, const char *bytes, size_t len)
{
    return t->n_slots == 0 ? CT_NO_STRING : t->slots[slot_of(t, bytes, len)];
}

void ct_intern_release(ct_intern *t)
{
    ct_arena_clear(&t->arena);
    free(t->strings);
    free(t->lengths);
    free(t->slots);
    *t = (ct_intern){ 0 };
}
