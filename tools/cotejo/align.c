/* `cotejo align`: which passages answer each other. */
#include <stdlib.h>
#include <string.h>

#include "align_lines.h"

typedef struct align_options {
    common        common;
    lines_options lines;
    ct_pair_kind  kind;
    const char   *arguments[2];
    unsigned      n_arguments;
} align_options;

enum { OPTION_LINES = 512, OPTION_PARAGRAPHS, OPTION_SOURCE_LANGUAGE, OPTION_TARGET_LANGUAGE, OPTION_KIND, OPTION_EXPLAIN };

static const struct argp_option accepted[] = {
    { "one-per-line", OPTION_LINES, NULL, 0, "The texts are translations with one sentence a line: align the lines", 1 },
    { "paragraphs", OPTION_PARAGRAPHS, NULL, 0, "The texts are translations: align paragraphs, parted by blank lines", 1 },
    { "kind", OPTION_KIND, "KIND", 0, "translation or comparable; found out when not given", 1 },
    { "explain", OPTION_EXPLAIN, NULL, 0,
      "Of a translation: say why, bead by bead: the words that met, the lengths, what comes nearest to what is alone", 1 },
    { "source-language", OPTION_SOURCE_LANGUAGE, "TAG", 0, "es or en; found out when not given", 2 },
    { "target-language", OPTION_TARGET_LANGUAGE, "TAG", 0, "es or en; found out when not given", 2 },
    { 0 }
};

static error_t parse_language(ct_language *out, const char *tag, struct argp_state *state)
{
    if (!ct_language_parse(tag, out))
        argp_error(state, "'%s' is neither Spanish (es) nor English (en)", tag);
    return 0;
}

static const char usage[] = "SOURCE TARGET";
static const char doc[] =
    "Show which passages of two texts answer each other, with the score of each link."
    "\vOf a translation, its sentences: text, json or tmx; beads, of the paragraphs between blank lines (numbers from 0: "
    "source:target, probability, kind). Of comparable texts: text; tsv (kind, score, source lines, target lines, source text, "
    "target text); json (as `audit`, without findings).\n\n"
    "Examples:\n"
    "  cotejo align paper.es.txt plan.en.txt\n"
    "  cotejo align paper.es.txt plan.en.txt --format tsv --output links.tsv\n"
    "  cotejo align bulletin.es.txt bulletin.en.txt --explain\n"
    "  cotejo align --one-per-line --format beads bulletin.es bulletin.en\n";

