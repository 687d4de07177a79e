/* partly-untranslated: some words in a row left in the source's language. */
#include "checks.h"
#include "foreign.h"

/* The best run of source words: it begins and ends with a foreign one and has nothing native in it. */
static bool find_run(const ct_ground *g, const ct_couple *c, const ct_foreign *f, size_t *first, size_t *end)
{
    const ct_ground_side *t = &g->sides[CT_TARGET];
    size_t best = 0;

    for (size_t i = 0; i < f->n; i++) {
        size_t last = i, words = 0, plain = 0, content = 0, k;
        if (f->kinds[i] != CT_WORD_FOREIGN)
            continue;
        for (k = i; k < f->n && f->kinds[k] != CT_WORD_NATIVE; k++) {
            const ct_token *token = &t->tokens[c->first[CT_TARGET] + k];
            bool lower = (token->flags & CT_TOKEN_CAPITALISED) == 0;
            words += f->kinds[k] != CT_WORD_MARK;
            if (f->kinds[k] != CT_WORD_FOREIGN)
                continue;
            last = k;
            plain += lower;
            content += lower && t->types[token->type].length > 3;
        }
        if (words >= 3 && plain >= 2 && content >= 1 && plain > best) {
            best = plain;
            *first = i;
            *end = last + 1;
        }
        i = k;
    }
    return best > 0;
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_findings *out, ct_error *err)
{
    uint8_t kinds[CT_FOREIGN_TOKENS];
    size_t first = 0, end = 0;
    uint32_t base = c->first[CT_TARGET];
    ct_foreign words;

    ct_foreign_words(&words, kinds, g, c);
    if (words.foreign < 2 || ct_foreign_whole(&words) || !find_run(g, c, &words, &first, &end))
        return CT_OK;
    ct_draft_couple(d, g, &ct_check_partly_untranslated, c);
    d->confidence = 0.85f;
    ct_draft_tokens(d, CT_TARGET, base + (uint32_t)first, base + (uint32_t)end);
    ct_draft_segment(d, CT_SOURCE, c);
    ct_draft_message(d, "%s was left in %s.",
                     ct_draft_quote(d, CT_TARGET, d->places.items[0].span), ct_ground_language(g, CT_SOURCE));
    ct_draft_question(d, "Should these words be translated?");
    return ct_draft_add(d, out, err);
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    return ct_each_couple(pair, look, out, err);
}

const ct_check ct_check_partly_untranslated = {
    .id = "partly-untranslated",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "words in a row left in the source's language",
    .why = "A part left behind by a tool or an interrupted translator. Three words in a row that stand in the source, at "
           "least two of them lower-case words that the target's language does not have, are no coincidence.",
    .example = "“The fund will apoyar a las empresas pequeñas this year.” Asks whether the words should be translated.",
    .false_alarms = "Titles and sayings quoted in the original; names of bodies written in lower case.",
    .run = run,
};
