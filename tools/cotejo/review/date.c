/* Dates as a reviser types them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "desk.h"

/* "2027-01-31" that exists: made into a time and back it is the same. */
static bool is_date(const char *s, struct tm *out)
{
    struct tm parts = { .tm_hour = 12, .tm_isdst = -1 }, asked;
    char back[11], end;

    if (strlen(s) != 10 || sscanf(s, "%4d-%2d-%2d%c", &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &end) != 3)
        return false;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    asked = parts;
    if (mktime(&parts) == (time_t)-1 || strftime(back, sizeof back, "%Y-%m-%d", &parts) != 10 || strcmp(back, s) != 0)
        return false;
    *out = asked;
    return true;
}

bool desk_date(char out[11], const char *typed, const char *today)
{
    struct tm parts;

    if (typed[0] == '+') {
        char *end;
        long days = strtol(typed + 1, &end, 10);
        if (end == typed + 1 || days < 0 || days > 36500 || !is_date(today, &parts))
            return false;
        parts.tm_mday += (int)days;
        return mktime(&parts) != (time_t)-1 && strftime(out, 11, "%Y-%m-%d", &parts) == 10;
    }
    if (!is_date(typed, &parts) || strcmp(typed, today) < 0)
        return false;
    memcpy(out, typed, 11);
    return true;
}
