/* sentence-added: a translation says what its source does not. */
#include "checks.h"
#include "lone.h"

static void say(ct_draft *d, ct_side side, ct_range run, size_t n)
{
    const ct_ground *g = d->ground;

    (void)run;
    if (n == 1)
        ct_draft_message(d, "This sentence of the %s text renders nothing of the %s one.", ct_ground_language(g, side),
                         ct_ground_language(g, ct_other(side)));
    else
        ct_draft_message(d, "These %zu sentences of the %s text render nothing of the %s one.", n,
                         ct_ground_language(g, side), ct_ground_language(g, ct_other(side)));
    ct_draft_question(d, "Where does it come from?");
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_lone(pair, CT_TARGET, &ct_check_sentence_added, say, out, err);
}

const ct_check ct_check_sentence_added = {
    .id = "sentence-added",
    .class = CT_CLASS_ADDITION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_TRANSLATION,
    .needs = CT_NEEDS_LINKS,
    .summary = "sentences of the translation that render nothing of the source",
    .why = "What the translation adds is taken for the source's word. It may come from another version of the source, from "
           "a note that slipped into the text, or from the source's next edition.",
    .example = "“Groups must book ahead.” where the Spanish says nothing of groups. Asks where it comes from.",
    .false_alarms = "A sentence rendered so freely that none of its words meets; explanations for foreign readers.",
    .run = run,
};
