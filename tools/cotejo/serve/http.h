/* The server: requests in, pages and decisions out. */
#ifndef COTEJO_SERVE_HTTP_H
#define COTEJO_SERVE_HTTP_H

#include <netinet/in.h>

#include "door.h"
#include "journal.h"
#include "pages.h"

typedef struct http http;

/** What stands behind the server; borrowed. */
typedef struct http_parts { door *door; journal *journal; pages *pages; } http_parts;

/** Begin to answer on a socket that listens already; the server closes it.
 *  @return NULL if that cannot be done */
http *http_open(int listening, const http_parts *parts);
/** Finish what is under way, and stop. NULL is allowed. */
void  http_close(http *h);

#endif
