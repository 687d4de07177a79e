/* The one list of rules: each X(name) is `ct_check_name` in checks/name.c. In the order of their ids. */
#ifndef CT_CHECKS_CHECKS_H
#define CT_CHECKS_CHECKS_H

#include <cotejo/check.h>

#define CHECK_LIST(X)          \
    X(no_counterpart)

#define X(name) extern const ct_check ct_check_##name;
CHECK_LIST(X)
#undef X

#endif
