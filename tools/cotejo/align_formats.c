/* Beads of a translation as lines of numbers, text, JSON or TMX. */
#include <string.h>

#include "align_lines.h"

typedef struct writer {
    FILE            *out;
    const ct_strand *strands[2];
    const ct_beads  *beads;
    const uint32_t  *units;
    const ct_messages *messages;
} writer;

/* ---- texts -------------------------------------------------------------------------------------------------- */

/* A unit's text, each run of white space as one space, each byte through `put`. */
static void write_unit(const writer *w, int side, uint32_t unit, void (*put)(FILE *out, char c))
{
    size_t n, len;
    const ct_span *spans = ct_strand_spans(w->strands[side], &n);
    const char *bytes = ct_text_bytes(ct_strand_text(w->strands[side]), &len);
    bool space = false;

    for (uint32_t i = spans[unit].start; i < spans[unit].end; i++) {
        bool white = strchr(" \t\r\n", bytes[i]) != NULL && bytes[i] != '\0';
        if (!white || !space)
            put(w->out, white ? ' ' : bytes[i]);
        space = white;
    }
}

static void write_side(const writer *w, const ct_bead *bead, int side, void (*put)(FILE *out, char c))
{
    for (uint32_t k = 0; k < bead->n[side]; k++) {
        if (k > 0)
            fputc(' ', w->out);
        write_unit(w, side, w->units[bead->first[side] + k], put);
    }
}

static void write_numbers(const writer *w, const ct_bead *bead, int side, uint32_t from)
{
    for (uint32_t k = 0; k < bead->n[side]; k++)
        fprintf(w->out, k == 0 ? "%u" : ",%u", w->units[bead->first[side] + k] + from);
}

static void put_plain(FILE *out, char c) { fputc(c, out); }

static void put_json(FILE *out, char c)
{
    if (c == '"' || c == '\\')
        fprintf(out, "\\%c", c);
    else if ((unsigned char)c < 0x20)
        fprintf(out, "\\u%04x", (unsigned)c);
    else
        fputc(c, out);
}

/* XML 1.0 has no way to write most control characters. */
static void put_xml(FILE *out, char c)
{
    switch (c) {
    case '&': fputs("&amp;", out); break;
    case '<': fputs("&lt;", out); break;
    case '>': fputs("&gt;", out); break;
    case '"': fputs("&quot;", out); break;
    default:  fputc((unsigned char)c < 0x20 ? ' ' : c, out);
    }
}

/* ---- forms ---------------------------------------------------------------------------------------------------- */

static void write_beads(const writer *w, const ct_bead *all, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        write_numbers(w, &all[i], 0, 0);
        fputc(':', w->out);
        write_numbers(w, &all[i], 1, 0);
        fprintf(w->out, "\t%.4f\t%s\n", (double)all[i].probability, ct_bead_kind_name(all[i].kind));
    }
}

/* Line numbers from 1, as an editor shows them. */
static void write_text(const writer *w, const ct_bead *all, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        fprintf(w->out, "%s%s %.2f\n", i == 0 ? "" : "\n", ct_say(w->messages, ct_bead_kind_name(all[i].kind)),
                (double)all[i].probability);
        for (int side = 0; side < 2; side++) {
            if (all[i].n[side] == 0)
                continue;
            fprintf(w->out, "  %s ", ct_language_tag(ct_beads_language(w->beads, (unsigned)side)));
            write_numbers(w, &all[i], side, 1);
            fputs(": ", w->out);
            write_side(w, &all[i], side, put_plain);
            fputc('\n', w->out);
        }
    }
}

static void write_json(const writer *w, const ct_bead *all, size_t n)
{
    static const char *const sides[] = { "source", "target" };

    fprintf(w->out, "{ \"schema\": \"cotejo/beads-1\", \"source_language\": \"%s\", \"target_language\": \"%s\",\n  \"beads\": [",
            ct_language_tag(ct_beads_language(w->beads, 0)), ct_language_tag(ct_beads_language(w->beads, 1)));
    for (size_t i = 0; i < n; i++) {
        fprintf(w->out, "%s\n    { \"kind\": \"%s\", \"probability\": %.4f", i == 0 ? "" : ",", ct_bead_kind_name(all[i].kind),
                (double)all[i].probability);
        for (int side = 0; side < 2; side++) {
            fprintf(w->out, ", \"%s\": [", sides[side]);
            write_numbers(w, &all[i], side, 0);
            fprintf(w->out, "], \"%s_text\": \"", sides[side]);
            write_side(w, &all[i], side, put_json);
            fputc('"', w->out);
        }
        fputs(" }", w->out);
    }
    fputs("\n  ] }\n", w->out);
}

/* TMX 1.4b holds what has two sides; the rest is no translation unit. */
static void write_tmx(const writer *w, const ct_bead *all, size_t n)
{
    const char *source = ct_language_tag(ct_beads_language(w->beads, 0));

    fprintf(w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header creationtool=\"cotejo\" "
            "creationtoolversion=\"%s\" segtype=\"sentence\" o-tmf=\"text\" adminlang=\"en\" srclang=\"%s\" "
            "datatype=\"plaintext\"/>\n  <body>\n", CT_VERSION, source);
    for (size_t i = 0; i < n; i++) {
        if (all[i].n[0] == 0 || all[i].n[1] == 0)
            continue;
        fprintf(w->out, "    <tu>\n      <prop type=\"probability\">%.4f</prop>\n", (double)all[i].probability);
        for (int side = 0; side < 2; side++) {
            fprintf(w->out, "      <tuv xml:lang=\"%s\"><seg>", ct_language_tag(ct_beads_language(w->beads, (unsigned)side)));
            write_side(w, &all[i], side, put_xml);
            fputs("</seg></tuv>\n", w->out);
        }
        fputs("    </tu>\n", w->out);
    }
    fputs("  </body>\n</tmx>\n", w->out);
}

static const struct { const char *name; void (*write)(const writer *w, const ct_bead *all, size_t n); } forms[] = {
    { "text", write_text }, { "beads", write_beads }, { "json", write_json }, { "tmx", write_tmx },
};

int beads_form(const char *name)
{
    for (int i = 0; i < (int)(sizeof forms / sizeof *forms); i++)
        if (strcmp(name == NULL ? "text" : name, forms[i].name) == 0)
            return i;
    return -1;
}

void beads_write(FILE *out, int form, const ct_beads *beads, const ct_strand *const strands[2],
                 const ct_messages *messages)
{
    size_t n, n_units;
    const ct_bead *all = ct_beads_all(beads, &n);
    const writer w = { out, { strands[0], strands[1] }, beads, ct_beads_units(beads, &n_units), messages };

    forms[form].write(&w, all, n);
}
