/* Findings as they come in: copied, given an id, and sorted when asked for.
 *
 * The id is FNV-1a (128 bits) over the rule, the units and the words of the places, the other document of a set where
 * the finding is that it lacks something, and the number of the same finding among its equals: nothing that moves when
 * lines are inserted elsewhere. White space and case of the texts do not count. FNV-1a: Fowler, Noll, Vo,
 * draft-eastlake-fnv. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/arena.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/vector.h>

#include "../settings.h"
#include "findings.h"

typedef struct fingerprint { uint64_t high, low; } fingerprint;

struct ct_findings {
    const ct_pair *pair;
    ct_arena       arena;
    CT_VECTOR(ct_finding) list;
    ct_intern      bases;                  /* fingerprints without the occurrence, as text … */
    CT_VECTOR(uint32_t) occurrences;       /* … and how often each was seen, by its number */
    bool           sorted;
    pthread_mutex_t lock;                  /* rules may run at the same time */
};

/* ---- the fingerprint ------------------------------------------------------------------------------ */

enum { MIXED = 1024 };   /* bytes taken from either end of a long text */

static const fingerprint fnv_basis = { 0x6c62272e07bb0142u, 0x62b821756295c58du };

/* One byte: xor, then times 2^88 + 0x13b, modulo 2^128. */
static void mix_byte(fingerprint *f, unsigned char byte)
{
    uint64_t low, middle, high;

    f->low ^= byte;
    low = (f->low & 0xffffffffu) * 0x13b;
    middle = (f->low >> 32) * 0x13b + (low >> 32);
    high = f->high * 0x13b + (middle >> 32) + (f->low << 24);
    f->low = (middle << 32) | (low & 0xffffffffu);
    f->high = high;
}

static void mix_number(fingerprint *f, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        mix_byte(f, (unsigned char)(number >> shift));
}

/* Text with runs of white space as one blank, and ASCII letters in lower case. */
static void mix_text(fingerprint *f, const char *bytes, size_t n)
{
    bool blank = false;

    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes[i];

        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            blank = true;
            continue;
        }
        if (blank)
            mix_byte(f, ' ');
        blank = false;
        mix_byte(f, c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c);
    }
    mix_byte(f, 0);
}

static const ct_document *document_of(const ct_pair *pair, ct_side side)
{
    return ct_segments_document(ct_vocabulary_segments(ct_statements_vocabulary(pair->sides[side])));
}

static void mix_span(fingerprint *f, const ct_document *doc, ct_span span)
{
    size_t n;
    const char *bytes = ct_text_bytes(ct_document_text(doc), &n);

    if (span.start > span.end || span.end > n)
        return;
    if (span.end - span.start > 2 * MIXED) {      /* one endless sentence under a thousand findings */
        mix_text(f, bytes + span.start, MIXED);
        span.start = span.end - MIXED;
    }
    mix_text(f, bytes + span.start, span.end - span.start);
}

/* The text of the unit around a place, without the marker before it, for numbers of items change. A finding is about
 * the unit: a decision on it falls when any word of the unit changes, and holds wherever the unit moves. */
static void mix_unit(fingerprint *f, const ct_pair *pair, const ct_finding_place *place)
{
    const ct_document *doc = document_of(pair, place->side);
    size_t n_units, n_blocks;
    const ct_unit *units = ct_statements_units(pair->sides[place->side], &n_units);
    const ct_block *blocks = ct_document_blocks(doc, &n_blocks);
    ct_span span;

    if (place->unit >= n_units)
        return;
    span = units[place->unit].span;
    if (units[place->unit].block < n_blocks && blocks[units[place->unit].block].body.start > span.start)
        span.start = blocks[units[place->unit].block].body.start;
    mix_span(f, doc, span);
}

