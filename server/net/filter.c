/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter.c - the gate: pure rules over a request head.
 *
 * Cheap checks come first and the order is fixed, so that a refusal says
 * nothing about what a later check would have found: a foreign Origin learns
 * nothing of sessions. Browsers send Origin with every POST and every
 * handshake; a POST without one is a script, which has no cookies to abuse.
 */
#include "net/filter.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "soundings/base.h"

#define COOKIE_NAME     "__Host-sid="
#define UNSUBSCRIBE_MAX 4096
#define KEY_LEN         24 /* base64 of 16 bytes */

static const struct refusal refusals[] = {
	{ 400, "This is not a request that I understand.", NULL },
	{ 403, "This request comes from another site.", NULL },
	{ 405, "This address does not take that method.", NULL },
	{ 411, "A request like this says how long it is.", NULL },
	{ 413, "This is too large.", NULL },
	{ 414, "This address is too long.", NULL },
	{ 415, "Only application/json is understood here.", NULL },
	{ 417, "Only 100-continue can be expected.", NULL },
	{ 421, "This server does not go by that name.", NULL },
	{ 426, "This address speaks WebSocket.",
	    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
	    "Sec-WebSocket-Version: 13\r\n" },
	{ 408, "This took too long.", NULL },
	{ 429, "There are too many connections from here.",
	    "Retry-After: 10\r\n" },
	{ 431, "The headers are too long.", NULL },
	{ 501, "This way of sending is not supported.", NULL },
	{ 503, "The server is stopping. Please try again in a moment.",
	    "Retry-After: 2\r\n" },
	{ 505, "Only HTTP/1.1 is spoken here.", NULL },
};

static const struct refusal only_get = {
	405, "This address does not take that method.", "Allow: GET, HEAD\r\n"
};
static const struct refusal only_post = {
	405, "This address does not take that method.", "Allow: POST\r\n"
};

const struct refusal *
filter_refusal(int status)
{
	for (size_t i = 0; i < COUNT(refusals); i++)
		if (refusals[i].status == status)
			return &refusals[i];
	return &refusals[0];
}

static void
add_origin(struct filter *f, const char *scheme, const char *host,
    const char *port)
{
	char *to = f->origin[f->origin_count];
	bool usual = (strcmp(scheme, "https") == 0 && strcmp(port, "443") == 0) ||
	    (strcmp(scheme, "http") == 0 && strcmp(port, "80") == 0);
	int n;

	invariant(f->origin_count < ORIGINS_MAX);
	n = usual || port[0] == '\0'
	    ? snprintf(to, sizeof(f->origin[0]), "%s://%s", scheme, host)
	    : snprintf(to, sizeof(f->origin[0]), "%s://%s:%s", scheme, host,
		  port);
	if (n > 0 && (size_t)n < sizeof(f->origin[0]))
		f->origin_count++;
}

/* "host:port" of a text that ends at a NUL or a '/'. */
static void
split_address(const char *text, char host[256], char port[8])
{
	size_t len = strcspn(text, "/");
	const char *colon = memrchr(text, ':', len);

	if (colon != NULL && memchr(colon, ']', len - (size_t)(colon - text)))
		colon = NULL; /* of an IPv6 address without a port */
	port[0] = '\0';
	if (colon != NULL) {
		snprintf(port, 8, "%.*s",
		    (int)(len - (size_t)(colon - text) - 1), colon + 1);
		len = (size_t)(colon - text);
	}
	snprintf(host, 256, "%.*s", (int)len, text);
	for (char *p = host; *p != '\0'; p++)
		*p = (char)(*p >= 'A' && *p <= 'Z' ? *p | 32 : *p);
}

static bool
is_loopback(const char *host)
{
	return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
	    strncmp(host, "127.", 4) == 0;
}

void
filter_init(struct filter *f, const struct settings *s)
{
	static const char *const local[] = { "localhost", "127.0.0.1", "[::1]" };
	const char *after = strstr(s->public_url, "://");
	char scheme[8], host[256], port[8];

	memset(f, 0, sizeof(*f));
	f->body_max = s->body_max;
	if (after == NULL || after - s->public_url > 5)
		fatal("setting public_url: write it as https://HOST");
	snprintf(scheme, sizeof(scheme), "%.*s", (int)(after - s->public_url),
	    s->public_url);
	split_address(after + 3, host, port);
	add_origin(f, scheme, host, port);
	split_address(s->listen, host, port);
	if (is_loopback(host))
		for (size_t i = 0; i < COUNT(local); i++)
			add_origin(f, "http", local[i], port);
}

