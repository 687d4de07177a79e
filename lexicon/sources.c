/* Fingerprints are of names, sizes and times, not contents: looking at forty files takes no time. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cotejo-internal/apertium.h>
#include <cotejo-internal/sources.h>
#include <cotejo-internal/stored.h>
#include <cotejo-internal/vector.h>

enum { MAX_FILES = 4096, MAX_PATH = 1024 };

static void add_string(uint64_t *hash, const char *s)
{
    ct_hash_bytes(hash, s == NULL ? "" : s, s == NULL ? 0 : strlen(s) + 1);
}

static void add_file(uint64_t *hash, const char *path)
{
    struct stat st;
    int64_t facts[3] = { -1, 0, 0 };

    if (path != NULL && stat(path, &st) == 0) {
        facts[0] = (int64_t)st.st_size;
        facts[1] = (int64_t)st.st_mtim.tv_sec;
        facts[2] = (int64_t)st.st_mtim.tv_nsec;
    }
    add_string(hash, path);
    ct_hash_bytes(hash, facts, sizeof facts);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Every table of a folder, in the order of names. */
static ct_status add_folder(uint64_t *hash, ct_arena *arena, const char *data, const char *folder, ct_error *err)
{
    CT_VECTOR(char *) names = { 0 };
    char path[MAX_PATH];
    struct dirent *entry;
    ct_status status = CT_OK;
    DIR *dir;

    snprintf(path, sizeof path, "%s/%s", data, folder);
    dir = opendir(path);
    while (dir != NULL && status == CT_OK && names.n < MAX_FILES && (entry = readdir(dir)) != NULL) {
        char file[MAX_PATH + 300], *name;
        if (entry->d_name[0] == '.')
            continue;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        name = ct_arena_string(arena, file);
        if (name == NULL || !ct_push(&names, name))
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the names in '%s'", path);
    }
    if (dir != NULL)
        closedir(dir);
    if (names.n > 0)
        qsort(names.items, names.n, sizeof *names.items, by_name);
    for (size_t i = 0; status == CT_OK && i < names.n; i++)
        add_file(hash, names.items[i]);
    ct_vector_release(&names);
    return status;
}

static void hash_request(ct_sources *s, const ct_lexicon_options *o, const char *data)
{
    unsigned char switches[2] = { o->without_general, o->without_domain };

    s->key[0] = 17;
    s->key[1] = 23;
    add_string(s->key, data);
    for (size_t i = 0; i < o->n_termbases; i++)
        add_string(s->key, o->termbases[i]);
    add_string(s->key, "learned");
    for (size_t i = 0; i < o->n_learned; i++)
        add_string(s->key, o->learned[i]);
    add_string(s->key, ct_data_dirs());
    add_string(s->key, getenv("DICPATH"));
    ct_hash_bytes(s->key, switches, sizeof switches);
}

static ct_status hash_files(ct_sources *s, ct_arena *arena, const ct_lexicon_options *o, const char *data,
                            ct_error *err)
{
    static const char *const folders[] = { "es", "en", "es-en", "es-en/concepts" };
    ct_status status = CT_OK;

    memcpy(s->fingerprint, s->key, sizeof s->key);
    for (size_t i = 0; status == CT_OK && i < sizeof folders / sizeof *folders; i++)
        status = add_folder(s->fingerprint, arena, data, folders[i], err);
    for (int f = 0; f < CT_APERTIUM_FILES; f++)
        add_file(s->fingerprint, ct_apertium_find(arena, (ct_apertium_file)f));
    for (int language = 0; language < CT_LANGUAGES; language++) {
        const char *path = ct_spelling_find(arena, (ct_language)language);
        char file[MAX_PATH + 8] = "";
        if (path != NULL)
            snprintf(file, sizeof file, "%s.dic", path);
        add_file(s->fingerprint, file);
    }
    for (size_t i = 0; i < o->n_termbases; i++)
        add_file(s->fingerprint, o->termbases[i]);
    for (size_t i = 0; i < o->n_learned; i++)
        add_file(s->fingerprint, o->learned[i]);
    return status;
}

/* Make a folder and those above it; nothing is said here if that fails: writing will. */
static void make_folders(const char *path)
{
    char partial[MAX_PATH];
    size_t len = strlen(path);

    if (len >= sizeof partial)
        return;
    for (size_t i = 1; i <= len; i++)
        if (path[i] == '/' || path[i] == '\0') {
            memcpy(partial, path, i);
            partial[i] = '\0';
            mkdir(partial, 0777);
        }
}

/* The cache folder; "" if none can be named. */
static void cache_folder(char folder[MAX_PATH], const ct_lexicon_options *o)
{
    const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    folder[0] = '\0';
    if (o->cache != NULL)
        snprintf(folder, MAX_PATH, "%s", o->cache);
    else if (xdg != NULL && xdg[0] == '/')
        snprintf(folder, MAX_PATH, "%s/cotejo", xdg);
    else if (home != NULL && home[0] == '/')
        snprintf(folder, MAX_PATH, "%s/.cache/cotejo", home);
}

ct_status ct_sources_look(ct_sources *out, ct_arena *arena, const ct_lexicon_options *o, const char *data,
                          ct_error *err)
{
    char folder[MAX_PATH], path[MAX_PATH + 64];
    ct_status status;

    *out = (ct_sources){ 0 };
    hash_request(out, o, data);
    status = hash_files(out, arena, o, data, err);
    if (status != CT_OK)
        return status;
    cache_folder(folder, o);
    if (folder[0] == '\0')
        return CT_OK;
    make_folders(folder);
    snprintf(path, sizeof path, "%s/lexicon-%016llx.bin", folder, (unsigned long long)out->key[0]);
    out->compiled = ct_arena_string(arena, path);
    snprintf(path, sizeof path, "%s/lexicon-%016llx.lock", folder, (unsigned long long)out->key[0]);
    out->lock = ct_arena_string(arena, path);
    return out->compiled != NULL && out->lock != NULL ? CT_OK
        : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for paths");
}