/* The unit, and the words of it that the finding is about where these are not its beginning (which may be a marker). */
static void mix_place(fingerprint *f, const ct_pair *pair, const ct_finding_place *place)
{
    const ct_document *doc = document_of(pair, place->side);
    size_t n_units;
    const ct_unit *units = ct_statements_units(pair->sides[place->side], &n_units);

    mix_number(f, (uint32_t)place->side);
    mix_unit(f, pair, place);
    if (place->unit >= n_units || place->span.start > units[place->unit].span.start)
        mix_span(f, doc, place->span);
    else if (place->span.end > units[place->unit].span.end)
        mix_span(f, doc, (ct_span){ units[place->unit].span.end, place->span.end });
}

/* What one side has and the other lacks is said of this pair alone: within a set, the same statement may lack a
 * counterpart in several texts, and be decided differently for each. */
static void mix_other_text(fingerprint *f, const ct_pair *pair, const ct_check *check, const ct_finding_place *places,
                           size_t n_places)
{
    const char *other;

    if ((check->needs & CT_NEEDS_LINKS) == 0 || n_places == 0)
        return;
    for (size_t i = 1; i < n_places; i++)
        if (places[i].side != places[0].side)
            return;
    other = pair->names[places[0].side == CT_SOURCE ? CT_TARGET : CT_SOURCE];
    if (other != NULL)
        mix_text(f, other, strlen(other));
}

static void spell(fingerprint f, char out[33])
{
    static const char digits[] = "0123456789abcdef";

    for (int i = 0; i < 32; i++) {
        uint64_t half = i < 16 ? f.high : f.low;
        out[i] = digits[(half >> (60 - 4 * (i % 16))) & 15];
    }
    out[32] = '\0';
}

static ct_status fingerprint_of(ct_findings *out, const ct_check *check, const ct_finding_place *places,
                                size_t n_places, char id[33], ct_error *err)
{
    fingerprint f = fnv_basis;
    uint32_t base;

    mix_text(&f, check->id, strlen(check->id));
    for (size_t i = 0; i < n_places; i++)
        mix_place(&f, out->pair, &places[i]);
    mix_other_text(&f, out->pair, check, places, n_places);
    spell(f, id);
    base = ct_intern_add(&out->bases, id, 32);
    if (base == CT_NO_STRING || (base == out->occurrences.n && !ct_push(&out->occurrences, 0)))
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for findings");
    mix_number(&f, out->occurrences.items[base]++);
    spell(f, id);
    return CT_OK;
}

/* ---- adding --------------------------------------------------------------------------------------- */

ct_status ct_findings_new(ct_findings **out, const ct_pair *pair, ct_error *err)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for findings");
    (*out)->pair = pair;
    pthread_mutex_init(&(*out)->lock, NULL);
    return CT_OK;
}

void ct_findings_free(ct_findings *findings)
{
    if (findings == NULL)
        return;
    ct_arena_clear(&findings->arena);
    ct_vector_release(&findings->list);
    ct_vector_release(&findings->occurrences);
    ct_intern_release(&findings->bases);
    pthread_mutex_destroy(&findings->lock);
    free(findings);
}

