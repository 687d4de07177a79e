/* `cotejo align` of translations: beads of lines or paragraphs. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "align_lines.h"

typedef struct texts {
    ct_text  *text[2];
    ct_strand *lines[2];
    ct_beads *beads;
} texts;

static void texts_release(texts *t)
{
    ct_beads_free(t->beads);
    for (int side = 0; side < 2; side++) {
        ct_strand_free(t->lines[side]);
        ct_text_free(t->text[side]);
    }
}

static int write_beads(const common *c, int form, const ct_beads *beads, const ct_strand *const strands[2], beads_style style)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    int code;

    if (out == NULL)
        return complain(EXIT_INTERNAL, "out of memory");
    beads_write(out, form, beads, strands, style);
    if (fclose(out) != 0) {
        free(bytes);
        return complain(EXIT_INTERNAL, "out of memory");
    }
    code = write_product(c->output, bytes, len);
    free(bytes);
    return code;
}

/* Both texts at once: reading them takes a good part of the time. */
typedef struct reading {
    const char            *path;
    const ct_read_options *options;
    ct_strand_kind         kind;
    ct_text               *text;
    ct_strand             *strand;
    ct_status              status;
    ct_error               err;
} reading;

static void *read_one(void *payload)
{
    reading *r = payload;

    r->status = ct_text_read_file(&r->text, r->path, r->options, &r->err);
    if (r->status == CT_OK)
        r->status = ct_strand_of(&r->strand, r->text, r->kind, &r->err);
    return NULL;
}

static ct_status read_both(texts *t, const common *c, ct_strand_kind kind, const char *const *paths, ct_error *err)
{
    ct_read_options options = c->read;
    reading r[2] = { { .path = paths[0], .options = &options, .kind = kind },
                     { .path = paths[1], .options = &options, .kind = kind } };
    pthread_t other;
    bool alone;

    options.unhashed = true;
    alone = c->jobs == 1 || pthread_create(&other, NULL, read_one, &r[1]) != 0;
    read_one(&r[0]);
    if (alone)
        read_one(&r[1]);
    else
        pthread_join(other, NULL);
    for (int side = 0; side < 2; side++) {
        t->text[side] = r[side].text;
        t->lines[side] = r[side].strand;
    }
    for (int side = 0; side < 2; side++)
        if (r[side].status != CT_OK) {
            *err = r[side].err;
            return r[side].status;
        }
    return CT_OK;
}

int align_lines(const common *c, const lines_options *o, const char *const *paths)
{
    const ct_bead_options options = { .language = { o->language[0], o->language[1] }, .jobs = c->jobs, .explain = o->explain };
    const ct_lexicon_options lexicon_options = {
        .termbases = c->termbases, .n_termbases = c->n_termbases, .learned = c->learned, .n_learned = c->n_learned,
        .without_general = c->without_general,
    };
    ct_messages *messages = NULL;
    ct_lexicon *lexicon = NULL;
    texts t = { 0 };
    ct_error err = { 0 };
    int code, form = beads_form(c->format);
    ct_status status;

    if (form < 0)
        return complain(EXIT_USAGE, "there is no format '%s' for lines: text, beads, json or tmx", c->format);
    code = interface_open(&messages, c->interface, c->for_programs);
    if (code != EXIT_CLEAN)
        return code;
    status = ct_lexicon_open(&lexicon, &lexicon_options, &err);
    if (status == CT_OK)
        status = read_both(&t, c, o->kind, paths, &err);
    if (status == CT_OK)
        status = ct_beads_of(&t.beads, t.lines[0], t.lines[1], lexicon, &options, &err);
    code = status != CT_OK ? complain(exit_of(status), "%s", err.message)
        : write_beads(c, form, t.beads, (const ct_strand *const[]){ t.lines[0], t.lines[1] },
                      (beads_style){ messages, o->explain, false });
    texts_release(&t);
    ct_lexicon_free(lexicon);
    ct_messages_free(messages);
    return code;
}

/* ---- documents --------------------------------------------------------------------------------------------------- */

/* A program that knows the file's paragraphs, and not how we cut sentences, is told of paragraphs. */
static int write_paragraphs(const common *c, int form, const ct_beads *beads, const ct_strand *const sentences[2])
{
    ct_strand *paragraphs[2] = { NULL, NULL };
    ct_beads *gathered = NULL;
    ct_error err = { 0 };
    ct_status status = CT_OK;
    int code;

    for (int side = 0; status == CT_OK && side < 2; side++)
        status = ct_strand_of(&paragraphs[side], ct_strand_text(sentences[side]), CT_STRAND_PARAGRAPHS, &err);
    if (status == CT_OK)
        status = ct_beads_gather(&gathered, beads, sentences, (const ct_strand *const[]){ paragraphs[0], paragraphs[1] }, &err);
    code = status == CT_OK ? write_beads(c, form, gathered, (const ct_strand *const[]){ paragraphs[0], paragraphs[1] }, (beads_style){ 0 })
                           : complain(exit_of(status), "%s", err.message);
    ct_beads_free(gathered);
    for (int side = 0; side < 2; side++)
        ct_strand_free(paragraphs[side]);
    return code;
}

int documents_write(const common *c, const ct_audit *audit, beads_style style)
{
    const ct_strand *const strands[2] = { ct_audit_strand(audit, CT_SOURCE), ct_audit_strand(audit, CT_TARGET) };
    int form = beads_form(c->format);

    if (form < 0)
        return complain(EXIT_USAGE, "there is no format '%s' for a translation: text, beads, json or tmx", c->format);
    return form == beads_form("beads") ? write_paragraphs(c, form, ct_audit_beads(audit), strands)
                                       : write_beads(c, form, ct_audit_beads(audit), strands, style);
}
