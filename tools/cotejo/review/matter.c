/* Copying findings, and the texts around them, out of audits. */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "matter.h"
#include "pool.h"

enum {   /* bytes of a quotation: of a unit, beside a mark, of a mark */
    MOST_UNIT = 1000, MOST_BESIDE = 600, MOST_MARKED = 1500, MOST_HEADING = 60, MOST_OUTER = 28
};

typedef struct loader {
    pool                  *memory;
    const ct_audit *const *audits;
    size_t                 n_audits;
    review_document       *documents;                 /* [n_documents] */
    const ct_document_reading **readings;             /* [n_documents] the same, as they were read */
    size_t                 n_documents;
} loader;

/* ---- folding ----------------------------------------------------------------------------------------------------- */

/* Decomposed, without marks, in lower case; `n` UTF-16 units in, the result in place. */
static int32_t strip(UChar *s, int32_t n)
{
    int32_t out = 0;

    for (int32_t i = 0; i < n; i++) {   /* surrogates pass as they are */
        UChar32 c = s[i];
        if (u_charType(c) != U_NON_SPACING_MARK)
            s[out++] = (UChar)u_foldCase(c, U_FOLD_CASE_DEFAULT);
    }
    return out;
}

char *review_fold(const char *text)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&e);
    size_t len = strlen(text), room = 4 * len + 1;   /* UTF-16 has no more units than bytes; NFD fourfold */
    UChar *wide = malloc((len + 1) * sizeof *wide), *parts = malloc(room * sizeof *parts);
    char *out = malloc(3 * room);
    int32_t n = 0;

    if (wide == NULL || parts == NULL || out == NULL || len > INT32_MAX / 16) {
        free(out);
        out = NULL;
    } else {
        u_strFromUTF8WithSub(wide, (int32_t)len + 1, &n, text, (int32_t)len, 0xFFFD, NULL, &e);
        n = unorm2_normalize(nfd, wide, n, parts, (int32_t)room, &e);
        n = U_FAILURE(e) ? 0 : strip(parts, n);
        e = U_ZERO_ERROR;
        u_strToUTF8WithSub(out, (int32_t)(3 * room), NULL, parts, n, 0xFFFD, NULL, &e);
        out[U_FAILURE(e) ? 0 : strlen(out)] = '\0';
    }
    free(wide);
    free(parts);
    return out;
}

/* ---- quotations -------------------------------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Bytes from..end onto the growing object, white space run together. */
static void grow(loader *l, const char *bytes, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        size_t n = l->memory->n;
        if (!is_space(bytes[i]))
            pool_grow(l->memory, &bytes[i], 1);
        else if (n > 0 && l->memory->growing[n - 1] != ' ')
            pool_grow(l->memory, " ", 1);
    }
}

