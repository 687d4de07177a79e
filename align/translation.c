/* From beads of sentences to links of units, and whether two texts are a translation at all. */
#include <stdlib.h>
#include <string.h>

#include "links.h"
#include "translation.h"

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for links of a translation");
}

/* ---- beads -------------------------------------------------------------------------------------------------- */

ct_status ct_translation_of(ct_translation *out, const ct_document_reading *source, const ct_document_reading *target,
                          ct_error *err)
{
    const ct_document_reading *const sides[CT_SIDES] = { source, target };
    ct_bead_options options = { .jobs = 1, .explain = true };     /* pairs run in parallel already */
    ct_status status = CT_OK;

    for (int side = 0; status == CT_OK && side < CT_SIDES; side++) {
        options.language[side] = ct_document_language(ct_document_reading_document(sides[side]));
        status = ct_strand_of_segments(&out->strands[side], ct_document_reading_segments(sides[side]), err);
    }
    if (status == CT_OK)
        status = ct_beads_of(&out->beads, out->strands[CT_SOURCE], out->strands[CT_TARGET],
                             ct_vocabulary_lexicon(ct_statements_vocabulary(ct_document_reading_statements(source))),
                             &options, err);
    return status;
}

void ct_translation_release(ct_translation *r)
{
    ct_beads_free(r->beads);
    for (int side = 0; side < CT_SIDES; side++)
        ct_strand_free(r->strands[side]);
    *r = (ct_translation){ 0 };
}

/* ---- what kind of pair ------------------------------------------------------------------------------------------ */

/* Does most of what a bead's words can meet meet? Comparable texts have sentences of one matter, in other words. */
static bool is_rendered(const ct_bead *bead, const ct_bead_reason *reason)
{
    return bead->kind == CT_BEAD_IN_ORDER && reason->met * 5 >= reason->telling * 3;
}

/* Translations of which three tenths were cut on either side have 30 % and more of both sides in such sentences, as a
 * geometric mean; texts modelled on each other less than 25 %, other texts of one matter less than 10 %. */
bool ct_translation_holds(const ct_translation *t, const ct_messages *messages, ct_buffer *why)
{
    static const double least = 0.27;
    size_t n, n_units, n_spans;
    const ct_bead *all = ct_beads_all(t->beads, &n);
    const ct_bead_reason *reasons = ct_beads_reasons(t->beads);
    const uint32_t *units = ct_beads_units(t->beads, &n_units);
    double bytes[CT_SIDES] = { 0, 0 }, rendered[CT_SIDES] = { 0, 0 }, shares[CT_SIDES];

    for (size_t i = 0; i < n; i++)
        for (int side = 0; all[i].kind != CT_BEAD_NOISE && side < CT_SIDES; side++)
            for (uint32_t k = 0; k < all[i].n[side]; k++) {
                ct_span span = ct_strand_spans(t->strands[side], &n_spans)[units[all[i].first[side] + k]];
                bytes[side] += span.end - span.start;
                if (is_rendered(&all[i], &reasons[i]))
                    rendered[side] += span.end - span.start;
            }
    for (int side = 0; side < CT_SIDES; side++)
        shares[side] = bytes[side] > 0 ? rendered[side] / bytes[side] : 0;
    ct_buffer_printf(why, ct_say(messages, "decided from the alignment: sentences that render each other, in one order and with "
                                           "most of their words, make up %.0f %% of the source and %.0f %% of the target; a "
                                           "translation has at least %.0f %%"),
                     100 * shares[CT_SOURCE], 100 * shares[CT_TARGET], 100 * least);
    return shares[CT_SOURCE] * shares[CT_TARGET] >= least * least;
}

/* ---- links -------------------------------------------------------------------------------------------------------- */

typedef struct side_view {
    const ct_unit  *units;            /* [n_units] */
    const ct_token *tokens;           /* [n_tokens] */
    const ct_span  *spans;            /* of the strand's units */
    uint32_t       *first;            /* [sentences + 1] units by sentence */
    size_t          n_units, n_tokens, n_sentences;
} side_view;

typedef struct linker {
    ct_links           *links;
    const ct_translation *r;
    side_view           sides[CT_SIDES];
    const ct_bead_reason *reasons;
    const ct_bead_word   *words;
} linker;