static error_t parse(int key, char *arg, struct argp_state *state)
{
    align_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &o->common;
        return 0;
    case OPTION_LINES:
    case OPTION_PARAGRAPHS:
        o->lines.wanted = true;
        o->lines.kind = key == OPTION_LINES ? CT_STRAND_SENTENCES : CT_STRAND_PARAGRAPHS;
        return 0;
    case OPTION_EXPLAIN: o->lines.explain = true; return 0;
    case OPTION_KIND:
        o->kind = strcmp(arg, "translation") == 0 ? CT_PAIR_TRANSLATION : CT_PAIR_COMPARABLE;
        if (strcmp(arg, ct_pair_kind_name(o->kind)) != 0)
            argp_error(state, "--kind takes translation or comparable, not '%s'", arg);
        return 0;
    case OPTION_SOURCE_LANGUAGE: return parse_language(&o->lines.language[0], arg, state);
    case OPTION_TARGET_LANGUAGE: return parse_language(&o->lines.language[1], arg, state);
    case ARGP_KEY_ARG:
        if (o->n_arguments == 2)
            argp_error(state, "too many arguments: two texts");
        else
            o->arguments[o->n_arguments++] = arg;
        return 0;
    case ARGP_KEY_END:
        if (o->n_arguments != 2)
            argp_error(state, "two texts are needed");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* ---- links as lines -------------------------------------------------------------------------------------- */

/* The text of a unit on one line. */
static void print_text(FILE *out, const ct_document_reading *reading, const ct_unit *unit)
{
    size_t len;
    const char *bytes = ct_text_bytes(ct_document_text(ct_document_reading_document(reading)), &len);
    bool space = false;

    for (uint32_t i = unit->span.start; i < unit->span.end; i++) {
        bool white = strchr(" \t\r\n", bytes[i]) != NULL;
        if (!white || !space)
            fputc(white ? ' ' : bytes[i], out);
        space = white;
    }
}

static void print_side(FILE *out, const ct_links *links, const ct_link *link, const ct_document_reading *reading,
                       ct_side side, bool text)
{
    size_t n;
    const uint32_t *units = ct_links_units(links, &n) + link->first_unit[side];
    const ct_unit *all = ct_statements_units(ct_links_side(links, side), &n);
    const ct_text *file = ct_document_text(ct_document_reading_document(reading));

    for (uint32_t k = 0; k < link->n_units[side]; k++) {
        if (k > 0)
            fputs(text ? " " : ",", out);
        if (text)
            print_text(out, reading, &all[units[k]]);
        else
            fprintf(out, "%u", ct_text_place(file, all[units[k]].span.start).line);
    }
}

static void print_links(FILE *out, const ct_audit *audit, bool tsv, const ct_messages *messages)
{
    const ct_links *links = ct_audit_links(audit);
    size_t n;
    const ct_link *all = ct_links_all(links, &n);

    for (size_t i = 0; i < n; i++) {
        fprintf(out, tsv ? "%s\t%.3f" : "\n%s %.2f",
                tsv ? ct_link_kind_name(all[i].kind) : ct_say(messages, ct_link_kind_name(all[i].kind)),
                (double)all[i].score);
        for (int side = 0; tsv && side < CT_SIDES; side++) {
            fputc('\t', out);
            print_side(out, links, &all[i], ct_audit_side(audit, (ct_side)side), (ct_side)side, false);
        }
        for (int side = 0; side < CT_SIDES; side++) {
            fputs(tsv ? "\t" : "\n  ", out);
            if (!tsv) {
                print_side(out, links, &all[i], ct_audit_side(audit, (ct_side)side), (ct_side)side, false);
                fputs(": ", out);
            }
            print_side(out, links, &all[i], ct_audit_side(audit, (ct_side)side), (ct_side)side, true);
        }
        fputc('\n', out);
    }
}

static int write_links(const common *c, const ct_audit *audit, const ct_messages *messages)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out;
    int code;

    if (c->format != NULL && strcmp(c->format, "json") == 0) {
        const ct_report_options options = { .format = CT_FORMAT_JSON, .messages = messages };
        ct_error err = { 0 };
        ct_status status = ct_report_render(&bytes, &len, &audit, 1, &options, &err);
        if (status != CT_OK)
            return complain(exit_of(status), "%s", err.message);
    } else if (c->format == NULL || strcmp(c->format, "text") == 0 || strcmp(c->format, "tsv") == 0) {
        out = open_memstream(&bytes, &len);
        if (out == NULL)
            return complain(EXIT_INTERNAL, "out of memory");
        print_links(out, audit, c->format != NULL && strcmp(c->format, "tsv") == 0, messages);
        if (fclose(out) != 0) {
            free(bytes);
            return complain(EXIT_INTERNAL, "out of memory");
        }
    } else {
        return complain(EXIT_USAGE, "there is no format '%s': text, tsv or json", c->format);
    }
    code = write_product(c->output, bytes, len);
    free(bytes);
    return code;
}

int align_main(int argc, char **argv)
{
    static const struct argp_child children[] = { { &common_argp, 0, NULL, 0 }, { 0 } };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    ct_audit_options options = { .links_only = true };
    align_options o = { .lines = { .language = { CT_LANGUAGES, CT_LANGUAGES } } };
    ct_document_reading *readings[CT_SIDES] = { NULL, NULL };
    ct_audit *audit = NULL;
    ct_error err = { 0 };
    ct_status status = CT_OK;
    knowledge k;
    int code;

    parse_arguments(&argp, argc, argv, &o);
    options.without = o.common.without;
    options.kind = o.kind != CT_PAIR_UNDECIDED || o.common.format == NULL
        || (strcmp(o.common.format, "beads") != 0 && strcmp(o.common.format, "tmx") != 0) ? o.kind : CT_PAIR_TRANSLATION;
    o.common.for_programs = o.common.format != NULL && strcmp(o.common.format, "text") != 0;
    if (o.lines.wanted)
        return align_lines(&o.common, &o.lines, o.arguments);
    code = knowledge_open(&k, &o.common, NULL);
    options.messages = k.messages;
    if (code != EXIT_CLEAN)
        return code;
    for (int side = 0; status == CT_OK && side < CT_SIDES; side++) {
        const ct_reading_options reading = { .language = o.lines.language[side], .read = o.common.read, .messages = k.messages };
        status = ct_document_reading_of(&readings[side], o.arguments[side], &reading, k.lexicon, k.profile, &err);
    }
    if (status == CT_OK)
        status = ct_audit_of(&audit, readings[CT_SOURCE], readings[CT_TARGET], &options, &err);
    code = status != CT_OK ? complain(exit_of(status), "%s", err.message)
        : ct_audit_beads(audit) != NULL ? documents_write(&o.common, audit, (beads_style){ k.messages, o.lines.explain, true })
        : write_links(&o.common, audit, k.messages);
    ct_audit_free(audit);
    for (int side = 0; side < CT_SIDES; side++)
        ct_document_reading_free(readings[side]);
    knowledge_close(&k);
    return code;
}