static bool
origin_known(const struct filter *f, const char *origin)
{
	for (size_t i = 0; i < f->origin_count; i++)
		if (strcmp(f->origin[i], origin) == 0)
			return true;
	return false;
}

static bool
host_known(const struct filter *f, const char *host)
{
	for (size_t i = 0; i < f->origin_count; i++)
		if (strcasecmp(strstr(f->origin[i], "://") + 3, host) == 0)
			return true;
	return false;
}

enum route
filter_route(const struct head *h, bool inside)
{
	static const char unsubscribe[] = "/unsubscribe/";
	const char *path = h->path;

	if (strcmp(path, "/healthz") == 0)
		return ROUTE_HEALTH;
	if (inside)
		return strcmp(path, "/metrics") == 0 ? ROUTE_METRICS
						     : ROUTE_NONE;
	if (strcmp(path, "/rpc") == 0)
		return ROUTE_RPC;
	if (strcmp(path, "/ws") == 0)
		return ROUTE_SOCKET;
	if (strcmp(path, "/files") == 0)
		return ROUTE_UPLOAD;
	if (strncmp(path, "/files/", 7) == 0)
		return ROUTE_FILE;
	if (h->verb == VERB_POST &&
	    strncmp(path, unsubscribe, sizeof(unsubscribe) - 1) == 0)
		return ROUTE_UNSUBSCRIBE;
	return ROUTE_CLIENT;
}

/* 22 characters of base64, the last with two bits to spare, and "==". */
static bool
key_valid(const char *key)
{
	static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	return key != NULL && strlen(key) == KEY_LEN &&
	    strspn(key, base64) == KEY_LEN - 2 &&
	    strcmp(key + KEY_LEN - 2, "==") == 0 &&
	    strchr("AQgw", key[KEY_LEN - 3]) != NULL;
}

/* What RFC 6455 4.2.1 asks of a handshake, and what we do. */
static int
check_handshake(const struct head *h)
{
	const char *const *value = h->value;

	if (h->minor != 1)
		return 400;
	if (value[HEADER_UPGRADE] == NULL)
		return 426;
	if (strcasecmp(value[HEADER_UPGRADE], "websocket") != 0 ||
	    !head_lists(value[HEADER_CONNECTION], "upgrade") ||
	    !key_valid(value[HEADER_WS_KEY]) ||
	    value[HEADER_WS_VERSION] == NULL)
		return 400;
	if (strcmp(value[HEADER_WS_VERSION], "13") != 0)
		return 426;
	if (value[HEADER_WS_PROTOCOL] == NULL ||
	    strcmp(value[HEADER_WS_PROTOCOL], SUBPROTOCOL) != 0)
		return 400;
	return 0;
}

/* Does the page that sends this belong to us? */
static int
check_origin(const struct filter *f, const struct head *h, enum route route)
{
	const char *origin = h->value[HEADER_ORIGIN];
	const char *site = h->value[HEADER_FETCH_SITE];

	if (route != ROUTE_SOCKET && route != ROUTE_UPLOAD &&
	    route != ROUTE_RPC)
		return 0;
	if (origin != NULL && !origin_known(f, origin))
		return 403;
	if (origin == NULL && route != ROUTE_RPC)
		return 403;
	if (site != NULL && strcmp(site, "same-origin") != 0 &&
	    strcmp(site, "none") != 0)
		return 403;
	return 0;
}

static bool
is_json(const char *type)
{
	static const char json[] = "application/json";
	size_t len = sizeof(json) - 1;

	if (type == NULL || strncasecmp(type, json, len) != 0)
		return false;
	type += len + strspn(type + len, " \t");
	if (*type == '\0')
		return true;
	if (*type++ != ';')
		return false;
	type += strspn(type, " \t");
	return strcasecmp(type, "charset=utf-8") == 0;
}

