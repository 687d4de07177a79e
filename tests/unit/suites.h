/* The one list of suites: each X(name) is an array `suite_name` in unit/name.c, and a CTest entry. */
#define SUITE_LIST(X)  \
    X(arena)           \
    X(base)            \
    X(text)            \
    X(manifest)        \
    X(lexicon)         \
    X(listing)         \
    X(terms)           \
    X(numbers)         \
    X(statements)      \
    X(sentences)       \
    X(passages)        \
    X(document)        \
    X(segment)         \
    X(learn)           \
    X(checks)          \
    X(review)          \
    X(messages)
