/* Reports by format. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/file.h>

#include "report.h"

static const struct { const char *name, *suffix; ct_status (*render)(ct_buffer *, const ct_report *, ct_error *); }
formats[CT_FORMATS] = {
    [CT_FORMAT_TEXT]  = { "text",  "txt",   ct_render_text },
    [CT_FORMAT_JSON]  = { "json",  "json",  ct_render_json },
    [CT_FORMAT_HTML]  = { "html",  "html",  ct_render_html },
    [CT_FORMAT_SARIF] = { "sarif", "sarif", ct_render_sarif },
    [CT_FORMAT_JUNIT] = { "junit", "xml",   ct_render_junit },
    [CT_FORMAT_TSV]   = { "tsv",   "tsv",   ct_render_tsv },
};

bool ct_format_parse(const char *name, ct_format *out)
{
    for (int i = 0; i < CT_FORMATS; i++)
        if (strcmp(formats[i].name, name) == 0) {
            *out = (ct_format)i;
            return true;
        }
    return false;
}

const char *ct_format_suffix(ct_format format)
{
    return formats[format].suffix;
}

bool ct_finding_gates(const ct_finding *finding, const ct_standing *standing, const ct_report_options *options)
{
    return options->gates && finding->severity >= options->fail_on
        && (standing == NULL || (ct_standing_open(standing) && !(options->new_only && standing->known)));
}

ct_status ct_report_render(char **out, size_t *len, const ct_audit *const *audits, size_t n_audits,
                           const ct_report_options *options, ct_error *err)
{
    ct_buffer buffer = { 0 };
    ct_report report;
    ct_status status = ct_report_gather(&report, audits, n_audits, options, err);

    *out = NULL;
    *len = 0;
    if (status == CT_OK)
        status = formats[options->format].render(&buffer, &report, err);
    if (status == CT_OK && buffer.failed)
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the report");
    ct_report_release(&report);
    if (status != CT_OK) {
        ct_buffer_release(&buffer);
        return status;
    }
    *out = buffer.bytes;
    *len = buffer.n;
    return CT_OK;
}

ct_status ct_output_write(const char *path, const void *bytes, size_t len, ct_error *err)
{
    return ct_file_write(path, bytes, len, err);
}
