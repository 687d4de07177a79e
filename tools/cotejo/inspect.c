/* `cotejo inspect`: what was read of a file, before anything is compared. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

typedef struct inspect_options { common common; const char *file; ct_language language; const char *from, *to; } inspect_options;

enum { OPTION_LANGUAGE = 400, OPTION_FROM, OPTION_TO };

static const struct argp_option accepted[] = {
    { "language", OPTION_LANGUAGE, "es|en", 0, "Language of the text; found out when not given", 0 },
    { "from", OPTION_FROM, "HEADING", 0, "Only the part that begins with this heading", 0 },
    { "to", OPTION_TO, "HEADING", 0, "Only the part that ends before this heading", 0 },
    { 0 }
};

static const char usage[] = "FILE";
static const char doc[] =
    "Show what was read of a file: encoding, outline and its irregularities, units with role, strength and actor."
    "\vFormats: text; tsv (one unit a line: id, line, first byte, end byte, role, strength, actor, text).\n\n"
    "Examples:\n"
    "  cotejo inspect paper.es.txt\n"
    "  cotejo inspect page.en.txt --from 'Joint Declaration' --to 'Annex' --format tsv\n";

static error_t parse(int key, char *arg, struct argp_state *state)
{
    inspect_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &o->common;
        return 0;
    case OPTION_LANGUAGE:
        if (!ct_language_parse(arg, &o->language))
            argp_error(state, "'%s' is no language known here: es or en", arg);
        return 0;
    case OPTION_FROM: o->from = arg; return 0;
    case OPTION_TO:   o->to = arg; return 0;
    case ARGP_KEY_ARG:
        if (o->file != NULL)
            argp_error(state, "one file at a time");
        o->file = arg;
        return 0;
    case ARGP_KEY_END:
        if (o->file == NULL)
            argp_error(state, "a file is needed");
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* The text form says its words in a language. */
typedef struct printer { FILE *out; const ct_messages *messages; } printer;

static void print_span(FILE *out, const ct_document_reading *reading, ct_span span)
{
    size_t len;
    const char *bytes = ct_text_bytes(ct_document_text(ct_document_reading_document(reading)), &len);
    bool space = true;

    for (uint32_t i = span.start; i < span.end; i++) {
        bool white = strchr(" \t\r\n", bytes[i]) != NULL || (unsigned char)bytes[i] < 0x20;
        if (!white || !space)
            fputc(white ? ' ' : bytes[i], out);
        space = white;
    }
}

static void print_units_tsv(FILE *out, const ct_document_reading *reading)
{
    const ct_statements *statements = ct_document_reading_statements(reading);
    const ct_text *text = ct_document_text(ct_document_reading_document(reading));
    size_t n;
    const ct_unit *units = ct_statements_units(statements, &n);
    uint32_t last = 0, k = 0;

    for (size_t i = 0; i < n; i++) {
        const ct_unit *u = &units[i];
        uint32_t line = ct_text_place(text, u->span.start).line;
        ct_origin origin = ct_text_origin(text, u->span);
        k = line == last ? k + 1 : 1;
        last = line;
        fprintf(out, "%u.%u\t%u\t%u\t%u\t%s\t%s\t%s\t", line, k, line, origin.start, origin.end, ct_role_name(u->role),
                ct_strength_name(u->strength), ct_actor_name(ct_statements_profile(statements), u->actor));
        print_span(out, reading, u->span);
        fputc('\n', out);
    }
}

/* One line of the head: what it is, in a column of its own, and what is there. */
__attribute__((format(printf, 3, 4)))
static void print_field(const printer *p, const char *name, const char *format, ...)
{
    enum { ENGLISH = 9, OTHERS = 12 };
    va_list args;

    write_padded(p->out, ct_say_as(p->messages, "field", name), p->messages == NULL ? ENGLISH : OTHERS);
    va_start(args, format);
    vfprintf(p->out, format, args);
    va_end(args);
    fputc('\n', p->out);
}

static void print_head(const printer *p, const ct_document_reading *reading)
{
    static const char *const sources[] = { "as given", "by its byte order mark", "as declared", "every byte fits",
                                           "guessed" };
    const ct_text *text = ct_document_text(ct_document_reading_document(reading));
    const ct_encoding *encoding = ct_text_encoding(text);
    size_t n;
    const char *const *remarks = ct_document_reading_remarks(reading, &n);

    fprintf(p->out, "%s\n", ct_document_reading_path(reading));
    print_field(p, "title", "%s", ct_document_reading_title(reading));
    print_field(p, "language", "%s", ct_language_tag(ct_document_language(ct_document_reading_document(reading))));
    print_field(p, "encoding", ct_say(p->messages, "%s (%s, confidence %d of 100)"), encoding->name,
                ct_say(p->messages, encoding->replaced > 0 ? "with bytes replaced" : sources[encoding->source]),
                encoding->confidence);
    print_field(p, "bytes", "%llu", (unsigned long long)ct_text_disk_bytes(text));
    print_field(p, "sha256", "%s", ct_text_sha256(text));
    for (size_t i = 0; i < n; i++)
        print_field(p, "remark", "%s", remarks[i]);
}

