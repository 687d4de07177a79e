/* The table of rules, and a run of them. Rules of a file of pairs run on two threads: findings are put in order afterwards,
 * and their ids depend on what the same rule found before, so the result is the same. */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "../settings.h"
#include "checks.h"
#include "findings.h"
#include "ground.h"

#define X(name) &ct_check_##name,
static const ct_check *const table[] = { CHECK_LIST(X) };
#undef X

enum { N_CHECKS = sizeof table / sizeof *table };

const ct_check *const *ct_checks(size_t *n)
{
    *n = N_CHECKS;
    return table;
}

const ct_check *ct_check_find(const char *id)
{
    for (size_t i = 0; i < N_CHECKS; i++)
        if (strcmp(table[i]->id, id) == 0)
            return table[i];
    return NULL;
}

static bool fits(const ct_check *check, const ct_pair *pair)
{
    switch (check->scope) {
    case CT_SCOPE_DOCUMENTS:   return !pair->aligned;
    case CT_SCOPE_COMPARABLE:  return !pair->aligned && !pair->rendered;
    case CT_SCOPE_TRANSLATION: return pair->rendered;
    case CT_SCOPE_ALIGNED:     return pair->aligned || pair->rendered;
    case CT_SCOPE_ALL:         break;
    }
    return true;
}

/* A rule that is asked for runs, whatever the profile says. */
static ct_status choose(bool wanted[N_CHECKS], const ct_profile *profile, const char *const *rules, size_t n_rules, ct_error *err)
{
    for (size_t i = 0; i < N_CHECKS; i++)
        wanted[i] = rules == NULL && !ct_settings_off(profile, table[i]->id);
    for (size_t r = 0; rules != NULL && r < n_rules; r++) {
        size_t i = 0;

        while (i < N_CHECKS && strcmp(table[i]->id, rules[r]) != 0)
            i++;
        if (i == N_CHECKS)
            return ct_fail(err, CT_USAGE, CT_NO_OFFSET, "no rule is called '%s'", rules[r]);
        wanted[i] = true;
    }
    return CT_OK;
}

/* What two threads share: the rules that wait. */
typedef struct run_of_rules {
    const ct_pair *pair;
    ct_findings   *out;
    const bool    *wanted;          /* [N_CHECKS] */
    atomic_size_t  next;
    ct_status      status[N_CHECKS];
    ct_error       errors[N_CHECKS];
} run_of_rules;

static void *take_rules(void *payload)
{
    run_of_rules *r = payload;

    for (size_t i = atomic_fetch_add(&r->next, 1); i < N_CHECKS; i = atomic_fetch_add(&r->next, 1))
        if (r->wanted[i])
            r->status[i] = table[i]->run(r->pair, r->out, &r->errors[i]);
    return NULL;
}

static ct_status run_rules(run_of_rules *r, ct_error *err)
{
    pthread_t other;
    bool two = r->pair->aligned && pthread_create(&other, NULL, take_rules, r) == 0;

    take_rules(r);
    if (two)
        pthread_join(other, NULL);
    for (size_t i = 0; i < N_CHECKS; i++)
        if (r->status[i] != CT_OK) {
            if (err != NULL)
                *err = r->errors[i];
            return r->status[i];
        }
    return CT_OK;
}

ct_status ct_checks_run_all(const ct_pair *pair, const char *data, const char *const *rules, size_t n_rules,
                            unsigned have, bool *not_run, ct_findings *out, ct_error *err)
{
    bool wanted[N_CHECKS];
    ct_ground ground = { 0 };
    ct_pair grounded = *pair;
    ct_status status = choose(wanted, pair->profile, rules, n_rules, err);

    for (size_t i = 0; not_run != NULL && i < N_CHECKS; i++)
        not_run[i] = wanted[i] && fits(table[i], pair) && (table[i]->needs & ~have) != 0;
    if (status == CT_OK)
        status = ct_ground_of(&ground, pair, data, err);
    grounded.ground = &ground;
    for (size_t i = 0; i < N_CHECKS; i++)
        wanted[i] = wanted[i] && fits(table[i], pair) && (table[i]->needs & ~have) == 0;
    if (status == CT_OK)
        status = run_rules(&(run_of_rules){ .pair = &grounded, .out = out, .wanted = wanted }, err);
    ct_ground_release(&ground);
    return status;
}
