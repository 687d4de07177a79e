/* Runs all suites, or the one named. */
#include <stdio.h>
#include <string.h>

#include <CUnit/Basic.h>

#include "suites.h"
#include "unit.h"

#define X(name) extern CU_SuiteInfo suite_##name[];
SUITE_LIST(X)
#undef X

void unit_same_string(const char *actual, const char *expected, const char *file, int line)
{
    bool same = actual == expected
        || (actual != NULL && expected != NULL && strcmp(actual, expected) == 0);

    if (!same)
        fprintf(stderr, "%s:%d: \"%s\" is not the expected \"%s\"\n", file, line,
                actual == NULL ? "(null)" : actual, expected == NULL ? "(null)" : expected);
    CU_assertImplementation(same, (unsigned)line, "same string", file, "", CU_FALSE);
}

void unit_same_number(long long actual, long long expected, const char *what, const char *file, int line)
{
    if (actual != expected)
        fprintf(stderr, "%s:%d: %s is %lld, expected %lld\n", file, line, what, actual, expected);
    CU_assertImplementation(actual == expected, (unsigned)line, what, file, "", CU_FALSE);
}

int main(int argc, char **argv)
{
    const char *wanted = argc > 1 ? argv[1] : NULL;

    if (CU_initialize_registry() != CUE_SUCCESS)
        return 1;
#define X(name) \
    if ((wanted == NULL || strcmp(wanted, #name) == 0) && CU_register_suites(suite_##name) != CUE_SUCCESS) return 1;
    SUITE_LIST(X)
#undef X
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    return CU_get_number_of_failures() > 0 || CU_get_number_of_suites_failed() > 0
        || CU_get_number_of_tests_run() == 0;
}
