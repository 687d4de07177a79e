/* The list under review: filters, cursor, counts. */
#include <stdlib.h>
#include <string.h>

#include "list.h"

bool review_waits(ct_standing_state state)
{
    return state == CT_STANDS_OPEN || state == CT_STANDS_REOPENED || state == CT_STANDS_LAPSED;
}

bool review_list_of(review_list *out, const review_matter *matter)
{
    size_t n = matter->n_findings;

    *out = (review_list){ .matter = matter, .at = n > 0 ? 0 : CT_NONE,
                          .filter = { .severity = REVIEW_ANY, .state = REVIEW_ANY, .pair = CT_NONE } };
    out->states = calloc(n + 1, sizeof *out->states);
    out->marked = calloc(n + 1, sizeof *out->marked);
    out->shown = calloc(n + 1, sizeof *out->shown);
    if (out->states == NULL || out->marked == NULL || out->shown == NULL) {
        review_list_free(out);
        return false;
    }
    review_list_again(out);
    return true;
}

void review_list_free(review_list *list)
{
    free(list->states);
    free(list->marked);
    free(list->shown);
    *list = (review_list){ .at = CT_NONE };
}

/* ---- filters ----------------------------------------------------------------------------------------------------- */

/* Whether each of the folded words (parted by spaces) occurs; words are cut up in the course of it. */
static bool has_words(const char *text, const char *words)
{
    char word[4 * REVIEW_WORDS];

    while (*(words += strspn(words, " ")) != '\0') {
        size_t n = strcspn(words, " ");
        n = n < sizeof word ? n : sizeof word - 1;
        memcpy(word, words, n);
        word[n] = '\0';
        if (strstr(text, word) == NULL)
            return false;
        words += n;
    }
    return true;
}

static bool passes(const review_list *list, uint32_t i, const char *folded)
{
    const review_filter *f = &list->filter;
    const review_finding *finding = &list->matter->findings[i];

    return (f->rule == NULL || strcmp(f->rule, finding->rule) == 0)
        && (f->severity == REVIEW_ANY || (int)finding->severity >= f->severity)
        && (f->state == REVIEW_ANY || (int)list->states[i] == f->state
            || (f->state == REVIEW_WAITING && review_waits(list->states[i])))
        && (f->pair == CT_NONE || f->pair == finding->pair)
        && has_words(finding->folded, folded);
}

/* The first finding shown from `from` on, as an index of `shown`; n_shown if there is none. */
static size_t from(const review_list *list, uint32_t finding)
{
    size_t low = 0, high = list->n_shown;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->shown[middle] < finding)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void review_list_again(review_list *list)
{
    char *folded = review_fold(list->filter.words);
    size_t i;

    list->n_shown = 0;
    for (uint32_t f = 0; f < list->matter->n_findings; f++)
        if (passes(list, f, folded != NULL ? folded : ""))
            list->shown[list->n_shown++] = f;
    free(folded);
    if (list->n_shown == 0)
        return;   /* `at` is kept for when there are some again */
    i = from(list, list->at);
    list->at = list->shown[i < list->n_shown ? i : list->n_shown - 1];
}

size_t review_list_filter(review_list *list, const review_filter *filter)
{
    list->filter = *filter;
    review_list_again(list);
    return list->n_shown;
}

/* ---- going about ------------------------------------------------------------------------------------------------- */

const review_finding *review_list_at(const review_list *list)
{
    return list->n_shown == 0 ? NULL : &list->matter->findings[list->at];
}

size_t review_list_position(const review_list *list)
{
    return from(list, list->at);
}

bool review_list_step(review_list *list, long steps)
{
    long i = (long)review_list_position(list), last = (long)list->n_shown - 1, wanted;

    if (list->n_shown == 0)
        return false;
    wanted = steps > last - i ? last : steps < -i ? 0 : i + steps;
    list->at = list->shown[wanted];
    return wanted != i;
}

bool review_list_next_open(review_list *list, int way)
{
    long n = (long)list->n_shown;

    for (long i = (long)review_list_position(list) + way; i >= 0 && i < n; i += way)
        if (review_waits(list->states[list->shown[i]])) {
            list->at = list->shown[i];
            return true;
        }
    return false;
}

