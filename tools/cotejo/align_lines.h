/* `cotejo align` of translations, line by line or paragraph by paragraph. */
#ifndef COTEJO_ALIGN_LINES_H
#define COTEJO_ALIGN_LINES_H

#include "command.h"

typedef struct lines_options {
    bool          wanted;         /* --one-per-line or --paragraphs */
    ct_strand_kind kind;
    ct_language   language[2];    /* CT_LANGUAGES: find out */
} lines_options;

/** Align two files and write the beads. @return the exit status */
int align_lines(const common *c, const lines_options *o, const char *const *paths);

/** The number of a form ("text", "beads", "json", "tmx"; NULL: text), -1 if there is none of that name. */
int  beads_form(const char *name);
void beads_write(FILE *out, int form, const ct_beads *beads, const ct_strand *const strands[2],
                 const ct_messages *messages);

#endif
