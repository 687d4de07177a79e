/* Units that are no part of the text: empty lines, page numbers and the running heads beside them, residue of a document.
 *
 * A page number is a line that is a figure below 1000, perhaps with dashes or one word ("Page 3"), and each is one more
 * than the one before. A running head stands beside a page number, and either stands there again, or repeats a line of the
 * text, or parts a sentence in two. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/chars.h>

#include "sentences.h"

enum { MOST_HEAD = 160 /* letters of a running head */ };

/* The page number that a unit is, or 0. */
static uint32_t page_number(const ct_strand *l, uint32_t unit)
{
    ct_span span = l->spans.items[unit];
    uint32_t value = 0, digits = 0, words = 0, letters = 0;

    if (span.end - span.start > 24)
        return 0;
    for (uint32_t at = span.start; at < span.end; ) {
        int32_t c;
        at = ct_char_next(l->bytes, at, span.end, &c);
        if (ct_char_digit(c)) {
            value = value * 10 + (uint32_t)(c - '0');
            digits++;
        } else if (ct_char_letter(c)) {
            words += letters++ == 0;
            if (digits > 0)
                return 0;
        } else if (!ct_char_space(c) && !ct_char_dash(c) && c != '.' && c != '|') {
            return 0;
        } else if (digits > 0 && at < span.end && ct_char_digit(ct_char_at(l->bytes, at, span.end))) {
            return 0;
        }
    }
    return digits == 0 || digits > 3 || letters > 8 || words > 1 ? 0 : value;
}

typedef struct finder {
    const ct_strand *l;
    uint8_t        *noise;
    ct_intern       forms;      /* folded units, short ones only */
    uint32_t       *form;       /* [n] number of the form */
    uint32_t       *times;      /* [forms] */
    uint32_t       *beside;     /* [forms] beside page numbers */
    uint8_t        *page;       /* [n] is a page number */
    uint32_t        n;
} finder;

static bool file_forms(finder *f)
{
    ct_buffer folded = { 0 };
    bool ok = true;

    for (uint32_t i = 0; i < f->n && ok; i++) {
        ct_span span = f->l->spans.items[i];
        f->form[i] = CT_NO_STRING;
        if (span.start == span.end || f->l->shapes.items[i].letters > MOST_HEAD)
            continue;
        ct_buffer_truncate(&folded, 0);
        ct_fold_bare(&folded, f->l->bytes, span, 2 * MOST_HEAD);
        f->form[i] = ct_intern_add(&f->forms, folded.n > 0 ? folded.bytes : "", folded.n);
        ok = f->form[i] != CT_NO_STRING && !folded.failed;
    }
    ct_buffer_release(&folded);
    return ok;
}

/* Page numbers that go on by one each. Lone figures of a table or list do not, or there are too many of them. */
static uint32_t mark_pages(finder *f)
{
    uint32_t before = 0, n = 0;
    bool steady = true;

    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t value = page_number(f->l, i);
        if (value == 0)
            continue;
        steady &= before == 0 || value == before + 1;
        before = value;
        f->page[i] = 1;
        n++;
    }
    if (!steady || n > f->n / 5 + 1)
        memset(f->page, 0, f->n);
    return steady ? n : 0;
}

/* The unit next to `i`, towards `d`, that is not blank; CT_NONE at the ends. */
static uint32_t neighbour(const finder *f, uint32_t i, int d)
{
    for (int64_t k = (int64_t)i + d; k >= 0 && k < f->n; k += d)
        if (f->l->spans.items[k].start < f->l->spans.items[k].end)
            return (uint32_t)k;
    return CT_NONE;
}

/* Page number at `page` and head at `head` stand between two halves of one sentence. */
static bool parts_sentence(const finder *f, uint32_t page, uint32_t head)
{
    uint32_t before = neighbour(f, page < head ? page : head, -1), behind = neighbour(f, page < head ? head : page, 1);

    return before != CT_NONE && behind != CT_NONE && f->l->shapes.items[behind].small && !f->l->shapes.items[head].small
        && f->l->shapes.items[before].end != CT_END_STOP;
}

static void count_forms(finder *f)
{
    for (uint32_t i = 0; i < f->n; i++) {
        if (f->form[i] != CT_NO_STRING)
            f->times[f->form[i]]++;
        for (int d = -1; f->page[i] && d <= 1; d += 2) {
            uint32_t k = neighbour(f, i, d);
            if (k != CT_NONE && f->form[k] != CT_NO_STRING)
                f->beside[f->form[k]]++;
        }
    }
}

/* A head stands beside page numbers again and again. Of a lone page break it is the line that parts a sentence, or that
 * stands elsewhere too, as a title does. */
static bool is_head(const finder *f, uint32_t page, uint32_t k, bool lone)
{
    if (k == CT_NONE || f->form[k] == CT_NO_STRING || f->page[k])
        return false;
    if (!lone)
        return f->beside[f->form[k]] >= 2 || (k > page && parts_sentence(f, page, k));
    return f->times[f->form[k]] >= 2 || parts_sentence(f, page, k);
}

static void mark_heads(finder *f, uint32_t n_pages)
{
    count_forms(f);
    for (uint32_t i = 0; i < f->n; i++) {
        if (!f->page[i])
            continue;
        for (int d = 1; d >= -1; d -= 2) {
            uint32_t k = neighbour(f, i, d), next;
            if (!is_head(f, i, k, n_pages == 1))
                continue;
            f->noise[k] = CT_NOISE + CT_RESIDUE_PAGE_HEADER;
            next = neighbour(f, k, d);     /* a head of two lines */
            if (next != CT_NONE && f->form[next] != CT_NO_STRING && n_pages > 2 && f->times[f->form[next]] >= n_pages
                && f->times[f->form[next]] <= n_pages + 1)
                f->noise[next] = CT_NOISE + CT_RESIDUE_PAGE_HEADER;
            break;
        }
    }
}

ct_status ct_noise_find(uint8_t *noise, const ct_strand *l, ct_error *err)
{
    finder f = { .l = l, .noise = noise, .n = (uint32_t)l->spans.n };
    uint32_t n_pages;
    bool ok;

    f.form = malloc(((size_t)f.n + 1) * sizeof *f.form);
    f.page = calloc((size_t)f.n + 1, 1);
    ok = f.form != NULL && f.page != NULL;
    for (uint32_t i = 0; i < f.n; i++)
        noise[i] = l->residue.n > 0 && l->residue.items[i] != CT_RESIDUE_NONE ? (uint8_t)(CT_NOISE + l->residue.items[i])
            : l->spans.items[i].start == l->spans.items[i].end ? CT_NOISE : 0;
    n_pages = ok ? mark_pages(&f) : 0;
    if (n_pages > 0) {
        ok = file_forms(&f);
        f.times = calloc((size_t)f.forms.n + 1, sizeof *f.times);
        f.beside = calloc((size_t)f.forms.n + 1, sizeof *f.beside);
        ok = ok && f.times != NULL && f.beside != NULL;
        if (ok)
            mark_heads(&f, n_pages);
    }
    for (uint32_t i = 0; ok && i < f.n; i++)
        if (f.page[i])
            noise[i] = CT_NOISE + CT_RESIDUE_PAGE_HEADER;
    ct_intern_release(&f.forms);
    free(f.form);
    free(f.page);
    free(f.times);
    free(f.beside);
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lines of a text");
}
