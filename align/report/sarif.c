/* SARIF 2.1.0 (OASIS): findings as results of a static analysis, for the viewers and gates that read it.
 *
 * The first place of a finding is its location, since that is the text to look at first; all others are related
 * locations. Columns count code points. Nothing in it depends on the clock or the machine. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <cotejo/catalogue.h>

#include "report.h"

static const char *level_of(ct_severity severity)
{
    static const char *const levels[CT_SEVERITIES] = { "note", "note", "warning", "error" };
    return levels[severity];
}

static json_t *text_object(const char *text)
{
    return json_pack("{s:s}", "text", text);
}

/* A path as a URI reference: what is not unreserved is escaped byte by byte. */
static json_t *uri_of(const char *path)
{
    ct_buffer b = { 0 };
    json_t *value;

    for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++)
        if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || strchr("-._~/", *c) != NULL)
            ct_buffer_add_char(&b, (char)*c);
        else
            ct_buffer_printf(&b, "%%%02X", *c);
    value = b.failed || b.n == 0 ? NULL : json_string(b.bytes);
    ct_buffer_release(&b);
    return value;
}

/* ---- the tool and its taxonomies ------------------------------------------------------------------------------- */

static json_t *taxon_reference(const char *taxonomy, const char *id)
{
    return json_pack("{s:s, s:{s:s}}", "id", id, "toolComponent", "name", taxonomy);
}

/* Rules as the catalogue has them: what was measured to be wrong too often is a note. */
static json_t *rules(const ct_catalogue *catalogue, const ct_messages *m)
{
    size_t n;
    const ct_check *const *checks = ct_checks(&n);
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++) {
        const ct_catalogue_page *page = ct_catalogue_page_of(catalogue, checks[i]);
        json_t *rule = json_pack(
            "{s:s, s:o, s:o, s:{s:s}, s:{s:s}}", "id", checks[i]->id,
            "shortDescription", text_object(ct_check_said(checks[i], CT_CHECK_SUMMARY, m)),
            "fullDescription", text_object(ct_check_said(checks[i], CT_CHECK_WHY, m)),
            "help", "text", ct_check_said(checks[i], CT_CHECK_EXAMPLE, m),
            "defaultConfiguration", "level", level_of(ct_catalogue_severity(catalogue, checks[i])));
        if (rule != NULL && page->n_judged > 0)
            json_object_set_new(rule, "properties", json_pack("{s:{s:i, s:i, s:s}}", "precision", "right", (int)page->n_right,
                                                              "judged", (int)page->n_judged, "on", page->judged_on));
        json_array_append_new(list, rule);
    }
    return list;
}

static void add_taxon(json_t *list, const char *id)
{
    size_t i;
    json_t *one;

    json_array_foreach(list, i, one)
        if (strcmp(json_string_value(json_object_get(one, "id")), id) == 0)
            return;
    json_array_append_new(list, json_pack("{s:s}", "id", id));
}

static json_t *taxonomy(const char *name, const char *uri, const char *(*of_class)(ct_class),
                        const char *(*of_check)(const ct_check *))
{
    size_t n;
    const ct_check *const *checks = ct_checks(&n);
    json_t *list = json_array();

    for (int c = 0; c < CT_CLASSES; c++)
        add_taxon(list, of_class((ct_class)c));
    for (size_t i = 0; i < n; i++)
        add_taxon(list, of_check(checks[i]));
    return json_pack("{s:s, s:s, s:o}", "name", name, "informationUri", uri, "taxa", list);
}

/* A finding may be of another class than its rule, and then is of that class only. */
static const char *mqm_of(const ct_finding *f)
{
    const ct_check *check = ct_check_find(f->rule);

    return check->class == f->class ? ct_check_mqm(check) : ct_class_mqm(f->class);
}

static const char *its_of(const ct_finding *f)
{
    const ct_check *check = ct_check_find(f->rule);

    return check->class == f->class ? ct_check_its(check) : ct_class_its(f->class);
}

static size_t rule_index(const char *id)
{
    size_t n, i = 0;
    const ct_check *const *checks = ct_checks(&n);

    while (i < n && strcmp(checks[i]->id, id) != 0)
        i++;
    return i;
}

