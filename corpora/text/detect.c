/* Which encoding a file is in: what the caller says, a byte order mark, a declaration, strict UTF-8, ICU's detector.
 *
 * The detector is asked last and believed only where its answer makes sense for Spanish or English: given a broken UTF-8
 * file it would name some single-byte encoding, in which every byte is "valid", and the damage would pass in silence. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include "text.h"

enum {
    LEAST_CONFIDENCE = 20,      /* of ICU's detector, 0 to 100 */
    DETECTOR_BYTES = 1 << 16,   /* it looks at no more anyway */
    DECLARATION_BYTES = 1024    /* where HTML wants its meta element */
};

static const struct { const char *name; unsigned char bytes[4]; uint32_t n; } marks[] = {
    { "UTF-8",    { 0xEF, 0xBB, 0xBF },       3 },
    { "UTF-32LE", { 0xFF, 0xFE, 0x00, 0x00 }, 4 },
    { "UTF-32BE", { 0x00, 0x00, 0xFE, 0xFF }, 4 },
    { "UTF-16LE", { 0xFF, 0xFE },             2 },
    { "UTF-16BE", { 0xFE, 0xFF },             2 },
};

static void settle(ct_guess *out, const char *name, ct_encoding_source source, int confidence)
{
    snprintf(out->name, sizeof out->name, "%s", name);
    out->source = source;
    out->confidence = confidence;
}

static bool find_mark(ct_guess *out, const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (len >= marks[i].n && memcmp(bytes, marks[i].bytes, marks[i].n) == 0) {
            settle(out, marks[i].name, CT_ENCODING_BOM, 100);
            out->bom = marks[i].n;
            return true;
        }
    return false;
}

/* The value behind `key` ("encoding", "charset") within the first bytes, if they look like markup. */
static bool find_declaration(ct_guess *out, const unsigned char *bytes, size_t len, const char *key)
{
    char head[DECLARATION_BYTES + 1];
    size_t n = len < DECLARATION_BYTES ? len : DECLARATION_BYTES, k;
    const char *p;

    for (size_t i = 0; i < n; i++)
        head[i] = bytes[i] == 0 ? ' ' : (char)tolower(bytes[i]);
    head[n] = '\0';
    p = strstr(head, key);
    if (p == NULL || (head[strspn(head, " \t\r\n")] != '<' && strstr(head, "msgid \"") == NULL))   /* markup, or a PO header */
        return false;
    p += strlen(key);
    p += strspn(p, " \t");
    if (*p != '=')
        return false;
    p++;
    p += strspn(p, " \t\"'");
    k = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789-_.:");
    if (k == 0 || k >= sizeof out->name || (k == 7 && memcmp(p, "charset", 7) == 0))   /* a template's */
        return false;
    settle(out, "", CT_ENCODING_DECLARED, 100);
    memcpy(out->name, p, k);
    out->name[k] = '\0';
    return true;
}

typedef struct utf8_count { size_t characters, bad, first_bad, nul, first_nul; } utf8_count;

static utf8_count count_utf8(const unsigned char *bytes, size_t len)
{
    utf8_count c = { .first_bad = len, .first_nul = len };

    for (size_t i = 0; i < len; ) {
        unsigned n = bytes[i] < 0x80 ? 1 : ct_utf8_length(bytes + i, len - i);
        if (bytes[i] == 0 && c.nul++ == 0)
            c.first_nul = i;
        if (n > 1)
            c.characters++;
        if (n == 0) {
            if (c.bad++ == 0)
                c.first_bad = i;
            n = ct_utf8_bad_length(bytes + i, len - i);
        }
        i += n;
    }
    return c;
}

/* UTF-16 of Western text shows as a NUL in every other byte. */
static bool find_utf16(ct_guess *out, const unsigned char *bytes, size_t len)
{
    size_t n = len < DETECTOR_BYTES ? len : DETECTOR_BYTES, nuls[2] = { 0, 0 };

    for (size_t i = 0; i < n; i++)
        nuls[i % 2] += bytes[i] == 0;
    if (len % 2 != 0)
        return false;
    if (nuls[1] * 10 > n * 4 && nuls[0] * 50 < n)
        settle(out, "UTF-16LE", CT_ENCODING_DETECTED, (int)(nuls[1] * 200 / n));
    else if (nuls[0] * 10 > n * 4 && nuls[1] * 50 < n)
        settle(out, "UTF-16BE", CT_ENCODING_DETECTED, (int)(nuls[0] * 200 / n));
    else
        return false;
    return true;
}

