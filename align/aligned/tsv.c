/* Pairs one a line: source, tab, target. */
#include <string.h>

#include <cotejo-internal/chars.h>

#include "aligned.h"

/* The end of the field that begins at `at`. */
static uint32_t field_end(const char *bytes, uint32_t at, uint32_t end)
{
    const char *tab = memchr(bytes + at, '\t', end - at);

    return tab == NULL ? end : (uint32_t)(tab - bytes);
}

ct_status ct_read_tsv(ct_paired *p, ct_error *err)
{
    size_t len, lonely = 0;
    const char *bytes = ct_text_bytes(p->text, &len);
    bool ok = true;

    for (uint32_t at = 0; ok && at < len;) {
        const char *newline = memchr(bytes + at, '\n', len - at);
        uint32_t end = newline == NULL ? (uint32_t)len : (uint32_t)(newline - bytes), stop = end, tab;
        if (stop > at && bytes[stop - 1] == '\r')
            stop--;
        tab = field_end(bytes, at, stop);
        if (tab == stop && ct_span_trim(bytes, (ct_span){ at, stop }).end > ct_span_trim(bytes, (ct_span){ at, stop }).start)
            lonely++;
        if (tab < stop)
            ok = ct_paired_add(p, (ct_span){ at, tab }, (ct_span){ tab + 1, field_end(bytes, tab + 1, stop) });
        at = end + 1;
    }
    if (ok && lonely > 0)
        ok = ct_paired_remark(p, "%zu lines without a tab are no pairs and were left out", lonely);
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the pairs of a file");
}
