/* What each word tells about a bead: how likely it is found on the other side of a translation, how likely by chance. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sentences.h"

/* Probability that a strong, a weak partner of a word is found in its translation, by class: expected before anything was
 * counted. `lost` is for words of which no strong partner occurs in the other text at all: that it was rendered by another
 * word is then likelier. Rounded from counts over translated prose; the second pass counts anew. */
typedef struct expected { float h[2], lost[2]; } expected;

static const expected expectations[CT_WORD_CLASSES] = {
    [CT_WORD_NUMBER]   = { { 0.85f, 0.01f }, { 0.80f, 0.01f } },
    [CT_WORD_FUNCTION] = { { 0.45f, 0.01f }, { 0.15f, 0.01f } },
    [CT_WORD_KNOWN]    = { { 0.55f, 0.12f }, { 0.35f, 0.15f } },
    [CT_WORD_UNKNOWN]  = { { 0.60f, 0.15f }, { 0.30f, 0.20f } },
    [CT_WORD_NAME]     = { { 0.70f, 0.12f }, { 0.55f, 0.15f } },
};

static const float prior_weight = 6;         /* sightings that an expectation counts for */
static const double own_share = 0.6;         /* of a partner's units, that which is the counterpart itself */
static const double chance_floor = 0.15;     /* units that any partner is taken to occur in besides */

static const float most_chance = 0.5f;       /* what nearly any unit answers tells nothing */

static ct_status no_memory(ct_error *err)
{
    return ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for aligning sentences");
}

/* ---- counts of one half ---------------------------------------------------------------------------------------- */

/* Distinct types of a unit in `out`; `stamps` [types] holds unit + 1 of whoever came last. */
static uint32_t distinct(uint32_t *out, uint32_t room, uint32_t *stamps, const ct_strand *l, uint32_t unit)
{
    uint32_t n = 0;

    for (uint32_t k = l->first.items[unit]; k < l->first.items[unit + 1] && n < room; k++) {
        uint32_t type = l->tokens.items[k];
        if (stamps[type] == unit + 1)
            continue;
        stamps[type] = unit + 1;
        out[n++] = type;
    }
    return n;
}

enum { MOST_DISTINCT = 4096 };   /* of one unit; a longer one is judged by its beginning */

static bool count_types(ct_half *h)
{
    uint32_t n_units = (uint32_t)h->lines->spans.n, n_types = h->lines->types.n;
    uint32_t *stamps = calloc((size_t)n_types + 1, sizeof *stamps), *types = malloc(MOST_DISTINCT * sizeof *types);
    bool ok = stamps != NULL && types != NULL;

    for (uint32_t i = 0; ok && i < n_units; i++) {
        uint32_t n = distinct(types, MOST_DISTINCT, stamps, h->lines, i);
        h->sizes[i] = (uint16_t)n;
        h->log_sizes[i] = logf((float)(n > 0 ? n : 1));
        for (uint32_t k = 0; k < n && !h->noise[i]; k++)
            h->frequency[types[k]]++;
    }
    free(stamps);
    free(types);
    return ok;
}

static void measure_lengths(ct_half *h)
{
    double sum = 0, squares = 0, n = h->n_active > 0 ? h->n_active : 1, sizes = 0;

    for (int e = 0; e < CT_ENDS; e++)
        h->ends[e] = 1.0 / (n + CT_ENDS);
    for (int e = 0; e < CT_BORDERS; e++)
        h->borders[e] = 1.0 / (n + CT_BORDERS);
    for (uint32_t k = 0; k < h->n_active; k++) {
        const ct_shape *shape = &h->lines->shapes.items[h->active[k]];
        double x = log(shape->letters + 1.0);
        sum += x;
        squares += x * x;
        sizes += h->sizes[h->active[k]];
        h->ends[shape->end] += 1.0 / (n + CT_ENDS);
        h->borders[shape->border] += 1.0 / (n + CT_BORDERS);
    }
    h->log_mean = sum / n;
    h->log_sd = sqrt(fmax(squares / n - h->log_mean * h->log_mean, 0.04));
    h->mean_size = (float)(sizes / n) + 1;
}

