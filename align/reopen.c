/* Findings that were decided in an earlier wording.
 *
 * A decision whose fingerprint no finding has any more is held against the undecided findings of its rule: by the words of
 * the statements, from an inverted index, never each against each. Words that very many decisions share tell nothing
 * and are passed over, so that the work stays linear. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/vector.h>

#include "review.h"

enum {
    MOST_WORDS = 400,        /* of a statement … */
    MOST_BYTES = 1 << 14,    /* … and of its text: thousands of findings may stand in one endless word */
    MOST_SHARING = 64,       /* decisions that one word leads to */
    NEAR_PERCENT = 75        /* of the words of two statements that are the same (Dice) */
};

typedef CT_VECTOR(uint32_t) word_list;
typedef struct posting { uint32_t word, orphan; } posting;

/* A decision without a finding. */
typedef struct orphan {
    const ct_decision *decision;
    size_t             n_words;
    uint32_t           shared;      /* words met by the statement at hand */
    bool               taken;
} orphan;

typedef struct search {
    CT_VECTOR(orphan)   orphans;
    CT_VECTOR(posting)  postings;   /* by word */
    CT_VECTOR(const char *) ids;    /* of all findings, sorted */
    word_list           words;      /* of the statement at hand: sorted hashes, each once */
    word_list           met;        /* orphans that share a word with it */
} search;

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for decisions");
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

static int by_word(const void *a, const void *b)
{
    const posting *x = a, *y = b;

    return x->word != y->word ? (x->word < y->word ? -1 : 1) : x->orphan < y->orphan ? -1 : x->orphan > y->orphan;
}

/* ---- words ------------------------------------------------------------------------------------------------------ */

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Hashes of the words and of the rule (so that rules do not meet), sorted, each once. FNV-1a, 32 bits. */
static bool take_words(word_list *words, const char *rule, const char *text, size_t n)
{
    uint32_t seed = 2166136261u, hash;
    size_t kept = 0;

    words->n = 0;
    n = n < MOST_BYTES ? n : MOST_BYTES;
    for (; *rule != '\0'; rule++)
        seed = (seed ^ (unsigned char)*rule) * 16777619u;
    for (size_t i = 0; i < n && words->n < MOST_WORDS;) {
        hash = seed;
        if (!is_word_byte((unsigned char)text[i])) {
            i++;
            continue;
        }
        for (; i < n && is_word_byte((unsigned char)text[i]); i++)
            hash = (hash ^ (unsigned char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i])) * 16777619u;
        if (!ct_push(words, hash))
            return false;
    }
    if (words->n > 1)
        qsort(words->items, words->n, sizeof *words->items, by_number);
    for (size_t i = 0; i < words->n; i++)
        if (kept == 0 || words->items[kept - 1] != words->items[i])
            words->items[kept++] = words->items[i];
    words->n = kept;
    return true;
}

/* ---- orphans ---------------------------------------------------------------------------------------------------- */

static bool gather_ids(search *s, const ct_audit *const *audits, size_t n)
{
    for (size_t a = 0; a < n; a++) {
        size_t k;
        const ct_finding *findings = ct_audit_findings(audits[a], &k);
        for (size_t i = 0; i < k; i++)
            if (!ct_push(&s->ids, findings[i].id))
                return false;
    }
    if (s->ids.n > 1)
        qsort(s->ids.items, s->ids.n, sizeof *s->ids.items, by_text);
    return true;
}

static bool add_orphan(search *s, const ct_decision *d)
{
    const char *text = d->unit != NULL ? d->unit : d->text;
    orphan one = { .decision = d };

    if (text == NULL || d->rule == NULL)
        return ct_push(&s->orphans, one);
    if (!take_words(&s->words, d->rule, text, strlen(text)))
        return false;
    one.n_words = s->words.n;
    for (size_t i = 0; i < s->words.n; i++)
        if (!ct_push(&s->postings, (posting){ s->words.items[i], (uint32_t)s->orphans.n }))
            return false;
    return ct_push(&s->orphans, one);
}

