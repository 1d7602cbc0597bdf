/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http_head.c - reading request heads, and writing those of answers.
 */
#include "unit.h"

#include "soundings/base.h"

#include "net/answer.h"
#include "net/head.h"

#define GET "GET / HTTP/1.1\r\n"

/* The text is copied to a block of its exact size, so that a sanitizer sees
 * every step beyond it. */
static char *text_of_head;

static int
read_text(struct head *h, const char *text)
{
	size_t len = strlen(text);

	free(text_of_head);
	text_of_head = need(len);
	memcpy(text_of_head, text, len);
	EQ_INT(len, head_len(text_of_head, len));
	return head_read(h, text_of_head, len);
}

TEST(a_head_is_whole_at_its_empty_line)
{
	static const struct {
		const char *text;
		int64_t want;
	} row[] = {
		{ "", 0 },
		{ "GET / HTTP/1.1", 0 },
		{ "GET / HTTP/1.1\r\n", 0 },
		{ "GET / HTTP/1.1\r\n\r", 0 },
		{ "GET / HTTP/1.1\r\n\r\n", 18 },
		{ "GET / HTTP/1.1\r\n\r\nbody", 18 },
		{ "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 27 },
		{ "GET / HTTP/1.1\n", -1 },
		{ "\n", -1 },
		{ "GET / HTTP/1.1\r\nHost: x\n", -1 },
		{ "GET / HTTP/1.1\r\n\n", -1 },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].text);
		EQ_INT(row[i].want, head_len(row[i].text, strlen(row[i].text)));
	}
	EQ_INT(-1, head_len("GET \0", 5));
}

TEST(a_good_head_is_read)
{
	struct head h;

	EQ_INT(0, read_text(&h, "POST /files?name=a%20b HTTP/1.1\r\n"
				"HOST:example.org\r\n"
				"content-length: \t 12 \t\r\n"
				"X-Forwarded-For: 1.2.3.4\r\n"
				"X-Forwarded-For: 5.6.7.8\r\n"
				"X-Unknown: \303\251\r\n"
				"Cookie: a=b; c=d\r\n\r\n"));
	EQ_INT(VERB_POST, h.verb);
	EQ_INT(1, h.minor);
	EQ_TEXT("/files", h.path);
	EQ_TEXT("name=a%20b", h.query);
	EQ_TEXT("example.org", h.value[HEADER_HOST]);
	EQ_TEXT("12", h.value[HEADER_CONTENT_LENGTH]);
	EQ_TEXT("5.6.7.8", h.value[HEADER_FORWARDED_FOR]);
	EQ_TEXT("a=b; c=d", h.value[HEADER_COOKIE]);
	EQ_TEXT(NULL, h.value[HEADER_ORIGIN]);
	EQ_INT(12, h.body_len);
	YES(h.keep_alive);
}

TEST(a_bad_head_is_refused_with_its_status)
{
	static const struct {
		const char *text;
		int want;
	} row[] = {
		{ GET "\r\n", 0 },
		{ "BREW / HTTP/1.1\r\n\r\n", 0 }, /* refused later: 501 */
		{ "\r\n\r\n", 400 },
		{ " GET / HTTP/1.1\r\n\r\n", 400 },
		{ "GET /\r\n\r\n", 400 },
		{ "GET / HTTP/1.1 \r\n\r\n", 505 },
		{ "GET  HTTP/1.1\r\n\r\n", 400 },
		{ "GET / http/1.1\r\n\r\n", 400 },
		{ "GET / HTTP/1.10\r\n\r\n", 505 },
		{ "GET / HTTP/3\r\n\r\n", 505 },
		{ "G(T / HTTP/1.1\r\n\r\n", 400 },
		{ "GET * HTTP/1.1\r\n\r\n", 400 },
		{ "GET /a#b HTTP/1.1\r\n\r\n", 400 },
		{ "GET /\303\251 HTTP/1.1\r\n\r\n", 400 },
		{ GET "Host\r\n\r\n", 400 },
		{ GET ": x\r\n\r\n", 400 },
		{ GET "Host : x\r\n\r\n", 400 },
		{ GET "Host\t: x\r\n\r\n", 400 },
		{ GET " Host: x\r\n\r\n", 400 },
		{ GET "\tHost: x\r\n\r\n", 400 },
		{ GET "Host: x\r\n y\r\n\r\n", 400 },
		{ GET "Host: x\ry\r\n\r\n", 400 },
		{ GET "Host: x\177y\r\n\r\n", 400 },
		{ GET "Ho\303\251st: x\r\n\r\n", 400 },
		{ GET "Host: x\r\nhost: x\r\n\r\n", 400 },
		{ GET "Origin: x\r\nOrigin: x\r\n\r\n", 403 },
		{ GET "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400 },
		{ GET "Content-Length: -1\r\n\r\n", 400 },
		{ GET "Content-Length: +1\r\n\r\n", 400 },
		{ GET "Content-Length: 1,1\r\n\r\n", 400 },
		{ GET "Content-Length: 0x1\r\n\r\n", 400 },
		{ GET "Content-Length: \r\n\r\n", 400 },
		{ GET "Content-Length: 1234567890123\r\n\r\n", 413 },
		{ GET "Transfer-Encoding: chunked\r\n\r\n", 501 },
		{ GET "Transfer-Encoding: identity\r\n\r\n", 501 },
		{ GET "Transfer-Encoding: chunked\r\n"
		      "Content-Length: 1\r\n\r\n", 400 },
	};
	struct head h;

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].text);
		EQ_INT(row[i].want, read_text(&h, row[i].text));
	}
}