/* ---- results ------------------------------------------------------------------------------------------------------- */

static json_t *location(const ct_report_document *d, const ct_finding_place *p)
{
    ct_origin origin = ct_text_origin(d->text, p->span);
    ct_place start = ct_text_place(d->text, p->span.start), end = ct_text_place(d->text, p->span.end);
    json_t *object = json_pack("{s:{s:{s:o}, s:{s:i, s:i, s:i, s:i, s:I, s:I}}}", "physicalLocation", "artifactLocation",
                               "uri", uri_of(ct_document_reading_path(d->reading)), "region", "startLine", (int)start.line,
                               "startColumn", (int)start.column, "endLine", (int)end.line, "endColumn", (int)end.column,
                               "byteOffset", (json_int_t)origin.start, "byteLength", (json_int_t)(origin.end - origin.start));

    if (object != NULL && p->unit != CT_NONE)
        json_object_set_new(object, "logicalLocations", json_pack("[{s:s, s:s}]", "name", d->ids[p->unit], "kind", "unit"));
    return object;
}

static json_t *message_of(const ct_finding *f)
{
    ct_buffer b = { 0 };
    json_t *value;

    ct_buffer_printf(&b, "%s %s", f->message, f->question);
    value = b.failed ? NULL : text_object(b.bytes);
    ct_buffer_release(&b);
    return value;
}

/* Decisions are suppressions, marked and never dropped; a baseline gives every result its state. */
static int add_standing(json_t *object, const ct_report *report, const ct_standing *s)
{
    int failed = 0;

    if (s == NULL)
        return 0;
    if (ct_review_has_baseline(report->options->reviews[0]))
        failed |= json_object_set_new(object, "baselineState", json_string(s->known ? "unchanged" : "new"));
    if (s->decision != NULL && s->decision->verdict != CT_DECIDED_CONFIRMED && s->decision->verdict != CT_DECIDED_QUERY)
        failed |= json_object_set_new(object, "suppressions", json_pack("[{s:s, s:s, s:s}]", "kind", "external",
            "status", ct_standing_open(s) ? "underReview" : "accepted",
            "justification", s->decision->reason != NULL ? s->decision->reason : ct_decision_verdict_name(s->decision->verdict)));
    return failed;
}

