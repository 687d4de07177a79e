/* acronym-expansion: the words before an acronym in brackets are not what it stands for. */
#include <string.h>

#include "checks.h"
#include "ground.h"

/* What an acronym stands for, by the lexicon or by the profile's names of parties. */
typedef struct meaning {
    uint32_t    concept;      /* CT_NONE when it is a party's */
    const char *full;         /* the name to be expected */
} meaning;

/* "WTO", "SDGs". */
static bool is_acronym(const ct_ground_side *s, uint32_t token)
{
    const ct_type *type = &s->types[s->tokens[token].type];
    uint32_t n = type->length;

    if (s->tokens[token].flags & CT_TOKEN_ALL_CAPS)
        return true;
    if (n < 3 || type->text[n - 1] != 's')
        return false;
    for (uint32_t i = 0; i + 1 < n; i++)
        if (type->text[i] < 'A' || type->text[i] > 'Z')
            return false;
    return true;
}

static bool is_text(const ct_ground_side *s, uint32_t token, const char *text)
{
    return strcmp(s->types[s->tokens[token].type].text, text) == 0;
}

/* A name of the party that begins as the acronym does, and whose initials spell most of it. */
static bool spells(const char *name, const char *acronym)
{
    size_t met = 0, n = strlen(acronym);
    bool start = true, first = (name[0] | 32) == (acronym[0] | 32);

    for (; *name != '\0'; name++) {
        if (start && met < n && (*name | 32) == (acronym[met] | 32))
            met++;
        start = *name == ' ' || *name == '-';
    }
    return first && met + 1 >= n && met >= 2;
}

static bool party_meaning(const ct_ground *g, ct_language language, const char *acronym, meaning *out)
{
    size_t n;
    const ct_party *parties = ct_profile_parties(g->pair->profile, &n);

    for (size_t p = 0; p < n; p++) {
        bool has = false;

        for (size_t i = 0; i < parties[p].n_names[language]; i++)
            has = has || strcmp(parties[p].names[language][i], acronym) == 0;
        for (size_t i = 0; has && i < parties[p].n_names[language]; i++)
            if (spells(parties[p].names[language][i], acronym) && strchr(parties[p].names[language][i], ' ') != NULL) {
                *out = (meaning){ CT_NONE, parties[p].names[language][i] };
                return true;
            }
    }
    return false;
}

/* The longest term of a concept that is neither short nor wrong. */
static const char *full_term(const ct_ground *g, uint32_t concept, ct_language language)
{
    const ct_term *right = ct_lexicon_preferred(g->pair->lexicon, concept, language);
    return right != NULL && right->status <= CT_TERM_ADMITTED && strchr(right->text, ' ') != NULL ? right->text : NULL;
}

static bool meaning_of(const ct_ground *g, ct_side side, uint32_t token, meaning *out)
{
    const ct_ground_side *s = &g->sides[side];
    ct_range r = ct_mentions_in(s, token, token + 1);

    for (uint32_t m = r.first; m < r.end; m++)
        if (s->mentions[m].end_token == token + 1 && g->terms[s->mentions[m].term].status == CT_TERM_SHORT
            && ct_concept_named(g, s->mentions[m].concept)) {
            *out = (meaning){ s->mentions[m].concept, full_term(g, s->mentions[m].concept, s->language) };
            return out->full != NULL;
        }
    return g->pair->profile != NULL && party_meaning(g, s->language, s->types[s->tokens[token].type].text, out);
}

/* Does a right name of the concept end just before token `end`? */
static bool named_before(const ct_ground *g, const ct_ground_side *s, uint32_t concept, uint32_t end)
{
    ct_range r = ct_mentions_in(s, end > 16 ? end - 16 : 0, end);

    for (uint32_t m = r.first; m < r.end; m++)
        if (s->mentions[m].end_token == end && s->mentions[m].concept == concept
            && g->terms[s->mentions[m].term].status <= CT_TERM_ADMITTED)
            return true;
    return false;
}

/* Does the whole region's name end just before token `end`, its acronym following? */
static bool region_before(const ct_ground_side *s, uint32_t end)
{
    ct_range r = ct_regions_in(s, end, end + 2);

    return r.first > 0 && s->regions.items[r.first - 1].extent == CT_REGION_WHOLE
        && s->regions.items[r.first - 1].end_atom == s->first_atom[end]
        && r.first < r.end && s->regions.items[r.first].extent == CT_REGION_WHOLE;
}

