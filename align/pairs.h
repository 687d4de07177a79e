/* Links of pairs that were aligned by somebody else. */
#ifndef COTEJO_ALIGN_PAIRS_H
#define COTEJO_ALIGN_PAIRS_H

#include <cotejo/link.h>

/** Link the units of block i of the source with the units of block i of the target, for every i where both have some.
 *  @return CT_OK or CT_NOMEM */
ct_status ct_links_of_pairs(ct_links **out, const ct_statements *source, const ct_statements *target, ct_error *err);

#endif
