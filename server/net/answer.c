/* SPDX-License-Identifier: Apache-2.0 */
/*
 * answer.c - status line and headers of every answer.
 *
 * The same security headers go on everything, errors and files included: a
 * list of exceptions is where holes come from. Nothing may be cached unless
 * the answer says so.
 */
#include "net/answer.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"

#define COOKIE_LIFE "2592000" /* 30 days; the server ends sessions earlier */

static const struct {
	int status;
	const char *words;
} phrases[] = {
	{ 200, "OK" },
	{ 304, "Not Modified" },
	{ 400, "Bad Request" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 411, "Length Required" },
	{ 413, "Content Too Large" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 417, "Expectation Failed" },
	{ 421, "Misdirected Request" },
	{ 426, "Upgrade Required" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 503, "Service Unavailable" },
	{ 505, "HTTP Version Not Supported" },
};

static const char page_policy[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types soundings\r\n";
static const char file_policy[] =
    "Content-Security-Policy: sandbox; default-src 'none'\r\n";

static const char safety[] =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), "
    "payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

static const char *
phrase(int status)
{
	for (size_t i = 0; i < COUNT(phrases); i++)
		if (phrases[i].status == status)
			return phrases[i].words;
	return "Unknown";
}

static void
put_line(struct buffer *b, const char *name, const char *value)
{
	/* A line break in a value would be a header of its own. */
	invariant(strpbrk(value, "\r\n") == NULL);
	buffer_text(b, name);
	buffer_text(b, ": ");
	buffer_text(b, value);
	buffer_text(b, "\r\n");
}

static void
put_date(struct buffer *b, int64_t at)
{
	char date[64];
	char *zone;

	clock_rfc5322(date, sizeof(date), at);
	zone = strrchr(date, ' ');
	if (zone != NULL)
		*zone = '\0';
	buffer_printf(b, "Date: %s GMT\r\n", date);
}

static void
put_cookie(struct buffer *b, const char *token)
{
	bool clear = token[0] == '\0';

	buffer_text(b, "Set-Cookie: __Host-sid=");
	buffer_text(b, token);
	buffer_text(b, "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=");
	buffer_text(b, clear ? "0\r\n" : COOKIE_LIFE "\r\n");
	if (clear)
		buffer_text(b,
		    "Clear-Site-Data: \"cache\", \"storage\"\r\n");
}

void
answer_write(struct buffer *b, const struct answer *a,
    const struct answer_way *way)
{
	buffer_printf(b, "HTTP/1.1 %d %s\r\n", a->status, phrase(a->status));
	put_date(b, way->at);
	put_line(b, "Connection", way->keep_alive ? "keep-alive" : "close");
	if (a->status != 304) {
		put_line(b, "Content-Type", a->type != NULL
		    ? a->type
		    : "text/plain; charset=utf-8");
		buffer_printf(b, "Content-Length: %zu\r\n", a->body.len);
	}
	put_line(b, "Cache-Control", a->cache != NULL ? a->cache : "no-store");
	buffer_text(b, a->attachment ? file_policy : page_policy);
	buffer_text(b, safety);
	if (way->secure)
		put_line(b, "Strict-Transport-Security",
		    "max-age=31536000; includeSubDomains");
	if (a->cookie != NULL)
		put_cookie(b, a->cookie);
	if (a->headers != NULL)
		buffer_text(b, a->headers);
	buffer_text(b, "\r\n");
}

static bool
is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (c != '\0' && strchr("-._", c) != NULL);
}

void
answer_put_name(struct buffer *b, const char *file_name)
{
	buffer_text(b, "Content-Disposition: attachment; filename=\"");
	for (const char *p = file_name; *p != '\0'; p++)
		if (is_plain((unsigned char)*p) || *p == ' ')
			buffer_char(b, *p);
		else if ((*p & 0xc0) != 0x80) /* one for each character */
			buffer_char(b, '_');
	buffer_text(b, "\"; filename*=UTF-8''");
	for (const char *p = file_name; *p != '\0'; p++)
		if (is_plain((unsigned char)*p))
			buffer_char(b, *p);
		else
			buffer_printf(b, "%%%02X", (unsigned char)*p);
	buffer_text(b, "\r\n");
}
