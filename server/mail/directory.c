/* SPDX-License-Identifier: Apache-2.0 */
/*
 * directory.c - mail as files, until somebody names a relay.
 *
 * A file appears whole or not at all: written beside, synced, renamed. Its name
 * is made of the mail, so a mail that is written again after a crash replaces
 * itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/durable.h"

#include "mail/letter.h"

void
directory_start(const char *path)
{
	struct stat st;

	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		fatal("setting mail_directory: cannot make %s: %s", path,
		    strerror(errno));
	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode) ||
	    access(path, W_OK | X_OK) != 0)
		fatal("setting mail_directory: %s is not a directory that the "
		      "server may write to",
		    path);
}

/* As a mail server stores it: the envelope's sender before the first header. */
static bool
write_file(const char *path, const struct letter *l)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	const char *sender = arena_printf(
	    l->arena, "Return-Path: <%s>\r\n", l->from);
	struct buffer all = { 0 };
	bool written;

	if (file < 0)
		return false;
	buffer_text(&all, sender);
	buffer_put(&all, l->bytes.at, l->bytes.len);
	written = durable_write(file, all.at, all.len);
	buffer_free(&all);
	return close(file) == 0 && written;
}

/* "2026-11-21T04-11-00.123Z-12-digest.eml": sorted by time. */
static const char *
name_of(struct letter *l)
{
	char at[40];

	clock_iso(at, sizeof(at), l->mail.queued_at);
	for (char *p = at; *p != '\0'; p++)
		if (*p == ':')
			*p = '-';
	return arena_printf(l->arena, "%s-%lld-%s.eml", at,
	    (long long)l->mail.id, l->mail.kind);
}

void
directory_write(struct letter *l, const struct settings *s)
{
	const char *name = name_of(l);
	const char *path = arena_printf(
	    l->arena, "%s/%s", s->mail_directory, name);
	const char *beside = arena_printf(
	    l->arena, "%s/.%s.part", s->mail_directory, name);

	if (write_file(beside, l) && rename(beside, path) == 0 &&
	    durable_name(path)) {
		l->result = "sent";
		snprintf(l->reply, sizeof(l->reply), "written as %s", name);
		return;
	}
	l->result = "later";
	snprintf(
	    l->reply, sizeof(l->reply), "cannot write: %s", strerror(errno));
	unlink(beside);
}
