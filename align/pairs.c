/* Links of two documents whose blocks were paired by somebody else: block i of the source is rendered by block i of the
 * target, with all the units of both. */
#include "links.h"
#include "pairs.h"

/* The units of a block, from `*at` on, which moves behind them; false when out of memory. */
static bool take_units(ct_links *links, const ct_unit *units, size_t n, uint32_t block, uint32_t *at, uint32_t *first,
                       uint32_t *count)
{
    *first = (uint32_t)links->units.n;
    for (; *at < n && units[*at].block <= block; ++*at)
        if (units[*at].block == block && !ct_push(&links->units, *at))
            return false;
    *count = (uint32_t)links->units.n - *first;
    return true;
}

static void judge(ct_links *links, ct_side side, const ct_link *link, bool linked)
{
    for (uint32_t i = 0; i < link->n_units[side]; i++)
        links->verdicts[side][links->units.items[link->first_unit[side] + i]].kind =
            linked ? CT_VERDICT_LINKED : CT_VERDICT_UNMATCHED;
}

ct_status ct_links_of_pairs(ct_links **out, const ct_statements *source, const ct_statements *target, ct_error *err)
{
    const ct_statements *sides[CT_SIDES] = { source, target };
    ct_links *links = ct_links_new(source, target);
    const ct_unit *units[CT_SIDES];
    size_t n[CT_SIDES];
    uint32_t at[CT_SIDES] = { 0, 0 };
    bool ok = links != NULL;

    *out = NULL;
    for (int s = 0; s < CT_SIDES; s++)
        units[s] = ct_statements_units(sides[s], &n[s]);
    while (ok && (at[CT_SOURCE] < n[CT_SOURCE] || at[CT_TARGET] < n[CT_TARGET])) {
        ct_link link = { .kind = CT_LINK_COUNTERPART, .score = 1 };
        uint32_t block = UINT32_MAX;
        bool both;
        for (int s = 0; s < CT_SIDES; s++)
            if (at[s] < n[s] && units[s][at[s]].block < block)
                block = units[s][at[s]].block;
        for (int s = 0; ok && s < CT_SIDES; s++)
            ok = take_units(links, units[s], n[s], block, &at[s], &link.first_unit[s], &link.n_units[s]);
        both = link.n_units[CT_SOURCE] > 0 && link.n_units[CT_TARGET] > 0;
        for (int s = 0; ok && s < CT_SIDES; s++)
            judge(links, (ct_side)s, &link, both);
        ok = ok && (!both || ct_push(&links->links, link));
    }
    if (!ok) {
        ct_links_free(links);
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for links");
    }
    *out = links;
    return CT_OK;
}
