/* The catalogue of rules: what is known of each besides its own words, from tables. */
#ifndef COTEJO_CATALOGUE_H
#define COTEJO_CATALOGUE_H

#include <cotejo/report.h>

/** A page of the catalogue. Strings live as long as the catalogue; NULL where no table says anything. */
typedef struct ct_catalogue_page {
    const char *flagged[CT_LANGUAGES];   /* a pair that the rule flags … */
    const char *right[CT_LANGUAGES];     /* … and how it should read */
    unsigned    n_right, n_judged;       /* findings that were judged, and how many of them were right */
    const char *judged_on;               /* on what */
} ct_catalogue_page;

typedef struct ct_catalogue ct_catalogue;

/** @param data folder of the language tables; NULL: ct_data_folder()
 *  @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT */
ct_status ct_catalogue_read(ct_catalogue **out, const char *data, ct_error *err);
void      ct_catalogue_free(ct_catalogue *catalogue);   /* NULL is allowed */

const ct_catalogue_page *ct_catalogue_page_of(const ct_catalogue *catalogue, const ct_check *check);

/** The severity that a rule starts with: its own, or neutral if enough of its findings were judged (CT_ENOUGH_JUDGED) and
 *  fewer than half of them were right. */
enum { CT_ENOUGH_JUDGED = 20 };
ct_severity ct_catalogue_severity(const ct_catalogue *catalogue, const ct_check *check);
/** Whether it starts as neutral for that reason. */
bool ct_catalogue_demotes(const ct_catalogue *catalogue, const ct_check *check);

/** Wilson's interval of a share at 95 %: between `*low` and `*high`. */
void ct_share_interval(size_t right, size_t judged, double *low, double *high);

/** The whole catalogue as JSON (schema "cotejo/rules-1") or as one page of HTML (CT_FORMAT_JSON, CT_FORMAT_HTML), malloc'ed.
 *  @param rule NULL: all
 *  @return CT_OK, CT_NOMEM, CT_USAGE (another format) */
ct_status ct_catalogue_render(char **out, size_t *len, const ct_catalogue *catalogue, const ct_check *rule, ct_format format,
                              const ct_messages *messages, ct_error *err);

/** The type of a rule's findings in MQM, as a path, and in the closed list of ITS 2.0. */
const char *ct_check_mqm(const ct_check *check);
const char *ct_check_its(const ct_check *check);

#endif
