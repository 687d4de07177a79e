/* `cotejo rules`: what each rule looks for. */
#include <stdlib.h>
#include <string.h>

#include "command.h"

static const char usage[] = "[ID]";
static const char doc[] = "List the rules, or explain one: what it flags, why, what is right, known false alarms, how often it "
    "was right."
    "\vExamples:\n  cotejo rules\n  cotejo rules strength-differs\n  cotejo rules --format html >rules.html\n";

static const struct argp_option accepted[] = {
    { "format", 'f', "NAME", 0, "text, json or html", 0 },
    { 0 }
};

typedef struct rules_options { const char *id, *interface; ct_format format; } rules_options;

static error_t parse(int key, char *arg, struct argp_state *state)
{
    rules_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &o->interface;
        return 0;
    case 'f':
        if (!ct_format_parse(arg, &o->format)
            || (o->format != CT_FORMAT_TEXT && o->format != CT_FORMAT_JSON && o->format != CT_FORMAT_HTML))
            argp_error(state, "rules are listed as text, json or html, not '%s'", arg);
        return 0;
    case ARGP_KEY_ARG:
        if (o->id != NULL)
            argp_error(state, "one rule at a time");
        o->id = arg;
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
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
        if (at > 0 && at + 1 + columns_of(word) > 76) {
            putchar('\n');
            at = 0;
        }
        printf("%s%s", at > 0 ? " " : "  ", word);
        at += columns_of(word) + (at > 0 ? 1 : 2);
        text += n;
        text += strspn(text, " \n");
    }
    putchar('\n');
}

static void print_pair(const char *title, const char *const sides[CT_LANGUAGES])
{
    if (sides[CT_ES] == NULL)
        return;
    print_paragraph(title, sides[CT_ES]);
    printf("  ↔ %s\n", sides[CT_EN]);
}

static void print_precision(const ct_catalogue *c, const ct_check *check, const ct_messages *m)
{
    const ct_catalogue_page *page = ct_catalogue_page_of(c, check);
    double low, high;

    printf("\n%s\n  ", ct_say(m, "Measured precision"));
    if (page->n_judged == 0) {
        printf("%s\n", ct_say(m, "none of its findings was judged yet"));
        return;
    }
    ct_share_interval(page->n_right, page->n_judged, &low, &high);
    printf("%.2f (%.2f–%.2f): ", (double)page->n_right / page->n_judged, low, high);
    printf(ct_say(m, "%u of %u findings that were judged were right (%s)."), page->n_right, page->n_judged,
           ct_say(m, page->judged_on));
    printf("\n");
    if (ct_catalogue_demotes(c, check))
        printf("  %s\n", ct_say(m, "Fewer than half: it starts as neutral, until a profile says otherwise."));
}

static void explain(const ct_check *check, const ct_catalogue *c, const ct_messages *m)
{
    const ct_catalogue_page *page = ct_catalogue_page_of(c, check);

    printf("%s  (%s, %s)\n%s\n", check->id, ct_say_as(m, "class", ct_class_name(check->class)),
           ct_say(m, ct_severity_name(ct_catalogue_severity(c, check))), ct_check_said(check, CT_CHECK_SUMMARY, m));
    print_paragraph(ct_say(m, "Why"), ct_check_said(check, CT_CHECK_WHY, m));
    print_pair(ct_say(m, "Flagged"), page->flagged);
    print_pair(ct_say(m, "Right"), page->right);
    print_paragraph(ct_say(m, "Example"), ct_check_said(check, CT_CHECK_EXAMPLE, m));
    print_paragraph(ct_say(m, "Known false alarms"), ct_check_said(check, CT_CHECK_FALSE_ALARMS, m));
    printf("\n%s\n  MQM %s\n  ITS %s\n", ct_say(m, "Type"), ct_check_mqm(check), ct_check_its(check));
    print_precision(c, check, m);
}

static void list(const ct_catalogue *c, const ct_messages *m)
{
    size_t n;
    const ct_check *const *checks = ct_checks(&n);
    int column = 14;

    for (int class = 0; class < CT_CLASSES; class++) {
        int wide = columns_of(ct_say_as(m, "class", ct_class_name((ct_class)class)));
        column = wide > column ? wide : column;
    }
    for (size_t i = 0; i < n; i++) {
        write_padded(stdout, checks[i]->id, 24);
        write_padded(stdout, ct_say_as(m, "class", ct_class_name(checks[i]->class)), column);
        write_padded(stdout, ct_say(m, ct_severity_name(ct_catalogue_severity(c, checks[i]))), 8);
        printf("%s\n", ct_check_said(checks[i], CT_CHECK_SUMMARY, m));
    }
}

static int render(const rules_options *o, const ct_catalogue *c, const ct_messages *m)
{
    ct_error err = { 0 };
    char *bytes;
    size_t len;
    ct_status status = ct_catalogue_render(&bytes, &len, c, o->id == NULL ? NULL : ct_check_find(o->id), o->format, m, &err);
    int code = status == CT_OK ? write_product(NULL, bytes, len) : complain(exit_of(status), "%s", err.message);

    free(bytes);
    return code;
}

int rules_main(int argc, char **argv)
{
    static const struct argp_child children[] = { { &interface_argp, 0, NULL, 0 }, { 0 } };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    rules_options o = { .format = CT_FORMAT_TEXT };
    ct_messages *messages = NULL;
    ct_catalogue *catalogue = NULL;
    ct_error err = { 0 };
    int code;

    parse_arguments(&argp, argc, argv, &o);
    if (o.id != NULL && ct_check_find(o.id) == NULL)
        return complain(EXIT_USAGE, "there is no rule '%s'; 'cotejo rules' lists those there are", o.id);
    code = interface_open(&messages, o.interface, o.format == CT_FORMAT_JSON);
    if (code != EXIT_CLEAN)
        return code;
    if (ct_catalogue_read(&catalogue, NULL, &err) != CT_OK)
        code = complain(EXIT_INPUT, "%s", err.message);
    else if (o.format != CT_FORMAT_TEXT)
        code = render(&o, catalogue, messages);
    else if (o.id != NULL)
        explain(ct_check_find(o.id), catalogue, messages);
    else
        list(catalogue, messages);
    ct_catalogue_free(catalogue);
    ct_messages_free(messages);
    return code != EXIT_CLEAN || fflush(stdout) == 0 ? code : EXIT_INPUT;
}
