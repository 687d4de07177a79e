/* Finding names: where they begin and end, and their parts. */
#include <string.h>

#include "names.h"

enum { MAX_NAME = 24 };   /* tokens to either side of a kind word */

typedef struct finder {
    ct_ground      *ground;
    ct_ground_side *s;
    ct_side         side;
    uint32_t       *kind_of;      /* [n_types] kind + 1, or 0 */
    uint8_t        *small;        /* [n_types] 1 connector, 2 article */
    uint32_t        from;         /* end of the last name */
} finder;

/* ---- words ---------------------------------------------------------------------------------------- */

static bool index_types(finder *f)
{
    const ct_tables *tables = &f->ground->tables;
    ct_language language = f->s->language;

    f->kind_of = CT_NEW_N(&f->ground->arena, uint32_t, f->s->n_types + 1);
    f->small = CT_NEW_N(&f->ground->arena, uint8_t, f->s->n_types + 1);
    if (f->kind_of == NULL || f->small == NULL)
        return false;
    for (uint32_t t = 0; t < f->s->n_types; t++) {
        for (uint32_t k = 0; k < tables->kinds.n && f->kind_of[t] == 0; k++)
            for (size_t w = 0; w < tables->kinds.items[k].n_words[language]; w++)
                if (ct_type_is(f->ground, f->side, t, tables->kinds.items[k].words[language][w]))
                    f->kind_of[t] = k + 1;
        for (int c = 0; c < 2; c++) {
            const ct_cues *cues = &tables->cues[language][c == 0 ? CT_CUE_CONNECTOR : CT_CUE_ARTICLE];

            for (size_t i = 0; i < cues->n_patterns; i++)
                if (strcmp(cues->texts[i], f->s->types[t].folded) == 0)
                    f->small[t] = (uint8_t)(c + 1);
        }
    }
    return true;
}

static const char *text_at(const finder *f, uint32_t token)
{
    return f->s->types[f->s->tokens[token].type].text;
}

static bool is_text(const finder *f, uint32_t token, const char *text)
{
    return strcmp(text_at(f, token), text) == 0;
}

static uint32_t kind_at(const finder *f, uint32_t token)
{
    return f->kind_of[f->s->tokens[token].type];
}

static uint8_t small_at(const finder *f, uint32_t token)
{
    return f->small[f->s->tokens[token].type];
}

/* A capitalised word, a number or an acronym: something a name is made of. A verb that opens a sentence is not. */
static bool name_word(const finder *f, uint32_t token)
{
    const ct_token *t = &f->s->tokens[token];

    if (t->kind == CT_TOKEN_NUMBER)
        return true;
    if (t->kind != CT_TOKEN_WORD || !(t->flags & CT_TOKEN_CAPITALISED) || small_at(f, token) != 0)
        return false;
    if (t->flags & CT_TOKEN_INITIAL)
        return !(f->s->words[t->type].grammar & (CT_POS_VERB | CT_POS_FUNCTION)) || (t->flags & CT_TOKEN_ALL_CAPS);
    return true;
}

static bool is_apostrophe(const finder *f, uint32_t token)
{
    return is_text(f, token, "’") || is_text(f, token, "'");
}

/* ---- boundaries ----------------------------------------------------------------------------------- */

/* The first token of the region mention, with the party it is joined to, that holds a token; CT_NONE if none does. */
static uint32_t region_start(const finder *f, uint32_t token)
{
    ct_range r = ct_regions_in(f->s, token > 6 ? token - 6 : 0, token + 1);

    for (uint32_t i = r.first; i < r.end; i++) {
        const ct_region_mention *m = &f->s->regions.items[i];
        uint32_t from = m->joint_atom < m->first_atom && m->hyphenated ? m->joint_atom : m->first_atom;

        if (f->s->atoms[m->end_atom - 1].token >= token && !m->adjective && m->end_atom - m->first_atom > 1)
            return f->s->atoms[from].token;
    }
    return CT_NONE;
}

