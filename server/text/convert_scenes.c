/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_scenes.c - the scenes of a film, by their times.
 *
 * A film is reviewed by a list of its scenes or by its script. Where half of a
 * draft or more begins with times that only go forward, each such part is a
 * scene, and "2:35" is its number: under it comments are shown, sorted and
 * exported, without a place of another kind beside clauses.
 */
#include "text/convert_scenes.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "soundings/buffer.h"
#include "soundings/text.h"

#define SCENES_LEAST 2
#define BULLETS      " \t-*+[("

/* How often parts begin with a time, and whether it always goes forward. */
struct count {
	size_t parts, scenes;
	int last; /* seconds */
	bool back;
};

/* Two digits below 60 behind a colon; -1: there are none. */
static int
sixty(const char *at)
{
	if (at[0] != ':' || at[1] < '0' || at[1] > '5' ||
	    !isdigit((unsigned char)at[2]))
		return -1;
	return (at[1] - '0') * 10 + at[2] - '0';
}

/* The length of "2:35" or "1:02:35" at the beginning; 0: there is no time. */
static size_t
time_len(const char *text, int *seconds)
{
	size_t len = strspn(text, "0123456789");
	int n = 0, more;

	if (len == 0 || len > 3)
		return 0;
	for (size_t i = 0; i < len; i++)
		n = n * 10 + text[i] - '0';
	more = sixty(text + len);
	if (more < 0)
		return 0;
	n = n * 60 + more;
	len += 3;
	more = sixty(text + len);
	if (more >= 0) {
		n = n * 60 + more;
		len += 3;
	}
	*seconds = n;
	return isalnum((unsigned char)text[len]) || text[len] == ':' ? 0 : len;
}

static void
count_part(struct count *k, const char *text)
{
	int seconds = 0;

	k->parts++;
	if (time_len(text, &seconds) == 0)
		return;
	k->back = k->back || (k->scenes > 0 && seconds <= k->last);
	k->last = seconds;
	k->scenes++;
}

static bool
are_scenes(const struct count *k)
{
	return !k->back && k->scenes >= SCENES_LEAST &&
	    k->scenes * 2 >= k->parts;
}

/* Behind the line feed, or at the end. */
static const char *
next_line(const char *line)
{
	line += strcspn(line, "\n");
	return line + (*line == '\n');
}

const char *
scenes_parted(struct arena *a, const char *text)
{
	struct count k = { 0 };
	struct buffer b = { 0 };
	const char *line, *parted;
	int seconds;

	for (line = text; *line != '\0'; line = next_line(line))
		if (line[strspn(line, " \t\r")] != '\n')
			count_part(&k, line + strspn(line, BULLETS));
	if (!are_scenes(&k))
		return text;
	for (line = text; *line != '\0'; line = next_line(line)) {
		if (time_len(line + strspn(line, BULLETS), &seconds) > 0)
			buffer_char(&b, '\n');
		buffer_put(&b, line, (size_t)(next_line(line) - line));
	}
	parted = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return parted;
}

void
scenes_number(struct arena *a, struct list clauses)
{
	struct clause_text *c = clauses.at;
	struct count k = { 0 };
	size_t len;
	int seconds;

	for (size_t i = 0; i < clauses.count; i++)
		if (c[i].level == 0)
			count_part(&k, c[i].text + strspn(c[i].text, BULLETS));
	if (!are_scenes(&k))
		return;
	for (size_t i = 0; i < clauses.count; i++) {
		const char *text = c[i].text + strspn(c[i].text, BULLETS);

		len = c[i].level == 0 ? time_len(text, &seconds) : 0;
		if (len > 0)
			c[i].number = arena_copy(a, text, len);
	}
}
