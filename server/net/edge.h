/* SPDX-License-Identifier: Apache-2.0 */
/*
 * edge.h - what the files of net share: the whole, and its connections.
 */
#ifndef NET_EDGE_H
#define NET_EDGE_H

#include <netinet/in.h>
#include <uv.h>

#include "soundings/engine.h"
#include "soundings/hub.h"
#include "soundings/net.h"
#include "soundings/settings.h"
#include "soundings/table.h"

#include "net/filter.h"

#define PORTS_MAX   6
#define WHEEL_SLOTS 5 /* seconds between two looks at a socket */
#define ADDRESS_LEN INET6_ADDRSTRLEN

struct client;
struct conn;
struct lws_context;
struct lws_vhost;
struct peer;
struct wait;

/* A listening socket. */
struct port {
	struct net *net;
	uv_poll_t poll;
	int fd;
	bool inside;  /* the private listener */
	bool resting; /* out of descriptors; tried again by the tick */
};

/* One turn of the loop: when it began, in us. */
struct turn {
	int64_t at, cpu; /* by the clock, and of this thread's own time */
	int64_t idle;    /* waited for something to happen until then */
};

struct net {
	struct uv_loop_s *loop;
	struct engine *engine;
	struct hub *hub;
	const struct settings *settings;
	struct filter filter;
	bool secure;              /* people reach us by https */
	struct client *client;

	struct port port[PORTS_MAX];
	size_t port_count;
	uv_timer_t tick;          /* half a second: deadlines */
	uv_prepare_t turn_end;    /* what a turn of the loop has to send */
	struct turn turn;         /* the one that runs */
	size_t ticks;

	struct conn *conns;       /* HTTP connections */
	size_t conn_count;
	struct table *addresses;  /* connections per address, by its hash */

	struct lws_context *lws;
	struct lws_vhost *vhost;
	struct peer *arriving;    /* while libwebsockets shakes hands */
	struct peer *slot[WHEEL_SLOTS]; /* open sockets, one slot a second */
	struct peer *closing;     /* said goodbye, wait for the other side */
	struct peer *due;         /* have something for the end of the turn */
	struct peer *resting;     /* have messages that wait for their turn */
	uv_timer_t pace;          /* runs while somebody rests */
	size_t peer_count;        /* until the last call of each is answered */
	struct table *members;    /* sockets per member */
	struct buffer scratch;    /* one answer being written */

	struct wait *waits;       /* parked polls */
	struct wait *waits_due;   /* have something to tell */

	bool stopping;
	int64_t stop_at;          /* close whatever is left then */
	void (*stopped)(void *user);
	void *stopped_user;
};

/* turn.c: a turn of the loop ends. Loop thread. */
void turn_begin(struct turn *t, struct uv_loop_s *loop);
void turn_over(struct turn *t, struct uv_loop_s *loop);

/* What the hub knows as `user` begins with this. */
enum ear_kind { EAR_PEER, EAR_WAIT };
struct ear {
	enum ear_kind kind;
};

/* The loop's clock, in ms; it stands still within a turn. */
static inline int64_t
net_now(const struct net *n)
{
	return (int64_t)uv_now(n->loop);
}

/* limit.c: counts things per key; false: there are `most` already. */
bool limit_take(struct table *t, int64_t key, int64_t most);
void limit_give(struct table *t, int64_t key);
int64_t limit_address(const char *address);

#endif
