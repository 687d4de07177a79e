/* Profiles: YAML, read into a tree by libyaml, then taken over key by key. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/file.h>

#include "profile_yaml.h"

enum { MOST_BYTES = 4 << 20, MOST_PARTIES = 64 };

/* A list of names being read: of which party or region, in which language. */
typedef struct names { ct_language language; uint32_t party; cue_class class; bool complete; } names;

/* ---- names ------------------------------------------------------------------------------------------ */

/* Names of a party are matched as they are tokenised: lower case, without a leading article. */
static ct_status add_cue(source *s, const names *of, const char *text)
{
    UErrorCode problem = U_ZERO_ERROR;
    char lower[512];
    int32_t n = ucasemap_utf8ToLower(s->lower, lower, sizeof lower, text, -1, &problem);
    const char *from = lower;

    if (U_FAILURE(problem) || n >= (int32_t)sizeof lower)
        return ct_fail(s->err, CT_FORMAT, CT_NO_OFFSET, "'%s': a name is too long: '%.60s'", s->path, text);
    for (int32_t i = 0; i < n; i++)
        if (strchr("/*?", lower[i]) != NULL)     /* signs of the cue tables */
            lower[i] = ' ';
    if (of->language == CT_EN && strncmp(lower, "the ", 4) == 0)
        from += 4;
    return ct_cue_table_add(&s->profile->tables[of->language], of->class, of->party, from, strlen(from), s->path,
                            s->err);
}

static ct_status take_party_name(source *s, const yaml_node_t *value, void *target)
{
    const char *text = NULL;
    ct_status status = profile_take_text(s, value, &text);

    return status != CT_OK ? status : add_cue(s, target, text);
}

/* The list becomes the party's names, and each a cue. */
static ct_status take_party_names(source *s, const yaml_node_t *value, void *target)
{
    const names *of = target;
    ct_party *party = &s->profile->parties.items[of->party];
    const char **list;
    size_t n = 0;

    if (value->type != YAML_SEQUENCE_NODE)
        return profile_complain(s, value, "a list of names is wanted here");
    list = CT_NEW_N(&s->profile->arena, const char *, (size_t)(value->data.sequence.items.top
                                                               - value->data.sequence.items.start) + 1);
    if (list == NULL)
        return profile_no_memory(s->err);
    for (yaml_node_item_t *i = value->data.sequence.items.start; i < value->data.sequence.items.top; i++) {
        ct_status status = profile_take_text(s, profile_node(s, *i), &list[n]);
        if (status == CT_OK)
            status = add_cue(s, of, list[n++]);
        if (status != CT_OK)
            return status;
    }
    party->names[of->language] = list;
    party->n_names[of->language] = n;
    return CT_OK;
}

static ct_status take_own_names(source *s, const yaml_node_t *value, void *target)
{
    return profile_take_list(s, value, take_party_name, target);
}

static ct_status take_own(source *s, const yaml_node_t *value, void *target)
{
    uint32_t party = *(const uint32_t *)target;
    names es = { CT_ES, party, CUE_PARTY_OF, true }, en = { CT_EN, party, CUE_PARTY_OF, true };
    const key keys[] = { { "es", take_own_names, &es }, { "en", take_own_names, &en } };

    return profile_take_mapping(s, value, keys, sizeof keys / sizeof *keys);
}

static ct_status take_party(source *s, const yaml_node_t *value, void *target)
{
    uint32_t party = (uint32_t)s->profile->parties.n;
    const char *id = NULL;
    names es = { CT_ES, party, CUE_PARTY, true }, en = { CT_EN, party, CUE_PARTY, true };
    const key keys[] = {
        { "id", profile_take_text, &id }, { "es", take_party_names, &es }, { "en", take_party_names, &en },
        { "own", take_own, &party }
    };
    ct_status status;

    (void)target;
    if (party == MOST_PARTIES)
        return profile_complain(s, value, "too many parties");
    if (!ct_push(&s->profile->parties, (ct_party){ 0 }))
        return profile_no_memory(s->err);
    status = profile_take_mapping(s, value, keys, sizeof keys / sizeof *keys);
    if (status == CT_OK && id == NULL)
        status = profile_complain(s, value, "a party has no id");
    for (uint32_t i = 0; status == CT_OK && i < party; i++)
        if (strcmp(s->profile->parties.items[i].id, id) == 0)
            status = profile_complain(s, value, "two parties have one id");
    s->profile->parties.items[party].id = id;
    return status;
}

static ct_status take_parties(source *s, const yaml_node_t *value, void *target)
{
    return profile_take_list(s, value, take_party, target);
}

static ct_status take_region_name(source *s, const yaml_node_t *value, void *target)
{
    const names *of = target;
    ct_region_name name = { NULL, of->complete };
    ct_status status = profile_take_text(s, value, &name.text);

    if (status == CT_OK && !ct_push(&s->profile->regions[of->language], name))
        status = profile_no_memory(s->err);
    return status;
}

static ct_status take_region_names(source *s, const yaml_node_t *value, void *target)
{
    return profile_take_list(s, value, take_region_name, target);
}

static ct_status take_region(source *s, const yaml_node_t *value, void *target)
{
    bool complete = *(const bool *)target;
    names es = { CT_ES, 0, CUE_PARTY, complete }, en = { CT_EN, 0, CUE_PARTY, complete };
    const key keys[] = { { "es", take_region_names, &es }, { "en", take_region_names, &en } };

    return profile_take_mapping(s, value, keys, sizeof keys / sizeof *keys);
}

