/* Closed sets of words, and where they stand. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/tsv.h>

#include "sets.h"

enum { MOST_WORDS = 5 };   /* of a form */

typedef struct member {
    const char *key;
    ct_set_kind kind;
    uint32_t    sense;     /* the first member with the same key but for "?" */
    bool        loose;     /* "2?" */
    double      value;
} member;

typedef struct form { uint32_t member, next; } form;   /* forms of one string are chained: "real" may be in two sets */

/* What is known of a type of a text. */
typedef struct of_type {
    uint32_t kinds;       /* bits of the sets that have a form which begins with it */
    uint32_t folded, written;   /* strings, CT_NO_STRING */
    uint8_t  longest;     /* words of the longest such form */
} of_type;

struct ct_sets {
    CT_VECTOR(member) members;
    CT_VECTOR(form)   forms;
    ct_intern         strings[CT_LANGUAGES];
    CT_VECTOR(uint32_t) first[CT_LANGUAGES];    /* [strings] first form, CT_NONE */
    ct_intern         beginnings[CT_LANGUAGES]; /* first words of forms */
    CT_VECTOR(of_type) begin[CT_LANGUAGES];     /* [beginnings] kinds and longest */
    of_type          *types[CT_SIDES];          /* [n_types] */
    struct found { CT_VECTOR(ct_set_hit) hits; } found[CT_SIDES];   /* by first token */
};

static const char *const kind_names[CT_SET_KINDS] = {
    "weekday", "month", "currency", "unit", "percent", "place", "acronym", "ordinal", "scale", "must", "will", "should", "can",
    "willing", "negation", "opposite", "modal", "value"
};

/* Sets whose single words stand for all forms of them: "carecer" for "carecía". */
static const uint32_t by_lemma = 1u << CT_SET_NEGATION | 1u << CT_SET_OPPOSITE;

const char *ct_set_key(const ct_ground *g, uint32_t m) { return g->sets->members.items[m].key; }

/* ---- reading --------------------------------------------------------------------------------------------------- */

static size_t count_words(const char *text)
{
    size_t n = 1;

    for (; (text = strchr(text, ' ')) != NULL; text++)
        n++;
    return n;
}

static bool add_form(ct_sets *sets, ct_language language, const char *text, uint32_t m)
{
    uint32_t string = ct_intern_add(&sets->strings[language], text, strlen(text)), head = CT_NONE;
    uint32_t beginning = ct_intern_add(&sets->beginnings[language], text, strcspn(text, " "));
    size_t words = count_words(text);
    of_type *begin;

    if (string == CT_NO_STRING || beginning == CT_NO_STRING
        || (beginning == sets->begin[language].n && !ct_push(&sets->begin[language], (of_type){ 0 })))
        return false;
    begin = &sets->begin[language].items[beginning];
    begin->kinds |= 1u << sets->members.items[m].kind;
    begin->longest = words > begin->longest ? (uint8_t)words : begin->longest;
    if (string == sets->first[language].n && !ct_push(&sets->first[language], head))
        return false;
    if (!ct_push(&sets->forms, (form){ m, sets->first[language].items[string] }))
        return false;
    sets->first[language].items[string] = (uint32_t)sets->forms.n - 1;
    return true;
}

/* The first member with the same key but for "?". */
static uint32_t sense_of(const ct_sets *sets, const member *m)
{
    size_t len = strcspn(m->key, "?");

    for (size_t i = 0; i < sets->members.n; i++) {
        const member *o = &sets->members.items[i];
        if (o->kind == m->kind && strcspn(o->key, "?") == len && strncmp(o->key, m->key, len) == 0)
            return (uint32_t)i;
    }
    return (uint32_t)sets->members.n;
}