static ct_status half_init(ct_half *h, const ct_strand *lines, const ct_lexicon *lexicon, ct_language language,
                           ct_error *err)
{
    size_t n_units = lines->spans.n, n_types = lines->types.n;

    *h = (ct_half){ .lines = lines, .language = language };
    h->classes = calloc(n_types + 1, 1);
    h->frequency = calloc(n_types + 1, sizeof *h->frequency);
    h->partner_start = calloc(n_types + 2, sizeof *h->partner_start);
    h->tells = calloc(n_types + 1, sizeof *h->tells);
    h->feature_start = calloc(n_units + 1, sizeof *h->feature_start);
    h->sizes = calloc(n_units + 1, sizeof *h->sizes);
    h->base = calloc(n_units + 1, sizeof *h->base);
    h->log_letters = calloc(n_units + 1, sizeof *h->log_letters);
    h->log_sizes = calloc(n_units + 1, sizeof *h->log_sizes);
    h->noise = calloc(n_units + 1, 1);
    h->active = calloc(n_units + 1, sizeof *h->active);
    if (h->classes == NULL || h->frequency == NULL || h->partner_start == NULL || h->tells == NULL
        || h->feature_start == NULL || h->sizes == NULL || h->log_letters == NULL || h->log_sizes == NULL || h->base == NULL || h->noise == NULL || h->active == NULL)
        return no_memory(err);
    ct_words_classify(h->classes, lines, lexicon, language);
    if (ct_noise_find(h->noise, lines, err) != CT_OK)
        return CT_NOMEM;
    for (uint32_t i = 0; i < n_units; i++) {
        h->log_letters[i] = logf((float)lines->shapes.items[i].letters + 1);
        if (!h->noise[i])
            h->active[h->n_active++] = i;
    }
    if (!count_types(h))
        return no_memory(err);
    measure_lengths(h);
    return CT_OK;
}

static void half_release(ct_half *h)
{
    free(h->classes);
    free(h->frequency);
    free(h->partner_start);
    free(h->partners);
    free(h->tells);
    free(h->feature_start);
    free(h->features);
    free(h->sizes);
    free(h->base);
    free(h->log_letters);
    free(h->log_sizes);
    free(h->noise);
    free(h->active);
}

/* ---- partners ------------------------------------------------------------------------------------------------------ */

static bool file_partners(ct_half *h, const ct_type_pairs *pairs, int side)
{
    uint32_t n_types = h->lines->types.n, *start = h->partner_start;

    free(h->partners);
    h->partners = malloc((pairs->n + 1) * sizeof *h->partners);
    if (h->partners == NULL)
        return false;
    memset(start, 0, ((size_t)n_types + 2) * sizeof *start);
    for (size_t i = 0; i < pairs->n; i++)
        start[(side == 0 ? pairs->items[i].a : pairs->items[i].b) + 2]++;
    for (uint32_t t = 2; t < n_types + 2; t++)
        start[t] += start[t - 1];
    for (size_t i = 0; i < pairs->n; i++) {
        const ct_type_pair *p = &pairs->items[i];
        uint32_t at = start[(side == 0 ? p->a : p->b) + 1]++;
        h->partners[at] = (ct_partner){ side == 0 ? p->b : p->a, p->weak, p->learned };
    }
    return true;
}

/* ---- tells --------------------------------------------------------------------------------------------------------- */

static float odds_to_share(float x) { return x / (1 + x); }

static void tell_type(ct_sentence_model *m, int side, uint32_t t, double total)
{
    ct_half *h = &m->halves[side], *other = &m->halves[1 - side];
    const expected *e = &expectations[h->classes[t]];
    double units[2] = { 0, 0 }, q;
    uint32_t n[2] = { 0, 0 };
    float p[2], f[2], missing;
    const float *seen = m->rates.seen[side];

    for (uint32_t k = h->partner_start[t]; k < h->partner_start[t + 1]; k++) {
        units[h->partners[k].weak] += other->frequency[h->partners[k].type];
        n[h->partners[k].weak]++;
    }
    for (int w = 0; w < 2; w++) {
        float prior = n[0] > 0 ? e->h[w] : e->lost[w];
        float found = seen == NULL ? 0 : m->rates.found[side][w][t], of = seen == NULL ? 0 : seen[t];
        p[w] = (prior * prior_weight + found) / (prior_weight + of);
        p[w] = fminf(fmaxf(p[w], 0.002f), 0.95f);
        h->tells[t].log_h[w] = logf(p[w]);
        q = n[w] == 0 ? 1e-9
            : (fmax(units[w] - (w == 0 ? own_share : 0), 0) + chance_floor * n[w]) / total;
        h->tells[t].log_q[w] = (float)log(q);
        f[w] = odds_to_share((float)q * other->mean_size);
    }
    missing = fmaxf(1 - p[0] - p[1], 0.03f);
    h->tells[t].idle = f[0] + f[1] > most_chance;
    h->tells[t].miss = h->tells[t].idle ? 0 : logf(missing / fmaxf(1 - f[0] - f[1], 0.03f));
}

