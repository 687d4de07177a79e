/* Which words of the target were left in the source's language. */
#include <string.h>

#include "foreign.h"

/* The source's type that reads like the target's token, or CT_NONE. */
static uint32_t in_source(const ct_ground *g, const ct_couple *c, uint32_t token)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];
    const char *word = t->types[t->tokens[token].type].folded;

    for (uint32_t k = c->first[CT_SOURCE]; k < c->end[CT_SOURCE] && k < c->first[CT_SOURCE] + CT_FOREIGN_TOKENS; k++)
        if (s->types[s->tokens[k].type].folded[0] == word[0] && strcmp(s->types[s->tokens[k].type].folded, word) == 0)
            return s->tokens[k].type;
    return CT_NONE;
}

static bool native(const ct_ground *g, const ct_ground_side *t, uint32_t type)
{
    return t->words[type].n_readings > 0 || ct_type_spelled(g, CT_TARGET, type, t->language);
}

static ct_origin_kind kind_of(const ct_ground *g, const ct_couple *c, uint32_t token)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];
    uint32_t type = t->tokens[token].type, there;

    if (t->tokens[token].kind == CT_TOKEN_MARK || t->tokens[token].kind == CT_TOKEN_SYMBOL)
        return CT_WORD_MARK;
    there = in_source(g, c, token);
    if (there == CT_NONE)
        return CT_WORD_NATIVE;
    if (t->tokens[token].kind != CT_TOKEN_WORD || s->words[there].n_readings == 0 || native(g, t, type))
        return CT_WORD_SHARED;
    return CT_WORD_FOREIGN;
}

void ct_foreign_words(ct_foreign *out, uint8_t *kinds, const ct_ground *g, const ct_couple *c)
{
    const ct_ground_side *s = &g->sides[CT_SOURCE], *t = &g->sides[CT_TARGET];

    *out = (ct_foreign){ .kinds = kinds };
    for (uint32_t k = c->first[CT_TARGET]; k < c->end[CT_TARGET] && out->n < CT_FOREIGN_TOKENS; k++) {
        ct_origin_kind kind = kind_of(g, c, k);
        kinds[out->n++] = (uint8_t)kind;
        out->words += kind != CT_WORD_MARK;
        out->shared += kind == CT_WORD_SHARED;
        out->foreign += kind == CT_WORD_FOREIGN;
        out->content += kind == CT_WORD_FOREIGN && (t->tokens[k].flags & CT_TOKEN_CAPITALISED) == 0
                     && s->words[in_source(g, c, k)].content;
    }
}

bool ct_foreign_whole(const ct_foreign *f)
{
    return f->words >= 2 && f->foreign >= 2 && f->content >= 1 && (f->foreign + f->shared) * 4 >= f->words * 3
        && f->foreign * 4 >= f->words;
}
