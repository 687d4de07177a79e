/* All of learning, and its products as text. */
#include "learn.h"

#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/forms.h>

enum { LEAST_COUNT = 2 };

ct_status ct_learned_of(ct_learned **out, const ct_bitext *bitext, const ct_lexicon *lexicon,
                        const ct_learn_options *options, ct_error *err)
{
    static const ct_learn_options defaults = { 0 };
    ct_learned *l = calloc(1, sizeof *l);
    ct_status status;

    *out = NULL;
    if (l == NULL)
        return bitext_nomem(err);
    l->bitext = bitext;
    if (options == NULL)
        options = &defaults;
    status = corpus_init(&l->corpus, bitext, lexicon, options, err);
    if (status == CT_OK && l->corpus.n_skipped == l->corpus.n_pairs)
        status = ct_fail(err, CT_MISSING, CT_NO_OFFSET, "there is nothing to learn from: no sentence pair has words on "
                         "both sides, and at most %d of them", CT_LEARN_TOKENS);
    if (status == CT_OK)
        status = training_run(&l->training, &l->corpus, options, err);
    if (status == CT_OK)
        status = pairs_collect(l, options->min_count > 0 ? options->min_count : LEAST_COUNT, err);
    if (status == CT_OK)
        status = terms_collect(l, options->min_count > 0 ? options->min_count : LEAST_COUNT, err);
    if (status == CT_OK) {
        *out = l;
        l = NULL;
    }
    ct_learned_free(l);
    return status;
}

void ct_learned_free(ct_learned *l)
{
    if (l == NULL)
        return;
    training_release(&l->training);
    corpus_release(&l->corpus);
    ct_vector_release(&l->pairs);
    ct_vector_release(&l->terms);
    ct_arena_clear(&l->arena);
    free(l);
}

size_t ct_learned_skipped(const ct_learned *l) { return l->corpus.n_skipped; }

const ct_word_link *ct_learned_links(const ct_learned *l, size_t pair, size_t *n)
{
    *n = l->training.link_starts[pair + 1] - l->training.link_starts[pair];
    return l->training.links + l->training.link_starts[pair];
}

const ct_learned_pair *ct_learned_pairs(const ct_learned *l, size_t *n)
{
    *n = l->pairs.n;
    return l->pairs.items;
}

const ct_learned_term *ct_learned_terms(const ct_learned *l, size_t *n)
{
    *n = l->terms.n;
    return l->terms.items;
}

/* ---- products -------------------------------------------------------------------------------------------------- */

static ct_status hand_over(char **bytes, size_t *length, ct_buffer *out, ct_error *err)
{
    if (out->failed) {
        ct_buffer_release(out);
        return bitext_nomem(err);
    }
    *bytes = out->bytes;
    *length = out->n;
    return CT_OK;
}

ct_status ct_learned_link_lines(char **bytes, size_t *length, const ct_learned *l, ct_error *err)
{
    int first = (int)ct_bitext_first(l->bitext);
    ct_buffer out = { 0 };

    ct_buffer_add(&out, "", 0);
    for (size_t i = 0; i < l->corpus.n_pairs; i++) {
        size_t n;
        const ct_word_link *links = ct_learned_links(l, i, &n);
        for (size_t k = 0; k < n; k++)
            ct_buffer_printf(&out, "%s%u-%u", k == 0 ? "" : " ", links[k].token[first], links[k].token[1 - first]);
        ct_buffer_add_char(&out, '\n');
    }
    return hand_over(bytes, length, &out, err);
}

ct_status ct_learned_layer(char **bytes, size_t *length, const ct_learned *l, ct_error *err)
{
    ct_buffer out = { 0 };

    ct_buffer_add_string(&out, "# Spanish\tEnglish\tgiven Spanish\tgiven English\tlinked\tSpanish count\t"
                         "English count\tlexicon\n");
    for (size_t i = 0; i < l->pairs.n; i++) {
        const ct_learned_pair *p = &l->pairs.items[i];
        ct_buffer_printf(&out, "%s\t%s\t%.3f\t%.3f\t%u\t%u\t%u\t%s\n", p->word[CT_ES], p->word[CT_EN],
                         (double)p->given[CT_ES], (double)p->given[CT_EN], p->together, p->count[CT_ES],
                         p->count[CT_EN], p->known ? "known" : "new");
    }
    return hand_over(bytes, length, &out, err);
}

/* Terms of the lexicon in lower case. */
static bool known_terms(ct_intern known[CT_LANGUAGES], const ct_lexicon *lexicon)
{
    size_t n;
    const ct_term *all = ct_lexicon_terms(lexicon, &n);

    for (size_t i = 0; i < n; i++) {
        char lower[CT_MAX_FORM];
        size_t len = ct_lower(all[i].text, strlen(all[i].text), lower);
        if (len > 0 && ct_intern_add(&known[all[i].language], lower, len) == CT_NO_STRING)
            return false;
    }
    return true;
}

static bool is_known(const ct_intern known[CT_LANGUAGES], const ct_learned_term *t)
{
    for (int l = 0; l < CT_LANGUAGES; l++) {
        char lower[CT_MAX_FORM];
        size_t len = ct_lower(t->text[l], strlen(t->text[l]), lower);
        if (len == 0 || ct_intern_find(&known[l], lower, len) == CT_NO_STRING)
            return false;
    }
    return true;
}

/* A sentence as one field: tabs are spaces. */
static void add_sentence(ct_buffer *out, const ct_learned *l, uint32_t pair, int language)
{
    size_t len;
    const char *text = pair == CT_NONE ? "" : ct_bitext_text(l->bitext, pair, (ct_language)language, &len);

    for (size_t i = 0; pair != CT_NONE && i < len; i++)
        ct_buffer_add_char(out, strchr("\t\r\n", text[i]) != NULL && text[i] != '\0' ? ' ' : text[i]);
}

static void add_contexts(ct_buffer *out, const ct_learned *l, const ct_learned_term *t, int language)
{
    add_sentence(out, l, t->pair[0], language);
    if (t->pair[1] != CT_NONE)
        ct_buffer_add_string(out, " | ");
    add_sentence(out, l, t->pair[1], language);
}

ct_status ct_learned_term_list(char **bytes, size_t *length, const ct_learned *l, ct_error *err)
{
    ct_intern known[CT_LANGUAGES] = { 0 };
    ct_buffer out = { 0 };
    bool good = known_terms(known, l->corpus.lexicon);

    ct_buffer_add_string(&out, "# Spanish\tEnglish\tnote\tlinked\tSpanish count\tEnglish count\tSpanish contexts\t"
                         "English contexts\n");
    for (size_t i = 0; good && i < l->terms.n; i++) {
        const ct_learned_term *t = &l->terms.items[i];
        ct_buffer_printf(&out, "%s\t%s\t%s\t%u\t%u\t%u\t", t->text[CT_ES], t->text[CT_EN],
                         is_known(known, t) ? "in the lexicon" : "", t->together, t->count[CT_ES], t->count[CT_EN]);
        add_contexts(&out, l, t, CT_ES);
        ct_buffer_add_char(&out, '\t');
        add_contexts(&out, l, t, CT_EN);
        ct_buffer_add_char(&out, '\n');
    }
    for (int k = 0; k < CT_LANGUAGES; k++)
        ct_intern_release(&known[k]);
    out.failed = out.failed || !good;
    return hand_over(bytes, length, &out, err);
}
