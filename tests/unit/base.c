/* Vectors, buffers, interned strings, files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/file.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/vector.h>

#include "unit.h"

static char folder[] = "/tmp/cotejo-base-XXXXXX";
static char path[256];

static int make_folder(void)
{
    if (mkdtemp(folder) == NULL)
        return 1;
    snprintf(path, sizeof path, "%s/file", folder);
    return 0;
}

static int remove_folder(void)
{
    unlink(path);
    return rmdir(folder);
}

static void a_vector_keeps_what_was_pushed(void)
{
    CT_VECTOR(int) v = { 0 };

    for (int i = 0; i < 1000; i++)
        CU_ASSERT(ct_push(&v, i));
    SAME_NUMBER(v.n, 1000);
    SAME_NUMBER(v.items[999], 999);
    ct_vector_release(&v);
}

static void a_buffer_joins_its_pieces(void)
{
    ct_buffer b = { 0 };

    ct_buffer_add_string(&b, "uno ");
    ct_buffer_printf(&b, "%d %s", 2, "tres");
    ct_buffer_add_char(&b, '!');
    SAME_STRING(b.bytes, "uno 2 tres!");
    ct_buffer_truncate(&b, 3);
    SAME_STRING(b.bytes, "uno");
    ct_buffer_release(&b);
}

static void interned_strings_keep_their_numbers(void)
{
    ct_intern t = { 0 };
    char name[16];

    for (int i = 0; i < 5000; i++) {
        int n = snprintf(name, sizeof name, "w%d", i);
        SAME_NUMBER(ct_intern_add(&t, name, (size_t)n), i);
    }
    SAME_NUMBER(ct_intern_add(&t, "w17", 3), 17);
    SAME_NUMBER(ct_intern_find(&t, "w4999", 5), 4999);
    SAME_NUMBER(ct_intern_find(&t, "x", 1), CT_NO_STRING);
    SAME_STRING(t.strings[4999], "w4999");
    ct_intern_release(&t);
}

static void a_file_comes_back_as_it_was_written(void)
{
    static const char bytes[] = "a\0b";
    char *read = NULL;
    size_t len = 0;

    SAME_NUMBER(ct_file_write(path, bytes, 3, NULL), CT_OK);
    SAME_NUMBER(ct_file_read(&read, &len, path, 100, NULL), CT_OK);
    SAME_NUMBER(len, 3);
    CU_ASSERT(read != NULL && memcmp(read, bytes, 3) == 0);
    free(read);
}

static void what_is_no_file_is_refused(void)
{
    char *read = NULL;
    size_t len = 0;
    ct_error err = { 0 };

    SAME_NUMBER(ct_file_read(&read, &len, folder, 100, &err), CT_IO);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "it is a folder"));
    unlink(path);
    SAME_NUMBER(mkfifo(path, 0600), 0);
    SAME_NUMBER(ct_file_read(&read, &len, path, 100, &err), CT_IO);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "it is a pipe"));
    unlink(path);
    SAME_NUMBER(ct_file_read(&read, &len, path, 100, &err), CT_IO);
    CU_ASSERT_PTR_NULL(read);
}

static void a_file_over_the_limit_is_refused(void)
{
    char *read = NULL;
    size_t len = 0;

    SAME_NUMBER(ct_file_write(path, "123456", 6, NULL), CT_OK);
    SAME_NUMBER(ct_file_read(&read, &len, path, 5, NULL), CT_LIMIT);
}

static void a_full_disk_is_said(void)
{
    ct_error err = { 0 };

    SAME_NUMBER(ct_file_write("/dev/full", "x", 1, &err), CT_IO);
    CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "/dev/full"));
}

static CU_TestInfo tests[] = {
    { "a vector keeps what was pushed", a_vector_keeps_what_was_pushed },
    { "a buffer joins its pieces", a_buffer_joins_its_pieces },
    { "interned strings keep their numbers", interned_strings_keep_their_numbers },
    { "a file comes back as it was written", a_file_comes_back_as_it_was_written },
    { "what is no file is refused", what_is_no_file_is_refused },
    { "a file over the limit is refused", a_file_over_the_limit_is_refused },
    { "a full disk is said", a_full_disk_is_said },
    CU_TEST_INFO_NULL
};
CU_SuiteInfo suite_base[] = { { "base", make_folder, remove_folder, NULL, NULL, tests }, CU_SUITE_INFO_NULL };
