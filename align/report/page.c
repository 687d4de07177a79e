/* What every HTML page has: escaping and frame. */
#include <stdlib.h>
#include <string.h>

#include <nettle/base64.h>
#include <nettle/sha2.h>

#include "html.h"

/* The code point at `s` if it hides or reorders text: controls, zero width, bidirectional. */
static unsigned hidden_at(const unsigned char *s, size_t n, unsigned *code)
{
    if ((s[0] < 0x20 && s[0] != '\n' && s[0] != '\t') || s[0] == 0x7F) {
        *code = s[0];
        return 1;
    }
    if (n >= 2 && s[0] == 0xC2 && (s[1] < 0xA0 || s[1] == 0xAD)) {
        *code = s[1];
        return 2;
    }
    if (n >= 3 && (s[0] == 0xE2 || s[0] == 0xEF)) {
        *code = (unsigned)(s[0] & 0x0F) << 12 | (unsigned)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
        if ((*code >= 0x200B && *code <= 0x200F) || (*code >= 0x2028 && *code <= 0x202E)
            || (*code >= 0x2060 && *code <= 0x2069) || *code == 0xFEFF)
            return 3;
    }
    return 0;
}

void html_text(ct_buffer *out, const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;

    for (size_t i = 0; i < n; ) {
        unsigned code, skip = hidden_at(s + i, n - i, &code);
        if (skip > 0) {
            ct_buffer_printf(out, "<span class=\"control\">U+%04X</span>", code);
            i += skip;
            continue;
        }
        switch (s[i]) {
        case '<': ct_buffer_add_string(out, "&lt;"); break;
        case '>': ct_buffer_add_string(out, "&gt;"); break;
        case '&': ct_buffer_add_string(out, "&amp;"); break;
        case '"': ct_buffer_add_string(out, "&quot;"); break;
        case '\'': ct_buffer_add_string(out, "&#39;"); break;
        default: ct_buffer_add_char(out, text[i]);
        }
        i++;
    }
}

void html_string(ct_buffer *out, const char *s)
{
    html_text(out, s, strlen(s));
}

/* ---- the frame -------------------------------------------------------------------------------------------------- */

/* The only script and style that the browser may run are those of these very bytes. */
static void add_hash(ct_buffer *out, const char *bytes)
{
    struct sha256_ctx ctx;
    uint8_t digest[SHA256_DIGEST_SIZE];
    char text[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];

    sha256_init(&ctx);
    sha256_update(&ctx, strlen(bytes), (const uint8_t *)bytes);
    sha256_digest(&ctx, sizeof digest, digest);
    base64_encode_raw(text, sizeof digest, digest);
    ct_buffer_add_string(out, "'sha256-");
    ct_buffer_add(out, text, sizeof text);
    ct_buffer_add_char(out, '\'');
}

void html_begin(ct_buffer *out, const html_frame *frame)
{
    ct_buffer_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\"%s>\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ",
        ct_language_tag(ct_messages_language(frame->messages)), frame->served ? " data-served" : "");
    add_hash(out, ct_report_css);
    ct_buffer_add_string(out, "; script-src ");
    add_hash(out, frame->script);
    ct_buffer_printf(out, "%s; base-uri 'none'; form-action 'none'\">\n", frame->served ? "; connect-src 'self'; img-src data:" : "");
    if (frame->served)
        ct_buffer_add_string(out, "<link rel=\"icon\" href=\"data:,\">\n<title>");      /* browsers ask for one otherwise */
    else
        ct_buffer_add_string(out, "<title>");
    html_string(out, frame->title);
    ct_buffer_add_string(out, "</title>\n<style>");
    ct_buffer_add_string(out, ct_report_css);
    ct_buffer_add_string(out, "</style>\n</head>\n<body>\n");
    ct_buffer_add_string(out, frame->markup);
    ct_buffer_add_string(out, "<main>\n<h1>");
    html_string(out, frame->title);
    ct_buffer_add_string(out, "</h1>\n");
}

const char *html_interface(const ct_report *report)
{
    return ct_language_tag(ct_messages_language(report->options->messages));
}

/* What is said for the text of an element; NULL where nothing is. */
static const char *said_for(const ct_messages *messages, const char *text, size_t n)
{
    char english[512];

    if (n == 0 || n >= sizeof english)
        return NULL;
    memcpy(english, text, n);
    english[n] = '\0';
    return ct_say_if_known(messages, NULL, english);
}

/* `data-t>English<` becomes `data-t="English">Spanish<`. No text can feign a mark: html_text() escapes its ">". */
static void say_marked(ct_buffer *page, const ct_messages *messages)
{
    static const char mark[] = "data-t>";
    ct_buffer out = { 0 };
    const char *from = page->bytes, *at;

    if (messages == NULL || from == NULL)
        return;
    while ((at = strstr(from, mark)) != NULL) {
        const char *text = at + sizeof mark - 1;
        size_t n = strcspn(text, "<");
        const char *said = said_for(messages, text, n);
        ct_buffer_add(&out, from, (size_t)(text - from));
        if (said != NULL) {
            ct_buffer_truncate(&out, out.n - 1);
            ct_buffer_printf(&out, "=\"%.*s\">", (int)n, text);
            html_string(&out, said);
        } else {
            ct_buffer_add(&out, text, n);
        }
        from = text + n;
    }
    ct_buffer_add_string(&out, from);
    out.failed = out.failed || page->failed;
    ct_buffer_release(page);
    *page = out;
}

void html_end(ct_buffer *out, const html_frame *frame)
{
    say_marked(out, frame->messages);
    ct_buffer_add_string(out, "</main>\n<footer class=\"faint\"><p>cotejo " CT_VERSION "</p></footer>\n<script>");
    ct_buffer_add_string(out, frame->script);
    ct_buffer_add_string(out, "</script>\n</body>\n</html>\n");
}

void html_not_run(ct_buffer *out, const ct_report *report, const ct_audit *audit)
{
    size_t n;
    const ct_not_run *all = ct_audit_not_run(audit, &n);

    for (size_t i = 0; i < n; i++) {
        ct_buffer_printf(out, "<p class=\"warning\"><b data-t>Not run</b>: <span lang=\"%s\">", html_interface(report));
        html_string(out, ct_report_say(report, all[i].rule));
        ct_buffer_add_string(out, ". ");
        html_string(out, all[i].reason);
        ct_buffer_add_string(out, ".</span></p>\n");
    }
}
