/* Termbases in TBX (ISO 30042): version 3 in both styles, <termNote type="administrativeStatus"> and
 * <min:administrativeStatus>, and version 2 (martif). Read as a stream, with network and entities off; only what the
 * lexicon uses is taken. Both vocabularies of statuses in circulation are read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlreader.h>

#include <cotejo-internal/build.h>
#include <cotejo-internal/file.h>

enum { MAX_TERMBASE = 512 << 20, MAX_VALUE = 2000 };

typedef enum value_kind { VALUE_NONE, VALUE_TERM, VALUE_STATUS, VALUE_TYPE, VALUE_FIELD, VALUE_NOTE } value_kind;

/* A term on its way: its notes may stand before or after it. */
typedef struct open_term {
    char          *text;           /* in the build's arena; NULL: none yet */
    ct_term_status status;
    bool           said, brief;    /* a status was given; it is an acronym or short form */
} open_term;

typedef struct tbx {
    ct_build   *build;
    ct_buffer   value;             /* of the element being read */
    value_kind  kind;
    int         depth;             /* of that element */
    bool        in_entry, in_language, entry_begun, seen_root;
    ct_language language;
    ct_raw_concept concept;
    open_term   term;
} tbx;

static const char *local_name(xmlTextReaderPtr reader)
{
    return (const char *)xmlTextReaderConstLocalName(reader);
}

static bool is_any(const char *s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(s, *words) == 0)
            return true;
    return false;
}

static bool attribute(xmlTextReaderPtr reader, const char *name, char *out, size_t size)
{
    xmlChar *value = xmlTextReaderGetAttribute(reader, (const xmlChar *)name);

    out[0] = '\0';
    if (value == NULL)
        return false;
    if (strlen((const char *)value) < size)
        strcpy(out, (const char *)value);
    xmlFree(value);
    return out[0] != '\0';
}

/* ---- values ------------------------------------------------------------------------------------------------ */

static bool status_named(const char *s, ct_term_status *out)
{
    static const struct { const char *begins; ct_term_status status; } names[] = {
        { "preferred", CT_TERM_PREFERRED }, { "admitted", CT_TERM_ADMITTED }, { "deprecated", CT_TERM_DEPRECATED },
        { "notRecommended", CT_TERM_DEPRECATED }, { "forbidden", CT_TERM_DEPRECATED },
        { "superseded", CT_TERM_SUPERSEDED }, { "obsolete", CT_TERM_SUPERSEDED },
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(s, names[i].begins, strlen(names[i].begins)) == 0) {
            *out = names[i].status;
            return true;
        }
    return false;
}

/* Runs of white space become one space. */
static void squeeze(ct_buffer *b)
{
    size_t n = 0;

    for (size_t i = 0; i < b->n; i++) {
        char c = b->bytes[i];
        bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space)
            b->bytes[n++] = c;
        else if (n > 0 && b->bytes[n - 1] != ' ')
            b->bytes[n++] = ' ';
    }
    while (n > 0 && b->bytes[n - 1] == ' ')
        n--;
    ct_buffer_truncate(b, n);
}

static const char *kept(tbx *t)
{
    size_t n = t->value.n < MAX_VALUE ? t->value.n : MAX_VALUE;

    while (n > 0 && n < t->value.n && ((unsigned char)t->value.bytes[n] & 0xc0) == 0x80)
        n--;      /* no half characters */
    return ct_arena_copy(&t->build->arena, t->value.bytes, n);
}

static bool take_value(tbx *t)
{
    static const char *const brief[] = { "acronym", "abbreviation", "shortForm", "initialism", "shortcut", NULL };
    const char *s;

    if (t->value.failed)
        return false;
    if (t->value.n == 0)
        return true;
    squeeze(&t->value);
    s = t->value.bytes;
    switch (t->kind) {
    case VALUE_TERM:
        t->term.text = t->value.n < MAX_VALUE ? ct_arena_copy(&t->build->arena, s, t->value.n) : NULL;
        break;
    case VALUE_STATUS:
        t->term.said |= status_named(s, &t->term.status);
        break;
    case VALUE_TYPE:
        t->term.brief = is_any(s, brief);
        break;
    case VALUE_FIELD:
        t->concept.field = kept(t);
        return t->concept.field != NULL;
    case VALUE_NOTE:
        if (t->concept.note == NULL)
            t->concept.note = kept(t);
        return t->concept.note != NULL;
    case VALUE_NONE:
        break;
    }
    return true;
}

/* ---- entries ----------------------------------------------------------------------------------------------- */

static bool begin_entry(tbx *t, xmlTextReaderPtr reader)
{
    char id[200];

    t->concept = (ct_raw_concept){ .field = "termbase", .layer = CT_LAYER_TERMBASE, .kind = CT_CONCEPT_TERM };
    if (!attribute(reader, "id", id, sizeof id))
        snprintf(id, sizeof id, "line-%d", xmlTextReaderGetParserLineNumber(reader));
    t->concept.id = ct_arena_string(&t->build->arena, id);
    t->in_entry = true;
    t->entry_begun = false;
    return t->concept.id != NULL;
}

static bool end_term(tbx *t)
{
    ct_term_status status = t->term.said ? t->term.status : t->term.brief ? CT_TERM_SHORT : CT_TERM_ADMITTED;

    if (t->term.text == NULL || t->term.text[0] == '\0' || !t->in_language)
        return true;
    if (t->term.brief && status == CT_TERM_ADMITTED)
        status = CT_TERM_SHORT;
    if (!t->entry_begun && !ct_build_concept(t->build, t->concept))
        return false;
    t->entry_begun = true;
    return ct_build_term(t->build, t->term.text, t->language, status);
}

