/* Writing HTML: every text goes through html_text(), so that no document can say anything to the browser.
 *
 * The page is whole without its script. What the script (desk.js) adds works on what stands here: `data-t` marks words of
 * the interface. They are written in English; html_end() says them in the language of the report and leaves the English in the
 * attribute, so that the script can change the language; the data-* attributes of an <article> are what a finding is filtered and decided by. */
#ifndef CT_REPORT_HTML_H
#define CT_REPORT_HTML_H

#include "report.h"

/** Text, escaped; control, bidirectional and zero-width characters are shown by their code. */
void html_text(ct_buffer *out, const char *s, size_t n);
void html_string(ct_buffer *out, const char *s);

/** A page: its title, the markup that stands before the text, and the one script that the browser may run. */
typedef struct html_frame {
    const char *title, *markup, *script;
    bool        served;      /* by a server: the script may ask it, and no one else */
    const ct_messages *messages;   /* what the page says; NULL: English */
} html_frame;

/** Doctype, head with the style, and the begin of the body. */
void html_begin(ct_buffer *out, const html_frame *frame);
/** The end of the page, with the script. */
void html_end(ct_buffer *out, const html_frame *frame);
void html_not_run(ct_buffer *out, const ct_report *report, const ct_audit *audit);
/** The language of what the report says, for `lang`. */
const char *html_interface(const ct_report *report);

/** The style, the scripts and their markup, made strings by the build. */
extern const char ct_report_css[], ct_desk_js[], ct_desk_html[], ct_index_js[], ct_index_html[];

/** A row per pair: what waits, what is new, what came back. `files` [n_audits]: where each is, "#pair0" on the same page. */
void html_index_table(ct_buffer *out, const ct_report *report, const char *const *files);

/* ---- one pair of the page ------------------------------------------------------------------------------------- */

/** The links that name each unit of a side: of unit u, links[first[u]] to links[first[u + 1] - 1]. */
typedef struct html_links_of {
    uint32_t *first;    /* [n_units + 1] */
    uint32_t *links;    /* in ct_links_all(), in its order */
} html_links_of;

typedef struct html_pair {
    ct_buffer       *out;
    const ct_report *report;
    const ct_audit  *audit;
    const ct_links  *links;
    const ct_report_document *sides[CT_SIDES];
    const ct_token  *tokens[CT_SIDES];
    html_links_of    of[CT_SIDES];
    uint8_t         *quoted;                /* [units of the target] how often it stood whole as an answer */
    ct_report_counts counts;
    size_t           number;                /* of the pair, part of every id */
    uint32_t         level[CT_SIDES];       /* headings over the sections that tables speak of */
} html_pair;

extern const char *const html_side_names[CT_SIDES];   /* "source" "target" */

const char *html_language(const html_pair *p, ct_side side);
/** The text of a span, escaped, white space run together. */
void html_quote(html_pair *p, ct_side side, ct_span span);
/** The same, of its first `most` bytes or so, with "…"; 0: all. */
void html_quote_begin(html_pair *p, ct_side side, ct_span span, size_t most);
/** The address of a unit in the texts: "u0s12.1", of the first pair's source. */
void html_unit_name(html_pair *p, ct_side side, uint32_t unit);
/** A link to a unit, by its id. */
void html_unit_link(html_pair *p, ct_side side, uint32_t unit);
/** Whether a baseline was given and has not this finding. */
bool html_is_new(const html_pair *p, size_t finding);
/** The section of a unit that tables speak of: the innermost one with at most `level` headings over it. */
uint32_t html_section(const html_pair *p, ct_side side, uint32_t unit);
/** Its heading; a dash where it has none. */
void html_section_title(html_pair *p, ct_side side, uint32_t section);

/* What stands on the page, in its order; one file each. */
void html_verdict(html_pair *p);       /* sums, findings by rule and severity, coverage */
void html_coverage(html_pair *p);      /* links per section, as bars in a table */
void html_dots(html_pair *p);          /* where in one document the other is answered */
void html_figures(html_pair *p);
void html_documents(html_pair *p);
void html_findings(html_pair *p);
void html_side_by_side(html_pair *p);

#endif
