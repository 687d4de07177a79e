/* What the segmenter may know of a document besides its public face. */
#ifndef COTEJO_INTERNAL_DOCUMENT_H
#define COTEJO_INTERNAL_DOCUMENT_H

#include <cotejo/document.h>

/** Page numbers and running heads that stand inside a rejoined block, in text order: no part of its sentences. */
const ct_span *ct_document_holes(const ct_document *doc, size_t *n);

#endif
