/* The table of messages, and the check of its formats. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo/check.h>
#include <cotejo/messages.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/buffer.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/tsv.h>
#include <cotejo-internal/vector.h>

struct ct_messages {
    ct_language language;
    ct_intern   keys;                  /* English, or sense, SENSE_END, English */
    ct_arena    arena;
    CT_VECTOR(const char *) said;      /* [keys.n] */
};

#define SENSE_END "\x1f"

/* ---- formats ------------------------------------------------------------------------------------------------ */

enum { MOST_ARGUMENTS = 9, TYPE_BYTES = 4 };

/* The arguments that a format asks for, each by length modifier and conversion: "s", "zu". */
typedef struct arguments {
    char   types[MOST_ARGUMENTS][TYPE_BYTES];   /* "" where it does not ask */
    size_t n;                                   /* the last one asked for */
    bool   numbered, in_order;
    bool   prose;                               /* a percent sign by itself, as in "90 %": it is no format */
} arguments;

/* One conversion behind its "%"; NULL if it is none that may stand in a table. */
static const char *read_conversion(arguments *a, const char *at)
{
    size_t digits = strspn(at, "0123456789"), which = a->n, n;
    char type[TYPE_BYTES];

    if (digits > 0 && at[digits] == '$') {
        if (digits > 1 || at[0] < '1')
            return NULL;
        which = (size_t)(at[0] - '1');
        at += 2;
        a->numbered = true;
    } else {
        a->in_order = true;
    }
    at += strspn(at, "-+#0");
    at += strspn(at, "0123456789");
    if (*at == '.')
        at += 1 + strspn(at + 1, "0123456789");
    n = strspn(at, "hlzjt");
    if (n > 2 || at[n] == '\0' || strchr("diuxXcsfeg", at[n]) == NULL || which >= MOST_ARGUMENTS)
        return NULL;
    memcpy(type, at, n + 1);
    type[n + 1] = '\0';
    if (a->types[which][0] != '\0' && strcmp(a->types[which], type) != 0)
        return NULL;
    memcpy(a->types[which], type, n + 2);
    a->n = which + 1 > a->n ? which + 1 : a->n;
    return at + n + 1;
}

static bool read_format(arguments *a, const char *format)
{
    *a = (arguments){ 0 };
    for (const char *at = strchr(format, '%'); at != NULL; at = strchr(at, '%')) {
        if (at[1] == '%') {
            at += 2;
        } else if (at[1] == '\0' || at[1] == ' ' || (unsigned char)at[1] >= 0x80) {
            a->prose = true;
            at++;
        } else {
            at = read_conversion(a, at + 1);
            if (at == NULL || (a->numbered && a->in_order))
                return false;
        }
    }
    return true;
}

/* Whether the two ask for the same arguments. All of them are asked for: printf cannot step over one whose type it
 * is not told. */
static bool formats_agree(const char *english, const char *other)
{
    arguments a, b;

    return read_format(&a, english) && read_format(&b, other) && !a.numbered && a.prose >= b.prose && a.n == b.n
        && memcmp(a.types, b.types, sizeof a.types) == 0;
}

/* ---- reading ------------------------------------------------------------------------------------------------ */

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the words of the interface");
}

static ct_status add(ct_messages *m, const ct_tsv *t, const char *sense, const char *english, const char *said,
                     ct_error *err)
{
    ct_buffer key = { 0 };
    uint32_t number = CT_NO_STRING;

    ct_buffer_printf(&key, "%s%s%s", sense, *sense != '\0' ? SENSE_END : "", english);
    if (!key.failed)
        number = ct_intern_add(&m->keys, key.bytes, key.n);
    ct_buffer_release(&key);
    if (number != CT_NO_STRING && number < m->said.n)      /* a word of the page may well be one of the report, too */
        return strcmp(m->said.items[number], said) == 0
            ? CT_OK : ct_tsv_fail(t, err, "'%.60s' is said in two ways", english);
    said = ct_arena_string(&m->arena, said);
    return number != CT_NO_STRING && said != NULL && ct_push(&m->said, said) ? CT_OK : no_memory(err);
}

static ct_status add_message(ct_messages *m, const ct_tsv *t, ct_error *err)
{
    const char *english = t->fields[0], *said = t->fields[1], *sense = t->fields[2];

    if (t->n > 3 || *english == '\0' || *said == '\0')
        return ct_tsv_fail(t, err, "a row is English, what is said for it, and where need be the sense");
    if (!formats_agree(english, said))
        return ct_tsv_fail(t, err, "'%.60s' does not ask for the same arguments as the English", said);
    return add(m, t, sense, english, said, err);
}

