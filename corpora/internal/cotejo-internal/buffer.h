/* Bytes that grow: for building strings and outputs. */
#ifndef COTEJO_INTERNAL_BUFFER_H
#define COTEJO_INTERNAL_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* { 0 } is ready. After a failure to get memory `failed` is set and further writes do nothing,
 * so that a caller may write much and look once. `bytes` is NUL-terminated once something was written. */
typedef struct ct_buffer { char *bytes; size_t n, capacity; bool failed; } ct_buffer;

void ct_buffer_add(ct_buffer *buffer, const void *bytes, size_t len);
void ct_buffer_add_string(ct_buffer *buffer, const char *string);
void ct_buffer_add_char(ct_buffer *buffer, char c);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void ct_buffer_printf(ct_buffer *buffer, const char *format, ...);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 0)))
#endif
void ct_buffer_vprintf(ct_buffer *buffer, const char *format, va_list args);
void ct_buffer_truncate(ct_buffer *buffer, size_t n);
void ct_buffer_release(ct_buffer *buffer);

#endif