TEST(a_path_means_what_it_says)
{
	static const struct {
		const char *path, *want; /* NULL: refused */
	} row[] = {
		{ "/", "/" },
		{ "/a/b/", "/a/b/" },
		{ "/a%20b", "/a b" },
		{ "/%C3%A9", "/\303\251" },
		{ "/a.b/..c", "/a.b/..c" },
		{ "/a?b?c", "/a" },
		{ "/%41", "/A" },
		{ "//", NULL },
		{ "/a//b", NULL },
		{ "/.", NULL },
		{ "/..", NULL },
		{ "/a/../b", NULL },
		{ "/a/./b", NULL },
		{ "/%2e%2e/b", NULL },
		{ "/a%2Fb", NULL },
		{ "/a%5Cb", NULL },
		{ "/a%00", NULL },
		{ "/a%0a", NULL },
		{ "/a%7f", NULL },
		{ "/a%", NULL },
		{ "/a%4", NULL },
		{ "/a%4g", NULL },
		{ "/%FF", NULL },
		{ "/%C0%AF", NULL },
	};
	struct head h;
	char text[200];

	for (size_t i = 0; i < COUNT(row); i++) {
		int status;

		CASE("%s", row[i].path);
		snprintf(text, sizeof(text), "GET %s HTTP/1.1\r\n\r\n",
		    row[i].path);
		status = read_text(&h, text);
		EQ_INT(row[i].want != NULL ? 0 : 400, status);
		if (row[i].want != NULL)
			EQ_TEXT(row[i].want, h.path);
	}
}

TEST(a_connection_stays_open_as_the_version_says)
{
	static const struct {
		const char *text;
		bool want;
	} row[] = {
		{ "GET / HTTP/1.1\r\n\r\n", true },
		{ "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", false },
		{ "GET / HTTP/1.1\r\nConnection: TE , Close\r\n\r\n", false },
		{ "GET / HTTP/1.1\r\nConnection: closed\r\n\r\n", true },
		{ "GET / HTTP/1.0\r\n\r\n", false },
		{ "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true },
	};
	struct head h;

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].text);
		EQ_INT(0, read_text(&h, row[i].text));
		EQ_INT(row[i].want, h.keep_alive);
	}
}

/* Every byte of a good head changed into every other: no step outside. */
TEST(no_byte_leads_the_reader_astray)
{
	static const char good[] =
	    "GET /a%20b?c HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n";
	struct head h;
	size_t len = sizeof(good) - 1, whole = 0;

	for (size_t at = 0; at < len; at++)
		for (int byte = 0; byte < 256; byte++) {
			char *text = need(len);
			int64_t end;

			memcpy(text, good, len);
			text[at] = (char)byte;
			end = head_len(text, len);
			if (end > 0) {
				head_read(&h, text, (size_t)end);
				whole++;
			}
			free(text);
		}
	YES(whole > 10000);
}

static const struct answer_way way = { .keep_alive = true };

static const char *
written(struct buffer *b, const struct answer *a)
{
	buffer_clear(b);
	answer_write(b, a, &way);
	return buffer_string(b);
}

TEST(a_cookie_is_set_and_cleared)
{
	struct answer a = { .status = 200, .cookie = "abc" };
	struct buffer b = { 0 };

	HAS_TEXT("\r\nSet-Cookie: __Host-sid=abc; Path=/; Secure; HttpOnly; "
		 "SameSite=Lax; Max-Age=2592000\r\n", written(&b, &a));
	LACKS_TEXT("Clear-Site-Data", written(&b, &a));
	a.cookie = "";
	HAS_TEXT("Set-Cookie: __Host-sid=; ", written(&b, &a));
	HAS_TEXT("Max-Age=0\r\n", written(&b, &a));
	HAS_TEXT("Clear-Site-Data: ", written(&b, &a));
	a.cookie = NULL;
	LACKS_TEXT("Set-Cookie", written(&b, &a));
	buffer_free(&b);
}

TEST(https_is_remembered_where_there_is_https)
{
	struct answer a = { .status = 200 };
	struct answer_way secure = { .secure = true };
	struct buffer b = { 0 };

	LACKS_TEXT("Strict-Transport-Security", written(&b, &a));
	buffer_clear(&b);
	answer_write(&b, &a, &secure);
	HAS_TEXT("Strict-Transport-Security: max-age=31536000",
	    buffer_string(&b));
	buffer_free(&b);
}

static void
write_two_lines(const void *arg)
{
	struct answer a = { .status = 200, .type = arg };
	struct buffer b = { 0 };

	answer_write(&b, &a, &way);
}

TEST(no_value_becomes_a_line_of_its_own)
{
	ABORTS("strpbrk", write_two_lines, "text/plain\r\nSet-Cookie: x");
}

TEST(a_file_name_is_told_in_any_script)
{
	static const struct {
		const char *name, *want;
	} row[] = {
		{ "a b.md", "filename=\"a b.md\"; filename*=UTF-8''a%20b.md" },
		{ "\303\251t\303\251.md",
		    "filename=\"_t_.md\"; filename*=UTF-8''%C3%A9t%C3%A9.md" },
		{ "a\"b\\c\r\nX: y",
		    "filename=\"a_b_c__X_ y\"; "
		    "filename*=UTF-8''a%22b%5Cc%0D%0AX%3A%20y" },
	};
	struct buffer b = { 0 };

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].name);
		buffer_clear(&b);
		answer_put_name(&b, row[i].name);
		HAS_TEXT(row[i].want, buffer_string(&b));
	}
	buffer_free(&b);
	free(text_of_head);
	text_of_head = NULL;
}
