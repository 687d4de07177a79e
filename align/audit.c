/* The audit of one pair: align, decide what kind of pair it is, run the rules. */
#include <stdlib.h>
#include <string.h>

#include <cotejo/audit.h>
#include <cotejo-internal/arena.h>
#include <cotejo-internal/buffer.h>
#include <cotejo-internal/vector.h>

#include "checks/findings.h"
#include "pairs.h"
#include "settings.h"
#include "translation.h"

struct ct_audit {
    ct_arena     arena;
    const ct_document_reading *sides[CT_SIDES];
    ct_translation translation; /* of a translation */
    ct_links    *links;
    ct_pair      pair;         /* the findings borrow it */
    ct_findings *findings;
    ct_pair_kind kind;
    const char  *why;
    CT_VECTOR(ct_not_run) not_run;
};

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for an audit");
}

const char *ct_pair_kind_name(ct_pair_kind kind)
{
    static const char *const names[] = { "undecided", "translation", "comparable" };
    return names[kind];
}

/* ---- what kind of pair ------------------------------------------------------------------------------------ */

/* Align as a translation where the pair is one, or may be one and turns out to be; else nothing is kept of it. */
static ct_status try_translation(ct_audit *a, ct_error *err)
{
    ct_language source = ct_document_language(ct_document_reading_document(a->sides[CT_SOURCE]));
    ct_language target = ct_document_language(ct_document_reading_document(a->sides[CT_TARGET]));
    ct_buffer why = { 0 };
    ct_status status;

    if (source == target) {
        a->why = a->kind == CT_PAIR_UNDECIDED ? ct_say(a->pair.messages, "both texts are in one language") : a->why;
        a->kind = CT_PAIR_COMPARABLE;
        return CT_OK;
    }
    status = ct_translation_of(&a->translation, a->sides[CT_SOURCE], a->sides[CT_TARGET], err);
    if (status != CT_OK || a->kind == CT_PAIR_TRANSLATION)
        return status;
    a->kind = ct_translation_holds(&a->translation, a->pair.messages, &why) ? CT_PAIR_TRANSLATION : CT_PAIR_COMPARABLE;
    a->why = why.failed ? NULL : ct_arena_string(&a->arena, why.bytes);
    ct_buffer_release(&why);
    if (a->kind == CT_PAIR_COMPARABLE)
        ct_translation_release(&a->translation);
    return a->why == NULL ? no_memory(err) : CT_OK;
}

static ct_status link_units(ct_audit *a, const ct_audit_options *options, ct_error *err)
{
    const ct_statements *source = a->pair.sides[CT_SOURCE], *target = a->pair.sides[CT_TARGET];
    const ct_passage_options passages = { .without = options->without };
    ct_status status = CT_OK;

    a->pair.aligned = options->aligned;
    a->kind = options->aligned ? CT_PAIR_TRANSLATION : options->kind;
    a->why = ct_say(a->pair.messages, options->aligned ? "the file pairs segment with segment" : "as told");
    if (options->aligned)
        return ct_links_of_pairs(&a->links, source, target, err);
    if (a->kind != CT_PAIR_COMPARABLE)
        status = try_translation(a, err);
    if (status != CT_OK)
        return status;
    a->pair.rendered = a->kind == CT_PAIR_TRANSLATION;
    return a->pair.rendered ? ct_links_of_beads(&a->links, source, target, &a->translation, err)
                            : ct_links_of_passages(&a->links, source, target, &passages, err);
}

/* ---- what could not run -------------------------------------------------------------------------------------- */

static bool add_not_run(ct_audit *a, const char *rule, const char *reason)
{
    ct_not_run entry = { rule, ct_arena_string(&a->arena, reason) };

    return entry.reason != NULL && ct_push(&a->not_run, entry);
}

static unsigned what_is_there(const ct_lexicon *lexicon)
{
    unsigned have = CT_NEEDS_LINKS | CT_NEEDS_GENERAL | CT_NEEDS_SPELLING;
    size_t n;
    const ct_shortfall *s = ct_lexicon_shortfalls(lexicon, &n);

    for (size_t i = 0; i < n; i++) {
        if (s[i].resource == CT_RESOURCE_GENERAL)
            have &= ~(unsigned)CT_NEEDS_GENERAL;
        if (s[i].resource == CT_RESOURCE_SPELLING)
            have &= ~(unsigned)CT_NEEDS_SPELLING;
    }
    return have;
}

/* What the lexicon lacks weakens every rule, so it is said even where no rule strictly needs it. */
static bool note_shortfalls(ct_audit *a)
{
    size_t n;
    const ct_shortfall *s = ct_lexicon_shortfalls(a->pair.lexicon, &n);

    for (size_t i = 0; i < n; i++) {
        ct_buffer b = { 0 };
        bool ok;
        ct_buffer_printf(&b, ct_say(a->pair.messages, "%s; links and findings are weaker without it; remedy: %s"),
                         ct_say(a->pair.messages, s[i].reason), ct_say(a->pair.messages, s[i].remedy));
        ok = !b.failed && add_not_run(a, s[i].what, b.bytes);
        ct_buffer_release(&b);
        if (!ok)
            return false;
    }
    return true;
}

