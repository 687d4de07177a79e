/* The tree of sections, rebuilt from headings that number themselves as they please.
 *
 * A stack holds the open levels. A numbered heading goes to the level whose style and number it continues; else it opens
 * a level below; "3." may follow "II." on one level. A number that falls back shows that a heading of the level above is
 * lost: a section without heading takes its place. Headings without numbers are siblings of each other, below the title.
 * Every block belongs to the section opened last before it. */
#include "document.h"

enum {
    LOOK_AHEAD = 256,   /* headings that are looked at to decide one */
    FEW_LOST = 3        /* numbers that may be missing where a sequence changes its style */
};

typedef struct level {
    uint64_t styles;       /* a bit for each style seen on it; 0: headings without number */
    uint32_t value;        /* of its last heading */
    uint32_t section;
    uint32_t heading;      /* block of its last real heading */
    uint32_t sequence;
    uint8_t  hashes;
    bool     lost;         /* its last section has no heading */
} level;

typedef struct tree {
    ct_builder   *b;
    ct_sequences *sequences;
    level         levels[CT_MAX_DEPTH];
    uint32_t      n_levels;
    uint32_t      block;            /* the heading being placed */
    uint32_t      before;           /* the heading before it, or CT_NONE */
    uint32_t      title;            /* section of the title; CT_NONE if there is none */
    bool          direct;           /* no content stands between the two headings */
    uint32_t      last_of[64];      /* last value seen of each style */
    uint32_t      ones[64];         /* headings numbered 1 of each style */
    CT_VECTOR(uint32_t) headings;   /* blocks */
    size_t        heading;          /* index of `block` in it */
} tree;

static const ct_draft *draft_of(const tree *t, uint32_t block) { return &t->b->drafts.items[block]; }
static uint64_t style_bit(const ct_draft *d) { return (uint64_t)1 << ct_style(d); }
static bool is_plain(const level *l) { return l->styles == 0 && l->hashes == 0; }

static void jump(tree *t, ct_irregularity_kind kind, uint32_t expected, uint32_t found, uint32_t peer)
{
    ct_irregular(t->b, (ct_irregularity){ .kind = kind, .block = t->block, .span = draft_of(t, t->block)->block.span,
                                          .expected = expected, .found = found, .peer = peer });
}

/* Open a section on level k: all deeper levels are closed, and so is its last section. */
static level *open_section(tree *t, uint32_t k, uint32_t heading, uint32_t first_block)
{
    ct_section section = { .heading = heading, .first_block = first_block, .depth = k + 1 };
    level *l = &t->levels[k];

    section.parent = k == 0 ? 0 : t->levels[k - 1].section;
    if (k >= t->n_levels)
        *l = (level){ .heading = CT_NONE, .sequence = CT_NONE };
    t->n_levels = k + 1;
    l->section = (uint32_t)t->b->sections.n;
    l->lost = heading == CT_NONE;
    if (heading != CT_NONE)
        l->heading = heading;
    if (!ct_push(&t->b->sections, section))
        t->b->no_memory = true;
    return l;
}

static void open_here(tree *t, uint32_t k)
{
    const ct_draft *d = draft_of(t, t->block);
    level *l = open_section(t, k < CT_MAX_DEPTH ? k : CT_MAX_DEPTH - 1, t->block, t->block);

    if (d->sign.levels == 0)
        return;
    l->styles |= style_bit(d);
    l->value = d->sign.marker.value;
    if (l->sequence == CT_NONE)
        l->sequence = t->sequences->n++;
    t->sequences->of_block[t->block] = l->sequence;
}

/* ---- lost headings ------------------------------------------------------------------------------- */

/* How many headings the bookmarks say are lost before this one. */
static uint32_t lost_bookmarks(const tree *t)
{
    uint32_t here = draft_of(t, t->block)->toc, before = 0;

    if (here == 0 || here == UINT32_MAX)
        return 0;
    for (size_t i = t->heading, steps = 0; i > 0 && before == 0 && steps < LOOK_AHEAD; i--, steps++)
        before = draft_of(t, t->headings.items[i - 1])->toc;
    return before == 0 || before >= here ? 0 : here - before - 1;
}

