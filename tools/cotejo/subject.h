/* What a command is about: two texts, all pairs of a manifest, or a file of aligned pairs; read and audited. */
#ifndef COTEJO_SUBJECT_H
#define COTEJO_SUBJECT_H

#include "command.h"

enum { MOST_RULES = 64 };

/** Which texts, and how they are read. Set languages to CT_LANGUAGES before parsing. */
typedef struct subject_options {
    common      *common;         /* set before parsing */
    const char  *arguments[2];
    unsigned     n_arguments;
    const char  *texts, *bitext;
    ct_language  languages[CT_SIDES];
    ct_pair_kind kind;
    const char  *rules[MOST_RULES];
    size_t       n_rules;
    const char  *decisions;      /* NULL: beside the first argument */
    const char  *today;          /* NULL: the clock's */
} subject_options;

/** Child parser of arguments and options, with knowledge_argp in it; its input is a `subject_options *`. */
extern const struct argp subject_argp;

/** Audits, and all that they borrow from. */
typedef struct subject {
    knowledge            knowledge;
    ct_manifest         *manifest;   /* NULL: one pair */
    ct_set              *set;
    ct_document_reading *readings[CT_SIDES];
    ct_aligned          *bitext;
    ct_audit            *pair;
    const ct_audit      *one;        /* the same, for `audits` */
    const ct_audit *const *audits;   /* [n_audits] */
    size_t               n_audits, n_unread;
} subject;

/** Read and audit; errors, unread documents and checks that did not run are printed.
 *  @return EXIT_CLEAN, or what the command should exit with; to be closed in any case */
int  subject_open(subject *out, const subject_options *options);
void subject_close(subject *s);

/** The file of decisions; malloc'ed, the caller frees it. NULL: out of memory. */
char       *subject_decisions(const subject_options *options);
/** The day that waivers are held against. */
const char *subject_today(const subject_options *options, char buffer[11]);

#endif