void review_list_first_open(review_list *list)
{
    if (list->n_shown == 0)
        return;
    list->at = list->shown[0];
    if (!review_waits(list->states[list->at]))
        review_list_next_open(list, 1);
}

void review_list_go(review_list *list, uint32_t finding)
{
    size_t i = from(list, finding);

    if (i >= list->n_shown || list->shown[i] != finding) {
        const review_filter none = { .severity = REVIEW_ANY, .state = REVIEW_ANY, .pair = CT_NONE };
        review_list_filter(list, &none);
    }
    list->at = finding;
}

/* The finding shown whose first place is nearest from line:column on. */
static uint32_t find_line(const review_list *list, ct_place wanted)
{
    uint32_t best = CT_NONE;
    ct_place nearest = { UINT32_MAX, UINT32_MAX };

    for (size_t i = 0; i < list->n_shown; i++) {
        const review_finding *f = &list->matter->findings[list->shown[i]];
        ct_place at = f->n_places > 0 ? f->places[0].at : (ct_place){ 0, 0 };
        bool after = at.line > wanted.line || (at.line == wanted.line && at.column >= wanted.column);
        if (after && (at.line < nearest.line || (at.line == nearest.line && at.column < nearest.column))) {
            nearest = at;
            best = list->shown[i];
        }
    }
    return best;
}

uint32_t review_list_find(const review_list *list, const char *wanted)
{
    char *end;
    size_t n = strlen(wanted);
    unsigned long number = strtoul(wanted, &end, 10);

    if (end != wanted && *end == ':') {
        unsigned long column = strtoul(end + 1, &end, 10);
        return *end != '\0' ? CT_NONE
             : find_line(list, (ct_place){ (uint32_t)(number < UINT32_MAX ? number : UINT32_MAX),
                                           (uint32_t)(column < UINT32_MAX ? column : UINT32_MAX) });
    }
    if (end != wanted && *end == '\0' && number >= 1 && number <= list->n_shown)
        return list->shown[number - 1];
    for (uint32_t i = 0; n >= 4 && i < list->matter->n_findings; i++)
        if (strncmp(list->matter->findings[i].id, wanted, n) == 0)
            return i;
    return CT_NONE;
}

/* ---- counts ------------------------------------------------------------------------------------------------------ */

size_t review_list_count(const review_list *list, const char *rule, size_t counts[CT_STANDING_STATES])
{
    size_t all = 0;

    memset(counts, 0, CT_STANDING_STATES * sizeof *counts);
    for (uint32_t i = 0; i < list->matter->n_findings; i++)
        if (rule == NULL || strcmp(list->matter->findings[i].rule, rule) == 0) {
            counts[list->states[i]]++;
            all++;
        }
    return all;
}

static bool alike(const review_finding *a, const review_finding *b)
{
    if (strcmp(a->rule, b->rule) != 0 || strcmp(a->message, b->message) != 0 || a->n_evidence != b->n_evidence)
        return false;
    for (size_t i = 0; i < a->n_evidence; i++)
        if (strcmp(a->evidence[i], b->evidence[i]) != 0)
            return false;
    return true;
}

size_t review_list_like(const review_list *list, uint32_t finding, uint32_t *out)
{
    const review_finding *all = list->matter->findings;
    size_t n = 0;

    for (uint32_t i = 0; i < list->matter->n_findings; i++)
        if (i == finding || (review_waits(list->states[i]) && alike(&all[i], &all[finding])))
            out[n++] = i;
    return n;
}

size_t review_list_marked(const review_list *list, uint32_t *out)
{
    size_t n = 0;

    for (uint32_t i = 0; i < list->matter->n_findings; i++)
        if (list->marked[i])
            out[n++] = i;
    return n;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t review_list_rules(const review_list *list, const char **out)
{
    size_t n = 0, k = 0;

    for (uint32_t i = 0; i < list->matter->n_findings; i++)
        out[n++] = list->matter->findings[i].rule;
    qsort(out, n, sizeof *out, by_text);
    for (size_t i = 0; i < n; i++)
        if (k == 0 || strcmp(out[k - 1], out[i]) != 0)
            out[k++] = out[i];
    return k;
}
