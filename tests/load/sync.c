/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sync.c - how often this disk can promise: the raw rate of fdatasync.
 *
 * Overwrites a file that has its size already, the best case for a log that is
 * written again and again: `pages` pages, then one fdatasync, and with pause=MS
 * a rest after each.
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
#define SAMPLES 1000000

int
scenario_sync(const struct words *w)
{
	static const char page[PAGE] = "x";
	static int64_t took[SAMPLES];
	const char *path = word_text(w, "file", NULL);
	int64_t pages = word_number(w, "pages"), until, start, count = 0,
		before;
	useconds_t pause = (useconds_t)strtoul(
	    word_text(w, "pause", "0"), NULL, 10);
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
	while ((before = now_ns()) < until && count < SAMPLES) {
		for (int64_t i = 0; i < pages; i++, at = (at + 1) % PAGES)
			if (pwrite(fd, page, PAGE, at * PAGE) != PAGE)
				give_up("%s: %s", path, strerror(errno));
		if (fdatasync(fd) != 0)
			give_up("%s: %s", path, strerror(errno));
		took[count++] = now_ns() - before;
		if (pause > 0)
			usleep(pause * 1000);
	}
	printf("{\"syncs\":%lld,\"per_second\":%.0f,", (long long)count,
	    (double)count / ((double)(now_ns() - start) / 1e9));
	printf("\"p50_us\":%.1f}\n",
	    (double)share_of(took, (size_t)count, 0.5) / 1e3);
	close(fd);
	unlink(path);
	return 0;
}