static ct_status gather_orphans(search *s, const ct_decisions *decisions, ct_error *err)
{
    const ct_decision **sorted;
    size_t n, next;
    ct_status status = ct_decisions_sort(&sorted, &n, decisions, err);

    for (size_t i = 0; status == CT_OK && i < n; i = next) {
        const ct_decision *rival, *word;
        const char *id = sorted[i]->finding;
        for (next = i; next < n && strcmp(sorted[next]->finding, id) == 0;)
            next++;
        if (s->ids.n > 0 && bsearch(&id, s->ids.items, s->ids.n, sizeof id, by_text) != NULL)
            continue;
        word = ct_decisions_word(sorted, i, next, &rival);
        if (word != NULL && !add_orphan(s, word))
            status = no_memory(err);
    }
    free(sorted);
    if (s->postings.n > 1)
        qsort(s->postings.items, s->postings.n, sizeof *s->postings.items, by_word);
    return status;
}

/* ---- the nearest -------------------------------------------------------------------------------------------------- */

static bool count_shared(search *s)
{
    s->met.n = 0;
    for (size_t i = 0; i < s->words.n; i++) {
        size_t low = 0, high = s->postings.n, first;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (s->postings.items[middle].word < s->words.items[i])
                low = middle + 1;
            else
                high = middle;
        }
        for (first = low; low < s->postings.n && s->postings.items[low].word == s->words.items[i]; low++)
            if (low - first == MOST_SHARING)
                break;
        for (; first < low; first++) {
            uint32_t k = s->postings.items[first].orphan;
            if (s->orphans.items[k].shared++ == 0 && !ct_push(&s->met, k))
                return false;
        }
    }
    return true;
}

/* The orphan most like the statement at hand, marked as taken; NULL if none is near enough. */
static const ct_decision *nearest(search *s)
{
    size_t best = SIZE_MAX;
    uint32_t best_percent = NEAR_PERCENT - 1;

    for (size_t i = 0; i < s->met.n; i++) {
        orphan *o = &s->orphans.items[s->met.items[i]];
        uint32_t percent = (uint32_t)(200 * (size_t)o->shared / (o->n_words + s->words.n));
        o->shared = 0;
        if (!o->taken && percent > best_percent) {
            best = s->met.items[i];
            best_percent = percent;
        }
    }
    if (best == SIZE_MAX)
        return NULL;
    s->orphans.items[best].taken = true;
    return s->orphans.items[best].decision;
}

/* The statement that a finding's first place stands in. */
static ct_span unit_span(const ct_audit *audit, const ct_finding *f, const char **bytes)
{
    const ct_document_reading *side = ct_audit_side(audit, f->places[0].side);
    size_t n_units, n;
    const ct_unit *units = ct_statements_units(ct_document_reading_statements(side), &n_units);

    *bytes = ct_text_bytes(ct_document_text(ct_document_reading_document(side)), &n);
    return f->places[0].unit < n_units ? units[f->places[0].unit].span : f->places[0].span;
}

static ct_status reopen(search *s, ct_review *review, const ct_audit *audit, ct_error *err)
{
    size_t n;
    const ct_finding *findings = ct_audit_findings(audit, &n);

    for (size_t i = 0; i < n; i++) {
        const char *bytes;
        ct_span span;
        if (review->standings[i].decision != NULL || findings[i].n_places == 0)
            continue;
        span = unit_span(audit, &findings[i], &bytes);
        if (!take_words(&s->words, findings[i].rule, bytes + span.start, span.end - span.start) || !count_shared(s))
            return no_memory(err);
        review->standings[i].former = nearest(s);
    }
    return CT_OK;
}

ct_status ct_reviews_reopen(ct_review *const *reviews, const ct_audit *const *audits, size_t n,
                            const ct_decisions *decisions, size_t *gone, ct_error *err)
{
    search s = { 0 };
    ct_status status = gather_ids(&s, audits, n) ? CT_OK : no_memory(err);

    *gone = 0;
    if (status == CT_OK)
        status = gather_orphans(&s, decisions, err);
    for (size_t a = 0; status == CT_OK && s.orphans.n > 0 && a < n; a++)
        status = reopen(&s, reviews[a], audits[a], err);
    for (size_t i = 0; i < s.orphans.n; i++)
        *gone += !s.orphans.items[i].taken;
    ct_vector_release(&s.orphans);
    ct_vector_release(&s.postings);
    ct_vector_release(&s.ids);
    ct_vector_release(&s.words);
    ct_vector_release(&s.met);
    return status;
}
