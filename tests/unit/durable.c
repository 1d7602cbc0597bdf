/* SPDX-License-Identifier: Apache-2.0 */
/*
 * durable.c - what is written is written whole, and a failure is told.
 */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "soundings/durable.h"

TEST(all_bytes_are_written)
{
	static char much[3 * 65536 + 7], back[sizeof(much)];
	char path[300];
	int file;

	memset(much, 'x', sizeof(much));
	snprintf(path, sizeof(path), "%s/much", unit_directory());
	file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	YES(durable_write(file, much, sizeof(much)));
	EQ_INT(sizeof(much), lseek(file, 0, SEEK_END));
	EQ_INT(sizeof(much), pread(file, back, sizeof(back), 0));
	YES(memcmp(much, back, sizeof(much)) == 0);
	close(file);
	YES(durable_name(path));
}

TEST(a_full_disk_is_told)
{
	int file = open("/dev/full", O_WRONLY);

	NO(durable_write(file, "x", 1));
	EQ_INT(ENOSPC, errno);
	close(file);
}

TEST(a_directory_that_is_not_there_is_told)
{
	NO(durable_name("/no/such/directory/file"));
	EQ_INT(ENOENT, errno);
}
