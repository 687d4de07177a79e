/* Finding the concepts that a text names.
 *
 * The text is a sequence of atoms (see forms.h). From each atom the tree of terms is walked: an atom follows an edge
 * if it shares a lemma with the edge's slot; light words may be passed over, and once in a mention a region's name may
 * stand between ("comunidad China-ALC de futuro compartido"). A walk is bounded by the longest term, so the time
 * grows with the number of tokens. */
#include <stdlib.h>
#include <string.h>

#include "mentions.h"

enum { MAX_STEPS = 400 /* of the walks from one atom */, MAX_STACK = 64, MAX_LIGHT = 3, MAX_COMMAS = 12 };

/* A point on the way through the tree. */
typedef struct step {
    uint32_t node, at;        /* next atom of the text */
    uint8_t  light;           /* light words just passed */
    uint8_t  commas, joins;   /* passed so far */
    bool     inserted;        /* a region was passed */
} step;

/* The node that an edge of `node` by `slot` leads to; 0, the root, if there is none. */
static uint32_t follow(const ct_tree *tree, uint32_t node, uint32_t slot)
{
    uint32_t low = tree->nodes[node], high = tree->nodes[node + 1];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tree->edges[middle].slot < slot)
            low = middle + 1;
        else
            high = middle;
    }
    return low < tree->nodes[node + 1] && tree->edges[low].slot == slot ? tree->edges[low].target : 0;
}

static bool is_written_as_name(const ct_finder *f, uint32_t first, uint32_t end)
{
    for (; first < end; first++) {
        const ct_atom_form *form = &f->forms[f->atoms[first].form];
        if (!form->light && !form->upper)
            return false;
    }
    return true;
}

static bool take_ends(ct_finder *f, uint32_t start, const step *s)
{
    const ct_tree *tree = f->tree;

    if (f->regions != NULL && !s->inserted)
        return true;      /* found in the first round */
    for (uint32_t i = tree->ends_at[s->node]; i < tree->ends_at[s->node + 1]; i++) {
        const ct_stored_term *term = &f->lexicon->stored_terms[tree->ends[i]];
        ct_candidate c = { .term = tree->ends[i], .first = start, .end = s->at, .inserted = s->inserted };
        if (s->commas > term->commas || s->joins > term->joins)
            continue;
        if ((term->name & CT_TERM_IS_NAME) != 0 && !is_written_as_name(f, start, s->at))
            continue;
        if (!ct_push(&f->candidates, c))
            return false;
    }
    return true;
}

static size_t push_step(step *stack, size_t n, step s)
{
    if (n < MAX_STACK)
        stack[n++] = s;
    return n;
}

/* Ways on from a point by the atom that comes next. */
static size_t next_steps(const ct_finder *f, const step *s, uint32_t start, step *stack, size_t n)
{
    const ct_atom *atom = &f->atoms[s->at];
    const ct_atom_form *form = &f->forms[atom->form];
    uint8_t commas = (uint8_t)(s->commas + (s->at > start && atom->gap == CT_GAP_COMMA));

    if (s->at > start && (atom->gap == CT_GAP_HARD || commas > MAX_COMMAS))
        return n;
    if (s->at > start && form->light && s->light < MAX_LIGHT)
        n = push_step(stack, n, (step){ s->node, s->at + 1, (uint8_t)(s->light + 1), commas,
                                        (uint8_t)(s->joins + form->join), s->inserted });
    if (s->at > start && !s->inserted && f->regions != NULL && f->regions[s->at] > s->at)
        n = push_step(stack, n, (step){ s->node, f->regions[s->at], 0, commas, s->joins, true });
    for (uint32_t i = 0; i < form->n_slots; i++) {
        uint32_t target = follow(f->tree, s->node, f->slots.items[form->first_slot + i]);
        if (target != 0)
            n = push_step(stack, n, (step){ target, s->at + 1, CT_JUST_MATCHED, commas, s->joins, s->inserted });
    }
    return n;
}

/* All terms that begin at an atom. */
static bool walk(ct_finder *f, uint32_t start)
{
    step stack[MAX_STACK];
    size_t n = 0, steps = 0;

    n = push_step(stack, n, (step){ .at = start });
    while (n > 0 && steps++ < MAX_STEPS) {
        step s = stack[--n];
        if (s.light == CT_JUST_MATCHED) {
            if (!take_ends(f, start, &s))
                return false;
            s.light = 0;
        }
        if (s.at < f->n_atoms)
            n = next_steps(f, &s, start, stack, n);
    }
    return true;
}

/* ---- regions ------------------------------------------------------------------------------------------------ */

static bool is_region(const ct_lexicon *lexicon, uint32_t term)
{
    ct_concept_kind kind = lexicon->concepts[lexicon->terms[term].concept].kind;
    return kind == CT_CONCEPT_PLACE || kind == CT_CONCEPT_BODY;
}

/* Where the regions that begin at each atom end: names of places and bodies, and chains of them ("China-ALC",
 * "China y América Latina"). */
static void find_regions(ct_finder *f, uint32_t *regions)
{
    for (uint32_t i = 0; i < f->n_atoms; i++)
        regions[i] = i;
    for (size_t i = 0; i < f->candidates.n; i++) {
        const ct_candidate *c = &f->candidates.items[i];
        if (is_region(f->lexicon, c->term) && f->forms[f->atoms[c->first].form].upper && c->end > regions[c->first])
            regions[c->first] = c->end;
    }
    for (uint32_t i = f->n_atoms; i-- > 0;) {
        uint32_t next = regions[i];
        if (next == i)
            continue;
        while (next < f->n_atoms && f->atoms[next].gap != CT_GAP_HARD && f->forms[f->atoms[next].form].light
               && next - regions[i] < 2)
            next++;
        if (next < f->n_atoms && f->atoms[next].gap != CT_GAP_HARD && regions[next] > next && regions[next] - i <= 12)
            regions[i] = regions[next];
    }
}

/* Terms of one sentence, first without insertions, which finds the regions, then with them. */
static ct_status search_sentence(ct_finder *f, ct_error *err)
{
    uint32_t *regions;

    f->regions = NULL;
    f->candidates.n = 0;
    for (uint32_t i = 0; i < f->n_atoms; i++)
        if (!walk(f, i))
            return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for mentions");
    regions = malloc((f->n_atoms + 1) * sizeof *regions);
    if (regions == NULL)
        return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for mentions");
    find_regions(f, regions);
    f->regions = regions;
    for (uint32_t i = 0; i < f->n_atoms; i++) {
        uint32_t next = i + 1;
        while (next < f->n_atoms && next < i + 8 && regions[next] == next)
            next++;
        if (next < f->n_atoms && next < i + 8 && !walk(f, i)) {      /* only where a region is near */
            free(regions);
            return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for mentions");
        }
    }
    f->regions = NULL;
    free(regions);
    return CT_OK;
}

ct_status ct_mentions_find(ct_vocabulary *v, ct_error *err)
{
    size_t n;
    const ct_sentence *sentences = ct_segments_sentences(v->segments, &n);
    ct_finder f;
    ct_status status = ct_finder_init(&f, v, err);

    for (size_t i = 0; status == CT_OK && i < n; i++) {
        status = ct_finder_load(&f, &sentences[i], err);
        if (status == CT_OK)
            status = search_sentence(&f, err);
        if (status == CT_OK)
            status = ct_finder_choose(&f, &v->mentions, err);
    }
    ct_finder_release(&f);
    return status;
}
