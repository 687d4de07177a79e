/* rendering-varies: one word of the source, rendered all around by one word of the target and here by another.
 *
 * The habits of a stretch of the file are counted, not of all of it: a file may hold many documents. */
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "couples.h"

enum {
    AROUND = 12,        /* couples before and behind that are asked */
    USUAL = 3,          /* at least so many of them keep to one rendering, */
    RARE = 5            /* and less than one in so many does not */
};

/* A noun of a couple. */
typedef struct use { uint32_t class, couple, atom; } use;

/* All nouns of a side by class, then by couple. */
typedef struct uses { CT_VECTOR(use) all; uint32_t *first; } uses;   /* first: [classes + 1] in all */

static int by_class(const void *a, const void *b)
{
    const use *x = a, *y = b;

    if (x->class != y->class)
        return x->class < y->class ? -1 : 1;
    return x->atom < y->atom ? -1 : x->atom > y->atom;
}

static bool is_noun(const ct_ground_side *s, uint32_t atom)
{
    uint16_t grammar = s->words[s->atoms[atom].type].grammar;
    uint8_t flags = s->tokens[s->atoms[atom].token].flags;

    return ct_atom_tells(s, atom) && (grammar & CT_POS_NOUN) != 0 && (grammar & CT_POS_NAME) == 0
        && (flags & CT_TOKEN_ALL_CAPS) == 0;
}

/* The first lemma of a word as a noun; CT_NONE if nobody knows it. */
static uint32_t class_of(const ct_ground_side *s, uint32_t atom)
{
    const ct_word *word = &s->words[s->atoms[atom].type];

    for (uint32_t r = 0; r < word->n_readings; r++)
        if ((s->readings[word->first_reading + r].grammar & CT_POS_NOUN) != 0)
            return s->readings[word->first_reading + r].lemma;
    return CT_NONE;
}

static bool gather(uses *out, const ct_ground *g, ct_side side)
{
    const ct_ground_side *s = &g->sides[side];
    size_t classes = ct_lexicon_lemma_count(g->pair->lexicon, s->language);

    for (uint32_t c = 0; c < g->couples->n; c++)
        for (uint32_t a = g->couples->all[c].first_atom[side]; a < g->couples->all[c].end_atom[side]; a++)
            if (is_noun(s, a) && class_of(s, a) != CT_NONE && !ct_push(&out->all, (use){ class_of(s, a), c, a }))
                return false;
    if (out->all.n > 1)
        qsort(out->all.items, out->all.n, sizeof *out->all.items, by_class);
    out->first = calloc(classes + 2, sizeof *out->first);
    if (out->first == NULL)
        return false;
    for (size_t i = 0; i < out->all.n; i++)
        out->first[out->all.items[i].class + 1]++;
    for (size_t k = 1; k <= classes; k++)
        out->first[k] += out->first[k - 1];
    return true;
}

/* Does a class stand in a couple? */
static bool stands_in(const uses *u, uint32_t class, uint32_t couple)
{
    uint32_t low = u->first[class], high = u->first[class + 1];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (u->all.items[middle].couple < couple)
            low = middle + 1;
        else
            high = middle;
    }
    return low < u->first[class + 1] && u->all.items[low].couple == couple;
}

typedef struct habit { uint32_t class, times, of, where; } habit;   /* `where`: a use that keeps to it */

/* The uses of the same word in the couples around. */
static ct_range uses_around(const uses *u, uint32_t here)
{
    const use *all = u->all.items, *now = &all[here];
    ct_range r = { here, here + 1 };

    while (r.first > u->first[now->class] && all[r.first - 1].couple + AROUND >= now->couple)
        r.first--;
    while (r.end < u->first[now->class + 1] && all[r.end].couple <= now->couple + AROUND)
        r.end++;
    return r;
}

/* In how many couples of the uses, that of `here` left out, a class of the target stands; with `of` couples in all. */
static uint32_t count_with(const uses u[CT_SIDES], ct_range around, uint32_t here, uint32_t class, uint32_t *of)
{
    uint32_t times = 0, last = u[CT_SOURCE].all.items[here].couple;

    *of = 0;
    for (uint32_t i = around.first; i < around.end; i++) {
        uint32_t couple = u[CT_SOURCE].all.items[i].couple;
        if (couple == last || couple == u[CT_SOURCE].all.items[here].couple)
            continue;
        last = couple;
        ++*of;
        times += stands_in(&u[CT_TARGET], class, couple);
    }
    return times;
}

/* What the couples around render a word by, the one at `here` left out. */
static habit usual_rendering(const ct_ground *g, const uses u[CT_SIDES], uint32_t here)
{
    const use *all = u[CT_SOURCE].all.items;
    ct_range around = uses_around(&u[CT_SOURCE], here);
    habit best = { CT_NONE, 0, 0, 0 };

    for (uint32_t i = around.first; i < around.end; i++) {
        uint32_t partner = g->couples->partner[CT_SOURCE][all[i].atom], class, times, of;
        if (all[i].couple == all[here].couple || partner == CT_NONE || !is_noun(&g->sides[CT_TARGET], partner))
            continue;
        class = class_of(&g->sides[CT_TARGET], partner);
        if (class == best.class || class == CT_NONE)
            continue;
        times = count_with(u, around, here, class, &of);
        if (times > best.times)
            best = (habit){ class, times, of, partner };
    }
    return best;
}

