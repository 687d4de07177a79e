/* The file of decisions as the server sees it: what is new since somebody last asked, and lines added once each. */
#ifndef COTEJO_SERVE_JOURNAL_H
#define COTEJO_SERVE_JOURNAL_H

#include <stdint.h>

#include <cotejo.h>

/** May be used from several threads at once. Other programs may write to the file at any time. */
typedef struct journal journal;

/** A place in the file: `round` changes when what stood there before did (an edit, a checkout), and all is new then. */
typedef struct journal_place { uint32_t round; size_t offset; } journal_place;

/** Copies the path. @return CT_OK, CT_NOMEM */
ct_status journal_open(journal **out, const char *path, ct_error *err);
void      journal_close(journal *j);      /* NULL is allowed */

/** Lines of the file behind `from`, malloc'ed; `*whole`: they are all there are, since `from` means nothing any more.
 *  `*at` gets where they end.
 *  @return CT_OK, CT_IO, CT_NOMEM, CT_FORMAT (the file has a line that is no decision) */
ct_status journal_since(journal *j, journal_place from, char **lines, size_t *len, bool *whole, journal_place *at,
                        ct_error *err);

/** Append decisions and have them on disk before returning. One that stands there already (the same finding, person,
 *  verdict, reason and time: sent again because no answer came) is not doubled.
 *  @param kept gets how many were written, on failure too
 *  @return as journal_since(), and CT_USAGE for a decision that lacks something */
ct_status journal_append(journal *j, const ct_decisions *decisions, size_t *kept, ct_error *err);

#endif
