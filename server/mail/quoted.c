/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quoted.c - a text as quoted-printable (RFC 2045, 6.7), with CRLF.
 *
 * More is encoded than must be: a dot at the beginning of a line, which SMTP
 * doubles, and the F of "From ", before which mailboxes put a ">". So nobody on
 * the way has a reason to touch the bytes, and a signature over them holds.
 */
#include "mail/quoted.h"

#include <stdbool.h>
#include <string.h>

enum { COLUMNS = 76 }; /* the "=" of a soft line break is one of them */

/* May this character stand as it is, in a line's midst or at its end? */
static bool
may_stand(char c, bool last)
{
	if (c == ' ' || c == '\t')
		return !last;
	return c > ' ' && c < 0x7f && c != '=';
}

static bool
is_tempting(const char *at, size_t len)
{
	return *at == '.' || (len >= 5 && memcmp(at, "From ", 5) == 0);
}

static void
put_line(struct buffer *b, const char *line, size_t len)
{
	static const char digits[] = "0123456789ABCDEF";
	/* Three for each byte, and as many for every soft break. */
	char *start = buffer_reserve(b, 4 * len + 8), *to = start;
	size_t used = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)line[i];
		bool last = i + 1 == len, stands = may_stand(line[i], last);

		if (used + (stands ? 1 : 3) + !last > COLUMNS) {
			memcpy(to, "=\r\n", 3);
			to += 3;
			used = 0;
		}
		if (stands && !(used == 0 && is_tempting(line + i, len - i))) {
			*to++ = line[i];
			used++;
		} else {
			*to++ = '=';
			*to++ = digits[c >> 4];
			*to++ = digits[c & 15];
			used += 3;
		}
	}
	b->len += (size_t)(to - start);
	buffer_text(b, "\r\n");
}

void
quoted_put(struct buffer *b, const char *text)
{
	size_t len;

	for (; *text != '\0'; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		put_line(b, text, len);
	}
}
