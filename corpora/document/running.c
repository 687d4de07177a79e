/* Running heads: the same short line again and again, beside page numbers or in the middle of sentences. */
#include <stdlib.h>

#include <cotejo-internal/chars.h>
#include <cotejo-internal/intern.h>

#include "document.h"

enum { LONGEST = 120, REPEATS = 3 };

/* What is counted for each distinct short line. */
typedef struct tally { uint32_t lines; bool beside_number, inside_sentence; } tally;

static ct_span span_of(const ct_builder *b, size_t i) { return b->lines.items[i].span; }

static bool is_number_line(const ct_builder *b, size_t i)
{
    ct_span s = span_of(b, i);

    if (s.end - s.start > 12)
        return false;
    for (uint32_t at = s.start; at < s.end; at++)
        if (!ct_char_digit(b->bytes[at]) && b->bytes[at] != ' ' && b->bytes[at] != '-' && b->bytes[at] != '/')
            return false;
    return true;
}

/* Does line i stand between the halves of a sentence? */
static bool cuts_sentence(const ct_builder *b, size_t i)
{
    ct_span before, behind;
    int32_t last;

    if (i == 0 || i + 1 >= b->lines.n)
        return false;
    before = span_of(b, i - 1);
    behind = span_of(b, i + 1);
    ct_char_before(b->bytes, before.start, before.end, &last);
    return before.end - before.start > 40 && (ct_char_letter(last) || last == ',')
        && ct_char_lower(ct_char_at(b->bytes, behind.start, behind.end));
}

/* The key under which line i is counted: its letters without figures; false if it cannot be a running head. */
static bool key_of(ct_buffer *key, const ct_builder *b, size_t i)
{
    ct_span s = span_of(b, i);
    size_t n = 0;
    int32_t last;

    ct_char_before(b->bytes, s.start, s.end, &last);
    if (s.end - s.start > LONGEST || ct_char_stop(last) || last == ':' || last == ';' || last == ',')
        return false;
    key->n = 0;
    ct_fold_bare(key, b->bytes, s, 2 * LONGEST);
    for (size_t k = 0; k < key->n; k++)
        if (!ct_char_digit(key->bytes[k]))
            key->bytes[n++] = key->bytes[k];
    key->n = n;
    return n > 3;
}

ct_status ct_running_heads(bool *marks, const ct_builder *b, ct_error *err)
{
    uint32_t *keys = malloc((b->lines.n + 1) * sizeof *keys);
    CT_VECTOR(tally) tallies = { 0 };
    ct_buffer key = { 0 };
    ct_intern table = { 0 };
    bool fits = keys != NULL;

    for (size_t i = 0; i < b->lines.n && fits; i++) {
        tally *t;
        keys[i] = CT_NO_STRING;
        if (!key_of(&key, b, i))
            continue;
        keys[i] = ct_intern_add(&table, key.bytes, key.n);
        if (keys[i] == tallies.n)
            fits = ct_push(&tallies, (tally){ 0 });
        if (!fits || key.failed || keys[i] == CT_NO_STRING) {
            fits = false;
            break;
        }
        t = &tallies.items[keys[i]];
        t->lines++;
        t->beside_number = t->beside_number || (i > 0 && is_number_line(b, i - 1))
            || (i + 1 < b->lines.n && is_number_line(b, i + 1));
        t->inside_sentence = t->inside_sentence || cuts_sentence(b, i);
    }
    for (size_t i = 1; i < b->lines.n && fits; i++)
        if (keys[i] != CT_NO_STRING) {
            const tally *t = &tallies.items[keys[i]];
            marks[i] = t->lines >= REPEATS && (t->beside_number || t->inside_sentence);
        }
    free(keys);
    ct_vector_release(&tallies);
    ct_buffer_release(&key);
    ct_intern_release(&table);
    return fits ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lines of a text");
}
