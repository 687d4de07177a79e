/* The past of a set of audits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "past.h"

ct_status past_read(past *p, const char *decisions, const char *baseline, const char *today, const ct_audit *const *audits,
                    size_t n, ct_error *err)
{
    ct_status status = ct_decisions_read(&p->decisions, decisions, err);

    if (status == CT_OK && baseline != NULL)
        status = ct_baseline_read(&p->baseline, &p->n_baseline, baseline, err);
    p->reviews = calloc(n + 1, sizeof *p->reviews);
    if (p->reviews == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "out of memory");
    for (p->n = 0; status == CT_OK && p->n < n; p->n++)
        status = ct_review_of(&p->reviews[p->n], audits[p->n], p->decisions, p->baseline, p->n_baseline, today, err);
    if (status == CT_OK)
        status = ct_reviews_reopen(p->reviews, audits, n, p->decisions, &p->gone, err);
    return status;
}

void past_close(past *p)
{
    for (size_t i = 0; i < p->n; i++)
        ct_review_free(p->reviews[i]);
    free(p->reviews);
    free(p->baseline);
    ct_decisions_free(p->decisions);
}

char *report_name(const ct_audit *audit, ct_format format)
{
    const char *source = ct_document_reading_id(ct_audit_side(audit, CT_SOURCE));
    const char *target = ct_document_reading_id(ct_audit_side(audit, CT_TARGET));
    const char *suffix = ct_format_suffix(format);
    char *name = malloc(strlen(source) + strlen(target) + strlen(suffix) + 4);

    if (name == NULL)
        return NULL;
    sprintf(name, "%s--%s.%s", source, target, suffix);
    for (char *c = name; *c != '\0'; c++)   /* ids are free text: no way out of the folder */
        if (*c == '/')
            *c = '_';
    return name;
}

const char *now_of(char buffer[NOW_BYTES])
{
    struct timespec now;
    struct tm parts;
    char seconds[20];

    if (clock_gettime(CLOCK_REALTIME, &now) != 0 || gmtime_r(&now.tv_sec, &parts) == NULL
        || strftime(seconds, sizeof seconds, "%Y-%m-%dT%H:%M:%S", &parts) != 19)
        return NULL;
    snprintf(buffer, NOW_BYTES, "%s.%06uZ", seconds, (unsigned)(now.tv_nsec / 1000) % 1000000U);
    return buffer;
}
