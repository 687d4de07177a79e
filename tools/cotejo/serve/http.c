/* Requests.
 *
 *   GET  /?token=SECRET     trades a token for a session, once
 *   GET  / , /NAME.html     the index, a desk
 *   GET  /decisions?from=R.N   lines of the file of decisions behind place R.N (see journal.h)
 *   POST /decisions         lines to be added
 *   POST /invite            an address that lets one more browser in
 *
 * Each is looked at by its headers before anything else of it is taken: the name of the host (a foreign name bent to this
 * address), the session, the rate; a post also by its origin (a foreign page), its type and its length. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <microhttpd.h>

#include "http.h"

enum { MOST_BODY = 1 << 20, THREADS = 4, CONNECTIONS = 1000, SECONDS = 30, HEADERS = 16 << 10 };

struct http {
    http_parts         parts;
    struct MHD_Daemon *daemon;
};

/* A post under way. */
typedef struct request { size_t n, size; char body[]; } request;

typedef struct MHD_Connection connection;

/* ---- answers ------------------------------------------------------------------------------------------------------ */

/* Headers that every answer has. `bytes` is malloc'ed and given away; NULL: out of memory. */
static struct MHD_Response *response_of(char *bytes, size_t len, const char *type)
{
    static const char *const headers[][2] = {
        { "Cache-Control", "no-store" }, { "X-Content-Type-Options", "nosniff" }, { "X-Frame-Options", "DENY" },
        { "Referrer-Policy", "no-referrer" }, { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Cross-Origin-Opener-Policy", "same-origin" }, { "Content-Security-Policy", "frame-ancestors 'none'" },
    };
    struct MHD_Response *r = bytes == NULL ? NULL : MHD_create_response_from_buffer(len, bytes, MHD_RESPMEM_MUST_FREE);

    if (r == NULL) {
        free(bytes);
        return NULL;
    }
    MHD_add_response_header(r, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(r, headers[i][0], headers[i][1]);
    return r;
}

static enum MHD_Result send_response(connection *c, unsigned code, struct MHD_Response *r)
{
    enum MHD_Result result;

    if (r == NULL)
        return MHD_NO;
    result = MHD_queue_response(c, code, r);
    MHD_destroy_response(r);
    return result;
}

/* A line of text. */
static enum MHD_Result say(connection *c, unsigned code, const char *format, ...) __attribute__((format(printf, 3, 4)));

static enum MHD_Result say(connection *c, unsigned code, const char *format, ...)
{
    enum { MOST = 1000 };
    char *text = malloc(MOST);
    struct MHD_Response *r;
    va_list args;

    if (text == NULL)
        return MHD_NO;
    va_start(args, format);
    vsnprintf(text, MOST, format, args);
    va_end(args);
    r = response_of(text, strlen(text), "text/plain; charset=utf-8");
    if (r != NULL && code == MHD_HTTP_TOO_MANY_REQUESTS)
        MHD_add_response_header(r, MHD_HTTP_HEADER_RETRY_AFTER, "1");
    return send_response(c, code, r);
}

static enum MHD_Result fail(connection *c, ct_status status, const ct_error *err)
{
    unsigned code = status == CT_USAGE ? MHD_HTTP_BAD_REQUEST : status == CT_MISSING ? MHD_HTTP_NOT_FOUND
                  : MHD_HTTP_INTERNAL_SERVER_ERROR;

    return say(c, code, "%s\n", err->message);
}

/* ---- getting ------------------------------------------------------------------------------------------------------- */

/* The browser goes on from a page of ours: a cookie of ours would not go with a step that began at a foreign page. */
static enum MHD_Result enter(http *h, connection *c, const char *token)
{
    static const char page[] = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>cotejo</title>"
        "<link rel=\"icon\" href=\"data:,\">"
        "<meta http-equiv=\"refresh\" content=\"0;url=/\"><p><a href=\"/\">cotejo</a>";
    char session[SECRET], cookie[160];
    struct MHD_Response *r;

    if (!door_enter(h->parts.door, token, session))
        return say(c, MHD_HTTP_FORBIDDEN, "This address was used already, or is not good: each lets one browser in. The server "
                   "prints a fresh one.\nEsta dirección ya se usó o no vale: cada una deja entrar a un solo navegador. El "
                   "servidor muestra otra.\n");
    snprintf(cookie, sizeof cookie, "%s=%s; HttpOnly; SameSite=Strict; Path=/%s", door_cookie(h->parts.door), session,
             door_secure(h->parts.door) ? "; Secure" : "");
    r = response_of(strdup(page), sizeof page - 1, "text/html; charset=utf-8");
    if (r != NULL)
        MHD_add_response_header(r, MHD_HTTP_HEADER_SET_COOKIE, cookie);
    return send_response(c, MHD_HTTP_OK, r);
}

static enum MHD_Result get_decisions(http *h, connection *c)
{
    const char *from = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "from");
    journal_place place = { 0 };
    ct_error err = { 0 };
    struct MHD_Response *r;
    char *lines, at[64];
    size_t len;
    bool whole = true;
    ct_status status;

    if (from != NULL && sscanf(from, "%9u.%18zu", &place.round, &place.offset) != 2)
        return say(c, MHD_HTTP_BAD_REQUEST, "'from' is a place as the server told it\n");
    status = journal_since(h->parts.journal, place, &lines, &len, &whole, &place, &err);
    if (status != CT_OK)
        return fail(c, status, &err);
    snprintf(at, sizeof at, "%u.%zu", place.round, place.offset);
    r = response_of(lines, len, "application/x-ndjson; charset=utf-8");
    if (r != NULL) {
        MHD_add_response_header(r, "Cotejo-At", at);
        MHD_add_response_header(r, "Cotejo-Whole", whole ? "1" : "0");
    }
    return send_response(c, MHD_HTTP_OK, r);
}

static enum MHD_Result get_page(http *h, connection *c, const char *url)
{
    journal_place now;
    ct_error err = { 0 };
    char *none, *bytes = NULL;
    size_t len = 0;
    bool whole;
    ct_status status = journal_since(h->parts.journal, (journal_place){ UINT32_MAX, SIZE_MAX }, &none, &len, &whole, &now, &err);

