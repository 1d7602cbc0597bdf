/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_xml.c - the tags and words of an XML part, one after another.
 *
 * Just what the parts of a document need: no document types, no entities but
 * the five, no other encoding than UTF-8. Whatever else is in a part was put
 * there by hand and is refused. Prefixes of names are passed over: programs
 * choose them freely.
 */
#include "text/convert_xml.h"

#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/text.h"
#include "text/entity.h"

static bool
fail(struct xml *x, enum xml_wrong why)
{
	x->wrong = why;
	x->at = x->end;
	return false;
}

static bool
begins(const struct xml *x, const char *with)
{
	size_t len = strlen(with);

	return (size_t)(x->end - x->at) >= len &&
	    memcmp(x->at, with, len) == 0;
}

/* Behind the next occurrence of a text, or NULL. */
static const char *
behind(const struct xml *x, const char *text)
{
	const char *p = memmem(x->at, (size_t)(x->end - x->at), text,
	    strlen(text));

	return p == NULL ? NULL : p + strlen(text);
}

/* The end of a tag: a '>' in a quoted value does not count. */
static const char *
tag_end(const struct xml *x)
{
	char quote = '\0';

	for (const char *p = x->at + 1; p < x->end; p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '>')
			return p + 1;
		else if (*p == '<')
			return NULL;
	}
	return NULL;
}

static bool
name_end(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/' ||
	    c == '>' || c == '=';
}

static void
take_name(struct xml *x, const char *p)
{
	x->name = p;
	for (; p < x->to && !name_end(*p); p++)
		if (*p == ':')
			x->name = p + 1;
	x->name_len = (size_t)(p - x->name);
}

/* Only UTF-8 may be declared: another encoding could hide anything. */
static bool
declaration_is_ours(const char *from, const char *to)
{
	static const char word[] = "encoding=";
	const char *p = memmem(from, (size_t)(to - from), word, strlen(word));

	if (p == NULL)
		return true;
	p += strlen(word) + 1;
	return to - p > 5 && (strncasecmp(p, "utf-8", 5) == 0 ||
			      strncasecmp(p, "us-as", 5) == 0);
}

/* What begins with "<!" or "<?" and says nothing to us; false: wrong. */
static bool
pass(struct xml *x)
{
	const char *from = x->at, *to;

	if (begins(x, "<!DOCTYPE") || begins(x, "<!ENTITY"))
		return fail(x, XML_ENTITIES);
	to = behind(x, begins(x, "<!--") ? "-->" : "?>");
	if (to == NULL || (begins(x, "<!") && !begins(x, "<!--")))
		return fail(x, XML_BROKEN);
	if (begins(x, "<?xml") && !declaration_is_ours(from, to))
		return fail(x, XML_LETTERS);
	x->at = to;
	return true;
}

static bool
take_raw(struct xml *x)
{
	const char *to = behind(x, "]]>");

	if (to == NULL)
		return fail(x, XML_BROKEN);
	x->kind = XML_TEXT;
	x->raw = true;
	x->from = x->at;
	x->at = x->to = to;
	return true;
}

static bool
take_text(struct xml *x)
{
	const char *to = memchr(x->at, '<', (size_t)(x->end - x->at));

	x->kind = XML_TEXT;
	x->raw = false;
	x->from = x->at;
	x->at = x->to = to != NULL ? to : x->end;
	return true;
}

static bool
take_tag(struct xml *x)
{
	const char *to = tag_end(x);

	if (to == NULL)
		return fail(x, XML_BROKEN);
	x->from = x->at;
	x->at = x->to = to;
	if (x->from[1] == '/') {
		x->kind = XML_CLOSE;
		take_name(x, x->from + 2);
		return x->depth > 0 || fail(x, XML_BROKEN);
	}
	x->kind = XML_OPEN;
	take_name(x, x->from + 1);
	x->closes = to[-2] == '/';
	if (++x->depth > XML_DEPTH_MAX)
		return fail(x, XML_DEEP);
	return true;
}

bool
xml_next(struct xml *x)
{
	if (x->kind == XML_OPEN && x->closes) {
		x->kind = XML_CLOSE;
		x->closes = false;
		x->from = x->to;
		return true;
	}
	if (x->kind == XML_CLOSE && x->depth > 0)
		x->depth--;
	x->kind = XML_TEXT;
	while (x->at < x->end) {
		if (*x->at != '<')
			return take_text(x);
		if (begins(x, "<![CDATA["))
			return take_raw(x);
		if (!begins(x, "<!") && !begins(x, "<?"))
			return take_tag(x);
		if (!pass(x))
			return false;
	}
	if (x->wrong == XML_FINE && x->depth > 0)
		x->wrong = XML_BROKEN;
	return false;
}

bool
xml_is(const struct xml *x, const char *name)
{
	return x->kind != XML_TEXT && strlen(name) == x->name_len &&
	    memcmp(x->name, name, x->name_len) == 0;
}

static void
put_decoded(struct buffer *b, const char *from, const char *to)
{
	const char *amp, *end;

	while (from < to) {
		amp = memchr(from, '&', (size_t)(to - from));
		if (amp == NULL)
			amp = to;
		buffer_put(b, from, (size_t)(amp - from));
		if (amp == to)
			return;
		end = memchr(amp, ';', (size_t)(to - amp));
		end = end == NULL ? amp + 1 : end + 1;
		entity_put(b, amp, (size_t)(end - amp));
		from = end;
	}
}

const char *
xml_attribute(const struct xml *x, struct arena *a, const char *name)
{
	size_t len = strlen(name);
	struct buffer b = { 0 };
	const char *p = x->name + x->name_len, *is, *to, *value;

	while ((is = memchr(p, '=', (size_t)(x->to - p))) != NULL) {
		const char *key = is;

		while (key > p && key[-1] != ':' && !name_end(key[-1]))
			key--;
		p = is + 1;
		if (p >= x->to || (*p != '"' && *p != '\''))
			return NULL;
		to = memchr(p + 1, *p, (size_t)(x->to - p - 1));
		if (to == NULL)
			return NULL;
		if ((size_t)(is - key) == len && memcmp(key, name, len) == 0) {
			put_decoded(&b, p + 1, to);
			value = arena_text(a, buffer_string(&b));
			buffer_free(&b);
			return value;
		}
		p = to + 1;
	}
	return NULL;
}

void
xml_put_text(const struct xml *x, struct buffer *b)
{
	static const size_t head = sizeof("<![CDATA[") - 1, tail = 3;

	if (x->raw)
		buffer_put(b, x->from + head,
		    (size_t)(x->to - x->from) - head - tail);
	else
		put_decoded(b, x->from, x->to);
}

bool
xml_skip(struct xml *x)
{
	size_t depth = x->depth;

	while (xml_next(x))
		if (x->kind == XML_CLOSE && x->depth == depth)
			return true;
	return false;
}
