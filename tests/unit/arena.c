/* Arenas. */
#include <cotejo-internal/arena.h>

#include "unit.h"

static ct_arena arena;
static void set_up(void)    { arena = (ct_arena){ 0 }; }
static void tear_down(void) { ct_arena_clear(&arena); }

static void gives_zeroed_and_aligned_memory(void)
{
    for (int i = 0; i < 10000; i++) {
        char *c = CT_NEW(&arena, char);
        uint64_t *n = CT_NEW_N(&arena, uint64_t, 3);
        CU_ASSERT_FATAL(c != NULL && n != NULL);
        CU_ASSERT(*c == 0 && n[0] == 0 && n[2] == 0 && (uintptr_t)n % alignof(uint64_t) == 0);
        *c = 'x';
        n[0] = n[1] = n[2] = UINT64_MAX;
    }
}

static void refuses_a_product_that_overflows(void)
{
    CU_ASSERT_PTR_NULL(CT_NEW_N(&arena, uint64_t, SIZE_MAX / 4));
}

static void copies_strings_with_a_final_nul(void)
{
    SAME_STRING(ct_arena_copy(&arena, "cotejar", 4), "cote");
    SAME_STRING(ct_arena_string(&arena, ""), "");
}

static void serves_again_after_a_clear(void)
{
    CU_ASSERT_PTR_NOT_NULL(CT_NEW_N(&arena, char, 5000000));
    ct_arena_clear(&arena);
    SAME_NUMBER(arena.bytes, 0);
    CU_ASSERT_PTR_NOT_NULL(CT_NEW(&arena, int));
}

static CU_TestInfo tests[] = {
    { "gives zeroed and aligned memory", gives_zeroed_and_aligned_memory },
    { "refuses a product that overflows", refuses_a_product_that_overflows },
    { "copies strings with a final NUL", copies_strings_with_a_final_nul },
    { "serves again after a clear", serves_again_after_a_clear },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_arena[] = { { "arena", NULL, NULL, set_up, tear_down, tests }, CU_SUITE_INFO_NULL };
