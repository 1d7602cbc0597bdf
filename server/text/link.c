/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link.c - which addresses a text may point to.
 *
 * Browsers read addresses leniently: they drop tabs and newlines, skip leading
 * control characters and take "\" for "/". So the address is first brought
 * into a form without any of these, and that form is judged and written.
 */
#include "text/link.h"

#include <string.h>
#include <strings.h>

/* Percent-encoded in the written form: never in a valid URI (RFC 3986), and
 * the characters that mean something in HTML. Bytes from 0x80 on stay: IRIs. */
static bool
must_encode(char c)
{
	return (unsigned char)c <= 0x20 || c == 0x7f ||
	       strchr("\"<>\\^`{|}'", c) != NULL;
}

static void
encode(struct buffer *b, const char *address, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (must_encode(address[i]))
			buffer_printf(b, "%%%02X", (unsigned char)address[i]);
		else
			buffer_char(b, address[i]);
}

/* The length of "scheme" in "scheme:", 0 when the address is relative. */
static size_t
scheme_len(const char *address)
{
	size_t n = strcspn(address, ":/?#");

	return address[n] == ':' ? n : 0;
}

static bool
allowed(const char *address)
{
	static const char *const schemes[] = { "http", "https", "mailto" };
	size_t i, n = scheme_len(address);

	if (n == 0)
		return address[0] != ':' && strncmp(address, "//", 2) != 0;
	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (strlen(schemes[i]) == n &&
		    strncasecmp(address, schemes[i], n) == 0)
			return true;
	return false;
}

bool
link_put(struct buffer *b, const char *address, size_t len)
{
	size_t before = b->len;

	if (len > LINK_LEN_MAX)
		return false;
	encode(b, address, len);
	if (allowed(buffer_string(b) + before))
		return true;
	b->len = before;
	return false;
}

bool
link_foreign(const char *address)
{
	return scheme_len(address) > 0;
}
