/* Of all terms that were found in a sentence, those that count: the longest, and what stands wholly inside them. */
#include <stdlib.h>
#include <string.h>

#include "mentions.h"

/* A candidate with what decides among equals. */
typedef struct choice {
    ct_candidate c;
    uint32_t     concept;
    uint8_t      unlike;     /* 0: written as the term is, light words included */
    uint8_t      rank;       /* layer, then status: less is better */
} choice;

typedef CT_VECTOR(choice) choice_list;

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for mentions");
}

static size_t lower_atom(const ct_finder *f, uint32_t at, char *out)
{
    const ct_atom_form *form = &f->forms[f->atoms[at].form];
    const ct_type *type = &f->types[f->tokens[f->atoms[at].token].type];
    return ct_lower(type->text + form->span.start, form->span.end - form->span.start, out);
}

/* Atoms that differ between text and term: one term of a concept may differ from another by light words alone, and of
 * these one may be right and the other deprecated. */
static uint8_t unlikeness(const ct_finder *f, const ct_candidate *c)
{
    const ct_function_words *words = &f->lexicon->sides[f->vocabulary->language].function_words;
    const char *text = f->lexicon->terms[c->term].text;
    size_t len = strlen(text), at = 0;
    uint32_t i = c->first;
    unsigned different = 0;
    ct_span a;

    while (ct_next_atom(text, len, &at, &a)) {
        char x[CT_MAX_FORM] = "", y[CT_MAX_FORM] = "";
        bool light = ct_is_light(ct_function_words_class(words, text + a.start, a.end - a.start));
        ct_lower(text + a.start, a.end - a.start, x);
        while (i < c->end && !light && f->forms[f->atoms[i].form].light && lower_atom(f, i, y) > 0
               && strcmp(x, y) != 0) {
            different++;      /* a light word that the term does not have */
            i++;
        }
        if (i < c->end && lower_atom(f, i, y) > 0 && strcmp(x, y) == 0)
            i++;
        else if (light)
            different += i > c->first;
        else {
            different++;
            i += i < c->end;
        }
    }
    different += c->end - i;
    return (uint8_t)(different < 255 ? different : 255);
}

static int by_length(const void *a, const void *b)
{
    const choice *x = a, *y = b;
    uint32_t n = x->c.end - x->c.first, m = y->c.end - y->c.first;
    bool weak = x->rank / 8 >= CT_LAYER_GENERAL, weak_too = y->rank / 8 >= CT_LAYER_GENERAL;

    if (weak != weak_too)      /* phrases of general dictionaries must not cut terms in two */
        return weak ? 1 : -1;
    if (n != m)
        return n > m ? -1 : 1;
    if (x->c.first != y->c.first)
        return x->c.first < y->c.first ? -1 : 1;
    if (x->rank / 8 != y->rank / 8)
        return x->rank / 8 < y->rank / 8 ? -1 : 1;
    if (x->unlike != y->unlike)
        return x->unlike < y->unlike ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->c.term > y->c.term) - (x->c.term < y->c.term);
}

static bool same_span(const choice *x, const choice *y)
{
    return x->c.first == y->c.first && x->c.end == y->c.end;
}

/* Whether the candidate's atoms are all free, all in one cover, or partly in another. */
typedef enum cover { COVER_FREE, COVER_INSIDE, COVER_BROKEN } cover;

static cover cover_of(const uint32_t *covers, const ct_candidate *c)
{
    for (uint32_t i = c->first + 1; i < c->end; i++)
        if (covers[i] != covers[c->first])
            return COVER_BROKEN;
    return covers[c->first] == 0 ? COVER_FREE : COVER_INSIDE;
}

static void set_cover(uint32_t *covers, const ct_candidate *c, uint32_t number)
{
    for (uint32_t i = c->first; i < c->end; i++)
        covers[i] = number;
}

/* Is a longer or better mention of the same concept already there? */
static bool is_said(const choice_list *list, size_t i, uint32_t outer, uint32_t inner)
{
    const choice *c = &list->items[i];

    if ((outer != 0 && list->items[outer - 1].concept == c->concept)
        || (inner != 0 && list->items[inner - 1].concept == c->concept))
        return true;
    for (size_t k = i; k-- > 0 && same_span(&list->items[k], c);)
        if (list->items[k].concept == c->concept)
            return true;
    return false;
}

static bool keep(const ct_finder *f, ct_mention_list *mentions, const choice *c, bool inside)
{
    return ct_push(mentions, (ct_mention){
        .term = c->c.term, .concept = c->concept, .first_token = f->atoms[c->c.first].token,
        .end_token = f->atoms[c->c.end - 1].token + 1, .inside = inside });
}

/* Two levels of covers: the outermost mentions, and the largest inside each. */
static bool choose(ct_finder *f, const choice_list *list, ct_mention_list *mentions)
{
    uint32_t *outer = f->outer.items, *inner = f->inner.items;

    for (size_t i = 0; i < list->n; i++) {
        const choice *c = &list->items[i];
        uint32_t number = (uint32_t)i + 1;
        cover out = cover_of(outer, &c->c), in = cover_of(inner, &c->c);
        if (out == COVER_BROKEN || (out == COVER_INSIDE && in == COVER_BROKEN)
            || is_said(list, i, outer[c->c.first], inner[c->c.first]))
            continue;
        if (out == COVER_FREE)
            set_cover(outer, &c->c, number);
        else if (in == COVER_FREE)
            set_cover(inner, &c->c, number);
        if (!keep(f, mentions, c, out != COVER_FREE))
            return false;
    }
    return true;
}

static int by_place(const void *a, const void *b)
{
    const ct_mention *x = a, *y = b;

    if (x->first_token != y->first_token)
        return x->first_token < y->first_token ? -1 : 1;
    if (x->end_token != y->end_token)
        return x->end_token > y->end_token ? -1 : 1;
    if (x->inside != y->inside)
        return x->inside ? 1 : -1;
    return (x->term > y->term) - (x->term < y->term);
}

static bool clear_covers(ct_finder *f)
{
    f->outer.n = f->inner.n = 0;
    for (uint32_t i = 0; i < f->n_atoms; i++)
        if (!ct_push(&f->outer, 0) || !ct_push(&f->inner, 0))
            return false;
    return true;
}

ct_status ct_finder_choose(ct_finder *f, ct_mention_list *mentions, ct_error *err)
{
    choice_list list = { 0 };
    size_t first = mentions->n;
    bool ok = clear_covers(f);

    for (size_t i = 0; ok && i < f->candidates.n; i++) {
        const ct_term *term = &f->lexicon->terms[f->candidates.items[i].term];
        choice c = { .c = f->candidates.items[i], .concept = term->concept,
                     .unlike = unlikeness(f, &f->candidates.items[i]),
                     .rank = (uint8_t)((unsigned)term->layer * 8 + (unsigned)term->status) };
        ok = ct_push(&list, c);
    }
    if (list.n > 0)
        qsort(list.items, list.n, sizeof *list.items, by_length);
    ok = ok && choose(f, &list, mentions);
    ct_vector_release(&list);
    if (mentions->n > first + 1)
        qsort(mentions->items + first, mentions->n - first, sizeof *mentions->items, by_place);
    return ok ? CT_OK : nomem(err);
}
