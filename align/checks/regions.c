/* Names of the region: forms from the profile, matched on atoms. */
#include <string.h>

#include "regions.h"

enum { MAX_WORDS = 12, MAX_FORMS = 96, MAX_PARTIES = 64 };

typedef struct region_form {
    const char *words[MAX_WORDS];   /* folded, articles left out */
    size_t n;
    ct_region_extent extent;
    bool   adjective;
    const char *tail;               /* of a part: first word of what is missing; NULL if not known */
} region_form;

typedef struct finder {
    ct_ground *ground;
    ct_ground_side *s;
    ct_side side;
    region_form forms[MAX_FORMS];
    size_t  n_forms;
    const char *parties[MAX_PARTIES];   /* folded single-word names of parties that are not the region */
    size_t  n_parties;
    uint8_t *starts;                    /* [n_types] may begin a form */
    bool    ok;
} finder;

/* ---- words ---------------------------------------------------------------------------------------- */

/* Lower case for ASCII and the accented letters of both languages. */
static char *fold(ct_arena *arena, const char *text, size_t n)
{
    char *out = ct_arena_copy(arena, text, n);

    for (size_t i = 0; out != NULL && i < n; i++) {
        unsigned char c = (unsigned char)out[i];

        if (c >= 'A' && c <= 'Z')
            out[i] = (char)(c + 32);
        else if (i > 0 && (unsigned char)out[i - 1] == 0xc3 && c >= 0x80 && c <= 0x9e)
            out[i] = (char)(c + 32);
    }
    return out;
}

static bool is_cue(const ct_ground *g, ct_language language, ct_cue_kind kind, const char *word)
{
    const ct_cues *cues = &g->tables.cues[language][kind];

    for (size_t i = 0; i < cues->n_patterns; i++)
        if (strcmp(cues->texts[i], word) == 0)
            return true;
    return false;
}

static bool is_and(const char *word)
{
    return strcmp(word, "and") == 0 || strcmp(word, "y") == 0 || strcmp(word, "e") == 0 || strcmp(word, "&") == 0;
}

static size_t split(finder *f, const char *text, const char **words)
{
    size_t n = 0;

    while (*text != '\0' && n < MAX_WORDS) {
        size_t len = strcspn(text, " -");
        char *word = len == 0 ? NULL : fold(&f->ground->arena, text, len);

        if (len > 0 && word == NULL)
            f->ok = false;
        if (word != NULL && !is_cue(f->ground, f->s->language, CT_CUE_ARTICLE, word))
            words[n++] = word;
        text += len + (text[len] != '\0');
    }
    return n;
}

/* ---- forms ---------------------------------------------------------------------------------------- */

static bool same_words(const region_form *a, const region_form *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->words[i], b->words[i]) != 0)
            return false;
    return true;
}

static void add_form(finder *f, const region_form *form)
{
    if (form->n == 0 || f->n_forms == MAX_FORMS)
        return;
    for (size_t i = 0; i < f->n_forms; i++)
        if (same_words(&f->forms[i], form))
            return;
    f->forms[f->n_forms++] = *form;
}

/* "A and B": the first part alone leaves B out. */
static void add_first_part(finder *f, const region_form *whole)
{
    region_form part = { .extent = CT_REGION_PART };

    for (size_t i = 1; i + 1 < whole->n; i++)
        if (is_and(whole->words[i])) {
            memcpy(part.words, whole->words, i * sizeof *part.words);
            part.n = i;
            part.tail = whole->words[i + 1];
            add_form(f, &part);
            return;
        }
}

