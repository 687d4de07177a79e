/* Words whose full stop does not end a sentence: those listed, and initials. */
#include <string.h>

#include <cotejo-internal/chars.h>

#include "segment.h"

/* Entries are "Sr.", "No. #" (before a figure only) or "etc. +" (may also end a sentence). */
static bool add_entry(ct_abbreviations *set, const char *entry)
{
    ct_abbreviation kind = CT_ABBREVIATION_INNER;
    ct_span span = ct_span_trim(entry, (ct_span){ 0, (uint32_t)strlen(entry) });
    uint32_t before = set->table.n;

    if (span.start < span.end && (entry[span.end - 1] == '#' || entry[span.end - 1] == '+')) {
        kind = entry[span.end - 1] == '#' ? CT_ABBREVIATION_FIGURE : CT_ABBREVIATION_FINAL;
        span.end--;
        span = ct_span_trim(entry, span);
    }
    if (span.start == span.end)
        return true;
    if (ct_intern_add(&set->table, entry + span.start, span.end - span.start) == CT_NO_STRING)
        return false;
    return set->table.n == before || ct_push(&set->kinds, (uint8_t)kind);
}

ct_status ct_abbreviations_init(ct_abbreviations *set, const ct_segment_options *options, ct_error *err)
{
    *set = (ct_abbreviations){ 0 };
    for (size_t i = 0; options != NULL && i < options->n_abbreviations; i++)
        if (!add_entry(set, options->abbreviations[i]))
            return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for %zu abbreviations", options->n_abbreviations);
    return CT_OK;
}

void ct_abbreviations_release(ct_abbreviations *set)
{
    ct_intern_release(&set->table);
    ct_vector_release(&set->kinds);
}

/* Listed as written, or in lower case where the text has a capital: "Etc." */
static ct_abbreviation listed(const ct_abbreviations *set, const char *bytes, uint32_t start, uint32_t len)
{
    char lower[64];
    uint32_t k = ct_intern_find(&set->table, bytes + start, len);

    if (k == CT_NO_STRING && len < sizeof lower && bytes[start] >= 'A' && bytes[start] <= 'Z') {
        memcpy(lower, bytes + start, len);
        lower[0] = (char)(lower[0] | 0x20);
        k = ct_intern_find(&set->table, lower, len);
    }
    return k == CT_NO_STRING ? CT_ABBREVIATION_NONE : (ct_abbreviation)set->kinds.items[k];
}

/* "U.N", "EE.UU", "e.g": one or two letters, a stop, again and again; at least one stop inside. */
static bool is_dotted(const char *bytes, uint32_t start, uint32_t stop)
{
    uint32_t letters = 0, stops = 0;

    for (uint32_t at = start; at < stop; ) {
        int32_t c;
        at = ct_char_next(bytes, at, stop, &c);
        if (c == '.' && letters > 0) {
            stops++;
            letters = 0;
        } else if (ct_char_letter(c) && letters < 2) {
            letters++;
        } else {
            return false;
        }
    }
    return stops > 0 && letters > 0;
}

/* One capital letter, with a name behind it: "J. Pérez". */
static bool is_initial(const char *bytes, uint32_t start, uint32_t stop, int32_t next)
{
    int32_t c;

    return ct_char_next(bytes, start, stop, &c) == stop && ct_char_upper(c) && ct_char_upper(next);
}

ct_abbreviation ct_abbreviation_at(const ct_abbreviations *set, const char *bytes, uint32_t start, uint32_t stop,
                                   uint32_t end)
{
    uint32_t at = stop + 1;
    int32_t next = 0;
    ct_abbreviation kind;

    if (start >= stop || stop - start > 32)
        return CT_ABBREVIATION_NONE;
    for (uint32_t i = 0; i < 8 && at < end; i++) {
        at = ct_char_next(bytes, at, end, &next);
        if (!ct_char_space(next))
            break;
    }
    kind = listed(set, bytes, start, stop + 1 - start);
    if (kind == CT_ABBREVIATION_FIGURE && !ct_char_digit(next))
        kind = CT_ABBREVIATION_NONE;
    if (kind == CT_ABBREVIATION_NONE
        && (is_dotted(bytes, start, stop) || is_initial(bytes, start, stop, next)))
        kind = CT_ABBREVIATION_INNER;
    return kind;
}
