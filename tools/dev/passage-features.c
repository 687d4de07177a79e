/* Print the candidates of the alignment of two documents with their features: the input of fit-links.py.
 *
 * usage: passage-features SOURCE SOURCE-LANGUAGE TARGET TARGET-LANGUAGE [TARGET-FROM [TARGET-TO]]
 *
 * One candidate a line, after a line of names: for each side the start and end of the best facet's unit and of the whole
 * sentence (bytes of the file), the role of each sentence, which side (s, t) has fewer
 * statements, the features, and the score of the weights in force. */
#include <stdio.h>
#include <stdlib.h>

#include <cotejo/audit.h>

#include "passages/passages.h"

static void print_places(const side *s, const candidate *c, int which)
{
    const ct_text *text = ct_document_text(ct_segments_document(s->segments));
    const passage *p = &s->passages.items[c->passage[which]];
    uint32_t unit = s->facets.items[c->facet[which]].unit;
    uint32_t from = unit == CT_NONE ? p->first_unit : unit, to = unit == CT_NONE ? p->end_unit - 1 : unit;
    ct_origin first = ct_text_origin(text, s->units[from].span), last = ct_text_origin(text, s->units[to].span);
    ct_origin start = ct_text_origin(text, s->units[p->first_unit].span);
    ct_origin end = ct_text_origin(text, s->units[p->end_unit - 1].span);

    printf("%u\t%u\t%u\t%u\t", first.start, last.end, start.start, end.end);
}

static void print_candidates(const alignment *a)
{
    printf("s_start\ts_end\ts_from\ts_to\tt_start\tt_end\tt_from\tt_to\ts_role\trole\tfew");
    for (int f = 0; f < FEATURES; f++)
        printf("\t%s", feature_names[f]);
    printf("\tscore\n");
    for (size_t i = 0; i < a->found.all.n; i++) {
        const candidate *c = &a->found.all.items[i];

        print_places(&a->sides[CT_SOURCE], c, CT_SOURCE);
        print_places(&a->sides[CT_TARGET], c, CT_TARGET);
        printf("%s\t%s\t%c", ct_role_name(a->sides[CT_SOURCE].passages.items[c->passage[CT_SOURCE]].role),
               ct_role_name(a->sides[CT_TARGET].passages.items[c->passage[CT_TARGET]].role),
               fewer_statements(&a->sides[CT_SOURCE], &a->sides[CT_TARGET]) == CT_SOURCE ? 's' : 't');
        for (int f = 0; f < FEATURES; f++)
            printf("\t%.5f", (double)c->features[f]);
        printf("\t%.5f\n", (double)c->score);
    }
}

/* An argument that is missing or empty: no bound. */
static const char *bound(int argc, char **argv, int i)
{
    return i < argc && argv[i][0] != '\0' ? argv[i] : NULL;
}

static ct_status read_side(ct_document_reading **out, char **argv, ct_part part, const ct_lexicon *lexicon,
                           const ct_profile *profile, ct_error *err)
{
    ct_reading_options options = { .part = part };

    if (!ct_language_parse(argv[1], &options.language))
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "'%s' is no language", argv[1]);
    return ct_document_reading_of(out, argv[0], &options, lexicon, profile, err);
}

int main(int argc, char **argv)
{
    ct_lexicon_options options = { 0 };
    ct_lexicon *lexicon = NULL;
    ct_profile *profile = NULL;
    ct_document_reading *source = NULL, *target = NULL;
    alignment a = { 0 };
    ct_error err = { 0 };
    ct_status status;

    if (argc < 5) {
        fprintf(stderr, "usage: passage-features SOURCE LANGUAGE TARGET LANGUAGE [TARGET-FROM [TARGET-TO]]\n");
        return 2;
    }
    status = ct_lexicon_open(&lexicon, &options, &err);
    if (status == CT_OK)
        status = ct_profile_read(&profile, NULL, ct_data_folder(), &err);
    if (status == CT_OK)
        status = read_side(&source, argv + 1, (ct_part){ 0 }, lexicon, profile, &err);
    if (status == CT_OK)
        status = read_side(&target, argv + 3, (ct_part){ .from = bound(argc, argv, 5), .to = bound(argc, argv, 6) }, lexicon, profile, &err);
    if (status == CT_OK)
        status = alignment_init(&a, ct_document_reading_statements(source), ct_document_reading_statements(target),
                                NULL, &err);
    if (status == CT_OK)
        print_candidates(&a);
    else
        fprintf(stderr, "passage-features: %s\n", err.message);
    alignment_release(&a);
    ct_document_reading_free(target);
    ct_document_reading_free(source);
    ct_profile_free(profile);
    ct_lexicon_free(lexicon);
    return status == CT_OK ? 0 : 1;
}
