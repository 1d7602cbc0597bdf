/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lock.c - one server per database.
 *
 * The kernel holds the lock for as long as the process lives and frees it
 * however the process ends, so there is nothing to clean up after a crash; the
 * file stays. The number in it is only for the sentence that people read.
 */
#include "soundings/store.h"

#include "soundings/base.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static _Noreturn void
taken(const char *path, int fd)
{
	char who[24] = "?";
	ssize_t n = read(fd, who, sizeof(who) - 1);

	if (n > 0)
		who[n] = '\0';
	who[strcspn(who, "\n")] = '\0';
	fatal("database %s is in use by another soundings (process %s): stop "
	      "that one, or change the setting `store`",
	    path, who);
}

void
store_lock(const char *store)
{
	const char *path = store_file(store);
	char name[PATH_MAX];
	int fd;

	if (path == NULL)
		return;
	if (snprintf(name, sizeof(name), "%s.lock", path) >= (int)sizeof(name))
		fatal("setting store: %s is too long", path);
	fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		fatal("%s cannot be made: %s", name, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			taken(path, fd);
		fatal("%s cannot be locked: %s", name, strerror(errno));
	}
	/* fd stays open, and with it the lock, until the process ends. */
	if (ftruncate(fd, 0) != 0 || dprintf(fd, "%d\n", (int)getpid()) < 0)
		fatal("%s cannot be written: %s", name, strerror(errno));
}