static void tell_all(ct_sentence_model *m, int side)
{
    const ct_half *other = &m->halves[1 - side];
    double total = 20;

    for (uint32_t k = 0; k < other->n_active; k++)
        total += other->sizes[other->active[k]];
    for (uint32_t t = 0; t < m->halves[side].lines->types.n; t++)
        tell_type(m, side, t, total);
}

/* ---- features ------------------------------------------------------------------------------------------------------- */

/* Keep the rarest where there are too many, in their order. */
static uint32_t keep_rarest(uint32_t *types, uint32_t n, const uint32_t *frequency)
{
    while (n > CT_MAX_FEATURES) {
        uint32_t worst = 0, kept = 0;
        for (uint32_t k = 0; k < n; k++)
            worst = frequency[types[k]] > worst ? frequency[types[k]] : worst;
        for (uint32_t k = 0; k < n; k++)
            if (frequency[types[k]] < worst || kept + (n - k) <= CT_MAX_FEATURES)
                types[kept++] = types[k];
        if (kept == n)
            kept = CT_MAX_FEATURES;
        n = kept;
    }
    return n;
}

static bool take_features(ct_half *h)
{
    uint32_t n_units = (uint32_t)h->lines->spans.n, n_types = h->lines->types.n;
    uint32_t *stamps = calloc((size_t)n_types + 1, sizeof *stamps), *types = malloc(MOST_DISTINCT * sizeof *types);
    CT_VECTOR(uint32_t) features = { 0 };
    bool ok = stamps != NULL && types != NULL;

    for (uint32_t i = 0; ok && i < n_units; i++) {
        uint32_t n = distinct(types, MOST_DISTINCT, stamps, h->lines, i), kept = 0;
        h->base[i] = 0;
        for (uint32_t k = 0; k < n; k++)
            if (h->tells[types[k]].idle)
                continue;
            else if (h->partner_start[types[k]] < h->partner_start[types[k] + 1])
                types[kept++] = types[k];
            else
                h->base[i] += h->tells[types[k]].miss;
        kept = keep_rarest(types, kept, h->frequency);
        for (uint32_t k = 0; ok && k < kept; k++) {
            h->base[i] += h->tells[types[k]].miss;
            ok = ct_push(&features, types[k]);
        }
        h->feature_start[i + 1] = (uint32_t)features.n;
    }
    free(stamps);
    free(types);
    free(h->features);
    h->features = features.items;
    return ok;
}

/* ---- the model -------------------------------------------------------------------------------------------------------- */

const float ct_usual_open = 0.02f, ct_usual_extend = 0.5f;
static const float swap_share = 0.3f;     /* of the source's gaps, those that a gap of the target follows */

static const float usual_inside = -1;     /* paragraphs are left out whole rather than in part */

static void default_costs(ct_costs *c)
{
    static const float kinds[7] = { 0.92f, 0.025f, 0.004f, 0.001f, 0.025f, 0.004f, 0.001f };

    ct_costs_set(c, ct_usual_open, ct_usual_extend);
    c->inside = usual_inside;
    for (int k = 0; k < 7; k++)
        c->kinds[k] = logf(kinds[k]);
}

void ct_costs_set(ct_costs *c, float open, float extend)
{
    c->open = logf(open);
    c->stay = logf(1 - 2 * open);
    c->extend = logf(extend);
    c->swap = logf(swap_share * (1 - extend));
    c->back = logf((1 - swap_share) * (1 - extend));
    c->back_swap = logf(1 - extend);
}