/* A paragraph between the last heading and this one that stands in from the margin for no reason: what is left where a
 * heading was taken out. The first one at or behind `from`; t->block if there is none. */
static uint32_t stray_indent(const tree *t, uint32_t from)
{
    for (uint32_t i = from; i < t->block; i++) {
        const ct_draft *d = draft_of(t, i);
        if (d->block.kind == CT_BLOCK_PARAGRAPH && d->indent > 0)
            return i;
    }
    return t->block;
}

/* Headings without number are lost before this one: what stood below them are sections of their own. */
static void open_lost_siblings(tree *t, uint32_t lost)
{
    uint32_t k = t->n_levels - 1, from = t->before + 1;

    while (lost-- > 0 && (from = stray_indent(t, from)) < t->block) {
        open_section(t, k, CT_NONE, from);
        from++;
    }
}

/* Does the level above go on with the number after the one that seems lost? */
static bool parent_skips(const tree *t, const level *parent)
{
    for (size_t i = t->heading + 1; i < t->headings.n && i <= t->heading + LOOK_AHEAD; i++) {
        const ct_draft *d = draft_of(t, t->headings.items[i]);
        if (d->sign.levels > 0 && (parent->styles & style_bit(d)) != 0)
            return d->sign.marker.value != parent->value + 1;
    }
    return true;
}

/* The number falls back on level k: the heading above it is lost, and so are those before this one. */
static void open_lost_parent(tree *t, uint32_t k)
{
    const ct_draft *d = draft_of(t, t->block);
    uint32_t value = d->sign.marker.value, first = stray_indent(t, t->before + 1);
    level child = t->levels[k], *parent = open_section(t, k - 1, CT_NONE, first);

    parent->value++;
    if (value == 1)
        jump(t, CT_IRREGULAR_HEADING_LOST, parent->value, 0, parent->heading);
    else
        jump(t, CT_IRREGULAR_HEADING_LOST, 1, value, CT_NONE);
    if (first < t->block && value > 1)
        open_section(t, k, CT_NONE, first)->value = value - 1;
    open_here(t, k);
    t->levels[k].styles |= child.styles;
}

/* ---- where a heading goes ------------------------------------------------------------------------ */

static void place_hashes(tree *t)
{
    uint8_t hashes = draft_of(t, t->block)->hashes;
    uint32_t k = 0;

    while (k < t->n_levels && (t->levels[k].hashes == 0 || t->levels[k].hashes < hashes))
        k++;
    open_here(t, k);
    t->levels[t->n_levels - 1].hashes = hashes;
}

/* The deepest level that the next numbered heading continues; t->n_levels if it continues none. */
static uint32_t level_going_on(const tree *t)
{
    for (size_t i = t->heading + 1; i < t->headings.n && i <= t->heading + LOOK_AHEAD; i++) {
        const ct_draft *d = draft_of(t, t->headings.items[i]);
        if (d->sign.levels == 0)
            continue;
        for (uint32_t k = t->n_levels; k > 0; k--)
            if ((t->levels[k - 1].styles & style_bit(d)) != 0 && t->levels[k - 1].value + 1 == d->sign.marker.value)
                return k - 1;
        break;
    }
    return t->n_levels;
}

/* The division that a level's headings are of; 0: none. */
static uint8_t division_of(const level *l)
{
    uint8_t division = 1;

    if (l->styles >> 48 == 0)
        return 0;
    while ((l->styles >> (47 + division) & 1) == 0)
        division++;
    return division;
}

/* The outermost level of divisions that are no larger than this heading's: it ends them all; t->n_levels if none. */
static uint32_t level_ended(const tree *t, const ct_draft *d)
{
    for (uint32_t k = 0; k < t->n_levels && d->division > 0; k++)
        if (division_of(&t->levels[k]) >= d->division)
            return k;
    return t->n_levels;
}

