/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ws.c - members' WebSockets: calls in, answers and events out.
 *
 * A peer sends at a pace; what comes faster waits and is read later, so that a
 * script gets slow, not wrong. Answers of a turn leave together with the
 * events of the turn. Close frames are our own: libwebsockets can neither close
 * from outside of its callbacks with a code of our choice nor say 1001.
 */
#include "net/ws.h"

#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/metric.h"
#include "soundings/text.h"

#include "net/http.h"
#include "net/rpc.h"
#include "net/wire.h"

#define MESSAGE_MAX      (1024 * 1024)
#define MESSAGE_PATIENCE (30 * SECOND)
#define CALLS_MAX        32           /* under way, of one peer */
#define HELD_MAX         64           /* messages that wait */
#define BACKLOG_MAX      (1024 * 1024) /* answers that wait */
#define WRITE_BYTES      (64 * 1024)
#define PACE_RATE        64           /* messages a second */
#define PACE_BURST       128
#define PACE_BYTES       (32 * 1024)  /* count as one message: 2 MiB a second */
#define PACE_STEP        20           /* ms between looks at who rests */
#define MEMBER_SOCKETS   100
#define ADDRESS_SOCKETS  1000
#define QUIET_PING       (30 * SECOND)
#define QUIET_DEAD       (45 * SECOND)
#define GOODBYE_PATIENCE (3 * SECOND)

enum close_code {
	CLOSE_LEAVING = 1001,
	CLOSE_BINARY = 1003,
	CLOSE_BAD_UTF8 = 1007,
	CLOSE_TOO_MUCH = 1008,
	CLOSE_TOO_LARGE = 1009,
	CLOSE_RESUME = 1013,
	CLOSE_SESSION_ENDED = 4401,
};

/* A message that waits for its turn. */
struct held {
	struct held *next;
	size_t len;
	char text[];
};

struct peer {
	struct ear ear;              /* first: the hub knows it */
	struct net *net;
	struct lws *wire;            /* NULL: closed */
	struct subscriber *subscriber; /* NULL: hears no more */
	struct peer *next, *before;  /* in one of the lists below */
	struct peer **list;          /* a slot of the wheel, or those closing */
	struct peer *next_due, *next_resting;
	int64_t member, session;
	struct buffer in;            /* a message, as far as it came */
	struct buffer out;           /* frames that are to be sent */
	size_t sent;                 /* of out */
	struct held *held, *held_last;
	size_t held_count, held_bytes;
	size_t calls;                /* under way */
	int64_t heard_at, message_at, goodbye_at;
	int64_t ends_at;             /* its session, by the wall clock */
	int64_t pace_at;             /* when tokens were counted */
	int64_t tokens;              /* thousandths of a message */
	bool closing, broken, behind, pinged, due, resting, counted;
	char address[ADDRESS_LEN];
};

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

static void
make_due(struct peer *p)
{
	if (p->due)
		return;
	p->due = true;
	p->next_due = p->net->due;
	p->net->due = p;
}

static void
drop_held(struct peer *p)
{
	struct held *next;

	for (struct held *h = p->held; h != NULL; h = next) {
		next = h->next;
		free(h);
	}
	p->held = p->held_last = NULL;
	p->held_count = p->held_bytes = 0;
}

