/* Manifests: YAML read into a tree by libyaml, then taken over key by key.
 *
 * Every mapping is described by a table of its keys, so that an unknown key is found, named with file and line, and
 * answered with the keys there are. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <yaml.h>

#include <cotejo/manifest.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/file.h>
#include <cotejo-internal/vector.h>

enum { MOST_INCLUDES = 16, MOST_BYTES = 16 << 20 };

struct ct_manifest {
    ct_arena    arena;
    const char *title, *profile;
    CT_VECTOR(ct_manifest_document) documents;
    CT_VECTOR(ct_manifest_pair)     pairs;
};

/* One manifest file being read, and the file that included it. */
typedef struct source {
    ct_manifest         *manifest;
    const char          *path, *folder, *texts;
    const struct source *includer;
    unsigned             depth;
    dev_t                device;      /* of the file itself: one file may be reached by several paths */
    ino_t                inode;
    yaml_document_t      yaml;
    ct_error            *err;
} source;

typedef ct_status (*take_value)(source *s, const yaml_node_t *value, void *target);
typedef struct key { const char *name; take_value take; } key;

static ct_status read_source(ct_manifest *m, const char *path, const source *includer, const char *texts, ct_error *err);

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a manifest");
}

/* ---- nodes --------------------------------------------------------------------------------------- */

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static ct_status complain(source *s, const yaml_node_t *node, const char *format, ...)
{
    char text[320];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ct_fail(s->err, CT_FORMAT, node->start_mark.index, "'%s', line %zu: %s", s->path, node->start_mark.line + 1, text);
}

static const yaml_node_t *node_at(source *s, int index)
{
    return yaml_document_get_node(&s->yaml, index);
}

