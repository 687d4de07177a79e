/* What can only be decided by looking around: whether "(i)" is a letter or a Roman number, whether "First," counts,
 * and which lines are residue because of their neighbours. */
#include <string.h>

#include <cotejo-internal/chars.h>

#include "document.h"

enum {
    NEAR = 12,           /* drafts within which a series of ordinal words goes on */
    MENU_WORDS = 5,      /* of a line of a menu */
    FRONT_MATTER = 6     /* drafts between a web page's title and the title of the text on it */
};

/* ---- markers ------------------------------------------------------------------------------------- */

/* The last value seen of letters and of Roman numbers, small and large, bare and enclosed. */
typedef struct seen { uint32_t letters[2][2], romans[2][2]; } seen;

static void settle_letter(ct_draft *d, const char *bytes, seen *s)
{
    bool upper = ct_char_upper(ct_char_at(bytes, d->sign.marker.span.start + d->sign.marker.enclosed,
                                          d->sign.marker.span.end));
    uint32_t *letters = &s->letters[upper][d->sign.marker.enclosed], *romans = &s->romans[upper][d->sign.marker.enclosed];
    uint32_t roman = d->sign.marker.numeral == CT_NUMERAL_LETTER ? 0 : d->sign.marker.value, letter = d->sign.letter;
    bool letter_next = letter > 0 && *letters > 0 && letter == *letters + 1;
    bool roman_next = roman > 0 && (roman == 1 || (*romans > 0 && roman == *romans + 1));

    if (letter == 0 || (roman_next && !(letter_next && roman == 1))) {
        *romans = roman;
    } else if (letter_next || letter == 1 || (roman == 0 && d->sign.marker.enclosed)) {
        d->sign.marker.numeral = d->block.marker.numeral = CT_NUMERAL_LETTER;
        d->sign.marker.value = d->block.marker.value = letter;
        *letters = letter;
    } else if (roman > 0 && *romans > 0 && d->sign.separator != CT_SEPARATOR_NONE) {
        *romans = roman;
    } else {
        ct_draft_unmark(d, bytes);      /* "D. Juan" */
    }
}

/* An ordinal word counts when the item before it has the number before it, or when "Second," follows "First,". */
static bool ordinal_counts(const ct_builder *b, size_t i)
{
    uint32_t value = b->drafts.items[i].sign.marker.value;

    for (size_t k = 1; k <= NEAR && k <= i; k++) {
        const ct_sign *s = &b->drafts.items[i - k].sign;
        if (s->levels > 0 && s->marker.value + 1 == value && (k <= 3 || s->marker.numeral == CT_NUMERAL_WORD))
            return value > 1;
    }
    for (size_t k = 1; value == 1 && k <= NEAR && i + k < b->drafts.n; k++) {
        const ct_sign *s = &b->drafts.items[i + k].sign;
        if (s->marker.numeral == CT_NUMERAL_WORD && s->marker.value == 2)
            return true;
    }
    return false;
}

static void settle_markers(ct_builder *b)
{
    seen s = { { { 0 } }, { { 0 } } };

    for (size_t i = 0; i < b->drafts.n; i++) {
        ct_draft *d = &b->drafts.items[i];
        switch (d->sign.marker.numeral) {
        case CT_NUMERAL_ROMAN_LOWER:
        case CT_NUMERAL_ROMAN_UPPER:
        case CT_NUMERAL_LETTER:
            settle_letter(d, b->bytes, &s);
            break;
        case CT_NUMERAL_WORD:
            if (!ordinal_counts(b, i))
                ct_draft_unmark(d, b->bytes);
            break;
        default:
            break;
        }
    }
}

/* ---- residue ------------------------------------------------------------------------------------- */

static void set_residue(ct_draft *d, const char *bytes, ct_residue residue)
{
    ct_draft_unmark(d, bytes);
    d->block.kind = CT_BLOCK_RESIDUE;
    d->block.residue = residue;
    d->declared = false;
}

static bool is_star(const ct_builder *b, size_t i)
{
    const ct_draft *d = &b->drafts.items[i];

    return d->sign.marker.numeral == CT_NUMERAL_BULLET && b->bytes[d->sign.marker.span.start] == '*';
}

/* A lone "* …" explains something; two of them, or one below a colon, are a list. */
static void settle_stars(ct_builder *b)
{
    bool before = false;

    for (size_t i = 0; i < b->drafts.n; i++) {
        bool star = is_star(b, i);
        bool listed = before || (i + 1 < b->drafts.n && is_star(b, i + 1))
            || (i > 0 && b->drafts.items[i - 1].ending == CT_ENDING_COLON);
        if (star && !listed)
            set_residue(&b->drafts.items[i], b->bytes, CT_RESIDUE_FOOTNOTE);
        before = star;
    }
}

static bool is_navigation(const ct_draft *d) { return d->block.residue == CT_RESIDUE_NAVIGATION; }

