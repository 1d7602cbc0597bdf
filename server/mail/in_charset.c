/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_charset.c - bytes in some charset as clean text.
 *
 * Only charsets that people's mail programs write are converted; the others of
 * iconv are code that nobody needs and that has had holes. What cannot be read
 * becomes U+FFFD, never an error: a mail with one bad byte is still a mail.
 */
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "soundings/text.h"

#include "mail/in.h"

#define REPLACEMENT "\xef\xbf\xbd"

static const char *const known[] = { "windows-1250", "windows-1251",
	"windows-1252", "windows-1253", "windows-1254", "windows-1255",
	"windows-1256", "windows-1257", "windows-1258", "iso-8859-2",
	"iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7",
	"iso-8859-8", "iso-8859-9", "iso-8859-10", "iso-8859-13",
	"iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u",
	"gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp",
	"iso-2022-jp", "euc-kr", "iso-2022-kr", "utf-16", "utf-16le",
	"utf-16be", "utf-7", "macintosh", "cp437", "cp850", "cp866",
	"tis-620" };

/* Names that mean another one. */
static const struct {
	const char *name, *is;
} other_names[] = {
	{ "ks_c_5601-1987", "euc-kr" }, { "ks_c_5601", "euc-kr" },
	{ "cp949", "euc-kr" }, { "x-sjis", "shift_jis" },
	{ "sjis", "shift_jis" }, { "cp932", "shift_jis" },
	{ "windows-31j", "shift_jis" }, { "cp936", "gbk" },
	{ "x-gbk", "gbk" }, { "big5-hkscs", "big5" }, { "cp1250",
	"windows-1250" }, { "cp1251", "windows-1251" },
	{ "cp1252", "windows-1252" }, { "iso-8859-8-i", "iso-8859-8" },
	{ "x-mac-roman", "macintosh" }, { "windows-874", "tis-620" },
	{ "iso-8859-11", "tis-620" }, { "latin2", "iso-8859-2" },
	{ "latin9", "iso-8859-15" }, { "latin-9", "iso-8859-15" },
};

/* The name for iconv, or NULL: UTF-8, or nobody knows. */
static const char *
charset_of(const char *name)
{
	for (size_t i = 0; i < sizeof(other_names) / sizeof(other_names[0]);
	    i++)
		if (strcasecmp(name, other_names[i].name) == 0)
			return other_names[i].is;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcasecmp(name, known[i]) == 0)
			return known[i];
	return NULL;
}

static void
convert(struct buffer *b, const char *charset, const char *bytes, size_t len)
{
	iconv_t way = iconv_open("UTF-8", charset);
	char *from = (char *)(uintptr_t)bytes, *to;
	size_t room, done;

	if (way == (iconv_t)-1) {
		buffer_put(b, bytes, len);
		return;
	}
	while (len > 0) {
		to = buffer_reserve(b, 4096);
		room = 4096;
		done = iconv(way, &from, &len, &to, &room);
		b->len += 4096 - room;
		if (done != (size_t)-1 || errno == E2BIG)
			continue;
		buffer_text(b, REPLACEMENT);
		from++;
		len--;
	}
	iconv_close(way);
}

/* Bytes of the sequence at p if it is good UTF-8 and may stand in a text. */
static size_t
good_len(const char *p, size_t room)
{
	for (size_t n = 1; n <= 4 && n <= room; n++)
		if (utf8_valid(p, n))
			return n;
	return 0;
}

/* Line ends become LF; other control characters go; bad bytes are replaced. */
static const char *
clean(struct arena *a, const char *bytes, size_t len)
{
	struct buffer b = { 0 };
	const char *out;
	size_t i, n;

	for (i = 0; i < len; i += n) {
		unsigned char c = (unsigned char)bytes[i];

		n = c == 0 ? 1 : good_len(bytes + i, len - i);
		if (n == 0) {
			buffer_text(&b, REPLACEMENT);
			n = 1;
		} else if (c == '\r') {
			buffer_char(&b, '\n');
			n += i + 1 < len && bytes[i + 1] == '\n';
		} else if (c >= 0xc2 && c == 0xc2 &&
		    (unsigned char)bytes[i + 1] < 0xa0) {
			continue; /* C1 controls */
		} else if ((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t') {
			buffer_put(&b, bytes + i, n);
		}
	}
	out = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}

const char *
in_decode(struct arena *a, const char *bytes, size_t len, const char *charset)
{
	const char *from = charset_of(charset), *out;
	struct buffer b = { 0 };
	bool zero = len > 0 && memchr(bytes, 0, len) != NULL;

	if (from == NULL && !zero && utf8_valid(bytes, len))
		return clean(a, bytes, len);
	if (from == NULL && strcasecmp(charset, "utf-8") == 0)
		return clean(a, bytes, len);
	if (from == NULL)
		from = "windows-1252";
	convert(&b, from, bytes, len);
	out = clean(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}
