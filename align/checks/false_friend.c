/* false-friend: the word that looks like the source's and means something else. */
#include <stdio.h>
#include <string.h>

#include <cotejo-internal/tsv.h>

#include "checks.h"
#include "couples.h"

enum { MOST = 12 };

/* One line of the table, as lemmas of the two languages. */
typedef struct friends { uint32_t wrong[MOST], right[MOST]; size_t n_wrong, n_right; uint32_t next; bool never; } friends;

typedef struct table {
    ct_arena  arena;
    ct_intern spanish;                 /* triggers, by lemma */
    CT_VECTOR(uint32_t) first;         /* [spanish.n] friends, chained */
    CT_VECTOR(friends)  all;
    ct_intern english;
    const char *data;
} table;

static bool take_words(table *t, char *field, uint32_t out[MOST], size_t *n)
{
    char *rest = field;

    *n = 0;
    for (char *item = ct_tsv_item(&rest); item != NULL; item = ct_tsv_item(&rest)) {
        uint32_t word = ct_intern_add(&t->english, item, strlen(item));
        if (word == CT_NO_STRING)
            return false;
        if (*n < MOST)
            out[(*n)++] = word;
    }
    return true;
}

static ct_status read_table(table *t, ct_error *err)
{
    ct_tsv file = { 0 };
    char path[4096];
    ct_status status;
    bool ok = true;

    snprintf(path, sizeof path, "%s/es-en/false-friends.tsv", t->data);
    status = ct_tsv_open_if_there(&file, path, err);
    while (status == CT_OK && ok && ct_tsv_next(&file)) {
        friends f = { .next = CT_NONE };
        uint32_t trigger = ct_intern_add(&t->spanish, file.fields[0], strlen(file.fields[0])), none = CT_NONE;
        f.never = file.fields[1][0] == '!';
        ok = trigger != CT_NO_STRING && take_words(t, file.fields[1] + f.never, f.wrong, &f.n_wrong)
            && take_words(t, file.fields[2], f.right, &f.n_right);
        if (ok && trigger == t->first.n)
            ok = ct_push(&t->first, none);
        if (ok) {
            f.next = t->first.items[trigger];
            t->first.items[trigger] = (uint32_t)t->all.n;
            ok = ct_push(&t->all, f);
        }
    }
    ct_tsv_close(&file);
    return status == CT_OK && !ok ? ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for false friends") : status;
}

static void release(table *t)
{
    ct_intern_release(&t->spanish);
    ct_intern_release(&t->english);
    ct_vector_release(&t->first);
    ct_vector_release(&t->all);
    ct_arena_clear(&t->arena);
}

/* The first atom of the English side that is one of the words, or CT_NONE. */
static uint32_t find(const ct_ground *g, const ct_couple *c, ct_side english, const table *t, const uint32_t *words, size_t n)
{
    for (uint32_t a = c->first_atom[english]; a < c->end_atom[english]; a++)
        for (size_t i = 0; i < n; i++)
            if (ct_type_is(g, english, g->sides[english].atoms[a].type, t->english.strings[words[i]]))
                return a;
    return CT_NONE;
}

/* Does the lexicon render a word of the Spanish segment by the word at `atom`? The trigger itself does not count where
 * the table knows better (`never`). */
static bool explained(const ct_ground *g, const ct_couple *c, ct_side spanish, uint32_t trigger, uint32_t atom,
                      bool never)
{
    const ct_ground_side *s = &g->sides[spanish], *e = &g->sides[!spanish];
    const ct_word *there = &e->words[e->atoms[atom].type];

    for (uint32_t a = c->first_atom[spanish]; a < c->end_atom[spanish]; a++) {
        const ct_word *word = &s->words[s->atoms[a].type];
        for (uint32_t r = 0; word->content && r < word->n_readings; r++) {
            size_t n;
            const ct_rendering *list = ct_lexicon_renderings(g->pair->lexicon, s->language,
                                                             s->readings[word->first_reading + r].lemma, &n);
            for (size_t i = 0; i < n; i++)
                for (uint32_t k = 0; k < there->n_readings; k++)
                    if (!(never && s->atoms[a].type == s->atoms[trigger].type) && list[i].layer <= CT_LAYER_LEARNED && list[i].lemma == e->readings[there->first_reading + k].lemma)
                        return true;
        }
    }
    return false;
}

