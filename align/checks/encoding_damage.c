/* encoding-damage: letters that were read in the wrong encoding, or marks of another script among Latin letters. */
#include <string.h>

#include "checks.h"
#include "ground.h"

/* The UTF-8 sequence at `at`: its code point and length; 0 length at the end. */
static uint32_t code_at(const ct_ground_side *s, size_t at, size_t *length)
{
    const unsigned char *b = (const unsigned char *)s->bytes + at;
    size_t left = s->n_bytes - at;
    uint32_t c;

    *length = left == 0 ? 0 : b[0] < 0x80 ? 1 : b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
    if (*length > left)
        *length = left;
    if (*length == 0)
        return 0;
    c = *length == 1 ? b[0] : b[0] & (0x7fu >> *length);
    for (size_t i = 1; i < *length; i++)
        c = c << 6 | (b[i] & 0x3f);
    return c;
}

/* Would this character, read as Windows-1252, be a byte from 0x80 up? What continuation bytes turn into. */
static bool was_high_byte(uint32_t c)
{
    static const uint16_t upper[] = {
        0x20ac, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x17d,
        0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x17e, 0x178
    };

    if (c >= 0x80 && c <= 0xbf)
        return true;
    for (size_t i = 0; i < sizeof upper / sizeof *upper; i++)
        if (upper[i] == c)
            return true;
    return false;
}

/* "Ã" and "Â" before, or "â" before two, such characters: UTF-8 read as Windows-1252. The bytes of the damage, or 0. */
static size_t mojibake(const ct_ground_side *s, size_t at)
{
    size_t n, m, k;
    uint32_t c = code_at(s, at, &n), next;

    if (c != 0xc3 && c != 0xc2 && c != 0xe2)
        return 0;
    next = code_at(s, at + n, &m);
    if (m == 0 || !was_high_byte(next))
        return 0;
    if (c == 0xc2)      /* a real Â is followed by a letter */
        return next >= 0xa0 && next <= 0xbf ? n + m : 0;
    if (c == 0xc3)
        return n + m;
    return was_high_byte(code_at(s, at + n + m, &k)) && k > 0 ? n + m + k : 0;
}

/* Full-width punctuation and letters of East Asian text; the replacement character. */
static bool foreign(uint32_t c)
{
    return c == 0xfffd || c == 0x3000 || c == 0x3001 || c == 0x3002 || (c >= 0xff01 && c <= 0xff5e);
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, ct_span span, bool misread,
                      ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    uint32_t token = ct_token_at(s, span.start);
    ct_span word = token < s->n_tokens && s->tokens[token].span.start <= span.start ? s->tokens[token].span : span;

    word.end = word.end < span.end ? span.end : word.end;
    while (misread && ++token < s->n_tokens && s->tokens[token].span.start == word.end
           && s->tokens[token].kind == CT_TOKEN_WORD)
        word.end = s->tokens[token].span.end;      /* the damage has cut the word in pieces */
    ct_draft_begin(d, g, &ct_check_encoding_damage);
    ct_draft_place(d, side, ct_unit_at(s, token), word);
    d->severity = misread ? CT_MAJOR : CT_MINOR;
    d->confidence = 0.9f;
    if (misread)
        ct_draft_message(d, "%s holds letters that were read in the wrong encoding.",
                         ct_draft_quote(d, side, word));
    else
        ct_draft_message(d, "%s is a character of another script among Latin letters.",
                         ct_draft_quote(d, side, span));
    ct_draft_question(d, misread ? "Which letters stood here?" : "Should it be the Latin character?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        ct_span all = ct_document_span(s->document);

        for (size_t at = all.start, n; status == CT_OK && at < all.end; at += n) {
            uint32_t c = code_at(s, at, &n);
            size_t damage = c > 0x7f ? mojibake(s, at) : 0;

            if (n == 0)
                break;
            if (damage == 0 && foreign(c))
                for (damage = n; at + damage < all.end && foreign(code_at(s, at + damage, &n)); damage += n)
                    ;
            else if (damage == 0)
                continue;
            status = flag(&d, g, (ct_side)side, (ct_span){ (uint32_t)at, (uint32_t)(at + damage) },
                          !foreign(c) || c == 0xfffd, out, err);
            n = damage;
        }
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_encoding_damage = {
    .id = "encoding-damage",
    .class = CT_CLASS_ENCODING,
    .severity = CT_MINOR,
    .summary = "letters read in the wrong encoding, or marks of another script",
    .why = "Such letters cannot be searched for or quoted, and they show where a text passed through a wrong "
           "converter.",
    .example = "“womenâ€™s” for “women’s”. Asks which letters stood here.",
    .false_alarms = "Texts that quote such damage.",
    .run = run,
};
