/* Whole files in memory, and safe writing of whole files. */
#ifndef COTEJO_INTERNAL_FILE_H
#define COTEJO_INTERNAL_FILE_H

#include <stddef.h>
#include <stdint.h>

#include <cotejo/status.h>

/** Read a regular file into `*bytes` (malloc'ed, NUL-terminated, the caller frees it).
 *  A directory, FIFO, socket or device is refused; so is a file of more than `max_bytes`. */
ct_status ct_file_read(char **bytes, size_t *len, const char *path, uint64_t max_bytes, ct_error *err);

/** Write beside `path` and rename, so that readers see the old content or the new, never half of it. */
ct_status ct_file_write(const char *path, const void *bytes, size_t len, ct_error *err);

#endif
