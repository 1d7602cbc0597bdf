/* SPDX-License-Identifier: Apache-2.0 */
/*
 * poll.c - long polls, for networks that let no WebSocket through.
 *
 * A wait is a subscriber of the hub that holds no place in any queue: when
 * the hub says that there is something, it is read from the ring. What the
 * ring no longer has is read from the log by the method itself. An answer is
 * written at the end of the turn, never inside the hub.
 */
#include "net/poll.h"

#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/metric.h"

#include "net/http.h"
#include "net/since.h"

#define PATIENCE (25 * SECOND)
#define ID_MAX   100

struct wait {
	struct ear ear;          /* first: the hub knows it */
	struct conn *c;
	struct subscriber *s;
	int64_t after, until;
	bool due;                /* in the list of those */
	bool at_once;            /* answer even if there is nothing */
	bool ended;              /* with its session */
	char id[ID_MAX + 1];     /* of the request, as JSON text */
	struct wait *next, *before;
	struct wait *next_due;
};

struct told {
	int64_t seq;
	struct json *events;
	bool more, reset;
};

static const struct field told_fields[] = {
	F_INT(told, seq, 0, FIELD_INT_MAX), F_JSON(told, events),
	F_BOOL(told, more), F_BOOL(told, reset), F_END
};

static struct wait *
park(struct conn *c, const char *id, const struct identity *who, int64_t after)
{
	struct net *n = c->net;
	struct wait *w = need_zeroed(1, sizeof(*w));
	struct listener listener = { .kind = SUBSCRIBER_POLL, .user = w,
		.session = who->session, .audiences = who->audiences,
		.audience_count = who->audience_count };

	invariant(strlen(id) <= ID_MAX);
	w->ear.kind = EAR_WAIT;
	w->c = c;
	w->after = after;
	w->until = net_now(n) + PATIENCE;
	memcpy(w->id, id, strlen(id) + 1);
	w->s = hub_join(n->hub, &listener);
	w->next = n->waits;
	if (w->next != NULL)
		w->next->before = w;
	n->waits = w;
	c->wait = w;
	metric_add(METRIC_POLLS, 1);
	return w;
}

static void
forget(struct wait *w)
{
	struct net *n = w->c->net;
	struct wait **at = &n->waits_due;

	hub_leave(n->hub, w->s);
	if (w->next != NULL)
		w->next->before = w->before;
	if (w->before != NULL)
		w->before->next = w->next;
	else
		n->waits = w->next;
	while (w->due && *at != w)
		at = &(*at)->next_due;
	if (w->due)
		*at = w->next_due;
	w->c->wait = NULL;
	free(w);
	metric_add(METRIC_POLLS, -1);
}

void
poll_drop(struct conn *c)
{
	forget(c->wait);
}

static void
write_ended(struct buffer *b, const char *id)
{
	static const struct call ended = { .err = E_DENIED,
		.reason = "signed_out",
		.why = "You are signed out. What you typed is kept; "
		       "sign in again." };

	buffer_printf(b, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":", id);
	rpc_write_error(&ended, b);
	buffer_char(b, '}');
}

/* Answers if there is something to tell, or if it has to be now. */
static void
tell(struct wait *w)
{
	struct conn *c = w->c;
	struct hub *h = c->net->hub;
	struct buffer events = { 0 }, b = { 0 };

	if (!w->ended && hub_covers(h, w->s, w->after))
		w->after = hub_since(h, w->s, w->after, &events);
	else if (w->after < hub_seq(h))
		w->at_once = true; /* out of the ring: the log has it */
	if (events.len == 0 && !w->at_once) {
		buffer_free(&events);
		return;
	}
	if (w->ended)
		write_ended(&b, w->id);
	else
		since_write(&b, w->id, w->after, &events, false);
	forget(w);
	http_answer_json(c, 200, NULL, &b);
	buffer_free(&b);
	buffer_free(&events);
}

static void
make_due(struct wait *w)
{
	struct net *n = w->c->net;

	if (w->due)
		return;
	w->due = true;
	w->next_due = n->waits_due;
	n->waits_due = w;
}

void
poll_wake(struct wait *w)
{
	make_due(w);
}

void
poll_session_ended(struct wait *w)
{
	w->ended = w->at_once = true;
	make_due(w);
}

/* Answers now, up to this event and no further: the next request finds out what
 * is to be heard, also of what follows in this turn. */
void
poll_audiences_changed(struct wait *w)
{
	w->at_once = true;
	tell(w);
}

void
poll_turn_end(struct net *n)
{
	struct wait *w;

	while ((w = n->waits_due) != NULL) {
		n->waits_due = w->next_due;
		w->due = false;
		tell(w);
	}
}

void
poll_tick(struct net *n)
{
	for (struct wait *w = n->waits; w != NULL; w = w->next) {
		/* Nothing up to here was for it, or it would be due. */
		if (!w->due && w->after < hub_seq(n->hub))
			w->after = hub_seq(n->hub);
		if (net_now(n) < w->until)
			continue;
		w->at_once = true;
		make_due(w);
	}
	poll_turn_end(n);
}

void
poll_stop(struct net *n)
{
	for (struct wait *w = n->waits; w != NULL; w = w->next) {
		w->at_once = true;
		make_due(w);
	}
	poll_turn_end(n);
}

/* Did the log have nothing to tell? Then *seq is where it ends. */
static bool
told_nothing(struct job *j, int64_t *seq)
{
	const struct call *call = &j->call;
	struct record_error error;
	struct buffer events = { 0 };
	const char *why;
	struct told told;
	struct json *tree;
	bool nothing;

	if (call->err != OK)
		return false;
	tree = json_parse(call->reply.at, call->reply.len, &why);
	nothing = record_decode(call->arena, told_fields, sizeof(told), tree,
	    &told, &error);
	json_write(&events, told.events);
	nothing = nothing && !told.reset && events.len == strlen("[]");
	*seq = told.seq;
	buffer_free(&events);
	json_free(tree);
	return nothing;
}

static void
answer_now(struct rpc *r)
{
	struct conn *c = r->user;
	struct buffer b = { 0 };

	rpc_write(r, &b);
	rpc_free(r);
	http_answer_json(c, 200, NULL, &b);
	buffer_free(&b);
}

/* The log was read. When it had nothing, wait for what comes next. */
static void
log_read(struct rpc *r)
{
	struct conn *c = r->user;
	struct identity who;
	struct wait *w;
	int64_t seq;

	if (c->state == CONN_OVER || c->net->stopping ||
	    !told_nothing(r->job, &seq) ||
	    !engine_identify(c->net->engine, r->job->token, &who)) {
		answer_now(r);
		return;
	}
	c->awaited = false;
	w = park(c, r->job->id, &who, seq);
	rpc_free(r);
	tell(w);
}

void
poll_request(struct conn *c, struct rpc *r)
{
	struct job *j = r->job;
	struct identity who;
	struct wait *w;
	int64_t after;

	/* What is wrong with the request the method says best. */
	if (j->token == NULL || c->net->stopping || !since_read(r, &after) ||
	    !hub_covers(c->net->hub, NULL, after) ||
	    !engine_identify(c->net->engine, j->token, &who)) {
		c->awaited = true;
		rpc_submit(r, log_read, c);
		return;
	}
	w = park(c, j->id, &who, after);
	rpc_free(r);
	tell(w);
}
