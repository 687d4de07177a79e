/* Catalogues of GNU gettext (PO). An entry is msgid and msgstr; of one with plurals msgid stands against msgstr[0] and
 * msgid_plural against msgstr[1]. Fuzzy and obsolete entries are nobody's translation yet, or any more: set aside, and
 * said. An empty msgstr is a pair whose target is empty. */
#include <stdio.h>
#include <string.h>

#include "aligned.h"

typedef enum keyword { KEY_NONE, KEY_CONTEXT, KEY_ID, KEY_PLURAL, KEY_STRING, KEYWORDS } keyword;

typedef struct po {
    ct_paired  *paired;
    const char *bytes;
    uint32_t    at, end;         /* of the line at hand, without its end */
    bool        fuzzy;           /* said of the entry that comes */
    /* the entry on its way */
    bool        open, aside;
    ct_span     ids[2], strings[2];
    bool        has_id[2], has_string[2];
    unsigned    form;            /* number in msgstr[…] */
    keyword     part;            /* what continuation lines continue */
    bool        bare, header, collecting;   /* the msgid is empty so far; it was; msgstr is the header's */
    size_t      n_fuzzy, n_obsolete, n_forms;
    ct_buffer   header_text;
} po;

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the pairs of a file");
}

static ct_status fail_at(const po *p, uint32_t at, ct_error *err, const char *message)
{
    return ct_fail(err, CT_FORMAT, ct_text_origin(p->paired->text, (ct_span){ at, at }).start, "'%s', line %u: %s",
                   p->paired->path, ct_text_place(p->paired->text, at).line, message);
}

/* ---- strings --------------------------------------------------------------------------------------------------- */

/* The character behind a backslash at `at`; returns the offset behind the escape, 0 if there is no such escape. */
static uint32_t unescape(const po *p, uint32_t at, char out[2])
{
    static const char letters[] = "nt\"\\rabfv", values[] = "\n\t\"\\\r\a\b\f\v";
    const char *letter;
    unsigned value = 0, digits = 0, base = 8;

    out[1] = '\0';
    if (++at >= p->end)
        return 0;
    letter = strchr(letters, p->bytes[at]);
    if (letter != NULL && *letter != '\0') {
        out[0] = values[letter - letters];
        return at + 1;
    }
    if (p->bytes[at] == 'x') {
        base = 16;
        at++;
    }
    for (; at < p->end && digits < (base == 8 ? 3 : 2); at++, digits++) {
        static const char figures[] = "0123456789abcdef";
        const char *figure = strchr(figures, p->bytes[at] >= 'A' && p->bytes[at] <= 'F' ? p->bytes[at] + 32 : p->bytes[at]);
        if (figure == NULL || *figure == '\0' || (unsigned)(figure - figures) >= base)
            break;
        value = value * base + (unsigned)(figure - figures);
    }
    out[0] = (char)value;
    return digits > 0 && value > 0 && value < 0x80 ? at : 0;      /* above that it would be half a character */
}

/* One quoted string, at the end of its line. */
static ct_status read_string(po *p, uint32_t at, ct_error *err)
{
    ct_view *v = &p->paired->view;
    bool ok = true, shown = !p->aside && p->part != KEY_CONTEXT;

    if (at >= p->end || p->bytes[at] != '"')
        return fail_at(p, p->at, err, "a text in quotation marks is wanted here; mend the line, or see what msgfmt -c says");
    for (at++; ok && at < p->end && p->bytes[at] != '"';) {
        uint32_t start = at;
        if (p->bytes[at] == '\\') {
            char character[2];
            at = unescape(p, at, character);
            if (at == 0)
                return fail_at(p, start, err, "no such escape is known; a backslash itself is written \\\\");
            p->bare = false;
            if (shown)
                ok = ct_view_character(v, character, (ct_span){ start, at });
            if (p->collecting)
                ct_buffer_add_char(&p->header_text, character[0]);
            continue;
        }
        while (at < p->end && p->bytes[at] != '"' && p->bytes[at] != '\\')
            at++;
        p->bare = false;
        if (shown)
            ok = ct_view_text(v, (ct_span){ start, at });
        if (p->collecting)
            ct_buffer_add(&p->header_text, p->bytes + start, at - start);
    }
    if (!ok || p->header_text.failed)
        return no_memory(err);
    if (at >= p->end)
        return fail_at(p, p->at, err, "the closing quotation mark is missing");
    if (strspn(p->bytes + at + 1, " \t\r") < p->end - at - 1)
        return fail_at(p, p->at, err, "something stands behind the closing quotation mark; a mark within a text is written \\\"");
    return CT_OK;
}

