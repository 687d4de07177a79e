/* Decisions of revisers: reading and appending lines. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <jansson.h>

#include <cotejo/decision.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/file.h>
#include <cotejo-internal/vector.h>

#define MOST_BYTES ((uint64_t)256 << 20)

struct ct_decisions {
    ct_arena arena;
    CT_VECTOR(ct_decision) all;
};

static const char *const verdict_names[CT_DECISION_VERDICTS] = { "confirmed", "dismissed", "query", "waived", "undone" };

const char *ct_decision_verdict_name(ct_decision_verdict verdict)
{
    return verdict_names[verdict];
}

bool ct_decision_verdict_parse(const char *name, ct_decision_verdict *out)
{
    for (int i = 0; i < CT_DECISION_VERDICTS; i++)
        if (strcmp(verdict_names[i], name) == 0) {
            *out = (ct_decision_verdict)i;
            return true;
        }
    return false;
}

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for decisions");
}

/* "2027-01-31": good enough to be compared as text. */
static bool is_date(const char *s)
{
    static const char form[] = "0000-00-00";

    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != form[i])
            return false;
    return s[sizeof form - 1] == '\0';
}

/* ---- reading ------------------------------------------------------------------------------------------------ */

/* The string of a key, copied; false when out of memory. */
static bool take_string(const char **out, ct_arena *arena, const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    *out = value == NULL ? NULL : ct_arena_string(arena, value);
    return value == NULL || *out != NULL;
}

static ct_status take_line(ct_decisions *d, const char *path, uint32_t line, const json_t *object, ct_error *err)
{
    ct_decision one = { .line = line };
    const char *verdict = json_string_value(json_object_get(object, "verdict"));
    ct_arena *arena = &d->arena;

    if (verdict == NULL || !ct_decision_verdict_parse(verdict, &one.verdict))
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %u: 'verdict' is none of confirmed, dismissed, query, waived, "
                       "undone", path, line);
    if (!take_string(&one.finding, arena, object, "finding") || !take_string(&one.by, arena, object, "by")
        || !take_string(&one.reason, arena, object, "reason") || !take_string(&one.until, arena, object, "until")
        || !take_string(&one.rule, arena, object, "rule") || !take_string(&one.text, arena, object, "text")
        || !take_string(&one.at, arena, object, "at") || !take_string(&one.unit, arena, object, "unit")
        || !take_string(&one.severity, arena, object, "severity"))
        return no_memory(err);
    if (one.finding == NULL)
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %u: 'finding' is missing", path, line);
    if (one.verdict == CT_DECIDED_WAIVED && (one.until == NULL || !is_date(one.until)))
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %u: 'waived' needs 'until' with a date as 2027-01-31", path, line);
    if (one.severity != NULL && !ct_severity_parse(one.severity, &(ct_severity){ 0 }))
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %u: 'severity' is none of neutral, minor, major, critical", path,
                       line);
    if (one.by == NULL)
        one.by = "";
    return ct_push(&d->all, one) ? CT_OK : no_memory(err);
}

static ct_status read_lines(ct_decisions *d, const char *path, const char *bytes, size_t len, ct_error *err)
{
    uint32_t line = 0;
    ct_status status = CT_OK;

    for (size_t at = 0; status == CT_OK && at < len; ) {
        const char *end = memchr(bytes + at, '\n', len - at);
        size_t n = end == NULL ? len - at : (size_t)(end - bytes) - at;
        json_error_t problem;
        json_t *object;
        line++;
        if (strspn(bytes + at, " \t\r") >= n) {
            at += n + 1;
            continue;
        }
        object = json_loadb(bytes + at, n, JSON_REJECT_DUPLICATES, &problem);
        if (!json_is_object(object))
            status = ct_fail(err, CT_FORMAT, at, "'%s', line %u: this is no decision: %s; mend or delete the line", path, line,
                             object == NULL ? problem.text : "a JSON object is wanted");
        else
            status = take_line(d, path, line, object, err);
        json_decref(object);
        at += n + 1;
    }
    return status;
}

