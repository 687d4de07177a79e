/* Figures: the table of number words, a sentence as items, and what is made of them. */
#ifndef COTEJO_NUMBERS_H
#define COTEJO_NUMBERS_H

#include <cotejo-internal/numbers.h>
#include <cotejo-internal/vocabulary.h>

/* A token or a part of a hyphenated one. */
typedef struct ct_item {
    const char *text;          /* in lower case; of a number the letters after it: "th" in "4th" */
    const char *written;       /* as written */
    double      value;         /* of a number */
    uint32_t    token, last;   /* first and last token: "16 000" is one number of two */
    bool        number;        /* begins with a digit */
    bool        grouped;       /* a number with separators */
    bool        capital;
    bool        starts;        /* a figure may begin here */
    bool        apart;         /* white space stands before it */
    uint8_t     digits;        /* of a number's integer part */
} ct_item;

typedef CT_VECTOR(ct_item) ct_item_list;

/* How a document writes numbers. */
typedef struct ct_convention { char thousands, decimal; } ct_convention;

/* Parts of a type: one, or those between hyphens. */
typedef struct ct_part_list { uint32_t first, n; } ct_part_list;

typedef struct ct_scanner {
    const ct_vocabulary *v;
    const ct_numbers    *table;
    const ct_type       *types;
    const ct_token      *tokens;
    const char          *bytes;
    ct_convention        convention;
    ct_arena             arena;
    CT_VECTOR(ct_item)   parts;        /* of all types */
    ct_part_list           *of_type;      /* [n_types] */
    ct_item_list         items;        /* of the sentence */
} ct_scanner;

/** Cut the document's types into parts, once each. Release it whatever is returned. */
ct_status ct_scanner_init(ct_scanner *scanner, const ct_vocabulary *vocabulary, ct_error *err);
void      ct_scanner_release(ct_scanner *scanner);
/** Make `items` those of a sentence. */
ct_status ct_scanner_load(ct_scanner *scanner, const ct_sentence *sentence, ct_error *err);
/** The longest entry of a kind that begins at an item; `*used` gets its items. */
const ct_number_word *ct_entry_at(const ct_scanner *scanner, ct_number_kind kind, size_t item, size_t *used);
/** An entry of a kind that ends before item `end`; its first item, or `end` if there is none. */
size_t    ct_entry_before(const ct_scanner *scanner, ct_number_kind kind, size_t end);

/** What the document's own numbers say, else the habit of its language. */
ct_convention ct_convention_of(const ct_vocabulary *vocabulary);

/** The value of digits and separators; `*used` gets how many bytes they are, 0 if `s` does not begin with a digit. */
double ct_digits_value(const char *s, size_t len, ct_convention convention, size_t *used);

/** A number as it was composed. */
typedef struct ct_composed {
    double value;
    double also;          /* the second date of "May 12-14"; 0: none */
    size_t used;          /* items; 0: no number begins here */
    bool   in_words;      /* no digit in it */
    bool   scaled;        /* "million" */
    bool   alone;         /* a single "one" or "un": an article rather than a number */
} ct_composed;

ct_composed ct_compose(const ct_numbers *table, const ct_item *items, size_t n);
/** The same for ordinals, in words or digits. */
ct_composed ct_compose_ordinal(const ct_numbers *table, const ct_item *items, size_t n);
/** A date, from its day or its month on; value is yyyymmdd, with zeros for what is not said. */
ct_composed ct_compose_date(const ct_numbers *table, const ct_item *items, size_t n, ct_language language);

#endif
