/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_letters.c - text in whatever encoding as UTF-8.
 *
 * What is valid UTF-8 is UTF-8. Else a byte order mark or the charset that a
 * web page names decides; a text with neither is taken as Windows-1252, which
 * is what older programs write in western Europe, and the reader is told.
 */
#include "text/convert_letters.h"

#include <ctype.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "soundings/base.h"
#include "soundings/text.h"

#define HEAD_LEN 2048
#define NAME_LEN 40

static bool
begins(struct blob b, const char *with, size_t len)
{
	return b.len >= len && memcmp(b.at, with, len) == 0;
}

/* The name behind "charset=" in the first lines; "" when there is none. */
static void
charset_of(struct blob b, char name[NAME_LEN])
{
	static const char word[] = "charset=";
	size_t head = b.len < HEAD_LEN ? b.len : HEAD_LEN, n = 0;
	const char *end = (const char *)b.at + head;
	const char *p = memmem(b.at, head, word, strlen(word));

	name[0] = '\0';
	if (p == NULL)
		return;
	p += strlen(word);
	p += p < end && (*p == '"' || *p == '\'') ? 1 : 0;
	for (; p < end && n + 1 < NAME_LEN; p++) {
		if (!isalnum((unsigned char)*p) && strchr("-_:.", *p) == NULL)
			break;
		name[n++] = *p;
	}
	name[n] = '\0';
}

/* NULL: not text of that encoding. */
static const char *
from_encoding(struct arena *a, struct blob b, const char *encoding)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t room = (int32_t)b.len * 3 + 16, len;
	char *out;

	if (b.len > INT32_MAX / 4)
		return NULL;
	out = arena_get(a, (size_t)room + 1);
	len = ucnv_convert("UTF-8", encoding, out, room, b.at, (int32_t)b.len,
	    &error);
	if (U_FAILURE(error) || len < 0 || len > room)
		return NULL;
	out[len] = '\0';
	return utf8_valid(out, (size_t)len) ? out : NULL;
}

/* Text has line feeds and tabs; other control characters are in programs,
 * pictures and archives. */
static bool
has_controls(struct blob b)
{
	const unsigned char *p = b.at;

	for (size_t i = 0; i < b.len; i++)
		if (p[i] < 0x20 && strchr("\t\n\r\f\v\x1a", p[i]) == NULL)
			return true;
	return memchr(b.at, 0, b.len) != NULL;
}

const char *
letters_read(struct arena *a, struct blob b, const char **guessed)
{
	char charset[NAME_LEN];
	const char *text;

	*guessed = NULL;
	if (begins(b, "\xff\xfe", 2) || begins(b, "\xfe\xff", 2))
		return from_encoding(a, b, "UTF-16");
	if (begins(b, "\xef\xbb\xbf", 3)) {
		b.at = (const char *)b.at + 3;
		b.len -= 3;
	}
	if (utf8_valid(b.at, b.len))
		return arena_copy(a, b.at, b.len);
	if (has_controls(b))
		return NULL;
	charset_of(b, charset);
	text = charset[0] != '\0' ? from_encoding(a, b, charset) : NULL;
	/* Letters that it does not have are U+FFFD: it lies. */
	if (text != NULL && strstr(text, "\xef\xbf\xbd") == NULL)
		return text;
	*guessed = "Windows-1252";
	return from_encoding(a, b, *guessed);
}