/* Frees a peer that is gone, once nothing refers to it. */
static void
free_if_over(struct peer *p)
{
	struct net *n = p->net;

	if (p->wire != NULL || p->calls > 0 || p->due || p->resting)
		return;
	if (p->counted)
		limit_give(n->addresses, limit_address(p->address));
	limit_give(n->members, p->member);
	buffer_free(&p->in);
	buffer_free(&p->out);
	drop_held(p);
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

/* Sends, and remembers when that fails: the wire is cut at the turn's end. */
static void
send_bytes(struct peer *p, const void *bytes, size_t len)
{
	if (p->broken || wire_send(p->wire, bytes, len))
		return;
	p->broken = true;
	make_due(p);
}

/* Sends answers as far as the socket takes them. */
static void
send_out(struct peer *p)
{
	while (p->sent < p->out.len && !p->broken && !wire_busy(p->wire)) {
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
	drop_held(p);
	buffer_free(&p->in);
	list_join(p, &p->net->closing);
}

/* Says goodbye behind what is already on its way; the other side has some
 * seconds to answer. */
static void
say_goodbye(struct peer *p, enum close_code code, const char *why)
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

/* Puts a text frame behind what is to be sent at the end of the turn. */
static void
queue_text(struct peer *p, const struct buffer *text)
{
	unsigned char header[16];
	size_t len = wire_header(header, text->len);

	if (p->closing || p->wire == NULL)
		return;
	if (p->out.len - p->sent > BACKLOG_MAX) {
		metric_add(METRIC_EVICTIONS, 1);
		say_goodbye(p, CLOSE_RESUME, "resume");
		return;
	}
	buffer_put(&p->out, header, len);
	buffer_put(&p->out, text->at, text->len);
	make_due(p);
}

static bool
may_go_on(struct peer *p)
{
	int64_t now = net_now(p->net);

	p->tokens += (now - p->pace_at) * PACE_RATE;
	if (p->tokens > PACE_BURST * 1000)
		p->tokens = PACE_BURST * 1000;
	p->pace_at = now;
	return p->tokens > 0 && p->calls < CALLS_MAX;
}

static void
answered(struct rpc *r)
{
	struct peer *p = r->user;

	p->calls--;
	if (p->wire != NULL) {
		buffer_clear(&p->net->scratch);
		rpc_write(r, &p->net->scratch);
		queue_text(p, &p->net->scratch);
		if (p->held != NULL)
			make_due(p);
	}
	rpc_free(r);
	free_if_over(p);
}

static void
call(struct peer *p, const char *text, size_t len)
{
	struct buffer refusal = { 0 };
	struct rpc *r;

	p->tokens -= 1000 * (1 + (int64_t)len / PACE_BYTES);
	r = rpc_read(p->net->engine, RPC_SOCKET, text, len, &refusal);
	if (r == NULL) {
		queue_text(p, &refusal);
		buffer_free(&refusal);
		return;
	}
	r->job->call.session = p->session;
	r->job->call.address = arena_text(r->job->call.arena, p->address);
	p->calls++;
	rpc_submit(r, answered, p);
}

/* Reads what was held, as far as the pace allows. */
static void
go_on(struct peer *p)
{
	while (p->held != NULL && may_go_on(p)) {
		struct held *h = p->held;

		p->held = h->next;
		p->held_count--;
		p->held_bytes -= h->len;
		call(p, h->text, h->len);
		free(h);
	}
	if (p->held == NULL)
		p->held_last = NULL;
}

static void
rest(struct peer *p)
{
	struct net *n = p->net;

	if (p->resting)
		return;
	p->resting = true;
	p->next_resting = n->resting;
	n->resting = p;
}

static void
on_pace(uv_timer_t *timer)
{
	struct net *n = timer->data;
	struct peer *list = n->resting, *next;

	n->resting = NULL;
	for (struct peer *p = list; p != NULL; p = next) {
		next = p->next_resting;
		p->resting = false;
		go_on(p);
		if (p->held != NULL)
			rest(p);
		free_if_over(p);
	}
	if (n->resting == NULL)
		uv_timer_stop(timer);
}

static void
hold(struct peer *p, const char *text, size_t len)
{
	struct held *h;

	if (p->held_count == HELD_MAX || p->held_bytes + len > MESSAGE_MAX) {
		say_goodbye(p, CLOSE_TOO_MUCH, "too many messages at once");
		return;
	}
	h = need(sizeof(*h) + len);
	h->next = NULL;
	h->len = len;
	memcpy(h->text, text, len);
	if (p->held_last != NULL)
		p->held_last->next = h;
	else
		p->held = h;
	p->held_last = h;
	p->held_count++;
	p->held_bytes += len;
	rest(p);
	if (!uv_is_active((uv_handle_t *)&p->net->pace))
		uv_timer_start(&p->net->pace, on_pace, PACE_STEP, PACE_STEP);
}

static void
take_message(struct peer *p, const char *text, size_t len)
{
	if (p->net->stopping)
		return; /* the client asks again where it goes next */
	if (!utf8_valid(text, len))
		say_goodbye(p, CLOSE_BAD_UTF8, "not UTF-8");
	else if (p->held == NULL && may_go_on(p))
		call(p, text, len);
	else
		hold(p, text, len);
}

void
peer_text(struct peer *p, const char *text, size_t len, bool last)
{
	if (p->closing)
		return;
	p->heard_at = net_now(p->net);
	if (p->in.len + len > MESSAGE_MAX) {
		say_goodbye(p, CLOSE_TOO_LARGE, "larger than 1 MiB");
		return;
	}
	if (last && p->message_at == 0) { /* whole in one piece */
		take_message(p, text != NULL ? text : "", len);
		return;
	}
	if (p->message_at == 0)
		p->message_at = p->heard_at;
	if (len > 0)
		buffer_put(&p->in, text, len);
	if (last) {
		take_message(p, buffer_string(&p->in), p->in.len);
		buffer_free(&p->in);
		p->message_at = 0;
	}
}

void
peer_refuse_binary(struct peer *p)
{
	say_goodbye(p, CLOSE_BINARY, "text only");
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
	if (!wire_busy(p->wire))
		send_out(p);
	if (p->closing || !p->behind)
		return;
	if (p->out.len == 0 && !wire_busy(p->wire))
		p->behind = hub_ready(p->net->hub, p->subscriber);
	if (p->behind && !p->closing)
		wire_want(p->wire);
}

void
peer_closed(struct peer *p)
{
	stop_hearing(p);
	list_leave(p);
	drop_held(p);
	p->wire = NULL;
	p->closing = true;
	metric_add(METRIC_CONNECTIONS, -1);
	free_if_over(p);
}

bool
ws_send(struct peer *p, const unsigned char *bytes, size_t len)
{
	if (p->broken)
		return true;
	if (p->behind || wire_busy(p->wire)) {
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
	say_goodbye(p, CLOSE_RESUME, "resume");
}

void
ws_session_ended(struct peer *p)
{
	say_goodbye(p, CLOSE_SESSION_ENDED, "signed out");
}

void
ws_audiences_changed(struct peer *p)
{
	struct identity who;

	if (!engine_recheck(p->net->engine, p->session, &who)) {
		if (who.unsure) /* hears nothing until it is known what */
			say_goodbye(p, CLOSE_RESUME, "resume");
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
			go_on(p);
		if (p->wire != NULL && !p->broken && p->out.len > 0)
			send_out(p);
		if (p->wire != NULL && p->broken)
			wire_reset(p->wire);
		else
			free_if_over(p);
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
	queue_text(p, &b);
	buffer_free(&b);
}

void
peer_opened(struct peer *p, struct lws *wire)
{
	p->wire = wire;
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
	p->tokens = PACE_BURST * 1000;
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
		free_if_over(p);
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
	else if (!p->pinged && !p->closing && !wire_busy(p->wire)) {
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

	queue_text(p, &text);
}

void
ws_leave(struct net *n)
{
	each_open(n, tell_leaving);
}

static void
close_leaving(struct peer *p)
{
	say_goodbye(p, CLOSE_LEAVING, "the server is stopping");
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
