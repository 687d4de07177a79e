/* A file of aligned pairs: which form it has, which languages, and its two sides as readings. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/buffer.h>

#include "../reading.h"
#include "aligned.h"

struct ct_aligned {
    ct_paired            paired;
    ct_aligned_form       form;
    ct_document_reading *sides[CT_SIDES];
};

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the pairs of a file");
}

const char *ct_aligned_form_name(ct_aligned_form form)
{
    static const char *const names[CT_ALIGNED_FORMS] = { "any", "tsv", "tmx", "xliff", "po" };
    return names[form];
}

bool ct_paired_add(ct_paired *p, ct_span source, ct_span target)
{
    return ct_push(&p->sides[CT_SOURCE], source) && ct_push(&p->sides[CT_TARGET], target);
}

bool ct_paired_remark(ct_paired *p, const char *format, ...)
{
    char text[512];
    const char *copy;
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    copy = ct_arena_string(&p->arena, text);
    return copy != NULL && ct_push(&p->remarks, copy);
}

/* ---- form -------------------------------------------------------------------------------------------------- */

static bool ends_in(const char *path, const char *suffix)
{
    size_t n = strlen(path), k = strlen(suffix);

    return n >= k && strcmp(path + n - k, suffix) == 0;
}

static ct_aligned_form find_form(const char *path)
{
    static const struct { const char *suffix; ct_aligned_form form; } known[] = {
        { ".tmx", CT_ALIGNED_TMX }, { ".xlf", CT_ALIGNED_XLIFF }, { ".xliff", CT_ALIGNED_XLIFF }, { ".po", CT_ALIGNED_PO },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ends_in(path, known[i].suffix))
            return known[i].form;
    return CT_ALIGNED_TSV;
}

static ct_status read_pairs(ct_aligned *b, const char *path, ct_error *err)
{
    ct_status status = CT_FORMAT;

    b->paired.languages[CT_SOURCE] = b->paired.languages[CT_TARGET] = CT_LANGUAGES;
    switch (b->form) {
    case CT_ALIGNED_TSV:   status = ct_read_tsv(&b->paired, err); break;
    default:              return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' has no form that can be read", path);
    }
    if (status == CT_OK && b->paired.sides[CT_SOURCE].n == 0)
        status = ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "there is no pair in '%s'", path);
    return status;
}

/* ---- languages ------------------------------------------------------------------------------------------------ */

/* By the function words of the first pairs. */
static ct_status guess_languages(ct_paired *p, ct_language languages[CT_SIDES], const ct_lexicon *lexicon, ct_error *err)
{
    enum { ENOUGH = 200 };
    size_t n = p->sides[CT_SOURCE].n < ENOUGH ? p->sides[CT_SOURCE].n : ENOUGH, counts[CT_SIDES][CT_LANGUAGES];

    for (int s = 0; s < CT_SIDES; s++)
        for (int l = 0; l < CT_LANGUAGES; l++) {
            ct_status status = ct_count_function_words(&counts[s][l], p->text, p->sides[s].items, n, lexicon,
                                                       (ct_language)l, err);
            if (status != CT_OK)
                return status;
        }
    languages[CT_SOURCE] = counts[CT_SOURCE][CT_ES] + counts[CT_TARGET][CT_EN]
                         >= counts[CT_SOURCE][CT_EN] + counts[CT_TARGET][CT_ES] ? CT_ES : CT_EN;
    languages[CT_TARGET] = languages[CT_SOURCE] == CT_ES ? CT_EN : CT_ES;
    return ct_paired_remark(p, "the languages were guessed from the words: %s to %s", ct_language_tag(languages[CT_SOURCE]),
                            ct_language_tag(languages[CT_TARGET])) ? CT_OK : no_memory(err);
}

/* What the caller says goes first, then what the file says, then the words. One side known gives the other. */
static ct_status settle_languages(ct_paired *p, const ct_aligned_options *options, const ct_lexicon *lexicon, ct_error *err)
{
    ct_language *l = p->languages;

    for (int s = 0; s < CT_SIDES; s++)
        if (options->languages[s] < CT_LANGUAGES)
            l[s] = options->languages[s];
    for (int s = 0; s < CT_SIDES; s++)
        if (l[s] >= CT_LANGUAGES && l[!s] < CT_LANGUAGES)
            l[s] = l[!s] == CT_ES ? CT_EN : CT_ES;
    if (l[CT_SOURCE] >= CT_LANGUAGES)
        return guess_languages(p, l, lexicon, err);
    if (l[CT_SOURCE] == l[CT_TARGET])
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "source and target are of one language, '%s'", ct_language_tag(l[CT_SOURCE]));
    return CT_OK;
}

/* ---- sides ---------------------------------------------------------------------------------------------------- */

static ct_status read_side(ct_aligned *b, ct_side side, const char *path, const ct_lexicon *lexicon,
                           const ct_profile *profile, ct_error *err)
{
    const ct_paired *p = &b->paired;
    const char *slash = strrchr(path, '/');
    ct_reading_options options = { .language = p->languages[side] };
    ct_buffer id = { 0 };
    ct_status status;

    ct_buffer_printf(&id, "%s#%s", slash == NULL ? path : slash + 1, ct_language_tag(p->languages[side]));
    if (id.failed)
        return no_memory(err);
    options.id = id.bytes;
    status = ct_document_reading_of_spans(&b->sides[side], path, p->text, p->sides[side].items, p->sides[side].n,
                                          (const char *const *)p->remarks.items, side == CT_SOURCE ? p->remarks.n : 0,
                                          &options, lexicon, profile, err);
    ct_buffer_release(&id);
    return status;
}

ct_status ct_aligned_read(ct_aligned **out, const char *path, const ct_aligned_options *options,
                         const ct_lexicon *lexicon, const ct_profile *profile, ct_error *err)
{
    static const ct_aligned_options defaults = { .languages = { CT_LANGUAGES, CT_LANGUAGES } };
    ct_aligned *b = calloc(1, sizeof *b);
    ct_status status;

    *out = NULL;
    if (b == NULL)
        return no_memory(err);
    if (options == NULL)
        options = &defaults;
    b->form = options->form == CT_ALIGNED_ANY ? find_form(path) : options->form;
    status = ct_text_read_file(&b->paired.text, path, &options->read, err);
    if (status == CT_OK)
        status = read_pairs(b, path, err);
    if (status == CT_OK)
        status = settle_languages(&b->paired, options, lexicon, err);
    for (int s = 0; status == CT_OK && s < CT_SIDES; s++)
        status = read_side(b, (ct_side)s, path, lexicon, profile, err);
    if (status == CT_OK) {
        *out = b;
        b = NULL;
    }
    ct_aligned_free(b);
    return status;
}

void ct_aligned_free(ct_aligned *b)
{
    if (b == NULL)
        return;
    for (int s = 0; s < CT_SIDES; s++) {
        ct_document_reading_free(b->sides[s]);
        ct_vector_release(&b->paired.sides[s]);
    }
    ct_vector_release(&b->paired.remarks);
    ct_text_free(b->paired.text);
    ct_arena_clear(&b->paired.arena);
    free(b);
}

ct_aligned_form             ct_aligned_form_of(const ct_aligned *b) { return b->form; }
const ct_document_reading *ct_aligned_side(const ct_aligned *b, ct_side side) { return b->sides[side]; }