static bool view_side(linker *w, ct_side side, const ct_statements *statements)
{
    side_view *v = &w->sides[side];
    const ct_segments *segments = ct_vocabulary_segments(ct_statements_vocabulary(statements));
    size_t n;
    uint32_t unit = 0;

    v->units = ct_statements_units(statements, &v->n_units);
    v->tokens = ct_segments_tokens(segments, &v->n_tokens);
    ct_segments_sentences(segments, &v->n_sentences);
    v->spans = ct_strand_spans(w->r->strands[side], &n);
    v->first = malloc((v->n_sentences + 1) * sizeof *v->first);
    if (v->first == NULL)
        return false;
    for (uint32_t s = 0; s <= v->n_sentences; s++) {
        while (unit < v->n_units && v->units[unit].sentence < s)
            unit++;
        v->first[s] = unit;
    }
    return true;
}

/* The units of a sentence, or of the part of one, that unit `i` of the strand is: half open. */
static void units_of(const linker *w, ct_side side, uint32_t i, uint32_t *first, uint32_t *end)
{
    const side_view *v = &w->sides[side];
    uint32_t sentence = ct_strand_sentence(w->r->strands[side], i);

    *first = *end = 0;
    if (sentence == CT_NONE)
        return;
    *first = v->first[sentence];
    *end = v->first[sentence + 1];
    while (*first < *end && v->units[*first].span.end <= v->spans[i].start)
        ++*first;
    while (*first < *end && v->units[*end - 1].span.start >= v->spans[i].end)
        --*end;
}

/* Append the units of one side of a bead, each once. */
static bool take_units(linker *w, ct_side side, const ct_bead *b, ct_link *link)
{
    size_t n;
    const uint32_t *units = ct_beads_units(w->r->beads, &n);

    link->first_unit[side] = (uint32_t)w->links->units.n;
    for (uint32_t k = 0; k < b->n[side]; k++) {
        uint32_t first, end;
        units_of(w, side, units[b->first[side] + k], &first, &end);
        for (uint32_t u = first; u < end; u++) {
            bool again = w->links->units.n > link->first_unit[side] && w->links->units.items[w->links->units.n - 1] == u;
            if (!again && !ct_push(&w->links->units, u))
                return false;
        }
    }
    link->n_units[side] = (uint32_t)w->links->units.n - link->first_unit[side];
    return true;
}

