/* Two readings as a translation and its source: the sentences of both, their beads, and links made of them. */
#ifndef COTEJO_ALIGN_RENDERING_H
#define COTEJO_ALIGN_RENDERING_H

#include <cotejo/audit.h>

#include <cotejo-internal/buffer.h>

/* { 0 } is ready. Borrows the readings. */
typedef struct ct_translation {
    ct_strand *strands[CT_SIDES];
    ct_beads  *beads;
} ct_translation;

/** Align the sentences of two readings, which must be in two languages. @return CT_OK or CT_NOMEM */
ct_status ct_translation_of(ct_translation *out, const ct_document_reading *source, const ct_document_reading *target,
                          ct_error *err);
void ct_translation_release(ct_translation *translation);

/** Whether the beads are those of a translation; the sentence that says why is appended to `why`. */
bool ct_translation_holds(const ct_translation *translation, const ct_messages *messages, ct_buffer *why);

/** Links, verdicts and evidence of units from the beads of their sentences.
 *  @return CT_OK or CT_NOMEM */
ct_status ct_links_of_beads(ct_links **out, const ct_statements *source, const ct_statements *target,
                            const ct_translation *translation, ct_error *err);

#endif