static int text_order(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* Copies of one line beside each other, the first of them first. */
static int by_content(const void *a, const void *b)
{
    const ct_decision *x = *(ct_decision *const *)a, *y = *(ct_decision *const *)b;
    int order = strcmp(x->finding, y->finding);

    if (order == 0)
        order = text_order(x->at, y->at);
    if (order == 0)
        order = strcmp(x->by, y->by);
    if (order == 0)
        order = (int)x->verdict - (int)y->verdict;
    if (order == 0)
        order = text_order(x->reason, y->reason);
    return order != 0 ? order : x->line < y->line ? -1 : x->line > y->line;
}

static bool same_line(const ct_decision *x, const ct_decision *y)
{
    return x->at != NULL && y->at != NULL && strcmp(x->finding, y->finding) == 0 && strcmp(x->at, y->at) == 0
        && strcmp(x->by, y->by) == 0 && x->verdict == y->verdict && text_order(x->reason, y->reason) == 0;
}

/* Drop all but the first of the copies of a line. */
static ct_status drop_copies(ct_decisions *d, ct_error *err)
{
    ct_decision **sorted = calloc(d->all.n + 1, sizeof *sorted);
    size_t kept = 0;

    if (sorted == NULL)
        return no_memory(err);
    for (size_t i = 0; i < d->all.n; i++)
        sorted[i] = &d->all.items[i];
    qsort(sorted, d->all.n, sizeof *sorted, by_content);
    for (size_t i = d->all.n; i-- > 1;)
        if (same_line(sorted[i - 1], sorted[i]))
            sorted[i]->line = 0;
    free(sorted);
    for (size_t i = 0; i < d->all.n; i++)
        if (d->all.items[i].line > 0)
            d->all.items[kept++] = d->all.items[i];
    d->all.n = kept;
    return CT_OK;
}

/* Without the half line that a writer which was killed may leave: nobody was told that it was kept. */
static size_t without_half_line(const char *bytes, size_t len)
{
    size_t start = len;
    json_t *object;

    while (start > 0 && bytes[start - 1] != '\n')
        start--;
    if (start == len || bytes[start] != '{')
        return len;
    object = json_loadb(bytes + start, len - start, 0, NULL);
    json_decref(object);
    return object != NULL ? len : start;
}

ct_status ct_decisions_read(ct_decisions **out, const char *path, ct_error *err)
{
    char *bytes = NULL;
    size_t len = 0;
    ct_status status = CT_OK;

    *out = NULL;
    if (access(path, F_OK) == 0 || errno != ENOENT)
        status = ct_file_read(&bytes, &len, path, MOST_BYTES, err);
    if (status == CT_OK)
        status = ct_decisions_parse(out, path, bytes, without_half_line(bytes, len), err);
    free(bytes);
    return status;
}

ct_status ct_decisions_parse(ct_decisions **out, const char *name, const char *bytes, size_t len, ct_error *err)
{
    ct_decisions *d = calloc(1, sizeof *d);
    ct_status status = d == NULL ? no_memory(err) : read_lines(d, name, bytes, len, err);

    *out = NULL;
    if (status == CT_OK)
        status = drop_copies(d, err);
    if (status == CT_OK) {
        *out = d;
        d = NULL;
    }
    ct_decisions_free(d);
    return status;
}

void ct_decisions_free(ct_decisions *d)
{
    if (d == NULL)
        return;
    ct_vector_release(&d->all);
    ct_arena_clear(&d->arena);
    free(d);
}

const ct_decision *ct_decisions_all(const ct_decisions *d, size_t *n)
{
    *n = d->all.n;
    return d->all.items;
}

/* ---- appending ------------------------------------------------------------------------------------------------- */

static int add_key(json_t *object, const char *key, const char *value)
{
    return value == NULL || value[0] == '\0' ? 0 : json_object_set_new(object, key, json_string(value));
}

/* The decision as one line with its end; NULL when out of memory or when a text is no UTF-8. */
static char *as_line(const ct_decision *d)
{
    json_t *object = json_object();
    char *text = NULL, *line = NULL;
    int failed = add_key(object, "finding", d->finding) | add_key(object, "verdict", verdict_names[d->verdict])
               | add_key(object, "by", d->by) | add_key(object, "at", d->at) | add_key(object, "reason", d->reason)
               | add_key(object, "until", d->until) | add_key(object, "severity", d->severity)
               | add_key(object, "rule", d->rule) | add_key(object, "text", d->text) | add_key(object, "unit", d->unit);

    if (!failed)
        text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    if (text != NULL && (line = malloc(strlen(text) + 2)) != NULL) {
        strcpy(line, text);
        strcat(line, "\n");
    }
    free(text);
    return line;
}

static bool write_whole(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t put = write(fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes += put;
        n -= (size_t)put;
    }
    return true;
}

static ct_status check(const ct_decision *d, ct_error *err)
{
    if (d->finding == NULL || d->finding[0] == '\0')
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "which finding?");
    if (d->verdict == CT_DECIDED_DISMISSED && (d->reason == NULL || d->reason[0] == '\0'))
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "a finding is dismissed with a reason: --reason TEXT");
    if (d->verdict == CT_DECIDED_WAIVED && (d->until == NULL || !is_date(d->until)))
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "a finding is waived until a date: --until 2027-01-31");
    if (d->severity != NULL && d->severity[0] != '\0' && !ct_severity_parse(d->severity, &(ct_severity){ 0 }))
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "a severity is neutral, minor, major or critical, not '%s'", d->severity);
    return CT_OK;
}

