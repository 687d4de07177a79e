/* Beads of translations. */
#include <stdlib.h>
#include <string.h>

#include <cotejo/bead.h>
#include <cotejo-internal/buffer.h>

#include "unit.h"

static ct_lexicon *lexicon;

static int open_lexicon(void)
{
    const ct_lexicon_options options = { .data = CT_SOURCE "/lexicon/data" };

    return ct_lexicon_open(&lexicon, &options, NULL) == CT_OK ? 0 : 1;
}

static int close_lexicon(void)
{
    ct_lexicon_free(lexicon);
    return 0;
}

static char *beads_as_text(const ct_beads *beads)
{
    size_t n, n_units;
    const ct_bead *all = ct_beads_all(beads, &n);
    const uint32_t *units = ct_beads_units(beads, &n_units);
    ct_buffer b = { 0 };

    for (size_t i = 0; i < n; i++) {
        ct_buffer_add_string(&b, i == 0 ? "" : " ");
        for (int side = 0; side < 2; side++) {
            for (uint32_t k = 0; k < all[i].n[side]; k++)
                ct_buffer_printf(&b, k == 0 ? "%u" : ",%u", units[all[i].first[side] + k]);
            ct_buffer_add_string(&b, side == 0 ? ":" : "");
        }
        if (all[i].kind == CT_BEAD_MOVED || all[i].kind == CT_BEAD_NOISE)
            ct_buffer_printf(&b, " %s", ct_bead_kind_name(all[i].kind));
    }
    return b.bytes;
}

/* The beads of two texts, one sentence a line; the caller frees. */
static char *align(const char *source, const char *target)
{
    const char *const bytes[2] = { source, target };
    ct_text *text[2] = { NULL, NULL };
    ct_strand *strands[2] = { NULL, NULL };
    ct_beads *beads = NULL;
    char *out = NULL;

    for (int side = 0; side < 2; side++)
        if (ct_text_read(&text[side], bytes[side], strlen(bytes[side]), NULL, NULL) != CT_OK
            || ct_strand_of(&strands[side], text[side], CT_STRAND_SENTENCES, NULL) != CT_OK)
            goto done;
    if (ct_beads_of(&beads, strands[0], strands[1], lexicon, NULL, NULL) == CT_OK)
        out = beads_as_text(beads);
done:
    ct_beads_free(beads);
    for (int side = 0; side < 2; side++) {
        ct_strand_free(strands[side]);
        ct_text_free(text[side]);
    }
    return out;
}

static void same_beads(const char *source, const char *target, const char *expected, int line)
{
    char *actual = align(source, target);

    unit_same_string(actual, expected, __FILE__, line);
    free(actual);
}
#define SAME_BEADS(source, target, expected) same_beads((source), (target), (expected), __LINE__)

/* ---- tests --------------------------------------------------------------------------------------------------- */

#define ES_1 "La biblioteca abre los lunes por la mañana.\n"
#define ES_2 "Los niños pueden llevarse tres libros cada semana.\n"
#define ES_3 "El préstamo de películas cuesta dos euros.\n"
#define ES_4 "Está prohibido comer en la sala de lectura.\n"
#define ES_5 "El director responde a todas las cartas de los vecinos.\n"
#define EN_1 "The library opens on Monday mornings.\n"
#define EN_2 "Children may take home three books every week.\n"
#define EN_3 "Borrowing films costs two euros.\n"
#define EN_4 "Eating in the reading room is forbidden.\n"
#define EN_5 "The director answers all the letters of the neighbours.\n"

static void pairs_sentence_by_sentence(void)
{
    SAME_BEADS(ES_1 ES_2 ES_3 ES_4, EN_1 EN_2 EN_3 EN_4, "0:0 1:1 2:2 3:3");
    SAME_BEADS(EN_1 EN_2 EN_3 EN_4, ES_1 ES_2 ES_3 ES_4, "0:0 1:1 2:2 3:3");
}

static void says_what_was_left_out(void)
{
    SAME_BEADS(ES_1 ES_2 ES_3 ES_4 ES_5, EN_1 EN_2 EN_4 EN_5, "0:0 1:1 2: 3:2 4:3");
    SAME_BEADS(ES_1 ES_2 ES_4 ES_5, EN_1 EN_2 EN_3 EN_4 EN_5, "0:0 1:1 :2 2:3 3:4");
}

static void joins_sentences_that_were_merged(void)
{
    SAME_BEADS(ES_1 ES_2 ES_3 ES_4,
               EN_1 "Children may take home three books every week; borrowing films costs two euros.\n" EN_4,
               "0:0 1,2:1 3:2");
}

static void joins_what_a_page_break_parted(void)
{
    SAME_BEADS(ES_1 ES_2 ES_3 "El director responde a todas\n- 1 -\nAnuario de la biblioteca\nlas cartas de los vecinos.\n" ES_4,
               EN_1 EN_2 EN_3 EN_5 EN_4, "0:0 1:1 2:2 3,6:3 4: noise 5: noise 7:4");
}

static void takes_empty_texts_and_lines(void)
{
    SAME_BEADS("\n\n", "\n", ":0 noise 0: noise 1: noise");
    SAME_BEADS(ES_1 "\n" ES_2, EN_1 EN_2, "0:0 1: noise 2:1");
}

static CU_TestInfo tests[] = {
    { "pairs sentence by sentence", pairs_sentence_by_sentence },
    { "says what was left out", says_what_was_left_out },
    { "joins sentences that were merged", joins_sentences_that_were_merged },
    { "joins what a page break parted", joins_what_a_page_break_parted },
    { "takes empty texts and lines", takes_empty_texts_and_lines },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_sentences[] = {
    { "sentences", open_lexicon, close_lexicon, NULL, NULL, tests }, CU_SUITE_INFO_NULL
};
