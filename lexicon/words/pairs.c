/* The pairs of a bilingual transducer: every path from start to end that neither repeats a state nor writes a number.
 * Both sides carry tags after the lemma; "#" splits an inflected word from what follows it ("tomar# en cuenta"). */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/apertium.h>

enum { MAX_DEPTH = 160, MAX_STEPS = 4000000, MAX_SIDE = 512 };

typedef struct side { char text[MAX_SIDE]; uint16_t n; } side;
typedef struct place { uint32_t state, arc; uint16_t from, to; } place;

typedef struct walk {
    const ct_transducer *t;
    uint8_t *open;               /* [n_states] on the way */
    place    places[MAX_DEPTH];
    side     from, to;
} walk;

static bool write_symbol(const walk *w, side *s, uint16_t symbol)
{
    const char *text = w->t->strings + w->t->symbols[symbol];
    size_t len = strlen(text);

    if (s->n + len >= MAX_SIDE)
        return false;
    memcpy(s->text + s->n, text, len);
    s->n = (uint16_t)(s->n + len);
    return true;
}

/* What stands before the tags, "#" left out. */
static size_t lemma_of(const side *s, char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n && s->text[i] != '<'; i++)
        if (s->text[i] != '#')
            out[n++] = s->text[i];
    out[n] = '\0';
    return n;
}

static bool has_tag(const side *s, const char *tag)
{
    size_t len = strlen(tag);

    for (size_t i = 0; i + len <= s->n; i++)
        if (memcmp(s->text + i, tag, len) == 0)
            return true;
    return false;
}

static void give(const walk *w, ct_lemma_pair *take, void *payload)
{
    char from[MAX_SIDE], to[MAX_SIDE];
    size_t from_len = lemma_of(&w->from, from), to_len = lemma_of(&w->to, to);
    const char *tags = memchr(w->from.text, '<', w->from.n);

    if (from_len == 0 || to_len == 0 || tags == NULL || has_tag(&w->from, "<num>")
        || has_tag(&w->from, "<web>") || has_tag(&w->from, "<sent>"))
        return;
    take(from, from_len, to, to_len, ct_tags_grammar(tags, w->from.n - (size_t)(tags - w->from.text)), payload);
}

/* Numbers are lemmas of their own and would give thousands of paths that say nothing. */
static bool starts_number(const walk *w, const ct_arc *arc)
{
    const char *text = w->t->strings + w->t->symbols[arc->in];
    return w->from.n == 0 && *text >= '0' && *text <= '9';
}

void ct_listing_pairs(const ct_listing *listing, ct_lemma_pair *take, void *payload)
{
    const ct_transducer *t = &listing->transducer;
    walk *w = calloc(1, sizeof *w);
    size_t n = 0, steps = 0;

    if (w != NULL)
        w->open = calloc((size_t)t->n_states + 1, 1);
    if (w == NULL || w->open == NULL || t->n_states == 0)
        goto done;
    w->t = t;
    w->places[n++] = (place){ .arc = t->first[0] };
    w->open[0] = 1;
    while (n > 0 && steps++ < MAX_STEPS) {
        place *p = &w->places[n - 1];
        const ct_arc *arc;

        w->from.n = p->from;
        w->to.n = p->to;
        if (p->arc == t->first[p->state + 1]) {
            w->open[p->state] = 0;
            n--;
            continue;
        }
        arc = &t->arcs[p->arc++];
        if (arc->target >= t->n_states || w->open[arc->target] || starts_number(w, arc)
            || !write_symbol(w, &w->from, arc->in) || !write_symbol(w, &w->to, arc->out))
            continue;
        if (t->final[arc->target])
            give(w, take, payload);
        if (n < MAX_DEPTH) {
            w->places[n++] = (place){ .state = arc->target, .arc = t->first[arc->target],
                                      .from = w->from.n, .to = w->to.n };
            w->open[arc->target] = 1;
        }
    }
done:
    if (w != NULL)
        free(w->open);
    free(w);
}
