/* SPDX-License-Identifier: Apache-2.0 */
/*
 * words.c - what people wrote, as it may stand in a header (RFC 5322, 2047).
 *
 * GMime makes encoded words longer than 75 characters and lets pass what only
 * looks like one, so headers are written here. Plain words stay readable; all
 * else is base64 of UTF-8 in pieces that end with a code point.
 */
#include "mail/words.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	LINE = 76,     /* columns */
	WORD_MAX = 60, /* longer ones are encoded, so that lines fold */
	QUOTED_MAX = 60,
	ENCODED_MAX = 75,
};

#define BEFORE "=?utf-8?B?"
#define BEHIND "?="

/* ASCII words that no reader decodes, with single places to fold at. */
static bool
plain(const char *text)
{
	size_t word = 0;

	if (*text == '\0')
		return true;
	if (*text == ' ' || text[strlen(text) - 1] == ' ' ||
	    strstr(text, "  ") != NULL || strstr(text, "=?") != NULL)
		return false;
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7e)
			return false;
		word = *text == ' ' ? 0 : word + 1;
		if (word > WORD_MAX)
			return false;
	}
	return true;
}

static bool
atoms(const char *text)
{
	for (; *text != '\0'; text++)
		if (strchr("()<>[]:;@\\,.\"", *text) != NULL)
			return false;
	return true;
}

static void
fold(struct buffer *b, const char *text, size_t used)
{
	size_t n;

	for (;;) {
		n = strcspn(text, " ");
		buffer_put(b, text, n);
		used += n;
		text += n;
		if (*text++ == '\0')
			return;
		n = strcspn(text, " ");
		if (used + 1 + n > LINE) {
			buffer_char(b, '\n');
			used = 0;
		}
		buffer_char(b, ' ');
		used++;
	}
}

static void
base64(struct buffer *b, const unsigned char *p, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits;

	for (; len > 0; p += 3, len -= len < 3 ? len : 3) {
		bits = (uint32_t)p[0] << 16;
		if (len > 1)
			bits |= (uint32_t)p[1] << 8;
		if (len > 2)
			bits |= p[2];
		buffer_char(b, digits[bits >> 18]);
		buffer_char(b, digits[bits >> 12 & 63]);
		buffer_char(b, len > 1 ? digits[bits >> 6 & 63] : '=');
		buffer_char(b, len > 2 ? digits[bits & 63] : '=');
	}
}

/* How many bytes of the text go into an encoded word of `columns`. */
static size_t
piece_len(const char *text, size_t columns)
{
	size_t most = (columns - strlen(BEFORE BEHIND)) / 4 * 3;
	size_t len = strnlen(text, most);

	while (text[len] != '\0' && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	return len;
}

/* The first piece shares its line with the header's name. */
static void
encode(struct buffer *b, const char *text, size_t used)
{
	size_t columns = LINE - used, len;

	for (;;) {
		len = piece_len(
		    text, columns < ENCODED_MAX ? columns : ENCODED_MAX);
		buffer_text(b, BEFORE);
		base64(b, (const unsigned char *)text, len);
		buffer_text(b, BEHIND);
		text += len;
		if (*text == '\0')
			return;
		buffer_text(b, "\n ");
		columns = LINE - 1;
	}
}

static void
quote(struct buffer *b, const char *text)
{
	buffer_char(b, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buffer_char(b, '\\');
		buffer_char(b, *text);
	}
	buffer_char(b, '"');
}

/* A copy without line ends and other control characters. */
static const char *
one_line(struct buffer *b, const char *text)
{
	for (; *text != '\0'; text++)
		buffer_char(b,
		    (unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text);
	return buffer_string(b);
}

void
words_text(struct buffer *b, const char *text, size_t used)
{
	struct buffer line = { 0 };

	text = one_line(&line, text);
	if (plain(text))
		fold(b, text, used);
	else
		encode(b, text, used);
	buffer_free(&line);
}

void
words_phrase(struct buffer *b, const char *text, size_t used)
{
	struct buffer line = { 0 };

	text = one_line(&line, text);
	if (plain(text) && atoms(text))
		fold(b, text, used);
	else if (plain(text) && strlen(text) <= QUOTED_MAX)
		quote(b, text);
	else
		encode(b, text, used);
	buffer_free(&line);
}
