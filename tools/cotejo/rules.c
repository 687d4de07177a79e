/* `cotejo rules`: what each rule looks for. */
#include <string.h>

#include "command.h"

static const char usage[] = "[ID]";
static const char doc[] = "List the rules, or explain one: what it flags, why, an example, known false alarms."
    "\vExamples:\n  cotejo rules\n  cotejo rules strength-differs\n";

typedef struct rules_options { const char *id, *interface; } rules_options;

static error_t parse(int key, char *arg, struct argp_state *state)
{
    rules_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &o->interface;
        return 0;
    case ARGP_KEY_ARG:
        if (o->id != NULL)
            argp_error(state, "one rule at a time");
        o->id = arg;
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* Columns of a text, counting code points. */
static int columns(const char *s)
{
    int n = 0;

    for (; *s != '\0'; s++)
        n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

static void print_padded(const char *s, int width)
{
    int n = columns(s);

    printf("%s%*s ", s, n < width ? width - n : 0, "");
}

/* Broken at spaces into lines of 78 columns. */
static void print_paragraph(const char *title, const char *text)
{
    char word[256];
    int at = 0;

    printf("\n%s\n", title);
    while (*text != '\0') {
        size_t n = strcspn(text, " \n");
        snprintf(word, sizeof word, "%.*s", (int)n, text);
        if (at > 0 && at + 1 + columns(word) > 76) {
            putchar('\n');
            at = 0;
        }
        printf("%s%s", at > 0 ? " " : "  ", word);
        at += columns(word) + (at > 0 ? 1 : 2);
        text += n;
        text += strspn(text, " \n");
    }
    putchar('\n');
}

static void explain(const ct_check *c, const ct_messages *m)
{
    printf("%s  (%s, %s)\n%s\n", c->id, ct_say_as(m, "class", ct_class_name(c->class)), ct_say(m, ct_severity_name(c->severity)),
           ct_check_said(c, CT_CHECK_SUMMARY, m));
    print_paragraph(ct_say(m, "Why"), ct_check_said(c, CT_CHECK_WHY, m));
    print_paragraph(ct_say(m, "Example"), ct_check_said(c, CT_CHECK_EXAMPLE, m));
    print_paragraph(ct_say(m, "Known false alarms"), ct_check_said(c, CT_CHECK_FALSE_ALARMS, m));
}

static void list(const ct_messages *m)
{
    size_t n;
    const ct_check *const *checks = ct_checks(&n);
    int column = 14;

    for (int class = 0; class < CT_CLASSES; class++) {
        int wide = columns(ct_say_as(m, "class", ct_class_name((ct_class)class)));
        column = wide > column ? wide : column;
    }
    for (size_t i = 0; i < n; i++) {
        print_padded(checks[i]->id, 24);
        print_padded(ct_say_as(m, "class", ct_class_name(checks[i]->class)), column);
        print_padded(ct_say(m, ct_severity_name(checks[i]->severity)), 8);
        printf("%s\n", ct_check_said(checks[i], CT_CHECK_SUMMARY, m));
    }
}

int rules_main(int argc, char **argv)
{
    static const struct argp_child children[] = { { &interface_argp, 0, NULL, 0 }, { 0 } };
    static const struct argp argp = { NULL, parse, usage, doc, children, NULL, NULL };
    rules_options o = { 0 };
    ct_messages *messages = NULL;
    int code;

    argp_parse(&argp, argc, argv, 0, NULL, &o);
    if (o.id != NULL && ct_check_find(o.id) == NULL)
        return complain(EXIT_USAGE, "there is no rule '%s'; 'cotejo rules' lists those there are", o.id);
    code = interface_open(&messages, o.interface, false);
    if (code != EXIT_CLEAN)
        return code;
    if (o.id != NULL)
        explain(ct_check_find(o.id), messages);
    else
        list(messages);
    ct_messages_free(messages);
    return fflush(stdout) == 0 ? EXIT_CLEAN : EXIT_INPUT;
}
