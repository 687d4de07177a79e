/* The pages that are served: one desk per pair, and the index of a manifest, with decisions as they stand. */
#ifndef COTEJO_SERVE_PAGES_H
#define COTEJO_SERVE_PAGES_H

#include "../subject.h"
#include "journal.h"

/** May be used from several threads at once. */
typedef struct pages pages;

/** Borrows all, which must outlive it.
 *  @param baseline a JSON report; NULL: none
 *  @return NULL when out of memory */
pages *pages_open(const subject *subject, const char *decisions, const char *baseline, const char *today,
                  const ct_report_options *options);
void   pages_close(pages *p);      /* NULL is allowed */

/** The page at a path ("/", "/paper--plan.html"), malloc'ed; rendered anew when the file of decisions has changed.
 *  @return CT_OK, CT_MISSING (there is no such page), or why it could not be made */
ct_status pages_get(pages *p, const char *path, journal_place now, char **bytes, size_t *len, ct_error *err);

#endif
