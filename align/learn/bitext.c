/* Sentence pairs from tables, from two files, and from programs. */
#include "learn.h"

#include <string.h>

#include <cotejo-internal/chars.h>

#include "../aligned/aligned.h"

enum { SAMPLE_LINES = 400, SAMPLE_WORDS = 4000 };   /* that tell a language */

ct_status bitext_nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for sentence pairs");
}

ct_bitext *ct_bitext_new(void)
{
    ct_bitext *b = calloc(1, sizeof *b);

    if (b != NULL)
        b->first = CT_ES;
    return b;
}

void ct_bitext_free(ct_bitext *b)
{
    if (b == NULL)
        return;
    for (int l = 0; l < CT_LANGUAGES; l++) {
        ct_buffer_release(&b->sides[l].bytes);
        ct_vector_release(&b->sides[l].ends);
    }
    free(b);
}

bool ct_bitext_add(ct_bitext *b, const char *const text[CT_LANGUAGES], const size_t length[CT_LANGUAGES])
{
    for (int l = 0; l < CT_LANGUAGES; l++) {
        bitext_side *s = &b->sides[l];
        if (length[l] > 0)
            ct_buffer_add(&s->bytes, text[l], length[l]);
        if (s->bytes.failed || !ct_push(&s->ends, s->bytes.n))
            return false;
    }
    return true;
}

size_t      ct_bitext_count(const ct_bitext *b) { return b->sides[CT_EN].ends.n; }
ct_language ct_bitext_first(const ct_bitext *b) { return b->first; }

const char *ct_bitext_text(const ct_bitext *b, size_t pair, ct_language language, size_t *length)
{
    const bitext_side *s = &b->sides[language];
    size_t start = pair == 0 ? 0 : s->ends.items[pair - 1];

    *length = s->ends.items[pair] - start;
    return s->bytes.bytes == NULL ? "" : s->bytes.bytes + start;
}

/* ---- lines ------------------------------------------------------------------------------------------------ */

typedef struct line { const char *bytes; size_t len; } line;
typedef struct lines { const char *next, *end; uint32_t number; } lines;

static lines lines_of(const ct_text *text)
{
    size_t len;
    const char *bytes = ct_text_bytes(text, &len);

    return (lines){ bytes, bytes + len, 0 };
}

static bool lines_next(lines *all, line *out)
{
    const char *stop;

    if (all->next >= all->end)
        return false;
    stop = memchr(all->next, '\n', (size_t)(all->end - all->next));
    if (stop == NULL)
        stop = all->end;
    *out = (line){ all->next, (size_t)(stop - all->next) };
    if (out->len > 0 && out->bytes[out->len - 1] == '\r')
        out->len--;
    all->next = stop + 1;
    all->number++;
    return true;
}

/* What stands before the first tab, and between it and the second. */
static bool split(const line *whole, line out[2])
{
    const char *tab = memchr(whole->bytes, '\t', whole->len), *end = whole->bytes + whole->len;
    const char *second;

    if (tab == NULL)
        return false;
    second = memchr(tab + 1, '\t', (size_t)(end - tab - 1));
    out[0] = (line){ whole->bytes, (size_t)(tab - whole->bytes) };
    out[1] = (line){ tab + 1, (size_t)((second != NULL ? second : end) - tab - 1) };
    return true;
}

/* ---- which language? ---------------------------------------------------------------------------------------- */

typedef struct votes { size_t words, n[CT_LANGUAGES]; } votes;

/* Function words that only one of the languages has. */
static void vote(votes *v, const ct_lexicon *lexicon, const line *l)
{
    size_t at = 0;
    ct_span token;

    while (v->words < SAMPLE_WORDS && token_next(l->bytes, l->len, &at, &token)) {
        bool function[CT_LANGUAGES];
        for (int k = 0; k < CT_LANGUAGES; k++)
            function[k] = is_function_word(lexicon, k, l->bytes + token.start, token.end - token.start);
        for (int k = 0; k < CT_LANGUAGES; k++)
            v->n[k] += function[k] && !function[1 - k];
        v->words++;
    }
}

static ct_status decide(ct_bitext *b, const votes *v, const char *path, const ct_bitext_options *o, ct_error *err)
{
    if (o != NULL && o->first != CT_LANGUAGES)
        b->first = o->first;
    else if (v->n[CT_ES] == v->n[CT_EN])
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "cannot tell whether '%s' begins with Spanish or English", path);
    else
        b->first = v->n[CT_ES] > v->n[CT_EN] ? CT_ES : CT_EN;
    return CT_OK;
}

/* ---- files ---------------------------------------------------------------------------------------------------- */

static bool add_lines(ct_bitext *b, const line pair[2])
{
    const char *text[CT_LANGUAGES];
    size_t length[CT_LANGUAGES];

    for (int k = 0; k < 2; k++) {
        int l = k == 0 ? (int)b->first : 1 - (int)b->first;
        text[l] = pair[k].bytes;
        length[l] = pair[k].len;
    }
    return ct_bitext_add(b, text, length);
}

