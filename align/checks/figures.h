/* Figures of linked units held against each other, for figure-one-sided and figure-differs. */
#ifndef CT_CHECKS_FIGURES_H
#define CT_CHECKS_FIGURES_H

#include "ground.h"

enum { CT_MAX_FIGURES = 48, CT_MAX_LINKED = 32 };

/** A figure of a unit that none of its linked units has, and the figure there that stands in its place, if any. */
typedef struct ct_figure {
    uint32_t quantity;      /* of the unit's side */
    uint32_t instead;       /* quantity of the other side, itself without equal here; CT_NONE: nothing of the kind */
} ct_figure;

typedef struct ct_unit_figures {
    uint32_t  linked[CT_MAX_LINKED];
    size_t    n_linked;
    ct_figure figures[CT_MAX_FIGURES];
    size_t    n;
} ct_unit_figures;

/** The figures of a unit that its counterparts lack. Ordinals count as editions of a named event only, number words
 *  only against another figure, and what is part of a lexicon name ("Agenda 2030") belongs to the name. */
void ct_figures_lacking(const ct_ground *ground, ct_side side, uint32_t unit, ct_unit_figures *out);

#endif
