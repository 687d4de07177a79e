/* Sentence alignment of translations: which sentences of two texts render each other, which have no counterpart.
 *
 *   units (lines, paragraphs, or the sentences of a document) ─► word types, each looked up once
 *   ─► pairs of types that may render each other: lexicon, same string, same origin, and (second pass) learned here
 *   ─► rare pairs give anchors; a chain of anchors cuts the texts into blocks (cost grows linearly with the length)
 *   ─► within a block: forward-backward over beads 1-1, 1-n, n-1 (n to 4), 1-0, 0-1
 *   ─► what both sides left over is matched once more, out of order: moved blocks
 *
 * A bead is scored by how much likelier its two sides are as translations than as sentences that met by chance: every word
 * found (or missed) on the other side counts by how rare chance meetings of it are, both ways; then the lengths, after Gale
 * and Church ("A program for aligning sentences in bilingual corpora", Computational Linguistics 19, 1993); then the
 * closing marks. Leaving out has an explicit cost, for beginning and for going on, estimated anew after the first pass.
 * Rare words as anchors: Melamed ("Bitext maps and alignment via pattern recognition", Computational Linguistics 25, 1999).
 * Two passes, the second with what the first taught: Moore ("Fast and accurate sentence alignment of bilingual corpora",
 * AMTA 2002). The probability of a bead is its posterior, and the path is the one with most sentences expected right
 * (as in Do et al., "ProbCons", Genome Research 15, 2005). */
#ifndef COTEJO_BEAD_H
#define COTEJO_BEAD_H

#include <cotejo/lexicon.h>

typedef enum ct_strand_kind {
    CT_STRAND_SENTENCES,     /* one sentence a line; empty lines are units that say nothing */
    CT_STRAND_PARAGRAPHS     /* units parted by blank lines */
} ct_strand_kind;

/** The units of one text, ready to be aligned. Never changes once made. */
typedef struct ct_strand ct_strand;

/** Cut a text at its lines or paragraphs. Borrows the text.
 *  @return CT_OK, CT_NOMEM or CT_LIMIT (2^31 units or more) */
ct_status ct_strand_of(ct_strand **out, const ct_text *text, ct_strand_kind kind, ct_error *err);
/** The sentences of a document. Residue is noise; so are the page numbers and running heads that stand within a sentence,
 *  each a unit behind it. A sentence whose parts stand in two paragraphs, with nothing in between that explains it, is two
 *  units. Borrows the segments. */
ct_status ct_strand_of_segments(ct_strand **out, const ct_segments *segments, ct_error *err);
void ct_strand_free(ct_strand *lines);

const ct_text *ct_strand_text(const ct_strand *lines);
const ct_span *ct_strand_spans(const ct_strand *lines, size_t *n);
/** Step through what a unit holds: all of its span, but for the page numbers and running heads within it.
 *  @param piece { 0, 0 } at first, then the piece before; false: there is no further one */
bool ct_strand_piece(const ct_strand *lines, uint32_t unit, ct_span *piece);
/** The sentence that a unit is or is part of; CT_NONE for lines, and for what stands within another sentence. */
uint32_t ct_strand_sentence(const ct_strand *lines, uint32_t unit);

typedef enum ct_bead_kind {
    CT_BEAD_IN_ORDER,
    CT_BEAD_MOVED,     /* both sides say it, at another place */
    CT_BEAD_ALONE,     /* a unit without counterpart: one side is empty */
    CT_BEAD_NOISE      /* running head, page number, navigation, empty line: not of the text; one side is empty */
} ct_bead_kind;
const char *ct_bead_kind_name(ct_bead_kind kind);   /* "in-order" "moved" "alone" "noise" */

/** What noise is: "empty" "navigation" "dateline" "comment" "page-header" "footnote" "byline". */
const char *ct_noise_name(ct_residue residue);

