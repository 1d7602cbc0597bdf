/* SPDX-License-Identifier: Apache-2.0 */
/*
 * peer.h - one open WebSocket, between what it hears (hear.c) and what is told
 * to it (ws.c).
 */
#ifndef NET_PEER_H
#define NET_PEER_H

#include "net/edge.h"
#include "net/ws.h"

#define PACE_FULL (128 * 1000) /* tokens of who was quiet */

enum close_code {
	CLOSE_LEAVING = 1001,
	CLOSE_BINARY = 1003,
	CLOSE_BAD_UTF8 = 1007,
	CLOSE_TOO_MUCH = 1008,
	CLOSE_TOO_LARGE = 1009,
	CLOSE_RESUME = 1013,
	CLOSE_SESSION_ENDED = 4401,
};

struct held;

/* What a copy of an event needs stands in the first 64 bytes: with a thousand
 * who hear, each line of memory more is a tenth of a microsecond. */
struct peer {
	struct ear ear;              /* first: the hub knows it */
	int fd;
	bool clogged;                /* something waits in `wire` */
	bool closing, broken, behind, pinged, due, resting, counted;
	struct lws *wire;            /* NULL: closed */
	struct buffer out;           /* frames that are to be sent */
	size_t sent;                 /* of out */
	struct net *net;
	struct subscriber *subscriber; /* NULL: hears no more */
	struct peer *next, *before;  /* in one of the lists below */
	struct peer **list;          /* a slot of the wheel, or those closing */
	struct peer *next_due, *next_resting;
	int64_t member, session;
	struct buffer in;            /* a message, as far as it came */
	struct held *held, *held_last; /* messages that wait for their turn */
	size_t held_count, held_bytes;
	size_t calls;                /* under way */
	int64_t heard_at, message_at, goodbye_at;
	int64_t ends_at;             /* its session, by the wall clock */
	int64_t pace_at;             /* when tokens were counted */
	int64_t tokens;              /* thousandths of a message */
	char address[ADDRESS_LEN];
};

/* hear.c: reads what was held, as far as the pace allows; forgets it. */
void peer_go_on(struct peer *p);
void peer_drop_held(struct peer *p);

/* ws.c: something is to be done at the end of the turn. */
void peer_make_due(struct peer *p);
/* Puts a text frame behind what is to be sent then. */
void peer_queue(struct peer *p, const struct buffer *text);
/* Says goodbye behind what is already on its way; the other side has some
 * seconds to answer. */
void peer_say_goodbye(struct peer *p, enum close_code code, const char *why);
/* Frees a peer that is gone, once nothing refers to it. */
void peer_free_if_over(struct peer *p);

#endif
