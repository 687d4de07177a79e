/* Translation memories in TMX 1.4b. Of a unit <tu> the first variant <tuv> of each language counts. */
#include <string.h>

#include "aligned.h"

typedef struct tmx {
    ct_paired *paired;
    ct_xml     xml;
    ct_span    value[CT_LANGUAGES];      /* of this unit */
    bool       seen[CT_LANGUAGES];
    ct_language first;                   /* of the first variant of the file */
    size_t     lone, others;
} tmx;

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the pairs of a file");
}

static ct_language language_of(const ct_xml *x)
{
    ct_language language = CT_LANGUAGES;
    char tag[64];

    if (ct_xml_attribute(x, "xml:lang", tag, sizeof tag) || ct_xml_attribute(x, "lang", tag, sizeof tag))
        (void)ct_language_parse(tag, &language);
    return language;
}

/* One <tuv>: its <seg>. */
static ct_status read_variant(tmx *t, ct_error *err)
{
    ct_language language = language_of(&t->xml);
    uint32_t depth = t->xml.depth;
    ct_status status;
    bool more;

    if (language >= CT_LANGUAGES || t->seen[language]) {
        t->others++;
        return ct_xml_skip(&t->xml, err);
    }
    if (t->first >= CT_LANGUAGES)
        t->first = language;
    while ((status = ct_xml_inside(&t->xml, depth, &more, err)) == CT_OK && more) {
        if (!t->seen[language] && ct_xml_is(&t->xml, "seg")) {
            t->paired->view.keep_blanks = ct_xml_preserves(&t->xml, false);
            status = ct_read_inline(&t->xml, &t->paired->view, &t->value[language], err);
            t->seen[language] = true;
        } else {
            status = ct_xml_skip(&t->xml, err);
        }
        if (status != CT_OK)
            break;
    }
    return status;
}

static ct_status read_unit(tmx *t, ct_error *err)
{
    uint32_t depth = t->xml.depth;
    ct_status status;
    bool more;

    t->seen[CT_ES] = t->seen[CT_EN] = false;
    while ((status = ct_xml_inside(&t->xml, depth, &more, err)) == CT_OK && more) {
        status = ct_xml_is(&t->xml, "tuv") ? read_variant(t, err) : ct_xml_skip(&t->xml, err);
        if (status != CT_OK)
            break;
    }
    if (status != CT_OK)
        return status;
    if (!t->seen[CT_ES] || !t->seen[CT_EN])
        t->lone++;
    else if (!ct_paired_add(t->paired, t->value[CT_ES], t->value[CT_EN]))
        return no_memory(err);
    return CT_OK;
}

/* So far Spanish stands on the source's side. What the caller says goes first, then the header, then the first variant. */
static void settle_sides(tmx *t, ct_language header)
{
    ct_language *l = t->paired->languages, source = l[CT_SOURCE];

    if (source >= CT_LANGUAGES && l[CT_TARGET] < CT_LANGUAGES)
        source = l[CT_TARGET] == CT_ES ? CT_EN : CT_ES;
    if (source >= CT_LANGUAGES)
        source = header < CT_LANGUAGES ? header : t->first;
    if (source == CT_EN) {
        ct_span_list spanish = t->paired->sides[CT_SOURCE];
        t->paired->sides[CT_SOURCE] = t->paired->sides[CT_TARGET];
        t->paired->sides[CT_TARGET] = spanish;
    }
    l[CT_SOURCE] = source;
    if (l[CT_TARGET] >= CT_LANGUAGES && source < CT_LANGUAGES)
        l[CT_TARGET] = source == CT_ES ? CT_EN : CT_ES;
}

ct_status ct_read_tmx(ct_paired *p, ct_error *err)
{
    tmx t = { .paired = p, .first = CT_LANGUAGES };
    ct_language header = CT_LANGUAGES;
    char tag[64];
    bool more = true;
    ct_status status = ct_xml_open(&t.xml, p->text, p->path, err);

    p->view.bytes = t.xml.bytes;
    while (status == CT_OK && (status = ct_xml_inside(&t.xml, 0, &more, err)) == CT_OK && more) {
        if (ct_xml_is(&t.xml, "header")) {
            if (ct_xml_attribute(&t.xml, "srclang", tag, sizeof tag))
                (void)ct_language_parse(tag, &header);      /* "*all*" is none */
            status = ct_xml_skip(&t.xml, err);
        } else if (ct_xml_is(&t.xml, "tu")) {
            status = read_unit(&t, err);
        }
    }
    if (status != CT_OK)
        return status;
    settle_sides(&t, header);
    if (!ct_paired_count(p, t.lone, "unit is not in both Spanish and English and was left out",
                         "units are not in both Spanish and English and were left out")
        || !ct_paired_count(p, t.others, "variant in another language, or a second one in the same, was left out",
                            "variants in other languages, or second ones in the same, were left out"))
        return no_memory(err);
    return ct_paired_cut(p, err);
}
