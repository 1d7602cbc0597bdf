/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reply.c - fuzzes what parts the author's words from the quoted ones: every
 * line that says something ends up in exactly one of the two. Asterisks, what
 * cannot be seen and the bare mark of a quote (">", "JB>") say nothing.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/reply.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* The next line with more than white space; *at moves behind it. */
static size_t
next_line(const char **at, const char **line)
{
	static const char white[] = " \t\n\r\v\f";
	size_t n;

	*at += strspn(*at, white);
	*line = *at;
	n = strcspn(*at, "\n");
	*at += n;
	while (n > 0 && strchr(white, (*line)[n - 1]) != NULL)
		n--;
	return n;
}

static bool
says_nothing(const char *bare)
{
	size_t n = strcspn(bare, "> ");

	return bare[0] == '\0' ||
	       (n <= 4 && bare[n] != '\0' && strspn(bare + n, "> ") ==
		   strlen(bare + n));
}

/* A number for all lines together, whatever their order. */
static uint64_t
sum_of(struct arena *a, const char *text)
{
	uint64_t sum = 0, one;
	const char *line;
	size_t n;

	while ((n = next_line(&text, &line)) > 0) {
		if (says_nothing(reply_bare(a, arena_copy(a, line, n))))
			continue;
		one = UINT64_C(14695981039346656037);
		for (size_t i = 0; i < n; i++)
			one = (one ^ (unsigned char)line[i]) *
			      UINT64_C(1099511628211);
		sum += one;
	}
	return sum;
}

/* How much its lines say, whatever the marks before them. */
static size_t
letters_of(struct arena *a, const char *text)
{
	const char *line, *bare;
	size_t n, sum = 0;

	while ((n = next_line(&text, &line)) > 0) {
		bare = reply_bare(a, arena_copy(a, line, n));
		bare += strspn(bare, "> ");
		if (says_nothing(bare))
			continue;
		for (; *bare != '\0'; bare++)
			sum += strchr("> ", *bare) == NULL;
	}
	return sum;
}

/* Beside every half of itself as what was sent, the text loses nothing. */
static void
check_between(struct arena *a, struct reply r, const char *text)
{
	struct reply b = reply_between(a, r, text + strlen(text) / 2, "");

	invariant(letters_of(a, b.kept) + letters_of(a, b.trimmed) ==
		  letters_of(a, r.kept) + letters_of(a, r.trimmed));
	b = reply_between(a, (struct reply){ "", text },
	    arena_copy(a, text, strlen(text) / 2), text);
	invariant(letters_of(a, b.kept) + letters_of(a, b.trimmed) ==
		  letters_of(a, text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new();
	const char *text = arena_copy(a, data, len);
	struct reply r = reply_trim(a, text);

	invariant(sum_of(a, text) ==
		  sum_of(a, r.kept) + sum_of(a, r.trimmed));
	check_between(a, r, text);
	(void)reply_unflow(a, text, len % 2 == 0);
	arena_free(a);
	return 0;
}
