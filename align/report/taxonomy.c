/* Classes of findings in the terms of the standards: MQM (themqm.org) and ITS 2.0 Localization Quality Issue. */
#include <string.h>

#include <cotejo/catalogue.h>

#include "report.h"

static const struct { const char *mqm, *its; } taxa[CT_CLASSES] = {
    [CT_CLASS_TERMINOLOGY]    = { "terminology/wrong-term", "terminology" },
    [CT_CLASS_CONSISTENCY]    = { "terminology/inconsistent-use", "inconsistency" },
    [CT_CLASS_NAME]           = { "accuracy/mistranslation/entity", "inconsistent-entities" },
    [CT_CLASS_MISTRANSLATION] = { "accuracy/mistranslation", "mistranslation" },
    [CT_CLASS_NUMBER]         = { "accuracy/mistranslation/number", "numbers" },
    [CT_CLASS_STRENGTH]       = { "accuracy/mistranslation/modality", "mistranslation" },
    [CT_CLASS_ACTOR]          = { "accuracy/mistranslation/agent", "mistranslation" },
    [CT_CLASS_OMISSION]       = { "accuracy/omission", "omission" },
    [CT_CLASS_ADDITION]       = { "accuracy/addition", "addition" },
    [CT_CLASS_NO_COUNTERPART] = { "accuracy/omission/commitment", "omission" },
    [CT_CLASS_STRUCTURE]      = { "design-and-markup/structure", "formatting" },
    [CT_CLASS_PUNCTUATION]    = { "linguistic-conventions/punctuation", "typographical" },
    [CT_CLASS_SPELLING]       = { "linguistic-conventions/spelling", "misspelling" },
    [CT_CLASS_ENCODING]       = { "linguistic-conventions/character-encoding", "characters" },
};

const char *ct_class_mqm(ct_class class) { return taxa[class].mqm; }
const char *ct_class_its(ct_class class) { return taxa[class].its; }

/* Rules that the standards know more exactly than their class. */
static const struct { const char *rule, *mqm, *its; } particular[] = {
    { "doubled-word",        "linguistic-conventions/duplication",   "duplication" },
    { "number-format",       "locale-conventions/number-format",     "locale-violation" },
    { "partly-untranslated", "accuracy/untranslated",                "untranslated" },
    { "segment-empty",       "accuracy/omission/untranslated",       "untranslated" },
    { "spacing",             "linguistic-conventions/whitespace",    "whitespace" },
    { "untranslated",        "accuracy/untranslated",                "untranslated" },
};

const char *ct_check_mqm(const ct_check *check)
{
    for (size_t i = 0; i < sizeof particular / sizeof *particular; i++)
        if (strcmp(particular[i].rule, check->id) == 0)
            return particular[i].mqm;
    return ct_class_mqm(check->class);
}

const char *ct_check_its(const ct_check *check)
{
    for (size_t i = 0; i < sizeof particular / sizeof *particular; i++)
        if (strcmp(particular[i].rule, check->id) == 0)
            return particular[i].its;
    return ct_class_its(check->class);
}
