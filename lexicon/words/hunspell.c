/* Hunspell's stems and spelling. Its handles are not thread-safe, hence the lock; and it gives a handle even when
 * its files are missing, hence the look at the files. */
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <hunspell.h>

#include <cotejo-internal/spelling.h>

struct ct_spelling {
    pthread_mutex_t lock;
    char      *path;      /* NULL: there is no dictionary */
    Hunhandle *handle;
    bool       tried;
};

static const char *const first_choice[CT_LANGUAGES] = { "es_ES", "en_US" };

const char *ct_data_dirs(void)
{
    const char *dirs = getenv("XDG_DATA_DIRS");
    return dirs != NULL && *dirs != '\0' ? dirs : "/usr/local/share:/usr/share";
}

static bool is_file(const char *folder, const char *name, const char *ending)
{
    struct stat st;
    char path[1024];
    int n = snprintf(path, sizeof path, "%s/%s%s", folder, name, ending);

    return n > 0 && (size_t)n < sizeof path && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static bool is_pair(const char *folder, const char *name)
{
    return is_file(folder, name, ".aff") && is_file(folder, name, ".dic");
}

/* The dictionary of a folder: the first choice, else the first by name of the language. */
static bool find_in(const char *folder, ct_language language, char name[64])
{
    const char *tag = ct_language_tag(language);
    struct dirent *entry;
    DIR *dir;

    name[0] = '\0';
    if (is_pair(folder, first_choice[language])) {
        snprintf(name, 64, "%s", first_choice[language]);
        return true;
    }
    dir = opendir(folder);
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char candidate[64];
        size_t len = strlen(entry->d_name);
        if (len < 6 || len >= sizeof candidate || strcmp(entry->d_name + len - 4, ".dic") != 0
            || strncmp(entry->d_name, tag, 2) != 0 || (entry->d_name[2] != '_' && entry->d_name[2] != '.'))
            continue;
        snprintf(candidate, sizeof candidate, "%.*s", (int)(len - 4), entry->d_name);
        if (is_pair(folder, candidate) && (name[0] == '\0' || strcmp(candidate, name) < 0))
            memcpy(name, candidate, sizeof candidate);
    }
    if (dir != NULL)
        closedir(dir);
    return name[0] != '\0';
}

/* Look through a list of folders parted by ":"; `below` is added to each. */
static char *find_along(ct_arena *arena, const char *folders, const char *below, ct_language language)
{
    while (folders != NULL && *folders != '\0') {
        size_t len = strcspn(folders, ":");
        char folder[900], name[64], path[1024];
        int n = snprintf(folder, sizeof folder, "%.*s%s", (int)(len < 800 ? len : 800), folders, below);

        if (n > 0 && (size_t)n < sizeof folder && find_in(folder, language, name)) {
            snprintf(path, sizeof path, "%s/%s", folder, name);
            return ct_arena_string(arena, path);
        }
        folders += len + (folders[len] == ':');
    }
    return NULL;
}

char *ct_spelling_find(ct_arena *arena, ct_language language)
{
    char *path = find_along(arena, getenv("DICPATH"), "", language);
    return path != NULL ? path : find_along(arena, ct_data_dirs(), "/hunspell", language);
}

ct_spelling *ct_spelling_new(const char *path)
{
    ct_spelling *s = calloc(1, sizeof *s);

    if (s == NULL)
        return NULL;
    if (path != NULL) {
        s->path = malloc(strlen(path) + 1);
        if (s->path == NULL) {
            free(s);
            return NULL;
        }
        strcpy(s->path, path);
    }
    pthread_mutex_init(&s->lock, NULL);
    return s;
}

void ct_spelling_free(ct_spelling *s)
{
    if (s == NULL)
        return;
    if (s->handle != NULL)
        Hunspell_destroy(s->handle);
    pthread_mutex_destroy(&s->lock);
    free(s->path);
    free(s);
}

/* The handle, made now if it was not; NULL when there is no dictionary in UTF-8. Call with the lock held. */
static Hunhandle *handle_of(ct_spelling *s)
{
    char aff[1100], dic[1100];

    if (s->tried || s->path == NULL)
        return s->handle;
    s->tried = true;
    snprintf(aff, sizeof aff, "%s.aff", s->path);
    snprintf(dic, sizeof dic, "%s.dic", s->path);
    s->handle = Hunspell_create(aff, dic);
    if (s->handle != NULL && strcmp(Hunspell_get_dic_encoding(s->handle), "UTF-8") != 0) {
        Hunspell_destroy(s->handle);
        s->handle = NULL;
    }
    return s->handle;
}

/* A stem that does not begin as the form does was made by taking off a prefix. */
static bool begins_alike(const char *form, const char *stem)
{
    size_t common = 0, len = strlen(stem);

    while (common < len && form[common] == stem[common])
        common++;
    if (common < 3 && common < len && !(common == 2 && len == 3))
        return false;
    return 2 * common >= len;
}

void ct_spelling_stems(ct_spelling *s, const char *form, ct_stem *take, void *payload)
{
    char **stems = NULL;
    Hunhandle *handle;
    int n = 0;

    if (strlen(form) >= CT_MAX_FORM)
        return;
    pthread_mutex_lock(&s->lock);
    handle = handle_of(s);
    if (handle != NULL)
        n = Hunspell_stem(handle, &stems, form);
    for (int i = 0; i < n; i++)
        if (begins_alike(form, stems[i]))
            take(stems[i], strlen(stems[i]), payload);
    if (stems != NULL)
        Hunspell_free_list(handle, &stems, n);
    pthread_mutex_unlock(&s->lock);
}

bool ct_spelling_knows(ct_spelling *s, const char *form)
{
    Hunhandle *handle;
    bool knows;

    if (strlen(form) >= CT_MAX_FORM)
        return false;
    pthread_mutex_lock(&s->lock);
    handle = handle_of(s);
    knows = handle != NULL && Hunspell_spell(handle, form) != 0;
    pthread_mutex_unlock(&s->lock);
    return knows;
}