/* How many words of a side have no partner, and one of them. */
static size_t lonely_words(const ct_ground *g, const ct_couple *c, ct_side side, uint32_t *one)
{
    size_t n = 0;

    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++)
        if (ct_atom_tells(&g->sides[side], a) && g->couples->partner[side][a] == CT_NONE) {
            *one = a;
            n++;
        }
    return n;
}

/* The noun that stands for it here: the word's partner, or, of two words alone without partner, the other; CT_NONE. */
static uint32_t other_rendering(const ct_ground *g, const ct_couple *c, const use *here, uint32_t usual, const uses *target)
{
    uint32_t found = g->couples->partner[CT_SOURCE][here->atom], lonely;

    if (stands_in(target, usual, here->couple))
        return CT_NONE;
    if (found == CT_NONE && (lonely_words(g, c, CT_SOURCE, &lonely) > 2 || lonely_words(g, c, CT_TARGET, &found) != 1))
        return CT_NONE;
    return is_noun(&g->sides[CT_TARGET], found) && class_of(&g->sides[CT_TARGET], found) != CT_NONE ? found : CT_NONE;
}

/* A word that the stretch has elsewhere, where the source has not the one asked about, is one of its own. */
static bool at_home(const uses u[CT_SIDES], uint32_t class, const use *here)
{
    const uses *target = &u[CT_TARGET];

    for (uint32_t i = target->first[class]; i < target->first[class + 1]; i++) {
        uint32_t there = target->all.items[i].couple;
        if (there + 2 * AROUND >= here->couple && there <= here->couple + 2 * AROUND
            && !stands_in(&u[CT_SOURCE], here->class, there))
            return true;
    }
    return false;
}

/* Nor does the rest of the file often do otherwise: a word with several senses has several renderings. */
static bool settled(const uses u[CT_SIDES], uint32_t class, uint32_t usual)
{
    enum { PERCENT = 70 };
    uint32_t of = 0, times = 0, last = CT_NONE;

    for (uint32_t i = u[CT_SOURCE].first[class]; i < u[CT_SOURCE].first[class + 1]; i++) {
        uint32_t couple = u[CT_SOURCE].all.items[i].couple;
        if (couple == last)
            continue;
        last = couple;
        of++;
        times += stands_in(&u[CT_TARGET], usual, couple);
    }
    return times * 100 >= of * PERCENT;
}

static ct_status flag(ct_draft *d, const ct_ground *g, const use *here, uint32_t odd, const habit *h, ct_findings *out,
                      ct_error *err)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];
    ct_span span = t->atoms[odd].span, usual = t->atoms[h->where].span, asked = s->atoms[here->atom].span;

    ct_draft_couple(d, g, &ct_check_rendering_varies, &g->couples->all[here->couple]);
    d->confidence = 0.5f;
    ct_draft_place(d, CT_TARGET, ct_unit_at(t, t->atoms[odd].token), span);
    ct_draft_place(d, CT_SOURCE, ct_unit_at(s, s->atoms[here->atom].token), asked);
    ct_draft_message(d, "%s is %s here and %s elsewhere (%zu times).", ct_draft_quote(d, CT_SOURCE, asked),
                     ct_draft_quote(d, CT_TARGET, span), ct_draft_quote(d, CT_TARGET, usual), (size_t)h->times);
    ct_draft_question(d, "Should one rendering be kept?");
    return ct_draft_add(d, out, err);
}

static ct_status look_at(ct_draft *d, const ct_ground *g, const uses u[CT_SIDES], uint32_t i, ct_findings *out, ct_error *err)
{
    const use *here = &u[CT_SOURCE].all.items[i];
    const ct_couple *c = &g->couples->all[here->couple];
    habit h;
    uint32_t odd;

    if (u[CT_SOURCE].first[here->class + 1] - u[CT_SOURCE].first[here->class] <= USUAL)
        return CT_OK;
    h = usual_rendering(g, u, i);
    if (h.times < USUAL || (h.of - h.times) * RARE > h.of)
        return CT_OK;
    odd = other_rendering(g, c, here, h.class, &u[CT_TARGET]);
    if (odd == CT_NONE || ct_types_akin(g, CT_TARGET, g->sides[CT_TARGET].atoms[odd].type, g->sides[CT_TARGET].atoms[h.where].type)
        || at_home(u, class_of(&g->sides[CT_TARGET], odd), here)
        || !settled(u, here->class, h.class))
        return CT_OK;
    return flag(d, g, here, odd, &h, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    uses u[CT_SIDES] = { 0 };
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    if (!gather(&u[CT_SOURCE], g, CT_SOURCE) || !gather(&u[CT_TARGET], g, CT_TARGET))
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the checks");
    for (uint32_t i = 0; status == CT_OK && i < u[CT_SOURCE].all.n; i++)
        status = look_at(&d, g, u, i, out, err);
    for (int side = 0; side < CT_SIDES; side++) {
        ct_vector_release(&u[side].all);
        free(u[side].first);
    }
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_rendering_varies = {
    .id = "rendering-varies",
    .class = CT_CLASS_CONSISTENCY,
    .severity = CT_MINOR,
    .needs = CT_NEEDS_GENERAL,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a word of the source rendered otherwise than in the pairs around",
    .why = "In guidance and manuals a second word suggests a second thing: a folder that is once a directory is looked for twice. "
           "Flagged where the pairs around keep to one rendering, and the word used here stands nowhere else near.",
    .example = "“carpeta” is “folder” in five pairs and “directory” in one. Asks: should one rendering be kept?",
    .false_alarms = "Variation for the ear, where nothing hangs on the word; words with several senses.",
    .run = run,
};
