/* The words by which roles, strengths and layers are known outside. */
#include <cotejo/statement.h>

const char *ct_role_name(ct_role role)
{
    static const char *const names[CT_ROLES] = {
        "heading", "commitment", "principle", "narrative", "boilerplate", "residue"
    };
    return names[role];
}

const char *ct_strength_name(ct_strength strength)
{
    static const char *const names[CT_STRENGTHS] = { "-", "exploratory", "willing", "firm" };
    return names[strength];
}

const char *ct_layer_name(ct_layer layer)
{
    static const char *const names[CT_LAYERS + 1] = {
        "termbase", "domain", "general", "learned", "cognate", "unknown"
    };
    return names[layer];
}

const char *ct_concept_kind_name(ct_concept_kind kind)
{
    static const char *const names[CT_CONCEPT_KINDS] = {
        "term", "body", "forum", "initiative", "fund", "treaty", "plan", "place", "person", "formula", "action"
    };
    return names[kind];
}

const char *ct_term_status_name(ct_term_status status)
{
    static const char *const names[] = { "preferred", "admitted", "short", "loose", "deprecated", "superseded" };
    return names[status];
}
