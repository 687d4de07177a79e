/* Walking a transducer. Several analyses run side by side on an explicit stack, since the source is a file that
 * somebody may have damaged: the number of steps and the length of what is written are bounded. */
#include <string.h>

#include <cotejo-internal/forms.h>

enum { MAX_DEPTH = 256, MAX_STEPS = 20000, MAX_LEMMA_STEPS = 8000000 };

/* One state on the way, with what remains to be tried there. */
typedef struct place {
    uint32_t state, arc, end;      /* next arc to try, half open */
    uint16_t at;                   /* units of the form read */
    uint16_t written;              /* bytes of `text` when the state was entered */
} place;

typedef struct walk {
    const ct_transducer *t;
    uint16_t form[CT_MAX_FORM];    /* UTF-16 */
    uint16_t n_form;
    place    places[MAX_DEPTH];
    char     text[1024];           /* lemma and tags */
    uint16_t n_text;
} walk;

/* ---- tags ------------------------------------------------------------------------------------------ */

static const struct { const char *tag; uint16_t bits; } tag_bits[] = {
    { "n", CT_POS_NOUN }, { "adj", CT_POS_ADJECTIVE }, { "adv", CT_POS_ADVERB }, { "np", CT_POS_NAME },
    { "vblex", CT_POS_VERB }, { "vbmod", CT_POS_VERB },
    { "vbser", CT_POS_VERB | CT_POS_FUNCTION }, { "vbhaver", CT_POS_VERB | CT_POS_FUNCTION },
    { "vbdo", CT_POS_VERB | CT_POS_FUNCTION }, { "vaux", CT_POS_VERB | CT_POS_FUNCTION },
    { "pr", CT_POS_FUNCTION }, { "det", CT_POS_FUNCTION }, { "prn", CT_POS_FUNCTION }, { "predet", CT_POS_FUNCTION },
    { "cnjcoo", CT_POS_FUNCTION }, { "cnjsub", CT_POS_FUNCTION }, { "cnjadv", CT_POS_FUNCTION },
    { "rel", CT_POS_FUNCTION }, { "preadv", CT_POS_ADVERB | CT_POS_FUNCTION },
    { "inf", CT_FORM_INFINITIVE }, { "ger", CT_FORM_GERUND }, { "pprs", CT_FORM_GERUND }, { "subs", CT_FORM_GERUND },
    { "loc", CT_NAME_OF_PLACE }, { "al", CT_NAME_OF_PLACE }, { "org", CT_NAME_OF_PLACE },
    { "pp", CT_FORM_PARTICIPLE }, { "imp", CT_FORM_IMPERATIVE }, { "pl", CT_FORM_PLURAL },
    { "pri", CT_FORM_FINITE }, { "prs", CT_FORM_FINITE }, { "ifi", CT_FORM_FINITE }, { "pii", CT_FORM_FINITE },
    { "pis", CT_FORM_FINITE }, { "past", CT_FORM_FINITE }, { "pres", CT_FORM_FINITE },
    { "fts", CT_FORM_FINITE }, { "fti", CT_FORM_FINITE | CT_FORM_FUTURE },
    { "cni", CT_FORM_FINITE | CT_FORM_CONDITIONAL },
};

static uint16_t bits_of(const char *tag, size_t len)
{
    for (size_t i = 0; i < sizeof tag_bits / sizeof *tag_bits; i++)
        if (tag_bits[i].tag[0] == tag[0] && strncmp(tag_bits[i].tag, tag, len) == 0 && tag_bits[i].tag[len] == '\0')
            return tag_bits[i].bits;
    return 0;
}

uint16_t ct_tags_grammar(const char *tags, size_t len)
{
    uint16_t grammar = 0;
    size_t i = 0;

    while (i < len && tags[i] == '<') {
        const char *end = memchr(tags + i, '>', len - i);
        if (end == NULL)
            break;
        grammar |= bits_of(tags + i + 1, (size_t)(end - (tags + i)) - 1);
        i = (size_t)(end - tags) + 1;
    }
    return grammar;
}

/* ---- walking --------------------------------------------------------------------------------------- */

static bool to_units(walk *w, const char *form, size_t len)
{
    size_t i = 0;

    w->n_form = 0;
    while (i < len) {
        int32_t c = ct_code_point(form, len, &i);
        if (c <= 0 || c > 0xffff || w->n_form == CT_MAX_FORM)
            return false;
        w->form[w->n_form++] = (uint16_t)c;
    }
    return true;
}

