/* The object behind ct_links, for whatever aligns: filled by one aligner, then never changed. */
#ifndef COTEJO_ALIGN_LINKS_H
#define COTEJO_ALIGN_LINKS_H

#include <cotejo/link.h>

#include <cotejo-internal/vector.h>

struct ct_links {
    const ct_statements *sides[CT_SIDES];
    CT_VECTOR(ct_link)          links;
    CT_VECTOR(uint32_t)         units;
    CT_VECTOR(ct_link_evidence) evidence;
    CT_VECTOR(ct_candidate)     candidates;
    ct_verdict                 *verdicts[CT_SIDES];   /* [units of the side] */
};

/** An empty object with a verdict for each unit, all zero; NULL when out of memory. */
ct_links *ct_links_new(const ct_statements *source, const ct_statements *target);

#endif
