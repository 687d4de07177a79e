/* YAML of profiles: a tree by libyaml, taken over key by key; whatever is wrong is said with its line. */
#ifndef COTEJO_STATEMENTS_PROFILE_YAML_H
#define COTEJO_STATEMENTS_PROFILE_YAML_H

#include <unicode/ucasemap.h>
#include <yaml.h>

#include "profile.h"

typedef struct source {
    ct_profile     *profile;
    const char     *path;
    UCaseMap       *lower;
    yaml_document_t yaml;
    ct_error       *err;
} source;

typedef ct_status (*take_value)(source *s, const yaml_node_t *value, void *target);
typedef struct key { const char *name; take_value take; void *target; } key;

/** Fill s->yaml, to be deleted by the caller. */
ct_status profile_load(source *s, const char *bytes, size_t len);

ct_status   profile_no_memory(ct_error *err);
/** CT_FORMAT with file and line of the node. */
ct_status   profile_complain(const source *s, const yaml_node_t *node, const char *what);
const yaml_node_t *profile_node(source *s, int index);
const char *profile_scalar(const yaml_node_t *node);      /* NULL if it is none */

ct_status profile_take_mapping(source *s, const yaml_node_t *node, const key *keys, size_t n);
ct_status profile_take_list(source *s, const yaml_node_t *node, take_value take, void *target);
ct_status profile_take_text(source *s, const yaml_node_t *value, void *target);      /* const char ** */

/* ---- profile_rules.c: take_value of the keys `rules`, `where`, `termbases`, `fail-on`, `max-per-1000` ------------ */

ct_status profile_take_rules(source *s, const yaml_node_t *value, void *target);     /* NULL */
ct_status profile_take_where(source *s, const yaml_node_t *value, void *target);
ct_status profile_take_termbases(source *s, const yaml_node_t *value, void *target);
ct_status profile_take_rate(source *s, const yaml_node_t *value, void *target);

#endif
