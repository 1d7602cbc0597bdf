/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tame.c - the extremes of Markdown that make md4c 0.4.8 slow, cut down.
 *
 * The parser walks the lines of a paragraph for each link in it, and all open
 * lists and quotes for each line: quadratic in a hostile text. No person's text
 * comes near these limits, so beyond them it is changed rather than refused.
 */
#include "text/tame.h"

#include <stdbool.h>
#include <string.h>

#include "text/escape.h"

enum {
	LINES_MAX = 1000, /* without a blank line: then one is put in */
	DEPTH_MAX = 32,   /* lists and quotes opened by one line */
	INDENT_MAX = 128, /* columns; what is deeper moves left */
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

void
tame_put(struct buffer *b, const char *markdown)
{
	const char *line = markdown;
	size_t start, len, run = 0;

	while (*line != '\0') {
		run = blank(line) ? 0 : run + 1;
		if (run > LINES_MAX) {
			buffer_char(b, '\n');
			run = 1;
		}
		len = line_len(line);
		start = put_markers(b, line);
		buffer_put(b, line + start, len - start);
		line += len;
	}
}
