/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sync.c - how often this disk can promise: the raw rate of fdatasync.
 *
 * Overwrites a file that has its size already, the best case for a log that is
 * written again and again: `pages` pages, then one fdatasync.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load.h"

#define PAGE 4096
#define PAGES 1024

int
scenario_sync(const struct words *w)
{
	static const char page[PAGE] = "x";
	const char *path = word_text(w, "file", NULL);
	int64_t pages = word_number(w, "pages"), until, start, count = 0;
	off_t at = 0;
	int fd;

	if (path == NULL)
		give_up("say file=PATH");
	fd = open(path, O_CREAT | O_TRUNC | O_RDWR, 0600);
	for (off_t i = 0; i < PAGES; i++)
		if (pwrite(fd, page, PAGE, i * PAGE) != PAGE)
			give_up("%s: %s", path, strerror(errno));
	fsync(fd);
	start = now_ns();
	until = start + word_number(w, "seconds") * 1000000000;
	for (; now_ns() < until; count++) {
		for (int64_t i = 0; i < pages; i++, at = (at + 1) % PAGES)
			if (pwrite(fd, page, PAGE, at * PAGE) != PAGE)
				give_up("%s: %s", path, strerror(errno));
		if (fdatasync(fd) != 0)
			give_up("%s: %s", path, strerror(errno));
	}
	printf("{\"syncs\":%lld,\"per_second\":%.0f}\n", (long long)count,
	    (double)count / ((double)(now_ns() - start) / 1e9));
	close(fd);
	unlink(path);
	return 0;
}
