/* The alignment of comparable documents: from two statements to links and verdicts. */
#include "passages.h"

#include "links.h"

#include <string.h>

#include <cotejo-internal/buffer.h>

#define CLEAR        0.5f    /* share of both facets that has to meet in a counterpart */
#define HEADINGS     0.4f    /* score at which two headings speak of the same */
#define NOTHING      0.2f    /* facet score below which a topic is absent */
#define SAME_SECTION 0.5f

enum { LONG_LIST = 4,        /* items: one of so many is only a part */
       NEAREST = 3 };        /* candidates kept for an unmatched unit */

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for the links");
}

/* ---- the run ---------------------------------------------------------------------------------------- */

static ct_status read_model(model *out, const ct_passage_options *options, const char *data, ct_error *err)
{
    ct_buffer path = { 0 };
    ct_status status;

    if (options != NULL && options->weights != NULL)
        return model_read(out, options->weights, err);
    ct_buffer_printf(&path, "%s/es-en/link-weights.tsv", data);
    status = path.failed ? no_memory(err) : model_read(out, path.bytes, err);
    ct_buffer_release(&path);
    return status;
}

ct_status alignment_init(alignment *a, const ct_statements *source, const ct_statements *target,
                         const ct_passage_options *options, ct_error *err)
{
    const ct_statements *statements[CT_SIDES] = { source, target };
    const ct_lexicon *lexicon = ct_vocabulary_lexicon(ct_statements_vocabulary(source));
    const char *data = ct_data_folder();
    ct_status status = read_model(&a->model, options, data, err);

    if (status == CT_OK && options != NULL && options->threshold > 0)
        a->model.threshold = (double)options->threshold;
    a->ring.without_cognates = options != NULL && (options->without & WITHOUT_COGNATES) != 0;
    if (status == CT_OK)
        status = keyring_init(&a->ring, lexicon, ct_statements_profile(source), data, err);
    for (int s = 0; s < CT_SIDES && status == CT_OK; s++)
        status = side_init(&a->sides[s], statements[s], &a->ring, err);
    if (status == CT_OK)
        status = candidates_find(&a->found, &a->sides[CT_SOURCE], &a->sides[CT_TARGET], &a->ring, err);
    if (status == CT_OK)
        status = candidates_judge(&a->found, &a->sides[CT_SOURCE], &a->sides[CT_TARGET], &a->model,
                                  options == NULL ? 0 : options->without, err);
    return status;
}

void alignment_release(alignment *a)
{
    ct_vector_release(&a->found.all);
    for (int s = 0; s < CT_SIDES; s++)
        side_release(&a->sides[s]);
    keyring_release(&a->ring);
}

/* ---- links ------------------------------------------------------------------------------------------ */

static const passage *passage_at(const alignment *a, const candidate *c, int s)
{
    return &a->sides[s].passages.items[c->passage[s]];
}

/* How many items does the unit of a facet string up? */
static unsigned list_length(const side *s, const passage *p, uint32_t f)
{
    unsigned n = 0;

    for (uint32_t i = p->first_facet; i < p->first_facet + p->n_facets; i++)
        n += s->facets.items[i].unit == s->facets.items[f].unit;
    return n > 0 ? n - 1 : 0;
}

static bool is_part(const alignment *a, const candidate *c)
{
    for (int s = 0; s < CT_SIDES; s++) {
        const passage *p = passage_at(a, c, s);
        const facet *f = &a->sides[s].facets.items[c->facet[s]];
        bool item = c->facet[s] > 0 && f[-1].unit == f->unit;   /* not the first facet of its unit: the unit itself */

        if (c->covered[s] < CLEAR || (item && list_length(&a->sides[s], p, c->facet[s]) >= LONG_LIST))
            return true;
    }
    return false;
}

/* @param linked tells which passages have a sure link
 * @return false: no link */
