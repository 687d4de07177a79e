/* Which words of two segments render each other. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "couples.h"
#include "habits.h"

/* What stands in the couple at hand, by lemma of each side: written anew for each couple, told apart by its number. */
typedef struct board {
    ct_ground *ground;
    ct_couples *couples;
    uint32_t *seen[CT_SIDES];     /* [lemmas] number of the last couple that has the lemma, + 1 … */
    uint32_t *at[CT_SIDES];       /* … and its first atom there */
    uint32_t *left[CT_SIDES];     /* [n_left] atoms still without partner */
    size_t    n_left[CT_SIDES];
} board;

bool ct_atom_tells(const ct_ground_side *s, uint32_t atom)
{
    uint32_t type = s->atoms[atom].type;

    return s->types[type].kind == CT_TOKEN_WORD && s->words[type].content;
}

static void join(const board *b, ct_side side, uint32_t atom, uint32_t other)
{
    if (b->couples->partner[side][atom] == CT_NONE)
        b->couples->partner[side][atom] = other;
    if (b->couples->partner[ct_other(side)][other] == CT_NONE)
        b->couples->partner[ct_other(side)][other] = atom;
}

/* ---- by the lexicon ------------------------------------------------------------------------------------------ */

static void note_lemmas(const board *b, ct_side side, const ct_couple *c, uint32_t number)
{
    const ct_ground_side *s = &b->ground->sides[side];

    for (uint32_t a = c->end_atom[side]; a-- > c->first_atom[side];) {
        const ct_word *word = &s->words[s->atoms[a].type];
        for (uint32_t r = 0; r < word->n_readings; r++) {
            uint32_t lemma = s->readings[word->first_reading + r].lemma;
            b->seen[side][lemma] = number;
            b->at[side][lemma] = a;
        }
    }
}

static void join_rendered(const board *b, ct_side side, uint32_t atom, uint32_t number)
{
    const ct_ground_side *s = &b->ground->sides[side];
    const ct_word *word = &s->words[s->atoms[atom].type];
    ct_side other = ct_other(side);

    for (uint32_t r = 0; r < word->n_readings; r++) {
        size_t n;
        const ct_rendering *list = ct_lexicon_renderings(b->ground->pair->lexicon, s->language,
                                                         s->readings[word->first_reading + r].lemma, &n);
        for (size_t i = 0; i < n; i++)
            if (b->seen[other][list[i].lemma] == number)
                join(b, side, atom, b->at[other][list[i].lemma]);
    }
}

/* ---- by concepts ------------------------------------------------------------------------------------------------ */

static void join_tokens(const board *b, const ct_mention *m, const ct_mention *o, ct_side side)
{
    const ct_ground_side *s = &b->ground->sides[side], *t = &b->ground->sides[ct_other(side)];
    uint32_t first = t->first_atom[o->first_token];

    for (uint32_t a = s->first_atom[m->first_token]; a < s->first_atom[m->end_token]; a++)
        if (b->couples->partner[side][a] == CT_NONE)
            b->couples->partner[side][a] = first;
}

static void join_concepts(const board *b, const ct_couple *c)
{
    const ct_ground_side *s = &b->ground->sides[CT_SOURCE], *t = &b->ground->sides[CT_TARGET];
    ct_range here = ct_mentions_in(s, c->first[CT_SOURCE], c->end[CT_SOURCE]);
    ct_range there = ct_mentions_in(t, c->first[CT_TARGET], c->end[CT_TARGET]);

    for (uint32_t i = here.first; i < here.end; i++)
        for (uint32_t k = there.first; k < there.end && k < there.first + 256; k++)
            if (ct_concepts_near(b->ground, s->mentions[i].concept, t->mentions[k].concept)) {
                join_tokens(b, &s->mentions[i], &t->mentions[k], CT_SOURCE);
                join_tokens(b, &t->mentions[k], &s->mentions[i], CT_TARGET);
            }
}