static void print_irregularities(const printer *p, const ct_document_reading *reading)
{
    static const char *const words[] = {
        [CT_IRREGULAR_NUMBER_JUMP] = "numbering jumps", [CT_IRREGULAR_NUMBER_REPEATED] = "number used twice",
        [CT_IRREGULAR_STYLE_MIXED] = "numbering style changes", [CT_IRREGULAR_HEADING_LOST] = "heading lost",
        [CT_IRREGULAR_STARTS_MIDWAY] = "begins midway", [CT_IRREGULAR_BOOKMARK] = "bookmark left",
        [CT_IRREGULAR_PAGE_BREAK] = "page break in a sentence", [CT_IRREGULAR_PUNCTUATION] = "mark missing",
    };
    const ct_document *document = ct_document_reading_document(reading);
    size_t n;
    const ct_irregularity *all = ct_document_irregularities(document, &n);

    fputc('\n', p->out);
    fprintf(p->out, ct_say(p->messages, "irregularities of the outline: %zu"), n);
    fputc('\n', p->out);
    for (size_t i = 0; i < n; i++) {
        fputs("  ", p->out);
        fprintf(p->out, ct_say(p->messages, "line %-5u"),
                ct_text_place(ct_document_text(document), all[i].span.start).line);
        fputc(' ', p->out);
        write_padded(p->out, ct_say(p->messages, words[all[i].kind]), 26);
        print_span(p->out, reading, (ct_span){ all[i].span.start, all[i].span.end > all[i].span.start + 60
                                               ? all[i].span.start : all[i].span.end });
        fputc('\n', p->out);
    }
}

static void print_units(const printer *p, const ct_document_reading *reading)
{
    const ct_statements *statements = ct_document_reading_statements(reading);
    const ct_document *document = ct_document_reading_document(reading);
    size_t n;
    const ct_section *sections = ct_document_sections(document, &n);
    const ct_unit *units = ct_statements_units(statements, &n);

    fputc('\n', p->out);
    fprintf(p->out, ct_say(p->messages, "units: %zu"), n);
    fputc('\n', p->out);
    for (size_t i = 0; i < n; i++) {
        const ct_unit *u = &units[i];
        bool heading = u->role == CT_ROLE_HEADING;
        fprintf(p->out, "%*s", heading ? (int)(2 * sections[u->section].depth) : 4, "");
        if (!heading)
            fprintf(p->out, "%u %s, %s, %s%s%s: ", ct_text_place(ct_document_text(document), u->span.start).line,
                    ct_say(p->messages, ct_role_name(u->role)), ct_say(p->messages, ct_strength_name(u->strength)),
                    ct_say(p->messages, ct_actor_name(ct_statements_profile(statements), u->actor)),
                    u->actor_inherited ? " " : "", u->actor_inherited ? ct_say(p->messages, "(inherited)") : "");
        print_span(p->out, reading, u->span);
        fputc('\n', p->out);
    }
}

static int write_inspection(const common *c, const ct_document_reading *reading, const ct_messages *messages)
{
    char *bytes = NULL;
    size_t len = 0;
    bool tsv = c->format != NULL && strcmp(c->format, "tsv") == 0;
    FILE *out;
    int code;

    if (c->format != NULL && !tsv && strcmp(c->format, "text") != 0)
        return complain(EXIT_USAGE, "there is no format '%s': text or tsv", c->format);
    out = open_memstream(&bytes, &len);
    if (out == NULL)
        return complain(EXIT_INTERNAL, "out of memory");
    if (tsv) {
        print_units_tsv(out, reading);
    } else {
        const printer p = { out, messages };
        print_head(&p, reading);
        print_irregularities(&p, reading);
        print_units(&p, reading);
    }
    code = fclose(out) == 0 ? write_product(c->output, bytes, len) : complain(EXIT_INTERNAL, "out of memory");
    free(bytes);
    return code;
}

int inspect_main(int argc, char **argv)
{
    static const struct argp_child children[] = { { &common_argp, 0, NULL, 0 }, { 0 } };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    inspect_options o = { .language = CT_LANGUAGES };
    ct_document_reading *reading = NULL;
    ct_error err = { 0 };
    knowledge k;
    int code;

    parse_arguments(&argp, argc, argv, &o);
    o.common.for_programs = o.common.format != NULL && strcmp(o.common.format, "tsv") == 0;
    code = knowledge_open(&k, &o.common, NULL);
    if (code == EXIT_CLEAN) {
        const ct_reading_options options = { .language = o.language, .part = { o.from, o.to }, .read = o.common.read,
                                             .messages = k.messages };
        ct_status status = ct_document_reading_of(&reading, o.file, &options, k.lexicon, k.profile, &err);
        code = status == CT_OK ? write_inspection(&o.common, reading, k.messages)
                               : complain(exit_of(status), "%s", err.message);
    }
    ct_document_reading_free(reading);
    knowledge_close(&k);
    return code;
}
