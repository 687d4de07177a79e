/* Numbered items in sequence, and what is irregular in a sequence of items or headings. */
#include <stdlib.h>

#include "document.h"

enum { MAX_NESTING = 8 };

/* A list that is open while its section is walked. */
typedef struct list { uint64_t styles; uint32_t value, last, sequence; } list;

typedef struct walk {
    ct_builder   *b;
    ct_sequences *sequences;
    list          open[MAX_NESTING];
    uint32_t      n_open;
    uint32_t      section;
    uint32_t      last_of[64];    /* last value of each style in the document: numbering may go on across sections */
} walk;

static const ct_draft *draft_of(const walk *w, uint32_t i) { return &w->b->drafts.items[i]; }
static uint64_t style_bit(const ct_draft *d) { return (uint64_t)1 << ct_style(d); }

static void irregular(walk *w, ct_irregularity_kind kind, uint32_t block, uint32_t expected, uint32_t peer)
{
    const ct_draft *d = draft_of(w, block);

    ct_irregular(w->b, (ct_irregularity){ .kind = kind, .block = block, .span = d->block.marker.span,
                                          .expected = expected, .found = d->sign.marker.value, .peer = peer });
}

static void enter(walk *w, uint32_t k, uint32_t block, bool new_list)
{
    const ct_draft *d = draft_of(w, block);
    list *l;

    if (k >= MAX_NESTING)
        k = MAX_NESTING - 1;
    l = &w->open[k];
    if (new_list)
        *l = (list){ .sequence = w->sequences->n++ };
    w->n_open = k + 1;
    l->styles |= style_bit(d);
    l->value = d->sign.marker.value;
    l->last = block;
    w->sequences->of_block[block] = l->sequence;
}

/* The open list that the item continues: by its own style, or by any; w->n_open if none. */
static uint32_t list_continued(const walk *w, const ct_draft *d)
{
    for (uint32_t k = w->n_open; k > 0; k--)
        if ((w->open[k - 1].styles & style_bit(d)) != 0 && w->open[k - 1].value + 1 == d->sign.marker.value)
            return k - 1;
    for (uint32_t k = w->n_open; k > 0 && d->sign.marker.value > 1; k--)
        if (w->open[k - 1].value + 1 == d->sign.marker.value)
            return k - 1;
    return w->n_open;
}

static uint32_t list_of_style(const walk *w, const ct_draft *d)
{
    for (uint32_t k = w->n_open; k > 0; k--)
        if ((w->open[k - 1].styles & style_bit(d)) != 0)
            return k - 1;
    return w->n_open;
}

static void place_item(walk *w, uint32_t block)
{
    const ct_draft *d = draft_of(w, block);
    uint32_t value = d->sign.marker.value, k = list_continued(w, d);

    if (k < w->n_open) {
        enter(w, k, block, false);
        return;
    }
    k = list_of_style(w, d);
    if (value == 1) {
        enter(w, k, block, true);
        return;
    }
    if (k == w->n_open && w->n_open > 0)
        k = w->n_open - 1;
    if (k < w->n_open) {
        const list *l = &w->open[k];
        if (value == l->value)
            irregular(w, CT_IRREGULAR_NUMBER_REPEATED, block, l->value + 1, l->last);
        else
            irregular(w, CT_IRREGULAR_NUMBER_JUMP, block, l->value + 1, l->last);
        enter(w, k, block, false);
        return;
    }
    if (w->last_of[ct_style(d)] + 1 != value)
        irregular(w, CT_IRREGULAR_NUMBER_JUMP, block, 1, CT_NONE);
    enter(w, 0, block, true);
}

static void walk_items(walk *w)
{
    for (uint32_t i = 0; i < w->b->drafts.n; i++) {
        const ct_draft *d = draft_of(w, i);
        if (d->block.section != w->section) {
            w->section = d->block.section;
            w->n_open = 0;
        }
        if (d->block.kind != CT_BLOCK_ITEM || d->sign.marker.value == 0)
            continue;
        place_item(w, i);
        w->last_of[ct_style(d)] = d->sign.marker.value;
    }
}

/* ---- styles -------------------------------------------------------------------------------------- */

/* Members of one sequence by style, and the style of the most (of the first, where two are as many). */
typedef struct style_count {
    uint32_t first_block;
    uint16_t n[64];
    uint8_t  usual;
    uint32_t peer;        /* the last member in the usual style, or the first */
    uint32_t separated;   /* the first heading of a division with a mark behind its number: "Article 1:" */
} style_count;

static bool is_division_heading(const ct_draft *d) { return d->sign.division > 0 && d->words > 0; }

static void count_styles(const walk *w, style_count *counts)
{
    for (uint32_t i = 0; i < w->b->drafts.n; i++) {
        uint32_t s = w->sequences->of_block[i];
        unsigned style = ct_style(draft_of(w, i));
        style_count *c;

        if (s == CT_NONE)
            continue;
        c = &counts[s];
        if (c->first_block == CT_NONE) {
            c->first_block = i;
            c->usual = (uint8_t)style;
        }
        c->n[style] = (uint16_t)(c->n[style] + (c->n[style] < UINT16_MAX));
        if (c->separated == CT_NONE && is_division_heading(draft_of(w, i))
            && draft_of(w, i)->sign.separator != CT_SEPARATOR_NONE)
            c->separated = i;
    }
    for (uint32_t s = 0; s < w->sequences->n; s++)
        for (unsigned k = 0; k < 64; k++)
            if (counts[s].n[k] > counts[s].n[counts[s].usual])
                counts[s].usual = (uint8_t)k;
}

/* The first member of each sequence in its usual style: whom the others depart from before one has come by. */
static void find_peers(const walk *w, style_count *counts)
{
    for (uint32_t i = (uint32_t)w->b->drafts.n; i-- > 0; ) {
        uint32_t s = w->sequences->of_block[i];
        if (s != CT_NONE && ct_style(draft_of(w, i)) == counts[s].usual)
            counts[s].peer = i;
    }
}

static void check_sequences(walk *w, style_count *counts)
{
    for (uint32_t i = 0; i < w->b->drafts.n; i++) {
        uint32_t s = w->sequences->of_block[i];
        const ct_draft *d = draft_of(w, i);

        if (s == CT_NONE)
            continue;
        if (ct_style(d) != counts[s].usual)
            irregular(w, CT_IRREGULAR_STYLE_MIXED, i, 0, counts[s].peer);
        else
            counts[s].peer = i;
        if (is_division_heading(d) && counts[s].separated != CT_NONE
            && d->sign.separator != draft_of(w, counts[s].separated)->sign.separator)
            irregular(w, CT_IRREGULAR_PUNCTUATION, i, 0, counts[s].separated);
    }
}

void ct_lists(ct_builder *b, ct_sequences *sequences)
{
    walk w = { .b = b, .sequences = sequences, .section = CT_NONE };
    style_count *counts;

    walk_items(&w);
    counts = calloc((size_t)sequences->n + 1, sizeof *counts);
    if (counts == NULL) {
        b->no_memory = true;
        return;
    }
    for (uint32_t s = 0; s < sequences->n; s++)
        counts[s].first_block = counts[s].peer = counts[s].separated = CT_NONE;
    count_styles(&w, counts);
    find_peers(&w, counts);
    check_sequences(&w, counts);
    free(counts);
}
