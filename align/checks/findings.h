/* The container of findings, and the way in for the audit. */
#ifndef CT_CHECKS_FINDINGS_H
#define CT_CHECKS_FINDINGS_H

#include <cotejo/catalogue.h>

/** An empty container. Borrows the pair, which must outlive it. @return CT_OK or CT_NOMEM */
ct_status ct_findings_new(ct_findings **out, const ct_pair *pair, ct_error *err);
void      ct_findings_free(ct_findings *findings);   /* NULL is allowed */

/** All findings: by place (first place's side, then its offset), then rule, then order of coming. Call after all
 *  adding. */
const ct_finding *ct_findings_all(ct_findings *findings, size_t *n);

/** Make neutral what comes of rules that were measured to be wrong more often than right; then let the profile of the pair
 *  set severities, and take out what it has switched off where it stands.
 *  @param ids    of the two documents
 *  @param chosen the rules were asked for by name: none is taken out */
void ct_findings_settle(ct_findings *findings, const ct_catalogue *catalogue, const char *const ids[CT_SIDES], bool chosen);

/** As ct_findings_add, with another class than the check's own: what is an omission seen from one side is an
 *  addition seen from the other. */
ct_status ct_findings_add_as(ct_findings *out, const ct_check *check, ct_class class, ct_severity severity,
                             float confidence, const ct_finding_place *places, size_t n_places, uint32_t link,
                             const char *message, const char *question,
                             const char *const *evidence, size_t n_evidence, ct_error *err);

/** Run the rules on a pair.
 *  @param data    folder of the language tables; NULL: ct_data_folder()
 *  @param rules   [n_rules] ids of the only rules to run; NULL: all
 *  @param have    CT_NEEDS_* bits of what is there
 *  @param not_run [number of ct_checks()] set where a wanted rule lacked what it needs; NULL: nobody asks
 *  @return CT_OK, CT_NOMEM, CT_USAGE (no such rule), CT_IO or CT_FORMAT (a table of the checks) */
ct_status ct_checks_run_all(const ct_pair *pair, const char *data, const char *const *rules, size_t n_rules,
                            unsigned have, bool *not_run, ct_findings *out, ct_error *err);

#endif
