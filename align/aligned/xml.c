/* Well-formedness by libxml2, then tokens. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "xml.h"

ct_status ct_xml_fail(const ct_xml *x, ct_error *err, const char *format, ...)
{
    char message[300];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return ct_fail(err, CT_FORMAT, ct_text_origin(x->text, x->span).start, "'%s', line %u: %s", x->path,
                   ct_text_place(x->text, x->span.start).line, message);
}

/* ---- finding ends ------------------------------------------------------------------------------------------------ */

static bool begins(const char *bytes, uint32_t at, uint32_t end, const char *with)
{
    size_t n = strlen(with);

    return end - at >= n && memcmp(bytes + at, with, n) == 0;
}

/* Behind the next `what`; `end` if there is none. */
static uint32_t behind(const char *bytes, uint32_t at, uint32_t end, const char *what)
{
    size_t n = strlen(what);

    while (at < end) {
        const char *p = memchr(bytes + at, what[0], end - at);
        if (p == NULL)
            return end;
        at = (uint32_t)(p - bytes);
        if (begins(bytes, at, end, what))
            return at + (uint32_t)n;
        at++;
    }
    return end;
}

/* Behind the tag or declaration that begins at `at`: quoted values and, in a document type, brackets and comments may
 * hold its end sign. */
static uint32_t tag_end(const char *bytes, uint32_t at, uint32_t end)
{
    uint32_t brackets = 0;

    for (at++; at < end; at++) {
        char c = bytes[at];
        if (c == '"' || c == '\'') {
            const char *p = memchr(bytes + at + 1, c, end - at - 1);
            if (p == NULL)
                return end;
            at = (uint32_t)(p - bytes);
        } else if (brackets > 0 && begins(bytes, at, end, "<!--")) {
            at = behind(bytes, at, end, "-->") - 1;
        } else if (brackets > 0 && begins(bytes, at, end, "<?")) {
            at = behind(bytes, at, end, "?>") - 1;
        } else if (c == '[') {
            brackets++;
        } else if (c == ']' && brackets > 0) {
            brackets--;
        } else if (c == '>' && brackets == 0) {
            return at + 1;
        }
    }
    return end;
}

/* Behind what stands before the first element and between elements without being one: space, comments, instructions,
 * document type; `*doctype` gets the last of these. */
static uint32_t skip_prolog(const char *bytes, uint32_t at, uint32_t end, ct_span *doctype)
{
    for (;;) {
        while (at < end && (isspace((unsigned char)bytes[at]) || begins(bytes, at, end, "\xEF\xBB\xBF")))
            at += isspace((unsigned char)bytes[at]) ? 1 : 3;
        if (begins(bytes, at, end, "<?")) {
            at = behind(bytes, at, end, "?>");
        } else if (begins(bytes, at, end, "<!--")) {
            at = behind(bytes, at, end, "-->");
        } else if (begins(bytes, at, end, "<!DOCTYPE")) {
            doctype->start = at;
            doctype->end = at = tag_end(bytes, at, end);
        } else {
            return at;
        }
    }
}

static ct_span name_at(const char *bytes, uint32_t at, uint32_t end)
{
    ct_span name = { at, at };

    while (name.end < end && !isspace((unsigned char)bytes[name.end]) && strchr("/>=\"'<", bytes[name.end]) == NULL) {
        if (bytes[name.end] == ':')
            name.start = name.end + 1;
        name.end++;
    }
    return name;
}

ct_span ct_xml_root(const char *bytes, size_t len)
{
    ct_span doctype = { 0, 0 };
    uint32_t end = (uint32_t)len, at = skip_prolog(bytes, 0, end, &doctype);

    if (at + 1 >= end || bytes[at] != '<')
        return (ct_span){ at, at };
    return name_at(bytes, at + 1, end);
}

/* ---- judging ------------------------------------------------------------------------------------------------------- */

/* Streams through the file with no handlers: no tree, no network, no limit on the length of a text. Entities cannot
 * multiply, for none are declared. */
