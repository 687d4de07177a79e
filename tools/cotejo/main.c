/* cotejo: hold Spanish and English texts against each other. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

static const command commands[] = {
    { "audit",   "find divergences and missing commitments", audit_main },
    { "align",   "show which passages answer each other, and nothing else", align_main },
    { "decide",  "record what a reviser says of a finding", decide_main },
    { "review",  "go through the findings and decide, on the terminal", review_main },
    { "serve",   "let several people decide in their browsers", serve_main },
    { "lexicon", "build, look up, or measure what cotejo knows of words", lexicon_main },
    { "inspect", "show what was read of a file: encoding, outline, units", inspect_main },
    { "rules",   "explain the rules: what, why, example, known false alarms", rules_main },
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static const char usage[] =
    "Usage: cotejo COMMAND [OPTION...] [ARGUMENT...]\n"
    "Hold a Spanish text and English texts on the same matter against each other:\n"
    "what says the same, what diverges, what one side promises and the other does not.\n\n"
    "Commands:\n";

static const char doc[] =
    "\nExamples:\n"
    "  cotejo audit paper.es.txt plan.en.txt\n"
    "  cotejo audit manifest.yaml --output reports/\n"
    "  cotejo audit paper.es.txt plan.en.txt --fail-on major --format json -o r.json\n"
    "  cotejo review paper.es.txt plan.en.txt\n"
    "  cotejo serve manifest.yaml\n"
    "  cotejo inspect paper.es.txt\n"
    "  cotejo lexicon lookup cooperación\n"
    "  cotejo rules strength-differs\n\n"
    "'cotejo COMMAND --help' tells the options of a command.\n"
    "Exit status: 0 nothing that gates, 1 findings that gate, 2 bad usage,\n"
    "3 input unreadable or invalid, 4 finished but a check could not run,\n"
    "5 internal error.\n";

static void print_lines(FILE *out, const char *text, const ct_messages *messages)
{
    char *said = said_lines(text, messages);

    fputs(said != NULL ? said : text, out);
    free(said);
}

static void print_help(FILE *out)
{
    ct_messages *messages = NULL;
    ct_error err = { 0 };

    (void)ct_messages_read(&messages, interface_language(NULL, false), NULL, &err);      /* without words: English */
    print_lines(out, usage, messages);
    for (int i = 0; i < N_COMMANDS; i++)
        fprintf(out, "  %-9s %s\n", commands[i].name, ct_say(messages, commands[i].summary));
    print_lines(out, doc, messages);
    ct_messages_free(messages);
}

static int run(const command *c, int argc, char **argv)
{
    char name[32];

    snprintf(name, sizeof name, "cotejo %s", c->name);
    argv[0] = name;
    return c->run(argc, argv);
}

int main(int argc, char **argv)
{
    setlocale(LC_MESSAGES, "");
    argp_err_exit_status = EXIT_USAGE;
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return fflush(stdout) == 0 ? EXIT_CLEAN : EXIT_INPUT;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("cotejo " CT_VERSION);
        return EXIT_CLEAN;
    }
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return run(&commands[i], argc - 1, argv + 1);
    return complain(EXIT_USAGE, "there is no command '%s'; 'cotejo --help' lists those there are", argv[1]);
}