/* ---- entries ------------------------------------------------------------------------------------------------------ */

/* The part on its way is whole. */
static bool close_part(po *p)
{
    ct_span span = { 0, 0 };

    if (p->part != KEY_NONE && p->part != KEY_CONTEXT && !p->aside && !ct_view_end(&p->paired->view, &span, p->at))
        return false;
    if (p->part == KEY_ID)
        p->ids[0] = span;
    else if (p->part == KEY_PLURAL)
        p->ids[1] = span;
    else if (p->part == KEY_STRING && p->form < 2)
        p->strings[p->form] = span;
    if (p->part == KEY_ID)
        p->header = p->bare;
    p->part = KEY_NONE;
    return true;
}

static bool close_entry(po *p)
{
    if (!close_part(p))
        return false;
    for (int i = 0; i < 2 && p->open && !p->aside && !p->header; i++)
        if (p->has_id[i] && p->has_string[i] && !ct_paired_add(p->paired, p->ids[i], p->strings[i]))
            return false;
    p->n_fuzzy += p->open && p->aside && !p->header;
    p->open = p->aside = p->header = p->collecting = false;
    p->has_id[0] = p->has_id[1] = p->has_string[0] = p->has_string[1] = false;
    return true;
}

static keyword keyword_at(const po *p, uint32_t *behind)
{
    static const char *const words[KEYWORDS] = { "", "msgctxt", "msgid", "msgid_plural", "msgstr" };

    for (int k = KEYWORDS - 1; k > KEY_NONE; k--) {
        size_t n = strlen(words[k]);
        if (p->end - p->at > n && memcmp(p->bytes + p->at, words[k], n) == 0 && strchr(" \t\"[", p->bytes[p->at + n]) != NULL) {
            *behind = p->at + (uint32_t)n;
            return (keyword)k;
        }
    }
    return KEY_NONE;
}

static uint32_t skip_blanks(const po *p, uint32_t at)
{
    while (at < p->end && (p->bytes[at] == ' ' || p->bytes[at] == '\t'))
        at++;
    return at;
}

/* "[1]" of msgstr[1]. */
static ct_status read_form(po *p, uint32_t *at, ct_error *err)
{
    p->form = 0;
    if (p->bytes[*at] != '[')
        return CT_OK;
    if (*at + 2 >= p->end || p->bytes[*at + 1] < '0' || p->bytes[*at + 1] > '9' || p->bytes[*at + 2] != ']')
        return fail_at(p, p->at, err, "a plural form is written msgstr[0], msgstr[1] and so on");
    p->form = (unsigned)(p->bytes[*at + 1] - '0');
    *at += 3;
    return CT_OK;
}

static ct_status begin_part(po *p, keyword key, uint32_t at, ct_error *err)
{
    ct_status status = CT_OK;

    if ((key == KEY_CONTEXT || key == KEY_ID) && !(key == KEY_ID && p->open && !p->has_id[0]) && !close_entry(p))
        return no_memory(err);
    if (!close_part(p))
        return no_memory(err);
    if (!p->open) {
        p->aside = p->fuzzy;
        p->fuzzy = false;
    }
    p->open = true;
    if ((key == KEY_PLURAL && !p->has_id[0]) || (key == KEY_STRING && !p->has_id[0]))
        return fail_at(p, p->at, err, "there is no msgid before this");
    if (key == KEY_ID || key == KEY_PLURAL)
        p->has_id[key == KEY_PLURAL] = true;
    if (key == KEY_STRING)
        status = read_form(p, &at, err);
    if (status == CT_OK && key == KEY_STRING) {
        if (p->form < 2)
            p->has_string[p->form] = true;
        p->n_forms += p->form >= 2;
    }
    p->part = key;
    p->bare = key == KEY_ID;
    p->collecting = key == KEY_STRING && p->header;
    if (p->collecting)
        ct_buffer_add_char(&p->header_text, '\n');
    ct_view_begin(&p->paired->view);
    return status == CT_OK ? read_string(p, skip_blanks(p, at), err) : status;
}

