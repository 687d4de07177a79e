/* Findings known from elsewhere: baselines, and what a decision says of its finding. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <cotejo/decision.h>
#include <cotejo-internal/buffer.h>
#include <cotejo-internal/file.h>

#define MOST_BYTES ((uint64_t)256 << 20)

enum { MOST_UNIT = 4000 };   /* bytes of a statement that a decision quotes */

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for decisions");
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* ---- baseline ------------------------------------------------------------------------------------------------------ */

static ct_status gather_ids(const char ***out, size_t *n, const json_t *findings, ct_error *err)
{
    size_t bytes = 0, count = json_array_size(findings), i;
    const char **list;
    char *text;
    json_t *f;

    json_array_foreach(findings, i, f)
        bytes += json_string_length(json_object_get(f, "id")) + 1;
    list = malloc((count + 1) * sizeof *list + bytes);
    if (list == NULL)
        return no_memory(err);
    text = (char *)(list + count + 1);
    json_array_foreach(findings, i, f) {
        const char *id = json_string_value(json_object_get(f, "id"));
        list[i] = text;
        strcpy(text, id == NULL ? "" : id);
        text += strlen(text) + 1;
    }
    qsort(list, count, sizeof *list, by_text);
    *out = list;
    *n = count;
    return CT_OK;
}

/* The report at `path`, checked to be one; the caller gives the reference back. */
static ct_status read_report(json_t **out, const char *path, ct_error *err)
{
    char *bytes = NULL;
    size_t len;
    json_error_t problem = { 0 };
    const char *schema;
    ct_status status = ct_file_read(&bytes, &len, path, MOST_BYTES, err);

    *out = NULL;
    if (status != CT_OK)
        return status;
    *out = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &problem);
    free(bytes);
    schema = json_string_value(json_object_get(*out, "schema"));
    if (schema != NULL && strncmp(schema, "cotejo/report-1", 15) == 0 && json_is_array(json_object_get(*out, "findings")))
        return CT_OK;
    status = ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' is no JSON report of cotejo%s%s", path, *out == NULL ? ": " : "",
                     *out == NULL ? problem.text : "");
    json_decref(*out);
    *out = NULL;
    return status;
}

ct_status ct_baseline_read(const char ***out, size_t *n, const char *path, ct_error *err)
{
    json_t *report;
    ct_status status = read_report(&report, path, err);

    *out = NULL;
    *n = 0;
    if (status == CT_OK)
        status = gather_ids(out, n, json_object_get(report, "findings"), err);
    json_decref(report);
    return status;
}

/* ---- completing ------------------------------------------------------------------------------------------------------ */

/* The strings of a decision one after the other in one block, each with its NUL. */
static ct_status fill(ct_decision *decision, char **strings, const char *const parts[4], ct_error *err)
{
    const char **fields[] = { &decision->finding, &decision->rule, &decision->text, &decision->unit };
    ct_buffer b = { 0 };
    size_t starts[4];

    for (int i = 0; i < 4; i++) {
        size_t n = strlen(parts[i]);
        if (n > MOST_UNIT)
            for (n = MOST_UNIT; ((unsigned char)parts[i][n] & 0xC0) == 0x80;)
                n--;
        starts[i] = b.n;
        ct_buffer_add(&b, parts[i], n);
        ct_buffer_add(&b, "", 1);
    }
    if (b.failed) {
        ct_buffer_release(&b);
        return no_memory(err);
    }
    for (int i = 0; i < 4; i++)
        *fields[i] = b.bytes + starts[i];
    *strings = b.bytes;
    return CT_OK;
}

static void quote(ct_buffer *out, const ct_text *text, ct_span span)
{
    size_t n;
    const char *bytes = ct_text_bytes(text, &n);

    if (span.start < span.end && span.end <= n)
        ct_buffer_add(out, bytes + span.start, span.end - span.start);
    ct_buffer_add(out, "", 1);
}

ct_status ct_decision_of_finding(ct_decision *decision, char **strings, const ct_audit *audit, size_t finding, ct_error *err)
{
    size_t n, n_units;
    const ct_finding *f = &ct_audit_findings(audit, &n)[finding];
    ct_buffer text = { 0 }, unit = { 0 };
    ct_status status;

    *strings = NULL;
    if (f->n_places > 0) {
        const ct_finding_place *p = &f->places[0];
        const ct_document_reading *side = ct_audit_side(audit, p->side);
        const ct_unit *units = ct_statements_units(ct_document_reading_statements(side), &n_units);
        quote(&text, ct_document_text(ct_document_reading_document(side)), p->span);
        if (p->unit < n_units)
            quote(&unit, ct_document_text(ct_document_reading_document(side)), units[p->unit].span);
    }
    if (text.failed || unit.failed)
        status = no_memory(err);
    else
        status = fill(decision, strings, (const char *const[]){ f->id, f->rule, text.bytes != NULL ? text.bytes : "",
                                                                 unit.bytes != NULL ? unit.bytes : "" }, err);
    ct_buffer_release(&text);
    ct_buffer_release(&unit);
    return status;
}

static const char *string_of(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    return value == NULL ? "" : value;
}

/* The member of a list whose `id` this is; NULL if none. */
static const json_t *with_id(const json_t *list, const char *id)
{
    size_t i;
    json_t *object;

    json_array_foreach(list, i, object)
        if (strcmp(string_of(object, "id"), id) == 0)
            return object;
    return NULL;
}

/* The text of the unit in which a place of a report stands. */
static const char *unit_of(const json_t *report, const json_t *place)
{
    const json_t *document = with_id(json_object_get(report, "documents"), string_of(place, "document"));

    return string_of(with_id(json_object_get(document, "units"), string_of(place, "unit")), "text");
}

ct_status ct_decision_complete(ct_decision *decision, char **strings, const char *path, ct_error *err)
{
    const json_t *found = NULL, *f;
    json_t *report;
    size_t i, matches = 0, n = strlen(decision->finding);
    ct_status status = read_report(&report, path, err);

    *strings = NULL;
    if (status != CT_OK)
        return status;
    json_array_foreach(json_object_get(report, "findings"), i, f) {
        const char *id = string_of(f, "id");
        if (strncmp(id, decision->finding, n) == 0 && (found == NULL || strcmp(string_of(found, "id"), id) != 0)) {
            found = f;
            matches++;
        }
    }
    if (matches != 1) {
        status = ct_fail(err, CT_MISSING, CT_NO_OFFSET, "'%s' has %s finding '%s'", path,
                         matches == 0 ? "no" : "more than one", decision->finding);
    } else {
        const json_t *place = json_array_get(json_object_get(found, "places"), 0);
        status = fill(decision, strings, (const char *const[]){ string_of(found, "id"), string_of(found, "rule"),
                                                                 string_of(place, "text"), unit_of(report, place) }, err);
    }
    json_decref(report);
    return status;
}
