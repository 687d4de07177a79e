/* Generated texts: see generate.h. */
#include "generate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_OBJECTS = 4, SECTION = 12 /* statements under one heading */, ANSWERING = 40, MOST_FIELDS = 128 };

typedef struct statement {
    uint32_t field, action, frame;              /* concepts; frame may be CT_NONE */
    uint32_t objects[MOST_OBJECTS], n_objects;
    uint32_t figure;                            /* 0: none */
    bool     willing;
    uint32_t answers;                           /* statement of the source, or CT_NONE */
} statement;

typedef struct list { uint32_t *items; size_t n; } list;

typedef struct maker {
    const ct_lexicon *lexicon;
    uint64_t    state;
    const char *fields[MOST_FIELDS];
    list        objects[MOST_FIELDS], actions, frames;
    size_t      n_fields;
} maker;

/* xorshift64*: the same everywhere, which rand() is not. */
static uint32_t below(maker *m, size_t n)
{
    m->state ^= m->state >> 12;
    m->state ^= m->state << 25;
    m->state ^= m->state >> 27;
    return (uint32_t)(((m->state * 0x2545F4914F6CDD1D) >> 33) % n);
}

static bool chance(maker *m, uint32_t percent)
{
    return below(m, 100) < percent;
}

static uint32_t any(maker *m, const list *l)
{
    return l->items[below(m, l->n)];
}

/* ---- what statements are made of --------------------------------------------------------------------------- */

static size_t field_number(maker *m, const char *name)
{
    size_t f = 0;

    while (f < m->n_fields && strcmp(m->fields[f], name) != 0)
        f++;
    if (f == m->n_fields && f < MOST_FIELDS)
        m->fields[m->n_fields++] = name;
    return f;
}

static bool keep(list *l, uint32_t concept, size_t most)
{
    if (l->items == NULL)
        l->items = malloc(most * sizeof *l->items);
    if (l->items == NULL)
        return false;
    l->items[l->n++] = concept;
    return true;
}

static bool collect(maker *m)
{
    size_t n;
    const ct_concept *concepts = ct_lexicon_concepts(m->lexicon, &n);

    for (uint32_t c = 0; c < n; c++) {
        ct_concept_kind kind = concepts[c].kind;
        list *to = &m->frames;

        if (concepts[c].layer != CT_LAYER_DOMAIN || ct_lexicon_preferred(m->lexicon, c, CT_ES) == NULL
            || ct_lexicon_preferred(m->lexicon, c, CT_EN) == NULL || kind == CT_CONCEPT_FORMULA)
            continue;
        if (kind == CT_CONCEPT_ACTION) {
            to = &m->actions;
        } else if (kind == CT_CONCEPT_TERM) {
            size_t f = field_number(m, concepts[c].field);
            if (f == MOST_FIELDS)
                continue;
            to = &m->objects[f];
        }
        if (!keep(to, c, n))
            return false;
    }
    return m->n_fields > 0 && m->actions.n > 0 && m->frames.n > 0;
}

static void maker_release(maker *m)
{
    for (size_t f = 0; f < m->n_fields; f++)
        free(m->objects[f].items);
    free(m->actions.items);
    free(m->frames.items);
}

static statement make_statement(maker *m, uint32_t field)
{
    statement s = { .field = field, .action = any(m, &m->actions), .frame = CT_NONE, .answers = CT_NONE };

    s.n_objects = 1 + below(m, MOST_OBJECTS);
    for (uint32_t i = 0; i < s.n_objects; i++)
        s.objects[i] = any(m, &m->objects[chance(m, 85) ? field : below(m, m->n_fields)]);
    if (chance(m, 25))
        s.frame = any(m, &m->frames);
    if (chance(m, 10))
        s.figure = 10 + below(m, 5000);
    s.willing = chance(m, 30);
    return s;
}

/* The same matter, a little otherwise: another action, an object exchanged, the frame or figure left out. */
static statement make_answer(maker *m, const statement *source, uint32_t index)
{
    statement s = *source;

    s.answers = index;
    if (chance(m, 30))
        s.action = any(m, &m->actions);
    if (s.n_objects > 1 && chance(m, 30))
        s.objects[below(m, s.n_objects)] = any(m, &m->objects[s.field]);
    if (chance(m, 30))
        s.frame = CT_NONE;
    if (chance(m, 30))
        s.figure = 0;
    return s;
}

/* ---- writing ------------------------------------------------------------------------------------------------- */

typedef struct phrases { const char *willing, *on, *and, *frame; } phrases;

static const phrases wording[CT_LANGUAGES] = {
    [CT_ES] = { "Ambas partes están dispuestas a ", " en materia de ", " y ", ", en el marco de " },
    [CT_EN] = { "The two sides are willing to ", " on ", " and ", ", within the framework of " },
};

static const char *term(const maker *m, uint32_t concept, ct_language language)
{
    return ct_lexicon_preferred(m->lexicon, concept, language)->text;
}

static void write_capital(FILE *out, const char *text)
{
    fputc(text[0] >= 'a' && text[0] <= 'z' ? text[0] - 32 : text[0], out);
    fputs(text + 1, out);
}

