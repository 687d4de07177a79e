/* Options, lexicon, messages and output shared by the commands. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"

enum { OPTION_LOSSY = 256, OPTION_TERMBASE, OPTION_WITHOUT_GENERAL, OPTION_WITHOUT, OPTION_LEARNED, OPTION_INTERFACE };

static const struct argp_option of_product[] = {
    { "output", 'o', "FILE", 0, "Write there instead of to standard output", 1 },
    { "format", 'f', "NAME", 0, "Form of the output; taken from the name of FILE when not given", 1 },
    { 0 }
};

static const struct argp_option of_interface[] = {
    { "interface", OPTION_INTERFACE, "es|en", 0,
      "Language of findings, sums and explanations (default: the environment's; English for programs)", 1 },
    { 0 }
};

static const struct argp_option of_knowledge[] = {
    { "profile", 'p', "FILE", 0, "Parties and names of the region (YAML)", 2 },
    { "termbase", OPTION_TERMBASE, "FILE", 0, "Your terms (TBX or TSV), stronger than all else; may be repeated", 2 },
    { "learned", OPTION_LEARNED, "FILE", 0, "Word pairs that 'cotejo lexicon learn' wrote; may be repeated", 2 },
    { "encoding", 'e', "NAME", 0, "Encoding of the texts; found out when not given", 3 },
    { "lossy", OPTION_LOSSY, NULL, 0, "Replace bytes that cannot be decoded instead of refusing the file", 3 },
    { "jobs", 'j', "N", 0, "Threads (default: one per processor)", 4 },
    { "quiet", 'q', NULL, 0, "No progress and no findings one by one, only sums", 4 },
    { "without", OPTION_WITHOUT, "WHAT", OPTION_HIDDEN,
      "Leave out, for measuring, a lexicon layer (domain, general, cognates) or a feature of links; may be repeated", 4 },
    { "without-general", OPTION_WITHOUT_GENERAL, NULL, OPTION_HIDDEN, "Leave the general dictionary out (measuring)", 4 },
    { 0 }
};

static error_t parse_jobs(common *c, const char *arg, struct argp_state *state)
{
    char *end;
    unsigned long n;

    errno = 0;
    n = strtoul(arg, &end, 10);
    if (errno != 0 || *end != '\0' || n == 0 || n > 64) {
        argp_error(state, "--jobs takes a number from 1 to 64, not '%s'", arg);
        return EINVAL;
    }
    c->jobs = (unsigned)n;
    return 0;
}

static void parse_without(common *c, const char *arg, struct argp_state *state)
{
    uint32_t feature = ct_passage_feature(arg);

    if (strcmp(arg, "general") == 0)
        c->without_general = true;
    else if (strcmp(arg, "domain") == 0)
        c->without_domain = true;
    else if (feature != 0)
        c->without |= feature;
    else
        argp_error(state, "'%s' is no layer of the lexicon and no feature of links", arg);
}

static error_t parse_interface(int key, char *arg, struct argp_state *state)
{
    const char **tag = state->input;
    ct_language language;

    if (key != OPTION_INTERFACE)
        return ARGP_ERR_UNKNOWN;
    if (!ct_language_parse(arg, &language))
        argp_error(state, "'%s' is no language known here: es or en", arg);
    *tag = arg;
    return 0;
}

static error_t parse_product(int key, char *arg, struct argp_state *state)
{
    common *c = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &c->interface;
        return 0;
    case 'o': c->output = arg; return 0;
    case 'f': c->format = arg; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_knowledge(int key, char *arg, struct argp_state *state)
{
    common *c = state->input;

    switch (key) {
    case 'p': c->profile = arg; return 0;
    case 'e': c->read.encoding = arg; return 0;
    case 'j': return parse_jobs(c, arg, state);
    case 'q': c->quiet = true; return 0;
    case OPTION_LOSSY: c->read.lossy = true; return 0;
    case OPTION_WITHOUT: parse_without(c, arg, state); return 0;
    case OPTION_WITHOUT_GENERAL: c->without_general = true; return 0;
    case OPTION_TERMBASE:
        if (c->n_termbases == MOST_TERMBASES)
            argp_error(state, "more than %d termbases", MOST_TERMBASES);
        else
            c->termbases[c->n_termbases++] = arg;
        return 0;
    case OPTION_LEARNED:
        if (c->n_learned == MOST_TERMBASES)
            argp_error(state, "more than %d learned lexicons", MOST_TERMBASES);
        else
            c->learned[c->n_learned++] = arg;
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_common(int key, char *arg, struct argp_state *state)
{
    (void)arg;
    if (key != ARGP_KEY_INIT)
        return ARGP_ERR_UNKNOWN;
    state->child_inputs[0] = state->child_inputs[1] = state->input;
    return 0;
}

const struct argp knowledge_argp = { .options = of_knowledge, .parser = parse_knowledge };
const struct argp interface_argp = { .options = of_interface, .parser = parse_interface };
static const struct argp_child interface_child[] = { { &interface_argp, 0, NULL, 0 }, { 0 } };
const struct argp product_argp = { .options = of_product, .parser = parse_product, .children = interface_child };
static const struct argp_child both[] = { { &product_argp, 0, NULL, 0 }, { &knowledge_argp, 0, NULL, 0 }, { 0 } };
const struct argp common_argp = { .parser = parse_common, .children = both };

/* ---- talk ------------------------------------------------------------------------------------------------ */

