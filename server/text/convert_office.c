/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_office.c - what DOCX and ODT have in common before pandoc sees them.
 *
 * A part is copied from old bytes to new ones while its tags go by; whoever
 * knows the format puts in, passes over or moves. The part was looked through
 * when the package was opened, so it is sound.
 */
#include "text/convert_office.h"

#include <stdio.h>
#include <string.h>

#include "soundings/clock.h"
#include "soundings/text.h"

#define NAME_MOST 200 /* code points of an author's name */

/* Code points that mean something to us must not come from outside: U+FDD0 to
 * U+FDEF become U+FFFD, which is as long. */
static void
clear_marks(char *at, size_t len)
{
	char *end = at + len;

	while ((at = memmem(at, (size_t)(end - at), "\xef\xb7", 2)) != NULL) {
		if (end - at > 2 && (unsigned char)at[2] >= 0x90 &&
		    (unsigned char)at[2] <= 0xaf)
			memcpy(at, "\xef\xbf\xbd", 3);
		at += 2;
	}
}

void
rewriting_start(struct rewriting *r, struct office *o, struct part *part)
{
	char *own = arena_copy(o->arena, part->body.at, part->body.len);

	clear_marks(own, part->body.len);
	*r = (struct rewriting){ .office = o, .copied = own };
	r->x.at = own;
	r->x.end = own + part->body.len;
}

bool
rewriting_end(struct rewriting *r, struct part *part)
{
	bool whole = r->x.wrong == XML_FINE;

	rewriting_copy(r, r->x.end);
	part->body.at = arena_copy(r->office->arena, buffer_string(&r->out),
	    r->out.len);
	part->body.len = r->out.len;
	buffer_free(&r->out);
	buffer_free(&r->boxes);
	buffer_free(&r->marks);
	return whole;
}

void
rewriting_copy(struct rewriting *r, const char *to)
{
	buffer_put(&r->out, r->copied, (size_t)(to - r->copied));
	r->copied = to;
}

void
rewriting_pass(struct rewriting *r, const char *to)
{
	r->copied = to;
}

void
rewriting_unwrap(struct rewriting *r)
{
	rewriting_copy(r, r->x.from);
	rewriting_pass(r, r->x.to);
}

static bool
has_words(const char *from, const char *to)
{
	struct xml x = { .at = from, .end = to };

	while (xml_next(&x))
		if (x.kind == XML_TEXT && strspn(x.from, " \t\r\n") <
		    (size_t)(x.to - x.from))
			return true;
	return false;
}

void
rewriting_box(struct rewriting *r)
{
	const char *from = r->x.to;

	rewriting_copy(r, from);
	if (!xml_skip(&r->x))
		return;
	rewriting_pass(r, r->x.from);
	if (!has_words(from, r->x.from))
		return;
	r->office->boxes++;
	buffer_put(r->paragraph != 0 ? &r->boxes : &r->out, from,
	    (size_t)(r->x.from - from));
}

/* A name is one line, whatever the file says. */
static const char *
name_of(struct office *o, const char *author)
{
	struct buffer b = { 0 };
	const char *name;
	size_t len;

	for (; author != NULL && *author != '\0'; author += len) {
		author += strspn(author, " \t\r\n");
		len = strcspn(author, " \t\r\n");
		buffer_printf(&b, "%s%.*s", b.len > 0 && len > 0 ? " " : "",
		    (int)len, author);
	}
	name = text_excerpt(o->arena, buffer_string(&b), NAME_MOST);
	buffer_free(&b);
	return name;
}

int
office_comment(struct office *o, struct office_comment comment)
{
	size_t n = o->comments.len / sizeof(comment);

	if (n >= MARKS_MAX)
		return -1;
	comment.id = comment.id == NULL ? "" : comment.id;
	comment.author = name_of(o, comment.author);
	buffer_put(&o->comments, &comment, sizeof(comment));
	return (int)n;
}

struct office_comment *
office_comment_of(const struct office *o, const char *id)
{
	struct office_comment *c = (void *)o->comments.at;
	size_t n = o->comments.len / sizeof(*c);

	for (size_t i = 0; id != NULL && i < n; i++)
		if (strcmp(c[i].id, id) == 0)
			return &c[i];
	return NULL;
}

int
office_mark(struct office *o, const char *id, uint32_t which)
{
	struct office_comment *c = office_comment_of(o, id);
	bool *has;

	if (c == NULL)
		return -1;
	has = which == MARK_START ? &c->begun : &c->ended;
	if (*has)
		return -1;
	*has = true;
	return (int)(c - (struct office_comment *)(void *)o->comments.at);
}

int64_t
office_time(const char *iso)
{
	int year, month, day, hour, minute, second;

	if (iso == NULL || sscanf(iso, "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month,
	    &day, &hour, &minute, &second) != 6)
		return 0;
	if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > 31 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
	    second < 0 || second > 60)
		return 0;
	return clock_instant("UTC", year, month, day, hour) + minute * MINUTE +
	    second * SECOND;
}

const char *
office_words(struct office *o, struct xml *x)
{
	struct buffer b = { 0 };
	size_t depth = x->depth;
	const char *words;

	while (xml_next(x) && !(x->kind == XML_CLOSE && x->depth == depth)) {
		if (x->kind == XML_TEXT)
			xml_put_text(x, &b);
		else if (x->kind == XML_CLOSE && xml_is(x, "p"))
			buffer_text(&b, "\n\n");
		else if (x->kind == XML_OPEN &&
			 (xml_is(x, "tab") || xml_is(x, "s")))
			buffer_char(&b, ' ');
		else if (x->kind == XML_OPEN &&
			 (xml_is(x, "br") || xml_is(x, "line-break")))
			buffer_char(&b, '\n');
	}
	while (b.len > 0 && strchr(" \n\r\t", b.at[b.len - 1]) != NULL)
		b.len--;
	words = arena_text(o->arena, buffer_string(&b));
	buffer_free(&b);
	return words;
}
