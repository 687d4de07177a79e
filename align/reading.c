/* One document, read as far as its statements. */
#include <stdlib.h>
#include <string.h>

#include <cotejo/audit.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/buffer.h>
#include <cotejo-internal/vector.h>

#include "reading.h"

struct ct_document_reading {
    ct_arena       arena;
    const char    *id, *path, *title, *date;
    ct_provenance  provenance;
    const ct_text *text;
    ct_text       *own_text;     /* NULL when the text is borrowed */
    ct_document   *document;
    ct_segments   *segments;
    ct_vocabulary *vocabulary;
    ct_statements *statements;
    CT_VECTOR(const char *) remarks;
};

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory to read a document");
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

static bool remark(ct_document_reading *r, ct_buffer *text)
{
    const char *copy = text->failed ? NULL : ct_arena_copy(&r->arena, text->bytes, text->n);

    ct_buffer_release(text);
    return copy != NULL && ct_push(&r->remarks, copy);
}

static bool remark_on_text(ct_document_reading *r, const ct_reading_options *options)
{
    const ct_encoding *encoding = ct_text_encoding(r->text);
    ct_buffer b = { 0 };

    if (options->sha256 != NULL && strcmp(options->sha256, ct_text_sha256(r->text)) != 0) {
        ct_buffer_printf(&b, ct_say(options->messages, "the checksum differs from the manifest's: the file is another "
                                                       "version (SHA-256 %.16s…, expected %.16s…)"),
                         ct_text_sha256(r->text), options->sha256);
        if (!remark(r, &b))
            return false;
    }
    if (encoding->replaced > 0) {
        ct_buffer_printf(&b, ct_say(options->messages, "%u byte sequences are no %s and were replaced by U+FFFD"),
                         encoding->replaced, encoding->name);
        if (!remark(r, &b))
            return false;
    }
    if (encoding->source == CT_ENCODING_DETECTED) {
        ct_buffer_printf(&b, ct_say(options->messages, "the encoding was guessed: %s, with a confidence of %d of 100"),
                         encoding->name, encoding->confidence);
        if (!remark(r, &b))
            return false;
    }
    return true;
}

/* ---- language ---------------------------------------------------------------------------------------- */

/* "plan.en.txt", "paper-es.md": a tag between marks near the end of the name. */
static bool language_of_name(const char *path, ct_language *out)
{
    const char *name = name_of(path), *dot = strrchr(name, '.');
    size_t n = dot == NULL ? strlen(name) : (size_t)(dot - name);
    char tag[3] = "";

    if (n < 3 || strchr("._-", name[n - 3]) == NULL)
        return false;
    memcpy(tag, name + n - 2, 2);
    return ct_language_parse(tag, out);
}

/* Running words of a document that are function words of its language; takes the document. */
static ct_status count_in(size_t *out, ct_document *document, const ct_lexicon *lexicon, ct_error *err)
{
    ct_segments *segments = NULL;
    ct_vocabulary *vocabulary = NULL;
    ct_status status = ct_segments_of(&segments, document,
                                      ct_lexicon_segmenting(lexicon, ct_document_language(document)), err);

    if (status == CT_OK)
        status = ct_vocabulary_of(&vocabulary, segments, lexicon, err);
    if (status == CT_OK) {
        const ct_word *words = ct_vocabulary_words(vocabulary);
        size_t n;
        const ct_type *types = ct_segments_types(segments, &n);
        for (size_t i = 0; i < n; i++)
            if (types[i].kind == CT_TOKEN_WORD && (words[i].grammar & CT_POS_FUNCTION) != 0)
                *out += types[i].count;
    }
    ct_vocabulary_free(vocabulary);
    ct_segments_free(segments);
    ct_document_free(document);
    return status;
}

static ct_status count_function_words(size_t *out, const ct_text *text, const ct_lexicon *lexicon, ct_language language,
                                      ct_error *err)
{
    ct_document *document;
    ct_status status = ct_document_of(&document, text, language, NULL, ct_lexicon_outline(lexicon, language), err);

    *out = 0;
    return status == CT_OK ? count_in(out, document, lexicon, err) : status;
}

