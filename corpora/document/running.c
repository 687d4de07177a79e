/* Running heads: the same short line again and again, beside page numbers or in the middle of sentences. */
#include <stdlib.h>

#include <cotejo-internal/chars.h>
#include <cotejo-internal/intern.h>

#include "document.h"

enum { LONGEST = 120, LONGEST_NUMBER = 24, NEAR = 3 };

/* What is counted for each distinct short line. */
typedef struct tally { uint32_t lines, beside_number; bool inside_sentence; } tally;

/* What is known of each line. */
typedef struct view { uint32_t key; bool number, beside_number, inside_sentence; } view;

static ct_span span_of(const ct_builder *b, size_t i) { return b->lines.items[i].span; }

static bool is_number_line(const ct_builder *b, size_t i)
{
    ct_span s = span_of(b, i);
    uint32_t behind = s.start, digits = 0;

    for (uint32_t at = s.start; at < s.end && at - s.start <= LONGEST_NUMBER; at++)
        digits += ct_char_digit(b->bytes[at]);
    return s.end - s.start <= LONGEST_NUMBER && (digits > 0 || s.end - s.start < 6)
        && ct_residue_of(b->patterns, b->bytes, s, &behind) == CT_RESIDUE_PAGE_HEADER;
}

/* Does line i stand between the halves of a sentence, page numbers aside? */
static bool cuts_sentence(const ct_builder *b, const view *views, size_t i)
{
    size_t before = i, behind = i + 1;
    ct_span x, y;
    int32_t last;

    while (before > 0 && i - before < NEAR && views[before - 1].number)
        before--;
    while (behind < b->lines.n && behind - i <= NEAR && views[behind].number)
        behind++;
    if (before == 0 || behind >= b->lines.n)
        return false;
    x = span_of(b, before - 1);
    y = span_of(b, behind);
    ct_char_before(b->bytes, x.start, x.end, &last);
    return x.end - x.start > 20 && (ct_char_letter(last) || last == ',')
        && ct_char_lower(ct_char_at(b->bytes, y.start, y.end));
}

/* The key under which line i is counted: its letters without figures; false if it cannot be a running head. */
static bool key_of(ct_buffer *key, const ct_builder *b, size_t i)
{
    ct_span s = span_of(b, i);
    size_t n = 0;
    int32_t last;

    ct_char_before(b->bytes, s.start, s.end, &last);
    if (s.end - s.start > LONGEST || last == '.' || last == ':' || last == ';' || last == ',')
        return false;
    key->n = 0;
    ct_fold_bare(key, b->bytes, s, 2 * LONGEST);
    for (size_t k = 0; k < key->n; k++)
        if (!ct_char_digit(key->bytes[k]))
            key->bytes[n++] = key->bytes[k];
    key->n = n;
    return n > 3;
}

static void look_around(const ct_builder *b, view *views)
{
    for (size_t i = 0; i < b->lines.n; i++)
        views[i].number = is_number_line(b, i);
    for (size_t i = 0; i < b->lines.n; i++) {
        if (views[i].number || span_of(b, i).end - span_of(b, i).start > LONGEST)
            continue;
        views[i].beside_number = (i > 0 && views[i - 1].number) || (i + 1 < b->lines.n && views[i + 1].number);
        views[i].inside_sentence = cuts_sentence(b, views, i);
    }
}

/* Beside page numbers twice; or three times, once inside a sentence, then all but the first, which may be the title; or
 * just once, yet beside a page number and inside a sentence. */
static bool is_running(const view *v, const tally *t, bool first)
{
    if (v->beside_number && (t->beside_number > 1 || v->inside_sentence))
        return true;
    return t->beside_number == 0 && t->lines > 2 && t->inside_sentence && !first;
}

ct_status ct_running_heads(bool *marks, const ct_builder *b, ct_error *err)
{
    view *views = calloc(b->lines.n + 1, sizeof *views);
    CT_VECTOR(tally) tallies = { 0 };
    ct_buffer key = { 0 };
    ct_intern table = { 0 };
    bool fits = views != NULL;

    if (fits)
        look_around(b, views);
    for (size_t i = 0; i < b->lines.n && fits; i++) {
        view *v = &views[i];
        v->key = v->number || !key_of(&key, b, i) ? CT_NONE : ct_intern_add(&table, key.bytes, key.n);
        if (v->key == CT_NONE)
            continue;
        if (v->key == tallies.n)
            fits = ct_push(&tallies, (tally){ 0 });
        if (fits) {
            tally *t = &tallies.items[v->key];
            marks[i] = t->lines++ == 0;      /* for now: is it the first of its kind? */
            t->beside_number += v->beside_number;
            t->inside_sentence = t->inside_sentence || v->inside_sentence;
        }
    }
    for (size_t i = 0; i < b->lines.n && fits; i++)
        marks[i] = views[i].key != CT_NONE && is_running(&views[i], &tallies.items[views[i].key], marks[i]);
    fits = fits && !key.failed;
    free(views);
    ct_vector_release(&tallies);
    ct_buffer_release(&key);
    ct_intern_release(&table);
    return fits ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lines of a text");
}
