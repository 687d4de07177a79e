/* Words of one origin: cognates.tsv says which endings, beginnings and letters answer each other; the rest is compared
 * by edit distance (Levenshtein, one row). */
#include <stdio.h>
#include <string.h>

#include <unicode/uchar.h>

#include <cotejo-internal/cognate.h>
#include <cotejo-internal/tsv.h>
#include <cotejo-internal/vector.h>

enum { MAX_WORD = 64 };

/* ---- the table ------------------------------------------------------------------------------------------- */

static const char *const kind_names[CT_COGNATE_KINDS] = { "ending", "beginning", "letters" };

static bool kind_of(const char *word, ct_cognate_kind *kind)
{
    for (int k = 0; k < CT_COGNATE_KINDS; k++)
        if (strcmp(word, kind_names[k]) == 0) {
            *kind = (ct_cognate_kind)k;
            return true;
        }
    return false;
}

static char *field(ct_arena *arena, const char *s)
{
    return ct_arena_string(arena, strcmp(s, "-") == 0 ? "" : s);
}

ct_status ct_cognates_read(ct_cognates *out, ct_arena *arena, const char *data, ct_error *err)
{
    CT_VECTOR(ct_cognate_rule) rules = { 0 };
    ct_tsv table = { 0 };
    char path[1024];
    ct_status status;

    *out = (ct_cognates){ 0 };
    snprintf(path, sizeof path, "%s/es-en/cognates.tsv", data);
    status = ct_tsv_open_if_there(&table, path, err);
    while (status == CT_OK && ct_tsv_next(&table)) {
        ct_cognate_rule r = { .a = field(arena, table.fields[1]), .b = field(arena, table.fields[2]) };
        if (table.n < 3 || !kind_of(table.fields[0], &r.kind))
            status = ct_tsv_fail(&table, err, "a correspondence is an ending, beginning or letters, and has two sides");
        else if (r.a == NULL || r.b == NULL || !ct_push(&rules, r))
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for '%s'", path);
    }
    ct_tsv_close(&table);
    if (status == CT_OK && rules.n > 0) {
        ct_cognate_rule *kept = CT_NEW_N(arena, ct_cognate_rule, rules.n);
        if (kept == NULL)
            status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for '%s'", path);
        else
            memcpy(kept, rules.items, rules.n * sizeof *kept);
        *out = (ct_cognates){ .rules = kept, .n = kept == NULL ? 0 : rules.n };
    }
    ct_vector_release(&rules);
    return status;
}

/* ---- comparing ------------------------------------------------------------------------------------------- */

typedef struct word { char s[MAX_WORD]; size_t n; } word;

/* The letter under an accent: enough for the letters of Spanish and English. */
static char plain(int32_t c)
{
    static const struct { int32_t accented; char plain; } letters[] = {
        { 0xe1, 'a' }, { 0xe0, 'a' }, { 0xe2, 'a' }, { 0xe9, 'e' }, { 0xe8, 'e' }, { 0xea, 'e' }, { 0xed, 'i' },
        { 0xef, 'i' }, { 0xf3, 'o' }, { 0xf4, 'o' }, { 0xf6, 'o' }, { 0xfa, 'u' }, { 0xfc, 'u' }, { 0xf1, 'n' },
        { 0xe7, 'c' },
    };

    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].accented == c)
            return letters[i].plain;
    return c > 0 && c < 0x80 ? (char)c : '?';
}

static bool fold(word *out, const char *s)
{
    size_t len = strlen(s), at = 0;

    out->n = 0;
    while (at < len) {
        int32_t c = ct_code_point(s, len, &at);
        if (out->n + 1 == MAX_WORD)
            return false;
        out->s[out->n++] = plain(u_tolower(c));
    }
    out->s[out->n] = '\0';
    return out->n > 0;
}

/* Write English letters as Spanish would. */
static void respell(word *w, const ct_cognates *table)
{
    word out = { .n = 0 };

    for (size_t i = 0; i < w->n;) {
        const ct_cognate_rule *found = NULL;
        for (size_t k = 0; found == NULL && k < table->n; k++)
            if (table->rules[k].kind == CT_COGNATE_LETTERS
                && strncmp(w->s + i, table->rules[k].a, strlen(table->rules[k].a)) == 0)
                found = &table->rules[k];
        if (found == NULL || out.n + strlen(found->b) + 1 >= MAX_WORD)
            out.s[out.n++] = w->s[i++];
        else {
            memcpy(out.s + out.n, found->b, strlen(found->b));
            out.n += strlen(found->b);
            i += strlen(found->a);
        }
    }
    out.s[out.n] = '\0';
    *w = out;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[MAX_WORD + 1];

    for (size_t k = 0; k <= m; k++)
        row[k] = k;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t k = 1; k <= m; k++) {
            size_t above = row[k];
            row[k] = least(least(above, row[k - 1]) + 1, diagonal + (a[i - 1] != b[k - 1]));
            diagonal = above;
        }
    }
    return row[m];
}

/* Share of letters that agree, `alike` of them being known to. */
static double agreement(const char *a, size_t n, const char *b, size_t m, size_t alike)
{
    size_t longer = (n > m ? n : m) + alike;
    return longer == 0 ? 0 : 1.0 - (double)distance(a, n, b, m) / (double)longer;
}

static bool fits(const word *w, const char *ending, size_t stem)
{
    size_t n = strlen(ending);
    return w->n >= n + stem && memcmp(w->s + w->n - n, ending, n) == 0;
}

static double best_agreement(const word *a, const word *b, const word *respelled, const ct_cognates *table)
{
    double best = agreement(a->s, a->n, b->s, b->n, 0);

    for (size_t k = 0; k < table->n; k++) {
        const ct_cognate_rule *r = &table->rules[k];
        size_t n = strlen(r->a), m = strlen(r->b);
        double score = 0;
        if (r->kind == CT_COGNATE_ENDING && fits(a, r->a, 2) && fits(b, r->b, 2)) {
            word end = *b;
            end.n -= m;
            respell(&end, table);
            score = agreement(a->s, a->n - n, end.s, end.n, least(n, 2));
        } else if (r->kind == CT_COGNATE_BEGINNING && strncmp(a->s, r->a, n) == 0 && strncmp(b->s, r->b, m) == 0)
            score = agreement(a->s + n, a->n - n, b->s + m, b->n - m, n);
        if (score > best)
            best = score;
    }
    if (respelled->n > 0) {
        double score = agreement(a->s, a->n, respelled->s, respelled->n, 0);
        if (score > best)
            best = score;
    }
    return best;
}

double ct_cognate(const ct_lexicon *lexicon, const char *spanish, const char *english)
{
    word a, b, respelled;

    if (!fold(&a, spanish) || !fold(&b, english))
        return 0;
    if (a.n == b.n && memcmp(a.s, b.s, a.n) == 0)
        return 1;
    if (a.n < 4 || b.n < 4 || a.s[0] == '?' || b.s[0] == '?')
        return 0;      /* short words look alike by chance */
    respelled = b;
    respell(&respelled, &lexicon->cognates);
    return best_agreement(&a, &b, &respelled, &lexicon->cognates);
}