/* Whether the bytes above ASCII are, in a single-byte encoding, what Spanish and English prose is written with. */
static bool reads_like_prose(const char *name, const unsigned char *bytes, size_t len)
{
    static const UChar usual[] =
        u"áéíóúüñÁÉÍÓÚÜÑçÇàèìòùâêîôûäëïöãõåøæ¿¡«»ªº°·§£€©®´¨½¼¾–—‘’“”„…•†‡\u00A0";
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);
    size_t high = 0, odd = 0;

    if (U_FAILURE(error))
        return false;
    for (size_t i = 0; i < len; i++) {
        const char one = (char)bytes[i];
        UChar u[4];
        if (bytes[i] < 0x80)
            continue;
        high++;
        error = U_ZERO_ERROR;
        if (ucnv_toUChars(converter, u, 4, &one, 1, &error) != 1 || U_FAILURE(error) || u_strchr(usual, u[0]) == NULL)
            odd++;
    }
    ucnv_close(converter);
    return odd * 10 <= high;
}

static bool ask_detector(ct_guess *out, const unsigned char *bytes, size_t len)
{
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    const UCharsetMatch *match = NULL;
    const char *name = NULL;
    size_t n = len < DETECTOR_BYTES ? len : DETECTOR_BYTES;
    bool found = false;

    ucsdet_setText(detector, (const char *)bytes, (int32_t)n, &error);
    match = ucsdet_detect(detector, &error);
    if (U_SUCCESS(error) && match != NULL)
        name = ucsdet_getName(match, &error);
    if (U_SUCCESS(error) && name != NULL) {
        int confidence = ucsdet_getConfidence(match, &error);
        /* The detector speaks of ISO 8859-1 where no byte shows that it is Windows-1252, its superset. */
        const char *asked = strcmp(name, "ISO-8859-1") == 0 ? "windows-1252" : name;
        bool single = strncmp(asked, "ISO-8859", 8) == 0 || strncmp(asked, "windows-125", 11) == 0;
        found = confidence >= LEAST_CONFIDENCE && strcmp(name, "UTF-8") != 0
             && (!single || reads_like_prose(asked, bytes, n));
        if (found)
            settle(out, asked, CT_ENCODING_DETECTED, confidence);
    }
    ucsdet_close(detector);
    return found;
}

static unsigned long line_of(const unsigned char *bytes, size_t offset)
{
    unsigned long line = 1;

    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n';
    return line;
}

ct_status ct_detect(ct_guess *out, const unsigned char *bytes, size_t len, const ct_read_options *options, ct_error *err)
{
    utf8_count count;
    bool marked;

    *out = (ct_guess){ 0 };
    marked = find_mark(out, bytes, len);
    if (options->encoding != NULL) {
        settle(out, options->encoding, CT_ENCODING_GIVEN, 100);
        return CT_OK;
    }
    if (marked || find_declaration(out, bytes, len, "encoding") || find_declaration(out, bytes, len, "charset"))
        return CT_OK;
    count = count_utf8(bytes, len);
    if (count.nul > 0 && find_utf16(out, bytes, len))
        return CT_OK;
    if (count.nul > 0)
        return ct_fail(err, CT_FORMAT, count.first_nul,
                       "this looks like a binary file: NUL at offset %zu; give --encoding if it is a text", count.first_nul);
    settle(out, "UTF-8", CT_ENCODING_UTF8, 100);
    /* Text with many good sequences and few bad ones is broken UTF-8, whatever a detector would call it. */
    if (count.bad == 0 || options->lossy || count.characters > count.bad * 3)
        return CT_OK;
    if (ask_detector(out, bytes, len))
        return CT_OK;
    return ct_fail(err, CT_ENCODING, count.first_bad,
                   "the encoding is not known: byte 0x%02X at offset %zu, line %lu is no UTF-8; give --encoding, or --lossy "
                   "to replace such bytes", bytes[count.first_bad], count.first_bad, line_of(bytes, count.first_bad));
}