/** Units that render each other. They need not be neighbours: what a page break parted is joined again. */
typedef struct ct_bead {
    uint32_t     first[2], n[2];   /* of source and target, in ct_beads_units() */
    ct_bead_kind kind;
    float        probability;      /* that this bead is right */
    ct_residue   residue;          /* of noise: what it is; CT_RESIDUE_NONE: nothing stands there */
} ct_bead;

/** How two words came to be taken for renderings of each other. */
typedef enum ct_word_how { CT_HOW_SAME /* written alike */, CT_HOW_LEXICON, CT_HOW_ALIKE /* begin alike */,
                           CT_HOW_LEARNED /* from the surest beads of these two texts */, CT_HOWS } ct_word_how;
const char *ct_word_how_name(ct_word_how how);   /* "same" "lexicon" "alike" "learned" */

typedef enum ct_word_kind { CT_KIND_WORD, CT_KIND_NAME, CT_KIND_FIGURE, CT_KINDS } ct_word_kind;
const char *ct_word_kind_name(ct_word_kind kind);   /* "word" "name" "figure" */

/** A word of each side that render each other, or one that nothing on the other side renders (whose span is empty). */
typedef struct ct_bead_word {
    ct_span      span[2];
    ct_word_kind kind;
    ct_word_how  how;
    float        weight;        /* log-odds that the meeting adds, or that the lack of one takes away */
} ct_bead_word;

/** Why a bead is one. */
typedef struct ct_bead_reason {
    uint32_t first_word, n_words;   /* in ct_beads_words(): what met, weightiest first; then what met nothing, likewise */
    uint32_t telling, met;          /* words, names and figures of both sides, function words aside; those that met */
    float    lengths;               /* letters of the target, as a multiple of what the source lets expect; 0: alone */
    uint32_t rival;                 /* of what is alone: the unit of the other side that comes nearest, and the words are
                                       those that met there; CT_NONE: no unit near its place shares a word */
    float    rival_probability;     /* that it is the counterpart nevertheless */
    uint32_t between[2];            /* of what is alone: units of the other side that render what stands before and behind it;
                                       CT_NONE: nothing does */
} ct_bead_reason;

typedef struct ct_bead_options {
    ct_language language[2];       /* CT_LANGUAGES: find out; { 0 } is Spanish for both, which is refused */
    unsigned    jobs;              /* threads; 0: as many as there are processors */
    bool        explain;           /* keep the reasons; takes time and memory */
} ct_bead_options;

/** Beads of two texts. Every unit of both stands in exactly one. Borrows both sides and the lexicon during the call only,
 *  except that ct_beads_units() are numbers of their units. */
typedef struct ct_beads ct_beads;

/** Align source and target. Time and memory grow linearly with the number of units.
 *  @param options NULL: languages are found out
 *  @return CT_OK, CT_NOMEM, CT_USAGE (both sides are of one language) */
ct_status ct_beads_of(ct_beads **out, const ct_strand *source, const ct_strand *target, const ct_lexicon *lexicon,
                      const ct_bead_options *options, ct_error *err);
/** Beads of larger units from those of smaller ones of the same texts: of paragraphs from those of their sentences.
 *  What beads of smaller units join is one bead, unless they are but a small part of both ends.
 *  @return CT_OK or CT_NOMEM */
ct_status ct_beads_gather(ct_beads **out, const ct_beads *beads, const ct_strand *const smaller[2],
                          const ct_strand *const larger[2], ct_error *err);
void ct_beads_free(ct_beads *beads);

const ct_bead  *ct_beads_all(const ct_beads *beads, size_t *n);     /* by source unit; target units stand in between */
const uint32_t *ct_beads_units(const ct_beads *beads, size_t *n);
/** [beads] in the same order; NULL unless asked for, and of gathered beads. Noise has none but its residue. */
const ct_bead_reason *ct_beads_reasons(const ct_beads *beads);
const ct_bead_word   *ct_beads_words(const ct_beads *beads, size_t *n);
ct_language     ct_beads_language(const ct_beads *beads, unsigned side);

#endif
