/* Tokens, sessions, names and rates. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <time.h>

#include "door.h"

enum { TOKENS = 64, SESSIONS = 1024, ORIGINS = 6, ORIGIN = 300 };

/* Requests a second, and how many at once. Strangers share one allowance: guessing stays slow however many try. */
static const double rate = 50, burst = 300, strangers_rate = 20, strangers_burst = 300;

typedef struct allowance { double left, at; } allowance;      /* at: seconds of the clock */
typedef struct session { char secret[SECRET]; allowance requests; } session;

struct door {
    pthread_mutex_t mutex;
    char      tokens[TOKENS][SECRET];      /* "" where none; the oldest gives way */
    size_t    next_token;
    session   sessions[SESSIONS];
    size_t    n_sessions, entered;
    allowance strangers;
    char      origins[ORIGINS][ORIGIN];    /* "http://127.0.0.1:8407": what we are called */
    size_t    n_origins;
    char      address[ORIGIN], cookie[32];
    bool      secure;
};

/* ---- names ------------------------------------------------------------------------------------------------------- */

static void add_origin(door *d, const char *scheme, const char *host, unsigned port)
{
    const char *form = strchr(host, ':') != NULL && host[0] != '[' && port != 0 ? "%s[%s]" : "%s%s";
    char *origin = d->origins[d->n_origins++];
    size_t n = (size_t)snprintf(origin, ORIGIN, form, scheme, host);

    if (port != 0 && n < ORIGIN)
        snprintf(origin + n, ORIGIN - n, ":%u", port);
}

door *door_open(unsigned port, const char *address, const char *origin)
{
    door *d = calloc(1, sizeof *d);
    const char *host = origin == NULL ? NULL : strstr(origin, "://");

    if (d == NULL || pthread_mutex_init(&d->mutex, NULL) != 0) {
        free(d);
        return NULL;
    }
    add_origin(d, "http://", "127.0.0.1", port);
    add_origin(d, "http://", "localhost", port);
    add_origin(d, "http://", "::1", port);
    if (address != NULL)
        add_origin(d, "http://", address, port);
    snprintf(d->address, sizeof d->address, "%s", d->origins[address != NULL ? d->n_origins - 1 : 0]);
    if (host != NULL) {
        d->secure = strncmp(origin, "https://", 8) == 0;
        add_origin(d, d->secure ? "https://" : "http://", host + 3, 0);
        snprintf(d->address, sizeof d->address, "%s", d->origins[d->n_origins - 1]);
    }
    snprintf(d->cookie, sizeof d->cookie, "cotejo-%u", port);
    d->strangers.left = strangers_burst;
    return d;
}

void door_close(door *d)
{
    if (d == NULL)
        return;
    pthread_mutex_destroy(&d->mutex);
    free(d);
}

const char *door_address(const door *d) { return d->address; }
const char *door_cookie(const door *d)  { return d->cookie; }
bool        door_secure(const door *d)  { return d->secure; }

bool door_is_host(const door *d, const char *host)
{
    for (size_t i = 0; host != NULL && i < d->n_origins; i++)
        if (strcasecmp(strstr(d->origins[i], "://") + 3, host) == 0)
            return true;
    return false;
}

bool door_is_origin(const door *d, const char *origin)
{
    for (size_t i = 0; origin != NULL && i < d->n_origins; i++)
        if (strcasecmp(d->origins[i], origin) == 0)
            return true;
    return false;
}

/* ---- secrets ----------------------------------------------------------------------------------------------------- */

static bool make_secret(char out[SECRET])
{
    unsigned char bytes[(SECRET - 1) / 2];

    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return false;
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    return true;
}

/* In a time that does not tell how much was right. */
static bool same_secret(const char ours[SECRET], const char *given)
{
    unsigned char differs = 0;

    if (ours[0] == '\0' || strlen(given) != SECRET - 1)
        return false;
    for (size_t i = 0; i < SECRET - 1; i++)
        differs |= (unsigned char)(ours[i] ^ given[i]);
    return differs == 0;
}

bool door_invite(door *d, char token[SECRET])
{
    bool made = make_secret(token);

    pthread_mutex_lock(&d->mutex);
    if (made)
        memcpy(d->tokens[d->next_token++ % TOKENS], token, SECRET);
    pthread_mutex_unlock(&d->mutex);
    return made;
}

/* A place for a new session: a free one, or that of the one unused for longest. */
static session *place(door *d)
{
    session *oldest = &d->sessions[0];

    if (d->n_sessions < SESSIONS)
        return &d->sessions[d->n_sessions++];
    for (size_t i = 1; i < SESSIONS; i++)
        if (d->sessions[i].requests.at < oldest->requests.at)
            oldest = &d->sessions[i];
    return oldest;
}

static double now(void)
{
    struct timespec t = { 0 };

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool door_enter(door *d, const char *token, char secret[SECRET])
{
    bool entered = false;

    pthread_mutex_lock(&d->mutex);
    for (size_t i = 0; i < TOKENS && !entered; i++) {
        if (!same_secret(d->tokens[i], token) || !make_secret(secret))
            continue;
        session *s = place(d);
        memcpy(s->secret, secret, SECRET);
        s->requests = (allowance){ burst, now() };
        d->tokens[i][0] = '\0';
        d->entered++;
        entered = true;
    }
    pthread_mutex_unlock(&d->mutex);
    return entered;
}

size_t door_entered(door *d)
{
    size_t n;

    pthread_mutex_lock(&d->mutex);
    n = d->entered;
    pthread_mutex_unlock(&d->mutex);
    return n;
}

static bool spend(allowance *a, double per_second, double most)
{
    double t = now(), left = a->left + (t - a->at) * per_second;

    a->left = left < most ? left : most;
    a->at = t;
    if (a->left < 1)
        return false;
    a->left -= 1;
    return true;
}

enum door_answer door_pass(door *d, const char *secret)
{
    enum door_answer answer = DOOR_SHUT;
    bool known = false;

    pthread_mutex_lock(&d->mutex);
    for (size_t i = 0; secret != NULL && i < d->n_sessions && !known; i++)
        if (same_secret(d->sessions[i].secret, secret)) {
            known = true;
            answer = spend(&d->sessions[i].requests, rate, burst) ? DOOR_OPEN : DOOR_BUSY;
        }
    if (!known && !spend(&d->strangers, strangers_rate, strangers_burst))
        answer = DOOR_BUSY;
    pthread_mutex_unlock(&d->mutex);
    return answer;
}