/* Arcs of `state` that read `in`: they stand together. */
static void arcs_reading(const ct_transducer *t, uint32_t state, uint16_t in, uint32_t *first, uint32_t *end)
{
    uint32_t low = t->first[state], high = t->first[state + 1];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->arcs[middle].in < in)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < t->first[state + 1] && t->arcs[low].in == in)
        low++;
    *end = low;
}

static bool write_symbol(walk *w, uint16_t symbol)
{
    const char *text = w->t->strings + w->t->symbols[symbol];
    uint16_t n = w->n_text;

    for (; *text != '\0'; text++)      /* a letter, or a short tag */
        if (n + 1u >= sizeof w->text)
            return false;
        else
            w->text[n++] = *text;
    w->text[n] = '\0';
    w->n_text = n;
    return true;
}

/* Enter a state: a frame for the arcs that read nothing, and below it one for those that read the next unit. */
static size_t enter(walk *w, size_t n, uint32_t state, uint16_t at)
{
    place p = { .state = state, .at = at, .written = w->n_text };

    if (n + 2 > MAX_DEPTH)
        return n;
    if (at < w->n_form) {
        arcs_reading(w->t, state, w->form[at], &p.arc, &p.end);
        if (p.arc < p.end)
            w->places[n++] = p;
    }
    p.arc = p.end = w->t->first[state];      /* arcs that read nothing come first */
    while (p.end < w->t->first[state + 1] && w->t->arcs[p.end].in == 0)
        p.end++;
    if (p.arc < p.end)
        w->places[n++] = p;
    return n;
}

static void give(const walk *w, ct_analysis *take, void *payload)
{
    const char *tag = memchr(w->text, '<', w->n_text);
    size_t len = tag == NULL ? w->n_text : (size_t)(tag - w->text);

    if (tag != NULL && len > 0 && memchr(w->text, ' ', len) == NULL)
        take(w->text, len, ct_tags_grammar(tag, w->n_text - len), payload);
}

void ct_transducer_read(const ct_transducer *t, const char *form, size_t len, ct_analysis *take, void *payload)
{
    walk w;
    size_t n, steps = 0;

    w.t = t;
    w.n_text = 0;
    if (t->n_states == 0 || len == 0 || len >= CT_MAX_FORM || !to_units(&w, form, len))
        return;
    n = enter(&w, 0, 0, 0);
    while (n > 0 && steps++ < MAX_STEPS) {
        place *p = &w.places[n - 1];
        const ct_arc *arc = &t->arcs[p->arc];
        uint16_t at = (uint16_t)(p->at + (arc->in != 0));

        w.n_text = p->written;
        if (++p->arc == p->end)
            n--;
        if (arc->target >= t->n_states || (arc->out != 0 && !write_symbol(&w, arc->out)))
            continue;
        if (at == w.n_form && t->final[arc->target])
            give(&w, take, payload);
        n = enter(&w, n, arc->target, at);
    }
}

static bool is_tag(const ct_transducer *t, uint16_t symbol)
{
    return t->strings[t->symbols[symbol]] == '<';
}

void ct_transducer_lemmas(const ct_transducer *t, ct_analysis *take, void *payload)
{
    walk w;
    size_t n = 0, steps = 0;

    w.t = t;
    w.n_text = 0;
    if (t->n_states == 0)
        return;
    w.places[n++] = (place){ .arc = t->first[0], .end = t->first[1] };
    while (n > 0 && steps++ < MAX_LEMMA_STEPS) {
        place *p = &w.places[n - 1];
        const ct_arc *arc;

        w.n_text = p->written;
        if (p->arc == p->end) {
            n--;
            continue;
        }
        arc = &t->arcs[p->arc++];
        if (arc->target >= t->n_states || (arc->out != 0 && !write_symbol(&w, arc->out)))
            continue;
        if (arc->out != 0 && is_tag(t, arc->out))
            give(&w, take, payload);
        else if (n < MAX_DEPTH)
            w.places[n++] = (place){ .state = arc->target, .arc = t->first[arc->target],
                                     .end = t->first[arc->target + 1], .written = w.n_text };
    }
}
