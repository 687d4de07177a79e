/* The documents as they were read: what was found in them, and what is wrong with them. */
#include <stdio.h>
#include <string.h>

#include "html.h"

static void irregularities(html_pair *p, ct_side side)
{
    size_t n;
    const ct_irregularity *all = ct_document_irregularities(p->sides[side]->document, &n);

    if (n == 0)
        return;
    ct_buffer_printf(p->out, "<details><summary><span data-t>outline, irregularities</span>: %zu</summary><ul>", n);
    for (size_t i = 0; i < n; i++) {
        ct_span span = all[i].span;
        ct_buffer_printf(p->out, "<li><span data-t>line</span> %u, <span data-t>%s</span>: <q lang=\"%s\">",
                         ct_text_place(p->sides[side]->text, span.start).line, ct_report_irregularity(all[i].kind),
                         html_language(p, side));
        html_quote(p, side, span);
        ct_buffer_add_string(p->out, "</q></li>");
    }
    ct_buffer_add_string(p->out, "</ul></details>\n");
}

static void heading(html_pair *p, ct_side side)
{
    const ct_report_document *d = p->sides[side];
    const char *date = ct_document_reading_date(d->reading);

    ct_buffer_printf(p->out, "<h4 lang=\"%s\">", html_language(p, side));
    html_string(p->out, ct_document_reading_title(d->reading));
    ct_buffer_printf(p->out, "</h4>\n<p class=\"faint\"><span data-t>%s</span>, %s", html_side_names[side], html_language(p, side));
    if (date != NULL) {
        ct_buffer_add_string(p->out, ", ");
        html_string(p->out, date);
    }
    ct_buffer_add_string(p->out, "; ");
    html_string(p->out, ct_document_reading_path(d->reading));
    ct_buffer_printf(p->out, "; %s, %llu <span data-t>bytes</span>; SHA-256 <code>%.16s…</code></p>\n",
                     ct_text_encoding(d->text)->name, (unsigned long long)ct_text_disk_bytes(d->text), ct_text_sha256(d->text));
}

static void document(html_pair *p, ct_side side)
{
    const ct_report_document *d = p->sides[side];
    size_t n, counts[CT_ROLES] = { 0 };
    const char *const *remarks = ct_document_reading_remarks(d->reading, &n);

    for (size_t i = 0; i < d->n_units; i++)
        counts[d->units[i].role]++;
    ct_buffer_add_string(p->out, "<div>");
    heading(p, side);
    ct_buffer_add_string(p->out, "<ul>");
    for (int role = 0; role < CT_ROLES; role++)
        if (counts[role] > 0)
            ct_buffer_printf(p->out, "<li><span data-t>%s</span>: %zu</li>", ct_role_name((ct_role)role), counts[role]);
    ct_buffer_add_string(p->out, "</ul>\n");
    for (size_t i = 0; i < n; i++) {
        ct_buffer_printf(p->out, "<p class=\"warning\" lang=\"%s\">", html_interface(p->report));
        html_string(p->out, remarks[i]);
        ct_buffer_add_string(p->out, "</p>\n");
    }
    irregularities(p, side);
    ct_buffer_add_string(p->out, "</div>\n");
}

void html_documents(html_pair *p)
{
    ct_buffer_printf(p->out, "<h3 id=\"documents%zu\" data-t>The documents as they were read</h3>\n<div class=\"two\">\n",
                     p->number);
    document(p, CT_SOURCE);
    document(p, CT_TARGET);
    ct_buffer_add_string(p->out, "</div>\n");
}