/* ---- by form ---------------------------------------------------------------------------------------------------- */

/* A rendering of `atom` is of the family of `other`: "develop", "development". */
static bool family(const board *b, ct_side side, uint32_t atom, uint32_t other)
{
    const ct_ground_side *s = &b->ground->sides[side], *t = &b->ground->sides[ct_other(side)];
    const ct_word *word = &s->words[s->atoms[atom].type];
    const char *there = t->types[t->atoms[other].type].folded;

    for (uint32_t r = 0; r < word->n_readings; r++) {
        size_t n;
        const ct_rendering *list = ct_lexicon_renderings(b->ground->pair->lexicon, s->language,
                                                         s->readings[word->first_reading + r].lemma, &n);
        for (size_t i = 0; i < n; i++) {
            const char *lemma = ct_lexicon_lemma(b->ground->pair->lexicon, t->language, list[i].lemma);
            if (strncmp(lemma, there, 3) == 0 && ct_words_alike(lemma, there))
                return true;
        }
    }
    return false;
}

static bool cognate(const board *b, uint32_t source, uint32_t target)
{
    const ct_ground_side *s = &b->ground->sides[CT_SOURCE], *t = &b->ground->sides[CT_TARGET];
    const char *x = s->types[s->atoms[source].type].folded, *y = t->types[t->atoms[target].type].folded;

    if (strcmp(x, y) == 0)
        return true;
    if (s->language != CT_ES) {
        const char *swap = x;
        x = y;
        y = swap;
    }
    /* words of one origin begin alike, but for the vowel that Spanish puts before s- and the h that it drops */
    if (x[0] != y[0] && (x[0] & 0x80) == 0 && !(x[0] == 'e' && x[1] == y[0]) && y[0] != 'h' && !(x[0] == 'c' && y[0] == 'q')
        && !(x[0] == 'f' && y[0] == 'p') && !(x[0] == 'c' && y[0] == 'k'))
        return false;
    return ct_cognate(b->ground->pair->lexicon, x, y) >= 0.7;
}

static void gather_left(board *b, ct_side side, const ct_couple *c)
{
    enum { MOST = 64 };
    const ct_ground_side *s = &b->ground->sides[side];

    b->n_left[side] = 0;
    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side] && b->n_left[side] < MOST; a++)
        if (b->couples->partner[side][a] == CT_NONE && ct_atom_tells(s, a))
            b->left[side][b->n_left[side]++] = a;
}

static void join_alike(board *b, const ct_couple *c)
{
    gather_left(b, CT_SOURCE, c);
    gather_left(b, CT_TARGET, c);
    for (size_t i = 0; i < b->n_left[CT_SOURCE]; i++)
        for (size_t k = 0; k < b->n_left[CT_TARGET]; k++)
            if (cognate(b, b->left[CT_SOURCE][i], b->left[CT_TARGET][k]))
                join(b, CT_SOURCE, b->left[CT_SOURCE][i], b->left[CT_TARGET][k]);
    for (int side = 0; side < CT_SIDES; side++)
        for (size_t i = 0; i < b->n_left[side]; i++) {
            uint32_t atom = b->left[side][i];
            for (uint32_t o = c->first_atom[!side]; b->couples->partner[side][atom] == CT_NONE && o < c->end_atom[!side]
                 && o < c->first_atom[!side] + 128; o++)
                if (ct_atom_tells(&b->ground->sides[!side], o) && family(b, (ct_side)side, atom, o))
                    join(b, (ct_side)side, atom, o);
        }
}

/* ---- by what the file shows ------------------------------------------------------------------------------------- */

