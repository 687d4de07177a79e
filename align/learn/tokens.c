/* Cutting a line into tokens. Simpler than the segmenter of documents, since a pair is already one sentence: no
 * outline, no abbreviations to tell from ends of sentences. */
#include "learn.h"

#include <cotejo-internal/chars.h>

static bool part_of_word(int32_t c)
{
    return ct_char_letter(c) || ct_char_digit(c) || c == '_' || c == 0xBA || c == 0xAA;   /* º ª */
}

/* May `c` hold two parts of a word together? A stop and a comma only between figures or letters that stand close. */
static bool joins(int32_t before, int32_t c, int32_t after)
{
    if (c == '-' || c == 0x2010 || c == 0x2011 || c == '\'' || c == 0x2019 || c == '&' || c == '@')
        return part_of_word(before) && part_of_word(after);
    if (c == '.' || c == '/' || c == ':')
        return (ct_char_digit(before) && ct_char_digit(after))
            || (c == '.' && ct_char_letter(before) && ct_char_letter(after));
    return c == ',' && ct_char_digit(before) && ct_char_digit(after);
}

bool token_next(const char *bytes, size_t len, size_t *at, ct_span *token)
{
    uint32_t end = (uint32_t)len, i = (uint32_t)*at, next;
    int32_t c, last;

    while (i < end) {
        next = ct_char_next(bytes, i, end, &c);
        if (!ct_char_space(c))
            break;
        i = next;
    }
    if (i >= end)
        return false;
    token->start = i;
    i = ct_char_next(bytes, i, end, &last);
    while (part_of_word(last) && i < end) {
        next = ct_char_next(bytes, i, end, &c);
        if (!part_of_word(c) && !(next < end && joins(last, c, ct_char_at(bytes, next, end))))
            break;
        if (!part_of_word(c))
            next = ct_char_next(bytes, next, end, &c);   /* what it joins */
        last = c;
        i = next;
    }
    token->end = i;
    *at = i;
    return true;
}

bool token_next_cut(const char *bytes, size_t len, size_t *at, ct_span *token)
{
    size_t i = *at;

    while (i < len && (bytes[i] == ' ' || bytes[i] == '\t'))
        i++;
    if (i >= len)
        return false;
    token->start = (uint32_t)i;
    while (i < len && bytes[i] != ' ' && bytes[i] != '\t')
        i++;
    token->end = (uint32_t)i;
    *at = i;
    return true;
}
