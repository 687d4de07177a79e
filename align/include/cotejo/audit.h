/* The audit: documents in, alignment and findings out. */
#ifndef COTEJO_AUDIT_H
#define COTEJO_AUDIT_H

#include <cotejo/check.h>
#include <cotejo/manifest.h>

/** A rule or a resource that could not be had, and what that means. Never silent. */
typedef struct ct_not_run {
    const char *rule;      /* id of the rule, or of the stage ("spelling", "general-dictionary") */
    const char *reason;    /* with the remedy */
} ct_not_run;

/** One document of an audit, read as far as its statements. */
typedef struct ct_reading_options {
    const char   *id;         /* of the report; NULL: the file's name */
    const char   *title;      /* NULL: the document's own */
    const char   *date;
    ct_provenance provenance;
    ct_language   language;
    bool          language_known;   /* false: find out from the words */
    ct_part       part;
    const char   *sha256;     /* expected; a difference becomes a not_run-like remark, the run goes on */
    ct_read_options read;
} ct_reading_options;

typedef struct ct_document_reading ct_document_reading;

/** Read one file as far as its statements. Borrows lexicon and profile.
 *  @return as ct_text_read_file and ct_document_of */
ct_status ct_document_reading_of(ct_document_reading **out, const char *path, const ct_reading_options *options,
                                 const ct_lexicon *lexicon, const ct_profile *profile, ct_error *err);
void ct_document_reading_free(ct_document_reading *reading);

const char          *ct_document_reading_id(const ct_document_reading *reading);
const char          *ct_document_reading_path(const ct_document_reading *reading);
const char          *ct_document_reading_title(const ct_document_reading *reading);
const ct_statements *ct_document_reading_statements(const ct_document_reading *reading);
/** Remarks on the reading that a reviser has to know ("checksum differs", "12 bytes replaced"). */
const char *const   *ct_document_reading_remarks(const ct_document_reading *reading, size_t *n);

/** The audit of one pair. */
typedef struct ct_audit ct_audit;

typedef struct ct_audit_options {
    ct_pair_kind       kind;        /* undecided: found out, and said */
    const char *const *rules;       /* [n_rules] only these; NULL: all */
    size_t             n_rules;
} ct_audit_options;

/** Align and check two readings, which must outlive the audit and share lexicon and profile.
 *  Safe to call from several threads on the same readings. */
ct_status ct_audit_of(ct_audit **out, const ct_document_reading *source, const ct_document_reading *target,
                      const ct_audit_options *options, ct_error *err);
void ct_audit_free(ct_audit *audit);

const ct_document_reading *ct_audit_side(const ct_audit *audit, ct_side side);
const ct_links   *ct_audit_links(const ct_audit *audit);
const ct_finding *ct_audit_findings(const ct_audit *audit, size_t *n);   /* by place, then rule */
const ct_not_run *ct_audit_not_run(const ct_audit *audit, size_t *n);
ct_pair_kind      ct_audit_kind(const ct_audit *audit, const char **why);

#endif
