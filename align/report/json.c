/* The JSON report, schema cotejo/report-1.  Offsets are bytes of the file on disk, half open. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "report.h"

/* Jansson's new-reference calls take NULL values and fail, so that a whole tree is checked once, at its root. */

static json_t *number(double value)
{
    return json_real(round(value * 1000) / 1000);
}

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *quotation(const ct_report_document *d, ct_span span)
{
    ct_buffer b = { 0 };
    json_t *value;

    ct_report_quote(&b, d, span, 0);
    value = b.failed ? NULL : json_stringn(b.n > 0 ? b.bytes : "", b.n);
    ct_buffer_release(&b);
    return value;
}

/* "span", "line", "column" and "text" of a piece of a document, added to `object`. */
static int add_place(json_t *object, const ct_report_document *d, ct_span span)
{
    ct_origin origin = ct_text_origin(d->text, span);
    ct_place place = ct_text_place(d->text, span.start);

    return json_object_set_new(object, "span", json_pack("{s:I, s:I}", "start", (json_int_t)origin.start,
                                                         "end", (json_int_t)origin.end))
         | json_object_set_new(object, "line", json_integer(place.line))
         | json_object_set_new(object, "column", json_integer(place.column))
         | json_object_set_new(object, "text", quotation(d, span));
}

/* ---- documents ---------------------------------------------------------------------------------------- */

static json_t *section_title(const ct_report_document *d, uint32_t section)
{
    size_t n;
    const ct_section *sections = ct_document_sections(d->document, &n);
    const ct_block *blocks = ct_document_blocks(d->document, &n);
    uint32_t heading = sections[section].heading;

    return heading == CT_NONE ? json_null() : quotation(d, blocks[heading].span);
}

static json_t *unit_object(const ct_report_document *d, size_t i)
{
    const ct_unit *u = &d->units[i];
    json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:b, s:o}", "id", d->ids[i], "role", ct_role_name(u->role),
                               "strength", ct_strength_name(u->strength),
                               "actor", ct_actor_name(ct_statements_profile(d->statements), u->actor),
                               "actor_inherited", (int)u->actor_inherited, "section", section_title(d, u->section));

    if (object != NULL && add_place(object, d, u->span) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

static json_t *irregularities(const ct_report_document *d)
{
    size_t n;
    const ct_irregularity *all = ct_document_irregularities(d->document, &n);
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++) {
        json_t *object = json_pack("{s:s}", "kind", ct_report_irregularity(all[i].kind));
        if (object == NULL || add_place(object, d, all[i].span) != 0 || json_array_append_new(list, object) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static json_t *remarks(const ct_document_reading *reading)
{
    size_t n;
    const char *const *all = ct_document_reading_remarks(reading, &n);
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_string(all[i]));
    return list;
}

static json_t *document_object(const ct_report_document *d)
{
    static const char *const sources[] = { "given", "byte order mark", "declared", "valid UTF-8", "detected" };
    static const char *const kinds[] = { "original", "human-translation", "machine-translation" };
    const ct_encoding *encoding = ct_text_encoding(d->text);
    json_t *units = json_array();

    for (size_t i = 0; i < d->n_units; i++)
        if (json_array_append_new(units, unit_object(d, i)) != 0) {
            json_decref(units);
            return NULL;
        }
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:I, s:s, s:o, s:s, s:o, s:o, s:o}",
                     "id", ct_document_reading_id(d->reading), "path", ct_document_reading_path(d->reading),
                     "language", ct_language_tag(ct_document_language(d->document)), "sha256", ct_text_sha256(d->text),
                     "encoding", encoding->name, "encoding_source", sources[encoding->source],
                     "encoding_confidence", encoding->confidence, "bytes", (json_int_t)ct_text_disk_bytes(d->text),
                     "title", ct_document_reading_title(d->reading), "date", text_or_null(ct_document_reading_date(d->reading)),
                     "kind", kinds[ct_document_reading_provenance(d->reading)],
                     "remarks", remarks(d->reading), "irregularities", irregularities(d), "units", units);
}