static ct_status read_record(ct_ground *g, ct_tsv *table, ct_error *err)
{
    ct_sets *sets = g->sets;
    member m = { .key = ct_arena_string(&g->arena, table->fields[1]) };
    uint32_t number = (uint32_t)sets->members.n;
    bool ok = m.key != NULL;

    while (m.kind < CT_SET_KINDS && strcmp(kind_names[m.kind], table->fields[0]) != 0)
        m.kind++;
    if (m.kind == CT_SET_KINDS)
        return ct_tsv_fail(table, err, "there is no set '%s'", table->fields[0]);
    m.value = strtod(table->fields[1], NULL);
    m.loose = strchr(table->fields[1], '?') != NULL;
    m.sense = ok ? sense_of(sets, &m) : 0;
    ok = ok && ct_push(&sets->members, m);
    for (int l = 0; ok && l < CT_LANGUAGES; l++) {
        char *rest = table->fields[2 + l];
        for (char *item = ct_tsv_item(&rest); ok && item != NULL; item = ct_tsv_item(&rest)) {
            if (count_words(item) > MOST_WORDS)
                return ct_tsv_fail(table, err, "'%s' has more than %d words", item, MOST_WORDS);
            ok = add_form(sets, (ct_language)l, item, number);
        }
    }
    return ok ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for closed sets");
}

static ct_status read_table(ct_ground *g, const char *data, const char *name, ct_error *err)
{
    ct_tsv table = { 0 };
    char path[4096];
    ct_status status;

    snprintf(path, sizeof path, "%s/es-en/%s", data, name);
    status = ct_tsv_open(&table, path, err);
    while (status == CT_OK && ct_tsv_next(&table))
        status = read_record(g, &table, err);
    ct_tsv_close(&table);
    return status;
}

/* ---- finding ------------------------------------------------------------------------------------------------------ */

static const of_type *begin_of(const ct_sets *sets, ct_language language, const char *word)
{
    uint32_t beginning = ct_intern_find(&sets->beginnings[language], word, strlen(word));

    return beginning == CT_NO_STRING ? NULL : &sets->begin[language].items[beginning];
}

static uint32_t kinds_by_lemma(const ct_ground *g, const ct_ground_side *s, size_t type)
{
    uint32_t kinds = 0;

    for (uint32_t r = 0; r < s->words[type].n_readings; r++) {
        uint32_t lemma = s->readings[s->words[type].first_reading + r].lemma;
        const of_type *begin = begin_of(g->sets, s->language, ct_lexicon_lemma(g->pair->lexicon, s->language, lemma));
        kinds |= begin == NULL ? 0 : begin->kinds & by_lemma;
    }
    return kinds;
}

static bool look_up_types(ct_ground *g, ct_side side)
{
    const ct_ground_side *s = &g->sides[side];
    of_type *types = CT_NEW_N(&g->arena, of_type, s->n_types + 1);

    g->sets->types[side] = types;
    for (size_t t = 0; types != NULL && t < s->n_types; t++) {
        const char *words[] = { s->types[t].folded, s->types[t].text };
        types[t].kinds = kinds_by_lemma(g, s, t);
        for (int i = 0; i < 2; i++) {
            const of_type *begin = begin_of(g->sets, s->language, words[i]);
            if (begin == NULL)
                continue;
            types[t].kinds |= begin->kinds;
            types[t].longest = begin->longest > types[t].longest ? begin->longest : types[t].longest;
        }
        types[t].folded = ct_intern_find(&g->sets->strings[s->language], words[0], strlen(words[0]));
        types[t].written = ct_intern_find(&g->sets->strings[s->language], words[1], strlen(words[1]));
    }
    return types != NULL;
}

/* The string of tokens [first, end): folded, or as written. */
static uint32_t string_of(const ct_ground *g, ct_side side, uint32_t first, uint32_t end, bool written)
{
    const ct_ground_side *s = &g->sides[side];
    char text[256];
    size_t n = 0;

    if (end == first + 1) {
        const of_type *type = &g->sets->types[side][s->tokens[first].type];
        return written ? type->written : type->folded;
    }
    for (uint32_t t = first; t < end; t++) {
        const ct_type *type = &s->types[s->tokens[t].type];
        const char *word = written ? type->text : type->folded;
        size_t len = strlen(word);
        if (n + len + 2 > sizeof text)
            return CT_NO_STRING;
        if (t > first)
            text[n++] = ' ';
        memcpy(text + n, word, len);
        n += len;
    }
    return ct_intern_find(&g->sets->strings[s->language], text, n);
}

