#include <cotejo-internal/vocabulary.h>
ct_status ct_quantities_find(ct_vocabulary *v, ct_error *err) { (void)v; (void)err; return CT_OK; }
