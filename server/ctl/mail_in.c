/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_in.c - the subcommands mail-in, bounce and mail-parse: a mail on standard
 * input is handed to the server, or what it says is printed as JSON.
 *
 * Only mail-in without --dry-run needs a server. mail-parse is what the other
 * two start; it is no use to anyone else.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/incoming.h"
#include "soundings/record.h"
#include "soundings/secret.h"

#include "ctl/mail_deliver.h"
#include "ctl/mail_in.h"

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
static void
read_input(struct buffer *b)
{
	size_t n = 1;

	while (n > 0 && b->len <= INCOMING_MAX) {
		n = fread(buffer_reserve(b, 65536), 1, 65536, stdin);
		b->len += n;
	}
	if (ferror(stdin))
		fatal("the mail could not be read from standard input");
}

static const struct incoming *
read_mail(struct arena *a, const struct settings *s)
{
	const struct incoming *in;
	struct buffer b = { 0 };

	read_input(&b);
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

static bool
deliver(const struct settings *s, const char *bytes, size_t len, const char *to)
{
	struct arena *a = arena_new();
	char digest[SECRET_HASH_LEN + 1];
	struct talk *t = talk_open(s->control);
	const struct incoming *in = incoming_read(a, s, bytes, len);
	bool taken;

	secret_digest(bytes, len, digest);
	taken = mail_deliver(t, a,
	    incoming_hand(a, s, in, digest, to != NULL ? to : in->to));
	talk_close(t);
	arena_free(a);
	return taken;
}

bool
mail_in_take(const struct settings *s, const char *bytes, size_t len,
    const char *to)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0)
		_exit(deliver(s, bytes, len, to) ? EX_OK : EX_TEMPFAIL);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == EX_OK;
}

/* The mail on standard input; the status for the mail server. */
static int
take_input(const struct settings *s, const char *to)
{
	struct buffer b = { 0 };
	bool taken;

	read_input(&b);
	taken = mail_in_take(s, buffer_string(&b), b.len, to);
	buffer_free(&b);
	return taken ? EX_OK : EX_TEMPFAIL;
}

int
ctl_mail_in(const struct settings *s, int argc, char **argv)
{
	struct arena *a;
	const struct incoming *in;
	struct plan plan;

	if (argc == 0 || (argc == 1 && argv[0][0] != '-'))
		return take_input(s, argc == 0 ? NULL : argv[0]);
	if (argc == 1 && strcmp(argv[0], "--lmtp") == 0)
		return mail_lmtp(s);
	if (argc != 1 || strcmp(argv[0], "--dry-run") != 0) {
		fprintf(stderr, "usage: soundings mail-in [RECIPIENT | "
				"--dry-run] < MESSAGE, or --lmtp\n");
		return EX_USAGE;
	}
	a = arena_new();
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
