/* TBX */
#include <cotejo-internal/build.h>

ct_status ct_build_read_tbx(ct_build *build, const char *path, ct_error *err)
{
    (void)build;
    return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "cannot read '%s'", path);
}