static void place_plain(tree *t)
{
    uint32_t k = level_ended(t, draft_of(t, t->block)), going_on;

    if (k < t->n_levels) {
        t->n_levels = k;            /* "Annex" stands where the articles are */
        open_here(t, k);
        return;
    }
    while (k > 0 && !is_plain(&t->levels[k - 1]))
        k--;
    going_on = level_going_on(t);
    if (going_on < t->n_levels && going_on >= k)
        open_here(t, going_on + 1);
    else if (t->n_levels > 0 && t->direct)
        open_here(t, t->n_levels);
    else if (k == 0)
        open_here(t, 0);
    else if (t->levels[k - 1].section == t->title)
        open_here(t, k);
    else
        open_here(t, k - 1);
}

/* The level that this number continues; t->n_levels if none. One of its own style goes before one of another. */
static uint32_t level_continued(const tree *t, const ct_draft *d)
{
    uint64_t bit = style_bit(d);
    uint32_t value = d->sign.marker.value;

    for (uint32_t k = t->n_levels; k > 0; k--)
        if ((t->levels[k - 1].styles & bit) != 0 && t->levels[k - 1].value + 1 == value)
            return k - 1;
    for (uint32_t k = t->n_levels; k > 0 && value > 1 && d->sign.division == 0; k--) {
        const level *l = &t->levels[k - 1];
        bool enclosed = (l->styles & 0xFF00) != 0;
        if (l->styles != 0 && l->styles <= 0xFFFF && l->value + 1 == value && enclosed == d->sign.marker.enclosed
            && d->sign.levels == 1)
            return k - 1;
    }
    return t->n_levels;
}

static uint32_t level_of_style(const tree *t, const ct_draft *d)
{
    for (uint32_t k = t->n_levels; k > 0; k--)
        if ((t->levels[k - 1].styles & style_bit(d)) != 0)
            return k - 1;
    return t->n_levels;
}

/* A number above 1 in a style that is not open: the deepest level with a lower number that is enclosed like it, some of
 * whose headings are lost in between; t->n_levels if none. */
static uint32_t level_interrupted(const tree *t, const ct_draft *d)
{
    uint32_t value = d->sign.marker.value;

    for (uint32_t k = t->n_levels; k > 0 && value > 1 && d->sign.division == 0 && d->sign.levels == 1; k--) {
        const level *l = &t->levels[k - 1];
        if (l->styles != 0 && l->styles <= 0xFFFF && l->value < value && value - l->value <= FEW_LOST
            && ((l->styles & 0xFF00) != 0) == d->sign.marker.enclosed)
            return k - 1;
    }
    return t->n_levels;
}

/* A new sequence begins. Behind a foreword below the title it begins beside the foreword, else below what is open. */
static void begin_sequence(tree *t, const ct_draft *d)
{
    uint32_t n = t->n_levels = level_ended(t, d), value = d->sign.marker.value, lost = lost_bookmarks(t);
    bool beside = n > 1 && !t->direct && is_plain(&t->levels[n - 1]) && t->levels[n - 2].section == t->title
        && t->ones[ct_style(d)] < 2;

    if (lost > 0 && n > 0 && is_plain(&t->levels[n - 1])) {
        open_lost_siblings(t, lost);
        beside = false;
    }
    if (value > 1 && t->last_of[ct_style(d)] + 1 != value)
        jump(t, CT_IRREGULAR_HEADING_LOST, 1, value, CT_NONE);
    open_here(t, beside ? n - 1 : n);
}

static void place_numbered(tree *t)
{
    const ct_draft *d = draft_of(t, t->block);
    uint32_t value = d->sign.marker.value, k = level_continued(t, d);
    level *l;

    if (k < t->n_levels) {
        l = &t->levels[k];
        if (l->lost && l->heading != CT_NONE)
            jump(t, CT_IRREGULAR_NUMBER_JUMP, l->value, value, l->heading);
        open_here(t, k);
        return;
    }
    k = level_of_style(t, d);
    if (k == t->n_levels && t->last_of[ct_style(d)] + 1 != value)
        k = level_interrupted(t, d);
    if (k == t->n_levels || (value == 1 && t->direct && k == t->n_levels - 1)) {
        begin_sequence(t, d);
        return;
    }
    l = &t->levels[k];
    if (value < l->value && k > 0 && t->levels[k - 1].styles != 0 && parent_skips(t, &t->levels[k - 1])) {
        open_lost_parent(t, k);
        return;
    }
    if (value == l->value)
        jump(t, CT_IRREGULAR_NUMBER_REPEATED, value + 1, value, l->heading);
    else if (value != 1)
        jump(t, CT_IRREGULAR_NUMBER_JUMP, l->value + 1, value, l->heading);
    open_here(t, k);
}

