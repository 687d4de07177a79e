/* XLIFF 1.2 (trans-unit, cut into segments by mrk mtype="seg") and 2.0 to 2.1 (unit/segment). A unit without a target is a
 * pair whose target is empty. */
#include <string.h>

#include "aligned.h"

/* A segment of a 1.2 unit that is cut into segments. */
typedef struct mark { char id[64]; ct_span span; } mark;
typedef CT_VECTOR(mark) mark_list;

typedef struct xliff {
    ct_paired *paired;
    ct_xml     xml;
    bool       keep_blanks, second;       /* second: version 2 */
    mark_list  marks[CT_SIDES];           /* of this unit */
    ct_span    value[CT_SIDES];
    bool       seen[CT_SIDES];
    size_t     protected, foreign;
} xliff;

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the pairs of a file");
}

/* ---- one unit ------------------------------------------------------------------------------------------------------ */

static ct_status read_marks(xliff *f, mark_list *list, ct_error *err)
{
    uint32_t depth = f->xml.depth;
    ct_status status;
    bool more;

    while ((status = ct_xml_inside(&f->xml, depth, &more, err)) == CT_OK && more) {
        mark one;
        char type[16];
        if (!ct_xml_is(&f->xml, "mrk") || !ct_xml_attribute(&f->xml, "mtype", type, sizeof type) || strcmp(type, "seg") != 0)
            continue;
        ct_xml_attribute(&f->xml, "mid", one.id, sizeof one.id);
        status = ct_read_inline(&f->xml, &f->paired->view, &one.span, err);
        if (status != CT_OK)
            break;
        if (!ct_push(list, one))
            return no_memory(err);
    }
    return status;
}

/* The segments of a target that was cut like its source; else all of it as one. */
static ct_status read_target(xliff *f, ct_error *err)
{
    const ct_xml before = f->xml;
    ct_status status = CT_OK;

    if (f->marks[CT_SOURCE].n > 0)
        status = read_marks(f, &f->marks[CT_TARGET], err);
    if (status == CT_OK && f->marks[CT_TARGET].n == 0) {      /* nothing was taken yet */
        f->xml = before;
        status = ct_read_inline(&f->xml, &f->paired->view, &f->value[CT_TARGET], err);
    }
    return status;
}

static ct_status read_part(xliff *f, ct_error *err)
{
    ct_view *view = &f->paired->view;
    bool target = ct_xml_is(&f->xml, "target"), source = ct_xml_is(&f->xml, "source");

    view->keep_blanks = ct_xml_preserves(&f->xml, f->keep_blanks);
    if (!f->second && ct_xml_is(&f->xml, "seg-source") && f->marks[CT_SOURCE].n == 0)
        return read_marks(f, &f->marks[CT_SOURCE], err);
    if (source && !f->seen[CT_SOURCE]) {
        f->seen[CT_SOURCE] = true;
        return ct_read_inline(&f->xml, view, &f->value[CT_SOURCE], err);
    }
    if (target && !f->seen[CT_TARGET]) {
        f->seen[CT_TARGET] = true;
        return read_target(f, err);
    }
    return ct_xml_skip(&f->xml, err);
}

/* Both sides were cut alike: the same segments in the same order. */
static bool cut_alike(const xliff *f)
{
    const mark_list *a = &f->marks[CT_SOURCE], *b = &f->marks[CT_TARGET];

    for (size_t i = 0; i < a->n && a->n == b->n; i++)
        if (strcmp(a->items[i].id, b->items[i].id) != 0)
            return false;
    return a->n > 0 && a->n == b->n;
}

static bool add_unit(xliff *f)
{
    for (size_t i = 0; cut_alike(f) && i < f->marks[CT_SOURCE].n; i++)
        if (!ct_paired_add(f->paired, f->marks[CT_SOURCE].items[i].span, f->marks[CT_TARGET].items[i].span))
            return false;
    if (cut_alike(f))
        return true;
    for (int s = 0; s < CT_SIDES; s++)
        if (f->marks[s].n > 0)
            f->value[s] = (ct_span){ f->marks[s].items[0].span.start, f->marks[s].items[f->marks[s].n - 1].span.end };
    return ct_paired_add(f->paired, f->value[CT_SOURCE], f->value[CT_TARGET]);
}

