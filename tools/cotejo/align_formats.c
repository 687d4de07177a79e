/* Beads of a translation as lines of numbers, text, JSON or TMX. */
#include <string.h>

#include "align_lines.h"

typedef struct writer {
    FILE            *out;
    const ct_strand *strands[2];
    const ct_beads  *beads;
    const uint32_t  *units;
    const ct_messages *messages;
    const ct_bead_reason *reasons;   /* NULL: not told */
    const ct_bead_word   *words;
    bool             by_line;        /* units have no numbers of their own: they are told by the lines where they begin */
} writer;

/* ---- texts -------------------------------------------------------------------------------------------------- */

/* A piece of text, each run of white space as one space, each byte through `put`. */
static void write_span(const writer *w, int side, ct_span span, void (*put)(FILE *out, char c))
{
    size_t len;
    const char *bytes = ct_text_bytes(ct_strand_text(w->strands[side]), &len);
    bool space = false;

    for (uint32_t i = span.start; i < span.end; i++) {
        bool white = strchr(" \t\r\n", bytes[i]) != NULL && bytes[i] != '\0';
        if (!white || !space)
            put(w->out, white ? ' ' : bytes[i]);
        space = white;
    }
}

/* A unit's text, without the running heads within it. */
static void write_unit(const writer *w, int side, uint32_t unit, void (*put)(FILE *out, char c))
{
    ct_span piece = { 0, 0 };

    for (bool first = true; ct_strand_piece(w->strands[side], unit, &piece); first = false) {
        if (!first)
            put(w->out, ' ');
        write_span(w, side, piece, put);
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

static void write_numbers(const writer *w, const ct_bead *bead, int side)
{
    for (uint32_t k = 0; k < bead->n[side]; k++)
        fprintf(w->out, k == 0 ? "%u" : ",%u", w->units[bead->first[side] + k]);
}

/* A unit's number from 1, or the line where it begins. */
static uint32_t number(const writer *w, int side, uint32_t unit)
{
    size_t n;

    return w->by_line ? ct_text_place(ct_strand_text(w->strands[side]), ct_strand_spans(w->strands[side], &n)[unit].start).line
                      : unit + 1;
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
        write_numbers(w, &all[i], 0);
        fputc(':', w->out);
        write_numbers(w, &all[i], 1);
        fprintf(w->out, "\t%.4f\t%s\n", (double)all[i].probability, ct_bead_kind_name(all[i].kind));
    }
}

/* ---- reasons --------------------------------------------------------------------------------------------------- */

static bool stands(const ct_bead_word *word, int side) { return word->span[side].end > 0; }

/* The words of one kind of meeting, or those of one side that met nothing: -1 both, else the side. */
static void write_words(const writer *w, const ct_bead_reason *r, int side, const char *lead)
{
    bool any = false;

    for (uint32_t k = r->first_word; k < r->first_word + r->n_words; k++) {
        const ct_bead_word *word = &w->words[k];
        if (side < 0 ? !stands(word, 0) || !stands(word, 1) : !stands(word, side) || stands(word, 1 - side))
            continue;
        fprintf(w->out, "%s%s%s", any ? "" : "    ", any ? "" : ct_say(w->messages, lead), any ? ", " : ": ");
        any = true;
        write_span(w, side < 0 ? 0 : side, word->span[side < 0 ? 0 : side], put_plain);
        if (side >= 0)
            continue;
        fputs(" = ", w->out);
        write_span(w, 1, word->span[1], put_plain);
        if (word->how != CT_HOW_LEXICON)
            fprintf(w->out, " (%s)", ct_say(w->messages, ct_word_how_name(word->how)));
    }
    if (any)
        fputc('\n', w->out);
}

static void write_neighbour(const writer *w, int side, uint32_t unit, const char *lead)
{
    if (unit == CT_NONE)
        return;
    fprintf(w->out, "    %s %s %u: ", ct_say(w->messages, lead), ct_language_tag(ct_beads_language(w->beads, (unsigned)side)), number(w, side, unit));
    write_unit(w, side, unit, put_plain);
    fputc('\n', w->out);
}

static void write_reason(const writer *w, const ct_bead *bead, const ct_bead_reason *r)
{
    int other = bead->n[0] == 0 ? 0 : 1;

    if (bead->kind == CT_BEAD_NOISE)
        return;
    fputs("    ", w->out);
    fprintf(w->out, ct_say(w->messages, "words that met: %u of %u"), r->met, r->telling);
    if (bead->kind == CT_BEAD_ALONE) {
        fputc('\n', w->out);
        if (r->rival == CT_NONE)
            fprintf(w->out, "    %s\n", ct_say(w->messages, "no sentence near its place shares a word with it"));
        write_neighbour(w, other, r->rival, "nearest:");
        write_words(w, r, -1, "met there");
        write_neighbour(w, other, r->between[0], "before it is rendered:");
        write_neighbour(w, other, r->between[1], "behind it is rendered:");
        return;
    }
    fputs("; ", w->out);
    fprintf(w->out, ct_say(w->messages, "length: %.2f of what is usual"), (double)r->lengths);
    fputc('\n', w->out);
    write_words(w, r, -1, "met");
    for (int side = 0; side < 2; side++)
        write_words(w, r, side, side == 0 ? "only in the source" : "only in the target");
}

static void write_json_word(const writer *w, const ct_bead_word *word, bool first)
{
    static const char *const sides[] = { "source", "target" };

    fprintf(w->out, "%s{ ", first ? "" : ", ");
    for (int side = 0; side < 2; side++) {
        fprintf(w->out, "\"%s\": ", sides[side]);
        if (stands(word, side)) {
            fputc('"', w->out);
            write_span(w, side, word->span[side], put_json);
            fputs("\", ", w->out);
        } else {
            fputs("null, ", w->out);
        }
    }
    fprintf(w->out, "\"kind\": \"%s\", \"how\": ", ct_word_kind_name(word->kind));
    if (stands(word, 0) && stands(word, 1))
        fprintf(w->out, "\"%s\"", ct_word_how_name(word->how));
    else
        fputs("null", w->out);
    fprintf(w->out, ", \"weight\": %.2f }", (double)word->weight);
}

static void write_json_index(const writer *w, const char *name, uint32_t unit)
{
    if (unit == CT_NONE)
        fprintf(w->out, ", \"%s\": null", name);
    else
        fprintf(w->out, ", \"%s\": %u", name, unit);
}

static void write_json_reason(const writer *w, const ct_bead *bead, const ct_bead_reason *r)
{
    if (bead->kind == CT_BEAD_NOISE)
        return;
    fprintf(w->out, ",\n      \"reason\": { \"words\": %u, \"met\": %u", r->telling, r->met);
    if (bead->kind == CT_BEAD_ALONE) {
        write_json_index(w, "nearest", r->rival);
        fprintf(w->out, ", \"nearest_probability\": %.4f", (double)r->rival_probability);
        write_json_index(w, "after", r->between[0]);
        write_json_index(w, "before", r->between[1]);
    } else {
        fprintf(w->out, ", \"length\": %.3f", (double)r->lengths);
    }
    fputs(", \"evidence\": [", w->out);
    for (uint32_t k = 0; k < r->n_words; k++)
        write_json_word(w, &w->words[r->first_word + k], k == 0);
    fputs("] }", w->out);
}

/* ---- text, JSON, TMX --------------------------------------------------------------------------------------------- */

/* Line numbers from 1, as an editor shows them; of paragraphs those of the paragraphs. */
static void write_text(const writer *w, const ct_bead *all, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        fprintf(w->out, "%s%s %.2f%s%s\n", i == 0 ? "" : "\n", ct_say(w->messages, ct_bead_kind_name(all[i].kind)),
                (double)all[i].probability, all[i].kind == CT_BEAD_NOISE ? " " : "",
                all[i].kind == CT_BEAD_NOISE ? ct_say(w->messages, ct_noise_name(all[i].residue)) : "");
        for (int side = 0; side < 2; side++) {
            if (all[i].n[side] == 0)
                continue;
            fprintf(w->out, "  %s ", ct_language_tag(ct_beads_language(w->beads, (unsigned)side)));
            for (uint32_t k = 0; k < all[i].n[side]; k++)
                fprintf(w->out, k == 0 ? "%u" : ",%u", number(w, side, w->units[all[i].first[side] + k]));
            fputs(": ", w->out);
            write_side(w, &all[i], side, put_plain);
            fputc('\n', w->out);
        }
        if (w->reasons != NULL)
            write_reason(w, &all[i], &w->reasons[i]);
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
        if (all[i].kind == CT_BEAD_NOISE)
            fprintf(w->out, ", \"noise\": \"%s\"", ct_noise_name(all[i].residue));
        for (int side = 0; side < 2; side++) {
            fprintf(w->out, ", \"%s\": [", sides[side]);
            write_numbers(w, &all[i], side);
            if (w->by_line)
                fprintf(w->out, "], \"%s_lines\": [", sides[side]);
            for (uint32_t k = 0; w->by_line && k < all[i].n[side]; k++)
                fprintf(w->out, k == 0 ? "%u" : ",%u", number(w, side, w->units[all[i].first[side] + k]));
            fprintf(w->out, "], \"%s_text\": \"", sides[side]);
            write_side(w, &all[i], side, put_json);
            fputc('"', w->out);
        }
        if (w->reasons != NULL)
            write_json_reason(w, &all[i], &w->reasons[i]);
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

void beads_write(FILE *out, int form, const ct_beads *beads, const ct_strand *const strands[2], beads_style style)
{
    size_t n, n_units, n_words;
    const ct_bead *all = ct_beads_all(beads, &n);
    const writer w = { out, { strands[0], strands[1] }, beads, ct_beads_units(beads, &n_units), style.messages,
                       style.explain ? ct_beads_reasons(beads) : NULL, ct_beads_words(beads, &n_words), style.by_line };

    forms[form].write(&w, all, n);
}