static uint32_t back_to_character(const char *bytes, uint32_t at, uint32_t least)
{
    while (at > least && ((unsigned char)bytes[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Up to `most` bytes of from..end; the last ones when `tail`. What is left out is shown by "…". */
static void grow_part(loader *l, const char *bytes, uint32_t from, uint32_t end, uint32_t most, bool tail)
{
    if (end - from <= most) {
        grow(l, bytes, from, end);
    } else if (tail) {
        pool_grow_string(l->memory, "…");
        grow(l, bytes, back_to_character(bytes, end - most, from), end);
    } else {
        grow(l, bytes, from, back_to_character(bytes, from + most, from));
        pool_grow_string(l->memory, "…");
    }
}

static const char *quote(loader *l, const char *bytes, ct_span span, uint32_t most)
{
    grow_part(l, bytes, span.start, span.end, most, false);
    return pool_finish(l->memory);
}

static void quote_place(loader *l, review_place *p, const char *bytes, ct_span all, ct_span mark)
{
    grow_part(l, bytes, all.start, mark.start, MOST_BESIDE, true);
    while (mark.start < mark.end && is_space(bytes[mark.start]))
        mark.start++;
    p->mark = l->memory->n;
    grow_part(l, bytes, mark.start, mark.end, MOST_MARKED, false);
    p->mark_end = l->memory->n;
    grow_part(l, bytes, mark.end, all.end, MOST_BESIDE, false);
    p->text = pool_finish(l->memory);
    if (p->mark == 0 && p->text[p->mark_end] == '\0')
        p->mark_end = 0;
}

/* ---- documents --------------------------------------------------------------------------------------------------- */

/* "Economy › 5. Trade": the headings a section stands under, outermost first; the document's title, over more than half
 * of it, tells nothing of the place. */
static const char *section_path(loader *l, const ct_document *doc, const char *bytes, uint32_t section)
{
    enum { HEADINGS = 3 };
    size_t n_sections, n_blocks;
    const ct_section *sections = ct_document_sections(doc, &n_sections);
    const ct_block *blocks = ct_document_blocks(doc, &n_blocks);
    uint32_t chain[HEADINGS], n = 0;

    for (uint32_t s = section; s != CT_NONE && n < HEADINGS; s = sections[s].parent)
        if (sections[s].heading != CT_NONE
            && (s == section || sections[s].end_block - sections[s].first_block < n_blocks / 2))
            chain[n++] = sections[s].heading;
    while (n > 0) {
        const ct_block *b = &blocks[chain[--n]];
        bool numbered = b->marker.span.end > b->marker.span.start;
        if (l->memory->n > 0)
            pool_grow_string(l->memory, " › ");
        grow_part(l, bytes, numbered ? b->marker.span.start : b->body.start, b->body.end,
                  n > 0 ? MOST_OUTER : MOST_HEADING, false);
    }
    return pool_finish(l->memory);
}

static void load_document(loader *l, review_document *out, const ct_document_reading *reading)
{
    const ct_document *doc = ct_document_reading_document(reading);
    const ct_text *text = ct_document_text(doc);
    size_t len, n, n_sections;
    const char *bytes = ct_text_bytes(text, &len), **sections;
    const ct_unit *units = ct_statements_units(ct_document_reading_statements(reading), &n);
    review_unit *copies = pool_take(l->memory, n, sizeof *copies);

    out->id = pool_copy(l->memory, ct_document_reading_id(reading));
    out->title = pool_copy(l->memory, ct_document_reading_title(reading));
    out->path = pool_copy(l->memory, ct_document_reading_path(reading));
    out->language = ct_document_language(doc) == CT_ES ? "ES" : "EN";
    for (size_t i = 0; i < n; i++) {
        copies[i].text = quote(l, bytes, units[i].span, MOST_UNIT);
        copies[i].at = ct_text_place(text, units[i].span.start);
        copies[i].section = units[i].section;
    }
    out->units = copies;
    out->n_units = n;
    ct_document_sections(doc, &n_sections);
    sections = pool_take(l->memory, n_sections, sizeof *sections);
    for (uint32_t i = 0; i < n_sections; i++)
        sections[i] = section_path(l, doc, bytes, i);
    out->sections = sections;
}

/* Each reading once, however many pairs it stands in. */
static const review_document *document_of(loader *l, const ct_document_reading *reading)
{
    size_t i = 0;

    while (i < l->n_documents && l->readings[i] != reading)
        i++;
    if (i == l->n_documents) {
        l->readings[i] = reading;
        load_document(l, &l->documents[i], reading);
        l->n_documents++;
    }
    return &l->documents[i];
}

/* ---- findings ---------------------------------------------------------------------------------------------------- */

static void load_place(loader *l, review_place *out, const ct_document_reading *reading,
                       const review_document *document, const ct_finding_place *p)
{
    const ct_text *text = ct_document_text(ct_document_reading_document(reading));
    size_t len, n;
    const char *bytes = ct_text_bytes(text, &len);
    const ct_unit *units = ct_statements_units(ct_document_reading_statements(reading), &n);
    ct_span all = p->span;

    if (p->unit != CT_NONE) {
        ct_span unit = units[p->unit].span;
        all.start = unit.start < all.start ? unit.start : all.start;
        all.end = unit.end > all.end ? unit.end : all.end;
    }
    out->document = document;
    out->unit = p->unit;
    out->at = ct_text_place(text, p->span.start);
    quote_place(l, out, bytes, all, p->span);
}

/* Units of the other side that came near the first place's unit without being its counterpart. */
static void load_candidates(loader *l, review_finding *out, const review_pair *pair, const ct_audit *audit,
                            const ct_finding *f)
{
    size_t n;
    const ct_candidate *all = ct_links_candidates(ct_audit_links(audit), &n);
    const ct_verdict *v;
    review_candidate *copies;
    ct_side side;

    if (f->n_places == 0 || f->places[0].unit == CT_NONE)
        return;
    side = f->places[0].side;
    v = &ct_links_verdicts(ct_audit_links(audit), side)[f->places[0].unit];
    copies = pool_take(l->memory, v->n_candidates, sizeof *copies);
    for (uint32_t i = 0; i < v->n_candidates; i++) {
        const ct_candidate *c = &all[v->first_candidate + i];
        copies[i] = (review_candidate){ pair->sides[side == CT_SOURCE ? CT_TARGET : CT_SOURCE], c->unit, c->score };
    }
    out->candidates = copies;
    out->n_candidates = v->n_candidates;
}

static void grow_words(loader *l, const char *words)
{
    pool_grow_string(l->memory, words);
    pool_grow(l->memory, "\n", 1);
}

static const char *all_words(loader *l, const review_finding *f)
{
    char *folded;
    const char *kept;

    grow_words(l, f->id);
    grow_words(l, f->rule);
    grow_words(l, f->message);
    grow_words(l, f->question);
    for (size_t i = 0; i < f->n_places; i++) {
        grow_words(l, f->places[i].text);
        if (f->places[i].unit != CT_NONE)
            grow_words(l, f->places[i].document->sections[f->places[i].document->units[f->places[i].unit].section]);
    }
    for (size_t i = 0; i < f->n_evidence; i++)
        grow_words(l, f->evidence[i]);
    pool_grow(l->memory, "", 1);
    folded = review_fold(l->memory->growing);
    l->memory->n = 0;
    kept = pool_copy(l->memory, folded);
    free(folded);
    return kept;
}

static void load_finding(loader *l, review_finding *out, const review_pair *pair, const ct_audit *audit,
                         const ct_finding *f)
{
    review_place *places = pool_take(l->memory, f->n_places, sizeof *places);
    const char **evidence = pool_take(l->memory, f->n_evidence, sizeof *evidence);

    out->id = pool_copy(l->memory, f->id);
    out->rule = pool_copy(l->memory, f->rule);
    out->message = pool_copy(l->memory, f->message);
    out->question = pool_copy(l->memory, f->question);
    out->severity = f->severity;
    out->confidence = f->confidence;
    for (size_t i = 0; i < f->n_places; i++)
        load_place(l, &places[i], ct_audit_side(audit, f->places[i].side), pair->sides[f->places[i].side],
                   &f->places[i]);
    for (size_t i = 0; i < f->n_evidence; i++)
        evidence[i] = pool_copy(l->memory, f->evidence[i]);
    out->places = places;
    out->n_places = f->n_places;
    out->evidence = evidence;
    out->n_evidence = f->n_evidence;
    load_candidates(l, out, pair, audit, f);
    out->folded = all_words(l, out);
}

/* ---- once each --------------------------------------------------------------------------------------------------- */

typedef struct seen_id { const char *id; uint32_t pair, in_pair; } seen_id;

static int by_id_then_pair(const void *a, const void *b)
{
    const seen_id *x = a, *y = b;
    int order = strcmp(x->id, y->id);

    return order != 0 ? order : (x->pair > y->pair) - (x->pair < y->pair);
}

/* Marks findings that an earlier pair has too: what is about one text alone comes with every pair of that text. */
static bool *mark_repeated(loader *l, size_t n, const size_t *first)
{
    seen_id *all = pool_take(l->memory, n, sizeof *all);
    bool *repeated = pool_take(l->memory, n, sizeof *repeated);
    size_t k = 0, n_findings;

    for (uint32_t i = 0; i < l->n_audits; i++) {
        const ct_finding *findings = ct_audit_findings(l->audits[i], &n_findings);
        for (uint32_t j = 0; j < n_findings; j++)
            all[k++] = (seen_id){ findings[j].id, i, j };
    }
    qsort(all, n, sizeof *all, by_id_then_pair);
    for (size_t i = 1, run = 0; i < n; i++) {
        if (strcmp(all[i].id, all[run].id) != 0)
            run = i;
        else if (all[i].pair != all[run].pair)
            repeated[first[all[i].pair] + all[i].in_pair] = true;
    }
    return repeated;
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

void review_matter_of(review_matter *out, const ct_audit *const *audits, size_t n_audits)
{
    pool *memory = pool_new();
    loader l = { .memory = memory, .audits = audits, .n_audits = n_audits };
    size_t n = 0, k, *first = pool_take(memory, n_audits, sizeof *first);
    review_finding *findings;
    review_pair *pairs;
    bool *repeated;

    *out = (review_matter){ 0 };
    for (size_t i = 0; i < n_audits; i++) {
        ct_audit_findings(audits[i], &k);
        first[i] = n;
        n += k;
    }
    repeated = mark_repeated(&l, n, first);
    pairs = pool_take(l.memory, n_audits, sizeof *pairs);
    findings = pool_take(l.memory, n, sizeof *findings);
    l.documents = pool_take(l.memory, CT_SIDES * n_audits, sizeof *l.documents);
    l.readings = pool_take(l.memory, CT_SIDES * n_audits, sizeof *l.readings);
    *out = (review_matter){ .pairs = pairs, .n_pairs = n_audits,
                            .findings = findings, .memory = memory };
    for (size_t i = 0; i < n_audits; i++) {
        const ct_finding *all = ct_audit_findings(audits[i], &k);
        for (int side = 0; side < CT_SIDES; side++)
            pairs[i].sides[side] = document_of(&l, ct_audit_side(audits[i], (ct_side)side));
        for (size_t j = 0; j < k; j++) {
            review_finding *f = &findings[out->n_findings];
            if (repeated[first[i] + j])
                continue;
            out->n_findings++;
            f->pair = (uint32_t)i;
            f->in_pair = (uint32_t)j;
            load_finding(&l, f, &pairs[i], audits[i], &all[j]);
        }
    }
}

void review_matter_free(review_matter *matter)
{
    pool_free(matter->memory);
    *matter = (review_matter){ 0 };
}
