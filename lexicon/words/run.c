/* Running another program without a shell, with a deadline. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cotejo-internal/apertium.h>

extern char **environ;

enum { MAX_OUTPUT = 256 << 20 };

static bool close_on_exec(int fd)
{
    int flags = fcntl(fd, F_GETFD);
    return flags >= 0 && fcntl(fd, F_SETFD, flags | FD_CLOEXEC) == 0;
}

/* Start the program with its output on `fd`, and with nothing to read and nowhere to complain. */
static int start(pid_t *pid, const char *const *argv, int fd)
{
    posix_spawn_file_actions_t actions;
    union { const char *const *from; char *const *to; } words = { .from = argv };   /* posix_spawnp changes none */
    int error = posix_spawn_file_actions_init(&actions);

    if (error != 0)
        return error;
    error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (error == 0)
        error = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(&actions, fd, STDOUT_FILENO);
    if (error == 0)
        error = posix_spawnp(pid, argv[0], &actions, NULL, words.to, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static long milliseconds_until(const struct timespec *deadline)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)(deadline->tv_sec - now.tv_sec) * 1000 + (deadline->tv_nsec - now.tv_nsec) / 1000000;
}

/* Read until the other end closes; false on a failure, too much output or when time is up. */
static bool collect(ct_buffer *out, int fd, unsigned seconds)
{
    struct timespec deadline;
    char bytes[16384];

    clock_gettime(CLOCK_MONOTONIC, &deadline);
    deadline.tv_sec += (time_t)seconds;
    for (;;) {
        struct pollfd wait = { .fd = fd, .events = POLLIN };
        long left = milliseconds_until(&deadline);
        int ready = left <= 0 ? 0 : poll(&wait, 1, (int)left);
        ssize_t got;

        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        got = read(fd, bytes, sizeof bytes);
        if (got == 0)
            return true;
        if (got < 0 && errno != EINTR)
            return false;
        if (got > 0)
            ct_buffer_add(out, bytes, (size_t)got);
        if (out->failed || out->n > MAX_OUTPUT)
            return false;
    }
}

ct_status ct_run(ct_buffer *out, const char *const *argv, unsigned seconds, ct_error *err)
{
    ct_status status = CT_OK;
    int ends[2] = { -1, -1 }, error, how = 0;
    pid_t pid = -1;

    if (pipe(ends) != 0 || !close_on_exec(ends[0]) || !close_on_exec(ends[1])) {
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot run '%s': %s", argv[0], strerror(errno));
        goto done;
    }
    error = start(&pid, argv, ends[1]);
    close(ends[1]);
    ends[1] = -1;
    if (error != 0) {
        pid = -1;
        status = ct_fail(err, error == ENOENT ? CT_MISSING : CT_IO, CT_NO_OFFSET, "cannot run '%s': %s", argv[0],
                         strerror(error));
        goto done;
    }
    if (!collect(out, ends[0], seconds)) {
        kill(pid, SIGKILL);
        status = out->failed ? ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for what '%s' prints", argv[0])
            : ct_fail(err, CT_IO, CT_NO_OFFSET, "'%s' did not finish within %u seconds", argv[0], seconds);
    }
done:
    while (pid > 0 && waitpid(pid, &how, 0) < 0 && errno == EINTR)
        ;
    if (status == CT_OK && !(WIFEXITED(how) && WEXITSTATUS(how) == 0))
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "'%s' failed", argv[0]);
    for (int i = 0; i < 2; i++)
        if (ends[i] >= 0)
            close(ends[i]);
    return status;
}
