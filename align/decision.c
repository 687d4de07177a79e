/* Decisions of revisers, and where findings stand by them. */
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

struct ct_review {
    ct_standing *standings;   /* [n] */
    size_t       n;
    bool         has_baseline;
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
        || !take_string(&one.rule, arena, object, "rule") || !take_string(&one.text, arena, object, "text"))
        return no_memory(err);
    if (one.finding == NULL)
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %u: 'finding' is missing", path, line);
    if (one.verdict == CT_DECIDED_WAIVED && (one.until == NULL || !is_date(one.until)))
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %u: 'waived' needs 'until' with a date as 2027-01-31", path, line);
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

ct_status ct_decisions_read(ct_decisions **out, const char *path, ct_error *err)
{
    ct_decisions *d = calloc(1, sizeof *d);
    char *bytes = NULL;
    size_t len = 0;
    ct_status status = CT_OK;

    *out = NULL;
    if (d == NULL)
        return no_memory(err);
    if (access(path, F_OK) == 0 || errno != ENOENT)
        status = ct_file_read(&bytes, &len, path, MOST_BYTES, err);
    if (status == CT_OK)
        status = read_lines(d, path, bytes, len, err);
    free(bytes);
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
               | add_key(object, "by", d->by) | add_key(object, "reason", d->reason) | add_key(object, "until", d->until)
               | add_key(object, "rule", d->rule) | add_key(object, "text", d->text);

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

/* A line that lost its end (an editor, a full disk) must not swallow the next. */
static bool ends_whole(int fd)
{
    char last = '\n';
    off_t size = lseek(fd, 0, SEEK_END);

    return size <= 0 || (pread(fd, &last, 1, size - 1) == 1 && last == '\n');
}

static ct_status check(const ct_decision *d, ct_error *err)
{
    if (d->finding == NULL || d->finding[0] == '\0')
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "which finding?");
    if (d->verdict == CT_DECIDED_DISMISSED && (d->reason == NULL || d->reason[0] == '\0'))
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "a finding is dismissed with a reason: --reason TEXT");
    if (d->verdict == CT_DECIDED_WAIVED && (d->until == NULL || !is_date(d->until)))
        return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "a finding is waived until a date: --until 2027-01-31");
    return CT_OK;
}

ct_status ct_decisions_append(const char *path, const ct_decision *decision, ct_error *err)
{
    ct_status status = check(decision, err);
    char *line = NULL;
    int fd = -1;

    if (status != CT_OK)
        return status;
    line = as_line(decision);
    if (line == NULL)
        return no_memory(err);
    fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0 || flock(fd, LOCK_EX) != 0
        || (!ends_whole(fd) && !write_whole(fd, "\n", 1))
        || !write_whole(fd, line, strlen(line)) || fsync(fd) != 0)
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
    if (fd >= 0 && close(fd) != 0 && status == CT_OK)
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
    free(line);
    return status;
}

/* ---- standings --------------------------------------------------------------------------------------------------- */

/* Decisions in the order of their findings, and of the file within one finding. */
static int by_finding(const void *a, const void *b)
{
    const ct_decision *x = *(const ct_decision *const *)a, *y = *(const ct_decision *const *)b;
    int order = strcmp(x->finding, y->finding);

    return order != 0 ? order : x->line < y->line ? -1 : x->line > y->line;
}

static size_t first_of(const ct_decision *const *sorted, size_t n, const char *finding)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(sorted[middle]->finding, finding) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last word of the person who wrote decision `i`, within the finding's run [first, end): `undone` takes one back. */
static const ct_decision *last_word(const ct_decision *const *sorted, size_t first, size_t end, const char *by)
{
    size_t undone = 0;

    for (size_t i = end; i > first; i--) {
        const ct_decision *d = sorted[i - 1];
        if (strcmp(d->by, by) != 0)
            continue;
        if (d->verdict == CT_DECIDED_UNDONE)
            undone++;
        else if (undone > 0)
            undone--;
        else
            return d;
    }
    return NULL;
}

