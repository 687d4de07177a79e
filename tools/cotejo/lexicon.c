/* `cotejo lexicon`: build the compiled lexicon, look words up, measure what is known of a text; `learn` has a file of
 * its own. */
#include <stdlib.h>
#include <string.h>

#include "command.h"

enum { OPTION_LANGUAGE = 500, MOST_WORDS = 256 };

typedef struct lexicon_options {
    common      common;
    const char *action;
    const char *arguments[MOST_WORDS];
    size_t      n_arguments;
    ct_language language;
} lexicon_options;

static const struct argp_option accepted[] = {
    { "language", OPTION_LANGUAGE, "es|en", 0, "Language of the words or of the file; both, or found out, when not given", 0 },
    { 0 }
};

static const char usage[] = "build\nlearn PAIRS...\nlookup WORD...\nstats FILE";
static const char doc[] =
    "build: compile all layers into the cache folder. learn: word pairs and terms from aligned sentences ('cotejo "
    "lexicon learn --help'). lookup: what is known of words or terms, and from which layer. "
    "stats: how many distinct content words of a text are known, by layer, and which are not."
    "\vExamples:\n"
    "  cotejo lexicon build\n"
    "  cotejo lexicon learn memory.tmx --output learned.tsv --terms terms.tsv\n"
    "  cotejo lexicon lookup cooperación 'early warning'\n"
    "  cotejo lexicon stats paper.es.txt\n";

