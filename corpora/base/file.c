/* Whole files. Only regular files are read: opening a FIFO would wait for ever, a device might never end. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cotejo-internal/buffer.h>
#include <cotejo-internal/file.h>

static const char *kind_of(mode_t mode)
{
    if (S_ISDIR(mode))  return "a folder";
    if (S_ISFIFO(mode)) return "a pipe";
    if (S_ISSOCK(mode)) return "a socket";
    return "a device";
}

/* Read `n` bytes or up to the end of a file that shrank meanwhile. */
static ssize_t read_all(int fd, char *bytes, size_t n)
{
    size_t done = 0;

    while (done < n) {
        ssize_t got = read(fd, bytes + done, n - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

ct_status ct_file_read(char **bytes, size_t *len, const char *path, uint64_t max_bytes, ct_error *err)
{
    ct_status status = CT_OK;
    struct stat st;
    char *content = NULL;
    ssize_t got;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    *bytes = NULL;
    *len = 0;
    if (fd < 0 || fstat(fd, &st) != 0) {
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot open '%s': %s", path, strerror(errno));
        goto done;
    }
    if (!S_ISREG(st.st_mode)) {
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot read '%s': it is %s, not a file", path, kind_of(st.st_mode));
        goto done;
    }
    if ((uint64_t)st.st_size > max_bytes) {
        status = ct_fail(err, CT_LIMIT, CT_NO_OFFSET, "cannot read '%s': it has %lld bytes, more than the limit of %llu",
                         path, (long long)st.st_size, (unsigned long long)max_bytes);
        goto done;
    }
    content = malloc((size_t)st.st_size + 1);
    if (content == NULL) {
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory for '%s' of %lld bytes", path, (long long)st.st_size);
        goto done;
    }
    got = read_all(fd, content, (size_t)st.st_size);
    if (got < 0) {
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot read '%s': %s", path, strerror(errno));
        goto done;
    }
    content[got] = '\0';
    *bytes = content;
    *len = (size_t)got;
    content = NULL;
done:
    free(content);
    if (fd >= 0)
        close(fd);
    return status;
}

static int write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t put = write(fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -1;
        bytes += put;
        n -= (size_t)put;
    }
    return 0;
}

/* Things like /dev/stdout cannot be replaced by a renamed file: they are written to directly. */
static ct_status write_in_place(const char *path, const void *bytes, size_t len, ct_error *err)
{
    ct_status status = CT_OK;
    int fd = open(path, O_WRONLY | O_CLOEXEC);

    if (fd < 0 || write_all(fd, bytes, len) != 0)
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
    if (fd >= 0 && close(fd) != 0 && status == CT_OK)
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
    return status;
}

ct_status ct_file_write(const char *path, const void *bytes, size_t len, ct_error *err)
{
    ct_status status = CT_OK;
    ct_buffer temporary = { 0 };
    struct stat st;
    int fd = -1;

    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
        if (S_ISDIR(st.st_mode))
            return ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': it is a folder", path);
        return write_in_place(path, bytes, len, err);
    }
    ct_buffer_printf(&temporary, "%s.%ld.tmp", path, (long)getpid());
    if (temporary.failed) {
        status = ct_fail(err, CT_NOMEM, CT_NO_OFFSET, "no memory to write '%s'", path);
        goto done;
    }
    fd = open(temporary.bytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) {
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
        goto done;
    }
    if (write_all(fd, bytes, len) != 0 || fsync(fd) != 0) {
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
        goto remove;
    }
    if (close(fd) != 0) {
        fd = -1;
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
        goto remove;
    }
    fd = -1;
    if (rename(temporary.bytes, path) != 0)
        status = ct_fail(err, CT_IO, CT_NO_OFFSET, "cannot write '%s': %s", path, strerror(errno));
remove:
    if (status != CT_OK)
        unlink(temporary.bytes);
    if (fd >= 0)
        close(fd);
done:
    ct_buffer_release(&temporary);
    return status;
}
