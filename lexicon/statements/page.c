/* Looking up types, matching cues. */
#include <string.h>

#include "page.h"

enum { MOST_ADVERBS = 6, MOST_BETWEEN = 3, WIDEST_GAP = 16, LONGEST_WORD = 60 };

/* ---- types ----------------------------------------------------------------------------------------- */

static bool ends_with(const char *text, size_t n, const char *ending, size_t *stem)
{
    size_t m = strlen(ending);

    *stem = n - m;
    return m < n && memcmp(text + n - m, ending, m) == 0;
}

/* The entry of a base form in the table of verbs. */
static uint32_t entry_of(const cue_table *table, const char *text, size_t n)
{
    uint32_t word = ct_intern_find(&table->words, text, n);

    return word == CT_NO_STRING ? NO_VERB : table->verb_of[word];
}

/* The entry of stem + base ending: "explor" + "ar". */
static uint32_t entry_of_stem(const cue_table *table, const char *stem, size_t n, const char *base)
{
    char text[LONGEST_WORD + 8];
    size_t m = strlen(base);

    if (n + m >= sizeof text)
        return NO_VERB;
    memcpy(text, stem, n);
    memcpy(text + n, base, m);
    return entry_of(table, text, n + m);
}

static void take_entry(word_facts *facts, const cue_table *table, uint32_t entry, uint8_t form)
{
    if (entry == NO_VERB)
        return;
    if (facts->verb == NO_VERB)
        facts->verb = table->verb_indices.items[entry];
    facts->forms |= table->verb_futures.items[entry] ? FORM_FUTURE : form;
}

/* What an ending says. The future and the clitic pronoun count only with a verb that is known; a gerund needs none. */
static void read_ending(word_facts *facts, const cue_table *table, const cue_ending *e, const char *text, size_t n)
{
    size_t stem;
    uint32_t entry;

    if (!ends_with(text, n, e->text, &stem))
        return;
    switch (e->class) {
    case ENDING_ADVERB:
        if (stem >= 3 && (facts->single & CUE_BIT(CUE_NOT_ADVERB)) == 0)
            facts->single |= CUE_BIT(CUE_ADVERB);
        break;
    case ENDING_GERUND:
        if (stem >= 2)
            facts->forms |= FORM_GERUND;
        entry = entry_of_stem(table, text, stem, e->base);
        if (entry != NO_VERB && facts->verb == NO_VERB)
            facts->verb = table->verb_indices.items[entry];
        break;
    case ENDING_FUTURE:
        take_entry(facts, table, entry_of(table, text, stem), FORM_FUTURE);
        break;
    case ENDING_CLITIC:
        take_entry(facts, table, entry_of(table, text, stem), FORM_BASE);
        break;
    case ENDING_PRESENT:
        take_entry(facts, table, entry_of_stem(table, text, stem, e->base), FORM_PRESENT);
        break;
    case ENDING_PAST:
        if (stem >= 3)
            facts->forms |= FORM_PAST;
        break;
    default:
        if (stem >= 3)
            facts->forms |= FORM_PARTICIPLE;
    }
}

static mark_kind mark_of(const ct_type *type)
{
    static const struct { const char *text; mark_kind mark; } marks[] = {
        { ",", MARK_COMMA }, { "，", MARK_COMMA }, { "、", MARK_COMMA },
        { ";", MARK_STRONG }, { "；", MARK_STRONG }, { ":", MARK_STRONG }, { "—", MARK_STRONG }, { "–", MARK_STRONG },
        { "?", MARK_QUESTION }, { "？", MARK_QUESTION },
        { "(", MARK_OPEN }, { "[", MARK_OPEN }, { "{", MARK_OPEN },
        { ")", MARK_CLOSE }, { "]", MARK_CLOSE }, { "}", MARK_CLOSE },
    };

    if (type->kind != CT_TOKEN_MARK)
        return MARK_NONE;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(type->text, marks[i].text) == 0)
            return marks[i].mark;
    return MARK_OTHER;
}

/* A verb that the table lacks, if the vocabulary knows the form as nothing but a verb. */
static void read_grammar(word_facts *facts)
{
    const unsigned other = CT_POS_NOUN | CT_POS_ADJECTIVE | CT_POS_ADVERB | CT_POS_NAME | CT_POS_FUNCTION;

    if (facts->forms != 0 || facts->single != 0 || (facts->grammar & CT_POS_VERB) == 0 || (facts->grammar & other) != 0)
        return;
    if ((facts->grammar & CT_FORM_INFINITIVE) != 0)
        facts->forms |= FORM_BASE;
    if ((facts->grammar & CT_FORM_FUTURE) != 0)
        facts->forms |= FORM_FUTURE;
}

