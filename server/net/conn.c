/* SPDX-License-Identifier: Apache-2.0 */
/*
 * conn.c - HTTP connections: bytes in, one request at a time, bytes out.
 *
 * Not libwebsockets: 4.1 knows no deadline for slow bodies, does not
 * understand chunked ones, and hides what head.c has to see (trust.md 3). Here
 * every state has a deadline, and nothing is read while an answer is made. A
 * WebSocket leaves from here, with its handshake checked, to wire.c.
 */
#include "net/conn.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/clock.h"

#include "net/poll.h"

#define CONNS_MAX       8192
#define ADDRESS_CONNS   1000
#define HEAD_PATIENCE   (10 * SECOND)
#define IDLE_PATIENCE   (15 * SECOND)
#define LINGER_PATIENCE (2 * SECOND)
#define BYTES_PER_MS    32 /* who is slower than that is let go */
#define READ_BYTES      4096
#define READ_BYTES_BODY 65536

static void conn_run(struct conn *c);

static void
set_deadline(struct conn *c, int64_t patience)
{
	c->deadline = net_now(c->net) + patience;
}

static void
conn_free(struct conn *c)
{
	buffer_free(&c->in);
	buffer_free(&c->out);
	free(c->head_text);
	free(c);
}

static void
poll_closed(uv_handle_t *poll)
{
	conn_free(poll->data);
}

int
conn_take_socket(struct conn *c)
{
	int fd = c->fd;

	c->fd = -1;
	c->state = CONN_OVER;
	if (c->polled && c->events != 0)
		uv_poll_stop(&c->poll);
	c->events = 0;
	return fd;
}

static void
forget_request(struct conn *c)
{
	free(c->head_text);
	c->head_text = NULL;
	buffer_clear(&c->out);
	c->lent = (struct blob){ 0 };
	c->sent = 0;
	if (c->job != NULL)
		engine_release(c->net->engine, c->job);
	c->job = NULL;
}

/* A connection that a call still wants to answer goes once it has. */
static void
conn_close(struct conn *c)
{
	int fd = conn_take_socket(c);

	if (fd >= 0)
		close(fd);
	if (c->wait != NULL)
		poll_drop(c);
	if (c->awaited)
		return;
	forget_request(c);
	if (c->next != NULL)
		c->next->before = c->before;
	if (c->before != NULL)
		c->before->next = c->next;
	else
		c->net->conns = c->next;
	c->net->conn_count--;
	if (c->counted)
		limit_give(c->net->addresses, limit_address(c->address));
	if (c->polled)
		uv_close((uv_handle_t *)&c->poll, poll_closed);
	else
		conn_free(c);
}

/* Reads once, so that one connection cannot keep the loop. */
static void
receive(struct conn *c)
{
	size_t room = c->state == CONN_BODY ? READ_BYTES_BODY : READ_BYTES;
	ssize_t n = recv(c->fd, buffer_reserve(&c->in, room), room, 0);

	if (n > 0 && c->state != CONN_LINGER)
		c->in.len += (size_t)n;
	if (n == 0)
		c->hung_up = true;
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		c->state = CONN_OVER;
}

static void
on_event(uv_poll_t *poll, int status, int events)
{
	struct conn *c = poll->data;

	if (status < 0)
		c->state = CONN_OVER;
	else if (events & UV_READABLE)
		receive(c);
	conn_run(c);
}

/* What has to happen before anything goes on. */
static void
watch(struct conn *c)
{
	int events = 0;

	if (c->state == CONN_ANSWER)
		events = UV_WRITABLE;
	else if (!c->hung_up && c->in.len <= HEAD_MAX)
		events = UV_READABLE;
	else if (c->state == CONN_BODY)
		events = UV_READABLE;
	if (events == c->events)
		return;
	if (!c->polled) {
		uv_poll_init(c->net->loop, &c->poll, c->fd);
		c->poll.data = c;
		c->polled = true;
	}
	c->events = events;
	if (events != 0)
		uv_poll_start(&c->poll, events, on_event);
	else
		uv_poll_stop(&c->poll);
}

static void
read_address(struct conn *c)
{
	filter_address(c->peer, c->head.value[HEADER_FORWARDED_FOR],
	    c->net->settings->trusted_proxy, c->address, sizeof(c->address));
}

