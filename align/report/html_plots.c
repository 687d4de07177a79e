/* Pictures of the alignment: links per section as bars, and where in one text the other is answered as dots.
 * Each stands in or beside a table that says the same. */
#include <stdlib.h>
#include <string.h>

#include "html.h"

/* ---- coverage --------------------------------------------------------------------------------------------------- */

enum fate { FATE_COUNTERPART, FATE_PARTIAL, FATE_WITHOUT, FATE_ASIDE, FATES };
static const char *const fate_names[FATES] = { "counterpart", "partial", "without", "aside" };

static enum fate fate_of(const html_pair *p, ct_side side, uint32_t unit)
{
    size_t n;
    const ct_link *links = ct_links_all(p->links, &n);
    const html_links_of *of = &p->of[side];
    ct_verdict_kind verdict = ct_links_verdicts(p->links, side)[unit].kind;

    while (unit > 0 && verdict == CT_VERDICT_LINKED && of->first[unit] == of->first[unit + 1])      /* with the statement before */
        verdict = ct_links_verdicts(p->links, side)[--unit].kind;
    for (uint32_t k = of->first[unit]; k < of->first[unit + 1]; k++)
        if (links[of->links[k]].kind == CT_LINK_COUNTERPART)
            return FATE_COUNTERPART;
    return verdict == CT_VERDICT_LINKED ? FATE_PARTIAL : verdict == CT_VERDICT_UNMATCHED ? FATE_WITHOUT : FATE_ASIDE;
}

static void bar(ct_buffer *out, const size_t counts[FATES], size_t widest)
{
    size_t x = 0;

    ct_buffer_printf(out, "<td class=\"wide\"><svg class=\"bar\" viewBox=\"0 0 %zu 10\" preserveAspectRatio=\"none\" "
                     "aria-hidden=\"true\">", widest);
    for (int f = 0; f < FATES; f++) {
        if (counts[f] > 0)
            ct_buffer_printf(out, "<rect class=\"%s\" x=\"%zu\" y=\"0\" width=\"%zu\" height=\"10\"/>", fate_names[f], x, counts[f]);
        x += counts[f];
    }
    ct_buffer_add_string(out, "</svg></td>");
}

static void coverage_row(html_pair *p, ct_side side, uint32_t section, const size_t counts[FATES], size_t widest)
{
    ct_buffer_printf(p->out, "<tr><th scope=\"row\"><a href=\"#findings%zu\" data-filter=\"section=%zu%c%u\">", p->number,
                     p->number, html_side_names[side][0], section);
    html_section_title(p, side, section);
    ct_buffer_add_string(p->out, "</a></th>");
    bar(p->out, counts, widest);
    for (int f = 0; f < FATES; f++)
        ct_buffer_printf(p->out, "<td class=\"n\">%zu</td>", counts[f]);
    ct_buffer_add_string(p->out, "</tr>\n");
}

static void coverage_table(html_pair *p, ct_side side)
{
    const ct_report_document *d = p->sides[side];
    size_t n_sections, widest = 1;
    size_t (*counts)[FATES];

    ct_document_sections(d->document, &n_sections);
    counts = calloc(n_sections + 1, sizeof *counts);
    if (counts == NULL) {
        p->out->failed = true;
        return;
    }
    for (uint32_t u = 0; u < d->n_units; u++)
        counts[html_section(p, side, u)][fate_of(p, side, u)]++;
    for (size_t s = 0; s < n_sections; s++) {
        size_t all = counts[s][0] + counts[s][1] + counts[s][2] + counts[s][3];
        widest = all > widest ? all : widest;
    }
    ct_buffer_printf(p->out, "<div class=\"scroll\" tabindex=\"0\"><table class=\"coverage\"><caption><span data-t>%s</span>: ",
                     html_side_names[side]);
    html_string(p->out, ct_document_reading_id(d->reading));
    ct_buffer_add_string(p->out, "</caption><thead><tr><th data-t>section</th><td></td>");
    for (int f = 0; f < FATES; f++)
        ct_buffer_printf(p->out, "<th class=\"n\"><span class=\"key %s\"></span><span data-t>%s</span></th>", fate_names[f],
                         fate_names[f]);
    ct_buffer_add_string(p->out, "</tr></thead><tbody>\n");
    for (uint32_t s = 0; s < n_sections; s++)
        if (counts[s][0] + counts[s][1] + counts[s][2] + counts[s][3] > 0)
            coverage_row(p, side, s, counts[s], widest);
    ct_buffer_add_string(p->out, "</tbody></table></div>\n");
    free(counts);
}

void html_coverage(html_pair *p)
{
    ct_buffer_printf(p->out, "<h3 id=\"coverage%zu\" data-t>What is answered, by section</h3>\n", p->number);
    coverage_table(p, CT_SOURCE);
    coverage_table(p, CT_TARGET);
}

/* ---- dots ------------------------------------------------------------------------------------------------------- */

/* Lines where a section of the tables' level begins. */
static void ruler(html_pair *p, ct_side side, size_t across)
{
    uint32_t last = CT_NONE;

    ct_buffer_add_string(p->out, "<path class=\"ruler\" d=\"");
    for (uint32_t u = 0; u < p->sides[side]->n_units; u++) {
        uint32_t section = html_section(p, side, u);
        if (section != last && u > 0)
            ct_buffer_printf(p->out, side == CT_SOURCE ? "M%u 0V%zu" : "M0 %uH%zu", u, across);
        last = section;
    }
    ct_buffer_add_string(p->out, "\"/>");
}

