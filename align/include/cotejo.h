/* All of cotejo. */
#ifndef COTEJO_H
#define COTEJO_H

#include <cotejo/aligned.h>
#include <cotejo/audit.h>
#include <cotejo/bead.h>
#include <cotejo/catalogue.h>
#include <cotejo/check.h>
#include <cotejo/decision.h>
#include <cotejo/document.h>
#include <cotejo/finding.h>
#include <cotejo/learn.h>
#include <cotejo/lexicon.h>
#include <cotejo/link.h>
#include <cotejo/manifest.h>
#include <cotejo/messages.h>
#include <cotejo/report.h>
#include <cotejo/segment.h>
#include <cotejo/statement.h>
#include <cotejo/status.h>
#include <cotejo/text.h>

#endif
