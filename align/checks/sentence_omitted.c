/* sentence-omitted: a translation leaves sentences of its source out. */
#include "checks.h"
#include "lone.h"

static void say(ct_draft *d, ct_side side, ct_range run, size_t n)
{
    const ct_ground *g = d->ground;
    bool heading = true;

    for (uint32_t u = run.first; u < run.end; u++)
        heading = heading && g->sides[side].units[u].role == CT_ROLE_HEADING;
    d->severity = heading || d->confidence < 0.7f ? CT_MINOR : CT_MAJOR;
    if (n == 1)
        ct_draft_message(d, "This sentence of the %s text is left out of the %s one.", ct_ground_language(g, side),
                         ct_ground_language(g, ct_other(side)));
    else
        ct_draft_message(d, "These %zu sentences of the %s text are left out of the %s one.", n, ct_ground_language(g, side),
                         ct_ground_language(g, ct_other(side)));
    ct_draft_question(d, "Is that meant?");
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_lone(pair, CT_SOURCE, &ct_check_sentence_omitted, say, out, err);
}

const ct_check ct_check_sentence_omitted = {
    .id = "sentence-omitted",
    .class = CT_CLASS_OMISSION,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_TRANSLATION,
    .needs = CT_NEEDS_LINKS,
    .summary = "sentences of the source that the translation lacks",
    .why = "Whoever reads the translation does not know that something is missing: the text around the gap reads well. The "
           "sentences before and behind it are rendered one after the other, and nothing near answers its words.",
    .example = "“El museo cierra los lunes.” where the English goes on with the next sentence. Asks: is that meant?",
    .false_alarms = "A sentence rendered so freely that none of its words meets; one folded into a neighbour.",
    .run = run,
};
