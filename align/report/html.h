/* Writing HTML: every text goes through html_text(), so that no document can say anything to the browser. */
#ifndef CT_REPORT_HTML_H
#define CT_REPORT_HTML_H

#include "report.h"

/** Text, escaped; control, bidirectional and zero-width characters are shown by their code. */
void html_text(ct_buffer *out, const char *s, size_t n);
void html_string(ct_buffer *out, const char *s);

/** Doctype, head with the style, and the begin of the body. */
void html_begin(ct_buffer *out, const char *title);
void html_end(ct_buffer *out);

/** A table of what became of both sides and how many findings there are; one per pair. */
void html_summary(ct_buffer *out, const ct_report *report, const ct_audit *audit);
void html_not_run(ct_buffer *out, const ct_audit *audit);

/** The page's style (report.css), made a string by the build. */
extern const char ct_report_style[];

#endif
