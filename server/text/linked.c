/* SPDX-License-Identifier: Apache-2.0 */
/*
 * linked.c - plain words as HTML in which addresses can be pressed.
 *
 * What mail programs make of the text part, so that both parts of a mail lead
 * to the same places. The mark behind an address that ends a sentence is no
 * part of it, and neither is the bracket that it stands in.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "text/escape.h"

/* The mark at the end of these words that ends a sentence; 0: none. */
static size_t
mark_len(const char *words, size_t len)
{
	static const char *const marks[] = { ".", ",", ";", ":", "!", "?", ")",
		"\xe2\x80\x9d", "\xe2\x80\x99" };

	for (size_t i = 0; i < COUNT(marks); i++)
		if (len > strlen(marks[i]) &&
		    strncmp(words + len - strlen(marks[i]), marks[i],
			strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

/* "https://" and the like at the start of these words; 0: none. */
static size_t
scheme_len(const char *at, size_t len)
{
	static const char *const schemes[] = { "http://", "https://",
		"mailto:" };

	for (size_t i = 0; i < COUNT(schemes); i++)
		if (len > strlen(schemes[i]) &&
		    strncmp(at, schemes[i], strlen(schemes[i])) == 0)
			return strlen(schemes[i]);
	return 0;
}

/* How much of this is an address; 0: it is none. */
static size_t
address_len(const char *at, size_t len)
{
	size_t scheme = scheme_len(at, len), n;

	if (scheme == 0)
		return 0;
	n = strcspn(at, " \t\n<>\"");
	n = n < len ? n : len;
	while (mark_len(at, n) > 0)
		n -= mark_len(at, n);
	return n > scheme ? n : 0;
}

static void
put_address(struct buffer *b, const char *at, size_t len)
{
	buffer_text(b, "<a href=\"");
	escape_put(b, at, len);
	buffer_text(b, "\">");
	escape_put(b, at, len);
	buffer_text(b, "</a>");
}

const char *
text_linked(struct arena *a, const char *words, size_t len)
{
	struct buffer b = { 0 };
	const char *out;
	size_t plain, n = 0;

	while (len > 0) {
		for (plain = 0; plain < len; plain++)
			if ((n = address_len(words + plain, len - plain)) > 0)
				break;
		escape_put(&b, words, plain);
		words += plain;
		len -= plain;
		if (len == 0)
			break;
		put_address(&b, words, n);
		words += n;
		len -= n;
	}
	out = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}
