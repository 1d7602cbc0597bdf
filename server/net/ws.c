/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ws.c - members' WebSockets: how they open, what is sent, how they end.
 *
 * What comes in is read by hear.c. Answers of a turn leave together with the
 * events of the turn. Close frames are our own: libwebsockets can neither close
 * from outside of its callbacks with a code of our choice nor say 1001.
 */
#include "net/ws.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/metric.h"

#include "net/peer.h"
#include "net/wire.h"

#define MESSAGE_PATIENCE (30 * SECOND)
#define BACKLOG_MAX      (1024 * 1024) /* answers that wait */
#define WRITE_BYTES      (64 * 1024)
#define MEMBER_SOCKETS   100
#define ADDRESS_SOCKETS  1000
#define QUIET_PING       (30 * SECOND)
#define QUIET_DEAD       (45 * SECOND)
#define GOODBYE_PATIENCE (3 * SECOND)

static void
list_leave(struct peer *p)
{
	if (p->list == NULL)
		return;
	if (p->next != NULL)
		p->next->before = p->before;
	if (p->before != NULL)
		p->before->next = p->next;
	else
		*p->list = p->next;
	p->next = p->before = NULL;
	p->list = NULL;
}

static void
list_join(struct peer *p, struct peer **list)
{
	list_leave(p);
	p->list = list;
	p->next = *list;
	if (p->next != NULL)
		p->next->before = p;
	*list = p;
}

void
peer_make_due(struct peer *p)
{
	if (p->due)
		return;
	p->due = true;
	p->next_due = p->net->due;
	p->net->due = p;
}

void
peer_free_if_over(struct peer *p)
{
	struct net *n = p->net;

	if (p->wire != NULL || p->calls > 0 || p->due || p->resting)
		return;
	if (p->counted)
		limit_give(n->addresses, limit_address(p->address));
	limit_give(n->members, p->member);
	buffer_free(&p->in);
	buffer_free(&p->out);
	peer_drop_held(p);
	free(p);
	n->peer_count--;
}

static void
stop_hearing(struct peer *p)
{
	if (p->subscriber != NULL)
		hub_leave(p->net->hub, p->subscriber);
	p->subscriber = NULL;
}

/* What the socket does not take at once is kept by the library, which looks at
 * some more places in memory for each message than a copy has time for. */
static bool
send_or_keep(struct peer *p, const unsigned char *bytes, size_t len)
{
	ssize_t sent = send(p->fd, bytes, len, MSG_NOSIGNAL);
	bool good;

	if (sent == (ssize_t)len)
		return true;
	if (sent < 0)
		sent = 0; /* the library finds out why */
	good = wire_send(p->wire, bytes + sent, len - (size_t)sent);
	p->clogged = wire_busy(p->wire);
	if (p->clogged) /* or nobody would see that it no longer is */
		wire_want(p->wire);
	return good;
}

/* Sends, and remembers when that fails: the wire is cut at the turn's end. */
static void
send_bytes(struct peer *p, const void *bytes, size_t len)
{
	if (p->broken || send_or_keep(p, bytes, len))
		return;
	p->broken = true;
	peer_make_due(p);
}

/* Sends answers as far as the socket takes them. */
static void
send_out(struct peer *p)
{
	while (p->sent < p->out.len && !p->broken && !p->clogged) {
		size_t len = p->out.len - p->sent;

		len = len < WRITE_BYTES ? len : WRITE_BYTES;
		send_bytes(p, p->out.at + p->sent, len);
		p->sent += len;
	}
	if (p->sent == p->out.len) {
		buffer_free(&p->out);
		p->sent = 0;
	} else {
		wire_want(p->wire);
	}
}

/* From here on nothing of it is listened to. */
static void
close_soon(struct peer *p)
{
	p->closing = true;
	p->goodbye_at = net_now(p->net);
	stop_hearing(p);
	peer_drop_held(p);
	buffer_free(&p->in);
	list_join(p, &p->net->closing);
}

void
peer_say_goodbye(struct peer *p, enum close_code code, const char *why)
{
	unsigned char frame[4] = { 0x88 };
	size_t len = strlen(why);

	if (p->closing || p->wire == NULL)
		return;
	close_soon(p);
	invariant(len <= 123);
	frame[1] = (unsigned char)(2 + len);
	frame[2] = (unsigned char)(code >> 8);
	frame[3] = (unsigned char)code;
	buffer_put(&p->out, frame, sizeof(frame));
	buffer_put(&p->out, why, len);
	send_out(p);
}

