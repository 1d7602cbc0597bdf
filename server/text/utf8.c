/* SPDX-License-Identifier: Apache-2.0 */
/*
 * utf8.c - is it UTF-8, and where is code point n?
 *
 * Positions in texts are counted in code points everywhere on the wire; bytes
 * never leave the server and UTF-16 units never leave the browser.
 */
#include "soundings/text.h"

#include <stdint.h>
#include <string.h>

/* Length of the well-formed sequence at p (RFC 3629, table in section 4), or 0.
 * Each first byte allows one range for the second; that range is what keeps
 * out surrogates, overlong forms and what lies beyond U+10FFFF. */
static size_t
sequence_len(const unsigned char *p, size_t room)
{
	static const struct {
		unsigned char first, last; /* of the first byte */
		unsigned char low, high;   /* of the second */
		size_t len;
	} form[] = {
		{ 0x01, 0x7f, 0, 0, 1 },
		{ 0xc2, 0xdf, 0x80, 0xbf, 2 },
		{ 0xe0, 0xe0, 0xa0, 0xbf, 3 },
		{ 0xe1, 0xec, 0x80, 0xbf, 3 },
		{ 0xed, 0xed, 0x80, 0x9f, 3 },
		{ 0xee, 0xef, 0x80, 0xbf, 3 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 4 },
		{ 0xf1, 0xf3, 0x80, 0xbf, 4 },
		{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};
	size_t i, n = 0;

	while (n < sizeof(form) / sizeof(form[0]) &&
	       (p[0] < form[n].first || p[0] > form[n].last))
		n++;
	if (n == sizeof(form) / sizeof(form[0]) || form[n].len > room)
		return 0;
	if (form[n].len > 1 && (p[1] < form[n].low || p[1] > form[n].high))
		return 0;
	for (i = 2; i < form[n].len; i++)
		if (p[i] < 0x80 || p[i] > 0xbf)
			return 0;
	return form[n].len;
}

bool
utf8_valid(const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t n;

	while (len > 0) {
		n = sequence_len(p, len);
		if (n == 0)
			return false;
		p += n;
		len -= n;
	}
	return true;
}

static bool
starts_code_point(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

size_t
utf8_count(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		if (starts_code_point(*text))
			n++;
	return n;
}

size_t
utf8_offset(const char *text, size_t n)
{
	const char *p = text;

	for (; *p != '\0'; p++) {
		if (!starts_code_point(*p))
			continue;
		if (n == 0)
			break;
		n--;
	}
	return (size_t)(p - text);
}

const char *
utf8_slice(struct arena *a, const char *text, size_t start, size_t end)
{
	size_t from = utf8_offset(text, start);

	return arena_copy(a, text + from, utf8_offset(text, end) - from);
}