    free(none);
    if (status == CT_OK)
        status = pages_get(h->parts.pages, url, now, &bytes, &len, &err);
    if (status != CT_OK)
        return fail(c, status, &err);
    return send_response(c, MHD_HTTP_OK, response_of(bytes, len, "text/html; charset=utf-8"));
}

static enum MHD_Result answer_get(http *h, connection *c, const char *url)
{
    return strcmp(url, "/decisions") == 0 ? get_decisions(h, c) : get_page(h, c, url);
}

/* ---- posting ------------------------------------------------------------------------------------------------------- */

static ct_status check_posted(const ct_decisions *decisions, ct_error *err)
{
    enum { NAME = 200, WORDS = 16000 };
    size_t n;
    const ct_decision *all = ct_decisions_all(decisions, &n);

    for (size_t i = 0; i < n; i++) {
        const ct_decision *d = &all[i];
        const char *const names[] = { d->finding, d->by, d->at, d->rule }, *const words[] = { d->reason, d->text, d->unit };
        bool fits = true;
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            fits = fits && (names[k] == NULL || strlen(names[k]) <= NAME);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            fits = fits && (words[k] == NULL || strlen(words[k]) <= WORDS);
        if (!fits)
            return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "line %u: too long", d->line);
    }
    return CT_OK;
}

static enum MHD_Result post_decisions(http *h, connection *c, const request *r)
{
    ct_decisions *decisions;
    ct_error err = { 0 };
    size_t kept = 0, n;
    ct_status status = ct_decisions_parse(&decisions, "post", r->body, r->n, &err);

    if (status != CT_OK)      /* what was sent is at fault, and not the file */
        return say(c, MHD_HTTP_BAD_REQUEST, "%s\n", err.message);
    ct_decisions_all(decisions, &n);
    status = check_posted(decisions, &err);
    if (status == CT_OK)
        status = journal_append(h->parts.journal, decisions, &kept, &err);
    ct_decisions_free(decisions);
    return status == CT_OK ? say(c, MHD_HTTP_OK, "%zu written, %zu there already\n", kept, n - kept) : fail(c, status, &err);
}

static enum MHD_Result post_invite(http *h, connection *c)
{
    char token[SECRET];

    if (!door_invite(h->parts.door, token))
        return say(c, MHD_HTTP_INTERNAL_SERVER_ERROR, "no randomness is to be had\n");
    return say(c, MHD_HTTP_OK, "%s/?token=%s\n", door_address(h->parts.door), token);
}

static enum MHD_Result answer_post(http *h, connection *c, const char *url, const request *r)
{
    return strcmp(url, "/decisions") == 0 ? post_decisions(h, c, r) : post_invite(h, c);
}

/* ---- what may pass --------------------------------------------------------------------------------------------------- */

