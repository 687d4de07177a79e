/* What every HTML page has: escaping, frame, summary; and the index of a set. */
#include <stdlib.h>
#include <string.h>

#include "html.h"

/* The code point at `s` if it hides or reorders text: controls, zero width, bidirectional. */
static unsigned hidden_at(const unsigned char *s, size_t n, unsigned *code)
{
    if ((s[0] < 0x20 && s[0] != '\n' && s[0] != '\t') || s[0] == 0x7F) {
        *code = s[0];
        return 1;
    }
    if (n >= 2 && s[0] == 0xC2 && (s[1] < 0xA0 || s[1] == 0xAD)) {
        *code = s[1];
        return 2;
    }
    if (n >= 3 && (s[0] == 0xE2 || s[0] == 0xEF)) {
        *code = (unsigned)(s[0] & 0x0F) << 12 | (unsigned)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
        if ((*code >= 0x200B && *code <= 0x200F) || (*code >= 0x2028 && *code <= 0x202E)
            || (*code >= 0x2060 && *code <= 0x2069) || *code == 0xFEFF)
            return 3;
    }
    return 0;
}

void html_text(ct_buffer *out, const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;

    for (size_t i = 0; i < n; ) {
        unsigned code, skip = hidden_at(s + i, n - i, &code);
        if (skip > 0) {
            ct_buffer_printf(out, "<span class=\"control\">U+%04X</span>", code);
            i += skip;
            continue;
        }
        switch (s[i]) {
        case '<': ct_buffer_add_string(out, "&lt;"); break;
        case '>': ct_buffer_add_string(out, "&gt;"); break;
        case '&': ct_buffer_add_string(out, "&amp;"); break;
        case '"': ct_buffer_add_string(out, "&quot;"); break;
        case '\'': ct_buffer_add_string(out, "&#39;"); break;
        default: ct_buffer_add_char(out, text[i]);
        }
        i++;
    }
}

void html_string(ct_buffer *out, const char *s)
{
    html_text(out, s, strlen(s));
}

