/* What the files of this folder share. A document is made in steps, each of which looks at what the step before left:
 *
 *   text ─part─► span ─lines─► lines ─drafts─► drafts ─settle─► drafts (markers and residue settled)
 *        ─headings─► drafts (each a heading, item, paragraph or residue) ─sections─► tree ─lists─► irregularities
 */
#ifndef CT_DOCUMENT_PRIVATE_H
#define CT_DOCUMENT_PRIVATE_H

#include <cotejo/document.h>

#include <cotejo-internal/document.h>
#include <cotejo-internal/vector.h>

enum {
    CT_MAX_BLOCKS  = 1 << 21,   /* lines of a text */
    CT_MAX_DEPTH   = 24,        /* of sections; what is deeper becomes a sibling */
    CT_WORDS_SEEN  = 64,        /* words of a block are counted no further */
    CT_MAX_DIVISIONS = 16       /* division words told apart; all beyond are as the last */
};

/* ---- document.c, spans.c: the document itself ---------------------------------------------------- */

struct ct_document {
    const ct_text *text;
    ct_language    language;
    ct_span        span;
    ct_block        *blocks;          /* [n_blocks] */
    ct_section      *sections;        /* [n_sections] */
    ct_irregularity *irregularities;  /* [n_irregularities] */
    ct_span         *holes;           /* [n_holes] */
    size_t n_blocks, n_sections, n_irregularities, n_holes;
};

/* ---- lines.c ------------------------------------------------------------------------------------- */

/** A line that holds something. */
typedef struct ct_line {
    ct_span  span;      /* without white space at its ends */
    uint32_t blanks;    /* empty lines before it */
    uint32_t indent;    /* bytes of white space before it on its line */
} ct_line;

typedef CT_VECTOR(ct_line) ct_lines;

/** @return CT_OK, CT_NOMEM, CT_LIMIT */
ct_status ct_lines_of(ct_lines *out, const char *bytes, ct_span span, ct_error *err);
/** The width at which paragraphs were wrapped into lines; 0 when a line is a paragraph. */
uint32_t  ct_lines_wrap(const ct_lines *lines);

/* ---- part.c -------------------------------------------------------------------------------------- */

/** @return CT_OK, CT_NOMEM, CT_LIMIT, CT_MISSING */
ct_status ct_part_find(ct_span *out, const char *bytes, size_t len, const ct_part *part, ct_error *err);
/** Behind word-processor bookmarks and heading signs ("## ") that stand at `at`. `*toc` gets the number of a bookmark
 *  made for a table of contents, `*hashes` the number of heading signs; both are left alone if there is none. */
uint32_t  ct_skip_artefacts(const char *bytes, uint32_t at, uint32_t end, uint32_t *toc, uint8_t *hashes);

/* ---- sign.c -------------------------------------------------------------------------------------- */

typedef enum ct_separator {
    CT_SEPARATOR_NONE, CT_SEPARATOR_STOP, CT_SEPARATOR_PARENTHESIS, CT_SEPARATOR_COLON, CT_SEPARATOR_COMMA,
    CT_SEPARATOR_DASH
} ct_separator;

/** A marker with what it takes to judge it. */
typedef struct ct_sign {
    ct_marker marker;
    uint8_t   separator;   /* ct_separator behind the number */
    uint8_t   levels;      /* components: 3 for "1.2.3" */
    uint8_t   division;    /* which division word + 1; 0: none */
    uint32_t  letter;      /* its value if "i", "v", "c" … is a letter and no Roman number; 0: it is not one letter */
} ct_sign;

/** The marker at `at`, if there is one. */
bool ct_sign_read(ct_sign *out, const char *bytes, uint32_t at, uint32_t end, const ct_outline_words *words);
/** Which division word + 1 [at, end) is, if it is nothing else: "Annex"; else 0. */
uint8_t ct_division_at(const char *bytes, uint32_t at, uint32_t end, const ct_outline_words *words);

/* ---- residue.c ----------------------------------------------------------------------------------- */