static void stand(ct_standing *s, const ct_decision *const *sorted, size_t n, const char *finding, const char *today)
{
    size_t first = first_of(sorted, n, finding), end = first;

    while (end < n && strcmp(sorted[end]->finding, finding) == 0)
        end++;
    for (size_t i = end; i > first; i--) {
        const ct_decision *word = last_word(sorted, first, end, sorted[i - 1]->by);
        if (word == NULL)
            continue;
        if (s->decision == NULL || word->line > s->decision->line)
            s->decision = word;
    }
    for (size_t i = first; i < end && s->decision != NULL; i++) {
        const ct_decision *word = last_word(sorted, first, end, sorted[i]->by);
        if (word != NULL && word->verdict != s->decision->verdict)
            s->rival = word;
    }
    s->lapsed = s->decision != NULL && s->decision->verdict == CT_DECIDED_WAIVED && strcmp(s->decision->until, today) < 0;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

ct_status ct_review_of(ct_review **out, const ct_audit *audit, const ct_decisions *decisions,
                       const char *const *baseline, size_t n_baseline, const char *today, ct_error *err)
{
    size_t n, n_decisions = decisions == NULL ? 0 : decisions->all.n;
    const ct_finding *findings = ct_audit_findings(audit, &n);
    const ct_decision **sorted = calloc(n_decisions + 1, sizeof *sorted);
    ct_review *review = calloc(1, sizeof *review);

    *out = NULL;
    if (review != NULL)
        review->standings = calloc(n + 1, sizeof *review->standings);
    if (sorted == NULL || review == NULL || review->standings == NULL) {
        free(sorted);
        ct_review_free(review);
        return no_memory(err);
    }
    for (size_t i = 0; i < n_decisions; i++)
        sorted[i] = &decisions->all.items[i];
    qsort(sorted, n_decisions, sizeof *sorted, by_finding);
    review->n = n;
    review->has_baseline = baseline != NULL;
    for (size_t i = 0; i < n; i++) {
        const char *id = findings[i].id;
        stand(&review->standings[i], sorted, n_decisions, id, today);
        review->standings[i].known = baseline != NULL
            && bsearch(&id, baseline, n_baseline, sizeof *baseline, by_text) != NULL;
    }
    free(sorted);
    *out = review;
    return CT_OK;
}

void ct_review_free(ct_review *review)
{
    if (review == NULL)
        return;
    free(review->standings);
    free(review);
}

const ct_standing *ct_review_standings(const ct_review *review) { return review->standings; }
bool ct_review_has_baseline(const ct_review *review)            { return review->has_baseline; }

bool ct_standing_open(const ct_standing *s)
{
    bool closed = s->decision != NULL && (s->decision->verdict == CT_DECIDED_DISMISSED
                                          || (s->decision->verdict == CT_DECIDED_WAIVED && !s->lapsed));

    return !closed || s->rival != NULL;
}

/* ---- baseline ------------------------------------------------------------------------------------------------------ */

static ct_status gather_ids(const char ***out, size_t *n, const json_t *findings, ct_error *err)
{
    size_t bytes = 0, count = json_array_size(findings), i;
    const char **list;
    char *text;
    json_t *f;

    json_array_foreach(findings, i, f)
        bytes += json_string_length(json_object_get(f, "id")) + 1;
    list = malloc((count + 1) * sizeof *list + bytes);
    if (list == NULL)
        return no_memory(err);
    text = (char *)(list + count + 1);
    json_array_foreach(findings, i, f) {
        const char *id = json_string_value(json_object_get(f, "id"));
        list[i] = text;
        strcpy(text, id == NULL ? "" : id);
        text += strlen(text) + 1;
    }
    qsort(list, count, sizeof *list, by_text);
    *out = list;
    *n = count;
    return CT_OK;
}

/* The report at `path`, checked to be one; the caller gives the reference back. */
static ct_status read_report(json_t **out, const char *path, ct_error *err)
{
    char *bytes = NULL;
    size_t len;
    json_error_t problem = { 0 };
    const char *schema;
    ct_status status = ct_file_read(&bytes, &len, path, MOST_BYTES, err);

    *out = NULL;
    if (status != CT_OK)
        return status;
    *out = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &problem);
    free(bytes);
    schema = json_string_value(json_object_get(*out, "schema"));
    if (schema != NULL && strncmp(schema, "cotejo/report-1", 15) == 0 && json_is_array(json_object_get(*out, "findings")))
        return CT_OK;
    status = ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' is no JSON report of cotejo%s%s", path, *out == NULL ? ": " : "",
                     *out == NULL ? problem.text : "");
    json_decref(*out);
    *out = NULL;
    return status;
}

ct_status ct_baseline_read(const char ***out, size_t *n, const char *path, ct_error *err)
{
    json_t *report;
    ct_status status = read_report(&report, path, err);

    *out = NULL;
    *n = 0;
    if (status == CT_OK)
        status = gather_ids(out, n, json_object_get(report, "findings"), err);
    json_decref(report);
    return status;
}

/* ---- completing ------------------------------------------------------------------------------------------------------ */

/* Three strings in one block, each after the NUL of the one before. */
static char *three_strings(const char *a, const char *b, const char *c)
{
    size_t n = strlen(a) + 1, m = strlen(b) + 1, k = strlen(c) + 1;
    char *block = malloc(n + m + k);

    if (block != NULL) {
        memcpy(block, a, n);
        memcpy(block + n, b, m);
        memcpy(block + n + m, c, k);
    }
    return block;
}

ct_status ct_decision_complete(ct_decision *decision, char **strings, const char *path, ct_error *err)
{
    const json_t *found = NULL, *f;
    json_t *report;
    size_t i, matches = 0, n = strlen(decision->finding);
    ct_status status = read_report(&report, path, err);

    *strings = NULL;
    if (status != CT_OK)
        return status;
    json_array_foreach(json_object_get(report, "findings"), i, f) {
        const char *id = json_string_value(json_object_get(f, "id"));
        if (id != NULL && strncmp(id, decision->finding, n) == 0) {
            found = f;
            matches++;
        }
    }
    if (matches != 1) {
        status = ct_fail(err, CT_MISSING, CT_NO_OFFSET, "'%s' has %s finding '%s'", path,
                         matches == 0 ? "no" : "more than one", decision->finding);
    } else {
        const json_t *place = json_array_get(json_object_get(found, "places"), 0);
        const char *id = json_string_value(json_object_get(found, "id"));
        const char *rule = json_string_value(json_object_get(found, "rule"));
        const char *text = json_string_value(json_object_get(place, "text"));
        rule = rule == NULL ? "" : rule;
        *strings = three_strings(id, rule, text == NULL ? "" : text);
        if (*strings == NULL) {
            status = no_memory(err);
        } else {
            decision->finding = *strings;
            decision->rule = decision->finding + strlen(id) + 1;
            decision->text = decision->rule + strlen(rule) + 1;
        }
    }
    json_decref(report);
    return status;
}
