/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stats.c - `soundings stats METHOD`: the server's own figures, by hand.
 *
 * Reads one JSON object on standard input, prints one, and needs neither server
 * nor database. Exit status 0: an answer (which may be null, with its reason);
 * 1: the input was refused; 2: there is no such method.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/record.h"
#include "soundings/statistics.h"

#include "ctl/ctl.h"

#define INPUT_MAX (64 << 20)

static void
list_methods(FILE *to)
{
	struct arena *a = arena_new();

	fprintf(to, "usage: soundings stats METHOD < INPUT.json\n\n");
	for (const struct statistic *s = statistics_list(a); s->name != NULL;
	     s++)
		fprintf(to, "  %s\n      reads   %s\n      prints  %s\n",
		    s->name, s->in, s->out);
	arena_free(a);
}

static bool
is_method(const char *name)
{
	struct arena *a = arena_new();
	const struct statistic *s = statistics_list(a);
	bool found;

	while (s->name != NULL && strcmp(s->name, name) != 0)
		s++;
	found = s->name != NULL;
	arena_free(a);
	return found;
}

static void
read_all(struct buffer *b)
{
	ssize_t n;

	do {
		char *to = buffer_reserve(b, 65536);

		n = read(STDIN_FILENO, to, 65536);
		if (n > 0)
			b->len += (size_t)n;
		if (b->len > INPUT_MAX)
			fatal("the input is larger than %d bytes", INPUT_MAX);
	} while (n > 0 || (n < 0 && errno == EINTR));
	if (n < 0)
		fatal("the input cannot be read: %s", strerror(errno));
}

/* Printed, or said why not: the exit status. */
static int
answer(const char *method, const struct json *in)
{
	struct arena *a = arena_new();
	struct buffer out = { 0 };
	const char *why = statistics_answer(a, method, in, &out);
	int status = why == NULL ? 0 : 1;

	if (why == NULL)
		printf("%s\n", buffer_string(&out));
	else
		fprintf(stderr, "soundings: %s\n", why);
	buffer_free(&out);
	arena_free(a);
	return status;
}

int
ctl_stats(const struct settings *s, int argc, char **argv)
{
	struct buffer text = { 0 };
	const char *why;
	struct json *in;
	int status;

	(void)s;
	if (argc == 0) {
		list_methods(stdout);
		return 0;
	}
	if (argc != 1 || !is_method(argv[0])) {
		list_methods(stderr);
		return 2;
	}
	read_all(&text);
	in = json_parse(buffer_string(&text), text.len, &why);
	if (in == NULL)
		fatal("%s", why);
	status = answer(argv[0], in);
	json_free(in);
	buffer_free(&text);
	return status;
}
