/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hear.c - what members say over their WebSockets: messages become calls.
 *
 * A peer sends at a pace; what comes faster waits and is read later, so that a
 * script gets slow, not wrong. Who goes on nevertheless is closed.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/text.h"

#include "net/peer.h"
#include "net/rpc.h"
#include "net/since.h"
#include "net/wire.h"

#define MESSAGE_MAX (1024 * 1024)
#define CALLS_MAX   32          /* under way, of one peer */
#define HELD_MAX    64          /* messages that wait */
#define PACE_RATE   64          /* messages a second */
#define PACE_BYTES  (32 * 1024) /* count as one message: 2 MiB a second */
#define PACE_STEP   20          /* ms between looks at who rests */

/* A message that waits for its turn. */
struct held {
	struct held *next;
	size_t len;
	char text[];
};

void
peer_drop_held(struct peer *p)
{
	struct held *next;

	for (struct held *h = p->held; h != NULL; h = next) {
		next = h->next;
		free(h);
	}
	p->held = p->held_last = NULL;
	p->held_count = p->held_bytes = 0;
}

static bool
may_go_on(struct peer *p)
{
	int64_t now = net_now(p->net);

	p->tokens += (now - p->pace_at) * PACE_RATE;
	if (p->tokens > PACE_FULL)
		p->tokens = PACE_FULL;
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
		peer_queue(p, &p->net->scratch);
		if (p->held != NULL)
			peer_make_due(p);
	}
	rpc_free(r);
	peer_free_if_over(p);
}

/* Answers what the ring of the hub can answer at once; what is sent counts
 * like what is heard. A session that may be over the method looks at. */
static bool
answer_from_ring(struct peer *p, const struct rpc *r)
{
	struct buffer *b = &p->net->scratch;

	buffer_clear(b);
	if (p->subscriber == NULL || clock_now() >= p->ends_at ||
	    !since_answer(p->net->hub, p->subscriber, r, b))
		return false;
	p->tokens -= 1000 * ((int64_t)b->len / PACE_BYTES);
	peer_queue(p, b);
	return true;
}

static void
call(struct peer *p, const char *text, size_t len)
{
	struct buffer refusal = { 0 };
	struct rpc *r;

	p->tokens -= 1000 * (1 + (int64_t)len / PACE_BYTES);
	r = rpc_read(p->net->engine, RPC_SOCKET, text, len, &refusal);
	if (r == NULL) {
		peer_queue(p, &refusal);
		buffer_free(&refusal);
		return;
	}
	if (answer_from_ring(p, r)) {
		rpc_free(r);
		return;
	}
	r->job->call.session = p->session;
	r->job->call.member = p->member; /* until the session is looked at */
	r->job->call.address = arena_text(r->job->call.arena, p->address);
	p->calls++;
	rpc_submit(r, answered, p);
}

void
peer_go_on(struct peer *p)
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
		peer_go_on(p);
		if (p->held != NULL)
			rest(p);
		peer_free_if_over(p);
	}
	if (n->resting == NULL)
		uv_timer_stop(timer);
}

static void
hold(struct peer *p, const char *text, size_t len)
{
	struct held *h;

	if (p->held_count == HELD_MAX || p->held_bytes + len > MESSAGE_MAX) {
		peer_say_goodbye(p, CLOSE_TOO_MUCH, "too many messages at once");
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
		peer_say_goodbye(p, CLOSE_BAD_UTF8, "not UTF-8");
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
		peer_say_goodbye(p, CLOSE_TOO_LARGE, "larger than 1 MiB");
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
	peer_say_goodbye(p, CLOSE_BINARY, "text only");
}
