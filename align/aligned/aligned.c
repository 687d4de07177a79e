/* A file of aligned pairs: which form it has, which languages, and its two sides as readings. */
#include <stdarg.h>
#include <stdio.h>
#include <pthread.h>
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
    vsnprintf(text, sizeof text, ct_say(p->messages, format), args);
    va_end(args);
    copy = ct_arena_string(&p->arena, text);
    return copy != NULL && ct_push(&p->remarks, copy);
}

/* ---- form -------------------------------------------------------------------------------------------------- */

static bool is_name(const char *bytes, ct_span span, const char *name)
{
    return span.end - span.start == strlen(name) && memcmp(bytes + span.start, name, strlen(name)) == 0;
}

/* The first line that is no comment and not empty begins as an entry of a catalogue does. */
static bool is_po(const char *bytes, size_t len)
{
    static const char *const words[] = { "msgid \"", "msgctxt \"", "msgid\t\"", "msgctxt\t\"" };
    bool obsolete = false;

    for (size_t at = 0; at < len;) {
        const char *newline = memchr(bytes + at, '\n', len - at);
        size_t end = newline == NULL ? len : (size_t)(newline - bytes);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (end - at >= strlen(words[i]) && memcmp(bytes + at, words[i], strlen(words[i])) == 0)
                return true;
        obsolete = obsolete || (end - at > 9 && memcmp(bytes + at, "#~ msgid ", 9) == 0);
        if (end > at && bytes[at] != '#' && bytes[at] != '\r')
            return false;
        at = end + 1;
    }
    return obsolete;
}

/* By the first element or the first line; a line of pairs may begin with a sign of markup too. */
ct_aligned_form ct_paired_form(const ct_text *text)
{
    size_t len;
    const char *bytes = ct_text_bytes(text, &len);
    ct_span root = ct_xml_root(bytes, len);
    const char *line = memchr(bytes, '\n', len), *tab = memchr(bytes, '\t', line == NULL ? len : (size_t)(line - bytes));

    if (is_name(bytes, root, "tmx"))
        return CT_ALIGNED_TMX;
    if (is_name(bytes, root, "xliff"))
        return CT_ALIGNED_XLIFF;
    if (is_po(bytes, len))
        return CT_ALIGNED_PO;
    if (tab == NULL && root.end > root.start)
        return CT_ALIGNED_ANY;
    return CT_ALIGNED_TSV;
}

static ct_status read_pairs(ct_paired *p, ct_aligned_form form, ct_error *err)
{
    ct_status status = CT_FORMAT;
    size_t len;

    switch (form) {
    case CT_ALIGNED_TSV:   status = ct_read_tsv(p, err); break;
    case CT_ALIGNED_TMX:   status = ct_read_tmx(p, err); break;
    case CT_ALIGNED_XLIFF: status = ct_read_xliff(p, err); break;
    case CT_ALIGNED_PO:    status = ct_read_po(p, err); break;
    default: {
        const char *bytes = ct_text_bytes(p->text, &len);
        ct_span root = ct_xml_root(bytes, len);
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' begins with <%.*s>, and of XML only TMX and XLIFF are read; other forms: "
                       "PO, and lines of source, tab, target", p->path, (int)(root.end - root.start < 60 ? root.end - root.start : 60),
                       bytes + root.start);
    }
    }
    if (status == CT_OK && p->sides[CT_SOURCE].n == 0)
        status = ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "there is no pair of Spanish and English text in '%s', read as %s%s%s", p->path,
                         ct_aligned_form_name(form), p->remarks.n > 0 ? ": " : "",
                         p->remarks.n > 0 ? p->remarks.items[0] : "");
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

/* What the caller says went first, then what the file says; now the words. One side known gives the other. */
static ct_status settle_languages(ct_paired *p, const ct_lexicon *lexicon, ct_error *err)
{
    ct_language *l = p->languages;

    for (int s = 0; s < CT_SIDES; s++)
        if (l[s] >= CT_LANGUAGES && l[!s] < CT_LANGUAGES)
            l[s] = l[!s] == CT_ES ? CT_EN : CT_ES;
    if (l[CT_SOURCE] >= CT_LANGUAGES)
        return guess_languages(p, l, lexicon, err);
    if (l[CT_SOURCE] == l[CT_TARGET])
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "source and target are of one language, '%s'", ct_language_tag(l[CT_SOURCE]));
    return CT_OK;
}

ct_status ct_paired_read(ct_paired *p, ct_aligned_form form, const ct_lexicon *lexicon, ct_error *err)
{
    ct_status status = read_pairs(p, form, err);

    return status == CT_OK ? settle_languages(p, lexicon, err) : status;
}

void ct_paired_release(ct_paired *p)
{
    for (int s = 0; s < CT_SIDES; s++)
        ct_vector_release(&p->sides[s]);
    ct_view_release(&p->view);
    ct_vector_release(&p->remarks);
    ct_text_free(p->text);
    ct_arena_clear(&p->arena);
}

/* ---- sides ---------------------------------------------------------------------------------------------------- */

static ct_status read_side(ct_aligned *b, ct_side side, const char *path, const ct_lexicon *lexicon,
                           const ct_profile *profile, ct_error *err)
{
    const ct_paired *p = &b->paired;
    const char *slash = strrchr(path, '/');
    ct_reading_options options = { .language = p->languages[side], .messages = p->messages };
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

/* One side, on a thread of its own. */
typedef struct side_job {
    ct_aligned *b;
    ct_side side;
    const char *path;
    const ct_lexicon *lexicon;
    const ct_profile *profile;
    ct_status status;
    ct_error  err;
} side_job;

static void *run_side(void *payload)
{
    side_job *j = payload;

    j->status = read_side(j->b, j->side, j->path, j->lexicon, j->profile, &j->err);
    return NULL;
}

static ct_status read_sides(ct_aligned *b, const char *path, const ct_lexicon *lexicon, const ct_profile *profile, ct_error *err)
{
    side_job jobs[CT_SIDES];
    pthread_t thread;
    bool parallel;

    for (int s = 0; s < CT_SIDES; s++)
        jobs[s] = (side_job){ .b = b, .side = (ct_side)s, .path = path, .lexicon = lexicon, .profile = profile };
    parallel = pthread_create(&thread, NULL, run_side, &jobs[CT_TARGET]) == 0;
    run_side(&jobs[CT_SOURCE]);
    if (parallel)
        pthread_join(thread, NULL);
    else
        run_side(&jobs[CT_TARGET]);
    for (int s = 0; s < CT_SIDES; s++)
        if (jobs[s].status != CT_OK) {
            if (err != NULL)
                *err = jobs[s].err;
            return jobs[s].status;
        }
    return CT_OK;
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
    b->paired.path = path;
    b->paired.messages = options->messages;
    for (int s = 0; s < CT_SIDES; s++)
        b->paired.languages[s] = options->languages[s];
    status = ct_text_read_file(&b->paired.text, path, &options->read, err);
    if (status == CT_OK) {
        b->form = options->form == CT_ALIGNED_ANY ? ct_paired_form(b->paired.text) : options->form;
        status = ct_paired_read(&b->paired, b->form, lexicon, err);
    }
    if (status == CT_OK)
        status = read_sides(b, path, lexicon, profile, err);
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
    for (int s = 0; s < CT_SIDES; s++)
        ct_document_reading_free(b->sides[s]);
    ct_paired_release(&b->paired);
    free(b);
}

ct_aligned_form             ct_aligned_form_of(const ct_aligned *b) { return b->form; }
const ct_document_reading *ct_aligned_side(const ct_aligned *b, ct_side side) { return b->sides[side]; }
