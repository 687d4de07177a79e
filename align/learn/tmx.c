/* Translation memories in TMX 1.4b, read as a stream with network and entities off. Of a unit <tu> the first variant
 * <tuv> of each language counts; inline codes (<bpt>, <ph> …) are passed over, text inside <hi> is kept. */
#include "learn.h"

#include <string.h>

#include <libxml/xmlreader.h>

typedef struct tmx {
    ct_bitext  *bitext;
    ct_buffer   value[CT_LANGUAGES];
    bool        seen[CT_LANGUAGES];      /* in this unit */
    ct_language language;                /* of the open variant; CT_LANGUAGES: none that counts */
    bool        in_segment;
    int         code_depth;              /* of the inline code that is being passed over; 0: none */
    size_t      n_units;
} tmx;

static ct_language language_of(xmlTextReaderPtr reader)
{
    static const char *const names[] = { "xml:lang", "lang" };
    ct_language language = CT_LANGUAGES;

    for (int i = 0; i < 2 && language == CT_LANGUAGES; i++) {
        xmlChar *tag = xmlTextReaderGetAttribute(reader, (const xmlChar *)names[i]);
        ct_language found;
        if (tag != NULL && ct_language_parse((const char *)tag, &found))
            language = found;
        xmlFree(tag);
    }
    return language;
}

static bool is_code(const char *name)
{
    static const char *const codes[] = { "bpt", "ept", "it", "ph", "ut", "sub" };

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(name, codes[i]) == 0)
            return true;
    return false;
}

static void begin_element(tmx *t, xmlTextReaderPtr reader, const char *name)
{
    if (strcmp(name, "tu") == 0) {
        for (int l = 0; l < CT_LANGUAGES; l++) {
            ct_buffer_truncate(&t->value[l], 0);
            t->seen[l] = false;
        }
    } else if (strcmp(name, "tuv") == 0) {
        t->language = language_of(reader);
        if (t->language != CT_LANGUAGES && t->seen[t->language])
            t->language = CT_LANGUAGES;
    } else if (strcmp(name, "seg") == 0 && t->language != CT_LANGUAGES)
        t->in_segment = t->seen[t->language] = !xmlTextReaderIsEmptyElement(reader);
    else if (t->in_segment && t->code_depth == 0 && is_code(name) && !xmlTextReaderIsEmptyElement(reader))
        t->code_depth = xmlTextReaderDepth(reader);
}

static bool end_element(tmx *t, xmlTextReaderPtr reader, const char *name)
{
    if (t->code_depth > 0) {
        if (xmlTextReaderDepth(reader) == t->code_depth)
            t->code_depth = 0;
    } else if (strcmp(name, "seg") == 0)
        t->in_segment = false;
    else if (strcmp(name, "tuv") == 0)
        t->language = CT_LANGUAGES;
    else if (strcmp(name, "tu") == 0 && t->seen[CT_ES] && t->seen[CT_EN]) {
        const char *text[CT_LANGUAGES] = { t->value[CT_ES].bytes, t->value[CT_EN].bytes };
        const size_t length[CT_LANGUAGES] = { t->value[CT_ES].n, t->value[CT_EN].n };
        t->n_units++;
        return ct_bitext_add(t->bitext, text, length);
    }
    return true;
}

/* Line ends within a segment are spaces, so that a pair is one line wherever it is written. */
static bool take_text(tmx *t, const char *text)
{
    ct_buffer *value = &t->value[t->language];

    for (const char *at = text; *at != '\0'; at++)
        ct_buffer_add_char(value, strchr("\r\n\t", *at) != NULL ? ' ' : *at);
    return !value->failed;
}

static bool take_node(tmx *t, xmlTextReaderPtr reader)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(reader);

    switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT:
        begin_element(t, reader, name);
        return true;
    case XML_READER_TYPE_END_ELEMENT:
        return end_element(t, reader, name);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        return !t->in_segment || t->code_depth > 0 || take_text(t, (const char *)xmlTextReaderConstValue(reader));
    default:
        return true;
    }
}

static ct_status read_nodes(tmx *t, xmlTextReaderPtr reader, const char *path, ct_error *err)
{
    int more;

    while ((more = xmlTextReaderRead(reader)) == 1)
        if (!take_node(t, reader))
            return bitext_nomem(err);
    if (more < 0)
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "cannot read '%s', line %d: the XML is not well-formed", path,
                       xmlTextReaderGetParserLineNumber(reader));
    if (t->n_units == 0)
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' has no unit in both Spanish and English", path);
    return CT_OK;
}

ct_status tmx_read(ct_bitext *bitext, const char *path, const char *bytes, size_t len, ct_error *err)
{
    tmx t = { .bitext = bitext, .language = CT_LANGUAGES };
    xmlTextReaderPtr reader;
    ct_status status;

    if (len > INT32_MAX)
        return ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "'%s' is larger than 2 GiB", path);
    /* The bytes are UTF-8 by now, whatever the declaration says. */
    reader = xmlReaderForMemory(bytes, (int)len, NULL, "UTF-8",
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    status = reader == NULL ? bitext_nomem(err) : read_nodes(&t, reader, path, err);
    xmlFreeTextReader(reader);
    for (int l = 0; l < CT_LANGUAGES; l++)
        ct_buffer_release(&t.value[l]);
    return status;
}
