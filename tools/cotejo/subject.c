/* Reading and auditing what the arguments of `cotejo audit` and `cotejo review` name. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "subject.h"

enum { OPTION_TEXTS = 700, OPTION_SOURCE_LANGUAGE, OPTION_TARGET_LANGUAGE, OPTION_KIND, OPTION_DECISIONS, OPTION_TODAY,
       OPTION_BITEXT };

static const struct argp_option accepted[] = {
    { "decisions", OPTION_DECISIONS, "FILE", 0,
      "What revisers decided (default: decisions.jsonl beside SOURCE or MANIFEST, if there)", 0 },
    { "today", OPTION_TODAY, "DATE", OPTION_HIDDEN, "The day that waivers are held against", 0 },
    { "texts", OPTION_TEXTS, "FOLDER", 0, "Where a manifest's files are when not beside it (default: $COTEJO_TEXTS)", 0 },
    { "bitext", OPTION_BITEXT, "FILE", 0,
      "Pairs that are aligned already, instead of two texts: TMX, XLIFF, PO, or lines of source, tab, target", 0 },
    { "rule", 'r', "ID", 0, "Only this rule; may be repeated", 0 },
    { "kind", OPTION_KIND, "KIND", 0, "translation or comparable; found out when not given", 0 },
    { "source-language", OPTION_SOURCE_LANGUAGE, "es|en", 0, "Language of SOURCE; found out when not given", 0 },
    { "target-language", OPTION_TARGET_LANGUAGE, "es|en", 0, "Language of TARGET; found out when not given", 0 },
    { 0 }
};

static void parse_language(subject_options *o, ct_side side, const char *arg, struct argp_state *state)
{
    if (!ct_language_parse(arg, &o->languages[side]))
        argp_error(state, "'%s' is no language known here: es or en", arg);
}

static void parse_kind(subject_options *o, const char *arg, struct argp_state *state)
{
    if (strcmp(arg, "translation") == 0)
        o->kind = CT_PAIR_TRANSLATION;
    else if (strcmp(arg, "comparable") == 0)
        o->kind = CT_PAIR_COMPARABLE;
    else
        argp_error(state, "--kind takes translation or comparable, not '%s'", arg);
}

static void parse_rule(subject_options *o, const char *arg, struct argp_state *state)
{
    if (ct_check_find(arg) == NULL)
        argp_error(state, "there is no rule '%s'; 'cotejo rules' lists those there are", arg);
    else if (o->n_rules == MOST_RULES)
        argp_error(state, "more than %d rules", MOST_RULES);
    else
        o->rules[o->n_rules++] = arg;
}

static error_t parse_end(subject_options *o, struct argp_state *state)
{
    if (o->bitext != NULL && o->n_arguments > 0)
        argp_error(state, "--bitext takes the place of the two texts");
    if (o->bitext != NULL)
        o->arguments[o->n_arguments++] = o->bitext;
    if (o->n_arguments == 0)
        argp_error(state, "two texts, or one manifest, are needed");
    return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    subject_options *o = state->input;

    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = o->common;
        return 0;
    case OPTION_DECISIONS:       o->decisions = arg; return 0;
    case OPTION_TODAY:           o->today = arg; return 0;
    case OPTION_BITEXT:          o->bitext = arg; return 0;
    case OPTION_TEXTS:           o->texts = arg; return 0;
    case OPTION_SOURCE_LANGUAGE: parse_language(o, CT_SOURCE, arg, state); return 0;
    case OPTION_TARGET_LANGUAGE: parse_language(o, CT_TARGET, arg, state); return 0;
    case OPTION_KIND:            parse_kind(o, arg, state); return 0;
    case 'r':                    parse_rule(o, arg, state); return 0;
    case ARGP_KEY_ARG:
        if (o->n_arguments == 2 || o->bitext != NULL)
            argp_error(state, "too many arguments: two texts, or one manifest");
        else
            o->arguments[o->n_arguments++] = arg;
        return 0;
    case ARGP_KEY_END: return parse_end(o, state);
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_child children[] = { { &knowledge_argp, 0, NULL, 0 }, { 0 } };
const struct argp subject_argp = { .options = accepted, .parser = parse, .children = children };

/* ---- the past ---------------------------------------------------------------------------------------------------- */

/* decisions.jsonl beside the first argument; the caller frees it. */
static char *default_decisions(const char *beside)
{
    static const char name[] = "decisions.jsonl";
    const char *slash = strrchr(beside, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - beside) + 1;
    char *path = malloc(n + sizeof name);

    if (path != NULL) {
        memcpy(path, beside, n);
        memcpy(path + n, name, sizeof name);
    }
    return path;
}