ct_status ct_count_function_words(size_t *out, const ct_text *text, const ct_span *spans, size_t n,
                                  const ct_lexicon *lexicon, ct_language language, ct_error *err)
{
    ct_document *document;
    ct_status status = ct_document_of_spans(&document, text, language, spans, n, err);

    *out = 0;
    return status == CT_OK ? count_in(out, document, lexicon, err) : status;
}

static ct_status find_language(ct_document_reading *r, const char *path, const ct_lexicon *lexicon,
                               const ct_messages *messages, ct_language *out, ct_error *err)
{
    size_t counts[CT_LANGUAGES];
    ct_buffer b = { 0 };

    if (language_of_name(path, out))
        return CT_OK;
    for (int l = 0; l < CT_LANGUAGES; l++) {
        ct_status status = count_function_words(&counts[l], r->text, lexicon, (ct_language)l, err);
        if (status != CT_OK)
            return status;
    }
    *out = counts[CT_ES] > counts[CT_EN] ? CT_ES : CT_EN;
    ct_buffer_printf(&b, ct_say(messages, "the language was guessed from its words: %s"), ct_language_tag(*out));
    return remark(r, &b) ? CT_OK : no_memory(err);
}

/* ---- title -------------------------------------------------------------------------------------------- */

static const char *first_heading(ct_document_reading *r)
{
    size_t n, len;
    const ct_block *blocks = ct_document_blocks(r->document, &n);
    const char *text = ct_text_bytes(r->text, &len);

    for (size_t i = 0; i < n; i++)
        if (blocks[i].kind == CT_BLOCK_HEADING && blocks[i].body.end - blocks[i].body.start < 300)
            return ct_arena_copy(&r->arena, text + blocks[i].body.start, blocks[i].body.end - blocks[i].body.start);
    return r->id;
}

static bool take_names(ct_document_reading *r, const char *path, const ct_reading_options *options)
{
    r->path = ct_arena_string(&r->arena, options->shown_path != NULL ? options->shown_path : path);
    r->id = ct_arena_string(&r->arena, options->id != NULL ? options->id : name_of(path));
    r->title = options->title == NULL ? NULL : ct_arena_string(&r->arena, options->title);
    r->date = options->date == NULL ? NULL : ct_arena_string(&r->arena, options->date);
    r->provenance = options->provenance;
    return r->path != NULL && r->id != NULL && (r->title != NULL || options->title == NULL)
        && (r->date != NULL || options->date == NULL);
}

/* ---- all of it ------------------------------------------------------------------------------------------ */

/* From the document to its statements. */
static ct_status read_words(ct_document_reading *r, const ct_lexicon *lexicon, const ct_profile *profile, ct_error *err)
{
    ct_language language = ct_document_language(r->document);
    ct_status status = ct_segments_of(&r->segments, r->document, ct_lexicon_segmenting(lexicon, language), err);

    if (status == CT_OK)
        status = ct_vocabulary_of(&r->vocabulary, r->segments, lexicon, err);
    if (status == CT_OK)
        status = ct_statements_of(&r->statements, r->vocabulary, profile, err);
    return status;
}

static ct_status read_stages(ct_document_reading *r, const char *path, const ct_reading_options *options,
                             const ct_lexicon *lexicon, const ct_profile *profile, ct_error *err)
{
    ct_language language = options->language;
    const ct_part *part = options->part.from != NULL || options->part.to != NULL ? &options->part : NULL;
    ct_status status = ct_text_read_file(&r->own_text, path, &options->read, err);

    r->text = r->own_text;
    if (status == CT_OK && !remark_on_text(r, options))
        status = no_memory(err);
    if (status == CT_OK && language >= CT_LANGUAGES)
        status = find_language(r, path, lexicon, options->messages, &language, err);
    if (status == CT_OK)
        status = ct_document_of(&r->document, r->text, language, part, ct_lexicon_outline(lexicon, language), err);
    return status == CT_OK ? read_words(r, lexicon, profile, err) : status;
}

