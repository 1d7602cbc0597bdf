/* SPDX-License-Identifier: Apache-2.0 */
/*
 * anchor.c - `soundings anchor OLD.txt NEW.txt`, for scripts and for checking.
 *
 * One passage a line goes in as JSON and one place a line comes out, by the
 * server's own code. A line that makes no sense is refused with its number on
 * stderr and answered with nothing; the others are placed all the same, and the
 * exit status is 1. Members of a passage that are not known are skipped over,
 * so that a file with more in it can be piped in as it is.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/anchor.h"
#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/record.h"

#include "ctl/ctl.h"

#define LINE_MOST (4u << 20) /* bytes of one passage */

struct passage {
	const struct json *id;
	int64_t start, end; /* -1: not given */
	struct anchor_quote quote;
};

static void
read_text(const char *path, struct buffer *text)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		fatal("%s cannot be read: %s", path, strerror(errno));
	do {
		n = fread(buffer_reserve(text, 1 << 16), 1, 1 << 16, f);
		text->len += n;
	} while (n > 0 && text->len <= ANCHOR_TEXT_MAX);
	if (ferror(f))
		fatal("%s cannot be read: %s", path, strerror(errno));
	fclose(f);
}

/* The next line without its end; false at the end of the input. A line that is
 * too long is read over, and is one byte longer than allowed. */
static bool
read_line(FILE *f, struct buffer *line)
{
	int c;

	buffer_clear(line);
	while ((c = getc(f)) != EOF && c != '\n')
		if (line->len <= LINE_MOST)
			buffer_char(line, (char)c);
	return c != EOF || line->len > 0;
}

static bool
is_blank(const char *line, size_t len)
{
	while (len > 0 && strchr(" \t\r", line[len - 1]) != NULL)
		len--;
	return len == 0;
}

/* A whole number of the passage; -1 when it is not there. */
static const char *
read_offset(const struct json *j, const char *name, int64_t *n)
{
	struct buffer b = { 0 };
	const char *text, *why = NULL;

	*n = -1;
	if (json_at(j, name) == NULL)
		return NULL;
	json_write(&b, json_at(j, name));
	text = buffer_string(&b);
	if (strcmp(text, "null") != 0 &&
	    (strspn(text, "0123456789") != b.len || b.len > 15))
		why = "start and end must be whole numbers from 0 on";
	else if (strcmp(text, "null") != 0)
		*n = strtoll(text, NULL, 10);
	buffer_free(&b);
	return why;
}

static const char *
read_passage(const struct json *j, size_t points, struct passage *p)
{
	const char *why;

	memset(p, 0, sizeof(*p));
	if (!json_is_object(j))
		return "this is no JSON object";
	p->id = json_at(j, "id");
	if (p->id == NULL)
		return "the passage has no id";
	p->quote.exact = json_as_text(json_at(j, "exact"));
	p->quote.prefix = json_as_text(json_at(j, "prefix"));
	p->quote.suffix = json_as_text(json_at(j, "suffix"));
	why = read_offset(j, "start", &p->start);
	if (why == NULL)
		why = read_offset(j, "end", &p->end);
	if (why != NULL)
		return why;
	if ((p->start < 0) != (p->end < 0))
		return "start and end come together";
	if (p->start < 0 && p->quote.exact == NULL)
		return "the passage has neither start and end nor exact";
	if (p->start > p->end)
		return "start is behind end";
	if (p->end > (int64_t)points)
		return "end is behind the end of the old text";
	return NULL;
}

/* By its offsets, if they are there and fit its words; else by its words. */
static struct anchor_place
place(const struct anchor *anchor, struct passage *p)
{
	struct anchor_place nowhere = { .state = ANCHOR_NOT_FOUND };
	size_t start, end;

	if (p->start >= 0) {
		start = (size_t)p->start;
		end = (size_t)p->end;
		if (p->quote.exact == NULL ||
		    anchor_is_at(anchor, p->quote.exact, start, end))
			return anchor_place(anchor, start, end);
		p->quote.near = start;
	}
	if (!anchor_find(anchor, &p->quote, &start, &end))
		return nowhere;
	return anchor_place(anchor, start, end);
}

static void
print_place(const struct json *id, struct anchor_place at)
{
	struct buffer b = { 0 };

	buffer_text(&b, "{\"id\":");
	json_write(&b, id);
	buffer_printf(&b, ",\"state\":\"%s\",", anchor_state_name(at.state));
	if (at.state == ANCHOR_NOT_FOUND)
		buffer_text(&b, "\"start\":null,\"end\":null,");
	else
		buffer_printf(
		    &b, "\"start\":%zu,\"end\":%zu,", at.start, at.end);
	buffer_printf(&b, "\"confidence\":%.3f}\n", at.confidence);
	fwrite(b.at, 1, b.len, stdout);
	fflush(stdout); /* a script may wait for it before it asks again */
	buffer_free(&b);
}

/* NULL, or why the line was refused. */
static const char *
answer(const struct anchor *anchor, const struct buffer *line)
{
	const char *why = NULL;
	struct passage p;
	struct json *j;

	if (line->len > LINE_MOST)
		return "the line is longer than 4 MiB";
	j = json_parse(line->at, line->len, &why);
	if (j == NULL)
		return why;
	why = read_passage(j, anchor_old_points(anchor), &p);
	if (why == NULL)
		print_place(p.id, place(anchor, &p));
	json_free(j);
	return why;
}

int
ctl_anchor(const struct settings *s, int argc, char **argv)
{
	struct buffer old = { 0 }, new = { 0 }, line = { 0 };
	struct arena *a = arena_new();
	const struct anchor *anchor;
	const char *why = NULL;
	int status = 0;

	(void)s;
	if (argc != 2)
		fatal("usage: soundings anchor OLD.txt NEW.txt <PASSAGES");
	read_text(argv[0], &old);
	read_text(argv[1], &new);
	anchor = anchor_compare(a, buffer_string(&old), old.len,
	    buffer_string(&new), new.len, &why);
	if (anchor == NULL)
		fatal("%s", why);
	for (unsigned long n = 1; read_line(stdin, &line); n++) {
		if (is_blank(line.at, line.len))
			continue;
		why = answer(anchor, &line);
		if (why != NULL) {
			fprintf(stderr, "line %lu: %s\n", n, why);
			status = 1;
		}
	}
	arena_free(a);
	buffer_free(&line);
	buffer_free(&old);
	buffer_free(&new);
	if (ferror(stdout))
		fatal("the places cannot be written: %s", strerror(errno));
	return status;
}