/* A line that might stand in a menu. */
static bool is_menu_line(const ct_draft *d)
{
    return d->block.kind != CT_BLOCK_RESIDUE && d->sign.levels == 0 && !d->declared && d->words <= MENU_WORDS
        && d->ending == CT_ENDING_OPEN;
}

/* The menus at both ends of a page: short lines between lines of navigation, and, at the foot, behind one. */
static void settle_menus(ct_builder *b)
{
    size_t first = 0, last = b->drafts.n, i = 0;

    for (; i < b->drafts.n && (is_navigation(&b->drafts.items[i]) || is_menu_line(&b->drafts.items[i])); i++)
        if (is_navigation(&b->drafts.items[i]))
            first = i;
    for (i = b->drafts.n; i > 0; i--) {
        const ct_draft *d = &b->drafts.items[i - 1];
        if (is_navigation(d))
            last = i - 1;
        else if (!is_menu_line(d) && d->block.residue != CT_RESIDUE_PAGE_HEADER)
            break;
    }
    for (i = 0; i < b->drafts.n; i++)
        if ((i < first || i > last) && b->drafts.items[i].block.kind != CT_BLOCK_RESIDUE)
            set_residue(&b->drafts.items[i], b->bytes, CT_RESIDUE_NAVIGATION);
}

/* What follows a comment count in the second half of a page, without any numbering, are comments. */
static void settle_comments(ct_builder *b)
{
    size_t from = b->drafts.n, last = 0;

    for (size_t i = 0; i < b->drafts.n; i++) {
        const ct_draft *d = &b->drafts.items[i];
        if (from == b->drafts.n && d->block.residue == CT_RESIDUE_COMMENT)
            from = i;
        if (d->block.marker.value > 0 || d->declared)
            last = i;
    }
    if (from <= last || from * 2 < b->drafts.n)
        return;
    for (size_t i = from; i < b->drafts.n; i++)
        if (b->drafts.items[i].block.kind != CT_BLOCK_RESIDUE)
            set_residue(&b->drafts.items[i], b->bytes, CT_RESIDUE_COMMENT);
}

/* A last paragraph that begins with the name in the byline says who the author is. */
static void settle_author(ct_builder *b)
{
    size_t last = b->drafts.n;
    ct_span name = { 0, 0 }, body;

    for (size_t i = 0; i < b->drafts.n && i < NEAR; i++)
        if (b->drafts.items[i].block.residue == CT_RESIDUE_BYLINE)
            name = b->drafts.items[i].block.span;
    while (name.start < name.end && b->bytes[name.start] != ' ')
        name.start++;
    name = ct_span_trim(b->bytes, name);
    while (last > 0 && b->drafts.items[last - 1].block.kind == CT_BLOCK_RESIDUE)
        last--;
    if (last == 0 || name.start == name.end)
        return;
    body = b->drafts.items[last - 1].block.body;
    if (body.end - body.start > name.end - name.start && body.start > name.end
        && memcmp(b->bytes + body.start, b->bytes + name.start, name.end - name.start) == 0)
        set_residue(&b->drafts.items[last - 1], b->bytes, CT_RESIDUE_BYLINE);
}

static bool same_words(ct_buffer *x, ct_buffer *y, const ct_builder *b, ct_span p, ct_span q)
{
    x->n = y->n = 0;
    ct_fold_bare(x, b->bytes, p, 400);
    ct_fold_bare(y, b->bytes, q, 400);
    return !x->failed && !y->failed && x->n == y->n && x->n > 0 && memcmp(x->bytes, y->bytes, x->n) == 0;
}

/* A web page's title above the title of the text that it shows: between them stands what belongs to the page. Only with
 * other residue between them, since a title may well be repeated. */
static void settle_front(ct_builder *b)
{
    ct_buffer x = { 0 }, y = { 0 };
    size_t first = 0;
    bool residue = false;

    while (first < b->drafts.n && b->drafts.items[first].block.kind == CT_BLOCK_RESIDUE)
        first++;
    for (size_t i = first + 1; i < b->drafts.n && i <= first + FRONT_MATTER; i++) {
        const ct_draft *d = &b->drafts.items[i];
        if (d->block.kind == CT_BLOCK_RESIDUE) {
            residue = true;
            continue;
        }
        if (!residue || !same_words(&x, &y, b, b->drafts.items[first].block.body, d->block.body))
            continue;
        for (size_t k = first; k < i; k++)
            if (b->drafts.items[k].block.kind != CT_BLOCK_RESIDUE)
                set_residue(&b->drafts.items[k], b->bytes,
                            k == first ? CT_RESIDUE_PAGE_HEADER : CT_RESIDUE_NAVIGATION);
        break;
    }
    ct_buffer_release(&x);
    ct_buffer_release(&y);
}

void ct_settle(ct_builder *b)
{
    settle_stars(b);
    settle_markers(b);
    settle_menus(b);
    settle_comments(b);
    settle_author(b);
    settle_front(b);
}