/* Take the members of the wanted kinds that have this string; @return the kinds found */
static uint32_t take_string(ct_ground *g, ct_side side, uint32_t string, uint32_t wanted, uint32_t first, uint32_t end,
                            bool *ok)
{
    ct_sets *sets = g->sets;
    ct_language language = g->sides[side].language;
    uint32_t taken = 0;

    for (uint32_t f = string == CT_NO_STRING ? CT_NONE : sets->first[language].items[string]; f != CT_NONE;
         f = sets->forms.items[f].next) {
        uint32_t m = sets->forms.items[f].member, bit = 1u << sets->members.items[m].kind;
        if ((wanted & bit) == 0)
            continue;
        taken |= bit;
        *ok = *ok && ct_push(&sets->found[side].hits, (ct_set_hit){ m, first, end, false, sets->members.items[m].loose });
    }
    return taken;
}

static uint32_t take_lemmas(ct_ground *g, ct_side side, uint32_t wanted, uint32_t token, bool *ok)
{
    const ct_ground_side *s = &g->sides[side];
    const ct_word *word = &s->words[s->tokens[token].type];
    uint32_t taken = 0;

    wanted &= by_lemma;
    for (uint32_t r = 0; wanted != 0 && r < word->n_readings; r++) {
        const char *lemma = ct_lexicon_lemma(g->pair->lexicon, s->language, s->readings[word->first_reading + r].lemma);
        uint32_t string = ct_intern_find(&g->sets->strings[s->language], lemma, strlen(lemma));
        taken |= take_string(g, side, string, wanted & ~taken, token, token + 1, ok);
    }
    return taken;
}

static bool behind_figure(const ct_ground_side *s, uint32_t token)
{
    ct_range r = ct_quantities_in(s, token > 8 ? token - 8 : 0, token + 1);

    for (uint32_t q = r.first; q < r.end; q++)
        if (s->quantities[q].first_token < token && s->quantities[q].end_token >= token)
            return true;
    return false;
}

/* "64-bit", "ten-year-old", "million-euro": units in the parts behind the first; "non-critical": what denies. */
static void take_parts(ct_ground *g, ct_side side, uint32_t token, bool *ok)
{
    static const uint32_t denies = 1u << CT_SET_NEGATION;
    const ct_ground_side *s = &g->sides[side];
    uint32_t wanted = denies | 1u << CT_SET_VALUE;

    if (g->sets->types[side][s->tokens[token].type].kinds & denies)
        return;      /* "no-one" */
    for (uint32_t a = s->first_atom[token]; a < s->first_atom[token + 1]; a++) {
        wanted &= ~take_string(g, side, g->sets->types[side][s->atoms[a].type].folded, wanted, token, token + 1, ok);
        wanted |= 1u << CT_SET_UNIT | 1u << CT_SET_CURRENCY;
    }
}

/* Of each set the longest form that begins at a token, unless one that began earlier goes on there. */
static bool scan(ct_ground *g, ct_side side, uint32_t first, uint32_t end)
{
    static const uint32_t unit = 1u << CT_SET_UNIT, scale = 1u << CT_SET_SCALE;
    const ct_ground_side *s = &g->sides[side];
    uint32_t busy[CT_SET_KINDS] = { 0 };
    bool ok = true;

    for (uint32_t t = first; ok && t < end; t++) {
        const of_type *type = &g->sets->types[side][s->tokens[t].type];
        uint32_t wanted = type->kinds;
        if (s->types[s->tokens[t].type].n_parts > 1)
            take_parts(g, side, t, &ok);
        if ((wanted & (unit | scale)) != 0)
            wanted &= behind_figure(s, t) ? ~scale : ~unit;
        for (int k = 0; wanted != 0 && k < CT_SET_KINDS; k++)
            wanted &= busy[k] > t ? ~(1u << k) : ~0u;
        for (uint32_t n = type->longest > 1 ? type->longest : 1; wanted != 0 && n > 0; n--) {
            uint32_t taken;
            if (t + n > end)
                continue;
            taken = take_string(g, side, string_of(g, side, t, t + n, false), wanted, t, t + n, &ok);
            taken |= take_string(g, side, string_of(g, side, t, t + n, true), wanted & ~taken, t, t + n, &ok);
            if (n == 1)
                taken |= take_lemmas(g, side, wanted & ~taken, t, &ok);
            wanted &= ~taken;
            for (int k = 0; k < CT_SET_KINDS; k++)
                if ((taken & 1u << k) != 0)
                    busy[k] = t + n;
        }
    }
    return ok;
}

