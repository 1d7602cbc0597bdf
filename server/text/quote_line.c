/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quote_line.c - a mail's text as lines, each with what it is.
 *
 * What is compared with words is the bare form; what is kept is the line as it
 * came. Letters before ">" count as quote marks only when two lines in a row
 * have them, because people write "x>3" too.
 */
#include "text/quote_line.h"

#include <stdint.h>
#include <string.h>
#include <unicode/ucasemap.h>

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/reply.h"

enum { INDENT_MAX = 4, INITIALS_MAX = 4, RULE_MIN = 2, JOINED_MAX = 1200 };

/* Bytes of the white or invisible character at p, 0 when it is neither; *space
 * tells which. U+00A0, 00AD, 200B-200F, 2028-202F, 2060-206F, 3000, FEFF. */
static size_t
blank_len(const char *p, bool *space)
{
	const unsigned char *u = (const unsigned char *)p;

	*space = true;
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	if (u[0] == 0xc2 && u[1] == 0xa0)
		return 2;
	if (u[0] == 0xe3 && u[1] == 0x80 && u[2] == 0x80)
		return 3;
	*space = u[0] == 0xe2 && u[1] == 0x80 && u[2] == 0xaf;
	if (*space)
		return 3;
	if (u[0] == 0xc2 && u[1] == 0xad)
		return 2;
	if (u[0] == 0xe2 && u[1] == 0x80 &&
	    ((u[2] >= 0x8b && u[2] <= 0x8f) || (u[2] >= 0xa8 && u[2] <= 0xae)))
		return 3;
	if (u[0] == 0xe2 && u[1] == 0x81 && u[2] >= 0xa0 && u[2] <= 0xaf)
		return 3;
	if (u[0] == 0xef && u[1] == 0xbb && u[2] == 0xbf)
		return 3;
	return 0;
}

static size_t
indent(const char *p)
{
	size_t n = strspn(p, " \t");

	return n <= INDENT_MAX ? n : 0;
}

/* "JB> " at the beginning of a line. */
static size_t
initials(const char *p)
{
	size_t from = indent(p), n = from;

	while (n < from + INITIALS_MAX &&
	    ((p[n] >= 'A' && p[n] <= 'Z') || (n > from && p[n] >= 'a' &&
					     p[n] <= 'z')))
		n++;
	if (n == from || p[n] != '>' || (p[n + 1] != ' ' && p[n + 1] != '\0'))
		return 0;
	return n;
}

/* How deep the line is quoted; *rest: what follows the marks. */
static int
depth_of(const char *line, const char **rest)
{
	int depth = 0;
	size_t n;

	for (;;) {
		n = indent(line);
		if (line[n] != '>')
			break;
		line += n + 1;
		depth++;
	}
	*rest = line;
	return depth;
}

static bool
is_rule(const char *bare)
{
	size_t marks = 0, n;

	while (*bare != '\0') {
		n = 1;
		if (strncmp(bare, "ᐧ", 3) == 0) /* left by mail trackers */
			n = 3;
		else if (strchr("-_=~#+", *bare) == NULL && *bare != ' ')
			return false;
		marks += *bare == ' ' ? 0 : n;
		bare += n;
	}
	return marks >= RULE_MIN;
}

/* "****" loses its asterisks in the bare form. */
static bool
is_stars(const char *raw)
{
	size_t n = strspn(raw, "* \t");

	return raw[n] == '\0' && strstr(raw, "**") != NULL;
}

/* A dash of whatever kind as hyphens; NULL: it is none. All take three bytes. */
static const char *
dash(const char *p)
{
	static const char *const one[] = { "‐", "‑", "‒", "–", "─", "━", "−" };

	for (size_t i = 0; i < COUNT(one); i++)
		if (strncmp(p, one[i], 3) == 0)
			return "-";
	if (strncmp(p, "—", 3) == 0 || strncmp(p, "―", 3) == 0)
		return "--";
	return NULL;
}

/* Small letters, white space collapsed, no asterisks, nothing invisible, and
 * hyphens for all dashes. */
static const char *
bare_of(struct arena *a, UCaseMap *map, const char *raw)
{
	struct buffer b = { 0 };
	UErrorCode error = U_ZERO_ERROR;
	const char *hyphens;
	int32_t room, len;
	bool space, wanted = false;
	size_t n;
	char *out;

	for (; *raw != '\0'; raw += n) {
		n = blank_len(raw, &space);
		if (n > 0) {
			wanted = wanted || (space && b.len > 0);
			continue;
		}
		n = 1;
		if (*raw == '*')
			continue;
		if (wanted)
			buffer_char(&b, ' ');
		wanted = false;
		hyphens = dash(raw);
		if (hyphens != NULL) {
			buffer_text(&b, hyphens);
			n = 3;
		} else {
			buffer_char(&b, *raw);
		}
	}
	room = (int32_t)(b.len * 3 + 1);
	out = arena_get(a, (size_t)room + 1);
	len = ucasemap_utf8ToLower(map, out, room, buffer_string(&b),
	    (int32_t)b.len, &error);
	invariant(U_SUCCESS(error) && len <= room);
	buffer_free(&b);
	return out;
}