int complain(int status, const char *format, ...)
{
    va_list args;

    fputs("cotejo: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return status;
}

int exit_of(ct_status status)
{
    switch (status) {
    case CT_OK:       return EXIT_CLEAN;
    case CT_USAGE:    return EXIT_USAGE;
    case CT_NOMEM:    return EXIT_INTERNAL;
    default:          return EXIT_INPUT;
    }
}

void progress_show(const common *c, const char *what, size_t done, size_t all)
{
    enum { CELLS = 30 };
    size_t full = all == 0 ? CELLS : done * CELLS / all;

    if (c->quiet || !isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r%-24.24s [", what);
    for (size_t i = 0; i < CELLS; i++)
        fputc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "] %zu of %zu  ", done, all);
    fflush(stderr);
}

void progress_end(const common *c)
{
    if (!c->quiet && isatty(STDERR_FILENO))
        fprintf(stderr, "\r%70s\r", "");
}

/* ---- the language of the interface ----------------------------------------------------------------------------- */

ct_language interface_language(const char *asked, bool for_programs)
{
    static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    ct_language language = CT_EN;

    if (asked != NULL && ct_language_parse(asked, &language))
        return language;
    for (size_t i = 0; !for_programs && i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && value[0] != '\0')     /* the first that says anything decides */
            return strncmp(value, "es", 2) == 0 && strchr("_.@-", value[2]) != NULL ? CT_ES : CT_EN;
    }
    return CT_EN;
}

int interface_open(ct_messages **out, const char *asked, bool for_programs)
{
    ct_error err = { 0 };
    ct_status status = ct_messages_read(out, interface_language(asked, for_programs), NULL, &err);

    return status == CT_OK ? EXIT_CLEAN : complain(exit_of(status), "%s", err.message);
}

/* ---- knowledge --------------------------------------------------------------------------------------------- */

void knowledge_progress(const char *what, unsigned percent, void *payload)
{
    progress_show(payload, what, percent, 100);
}

/* Those of the command line, then those of the profile. */
static ct_status take_termbases(const char **out, size_t *n, const common *c, const ct_profile *profile, ct_error *err)
{
    size_t more;
    const char *const *others = ct_profile_termbases(profile, &more);

    if (more > MOST_TERMBASES)
        return ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "'%s' names more than %d termbases", ct_profile_path(profile), MOST_TERMBASES);
    for (*n = 0; *n < c->n_termbases; ++*n)
        out[*n] = c->termbases[*n];
    for (size_t i = 0; i < more; i++)
        out[(*n)++] = others[i];
    return CT_OK;
}

int knowledge_open(knowledge *out, const common *c, const char *profile)
{
    common copy = *c;
    const char *termbases[2 * MOST_TERMBASES];
    ct_lexicon_options lexicon = {
        .termbases = termbases, .learned = c->learned, .n_learned = c->n_learned,
        .without_general = c->without_general,
        .without_domain = c->without_domain,
        .progress = knowledge_progress, .payload = &copy,
    };
    ct_error err = { 0 };
    ct_status status;
    int code;

    *out = (knowledge){ 0 };
    code = interface_open(&out->messages, c->interface, c->for_programs);
    if (code != EXIT_CLEAN)
        return code;
    status = ct_profile_read(&out->profile, c->profile != NULL ? c->profile : profile, ct_data_folder(), &err);
    if (status == CT_OK)
        status = take_termbases(termbases, &lexicon.n_termbases, c, out->profile, &err);
    if (status == CT_OK)
        status = ct_lexicon_open(&out->lexicon, &lexicon, &err);
    progress_end(c);
    if (status == CT_OK)
        return EXIT_CLEAN;
    knowledge_close(out);
    return complain(exit_of(status), "%s", err.message);
}

void knowledge_close(knowledge *k)
{
    ct_profile_free(k->profile);
    ct_lexicon_free(k->lexicon);
    ct_messages_free(k->messages);
    *k = (knowledge){ 0 };
}

/* ---- columns ------------------------------------------------------------------------------------------------- */

int columns_of(const char *s)
{
    int n = 0;

    for (; *s != '\0'; s++)
        n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

void write_padded(FILE *out, const char *s, int width)
{
    int n = columns_of(s);

    fprintf(out, "%s%*s ", s, n < width ? width - n : 0, "");
}

/* ---- product ------------------------------------------------------------------------------------------------- */

static int write_stdout(const char *bytes, size_t len)
{
    if (fwrite(bytes, 1, len, stdout) == len && fflush(stdout) == 0)
        return EXIT_CLEAN;
    return complain(EXIT_INPUT, "cannot write to standard output: %s; the report is cut short", strerror(errno));
}

int write_product(const char *path, const char *bytes, size_t len)
{
    ct_error err = { 0 };

    if (path == NULL)
        return write_stdout(bytes, len);
    if (ct_output_write(path, bytes, len, &err) != CT_OK)
        return complain(EXIT_INPUT, "%s", err.message);
    return EXIT_CLEAN;
}
