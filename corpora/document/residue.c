/* What does not belong to a document, by the patterns of its language and by shapes that need no words: lines of links,
 * bars, addresses, page numbers, rules. */
#include <stdlib.h>
#include <string.h>

#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/chars.h>

#include "document.h"

enum {
    WINDOW = 512,          /* bytes of a line that patterns see */
    SHORTEST = 3,          /* bytes of a line that they are tried on */
    TIME_LIMIT = 20000,    /* steps of a pattern on one line, in ICU's unit; a wild one simply does not match */
    SHORT_LINE = 300
};

struct ct_patterns {
    URegularExpression **patterns;   /* [n] */
    URegularExpression  *any;        /* all in one; NULL if that cannot be */
    const ct_residue    *kinds;      /* [n] */
    size_t               n;
    UChar                window[WINDOW + 1];
};

static ct_status compile(URegularExpression **out, const char *pattern, ct_error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UParseError parse;
    size_t len = strlen(pattern);
    UChar *wide = malloc((len + 1) * sizeof *wide);
    int32_t n = 0;

    if (wide != NULL && len < INT32_MAX) {
        u_strFromUTF8(wide, (int32_t)len + 1, &n, pattern, (int32_t)len, &status);
        *out = uregex_open(wide, n, UREGEX_CASE_INSENSITIVE, &parse, &status);
        if (U_SUCCESS(status))
            uregex_setTimeLimit(*out, TIME_LIMIT, &status);
    }
    free(wide);
    if (wide == NULL || status == U_MEMORY_ALLOCATION_ERROR)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a pattern");
    if (U_FAILURE(status))
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "the residue pattern '%.300s' is no regular expression: %s", pattern,
                       u_errorName(status));
    return CT_OK;
}

/* All patterns in one, which lines that match none of them have to pass only. Back references would count wrongly in it,
 * so there is none if a pattern has one. */
static ct_status compile_any(ct_patterns *p, const ct_outline_words *words, ct_error *err)
{
    ct_buffer all = { 0 };
    ct_status status = CT_OK;

    for (size_t i = 0; i < words->n_residues; i++) {
        const char *at = words->residues[i];
        ct_buffer_printf(&all, "%s(?:%s)", i > 0 ? "|" : "", at);
        while ((at = strchr(at, '\\')) != NULL && !(at[1] >= '1' && at[1] <= '9') && at[1] != 'k')
            at += at[1] != '\0' ? 2 : 1;
        if (at != NULL)
            goto done;
    }
    if (all.failed)
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for %zu patterns", words->n_residues);
    else if (words->n_residues > 0)
        status = compile(&p->any, all.bytes, err);
done:
    ct_buffer_release(&all);
    return status;
}

ct_status ct_patterns_new(ct_patterns **out, const ct_outline_words *words, ct_error *err)
{
    ct_patterns *p = calloc(1, sizeof *p);
    ct_status status = CT_OK;

    *out = NULL;
    if (p != NULL)
        p->patterns = calloc(words->n_residues + 1, sizeof *p->patterns);
    if (p == NULL || p->patterns == NULL) {
        free(p);
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for %zu patterns", words->n_residues);
    }
    p->kinds = words->residue_kinds;
    for (; p->n < words->n_residues && status == CT_OK; p->n++)
        status = compile(&p->patterns[p->n], words->residues[p->n], err);
    if (status == CT_OK)
        status = compile_any(p, words, err);
    if (status == CT_OK) {
        *out = p;
        p = NULL;
    }
    ct_patterns_free(p);
    return status;
}

void ct_patterns_free(ct_patterns *patterns)
{
    if (patterns == NULL)
        return;
    for (size_t i = 0; i < patterns->n; i++)
        uregex_close(patterns->patterns[i]);
    uregex_close(patterns->any);
    free(patterns->patterns);
    free(patterns);
}

/* Bytes of UTF-8 that `n` units of the window stand for; each half of a surrogate pair for two. */
static uint32_t utf8_length(const UChar *window, int32_t n)
{
    uint32_t bytes = 0;

    for (int32_t i = 0; i < n; i++)
        bytes += window[i] < 0x80 ? 1 : window[i] < 0x800 || U16_IS_SURROGATE(window[i]) ? 2 : 3;
    return bytes;
}

/* Does the pattern match the window's first `n` units? `*end` gets where. */
static bool matches(URegularExpression *pattern, const UChar *window, int32_t n, int32_t *end)
{
    UErrorCode status = U_ZERO_ERROR;
    bool found;

    uregex_setText(pattern, window, n, &status);
    found = uregex_lookingAt(pattern, 0, &status);
    *end = found ? uregex_end(pattern, 0, &status) : 0;
    return found && U_SUCCESS(status);
}

static ct_residue match_patterns(ct_patterns *p, const char *bytes, ct_span line, uint32_t *behind)
{
    uint32_t len = line.end - line.start;
    bool cut = len > WINDOW;
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = 0, end;

    if (len < SHORTEST)
        return CT_RESIDUE_NONE;
    for (len = cut ? WINDOW : len; cut && ((unsigned char)bytes[line.start + len] & 0xC0) == 0x80; len--)
        ;
    u_strFromUTF8WithSub(p->window, WINDOW + 1, &n, bytes + line.start, (int32_t)len, 0xFFFD, NULL, &status);
    if (U_FAILURE(status) || (p->any != NULL && !matches(p->any, p->window, n, &end)))
        return CT_RESIDUE_NONE;
    for (size_t i = 0; i < p->n; i++) {
        if (!matches(p->patterns[i], p->window, n, &end))
            continue;
        if (end == n && cut)
            continue;              /* a `$` that saw the window's end, not the line's */
        if (end == n || p->kinds[i] != CT_RESIDUE_DATELINE)
            return p->kinds[i];
        if (end > 0)
            *behind = line.start + utf8_length(p->window, end);
        return CT_RESIDUE_NONE;
    }
    return CT_RESIDUE_NONE;
}