static error_t parse(int key, char *arg, struct argp_state *state)
{
    lexicon_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &o->common;
        return 0;
    case OPTION_LANGUAGE:
        if (!ct_language_parse(arg, &o->language))
            argp_error(state, "'%s' is no language known here: es or en", arg);
        return 0;
    case ARGP_KEY_ARG:
        if (o->action == NULL)
            o->action = arg;
        else if (o->n_arguments == MOST_WORDS)
            argp_error(state, "more than %d words", MOST_WORDS);
        else
            o->arguments[o->n_arguments++] = arg;
        return 0;
    case ARGP_KEY_END:
        if (o->action == NULL)
            argp_error(state, "build, learn, lookup or stats?");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* ---- build -------------------------------------------------------------------------------------------------- */

static int say_shortfalls(const ct_lexicon *lexicon)
{
    size_t n;
    const ct_shortfall *all = ct_lexicon_shortfalls(lexicon, &n);

    for (size_t i = 0; i < n; i++)
        complain(0, "missing: %s: %s; remedy: %s", all[i].what, all[i].reason, all[i].remedy);
    return n > 0 ? EXIT_NOT_RUN : EXIT_CLEAN;
}

static int build(const lexicon_options *o)
{
    common talk = o->common;
    const ct_lexicon_options options = {
        .termbases = o->common.termbases, .n_termbases = o->common.n_termbases,
        .learned = o->common.learned, .n_learned = o->common.n_learned, .rebuild = true,
        .progress = knowledge_progress, .payload = &talk,
    };
    ct_lexicon *lexicon;
    ct_error err = { 0 };
    size_t concepts, terms;
    int code;

    if (ct_lexicon_open(&lexicon, &options, &err) != CT_OK)
        return complain(EXIT_INPUT, "%s", err.message);
    progress_end(&o->common);
    ct_lexicon_concepts(lexicon, &concepts);
    ct_lexicon_terms(lexicon, &terms);
    if (!o->common.quiet)
        printf("%zu concepts, %zu terms, %zu Spanish and %zu English lemmas\n", concepts, terms,
               ct_lexicon_lemma_count(lexicon, CT_ES), ct_lexicon_lemma_count(lexicon, CT_EN));
    code = say_shortfalls(lexicon);
    ct_lexicon_free(lexicon);
    return code;
}

/* ---- lookup --------------------------------------------------------------------------------------------------- */

/* A word or term read like a text, so that it is found as an audit would find it. */
typedef struct query { ct_text *text; ct_document *document; ct_segments *segments; ct_vocabulary *vocabulary; } query;

static ct_status query_open(query *q, const ct_lexicon *lexicon, ct_language language, const char *words, ct_error *err)
{
    ct_status status = ct_text_read(&q->text, words, strlen(words), NULL, err);

    if (status == CT_OK)
        status = ct_document_of(&q->document, q->text, language, NULL, NULL, err);
    if (status == CT_OK)
        status = ct_segments_of(&q->segments, q->document, ct_lexicon_segmenting(lexicon, language), err);
    if (status == CT_OK)
        status = ct_vocabulary_of(&q->vocabulary, q->segments, lexicon, err);
    return status;
}

static void query_close(query *q)
{
    ct_vocabulary_free(q->vocabulary);
    ct_segments_free(q->segments);
    ct_document_free(q->document);
    ct_text_free(q->text);
    *q = (query){ 0 };
}

static ct_language other(ct_language language)
{
    return language == CT_ES ? CT_EN : CT_ES;
}

static bool print_reading(const ct_lexicon *lexicon, ct_language language, const char *form, uint32_t lemma)
{
    size_t n;
    const ct_rendering *all = ct_lexicon_renderings(lexicon, language, lemma, &n);

    printf("%s %s: %s", ct_language_tag(language), form, ct_lexicon_lemma(lexicon, language, lemma));
    for (size_t i = 0; i < n; i++)
        printf("%s%s (%s)", i == 0 ? " = " : ", ", ct_lexicon_lemma(lexicon, other(language), all[i].lemma),
               ct_layer_name(all[i].layer));
    putchar('\n');
    return true;
}

static void print_concept(const ct_lexicon *lexicon, uint32_t index)
{
    size_t n;
    const ct_concept *c = &ct_lexicon_concepts(lexicon, &n)[index];
    const ct_term *terms = ct_lexicon_terms(lexicon, &n);

    printf("concept %s (%s, %s, %s)\n", c->id, ct_concept_kind_name(c->kind), c->field, ct_layer_name(c->layer));
    for (uint32_t i = c->first_term; i < c->first_term + c->n_terms; i++)
        printf("  %s  %-40s %s\n", ct_language_tag(terms[i].language), terms[i].text, ct_term_status_name(terms[i].status));
    if (c->note != NULL)
        printf("  %s\n", c->note);
}

/* What one language knows of the query; false when nothing. */
static bool print_knowledge(const ct_lexicon *lexicon, ct_language language, const query *q)
{
    size_t n_types, n, n_mentions;
    const ct_type *types = ct_segments_types(q->segments, &n_types);
    const ct_word *words = ct_vocabulary_words(q->vocabulary);
    const ct_reading *readings = ct_vocabulary_readings(q->vocabulary, &n);
    const ct_mention *mentions = ct_vocabulary_mentions(q->vocabulary, &n_mentions);
    bool known = false;

    for (size_t i = 0; i < n_types; i++)
        for (uint32_t k = 0; k < words[i].n_readings && types[i].kind == CT_TOKEN_WORD; k++)
            known = print_reading(lexicon, language, types[i].text, readings[words[i].first_reading + k].lemma);
    for (size_t i = 0; i < n_mentions; i++)
        print_concept(lexicon, mentions[i].concept);
    return known || n_mentions > 0;
}

static int lookup_one(const ct_lexicon *lexicon, const lexicon_options *o, const char *words)
{
    bool known = false;

    for (int l = 0; l < CT_LANGUAGES; l++) {
        query q = { 0 };
        ct_error err = { 0 };
        ct_status status = CT_OK;
        if (o->language != CT_LANGUAGES && o->language != (ct_language)l)
            continue;
        status = query_open(&q, lexicon, (ct_language)l, words, &err);
        if (status == CT_OK)
            known = print_knowledge(lexicon, (ct_language)l, &q) || known;
        query_close(&q);
        if (status != CT_OK)
            return complain(exit_of(status), "%s", err.message);
    }
    if (!known)
        printf("%s: not known\n", words);
    return EXIT_CLEAN;
}

static int lookup(const lexicon_options *o, const knowledge *k)
{
    int code = o->n_arguments > 0 ? EXIT_CLEAN : complain(EXIT_USAGE, "which word? 'cotejo lexicon --help' shows examples");

    for (size_t i = 0; code == EXIT_CLEAN && i < o->n_arguments; i++)
        code = lookup_one(k->lexicon, o, o->arguments[i]);
    return code;
}

/* ---- stats ------------------------------------------------------------------------------------------------------ */

static void print_coverage(const ct_coverage *c)
{
    size_t known = 0;

    for (int layer = 0; layer < CT_LAYER_COGNATE; layer++)
        known += c->known[layer];
    printf("distinct content words  %zu\n", c->words);
    printf("known by layers 1-4     %zu (%.1f %%)\n", known, c->words == 0 ? 0.0 : 100.0 * (double)known / (double)c->words);
    for (int layer = 0; layer < CT_LAYER_COGNATE; layer++)
        printf("  %-21s %zu\n", ct_layer_name((ct_layer)layer), c->known[layer]);
    printf("unknown                 %zu\n", c->n_unknown);
}

static int stats(const lexicon_options *o, const knowledge *k)
{
    ct_document_reading *reading = NULL;
    const ct_reading_options options = { .language = o->language, .read = o->common.read };
    ct_coverage *coverage = NULL;
    ct_error err = { 0 };
    ct_status status;

    if (o->n_arguments != 1)
        return complain(EXIT_USAGE, "one file is needed; 'cotejo lexicon --help' shows examples");
    status = ct_document_reading_of(&reading, o->arguments[0], &options, k->lexicon, k->profile, &err);
    if (status == CT_OK)
        status = ct_coverage_of(&coverage, ct_statements_vocabulary(ct_document_reading_statements(reading)), &err);
    if (status == CT_OK) {
        size_t n;
        const ct_type *types = ct_segments_types(ct_document_reading_segments(reading), &n);
        print_coverage(coverage);
        for (size_t i = 0; i < coverage->n_unknown; i++)
            printf("  %-28s %u\n", types[coverage->unknown[i]].text, types[coverage->unknown[i]].count);
    }
    ct_coverage_free(coverage);
    ct_document_reading_free(reading);
    return status == CT_OK ? EXIT_CLEAN : complain(exit_of(status), "%s", err.message);
}

int lexicon_main(int argc, char **argv)
{
    static const struct argp_child children[] = { { &common_argp, 0, NULL, 0 }, { 0 } };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    lexicon_options o = { .language = CT_LANGUAGES };
    knowledge k = { 0 };
    int code;

    if (argc > 1 && strcmp(argv[1], "learn") == 0) {
        static char name[] = "cotejo lexicon learn";
        argv[1] = name;
        return lexicon_learn_main(argc - 1, argv + 1);
    }
    parse_arguments(&argp, argc, argv, &o);
    if (strcmp(o.action, "build") == 0)
        return build(&o);
    if (strcmp(o.action, "lookup") != 0 && strcmp(o.action, "stats") != 0)
        return complain(EXIT_USAGE, "there is no 'lexicon %s' here: build, learn (before any option), lookup or stats",
                        o.action);
    code = knowledge_open(&k, &o.common, NULL);
    if (code == EXIT_CLEAN)
        code = strcmp(o.action, "lookup") == 0 ? lookup(&o, &k) : stats(&o, &k);
    if (code == EXIT_CLEAN && fflush(stdout) != 0)
        code = complain(EXIT_INPUT, "cannot write to standard output; the answer is cut short");
    knowledge_close(&k);
    return code;
}