/* Reads the head if it is there; false: it is not. */
static bool
step_head(struct conn *c)
{
	int64_t len = head_len(c->in.at, c->in.len);
	const struct refusal *refused;
	int status;

	if (len == 0 && c->in.len <= HEAD_MAX) {
		if (c->hung_up)
			c->state = CONN_OVER;
		return false;
	}
	if (len <= 0 || len > HEAD_MAX) {
		bool line = memchr(c->in.at, '\n', c->in.len) != NULL;

		status = len < 0 ? 400 : line ? 431 : 414;
		conn_refuse(c, filter_refusal(status));
		return true;
	}
	c->head_text = need((size_t)len + 1);
	memcpy(c->head_text, c->in.at, (size_t)len);
	c->in.len -= (size_t)len;
	memmove(c->in.at, c->in.at + len, c->in.len);
	status = head_read(&c->head, c->head_text, (size_t)len);
	refused = status != 0 ? filter_refusal(status) : http_admit(c);
	if (refused != NULL) {
		conn_refuse(c, refused);
		return true;
	}
	read_address(c);
	c->keep_alive = c->head.keep_alive && !c->net->stopping;
	c->state = CONN_BODY;
	set_deadline(c, HEAD_PATIENCE +
	    (c->head.body_len > 0 ? c->head.body_len / BYTES_PER_MS : 0));
	return true;
}

/* Tells a client that asks first to go on. */
static void
encourage(struct conn *c)
{
	static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";

	if (c->head.value[HEADER_EXPECT] == NULL || c->in.len > 0)
		return;
	c->head.value[HEADER_EXPECT] = NULL;
	if (send(c->fd, go_on, sizeof(go_on) - 1, MSG_NOSIGNAL) < 0)
		c->state = CONN_OVER;
}

static bool
step_body(struct conn *c)
{
	size_t len = c->head.body_len > 0 ? (size_t)c->head.body_len : 0;

	if (c->in.len < len) {
		encourage(c);
		if (c->hung_up)
			c->state = CONN_OVER;
		return false;
	}
	c->state = CONN_WORK;
	c->deadline = INT64_MAX;
	http_request(c);
	return true;
}

/* The answer is sent: on to the next request, or goodbye. */
static void
finish(struct conn *c)
{
	size_t used = c->head_text != NULL && c->head.body_len > 0
	    ? (size_t)c->head.body_len
	    : 0;

	forget_request(c);
	if (!c->keep_alive) {
		shutdown(c->fd, SHUT_WR);
		buffer_free(&c->in);
		c->state = c->hung_up ? CONN_OVER : CONN_LINGER;
		set_deadline(c, LINGER_PATIENCE);
		return;
	}
	c->in.len -= used;
	if (c->in.len > 0)
		memmove(c->in.at, c->in.at + used, c->in.len);
	else
		buffer_free(&c->in);
	buffer_free(&c->out);
	c->state = CONN_HEAD;
	set_deadline(c, IDLE_PATIENCE);
}

/* Sends what the socket takes; false: it takes no more now. */
static bool
step_answer(struct conn *c)
{
	size_t own = c->sent < c->out.len ? c->out.len - c->sent : 0;
	size_t lent = c->out.len + c->lent.len - c->sent - own;
	struct iovec parts[2] = { { c->out.at + c->out.len - own, own } };
	struct msghdr message = { .msg_iov = parts, .msg_iovlen = 1 };
	ssize_t n;

	if (lent > 0) {
		parts[1].iov_base = (char *)c->lent.at + c->lent.len - lent;
		parts[1].iov_len = lent;
		message.msg_iovlen = 2;
	}
	n = sendmsg(c->fd, &message, MSG_NOSIGNAL);
	if (n < 0) {
		if (errno != EAGAIN && errno != EINTR)
			c->state = CONN_OVER;
		return false;
	}
	c->sent += (size_t)n;
	if (c->sent == c->out.len + c->lent.len)
		finish(c);
	return true;
}

static bool
step_linger(struct conn *c)
{
	c->in.len = 0;
	if (c->hung_up)
		c->state = CONN_OVER;
	return false;
}

static bool
step(struct conn *c)
{
	switch (c->state) {
	case CONN_HEAD:
		return step_head(c);
	case CONN_BODY:
		return step_body(c);
	case CONN_ANSWER:
		return step_answer(c);
	case CONN_LINGER:
		return step_linger(c);
	case CONN_WORK:
		if (c->hung_up && c->wait != NULL)
			c->state = CONN_OVER;
		return false;
	case CONN_OVER:
		return false;
	}
	return false;
}

