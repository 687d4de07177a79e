/* A document as atoms: what each may be in the tree of terms is asked once per type. */
#include <stdlib.h>
#include <string.h>

#include "mentions.h"

static ct_status nomem(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for mentions");
}

static bool has_slot(const ct_finder *f, const ct_atom_form *form, uint32_t slot)
{
    for (uint32_t i = 0; i < form->n_slots; i++)
        if (f->slots.items[form->first_slot + i] == slot)
            return true;
    return false;
}

/* The slots that an atom fits: those of all its uses. */
static bool add_slots(ct_finder *f, ct_atom_form *form, const char *s, size_t len)
{
    const ct_side *side = &f->lexicon->sides[f->vocabulary->language];
    ct_reading readings[CT_MAX_READINGS];
    uint32_t uses[CT_MAX_USES];
    size_t n = ct_uses_of_text(readings, ct_reader_read(&side->reader, s, len, readings), uses);

    form->first_slot = (uint32_t)f->slots.n;
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = side->tree.slot_start[uses[i]]; k < side->tree.slot_start[uses[i] + 1]; k++)
            if (!has_slot(f, form, side->tree.slots[k])) {
                if (!ct_push(&f->slots, side->tree.slots[k]))
                    return false;
                form->n_slots++;
            }
    return true;
}

static bool add_forms(ct_finder *f, const ct_type *type)
{
    const ct_side *side = &f->lexicon->sides[f->vocabulary->language];
    size_t at = 0;
    ct_span a;

    if (type->kind != CT_TOKEN_WORD && type->kind != CT_TOKEN_NUMBER)
        return true;
    while (ct_next_atom(type->text, type->length, &at, &a)) {
        const char *s = type->text + a.start;
        size_t len = a.end - a.start;
        ct_atom_form form = { .span = a, .upper = ct_starts_upper(s, len) };
        ct_function_class class = ct_function_words_class(&side->function_words, s, len);
        form.light = ct_is_light(class);
        form.join = class == CT_FUNCTION_CONJUNCTION;
        if (!add_slots(f, &form, s, len) || !ct_push(&f->form_list, form))
            return false;
    }
    return true;
}

ct_status ct_finder_init(ct_finder *f, const ct_vocabulary *v, ct_error *err)
{
    size_t n, n_tokens;

    *f = (ct_finder){ .vocabulary = v, .lexicon = v->lexicon, .tree = &v->lexicon->sides[v->language].tree };
    f->types = ct_segments_types(v->segments, &n);
    f->tokens = ct_segments_tokens(v->segments, &n_tokens);
    f->first_form = malloc((n + 1) * sizeof *f->first_form);
    if (f->first_form == NULL)
        return nomem(err);
    for (size_t i = 0; i < n; i++) {
        f->first_form[i] = (uint32_t)f->form_list.n;
        if (!add_forms(f, &f->types[i]))
            return nomem(err);
    }
    f->first_form[n] = (uint32_t)f->form_list.n;
    f->forms = f->form_list.items;
    return CT_OK;
}

void ct_finder_release(ct_finder *f)
{
    free(f->first_form);
    ct_vector_release(&f->slots);
    ct_vector_release(&f->form_list);
    ct_vector_release(&f->atom_list);
    ct_vector_release(&f->candidates);
    ct_vector_release(&f->outer);
    ct_vector_release(&f->inner);
}

/* What a token without atoms puts between its neighbours. */
static ct_gap gap_of(const ct_type *type)
{
    static const char *const soft[] = {
        "-", "/", "&", "+", "'", "\"", "\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x93",     /* - ‐ ‑ – */
        "\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\x9c", "\xe2\x80\x9d", "\xc2\xab", "\xc2\xbb",   /* ‘ ’ “ ” « » */
    };

    if (strcmp(type->text, ",") == 0)
        return CT_GAP_COMMA;
    for (size_t i = 0; i < sizeof soft / sizeof *soft; i++)
        if (strcmp(type->text, soft[i]) == 0)
            return CT_GAP_NONE;
    return CT_GAP_HARD;
}

ct_status ct_finder_load(ct_finder *f, const ct_sentence *sentence, ct_error *err)
{
    ct_gap gap = CT_GAP_HARD;

    f->atom_list.n = 0;
    for (uint32_t i = sentence->first_token; i < sentence->end_token; i++) {
        uint32_t type = f->tokens[i].type;
        if (f->first_form[type] == f->first_form[type + 1]) {
            ct_gap own = gap_of(&f->types[type]);
            gap = own > gap ? own : gap;
            continue;
        }
        for (uint32_t k = f->first_form[type]; k < f->first_form[type + 1]; k++) {
            if (!ct_push(&f->atom_list, (ct_atom){ .form = k, .token = i, .gap = (uint8_t)gap }))
                return nomem(err);
            gap = CT_GAP_NONE;
        }
    }
    f->atoms = f->atom_list.items;
    f->n_atoms = (uint32_t)f->atom_list.n;
    return CT_OK;
}