static ct_status judge(ct_xml *x, ct_error *err)
{
    xmlSAXHandler none = { .initialized = XML_SAX2_MAGIC };
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    ct_status status = CT_OK;

    if (parser == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory to read XML");
    if (x->end > INT32_MAX) {
        xmlFreeParserCtxt(parser);
        return ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "'%s' is larger than 2 GiB", x->path);
    }
    *parser->sax = none;
    /* The bytes are UTF-8 by now, whatever the declaration says. */
    xmlFreeDoc(xmlCtxtReadMemory(parser, x->bytes, (int)x->end, NULL, "UTF-8",
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE));
    if (!parser->wellFormed) {
        char message[200] = "it is no XML";
        if (parser->lastError.message != NULL)
            snprintf(message, sizeof message, "%s", parser->lastError.message);
        message[strcspn(message, "\n")] = '\0';
        status = ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %d: this is not well-formed XML: %s; mend it, or write the "
                         "file anew with the program it comes from", x->path, parser->lastError.line, message);
    }
    xmlFreeParserCtxt(parser);
    return status;
}

ct_status ct_xml_open(ct_xml *x, const ct_text *text, const char *path, ct_error *err)
{
    ct_span doctype = { 0, 0 };
    uint32_t first;
    size_t len;

    *x = (ct_xml){ .text = text, .path = path, .bytes = ct_text_bytes(text, &len) };
    x->end = (uint32_t)len;
    first = skip_prolog(x->bytes, 0, x->end, &doctype);
    x->at = doctype.start;
    x->at = behind(x->bytes, doctype.start, doctype.end, "<!ENTITY");
    if (x->at < doctype.end) {
        x->span = (ct_span){ x->at - 8, x->at };
        return ct_xml_fail(x, err, "it declares entities of its own, and these are not read; have them written out: "
                           "xmllint --nonet --noent --dropdtd");
    }
    x->at = first;
    return judge(x, err);
}

/* ---- tokens ---------------------------------------------------------------------------------------------------------- */

