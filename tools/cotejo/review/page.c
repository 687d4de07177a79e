/* Characters as a terminal shows them, and lines of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "page.h"

enum { LEAST_WIDTH = 20, MOST_MARKS = 4 };

/* ---- characters -------------------------------------------------------------------------------------------------- */

static bool is_mark(UChar32 c)
{
    int8_t type = u_charType(c);

    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

/* Not to be sent to a terminal: controls, format characters (bidirectional, zero width), what has no glyph, halves of
 * Hangul syllables, which terminals measure each in their own way. */
static bool is_hidden(UChar32 c)
{
    int32_t hangul;

    switch (u_charType(c)) {
    case U_CONTROL_CHAR: case U_FORMAT_CHAR: case U_LINE_SEPARATOR: case U_PARAGRAPH_SEPARATOR: case U_SURROGATE:
    case U_PRIVATE_USE_CHAR: case U_UNASSIGNED:
        return true;
    default:
        break;
    }
    hangul = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
    return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || hangul == U_HST_VOWEL_JAMO
        || hangul == U_HST_TRAILING_JAMO;
}

static uint8_t width_of(UChar32 c)
{
    int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);

    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/* The character at s[*at], -1 for a byte that begins none; `*at` goes on. */
static UChar32 next_of(const char *s, size_t n, size_t *at)
{
    static const UChar32 least[] = { 0, 0x80, 0x800, 0x10000 };
    unsigned char first = (unsigned char)s[(*at)++];
    size_t more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
    UChar32 c = first & (0x3F >> more);

    if (first < 0x80)
        return first;
    if (more == 0 || n - *at < more)
        return -1;
    for (size_t i = 0; i < more; i++) {
        unsigned char next = (unsigned char)s[*at + i];
        if ((next & 0xC0) != 0x80)
            return -1;
        c = c << 6 | (next & 0x3F);
    }
    if (c < least[more] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return -1;
    *at += more;
    return c;
}

/* The next sign of a code under way. */
static bool next_of_code(page_glyph *out, page_code *code)
{
    if (code->text[code->at] == '\0')
        return false;
    *out = (page_glyph){ .text = { code->text[code->at++] }, .width = 1, .style = STYLE_HIDDEN };
    return true;
}

bool page_glyph_at(page_glyph *out, const char *s, size_t n, size_t *at, page_code *code)
{
    size_t start = *at, end, marks = 0;
    UChar32 c;

    if (next_of_code(out, code))
        return true;
    if (*at >= n)
        return false;
    c = next_of(s, n, at);
    if (c < 0 || is_hidden(c) || is_mark(c)) {   /* a mark here has nothing to stand on */
        *code = (page_code){ 0 };
        if (c < 0)
            snprintf(code->text, sizeof code->text, "<%02X>", (unsigned)(unsigned char)s[start]);
        else
            snprintf(code->text, sizeof code->text, "<U+%04X>", (unsigned)c);
        return next_of_code(out, code);
    }
    for (end = *at; end < n && marks < MOST_MARKS; end = *at, marks++) {
        size_t next = end;
        UChar32 mark = next_of(s, n, &next);
        if (mark < 0 || !is_mark(mark) || is_hidden(mark))
            break;
        *at = next;
    }
    *out = (page_glyph){ .width = width_of(c), .style = STYLE_PLAIN };
    memcpy(out->text, s + start, *at - start);
    return true;
}

unsigned page_columns(const char *s)
{
    size_t at = 0, n = strlen(s);
    page_code code = { 0 };
    page_glyph g;
    unsigned columns = 0;

    while (page_glyph_at(&g, s, n, &at, &code))
        columns += g.width;
    return columns;
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

/* Room for one more of `size` bytes; false when out of memory. */
static bool make_room(void **items, size_t n, size_t *room, size_t size)
{
    size_t wanted = *room == 0 ? 256 : *room * 2;
    void *more;

    if (n < *room)
        return true;
    more = realloc(*items, wanted * size);
    if (more == NULL)
        return false;
    *items = more;
    *room = wanted;
    return true;
}

void page_end_line(page *p)
{
    void *lines = p->lines;

    p->column = 0;
    if (!make_room(&lines, p->n_lines, &p->room_lines, sizeof *p->lines)) {
        p->failed = true;
        return;
    }
    p->lines = lines;
    p->lines[p->n_lines++] = (page_line){ p->n_glyphs, 0 };
}

void page_begin(page *p, unsigned width)
{
    p->width = width < LEAST_WIDTH ? LEAST_WIDTH : width;
    p->n_glyphs = p->n_lines = 0;
    p->failed = false;
    page_end_line(p);
}

void page_free(page *p)
{
    free(p->glyphs);
    free(p->lines);
    *p = (page){ 0 };
}

static void add(page *p, const page_glyph *g)
{
    void *glyphs = p->glyphs;

    if (p->n_lines == 0 || !make_room(&glyphs, p->n_glyphs, &p->room_glyphs, sizeof *p->glyphs)) {
        p->failed = true;
        return;
    }
    p->glyphs = glyphs;
    p->glyphs[p->n_glyphs++] = *g;
    p->lines[p->n_lines - 1].n++;
    p->column += g->width;
}

/* Take glyphs off the line until `column` is free for one more of width 1, and put "…" there. */
static void cut(page *p)
{
    page_line *line = &p->lines[p->n_lines - 1];
    page_glyph dots = { .text = "…", .width = 1, .style = STYLE_DIM };

    while (line->n > 0 && p->column + 1 > p->width) {
        p->column -= p->glyphs[--p->n_glyphs].width;
        line->n--;
    }
    add(p, &dots);
}

void page_put(page *p, page_style style, const char *s)
{
    size_t at = 0, n = strlen(s);
    page_code code = { 0 };
    page_glyph g;

    while (page_glyph_at(&g, s, n, &at, &code)) {
        if (p->column + g.width > p->width) {
            cut(p);
            return;
        }
        if (g.style != STYLE_HIDDEN)
            g.style = (uint8_t)style;
        add(p, &g);
    }
}

void page_fill(page *p, page_style style, const char *with, unsigned column)
{
    while (p->column < column && p->column < p->width && !p->failed)
        page_put(p, style, with);
}

/* ---- flowing text ------------------------------------------------------------------------------------------------ */

/* Break the line before its last word: what stands from `word` on (an index of the page's glyphs) moves down. */
static void break_before(page *p, size_t word, unsigned indent)
{
    size_t moved = p->n_glyphs - word;
    page_line *line = &p->lines[p->n_lines - 1];
    page_glyph *tail = malloc((moved + 1) * sizeof *tail);

    if (tail == NULL) {
        p->failed = true;
        return;
    }
    memcpy(tail, p->glyphs + word, moved * sizeof *tail);
    p->n_glyphs = word;
    line->n -= moved;
    page_end_line(p);
    page_fill(p, STYLE_PLAIN, " ", indent);
    for (size_t i = 0; i < moved; i++)
        add(p, &tail[i]);
    free(tail);
}

typedef struct flow {
    unsigned indent, start;   /* columns where lines begin: the next ones, this one */
    size_t   word;            /* glyph with which the word under way begins */
    unsigned from;            /* its column */
} flow;

/* On a line that has just been begun, with or without a part of the word under way. */
static void begun(page *p, flow *f)
{
    f->word = p->lines[p->n_lines - 1].first + f->indent;
    f->start = f->from = f->indent;
}

static void next_line(page *p, flow *f)
{
    page_end_line(p);
    page_fill(p, STYLE_PLAIN, " ", f->indent);
    begun(p, f);
}

static void flow_glyph(page *p, flow *f, const page_glyph *g)
{
    bool space = strcmp(g->text, " ") == 0;

    if (p->column + g->width > p->width) {
        if (space || f->from <= f->start) {   /* the space is the break itself; or one word as wide as the line */
            next_line(p, f);
        } else {
            break_before(p, f->word, f->indent);
            begun(p, f);
        }
        if (space)
            return;
    }
    add(p, g);
    if (space) {
        f->word = p->n_glyphs;
        f->from = p->column;
    }
}

void page_flow(page *p, unsigned indent, const page_piece *pieces, size_t n_pieces)
{
    flow f = { .indent = indent < p->width / 2 ? indent : 0, .start = p->column, .word = p->n_glyphs,
               .from = p->column };

    for (size_t i = 0; i < n_pieces; i++) {
        size_t at = 0;
        page_code code = { 0 };
        page_glyph g;
        while (!p->failed && page_glyph_at(&g, pieces[i].text, pieces[i].n, &at, &code)) {
            if (g.style != STYLE_HIDDEN)
                g.style = (uint8_t)pieces[i].style;
            flow_glyph(p, &f, &g);
        }
    }
    page_end_line(p);
}

void page_flow_string(page *p, unsigned indent, page_style style, const char *s)
{
    const page_piece piece = { s, strlen(s), style };

    page_flow(p, indent, &piece, 1);
}

char *page_line_text(const page *p, size_t line)
{
    const page_line *l = &p->lines[line];
    char *out = malloc(l->n * GLYPH_BYTES + 1), *end = out;

    if (out == NULL)
        return NULL;
    for (size_t i = 0; i < l->n; i++) {
        size_t n = strlen(p->glyphs[l->first + i].text);
        memcpy(end, p->glyphs[l->first + i].text, n);
        end += n;
    }
    while (end > out && end[-1] == ' ')
        end--;
    *end = '\0';
    return out;
}