/* ---- links ---------------------------------------------------------------------------------------------- */

typedef struct pair_view {
    const ct_audit           *audit;
    const ct_links           *links;
    const ct_report_document *sides[CT_SIDES];
    const ct_token           *tokens[CT_SIDES];
} pair_view;

static pair_view view_of(const ct_report *report, const ct_audit *audit)
{
    pair_view v = { .audit = audit, .links = ct_audit_links(audit) };
    size_t n;

    for (int side = 0; side < CT_SIDES; side++) {
        v.sides[side] = ct_report_side(report, audit, (ct_side)side);
        v.tokens[side] = ct_segments_tokens(ct_document_reading_segments(v.sides[side]->reading), &n);
    }
    return v;
}

static json_t *evidence_object(const pair_view *v, const ct_link_evidence *e)
{
    static const char *const names[CT_SIDES] = { "source", "target" };
    json_t *object = json_pack("{s:s, s:o}", "kind", ct_evidence_kind_name(e->kind), "weight", number((double)e->weight));

    for (int side = 0; object != NULL && side < CT_SIDES; side++) {
        const ct_token *t = v->tokens[side];
        json_t *text = e->first[side] == e->end[side] ? json_null()
            : quotation(v->sides[side], (ct_span){ t[e->first[side]].span.start, t[e->end[side] - 1].span.end });
        if (json_object_set_new(object, names[side], text) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *link_units(const pair_view *v, const ct_link *link, ct_side side)
{
    size_t n;
    const uint32_t *units = ct_links_units(v->links, &n);
    json_t *list = json_array();

    for (uint32_t k = 0; k < link->n_units[side]; k++)
        json_array_append_new(list, json_string(v->sides[side]->ids[units[link->first_unit[side] + k]]));
    return list;
}

static json_t *link_object(const pair_view *v, const ct_link *link)
{
    size_t n;
    const ct_link_evidence *evidence = ct_links_evidence(v->links, &n);
    json_t *list = json_array();

    for (uint32_t k = 0; k < link->n_evidence; k++)
        if (json_array_append_new(list, evidence_object(v, &evidence[link->first_evidence + k])) != 0) {
            json_decref(list);
            return NULL;
        }
    return json_pack("{s:s, s:s, s:o, s:o, s:s, s:o, s:o}",
                     "source_document", ct_document_reading_id(v->sides[CT_SOURCE]->reading),
                     "target_document", ct_document_reading_id(v->sides[CT_TARGET]->reading),
                     "source", link_units(v, link, CT_SOURCE), "target", link_units(v, link, CT_TARGET),
                     "kind", ct_link_kind_name(link->kind), "score", number((double)link->score), "evidence", list);
}

static json_t *candidate_list(const pair_view *v, ct_side side, const ct_verdict *verdict)
{
    size_t n;
    const ct_candidate *all = ct_links_candidates(v->links, &n);
    const ct_report_document *other = v->sides[side == CT_SOURCE ? CT_TARGET : CT_SOURCE];
    json_t *list = json_array();

    for (uint32_t k = 0; k < verdict->n_candidates; k++) {
        const ct_candidate *c = &all[verdict->first_candidate + k];
        json_array_append_new(list, json_pack("{s:s, s:o}", "unit", other->ids[c->unit], "score", number((double)c->score)));
    }
    return list;
}

/* What became of every unit of a side: nothing is left out. */
static int add_verdicts(json_t *list, const pair_view *v, ct_side side)
{
    static const char *const names[] = { "linked", "unmatched", "set-aside" };
    const ct_report_document *d = v->sides[side];
    const ct_verdict *verdicts = ct_links_verdicts(v->links, side);

    for (size_t i = 0; i < d->n_units; i++) {
        const char *reason = verdicts[i].kind == CT_VERDICT_SET_ASIDE ? ct_role_name(d->units[i].role)
                                                                      : ct_report_reason(verdicts[i].reason);
        json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:o}", "document", ct_document_reading_id(d->reading),
                                   "unit", d->ids[i], "verdict", names[verdicts[i].kind], "reason", reason,
                                   "candidates", candidate_list(v, side, &verdicts[i]));
        if (json_array_append_new(list, object) != 0)
            return -1;
    }
    return 0;
}

/* ---- findings --------------------------------------------------------------------------------------------- */

static json_t *place_list(const pair_view *v, const ct_finding *f)
{
    json_t *list = json_array();

    for (size_t i = 0; i < f->n_places; i++) {
        const ct_finding_place *p = &f->places[i];
        const ct_report_document *d = v->sides[p->side];
        json_t *unit = p->unit == CT_NONE ? json_null() : json_string(d->ids[p->unit]);
        json_t *object = json_pack("{s:s, s:o}", "document", ct_document_reading_id(d->reading), "unit", unit);
        if (object == NULL || add_place(object, d, p->span) != 0 || json_array_append_new(list, object) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

/* What was decided of a finding, and whether the baseline had it. */
static int add_standing(json_t *object, const ct_standing *s, bool baseline)
{
    int failed = 0;

    if (s == NULL)
        return 0;
    if (baseline)
        failed |= json_object_set_new(object, "baseline", json_string(s->known ? "unchanged" : "new"));
    failed |= json_object_set_new(object, "state", json_string(ct_standing_state_name(ct_standing_state_of(s))));
    if (s->former != NULL)
        failed |= json_object_set_new(object, "former", json_pack("{s:s, s:s, s:s, s:o, s:o}", "finding", s->former->finding,
            "verdict", ct_decision_verdict_name(s->former->verdict), "by", s->former->by,
            "reason", text_or_null(s->former->reason), "unit", text_or_null(s->former->unit)));
    if (s->decision != NULL)
        failed |= json_object_set_new(object, "decision", json_pack("{s:s, s:s, s:o, s:o, s:b, s:b, s:b}",
            "verdict", ct_decision_verdict_name(s->decision->verdict), "by", s->decision->by,
            "reason", text_or_null(s->decision->reason), "until", text_or_null(s->decision->until),
            "open", (int)ct_standing_open(s), "lapsed", (int)s->lapsed, "conflict", s->rival != NULL));
    return failed;
}

static json_t *finding_object(const pair_view *v, const ct_finding *f)
{
    json_t *evidence = json_array();

    for (size_t i = 0; i < f->n_evidence; i++)
        json_array_append_new(evidence, json_string(f->evidence[i]));
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o}", "id", f->id,
                     "pair", ct_document_reading_id(v->sides[CT_TARGET]->reading), "rule", f->rule,
                     "class", ct_class_name(f->class), "severity", ct_severity_name(f->severity), "message", f->message,
                     "question", f->question, "confidence", number((double)f->confidence),
                     "places", place_list(v, f), "evidence", evidence);
}

/* ---- the report --------------------------------------------------------------------------------------------- */

typedef struct lists { json_t *links, *findings, *verdicts, *not_run, *pairs; } lists;

static bool has_baseline(const ct_report *report)
{
    const ct_review *const *reviews = report->options->reviews;

    return reviews != NULL && reviews[0] != NULL && ct_review_has_baseline(reviews[0]);
}

static int add_pair(const lists *out, const ct_report *report, const pair_view *v)
{
    bool baseline = has_baseline(report);
    const char *why = NULL;
    const char *kind = ct_pair_kind_name(ct_audit_kind(v->audit, &why));
    size_t n;
    const ct_link *links = ct_links_all(v->links, &n);
    const ct_finding *findings;
    const ct_not_run *not_run;
    ct_mqm m = ct_mqm_of(v->audit, ct_report_review(report, v->audit));
    int failed = json_array_append_new(out->pairs,
        json_pack("{s:s, s:s, s:s, s:s}", "source", ct_document_reading_id(v->sides[CT_SOURCE]->reading),
                  "target", ct_document_reading_id(v->sides[CT_TARGET]->reading), "kind", kind, "kind_why", why));

    if (m.confirmed > 0)
        failed |= json_object_set_new(json_array_get(out->pairs, json_array_size(out->pairs) - 1), "mqm",
            json_pack("{s:I, s:I, s:I, s:I, s:o}", "decided", (json_int_t)m.decided, "confirmed", (json_int_t)m.confirmed,
                      "penalty", (json_int_t)m.penalty, "words", (json_int_t)m.words,
                      "score", m.scored ? number(m.score) : json_null()));
    for (size_t i = 0; i < n; i++)
        failed |= json_array_append_new(out->links, link_object(v, &links[i]));
    findings = ct_audit_findings(v->audit, &n);
    for (size_t i = 0; i < n; i++) {
        json_t *object;
        if (ct_report_repeats(report, v->audit, i))
            continue;
        object = finding_object(v, &findings[i]);
        failed |= object == NULL || add_standing(object, ct_report_standing(report, v->audit, i), baseline) != 0;
        failed |= json_array_append_new(out->findings, object);
    }
    not_run = ct_audit_not_run(v->audit, &n);
    for (size_t i = 0; i < n; i++)
        failed |= json_array_append_new(out->not_run, json_pack("{s:s, s:s, s:s}", "rule", not_run[i].rule,
            "reason", not_run[i].reason, "pair", ct_document_reading_id(v->sides[CT_TARGET]->reading)));
    for (int side = 0; side < CT_SIDES; side++)
        failed |= add_verdicts(out->verdicts, v, (ct_side)side);
    return failed;
}

/* The keys that say which pair or pairs the report is of. */
static int add_scope(json_t *root, const ct_report *report, json_t *pairs)
{
    if (report->n_audits == 1) {
        json_t *pair = json_array_get(pairs, 0);
        return json_object_set(root, "source", json_object_get(pair, "source"))
             | json_object_set(root, "target", json_object_get(pair, "target"))
             | json_object_set(root, "kind", json_object_get(pair, "kind"))
             | json_object_set(root, "kind_why", json_object_get(pair, "kind_why"))
             | (json_object_get(pair, "mqm") == NULL ? 0 : json_object_set(root, "mqm", json_object_get(pair, "mqm")));
    }
    return json_object_set(root, "pairs", pairs)
         | json_object_set_new(root, "title", text_or_null(report->options->title));
}

static json_t *build(const ct_report *report)
{
    lists l = { json_array(), json_array(), json_array(), json_array(), json_array() };
    json_t *documents = json_array();
    json_t *root = json_pack("{s:s, s:{s:s, s:s}}", "schema", "cotejo/report-1",
                             "generator", "name", "cotejo", "version", CT_VERSION);
    int failed = root == NULL;

    for (size_t i = 0; i < report->documents.n; i++)
        failed |= json_array_append_new(documents, document_object(&report->documents.items[i]));
    for (size_t i = 0; i < report->n_audits; i++) {
        pair_view v = view_of(report, report->audits[i]);
        failed |= add_pair(&l, report, &v);
    }
    failed |= add_scope(root, report, l.pairs);
    failed |= json_object_set_new(root, "documents", documents);
    failed |= json_object_set_new(root, "links", l.links);
    failed |= json_object_set_new(root, "verdicts", l.verdicts);
    failed |= json_object_set_new(root, "findings", l.findings);
    failed |= json_object_set_new(root, "not_run", l.not_run);
    json_decref(l.pairs);
    if (failed) {
        json_decref(root);
        return NULL;
    }
    return root;
}

static int add_bytes(const char *bytes, size_t len, void *out)
{
    ct_buffer_add(out, bytes, len);
    return 0;
}

ct_status ct_render_json(ct_buffer *out, const ct_report *report, ct_error *err)
{
    json_t *root = build(report);
    int failed = root == NULL || json_dump_callback(root, add_bytes, out, JSON_INDENT(1)) != 0;

    json_decref(root);
    ct_buffer_add_char(out, '\n');
    if (failed || out->failed)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the JSON report");
    return CT_OK;
}
