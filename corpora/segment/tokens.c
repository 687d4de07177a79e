/* Tokens, by one pass over the characters. ICU's word boundaries were tried: they part compounds at the hyphen, "1.º",
 * "U.N." and "5G", and putting these together again took more code than this. */
#include <string.h>

#include <cotejo-internal/chars.h>

#include "segment.h"

enum { MAX_HYPHENS = 15 };

typedef struct scanner {
    const ct_abbreviations *set;
    const char *bytes;
    uint32_t    start, at, end;   /* the token [start, at) so far */
} scanner;

static int32_t peek(const scanner *s) { return ct_char_at(s->bytes, s->at, s->end); }

/* The character behind the one at s->at, which is `c`. */
static int32_t peek_behind(const scanner *s, int32_t c)
{
    uint32_t next = s->at < s->end ? ct_char_next(s->bytes, s->at, s->end, &c) : s->end;

    return ct_char_at(s->bytes, next, s->end);
}

static void step(scanner *s)
{
    int32_t c;

    s->at = ct_char_next(s->bytes, s->at, s->end, &c);
}

static bool is_full(const scanner *s) { return s->at - s->start >= CT_MAX_TOKEN - 8; }
static bool is_word_char(int32_t c) { return ct_char_letter(c) || ct_char_digit(c) || c == 0xAD; }

bool ct_char_hyphen(int32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool ct_char_apostrophe(int32_t c) { return c == '\'' || c == 0x2019 || c == 0x2BC; }

/* ---- figures ------------------------------------------------------------------------------------- */

/* Three digits at `at`, and no fourth. */
static bool is_group(const scanner *s, uint32_t at)
{
    uint32_t n = 0;

    while (n < 4 && at + n < s->end && ct_char_digit(s->bytes[at + n]))
        n++;
    return n == 3;
}

/* Does the separator `c` at s->at hold two digits together? */
static bool joins_digits(const scanner *s, int32_t c)
{
    int32_t ignored;
    uint32_t behind;

    if (c == '.' || c == ',')
        return ct_char_digit(peek_behind(s, c));
    if (!ct_char_figure_space(c) && !ct_char_apostrophe(c))
        return false;
    behind = ct_char_next(s->bytes, s->at, s->end, &ignored);
    return is_group(s, behind);
}

/* "21st", "1990s", "3er", "1.º": what is written onto a figure. False if it is no figure but a name: "5G", "3D". */
static bool scan_suffix(scanner *s)
{
    int32_t c = peek(s);

    if (c == '.' && (peek_behind(s, c) == 0xBA || peek_behind(s, c) == 0xAA)) {
        step(s);
        c = peek(s);
    }
    if (c == 0xBA || c == 0xAA) {
        step(s);
        return true;
    }
    while (ct_char_lower(peek(s)) && !is_full(s))
        step(s);
    return !ct_char_letter(peek(s));
}

/* ---- words --------------------------------------------------------------------------------------- */

static bool starts_with(const scanner *s, const char *prefix)
{
    size_t n = strlen(prefix);

    return s->end - s->start > n && memcmp(s->bytes + s->start, prefix, n) == 0;
}

/* A web address reaches to white space, less the punctuation at its end. */
static void scan_address(scanner *s)
{
    int32_t c;

    while (s->at < s->end && !is_full(s) && !ct_char_space(c = peek(s)) && c != ')' && c != ']' && c != '"' && c < 0x2000)
        step(s);
    while (s->at > s->start + 1) {
        uint32_t before = ct_char_before(s->bytes, s->start, s->at, &c);
        if (is_word_char(c) || c == '/')
            break;
        s->at = before;
    }
}

/* The stop behind a word belongs to it when it is an abbreviation, or inside one: "U.N". */
static bool takes_stop(const scanner *s, uint32_t last_stop, bool mail)
{
    uint32_t letters = s->at - last_stop;
    int32_t next = peek_behind(s, '.');

    if (mail && is_word_char(next))
        return true;
    if (ct_char_letter(next) && letters <= 4) {
        int32_t c;
        uint32_t at = ct_char_next(s->bytes, last_stop, s->end, &c);
        bool single = at == s->at;
        bool pair = !single && ct_char_upper(c) && ct_char_next(s->bytes, at, s->end, &c) == s->at && ct_char_upper(c);
        return single || (pair && ct_char_upper(next));
    }
    return ct_abbreviation_at(s->set, s->bytes, s->start, s->at, s->end) != CT_ABBREVIATION_NONE;
}

static bool joins_letters(const scanner *s, int32_t c)
{
    return (ct_char_apostrophe(c) || c == '&' || c == '+') && ct_char_letter(peek_behind(s, c));
}

static uint32_t scan_word(scanner *s)
{
    uint32_t hyphens = 0, last_stop = s->start;
    bool mail = false;

    while (s->at < s->end && !is_full(s)) {
        int32_t c = peek(s);
        if (is_word_char(c)) {
            step(s);
        } else if (ct_char_hyphen(c) && hyphens < MAX_HYPHENS && is_word_char(peek_behind(s, c))) {
            step(s);
            hyphens++;
            last_stop = s->at;
        } else if (c == '@' && is_word_char(peek_behind(s, c))) {
            step(s);
            mail = true;
        } else if (joins_letters(s, c)) {
            step(s);
        } else if (c == '.' && takes_stop(s, last_stop, mail)) {
            step(s);
            last_stop = s->at;
            c = peek(s);
            if (!(mail ? is_word_char(c) : ct_char_letter(c)) && !(ct_char_hyphen(c) && is_word_char(peek_behind(s, c))))
                break;
        } else {
            break;
        }
    }
    return hyphens;
}

static void scan_number(scanner *s, ct_scanned *out)
{
    while (s->at < s->end && !is_full(s)) {
        int32_t c = peek(s);
        if (!ct_char_digit(c) && !joins_digits(s, c))
            break;
        step(s);
    }
    out->kind = CT_TOKEN_NUMBER;
    if (!scan_suffix(s)) {
        out->kind = CT_TOKEN_WORD;
        out->hyphens = scan_word(s);
    }
}

static void scan_mark(scanner *s, int32_t c)
{
    step(s);
    while (c == '.' && s->at < s->end && s->bytes[s->at] == '.' && !is_full(s))
        step(s);
}

bool ct_scan_token(ct_scanned *out, const ct_abbreviations *set, const char *bytes, uint32_t at, uint32_t end)
{
    scanner s = { set, bytes, at, at, end };
    int32_t c = 0;

    while (s.at < end && ct_char_space(c = peek(&s)))
        step(&s);
    if (s.at >= end)
        return false;
    s.start = s.at;
    *out = (ct_scanned){ .kind = CT_TOKEN_MARK };
    if (ct_char_digit(c)) {
        scan_number(&s, out);
    } else if (ct_char_letter(c)) {
        out->kind = CT_TOKEN_WORD;
        if (starts_with(&s, "http://") || starts_with(&s, "https://") || starts_with(&s, "www."))
            scan_address(&s);
        else
            out->hyphens = scan_word(&s);
    } else {
        out->kind = ct_char_symbol(c) ? CT_TOKEN_SYMBOL : CT_TOKEN_MARK;
        scan_mark(&s, c);
    }
    out->span = (ct_span){ s.start, s.at };
    return true;
}