static bool join_habitual(board *b)
{
    const ct_ground *g = b->ground;
    ct_habits *habits = ct_habits_of(g);

    for (size_t c = 0; habits != NULL && c < b->couples->n; c++) {
        gather_left(b, CT_SOURCE, &b->couples->all[c]);
        gather_left(b, CT_TARGET, &b->couples->all[c]);
        for (size_t i = 0; i < b->n_left[CT_SOURCE]; i++)
            for (size_t k = 0; k < b->n_left[CT_TARGET]; k++) {
                uint32_t x = b->left[CT_SOURCE][i], y = b->left[CT_TARGET][k];
                if (ct_habitual(habits, g, g->sides[CT_SOURCE].atoms[x].type, g->sides[CT_TARGET].atoms[y].type))
                    join(b, CT_SOURCE, x, y);
            }
    }
    ct_habits_free(habits);
    return habits != NULL;
}

/* ---- how often words go without --------------------------------------------------------------------------------- */

static bool count_lonely(board *b, ct_side side)
{
    const ct_ground_side *s = &b->ground->sides[side];
    float *lonely = CT_NEW_N(&b->ground->arena, float, s->n_types + 1);
    uint32_t *counts = calloc(s->n_types + 1, sizeof *counts);

    b->couples->lonely[side] = lonely;
    if (lonely == NULL || counts == NULL) {
        free(counts);
        return false;
    }
    for (uint32_t a = 0; a < s->n_atoms; a++) {
        counts[s->atoms[a].type]++;
        lonely[s->atoms[a].type] += b->couples->partner[side][a] == CT_NONE;
    }
    for (size_t t = 0; t < s->n_types; t++) {
        float prior = s->words[t].n_readings == 0 ? 0.45f : s->words[t].layer >= CT_LAYERS ? 0.5f : 0.25f;
        lonely[t] = (lonely[t] + 4 * prior) / ((float)counts[t] + 4);
    }
    free(counts);
    return true;
}

/* ---- what the words say of a couple ------------------------------------------------------------------------------- */

enum { BY_CHANCE_PERCENT = 10 };   /* of words find a partner in a segment that is no translation */

static void weigh_side(const board *b, ct_side side, ct_couple *c)
{
    const ct_ground_side *s = &b->ground->sides[side];
    float sum = 0;

    for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++) {
        float lonely = b->couples->lonely[side][s->atoms[a].type], chance = BY_CHANCE_PERCENT / 100.0f;
        if (!ct_atom_tells(s, a))
            continue;
        c->telling[side]++;
        sum += b->couples->partner[side][a] == CT_NONE ? logf((1 - chance) / lonely) : logf(chance / (1 - lonely));
    }
    c->apart += sum;
    c->apart_least[side] = c->telling[side] == 0 ? 0 : sum / (float)c->telling[side];
}

/* ---- neighbours ------------------------------------------------------------------------------------------------------ */

static void meet(board *b, ct_couple *c, uint32_t number);

/* Take the partners of atoms [first, end) away into `kept`, or give them back. */
static void swap_partners(uint32_t *partner, uint32_t first, uint32_t end, uint32_t *kept)
{
    for (uint32_t a = first; a < end; a++) {
        uint32_t here = partner[a];
        partner[a] = kept[a - first];
        kept[a - first] = here;
    }
}

/* How far the source of one couple and the target of another are apart. */
static float apart_across(board *b, const ct_couple *s, const ct_couple *t, uint32_t number)
{
    enum { MOST = 256 };   /* atoms: of longer ones the beginning will do */
    const ct_couple *from[CT_SIDES] = { s, t };
    uint32_t kept[CT_SIDES][MOST];
    ct_couple x = { .link = CT_NONE };

    for (int side = 0; side < CT_SIDES; side++) {
        const ct_couple *f = from[side];
        x.first[side] = f->first[side];
        x.end[side] = f->end[side];
        x.first_atom[side] = f->first_atom[side];
        x.end_atom[side] = f->end_atom[side] - f->first_atom[side] > MOST ? f->first_atom[side] + MOST : f->end_atom[side];
        memset(kept[side], 0xFF, sizeof kept[side]);     /* CT_NONE */
        swap_partners(b->couples->partner[side], x.first_atom[side], x.end_atom[side], kept[side]);
    }
    meet(b, &x, number);
    for (int side = 0; side < CT_SIDES; side++) {
        weigh_side(b, (ct_side)side, &x);
        swap_partners(b->couples->partner[side], x.first_atom[side], x.end_atom[side], kept[side]);
    }
    return x.apart;
}