void
peer_queue(struct peer *p, const struct buffer *text)
{
	unsigned char header[16];
	size_t len = wire_header(header, text->len);

	if (p->closing || p->wire == NULL)
		return;
	if (p->out.len - p->sent > BACKLOG_MAX) {
		metric_add(METRIC_EVICTIONS, 1);
		peer_say_goodbye(p, CLOSE_RESUME, "resume");
		return;
	}
	buffer_put(&p->out, header, len);
	buffer_put(&p->out, text->at, text->len);
	peer_make_due(p);
}

void
peer_pong(struct peer *p)
{
	p->heard_at = net_now(p->net);
}

bool
peer_goodbye(struct peer *p)
{
	bool answers_ours = p->closing;

	if (!p->closing)
		close_soon(p);
	return answers_ours;
}

void
peer_writable(struct peer *p)
{
	p->clogged = wire_busy(p->wire);
	if (!p->clogged)
		send_out(p);
	if (p->closing || !p->behind)
		return;
	if (p->out.len == 0 && !p->clogged) {
		p->behind = false; /* or ws_send would refuse what it brings */
		p->behind = hub_ready(p->net->hub, p->subscriber);
	}
	if (p->behind && !p->closing)
		wire_want(p->wire);
}

void
peer_closed(struct peer *p)
{
	stop_hearing(p);
	list_leave(p);
	peer_drop_held(p);
	p->wire = NULL;
	p->closing = true;
	metric_add(METRIC_CONNECTIONS, -1);
	peer_free_if_over(p);
}

bool
ws_send(struct peer *p, const unsigned char *bytes, size_t len)
{
	if (p->broken)
		return true;
	if (p->behind || p->clogged) {
		if (!p->behind)
			wire_want(p->wire);
		p->behind = true;
		return false;
	}
	if (p->out.len == 0) {
		send_bytes(p, bytes, len);
	} else {
		buffer_put(&p->out, bytes, len);
		send_out(p);
	}
	return true;
}

void
ws_evict(struct peer *p)
{
	peer_say_goodbye(p, CLOSE_RESUME, "resume");
}

void
ws_session_ended(struct peer *p)
{
	peer_say_goodbye(p, CLOSE_SESSION_ENDED, "signed out");
}

void
ws_audiences_changed(struct peer *p)
{
	struct identity who;

	if (!engine_recheck(p->net->engine, p->session, &who)) {
		if (who.unsure) /* hears nothing until it is known what */
			peer_say_goodbye(p, CLOSE_RESUME, "resume");
		else
			ws_session_ended(p);
		return;
	}
	p->ends_at = who.ends_at;
	hub_rejoin(p->net->hub, p->subscriber, who.audiences,
	    who.audience_count);
}

void
ws_turn_end(struct net *n)
{
	struct peer *p;

	while ((p = n->due) != NULL) {
		n->due = p->next_due;
		p->due = false;
		if (p->wire != NULL && !p->broken)
			peer_go_on(p);
		if (p->wire != NULL && !p->broken && p->out.len > 0)
			send_out(p);
		if (p->wire != NULL && p->broken)
			wire_reset(p->wire);
		else
			peer_free_if_over(p);
	}
}

static void
say_hello(struct peer *p)
{
	struct buffer b = { 0 };

	buffer_printf(&b, "{\"jsonrpc\":\"2.0\",\"method\":\"server.hello\","
			  "\"params\":{\"seq\":%lld,\"member\":%lld,\"epoch\":",
	    (long long)hub_seq(p->net->hub), (long long)p->member);
	json_put_text(&b, engine_epoch(p->net->engine));
	buffer_text(&b, "}}");
	peer_queue(p, &b);
	buffer_free(&b);
}

void
peer_opened(struct peer *p, struct lws *wire)
{
	p->wire = wire;
	p->fd = wire_socket(wire);
	metric_add(METRIC_CONNECTIONS, 1);
	say_hello(p);
}

/* A peer for who asks; NULL: too many sockets. */
static struct peer *
peer_new(struct conn *c, const struct identity *who)
{
	struct net *n = c->net;
	bool far = strcmp(c->address, "::1") != 0 &&
	    strncmp(c->address, "127.", 4) != 0;
	struct peer *p;

	if (!limit_take(n->members, who->member, MEMBER_SOCKETS))
		return NULL;
	if (far && !limit_take(n->addresses, limit_address(c->address),
		ADDRESS_SOCKETS)) {
		limit_give(n->members, who->member);
		return NULL;
	}
	p = need_zeroed(1, sizeof(*p));
	p->net = n;
	p->ear.kind = EAR_PEER;
	p->member = who->member;
	p->session = who->session;
	p->counted = far;
	p->ends_at = who->ends_at;
	p->heard_at = p->pace_at = net_now(n);
	p->tokens = PACE_FULL;
	memcpy(p->address, c->address, sizeof(p->address));
	n->peer_count++;
	return p;
}