/* A dot is a line of no length with ends: its size then depends on the screen, not on the length of the texts. */
static void dots(html_pair *p, ct_link_kind kind)
{
    size_t n, n_units;
    const ct_link *links = ct_links_all(p->links, &n);
    const uint32_t *units = ct_links_units(p->links, &n_units);

    ct_buffer_printf(p->out, "<path class=\"dots %s\" d=\"", ct_link_kind_name(kind));
    for (size_t i = 0; i < n; i++)
        for (uint32_t s = 0; links[i].kind == kind && s < links[i].n_units[CT_SOURCE]; s++)
            for (uint32_t t = 0; t < links[i].n_units[CT_TARGET]; t++)
                ct_buffer_printf(p->out, "M%u %uh0", units[links[i].first_unit[CT_SOURCE] + s],
                                 units[links[i].first_unit[CT_TARGET] + t]);
    ct_buffer_add_string(p->out, "\"/>");
}

/* Of one source section: which target sections answer it, in how many links. `counts` is room for the target's sections. */
static void answered_row(html_pair *p, uint32_t section, size_t *counts, size_t n_counts)
{
    size_t n, n_units, all = 0;
    const ct_link *links = ct_links_all(p->links, &n);
    const uint32_t *units = ct_links_units(p->links, &n_units);

    memset(counts, 0, n_counts * sizeof *counts);
    for (uint32_t u = 0; u < p->sides[CT_SOURCE]->n_units; u++) {
        if (html_section(p, CT_SOURCE, u) != section)
            continue;
        for (uint32_t k = p->of[CT_SOURCE].first[u]; k < p->of[CT_SOURCE].first[u + 1]; k++) {
            const ct_link *link = &links[p->of[CT_SOURCE].links[k]];
            if (link->kind == CT_LINK_RELATED || units[link->first_unit[CT_SOURCE]] != u)
                continue;
            counts[html_section(p, CT_TARGET, units[link->first_unit[CT_TARGET]])]++;
            all++;
        }
    }
    if (all == 0)
        return;
    ct_buffer_add_string(p->out, "<tr><th scope=\"row\">");
    html_section_title(p, CT_SOURCE, section);
    ct_buffer_add_string(p->out, "</th><td><ul>");
    for (uint32_t s = 0; s < n_counts; s++)
        if (counts[s] > 0) {
            ct_buffer_printf(p->out, "<li>%zu × ", counts[s]);
            html_section_title(p, CT_TARGET, s);
            ct_buffer_add_string(p->out, "</li>");
        }
    ct_buffer_add_string(p->out, "</ul></td></tr>\n");
}

static void answered_table(html_pair *p)
{
    enum { MOST = 60 };      /* rows: each walks all units */
    size_t n_source, n_target;
    size_t *counts;
    bool *done;

    ct_document_sections(p->sides[CT_SOURCE]->document, &n_source);
    ct_document_sections(p->sides[CT_TARGET]->document, &n_target);
    counts = calloc(n_target + 1, sizeof *counts);
    done = calloc(n_source + 1, sizeof *done);
    ct_buffer_add_string(p->out, "<details><summary data-t>the same as a table</summary><div class=\"scroll\" tabindex=\"0\"><table>"
        "<thead><tr><th data-t>section</th><th data-t>is answered in</th></tr></thead><tbody>\n");
    for (uint32_t u = 0, rows = 0; counts != NULL && done != NULL && u < p->sides[CT_SOURCE]->n_units && rows < MOST; u++) {
        uint32_t section = html_section(p, CT_SOURCE, u);
        if (done[section])
            continue;
        done[section] = true;
        rows++;
        answered_row(p, section, counts, n_target);
    }
    ct_buffer_add_string(p->out, "</tbody></table></div></details>\n");
    if (counts == NULL || done == NULL)
        p->out->failed = true;
    free(counts);
    free(done);
}

void html_dots(html_pair *p)
{
    size_t width = p->sides[CT_SOURCE]->n_units, height = p->sides[CT_TARGET]->n_units;

    if (width == 0 || height == 0)
        return;
    ct_buffer_printf(p->out, "<h3 id=\"dots%zu\" data-t>Where one text is answered in the other</h3>\n<figure>\n"
                     "<p class=\"faint\"><span data-t>across: the source, from its beginning to its end; down: the target</span></p>\n"
                     "<svg class=\"plot\" viewBox=\"-1 -1 %zu %zu\" preserveAspectRatio=\"none\" role=\"img\" "
                     "aria-labelledby=\"dots%zu\">\n", p->number, width + 1, height + 1, p->number);
    ruler(p, CT_SOURCE, height);
    ruler(p, CT_TARGET, width);
    for (int kind = CT_LINK_KINDS - 1; kind >= 0; kind--)
        dots(p, (ct_link_kind)kind);
    ct_buffer_add_string(p->out, "</svg>\n<figcaption>");
    for (int kind = 0; kind < CT_LINK_KINDS; kind++)
        ct_buffer_printf(p->out, "<span class=\"key %s\"></span><span data-t>%s</span> ", ct_link_kind_name((ct_link_kind)kind),
                         ct_link_kind_name((ct_link_kind)kind));
    ct_buffer_add_string(p->out, "</figcaption>\n");
    answered_table(p);
    ct_buffer_add_string(p->out, "</figure>\n");
}
