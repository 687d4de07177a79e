/* What a profile says of rules. */
#include <string.h>

#include <cotejo-internal/buffer.h>

#include "settings.h"

/* ---- is it sense? ---------------------------------------------------------------------------------------------- */

/* How many letters differ, roughly: those that two words do not share at their beginnings and ends. */
static size_t distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), head = 0, tail = 0, least;

    while (head < n && head < m && a[head] == b[head])
        head++;
    while (tail < n - head && tail < m - head && a[n - 1 - tail] == b[m - 1 - tail])
        tail++;
    least = n > m ? n : m;
    return least - head - tail;
}

static const char *nearest_rule(const char *id)
{
    size_t n, best = 0;
    const ct_check *const *checks = ct_checks(&n);

    for (size_t i = 1; i < n; i++)
        if (distance(checks[i]->id, id) < distance(checks[best]->id, id))
            best = i;
    return checks[best]->id;
}

ct_status ct_settings_check(const ct_profile *profile, ct_error *err)
{
    const char *path = ct_profile_path(profile), *fail_on = ct_profile_fail_on(profile);
    ct_severity severity;
    size_t n;
    const ct_profile_rule *rules = ct_profile_rules(profile, &n);

    for (size_t i = 0; i < n; i++) {
        const ct_profile_rule *r = &rules[i];
        if (ct_check_find(r->rule) == NULL)
            return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %u: there is no rule '%.60s'; 'cotejo rules' lists those there "
                           "are, the nearest is '%s'", path, r->line, r->rule, nearest_rule(r->rule));
        if (r->say != NULL && strcmp(r->say, "off") != 0 && strcmp(r->say, "on") != 0 && !ct_severity_parse(r->say, &severity))
            return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s', line %u: '%.60s' is none of off, on, neutral, minor, major, critical",
                           path, r->line, r->say);
    }
    if (fail_on != NULL && !ct_severity_parse(fail_on, &severity))
        return ct_fail(err, CT_FORMAT, CT_NO_OFFSET, "'%s': fail-on is neutral, minor, major or critical, not '%.60s'", path, fail_on);
    return CT_OK;
}

/* ---- where -------------------------------------------------------------------------------------------------------- */

/* `*` stands for any bytes. Linear: of several stars only the last is gone back to. */
static bool matches(const char *pattern, const char *text, size_t n)
{
    const char *star = NULL;
    size_t at = 0, again = 0;

    while (at < n) {
        if (*pattern == '*') {
            star = ++pattern;
            again = at;
        } else if (*pattern != '\0' && *pattern == text[at]) {
            pattern++;
            at++;
        } else if (star != NULL) {
            pattern = star;
            at = ++again;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

static bool any_matches(const char *const *patterns, size_t n_patterns, const char *text, size_t n)
{
    for (size_t i = 0; i < n_patterns; i++)
        if (matches(patterns[i], text, n))
            return true;
    return false;
}

/* One of the headings above a place. */
static bool in_section(const ct_profile_rule *r, const ct_pair *pair, const ct_finding_place *p)
{
    const ct_document *doc = ct_segments_document(ct_vocabulary_segments(ct_statements_vocabulary(pair->sides[p->side])));
    size_t n_units, n_sections, n_blocks, len;
    const ct_unit *units = ct_statements_units(pair->sides[p->side], &n_units);
    const ct_section *sections = ct_document_sections(doc, &n_sections);
    const ct_block *blocks = ct_document_blocks(doc, &n_blocks);
    const char *bytes = ct_text_bytes(ct_document_text(doc), &len);

    for (uint32_t s = p->unit < n_units ? units[p->unit].section : CT_NONE; s < n_sections; s = sections[s].parent)
        if (sections[s].heading < n_blocks) {
            ct_span body = blocks[sections[s].heading].body;
            if (any_matches(r->sections, r->n_sections, bytes + body.start, body.end - body.start))
                return true;
        }
    return false;
}

static bool holds_at(const ct_profile_rule *r, const ct_pair *pair, const char *const ids[CT_SIDES], const ct_finding *f)
{
    bool document = r->n_documents == 0, section = r->n_sections == 0;

    for (int s = 0; s < CT_SIDES && !document; s++)
        document = any_matches(r->documents, r->n_documents, ids[s], strlen(ids[s]));
    for (size_t i = 0; i < f->n_places && !section; i++)
        section = in_section(r, pair, &f->places[i]);
    return document && section;
}

/* ---- applying ------------------------------------------------------------------------------------------------------- */

static bool is_general(const ct_profile_rule *r)
{
    return r->n_documents + r->n_sections == 0;
}

bool ct_settings_off(const ct_profile *profile, const char *rule)
{
    size_t n;
    const ct_profile_rule *rules = ct_profile_rules(profile, &n);
    bool off = false, somewhere_on = false;

    for (size_t i = 0; i < n; i++)
        if (rules[i].say != NULL && strcmp(rules[i].rule, rule) == 0) {
            if (is_general(&rules[i]))
                off = strcmp(rules[i].say, "off") == 0;
            else
                somewhere_on = somewhere_on || strcmp(rules[i].say, "off") != 0;
        }
    return off && !somewhere_on;
}

bool ct_settings_apply(const ct_pair *pair, const char *const ids[CT_SIDES], ct_finding *f)
{
    size_t n;
    const ct_profile_rule *rules = ct_profile_rules(pair->profile, &n);
    const char *say = NULL;
    float confidence = -1;

    for (int particular = 0; particular < 2; particular++)
        for (size_t i = 0; i < n; i++) {
            const ct_profile_rule *r = &rules[i];
            if (is_general(r) == (particular == 1) || strcmp(r->rule, f->rule) != 0 || !holds_at(r, pair, ids, f))
                continue;
            if (r->say != NULL)
                say = r->say;
            if (r->confidence >= 0)
                confidence = r->confidence;
        }
    if (say != NULL && strcmp(say, "off") == 0)
        return false;
    if (say != NULL)
        (void)ct_severity_parse(say, &f->severity);      /* "on" is none */
    if (f->confidence < confidence)
        f->severity = CT_NEUTRAL;
    return true;
}
