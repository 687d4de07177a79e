/* The outline of a text: sections, headings, paragraphs, list items, and what does not belong to it. */
#ifndef COTEJO_DOCUMENT_H
#define COTEJO_DOCUMENT_H

#include <cotejo/text.h>

#define CT_NONE UINT32_MAX   /* an index that points nowhere */

typedef enum ct_language { CT_ES, CT_EN, CT_LANGUAGES } ct_language;

/** "es", "es-MX", "EN" … ; false when the tag is of neither language. */
bool        ct_language_parse(const char *tag, ct_language *out);
const char *ct_language_tag(ct_language language);   /* "es" or "en" */

typedef enum ct_block_kind {
    CT_BLOCK_HEADING,
    CT_BLOCK_PARAGRAPH,
    CT_BLOCK_ITEM,        /* of a list, or a numbered paragraph */
    CT_BLOCK_RESIDUE      /* not of the document; `residue` says what it is */
} ct_block_kind;

typedef enum ct_residue {
    CT_RESIDUE_NONE,
    CT_RESIDUE_NAVIGATION,    /* links, "Back to top", "click here" */
    CT_RESIDUE_DATELINE,      /* a line that is only a date, place or agency */
    CT_RESIDUE_COMMENT,       /* a web page's comment count or comment */
    CT_RESIDUE_PAGE_HEADER,   /* running head, page number */
    CT_RESIDUE_FOOTNOTE,
    CT_RESIDUE_BYLINE
} ct_residue;

typedef enum ct_numeral {
    CT_NUMERAL_NONE, CT_NUMERAL_ARABIC, CT_NUMERAL_ROMAN_UPPER, CT_NUMERAL_ROMAN_LOWER,
    CT_NUMERAL_LETTER, CT_NUMERAL_WORD /* "Fourth," */, CT_NUMERAL_ARTICLE /* "Article 3:" */,
    CT_NUMERAL_BULLET
} ct_numeral;

/** The number or sign before an item or heading, as found. */
typedef struct ct_marker {
    ct_span    span;         /* empty when there is none */
    ct_numeral numeral;
    bool       enclosed;     /* "(1)" rather than "1." */
    uint32_t   value;        /* 0 for a bullet */
} ct_marker;

/** One line or paragraph. Blocks stand in text order and do not overlap. */
typedef struct ct_block {
    ct_block_kind kind;
    ct_residue    residue;
    ct_span       span;      /* all of it, marker included, without surrounding white space */
    ct_span       body;      /* without marker and without `artefact` */
    ct_span       artefact;  /* word-processor bookmark, heading signs ("##") or dateline before the body; empty if none */
    ct_marker     marker;
    uint32_t      section;   /* the innermost section it stands in; a heading stands in its own */
    bool          rejoined;  /* a sentence cut by a page break was joined again within it */
} ct_block;

typedef struct ct_section {
    uint32_t parent;                  /* CT_NONE for the root, which is section 0 */
    uint32_t heading;                 /* block; CT_NONE for the root and for a section whose heading is lost */
    uint32_t first_block, end_block;  /* half open, subsections included */
    uint32_t depth;                   /* 0 for the root */
} ct_section;

typedef enum ct_irregularity_kind {
    CT_IRREGULAR_NUMBER_JUMP,      /* 1, 2, 4 */
    CT_IRREGULAR_NUMBER_REPEATED,
    CT_IRREGULAR_STYLE_MIXED,      /* (II) after 1. in one list */
    CT_IRREGULAR_HEADING_LOST,     /* numbering starts late, or the bookmark numbers jump */
    CT_IRREGULAR_STARTS_MIDWAY,    /* no title: the text begins in the middle of a document */
    CT_IRREGULAR_BOOKMARK,         /* word-processor bookmark left in the text */
    CT_IRREGULAR_PAGE_BREAK,       /* a sentence cut in two by a page break */
    CT_IRREGULAR_PUNCTUATION       /* "Article 2 Mutual" where its peers have a colon */
} ct_irregularity_kind;

/** Something wrong with the outline, kept as evidence. */
typedef struct ct_irregularity {
    ct_irregularity_kind kind;
    uint32_t block;             /* where it shows */
    ct_span  span;
    uint32_t expected, found;   /* numbers, where the kind has them */
    uint32_t peer;              /* the block it departs from, or CT_NONE */
} ct_irregularity;

/** Words that the outline needs to know, handed in by the lexicon; all lists in the text's language.
 *  Patterns are ICU regular expressions, matched case-insensitively at the start of a line; lexicon/data/README.md
 *  ("outline.tsv") says what a match means. */
typedef struct ct_outline_words {
    const char *const *ordinals;      /* [n_ordinals] "first | firstly", "second", …: index + 1 is the value */
    size_t n_ordinals;
    const char *const *divisions;     /* [n_divisions] "article", "chapter", "annex | annexe"; forms parted by | */
    size_t n_divisions;
    const char *const *residues;      /* [n_residues] pattern … */
    const ct_residue  *residue_kinds; /* [n_residues] … and what it is a sign of */
    size_t n_residues;
} ct_outline_words;

/** Part of a compound file: from the heading `from` (or the start) to before the heading `to` (or the end).
 *  Headings are compared without case, marks and white space. */
typedef struct ct_part { const char *from, *to; } ct_part;

/** A document: the tree of one text or of a part of it. Borrows the text, which must outlive it. */
typedef struct ct_document ct_document;

/** Rebuild the outline of `text`.
 *  @param part  NULL: all of it
 *  @param words NULL: no words are known, only numerals and layout
 *  @return CT_OK, CT_NOMEM, CT_LIMIT (too many lines), CT_MISSING (the part's heading is not there), CT_FORMAT (a residue
 *          pattern is no regular expression) */
ct_status ct_document_of(ct_document **out, const ct_text *text, ct_language language,
                         const ct_part *part, const ct_outline_words *words, ct_error *err);
/** A document of segments cut by somebody else: block i is span i, a paragraph (without a sentence when the span is empty),
 *  all in one section. Spans stand in text order and do not overlap; white space at their ends is left out.
 *  @return CT_OK, CT_NOMEM or CT_LIMIT (too many spans) */
ct_status ct_document_of_spans(ct_document **out, const ct_text *text, ct_language language,
                               const ct_span *spans, size_t n, ct_error *err);
void ct_document_free(ct_document *doc);

const ct_text *ct_document_text(const ct_document *doc);
ct_language    ct_document_language(const ct_document *doc);
ct_span        ct_document_span(const ct_document *doc);
const ct_block        *ct_document_blocks(const ct_document *doc, size_t *n);
const ct_section      *ct_document_sections(const ct_document *doc, size_t *n);
const ct_irregularity *ct_document_irregularities(const ct_document *doc, size_t *n);

#endif