/* ---- shapes -------------------------------------------------------------------------------------- */

/* Behind "[text](address)" at `at`, or `at`. */
static uint32_t skip_link(const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t i = at + 1;

    if (bytes[at] != '[')
        return at;
    while (i + 1 < end && !(bytes[i] == ']' && bytes[i + 1] == '('))
        i++;
    if (i + 1 >= end)
        return at;
    while (i < end && bytes[i] != ')')
        i++;
    return i < end ? i + 1 : at;
}

/* Links and what parts them, nothing else. */
static bool is_links(const char *bytes, ct_span line)
{
    uint32_t links = 0;

    for (uint32_t at = line.start; at < line.end; ) {
        uint32_t behind = skip_link(bytes, at, line.end);
        int32_t c;

        if (behind > at) {
            links++;
            at = behind;
            continue;
        }
        at = ct_char_next(bytes, at, line.end, &c);
        if (!ct_char_space(c) && c != ',' && c != '|' && c != 0x2022 && c != 0xB7 && c != '/' && c != '>' && c != 0xBB)
            return false;
    }
    return links > 0;
}

/* Parted by bars and no sentence: the foot of a web page. A line that begins with a bar is a row of a table. */
static bool is_barred(const char *bytes, ct_span line)
{
    int32_t last;

    if (line.end - line.start > SHORT_LINE || bytes[line.start] == '|')
        return false;
    ct_char_before(bytes, line.start, line.end, &last);
    if (ct_char_stop(last))
        return false;
    for (uint32_t at = line.start + 1; at < line.end; at++)
        if (bytes[at] == '|' && bytes[at - 1] == ' ' && (at + 1 == line.end || bytes[at + 1] == ' '))
            return true;
    return false;
}

/* "Home > Documents > Publications": at least two steps, and short. */
static bool is_trail(const char *bytes, ct_span line)
{
    uint32_t steps = 0;

    if (line.end - line.start > SHORT_LINE / 2)
        return false;
    for (uint32_t at = line.start + 1; at + 1 < line.end; at++) {
        bool step = bytes[at - 1] == ' ' && bytes[at] == '>' && bytes[at + 1] == ' ';
        steps += step || (at + 3 < line.end && memcmp(bytes + at - 1, " » ", 4) == 0);
    }
    return steps > 1;
}

/* One word, an address of the web or of mail. */
static bool is_address(const char *bytes, ct_span line)
{
    const char *s = bytes + line.start;
    uint32_t n = line.end - line.start;
    bool at_sign = false, slash = false;

    if (n > SHORT_LINE)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        if (s[i] == ' ' || s[i] == '\t')
            return false;
        at_sign = at_sign || (s[i] == '@' && i > 0 && i + 1 < n);
        slash = slash || s[i] == '/';
    }
    return (at_sign && !slash) || (n > 8 && (memcmp(s, "http://", 7) == 0 || memcmp(s, "https://", 8) == 0 || memcmp(s, "www.", 4) == 0));
}

/* "12", "- 12 -", "12/40", "iv"; or a line drawn with signs. */
static bool is_page_number(const char *bytes, ct_span line)
{
    uint32_t digits = 0, roman = 0;

    if (line.end - line.start > 12)
        return false;
    for (uint32_t at = line.start; at < line.end; ) {
        int32_t c;
        at = ct_char_next(bytes, at, line.end, &c);
        if (ct_char_digit(c))
            digits++;
        else if (c == 'i' || c == 'v' || c == 'x')
            roman++;
        else if (!ct_char_space(c) && !ct_char_dash(c) && c != '/' && c != '[' && c != ']')
            return false;
    }
    return (digits > 0) != (roman > 0);
}

static bool is_rule(const char *bytes, ct_span line)
{
    uint32_t n = 0;

    for (uint32_t at = line.start; at < line.end; n++) {
        int32_t c;
        at = ct_char_next(bytes, at, line.end, &c);
        if (!ct_char_space(c) && !ct_char_dash(c) && c != '_' && c != '=' && c != '*' && c != '~' && c != 0x2500)
            return false;
    }
    return n > 2;
}

/* "[1] …" and "¹ …". */
static bool is_note(const char *bytes, ct_span line)
{
    uint32_t at = line.start, digits = 0;
    int32_t c = ct_char_at(bytes, at, line.end);

    if (c == '[') {
        for (at++; at < line.end && ct_char_digit(bytes[at]) && digits < 4; at++)
            digits++;
        return digits > 0 && digits < 4 && at + 1 < line.end && bytes[at] == ']' && bytes[at + 1] == ' ';
    }
    return c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2074 && c <= 0x2079) || c == 0x2020 || c == 0x2021;
}

ct_residue ct_residue_of(ct_patterns *patterns, const char *bytes, ct_span line, uint32_t *behind)
{
    ct_residue kind;

    if (is_page_number(bytes, line) || is_rule(bytes, line))
        return CT_RESIDUE_PAGE_HEADER;
    if (is_note(bytes, line))
        return CT_RESIDUE_FOOTNOTE;
    kind = match_patterns(patterns, bytes, line, behind);
    if (kind == CT_RESIDUE_NONE && (is_links(bytes, line) || is_barred(bytes, line) || is_trail(bytes, line)
                                    || is_address(bytes, line)))
        kind = CT_RESIDUE_NAVIGATION;
    return kind;
}