static ct_status read_table(ct_bitext *b, const ct_text *text, const char *path, const ct_lexicon *lexicon,
                            const ct_bitext_options *o, ct_error *err)
{
    lines all = lines_of(text);
    votes v = { 0 };
    line whole, pair[2];
    ct_status status;

    while (all.number < SAMPLE_LINES && lines_next(&all, &whole))
        if (split(&whole, pair))
            vote(&v, lexicon, &pair[0]);
    all = lines_of(text);
    status = all.next == all.end ? CT_OK : decide(b, &v, path, o, err);
    while (status == CT_OK && lines_next(&all, &whole)) {
        if (!split(&whole, pair))
            status = ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %u: a sentence pair needs a tab", path,
                             all.number);
        else if (!add_lines(b, pair))
            status = bitext_nomem(err);
    }
    return status;
}

/* A segment on one line, however many it has in the file. */
static bool add_segment(ct_buffer *out, const char *bytes, ct_span span)
{
    ct_buffer_truncate(out, 0);
    for (uint32_t i = span.start; i < span.end; i++)
        ct_buffer_add_char(out, strchr("\r\n\t", bytes[i]) != NULL ? ' ' : bytes[i]);
    ct_buffer_add(out, "", 0);
    return !out->failed;
}

/* A translation memory, or whatever else is read as aligned pairs; takes the text. */
static ct_status read_paired(ct_bitext *b, ct_text *text, const char *path, const ct_lexicon *lexicon,
                             const ct_bitext_options *o, ct_error *err)
{
    ct_paired p = { .text = text, .path = path, .languages = { o == NULL ? CT_LANGUAGES : o->first, CT_LANGUAGES } };
    ct_buffer sides[CT_LANGUAGES] = { 0 };
    ct_status status = ct_paired_read(&p, ct_paired_form(text), lexicon, err);
    size_t len, n = status == CT_OK ? p.sides[CT_SOURCE].n : 0;
    const char *bytes = ct_text_bytes(p.text, &len);

    for (size_t i = 0; status == CT_OK && i < n; i++) {
        bool ok = true;
        for (int s = 0; s < CT_SIDES; s++)
            ok = ok && add_segment(&sides[p.languages[s]], bytes, p.sides[s].items[i]);
        if (ok && sides[CT_ES].n > 0 && sides[CT_EN].n > 0)
            ok = ct_bitext_add(b, (const char *const[]){ sides[CT_ES].bytes, sides[CT_EN].bytes },
                               (const size_t[]){ sides[CT_ES].n, sides[CT_EN].n });
        if (!ok)
            status = bitext_nomem(err);
    }
    for (int l = 0; l < CT_LANGUAGES; l++)
        ct_buffer_release(&sides[l]);
    ct_paired_release(&p);
    return status;
}

static ct_read_options reading(const ct_bitext_options *o)
{
    ct_read_options read = o == NULL ? (ct_read_options){ 0 } : o->read;

    read.unhashed = true;
    return read;
}

ct_status ct_bitext_add_file(ct_bitext *b, const char *path, const ct_lexicon *lexicon, const ct_bitext_options *o,
                             ct_error *err)
{
    const ct_read_options read = reading(o);
    ct_text *text;
    ct_status status = ct_text_read_file(&text, path, &read, err);

    if (status != CT_OK)
        return status;
    if (ct_paired_form(text) != CT_ALIGNED_TSV)
        return read_paired(b, text, path, lexicon, o, err);
    status = read_table(b, text, path, lexicon, o, err);
    ct_text_free(text);
    return status;
}

static ct_status pair_lines(ct_bitext *b, ct_text *const texts[2], const char *const paths[2],
                            const ct_lexicon *lexicon, const ct_bitext_options *o, ct_error *err)
{
    lines first = lines_of(texts[0]), second = lines_of(texts[1]);
    votes v = { 0 };
    line pair[2];
    ct_status status;

    while (first.number < SAMPLE_LINES && lines_next(&first, &pair[0]))
        vote(&v, lexicon, &pair[0]);
    first = lines_of(texts[0]);
    status = first.next == first.end ? CT_OK : decide(b, &v, paths[0], o, err);
    while (status == CT_OK) {
        bool more = lines_next(&first, &pair[0]);
        if (more != lines_next(&second, &pair[1]))
            status = ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' has more lines than '%s', which ends after %u",
                             paths[!more], paths[more], more ? second.number : first.number);
        else if (!more)
            break;
        else if (!add_lines(b, pair))
            status = bitext_nomem(err);
    }
    return status;
}

ct_status ct_bitext_add_lines(ct_bitext *b, const char *first, const char *second, const ct_lexicon *lexicon,
                              const ct_bitext_options *o, ct_error *err)
{
    const char *const paths[2] = { first, second };
    const ct_read_options read = reading(o);
    ct_text *texts[2] = { NULL, NULL };
    ct_status status = CT_OK;

    for (int k = 0; k < 2 && status == CT_OK; k++)
        status = ct_text_read_file(&texts[k], paths[k], &read, err);
    if (status == CT_OK)
        status = pair_lines(b, texts, paths, lexicon, o, err);
    ct_text_free(texts[0]);
    ct_text_free(texts[1]);
    return status;
}