/* An empty document is no error, and must not look like a clean one. */
static bool remark_on_emptiness(ct_document_reading *r, const ct_messages *messages)
{
    ct_buffer b = { 0 };
    size_t n;

    ct_statements_units(r->statements, &n);
    if (n > 0)
        return true;
    ct_buffer_add_string(&b, ct_say(messages, "there is no text in it: nothing could be audited"));
    return remark(r, &b);
}

ct_status ct_document_reading_of(ct_document_reading **out, const char *path, const ct_reading_options *options,
                                 const ct_lexicon *lexicon, const ct_profile *profile, ct_error *err)
{
    static const ct_reading_options defaults = { .language = CT_LANGUAGES };
    ct_document_reading *r = calloc(1, sizeof *r);
    ct_status status = CT_OK;

    *out = NULL;
    if (options == NULL)
        options = &defaults;
    if (r == NULL || !take_names(r, path, options))
        status = no_memory(err);
    if (status == CT_OK)
        status = read_stages(r, path, options, lexicon, profile, err);
    if (status == CT_OK) {
        if (r->title == NULL)
            r->title = first_heading(r);
        if (r->title == NULL || !remark_on_emptiness(r, options->messages))
            status = no_memory(err);
    }
    if (status == CT_OK) {
        *out = r;
        r = NULL;
    }
    ct_document_reading_free(r);
    return status;
}

ct_status ct_document_reading_of_spans(ct_document_reading **out, const char *path, const ct_text *text,
                                       const ct_span *spans, size_t n, const char *const *remarks, size_t n_remarks,
                                       const ct_reading_options *options, const ct_lexicon *lexicon,
                                       const ct_profile *profile, ct_error *err)
{
    ct_document_reading *r = calloc(1, sizeof *r);
    ct_status status = CT_OK;

    *out = NULL;
    if (r == NULL || !take_names(r, path, options))
        status = no_memory(err);
    for (size_t i = 0; status == CT_OK && i < n_remarks; i++) {
        const char *copy = ct_arena_string(&r->arena, remarks[i]);
        if (copy == NULL || !ct_push(&r->remarks, copy))
            status = no_memory(err);
    }
    if (status == CT_OK) {
        r->text = text;
        if (r->title == NULL)
            r->title = r->id;
        status = remark_on_text(r, options) ? ct_document_of_spans(&r->document, text, options->language, spans, n, err)
                                            : no_memory(err);
    }
    if (status == CT_OK)
        status = read_words(r, lexicon, profile, err);
    if (status == CT_OK && !remark_on_emptiness(r, options->messages))
        status = no_memory(err);
    if (status == CT_OK) {
        *out = r;
        r = NULL;
    }
    ct_document_reading_free(r);
    return status;
}

void ct_document_reading_free(ct_document_reading *r)
{
    if (r == NULL)
        return;
    ct_statements_free(r->statements);
    ct_vocabulary_free(r->vocabulary);
    ct_segments_free(r->segments);
    ct_document_free(r->document);
    ct_text_free(r->own_text);
    ct_vector_release(&r->remarks);
    ct_arena_clear(&r->arena);
    free(r);
}

const char          *ct_document_reading_id(const ct_document_reading *r)         { return r->id; }
const char          *ct_document_reading_path(const ct_document_reading *r)       { return r->path; }
const char          *ct_document_reading_title(const ct_document_reading *r)      { return r->title; }
const char          *ct_document_reading_date(const ct_document_reading *r)       { return r->date; }
ct_provenance        ct_document_reading_provenance(const ct_document_reading *r) { return r->provenance; }
const ct_document   *ct_document_reading_document(const ct_document_reading *r)   { return r->document; }
const ct_segments   *ct_document_reading_segments(const ct_document_reading *r)   { return r->segments; }
const ct_statements *ct_document_reading_statements(const ct_document_reading *r) { return r->statements; }

const char *const *ct_document_reading_remarks(const ct_document_reading *r, size_t *n)
{
    *n = r->remarks.n;
    return (const char *const *)r->remarks.items;
}