/** The residue patterns, compiled. */
typedef struct ct_patterns ct_patterns;

/** @return CT_OK, CT_NOMEM, CT_FORMAT (a pattern is no regular expression; the message quotes it) */
ct_status  ct_patterns_new(ct_patterns **out, const ct_outline_words *words, ct_error *err);
void       ct_patterns_free(ct_patterns *patterns);
/** What `line` is by the patterns and by its shape. `*behind` is set where a dateline before a paragraph ends; then the
 *  line itself is no residue. */
ct_residue ct_residue_of(ct_patterns *patterns, const char *bytes, ct_span line, uint32_t *behind);

/* ---- drafts.c ------------------------------------------------------------------------------------ */

typedef enum ct_ending { CT_ENDING_OPEN, CT_ENDING_STOP, CT_ENDING_COLON, CT_ENDING_SEMICOLON, CT_ENDING_COMMA } ct_ending;

/** A block in the making. */
typedef struct ct_draft {
    ct_block block;
    ct_sign  sign;        /* of block.marker */
    uint32_t blanks, indent;
    uint32_t width;       /* of its last line */
    uint32_t words;       /* of its body, up to CT_WORDS_SEEN */
    uint32_t toc;         /* number of its table-of-contents bookmark; 0: none */
    uint8_t  hashes;      /* heading signs before it */
    uint8_t  ending;      /* ct_ending */
    uint8_t  division;    /* which division word + 1 it begins with or is; 0: none */
    bool     lower;       /* the body begins with a small letter, opening marks aside */
    bool     worded;      /* the body begins with a letter or digit, opening marks aside */
    bool     several;     /* a sentence seems to end inside the body */
    bool     question;    /* the body ends with a question mark */
    bool     caps;        /* all letters of the body are capitals */
    bool     title;       /* most long words of the body begin with a capital */
    bool     declared;    /* a heading by a sign of its own: bookmark, #, bold, division word */
    bool     candidate;   /* looks like a heading, its surroundings have yet to agree */
} ct_draft;

/** All that is known while a document is made. */
typedef struct ct_builder {
    ct_document            *doc;
    const char             *bytes;
    ct_outline_words        words;
    ct_patterns            *patterns;
    ct_lines                lines;
    CT_VECTOR(ct_draft)     drafts;
    CT_VECTOR(ct_span)      holes;
    CT_VECTOR(ct_section)   sections;
    CT_VECTOR(ct_irregularity) irregularities;
    bool                    no_memory;    /* something could not be appended */
} ct_builder;

ct_status ct_drafts_of(ct_builder *builder, ct_error *err);
/** Look at a body again after it has changed. */
void ct_draft_look(ct_draft *draft, const char *bytes);
/** Take its marker away: the body begins with it. */
void ct_draft_unmark(ct_draft *draft, const char *bytes);
void ct_irregular(ct_builder *builder, ct_irregularity irregularity);

/* ---- running.c ----------------------------------------------------------------------------------- */

/** Which lines are running heads: `marks[i]` is set for line i. @return CT_OK or CT_NOMEM */
ct_status ct_running_heads(bool *marks, const ct_builder *builder, ct_error *err);

/* ---- settle.c, headings.c, sections.c, lists.c --------------------------------------------------- */

/** Decide between readings of markers, and what is residue by its surroundings. */
void ct_settle(ct_builder *builder);
/** Decide what each draft is. */
void ct_headings(ct_builder *builder);

/** Which numbered sequence each block belongs to, headings and items alike; CT_NONE: none. */
typedef struct ct_sequences { uint32_t *of_block; uint32_t n; } ct_sequences;

/** A number that is the same for markers of the same style. Below 64. */
unsigned ct_style(const ct_draft *draft);
bool ct_sections(ct_builder *builder, ct_sequences *sequences);
/** Sequences of items, then everything that is irregular within a sequence. */
void ct_lists(ct_builder *builder, ct_sequences *sequences);

#endif
