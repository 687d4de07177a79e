/* Pages, each kept until the file of decisions changes. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "../past.h"
#include "pages.h"

typedef struct page {
    char         *path, *bytes;
    size_t        len;
    journal_place made;      /* from decisions up to here */
} page;

struct pages {
    pthread_mutex_t   mutex;
    const subject    *subject;
    const char       *decisions, *baseline, *today;
    ct_report_options options;
    char            **names;      /* [n_audits] of the pairs' pages, relative */
    page             *all;        /* [n] the index first, if there is one; then a page per pair */
    size_t            n;
    bool              index;
};

static char *rooted(const char *name)
{
    size_t n = strlen(name) + 1;
    char *path = malloc(n + 1);

    if (path != NULL) {
        path[0] = '/';
        memcpy(path + 1, name, n);
    }
    return path;
}

pages *pages_open(const subject *s, const char *decisions, const char *baseline, const char *today,
                  const ct_report_options *options)
{
    pages *p = calloc(1, sizeof *p);
    bool whole = p != NULL && pthread_mutex_init(&p->mutex, NULL) == 0;

    if (!whole) {
        free(p);
        return NULL;
    }
    p->subject = s;
    p->decisions = decisions;
    p->baseline = baseline;
    p->today = today;
    p->options = *options;
    p->index = s->n_audits != 1;
    p->names = calloc(s->n_audits + 1, sizeof *p->names);
    p->all = calloc(s->n_audits + 1, sizeof *p->all);
    whole = p->names != NULL && p->all != NULL;
    if (whole && p->index)
        whole = (p->all[p->n++].path = rooted("")) != NULL;
    for (size_t i = 0; whole && i < s->n_audits; i++) {
        p->names[i] = report_name(s->audits[i], CT_FORMAT_HTML);
        whole = p->names[i] != NULL && (p->all[p->n++].path = rooted(p->index ? p->names[i] : "")) != NULL;
    }
    if (whole)
        return p;
    pages_close(p);
    return NULL;
}

void pages_close(pages *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; p->names != NULL && i < p->subject->n_audits; i++)
        free(p->names[i]);
    for (size_t i = 0; i < p->n; i++) {
        free(p->all[i].path);
        free(p->all[i].bytes);
    }
    free(p->names);
    free(p->all);
    pthread_mutex_destroy(&p->mutex);
    free(p);
}

/* One page, as decisions stand now. */
static ct_status render(pages *p, page *it, ct_error *err)
{
    const subject *s = p->subject;
    ct_report_options options = p->options;
    size_t i = (size_t)(it - p->all) - (p->index ? 1 : 0);
    past before = { 0 };
    char *bytes = NULL;
    size_t len = 0;
    ct_status status = past_read(&before, p->decisions, p->baseline, p->today, s->audits, s->n_audits, err);

    options.reviews = (const ct_review *const *)before.reviews;
    if (status == CT_OK && p->index && it == p->all) {
        status = ct_report_index(&bytes, &len, s->audits, (const char *const *)p->names, s->n_audits, &options, err);
    } else if (status == CT_OK) {
        options.title = NULL;
        options.reviews += i;
        status = ct_report_render(&bytes, &len, s->audits + i, 1, &options, err);
    }
    past_close(&before);
    if (status != CT_OK)
        return status;
    free(it->bytes);
    it->bytes = bytes;
    it->len = len;
    return CT_OK;
}

ct_status pages_get(pages *p, const char *path, journal_place now, char **bytes, size_t *len, ct_error *err)
{
    ct_status status = CT_OK;
    page *it = p->all;

    while (it < p->all + p->n && strcmp(it->path, path) != 0)
        it++;
    if (it == p->all + p->n)
        return ct_fail(err, CT_MISSING, CT_NO_OFFSET, "there is no page '%.100s'", path);
    pthread_mutex_lock(&p->mutex);
    if (it->bytes == NULL || it->made.round != now.round || it->made.offset != now.offset)
        status = render(p, it, err);
    if (status == CT_OK) {
        it->made = now;
        *len = it->len;
        *bytes = malloc(it->len + 1);
        if (*bytes == NULL)
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a page");
        else
            memcpy(*bytes, it->bytes, it->len);
    }
    pthread_mutex_unlock(&p->mutex);
    return status;
}