static int
check_body(const struct filter *f, const struct head *h, enum route route)
{
	int64_t most = 0;

	if (h->value[HEADER_EXPECT] != NULL &&
	    strcasecmp(h->value[HEADER_EXPECT], "100-continue") != 0)
		return 417;
	if (route == ROUTE_SOCKET)
		return h->body_len >= 0 ? 400 : 0;
	if (h->verb != VERB_POST)
		return h->body_len > 0 ? 400 : 0;
	if (h->body_len < 0)
		return 411;
	if (route == ROUTE_RPC)
		most = RPC_MAX;
	else if (route == ROUTE_UPLOAD)
		most = f->body_max;
	else if (route == ROUTE_UNSUBSCRIBE)
		most = UNSUBSCRIBE_MAX;
	if (h->body_len > most)
		return 413;
	if (route == ROUTE_RPC && !is_json(h->value[HEADER_CONTENT_TYPE]))
		return 415;
	return 0;
}

static const struct refusal *
check_verb(const struct head *h, enum route route)
{
	bool post = route == ROUTE_RPC || route == ROUTE_UPLOAD ||
	    route == ROUTE_UNSUBSCRIBE;

	if (h->verb == VERB_UNKNOWN)
		return filter_refusal(501);
	if (post)
		return h->verb == VERB_POST ? NULL : &only_post;
	if (h->verb == VERB_HEAD && route == ROUTE_SOCKET)
		return &only_get;
	return h->verb == VERB_GET || h->verb == VERB_HEAD ? NULL : &only_get;
}

const struct refusal *
filter_request(const struct filter *f, const struct head *h, enum route route)
{
	const struct refusal *refused = check_verb(h, route);
	bool anyhow = route == ROUTE_HEALTH || route == ROUTE_METRICS ||
	    route == ROUTE_NONE;
	int status = 0;

	if (refused != NULL)
		return refused;
	if (h->value[HEADER_HOST] == NULL)
		status = 400;
	else if (route == ROUTE_SOCKET)
		status = check_handshake(h);
	else if (h->value[HEADER_UPGRADE] != NULL)
		status = 400; /* h2c and the like */
	if (status == 0 && !anyhow && !host_known(f, h->value[HEADER_HOST]))
		status = 421;
	if (status == 0)
		status = check_origin(f, h, route);
	if (status == 0)
		status = check_body(f, h, route);
	return status == 0 ? NULL : filter_refusal(status);
}

bool
filter_session(const char *cookies, char token[SECRET_TOKEN_LEN + 1])
{
	bool found = false;

	while (cookies != NULL && *cookies != '\0') {
		size_t len = strcspn(cookies, ";");
		size_t name = sizeof(COOKIE_NAME) - 1;

		if (len >= name && strncmp(cookies, COOKIE_NAME, name) == 0) {
			if (found || len - name != SECRET_TOKEN_LEN)
				return false;
			found = true;
			memcpy(token, cookies + name, SECRET_TOKEN_LEN);
			token[SECRET_TOKEN_LEN] = '\0';
		}
		cookies += len;
		cookies += strspn(cookies, "; ");
	}
	return found;
}

/* Whoever has one IPv6 address has its whole /64: limits count that as one. */
static void
put_network(const char *address, char *out, size_t room)
{
	struct in6_addr six;

	snprintf(out, room, "%s", address);
	if (inet_pton(AF_INET6, address, &six) != 1 ||
	    IN6_IS_ADDR_LOOPBACK(&six))
		return;
	if (IN6_IS_ADDR_V4MAPPED(&six)) {
		inet_ntop(AF_INET, six.s6_addr + 12, out, (socklen_t)room);
		return;
	}
	memset(six.s6_addr + 8, 0, 8);
	inet_ntop(AF_INET6, &six, out, (socklen_t)room);
}

const char *
filter_address(const char *peer, const char *forwarded,
    const char *trusted_proxy, char *out, size_t room)
{
	unsigned char parsed[sizeof(struct in6_addr)];
	const char *last;

	put_network(peer, out, room);
	if (forwarded == NULL || strcmp(peer, trusted_proxy) != 0)
		return out;
	/* The last one is what our proxy itself saw. */
	last = strrchr(forwarded, ',');
	last = last != NULL ? last + 1 : forwarded;
	last += strspn(last, " \t");
	if (inet_pton(AF_INET, last, parsed) == 1 ||
	    inet_pton(AF_INET6, last, parsed) == 1)
		put_network(last, out, room);
	return out;
}
