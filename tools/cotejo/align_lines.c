/* `cotejo align` of translations: beads of lines or paragraphs. */
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

/* ---- beads as lines ---------------------------------------------------------------------------------------- */

static void print_units(FILE *out, const uint32_t *units, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++)
        fprintf(out, k == 0 ? "%u" : ",%u", units[k]);
}

static void print_beads(FILE *out, const ct_beads *beads)
{
    size_t n, n_units;
    const ct_bead *all = ct_beads_all(beads, &n);
    const uint32_t *units = ct_beads_units(beads, &n_units);

    for (size_t i = 0; i < n; i++) {
        print_units(out, units + all[i].first[0], all[i].n[0]);
        fputc(':', out);
        print_units(out, units + all[i].first[1], all[i].n[1]);
        fprintf(out, "\t%.4f\t%s\n", (double)all[i].probability, ct_bead_kind_name(all[i].kind));
    }
}

static int write_beads(const common *c, const ct_beads *beads)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    int code;

    if (out == NULL)
        return complain(EXIT_INTERNAL, "out of memory");
    print_beads(out, beads);
    if (fclose(out) != 0) {
        free(bytes);
        return complain(EXIT_INTERNAL, "out of memory");
    }
    code = write_product(c->output, bytes, len);
    free(bytes);
    return code;
}

int align_lines(const common *c, const lines_options *o, const char *const *paths)
{
    const ct_bead_options options = { .language = { o->language[0], o->language[1] }, .jobs = c->jobs };
    const ct_lexicon_options lexicon_options = {
        .termbases = c->termbases, .n_termbases = c->n_termbases, .learned = c->learned, .n_learned = c->n_learned,
        .without_general = c->without_general,
    };
    ct_lexicon *lexicon = NULL;
    texts t = { 0 };
    ct_error err = { 0 };
    ct_status status = ct_lexicon_open(&lexicon, &lexicon_options, &err);
    int code;

    for (int side = 0; status == CT_OK && side < 2; side++)
        status = ct_text_read_file(&t.text[side], paths[side], &c->read, &err);
    for (int side = 0; status == CT_OK && side < 2; side++)
        status = ct_strand_of(&t.lines[side], t.text[side], o->kind, &err);
    if (status == CT_OK)
        status = ct_beads_of(&t.beads, t.lines[0], t.lines[1], lexicon, &options, &err);
    code = status == CT_OK ? write_beads(c, t.beads) : complain(exit_of(status), "%s", err.message);
    texts_release(&t);
    ct_lexicon_free(lexicon);
    return code;
}
