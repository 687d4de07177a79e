/* The table of number words of a language. */
#ifndef COTEJO_INTERNAL_NUMBERS_H
#define COTEJO_INTERNAL_NUMBERS_H

#include <cotejo-internal/lexicon.h>

#define CT_NUMBER_KIND_LIST(X)                                                                                     \
    X(CARDINAL, "cardinal") X(HALF, "half") X(JOINER, "joiner") X(ARTICLE, "article") X(SCALE, "scale")            \
    X(ORDINAL, "ordinal") X(ORDINAL_ENDING, "ordinal-ending") X(DECADE, "decade") X(DECADE_ENDING, "decade-ending") \
    X(MONTH, "month") X(DATE_JOINER, "date-joiner") X(RANGE_JOINER, "range-joiner") X(YEAR_MARK, "year-mark")      \
    X(PERCENT, "percent") X(POINT, "point") X(SIGN, "sign") X(CURRENCY, "currency") X(UNIT, "unit")                \
    X(VAGUE, "vague") X(ROMAN_ORDINAL, "roman-ordinal") X(ROMAN_COUNT, "roman-count") X(ROMAN_NOUN, "roman-noun")

typedef enum ct_number_kind {
#define X(name, word) CT_NUMBER_##name,
    CT_NUMBER_KIND_LIST(X)
#undef X
    CT_NUMBER_KINDS
} ct_number_kind;

typedef struct ct_number_word {
    double value;
    char   code[8];       /* currency or unit */
} ct_number_word;

struct ct_numbers {
    ct_intern       words[CT_NUMBER_KINDS];      /* words of one entry parted by single spaces */
    ct_number_word *values[CT_NUMBER_KINDS];     /* [words.n] */
    size_t          longest[CT_NUMBER_KINDS];    /* words of the longest entry */
};

/** Read numbers.tsv of a language's folder; a missing table is an empty one. */
ct_status ct_numbers_read(ct_numbers **out, const char *data, ct_language language, ct_error *err);
void      ct_numbers_free(ct_numbers *numbers);
/** An entry of one word; NULL if there is none. */
const ct_number_word *ct_numbers_word(const ct_numbers *numbers, ct_number_kind kind, const char *word);
/** The value of a Roman numeral, 0 if it is none or written oddly ("IIII"). */
uint32_t  ct_roman_value(const char *s);
/** Whether a word, in lower case, is or says a number. */
bool      ct_numbers_has(const ct_numbers *numbers, const char *word);

#endif