static const char *scalar(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

static ct_status take_text(source *s, const yaml_node_t *value, void *target)
{
    const char *text = scalar(value);

    if (text == NULL)
        return complain(s, value, "a text is wanted here, not a list or mapping");
    *(const char **)target = ct_arena_string(&s->manifest->arena, text);
    return *(const char **)target == NULL ? no_memory(s->err) : CT_OK;
}

static void list_keys(char *out, size_t size, const key *keys, size_t n)
{
    size_t used = 0;

    out[0] = '\0';
    for (size_t i = 0; i < n && used < size; i++) {
        int put = snprintf(out + used, size - used, "%s%s", i > 0 ? ", " : "", keys[i].name);
        used += put > 0 ? (size_t)put : 0;
    }
}

/* Hand each value of a mapping to its key's function; `targets[i]` belongs to `keys[i]`. */
static ct_status take_mapping(source *s, const yaml_node_t *node, const key *keys, void *const *targets, size_t n)
{
    char known[160];

    if (node->type != YAML_MAPPING_NODE)
        return complain(s, node, "a mapping (key: value) is wanted here");
    for (yaml_node_pair_t *p = node->data.mapping.pairs.start; p < node->data.mapping.pairs.top; p++) {
        const yaml_node_t *name = node_at(s, p->key);
        const char *text = scalar(name);
        ct_status status;
        size_t i = 0;
        while (i < n && (text == NULL || strcmp(keys[i].name, text) != 0))
            i++;
        if (i == n) {
            list_keys(known, sizeof known, keys, n);
            return complain(s, name, "unknown key '%.40s'; known here: %s", text == NULL ? "(not a text)" : text, known);
        }
        status = keys[i].take(s, node_at(s, p->value), targets[i]);
        if (status != CT_OK)
            return status;
    }
    return CT_OK;
}

static ct_status take_list(source *s, const yaml_node_t *node, take_value take)
{
    if (node->type != YAML_SEQUENCE_NODE)
        return complain(s, node, "a list is wanted here");
    for (yaml_node_item_t *i = node->data.sequence.items.start; i < node->data.sequence.items.top; i++) {
        ct_status status = take(s, node_at(s, *i), NULL);
        if (status != CT_OK)
            return status;
    }
    return CT_OK;
}

static ct_status take_word(source *s, const yaml_node_t *value, const char *const *words, size_t n, int *out)
{
    const char *text = scalar(value);

    for (size_t i = 0; text != NULL && i < n; i++)
        if (strcmp(words[i], text) == 0) {
            *out = (int)i;
            return CT_OK;
        }
    return complain(s, value, "'%.40s' is none of the values there are; the first is '%s'", text == NULL ? "" : text, words[0]);
}

/* ---- paths --------------------------------------------------------------------------------------- */

static const char *join(ct_arena *arena, const char *folder, const char *name)
{
    size_t n = strlen(folder), m = strlen(name);
    char *path;

    if (name[0] == '/' || n == 0)
        return ct_arena_copy(arena, name, m);
    path = ct_arena_take(arena, n + m + 2, 1, 1);
    if (path != NULL) {
        memcpy(path, folder, n);
        path[n] = '/';
        memcpy(path + n + 1, name, m);
    }
    return path;
}

/* Beside the manifest if it is there, else in the folder of texts if it is there, else beside the manifest all the same. */
static const char *resolve(const source *s, const char *name)
{
    ct_arena *arena = &s->manifest->arena;
    const char *beside = join(arena, s->folder, name), *other;
    struct stat st;

    if (beside == NULL || s->texts == NULL || stat(beside, &st) == 0)
        return beside;
    other = join(arena, s->texts, name);
    return other != NULL && stat(other, &st) == 0 ? other : beside;
}

static ct_status take_path(source *s, const yaml_node_t *value, void *target)
{
    const char *name = NULL;
    ct_status status = take_text(s, value, &name);

    if (status != CT_OK)
        return status;
    *(const char **)target = resolve(s, name);
    return *(const char **)target == NULL ? no_memory(s->err) : CT_OK;
}

/* ---- documents ------------------------------------------------------------------------------------- */

static ct_status take_language(source *s, const yaml_node_t *value, void *target)
{
    const char *tag = scalar(value);

    if (tag == NULL || !ct_language_parse(tag, target))
        return complain(s, value, "'%.20s' is no language known here: es or en", tag == NULL ? "" : tag);
    return CT_OK;
}

static ct_status take_provenance(source *s, const yaml_node_t *value, void *target)
{
    static const char *const words[] = { "original", "human-translation", "machine-translation" };
    int word = 0;
    ct_status status = take_word(s, value, words, 3, &word);

    *(ct_provenance *)target = (ct_provenance)word;
    return status;
}

static ct_status take_part(source *s, const yaml_node_t *value, void *target)
{
    static const key keys[] = { { "from", take_text }, { "to", take_text } };
    ct_part *part = target;
    void *targets[] = { &part->from, &part->to };

    return take_mapping(s, value, keys, targets, 2);
}

static ct_status take_document(source *s, const yaml_node_t *node, void *unused)
{
    static const key keys[] = {
        { "id", take_text }, { "file", take_text }, { "title", take_text }, { "language", take_language },
        { "date", take_text }, { "kind", take_provenance }, { "sha256", take_text }, { "encoding", take_text },
        { "part", take_part },
    };
    ct_manifest_document d = { .language = CT_LANGUAGES, .line = (uint32_t)node->start_mark.line + 1 };
    void *targets[] = { &d.id, &d.file, &d.title, &d.language, &d.date, &d.provenance, &d.sha256, &d.encoding, &d.part };
    ct_status status = take_mapping(s, node, keys, targets, sizeof keys / sizeof *keys);

    (void)unused;
    if (status != CT_OK)
        return status;
    if (d.id == NULL || d.file == NULL || d.language == CT_LANGUAGES)
        return complain(s, node, "a document needs 'id', 'file' and 'language'");
    for (size_t i = 0; i < s->manifest->documents.n; i++)
        if (strcmp(s->manifest->documents.items[i].id, d.id) == 0)
            return complain(s, node, "there is a document '%.60s' already", d.id);
    d.path = resolve(s, d.file);
    return d.path != NULL && ct_push(&s->manifest->documents, d) ? CT_OK : no_memory(s->err);
}

/* ---- pairs ------------------------------------------------------------------------------------------ */

static ct_status take_reference(source *s, const yaml_node_t *value, void *target)
{
    const char *id = scalar(value);

    for (uint32_t i = 0; id != NULL && i < s->manifest->documents.n; i++)
        if (strcmp(s->manifest->documents.items[i].id, id) == 0) {
            *(uint32_t *)target = i;
            return CT_OK;
        }
    complain(s, value, "there is no document '%.60s' above", id == NULL ? "" : id);
    if (s->err != NULL)
        s->err->code = CT_MISSING;
    return CT_MISSING;
}

static ct_status take_pair_kind(source *s, const yaml_node_t *value, void *target)
{
    static const char *const words[] = { "undecided", "translation", "comparable" };
    int word = 0;
    ct_status status = take_word(s, value, words, 3, &word);

    *(ct_pair_kind *)target = (ct_pair_kind)word;
    return status;
}

static ct_status take_pair(source *s, const yaml_node_t *node, void *unused)
{
    static const key keys[] = { { "source", take_reference }, { "target", take_reference }, { "kind", take_pair_kind } };
    ct_manifest_pair pair = { CT_NONE, CT_NONE, CT_PAIR_UNDECIDED };
    void *targets[] = { &pair.source, &pair.target, &pair.kind };
    ct_status status = take_mapping(s, node, keys, targets, 3);

    (void)unused;
    if (status != CT_OK)
        return status;
    if (pair.source == CT_NONE || pair.target == CT_NONE)
        return complain(s, node, "a pair needs 'source' and 'target'");
    if (pair.source == pair.target)
        return complain(s, node, "a document is no pair with itself");
    return ct_push(&s->manifest->pairs, pair) ? CT_OK : no_memory(s->err);
}

/* ---- the file ---------------------------------------------------------------------------------------- */

static ct_status take_version(source *s, const yaml_node_t *value, void *unused)
{
    const char *version = scalar(value);

    (void)unused;
    if (version == NULL || strcmp(version, "manifest-1") != 0)
        return complain(s, value, "this is no manifest of a kind known here: 'cotejo: manifest-1' is");
    return CT_OK;
}

static ct_status take_include(source *s, const yaml_node_t *value, void *unused)
{
    const char *path = NULL;
    ct_status status = take_path(s, value, &path);
    struct stat st;

    (void)unused;
    if (status != CT_OK)
        return status;
    if (s->depth >= MOST_INCLUDES)
        return complain(s, value, "includes go deeper than %d files", MOST_INCLUDES);
    for (const source *up = s; stat(path, &st) == 0 && up != NULL; up = up->includer)
        if (up->device == st.st_dev && up->inode == st.st_ino)
            return complain(s, value, "'%.120s' includes itself: break the cycle", path);
    return read_source(s->manifest, path, s, s->texts, s->err);
}

static ct_status take_includes(source *s, const yaml_node_t *value, void *unused)
{
    (void)unused;
    return take_list(s, value, take_include);
}

static ct_status take_documents(source *s, const yaml_node_t *value, void *unused)
{
    (void)unused;
    return take_list(s, value, take_document);
}

static ct_status take_pairs(source *s, const yaml_node_t *value, void *unused)
{
    (void)unused;
    return take_list(s, value, take_pair);
}

static ct_status take_file(source *s)
{
    static const key keys[] = {
        { "cotejo", take_version }, { "title", take_text }, { "profile", take_path }, { "include", take_includes },
        { "documents", take_documents }, { "pairs", take_pairs },
    };
    ct_manifest *m = s->manifest;
    const char *title = NULL, *profile = NULL;
    void *targets[] = { NULL, &title, &profile, NULL, NULL, NULL };
    yaml_node_t *root = yaml_document_get_root_node(&s->yaml);
    ct_status status;

    if (root == NULL)
        return ct_fail(s->err, CT_FORMAT, CT_NO_OFFSET, "'%s' is empty: a manifest begins with 'cotejo: manifest-1'", s->path);
    status = take_mapping(s, root, keys, targets, sizeof keys / sizeof *keys);
    if (s->includer == NULL || m->title == NULL)
        m->title = title != NULL ? title : m->title;
    if (s->includer == NULL || m->profile == NULL)
        m->profile = profile != NULL ? profile : m->profile;
    return status;
}

static ct_status load_yaml(yaml_document_t *out, const char *path, const char *bytes, size_t len, ct_error *err)
{
    ct_status status = CT_OK;
    yaml_parser_t parser;

    if (!yaml_parser_initialize(&parser))
        return no_memory(err);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, len);
    if (!yaml_parser_load(&parser, out))
        status = ct_fail(err, CT_FORMAT, parser.problem_offset, "'%s', line %zu: this is no YAML: %s", path,
                         parser.problem_mark.line + 1, parser.problem != NULL ? parser.problem : "broken");
    yaml_parser_delete(&parser);
    return status;
}

