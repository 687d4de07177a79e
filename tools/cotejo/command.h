/* What the commands of `cotejo` share: exit statuses, options, the lexicon and the profile they all need. */
#ifndef COTEJO_COMMAND_H
#define COTEJO_COMMAND_H

#include <argp.h>
#include <stdio.h>

#include <cotejo.h>

enum exit_status {
    EXIT_CLEAN    = 0,   /* nothing at or above the threshold */
    EXIT_GATED    = 1,   /* findings that gate */
    EXIT_USAGE    = 2,
    EXIT_INPUT    = 3,   /* input unreadable or invalid */
    EXIT_NOT_RUN  = 4,   /* finished, but a check could not run */
    EXIT_INTERNAL = 5
};

typedef struct command {
    const char *name, *summary;
    int (*run)(int argc, char **argv);   /* argv[0] is "cotejo NAME" */
} command;

int audit_main(int argc, char **argv);
int align_main(int argc, char **argv);
int decide_main(int argc, char **argv);
int inspect_main(int argc, char **argv);
int lexicon_main(int argc, char **argv);
int lexicon_learn_main(int argc, char **argv);   /* argv[0] is "cotejo lexicon learn" */
int review_main(int argc, char **argv);
int rules_main(int argc, char **argv);
int serve_main(int argc, char **argv);

/* ---- options of every command that reads texts ---------------------------------------------------- */

enum { MOST_TERMBASES = 32 };

typedef struct common {
    ct_read_options read;
    const char     *profile;
    const char     *termbases[MOST_TERMBASES];
    size_t          n_termbases;
    const char     *learned[MOST_TERMBASES];
    size_t          n_learned;
    const char     *output;
    const char     *format;
    const char     *interface;                         /* language of what is said; NULL: interface_language() */
    bool            for_programs;                      /* the output is: English unless asked for */
    unsigned        jobs;
    bool            quiet;
    bool            without_general, without_domain;   /* measuring */
    uint32_t        without;                           /* as in ct_passage_options */
} common;

/** Child parsers; their input is a `common *`. What is known and how texts are read; where the product goes; both. */
extern const struct argp knowledge_argp, product_argp, common_argp;
/** --interface alone; its input is a `const char **`. product_argp has it too. */
extern const struct argp interface_argp;

/** The language that --interface asked for; where it did not, English for programs, else the environment's (LC_ALL,
 *  LC_MESSAGES, LANG). */
ct_language interface_language(const char *asked, bool for_programs);
/** Its words; errors are printed. @return EXIT_CLEAN, or what the command should exit with */
int interface_open(ct_messages **out, const char *asked, bool for_programs);

/** argp_parse() with the docs of options and commands in the language of the interface; a doc is said line by line, and lines
 *  that begin with a space (examples) stay as they are. */
void parse_arguments(const struct argp *argp, int argc, char **argv, void *input);
/** A text said line by line in that way, malloc'ed; NULL for NULL, and when out of memory. */
char *said_lines(const char *text, const ct_messages *messages);

/** A lexicon, a profile and the words of the interface, opened as the options say; errors are printed. */
typedef struct knowledge { ct_lexicon *lexicon; ct_profile *profile; ct_messages *messages; } knowledge;

/** @param profile of the manifest, used when no option names one; NULL: the default
 *  @return EXIT_CLEAN, or what the command should exit with */
int  knowledge_open(knowledge *out, const common *options, const char *profile);
void knowledge_close(knowledge *k);
/** Progress of compiling a lexicon; the payload is a `common *`. */
void knowledge_progress(const char *what, unsigned percent, void *payload);

/** Read a file of aligned pairs and audit it; the audit borrows the bitext, and the caller frees both. */
ct_status bitext_audit(ct_aligned **bitext, ct_audit **audit, const char *path, const ct_language languages[CT_SIDES],
                       const common *c, const ct_audit_options *options, const knowledge *k, ct_error *err);

/* ---- talk (stderr) and product (stdout or file) --------------------------------------------------- */

/** "cotejo: message" on stderr; returns `status` so that leaving is one line. */
int complain(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** The exit status that belongs to a failure of the library. */
int exit_of(ct_status status);

/** One line that is written over on a terminal, nothing elsewhere or when quiet. */
void progress_show(const common *options, const char *what, size_t done, size_t all);
void progress_end(const common *options);

/** Columns of a text on a terminal, counting code points; the text, then spaces up to `width` and one more. */
int  columns_of(const char *s);
void write_padded(FILE *out, const char *s, int width);

/** Write to `path`, or to stdout when NULL; a write cut short is a failure that is said. */
int write_product(const char *path, const char *bytes, size_t len);

#endif