void ct_page_look_up(word_facts *facts, const ct_vocabulary *vocabulary, const cue_table *table)
{
    size_t n;
    const ct_type *types = ct_segments_types(ct_vocabulary_segments(vocabulary), &n);
    const ct_word *words = ct_vocabulary_words(vocabulary);

    for (size_t i = 0; i < n; i++) {
        const char *text = types[i].folded;
        size_t len = strlen(text);
        word_facts *f = &facts[i];
        *f = (word_facts){ .word = CT_NO_STRING, .verb = NO_VERB, .mark = (uint8_t)mark_of(&types[i]) };
        if (types[i].kind != CT_TOKEN_WORD || len > LONGEST_WORD)
            continue;
        f->word = ct_intern_find(&table->words, text, len);
        f->grammar = words[i].grammar;
        if (f->word != CT_NO_STRING) {
            f->single = table->single[f->word];
            take_entry(f, table, table->verb_of[f->word], FORM_BASE);
        }
        for (size_t e = 0; e < table->endings.n; e++)
            read_ending(f, table, &table->endings.items[e], text, len);
        if ((f->single & CUE_BIT(CUE_PARTICIPLE)) != 0)
            f->forms |= FORM_PARTICIPLE;
        read_grammar(f);
    }
}

/* A sentence that is quoted as a whole is running text. */
static bool quoted_whole(const ct_token *tokens, const ct_sentence *s)
{
    uint32_t quoted = 0;

    for (uint32_t i = s->first_token; i < s->end_token; i++)
        quoted += (tokens[i].flags & CT_TOKEN_QUOTED) != 0;
    return quoted > 0 && quoted + 3 >= s->end_token - s->first_token;
}

void ct_page_set_aside(uint8_t *aside, const ct_segments *segments, const word_facts *facts)
{
    size_t n_sentences, n_tokens;
    const ct_sentence *sentences = ct_segments_sentences(segments, &n_sentences);
    const ct_token *tokens = ct_segments_tokens(segments, &n_tokens);

    for (size_t s = 0; s < n_sentences; s++) {
        bool all = quoted_whole(tokens, &sentences[s]);
        uint32_t depth = 0;
        for (uint32_t i = sentences[s].first_token; i < sentences[s].end_token; i++) {
            uint8_t mark = facts[tokens[i].type].mark;
            depth += mark == MARK_OPEN;
            aside[i] = depth > 0 || (!all && (tokens[i].flags & CT_TOKEN_QUOTED) != 0);
            if (mark == MARK_CLOSE && depth > 0)
                depth--;
        }
        for (uint32_t i = sentences[s].first_token; depth > 0 && i < sentences[s].end_token; i++)
            aside[i] = !all && (tokens[i].flags & CT_TOKEN_QUOTED) != 0;    /* never closed: as if never opened */
    }
}

/* ---- cues ------------------------------------------------------------------------------------------ */

static bool has_form(const page *p, uint32_t token, unsigned forms)
{
    return (facts_at(p, token)->forms & forms) != 0;
}

static bool word_fits(const page *p, const cue_atom *atom, uint32_t token)
{
    uint32_t word = facts_at(p, token)->word;
    const uint32_t *words = p->table->alternatives.items + atom->first;

    if (word == CT_NO_STRING)
        return false;
    for (uint32_t i = 0; i < atom->n; i++)
        if (words[i] == word)
            return true;
    return false;
}

/* Find a place's word from `at` on, past at most `between` adverbs. */
static bool find_word(const page *p, const cue_atom *atom, uint32_t at, uint32_t end, uint32_t between, uint32_t *found)
{
    for (uint32_t i = at; i < end && i - at <= between; i++) {
        if (word_fits(p, atom, i)) {
            *found = i;
            return true;
        }
        if (!is_single(p, i, CUE_ADVERB))
            break;
    }
    return false;
}

/* The same past anything but a strong mark. */
static bool find_behind_gap(const page *p, const cue_atom *atom, uint32_t at, uint32_t end, uint32_t *found)
{
    for (uint32_t i = at; i < end && i - at <= WIDEST_GAP && !is_mark(p, i, MARK_STRONG); i++)
        if (word_fits(p, atom, i)) {
            *found = i;
            return true;
        }
    return false;
}

static bool look_ahead(const page *p, atom_kind kind, uint32_t at, uint32_t end)
{
    uint32_t i = ct_page_skip_adverbs(p, at, end);

    if (i >= end)
        return false;
    switch (kind) {
    case ATOM_BASE:   return has_form(p, i, FORM_BASE);
    case ATOM_GERUND: return has_form(p, i, FORM_GERUND);
    default:          return has_form(p, i, FORM_PAST | FORM_PARTICIPLE);
    }
}

/* Where a pattern that begins at `at` ends; 0 if it does not fit. Its first place is known to fit. */
static uint32_t pattern_end(const page *p, const cue_pattern *pattern, uint32_t at, uint32_t end)
{
    const cue_atom *atoms = p->table->atoms.items + pattern->first_atom;
    uint32_t i = at + 1, found;
    bool gap = false;

    for (uint32_t a = 1; a < pattern->n_atoms; a++) {
        const cue_atom *atom = &atoms[a];
        if (atom->kind == ATOM_GAP) {
            gap = true;
            continue;
        }
        if (atom->kind != ATOM_WORDS) {
            if (!look_ahead(p, atom->kind, i, end))
                return 0;
            continue;
        }
        if (gap ? find_behind_gap(p, atom, i, end, &found) : find_word(p, atom, i, end, MOST_BETWEEN, &found))
            i = found + 1;
        else if (!atom->optional)
            return 0;
        gap = false;
    }
    return i;
}