/* <trans-unit> of version 1, <segment> of version 2. */
static ct_status read_unit(xliff *f, ct_error *err)
{
    uint32_t depth = f->xml.depth;
    bool keep_blanks = f->keep_blanks, more;
    ct_status status;

    f->keep_blanks = ct_xml_preserves(&f->xml, keep_blanks);
    f->seen[CT_SOURCE] = f->seen[CT_TARGET] = false;
    f->marks[CT_SOURCE].n = f->marks[CT_TARGET].n = 0;
    while ((status = ct_xml_inside(&f->xml, depth, &more, err)) == CT_OK && more)
        if ((status = read_part(f, err)) != CT_OK)
            break;
    f->keep_blanks = keep_blanks;
    if (status == CT_OK && f->seen[CT_SOURCE] && !f->seen[CT_TARGET]) {
        ct_view_begin(&f->paired->view);
        if (!ct_view_end(&f->paired->view, &f->value[CT_TARGET], f->xml.span.start))
            status = no_memory(err);
    }
    if (status == CT_OK && f->seen[CT_SOURCE] && !add_unit(f))
        status = no_memory(err);
    return status;
}

/* ---- the file ------------------------------------------------------------------------------------------------------ */

static bool is_any(const ct_xml *x, const char *const *names)
{
    for (; *names != NULL; names++)
        if (ct_xml_is(x, *names))
            return true;
    return false;
}

/* The languages of an element that names them. A further <file> in other languages is left out. */
static ct_status read_languages(xliff *f, const char *const names[CT_SIDES], bool *skip, ct_error *err)
{
    ct_status status = CT_OK;

    *skip = false;
    for (int s = 0; status == CT_OK && s < CT_SIDES; s++) {
        ct_language language;
        char tag[64];
        if (!ct_xml_attribute(&f->xml, names[s], tag, sizeof tag))
            continue;
        if (f->paired->sides[CT_SOURCE].n > 0 && f->paired->languages[s] < CT_LANGUAGES)
            *skip = *skip || !ct_language_parse(tag, &language) || language != f->paired->languages[s];
        else
            status = ct_paired_language(f->paired, (ct_side)s, &f->xml, tag, err);
    }
    return status;
}

static ct_status read_element(xliff *f, ct_error *err)
{
    static const char *const aside[] = { "header", "alt-trans", "bin-unit", "notes", "note", "originalData", "matches",
                                         "glossary", "metadata", "ignorable", "skeleton", "changeTrack", NULL };
    static const char *const first[CT_SIDES] = { "source-language", "target-language" };
    static const char *const second[CT_SIDES] = { "srcLang", "trgLang" };
    ct_status status = CT_OK;
    bool skip = false;
    char value[16];

    if (ct_xml_is(&f->xml, "xliff")) {
        f->second = ct_xml_attribute(&f->xml, "version", value, sizeof value) && value[0] == '2';
        return read_languages(f, second, &skip, err);
    }
    if (is_any(&f->xml, aside))
        return ct_xml_skip(&f->xml, err);
    if (!f->second && ct_xml_is(&f->xml, "file"))
        status = read_languages(f, first, &skip, err);
    f->foreign += skip;
    if (ct_xml_attribute(&f->xml, "translate", value, sizeof value) && strcmp(value, "no") == 0) {
        f->protected++;
        skip = true;
    }
    if (status == CT_OK && skip)
        return ct_xml_skip(&f->xml, err);
    if (status == CT_OK && ct_xml_is(&f->xml, "unit"))
        f->keep_blanks = ct_xml_preserves(&f->xml, false);
    if (status == CT_OK && ct_xml_is(&f->xml, f->second ? "segment" : "trans-unit"))
        status = read_unit(f, err);
    return status;
}

ct_status ct_read_xliff(ct_paired *p, ct_error *err)
{
    xliff f = { .paired = p };
    ct_status status = ct_xml_open(&f.xml, p->text, p->path, err);
    bool more;

    p->view.bytes = f.xml.bytes;
    while (status == CT_OK && (status = ct_xml_inside(&f.xml, 0, &more, err)) == CT_OK && more)
        status = read_element(&f, err);
    for (int s = 0; s < CT_SIDES; s++)
        ct_vector_release(&f.marks[s]);
    if (status != CT_OK)
        return status;
    if (!ct_paired_count(p, f.protected, "unit or group is not to be translated and was left out",
                         "units or groups are not to be translated and were left out")
        || !ct_paired_count(p, f.foreign, "part in other languages was left out", "parts in other languages were left out"))
        return no_memory(err);
    return ct_paired_cut(p, err);
}