/* Where a couple is doubtful: does another source nearby suit its target better? */
static void find_rivals(board *b)
{
    enum { AWAY = 2, LEAST = 2 };
    static const float doubtful = -2.0f;
    uint32_t number = (uint32_t)b->couples->n;

    for (size_t i = 0; i < b->couples->n; i++) {
        ct_couple *c = &b->couples->all[i];
        c->rival = CT_NONE;
        if (c->apart < doubtful || c->telling[CT_TARGET] < LEAST)
            continue;
        for (size_t k = i > AWAY ? i - AWAY : 0; k <= i + AWAY && k < b->couples->n; k++) {
            const ct_couple *o = &b->couples->all[k];
            float apart = k == i || o->telling[CT_SOURCE] < LEAST ? c->apart : apart_across(b, o, c, ++number);
            if (apart < c->apart && (c->rival == CT_NONE || apart < c->rival_apart)) {
                c->rival = (uint32_t)k;
                c->rival_apart = apart;
            }
        }
    }
}

/* ---- all of it ------------------------------------------------------------------------------------------------------ */

static bool prepare(board *b)
{
    ct_ground *g = b->ground;
    size_t n = g->pair->rendered ? g->n_links : g->sides[CT_SOURCE].n_blocks;

    b->couples->all = CT_NEW_N(&g->arena, ct_couple, n + 1);
    b->couples->n = n;
    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        size_t lemmas = ct_lexicon_lemma_count(g->pair->lexicon, s->language);
        b->seen[side] = calloc(lemmas + 1, sizeof **b->seen);
        b->at[side] = calloc(lemmas + 1, sizeof **b->at);
        b->left[side] = calloc(64, sizeof **b->left);
        b->couples->partner[side] = CT_NEW_N(&g->arena, uint32_t, s->n_atoms + 1);
        if (b->seen[side] == NULL || b->at[side] == NULL || b->left[side] == NULL || b->couples->partner[side] == NULL)
            return false;
        for (size_t a = 0; a < s->n_atoms; a++)
            b->couples->partner[side][a] = CT_NONE;
    }
    return b->couples->all != NULL;
}

/* Of a translation: from the first to the last unit of each link. */
static void find_linked_ranges(const ct_ground *g, ct_couples *couples)
{
    for (size_t i = 0; i < couples->n; i++)
        for (int side = 0; side < CT_SIDES; side++) {
            const ct_ground_side *s = &g->sides[side];
            const uint32_t *units = ct_link_side(g, &g->links[i], (ct_side)side);
            const ct_unit *first = &s->units[units[0]], *last = &s->units[units[g->links[i].n_units[side] - 1]];
            ct_couple *c = &couples->all[i];
            c->span[side] = (ct_span){ first->span.start, last->span.end };
            c->first[side] = first->first_token;
            c->end[side] = last->end_token > first->first_token ? last->end_token : first->end_token;
            c->first_atom[side] = s->first_atom[c->first[side]];
            c->end_atom[side] = s->first_atom[c->end[side]];
        }
}

static void find_ranges(const ct_ground *g, ct_couples *couples)
{
    for (int side = 0; side < CT_SIDES; side++) {
        const ct_ground_side *s = &g->sides[side];
        uint32_t t = 0;
        for (size_t i = 0; i < couples->n; i++) {
            ct_couple *c = &couples->all[i];
            c->span[side] = i < s->n_blocks ? s->blocks[i].span : (ct_span){ 0, 0 };
            while (t < s->n_tokens && s->tokens[t].span.start < c->span[side].start)
                t++;
            c->first[side] = t;
            while (t < s->n_tokens && s->tokens[t].span.start < c->span[side].end)
                t++;
            c->end[side] = t;
            c->first_atom[side] = s->first_atom[c->first[side]];
            c->end_atom[side] = s->first_atom[t];
        }
    }
}

