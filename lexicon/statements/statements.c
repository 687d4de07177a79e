/* Statements: sentences are cut into clauses, each clause gets role, strength and actor and becomes a unit. */
#include <stdlib.h>

#include "draft.h"

struct ct_statements {
    const ct_vocabulary *vocabulary;
    const ct_profile    *profile;
    CT_VECTOR(ct_unit)   units;
};

static bool add_whole(reading *r, uint32_t sentence, ct_role role)
{
    const ct_sentence *s = &r->sentences[sentence];
    draft d = { .sentence = sentence, .block = s->block, .section = r->blocks[s->block].section, .role = role };

    d.clause.first = s->first_token;
    d.clause.end = s->end_token;
    return ct_push(&r->drafts, d);
}

static bool add_clauses(reading *r, uint32_t sentence, clause_list *cut)
{
    const ct_sentence *s = &r->sentences[sentence];

    cut->n = 0;
    if (!ct_sentence_cut(&r->page, s->first_token, s->end_token, cut))
        return false;
    for (size_t i = 0; i < cut->n; i++) {
        draft d = { .clause = cut->items[i], .sentence = sentence, .block = s->block,
                    .section = r->blocks[s->block].section, .role = CT_ROLE_NARRATIVE };
        if (!ct_push(&r->drafts, d))
            return false;
    }
    return true;
}

static bool draft_all(reading *r)
{
    clause_list cut = { 0 };
    bool done = true;

    for (uint32_t i = 0; done && i < r->n_sentences; i++) {
        const ct_sentence *s = &r->sentences[i];
        if (s->first_token == s->end_token)
            continue;
        switch (r->blocks[s->block].kind) {
        case CT_BLOCK_HEADING: done = add_whole(r, i, CT_ROLE_HEADING); break;
        case CT_BLOCK_RESIDUE: done = add_whole(r, i, CT_ROLE_RESIDUE); break;
        default:               done = add_clauses(r, i, &cut);
        }
    }
    ct_vector_release(&cut);
    return done;
}

/* Units take in all of their block: marker and artefact belong to the first, what trails behind to the last. */
static ct_span span_of(const reading *r, size_t i)
{
    const draft *d = &r->drafts.items[i];
    const draft *before = i > 0 ? d - 1 : NULL, *after = i + 1 < r->drafts.n ? d + 1 : NULL;
    const ct_token *tokens = r->page.tokens;
    ct_span span = { tokens[d->clause.first].span.start, tokens[d->clause.end - 1].span.end };

    if (before == NULL || before->block != d->block)
        span.start = r->blocks[d->block].span.start;
    if (after == NULL || after->sentence != d->sentence)
        span.end = r->sentences[d->sentence].span.end;
    if (after == NULL || after->block != d->block)
        span.end = r->blocks[d->block].span.end;
    return span;
}

static bool make_units(ct_statements *statements, const reading *r)
{
    for (size_t i = 0; i < r->drafts.n; i++) {
        const draft *d = &r->drafts.items[i];
        const clause *c = &d->clause;
        ct_unit unit = {
            .span = span_of(r, i), .block = d->block, .sentence = d->sentence, .section = d->section,
            .first_token = c->first, .end_token = c->end, .first_head = c->head_first, .end_head = c->head_end,
            .role = d->role, .strength = d->strength, .actor = d->actor, .actor_inherited = d->inherited,
            .cue_first = c->cue_first, .cue_end = c->cue_end,
            .action_first = c->action_first, .action_end = c->action_end,
        };
        if (!ct_push(&statements->units, unit))
            return false;
    }
    return true;
}

static bool read_statements(ct_statements *statements, reading *r, word_facts *facts, uint8_t *aside)
{
    const ct_segments *segments = ct_vocabulary_segments(statements->vocabulary);
    const cue_table *table = &r->profile->tables[ct_document_language(r->document)];

    ct_page_look_up(facts, statements->vocabulary, table);
    ct_page_set_aside(aside, segments, facts);
    r->page = (page){
        .table = table, .tokens = ct_segments_tokens(segments, &r->n_tokens), .facts = facts, .aside = aside,
        .language = ct_document_language(r->document),
    };
    return draft_all(r) && ct_roles_decide(r) && ct_actors_decide(r) && make_units(statements, r);
}

ct_status ct_statements_of(ct_statements **out, const ct_vocabulary *vocabulary, const ct_profile *profile,
                           ct_error *err)
{
    const ct_segments *segments = ct_vocabulary_segments(vocabulary);
    reading r = { .profile = profile, .document = ct_segments_document(segments) };
    ct_statements *statements = calloc(1, sizeof *statements);
    size_t n_types;
    word_facts *facts;
    uint8_t *aside;
    ct_status status = CT_NOMEM;

    *out = NULL;
    ct_segments_types(segments, &n_types);
    ct_segments_tokens(segments, &r.n_tokens);
    r.blocks = ct_document_blocks(r.document, &r.n_blocks);
    r.sections = ct_document_sections(r.document, &r.n_sections);
    r.sentences = ct_segments_sentences(segments, &r.n_sentences);
    facts = malloc((n_types + 1) * sizeof *facts);
    aside = calloc(r.n_tokens + 1, 1);
    if (statements != NULL && facts != NULL && aside != NULL) {
        statements->vocabulary = vocabulary;
        statements->profile = profile;
        if (read_statements(statements, &r, facts, aside)) {
            *out = statements;
            statements = NULL;
            status = CT_OK;
        }
    }
    if (status != CT_OK)
        ct_fail(err, status, CT_NO_OFFSET, "no memory for the statements of a document");
    ct_statements_free(statements);
    ct_vector_release(&r.drafts);
    free(facts);
    free(aside);
    return status;
}

void ct_statements_free(ct_statements *statements)
{
    if (statements == NULL)
        return;
    ct_vector_release(&statements->units);
    free(statements);
}

const ct_vocabulary *ct_statements_vocabulary(const ct_statements *statements) { return statements->vocabulary; }
const ct_profile *ct_statements_profile(const ct_statements *statements) { return statements->profile; }

const ct_unit *ct_statements_units(const ct_statements *statements, size_t *n)
{
    *n = statements->units.n;
    return statements->units.items;
}