const char *
reply_bare(struct arena *a, const char *text)
{
	UErrorCode error = U_ZERO_ERROR;
	UCaseMap *map = ucasemap_open("", 0, &error);
	const char *out;

	invariant(U_SUCCESS(error));
	out = bare_of(a, map, text);
	ucasemap_close(map);
	return out;
}

static void
read_line(struct arena *a, UCaseMap *map, struct line *l)
{
	const char *raw = arena_copy(a, l->at, l->len);
	const char *rest;
	size_t n;

	l->depth = depth_of(raw, &rest);
	/* A mailbox file writes ">From" for a line that begins with From. */
	if (l->depth == 1 && strncmp(raw, ">From ", 6) == 0 &&
	    strchr(raw, ':') == NULL) {
		l->depth = 0;
		rest = raw;
	}
	n = initials(raw);
	l->bare = bare_of(a, map, n > 0 ? raw + n + 1 : rest);
	if (l->depth > 0)
		l->kind = LINE_QUOTE;
	else if (*l->bare == '\0')
		l->kind = is_stars(rest) ? LINE_RULE : LINE_EMPTY;
	else
		l->kind = is_rule(l->bare) ? LINE_RULE : LINE_TEXT;
	if (n > 0 && l->kind != LINE_QUOTE)
		l->depth = -1; /* perhaps: see settle_initials */
}

/* Initials are quote marks when the line above or below has them too. */
static void
settle_initials(struct mail_lines *m)
{
	bool before = false, after;

	for (size_t i = 0; i < m->count; i++) {
		struct line *l = &m->at[i];

		if (l->depth >= 0) {
			before = false;
			continue;
		}
		after = i + 1 < m->count && m->at[i + 1].depth < 0;
		if (before || after) {
			l->kind = LINE_QUOTE;
			l->depth = 1;
			before = true;
			continue;
		}
		l->depth = 0;
		before = false;
	}
}

struct mail_lines
lines_read(struct arena *a, const char *text)
{
	UErrorCode error = U_ZERO_ERROR;
	UCaseMap *map = ucasemap_open("", 0, &error);
	struct mail_lines m = { .arena = a };
	struct buffer lines = { 0 };

	invariant(U_SUCCESS(error));
	while (*text != '\0') {
		struct line l = { .at = text, .len = strcspn(text, "\n") };

		text += l.len + (text[l.len] == '\n');
		if (l.len > 0 && l.at[l.len - 1] == '\r')
			l.len--;
		read_line(a, map, &l);
		buffer_put(&lines, &l, sizeof(l));
		m.count++;
	}
	ucasemap_close(map);
	m.at = (struct line *)(void *)arena_copy(a, lines.at, lines.len);
	buffer_free(&lines);
	settle_initials(&m);
	return m;
}

size_t
lines_next(const struct mail_lines *m, size_t from)
{
	while (from < m->count && *m->at[from].bare == '\0' &&
	    m->at[from].kind != LINE_RULE)
		from++;
	return from;
}

size_t
lines_paragraph(const struct mail_lines *m, size_t from, size_t most)
{
	enum line_kind kind = m->at[from].kind;
	int depth = m->at[from].depth;
	size_t to = from;

	while (to < m->count && to - from < most && m->at[to].kind == kind &&
	    m->at[to].depth == depth && *m->at[to].bare != '\0')
		to++;
	return to;
}

const char *
lines_joined(const struct mail_lines *m, size_t from, size_t to)
{
	struct buffer b = { 0 };
	const char *out;

	for (; from < to && b.len < JOINED_MAX; from++) {
		if (b.len > 0)
			buffer_char(&b, ' ');
		buffer_text(&b, m->at[from].bare);
	}
	out = arena_copy(m->arena, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}

static bool
is_blank(const struct line *l)
{
	return l->kind == LINE_EMPTY;
}

const char *
lines_gather(const struct mail_lines *m, bool are_cut)
{
	struct buffer b = { 0 };
	size_t last = 0;
	const char *out;

	for (size_t i = 0; i < m->count; i++) {
		const struct line *l = &m->at[i];

		if (l->cut != are_cut || (is_blank(l) && b.len == 0))
			continue;
		buffer_put(&b, l->at, l->len);
		if (!is_blank(l))
			last = b.len;
		buffer_char(&b, '\n');
	}
	while (last > 0 && (b.at[last - 1] == ' ' || b.at[last - 1] == '\t'))
		last--;
	out = arena_copy(m->arena, buffer_string(&b), last);
	buffer_free(&b);
	return out;
}
