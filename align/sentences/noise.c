/* Units that are no part of the text: empty lines, page numbers and the running heads beside them, residue of a document.
 *
 * A page number is a line that is a figure below 1000, perhaps with dashes or one word ("Page 3"), and each is one more
 * than the one before. A running head stands beside a page number, and either stands there again, or repeats a line of the
 * text, or parts a sentence in two. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/chars.h>

#include "sentences.h"

enum { REACH = 2 /* lines of a running head beside a page number */, MOST_HEAD = 160 /* letters */ };

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

static bool is_beside(const finder *f, uint32_t i)
{
    for (uint32_t d = 1; d <= REACH; d++)
        if ((i >= d && f->page[i - d]) || (i + d < f->n && f->page[i + d]))
            return true;
    return false;
}

/* Does the cluster of page number and `i` part a sentence? */
static bool parts_sentence(const finder *f, uint32_t i)
{
    uint32_t low = i, high = i;

    while (low > 0 && (f->page[low - 1] || f->noise[low - 1]))
        low--;
    while (high + 1 < f->n && (f->page[high + 1] || f->noise[high + 1]))
        high++;
    return low > 0 && high + 1 < f->n && f->l->shapes.items[high + 1].small
        && f->l->shapes.items[low - 1].end != CT_END_STOP;
}

static void mark_heads(finder *f)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (f->form[i] != CT_NO_STRING) {
            f->times[f->form[i]]++;
            f->beside[f->form[i]] += is_beside(f, i);
        }
    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t form = f->form[i];
        if (f->page[i] || form == CT_NO_STRING || !is_beside(f, i))
            continue;
        if (f->beside[form] >= 2 || f->times[form] >= 2 || parts_sentence(f, i))
            f->noise[i] = 1;
    }
}

ct_status ct_noise_find(uint8_t *noise, const ct_strand *l, ct_error *err)
{
    finder f = { .l = l, .noise = noise, .n = (uint32_t)l->spans.n };
    bool ok;

    f.form = malloc(((size_t)f.n + 1) * sizeof *f.form);
    f.page = calloc((size_t)f.n + 1, 1);
    ok = f.form != NULL && f.page != NULL;
    for (uint32_t i = 0; i < f.n; i++)
        noise[i] = l->spans.items[i].start == l->spans.items[i].end || (l->residue.n > 0 && l->residue.items[i]);
    if (ok && mark_pages(&f) > 0) {
        ok = file_forms(&f);
        f.times = calloc((size_t)f.forms.n + 1, sizeof *f.times);
        f.beside = calloc((size_t)f.forms.n + 1, sizeof *f.beside);
        ok = ok && f.times != NULL && f.beside != NULL;
        if (ok)
            mark_heads(&f);
    }
    for (uint32_t i = 0; ok && i < f.n; i++)
        noise[i] |= f.page[i];
    ct_intern_release(&f.forms);
    free(f.form);
    free(f.page);
    free(f.times);
    free(f.beside);
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the lines of a text");
}
