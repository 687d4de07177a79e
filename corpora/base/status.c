/* The words of errors. */
#include <stdarg.h>
#include <stdio.h>

#include <cotejo/status.h>

ct_status ct_fail(ct_error *err, ct_status code, uint64_t byte, const char *format, ...)
{
    if (err != NULL) {
        va_list args;
        va_start(args, format);
        err->code = code;
        err->byte = byte;
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return code;
}

const char *ct_status_text(ct_status status)
{
    static const char *const texts[] = {
#define X(name, text) text,
        CT_STATUS_LIST(X)
#undef X
    };
    return (unsigned)status < CT_STATUS_COUNT ? texts[status] : "unknown status";
}