char *subject_decisions(const subject_options *o)
{
    return o->decisions != NULL ? strdup(o->decisions) : default_decisions(o->arguments[0]);
}

const char *subject_today(const subject_options *o, char buffer[11])
{
    time_t now = time(NULL);
    struct tm parts;

    if (o->today != NULL)
        return o->today;
    if (localtime_r(&now, &parts) == NULL || strftime(buffer, 11, "%Y-%m-%d", &parts) != 10)
        return "9999-12-31";
    return buffer;
}

/* ---- audits ------------------------------------------------------------------------------------------------------ */

/* What could not be had is said on stderr too, once, whatever the format. */
static void say_not_run(const ct_audit *const *audits, size_t n, const ct_messages *messages)
{
    size_t k;
    const ct_not_run *not_run = n == 0 ? NULL : ct_audit_not_run(audits[0], &k);

    for (size_t i = 0; not_run != NULL && i < k; i++)
        complain(0, ct_say(messages, "not run: %s: %s"), ct_say(messages, not_run[i].rule), not_run[i].reason);
}

static void show_progress(const char *what, size_t done, size_t all, void *payload)
{
    progress_show(payload, what, done, all);
}

/* Two texts, or a file of aligned pairs. */
static ct_status open_pair(subject *s, const subject_options *o, ct_error *err)
{
    const ct_audit_options audit = {
        .kind = o->kind, .rules = o->n_rules > 0 ? o->rules : NULL, .n_rules = o->n_rules, .without = o->common->without,
        .messages = s->knowledge.messages,
    };
    const knowledge *k = &s->knowledge;
    ct_status status = CT_OK;

    if (o->bitext != NULL)
        status = bitext_audit(&s->bitext, &s->pair, o->bitext, o->languages, o->common, &audit, k, err);
    for (int side = 0; status == CT_OK && o->bitext == NULL && side < CT_SIDES; side++) {
        const ct_reading_options reading = { .language = o->languages[side], .read = o->common->read,
                                             .messages = k->messages };
        status = ct_document_reading_of(&s->readings[side], o->arguments[side], &reading, k->lexicon, k->profile, err);
    }
    if (status == CT_OK && o->bitext == NULL)
        status = ct_audit_of(&s->pair, s->readings[CT_SOURCE], s->readings[CT_TARGET], &audit, err);
    s->one = s->pair;
    s->audits = &s->one;
    s->n_audits = status == CT_OK;
    return status;
}

static ct_status open_set(subject *s, const subject_options *o, ct_error *err)
{
    const ct_set_options options = {
        .jobs = o->common->jobs, .read = o->common->read, .rules = o->n_rules > 0 ? o->rules : NULL, .n_rules = o->n_rules,
        .without = o->common->without, .messages = s->knowledge.messages, .progress = show_progress, .payload = o->common,
    };
    const ct_unread *unread;
    ct_status status = ct_set_of(&s->set, s->manifest, s->knowledge.lexicon, s->knowledge.profile, &options, err);

    progress_end(o->common);
    if (status != CT_OK)
        return status;
    s->audits = ct_set_audits(s->set, &s->n_audits);
    unread = ct_set_unread(s->set, &s->n_unread);
    for (size_t i = 0; i < s->n_unread; i++)
        complain(0, ct_say(s->knowledge.messages, "document '%s' was not read, and its pairs were not audited: %s"),
                 unread[i].id, unread[i].message);
    return CT_OK;
}

int subject_open(subject *s, const subject_options *o)
{
    const char *texts = o->texts != NULL ? o->texts : getenv("COTEJO_TEXTS");
    bool set = o->n_arguments == 1 && o->bitext == NULL;
    ct_error err = { 0 };
    ct_status status = CT_OK;
    int code;

    *s = (subject){ 0 };
    if (set && ct_manifest_read(&s->manifest, o->arguments[0], texts, &err) != CT_OK)
        return complain(EXIT_INPUT, "%s", err.message);
    code = knowledge_open(&s->knowledge, o->common, set ? ct_manifest_profile(s->manifest) : NULL);
    if (code != EXIT_CLEAN)
        return code;
    status = set ? open_set(s, o, &err) : open_pair(s, o, &err);
    if (status != CT_OK)
        return complain(exit_of(status), "%s", err.message);
    say_not_run(s->audits, s->n_audits, s->knowledge.messages);
    return EXIT_CLEAN;
}

void subject_close(subject *s)
{
    ct_set_free(s->set);
    ct_audit_free(s->pair);
    for (int side = 0; side < CT_SIDES; side++)
        ct_document_reading_free(s->readings[side]);
    ct_aligned_free(s->bitext);
    knowledge_close(&s->knowledge);
    ct_manifest_free(s->manifest);
}
