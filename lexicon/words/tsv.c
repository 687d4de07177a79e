/* Reading tables in place: the file is held whole, and fields are cut off with NULs. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cotejo-internal/file.h>
#include <cotejo-internal/forms.h>
#include <cotejo-internal/tsv.h>

enum { MAX_TABLE = 256 << 20 };

static bool is_space(char c)
{
    return c == ' ' || c == '\r';
}

/* Cut white space off both ends of a NUL-terminated string. */
static char *trimmed(char *s)
{
    size_t n;

    while (is_space(*s))
        s++;
    n = strlen(s);
    while (n > 0 && is_space(s[n - 1]))
        s[--n] = '\0';
    return s;
}

static bool is_utf8(const char *bytes, size_t len)
{
    size_t i = 0;

    while (i < len) {
        int32_t c = ct_code_point(bytes, len, &i);
        if (c <= 0)      /* NUL would hide the rest of a field */
            return false;
    }
    return true;
}

ct_status ct_tsv_open(ct_tsv *table, const char *path, ct_error *err)
{
    size_t len;
    ct_status status = ct_file_read(&table->bytes, &len, path, MAX_TABLE, err);

    if (status != CT_OK)
        return status;
    table->path = path;
    table->line = 0;
    table->next = table->bytes;
    if (!is_utf8(table->bytes, len)) {
        ct_tsv_close(table);
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "cannot read '%s': it is not UTF-8", path);
    }
    if (len >= 3 && memcmp(table->bytes, "\xef\xbb\xbf", 3) == 0)
        table->next += 3;
    return CT_OK;
}

ct_status ct_tsv_open_if_there(ct_tsv *table, const char *path, ct_error *err)
{
    struct stat st;

    if (stat(path, &st) != 0 && errno == ENOENT)
        return CT_OK;
    return ct_tsv_open(table, path, err);
}

static void cut_fields(ct_tsv *t, char *line)
{
    char *tab;

    t->n = 0;
    while (t->n < CT_TSV_FIELDS - 1 && (tab = strchr(line, '\t')) != NULL) {
        *tab = '\0';
        t->fields[t->n++] = trimmed(line);
        line = tab + 1;
    }
    t->fields[t->n++] = trimmed(line);
    for (size_t i = t->n; i < CT_TSV_FIELDS; i++)
        t->fields[i] = line + strlen(line);
}

bool ct_tsv_next(ct_tsv *t)
{
    while (t->next != NULL) {
        char *line = t->next;
        char *end = strchr(line, '\n');

        t->next = end == NULL ? NULL : end + 1;
        if (end != NULL)
            *end = '\0';
        t->line++;
        if (*line == '#')
            continue;
        cut_fields(t, line);
        if (t->n > 1 || t->fields[0][0] != '\0')
            return true;
    }
    return false;
}

char *ct_tsv_item(char **rest)
{
    while (*rest != NULL) {
        char *item = *rest;
        char *bar = strchr(item, '|');

        *rest = bar == NULL ? NULL : bar + 1;
        if (bar != NULL)
            *bar = '\0';
        item = trimmed(item);
        if (*item != '\0')
            return item;
    }
    return NULL;
}

ct_status ct_tsv_fail(const ct_tsv *t, ct_error *err, const char *format, ...)
{
    char reason[300];
    va_list args;

    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "cannot read '%s', line %u: %s", t->path, (unsigned)t->line, reason);
}

void ct_tsv_close(ct_tsv *t)
{
    free(t->bytes);
    *t = (ct_tsv){ 0 };
}
