/* The tree of terms. A term is the sequence of its words without light ones (articles, prepositions, "and"); a word is
 * the set of its possible uses (lemma and manner), a slot. A text's word fits a slot if it shares a use with it, which
 * is how "unidas" finds "Naciones Unidas" whether it is read as "unir" or as "unido". */
#include <string.h>

#include <cotejo-internal/build.h>

enum { MAX_ATOMS = 24 };

typedef struct atom_list { ct_span items[MAX_ATOMS]; size_t n; } atom_list;

/* The words of a term, without light ones unless fewer than two others are left: "en forma" is not "forma". False if it
 * has none, or too many to be one. */
static bool atoms_of(const ct_function_words *words, const char *text, atom_list *list)
{
    size_t len = strlen(text), at = 0;
    atom_list all = { .n = 0 };
    ct_span a;

    list->n = 0;
    while (ct_next_atom(text, len, &at, &a)) {
        const char *s = text + a.start;
        bool is_light = !ct_is_capitals(s, a.end - a.start)
            && ct_is_light(ct_function_words_class(words, s, a.end - a.start));
        if (all.n == MAX_ATOMS)
            return false;
        all.items[all.n++] = a;
        if (!is_light)
            list->items[list->n++] = a;
    }
    if (list->n < 2)
        *list = all;
    return list->n > 0;
}

typedef struct stem_taker { ct_build *build; ct_language language; size_t n; bool failed; } stem_taker;

static void take_stem(const char *stem, size_t len, void *payload)
{
    stem_taker *t = payload;

    t->failed |= ct_build_lemma(t->build, t->language, stem, len, 0) == CT_NONE;
    t->n++;
}

static bool is_acronym(const char *s, size_t len)
{
    char small[CT_MAX_FORM];
    return ct_is_capitals(s, len) || (len == 1 && ct_has_upper(s, len) && ct_lower(s, len, small) > 0);
}

/* See that a word of a term has a lemma: acronyms as written, others by reading, by stem, at last themselves. */
static bool give_lemma(ct_build *build, ct_language language, const char *s, size_t len)
{
    stem_taker t = { .build = build, .language = language };
    ct_reading readings[CT_MAX_READINGS];
    char small[CT_MAX_FORM];
    size_t n;

    if (len >= CT_MAX_FORM || (n = ct_lower(s, len, small)) == 0)
        return true;
    if (is_acronym(s, len))
        return ct_build_lemma(build, language, s, len, CT_POS_NAME) != CT_NONE;
    if (ct_reader_read(&build->readers[language], s, len, readings) > 0)
        return true;
    if (!ct_has_upper(s, len))
        ct_spelling_stems(build->spelling[language], small, take_stem, &t);
    if (t.n == 0)
        t.failed = ct_build_lemma(build, language, s, len, ct_has_upper(s, len) ? CT_POS_NAME : 0) == CT_NONE;
    return !t.failed;
}

/* The slot of a word; CT_NONE when out of memory or when it has no reading. */
static uint32_t slot_of(ct_grown_tree *tree, const ct_build *build, ct_language language, const char *s, size_t len)
{
    ct_reading readings[CT_MAX_READINGS];
    uint32_t uses[CT_MAX_USES];
    size_t n = ct_reader_read(&build->readers[language], s, len, readings);

    n = ct_uses_of_term(readings, n, uses);
    return n == 0 ? CT_NONE : ct_intern_add(&tree->slots, (const char *)uses, n * sizeof *uses);
}

static bool plant(ct_grown_tree *tree, const ct_build *build, uint32_t term, const atom_list *atoms)
{
    const ct_raw_term *t = &build->terms.items[term];
    uint32_t node = 0;

    for (size_t i = 0; i < atoms->n; i++) {
        const char *s = t->text + atoms->items[i].start;
        ct_tree_key key = { .node = node };
        key.slot = slot_of(tree, build, t->language, s, atoms->items[i].end - atoms->items[i].start);
        if (key.slot == CT_NONE)
            return true;       /* a word of more than CT_MAX_FORM bytes: the term cannot be found in any text */
        node = ct_intern_add(&tree->edges, (const char *)&key, sizeof key);
        if (node == CT_NO_STRING)
            return false;
        node++;
    }
    return ct_push(&tree->ends, (ct_tree_end){ .node = node, .term = term });
}

