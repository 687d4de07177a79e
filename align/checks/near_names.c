/* How near two names are. */
#include <string.h>

#include <cotejo-internal/chars.h>

#include "near_names.h"

enum { LONGEST = 48 };

/* Letters in lower case without accents; how many, or 0 if there are too many. */
static size_t plain(const char *s, int32_t out[LONGEST])
{
    static const char bare[] = "aaaaaaaceeeeiiiidnooooo/ouuuuypyaaaaaaaceeeeiiiidnooooo/ouuuuypy";
    uint32_t len = (uint32_t)strlen(s), at = 0;
    size_t n = 0;

    while (at < len) {
        int32_t c;
        at = ct_char_next(s, at, len, &c);
        if (n == LONGEST)
            return 0;
        out[n++] = c >= 0xC0 && c < 0x100 ? bare[c - 0xC0] : c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    return n;
}

/* Letters that transcriptions exchange: Iwan and Ivan, Sergej and Sergey. */
static bool same_sound(int32_t a, int32_t b)
{
    static const char *const groups[] = { "ckq", "vwbf", "sz", "ijy", "gjx", "ou", "td" };

    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (a < 128 && b < 128 && strchr(groups[i], (int)a) != NULL && strchr(groups[i], (int)b) != NULL)
            return true;
    return false;
}

int ct_names_apart(const char *a, const char *b)
{
    int32_t x[LONGEST], y[LONGEST];
    size_t n = plain(a, x), m = plain(b, y), first = 0, last = 0;

    if (n == 0 || m == 0)
        return 2;
    while (first < n && first < m && x[first] == y[first])
        first++;
    while (last < n - first && last < m - first && x[n - 1 - last] == y[m - 1 - last])
        last++;
    if (n == m && first == n)
        return 0;
    if (n == m && n - first - last == 1)
        return same_sound(x[first], y[first]) ? 2 : 1;
    return n == m && n - first - last == 2 && x[first] == y[first + 1] && x[first + 1] == y[first] ? 1 : 2;
}

bool ct_anagrams(const char *a, const char *b)
{
    int32_t x[LONGEST], y[LONGEST];
    size_t n = plain(a, x), m = plain(b, y);

    if (n != m || n < 3)
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < m && y[k] != x[i])
            k++;
        if (k == m)
            return false;
        y[k] = -1;
    }
    return true;
}
