/* YAML of profiles. */
#include <stdio.h>
#include <string.h>

#include "profile_yaml.h"

ct_status profile_no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a profile");
}

ct_status profile_complain(const source *s, const yaml_node_t *node, const char *what)
{
    return ct_fail(s->err, CT_FORMAT, node->start_mark.index, "'%s', line %zu: %s", s->path,
                   node->start_mark.line + 1, what);
}

const yaml_node_t *profile_node(source *s, int index)
{
    return yaml_document_get_node(&s->yaml, index);
}

const char *profile_scalar(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

static ct_status unknown_key(const source *s, const yaml_node_t *name, const key *keys, size_t n)
{
    const char *text = profile_scalar(name);
    char known[200] = "";

    for (size_t i = 0; i < n; i++)
        snprintf(known + strlen(known), sizeof known - strlen(known), "%s%s", i == 0 ? "" : ", ", keys[i].name);
    return ct_fail(s->err, CT_FORMAT, name->start_mark.index, "'%s', line %zu: unknown key '%.40s'; known here: %s", s->path,
                   name->start_mark.line + 1, text == NULL ? "(not a text)" : text, known);
}

ct_status profile_take_mapping(source *s, const yaml_node_t *node, const key *keys, size_t n)
{
    if (node->type != YAML_MAPPING_NODE)
        return profile_complain(s, node, "a mapping (key: value) is wanted here");
    for (yaml_node_pair_t *p = node->data.mapping.pairs.start; p < node->data.mapping.pairs.top; p++) {
        const yaml_node_t *name = profile_node(s, p->key);
        const char *text = profile_scalar(name);
        ct_status status;
        size_t i = 0;
        while (i < n && (text == NULL || strcmp(keys[i].name, text) != 0))
            i++;
        if (i == n)
            return unknown_key(s, name, keys, n);
        status = keys[i].take(s, profile_node(s, p->value), keys[i].target);
        if (status != CT_OK)
            return status;
    }
    return CT_OK;
}

ct_status profile_take_list(source *s, const yaml_node_t *node, take_value take, void *target)
{
    if (node->type != YAML_SEQUENCE_NODE)
        return profile_complain(s, node, "a list is wanted here");
    for (yaml_node_item_t *i = node->data.sequence.items.start; i < node->data.sequence.items.top; i++) {
        ct_status status = take(s, profile_node(s, *i), target);
        if (status != CT_OK)
            return status;
    }
    return CT_OK;
}

ct_status profile_take_text(source *s, const yaml_node_t *value, void *target)
{
    const char *text = profile_scalar(value);

    if (text == NULL || *text == '\0')
        return profile_complain(s, value, "a text is wanted here");
    *(const char **)target = ct_arena_string(&s->profile->arena, text);
    return *(const char **)target == NULL ? profile_no_memory(s->err) : CT_OK;
}

ct_status profile_load(source *s, const char *bytes, size_t len)
{
    yaml_parser_t parser;
    ct_status status = CT_OK;

    if (!yaml_parser_initialize(&parser))
        return profile_no_memory(s->err);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, len);
    if (!yaml_parser_load(&parser, &s->yaml))
        status = ct_fail(s->err, CT_FORMAT, parser.problem_offset, "'%s', line %zu: %s", s->path,
                         parser.problem_mark.line + 1, parser.problem != NULL ? parser.problem : "broken YAML");
    yaml_parser_delete(&parser);
    return status;
}
