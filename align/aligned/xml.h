/* XML as a stream of tokens that are spans of the text: what libxml2 cannot tell is where its characters came from.
 *
 * libxml2 judges whether the file is well-formed; these tokens are then cut from the same bytes without further ado.
 * Entities are not expanded by either: a file that declares its own is refused. */
#ifndef CT_ALIGNED_XML_H
#define CT_ALIGNED_XML_H

#include <cotejo/text.h>

typedef enum ct_xml_kind {
    CT_XML_END,          /* of the file */
    CT_XML_OPEN,         /* <name …> or <name …/> */
    CT_XML_CLOSE,        /* </name>; not after an empty element */
    CT_XML_TEXT,         /* characters as they stand, CDATA included */
    CT_XML_REFERENCE     /* one character: &amp; or &#233; */
} ct_xml_kind;

typedef struct ct_xml {
    const ct_text *text;
    const char *path;                /* for messages */
    const char *bytes;
    uint32_t    at, end;
    /* the token */
    ct_xml_kind kind;
    ct_span     span;                /* all of it */
    ct_span     name;                /* of a tag, without its prefix */
    bool        empty;               /* <name/> */
    char        character[5];        /* of a reference, UTF-8 */
    uint32_t    depth;               /* of elements around the token; an element is around its own tags */
} ct_xml;

/** Judge the whole file, and stand before its first token.
 *  @return CT_OK, CT_NOMEM, CT_LIMIT, CT_FORMAT (not well-formed, declares entities; file, line and remedy are named) */
ct_status ct_xml_open(ct_xml *xml, const ct_text *text, const char *path, ct_error *err);

/** The next token; comments and processing instructions are passed over.
 *  @return CT_OK, CT_FORMAT (an entity that nothing declares) */
ct_status ct_xml_next(ct_xml *xml, ct_error *err);

/** The next opening tag within the element of depth `depth` (0: the file), at any depth below it; `*more` is false once
 *  there is none, and the token then that element's closing tag, or its opening tag if it is empty. */
ct_status ct_xml_inside(ct_xml *xml, uint32_t depth, bool *more, ct_error *err);

/** Pass over what is left of the element whose opening tag is the token, closing tag included. */
ct_status ct_xml_skip(ct_xml *xml, ct_error *err);

bool ct_xml_is(const ct_xml *xml, const char *name);
/** The value of an attribute of the opening tag, by its name with prefix, into `out`; "" and false if it has none, or
 *  one that is longer than `size`. */
bool ct_xml_attribute(const ct_xml *xml, const char *name, char *out, size_t size);

/** CT_FORMAT, with file and line of the token before the message. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
ct_status ct_xml_fail(const ct_xml *xml, ct_error *err, const char *format, ...);

/** The name of the first element of a text that looks like XML, without prefix; an empty span if it does not. */
ct_span ct_xml_root(const char *bytes, size_t len);

#endif
