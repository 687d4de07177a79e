/* Two texts of our own making on the same matters, as long as one likes: for measuring how cost grows with length.
 *
 * Statements are an action, one to four objects of one subject field, and now and then a frame or a figure, all taken from
 * the concepts of the lexicon. A share of the English statements answers a Spanish one, elsewhere in the text. */
#ifndef COTEJO_GENERATE_H
#define COTEJO_GENERATE_H

#include <cotejo.h>

typedef struct generated {
    char     *texts[CT_SIDES];      /* Spanish and English; one heading or statement a line */
    size_t    lengths[CT_SIDES];
    uint32_t *lines[CT_SIDES];      /* [n] line of each statement, from 1 */
    uint32_t *answers;              /* [n] statement of the source that one of the target answers, or CT_NONE */
    size_t    n;
} generated;

/** `n` statements in each language. The same lexicon, number and seed give the same texts.
 *  @return false when out of memory or when the lexicon has no concepts of its own */
bool generate(generated *out, const ct_lexicon *lexicon, size_t n, uint64_t seed);
void generated_release(generated *g);

/** `n` statements, each in both languages, one a line.
 *  @param left_out in a hundred, that either side lacks
 *  @param paths files to write: Spanish, English, lines "Spanish ||| English" of what both have, and lines "i:j" of the
 *               numbers of those lines, from 0
 *  @return false when out of memory, when a file cannot be written, or when the lexicon has no concepts of its own */
bool generate_pairs(const char *const paths[4], const ct_lexicon *lexicon, size_t n, uint32_t left_out, uint64_t seed);

#endif
