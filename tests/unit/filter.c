/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter.c - which requests come in: tables of heads and their refusals.
 */
#include "unit.h"

#include "soundings/base.h"

#include "net/filter.h"

#define TOKEN_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define TOKEN_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const struct settings behind_proxy = {
	.listen = "0.0.0.0:8080", .public_url = "https://Talk.Example.org/",
	.body_max = 1000,
};
static const struct settings at_home = {
	.listen = "localhost:8080", .public_url = "http://localhost:8080",
	.body_max = 1000,
};

/* The status that a request gets; 0: it may go on. */
static int
status_of(const struct settings *s, const char *text, bool inside)
{
	char copy[4096];
	struct filter f;
	struct head h;
	const struct refusal *refused;
	size_t len = strlen(text);
	int status;

	filter_init(&f, s);
	memcpy(copy, text, len);
	status = head_read(&h, copy, len);
	if (status != 0)
		return status;
	refused = filter_request(&f, &h, filter_route(&h, inside));
	return refused != NULL ? refused->status : 0;
}

TEST(a_host_is_one_of_ours)
{
	static const struct {
		const struct settings *s;
		const char *host;
		int want;
	} row[] = {
		{ &behind_proxy, "talk.example.org", 0 },
		{ &behind_proxy, "TALK.example.org", 0 },
		{ &behind_proxy, "talk.example.org:443", 421 },
		{ &behind_proxy, "example.org", 421 },
		{ &behind_proxy, "talk.example.org.evil.org", 421 },
		{ &behind_proxy, "evil-talk.example.org", 421 },
		{ &behind_proxy, "localhost:8080", 421 },
		{ &behind_proxy, "0.0.0.0:8080", 421 },
		{ &behind_proxy, "", 421 },
		{ &at_home, "localhost:8080", 0 },
		{ &at_home, "127.0.0.1:8080", 0 },
		{ &at_home, "[::1]:8080", 0 },
		{ &at_home, "localhost", 421 },
		{ &at_home, "localhost:80", 421 },
		{ &at_home, "localhost:8080:8080", 421 },
	};
	char text[300];

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].host);
		snprintf(text, sizeof(text), "GET / HTTP/1.1\r\nHost: %s\r\n\r\n",
		    row[i].host);
		EQ_INT(row[i].want, status_of(row[i].s, text, false));
	}
}

TEST(an_origin_is_one_of_ours)
{
	static const struct {
		const char *origin;
		int want;
	} row[] = {
		{ "https://talk.example.org", 0 },
		{ "http://talk.example.org", 403 },
		{ "https://talk.example.org:443", 403 },
		{ "https://TALK.example.org", 403 },
		{ "https://talk.example.org/", 403 },
		{ "https://talk.example.org.evil.org", 403 },
		{ "https://evil.org/https://talk.example.org", 403 },
		{ "null", 403 },
		{ "", 403 },
	};
	char text[500];

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].origin);
		snprintf(text, sizeof(text),
		    "POST /rpc HTTP/1.1\r\nHost: talk.example.org\r\n"
		    "Content-Type: application/json\r\nContent-Length: 2\r\n"
		    "Origin: %s\r\n\r\n", row[i].origin);
		EQ_INT(row[i].want, status_of(&behind_proxy, text, false));
	}
}

TEST(a_route_takes_its_own_method_and_body)
{
	static const struct {
		const char *line, *headers;
		int want;
	} row[] = {
		{ "GET /", "", 0 },
		{ "HEAD /", "", 0 },
		{ "POST /", "Content-Length: 0\r\n", 405 },
		{ "GET /rpc", "", 405 },
		{ "POST /rpc", "", 411 },
		{ "POST /rpc", "Content-Length: 1\r\n", 415 },
		{ "POST /rpc", "Content-Length: 1048577\r\n", 413 },
		{ "POST /rpc", "Content-Length: 1048576\r\n"
			       "Content-Type: APPLICATION/JSON\r\n", 0 },
		{ "POST /rpc", "Content-Length: 1\r\n"
		    "Content-Type: application/json ; charset=UTF-8\r\n", 0 },
		{ "POST /rpc", "Content-Length: 1\r\n"
		    "Content-Type: application/jsonx\r\n", 415 },
		{ "POST /files", "Content-Length: 1\r\n", 403 },
		{ "POST /files", "Content-Length: 1000\r\n"
		    "Origin: http://localhost:8080\r\n", 0 },
		{ "POST /files", "Content-Length: 1001\r\n"
		    "Origin: http://localhost:8080\r\n", 413 },
		{ "GET /files/1", "", 0 },
		{ "POST /files/1", "Content-Length: 1\r\n", 405 },
		{ "DELETE /files/1", "", 405 },
		{ "BREW /files/1", "", 501 },
		{ "POST /unsubscribe/x", "Content-Length: 26\r\n"
		    "Origin: https://mail.example\r\n", 0 },
		{ "POST /unsubscribe/x", "Content-Length: 5000\r\n", 413 },
		{ "GET /unsubscribe/x", "", 0 },
		{ "GET /ws", "", 426 },
		{ "GET /healthz", "Upgrade: h2c\r\n", 400 },
		{ "GET /", "Expect: 100-continue\r\n", 0 },
		{ "GET /", "Expect: more\r\n", 417 },
	};
	char text[500];

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s %s", row[i].line, row[i].headers);
		snprintf(text, sizeof(text),
		    "%s HTTP/1.1\r\nHost: localhost:8080\r\n%s\r\n",
		    row[i].line, row[i].headers);
		EQ_INT(row[i].want, status_of(&at_home, text, false));
	}
}

