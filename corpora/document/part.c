/* Parts of a compound file, found by their headings: whole lines only, since a title also stands inside sentences. */
#include <string.h>

#include <cotejo-internal/chars.h>

#include "document.h"

enum { MAX_HEADING = 1000, MAX_HEADING_LINES = 4 };

/* Behind "[bookmark: NAME]" at `at`, or `at`. The name is as Word writes it; _Toc marks headings. */
static uint32_t skip_bookmark(const char *bytes, uint32_t at, uint32_t end, uint32_t *toc)
{
    static const char sign[] = "[bookmark:";
    uint32_t i = at + (uint32_t)strlen(sign), stop;

    if (end - at <= strlen(sign) || memcmp(bytes + at, sign, strlen(sign)) != 0)
        return at;
    while (i < end && bytes[i] == ' ')
        i++;
    for (stop = i; stop < end && stop - i < 100 && bytes[stop] != ']'; stop++)
        ;
    if (stop == end || bytes[stop] != ']')
        return at;
    if (stop - i > 4 && memcmp(bytes + i, "_Toc", 4) == 0) {
        uint64_t number = 0;
        for (i += 4; i < stop && ct_char_digit(bytes[i]); i++)
            number = number * 10 + (uint64_t)(bytes[i] - '0');
        *toc = i == stop && number > 0 && number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
    }
    return stop + 1;
}

uint32_t ct_skip_artefacts(const char *bytes, uint32_t at, uint32_t end, uint32_t *toc, uint8_t *hashes)
{
    uint32_t behind = at, last;

    do {
        int32_t c = 0;
        last = behind;
        behind = skip_bookmark(bytes, behind, end, toc);
        if (behind < end && bytes[behind] == '#') {
            uint32_t i = behind;
            while (i < end && bytes[i] == '#')
                i++;
            if (i - behind <= 6 && i < end && bytes[i] == ' ') {
                *hashes = (uint8_t)(i - behind);
                behind = i;
            }
        }
        while (behind > last && behind < end && ct_char_space(c = ct_char_at(bytes, behind, end)))
            behind = ct_char_next(bytes, behind, end, &c);
    } while (behind > last && behind - at < 1000);
    return behind;
}

/* How many lines from `i` on make up the heading `key`; 0 if they do not. */
static size_t lines_of_heading(const ct_lines *lines, size_t i, uint32_t start, const char *bytes, const ct_buffer *key,
                               ct_buffer *folded)
{
    folded->n = 0;
    for (size_t k = 0; k < MAX_HEADING_LINES && i + k < lines->n; k++) {
        ct_span span = lines->items[i + k].span;
        size_t before = folded->n;

        if (k == 0)
            span.start = start;
        ct_fold_bare(folded, bytes, span, key->n - folded->n);
        if (folded->failed || folded->n == before || folded->n > key->n
            || memcmp(folded->bytes + before, key->bytes + before, folded->n - before) != 0)
            return 0;
        if (folded->n == key->n)
            return k + 1;
    }
    return 0;
}

/* The first line at or behind line `from` that is the heading; lines->n if none is. */
static size_t find_heading(const ct_lines *lines, size_t from, const char *bytes, const ct_buffer *key, ct_buffer *folded)
{
    static const ct_outline_words no_words;

    for (size_t i = from; i < lines->n && !folded->failed; i++) {
        ct_span span = lines->items[i].span;
        uint32_t toc = 0;
        uint8_t hashes = 0;
        uint32_t body = ct_skip_artefacts(bytes, span.start, span.end, &toc, &hashes);
        ct_sign sign;

        if (lines_of_heading(lines, i, body, bytes, key, folded) > 0)
            return i;
        if (ct_sign_read(&sign, bytes, body, span.end, &no_words)
            && lines_of_heading(lines, i, sign.marker.span.end, bytes, key, folded) > 0)
            return i;
    }
    return lines->n;
}

/* Where the line that is `heading` begins, and which line it is; `*line` says where to begin looking. */
static ct_status find_start(uint32_t *start, size_t *line, const ct_lines *lines, const char *bytes, const char *heading,
                            ct_error *err)
{
    ct_buffer key = { 0 }, folded = { 0 };
    size_t len = strlen(heading), i = lines->n;
    ct_status status = CT_OK;

    ct_fold_bare(&key, heading, (ct_span){ 0, (uint32_t)(len < MAX_HEADING ? len : MAX_HEADING) }, MAX_HEADING * 4);
    if (!key.failed && key.n > 0)
        i = find_heading(lines, *line, bytes, &key, &folded);
    if (key.failed || folded.failed)
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory to look for a heading");
    else if (i == lines->n)
        status = ct_fail(err, CT_MISSING, CT_NO_OFFSET, "no line is the heading '%.300s'", heading);
    else
        *start = lines->items[i].span.start;
    *line = i;
    ct_buffer_release(&key);
    ct_buffer_release(&folded);
    return status;
}

ct_status ct_part_find(ct_span *out, const char *bytes, size_t len, const ct_part *part, ct_error *err)
{
    ct_lines lines = { 0 };
    ct_status status = CT_OK;
    size_t line = 0;

    *out = (ct_span){ 0, (uint32_t)len };
    if (part == NULL || (part->from == NULL && part->to == NULL))
        return CT_OK;
    status = ct_lines_of(&lines, bytes, *out, err);
    if (status == CT_OK && part->from != NULL) {
        status = find_start(&out->start, &line, &lines, bytes, part->from, err);
        line++;
    }
    if (status == CT_OK && part->to != NULL)
        status = find_start(&out->end, &line, &lines, bytes, part->to, err);
    ct_vector_release(&lines);
    return status;
}
