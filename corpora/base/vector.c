/* Growth of vectors, seen through the header that all of them share. */
#include <stdint.h>
#include <string.h>

#include <cotejo-internal/vector.h>

typedef CT_VECTOR(void) header;

bool ct_vector_grow(void *vector, size_t size)
{
    header h;
    size_t capacity;
    void *items;

    memcpy(&h, vector, sizeof h);
    capacity = h.capacity == 0 ? 16 : h.capacity * 2;
    if (capacity > SIZE_MAX / 2 / size)
        return false;
    items = realloc(h.items, capacity * size);
    if (items == NULL)
        return false;
    h.items = items;
    h.capacity = capacity;
    memcpy(vector, &h, sizeof h);
    return true;
}
