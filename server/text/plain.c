/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plain.c - a plain text draft as the parts that people comment on.
 *
 * Nobody marked anything up, so only what is plain to see counts: blank lines,
 * bullets, and short lines that are numbered or in capitals. A numbered line
 * that ends like a sentence is an item of a list, not a heading.
 */
#include "soundings/text.h"

#include <string.h>

#include "text/escape.h"
#include "text/number.h"

enum { HEADING_LEN = 80 };

struct draft {
	struct arena *arena;
	struct buffer clauses; /* struct clause_text, one after another */
	struct buffer text;    /* of the clause at hand, folded */
	const char *kind;
};

static void
end(struct draft *d)
{
	struct clause_text clause = { .kind = d->kind };

	if (d->text.len > 0) {
		clause.text = arena_copy(d->arena, d->text.at, d->text.len);
		clause.html = text_escape(d->arena, clause.text);
		buffer_put(&d->clauses, &clause, sizeof(clause));
	}
	buffer_clear(&d->text);
	d->kind = "paragraph";
}

static void
put_folded(struct buffer *b, const char *from, size_t len)
{
	bool space = true;
	size_t i;

	for (i = 0; i < len; i++) {
		if (escape_space(from[i])) {
			space = true;
			continue;
		}
		if ((unsigned char)from[i] < 0x20 || from[i] == 0x7f)
			continue;
		if (space && b->len > 0)
			buffer_char(b, ' ');
		space = false;
		buffer_char(b, from[i]);
	}
}

/* "a", "iv" or "12" */
static size_t
counter_len(const char *p)
{
	size_t n = strspn(p, "ivx");

	if (n > 0 && n <= 4)
		return n;
	n = strspn(p, "0123456789");
	if (n > 0)
		return n <= 3 ? n : 0;
	return *p >= 'a' && *p <= 'z' ? 1 : 0;
}

/* Does the line begin like an item of a list: "(a) ", "iv) ", "1. "? */
static bool
counted(const char *line)
{
	size_t bracket = *line == '(' ? 1 : 0, n;

	n = counter_len(line + bracket);
	if (n == 0)
		return false;
	line += bracket + n;
	return (*line == ')' || (*line == '.' && bracket == 0)) &&
	       line[1] == ' ';
}

static size_t
bullet_len(const char *line)
{
	static const char *const bullets[] = { "- ", "* ", "+ ", "\xe2\x80\xa2",
		"\xe2\x80\x93 ", "\xe2\x97\xa6", "\xe2\x96\xaa" };
	size_t i, n;

	for (i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++) {
		n = strlen(bullets[i]);
		if (strncmp(line, bullets[i], n) == 0)
			return n;
	}
	return 0;
}

/* ASCII only: a draft in other letters is numbered or marked up. */
static bool
in_capitals(const char *line)
{
	size_t letters = 0;

	for (; *line != '\0'; line++) {
		if (*line >= 'a' && *line <= 'z')
			return false;
		if (*line >= 'A' && *line <= 'Z')
			letters++;
	}
	return letters >= 3;
}

/* The level of a heading, 0 when the line is none. */
static int64_t
heading_level(const char *line)
{
	size_t len = strlen(line), n;
	int64_t parts = 0;
	bool bare;

	if (len == 0 || utf8_count(line) > HEADING_LEN ||
	    strchr(".;:,?!", line[len - 1]) != NULL)
		return 0;
	n = number_own(line, &parts, &bare);
	if (n == 0)
		return in_capitals(line) ? 1 : 0;
	n += strcspn(line + n, " ");
	if (line[n] == '\0' || (line[n + 1] >= 'a' && line[n + 1] <= 'z'))
		return 0;
	return parts;
}

/* Lines with numbers one under the other are a list. */
static bool
number_follows(const char *line, size_t len)
{
	int64_t parts;
	bool bare;

	line += line[len] == '\n' ? len + 1 : len;
	return number_own(line + strspn(line, " \t"), &parts, &bare) > 0;
}

/* A line that stands at the beginning of a paragraph, folded. */
static bool
put_heading(struct draft *d, const char *line, size_t len)
{
	struct clause_text *clause;

	if (number_follows(line, len))
		return false;
	put_folded(&d->text, line, len);
	if (heading_level(buffer_string(&d->text)) == 0) {
		buffer_clear(&d->text);
		return false;
	}
	d->kind = "heading";
	end(d);
	clause = (struct clause_text *)(void *)d->clauses.at +
		 d->clauses.len / sizeof(*clause) - 1;
	clause->level = heading_level(clause->text);
	return true;
}

static void
put_line(struct draft *d, const char *line, size_t len)
{
	size_t blanks = strspn(line, " \t\r\f\v"), bullet;

	if (blanks >= len) {
		end(d);
		return;
	}
	line += blanks;
	len -= blanks;
	if (d->text.len == 0 && put_heading(d, line, len))
		return;
	bullet = bullet_len(line);
	if (bullet > 0 || counted(line)) {
		end(d);
		d->kind = "item";
	}
	put_folded(&d->text, line + bullet, len - bullet);
}

struct list
text_clauses_plain(struct arena *a, const char *plain)
{
	struct draft d = { .arena = a, .kind = "paragraph" };
	struct list list = { 0 };
	size_t len;

	while (*plain != '\0' && d.clauses.len <
	    TEXT_CLAUSES_MAX * sizeof(struct clause_text)) {
		len = strcspn(plain, "\n");
		put_line(&d, plain, len);
		plain += len + (plain[len] == '\n');
	}
	end(&d);
	list.count = d.clauses.len / sizeof(struct clause_text);
	list.at = arena_get(a, d.clauses.len);
	memcpy(list.at, buffer_string(&d.clauses), d.clauses.len);
	number_clauses(a, list.at, list.count);
	buffer_free(&d.clauses);
	buffer_free(&d.text);
	return list;
}
