/* Bytes that grow. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/buffer.h>

/* Room for `more` bytes and the final NUL. */
static bool reserve(ct_buffer *b, size_t more)
{
    size_t capacity = b->capacity == 0 ? 64 : b->capacity;
    char *bytes;

    if (b->failed)
        return false;
    if (more < b->capacity && b->n < b->capacity - more)
        return true;
    while (capacity <= b->n || capacity - b->n <= more) {
        if (capacity > SIZE_MAX / 2) {
            b->failed = true;
            return false;
        }
        capacity *= 2;
    }
    bytes = realloc(b->bytes, capacity);
    if (bytes == NULL) {
        b->failed = true;
        return false;
    }
    b->bytes = bytes;
    b->capacity = capacity;
    return true;
}

void ct_buffer_add(ct_buffer *b, const void *bytes, size_t len)
{
    if (!reserve(b, len))
        return;
    if (len > 0)
        memcpy(b->bytes + b->n, bytes, len);
    b->n += len;
    b->bytes[b->n] = '\0';
}

void ct_buffer_add_string(ct_buffer *b, const char *string)
{
    ct_buffer_add(b, string, strlen(string));
}

void ct_buffer_add_char(ct_buffer *b, char c)
{
    ct_buffer_add(b, &c, 1);
}

void ct_buffer_printf(ct_buffer *b, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    ct_buffer_vprintf(b, format, args);
    va_end(args);
}

void ct_buffer_vprintf(ct_buffer *b, const char *format, va_list args)
{
    va_list again;
    int len;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    if (len < 0)
        b->failed = true;
    else if (reserve(b, (size_t)len)) {
        vsnprintf(b->bytes + b->n, (size_t)len + 1, format, again);
        b->n += (size_t)len;
    }
    va_end(again);
}

void ct_buffer_truncate(ct_buffer *b, size_t n)
{
    if (n < b->n) {
        b->n = n;
        b->bytes[n] = '\0';
    }
}

void ct_buffer_release(ct_buffer *b)
{
    free(b->bytes);
    *b = (ct_buffer){ 0 };
}
