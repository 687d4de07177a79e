/* untranslated: the target is the source over again. */
#include "checks.h"
#include "foreign.h"

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    uint8_t kinds[CT_FOREIGN_TOKENS];
    ct_foreign words;

    ct_foreign_words(&words, kinds, g, c);
    if (!ct_foreign_whole(&words))
        return CT_OK;
    ct_draft_couple(d, g, &ct_check_untranslated, c);
    d->confidence = 0.95f;
    ct_draft_segment(d, CT_TARGET, c);
    ct_draft_segment(d, CT_SOURCE, c);
    ct_draft_message(d, "%s stands where the %s should: it was not translated.",
                     ct_ground_language(g, CT_SOURCE), ct_ground_language(g, CT_TARGET));
    ct_draft_question(d, "What is the %s of %s?", ct_ground_language(g, CT_TARGET),
                      ct_draft_quote(d, CT_SOURCE, c->span[CT_SOURCE]));
    ct_draft_evidence(d, "%zu of %zu words stand in the source as they are, %zu of them are no words of %s",
                      words.foreign + words.shared, words.words, words.foreign, ct_ground_language(g, CT_TARGET));
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_untranslated = {
    .id = "untranslated",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_CRITICAL,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a target that is the source over again",
    .why = "A segment left in the source's language reaches readers who cannot read it. Names, figures and words that both "
           "languages share may stay; so the words that are no words of the target's language decide.",
    .example = "“Los estudiantes llegan mañana.” against “Los estudiantes llegan mañana.” Asks for the English.",
    .false_alarms = "Quoted verse, sample sentences of a grammar, addresses.",
    .run = run,
};
