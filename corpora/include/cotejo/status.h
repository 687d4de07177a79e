/* How cotejo's functions say that something went wrong. */
#ifndef COTEJO_STATUS_H
#define COTEJO_STATUS_H

#include <stdint.h>

#define CT_STATUS_LIST(X)                              \
    X(OK,       "no error")                            \
    X(NOMEM,    "out of memory")                       \
    X(IO,       "cannot read or write")                \
    X(ENCODING, "bytes do not fit the encoding")       \
    X(FORMAT,   "content does not follow its format")  \
    X(LIMIT,    "input exceeds a stated limit")        \
    X(MISSING,  "something needed is not there")       \
    X(USAGE,    "an argument is not valid")

typedef enum ct_status {
#define X(name, text) CT_##name,
    CT_STATUS_LIST(X)
#undef X
    CT_STATUS_COUNT
} ct_status;

#define CT_NO_OFFSET UINT64_MAX

/** What went wrong, filled by whoever knew most about it. */
typedef struct ct_error {
    ct_status code;
    uint64_t  byte;          /* offset in the file on disk, or CT_NO_OFFSET */
    char      message[480];  /* one line, lower case, no full stop, the subject quoted */
} ct_error;

/** Fill `err` (may be NULL) and return `code`, so that failing is one line. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
ct_status ct_fail(ct_error *err, ct_status code, uint64_t byte, const char *format, ...);

/** The sentence that belongs to a status; never NULL. */
const char *ct_status_text(ct_status status);

#endif