static bool kind_of(const alignment *a, const candidate *c, bool *const *linked, ct_link_kind *kind)
{
    bool both = linked[CT_SOURCE][c->passage[CT_SOURCE]] && linked[CT_TARGET][c->passage[CT_TARGET]];
    double least = both ? a->model.further : a->model.threshold;

    *kind = CT_LINK_RELATED;
    if (passage_at(a, c, CT_SOURCE)->role == CT_ROLE_HEADING) {
        *kind = CT_LINK_COUNTERPART;
        return c->facet_score >= HEADINGS;
    }
    if ((double)c->score >= least)
        *kind = is_part(a, c) ? CT_LINK_PARTIAL : CT_LINK_COUNTERPART;
    return *kind != CT_LINK_RELATED || (double)c->score >= a->model.related;
}

/* The unit whose facet met best, or all units when it took the whole sentence. */
static bool add_units(ct_links *out, const alignment *a, const candidate *c, int s, ct_link *link)
{
    const passage *p = passage_at(a, c, s);
    uint32_t unit = a->sides[s].facets.items[c->facet[s]].unit;
    uint32_t from = unit == CT_NONE ? p->first_unit : unit, to = unit == CT_NONE ? p->end_unit : unit + 1;

    link->first_unit[s] = (uint32_t)out->units.n;
    link->n_units[s] = to - from;
    for (uint32_t u = from; u < to; u++)
        if (!ct_push(&out->units, u))
            return false;
    return true;
}

static bool add_link(ct_links *out, const alignment *a, meeting *m, const candidate *c, ct_link_kind kind)
{
    ct_link link = { .kind = kind, .score = c->score, .first_evidence = (uint32_t)out->evidence.n };

    if (passage_at(a, c, CT_SOURCE)->role == CT_ROLE_HEADING)
        link.score = c->facet_score;
    for (int s = 0; s < CT_SIDES; s++)
        if (!add_units(out, a, c, s, &link))
            return false;
    if (!evidence_add(out, m, c))
        return false;
    link.n_evidence = (uint32_t)out->evidence.n - link.first_evidence;
    return ct_push(&out->links, link);
}

/* Which passages have a link that is sure by itself? A link that is not may join only those. */
static void find_linked(const alignment *a, bool *const *linked)
{
    for (size_t i = 0; i < a->found.all.n; i++) {
        const candidate *c = &a->found.all.items[i];
        bool heading = passage_at(a, c, CT_SOURCE)->role == CT_ROLE_HEADING;

        if (heading ? c->facet_score >= HEADINGS : (double)c->score >= a->model.threshold)
            linked[CT_SOURCE][c->passage[CT_SOURCE]] = linked[CT_TARGET][c->passage[CT_TARGET]] = true;
    }
}

static ct_status add_links(ct_links *out, const alignment *a, bool *const *linked, ct_error *err)
{
    meeting m = { 0 };
    ct_status status = meeting_init(&m, &a->sides[CT_SOURCE], &a->sides[CT_TARGET]) ? CT_OK : no_memory(err);

    for (size_t i = 0; status == CT_OK && i < a->found.all.n; i++) {
        const candidate *c = &a->found.all.items[i];
        ct_link_kind kind;

        if (kind_of(a, c, linked, &kind) && !add_link(out, a, &m, c, kind))
            status = no_memory(err);
    }
    meeting_release(&m);
    return status;
}

/* ---- verdicts --------------------------------------------------------------------------------------- */

/* The best candidates of each passage: indices, best first, UINT32_MAX where there are fewer. */
typedef struct nearest { uint32_t best[NEAREST]; } nearest;

static void keep_nearest(nearest *n, const candidates *all, uint32_t index)
{
    for (int i = 0; i < NEAREST; i++) {
        uint32_t held = n->best[i];

        if (held == UINT32_MAX || all->all.items[index].score > all->all.items[held].score) {
            n->best[i] = index;
            if (held == UINT32_MAX)
                return;
            index = held;
        }
    }
}

static ct_unmatched_reason reason_of(const alignment *a, const candidate *c, int s)
{
    const facet *f;

    if (c == NULL || c->facet_score < NOTHING)
        return CT_REASON_TOPIC_ABSENT;
    f = &a->sides[s].facets.items[c->facet[s]];
    if (f->named && c->covered[s] < CLEAR)
        return CT_REASON_NAME_ABSENT;
    return c->features[FEATURE_SECTION] >= SAME_SECTION || c->features[FEATURE_BOTH] >= CLEAR
         ? CT_REASON_OBJECT_DIFFERS : CT_REASON_TOO_GENERAL;
}

