/* JUnit XML: one test case per rule and pair. A rule fails with the findings that gate, is skipped when it could not
 * run, and passes otherwise. Time stamps and host names are fixed, so that the same input gives the same bytes. */
#include <string.h>

#include "../settings.h"
#include "report.h"

enum { MOST_LISTED = 50 };   /* findings told in one failure; the JSON report has all */

/* Escaped for XML 1.0; characters that it does not allow are replaced. */
static void xml(ct_buffer *out, const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++)
        switch (*c) {
        case '<':  ct_buffer_add_string(out, "&lt;"); break;
        case '>':  ct_buffer_add_string(out, "&gt;"); break;
        case '&':  ct_buffer_add_string(out, "&amp;"); break;
        case '"':  ct_buffer_add_string(out, "&quot;"); break;
        default:   ct_buffer_add_char(out, *c < 0x20 && *c != '\n' && *c != '\t' ? '?' : (char)*c);
        }
}

static const char *not_run_reason(const ct_audit *audit, const char *rule)
{
    size_t n;
    const ct_not_run *all = ct_audit_not_run(audit, &n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].rule, rule) == 0)
            return all[i].reason;
    if (ct_settings_off(ct_statements_profile(ct_document_reading_statements(ct_audit_side(audit, CT_SOURCE))), rule))
        return "the profile switches it off";
    return NULL;
}

static bool gates(const ct_report *report, const ct_audit *audit, const ct_finding *all, size_t i, const char *rule)
{
    return strcmp(all[i].rule, rule) == 0 && !ct_report_repeats(report, audit, i)
        && ct_finding_gates(&all[i], ct_report_standing(report, audit, i), report->options);
}

static size_t count_gating(const ct_report *report, const ct_audit *audit, const char *rule)
{
    size_t n, count = 0;
    const ct_finding *all = ct_audit_findings(audit, &n);

    for (size_t i = 0; i < n; i++)
        count += gates(report, audit, all, i, rule);
    return count;
}

static void failure(ct_buffer *out, const ct_report *report, const ct_audit *audit, const char *rule, size_t count)
{
    size_t n, listed = 0;
    const ct_finding *all = ct_audit_findings(audit, &n);

    ct_buffer_printf(out, "      <failure message=\"%zu finding%s\" type=\"%s\">", count, count == 1 ? "" : "s", rule);
    for (size_t i = 0; i < n && listed < MOST_LISTED; i++) {
        const ct_report_document *d;
        if (!gates(report, audit, all, i, rule) || all[i].n_places == 0)
            continue;
        d = ct_report_side(report, audit, all[i].places[0].side);
        xml(out, ct_document_reading_path(d->reading));
        ct_buffer_printf(out, ":%u: ", ct_text_place(d->text, all[i].places[0].span.start).line);
        xml(out, all[i].message);
        ct_buffer_add_char(out, '\n');
        listed++;
    }
    ct_buffer_add_string(out, "</failure>\n");
}

static void test_case(ct_buffer *out, const ct_report *report, const ct_audit *audit, const ct_check *check)
{
    const char *reason = not_run_reason(audit, check->id);
    size_t count = count_gating(report, audit, check->id);

    ct_buffer_printf(out, "    <testcase name=\"%s\" classname=\"", check->id);
    xml(out, ct_document_reading_id(ct_audit_side(audit, CT_TARGET)));
    ct_buffer_add_string(out, "\" time=\"0\">\n");
    if (reason != NULL) {
        ct_buffer_add_string(out, "      <skipped message=\"");
        xml(out, reason);
        ct_buffer_add_string(out, "\"/>\n");
    } else if (count > 0) {
        failure(out, report, audit, check->id, count);
    }
    ct_buffer_add_string(out, "    </testcase>\n");
}

/* What could not be had and is no rule: a dictionary. `out` NULL: only count. */
static size_t shortfalls(ct_buffer *out, const ct_audit *audit)
{
    size_t n, count = 0;
    const ct_not_run *all = ct_audit_not_run(audit, &n);

    for (size_t i = 0; i < n; i++) {
        if (ct_check_find(all[i].rule) != NULL)
            continue;
        count++;
        if (out == NULL)
            continue;
        ct_buffer_add_string(out, "    <testcase name=\"");
        xml(out, all[i].rule);
        ct_buffer_add_string(out, "\" classname=\"cotejo\" time=\"0\">\n      <skipped message=\"");
        xml(out, all[i].reason);
        ct_buffer_add_string(out, "\"/>\n    </testcase>\n");
    }
    return count;
}

static void suite(ct_buffer *out, const ct_report *report, size_t number)
{
    const ct_audit *audit = report->audits[number];
    size_t n, failures = 0, lacking_all = shortfalls(NULL, audit), skipped = lacking_all;
    const ct_check *const *checks = ct_checks(&n);

    for (size_t i = 0; i < n; i++) {
        bool lacking = not_run_reason(audit, checks[i]->id) != NULL;
        skipped += lacking;
        failures += !lacking && count_gating(report, audit, checks[i]->id) > 0;
    }
    ct_buffer_add_string(out, "  <testsuite name=\"");
    xml(out, ct_document_reading_id(ct_audit_side(audit, CT_SOURCE)));
    ct_buffer_add_string(out, " / ");
    xml(out, ct_document_reading_id(ct_audit_side(audit, CT_TARGET)));
    ct_buffer_printf(out, "\" package=\"cotejo\" id=\"%zu\" timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\" "
                     "tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\" time=\"0\">\n    <properties/>\n",
                     number, n + lacking_all, failures, skipped);
    shortfalls(out, audit);
    for (size_t i = 0; i < n; i++)
        test_case(out, report, audit, checks[i]);
    ct_buffer_add_string(out, "    <system-out/>\n    <system-err/>\n  </testsuite>\n");
}

ct_status ct_render_junit(ct_buffer *out, const ct_report *report, ct_error *err)
{
    ct_buffer_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (size_t i = 0; i < report->n_audits; i++)
        suite(out, report, i);
    ct_buffer_add_string(out, "</testsuites>\n");
    return out->failed ? ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the report") : CT_OK;
}