static void place(tree *t)
{
    const ct_draft *d = draft_of(t, t->block);
    size_t irregularities = t->b->irregularities.n;
    uint32_t lost = lost_bookmarks(t);
    bool said = false;

    if (d->hashes > 0)
        place_hashes(t);
    else if (d->sign.levels > 0)
        place_numbered(t);
    else
        place_plain(t);
    for (; irregularities < t->b->irregularities.n; irregularities++)
        said = said || t->b->irregularities.items[irregularities].kind == CT_IRREGULAR_HEADING_LOST;
    if (lost > 0 && !said)
        jump(t, CT_IRREGULAR_HEADING_LOST, d->toc - lost, d->toc, t->before);
    if (d->sign.levels > 0)
        t->last_of[ct_style(d)] = d->sign.marker.value;
}

/* ---- all of them --------------------------------------------------------------------------------- */

static void list_headings(tree *t)
{
    for (uint32_t i = 0; i < t->b->drafts.n; i++) {
        const ct_draft *d = draft_of(t, i);
        if (d->block.kind != CT_BLOCK_HEADING)
            continue;
        if (!ct_push(&t->headings, i))
            t->b->no_memory = true;
        if (d->sign.levels > 0 && d->sign.marker.value == 1)
            t->ones[ct_style(d)]++;
    }
}

static bool is_content(const ct_draft *d)
{
    return d->block.kind == CT_BLOCK_PARAGRAPH || d->block.kind == CT_BLOCK_ITEM;
}

/* Sections end where one that is not below them begins; blocks stand in the one opened last. */
static void close_sections(ct_builder *b)
{
    uint32_t open[CT_MAX_DEPTH + 1] = { 0 }, depth = 0, n = (uint32_t)b->drafts.n;
    uint32_t block = 0;

    for (uint32_t s = 1; s < b->sections.n; s++) {
        ct_section *section = &b->sections.items[s];
        for (; block < section->first_block; block++)
            b->drafts.items[block].block.section = open[depth];
        for (; depth >= section->depth; depth--)
            b->sections.items[open[depth]].end_block = section->first_block;
        while (depth < section->depth)
            open[++depth] = s;
    }
    for (; block < n; block++)
        b->drafts.items[block].block.section = open[depth];
    for (;; depth--) {
        b->sections.items[open[depth]].end_block = n;
        if (depth == 0)
            break;
    }
}

bool ct_sections(ct_builder *b, ct_sequences *sequences)
{
    tree t = { .b = b, .sequences = sequences, .before = CT_NONE, .title = CT_NONE };
    bool content = false, any = false;
    uint32_t at = 0;

    if (!ct_push(&b->sections, (ct_section){ .parent = CT_NONE, .heading = CT_NONE }))
        return false;
    list_headings(&t);
    for (t.heading = 0; t.heading < t.headings.n && !b->no_memory; t.heading++) {
        t.block = t.headings.items[t.heading];
        for (content = false; at < t.block; at++)
            content = content || is_content(draft_of(&t, at));
        any = any || content;
        t.direct = !content;
        place(&t);
        if (!any && t.before == CT_NONE && draft_of(&t, t.block)->sign.levels == 0)
            t.title = t.levels[0].section;
        else if (any && t.before == CT_NONE && t.headings.n > 1)
            ct_irregular(b, (ct_irregularity){ .kind = CT_IRREGULAR_STARTS_MIDWAY, .peer = CT_NONE,
                                               .span = draft_of(&t, 0)->block.span });
        t.before = t.block;
        at = t.block + 1;
    }
    if (!b->no_memory)
        close_sections(b);
    ct_vector_release(&t.headings);
    return !b->no_memory;
}
