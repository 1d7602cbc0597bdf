/* SPDX-License-Identifier: Apache-2.0 */
/*
 * escape.c - text for HTML, and the first words of a text.
 *
 * One escaper for element content and quoted attributes: it costs a few bytes
 * and leaves nobody the chance to pick the wrong one.
 */
#include "text/escape.h"

#include <string.h>

#include "soundings/text.h"

#define ELLIPSIS "\xe2\x80\xa6"

static const char *
replacement(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		break;
	}
	if (c == '\t' || c == '\n')
		return NULL;
	return (unsigned char)c < 0x20 || c == 0x7f ? "" : NULL;
}

void
escape_put(struct buffer *b, const char *text, size_t len)
{
	const char *other;
	size_t i, start = 0;

	for (i = 0; i < len; i++) {
		other = replacement(text[i]);
		if (other == NULL)
			continue;
		buffer_put(b, text + start, i - start);
		buffer_text(b, other);
		start = i + 1;
	}
	buffer_put(b, text + start, len - start);
}

bool
escape_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void
escape_code_point(struct buffer *b, uint32_t code)
{
	if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		code = 0xfffd;
	if (code < 0x80) {
		buffer_char(b, (char)code);
		return;
	}
	if (code < 0x800) {
		buffer_char(b, (char)(0xc0 | code >> 6));
	} else if (code < 0x10000) {
		buffer_char(b, (char)(0xe0 | code >> 12));
		buffer_char(b, (char)(0x80 | (code >> 6 & 0x3f)));
	} else {
		buffer_char(b, (char)(0xf0 | code >> 18));
		buffer_char(b, (char)(0x80 | (code >> 12 & 0x3f)));
		buffer_char(b, (char)(0x80 | (code >> 6 & 0x3f)));
	}
	buffer_char(b, (char)(0x80 | (code & 0x3f)));
}

const char *
text_escape(struct arena *a, const char *text)
{
	struct buffer b = { 0 };
	const char *out;

	escape_put(&b, text, strlen(text));
	out = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}

const char *
text_excerpt(struct arena *a, const char *text, size_t most)
{
	size_t cut, word;

	if (most == 0)
		return "";
	cut = utf8_offset(text, most);
	if (text[cut] == '\0')
		return arena_text(a, text);

	cut = utf8_offset(text, most - 1); /* room for the ellipsis */
	for (word = cut; word > 0 && !escape_space(text[word]); word--)
		;
	while (word > 0 && escape_space(text[word - 1]))
		word--;
	if (word == 0)
		word = cut; /* one long word */
	return arena_printf(a, "%.*s" ELLIPSIS, (int)word, text);
}