void html_begin(ct_buffer *out, const char *title)
{
    ct_buffer_add_string(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n<title>");
    html_string(out, title);
    ct_buffer_add_string(out, "</title>\n<style>\n");
    ct_buffer_add_string(out, ct_report_style);
    ct_buffer_add_string(out, "</style>\n</head>\n<body>\n<main>\n<h1>");
    html_string(out, title);
    ct_buffer_add_string(out, "</h1>\n");
}

void html_end(ct_buffer *out)
{
    ct_buffer_add_string(out, "</main>\n<footer class=\"faint\"><p>cotejo " CT_VERSION "</p></footer>\n</body>\n</html>\n");
}

/* ---- summary -------------------------------------------------------------------------------------------------- */

static void tile(ct_buffer *out, size_t n, const char *label)
{
    ct_buffer_printf(out, "<div class=\"tile\"><b>%zu</b>%s</div>\n", n, label);
}

static void finding_rows(ct_buffer *out, const ct_report_counts *c)
{
    for (int class = 0; class < CT_CLASSES; class++) {
        size_t n = 0;
        for (int s = 0; s < CT_SEVERITIES; s++)
            n += c->findings[class][s];
        if (n == 0)
            continue;
        ct_buffer_printf(out, "<tr><th scope=\"row\">%s</th>", ct_class_name((ct_class)class));
        for (int s = CT_SEVERITIES - 1; s >= 0; s--)
            ct_buffer_printf(out, "<td class=\"n\">%zu</td>", c->findings[class][s]);
        ct_buffer_printf(out, "<td class=\"n\">%zu</td></tr>\n", n);
    }
}

static void side_row(ct_buffer *out, const ct_audit *audit, ct_side side, const ct_report_counts *c)
{
    ct_buffer_add_string(out, "<tr><th scope=\"row\">");
    html_string(out, ct_document_reading_id(ct_audit_side(audit, side)));
    ct_buffer_printf(out, "</th><td class=\"n\">%zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td>"
                     "<td class=\"n\">%zu</td></tr>\n", c->units[side], c->commitments[side], c->linked[side],
                     c->unmatched[side], c->set_aside[side]);
}

void html_summary(ct_buffer *out, const ct_report *report, const ct_audit *audit)
{
    ct_report_counts c = ct_report_count(report, audit);
    const char *why = NULL, *kind = ct_pair_kind_name(ct_audit_kind(audit, &why));

    ct_buffer_printf(out, "<p>A %s pair (", kind);
    html_string(out, why);
    ct_buffer_add_string(out, ").</p>\n<div class=\"tiles\">\n");
    tile(out, c.links[CT_LINK_COUNTERPART], "counterparts");
    tile(out, c.links[CT_LINK_PARTIAL], "partial counterparts");
    tile(out, c.unmatched[CT_SOURCE], "source units without");
    tile(out, c.unmatched[CT_TARGET], "target units without");
    tile(out, c.severities[CT_CRITICAL] + c.severities[CT_MAJOR], "major findings");
    tile(out, c.severities[CT_MINOR], "minor findings");
    ct_buffer_add_string(out, "</div>\n<div class=\"scroll\"><table><thead><tr><th>units</th><th class=\"n\">all</th>"
        "<th class=\"n\">commitments</th><th class=\"n\">linked</th><th class=\"n\">without</th><th class=\"n\">set aside</th>"
        "</tr></thead><tbody>\n");
    side_row(out, audit, CT_SOURCE, &c);
    side_row(out, audit, CT_TARGET, &c);
    ct_buffer_add_string(out, "</tbody></table></div>\n");
    if (c.closed > 0)
        ct_buffer_printf(out, "<p class=\"faint\">%zu findings were dismissed or waived and are not shown.</p>\n", c.closed);
    if (c.all == 0)
        return;
    ct_buffer_add_string(out, "<div class=\"scroll\"><table><thead><tr><th>findings</th><th class=\"n\">critical</th>"
        "<th class=\"n\">major</th><th class=\"n\">minor</th><th class=\"n\">neutral</th><th class=\"n\">all</th></tr></thead><tbody>\n");
    finding_rows(out, &c);
    ct_buffer_add_string(out, "</tbody></table></div>\n");
}

void html_not_run(ct_buffer *out, const ct_audit *audit)
{
    size_t n;
    const ct_not_run *all = ct_audit_not_run(audit, &n);

    for (size_t i = 0; i < n; i++) {
        ct_buffer_add_string(out, "<p class=\"warning\" role=\"alert\">Not run: ");
        html_string(out, all[i].rule);
        ct_buffer_add_string(out, ". ");
        html_string(out, all[i].reason);
        ct_buffer_add_string(out, ".</p>\n");
    }
}

/* ---- index ------------------------------------------------------------------------------------------------------ */

static void index_row(ct_buffer *out, const ct_report *report, const ct_audit *audit, const char *file)
{
    ct_report_counts c = ct_report_count(report, audit);

    ct_buffer_add_string(out, "<tr><td><a href=\"");
    html_string(out, file);
    ct_buffer_add_string(out, "\">");
    html_string(out, ct_document_reading_title(ct_audit_side(audit, CT_TARGET)));
    ct_buffer_add_string(out, "</a><div class=\"faint\">");
    html_string(out, ct_document_reading_id(ct_audit_side(audit, CT_SOURCE)));
    ct_buffer_add_string(out, " / ");
    html_string(out, ct_document_reading_id(ct_audit_side(audit, CT_TARGET)));
    ct_buffer_printf(out, "</div></td><td class=\"n\">%zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td>"
                     "<td class=\"n\">%zu</td><td class=\"n\">%zu</td></tr>\n", c.links[CT_LINK_COUNTERPART],
                     c.links[CT_LINK_PARTIAL], c.unmatched[CT_SOURCE], c.unmatched[CT_TARGET],
                     c.severities[CT_CRITICAL] + c.severities[CT_MAJOR], c.severities[CT_MINOR]);
}

ct_status ct_report_index(char **out, size_t *len, const ct_audit *const *audits, const char *const *files,
                          size_t n_audits, const ct_report_options *options, ct_error *err)
{
    const ct_report report = { .audits = audits, .n_audits = n_audits, .options = options };
    ct_buffer b = { 0 };

    *out = NULL;
    *len = 0;
    html_begin(&b, options->title != NULL ? options->title : "cotejo");
    if (n_audits > 0)
        html_not_run(&b, audits[0]);
    ct_buffer_add_string(&b, "<div class=\"scroll\"><table><thead><tr><th>pair</th><th class=\"n\">counterparts</th><th class=\"n\">partial"
        "</th><th class=\"n\">source without</th><th class=\"n\">target without</th><th class=\"n\">major</th><th class=\"n\">minor</th></tr>"
        "</thead><tbody>\n");
    for (size_t i = 0; i < n_audits; i++)
        index_row(&b, &report, audits[i], files[i]);
    ct_buffer_add_string(&b, "</tbody></table></div>\n");
    html_end(&b);
    if (b.failed) {
        ct_buffer_release(&b);
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the index");
    }
    *out = b.bytes;
    *len = b.n;
    return CT_OK;
}
