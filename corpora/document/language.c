/* Languages of cotejo. */
#include <ctype.h>
#include <string.h>

#include <cotejo/document.h>

static const char *const tags[CT_LANGUAGES] = { "es", "en" };

bool ct_language_parse(const char *tag, ct_language *out)
{
    for (int i = 0; i < CT_LANGUAGES; i++)
        if (tolower((unsigned char)tag[0]) == tags[i][0] && tag[0] != '\0' && tolower((unsigned char)tag[1]) == tags[i][1]
            && (tag[2] == '\0' || tag[2] == '-' || tag[2] == '_')) {
            *out = (ct_language)i;
            return true;
        }
    return false;
}

const char *ct_language_tag(ct_language language)
{
    return tags[language];
}
