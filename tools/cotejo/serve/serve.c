/* `cotejo serve`: the reviser's desk for several people at once. */
#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "http.h"

enum { OPTION_PORT = 800, OPTION_LISTEN, OPTION_ORIGIN, OPTION_FAIL_ON, OPTION_BASELINE, USUAL_PORT = 8407 };

typedef struct serve_options {
    common          common;
    subject_options subject;
    const char     *listen, *origin, *baseline;
    unsigned        port;      /* 0: the usual one, or any if that is taken */
    bool            gates;
    ct_severity     fail_on;
} serve_options;

static const struct argp_option accepted[] = {
    { "port", OPTION_PORT, "N", 0, "Port (default: 8407, or any that is free)", 0 },
    { "listen", OPTION_LISTEN, "ADDRESS", 0, "Also answer others than this machine, at this numeric address of it", 0 },
    { "origin", OPTION_ORIGIN, "URL", 0, "The outer address when a proxy stands before: https://desk.example.org", 0 },
    { "baseline", OPTION_BASELINE, "REPORT.json", 0, "Mark as new what this earlier report had not", 0 },
    { "fail-on", OPTION_FAIL_ON, "SEVERITY", 0, "Show a gate: findings of at least neutral, minor, major or critical", 0 },
    { 0 }
};

static const char usage[] = "SOURCE TARGET\nMANIFEST.yaml\n--bitext PAIRS.tsv";
static const char doc[] =
    "Serve the reviser's desk to several people: each decides in a browser, sees what the others decide, and every decision is "
    "in the file of decisions before it counts."
    "\vThe address is printed on standard output; it lets one browser in, and a fresh one is printed then. Texts are read once, at "
    "the start. Ctrl-C stops.\n\n"
    "Examples:\n"
    "  cotejo serve paper.es.txt plan.en.txt\n"
    "  cotejo serve manifest.yaml --texts ~/texts --decisions ~/review/decisions.jsonl\n"
    "  cotejo serve manifest.yaml --origin https://desk.example.org     behind a proxy with TLS\n";

static void parse_port(serve_options *o, const char *arg, struct argp_state *state)
{
    char *end;
    unsigned long n = strtoul(arg, &end, 10);

    if (*end != '\0' || n == 0 || n > 65535)
        argp_error(state, "--port takes a number from 1 to 65535, not '%s'", arg);
    else
        o->port = (unsigned)n;
}

static void parse_origin(serve_options *o, const char *arg, struct argp_state *state)
{
    const char *host = strncmp(arg, "https://", 8) == 0 ? arg + 8 : strncmp(arg, "http://", 7) == 0 ? arg + 7 : "/";

    if (host[0] == '\0' || strlen(host) > 250 || strpbrk(host, "/?#@ ") != NULL)
        argp_error(state, "--origin takes https:// and a host, without a path, not '%s'", arg);
    o->origin = arg;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    serve_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        o->subject.common = &o->common;
        state->child_inputs[0] = &o->subject;
        state->child_inputs[1] = &o->common.interface;
        return 0;
    case OPTION_PORT:   parse_port(o, arg, state); return 0;
    case OPTION_LISTEN: o->listen = arg; return 0;
    case OPTION_BASELINE: o->baseline = arg; return 0;
    case OPTION_ORIGIN: parse_origin(o, arg, state); return 0;
    case OPTION_FAIL_ON:
        o->gates = true;
        if (!ct_severity_parse(arg, &o->fail_on))
            argp_error(state, "--fail-on takes neutral, minor, major or critical, not '%s'", arg);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* ---- the socket ----------------------------------------------------------------------------------------------------- */

/* A socket that listens; -1 with errno. */
static int listen_at(const struct addrinfo *at)
{
    int on = 1, fd = socket(at->ai_family, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, 512) == 0)
        return fd;
    on = errno;
    close(fd);
    errno = on;
    return -1;
}

