/* Which drafts are headings. A heading is short, ends without a stop, and something stands below it that is neither
 * its own successor in a list nor the rest of its sentence. Numbered lines are judged style by style: where most lines
 * of a style head something, the doubtful ones are headings too, and else they are items without a stop. */
#include <stdlib.h>

#include "document.h"

enum {
    LONGEST_HEADING = 25,     /* words */
    LONGEST_PLAIN = 12,       /* words of a heading with neither number nor capitals */
    LONGEST_RUN = 3           /* headings without a number, one right below the other */
};

enum { STYLES = 64 };

/* How the styles of a document are used: lines that surely head something, and doubtful ones. */
typedef struct usage { uint32_t sure[STYLES], doubtful[STYLES]; } usage;

unsigned ct_style(const ct_draft *d)
{
    if (d->sign.division > 0)
        return 47u + d->sign.division;
    return (unsigned)d->sign.marker.numeral + 8u * d->sign.marker.enclosed
        + 16u * (d->sign.levels > 2 ? 2u : d->sign.levels > 1 ? 1u : 0u);
}

static bool is_numbered(const ct_draft *d)
{
    return d->sign.levels > 0 && d->sign.marker.numeral != CT_NUMERAL_BULLET;
}

/* `first`: nothing stands before it, so that a long line without a stop may be the title. */
static bool may_head(const ct_draft *d, bool first)
{
    if (d->declared)
        return true;
    if (d->ending == CT_ENDING_COMMA || d->ending == CT_ENDING_SEMICOLON || d->words > LONGEST_HEADING)
        return false;
    if (d->sign.marker.numeral == CT_NUMERAL_WORD || d->sign.marker.numeral == CT_NUMERAL_BULLET)
        return false;
    if (d->words == 0 || (d->caps && d->words > 1))
        return true;
    if (d->sign.division > 0)
        return d->ending != CT_ENDING_STOP || d->words <= LONGEST_PLAIN;
    if (d->lower || !d->worded || (d->several && d->sign.levels == 0))
        return false;
    if (d->question)
        return d->words <= LONGEST_PLAIN;
    if (d->ending != CT_ENDING_OPEN)
        return false;
    return first || d->sign.levels > 0 || d->title || d->words <= LONGEST_PLAIN;
}

static size_t next_draft(const ct_builder *b, size_t i)
{
    do
        i++;
    while (i < b->drafts.n && b->drafts.items[i].block.kind == CT_BLOCK_RESIDUE);
    return i;
}

/* The next or last numbered draft seen from each, found in one pass. */
static const ct_draft *numbered_behind(const ct_builder *b, size_t i)
{
    for (size_t k = i + 1, steps = 0; k < b->drafts.n && steps < 4; k++, steps++)
        if (is_numbered(&b->drafts.items[k]))
            return &b->drafts.items[k];
    return NULL;
}

static const ct_draft *numbered_before(const ct_builder *b, size_t i)
{
    for (size_t k = i, steps = 0; k > 0 && steps < 4; k--, steps++)
        if (is_numbered(&b->drafts.items[k - 1]))
            return &b->drafts.items[k - 1];
    return NULL;
}

/* An item that lost its stop: 1 and 3 are items, so this 2 is one too. */
static bool stands_among_items(const ct_builder *b, size_t i)
{
    uint32_t value = b->drafts.items[i].sign.marker.value;
    const ct_draft *before = numbered_before(b, i), *behind = numbered_behind(b, i);

    return behind != NULL && !behind->candidate && behind->sign.marker.value == value + 1
        && (value == 1 || (before != NULL && !before->candidate && before->sign.marker.value + 1 == value));
}

/* Does draft i, a candidate with a number, surely head something? `sure` is known for all that follow. */
static bool surely_heads(const ct_builder *b, size_t i, const bool *sure)
{
    const ct_draft *d = &b->drafts.items[i], *next;
    size_t n = next_draft(b, i);

    if (n == b->drafts.n || stands_among_items(b, i))
        return false;
    next = &b->drafts.items[n];
    if (!is_numbered(next))
        return true;
    if (!next->candidate)
        return next->sign.marker.value != d->sign.marker.value + 1 || ct_style(next) != ct_style(d);
    return next->sign.marker.value == 1 && ct_style(next) != ct_style(d) && (sure[n] || next->declared);
}

