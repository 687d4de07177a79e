/* `cotejo audit --bitext`: pairs that somebody aligned already. */
#include "command.h"

ct_status bitext_audit(ct_aligned **bitext, ct_audit **audit, const char *path, const ct_language languages[CT_SIDES],
                       const common *c, const ct_audit_options *options, const knowledge *k, ct_error *err)
{
    const ct_aligned_options reading = { .languages = { languages[CT_SOURCE], languages[CT_TARGET] }, .read = c->read,
                                         .messages = options->messages };
    ct_audit_options aligned = *options;
    ct_status status = ct_aligned_read(bitext, path, &reading, k->lexicon, k->profile, err);

    aligned.aligned = true;
    if (status == CT_OK)
        status = ct_audit_of(audit, ct_aligned_side(*bitext, CT_SOURCE), ct_aligned_side(*bitext, CT_TARGET), &aligned, err);
    return status;
}
