/* Who may come in: addresses that let one browser in each, the sessions they open, names the server answers to, rates. */
#ifndef COTEJO_SERVE_DOOR_H
#define COTEJO_SERVE_DOOR_H

#include <stdbool.h>
#include <stddef.h>

enum { SECRET = 33 };      /* 16 random bytes in hexadecimal, and a NUL */

/** A door may be used from several threads at once. */
typedef struct door door;

/** @param port    that the server listens on
 *  @param address that it listens on, as told ("0.0.0.0", "192.168.1.7"); NULL: loopback only
 *  @param origin  the outer address when a proxy stands before the server ("https://desk.example.org"); NULL: none
 *  @return NULL when out of memory; the caller closes it */
door *door_open(unsigned port, const char *address, const char *origin);
void  door_close(door *d);      /* NULL is allowed */

/** The address of the server, without a last slash: where people find it. */
const char *door_address(const door *d);
/** The name of the session's cookie: browsers keep cookies by host and not by port, so the port is part of it. */
const char *door_cookie(const door *d);
bool        door_secure(const door *d);      /* people come by https */

/** Whether a Host header names this server; another name means that a foreign page's name was bent to this address. */
bool door_is_host(const door *d, const char *host);
/** Whether an Origin header is this server's own. */
bool door_is_origin(const door *d, const char *origin);

/** A fresh secret that lets one browser in. False: no randomness is to be had. */
bool door_invite(door *d, char token[SECRET]);
/** Trade a token for a session; it is used up by that. False: it is not good, or used already. */
bool door_enter(door *d, const char *token, char session[SECRET]);

/** How many have come in so far. */
size_t door_entered(door *d);

enum door_answer { DOOR_OPEN, DOOR_SHUT, DOOR_BUSY };
/** Whether a request may pass: DOOR_SHUT without a session, DOOR_BUSY when too many came. NULL: no cookie was sent. */
enum door_answer door_pass(door *d, const char *session);

#endif