/* To the left of an English kind word: capitalised words, "of", "and" between two of them, "(CELAC)". */
static uint32_t reach_left(const finder *f, uint32_t kind_token, uint32_t low)
{
    uint32_t first = kind_token;

    for (uint32_t t = kind_token; t-- > low && kind_token - t <= MAX_NAME; ) {
        uint32_t from = region_start(f, t);

        if (from != CT_NONE && from >= low) {      /* "the China-Latin America and the Caribbean Business Summit" */
            first = t = from;
            continue;
        }
        if (name_word(f, t)) {
            if (f->s->tokens[t].kind != CT_TOKEN_NUMBER || t + 1 == first)
                first = t;
            continue;
        }
        if (is_apostrophe(f, t))
            continue;
        if (is_text(f, t, ")") && t >= low + 2 && is_text(f, t - 2, "(") && name_word(f, t - 1)) {
            t -= 2;
            continue;
        }
        if (t == low || !(name_word(f, t - 1) || is_text(f, t - 1, ")")))
            break;
        if (is_text(f, t, ",") || small_at(f, t) == 1) {
            if (kind_at(f, t - 1) != 0)      /* "the Summit and the Forum": two names */
                break;
            continue;
        }
        break;
    }
    return first;
}

/* Does a term of the lexicon, or the region's name, hold both tokens together? */
static bool one_term(const finder *f, uint32_t first, uint32_t last)
{
    ct_range m = ct_mentions_in(f->s, first > 6 ? first - 6 : 0, first + 1);
    ct_range r = ct_regions_in(f->s, first > 6 ? first - 6 : 0, last + 1);

    for (uint32_t i = m.first; i < m.end; i++)
        if (f->s->mentions[i].first_token <= first && f->s->mentions[i].end_token > last)
            return true;
    for (uint32_t i = r.first; i < r.end; i++) {
        const ct_region_mention *k = &f->s->regions.items[i];
        uint32_t from = k->joint_atom < k->first_atom ? k->joint_atom : k->first_atom;

        if (f->s->atoms[from].token <= first && f->s->atoms[k->end_atom - 1].token >= last)
            return true;
    }
    return false;
}

static bool is_date(const ct_ground_side *s, uint32_t token)
{
    ct_range q = ct_quantities_in(s, token > 3 ? token - 3 : 0, token + 1);

    for (uint32_t i = q.first; i < q.end; i++)
        if (s->quantities[i].end_token > token && s->quantities[i].kind == CT_QUANTITY_DATE)
            return true;
    return false;
}

/* Behind a comma: capitalised words up to "and" and a further one, with no kind word among them? */
static bool list_goes_on(const finder *f, uint32_t comma, uint32_t high)
{
    bool word = false;

    for (uint32_t t = comma + 1; t < high && t < comma + 9; t++) {
        if (is_text(f, t, "y") || is_text(f, t, "e") || is_text(f, t, "and"))
            return word && t + 1 < high && name_word(f, t + 1) && kind_at(f, t + 1) == 0;
        if (kind_at(f, t) != 0 || !(name_word(f, t) || is_text(f, t, ",")))
            return false;
        word = true;
    }
    return false;
}

/* To the right: connectors and articles that lead to a further capitalised word which does not begin a name of its
 * own. */
static uint32_t reach_right(const finder *f, uint32_t kind_token, uint32_t high)
{
    uint32_t end = kind_token + 1;

    for (uint32_t t = end; t < high && t - kind_token <= MAX_NAME; t++) {
        uint32_t ahead = t;
        bool and = false, article = false;

        if (name_word(f, t)) {
            if (kind_at(f, t) != 0 && f->s->language == CT_ES && t > kind_token + 1 && small_at(f, t - 1) == 0)
                break;
            end = t + 1;
            continue;
        }
        while (ahead < high && ahead - t < 3 && small_at(f, ahead) != 0) {
            and = and || is_text(f, ahead, "y") || is_text(f, ahead, "e") || is_text(f, ahead, "and");
            article = article || small_at(f, ahead) == 2;
            ahead++;
        }
        if (ahead == t && is_text(f, t, ",")) {        /* "China, América Latina y el Caribe",
                                               "Ciencia, Tecnología e …" */
            ct_range r = ct_regions_in(f->s, t + 1, t + 2);

            if (list_goes_on(f, t, high))
                continue;
            if (r.first == r.end || f->s->regions.items[r.first].joint_atom == CT_NONE)
                break;
            end = f->s->atoms[f->s->regions.items[r.first].end_atom - 1].token + 1;
            t = end - 1;
            continue;
        }
        if (ahead == t || ahead >= high || !name_word(f, ahead) || f->s->tokens[ahead].kind == CT_TOKEN_NUMBER
            || is_date(f->s, ahead))
            break;      /* "in 2027", "on June 3" are no part of a name */
        if (and && (kind_at(f, ahead) != 0 || article) && !one_term(f, t - 1, ahead))
            break;
        t = ahead - 1;
    }
    return end;
}