static ct_status flag(ct_draft *d, const ct_ground *g, const ct_couple *c, ct_side spanish, uint32_t trigger, uint32_t wrong,
                      const char *right, ct_findings *out, ct_error *err)
{
    const ct_ground_side *s = &g->sides[spanish], *e = &g->sides[!spanish];
    ct_side english = ct_other(spanish);
    const char *here, *there;

    ct_draft_couple(d, g, &ct_check_false_friend, c);
    d->confidence = 0.7f;
    ct_draft_place(d, english, ct_unit_at(e, e->atoms[wrong].token), e->atoms[wrong].span);
    ct_draft_place(d, spanish, ct_unit_at(s, s->atoms[trigger].token), s->atoms[trigger].span);
    here = ct_draft_quote(d, english, e->atoms[wrong].span);
    there = ct_draft_quote(d, spanish, s->atoms[trigger].span);
    ct_draft_message(d, "%s looks like %s and means something else.", here, there);
    ct_draft_question(d, "Is “%s” meant?", right);
    return ct_draft_add(d, out, err);
}

static ct_status look(ct_draft *d, const ct_ground *g, const ct_couple *c, const table *t, ct_findings *out, ct_error *err)
{
    ct_side spanish = g->sides[CT_SOURCE].language == CT_ES ? CT_SOURCE : CT_TARGET, english = ct_other(spanish);
    const ct_ground_side *s = &g->sides[spanish];

    for (uint32_t a = c->first_atom[spanish]; a < c->end_atom[spanish]; a++) {
        const ct_word *word = &s->words[s->atoms[a].type];
        for (uint32_t r = 0; r < word->n_readings; r++) {
            const char *lemma = ct_lexicon_lemma(g->pair->lexicon, CT_ES, s->readings[word->first_reading + r].lemma);
            uint32_t trigger = ct_intern_find(&t->spanish, lemma, strlen(lemma));
            for (uint32_t f = trigger == CT_NO_STRING ? CT_NONE : t->first.items[trigger]; f != CT_NONE; f = t->all.items[f].next) {
                const friends *all = &t->all.items[f];
                uint32_t wrong = find(g, c, english, t, all->wrong, all->n_wrong);
                if (wrong != CT_NONE && find(g, c, english, t, all->right, all->n_right) == CT_NONE
                    && !explained(g, c, spanish, a, wrong, all->never))
                    return flag(d, g, c, spanish, a, wrong, t->english.strings[all->right[0]], out, err);
            }
        }
    }
    return CT_OK;
}

static ct_status run(const ct_pair *pair, ct_findings *out, ct_error *err)
{
    const ct_ground *g = ct_ground_at(pair);
    table t = { .data = g->data };
    ct_draft d = { 0 };
    ct_status status = read_table(&t, err);

    for (size_t i = 0; status == CT_OK && g->couples != NULL && i < g->couples->n; i++)
        status = look(&d, g, &g->couples->all[i], &t, out, err);
    ct_draft_release(&d);
    release(&t);
    return status;
}

const ct_check ct_check_false_friend = {
    .id = "false-friend",
    .class = CT_CLASS_MISTRANSLATION,
    .severity = CT_MINOR,
    .scope = CT_SCOPE_ALIGNED,
    .summary = "a word that looks like the source's and means something else",
    .why = "“Actual” is “current”, “éxito” no exit. Only where the source has the Spanish word, the English the look-alike, and "
           "no dictionary explains the look-alike by any word of the source.",
    .example = "“las carpetas compartidas” against “the shared carpets”. Asks whether “folder” is meant.",
    .false_alarms = "Senses that the dictionaries lack.",
    .run = run,
};