static bool term_is(const ct_term *term, ct_language language, const region_form *form, finder *f)
{
    const char *words[MAX_WORDS];
    size_t n = term->language == language ? split(f, term->text, words) : 0;

    if (n != form->n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (strcmp(words[i], form->words[i]) != 0)
            return false;
    return true;
}

/* Have two concepts terms of one language that are alike word by word: "Latin America", "Latin American"? */
static bool terms_alike(finder *f, uint32_t a, uint32_t b)
{
    const ct_ground *g = f->ground;

    for (uint32_t i = 0; i < g->concepts[a].n_terms; i++)
        for (uint32_t k = 0; k < g->concepts[b].n_terms; k++) {
            const ct_term *x = &g->terms[g->concepts[a].first_term + i], *y = &g->terms[g->concepts[b].first_term + k];
            const char *words[2][MAX_WORDS];
            size_t n = x->language == y->language ? split(f, x->text, words[0]) : 0;
            bool alike = n > 0 && split(f, y->text, words[1]) == n;

            for (size_t w = 0; alike && w < n; w++)
                alike = ct_words_alike(words[0][w], words[1][w]);
            if (alike)
                return true;
        }
    return false;
}

/* What the lexicon files under the part of the region: other names of it, and its adjective. */
static void add_lexicon_forms(finder *f, const region_form *part)
{
    const ct_ground *g = f->ground;
    uint32_t base = CT_NONE;

    for (uint32_t c = 0; c < g->n_concepts && base == CT_NONE; c++)
        for (uint32_t t = 0; g->concepts[c].kind == CT_CONCEPT_PLACE && t < g->concepts[c].n_terms; t++)
            if (term_is(&g->terms[g->concepts[c].first_term + t], f->s->language, part, f))
                base = c;
    for (uint32_t c = 0; c < g->n_concepts && base != CT_NONE; c++) {
        if (g->concepts[c].kind != CT_CONCEPT_PLACE || g->concepts[c].n_terms > 8 || !ct_concepts_near(g, c, base)
            || !terms_alike(f, c, base))
            continue;
        for (uint32_t t = 0; t < g->concepts[c].n_terms; t++) {
            const ct_term *term = &g->terms[g->concepts[c].first_term + t];
            region_form other = { .extent = CT_REGION_PART, .adjective = c != base, .tail = part->tail };

            if (term->language != f->s->language || term->status == CT_TERM_LOOSE)
                continue;
            other.n = split(f, term->text, other.words);
            if (other.n > 0 && (other.n == 1 || other.n == part->n))
                add_form(f, &other);
        }
    }
}

static void add_profile_regions(finder *f)
{
    size_t n;
    const ct_region_name *regions = ct_profile_regions(f->ground->pair->profile, f->s->language, &n);

    for (size_t i = 0; i < n; i++) {
        region_form form = { .extent = regions[i].complete ? CT_REGION_WHOLE : CT_REGION_PART };

        form.n = split(f, regions[i].text, form.words);
        add_form(f, &form);
    }
    n = f->n_forms;
    for (size_t i = 0; i < n; i++)
        if (f->forms[i].extent == CT_REGION_WHOLE)
            add_first_part(f, &f->forms[i]);
    for (size_t i = 0; i < f->n_forms; i++) {     /* a part listed by the profile lacks what the derived one lacks */
        region_form *form = &f->forms[i];

        for (size_t k = 0; form->extent == CT_REGION_PART && form->tail == NULL && k < n; k++)
            for (size_t w = 1; w + 1 < f->forms[k].n; w++)
                if (is_and(f->forms[k].words[w]))
                    form->tail = f->forms[k].words[w + 1];
    }
    n = f->n_forms;
    for (size_t i = 0; i < n; i++)
        if (f->forms[i].extent == CT_REGION_PART)
            add_lexicon_forms(f, &f->forms[i]);
}

static bool all_capitals(const char *text)
{
    size_t capitals = 0;

    for (; *text != '\0'; text++) {
        if (*text >= 'a' && *text <= 'z')
            return false;
        capitals += *text >= 'A' && *text <= 'Z';
    }
    return capitals >= 2;
}

static bool is_form(finder *f, const char *name, ct_region_extent extent)
{
    region_form form = { 0 };

    form.n = split(f, name, form.words);
    for (size_t i = 0; i < f->n_forms; i++)
        if (f->forms[i].extent == extent && same_words(&f->forms[i], &form))
            return true;
    return false;
}

/* The party that goes by the region's name lends its acronyms as bodies; the others are those it is joined to. */
static void add_parties(finder *f)
{
    size_t n;
    const ct_party *parties = ct_profile_parties(f->ground->pair->profile, &n);
    ct_language language = f->s->language;

    for (size_t p = 0; p < n; p++) {
        bool of_region = false;

        for (size_t i = 0; i < parties[p].n_names[language]; i++)
            of_region = of_region || is_form(f, parties[p].names[language][i], CT_REGION_WHOLE);
        for (size_t i = 0; i < parties[p].n_names[language]; i++) {
            const char *name = parties[p].names[language][i];
            region_form form = { .extent = CT_REGION_BODY };

            form.n = split(f, name, form.words);
            if (of_region && form.n == 1 && all_capitals(name))
                add_form(f, &form);
            else if (!of_region && form.n == 1 && f->n_parties < MAX_PARTIES)
                f->parties[f->n_parties++] = form.words[0];
        }
    }
}

/* ---- matching --------------------------------------------------------------------------------------- */

static const char *folded(const finder *f, uint32_t atom)
{
    return f->s->types[f->s->atoms[atom].type].folded;
}

static bool is_party(const finder *f, uint32_t atom)
{
    for (size_t i = 0; i < f->n_parties; i++)
        if (strcmp(folded(f, atom), f->parties[i]) == 0)
            return true;
    return false;
}

static bool index_starts(finder *f)
{
    f->starts = CT_NEW_N(&f->ground->arena, uint8_t, f->s->n_types + 1);
    if (f->starts == NULL)
        return false;
    for (uint32_t t = 0; t < f->s->n_types; t++)
        for (size_t i = 0; i < f->n_forms && !f->starts[t]; i++)
            f->starts[t] = ct_type_is(f->ground, f->side, t, f->forms[i].words[0])
                || (f->forms[i].n == 1 && f->forms[i].extent == CT_REGION_PART
                    && ct_words_alike(f->s->types[t].folded, f->forms[i].words[0]));
    return true;
}

static bool capital(const finder *f, uint32_t atom)
{
    unsigned char c = (unsigned char)f->s->types[f->s->atoms[atom].type].text[0];
    return (c >= 'A' && c <= 'Z') || c >= 0xc3;
}

/* Does the word answer word `i` of a form? The last word of a part may be an adjective made of it. */
static bool word_fits(const finder *f, const region_form *form, size_t i, uint32_t atom, bool *adjective)
{
    uint32_t type = f->s->atoms[atom].type;

    if (ct_type_is(f->ground, f->side, type, form->words[i]))
        return true;
    if (form->extent != CT_REGION_PART || i + 1 < form->n || !ct_words_alike(folded(f, atom), form->words[i]))
        return false;
    if (f->s->language == CT_EN && !capital(f, atom))
        return false;
    *adjective = true;
    return true;
}

static uint32_t skip_articles(const finder *f, uint32_t atom)
{
    while (atom < f->s->n_atoms && is_cue(f->ground, f->s->language, CT_CUE_ARTICLE, folded(f, atom)))
        atom++;
    return atom;
}

/* The end of a form that begins at `atom`, or 0. */
static uint32_t match_form(const finder *f, const region_form *form, uint32_t atom, bool *adjective)
{
    *adjective = form->adjective;
    for (size_t i = 0; i < form->n; i++) {
        if (i > 0)
            atom = skip_articles(f, atom);
        if (atom >= f->s->n_atoms || !word_fits(f, form, i, atom, adjective))
            return 0;
        atom++;
    }
    return atom;
}

/* "Latin American and Caribbean": a part followed by what it lacks is the whole. */
static uint32_t match_tail(const finder *f, const region_form *form, uint32_t end)
{
    uint32_t at = end;

    if (form->tail == NULL || at + 1 >= f->s->n_atoms || !(is_and(folded(f, at)) || strcmp(folded(f, at), ",") == 0))
        return 0;
    at = skip_articles(f, at + 1);
    if (at < f->s->n_atoms && ct_words_alike(folded(f, at), form->tail))
        return at + 1;
    return 0;
}

/* Is the mention joined to a party: "China-ALC", "CELAC-China", "China and Latin America"? */
static void find_joint(const finder *f, ct_region_mention *m)
{
    const ct_atom *atoms = f->s->atoms;
    uint32_t first = m->first_atom, end = m->end_atom;

    if (first > 0 && atoms[first - 1].token == atoms[first].token && is_party(f, first - 1)) {
        m->joint_atom = first - 1;
        m->hyphenated = true;
        return;
    }
    if (end < f->s->n_atoms && atoms[end].token == atoms[end - 1].token && is_party(f, end)) {
        m->joint_atom = first;
        m->hyphenated = true;
        return;
    }
    while (first > 0 && is_cue(f->ground, f->s->language, CT_CUE_ARTICLE, folded(f, first - 1)))
        first--;
    if (first > 1 && is_party(f, first - 2)
        && (is_and(folded(f, first - 1)) || strcmp(folded(f, first - 1), ",") == 0
            || strcmp(folded(f, first - 1), "-") == 0
            || strcmp(folded(f, first - 1), "–") == 0)) {
        m->joint_atom = first - 2;
        m->hyphenated = !is_and(folded(f, first - 1)) && strcmp(folded(f, first - 1), ",") != 0;
    }
}

static ct_region_mention mention_at(const finder *f, uint32_t atom)
{
    ct_region_mention best = { .extent = CT_REGION_NONE, .first_atom = atom, .end_atom = atom, .joint_atom = CT_NONE };

    for (size_t i = 0; i < f->n_forms; i++) {
        bool adjective;
        uint32_t end = match_form(f, &f->forms[i], atom, &adjective), longer;

        if (end == 0)
            continue;
        longer = f->forms[i].extent == CT_REGION_PART ? match_tail(f, &f->forms[i], end) : 0;
        if ((longer > 0 ? longer : end) > best.end_atom) {
            best.extent = longer > 0 ? CT_REGION_WHOLE : f->forms[i].extent;
            best.end_atom = longer > 0 ? longer : end;
            best.adjective = adjective;
        }
    }
    return best;
}

bool ct_find_regions(ct_ground *ground, ct_side side)
{
    finder f = { .ground = ground, .s = &ground->sides[side], .side = side, .ok = true };

    if (ground->pair->profile == NULL)
        return true;
    add_profile_regions(&f);
    add_parties(&f);
    if (!f.ok || !index_starts(&f))
        return false;
    for (uint32_t a = 0; a < f.s->n_atoms; a++)
        if (is_party(&f, a) && !ct_push(&f.s->parties, a))
            return false;
    for (uint32_t a = 0; a < f.s->n_atoms; ) {
        ct_region_mention m;

        if (!f.starts[f.s->atoms[a].type] || (m = mention_at(&f, a)).extent == CT_REGION_NONE) {
            a++;
            continue;
        }
        m.unit = ct_unit_at(f.s, f.s->atoms[a].token);
        find_joint(&f, &m);
        if (!ct_push(&f.s->regions, m))
            return false;
        a = m.end_atom;
    }
    return true;
}

bool ct_region_mostly_whole(const ct_ground_side *side, size_t *whole, size_t *part)
{
    *whole = *part = 0;
    for (size_t i = 0; i < side->regions.n; i++) {
        *whole += side->regions.items[i].extent == CT_REGION_WHOLE;
        *part += side->regions.items[i].extent == CT_REGION_PART;
    }
    return *whole > 2 * *part;
}