static ct_status add(ct_findings *out, const ct_check *check, ct_class class, ct_severity severity,
                     float confidence, const ct_finding_place *places, size_t n_places, uint32_t link, const char *message,
                     const char *question, const char *const *evidence, size_t n_evidence, ct_error *err)
{
    ct_finding f = { .rule = check->id, .class = class, .severity = severity, .confidence = confidence,
                     .n_places = n_places, .n_evidence = n_evidence, .link = link };
    ct_finding_place *place_copy = CT_NEW_N(&out->arena, ct_finding_place, n_places);
    const char **evidence_copy = CT_NEW_N(&out->arena, const char *, n_evidence);
    bool ok = (place_copy != NULL || n_places == 0) && (evidence_copy != NULL || n_evidence == 0);
    ct_status status;

    for (size_t i = 0; ok && i < n_places; i++)
        place_copy[i] = places[i];
    for (size_t i = 0; ok && i < n_evidence; i++)
        ok = (evidence_copy[i] = ct_arena_string(&out->arena, evidence[i])) != NULL;
    f.places = place_copy;
    f.evidence = evidence_copy;
    f.message = ok ? ct_arena_string(&out->arena, message) : NULL;
    f.question = ok ? ct_arena_string(&out->arena, question) : NULL;
    if (f.message == NULL || f.question == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for findings");
    status = fingerprint_of(out, check, places, n_places, f.id, err);
    if (status == CT_OK && !ct_push(&out->list, f))
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for findings");
    out->sorted = false;
    return status;
}

ct_status ct_findings_add_as(ct_findings *out, const ct_check *check, ct_class class, ct_severity severity,
                             float confidence, const ct_finding_place *places, size_t n_places, uint32_t link,
                             const char *message, const char *question,
                             const char *const *evidence, size_t n_evidence, ct_error *err)
{
    ct_status status;

    pthread_mutex_lock(&out->lock);
    status = add(out, check, class, severity, confidence, places, n_places, link, message, question, evidence, n_evidence, err);
    pthread_mutex_unlock(&out->lock);
    return status;
}

ct_status ct_findings_add(ct_findings *out, const ct_check *check, ct_severity severity, float confidence,
                          const ct_finding_place *places, size_t n_places, uint32_t link,
                          const char *message, const char *question,
                          const char *const *evidence, size_t n_evidence, ct_error *err)
{
    return ct_findings_add_as(out, check, check->class, severity, confidence, places, n_places, link,
                              message, question, evidence, n_evidence, err);
}

/* ---- taking out ----------------------------------------------------------------------------------- */

/* Ids differ between any two findings, so the order is total. */
static int by_place_then_rule(const void *a, const void *b)
{
    const ct_finding *x = a, *y = b;
    int order;

    if (x->n_places == 0 || y->n_places == 0) {
        if (x->n_places != y->n_places)
            return x->n_places == 0 ? -1 : 1;
    } else {
        const ct_finding_place *p = &x->places[0], *q = &y->places[0];

        if (p->side != q->side)
            return p->side < q->side ? -1 : 1;
        if (p->span.start != q->span.start)
            return p->span.start < q->span.start ? -1 : 1;
        if (p->span.end != q->span.end)
            return p->span.end < q->span.end ? -1 : 1;
    }
    order = strcmp(x->rule, y->rule);
    return order != 0 ? order : strcmp(x->id, y->id);
}

const ct_finding *ct_findings_all(ct_findings *findings, size_t *n)
{
    if (!findings->sorted && findings->list.n > 1)
        qsort(findings->list.items, findings->list.n, sizeof *findings->list.items, by_place_then_rule);
    findings->sorted = true;
    *n = findings->list.n;
    return findings->list.items;
}

void ct_findings_settle(ct_findings *findings, const ct_catalogue *catalogue, const char *const ids[CT_SIDES], bool chosen)
{
    size_t kept = 0;

    for (size_t i = 0; i < findings->list.n; i++) {
        ct_finding *f = &findings->list.items[i];
        if (ct_catalogue_demotes(catalogue, ct_check_find(f->rule)))
            f->severity = CT_NEUTRAL;
        if (ct_settings_apply(findings->pair, ids, f) || chosen)
            findings->list.items[kept++] = *f;
    }
    findings->list.n = kept;
}

/* ---- words ---------------------------------------------------------------------------------------- */

const char *ct_class_name(ct_class class)
{
    static const char *const names[CT_CLASSES] = {
#define X(name, text) text,
        CT_CLASS_LIST(X)
#undef X
    };
    return names[class];
}

static const char *const severities[CT_SEVERITIES] = { "neutral", "minor", "major", "critical" };

const char *ct_severity_name(ct_severity severity)
{
    return severities[severity];
}

bool ct_severity_parse(const char *name, ct_severity *out)
{
    for (int i = 0; i < CT_SEVERITIES; i++)
        if (strcmp(name, severities[i]) == 0) {
            *out = (ct_severity)i;
            return true;
        }
    return false;
}