static void
refuse(struct conn *c, int status)
{
	static const struct refusal no_session = {
		403, "Please sign in first.", NULL
	};

	metric_add(METRIC_HANDSHAKES_REFUSED, 1);
	conn_refuse(c, status == 403 ? &no_session : filter_refusal(status));
}

void
ws_open(struct conn *c)
{
	struct net *n = c->net;
	char token[SECRET_TOKEN_LEN + 1];
	struct identity who = { 0 };
	struct peer *p;
	struct listener listener = { .kind = SUBSCRIBER_SOCKET };

	if (c->in.len > 0) { /* speaks before it was answered */
		refuse(c, 400);
		return;
	}
	if (!filter_session(c->head.value[HEADER_COOKIE], token) ||
	    !engine_identify(n->engine, token, &who)) {
		refuse(c, who.unsure ? 503 : 403);
		return;
	}
	p = peer_new(c, &who);
	if (p == NULL) {
		refuse(c, 429);
		return;
	}
	listener.user = p;
	listener.session = who.session;
	listener.audiences = who.audiences;
	listener.audience_count = who.audience_count;
	p->subscriber = hub_join(n->hub, &listener);
	list_join(p, &n->slot[n->peer_count % WHEEL_SLOTS]);
	n->arriving = p;
	if (!wire_adopt(n, conn_take_socket(c), c->head.value[HEADER_WS_KEY]) &&
	    n->arriving == p) {
		n->arriving = NULL;
		stop_hearing(p);
		list_leave(p);
		peer_free_if_over(p);
	}
}

/* Pings who is quiet, cuts off who is dead or never finishes a message. A
 * session that runs out makes no event; when its time has come it is looked at
 * again, for meanwhile it may have been used. */
static void
look_after(struct peer *p)
{
	static const unsigned char ping[] = { 0x89, 1, '.' };
	int64_t now = net_now(p->net), quiet = now - p->heard_at;
	bool stuck = p->message_at != 0 &&
	    now - p->message_at > MESSAGE_PATIENCE;

	if (quiet >= QUIET_DEAD || stuck) {
		wire_reset(p->wire);
		return;
	}
	if (clock_now() >= p->ends_at)
		ws_audiences_changed(p);
	if (quiet < QUIET_PING)
		p->pinged = false;
	else if (!p->pinged && !p->closing && !p->clogged) {
		p->pinged = true;
		send_bytes(p, ping, sizeof(ping));
	}
}

void
ws_tick(struct net *n)
{
	struct peer *next;

	for (struct peer *p = n->closing; p != NULL; p = next) {
		next = p->next;
		if (net_now(n) - p->goodbye_at >= GOODBYE_PATIENCE)
			wire_reset(p->wire);
	}
	if (n->ticks % 2 != 0 || n->stopping)
		return;
	for (struct peer *p = n->slot[n->ticks / 2 % WHEEL_SLOTS]; p != NULL;
	     p = next) {
		next = p->next;
		look_after(p);
	}
}

/* Does something with every open socket; it may leave its list by that. */
static void
each_open(struct net *n, void (*act)(struct peer *p))
{
	struct peer *next;

	for (size_t i = 0; i < WHEEL_SLOTS; i++)
		for (struct peer *p = n->slot[i]; p != NULL; p = next) {
			next = p->next;
			act(p);
		}
}

static void
tell_leaving(struct peer *p)
{
	static char leaving[] = "{\"jsonrpc\":\"2.0\","
				"\"method\":\"server.leaving\",\"params\":{}}";
	struct buffer text = { .at = leaving, .len = sizeof(leaving) - 1 };

	peer_queue(p, &text);
}

void
ws_leave(struct net *n)
{
	each_open(n, tell_leaving);
}

static void
close_leaving(struct peer *p)
{
	peer_say_goodbye(p, CLOSE_LEAVING, "the server is stopping");
}

void
ws_close_all(struct net *n)
{
	each_open(n, close_leaving);
}

void
ws_kill_all(struct net *n)
{
	struct peer *next;

	for (struct peer *p = n->closing; p != NULL; p = next) {
		next = p->next;
		wire_reset(p->wire);
	}
}

static bool
any_asks(const struct peer *list)
{
	for (const struct peer *p = list; p != NULL; p = p->next)
		if (p->calls > 0 || p->out.len > 0)
			return true;
	return false;
}

bool
ws_quiet(const struct net *n)
{
	for (size_t i = 0; i < WHEEL_SLOTS; i++)
		if (any_asks(n->slot[i]))
			return false;
	return true;
}