static json_t *result(const ct_report *report, const ct_audit *audit, const ct_finding *f, const ct_standing *standing)
{
    json_t *related = json_array(), *evidence = json_array(), *object;

    for (size_t i = 1; i < f->n_places; i++) {
        json_t *place = location(ct_report_side(report, audit, f->places[i].side), &f->places[i]);
        json_object_set_new(place, "id", json_integer((json_int_t)i));
        json_array_append_new(related, place);
    }
    for (size_t i = 0; i < f->n_evidence; i++)
        json_array_append_new(evidence, json_string(f->evidence[i]));
    object = json_pack("{s:s, s:I, s:s, s:s, s:o, s:[o], s:{s:s}, s:[o, o], s:{s:s, s:s, s:f, s:o}}",
        "ruleId", f->rule, "ruleIndex", (json_int_t)rule_index(f->rule), "kind", "fail", "level", level_of(f->severity),
        "message", message_of(f),
        "locations", location(ct_report_side(report, audit, f->places[0].side), &f->places[0]),
        "partialFingerprints", "cotejo/v1", f->id,
        "taxa", taxon_reference("MQM", mqm_of(f)), taxon_reference("ITS", its_of(f)),
        "properties", "class", ct_class_name(f->class), "severity", ct_severity_name(f->severity),
        "confidence", (double)f->confidence, "evidence", evidence);
    if (object != NULL && json_array_size(related) > 0)
        json_object_set(object, "relatedLocations", related);
    json_decref(related);
    if (object != NULL && add_standing(object, report, standing) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

/* ---- the run ------------------------------------------------------------------------------------------------------------ */

/* What could not run is a notification, and makes the run an unsuccessful one. */
static json_t *invocation(const ct_report *report)
{
    json_t *notes = json_array();
    bool complete = true;

    for (size_t i = 0; i < report->n_audits; i++) {
        size_t n;
        const ct_not_run *all = ct_audit_not_run(report->audits[i], &n);
        for (size_t k = 0; k < n; k++) {
            ct_buffer b = { 0 };
            ct_buffer_printf(&b, "not run: %s: %s", all[k].rule, all[k].reason);
            if (!b.failed)
                json_array_append_new(notes, json_pack("{s:s, s:o}", "level", "warning", "message", text_object(b.bytes)));
            ct_buffer_release(&b);
            complete = false;
        }
    }
    return json_pack("{s:b, s:o}", "executionSuccessful", (int)complete, "toolConfigurationNotifications", notes);
}

/* Both sides of a file of pairs are one artifact. */
static bool shown_before(const ct_report *report, size_t i)
{
    const char *path = ct_document_reading_path(report->documents.items[i].reading);
    size_t k = 0;

    while (k < i && strcmp(ct_document_reading_path(report->documents.items[k].reading), path) != 0)
        k++;
    return k < i;
}

static json_t *artifacts(const ct_report *report)
{
    json_t *list = json_array();

    for (size_t i = 0; i < report->documents.n; i++) {
        const ct_report_document *d = &report->documents.items[i];
        if (shown_before(report, i))
            continue;
        json_array_append_new(list, json_pack("{s:{s:o}, s:I, s:s, s:{s:s}}", "location", "uri",
            uri_of(ct_document_reading_path(d->reading)), "length", (json_int_t)ct_text_disk_bytes(d->text),
            "encoding", ct_text_encoding(d->text)->name, "hashes", "sha-256", ct_text_sha256(d->text)));
    }
    return list;
}

static int add_results(json_t *list, const ct_report *report, const ct_audit *audit)
{
    size_t n;
    const ct_finding *all = ct_audit_findings(audit, &n);
    int failed = 0;

    for (size_t i = 0; i < n; i++)
        if (all[i].n_places > 0 && !ct_report_repeats(report, audit, i))
            failed |= json_array_append_new(list, result(report, audit, &all[i], ct_report_standing(report, audit, i)));
    return failed;
}

static json_t *results(const ct_report *report)
{
    json_t *list = json_array();

    for (size_t i = 0; list != NULL && i < report->n_audits; i++)
        if (add_results(list, report, report->audits[i]) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static int add_bytes(const char *bytes, size_t len, void *out)
{
    ct_buffer_add(out, bytes, len);
    return 0;
}

/* English is what a reader takes for granted. */
static bool say_language(json_t *root, const ct_messages *messages)
{
    json_t *run = json_array_get(json_object_get(root, "runs"), 0);
    ct_language language = ct_messages_language(messages);

    return language == CT_EN || json_object_set_new(run, "language", json_string(ct_language_tag(language))) == 0;
}

ct_status ct_render_sarif(ct_buffer *out, const ct_report *report, ct_error *err)
{
    ct_catalogue *catalogue = NULL;
    ct_status status = ct_catalogue_read(&catalogue, NULL, err);
    json_t *root = status != CT_OK ? NULL : json_pack(
        "{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:[o, o], s:s, s:[o], s:o, s:o}]}",
        "$schema", "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs",
        "tool", "driver", "name", "cotejo", "version", CT_VERSION, "rules", rules(catalogue, report->options->messages),
        "taxonomies", taxonomy("MQM", "https://themqm.org", ct_class_mqm, ct_check_mqm),
                      taxonomy("ITS", "https://www.w3.org/TR/its20/", ct_class_its, ct_check_its),
        "columnKind", "unicodeCodePoints", "invocations", invocation(report), "artifacts", artifacts(report),
        "results", results(report));
    int failed = root == NULL || !say_language(root, report->options->messages)
        || json_dump_callback(root, add_bytes, out, JSON_INDENT(1)) != 0;

    json_decref(root);
    ct_catalogue_free(catalogue);
    ct_buffer_add_char(out, '\n');
    if (status != CT_OK)
        return status;
    if (failed || out->failed)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the SARIF report");
    return CT_OK;
}
