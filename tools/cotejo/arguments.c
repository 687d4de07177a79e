/* Parsing arguments, with the help in the language of the interface. */
#include <stdlib.h>
#include <string.h>

#include "command.h"

/* What --interface will say, found before anything is parsed: the help may come first. */
static const char *asked_for(int argc, char **argv)
{
    static const char option[] = "--interface";
    size_t n = sizeof option - 1;
    const char *tag = NULL;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], option, n) != 0)
            continue;
        if (argv[i][n] == '=')
            tag = argv[i] + n + 1;
        else if (argv[i][n] == '\0' && i + 1 < argc)
            tag = argv[i + 1];
    }
    return tag;
}

char *said_lines(const char *text, const ct_messages *messages)
{
    char *bytes = NULL, *line;
    size_t len = 0;
    FILE *out = text == NULL ? NULL : open_memstream(&bytes, &len);

    while (out != NULL && *text != '\0') {
        size_t n = strcspn(text, "\n\v");
        line = strndup(text, n);
        if (line != NULL)
            fputs(*line == ' ' ? line : ct_say(messages, line), out);
        free(line);
        text += n;
        if (*text != '\0')
            fputc(*text++, out);
    }
    if (out != NULL && fclose(out) != 0) {
        free(bytes);
        bytes = NULL;
    }
    return bytes;
}

/* A parser with its options, its children and its doc said in the language; NULL when out of memory. */
typedef struct said {
    struct argp         argp;
    struct argp_option *options;
    struct argp_child  *children;    /* each argp is the first member of a `said` */
    char               *doc;
} said;

static void said_free(said *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; s->children != NULL && s->children[i].argp != NULL; i++)
        said_free((said *)(uintptr_t)s->children[i].argp);
    free(s->children);
    free(s->options);
    free(s->doc);
    free(s);
}

static bool say_options(said *s, const struct argp_option *options, const ct_messages *messages)
{
    size_t n = 0;

    while (options != NULL && (options[n].name != NULL || options[n].key != 0 || options[n].doc != NULL))
        n++;
    s->options = calloc(n + 1, sizeof *s->options);
    for (size_t i = 0; s->options != NULL && i < n; i++) {
        s->options[i] = options[i];
        if (options[i].doc != NULL)
            s->options[i].doc = ct_say(messages, options[i].doc);
    }
    s->argp.options = s->options;
    return s->options != NULL;
}

static said *said_of(const struct argp *argp, const ct_messages *messages)
{
    said *s = calloc(1, sizeof *s);
    size_t n = 0;
    bool ok;

    if (s == NULL)
        return NULL;
    s->argp = *argp;
    s->argp.doc = s->doc = said_lines(argp->doc, messages);
    while (argp->children != NULL && argp->children[n].argp != NULL)
        n++;
    s->argp.children = s->children = calloc(n + 1, sizeof *s->children);
    ok = say_options(s, argp->options, messages) && s->children != NULL && (s->doc != NULL || argp->doc == NULL);
    for (size_t i = 0; ok && i < n; i++) {
        said *child = said_of(argp->children[i].argp, messages);
        ok = child != NULL;
        if (!ok)
            break;
        s->children[i] = argp->children[i];
        s->children[i].argp = &child->argp;
    }
    if (ok)
        return s;
    said_free(s);
    return NULL;
}

void parse_arguments(const struct argp *argp, int argc, char **argv, void *input)
{
    ct_messages *messages = NULL;
    said *s = NULL;
    ct_error err = { 0 };
    ct_language language = interface_language(asked_for(argc, argv), false);

    /* whoever needs the words says so if they cannot be read; help in English is better than none */
    if (ct_messages_read(&messages, language, NULL, &err) == CT_OK && messages != NULL)
        s = said_of(argp, messages);
    argp_parse(s != NULL ? &s->argp : argp, argc, argv, 0, NULL, input);
    said_free(s);
    ct_messages_free(messages);
}
