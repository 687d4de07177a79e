/* What every suite needs: CUnit, and assertions that show what they saw. */
#ifndef COTEJO_TESTS_UNIT_H
#define COTEJO_TESTS_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <CUnit/CUnit.h>

/** Both strings, either may be NULL; prints them when they differ. */
void unit_same_string(const char *actual, const char *expected, const char *file, int line);
void unit_same_number(long long actual, long long expected, const char *what, const char *file, int line);

#define SAME_STRING(actual, expected) unit_same_string((actual), (expected), __FILE__, __LINE__)
#define SAME_NUMBER(actual, expected) \
    unit_same_number((long long)(actual), (long long)(expected), #actual, __FILE__, __LINE__)

#endif
