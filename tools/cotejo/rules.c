/* `cotejo rules`: what each rule looks for. */
#include <string.h>

#include "command.h"

static const char usage[] = "[ID]";
static const char doc[] = "List the rules, or explain one: what it flags, why, an example, known false alarms."
    "\vExamples:\n  cotejo rules\n  cotejo rules strength-differs\n";

static error_t parse(int key, char *arg, struct argp_state *state)
{
    const char **id = state->input;

    switch (key) {
    case ARGP_KEY_ARG:
        if (*id != NULL)
            argp_error(state, "one rule at a time");
        *id = arg;
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* Broken at spaces into lines of 78 columns. */
static void print_paragraph(const char *title, const char *text)
{
    size_t at = 0;

    printf("\n%s\n", title);
    while (*text != '\0') {
        size_t n = strcspn(text, " \n");
        if (at > 0 && at + 1 + n > 76) {
            putchar('\n');
            at = 0;
        }
        at += (size_t)printf("%s%.*s", at > 0 ? " " : "  ", (int)n, text);
        text += n;
        text += strspn(text, " \n");
    }
    putchar('\n');
}

static void explain(const ct_check *c)
{
    printf("%s  (%s, %s)\n%s\n", c->id, ct_class_name(c->class), ct_severity_name(c->severity), c->summary);
    print_paragraph("Why", c->why);
    print_paragraph("Example", c->example);
    print_paragraph("Known false alarms", c->false_alarms);
}

int rules_main(int argc, char **argv)
{
    static const struct argp argp = { NULL, parse, usage, doc, NULL, NULL, NULL };
    const char *id = NULL;
    size_t n;
    const ct_check *const *checks = ct_checks(&n);

    argp_parse(&argp, argc, argv, 0, NULL, &id);
    if (id != NULL && ct_check_find(id) == NULL)
        return complain(EXIT_USAGE, "there is no rule '%s'; 'cotejo rules' lists those there are", id);
    if (id != NULL)
        explain(ct_check_find(id));
    for (size_t i = 0; id == NULL && i < n; i++)
        printf("%-24s %-14s %-8s %s\n", checks[i]->id, ct_class_name(checks[i]->class),
               ct_severity_name(checks[i]->severity), checks[i]->summary);
    return fflush(stdout) == 0 ? EXIT_CLEAN : EXIT_INPUT;
}
