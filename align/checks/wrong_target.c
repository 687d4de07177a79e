/* wrong-target: two segments that do not say the same at all. */
#include "checks.h"
#include "foreign.h"

enum { LEAST_WORDS = 3 };
static const float threshold = 2.8f;

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    uint8_t kinds[CT_FOREIGN_TOKENS];
    ct_foreign words;

    if (c->telling[CT_SOURCE] + c->telling[CT_TARGET] < 2 * LEAST_WORDS || c->telling[CT_SOURCE] == 0
        || c->telling[CT_TARGET] == 0 || c->apart < threshold)
        return CT_OK;
    ct_foreign_words(&words, kinds, g, c);
    if (words.foreign >= 2)
        return CT_OK;      /* left untranslated, as another rule says */
    ct_draft_couple(d, g, &ct_check_wrong_target, c);
    d->confidence = c->apart > 2 * threshold ? 0.9f : 0.7f;
    ct_draft_segment(d, CT_TARGET, c);
    ct_draft_segment(d, CT_SOURCE, c);
    ct_buffer_printf(&d->message, "%s does not seem to render %s.", ct_draft_quote(d, CT_TARGET, c->span[CT_TARGET]),
                     ct_draft_quote(d, CT_SOURCE, c->span[CT_SOURCE]));
    ct_buffer_printf(&d->question, "Do the two belong together?");
    ct_draft_evidence(d, "hardly a word of the one has a rendering in the other; two segments picked at random would look so");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_wrong_target = {
    .id = "wrong-target",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_CRITICAL,
    .needs = CT_NEEDS_GENERAL,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a target that renders another segment",
    .why = "Pairs slip by a line when a file is cut or merged, and every sentence of it still reads well. Lengths tell little; "
           "that no word of the one side has a rendering on the other tells much. How often each word goes without a "
           "rendering is estimated from the file itself.",
    .example = "“El plazo vence en mayo.” against “The committee has twelve members.” Asks whether the two belong together.",
    .false_alarms = "Headings and slogans rendered freely.",
    .run = run,
};
