/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doctor.c - the subcommand doctor: what is good, what is not, what to do.
 *
 * It needs no running server, and may run beside one: it opens no database and
 * sends no mail.
 */
#include "soundings/doctor.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sysexits.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/buffer.h"

#include "ctl/ctl.h"

#define DNS_MAX (1024 * 1024)

static void
look_at_key(struct doctor *d)
{
	const char *key = arena_printf(d->arena, "%s/master.key",
	    d->settings->data);
	struct stat s;

	if (stat(key, &s) != 0)
		doctor_say(d, FINDING_NOTE, "data",
		    arena_printf(d->arena, "%s is not there yet", key),
		    "The server makes it when it starts; keep a copy then.");
	else if ((s.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		doctor_say(d, FINDING_BAD, "data",
		    arena_printf(d->arena, "%s is readable for others", key),
		    "chmod 600 it: it opens every session and link.");
}

static void
look_at_data(struct doctor *d)
{
	const struct settings *s = d->settings;
	struct statvfs disk;

	if (access(s->data, W_OK | X_OK) != 0) {
		doctor_say(d, errno == ENOENT ? FINDING_NOTE : FINDING_BAD,
		    "data",
		    arena_printf(d->arena, "%s cannot be written to: %s",
			s->data, strerror(errno)),
		    "Start the server once, as its own user, or give the "
		    "directory to that user.");
		return;
	}
	look_at_key(d);
	if (statvfs(s->data, &disk) != 0)
		return;
	if ((int64_t)(disk.f_bavail * disk.f_frsize) < s->storage_floor)
		doctor_say(d, FINDING_BAD, "data",
		    arena_printf(d->arena, "the disk of %s has less than "
					   "storage_floor free",
			s->data),
		    "Make room: until then nothing can be changed.");
	else
		doctor_say(d, FINDING_GOOD, "data",
		    arena_printf(d->arena, "%s can be written to and has room",
			s->data),
		    NULL);
}

static const char *
read_records(struct arena *a, const char *path)
{
	struct buffer b = { 0 };
	FILE *f = fopen(path, "re");
	const char *text;

	if (f == NULL)
		fatal("%s: %s", path, strerror(errno));
	b.len = fread(buffer_reserve(&b, DNS_MAX), 1, DNS_MAX, f);
	fclose(f);
	text = arena_copy(a, b.at, b.len);
	buffer_free(&b);
	return text;
}

static int
usage(void)
{
	fprintf(stderr, "usage: soundings doctor [--selector NAME] "
			"[--dns FILE]\n");
	return EX_USAGE;
}

int
ctl_doctor(const struct settings *s, int argc, char **argv)
{
	struct doctor d = { .arena = arena_new(), .settings = s,
		.selector = "soundings" };
	int i;

	for (i = 0; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--selector") == 0)
			d.selector = argv[i + 1];
		else if (strcmp(argv[i], "--dns") == 0)
			d.dns = read_records(d.arena, argv[i + 1]);
		else
			return usage();
	}
	if (i != argc)
		return usage();
	doctor_say(&d, FINDING_GOOD, "settings", "every one of them is known",
	    NULL);
	look_at_data(&d);
	doctor_mail(&d);
	doctor_domain(&d);
	printf("\n%zu to be mended, %zu not known.\n", d.bad, d.unknown);
	arena_free(d.arena);
	return d.bad > 0 ? 1 : 0;
}