static void meet(board *b, ct_couple *c, uint32_t number)
{
    note_lemmas(b, CT_SOURCE, c, number);
    note_lemmas(b, CT_TARGET, c, number);
    for (int side = 0; side < CT_SIDES; side++)
        for (uint32_t a = c->first_atom[side]; a < c->end_atom[side]; a++)
            if (ct_atom_tells(&b->ground->sides[side], a))
                join_rendered(b, (ct_side)side, a, number);
    join_concepts(b, c);
    join_alike(b, c);
}

static void find_ratio(ct_couples *couples)
{
    double bytes[CT_SIDES] = { 1, 1 };

    for (size_t i = 0; i < couples->n; i++)
        for (int side = 0; side < CT_SIDES; side++)
            bytes[side] += couples->all[i].span[side].end - couples->all[i].span[side].start;
    couples->ratio = (float)(bytes[CT_TARGET] / bytes[CT_SOURCE]);
}

bool ct_find_couples(ct_ground *g)
{
    board b = { .ground = g, .couples = CT_NEW(&g->arena, ct_couples) };
    bool ok = b.couples != NULL && prepare(&b);

    if (ok) {
        if (g->pair->rendered)
            find_linked_ranges(g, b.couples);
        else
            find_ranges(g, b.couples);
        find_ratio(b.couples);
        for (uint32_t i = 0; i < b.couples->n; i++)
            meet(&b, &b.couples->all[i], i + 1);
        g->couples = b.couples;
        ok = join_habitual(&b) && count_lonely(&b, CT_SOURCE) && count_lonely(&b, CT_TARGET);
    }
    for (size_t i = 0; ok && i < b.couples->n; i++) {
        ct_couple *c = &b.couples->all[i];
        uint32_t unit = c->first[CT_TARGET] < c->end[CT_TARGET] ? ct_unit_at(&g->sides[CT_TARGET], c->first[CT_TARGET]) : CT_NONE;
        weigh_side(&b, CT_SOURCE, c);
        weigh_side(&b, CT_TARGET, c);
        c->link = unit == CT_NONE ? CT_NONE : ct_best_link(g, CT_TARGET, unit);
    }
    if (ok)
        find_rivals(&b);
    for (int side = 0; side < CT_SIDES; side++) {
        free(b.seen[side]);
        free(b.at[side]);
        free(b.left[side]);
    }
    return ok;
}

/* ---- findings ----------------------------------------------------------------------------------------------------- */

void ct_draft_couple(ct_draft *d, const ct_ground *g, const ct_check *check, const ct_couple *c)
{
    ct_draft_begin(d, g, check);
    d->link = c->link;
}

void ct_draft_segment(ct_draft *d, ct_side side, const ct_couple *c)
{
    const ct_ground_side *s = &d->ground->sides[side];

    ct_draft_place(d, side, c->first[side] < c->end[side] ? ct_unit_at(s, c->first[side]) : CT_NONE, c->span[side]);
}

void ct_draft_tokens(ct_draft *d, ct_side side, uint32_t first, uint32_t end)
{
    const ct_ground_side *s = &d->ground->sides[side];

    ct_draft_place(d, side, ct_unit_at(s, first), ct_tokens_span(s, first, end));
}

ct_status ct_each_couple(const ct_pair *pair, ct_look_at *look, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = CT_OK;

    for (size_t i = 0; status == CT_OK && g->couples != NULL && i < g->couples->n; i++)
        status = look(&d, g, &g->couples->all[i], out, err);
    ct_draft_release(&d);
    return status;
}
