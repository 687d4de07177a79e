/* The audit of a pair. */
#include <cotejo/statement.h>