static void weigh(const ct_builder *b, bool *sure, usage *u)
{
    for (size_t i = b->drafts.n; i-- > 0; ) {
        const ct_draft *d = &b->drafts.items[i];
        if (!d->candidate || !is_numbered(d))
            continue;
        sure[i] = surely_heads(b, i, sure);
        if (sure[i])
            u->sure[ct_style(d)]++;
        else
            u->doubtful[ct_style(d)]++;
    }
}

/* A numbered candidate is a heading if it surely heads something or its style usually does; yet the last of a run of
 * items without stops is an item, whatever stands below it. */
static void decide_numbered(ct_builder *b, const bool *sure, const usage *u)
{
    const ct_draft *before = NULL;

    for (size_t i = 0; i < b->drafts.n; i++) {
        ct_draft *d = &b->drafts.items[i];
        unsigned style = ct_style(d);
        bool heads, follows;

        if (d->block.kind == CT_BLOCK_RESIDUE)
            continue;
        if (is_numbered(d) && d->candidate) {
            follows = before != NULL && before->candidate && before->block.kind == CT_BLOCK_ITEM
                && ct_style(before) == style && before->sign.marker.value + 1 == d->sign.marker.value;
            heads = (sure[i] && !follows)
                || (!sure[i] && !stands_among_items(b, i) && u->sure[style] > 0 && u->sure[style] >= u->doubtful[style]);
            d->block.kind = heads || d->declared ? CT_BLOCK_HEADING : CT_BLOCK_ITEM;
        }
        before = d;
    }
}

/* Lines without a number, one below the other. A few above something are headings, unless a colon announces a list; many
 * are a list or verse, but for a title above them and a heading below. */
static bool heads_in_run(const ct_draft *d, size_t i, size_t n, bool listed, const ct_draft *below, bool first)
{
    if (d->declared || below == NULL || below->lower)
        return d->declared;
    if (n <= LONGEST_RUN)
        return !listed;
    return (i == 0 && first) || (i == n - 1 && below->words > LONGEST_PLAIN && below->ending == CT_ENDING_STOP);
}

static void decide_plain(ct_builder *b)
{
    const ct_draft *above = NULL;

    for (size_t i = 0; i < b->drafts.n; ) {
        size_t end = i, n = 0, k = 0;
        bool listed = above != NULL && above->ending == CT_ENDING_COLON;

        while (end < b->drafts.n && (b->drafts.items[end].block.kind == CT_BLOCK_RESIDUE
                                     || (b->drafts.items[end].candidate && b->drafts.items[end].sign.levels == 0)))
            n += b->drafts.items[end++].block.kind != CT_BLOCK_RESIDUE;
        for (; i < end; i++) {
            ct_draft *d = &b->drafts.items[i];
            if (d->block.kind == CT_BLOCK_RESIDUE)
                continue;
            if (heads_in_run(d, k++, n, listed, end < b->drafts.n ? &b->drafts.items[end] : NULL, above == NULL))
                d->block.kind = CT_BLOCK_HEADING;
        }
        if (end < b->drafts.n)
            above = &b->drafts.items[end];
        i = end + (end < b->drafts.n);
    }
}

void ct_headings(ct_builder *b)
{
    bool *sure = calloc(b->drafts.n + 1, sizeof *sure), first = true;
    usage u = { { 0 }, { 0 } };

    if (sure == NULL) {
        b->no_memory = true;
        return;
    }
    for (size_t i = 0; i < b->drafts.n; i++) {
        ct_draft *d = &b->drafts.items[i];
        if (d->block.kind == CT_BLOCK_RESIDUE)
            continue;
        d->candidate = may_head(d, first);
        first = false;
        d->block.kind = d->sign.levels > 0 ? CT_BLOCK_ITEM : CT_BLOCK_PARAGRAPH;
    }
    weigh(b, sure, &u);
    decide_numbered(b, sure, &u);
    decide_plain(b);
    free(sure);
}