static void
conn_run(struct conn *c)
{
	if (c->running)
		return; /* an answer from within: the loop below goes on */
	c->running = true;
	while (step(c))
		;
	c->running = false;
	if (c->state == CONN_OVER)
		conn_close(c);
	else
		watch(c);
}

struct buffer
conn_take_body(struct conn *c)
{
	size_t len = (size_t)c->head.body_len;
	struct buffer body = { 0 };

	if (c->in.len == len) {
		body = c->in;
		c->in = (struct buffer){ 0 };
	} else {
		buffer_put(&body, c->in.at, len);
		c->in.len -= len;
		memmove(c->in.at, c->in.at + len, c->in.len);
	}
	c->head.body_len = 0;
	return body;
}

void
conn_open(struct net *n, int fd, const char *peer, bool inside)
{
	struct conn *c;
	int on = 1;
	char address[ADDRESS_LEN];
	bool near = strcmp(peer, n->settings->trusted_proxy) == 0 ||
	    strncmp(peer, "127.", 4) == 0 || strcmp(peer, "::1") == 0;

	filter_address(peer, NULL, "", address, sizeof(address));
	if (n->conn_count >= CONNS_MAX ||
	    (!near && !limit_take(n->addresses, limit_address(address),
		ADDRESS_CONNS))) {
		close(fd);
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	c = need_zeroed(1, sizeof(*c));
	c->net = n;
	c->fd = fd;
	c->inside = inside;
	c->counted = !near;
	memcpy(c->peer, peer, strlen(peer) + 1);
	memcpy(c->address, address, sizeof(address));
	c->next = n->conns;
	if (c->next != NULL)
		c->next->before = c;
	n->conns = c;
	n->conn_count++;
	set_deadline(c, HEAD_PATIENCE);
	receive(c); /* the request often comes with the connection */
	conn_run(c);
}

static void
send_answer(struct conn *c, const struct answer *a, bool lent)
{
	struct answer_way way = {
		.at = clock_now(), .secure = c->net->secure,
		.keep_alive = c->keep_alive && !c->hung_up,
	};

	c->awaited = false;
	if (c->state == CONN_OVER) {
		if (!c->running)
			conn_close(c);
		return;
	}
	c->keep_alive = way.keep_alive;
	answer_write(&c->out, a, &way);
	if (c->head_text != NULL && c->head.verb == VERB_HEAD)
		c->lent = (struct blob){ 0 };
	else if (lent)
		c->lent = a->body;
	else
		buffer_put(&c->out, a->body.at, a->body.len);
	c->state = CONN_ANSWER;
	set_deadline(c, IDLE_PATIENCE + (int64_t)a->body.len / BYTES_PER_MS);
	conn_run(c);
}

void
conn_answer(struct conn *c, const struct answer *a)
{
	send_answer(c, a, false);
}

void
conn_answer_lent(struct conn *c, const struct answer *a, struct job *j)
{
	c->job = j;
	send_answer(c, a, true);
}

void
conn_refuse(struct conn *c, const struct refusal *why)
{
	struct answer a = { .status = why->status, .headers = why->header,
		.body = { why->why, strlen(why->why) } };

	c->keep_alive = false; /* its body, if any, is not read */
	conn_answer(c, &a);
}

static void
run_out_of_time(struct conn *c)
{
	if ((c->state == CONN_HEAD && c->in.len > 0) || c->state == CONN_BODY)
		conn_refuse(c, filter_refusal(408));
	else
		conn_close(c);
}

void
conn_tick(struct net *n)
{
	int64_t now = net_now(n);
	struct conn *next;

	for (struct conn *c = n->conns; c != NULL; c = next) {
		next = c->next;
		if (now >= c->deadline)
			run_out_of_time(c);
	}
}

bool
conn_quiet(const struct net *n)
{
	for (const struct conn *c = n->conns; c != NULL; c = c->next)
		if (c->state == CONN_WORK || c->state == CONN_ANSWER)
			return false;
	return true;
}

void
conn_close_idle(struct net *n)
{
	struct conn *next;

	for (struct conn *c = n->conns; c != NULL; c = next) {
		next = c->next;
		c->keep_alive = false;
		if (c->state == CONN_HEAD)
			conn_close(c);
	}
}

void
conn_close_all(struct net *n)
{
	struct conn *next;

	for (struct conn *c = n->conns; c != NULL; c = next) {
		next = c->next;
		conn_close(c);
	}
}