/* A name never ends inside the region's name. */
static uint32_t close_region(const finder *f, uint32_t first, uint32_t end, uint32_t high)
{
    ct_range r = ct_regions_in(f->s, first, end);

    for (uint32_t i = r.first; i < r.end; i++) {
        uint32_t last = f->s->atoms[f->s->regions.items[i].end_atom - 1].token + 1;
        if (last > end && last <= high)
            end = last;
    }
    return end;
}

/* ---- parts ---------------------------------------------------------------------------------------- */

static uint32_t named_concept(const finder *f, uint32_t first, uint32_t end, uint32_t kind_token)
{
    ct_range r = ct_mentions_in(f->s, first > 2 ? first - 2 : 0, end);
    uint32_t best = CT_NONE, longest = 0;

    for (uint32_t m = r.first; m < r.end; m++) {
        const ct_mention *mention = &f->s->mentions[m];
        uint32_t length = mention->end_token - mention->first_token;

        if (mention->first_token <= kind_token && mention->end_token > kind_token && length > longest
            && ct_concept_named(f->ground, mention->concept)) {
            best = mention->concept;
            longest = length;
        }
    }
    return best;
}

static bool inside_region(const ct_ground_side *s, ct_range regions, uint32_t token)
{
    uint32_t first = s->first_atom[token], end = s->first_atom[token + 1];

    for (uint32_t i = regions.first; i < regions.end; i++) {
        const ct_region_mention *m = &s->regions.items[i];
        uint32_t from = m->joint_atom == CT_NONE || m->joint_atom > m->first_atom ? m->first_atom : m->joint_atom;

        if (first < m->end_atom && end > from)
            return true;
    }
    return false;
}

static bool is_edition(const ct_ground_side *s, uint32_t token)
{
    ct_range q = ct_quantities_in(s, token, token + 1);

    for (uint32_t i = q.first; i < q.end; i++)
        if (s->quantities[i].kind == CT_QUANTITY_ORDINAL || s->quantities[i].kind == CT_QUANTITY_YEAR)
            return true;
    return false;
}

static bool add_name(finder *f, uint32_t first, uint32_t end, uint32_t kind_token, bool proper)
{
    ct_ground_side *s = f->s;
    ct_range regions = ct_regions_in(s, first, end);
    ct_name name = { .unit = ct_unit_at(s, kind_token), .first_token = first, .end_token = end,
                     .kind = kind_at(f, kind_token) - 1, .kind_token = kind_token, .concept = CT_NONE,
                     .counterpart = CT_NONE,
                     .region = regions.first < regions.end ? regions.first : CT_NONE,
                     .first_word = (uint32_t)s->name_words.n, .proper = proper };

    name.concept = named_concept(f, first, end, kind_token);
    name.plural = (s->words[s->tokens[kind_token].type].grammar & CT_FORM_PLURAL) != 0;
    for (uint32_t t = first; t < end; t++) {
        const ct_token *token = &s->tokens[t];

        if (t == kind_token || small_at(f, t) != 0 || inside_region(s, regions, t) || is_edition(s, t)
            || (token->kind != CT_TOKEN_WORD && token->kind != CT_TOKEN_NUMBER))
            continue;
        if (!ct_push(&s->name_words, t))
            return false;
    }
    name.n_words = (uint32_t)s->name_words.n - name.first_word;
    f->from = end;
    return ct_push(&s->names, name);
}

