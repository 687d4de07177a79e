/* What a profile says of rules, termbases and the gate. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "profile_yaml.h"

/* Where a group of rules holds. */
typedef struct place { const char *const *documents, *const *sections; size_t n_documents, n_sections; } place;

typedef struct text_list { const char **items; size_t n; } text_list;

static ct_status take_item(source *s, const yaml_node_t *value, void *target)
{
    text_list *list = target;

    return profile_take_text(s, value, &list->items[list->n++]);
}

static ct_status take_texts(source *s, const yaml_node_t *value, void *target)
{
    text_list *list = target;

    if (value->type != YAML_SEQUENCE_NODE)
        return profile_complain(s, value, "a list is wanted here: [ a, b ]");
    list->items = CT_NEW_N(&s->profile->arena, const char *, (size_t)(value->data.sequence.items.top
                                                                      - value->data.sequence.items.start) + 1);
    return list->items == NULL ? profile_no_memory(s->err) : profile_take_list(s, value, take_item, list);
}

static ct_status take_confidence(source *s, const yaml_node_t *value, void *target)
{
    const char *text = profile_scalar(value);
    char *end = NULL;
    double number = text == NULL ? -1 : strtod(text, &end);

    if (text == NULL || end == text || *end != '\0' || !(number >= 0 && number <= 1))
        return profile_complain(s, value, "a confidence from 0 to 1 is wanted here");
    *(float *)target = (float)number;
    return CT_OK;
}

/* "rule: off", "rule: major", "rule: { severity: major, confidence: 0.6 }". */
static ct_status take_rule(source *s, const yaml_node_t *name, const yaml_node_t *value, const place *where)
{
    ct_profile_rule rule = { .confidence = -1, .documents = where->documents, .n_documents = where->n_documents,
                             .sections = where->sections, .n_sections = where->n_sections,
                             .line = (uint32_t)name->start_mark.line + 1 };
    const key keys[] = { { "severity", profile_take_text, &rule.say }, { "confidence", take_confidence, &rule.confidence } };
    ct_status status = profile_take_text(s, name, &rule.rule);

    if (status == CT_OK && value->type == YAML_SCALAR_NODE)
        status = profile_take_text(s, value, &rule.say);
    else if (status == CT_OK)
        status = profile_take_mapping(s, value, keys, sizeof keys / sizeof *keys);
    if (status == CT_OK && !ct_push(&s->profile->rules, rule))
        status = profile_no_memory(s->err);
    return status;
}

static ct_status take_group(source *s, const yaml_node_t *value, const place *where)
{
    if (value->type != YAML_MAPPING_NODE)
        return profile_complain(s, value, "rules are wanted here, each with off, on or a severity: 'spacing: off'");
    for (yaml_node_pair_t *p = value->data.mapping.pairs.start; p < value->data.mapping.pairs.top; p++) {
        ct_status status = take_rule(s, profile_node(s, p->key), profile_node(s, p->value), where);
        if (status != CT_OK)
            return status;
    }
    return CT_OK;
}

ct_status profile_take_rules(source *s, const yaml_node_t *value, void *target)
{
    (void)target;
    return take_group(s, value, &(place){ 0 });
}

static ct_status keep_node(source *s, const yaml_node_t *value, void *target)
{
    (void)s;
    *(const yaml_node_t **)target = value;
    return CT_OK;
}

static ct_status take_one_where(source *s, const yaml_node_t *value, void *target)
{
    text_list documents = { 0 }, sections = { 0 };
    const yaml_node_t *rules = NULL;
    const key keys[] = { { "documents", take_texts, &documents }, { "sections", take_texts, &sections },
                         { "rules", keep_node, &rules } };
    ct_status status = profile_take_mapping(s, value, keys, sizeof keys / sizeof *keys);

    (void)target;
    if (status != CT_OK)
        return status;
    if (rules == NULL || documents.n + sections.n == 0)
        return profile_complain(s, value, "documents or sections, and the rules that differ there, are wanted here");
    return take_group(s, rules, &(place){ documents.items, sections.items, documents.n, sections.n });
}

ct_status profile_take_where(source *s, const yaml_node_t *value, void *target)
{
    return profile_take_list(s, value, take_one_where, target);
}

/* Relative paths begin where the profile is. */
static ct_status take_termbase(source *s, const yaml_node_t *value, void *target)
{
    const char *text = NULL, *slash = strrchr(s->path, '/');
    ct_status status = profile_take_text(s, value, &text);

    (void)target;
    if (status == CT_OK && text[0] != '/' && slash != NULL) {
        size_t n = (size_t)(slash - s->path) + 1;
        char *joined = ct_arena_take(&s->profile->arena, n + strlen(text) + 1, 1, 1);
        if (joined == NULL)
            return profile_no_memory(s->err);
        memcpy(joined, s->path, n);
        strcpy(joined + n, text);
        text = joined;
    }
    if (status == CT_OK && !ct_push(&s->profile->termbases, text))
        status = profile_no_memory(s->err);
    return status;
}

ct_status profile_take_termbases(source *s, const yaml_node_t *value, void *target)
{
    return profile_take_list(s, value, take_termbase, target);
}

ct_status profile_take_rate(source *s, const yaml_node_t *value, void *target)
{
    const char *text = profile_scalar(value);
    char *end = NULL;

    (void)target;
    s->profile->max_per_1000 = text == NULL ? -1 : strtod(text, &end);
    if (text == NULL || end == text || *end != '\0' || !(s->profile->max_per_1000 >= 0))
        return profile_complain(s, value, "a number from 0 on is wanted here");
    return CT_OK;
}

const ct_profile_rule *ct_profile_rules(const ct_profile *profile, size_t *n)
{
    *n = profile->rules.n;
    return profile->rules.items;
}

const char *const *ct_profile_termbases(const ct_profile *profile, size_t *n)
{
    *n = profile->termbases.n;
    return (const char *const *)profile->termbases.items;
}

const char *ct_profile_path(const ct_profile *profile)         { return profile->path; }
const char *ct_profile_fail_on(const ct_profile *profile)      { return profile->fail_on; }
double      ct_profile_max_per_1000(const ct_profile *profile) { return profile->max_per_1000; }
