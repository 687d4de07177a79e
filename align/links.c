/* The object behind ct_links: what every aligner fills and every reader asks. */
#include "links.h"

const char *ct_link_kind_name(ct_link_kind kind)
{
    static const char *const names[CT_LINK_KINDS] = { "counterpart", "partial", "related" };
    return names[kind];
}

const char *ct_evidence_kind_name(ct_evidence_kind kind)
{
    static const char *const names[CT_EVIDENCE_KINDS] = { "name", "concept", "word", "figure", "action", "section" };
    return names[kind];
}

ct_links *ct_links_new(const ct_statements *source, const ct_statements *target)
{
    ct_links *links = calloc(1, sizeof *links);

    if (links == NULL)
        return NULL;
    links->sides[CT_SOURCE] = source;
    links->sides[CT_TARGET] = target;
    for (int s = 0; s < CT_SIDES; s++) {
        size_t n;

        ct_statements_units(links->sides[s], &n);
        links->verdicts[s] = calloc(n + 1, sizeof **links->verdicts);
        if (links->verdicts[s] == NULL) {
            ct_links_free(links);
            return NULL;
        }
    }
    return links;
}

void ct_links_free(ct_links *links)
{
    if (links == NULL)
        return;
    ct_vector_release(&links->links);
    ct_vector_release(&links->units);
    ct_vector_release(&links->evidence);
    ct_vector_release(&links->candidates);
    for (int s = 0; s < CT_SIDES; s++)
        free(links->verdicts[s]);
    free(links);
}

const ct_statements *ct_links_side(const ct_links *links, ct_side side)
{
    return links->sides[side];
}

const ct_link *ct_links_all(const ct_links *links, size_t *n)
{
    *n = links->links.n;
    return links->links.items;
}

const uint32_t *ct_links_units(const ct_links *links, size_t *n)
{
    *n = links->units.n;
    return links->units.items;
}

const ct_link_evidence *ct_links_evidence(const ct_links *links, size_t *n)
{
    *n = links->evidence.n;
    return links->evidence.items;
}

const ct_candidate *ct_links_candidates(const ct_links *links, size_t *n)
{
    *n = links->candidates.n;
    return links->candidates.items;
}

const ct_verdict *ct_links_verdicts(const ct_links *links, ct_side side)
{
    return links->verdicts[side];
}