static uint32_t token_at(const side_view *v, uint32_t offset)
{
    size_t low = 0, high = v->n_tokens;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (v->tokens[middle].span.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* The words of a bead as evidence; of what is alone only those that met. */
static bool take_evidence(linker *w, const ct_bead_reason *reason, bool met_only, uint32_t *first, uint32_t *n)
{
    static const ct_evidence_kind kinds[CT_KINDS] = {
        [CT_KIND_WORD] = CT_EVIDENCE_WORD, [CT_KIND_NAME] = CT_EVIDENCE_NAME, [CT_KIND_FIGURE] = CT_EVIDENCE_FIGURE
    };
    static const float most = 6;       /* log-odds that count as all that one word can tell */

    *first = (uint32_t)w->links->evidence.n;
    for (uint32_t k = reason->first_word; k < reason->first_word + reason->n_words; k++) {
        const ct_bead_word *word = &w->words[k];
        ct_link_evidence e = { .kind = kinds[word->kind], .concept = CT_NONE,
                               .weight = word->weight < most ? word->weight / most : 1 };
        if (met_only && (word->span[CT_SOURCE].end == 0 || word->span[CT_TARGET].end == 0))
            continue;
        for (int side = 0; side < CT_SIDES; side++)
            if (word->span[side].end > 0) {
                e.first[side] = token_at(&w->sides[side], word->span[side].start);
                e.end[side] = e.first[side] + 1;
            }
        if (!ct_push(&w->links->evidence, e))
            return false;
    }
    *n = (uint32_t)w->links->evidence.n - *first;
    return true;
}

/* One side is far longer than the other lets expect: it says more. */
static ct_link_kind kind_of(const ct_bead_reason *reason)
{
    static const float far = 2;

    return reason->lengths > far || reason->lengths < 1 / far ? CT_LINK_PARTIAL : CT_LINK_COUNTERPART;
}

static bool link_bead(linker *w, const ct_bead *b, const ct_bead_reason *reason)
{
    ct_link link = { .kind = kind_of(reason), .score = b->probability, .moved = b->kind == CT_BEAD_MOVED };

    for (int side = 0; side < CT_SIDES; side++)
        if (!take_units(w, (ct_side)side, b, &link))
            return false;
    if (link.n_units[CT_SOURCE] == 0 || link.n_units[CT_TARGET] == 0) {
        w->links->units.n = link.first_unit[CT_SOURCE];
        return true;
    }
    for (int side = 0; side < CT_SIDES; side++)
        for (uint32_t k = 0; k < link.n_units[side]; k++)
            w->links->verdicts[side][w->links->units.items[link.first_unit[side] + k]] =
                (ct_verdict){ .kind = CT_VERDICT_LINKED };
    return take_evidence(w, reason, false, &link.first_evidence, &link.n_evidence) && ct_push(&w->links->links, link);
}

/* A sentence that the other text lacks, with what comes nearest there. */
static bool judge_lone(linker *w, ct_side side, uint32_t i, const ct_bead *b, const ct_bead_reason *reason)
{
    ct_side other = side == CT_SOURCE ? CT_TARGET : CT_SOURCE;
    ct_verdict verdict = { .kind = CT_VERDICT_UNMATCHED, .reason = CT_REASON_TOPIC_ABSENT, .score = b->probability,
                           .first_candidate = (uint32_t)w->links->candidates.n };
    uint32_t first, end, rival = 0, rival_end = 0;

    if (reason->rival != CT_NONE)
        units_of(w, other, reason->rival, &rival, &rival_end);
    if (rival < rival_end) {
        verdict.reason = CT_REASON_OBJECT_DIFFERS;
        verdict.n_candidates = 1;
        if (!ct_push(&w->links->candidates, (ct_candidate){ rival, reason->rival_probability })
            || !take_evidence(w, reason, true, &verdict.first_evidence, &verdict.n_evidence))
            return false;
    }
    units_of(w, side, i, &first, &end);
    for (uint32_t u = first; u < end; u++)
        if (w->links->verdicts[side][u].kind != CT_VERDICT_LINKED)
            w->links->verdicts[side][u] = verdict;
    return true;
}

static bool link_all(linker *w)
{
    size_t n, n_units;
    const ct_bead *all = ct_beads_all(w->r->beads, &n);
    const uint32_t *units = ct_beads_units(w->r->beads, &n_units);
    bool ok = true;

    for (int side = 0; side < CT_SIDES; side++)
        for (size_t u = 0; u < w->sides[side].n_units; u++)
            w->links->verdicts[side][u].kind = CT_VERDICT_SET_ASIDE;
    for (size_t i = 0; ok && i < n; i++)
        if (all[i].n[CT_SOURCE] > 0 && all[i].n[CT_TARGET] > 0)
            ok = link_bead(w, &all[i], &w->reasons[i]);
    for (size_t i = 0; ok && i < n; i++) {
        ct_side side = all[i].n[CT_SOURCE] > 0 ? CT_SOURCE : CT_TARGET;
        if (all[i].kind == CT_BEAD_ALONE)
            ok = judge_lone(w, side, units[all[i].first[side]], &all[i], &w->reasons[i]);
    }
    return ok;
}

ct_status ct_links_of_beads(ct_links **out, const ct_statements *source, const ct_statements *target,
                            const ct_translation *translation, ct_error *err)
{
    size_t n;
    linker w = { .links = ct_links_new(source, target), .r = translation, .reasons = ct_beads_reasons(translation->beads),
                 .words = ct_beads_words(translation->beads, &n) };
    bool ok = w.links != NULL && view_side(&w, CT_SOURCE, source) && view_side(&w, CT_TARGET, target) && link_all(&w);

    for (int side = 0; side < CT_SIDES; side++)
        free(w.sides[side].first);
    *out = ok ? w.links : NULL;
    if (!ok)
        ct_links_free(w.links);
    return ok ? CT_OK : no_memory(err);
}
