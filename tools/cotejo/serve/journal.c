/* The file of decisions, kept in memory as far as it was read. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal.h"

struct journal {
    pthread_mutex_t mutex;
    char           *path;
    char           *bytes;      /* [n] whole lines, as on disk when it was last looked at */
    size_t          n;
    uint32_t        round;
    struct stat     seen;
    void           *lines;      /* tree of strings: what is there already, see line_key() */
};

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for decisions");
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* What makes two lines the same line. */
static char *line_key(const ct_decision *d)
{
    const char *reason = d->reason != NULL ? d->reason : "", *at = d->at != NULL ? d->at : "";
    size_t n = strlen(d->finding) + strlen(d->by) + strlen(at) + strlen(reason) + 16;
    char *key = malloc(n);

    if (key != NULL)
        snprintf(key, n, "%s\n%d\n%s\n%s\n%s", d->finding, (int)d->verdict, at, d->by, reason);
    return key;
}

static void forget(journal *j)
{
    while (j->lines != NULL) {
        char *key = *(char **)j->lines;
        tdelete(key, &j->lines, by_text);
        free(key);
    }
}

static ct_status remember(journal *j, const char *bytes, size_t n, ct_error *err)
{
    ct_decisions *decisions;
    const ct_decision *all;
    size_t n_decisions;
    ct_status status = ct_decisions_parse(&decisions, j->path, bytes, n, err);

    if (status == CT_FORMAT) {      /* said again with the line of the file, and not of this part */
        ct_decisions *none;
        if (ct_decisions_read(&none, j->path, err) == CT_OK)
            ct_decisions_free(none);
    }
    if (status != CT_OK)
        return status;
    all = ct_decisions_all(decisions, &n_decisions);
    for (size_t i = 0; i < n_decisions && status == CT_OK; i++) {
        char *key = line_key(&all[i]), **node = key == NULL ? NULL : tsearch(key, &j->lines, by_text);
        if (node == NULL)
            status = no_memory(err);
        if (node == NULL || *node != key)
            free(key);
    }
    ct_decisions_free(decisions);
    return status;
}

ct_status journal_open(journal **out, const char *path, ct_error *err)
{
    journal *j = calloc(1, sizeof *j);

    *out = NULL;
    if (j == NULL || (j->path = strdup(path)) == NULL || pthread_mutex_init(&j->mutex, NULL) != 0) {
        if (j != NULL)
            free(j->path);
        free(j);
        return no_memory(err);
    }
    j->round = 1;
    *out = j;
    return CT_OK;
}

void journal_close(journal *j)
{
    if (j == NULL)
        return;
    forget(j);
    pthread_mutex_destroy(&j->mutex);
    free(j->bytes);
    free(j->path);
    free(j);
}

/* ---- looking ------------------------------------------------------------------------------------------------------ */

static bool unchanged(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_dev == b->st_dev && a->st_size == b->st_size
        && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* The bytes [at, size) of the file to where they belong; `*n`: the end of the last whole line. */
static ct_status read_into(const journal *j, int fd, char *bytes, size_t at, size_t size, size_t *n, ct_error *err)
{
    while (at < size) {
        ssize_t got = pread(fd, bytes + at, size - at, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot read '%s': %s", j->path, strerror(errno));
        if (got == 0)
            break;
        at += (size_t)got;
    }
    while (at > 0 && bytes[at - 1] != '\n')      /* a line that somebody is writing */
        at--;
    *n = at;
    return CT_OK;
}

/* What was written behind the end known so far, by ourselves: the rest need not be read again. */
static ct_status take_end(journal *j, int fd, const struct stat *st, ct_error *err)
{
    size_t n, size = (size_t)st->st_size;
    char *bytes = realloc(j->bytes, size + 1);
    ct_status status;

    if (bytes == NULL)
        return no_memory(err);
    j->bytes = bytes;
    status = read_into(j, fd, bytes, j->n, size, &n, err);
    if (status == CT_OK && n > j->n)
        status = remember(j, bytes + j->n, n - j->n, err);
    if (status == CT_OK) {
        j->n = n > j->n ? n : j->n;
        j->seen = *st;
    }
    return status;
}

/* Read all of it: what others wrote, wherever that is. */
static ct_status take_all(journal *j, int fd, const struct stat *st, ct_error *err)
{
    size_t n = 0, old = j->n;
    char *bytes = malloc((size_t)st->st_size + 1);
    ct_status status = bytes == NULL ? no_memory(err) : read_into(j, fd, bytes, 0, (size_t)st->st_size, &n, err);

    if (status == CT_OK && (n < old || (old > 0 && memcmp(bytes, j->bytes, old) != 0))) {
        forget(j);
        j->round++;
        j->n = old = 0;
    }
    if (status == CT_OK)
        status = remember(j, bytes + old, n - old, err);
    if (status != CT_OK) {      /* looked at again the next time */
        free(bytes);
        return status;
    }
    free(j->bytes);
    j->bytes = bytes;
    j->n = n;
    j->seen = *st;
    return CT_OK;
}

static ct_status look(journal *j, bool appended, ct_error *err)
{
    struct stat st = { 0 };
    ct_status status = CT_OK;
    int fd = open(j->path, O_RDONLY | O_CLOEXEC);

    if (fd < 0 && errno != ENOENT)
        return ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot read '%s': %s", j->path, strerror(errno));
    if (fd >= 0 && fstat(fd, &st) != 0)
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot read '%s': %s", j->path, strerror(errno));
    else if (!unchanged(&st, &j->seen))
        status = appended && (size_t)st.st_size >= j->n ? take_end(j, fd, &st, err) : take_all(j, fd, &st, err);
    if (fd >= 0)
        close(fd);
    return status;
}

ct_status journal_since(journal *j, journal_place from, char **lines, size_t *len, bool *whole, journal_place *at,
                        ct_error *err)
{
    ct_status status;

    *lines = NULL;
    *len = 0;
    pthread_mutex_lock(&j->mutex);
    status = look(j, false, err);
    if (status == CT_OK) {
        *whole = from.round != j->round || from.offset > j->n;
        if (*whole)
            from.offset = 0;
        *len = j->n - from.offset;
        *lines = malloc(*len + 1);
        *at = (journal_place){ j->round, j->n };
        if (*lines == NULL)
            status = no_memory(err);
        else if (*len > 0)
            memcpy(*lines, j->bytes + from.offset, *len);
    }
    pthread_mutex_unlock(&j->mutex);
    return status;
}

/* ---- appending ---------------------------------------------------------------------------------------------------- */

static ct_status append_one(journal *j, const ct_decision *d, size_t *kept, ct_error *err)
{
    char *key = line_key(d);
    ct_status status = CT_OK;

    if (key == NULL)
        return no_memory(err);
    if (tfind(key, &j->lines, by_text) == NULL) {
        status = ct_decisions_append(j->path, d, err);
        if (status == CT_OK) {
            ++*kept;
            status = look(j, true, err);
        }
    }
    free(key);
    return status;
}

ct_status journal_append(journal *j, const ct_decisions *decisions, size_t *kept, ct_error *err)
{
    size_t n;
    const ct_decision *all = ct_decisions_all(decisions, &n);
    ct_status status;

    *kept = 0;
    pthread_mutex_lock(&j->mutex);
    status = look(j, false, err);
    for (size_t i = 0; i < n && status == CT_OK; i++)
        status = append_one(j, &all[i], kept, err);
    pthread_mutex_unlock(&j->mutex);
    return status;
}
