/* The audit: documents in, alignment and findings out. */
#ifndef COTEJO_AUDIT_H
#define COTEJO_AUDIT_H

#include <cotejo/bead.h>
#include <cotejo/check.h>
#include <cotejo/manifest.h>

/* ---- one document ------------------------------------------------------------------------------- */

/** How to read one document. Strings are copied. */
typedef struct ct_reading_options {
    const char     *id;         /* in reports; NULL: the file's name */
    const char     *shown_path; /* in reports; NULL: the path it is read from */
    const char     *title;      /* NULL: its first heading, else its name */
    const char     *date;       /* NULL: not known */
    ct_provenance   provenance;
    ct_language     language;   /* CT_LANGUAGES: find out from its name and its words */
    ct_part         part;
    const ct_messages *messages;   /* the language of remarks; NULL: English */
    const char     *sha256;     /* expected; a difference becomes a remark and the run goes on */
    ct_read_options read;
} ct_reading_options;

/** One document read as far as its statements: text, outline, segments, vocabulary, statements in one hand.
 *  Never changes once read. */
typedef struct ct_document_reading ct_document_reading;

/** Borrows lexicon and profile, which must outlive it.
 *  @return as ct_text_read_file() and ct_document_of(); the message names the file */
ct_status ct_document_reading_of(ct_document_reading **out, const char *path, const ct_reading_options *options,
                                 const ct_lexicon *lexicon, const ct_profile *profile, ct_error *err);
void ct_document_reading_free(ct_document_reading *reading);

const char          *ct_document_reading_id(const ct_document_reading *reading);
const char          *ct_document_reading_path(const ct_document_reading *reading);
const char          *ct_document_reading_title(const ct_document_reading *reading);
const char          *ct_document_reading_date(const ct_document_reading *reading);   /* NULL if not known */
ct_provenance        ct_document_reading_provenance(const ct_document_reading *reading);
const ct_document   *ct_document_reading_document(const ct_document_reading *reading);
const ct_segments   *ct_document_reading_segments(const ct_document_reading *reading);
const ct_statements *ct_document_reading_statements(const ct_document_reading *reading);
/** What a reviser has to know of the reading: "the checksum differs …", "12 byte sequences replaced …". */
const char *const   *ct_document_reading_remarks(const ct_document_reading *reading, size_t *n);

/* ---- one pair ------------------------------------------------------------------------------------- */

/** A rule or a resource that could not be had, and what that means. Never silent. */
typedef struct ct_not_run {
    const char *rule;      /* id of the rule, or of the resource: "general-dictionary" */
    const char *reason;    /* with the remedy */
} ct_not_run;

typedef struct ct_audit_options {
    ct_pair_kind       kind;        /* undecided: found out from the alignment, and said */
    const char *const *rules;       /* [n_rules] only these; NULL: all */
    size_t             n_rules;
    bool               links_only;  /* align, and check nothing */
    uint32_t           without;     /* as in ct_passage_options (measuring) */
    bool               aligned;     /* a translation, segment by segment: block i is rendered by block i */
    const ct_messages *messages;    /* the language of findings and remarks; must outlive the audit; NULL: English */
    bool               in_set;      /* the ids of the readings tell the documents of a set apart; findings go by them */
} ct_audit_options;

typedef struct ct_audit ct_audit;

/** Align and check two readings, which must outlive the audit and share lexicon and profile.
 *  Any number of audits may run at once on the same readings. */
ct_status ct_audit_of(ct_audit **out, const ct_document_reading *source, const ct_document_reading *target,
                      const ct_audit_options *options, ct_error *err);
void ct_audit_free(ct_audit *audit);

const ct_document_reading *ct_audit_side(const ct_audit *audit, ct_side side);
const ct_links   *ct_audit_links(const ct_audit *audit);
/** Of a translation that cotejo aligned: the beads of its sentences, and the units that they are of; else NULL. */
const ct_beads   *ct_audit_beads(const ct_audit *audit);
const ct_strand  *ct_audit_strand(const ct_audit *audit, ct_side side);
const ct_finding *ct_audit_findings(const ct_audit *audit, size_t *n);   /* in text order */
const ct_not_run *ct_audit_not_run(const ct_audit *audit, size_t *n);
/** The kind of pair; `*why` says how it became known. */
ct_pair_kind      ct_audit_kind(const ct_audit *audit, const char **why);
const char       *ct_pair_kind_name(ct_pair_kind kind);   /* "translation" "comparable" */

/* ---- all pairs of a manifest ------------------------------------------------------------------------ */

/** A document that could not be read; the pairs that need it were not audited. */
typedef struct ct_unread { const char *id, *message; } ct_unread;

typedef struct ct_set_options {
    unsigned           jobs;       /* threads; 0: as many as there are processors */
    ct_read_options    read;       /* for every document; the manifest's encoding goes first */
    const char *const *rules;      /* as in ct_audit_options */
    size_t             n_rules;
    uint32_t           without;    /* as in ct_passage_options (measuring) */
    const ct_messages *messages;   /* as in ct_audit_options */
    void (*progress)(const char *what, size_t done, size_t all, void *payload);   /* NULL: silent; never called from
                                                                                     two threads at once */
    void *payload;
} ct_set_options;

/** All audits of a manifest, with their readings. */
typedef struct ct_set ct_set;

/** Read every document and audit every pair. A document that cannot be read does not stop the others.
 *  The result does not depend on the number of threads. */
ct_status ct_set_of(ct_set **out, const ct_manifest *manifest, const ct_lexicon *lexicon, const ct_profile *profile,
                    const ct_set_options *options, ct_error *err);
void ct_set_free(ct_set *set);

const ct_audit *const *ct_set_audits(const ct_set *set, size_t *n);   /* in the manifest's order */
const ct_unread       *ct_set_unread(const ct_set *set, size_t *n);

#endif
