/* In place of serve/ where libmicrohttpd was not there when cotejo was built. */
#include "command.h"

int serve_main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return complain(EXIT_NOT_RUN, "this cotejo was built without its server: install libmicrohttpd-dev and build it again");
}
