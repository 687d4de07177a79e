/* What profiles and measurements say of rules, applied to what the rules found. */
#ifndef COTEJO_ALIGN_SETTINGS_H
#define COTEJO_ALIGN_SETTINGS_H

#include <cotejo/check.h>

/** Whether all that the profile says of rules can be obeyed.
 *  @return CT_OK, CT_FORMAT (no such rule or severity: file, line and remedy are named) */
ct_status ct_settings_check(const ct_profile *profile, ct_error *err);

/** Whether a rule is off in all documents and sections. */
bool ct_settings_off(const ct_profile *profile, const char *rule);

/** Set a finding's severity as the profile wants it there; false if the rule is off there.
 *  @param ids of the two documents */
bool ct_settings_apply(const ct_pair *pair, const char *const ids[CT_SIDES], ct_finding *finding);

#endif