/* UTF-8 of a code point; 0 if there is no such character. */
static uint32_t encode(unsigned long c, char out[5])
{
    uint32_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        return 0;
    for (uint32_t i = n - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(n == 1 ? c : ((0xF00u >> n) & 0xFF) | c);
    out[n] = '\0';
    return n;
}

static ct_status reference(ct_xml *x, ct_error *err)
{
    static const struct { const char *name, character; } named[] = {
        { "amp;", '&' }, { "lt;", '<' }, { "gt;", '>' }, { "quot;", '"' }, { "apos;", '\'' },
    };
    const char *p = x->bytes + x->at + 1;
    uint32_t end = behind(x->bytes, x->at, x->end, ";");

    x->kind = CT_XML_REFERENCE;
    x->span = (ct_span){ x->at, end };
    x->at = end;
    if (p[0] == '#') {
        bool hexadecimal = p[1] == 'x';
        unsigned long c = end - x->span.start > 20 ? 0 : strtoul(p + 1 + hexadecimal, NULL, hexadecimal ? 16 : 10);
        return encode(c, x->character) > 0 ? CT_OK : ct_xml_fail(x, err, "there is no character of this number");
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (begins(x->bytes, x->span.start + 1, end, named[i].name)) {
            x->character[0] = named[i].character;
            x->character[1] = '\0';
            return CT_OK;
        }
    return ct_xml_fail(x, err, "what '%.*s' stands for is not in the file; write the character itself",
                       (int)(end - x->span.start < 40 ? end - x->span.start : 40), x->bytes + x->span.start);
}

static void tag(ct_xml *x)
{
    bool closing = x->bytes[x->at + 1] == '/';

    x->kind = closing ? CT_XML_CLOSE : CT_XML_OPEN;
    x->span = (ct_span){ x->at, tag_end(x->bytes, x->at, x->end) };
    x->name = name_at(x->bytes, x->at + 1 + closing, x->span.end);
    x->empty = !closing && x->span.end - x->span.start > 2 && x->bytes[x->span.end - 2] == '/';
    x->at = x->span.end;
    if (!closing)
        x->depth++;
}

static void characters(ct_xml *x, uint32_t end, uint32_t next)
{
    x->kind = CT_XML_TEXT;
    x->span = (ct_span){ x->at, end };
    x->at = next;
}

ct_status ct_xml_next(ct_xml *x, ct_error *err)
{
    if (x->kind == CT_XML_CLOSE || (x->kind == CT_XML_OPEN && x->empty))
        x->depth--;
    x->kind = CT_XML_END;
    while (x->at < x->end) {
        if (begins(x->bytes, x->at, x->end, "<!--")) {
            x->at = behind(x->bytes, x->at, x->end, "-->");
        } else if (begins(x->bytes, x->at, x->end, "<?")) {
            x->at = behind(x->bytes, x->at, x->end, "?>");
        } else if (begins(x->bytes, x->at, x->end, "<![CDATA[")) {
            uint32_t next = behind(x->bytes, x->at, x->end, "]]>");
            x->at += 9;
            characters(x, next - 3, next);
            return CT_OK;
        } else if (x->bytes[x->at] == '<') {
            tag(x);
            return CT_OK;
        } else if (x->bytes[x->at] == '&') {
            return reference(x, err);
        } else {
            uint32_t end = x->at;
            while (end < x->end && x->bytes[end] != '<' && x->bytes[end] != '&')
                end++;
            characters(x, end, end);
            return CT_OK;
        }
    }
    x->span = (ct_span){ x->end, x->end };
    return CT_OK;
}

ct_status ct_xml_inside(ct_xml *x, uint32_t depth, bool *more, ct_error *err)
{
    ct_status status = CT_OK;

    *more = false;
    if (depth > 0 && x->kind == CT_XML_OPEN && x->empty && x->depth == depth)
        return CT_OK;
    do
        status = ct_xml_next(x, err);
    while (status == CT_OK && x->kind != CT_XML_END && x->kind != CT_XML_OPEN
           && !(x->kind == CT_XML_CLOSE && x->depth == depth));
    *more = status == CT_OK && x->kind == CT_XML_OPEN;
    return status;
}

ct_status ct_xml_skip(ct_xml *x, ct_error *err)
{
    uint32_t depth = x->depth;
    ct_status status = CT_OK;

    if (x->empty)
        return CT_OK;
    do
        status = ct_xml_next(x, err);
    while (status == CT_OK && x->kind != CT_XML_END && (x->kind != CT_XML_CLOSE || x->depth > depth));
    return status;
}

/* ---- tags -------------------------------------------------------------------------------------------------------------- */

bool ct_xml_is(const ct_xml *x, const char *name)
{
    size_t n = strlen(name);

    return x->name.end - x->name.start == n && memcmp(x->bytes + x->name.start, name, n) == 0;
}

bool ct_xml_attribute(const ct_xml *x, const char *name, char *out, size_t size)
{
    size_t n = strlen(name);
    uint32_t at = x->name.end;

    out[0] = '\0';
    while (at < x->span.end) {
        uint32_t start, equals, open, close;
        while (at < x->span.end && isspace((unsigned char)x->bytes[at]))
            at++;
        start = at;
        while (at < x->span.end && !isspace((unsigned char)x->bytes[at]) && strchr("=/>", x->bytes[at]) == NULL)
            at++;
        equals = behind(x->bytes, at, x->span.end, "=");
        open = equals;
        while (open < x->span.end && isspace((unsigned char)x->bytes[open]))
            open++;
        if (equals == x->span.end || open >= x->span.end)
            return false;
        for (close = open + 1; close < x->span.end && x->bytes[close] != x->bytes[open];)
            close++;
        if (at - start == n && memcmp(x->bytes + start, name, n) == 0) {
            if (close - open - 1 >= size)
                return false;
            memcpy(out, x->bytes + open + 1, close - open - 1);
            out[close - open - 1] = '\0';
            return true;
        }
        at = close + 1;
    }
    return false;
}
