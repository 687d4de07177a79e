/* Lists of transitions in the AT&T format: "from TAB to TAB input TAB output TAB weight", "state TAB weight" for a
 * final state, "--" between sections; ε stands for nothing. */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/apertium.h>
#include <cotejo-internal/intern.h>
#include <cotejo-internal/vector.h>

typedef struct transition { uint32_t from, to; uint16_t in, out; } transition;

typedef struct section {
    CT_VECTOR(transition) arcs;
    CT_VECTOR(uint32_t)   finals;
    uint32_t n_states;
} section;

enum { MAX_STATES = 1 << 24 };

static bool is_epsilon(const char *s)
{
    return strcmp(s, "\xce\xb5") == 0 || strcmp(s, "@0@") == 0 || *s == '\0';
}

/* Symbols are numbered from 1; 0 is ε. Forms' transducers are read by character, so `in` is kept as a symbol here and
 * becomes a UTF-16 unit at the end. */
static bool symbol_of(ct_intern *symbols, const char *s, uint16_t *out)
{
    uint32_t k = is_epsilon(s) ? 0 : ct_intern_add(symbols, s, strlen(s));

    *out = (uint16_t)k;
    return k < UINT16_MAX;
}

/* Cut one line at its tabs. */
static size_t cut(char *line, char **fields, size_t max)
{
    size_t n = 0;

    while (n < max) {
        fields[n++] = line;
        line = strchr(line, '\t');
        if (line == NULL)
            break;
        *line++ = '\0';
    }
    return n;
}

static bool state_of(const char *s, section *into, uint32_t *state)
{
    char *end;
    unsigned long value = strtoul(s, &end, 10);

    if (end == s || value >= MAX_STATES)
        return false;
    *state = (uint32_t)value;
    if (*state >= into->n_states)
        into->n_states = *state + 1;
    return true;
}

static ct_status read_line(section *into, ct_intern *symbols, char *line, ct_error *err)
{
    char *f[5];
    size_t n = cut(line, f, 5);
    transition t = { 0 };

    if (n < 4) {
        if (!state_of(f[0], into, &t.from))
            return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' is no state of a transducer", f[0]);
        return ct_push(&into->finals, t.from) ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for states");
    }
    if (!state_of(f[0], into, &t.from) || !state_of(f[1], into, &t.to))
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s' to '%s' is no transition of a transducer", f[0], f[1]);
    if (!symbol_of(symbols, f[2], &t.in) || !symbol_of(symbols, f[3], &t.out))
        return ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "a transducer has too many symbols");
    return ct_push(&into->arcs, t) ? CT_OK : ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for transitions");
}

static void section_release(section *s)
{
    ct_vector_release(&s->arcs);
    ct_vector_release(&s->finals);
    s->n_states = 0;
}

/* Keep in `best` the section with most states. */
static void keep_larger(section *best, section *current)
{
    section larger = current->n_states > best->n_states ? *current : *best;
    section *other = current->n_states > best->n_states ? best : current;

    section_release(other);
    *best = larger;
    *current = (section){ 0 };
}

static uint16_t unit_of(const char *symbol)
{
    size_t len = strlen(symbol), i = 0;
    int32_t c = ct_code_point(symbol, len, &i);

    return c > 0 && c <= 0xffff && i == len ? (uint16_t)c : 0xffff;   /* U+FFFF is no character: never read */
}

static int by_state_and_input(const void *a, const void *b)
{
    const transition *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return (x->out > y->out) - (x->out < y->out);
}

/* Symbols' texts in one run of bytes. */
static ct_status pack_symbols(ct_listing *out, const ct_intern *symbols, ct_error *err)
{
    ct_buffer text = { 0 };
    uint32_t *at = malloc(symbols->n * sizeof *at);

    out->memory[0] = at;
    for (uint32_t k = 0; at != NULL && k < symbols->n; k++) {
        at[k] = (uint32_t)text.n;
        ct_buffer_add(&text, symbols->strings[k], symbols->lengths[k] + 1);
    }
    out->text = text.bytes;
    if (at == NULL || text.failed)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a transducer's symbols");
    out->transducer.symbols = at;
    out->transducer.n_symbols = symbols->n;
    out->transducer.strings = out->text;
    return CT_OK;
}

static ct_status pack(ct_listing *out, section *s, const ct_intern *symbols, ct_error *err)
{
    size_t n_arcs = s->arcs.n;
    uint32_t *first = calloc((size_t)s->n_states + 1, sizeof *first);
    uint8_t *final = calloc((size_t)s->n_states + 1, 1);
    ct_arc *arcs = malloc((n_arcs + 1) * sizeof *arcs);

    out->memory[1] = first;
    out->memory[2] = final;
    out->memory[3] = arcs;
    if (first == NULL || final == NULL || arcs == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a transducer of %zu transitions", n_arcs);
    if (n_arcs > 0)
        qsort(s->arcs.items, n_arcs, sizeof *s->arcs.items, by_state_and_input);
    for (size_t i = 0; i < n_arcs; i++) {
        const transition *t = &s->arcs.items[i];
        arcs[i] = (ct_arc){ .target = t->to, .in = t->in, .out = t->out };
        first[t->from + 1] = (uint32_t)i + 1;
    }
    for (uint32_t k = 0; k < s->n_states; k++)
        if (first[k + 1] < first[k])
            first[k + 1] = first[k];
    for (size_t i = 0; i < s->finals.n; i++)
        final[s->finals.items[i]] = 1;
    out->transducer.first = first;
    out->transducer.final = final;
    out->transducer.arcs = arcs;
    out->transducer.n_states = s->n_states;
    return pack_symbols(out, symbols, err);
}

/* Input symbols become characters before the arcs are sorted; 0 stays ε. */
static void inputs_to_units(section *s, const ct_intern *symbols)
{
    for (size_t i = 0; i < s->arcs.n; i++) {
        transition *t = &s->arcs.items[i];
        if (t->in != 0)
            t->in = unit_of(symbols->strings[t->in]);
    }
}

ct_status ct_listing_parse(ct_listing *out, ct_buffer *text, bool by_character, ct_error *err)
{
    ct_status status = CT_OK;
    section best = { 0 }, current = { 0 };
    ct_intern symbols = { 0 };
    char *line = text->bytes;

    *out = (ct_listing){ 0 };
    if (ct_intern_add(&symbols, "", 0) == CT_NO_STRING)    /* number 0 is ε */
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for a transducer");
    while (status == CT_OK && line != NULL && *line != '\0') {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end++ = '\0';
        if (strcmp(line, "--") == 0)
            keep_larger(&best, &current);
        else
            status = read_line(&current, &symbols, line, err);
        line = end;
    }
    keep_larger(&best, &current);
    if (status == CT_OK && by_character)
        inputs_to_units(&best, &symbols);
    if (status == CT_OK)
        status = pack(out, &best, &symbols, err);
    section_release(&best);
    ct_intern_release(&symbols);
    if (status != CT_OK)
        ct_listing_release(out);
    return status;
}

void ct_listing_release(ct_listing *listing)
{
    for (size_t i = 0; i < 4; i++)
        free(listing->memory[i]);
    free(listing->text);
    *listing = (ct_listing){ 0 };
}
