/* The HTML report: one file, no address outside.  Order: what matters first, then what it rests on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "html.h"

const char *const html_side_names[CT_SIDES] = { "source", "target" };

/* ---- words that all parts use ------------------------------------------------------------------------------- */

const char *html_language(const html_pair *p, ct_side side)
{
    return ct_language_tag(ct_document_language(p->sides[side]->document));
}

void html_quote(html_pair *p, ct_side side, ct_span span)
{
    html_quote_begin(p, side, span, 0);
}

void html_quote_begin(html_pair *p, ct_side side, ct_span span, size_t most)
{
    ct_buffer b = { 0 };

    ct_report_quote(&b, p->sides[side], span, most);
    html_text(p->out, b.bytes != NULL ? b.bytes : "", b.n);
    ct_buffer_release(&b);
}

void html_unit_name(html_pair *p, ct_side side, uint32_t unit)
{
    ct_buffer_printf(p->out, "u%zu%c%s", p->number, html_side_names[side][0], p->sides[side]->ids[unit]);
}

void html_unit_link(html_pair *p, ct_side side, uint32_t unit)
{
    ct_buffer_add_string(p->out, "<a href=#");
    html_unit_name(p, side, unit);
    ct_buffer_printf(p->out, ">%s</a>", p->sides[side]->ids[unit]);
}

bool html_is_new(const html_pair *p, size_t finding)
{
    const ct_review *const *reviews = p->report->options->reviews;
    const ct_standing *s = ct_report_standing(p->report, p->audit, finding);

    return s != NULL && !s->known && ct_review_has_baseline(reviews[p->number]);
}

/* How many headings stand over a section, its own included. Lost ones tell nobody anything, so that what stands under one
 * counts as its elder. */
static uint32_t headings_over(const ct_section *sections, uint32_t section)
{
    uint32_t n = 0;

    for (; section != 0; section = sections[section].parent)
        n += sections[section].heading != CT_NONE;
    return n + (sections[0].heading != CT_NONE);
}

uint32_t html_section(const html_pair *p, ct_side side, uint32_t unit)
{
    size_t n;
    const ct_section *sections = ct_document_sections(p->sides[side]->document, &n);
    uint32_t section = p->sides[side]->units[unit].section, over = headings_over(sections, section);

    while (section != 0 && (over > p->level[side] || (over == p->level[side] && sections[section].heading == CT_NONE))) {
        over -= sections[section].heading != CT_NONE;
        section = sections[section].parent;
    }
    return section;
}

/* A heading without the bookmark that a word processor left at its begin: that is said among the irregularities. */
static ct_span title_span(const ct_document *document, ct_span span)
{
    size_t n;
    const ct_irregularity *all = ct_document_irregularities(document, &n);

    for (size_t i = 0; i < n; i++)
        if (all[i].kind == CT_IRREGULAR_BOOKMARK && all[i].span.start == span.start && all[i].span.end < span.end)
            span.start = all[i].span.end;
    return span;
}

void html_section_title(html_pair *p, ct_side side, uint32_t section)
{
    enum { MOST = 120 };
    size_t n;
    const ct_section *sections = ct_document_sections(p->sides[side]->document, &n);
    const ct_block *blocks = ct_document_blocks(p->sides[side]->document, &n);
    ct_buffer b = { 0 };

    if (sections[section].heading == CT_NONE) {
        ct_buffer_add_string(p->out, section == 0 ? "<span data-t>before the first heading</span>"
                                                  : "<span data-t>heading lost</span>");
        return;
    }
    ct_report_quote(&b, p->sides[side], title_span(p->sides[side]->document, blocks[sections[section].heading].span), MOST);
    ct_buffer_printf(p->out, "<span lang=\"%s\">", html_language(p, side));
    html_text(p->out, b.bytes != NULL ? b.bytes : "", b.n);
    ct_buffer_add_string(p->out, "</span>");
    ct_buffer_release(&b);
}

/* The shallowest depth with headings enough to tell parts apart: a lone title is no division of the text. */
static uint32_t level_of(const ct_report_document *d)
{
    enum { DEEPEST = 4, ENOUGH = 3 };
    size_t n, counts[DEEPEST + 1] = { 0 };
    const ct_section *sections = ct_document_sections(d->document, &n);

    for (uint32_t i = 0; i < n; i++) {
        uint32_t over = headings_over(sections, i);
        if (sections[i].heading != CT_NONE && over <= DEEPEST)
            counts[over]++;
    }
    for (uint32_t depth = 1; depth <= DEEPEST; depth++)
        if (counts[depth] >= ENOUGH)
            return depth;
    return 1;
}

/* ---- one pair --------------------------------------------------------------------------------------------------- */