static ct_status take_line(po *p, ct_error *err)
{
    uint32_t behind = p->at;
    keyword key;

    p->at = skip_blanks(p, p->at);
    if (p->at == p->end)
        return CT_OK;
    if (p->bytes[p->at] == '#') {
        if (!close_entry(p))
            return no_memory(err);
        if (p->end - p->at > 1 && p->bytes[p->at + 1] == ',')
            for (uint32_t i = p->at; i + 5 <= p->end; i++)
                p->fuzzy = p->fuzzy || memcmp(p->bytes + i, "fuzzy", 5) == 0;
        if (p->end - p->at > 9 && memcmp(p->bytes + p->at, "#~ msgid ", 9) == 0) {
            p->n_obsolete++;
            p->fuzzy = false;
        }
        return CT_OK;
    }
    if (p->bytes[p->at] == '"' && p->part != KEY_NONE)
        return read_string(p, p->at, err);
    key = keyword_at(p, &behind);
    if (key == KEY_NONE)
        return fail_at(p, p->at, err, "this is neither a comment nor msgctxt, msgid, msgid_plural, msgstr or a text in quotation "
                       "marks; see what msgfmt -c says");
    return begin_part(p, key, behind, err);
}

/* ---- the file ------------------------------------------------------------------------------------------------------- */

/* "Language: es_MX" is that of the target; "X-Source-Language: en" that of the source. */
static ct_status take_language(po *p, ct_side side, const char *field, ct_error *err)
{
    const char *at = p->header_text.n == 0 ? NULL : strstr(p->header_text.bytes, field);
    ct_language *l = &p->paired->languages[side];
    char tag[12];

    if (at == NULL || *l < CT_LANGUAGES || sscanf(at + strlen(field), " %11[A-Za-z_-]", tag) != 1 || ct_language_parse(tag, l))
        return CT_OK;
    return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' is in the language '%s', which is not known here; Spanish (es) and English "
                   "(en) are; --source-language and --target-language overrule the file", p->paired->path, tag);
}

static ct_status read_lines(po *p, size_t len, ct_error *err)
{
    ct_status status = CT_OK;

    for (uint32_t next = 0; status == CT_OK && next < len;) {
        const char *newline = memchr(p->bytes + next, '\n', len - next);
        p->at = next;
        p->end = newline == NULL ? (uint32_t)len : (uint32_t)(newline - p->bytes);
        next = p->end + 1;
        if (p->end > p->at && p->bytes[p->end - 1] == '\r')
            p->end--;
        status = take_line(p, err);
    }
    p->at = (uint32_t)len;
    if (status == CT_OK && !close_entry(p))
        status = no_memory(err);
    return status;
}

ct_status ct_read_po(ct_paired *paired, ct_error *err)
{
    po p = { .paired = paired };
    size_t len;
    ct_status status;

    p.bytes = ct_text_bytes(paired->text, &len);
    paired->view.bytes = p.bytes;
    paired->view.keep_blanks = true;
    status = read_lines(&p, len, err);
    if (status == CT_OK)
        status = take_language(&p, CT_SOURCE, "\nX-Source-Language:", err);
    if (status == CT_OK)
        status = take_language(&p, CT_TARGET, "\nLanguage:", err);
    if (status == CT_OK) {
        if (!ct_paired_count(paired, p.n_fuzzy, "fuzzy entry was left out", "fuzzy entries were left out")
            || !ct_paired_count(paired, p.n_obsolete, "obsolete entry was left out", "obsolete entries were left out")
            || !ct_paired_count(paired, p.n_forms, "plural form beyond the second was left out",
                                "plural forms beyond the second were left out"))
            status = no_memory(err);
    }
    ct_buffer_release(&p.header_text);
    return status == CT_OK ? ct_paired_cut(paired, err) : status;
}