static bool judge_unit(ct_links *out, const alignment *a, int s, uint32_t unit, const nearest *near, bool linked)
{
    ct_verdict *v = &out->verdicts[s][unit];
    ct_role role = a->sides[s].units[unit].role;

    v->first_candidate = (uint32_t)out->candidates.n;
    if (linked) {
        v->kind = CT_VERDICT_LINKED;
        return true;
    }
    v->kind = role == CT_ROLE_COMMITMENT || role == CT_ROLE_HEADING ? CT_VERDICT_UNMATCHED : CT_VERDICT_SET_ASIDE;
    if (v->kind == CT_VERDICT_SET_ASIDE)
        return true;
    v->reason = reason_of(a, near->best[0] == UINT32_MAX ? NULL : &a->found.all.items[near->best[0]], s);
    for (int i = 0; i < NEAREST && near->best[i] != UINT32_MAX; i++) {
        const candidate *c = &a->found.all.items[near->best[i]];
        const facet *f = &a->sides[1 - s].facets.items[c->facet[1 - s]];
        uint32_t there = f->unit == CT_NONE ? passage_at(a, c, 1 - s)->first_unit : f->unit;

        if (!ct_push(&out->candidates, (ct_candidate){ .unit = there, .score = c->score }))
            return false;
        v->n_candidates++;
    }
    return true;
}

static ct_status judge_side(ct_links *out, const alignment *a, int s, const bool *linked, ct_error *err)
{
    const side *sd = &a->sides[s];
    nearest *near = malloc((sd->passages.n + 1) * sizeof *near);
    ct_status status = near == NULL ? no_memory(err) : CT_OK;

    for (size_t p = 0; status == CT_OK && p < sd->passages.n; p++)
        for (int i = 0; i < NEAREST; i++)
            near[p].best[i] = UINT32_MAX;
    for (size_t i = 0; status == CT_OK && i < a->found.all.n; i++)
        keep_nearest(&near[a->found.all.items[i].passage[s]], &a->found, (uint32_t)i);
    for (uint32_t u = 0; status == CT_OK && u < sd->n_units; u++) {
        uint32_t p = sd->passage_of[u];

        if (p == CT_NONE)
            out->verdicts[s][u].kind = CT_VERDICT_SET_ASIDE;
        else if (!judge_unit(out, a, s, u, &near[p], linked[p]))
            status = no_memory(err);
    }
    free(near);
    return status;
}

uint32_t ct_passage_feature(const char *name)
{
    for (unsigned f = 0; f < FEATURES; f++)
        if (strcmp(feature_names[f], name) == 0)
            return UINT32_C(1) << f;
    return strcmp(name, "cognates") == 0 ? WITHOUT_COGNATES : 0;
}

ct_status ct_links_of_passages(ct_links **out, const ct_statements *source, const ct_statements *target,
                               const ct_passage_options *options, ct_error *err)
{
    alignment a = { 0 };
    ct_links *links = ct_links_new(source, target);
    bool *linked[CT_SIDES] = { NULL, NULL };
    ct_status status = links == NULL ? no_memory(err) : alignment_init(&a, source, target, options, err);

    *out = NULL;
    for (int s = 0; s < CT_SIDES && status == CT_OK; s++) {
        linked[s] = calloc(a.sides[s].passages.n + 1, sizeof **linked);
        if (linked[s] == NULL)
            status = no_memory(err);
    }
    if (status == CT_OK) {
        find_linked(&a, linked);
        status = add_links(links, &a, linked, err);
    }
    for (int s = 0; s < CT_SIDES && status == CT_OK; s++)
        status = judge_side(links, &a, s, linked[s], err);
    if (status == CT_OK) {
        *out = links;
        links = NULL;
    }
    for (int s = 0; s < CT_SIDES; s++)
        free(linked[s]);
    alignment_release(&a);
    ct_links_free(links);
    return status;
}