static ct_status run_checks(ct_audit *a, const ct_audit_options *options, ct_error *err)
{
    size_t n;
    const ct_check *const *checks = ct_checks(&n);
    bool *lacking = calloc(n + 1, sizeof *lacking);
    ct_status status;

    if (lacking == NULL)
        return no_memory(err);
    status = ct_checks_run_all(&a->pair, NULL, options->rules, options->n_rules, what_is_there(a->pair.lexicon), lacking,
                               a->findings, err);
    for (size_t i = 0; status == CT_OK && i < n; i++)
        if (lacking[i]
            && !add_not_run(a, checks[i]->id, ct_say(a->pair.messages, "it needs a dictionary that is not there")))
            status = no_memory(err);
    free(lacking);
    return status;
}

static ct_status settle(ct_audit *a, const ct_audit_options *options, ct_error *err)
{
    const char *const ids[CT_SIDES] = { ct_document_reading_id(a->sides[CT_SOURCE]), ct_document_reading_id(a->sides[CT_TARGET]) };
    ct_catalogue *catalogue = NULL;
    ct_status status = ct_catalogue_read(&catalogue, NULL, err);

    if (status == CT_OK)
        ct_findings_settle(a->findings, catalogue, ids, options->rules != NULL);
    ct_catalogue_free(catalogue);
    return status;
}

/* ---- the audit --------------------------------------------------------------------------------------------------- */

static ct_status fill(ct_audit *a, const ct_audit_options *options, ct_error *err)
{
    ct_status status = ct_settings_check(a->pair.profile, err);

    if (status == CT_OK)
        status = link_units(a, options, err);
    if (status != CT_OK)
        return status;
    a->pair.links = a->links;
    if (status == CT_OK && !note_shortfalls(a))
        status = no_memory(err);
    if (status == CT_OK)
        status = ct_findings_new(&a->findings, &a->pair, err);
    if (status == CT_OK && !options->links_only)
        status = run_checks(a, options, err);
    if (status == CT_OK)
        status = settle(a, options, err);
    return status;
}

ct_status ct_audit_of(ct_audit **out, const ct_document_reading *source, const ct_document_reading *target,
                      const ct_audit_options *options, ct_error *err)
{
    static const ct_audit_options defaults = { 0 };
    const ct_document_reading *sides[CT_SIDES] = { source, target };
    ct_audit *a = calloc(1, sizeof *a);
    ct_status status;

    *out = NULL;
    if (a == NULL)
        return no_memory(err);
    if (options == NULL)
        options = &defaults;
    a->pair.messages = options->messages;
    for (int side = 0; side < CT_SIDES; side++) {
        a->sides[side] = sides[side];
        a->pair.sides[side] = ct_document_reading_statements(sides[side]);
        a->pair.machine_translated[side] = ct_document_reading_provenance(sides[side]) == CT_MACHINE_TRANSLATION;
        a->pair.names[side] = options->in_set ? ct_document_reading_id(sides[side]) : NULL;
    }
    a->pair.lexicon = ct_vocabulary_lexicon(ct_statements_vocabulary(a->pair.sides[CT_SOURCE]));
    a->pair.profile = ct_statements_profile(a->pair.sides[CT_SOURCE]);
    status = fill(a, options, err);
    if (status == CT_OK) {
        *out = a;
        a = NULL;
    }
    ct_audit_free(a);
    return status;
}

void ct_audit_free(ct_audit *a)
{
    if (a == NULL)
        return;
    ct_findings_free(a->findings);
    ct_links_free(a->links);
    ct_translation_release(&a->translation);
    ct_vector_release(&a->not_run);
    ct_arena_clear(&a->arena);
    free(a);
}

const ct_document_reading *ct_audit_side(const ct_audit *a, ct_side side) { return a->sides[side]; }
const ct_links            *ct_audit_links(const ct_audit *a)              { return a->links; }
const ct_beads            *ct_audit_beads(const ct_audit *a)              { return a->translation.beads; }
const ct_strand           *ct_audit_strand(const ct_audit *a, ct_side side) { return a->translation.strands[side]; }
const ct_finding          *ct_audit_findings(const ct_audit *a, size_t *n) { return ct_findings_all(a->findings, n); }

const ct_not_run *ct_audit_not_run(const ct_audit *a, size_t *n)
{
    *n = a->not_run.n;
    return a->not_run.items;
}

ct_pair_kind ct_audit_kind(const ct_audit *a, const char **why)
{
    if (why != NULL)
        *why = a->why;
    return a->kind;
}
