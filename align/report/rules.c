/* The catalogue of rules as JSON and as a page. */
#include <string.h>

#include <jansson.h>

#include <cotejo/catalogue.h>

#include "html.h"

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static json_t *pair_object(const char *const sides[CT_LANGUAGES])
{
    return sides[CT_ES] == NULL ? json_null() : json_pack("{s:s, s:s}", "es", sides[CT_ES], "en", sides[CT_EN]);
}

static json_t *precision_object(const ct_catalogue_page *page)
{
    double low, high;

    if (page->n_judged == 0)
        return json_null();
    ct_share_interval(page->n_right, page->n_judged, &low, &high);
    return json_pack("{s:i, s:i, s:[f, f], s:s}", "right", (int)page->n_right, "judged", (int)page->n_judged,
                     "interval", low, high, "on", page->judged_on);
}

static json_t *rule_object(const ct_catalogue *c, const ct_check *check, const ct_messages *m)
{
    static const char *const scopes[] = { "all", "documents", "aligned" };
    const ct_catalogue_page *page = ct_catalogue_page_of(c, check);

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o}", "id", check->id,
                     "class", ct_class_name(check->class), "severity", ct_severity_name(ct_catalogue_severity(c, check)),
                     "scope", scopes[check->scope], "mqm", ct_check_mqm(check), "its", ct_check_its(check),
                     "summary", ct_check_said(check, CT_CHECK_SUMMARY, m), "why", ct_check_said(check, CT_CHECK_WHY, m),
                     "example", ct_check_said(check, CT_CHECK_EXAMPLE, m),
                     "false_alarms", ct_check_said(check, CT_CHECK_FALSE_ALARMS, m),
                     "flagged", pair_object(page->flagged), "right", pair_object(page->right),
                     "precision", precision_object(page));
}

static int add_bytes(const char *bytes, size_t len, void *out)
{
    ct_buffer_add(out, bytes, len);
    return 0;
}

static void write_json(ct_buffer *out, const ct_catalogue *c, const ct_check *rule, const ct_messages *m)
{
    size_t n;
    const ct_check *const *checks = ct_checks(&n);
    json_t *list = json_array(), *root;

    for (size_t i = 0; i < n; i++)
        if ((rule == NULL || rule == checks[i]) && json_array_append_new(list, rule_object(c, checks[i], m)) != 0)
            out->failed = true;
    root = json_pack("{s:s, s:o}", "schema", "cotejo/rules-1", "rules", list);
    if (root == NULL || json_dump_callback(root, add_bytes, out, JSON_INDENT(1) | JSON_REAL_PRECISION(3)) != 0)
        out->failed = true;
    json_decref(root);
    ct_buffer_add_char(out, '\n');
}

/* ---- a page -------------------------------------------------------------------------------------------------------- */

static void paragraph(ct_buffer *out, const char *title, const char *text)
{
    ct_buffer_add_string(out, "<h3>");
    html_string(out, title);
    ct_buffer_add_string(out, "</h3>\n<p>");
    html_string(out, text);
    ct_buffer_add_string(out, "</p>\n");
}

static void pair(ct_buffer *out, const char *title, const char *const sides[CT_LANGUAGES])
{
    if (sides[CT_ES] == NULL)
        return;
    ct_buffer_add_string(out, "<h3>");
    html_string(out, title);
    ct_buffer_add_string(out, "</h3>\n");
    for (int l = 0; l < CT_LANGUAGES; l++) {
        ct_buffer_printf(out, "<blockquote lang=\"%s\">", ct_language_tag((ct_language)l));
        html_string(out, sides[l]);
        ct_buffer_add_string(out, "</blockquote>\n");
    }
}

static void write_rule(ct_buffer *out, const ct_catalogue *c, const ct_check *check, const ct_messages *m)
{
    const ct_catalogue_page *page = ct_catalogue_page_of(c, check);

    ct_buffer_printf(out, "<section id=\"%s\">\n<h2>%s</h2>\n<p>%s, %s · MQM %s · ITS %s</p>\n<p>", check->id, check->id,
                     ct_say_as(m, "class", ct_class_name(check->class)),
                     ct_say(m, ct_severity_name(ct_catalogue_severity(c, check))), ct_check_mqm(check), ct_check_its(check));
    html_string(out, ct_check_said(check, CT_CHECK_SUMMARY, m));
    ct_buffer_add_string(out, "</p>\n");
    paragraph(out, ct_say(m, "Why"), ct_check_said(check, CT_CHECK_WHY, m));
    pair(out, ct_say(m, "Flagged"), page->flagged);
    pair(out, ct_say(m, "Right"), page->right);
    paragraph(out, ct_say(m, "Example"), ct_check_said(check, CT_CHECK_EXAMPLE, m));
    paragraph(out, ct_say(m, "Known false alarms"), ct_check_said(check, CT_CHECK_FALSE_ALARMS, m));
    if (page->n_judged > 0) {
        ct_buffer_add_string(out, "<p>");
        ct_buffer_printf(out, ct_say(m, "%u of %u findings that were judged were right (%s)."), page->n_right, page->n_judged,
                         ct_say(m, page->judged_on));
        ct_buffer_add_string(out, "</p>\n");
    }
    ct_buffer_add_string(out, "</section>\n");
}

static void write_html(ct_buffer *out, const ct_catalogue *c, const ct_check *rule, const ct_messages *m)
{
    const html_frame frame = { .title = ct_say(m, "Rules of cotejo"), .markup = "", .script = "", .messages = m };
    size_t n;
    const ct_check *const *checks = ct_checks(&n);

    html_begin(out, &frame);

    for (size_t i = 0; i < n; i++)
        if (rule == NULL || rule == checks[i])
            write_rule(out, c, checks[i], m);

    html_end(out, &frame);
}

ct_status ct_catalogue_render(char **out, size_t *len, const ct_catalogue *catalogue, const ct_check *rule, ct_format format,
                              const ct_messages *messages, ct_error *err)
{
    ct_buffer b = { 0 };

    *out = NULL;
    *len = 0;
    if (format == CT_FORMAT_JSON)
        write_json(&b, catalogue, rule, messages);
    else if (format == CT_FORMAT_HTML)
        write_html(&b, catalogue, rule, messages);
    else
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "rules are listed as text, json or html");
    if (b.failed) {
        ct_buffer_release(&b);
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the catalogue of rules");
    }
    *out = b.bytes;
    *len = b.n;
    return CT_OK;
}