/* Spanish before English, the preferred term of a side first; otherwise the order of the source. */
static unsigned place_of(const ct_raw_term *t)
{
    return (unsigned)t->language * 2 + (t->status != CT_TERM_PREFERRED);
}

void ct_build_sort_terms(ct_build *build)
{
    for (size_t c = 0; c < build->concepts.n; c++) {
        ct_raw_term *terms = build->terms.items + build->concepts.items[c].first_term;
        for (uint32_t i = 1; i < build->concepts.items[c].n_terms; i++) {
            ct_raw_term t = terms[i];
            uint32_t k = i;
            for (; k > 0 && place_of(&terms[k - 1]) > place_of(&t); k--)
                terms[k] = terms[k - 1];
            terms[k] = t;
        }
    }
}

ct_status ct_build_grow_tree(ct_grown_tree *out, ct_build *build, ct_language language, ct_error *err)
{
    const ct_function_words *words = &build->function_words[language];
    atom_list atoms;

    *out = (ct_grown_tree){ 0 };
    /* All lemmas first: a lemma that comes later would change what a word is read as. */
    for (size_t i = 0; i < build->terms.n; i++) {
        const ct_raw_term *t = &build->terms.items[i];
        if (t->language != language || !atoms_of(words, t->text, &atoms))
            continue;
        for (size_t k = 0; k < atoms.n; k++)
            if (!give_lemma(build, language, t->text + atoms.items[k].start, atoms.items[k].end - atoms.items[k].start))
                return ct_build_nomem(err);
    }
    for (size_t i = 0; i < build->terms.n; i++) {
        const ct_raw_term *t = &build->terms.items[i];
        if (t->language == language && atoms_of(words, t->text, &atoms) && !plant(out, build, (uint32_t)i, &atoms))
            return ct_build_nomem(err);
    }
    return CT_OK;
}

void ct_grown_tree_release(ct_grown_tree *tree)
{
    ct_intern_release(&tree->slots);
    ct_intern_release(&tree->edges);
    ct_vector_release(&tree->ends);
}

/* ---- single words that name one concept -------------------------------------------------------------- */

/* The lemma of a one-word term: of its readings the one written alike, else a noun, else the first. */
static uint32_t lemma_of_term(const ct_build *build, const ct_raw_term *t)
{
    ct_reading readings[CT_MAX_READINGS];
    char small[CT_MAX_FORM];
    size_t n = ct_reader_read(&build->readers[t->language], t->text, strlen(t->text), readings);

    if (n == 0 || ct_lower(t->text, strlen(t->text), small) == 0)
        return CT_NONE;
    for (size_t i = 0; i < n; i++) {
        const char *lemma = build->lemmas[t->language].strings[readings[i].lemma];
        if (strcmp(lemma, small) == 0 || strcmp(lemma, t->text) == 0)
            return readings[i].lemma;
    }
    for (size_t i = 0; i < n; i++)
        if ((readings[i].grammar & CT_POS_NOUN) != 0)
            return readings[i].lemma;
    return readings[0].lemma;
}

static bool is_one_right_word(const ct_build *build, const ct_raw_term *t)
{
    atom_list atoms;
    return t->status <= CT_TERM_SHORT && atoms_of(&build->function_words[t->language], t->text, &atoms)
        && atoms.n == 1 && atoms.items[0].start == 0 && t->text[atoms.items[0].end] == '\0';
}

ct_status ct_build_pair_terms(ct_build *build, ct_error *err)
{
    for (size_t c = 0; c < build->concepts.n; c++) {
        const ct_raw_concept *concept = &build->concepts.items[c];
        const ct_raw_term *terms = build->terms.items + concept->first_term;
        uint32_t rank = 1000;      /* after what words.tsv says */
        for (uint32_t i = 0; i < concept->n_terms; i++)
            for (uint32_t k = 0; k < concept->n_terms; k++) {
                ct_word_pair pair = { .layer = concept->layer, .rank = rank++ };
                if (terms[i].language != CT_ES || terms[k].language != CT_EN || !is_one_right_word(build, &terms[i])
                    || !is_one_right_word(build, &terms[k]))
                    continue;
                pair.lemma[CT_ES] = lemma_of_term(build, &terms[i]);
                pair.lemma[CT_EN] = lemma_of_term(build, &terms[k]);
                if (pair.lemma[CT_ES] != CT_NONE && pair.lemma[CT_EN] != CT_NONE && !ct_push(&build->pairs, pair))
                    return ct_build_nomem(err);
            }
    }
    return CT_OK;
}
