/* What TMX and XLIFF have in common: text with codes in it. */
#include <string.h>

#include "aligned.h"

/* Elements of TMX 1.4b, XLIFF 1.2 and 2.1 whose content is no text, and empty ones. All others (g, hi, mrk, pc, and
 * whatever a module adds) stand around text. */
static const struct { const char *name; ct_code code; } codes[] = {
    { "ph", CT_CODE_STANDS }, { "x", CT_CODE_STANDS }, { "ut", CT_CODE_STANDS }, { "cp", CT_CODE_STANDS },
    { "bpt", CT_CODE_AROUND }, { "ept", CT_CODE_AROUND }, { "it", CT_CODE_AROUND }, { "sub", CT_CODE_AROUND },
    { "bx", CT_CODE_AROUND }, { "ex", CT_CODE_AROUND }, { "sc", CT_CODE_AROUND }, { "ec", CT_CODE_AROUND },
    { "sm", CT_CODE_AROUND }, { "em", CT_CODE_AROUND },
};

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the pairs of a file");
}

static ct_status read_code(ct_xml *x, ct_view *v, ct_error *err)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (ct_xml_is(x, codes[i].name)) {
            ct_span span = x->span;
            ct_status status = ct_xml_skip(x, err);
            span.end = x->span.end;
            return status != CT_OK || ct_view_code(v, codes[i].code, span) ? status : no_memory(err);
        }
    return ct_view_code(v, CT_CODE_AROUND, x->span) ? CT_OK : no_memory(err);
}

bool ct_xml_preserves(const ct_xml *x, bool otherwise)
{
    char value[16];

    return ct_xml_attribute(x, "xml:space", value, sizeof value) ? strcmp(value, "preserve") == 0 : otherwise;
}

ct_status ct_read_inline(ct_xml *x, ct_view *v, ct_span *out, ct_error *err)
{
    uint32_t depth = x->depth;
    bool open = !x->empty, ok = true;
    ct_status status = CT_OK;

    ct_view_begin(v);
    while (open && ok && status == CT_OK && (status = ct_xml_next(x, err)) == CT_OK) {
        switch (x->kind) {
        case CT_XML_TEXT:      ok = ct_view_text(v, x->span); break;
        case CT_XML_REFERENCE: ok = ct_view_character(v, x->character, x->span); break;
        case CT_XML_OPEN:      status = read_code(x, v, err); break;
        case CT_XML_CLOSE:
            open = x->depth > depth;
            if (open)
                ok = ct_view_code(v, CT_CODE_AROUND, x->span);
            break;
        case CT_XML_END:       open = false; break;
        }
    }
    if (status == CT_OK && (!ok || !ct_view_end(v, out, x->span.start)))
        status = no_memory(err);
    return status;
}

ct_status ct_paired_language(ct_paired *p, ct_side side, const ct_xml *x, const char *tag, ct_error *err)
{
    if (p->languages[side] < CT_LANGUAGES || tag[0] == '\0' || ct_language_parse(tag, &p->languages[side]))
        return CT_OK;
    return ct_xml_fail(x, err, "the language '%s' is not known here; Spanish (es) and English (en) are; --source-language and "
                       "--target-language overrule the file", tag);
}

bool ct_paired_count(ct_paired *p, size_t n, const char *one, const char *many)
{
    return n == 0 || ct_paired_remark(p, "%zu %s", n, ct_say(p->messages, n == 1 ? one : many));
}

ct_status ct_paired_cut(ct_paired *p, ct_error *err)
{
    ct_span *const spans[CT_SIDES] = { p->sides[CT_SOURCE].items, p->sides[CT_TARGET].items };
    const size_t n[CT_SIDES] = { p->sides[CT_SOURCE].n, p->sides[CT_TARGET].n };
    ct_text *cut = NULL;
    ct_status status = ct_text_of_pieces(&cut, &p->text, &p->view.pieces, spans, n, CT_SIDES, err);

    if (status == CT_OK)
        p->text = cut;
    return status;
}
