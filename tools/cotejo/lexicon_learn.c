/* `cotejo lexicon learn`: word pairs, terms and word links from aligned sentence pairs. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

enum { OPTION_LANGUAGE = 500, OPTION_LINKS, OPTION_TERMS, OPTION_TOKENS, OPTION_LINES, OPTION_COUNT, MOST_FILES = 64 };

typedef struct learn_options {
    common      common;
    const char *files[MOST_FILES];
    size_t      n_files;
    const char *links, *terms;
    bool        lines;
    ct_bitext_options bitext;
    ct_learn_options  learn;
} learn_options;

static const struct argp_option accepted[] = {
    { "links", OPTION_LINKS, "FILE", 0, "Write the word links of each pair there: 'i-j' of its tokens, from 0", 1 },
    { "terms", OPTION_TERMS, "FILE", 0, "Write candidate terms with counts and contexts there", 1 },
    { "one-per-line", OPTION_LINES, NULL, 0, "Two files, whose lines answer each other", 2 },
    { "language", OPTION_LANGUAGE, "es|en", 0, "Of the first column or file; found out when not given", 2 },
    { "tokens", OPTION_TOKENS, NULL, 0, "The texts are cut into words already, parted by spaces", 2 },
    { "min-count", OPTION_COUNT, "N", 0, "Leave out pairs and terms that are linked less often (default: 2)", 2 },
    { 0 }
};

static const char usage[] = "PAIRS...\n--one-per-line FIRST SECOND";
static const char doc[] =
    "Learn which words and terms answer each other in aligned sentences, and write a learned layer of the lexicon. "
    "PAIRS are lines 'source TAB target' or a file that pairs segments (TMX, XLIFF, PO)."
    "\vThe layer has a line for each pair of words: Spanish, English, probability of the English word given the "
    "Spanish one, of the Spanish given the English one, how often they are linked, how often each occurs, and whether "
    "the lexicon knows the pair. The term list has Spanish, English, a note for you to fill in, how often the two are "
    "linked, how often each occurs, and up to two contexts; corrected, it is a termbase for --termbase. The result is "
    "the same whatever the number of threads.\n\n"
    "Examples:\n"
    "  cotejo lexicon learn memory.tmx --output learned.tsv --terms terms.tsv\n"
    "  cotejo lexicon learn pairs.tsv more.tsv --min-count 3 --output learned.tsv\n"
    "  cotejo lexicon learn --one-per-line a.es b.en --links links.txt --output learned.tsv\n"
    "  cotejo audit a.es.txt b.en.txt --learned learned.tsv --termbase terms.tsv\n";

static void parse_count(learn_options *o, const char *arg, struct argp_state *state)
{
    char *end;
    unsigned long n;

    errno = 0;
    n = strtoul(arg, &end, 10);
    if (errno != 0 || *end != '\0' || n == 0 || n > 1000000)
        argp_error(state, "--min-count takes a number from 1 to 1000000, not '%s'", arg);
    o->learn.min_count = (uint32_t)n;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    learn_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &o->common;
        return 0;
    case OPTION_LINKS:  o->links = arg; return 0;
    case OPTION_TERMS:  o->terms = arg; return 0;
    case OPTION_LINES:  o->lines = true; return 0;
    case OPTION_TOKENS: o->learn.tokens = true; return 0;
    case OPTION_COUNT:  parse_count(o, arg, state); return 0;
    case OPTION_LANGUAGE:
        if (!ct_language_parse(arg, &o->bitext.first))
            argp_error(state, "'%s' is no language known here: es or en", arg);
        return 0;
    case ARGP_KEY_ARG:
        if (o->n_files == MOST_FILES)
            argp_error(state, "more than %d files", MOST_FILES);
        else
            o->files[o->n_files++] = arg;
        return 0;
    case ARGP_KEY_END:
        if (o->n_files == 0 || (o->lines && o->n_files != 2))
            argp_error(state, o->lines ? "--one-per-line takes two files" : "sentence pairs are needed");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static void show_progress(const char *what, size_t done, size_t all, void *payload)
{
    progress_show(payload, what, done, all);
}

static ct_status read_pairs(ct_bitext *bitext, const learn_options *o, const ct_lexicon *lexicon, ct_error *err)
{
    ct_bitext_options options = o->bitext;
    ct_status status = CT_OK;

    options.read = o->common.read;
    if (o->lines)
        return ct_bitext_add_lines(bitext, o->files[0], o->files[1], lexicon, &options, err);
    for (size_t i = 0; status == CT_OK && i < o->n_files; i++)
        status = ct_bitext_add_file(bitext, o->files[i], lexicon, &options, err);
    return status;
}

typedef ct_status render(char **bytes, size_t *length, const ct_learned *learned, ct_error *err);

static int write_one(render *make, const char *path, const ct_learned *learned)
{
    char *bytes;
    size_t length;
    ct_error err = { 0 };
    int code;

    if (make(&bytes, &length, learned, &err) != CT_OK)
        return complain(EXIT_INTERNAL, "%s", err.message);
    code = write_product(path, bytes, length);
    free(bytes);
    return code;
}

static int write_all(const learn_options *o, const ct_learned *learned)
{
    int code = write_one(ct_learned_layer, o->common.output, learned);

    if (code == EXIT_CLEAN && o->links != NULL)
        code = write_one(ct_learned_link_lines, o->links, learned);
    if (code == EXIT_CLEAN && o->terms != NULL)
        code = write_one(ct_learned_term_list, o->terms, learned);
    return code;
}

static void say_sums(const learn_options *o, const ct_bitext *bitext, const ct_learned *learned)
{
    size_t pairs, terms;

    ct_learned_pairs(learned, &pairs);
    ct_learned_terms(learned, &terms);
    if (!o->common.quiet)
        complain(0, "learned from %zu sentence pairs: %zu word pairs, %zu terms",
                 ct_bitext_count(bitext) - ct_learned_skipped(learned), pairs, terms);
    if (ct_learned_skipped(learned) > 0)
        complain(0, "passed over %zu sentence pairs: a side is empty or longer than %d words",
                 ct_learned_skipped(learned), CT_LEARN_TOKENS);
}

int lexicon_learn_main(int argc, char **argv)
{
    static const struct argp_child children[] = { { &common_argp, 0, NULL, 0 }, { 0 } };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    learn_options o = { .bitext = { .first = CT_LANGUAGES } };
    ct_bitext *bitext = ct_bitext_new();
    ct_learned *learned = NULL;
    ct_error err = { 0 };
    ct_status status;
    knowledge k;
    int code;

    parse_arguments(&argp, argc, argv, &o);
    if (bitext == NULL)
        return complain(EXIT_INTERNAL, "out of memory");
    code = knowledge_open(&k, &o.common, NULL);
    if (code != EXIT_CLEAN) {
        ct_bitext_free(bitext);
        return code;
    }
    o.learn.jobs = o.common.jobs;
    o.learn.progress = show_progress;
    o.learn.payload = &o.common;
    status = read_pairs(bitext, &o, k.lexicon, &err);
    if (status == CT_OK)
        status = ct_learned_of(&learned, bitext, k.lexicon, &o.learn, &err);
    progress_end(&o.common);
    code = status == CT_OK ? write_all(&o, learned) : complain(exit_of(status), "%s", err.message);
    if (code == EXIT_CLEAN)
        say_sums(&o, bitext, learned);
    ct_learned_free(learned);
    ct_bitext_free(bitext);
    knowledge_close(&k);
    return code;
}
