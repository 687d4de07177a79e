/* `cotejo align` of translations, line by line or paragraph by paragraph. */
#ifndef COTEJO_ALIGN_LINES_H
#define COTEJO_ALIGN_LINES_H

#include "command.h"

typedef struct lines_options {
    bool          wanted;         /* --one-per-line or --paragraphs */
    bool          explain;
    ct_strand_kind kind;
    ct_language   language[2];    /* CT_LANGUAGES: find out */
} lines_options;

/** Align two files and write the beads. @return the exit status */
int align_lines(const common *c, const lines_options *o, const char *const *paths);

/** The number of a form ("text", "beads", "json", "tmx"; NULL: text), -1 if there is none of that name. */
int  beads_form(const char *name);
typedef struct beads_style {
    const ct_messages *messages;
    bool explain;     /* say why, where the beads know */
    bool by_line;     /* units have no numbers that a reader knows: they are told by the lines where they begin */
} beads_style;
void beads_write(FILE *out, int form, const ct_beads *beads, const ct_strand *const strands[2], beads_style style);
/** Write the beads of two documents: those of their sentences, or, as numbers, of the paragraphs between blank lines.
 *  @return the exit status */
int  documents_write(const common *c, const ct_audit *audit, beads_style style);

#endif
