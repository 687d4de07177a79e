/* The words of the interface in a language other than English: what findings, reports and commands say.
 *
 * English stands in the code; DATA/<language>/messages.tsv holds what is said instead. Texts that are filled in are printf
 * formats. A row is taken only if both formats ask for the same arguments, so that no table can make a program read what it
 * was not given. */
#ifndef COTEJO_MESSAGES_H
#define COTEJO_MESSAGES_H

#include <cotejo/document.h>

/** Never changes once read, so many threads may ask it. */
typedef struct ct_messages ct_messages;

/** Read the words of a language. English has none: `*out` is then NULL, which all functions here take for English.
 *  @param data folder of the language tables; NULL: ct_data_folder()
 *  @return CT_OK, CT_NOMEM, CT_IO, CT_FORMAT (file, line and reason are named) */
ct_status   ct_messages_read(ct_messages **out, ct_language language, const char *data, ct_error *err);
void        ct_messages_free(ct_messages *messages);   /* NULL is allowed */
ct_language ct_messages_language(const ct_messages *messages);

/** What is said for `english`; itself where the table has nothing. Lives as long as the messages, or as `english`. */
#if defined(__GNUC__)
__attribute__((format_arg(2)))
#endif
const char *ct_say(const ct_messages *messages, const char *english);
/** The same of one sense of a word: "class" of "name". Where the table tells no such sense apart, as ct_say(). */
const char *ct_say_as(const ct_messages *messages, const char *sense, const char *english);
/** The same of a sense, or of none (NULL), with NULL where the table has nothing, and for a NULL. */
const char *ct_say_if_known(const ct_messages *messages, const char *sense, const char *english);

#endif
