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

#endif