/* A form never goes on into the next block. */
static bool scan_side(ct_ground *g, ct_side side)
{
    const ct_ground_side *s = &g->sides[side];
    bool ok = look_up_types(g, side);

    for (size_t b = 0, t = 0; ok && b < s->n_blocks; b++) {
        size_t first = t;
        while (t < s->n_tokens && s->tokens[t].span.start < s->blocks[b].span.end)
            t++;
        ok = scan(g, side, (uint32_t)first, (uint32_t)t);
    }
    return ok;
}

static void find_side(ct_set_hits *out, const ct_ground *g, ct_range range, ct_side side, ct_set_kind kind)
{
    const ct_set_hit *hits = g->sets->found[side].hits.items;
    size_t low = 0, high = g->sets->found[side].hits.n, n = high;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits[middle].first < range.first)
            low = middle + 1;
        else
            high = middle;
    }
    out->n[side] = 0;
    for (; low < n && hits[low].first < range.end && out->n[side] < CT_MAX_HITS; low++)
        if (g->sets->members.items[hits[low].member].kind == kind)
            out->items[side][out->n[side]++] = hits[low];
}

static bool same_sense(const ct_sets *sets, const ct_set_hit *a, const ct_set_hit *b)
{
    return sets->members.items[a->member].sense == sets->members.items[b->member].sense;
}

/* One member may be said once here and twice there: what the other side has at all is met. */
void ct_sets_find_in(ct_set_hits *out, const ct_ground *g, const ct_range ranges[CT_SIDES], ct_set_kind kind)
{
    for (int side = 0; side < CT_SIDES; side++)
        find_side(out, g, ranges[side], (ct_side)side, kind);
    for (size_t i = 0; i < out->n[CT_SOURCE]; i++)
        for (size_t k = 0; k < out->n[CT_TARGET]; k++)
            if (same_sense(g->sets, &out->items[CT_SOURCE][i], &out->items[CT_TARGET][k]))
                out->items[CT_SOURCE][i].met = out->items[CT_TARGET][k].met = true;
    for (int side = 0; side < CT_SIDES; side++)       /* a form of two members needs to be met in one sense only */
        for (size_t i = 0; i + 1 < out->n[side]; i++)
            for (size_t k = i + 1; k < out->n[side] && out->items[side][k].first == out->items[side][i].first; k++)
                out->items[side][i].met = out->items[side][k].met = out->items[side][i].met || out->items[side][k].met;
}

void ct_sets_find(ct_set_hits *out, const ct_ground *g, const ct_couple *c, ct_set_kind kind)
{
    ct_range ranges[CT_SIDES] = { { c->first[CT_SOURCE], c->end[CT_SOURCE] }, { c->first[CT_TARGET], c->end[CT_TARGET] } };

    ct_sets_find_in(out, g, ranges, kind);
}

/* The `n`th hit that is not loose. */
static const ct_set_hit *firm_hit(const ct_set_hits *hits, int side, size_t n)
{
    for (size_t i = 0; i < hits->n[side]; i++)
        if (!hits->items[side][i].loose && n-- == 0)
            return &hits->items[side][i];
    return NULL;
}

/* Where one side alone has an odd one, but both have as many: "crowns … crowns" against "crowns … euros". */
static void find_opposite(const ct_set_hits *hits, const ct_set_hit *alone[CT_SIDES], int odd)
{
    size_t at = 0;

    while (firm_hit(hits, odd, at) != alone[odd])
        at++;
    for (size_t n = 0; firm_hit(hits, odd, n) != NULL || firm_hit(hits, !odd, n) != NULL; n++)
        if (firm_hit(hits, odd, n) == NULL || firm_hit(hits, !odd, n) == NULL)
            return;
    alone[!odd] = firm_hit(hits, !odd, at);
}