static char *folder_of(ct_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? ct_arena_string(arena, ".") : ct_arena_copy(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

static ct_status read_source(ct_manifest *m, const char *path, const source *includer, const char *texts, ct_error *err)
{
    source s = { .manifest = m, .path = path, .texts = texts, .includer = includer, .err = err,
                 .depth = includer == NULL ? 0 : includer->depth + 1, .folder = folder_of(&m->arena, path) };
    char *bytes = NULL;
    size_t len = 0;
    ct_status status;
    struct stat st;

    if (s.folder == NULL)
        return no_memory(err);
    if (stat(path, &st) == 0) {
        s.device = st.st_dev;
        s.inode = st.st_ino;
    }
    status = ct_file_read(&bytes, &len, path, MOST_BYTES, err);
    if (status != CT_OK)
        return status;
    status = load_yaml(&s.yaml, path, bytes, len, err);
    free(bytes);
    if (status != CT_OK)
        return status;
    status = take_file(&s);
    yaml_document_delete(&s.yaml);
    return status;
}

ct_status ct_manifest_read(ct_manifest **out, const char *path, const char *texts, ct_error *err)
{
    ct_manifest *m = calloc(1, sizeof *m);
    ct_status status;

    *out = NULL;
    if (m == NULL)
        return no_memory(err);
    status = read_source(m, path, NULL, texts, err);
    if (status == CT_OK && m->pairs.n == 0)
        status = ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' names no pairs: nothing to hold against each other", path);
    if (status == CT_OK) {
        *out = m;
        m = NULL;
    }
    ct_manifest_free(m);
    return status;
}

void ct_manifest_free(ct_manifest *m)
{
    if (m == NULL)
        return;
    ct_vector_release(&m->documents);
    ct_vector_release(&m->pairs);
    ct_arena_clear(&m->arena);
    free(m);
}

const char *ct_manifest_title(const ct_manifest *m)   { return m->title; }
const char *ct_manifest_profile(const ct_manifest *m) { return m->profile; }

const ct_manifest_document *ct_manifest_documents(const ct_manifest *m, size_t *n)
{
    *n = m->documents.n;
    return m->documents.items;
}

const ct_manifest_pair *ct_manifest_pairs(const ct_manifest *m, size_t *n)
{
    *n = m->pairs.n;
    return m->pairs.items;
}
