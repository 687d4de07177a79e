/* The order in which a form is looked up. A stem never overrides a form that the tables know, since stemmers invent:
 * "visto" would come from "vestir". */
#include <stdlib.h>
#include <string.h>

#include <cotejo-internal/reader.h>

typedef struct reading_list {
    const ct_reader *reader;
    ct_reading      *items;     /* [CT_MAX_READINGS] */
    size_t           n;
} reading_list;

static void add(reading_list *list, uint32_t lemma, uint16_t grammar)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].lemma == lemma && (list->items[i].grammar & 63) == (grammar & 63)) {
            list->items[i].grammar |= grammar;     /* prs and imp of one verb are one reading */
            return;
        }
    if (list->n < CT_MAX_READINGS)
        list->items[list->n++] = (ct_reading){ .lemma = lemma, .grammar = grammar };
}

static void take_analysis(const char *lemma, size_t len, uint16_t grammar, void *payload)
{
    reading_list *list = payload;
    uint32_t k = list->reader->find(list->reader->lemmas, lemma, len);

    if (k != CT_NONE)
        add(list, k, grammar);
}

/* The form tables, and tables whose lemma is written just so and which the form tables do not have. */
static void read_as_written(reading_list *list, const char *form, size_t len)
{
    const ct_reader *r = list->reader;
    size_t before = list->n;
    uint32_t k;

    ct_transducer_read(r->forms, form, len, take_analysis, list);
    k = r->find(r->lemmas, form, len);
    if (k == CT_NONE)
        return;
    for (size_t i = before; i < list->n; i++)
        if (list->items[i].lemma == k)
            return;
    if (list->n == before || r->grammar(r->lemmas, k) != 0)
        add(list, k, r->grammar(r->lemmas, k));
}

/* Only names of people, as any capitalised word may be: "Salud", "Santos". */
static bool only_people(const reading_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        if ((list->items[i].grammar & 63) != CT_POS_NAME || (list->items[i].grammar & CT_NAME_OF_PLACE) != 0)
            return false;
    return true;
}

/* Of a function word only the readings as such count: "para" is not "parar", "una" not "unir". */
static void keep_function_readings(reading_list *list, const char *small)
{
    const ct_reader *r = list->reader;
    size_t kept = 0;

    for (size_t i = 0; i < list->n; i++)
        if ((list->items[i].grammar & CT_POS_FUNCTION) != 0
            || list->items[i].lemma == r->find(r->lemmas, small, strlen(small)))
            list->items[kept++] = list->items[i];
    if (kept > 0)
        list->n = kept;
}

static void take_stem(const char *stem, size_t len, void *payload)
{
    reading_list *list = payload;
    const ct_reader *r = list->reader;
    uint32_t k = r->find(r->lemmas, stem, len);

    if (k != CT_NONE)
        add(list, k, r->grammar(r->lemmas, k));
}

static bool ends_in(const char *form, size_t len, const char *ending, size_t ending_len)
{
    return len > ending_len && (ending_len == 0 || (form[len - 1] == ending[ending_len - 1]
                                                    && memcmp(form + len - ending_len, ending, ending_len) == 0));
}

/* Endings give lemmas that are known, with parts of speech that the lemma can have. */
static void read_endings(reading_list *list, const char *form, size_t len)
{
    const ct_reader *r = list->reader;

    for (size_t i = 0; i < r->endings->n; i++) {
        const ct_ending *e = &r->endings->items[i];
        char lemma[CT_MAX_FORM];
        size_t ending_len = strlen(e->form), stem = len - ending_len;
        uint16_t grammar;
        uint32_t k;

        if (!ends_in(form, len, e->form, ending_len) || stem < 2 || stem + strlen(e->lemma) >= sizeof lemma)
            continue;
        memcpy(lemma, form, stem);
        strcpy(lemma + stem, e->lemma);
        k = r->find(r->lemmas, lemma, strlen(lemma));
        if (k == CT_NONE)
            continue;
        grammar = r->grammar(r->lemmas, k);
        if ((grammar & 31) == 0 || (grammar & e->grammar & 31) != 0)
            add(list, k, e->grammar);
    }
}

size_t ct_reader_read(const ct_reader *r, const char *form, size_t len, ct_reading *readings)
{
    reading_list list = { .reader = r, .items = readings };
    char small[CT_MAX_FORM], title[CT_MAX_FORM];
    bool function;
    size_t n = len == 0 || len >= CT_MAX_FORM ? 0 : ct_lower(form, len, small);

    if (n == 0)
        return 0;
    read_as_written(&list, form, len);
    if (ct_is_capitals(form, len) && list.n == 0 && ct_title(form, len, title) > 0)
        read_as_written(&list, title, strlen(title));
    function = ct_function_words_class(r->function_words, small, n) != CT_FUNCTION_NONE
        && !(ct_is_capitals(form, len) && list.n > 0);
    if (ct_has_upper(form, len) && (function || only_people(&list)) && !(ct_is_capitals(form, len) && list.n > 0))
        read_as_written(&list, small, n);
    if (function)
        keep_function_readings(&list, small);
    if (list.n == 0 && ct_has_upper(form, len))
        read_endings(&list, form, len);       /* "FTAs" */
    if (list.n == 0)
        read_endings(&list, small, n);
    if (list.n == 0)
        ct_spelling_stems(r->spelling, small, take_stem, &list);
    for (size_t i = 0; i < list.n; i++)
        list.items[i].grammar &= (uint16_t)~CT_NAME_OF_PLACE;
    return list.n;
}