/* Counted first, then filled, each unit's links staying in order. */
static bool links_of(html_pair *p, ct_side side)
{
    size_t n_links, n, n_units = p->sides[side]->n_units;
    const ct_link *links = ct_links_all(p->links, &n_links);
    const uint32_t *units = ct_links_units(p->links, &n);
    uint32_t *first = calloc(n_units + 2, sizeof *first), *list = calloc(n + 1, sizeof *list);

    p->of[side] = (html_links_of){ first, list };
    if (first == NULL || list == NULL)
        return false;
    for (size_t i = 0; i < n_links; i++)
        for (uint32_t k = 0; k < links[i].n_units[side]; k++)
            first[units[links[i].first_unit[side] + k] + 2]++;
    for (size_t u = 2; u < n_units + 2; u++)
        first[u] += first[u - 1];
    for (size_t i = 0; i < n_links; i++)      /* first[u + 1] runs from the begin of u to its end */
        for (uint32_t k = 0; k < links[i].n_units[side]; k++)
            list[first[units[links[i].first_unit[side] + k] + 1]++] = (uint32_t)i;
    return true;
}

static bool pair_open(html_pair *p, ct_buffer *out, const ct_report *report, size_t i)
{
    bool whole = true;
    size_t n;

    *p = (html_pair){ .out = out, .report = report, .audit = report->audits[i], .number = i };
    p->links = ct_audit_links(p->audit);
    p->counts = ct_report_count(report, p->audit);
    for (int side = 0; side < CT_SIDES; side++) {
        p->sides[side] = ct_report_side(report, p->audit, (ct_side)side);
        p->tokens[side] = ct_segments_tokens(ct_document_reading_segments(p->sides[side]->reading), &n);
        p->level[side] = level_of(p->sides[side]);
        whole = links_of(p, (ct_side)side) && whole;
    }
    p->quoted = calloc(p->sides[CT_TARGET]->n_units + 1, sizeof *p->quoted);
    return whole && p->quoted != NULL;
}

static void pair_close(html_pair *p)
{
    free(p->quoted);
    for (int side = 0; side < CT_SIDES; side++) {
        free(p->of[side].first);
        free(p->of[side].links);
    }
}

static void pair_name(html_pair *p)
{
    html_string(p->out, ct_document_reading_id(p->sides[CT_SOURCE]->reading));
    ct_buffer_add_string(p->out, " / ");
    html_string(p->out, ct_document_reading_id(p->sides[CT_TARGET]->reading));
}

static void navigation(html_pair *p)
{
    static const struct { const char *id, *text; } parts[] = {
        { "findings", "Findings" }, { "none", "Without counterpart" }, { "coverage", "Coverage" }, { "figures", "Figures" },
        { "documents", "Documents" }, { "links", "Side by side" }, { "target", "The target text" },
    };

    ct_buffer_add_string(p->out, "<nav aria-label=\"");
    pair_name(p);
    ct_buffer_add_string(p->out, "\">");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        ct_buffer_printf(p->out, "<a href=\"#%s%zu\" data-t>%s</a>", parts[i].id, p->number, parts[i].text);
    ct_buffer_add_string(p->out, "</nav>\n");
}

static void pair(ct_buffer *out, const ct_report *report, size_t i)
{
    html_pair p;

    if (!pair_open(&p, out, report, i)) {
        out->failed = true;
        pair_close(&p);
        return;
    }
    ct_buffer_printf(out, "<section class=\"pair\" id=\"pair%zu\" data-pair=\"%zu\">\n<h2>", i, i);
    pair_name(&p);
    ct_buffer_add_string(out, "</h2>\n");
    html_not_run(out, report, p.audit);
    html_verdict(&p);
    navigation(&p);
    html_findings(&p);
    html_dots(&p);
    html_figures(&p);
    html_documents(&p);
    html_side_by_side(&p);
    ct_buffer_add_string(out, "</section>\n");
    pair_close(&p);
}

/* Where a page of several pairs begins: each with what waits there. */
static void contents(ct_buffer *out, const ct_report *report)
{
    enum { LONGEST = 32 };      /* "#pair", a number and its end */
    char *text = calloc(report->n_audits, LONGEST);
    const char **places = calloc(report->n_audits, sizeof *places);

    for (size_t i = 0; text != NULL && places != NULL && i < report->n_audits; i++) {
        snprintf(text + i * LONGEST, LONGEST, "#pair%zu", i);
        places[i] = text + i * LONGEST;
    }
    if (text != NULL && places != NULL)
        html_index_table(out, report, places);
    else
        out->failed = true;
    free(text);
    free(places);
}

ct_status ct_render_html(ct_buffer *out, const ct_report *report, ct_error *err)
{
    html_frame frame = { .markup = ct_desk_html, .script = ct_desk_js, .served = report->options->served,
                         .messages = report->options->messages };
    ct_buffer title = { 0 };

    if (report->n_audits == 1)
        ct_buffer_printf(&title, "%s / %s", ct_document_reading_title(ct_audit_side(report->audits[0], CT_SOURCE)),
                         ct_document_reading_title(ct_audit_side(report->audits[0], CT_TARGET)));
    else
        ct_buffer_add_string(&title, report->options->title != NULL ? report->options->title : "cotejo");
    frame.title = title.failed ? "cotejo" : title.bytes;
    html_begin(out, &frame);
    if (report->n_audits > 1)
        contents(out, report);
    for (size_t i = 0; i < report->n_audits; i++)
        pair(out, report, i);
    html_end(out, &frame);
    ct_buffer_release(&title);
    return out->failed ? ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the report") : CT_OK;
}
