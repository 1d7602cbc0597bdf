/* SPDX-License-Identifier: Apache-2.0 */
/*
 * durable.c - writing files so that they outlast a power cut.
 */
#include "soundings/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "soundings/base.h"

bool
durable_write(int file, const void *bytes, size_t len)
{
	const char *at = bytes;
	ssize_t n;

	while (len > 0) {
		n = write(file, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return fsync(file) == 0;
}

bool
durable_name(const char *path)
{
	size_t len = strlen(path) + 1;
	char *copy = memcpy(need(len), path, len);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = fd >= 0 && fsync(fd) == 0;
	int why = errno;

	if (fd >= 0)
		close(fd);
	free(copy);
	errno = why;
	return synced;
}
