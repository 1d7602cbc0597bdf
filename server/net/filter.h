/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filter.h - which requests may come in at all, and where they go.
 */
#ifndef NET_FILTER_H
#define NET_FILTER_H

#include "soundings/secret.h"
#include "soundings/settings.h"

#include "net/head.h"

#define SUBPROTOCOL "soundings.1"
#define RPC_MAX     (1024 * 1024)
#define ORIGINS_MAX 5

enum route {
	ROUTE_RPC,         /* POST /rpc */
	ROUTE_SOCKET,      /* GET /ws */
	ROUTE_UPLOAD,      /* POST /files */
	ROUTE_FILE,        /* GET /files/ID */
	ROUTE_UNSUBSCRIBE, /* POST /unsubscribe/TOKEN */
	ROUTE_HEALTH,      /* GET /healthz */
	ROUTE_METRICS,     /* GET /metrics, on the private listener */
	ROUTE_CLIENT,      /* GET of all else */
	ROUTE_NONE,        /* all else on the private listener */
};

/* Where we are known: what Host and Origin may say. */
struct filter {
	char origin[ORIGINS_MAX][300]; /* "https://example.org" */
	size_t origin_count;
	int64_t body_max;
};

/* A request that is turned away. */
struct refusal {
	int status;
	const char *why;    /* a sentence for a person */
	const char *header; /* what the status asks for; NULL: nothing */
};

/* From the public address, and from the listening one when it is loopback. */
void filter_init(struct filter *f, const struct settings *s);

/* `inside`: it came to the private listener. */
enum route filter_route(const struct head *h, bool inside);

/* NULL: the request may go to its route. All but the session, which costs a
 * read, is checked here. */
const struct refusal *filter_request(const struct filter *f,
    const struct head *h, enum route route);
/* The refusal with that status, for heads that cannot be read. */
const struct refusal *filter_refusal(int status);

/* The session token of a Cookie header; false: there is none, or two. */
bool filter_session(const char *cookies, char token[SECRET_TOKEN_LEN + 1]);

/* Where a request comes from, the peer or what our own proxy says: an IPv4
 * address, or the /64 of an IPv6 address. */
const char *filter_address(const char *peer, const char *forwarded,
    const char *trusted_proxy, char *out, size_t room);

#endif
