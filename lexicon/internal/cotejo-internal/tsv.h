/* Tables: UTF-8, one record a line, fields parted by one tab, lists inside a field parted by "|". */
#ifndef COTEJO_INTERNAL_TSV_H
#define COTEJO_INTERNAL_TSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cotejo/status.h>

enum { CT_TSV_FIELDS = 8 };

/* { 0 } is ready. Fields point into `bytes` and are good until the table is closed. */
typedef struct ct_tsv {
    char       *bytes;
    char       *next;                    /* the rest of the table; NULL at its end */
    const char *path;                    /* borrowed */
    uint32_t    line;                    /* of the current record, from 1 */
    size_t      n;                       /* fields of the current record; further ones count as part of the last */
    char       *fields[CT_TSV_FIELDS];   /* trimmed; "" where the record has fewer */
} ct_tsv;

/** @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT (not UTF-8) */
ct_status ct_tsv_open(ct_tsv *table, const char *path, ct_error *err);
/** The same, but a table that does not exist is an empty one. */
ct_status ct_tsv_open_if_there(ct_tsv *table, const char *path, ct_error *err);
/** Go to the next record; comments and empty lines are passed over. */
bool      ct_tsv_next(ct_tsv *table);
/** The next item of a list, or NULL; `*rest` starts as the field and is cut up. Empty items are passed over. */
char     *ct_tsv_item(char **rest);
/** Fail with file and line before the reason. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
ct_status ct_tsv_fail(const ct_tsv *table, ct_error *err, const char *format, ...);
void      ct_tsv_close(ct_tsv *table);

#endif