/* ---- the whole --------------------------------------------------------------------------------------- */

static ct_status take_profile(source *s)
{
    bool complete = true, incomplete = false;
    const key keys[] = {
        { "parties", take_parties, NULL }, { "region", take_region, &complete },
        { "incomplete-region", take_region, &incomplete }, { "rules", profile_take_rules, NULL },
        { "where", profile_take_where, NULL }, { "termbases", profile_take_termbases, NULL },
        { "fail-on", profile_take_text, &s->profile->fail_on }, { "max-per-1000", profile_take_rate, NULL }
    };
    const yaml_node_t *root = yaml_document_get_root_node(&s->yaml);

    if (root == NULL)
        return ct_fail(s->err, CT_FORMAT, CT_NO_OFFSET, "'%s' is empty", s->path);
    return profile_take_mapping(s, root, keys, sizeof keys / sizeof *keys);
}

static ct_status read_yaml(ct_profile *profile, const char *path, ct_error *err)
{
    UErrorCode problem = U_ZERO_ERROR;
    source s = { .profile = profile, .path = path, .err = err };
    char *bytes = NULL;
    size_t len = 0;
    ct_status status = ct_file_read(&bytes, &len, path, MOST_BYTES, err);

    if (status != CT_OK)
        goto done;
    s.lower = ucasemap_open("", 0, &problem);
    if (U_FAILURE(problem)) {
        status = profile_no_memory(err);
        goto done;
    }
    status = profile_load(&s, bytes, len);
    if (status != CT_OK)
        goto done;
    status = take_profile(&s);
    yaml_document_delete(&s.yaml);
done:
    if (s.lower != NULL)
        ucasemap_close(s.lower);
    free(bytes);
    return status;
}

/* Complete names first, whatever the order of the keys in the file. */
static void order_regions(ct_profile *profile)
{
    for (int l = 0; l < CT_LANGUAGES; l++) {
        size_t complete = 0;
        for (size_t i = 0; i < profile->regions[l].n; i++) {
            ct_region_name name = profile->regions[l].items[i];
            if (!name.complete)
                continue;
            memmove(&profile->regions[l].items[complete + 1], &profile->regions[l].items[complete],
                    (i - complete) * sizeof name);
            profile->regions[l].items[complete++] = name;
        }
    }
}

ct_status ct_profile_read(ct_profile **out, const char *path, const char *data, ct_error *err)
{
    const char *folder = data != NULL ? data : ct_data_folder();
    ct_profile *profile = calloc(1, sizeof *profile);
    ct_buffer standard = { 0 };
    ct_status status = CT_OK;

    *out = NULL;
    ct_buffer_printf(&standard, "%s/profile.yaml", folder);
    if (profile == NULL || standard.failed)
        status = profile_no_memory(err);
    else
        profile->max_per_1000 = -1;
    for (int l = 0; status == CT_OK && l < CT_LANGUAGES; l++)
        status = ct_cue_table_read(&profile->tables[l], folder, (ct_language)l, err);
    if (status == CT_OK)
        profile->path = ct_arena_string(&profile->arena, path != NULL ? path : standard.bytes);
    if (status == CT_OK && profile->path == NULL)
        status = profile_no_memory(err);
    if (status == CT_OK)
        status = read_yaml(profile, profile->path, err);
    /* A profile that only speaks of rules has the parties of the default one. */
    if (status == CT_OK && path != NULL && profile->parties.n + profile->regions[CT_ES].n + profile->regions[CT_EN].n == 0)
        status = read_yaml(profile, standard.bytes, err);
    for (int l = 0; status == CT_OK && l < CT_LANGUAGES; l++)
        status = ct_cue_table_finish(&profile->tables[l], err);
    if (status == CT_OK) {
        order_regions(profile);
        *out = profile;
        profile = NULL;
    }
    ct_profile_free(profile);
    ct_buffer_release(&standard);
    return status;
}

void ct_profile_free(ct_profile *profile)
{
    if (profile == NULL)
        return;
    for (int l = 0; l < CT_LANGUAGES; l++) {
        ct_cue_table_release(&profile->tables[l]);
        ct_vector_release(&profile->regions[l]);
    }
    ct_vector_release(&profile->parties);
    ct_vector_release(&profile->rules);
    ct_vector_release(&profile->termbases);
    ct_arena_clear(&profile->arena);
    free(profile);
}

const ct_party *ct_profile_parties(const ct_profile *profile, size_t *n)
{
    *n = profile->parties.n;
    return profile->parties.items;
}

const ct_region_name *ct_profile_regions(const ct_profile *profile, ct_language language, size_t *n)
{
    *n = profile->regions[language].n;
    return profile->regions[language].items;
}

const char *ct_actor_name(const ct_profile *profile, uint32_t actor)
{
    if (actor == CT_ACTOR_BOTH)
        return "both";
    if (actor >= CT_ACTOR_PARTY && actor - CT_ACTOR_PARTY < profile->parties.n)
        return profile->parties.items[actor - CT_ACTOR_PARTY].id;
    return actor == CT_ACTOR_NONE ? "-" : "other";
}