static unsigned port_of(int fd)
{
    struct sockaddr_storage at;
    socklen_t n = sizeof at;
    char port[8] = "0";

    if (getsockname(fd, (struct sockaddr *)&at, &n) == 0)
        getnameinfo((const struct sockaddr *)&at, n, NULL, 0, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    return (unsigned)strtoul(port, NULL, 10);
}

/* Loopback unless told otherwise; what went wrong is printed. */
static int open_socket(const serve_options *o, unsigned *port)
{
    const struct addrinfo hints = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE, .ai_socktype = SOCK_STREAM };
    const char *address = o->listen != NULL ? o->listen : "127.0.0.1";
    struct addrinfo *found = NULL;
    char text[16];
    int fd = -1;

    snprintf(text, sizeof text, "%u", o->port != 0 ? o->port : (unsigned)USUAL_PORT);
    if (getaddrinfo(address, text, &hints, &found) != 0) {
        complain(0, "'%s' is no numeric address to listen at", address);
        return -1;
    }
    fd = listen_at(found);
    if (fd < 0 && errno == EADDRINUSE && o->port == 0) {
        freeaddrinfo(found);
        found = NULL;
        if (getaddrinfo(address, "0", &hints, &found) == 0)
            fd = listen_at(found);
    }
    if (fd < 0)
        complain(0, "cannot listen at %s, port %s: %s", address, text, strerror(errno));
    else
        *port = port_of(fd);
    if (found != NULL)
        freeaddrinfo(found);
    return fd;
}

/* ---- serving -------------------------------------------------------------------------------------------------------- */

static bool say_address(door *d)
{
    char token[SECRET];

    return door_invite(d, token) && printf("%s/?token=%s\n", door_address(d), token) > 0 && fflush(stdout) == 0;
}

/* Until a signal ends it. Whenever an address was used, the next is printed. */
static int wait_for_the_end(door *d, const sigset_t *signals)
{
    const struct timespec moment = { .tv_nsec = 200000000 };
    size_t entered = 0;
    int code = EXIT_CLEAN;

    while (code == EXIT_CLEAN && sigtimedwait(signals, NULL, &moment) < 0) {
        size_t n = door_entered(d);
        if (n != entered && !say_address(d))
            code = complain(EXIT_INTERNAL, "no further address can be told");
        entered = n;
    }
    return code;
}

static int serve(const serve_options *o, const subject *s, const char *decisions, const sigset_t *signals)
{
    char date[11];
    const ct_report_options report = {
        .format = CT_FORMAT_HTML, .served = true, .gates = o->gates, .fail_on = o->fail_on,
        .messages = s->knowledge.messages,
        .title = s->manifest != NULL ? ct_manifest_title(s->manifest) : NULL,
    };
    ct_error err = { 0 };
    unsigned port = 0;
    int code = EXIT_INPUT, listening = open_socket(o, &port);
    http_parts parts = { 0 };
    http *server = NULL;

    if (listening < 0)
        return code;
    parts.door = door_open(port, o->listen, o->origin);
    parts.pages = pages_open(s, decisions, o->baseline, subject_today(&o->subject, date), &report);
    if (parts.door == NULL || parts.pages == NULL || journal_open(&parts.journal, decisions, &err) != CT_OK) {
        close(listening);
        code = complain(EXIT_INTERNAL, "out of memory");
    } else if ((server = http_open(listening, &parts)) == NULL) {
        code = complain(EXIT_INTERNAL, "the server does not start");
    } else {
        if (o->listen != NULL)
            complain(0, "whoever reaches %s can read what is sent: it is not encrypted; a proxy with TLS and --origin is safer",
                     o->listen);
        complain(0, "decisions go to '%s'; Ctrl-C stops", decisions);
        code = say_address(parts.door) ? wait_for_the_end(parts.door, signals)
                                       : complain(EXIT_INTERNAL, "the address cannot be told");
    }
    http_close(server);
    journal_close(parts.journal);
    pages_close(parts.pages);
    door_close(parts.door);
    return code;
}

int serve_main(int argc, char **argv)
{
    static const struct argp_child children[] = {
        { &subject_argp, 0, NULL, 0 }, { &interface_argp, 0, NULL, 0 }, { 0 }
    };
    static const struct argp argp = { accepted, parse, usage, doc, children, NULL, NULL };
    serve_options o = { .subject.languages = { CT_LANGUAGES, CT_LANGUAGES } };
    subject s = { 0 };
    ct_decisions *decisions = NULL;
    ct_error err = { 0 };
    sigset_t signals;
    char *path;
    int code;

    argp_parse(&argp, argc, argv, 0, NULL, &o);
    path = subject_decisions(&o.subject);
    code = path == NULL ? complain(EXIT_INTERNAL, "out of memory") : subject_open(&s, &o.subject);
    if (code == EXIT_CLEAN && ct_decisions_read(&decisions, path, &err) != CT_OK)      /* said before anybody comes */
        code = complain(EXIT_INPUT, "%s", err.message);
    ct_decisions_free(decisions);
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    if (code == EXIT_CLEAN) {
        pthread_sigmask(SIG_BLOCK, &signals, NULL);      /* of all threads: one waits for them */
        code = serve(&o, &s, path, &signals);
    }
    subject_close(&s);
    free(path);
    return code;
}