/* The folder's entry for a file that is new has to reach the disk too. Where folders cannot be synced, nothing is lost
 * that could be kept. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    char *folder = n == 0 ? strdup(".") : strndup(path, n);
    int fd = folder == NULL ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    free(folder);
}

static bool lock(int fd)
{
    int result;

    do
        result = flock(fd, LOCK_EX);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

/* Under the lock: end the last line where an editor or a full disk left it open, so that it does not swallow the next; take
 * back what a writer that was killed left of one. `*size` gets where the file ends then. */
static bool end_last_line(int fd, off_t *size)
{
    enum { LONGEST = 1 << 20 };
    off_t start;
    size_t n, whole;
    char *tail, last = '\n';

    *size = lseek(fd, 0, SEEK_END);
    if (*size <= 0 || (pread(fd, &last, 1, *size - 1) == 1 && last == '\n'))
        return *size >= 0;
    start = *size > LONGEST ? *size - LONGEST : 0;
    n = (size_t)(*size - start);
    tail = malloc(n);
    if (tail == NULL || pread(fd, tail, n, start) != (ssize_t)n) {
        free(tail);
        return false;
    }
    whole = without_half_line(tail, n);
    free(tail);
    if (whole == n)
        return write_whole(fd, "\n", 1);
    *size = start + (off_t)whole;
    return ftruncate(fd, *size) == 0;
}

/* Under the lock: the line, after the end of the last one; half a line is taken back. */
static bool append_line(int fd, const char *line, off_t *size)
{
    int why;

    if (!end_last_line(fd, size))
        return false;
    if (write_whole(fd, line, strlen(line)) && fsync(fd) == 0)
        return true;
    why = errno;
    (void)!ftruncate(fd, *size);
    errno = why;
    return false;
}

ct_status ct_decisions_append(const char *path, const ct_decision *decision, ct_error *err)
{
    ct_status status = check(decision, err);
    char *line = NULL;
    off_t size = 0;
    int fd = -1;

    if (status != CT_OK)
        return status;
    line = as_line(decision);
    if (line == NULL)
        return no_memory(err);
    fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0 || !lock(fd) || !append_line(fd, line, &size))
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
    if (fd >= 0 && close(fd) != 0 && status == CT_OK)
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
    if (status == CT_OK && size == 0)
        sync_folder(path);
    free(line);
    return status;
}