TEST(the_private_listener_has_two_routes)
{
	static const struct {
		const char *path;
		bool inside;
		enum route want;
	} row[] = {
		{ "/metrics", true, ROUTE_METRICS },
		{ "/healthz", true, ROUTE_HEALTH },
		{ "/rpc", true, ROUTE_NONE },
		{ "/", true, ROUTE_NONE },
		{ "/metrics", false, ROUTE_CLIENT },
		{ "/healthz", false, ROUTE_HEALTH },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct head h = { .path = row[i].path };

		CASE("%s", row[i].path);
		EQ_INT(row[i].want, filter_route(&h, row[i].inside));
	}
	EQ_INT(0, status_of(&at_home, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n",
	    true));
}

TEST(a_session_is_one_cookie_among_others)
{
	static const struct {
		const char *cookies, *want; /* NULL: none */
	} row[] = {
		{ NULL, NULL },
		{ "", NULL },
		{ "__Host-sid=" TOKEN_A, TOKEN_A },
		{ "a=b; __Host-sid=" TOKEN_A "; c=d", TOKEN_A },
		{ "a=b;__Host-sid=" TOKEN_A, TOKEN_A },
		{ "__Host-sid=" TOKEN_A "; __Host-sid=" TOKEN_B, NULL },
		{ "__Host-sid=short", NULL },
		{ "__Host-sid=" TOKEN_A "a", NULL },
		{ "__host-sid=" TOKEN_A, NULL },
		{ "x__Host-sid=" TOKEN_A, NULL },
		{ "x=__Host-sid=" TOKEN_A, NULL },
		{ "__Host-sid=\"" TOKEN_A "\"", NULL },
		{ ";;; ;__Host-sid=" TOKEN_B ";", TOKEN_B },
	};
	char token[SECRET_TOKEN_LEN + 1];

	for (size_t i = 0; i < COUNT(row); i++) {
		bool found = filter_session(row[i].cookies, token);

		CASE("%s", row[i].cookies ? row[i].cookies : "(none)");
		EQ_INT(row[i].want != NULL, found);
		if (row[i].want != NULL)
			EQ_TEXT(row[i].want, token);
	}
}

TEST(an_address_is_believed_from_our_proxy_only)
{
	static const struct {
		const char *peer, *forwarded, *proxy, *want;
	} row[] = {
		{ "1.1.1.1", NULL, "", "1.1.1.1" },
		{ "1.1.1.1", "2.2.2.2", "", "1.1.1.1" },
		{ "1.1.1.1", "2.2.2.2", "9.9.9.9", "1.1.1.1" },
		{ "9.9.9.9", "2.2.2.2", "9.9.9.9", "2.2.2.2" },
		{ "9.9.9.9", "3.3.3.3, 2.2.2.2", "9.9.9.9", "2.2.2.2" },
		{ "9.9.9.9", "3.3.3.3,2001:db8::1", "9.9.9.9", "2001:db8::" },
		{ "2001:db8:1:2:3:4:5:6", NULL, "", "2001:db8:1:2::" },
		{ "::1", NULL, "", "::1" },
		{ "9.9.9.9", "::ffff:2.2.2.2", "9.9.9.9", "2.2.2.2" },
		{ "9.9.9.9", "2.2.2.2, nonsense", "9.9.9.9", "9.9.9.9" },
		{ "9.9.9.9", "", "9.9.9.9", "9.9.9.9" },
		{ "9.9.9.9", NULL, "9.9.9.9", "9.9.9.9" },
	};
	char out[64];

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s for %s", row[i].peer, row[i].forwarded);
		EQ_TEXT(row[i].want, filter_address(row[i].peer,
		    row[i].forwarded, row[i].proxy, out, sizeof(out)));
	}
}

static void
init_with(const void *url)
{
	struct settings s = at_home;
	struct filter f;

	s.public_url = url;
	filter_init(&f, &s);
}

TEST(a_public_address_without_a_scheme_ends_the_start)
{
	FATAL("public_url", init_with, "talk.example.org");
}