/* ---- finding -------------------------------------------------------------------------------------- */

static bool heading(const finder *f, uint32_t unit)
{
    return f->s->units[unit].role == CT_ROLE_HEADING || f->s->units[unit].role == CT_ROLE_RESIDUE;
}

static bool add_proper(finder *f, uint32_t kind_token, const ct_unit *unit)
{
    uint32_t low = unit->first_token > f->from ? unit->first_token : f->from;
    uint32_t first = f->s->language == CT_EN ? reach_left(f, kind_token, low) : kind_token;
    uint32_t end = reach_right(f, kind_token, unit->end_token);

    end = close_region(f, first, end, unit->end_token);
    if (end - first < 2)
        return true;      /* a lone "Forum" refers to one named elsewhere */
    return add_name(f, first, end, kind_token, true);
}

/* "high-level seminars on China-Latin America industrial cooperation": from the kind word to the joint mention, or
 * back. Bodies and documents are spoken of in passing too often to be counted. */
static bool add_generic(finder *f, uint32_t kind_token, const ct_unit *unit)
{
    const char *group = f->ground->tables.kinds.items[kind_at(f, kind_token) - 1].group;
    ct_range near = ct_regions_in(f->s, kind_token > unit->first_token + 6 ? kind_token - 6 : unit->first_token,
                                  kind_token + 10 < unit->end_token ? kind_token + 10 : unit->end_token);

    if (strcmp(group, "event") != 0 && strcmp(group, "fund") != 0
        && strcmp(f->ground->tables.kinds.items[kind_at(f, kind_token) - 1].id, "centre") != 0)
        return true;
    for (uint32_t i = near.first; i < near.end; i++) {
        const ct_region_mention *m = &f->s->regions.items[i];
        uint32_t first, end, from;

        if (m->joint_atom == CT_NONE)
            continue;
        from = f->s->atoms[m->joint_atom < m->first_atom ? m->joint_atom : m->first_atom].token;
        end = f->s->atoms[m->end_atom - 1].token + 1;
        first = from < kind_token ? from : kind_token;
        end = end > kind_token + 1 ? end : kind_token + 1;
        for (uint32_t t = first; t < end; t++)
            if (f->s->tokens[t].kind == CT_TOKEN_MARK && !is_apostrophe(f, t) && !is_text(f, t, "-"))
                goto next;      /* a comma parts them */
        if (first < f->from)
            continue;
        while (end < unit->end_token && end - kind_token < 10 && f->s->language == CT_EN
               && f->s->tokens[end].kind == CT_TOKEN_WORD && small_at(f, end) == 0
               && (f->s->words[f->s->tokens[end].type].grammar & (CT_POS_NOUN | CT_POS_ADJECTIVE)) && from > kind_token)
            end++;
        return add_name(f, first, end, kind_token, false);
    next:
        continue;
    }
    return true;
}

bool ct_find_names(ct_ground *ground, ct_side side)
{
    finder f = { .ground = ground, .s = &ground->sides[side], .side = side };

    if (!index_types(&f))
        return false;
    for (uint32_t t = 0; t < f.s->n_tokens; t++) {
        uint32_t unit = ct_unit_at(f.s, t), last = t;
        bool capital = (f.s->tokens[t].flags & CT_TOKEN_CAPITALISED) != 0;

        if (kind_at(&f, t) == 0 || unit == CT_NONE || heading(&f, unit) || t < f.from)
            continue;
        if (!capital || (f.s->tokens[t].flags & CT_TOKEN_INITIAL)) {
            if (!add_generic(&f, t, &f.s->units[unit]))
                return false;
            continue;
        }
        if (f.s->language == CT_EN)      /* "Investment Programme Forum": the last of a run is the kind */
            while (last + 1 < f.s->units[unit].end_token && name_word(&f, last + 1))
                if (kind_at(&f, ++last) != 0)
                    t = last;
        if (!add_proper(&f, t, &f.s->units[unit]))
            return false;
    }
    return true;
}