static const char *const rule_fields[] = { "summary", "why", "example", "false alarms" };
enum { RULE_FIELDS = sizeof rule_fields / sizeof *rule_fields };

static ct_status add_rule(ct_messages *m, const ct_tsv *t, ct_error *err)
{
    ct_status status = CT_OK;

    if (t->n != 1 + RULE_FIELDS)
        return ct_tsv_fail(t, err, "a row is an id and four texts");
    for (size_t i = 0; status == CT_OK && i < RULE_FIELDS; i++)
        status = add(m, t, rule_fields[i], t->fields[0], t->fields[1 + i], err);
    return status;
}

typedef ct_status add_row(ct_messages *m, const ct_tsv *t, ct_error *err);

static ct_status read_table(ct_messages *m, const char *folder, const char *name, add_row *add_one, ct_error *err)
{
    ct_buffer path = { 0 };
    ct_tsv table = { 0 };
    ct_status status;

    ct_buffer_printf(&path, "%s/%s/%s", folder, ct_language_tag(m->language), name);
    status = path.failed ? no_memory(err) : ct_tsv_open(&table, path.bytes, err);
    while (status == CT_OK && ct_tsv_next(&table))
        status = add_one(m, &table, err);
    ct_tsv_close(&table);
    ct_buffer_release(&path);
    return status;
}

ct_status ct_messages_read(ct_messages **out, ct_language language, const char *data, ct_error *err)
{
    static const struct table { const char *name; add_row *add; } tables[] = {
        { "messages.tsv", add_message }, { "page.tsv", add_message }, { "notes.tsv", add_message },
        { "review.tsv", add_message }, { "help.tsv", add_message }, { "rules.tsv", add_rule },
    };
    ct_messages *m;
    ct_status status = CT_OK;

    *out = NULL;
    if (language == CT_EN)
        return CT_OK;
    m = calloc(1, sizeof *m);
    if (m == NULL)
        return no_memory(err);
    m->language = language;
    for (size_t i = 0; status == CT_OK && i < sizeof tables / sizeof *tables; i++)
        status = read_table(m, data != NULL ? data : ct_data_folder(), tables[i].name, tables[i].add, err);
    if (status == CT_OK) {
        *out = m;
        m = NULL;
    }
    ct_messages_free(m);
    return status;
}

void ct_messages_free(ct_messages *m)
{
    if (m == NULL)
        return;
    ct_intern_release(&m->keys);
    ct_vector_release(&m->said);
    ct_arena_clear(&m->arena);
    free(m);
}

/* ---- asking ------------------------------------------------------------------------------------------------------ */

static uint32_t find_sense(const ct_messages *m, const char *sense, const char *english)
{
    char key[256];
    int n = snprintf(key, sizeof key, "%s" SENSE_END "%s", sense, english);

    return n < 0 || (size_t)n >= sizeof key ? CT_NO_STRING : ct_intern_find(&m->keys, key, (size_t)n);
}

ct_language ct_messages_language(const ct_messages *m)
{
    return m == NULL ? CT_EN : m->language;
}

const char *ct_say_if_known(const ct_messages *m, const char *sense, const char *english)
{
    uint32_t number;

    if (m == NULL || english == NULL)
        return english;
    number = sense != NULL ? find_sense(m, sense, english) : ct_intern_find(&m->keys, english, strlen(english));
    return number == CT_NO_STRING ? NULL : m->said.items[number];
}

const char *ct_say(const ct_messages *m, const char *english)
{
    const char *said = ct_say_if_known(m, NULL, english);

    return said != NULL ? said : english;
}

const char *ct_say_as(const ct_messages *m, const char *sense, const char *english)
{
    const char *said = ct_say_if_known(m, sense, english);

    return said != NULL ? said : ct_say(m, english);
}

/* Rules go by their ids, so that a row lasts when the English is worded anew. */
const char *ct_check_said(const ct_check *check, ct_check_text what, const ct_messages *m)
{
    const char *const english[] = { check->summary, check->why, check->example, check->false_alarms };
    const char *said = m == NULL ? NULL : ct_say_if_known(m, rule_fields[what], check->id);

    return said != NULL ? said : english[what];
}