static void measure_ratio(ct_sentence_model *m)
{
    double letters[2] = { 100, 100 };

    for (int side = 0; side < 2; side++)
        for (uint32_t k = 0; k < m->halves[side].n_active; k++)
            letters[side] += m->halves[side].lines->shapes.items[m->halves[side].active[k]].letters;
    m->ratio = log(letters[1] / letters[0]);
    if (fabs(m->ratio) > 0.3)     /* much was left out: what is usual between the languages is the better guess */
        m->ratio = m->halves[0].language == CT_ES ? -0.12 : 0.12;
    m->spread = 1.5;
    m->floor = 0.02;
    m->end_same = 0.93f;
}

ct_status ct_model_init(ct_sentence_model *m, const ct_strand *const lines[2], const ct_lexicon *lexicon,
                        const ct_language language[2], ct_error *err)
{
    uint8_t *classes[2];
    ct_status status = CT_OK;

    *m = (ct_sentence_model){ 0 };
    for (int k = 0; k < CT_SOFT_SIZE; k++)
        m->soft[k] = log1pf(expf(-((float)k + 0.5f) / CT_SOFT_STEPS));
    for (int side = 0; side < 2 && status == CT_OK; side++)
        status = half_init(&m->halves[side], lines[side], lexicon, language[side], err);
    if (status != CT_OK)
        return status;
    classes[0] = m->halves[0].classes;
    classes[1] = m->halves[1].classes;
    status = ct_words_pair(&m->pairs, lines, classes, lexicon, language, err);
    default_costs(&m->costs);
    measure_ratio(m);
    ct_model_tell_borders(m, NULL);
    return status == CT_OK ? ct_model_update(m, err) : status;
}

/* A lone border tells nothing: all units of a file of lines begin so. */
void ct_model_tell_borders(ct_sentence_model *m, double counts[CT_BORDERS][CT_BORDERS])
{
    static const double same = 0.95, weight = 20, most = 2.5;
    double n = weight, of[2][CT_BORDERS] = { { 0 } };

    for (int e = 0; e < CT_BORDERS; e++)
        if (m->halves[0].borders[e] * (m->halves[0].n_active + CT_BORDERS) >= m->halves[0].n_active + 0.5
            && m->halves[1].borders[e] * (m->halves[1].n_active + CT_BORDERS) >= m->halves[1].n_active + 0.5)
            return;
    for (int a = 0; a < CT_BORDERS; a++)
        for (int b = 0; b < CT_BORDERS; b++)
            n += counts == NULL ? 0 : counts[a][b];
    for (int side = 0; side < 2; side++)
        for (int e = 0; e < CT_BORDERS; e++)
            of[side][e] = m->halves[side].borders[e];
    for (int a = 0; a < CT_BORDERS; a++)
        for (int b = 0; b < CT_BORDERS; b++) {
            double chance = of[0][a] * of[1][b], prior = same * (a == b ? (of[0][a] + of[1][a]) / 2 : 0) + (1 - same) * chance;
            double share = (weight * prior + (counts == NULL ? 0 : counts[a][b])) / n, odds = log(share / chance);
            m->borders[a][b] = (float)fmin(fmax(odds, -most), most);
        }
}

static void tell_ends(ct_sentence_model *m)
{
    for (int e = 0; e < CT_ENDS; e++) {
        float chance = (float)m->halves[1].ends[e];
        m->end_agrees[e] = fminf(logf(m->end_same / chance), 2);
        m->end_differs[e] = logf((1 - m->end_same) / (1 - chance));
    }
}

ct_status ct_model_update(ct_sentence_model *m, ct_error *err)
{
    tell_ends(m);
    for (int side = 0; side < 2; side++)
        if (!file_partners(&m->halves[side], &m->pairs, side))
            return no_memory(err);
    for (int side = 0; side < 2; side++) {
        tell_all(m, side);
        if (!take_features(&m->halves[side]))
            return no_memory(err);
    }
    return CT_OK;
}

void ct_model_release(ct_sentence_model *m)
{
    for (int side = 0; side < 2; side++) {
        half_release(&m->halves[side]);
        free(m->rates.seen[side]);
        free(m->rates.found[side][0]);
        free(m->rates.found[side][1]);
    }
    ct_vector_release(&m->pairs);
}