bool ct_sets_exchanged(const ct_set_hits *hits, const ct_set_hit *alone[CT_SIDES])
{
    for (int side = 0; side < CT_SIDES; side++) {
        alone[side] = NULL;
        for (size_t i = 0; alone[side] == NULL && i < hits->n[side]; i++)
            if (!hits->items[side][i].met && !hits->items[side][i].loose)
                alone[side] = &hits->items[side][i];
    }
    for (int side = 0; side < CT_SIDES; side++)
        if (alone[side] != NULL && alone[!side] == NULL)
            find_opposite(hits, alone, side);
    return alone[CT_SOURCE] != NULL && alone[CT_TARGET] != NULL;
}

bool ct_draft_exchange(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_set_kind kind, const ct_check *check,
                       const char *words[CT_SIDES])
{
    const ct_set_hit *alone[CT_SIDES];
    ct_set_hits hits;

    ct_sets_find(&hits, g, c, kind);
    if (!ct_sets_exchanged(&hits, alone))
        return false;
    ct_draft_couple(d, g, check, c);
    ct_draft_tokens(d, CT_TARGET, alone[CT_TARGET]->first, alone[CT_TARGET]->end);
    ct_draft_tokens(d, CT_SOURCE, alone[CT_SOURCE]->first, alone[CT_SOURCE]->end);
    words[CT_TARGET] = ct_draft_quote(d, CT_TARGET, d->places.items[0].span);
    words[CT_SOURCE] = ct_draft_quote(d, CT_SOURCE, d->places.items[1].span);
    ct_draft_message(d, "%s does not render %s.", words[CT_TARGET], words[CT_SOURCE]);
    return true;
}

bool ct_sets_imply(const ct_ground *g, ct_side side, const ct_couple *c, double value)
{
    ct_set_hits hits;

    find_side(&hits, g, (ct_range){ c->first[side], c->end[side] }, side, CT_SET_VALUE);
    for (size_t i = 0; i < hits.n[side]; i++)
        if (fabs(g->sets->members.items[hits.items[side][i].member].value - value) < 1e-9)
            return true;
    return false;
}

const char *ct_sets_negation_key(const ct_ground *g, ct_language language, const char *text)
{
    uint32_t string = ct_intern_find(&g->sets->strings[language], text, strlen(text));

    for (uint32_t f = string == CT_NO_STRING ? CT_NONE : g->sets->first[language].items[string]; f != CT_NONE;
         f = g->sets->forms.items[f].next)
        if (g->sets->members.items[g->sets->forms.items[f].member].kind == CT_SET_NEGATION)
            return ct_set_key(g, g->sets->forms.items[f].member);
    return NULL;
}

/* ---- life ----------------------------------------------------------------------------------------------------------- */

ct_status ct_sets_read(ct_ground *g, const char *data, ct_error *err)
{
    static const char *const tables[] = { "closed-sets.tsv", "modality.tsv", "polarity.tsv" };
    ct_status status = CT_OK;

    g->sets = CT_NEW(&g->arena, ct_sets);
    if (g->sets == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for closed sets");
    for (size_t i = 0; status == CT_OK && i < sizeof tables / sizeof *tables; i++)
        status = read_table(g, data, tables[i], err);
    if (status == CT_OK && (!scan_side(g, CT_SOURCE) || !scan_side(g, CT_TARGET)))
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for closed sets");
    return status;
}

void ct_sets_release(ct_ground *g)
{
    if (g->sets == NULL)
        return;
    ct_vector_release(&g->sets->members);
    ct_vector_release(&g->sets->forms);
    for (int side = 0; side < CT_SIDES; side++)
        ct_vector_release(&g->sets->found[side].hits);
    for (int l = 0; l < CT_LANGUAGES; l++) {
        ct_intern_release(&g->sets->strings[l]);
        ct_vector_release(&g->sets->first[l]);
        ct_intern_release(&g->sets->beginnings[l]);
        ct_vector_release(&g->sets->begin[l]);
    }
}