static const char *header(connection *c, const char *name)
{
    return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

/* A page of another origin made the browser ask; going to one of our pages by a link is no harm. */
static bool from_elsewhere(connection *c)
{
    const char *site = header(c, "Sec-Fetch-Site"), *mode = header(c, "Sec-Fetch-Mode");

    return site != NULL && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0
        && (mode == NULL || strcmp(mode, "navigate") != 0);
}

/* A post's headers, and room for its body; what is wrong is answered. */
static enum MHD_Result begin_post(http *h, connection *c, const char *url, request **out)
{
    const char *type = header(c, MHD_HTTP_HEADER_CONTENT_TYPE), *length = header(c, MHD_HTTP_HEADER_CONTENT_LENGTH);
    unsigned long size;
    char *end;

    if (strcmp(url, "/decisions") != 0 && strcmp(url, "/invite") != 0)
        return say(c, MHD_HTTP_NOT_FOUND, "nothing is posted there\n");
    if (!door_is_origin(h->parts.door, header(c, MHD_HTTP_HEADER_ORIGIN)))
        return say(c, MHD_HTTP_FORBIDDEN, "posts come from this server's own pages only\n");
    if (type == NULL || strncmp(type, "application/x-ndjson", 20) != 0)
        return say(c, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "lines of JSON are wanted: application/x-ndjson\n");
    if (length == NULL)
        return say(c, MHD_HTTP_LENGTH_REQUIRED, "how long?\n");
    size = strtoul(length, &end, 10);
    if (*end != '\0' || size > MOST_BODY)
        return say(c, MHD_HTTP_CONTENT_TOO_LARGE, "at most %d bytes at once\n", MOST_BODY);
    *out = malloc(sizeof **out + size + 1);
    if (*out == NULL)
        return say(c, MHD_HTTP_INTERNAL_SERVER_ERROR, "out of memory\n");
    **out = (request){ .size = size };
    return MHD_YES;
}

/* What the headers say. A post that may pass gets room in `*out`; anything else is answered. */
static enum MHD_Result begin(http *h, connection *c, const char *url, const char *method, request **out)
{
    const char *token = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "token");
    const char *session = MHD_lookup_connection_value(c, MHD_COOKIE_KIND, door_cookie(h->parts.door));
    bool get = strcmp(method, "GET") == 0, post = strcmp(method, "POST") == 0;
    enum door_answer pass;

    if (!door_is_host(h->parts.door, header(c, MHD_HTTP_HEADER_HOST)))
        return say(c, MHD_HTTP_MISDIRECTED_REQUEST, "this server has no such name; behind a proxy, say --origin\n");
    if (!get && !post)
        return say(c, MHD_HTTP_METHOD_NOT_ALLOWED, "GET and POST are known here\n");
    if (from_elsewhere(c))
        return say(c, MHD_HTTP_FORBIDDEN, "pages of other origins get nothing\n");
    pass = door_pass(h->parts.door, session);
    if (pass == DOOR_BUSY)
        return say(c, MHD_HTTP_TOO_MANY_REQUESTS, "too many requests; try again in a second\n");
    if (get && token != NULL && strcmp(url, "/") == 0)
        return enter(h, c, token);
    if (pass == DOOR_SHUT)
        return say(c, MHD_HTTP_UNAUTHORIZED, "This desk opens by the address that the server printed, or by a colleague's "
                   "invitation.\nEsta mesa se abre con la dirección que mostró el servidor, o con la invitación de alguien "
                   "que ya esté dentro.\n");
    return post ? begin_post(h, c, url, out) : answer_get(h, c, url);
}

/* Called once with the headers, then with each part of the body, then once more. A post is judged by its headers, so that
 * a large one is not taken; a connection answered so early is closed, so what has no body waits for the second call. */
static enum MHD_Result handle(void *payload, connection *c, const char *url, const char *method, const char *version,
                              const char *upload, size_t *n_upload, void **state)
{
    http *h = payload;
    request *r = *state == h ? NULL : *state;

    (void)version;
    if (*state == NULL && strcmp(method, "GET") == 0) {
        *state = h;
        return MHD_YES;
    }
    if (r == NULL) {
        enum MHD_Result result = begin(h, c, url, method, &r);
        if (r != NULL)
            *state = r;
        return result;
    }
    if (*n_upload == 0)
        return answer_post(h, c, url, r);
    if (*n_upload > r->size - r->n)
        return MHD_NO;
    memcpy(r->body + r->n, upload, *n_upload);
    r->n += *n_upload;
    *n_upload = 0;
    return MHD_YES;
}

static void completed(void *payload, connection *c, void **state, enum MHD_RequestTerminationCode why)
{
    (void)c;
    (void)why;
    if (*state != payload)
        free(*state);
    *state = NULL;
}

http *http_open(int listening, const http_parts *parts)
{
    http *h = calloc(1, sizeof *h);

    if (h == NULL) {
        close(listening);
        return NULL;
    }
    h->parts = *parts;
    h->daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO, 0, NULL, NULL, handle, h,
        MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS, MHD_OPTION_NOTIFY_COMPLETED, completed, h, MHD_OPTION_END);
    if (h->daemon != NULL)
        return h;
    close(listening);
    free(h);
    return NULL;
}

void http_close(http *h)
{
    if (h == NULL)
        return;
    MHD_stop_daemon(h->daemon);
    free(h);
}