static void write_statement(FILE *out, const maker *m, const statement *s, ct_language language)
{
    const phrases *w = &wording[language];

    if (s->willing) {
        fputs(w->willing, out);
        fputs(term(m, s->action, language), out);
    } else {
        write_capital(out, term(m, s->action, language));
    }
    for (uint32_t i = 0; i < s->n_objects; i++) {
        fputs(i == 0 ? w->on : i + 1 == s->n_objects ? w->and : ", ", out);
        fputs(term(m, s->objects[i], language), out);
    }
    if (s->frame != CT_NONE) {
        fputs(w->frame, out);
        fputs(term(m, s->frame, language), out);
    }
    if (s->figure > 0)
        fprintf(out, language == CT_ES ? ", con %u plazas al año" : ", with %u places a year", s->figure);
    fputc('.', out);
}

/* @param statements sorted by field */
static bool write_text(generated *g, maker *m, const statement *statements, ct_side side, ct_language language)
{
    FILE *out = open_memstream(&g->texts[side], &g->lengths[side]);
    uint32_t line = 1, section = 0, in_section = SECTION;

    if (out == NULL)
        return false;
    fputs(language == CT_ES ? "Plan generado\n" : "Generated Plan\n", out);
    for (size_t i = 0; i < g->n; i++, in_section++) {
        if (in_section >= SECTION || statements[i].field != statements[i - 1].field) {
            fprintf(out, "\n%u. ", ++section);
            write_capital(out, term(m, any(m, &m->objects[statements[i].field]), language));
            fputc('\n', out);
            line += 2;
            in_section = 0;
        }
        write_statement(out, m, &statements[i], language);
        fputc('\n', out);
        g->lines[side][i] = ++line;
    }
    return fclose(out) == 0;
}

/* ---- public -------------------------------------------------------------------------------------------------- */

static int by_field(const void *a, const void *b)
{
    const statement *x = a, *y = b;

    if (x->field != y->field)
        return x->field < y->field ? -1 : 1;
    return (x->answers > y->answers) - (x->answers < y->answers);
}

static bool fill(generated *g, maker *m)
{
    statement *source = calloc(g->n, sizeof *source), *target = calloc(g->n, sizeof *target);
    bool fine = source != NULL && target != NULL;

    for (size_t i = 0; fine && i < g->n; i++)
        source[i] = make_statement(m, (uint32_t)(i * m->n_fields / g->n));
    for (size_t i = 0; fine && i < g->n; i++) {
        uint32_t other = below(m, g->n);
        target[i] = chance(m, ANSWERING) ? make_answer(m, &source[other], other) : make_statement(m, below(m, m->n_fields));
    }
    if (fine) {
        qsort(target, g->n, sizeof *target, by_field);
        fine = write_text(g, m, source, CT_SOURCE, CT_ES) && write_text(g, m, target, CT_TARGET, CT_EN);
    }
    for (size_t i = 0; fine && i < g->n; i++)
        g->answers[i] = target[i].answers;
    free(source);
    free(target);
    return fine;
}

bool generate(generated *out, const ct_lexicon *lexicon, size_t n, uint64_t seed)
{
    maker m = { .lexicon = lexicon, .state = seed * 2 + 1 };
    bool fine;

    *out = (generated){ .n = n };
    for (int side = 0; side < CT_SIDES; side++)
        out->lines[side] = calloc(n + 1, sizeof *out->lines[side]);
    out->answers = calloc(n + 1, sizeof *out->answers);
    fine = out->lines[CT_SOURCE] != NULL && out->lines[CT_TARGET] != NULL && out->answers != NULL && collect(&m)
        && fill(out, &m);
    maker_release(&m);
    return fine;
}

enum { OUT_ES, OUT_EN, OUT_BOTH, OUT_GOLD, OUTS };

static void write_pair(FILE *const out[OUTS], maker *m, const statement *s, uint32_t percent, unsigned long lines[2])
{
    bool left_out[2] = { chance(m, percent), chance(m, percent) };

    if (!left_out[0] && !left_out[1]) {
        fprintf(out[OUT_GOLD], "%lu:%lu\n", lines[0], lines[1]);
        write_statement(out[OUT_BOTH], m, s, CT_ES);
        fputs(" ||| ", out[OUT_BOTH]);
        write_statement(out[OUT_BOTH], m, s, CT_EN);
        fputc('\n', out[OUT_BOTH]);
    }
    for (int k = 0; k < 2; k++)
        if (!left_out[k]) {
            write_statement(out[k], m, s, k == OUT_ES ? CT_ES : CT_EN);
            fputc('\n', out[k]);
            lines[k]++;
        }
}

bool generate_pairs(const char *const paths[4], const ct_lexicon *lexicon, size_t n, uint32_t left_out, uint64_t seed)
{
    maker m = { .lexicon = lexicon, .state = seed * 2 + 1 };
    FILE *out[OUTS];
    unsigned long lines[2] = { 0, 0 };
    bool fine = collect(&m);

    for (int k = 0; k < OUTS; k++)
        fine &= (out[k] = fopen(paths[k], "w")) != NULL;
    for (size_t i = 0; fine && i < n; i++) {
        statement s = make_statement(&m, (uint32_t)(i * m.n_fields / n));
        write_pair(out, &m, &s, left_out, lines);
    }
    for (int k = 0; k < OUTS; k++)
        fine &= out[k] != NULL && fclose(out[k]) == 0;
    maker_release(&m);
    return fine;
}

void generated_release(generated *g)
{
    for (int side = 0; side < CT_SIDES; side++) {
        free(g->texts[side]);
        free(g->lines[side]);
    }
    free(g->answers);
    *g = (generated){ 0 };
}
