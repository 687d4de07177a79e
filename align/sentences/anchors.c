/* Cutting two texts into blocks at places that are surely the same on both sides. */
#include <stdlib.h>

#include "sentences.h"

ct_status ct_blocks_of(ct_block_ranges *out, ct_scorer *scorer, ct_error *err)
{
    const ct_half *h = scorer->m->halves;
    const ct_block_range all = { { 0, 0 }, { h[0].n_active, h[1].n_active } };

    return ct_push(out, all) ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for aligning sentences");
}
