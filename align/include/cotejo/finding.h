/* Findings: one flagged thing each, with its places on both sides, the evidence in plain words, and one question. */
#ifndef COTEJO_FINDING_H
#define COTEJO_FINDING_H

#include <cotejo/link.h>

#define CT_CLASS_LIST(X)                                                                                     \
    X(TERMINOLOGY, "terminology") X(CONSISTENCY, "consistency") X(NAME, "name")                              \
    X(MISTRANSLATION, "mistranslation") X(NUMBER, "number") X(STRENGTH, "strength") X(ACTOR, "actor")        \
    X(OMISSION, "omission") X(ADDITION, "addition") X(NO_COUNTERPART, "no-counterpart")                      \
    X(STRUCTURE, "structure") X(PUNCTUATION, "punctuation") X(SPELLING, "spelling") X(ENCODING, "encoding")

typedef enum ct_class {
#define X(name, text) CT_CLASS_##name,
    CT_CLASS_LIST(X)
#undef X
    CT_CLASSES
} ct_class;
const char *ct_class_name(ct_class class);

typedef enum ct_severity { CT_NEUTRAL, CT_MINOR, CT_MAJOR, CT_CRITICAL, CT_SEVERITIES } ct_severity;   /* MQM */
const char *ct_severity_name(ct_severity severity);
bool        ct_severity_parse(const char *name, ct_severity *out);

/** One place of a finding: a span of the text of one side. */
typedef struct ct_finding_place {
    ct_side  side;
    uint32_t unit;     /* CT_NONE when outside all units */
    ct_span  span;     /* normalised */
} ct_finding_place;

typedef struct ct_finding {
    char              id[33];        /* fingerprint: rule, normalised texts, section, occurrence; hexadecimal */
    const char       *rule;          /* id of the check */
    ct_class          class;
    ct_severity       severity;
    float             confidence;    /* 0 to 1 */
    const char       *message;       /* one sentence, in the language of the audit; says why */
    const char       *question;      /* one question for the reviser */
    const ct_finding_place *places;  /* [n_places] the side that has to be looked at first */
    size_t            n_places;
    const char *const *evidence;     /* [n_evidence] plain sentences */
    size_t            n_evidence;
    uint32_t          link;          /* in ct_links_all(), or CT_NONE */
} ct_finding;

#endif