/* Words of the text before the bracket that also stand in the full name, and whether all of the name is there. */
static size_t shared_words(const ct_ground_side *s, const char *full, uint32_t first, uint32_t end, bool *all)
{
    size_t shared = 0, words = 0;
    char word[64];

    while (*full != '\0') {
        size_t n = strcspn(full, " "), len = n < sizeof word - 1 ? n : sizeof word - 1;
        bool found = false;

        memcpy(word, full, len);
        word[len] = '\0';
        for (uint32_t a = s->first_atom[first]; a < s->first_atom[end] && !found; a++)
            found = strcmp(s->types[s->atoms[a].type].text, word) == 0;
        if (word[0] >= 'A' && word[0] <= 'Z') {
            words++;
            shared += found;
        }
        full += n + (full[n] != '\0');
    }
    *all = shared == words;
    return shared;
}

/* Where the capitalised words before the bracket begin. */
static uint32_t name_start(const ct_ground_side *s, uint32_t bracket, uint32_t low)
{
    uint32_t first = bracket;

    for (uint32_t t = bracket; t-- > low && bracket - t < 20; ) {
        const ct_token *token = &s->tokens[t];

        if (token->kind != CT_TOKEN_WORD)
            break;
        if ((token->flags & CT_TOKEN_INITIAL) && (s->words[token->type].grammar & (CT_POS_VERB | CT_POS_FUNCTION)))
            break;      /* "Support the …": the capital is the sentence's */
        if (token->flags & CT_TOKEN_CAPITALISED)
            first = t;
        else if (s->words[token->type].content)
            break;
    }
    return first;
}

/* "Meeting of the North-Islands Community (NIC)": the words in question begin with the joint mention, if there is
 * one. */
static uint32_t joint_start(const ct_ground_side *s, uint32_t first, uint32_t end)
{
    ct_range r = ct_regions_in(s, first, end);

    for (uint32_t i = r.first; i < r.end; i++)
        if (s->regions.items[i].joint_atom != CT_NONE && s->atoms[s->regions.items[i].joint_atom].token >= first)
            return s->atoms[s->regions.items[i].joint_atom].token;
    return first;
}

static ct_status flag(ct_draft *d, const ct_ground *g, ct_side side, uint32_t first, uint32_t acronym,
                      const meaning *m, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    uint32_t end = acronym + 2 < s->n_tokens ? acronym + 2 : acronym + 1;

    ct_draft_begin(d, g, &ct_check_acronym_expansion);
    while (end + 1 < s->n_tokens && end < acronym + 5 && (s->tokens[end].flags & CT_TOKEN_CAPITALISED)
           && !(s->tokens[end].flags & CT_TOKEN_INITIAL))
        end++;      /* "… (CELAC) Forum": the name goes on behind the bracket */
    ct_draft_place(d, side, ct_unit_at(s, acronym), ct_tokens_span(s, first, end));
    d->confidence = 0.85f;
    ct_draft_message(d, "%s: the words before the bracket are not what %s stands for, “%s”.",
                     ct_draft_quote(d, side, ct_tokens_span(s, first, end)),
                     s->types[s->tokens[acronym].type].text, m->full);
    ct_draft_question(d, "Should it be “%s (%s)”?", m->full, s->types[s->tokens[acronym].type].text);
    return ct_draft_add(d, out, err);
}

static ct_status run_side(ct_draft *d, const ct_ground *g, ct_side side, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[side];
    ct_status status = CT_OK;

    for (uint32_t t = 2; status == CT_OK && t + 1 < s->n_tokens; t++) {
        meaning m = { CT_NONE, NULL };
        uint32_t first, unit = ct_unit_at(s, t);
        bool all;

        if (!is_acronym(s, t) || unit == CT_NONE || !is_text(s, t - 1, "(")
            || !is_text(s, t + 1, ")") || !meaning_of(g, side, t, &m))
            continue;
        if (region_before(s, t - 1) || (m.concept != CT_NONE && named_before(g, s, m.concept, t - 1)))
            continue;
        first = name_start(s, t - 1, s->units[unit].first_token);
        if (first >= t - 1 || shared_words(s, m.full, first, t - 1, &all) == 0 || all)
            continue;
        first = joint_start(s, first, t - 1);
        status = flag(d, g, side, first, t, &m, out, err);
    }
    return status;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    ct_draft d = { 0 };
    ct_status status = run_side(&d, g, CT_SOURCE, out, err);

    if (status == CT_OK)
        status = run_side(&d, g, CT_TARGET, out, err);
    ct_draft_release(&d);
    return status;
}

const ct_check ct_check_acronym_expansion = {
    .id = "acronym-expansion",
    .class = CT_CLASS_NAME,
    .severity = CT_MAJOR,
    .scope = CT_SCOPE_DOCUMENTS,
    .summary = "the words before an acronym in brackets are not what it stands for",
    .why = "A body's full name is given once, beside its acronym, and quoted from there. Garbled there, it is garbled "
           "wherever it is quoted. Lexicon and profile know what acronyms stand for.",
    .example = "“World Commerce Office (WTO)”. Asks: should it be “World Trade Organization (WTO)”?",
    .false_alarms = "Two bodies with one acronym; a name that the lexicon lacks in this form.",
    .run = run,
};