bool ct_page_match(const page *p, uint32_t at, uint32_t end, uint64_t classes, hit *out)
{
    uint32_t word = facts_at(p, at)->word;
    bool found = false;

    if (word == CT_NO_STRING || p->aside[at])
        return false;
    for (uint32_t s = p->table->first_start[word]; s < p->table->first_start[word + 1]; s++) {
        const cue_pattern *pattern = &p->table->patterns.items[p->table->starts.items[s].pattern];
        uint32_t last;
        if ((classes & CUE_BIT(pattern->class)) == 0)
            continue;
        last = pattern_end(p, pattern, at, end);
        if (last != 0 && (!found || last > out->end)) {
            *out = (hit){ pattern->class, at, last, pattern->party, pattern->bound };
            found = true;
        }
    }
    return found;
}

uint32_t ct_page_skip_adverbs(const page *p, uint32_t at, uint32_t end)
{
    hit h;

    for (int n = 0; at < end && n < MOST_ADVERBS; n++) {
        if (ct_page_match(p, at, end, CUE_BIT(CUE_ADVERB), &h))
            at = h.end;
        else if (is_single(p, at, CUE_ADVERB) && !p->aside[at])
            at++;
        else
            break;
    }
    return at;
}

uint32_t ct_page_count_words(const page *p, uint32_t first, uint32_t end, uint32_t enough)
{
    uint32_t n = 0;

    for (uint32_t i = first; i < end && n < enough; i++)
        n += facts_at(p, i)->mark == MARK_NONE;
    return n;
}

/* ---- verbs ----------------------------------------------------------------------------------------- */

const cue_verb *ct_page_verb(const page *p, uint32_t token)
{
    uint32_t verb = facts_at(p, token)->verb;

    return verb == NO_VERB ? NULL : &p->table->verbs.items[verb];
}

verb_class ct_page_verb_class(const page *p, uint32_t token)
{
    const cue_verb *verb = ct_page_verb(p, token);

    return verb == NULL ? VERB_ACT : verb->class;
}

static bool is_link(const page *p, const cue_verb *verb, uint32_t token)
{
    const cue_atom links = { .first = verb->first_link, .n = verb->n_links };

    return word_fits(p, &links, token);
}

/* Does what stands behind a verb that might be a noun or adjective look like its object? */
static bool has_object(const page *p, const cue_verb *verb, uint32_t at, uint32_t end, verb_place place)
{
    const uint64_t no_object = CUE_BIT(CUE_PREPOSITION) | CUE_BIT(CUE_JOINER) | CUE_BIT(CUE_AUXILIARY)
                             | CUE_BIT(CUE_STATE) | CUE_BIT(CUE_RELATIVE) | CUE_BIT(CUE_PERMISSIVE);
    const word_facts *next;

    at = ct_page_skip_adverbs(p, at, end);
    if (at >= end)
        return false;
    if (is_link(p, verb, at) || is_single(p, at, CUE_ARTICLE) || is_single(p, at, CUE_PARTICLE)
        || (verb->class == VERB_LIGHT && is_single(p, at, CUE_PARTNER)))
        return true;
    next = facts_at(p, at);
    if (place == PLACE_OPENING && verb->class == VERB_EXPLORE && is_single(p, at, CUE_RELATIVE))
        return true;       /* "study how to" */
    if (next->mark != MARK_NONE || (next->single & no_object) != 0
        || (verb->doubt == VERB_OR_ADJECTIVE && place != PLACE_AIM))
        return false;
    return place != PLACE_LIST || (next->grammar & (CT_POS_ADJECTIVE | CT_FORM_PLURAL)) != 0
        || (p->tokens[at].flags & CT_TOKEN_CAPITALISED) != 0;
}

static bool verb_at(const page *p, uint32_t at, uint32_t end, unsigned forms, verb_place place)
{
    const cue_verb *verb;

    const unsigned name = CT_TOKEN_CAPITALISED | CT_TOKEN_INITIAL;

    if (at >= end || p->aside[at] || !has_form(p, at, forms))
        return false;
    if (place == PLACE_LIST && (p->tokens[at].flags & name) == CT_TOKEN_CAPITALISED)     /* "… and Think Tanks" */
        return false;
    verb = ct_page_verb(p, at);
    if (verb == NULL || place == PLACE_GOVERNED || verb->doubt == VERB_SURE || has_form(p, at, FORM_GERUND))
        return true;
    return has_object(p, verb, at + 1, end, place);
}

bool ct_page_verb_form(const page *p, uint32_t at, uint32_t end, unsigned forms, verb_place place, uint32_t *verb)
{
    uint32_t i = ct_page_skip_adverbs(p, at, end);

    if (verb_at(p, i, end, forms, i > at && place == PLACE_LIST ? PLACE_OPENING : place)) {
        *verb = i;
        return true;
    }
    if (i > at && verb_at(p, i - 1, end, forms, place)) {    /* "further its exchanges" */
        *verb = i - 1;
        return true;
    }
    return false;
}
