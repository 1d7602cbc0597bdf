/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_in.c - the subcommands mail-in, bounce and mail-parse: what a mail on
 * standard input says, as JSON.
 *
 * Nothing is delivered and no server is asked. mail-parse is what the other two
 * start; it is no use to anyone else.
 */
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "soundings/base.h"
#include "soundings/incoming.h"
#include "soundings/record.h"

#include "ctl/ctl.h"

struct plan {
	const char *kind, *refused, *kept, *trimmed;
	struct list attachments;
};

struct bounce {
	const char *class, *status, *recipient;
};

static const struct field plan_fields[] = {
	F_TEXT(plan, kind, 1, 20), F_TEXT_OPT(plan, refused, 200),
	F_TEXT(plan, kept, 0, INCOMING_MAX),
	F_TEXT(plan, trimmed, 0, INCOMING_MAX),
	F_LIST(plan, attachments, incoming_file, incoming_file_fields, 100),
	F_END
};
static const struct field bounce_fields[] = {
	F_TEXT(bounce, class, 1, 4), F_TEXT_OPT(bounce, status, 16),
	F_TEXT_OPT(bounce, recipient, 2000), F_END
};

/* One byte more than is taken, so that a larger mail is seen to be one. */
static const struct incoming *
read_mail(struct arena *a, const struct settings *s)
{
	const struct incoming *in;
	struct buffer b = { 0 };
	size_t n = 1;

	while (n > 0 && b.len <= INCOMING_MAX) {
		n = fread(buffer_reserve(&b, 65536), 1, 65536, stdin);
		b.len += n;
	}
	if (ferror(stdin))
		fatal("the mail could not be read from standard input");
	in = incoming_read(a, s, buffer_string(&b), b.len);
	buffer_free(&b);
	return in;
}

static void
print(const struct field *fields, const void *record)
{
	struct buffer line = { 0 };

	record_encode(&line, fields, record);
	printf("%s\n", buffer_string(&line));
	buffer_free(&line);
}

int
ctl_mail_in(const struct settings *s, int argc, char **argv)
{
	struct arena *a = arena_new();
	const struct incoming *in;
	struct plan plan;

	if (argc != 1 || strcmp(argv[0], "--dry-run") != 0) {
		arena_free(a);
		fprintf(stderr, "soundings: mail that comes in is not "
				"delivered yet; \"mail-in --dry-run\" "
				"prints what a mail says\n");
		return EX_UNAVAILABLE;
	}
	in = read_mail(a, s);
	plan = (struct plan){ .kind = in->kind,
		.refused = incoming_refusal(in->kind), .kept = in->kept,
		.trimmed = in->trimmed, .attachments = in->files };
	print(plan_fields, &plan);
	arena_free(a);
	return 0;
}

int
ctl_bounce(const struct settings *s, int argc, char **argv)
{
	struct arena *a = arena_new();
	const struct incoming *in;
	struct bounce bounce;

	(void)argv;
	if (argc != 0)
		fatal("usage: soundings bounce < MESSAGE");
	in = read_mail(a, s);
	bounce = (struct bounce){ in->bounce_class, in->bounce_status,
		in->bounce_recipient };
	print(bounce_fields, &bounce);
	arena_free(a);
	return 0;
}

int
ctl_mail_parse(const struct settings *s, int argc, char **argv)
{
	(void)s;
	(void)argc;
	(void)argv;
	incoming_child();
}
