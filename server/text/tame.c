/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tame.c - the extremes of Markdown that make md4c 0.4.8 slow, cut down.
 *
 * The parser walks the lines of a paragraph for each link in it, all open lists
 * and quotes for each line, and for each bare address all the signs that follow
 * in its paragraph: quadratic in a hostile text. No person's text comes near
 * these limits, so beyond them it is changed rather than refused.
 */
#include "text/tame.h"

#include <stdbool.h>
#include <string.h>

#include "text/escape.h"

enum {
	LINES_MAX = 1000, /* without a blank line: then one is put in */
	DEPTH_MAX = 32,   /* lists and quotes opened by one line */
	INDENT_MAX = 128, /* columns; what is deeper moves left */
	STEPS_MAX = 16384, /* from addresses to the signs behind them, in one
	                      paragraph: then it ends with its line, or right
	                      there when the line goes on for twice as many */
};

struct taming {
	struct buffer *out;
	size_t lines;     /* without a blank one */
	size_t addresses; /* that may be bare, in this paragraph */
	size_t steps;
};

/* The length of "- ", "> ", "12. " without the space, or 0. */
static size_t
marker_len(const char *p)
{
	size_t n = 0;

	if (*p == '>')
		return 1;
	if (*p == '-' || *p == '+' || *p == '*') {
		n = 1;
	} else {
		while (n < 10 && p[n] >= '0' && p[n] <= '9')
			n++;
		if (n == 0 || (p[n] != '.' && p[n] != ')'))
			return 0;
		n++;
	}
	return p[n] == '\0' || escape_space(p[n]) ? n : 0;
}

/* Copies the blanks at p; returns their length. */
static size_t
put_indent(struct buffer *b, const char *p)
{
	size_t n = strspn(p, " \t"), i, columns = 0;

	for (i = 0; i < n && columns < INDENT_MAX; i++) {
		columns = p[i] == '\t' ? (columns / 8 + 1) * 8 : columns + 1;
		buffer_char(b, p[i]);
	}
	return n;
}

/* Copies what opens lists and quotes at the start of a line; returns its
 * length. One marker too many is made an ordinary character. */
static size_t
put_markers(struct buffer *b, const char *line)
{
	size_t at = put_indent(b, line), n, depth;

	for (depth = 0; (n = marker_len(line + at)) > 0; depth++) {
		if (depth == DEPTH_MAX) {
			buffer_char(b, '\\');
			break;
		}
		buffer_put(b, line + at, n);
		at += n;
		at += put_indent(b, line + at);
	}
	return at;
}

/* Does the line begin a list item or a quote whatever stands above it? Then
 * what went before is another paragraph. */
static bool
begins_block(const char *line)
{
	size_t indent = strspn(line, " ");
	const char *p = line + indent;

	return indent < 4 && strchr("-+*>", *p) != NULL && p[1] == ' ' &&
	       p[2] > ' ';
}

static bool
is_sign(char c)
{
	return strchr("\\`*_~[]!<>&;@:.|", c) != NULL;
}

/* Could a bare address have this sign: "a@b", "http:", "www."? */
static bool
in_address(const char *line, size_t i)
{
	int before = i > 0 ? line[i - 1] | 0x20 : '\0';

	return line[i] == '@' ||
	       (line[i] == ':' && (before == 'p' || before == 's')) ||
	       (line[i] == '.' && before == 'w');
}

static void
put_line(struct taming *t, const char *line, size_t len)
{
	size_t done = 0;

	for (size_t i = 0; i < len; i++) {
		if (!is_sign(line[i]))
			continue;
		t->addresses += in_address(line, i);
		t->steps += t->addresses;
		if (t->steps <= 2 * STEPS_MAX)
			continue;
		buffer_put(t->out, line + done, i - done);
		buffer_text(t->out, "\n\n");
		done = i;
		t->addresses = t->steps = 0;
	}
	buffer_put(t->out, line + done, len - done);
}

/* The length of a line with its end: LF, CR LF or CR. */
static size_t
line_len(const char *line)
{
	size_t n = strcspn(line, "\r\n");

	if (line[n] == '\r' && line[n + 1] == '\n')
		return n + 2;
	return line[n] == '\0' ? n : n + 1;
}

static bool
blank(const char *line)
{
	line += strspn(line, " \t");
	return *line == '\r' || *line == '\n' || *line == '\0';
}

/* Ends the paragraph above where a limit is passed. */
static void
begin_line(struct taming *t, const char *line)
{
	t->lines = blank(line) ? 0 : t->lines + 1;
	if (t->lines <= 1 || begins_block(line))
		t->addresses = t->steps = 0;
	if (t->lines <= LINES_MAX && t->steps <= STEPS_MAX)
		return;
	buffer_char(t->out, '\n');
	t->lines = 1;
	t->addresses = t->steps = 0;
}

void
tame_put(struct buffer *b, const char *markdown)
{
	struct taming t = { .out = b };
	const char *line = markdown;
	size_t start, len;

	while (*line != '\0') {
		begin_line(&t, line);
		len = line_len(line);
		start = put_markers(b, line);
		put_line(&t, line + start, len - start);
		line += len;
	}
}