/* Field and note may come after the terms; a side without a preferred term gets its first admitted one. */
static void end_entry(tbx *t)
{
    ct_raw_concept *c;

    t->in_entry = false;
    if (!t->entry_begun)
        return;
    c = &t->build->concepts.items[t->build->concepts.n - 1];
    c->field = t->concept.field;
    c->note = t->concept.note;
    for (int language = 0; language < CT_LANGUAGES; language++) {
        ct_raw_term *first = NULL;
        for (uint32_t i = c->first_term; i < c->first_term + c->n_terms; i++) {
            ct_raw_term *term = &t->build->terms.items[i];
            if ((int)term->language != language)
                continue;
            if (term->status == CT_TERM_PREFERRED)
                first = term;
            else if (first == NULL && term->status == CT_TERM_ADMITTED)
                first = term;
            if (first != NULL && first->status == CT_TERM_PREFERRED)
                break;
        }
        if (first != NULL)
            first->status = CT_TERM_PREFERRED;
    }
}

/* What an element's text is: named by the element (DCT) or by its type (DCA). */
static value_kind kind_of(xmlTextReaderPtr reader, const char *name)
{
    static const struct { const char *name; value_kind kind; } kinds[] = {
        { "term", VALUE_TERM }, { "administrativeStatus", VALUE_STATUS }, { "usageStatus", VALUE_STATUS },
        { "normativeAuthorization", VALUE_STATUS }, { "termType", VALUE_TYPE }, { "subjectField", VALUE_FIELD },
        { "definition", VALUE_NOTE },
    };
    static const char *const typed[] = { "termNote", "descrip", "admin", NULL };
    char type[64];

    if (is_any(name, typed) && attribute(reader, "type", type, sizeof type))
        name = type;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].kind;
    return VALUE_NONE;
}

static bool begin_element(tbx *t, xmlTextReaderPtr reader)
{
    static const char *const entries[] = { "conceptEntry", "termEntry", NULL };
    static const char *const languages[] = { "langSec", "langSet", NULL };
    static const char *const terms[] = { "termSec", "tig", "ntig", NULL };
    const char *name = local_name(reader);
    char tag[40];

    if (is_any(name, entries))
        return begin_entry(t, reader);
    if (!t->in_entry)
        return true;
    if (is_any(name, languages)) {
        attribute(reader, "xml:lang", tag, sizeof tag);
        t->in_language = ct_language_parse(tag, &t->language);
    } else if (is_any(name, terms))
        t->term = (open_term){ 0 };
    else if (t->kind == VALUE_NONE && !xmlTextReaderIsEmptyElement(reader)) {
        t->kind = kind_of(reader, name);
        t->depth = xmlTextReaderDepth(reader);
        ct_buffer_truncate(&t->value, 0);
    }
    return true;
}

static bool end_element(tbx *t, xmlTextReaderPtr reader)
{
    static const char *const entries[] = { "conceptEntry", "termEntry", NULL };
    static const char *const languages[] = { "langSec", "langSet", NULL };
    static const char *const terms[] = { "termSec", "tig", "ntig", NULL };
    const char *name = local_name(reader);
    bool ok = true;

    if (t->kind != VALUE_NONE && xmlTextReaderDepth(reader) == t->depth) {
        ok = take_value(t);
        t->kind = VALUE_NONE;
    } else if (is_any(name, terms) && t->in_entry)
        ok = end_term(t);
    else if (is_any(name, languages))
        t->in_language = false;
    else if (is_any(name, entries) && t->in_entry)
        end_entry(t);
    return ok;
}

static bool take_node(tbx *t, xmlTextReaderPtr reader)
{
    switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT:
        return begin_element(t, reader);
    case XML_READER_TYPE_END_ELEMENT:
        return end_element(t, reader);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        if (t->kind != VALUE_NONE)
            ct_buffer_add_string(&t->value, (const char *)xmlTextReaderConstValue(reader));
        return !t->value.failed;
    default:
        return true;
    }
}

static ct_status read_nodes(tbx *t, xmlTextReaderPtr reader, const char *path, ct_error *err)
{
    int more;

    while ((more = xmlTextReaderRead(reader)) == 1) {
        if (!t->seen_root && xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT) {
            static const char *const roots[] = { "tbx", "martif", NULL };
            t->seen_root = true;
            if (!is_any(local_name(reader), roots))
                return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "cannot read '%s': its root is <%.40s>, not <tbx> or "
                               "<martif>", path, local_name(reader));
        }
        if (!take_node(t, reader))
            return ct_build_nomem(err);
    }
    if (more < 0)
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "cannot read '%s', line %d: the XML is not well-formed", path,
                       xmlTextReaderGetParserLineNumber(reader));
    return CT_OK;
}

ct_status ct_build_read_tbx(ct_build *build, const char *path, ct_error *err)
{
    tbx t = { .build = build };
    xmlTextReaderPtr reader;
    char *bytes;
    size_t len;
    ct_status status = ct_file_read(&bytes, &len, path, MAX_TERMBASE, err);

    if (status != CT_OK)
        return status;
    reader = xmlReaderForMemory(bytes, (int)len, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    if (reader == NULL)
        status = ct_build_nomem(err);
    else
        status = read_nodes(&t, reader, path, err);
    xmlFreeTextReader(reader);
    ct_buffer_release(&t.value);
    free(bytes);
    return status;
}
