/* SPDX-License-Identifier: Apache-2.0 */
/*
 * crowd.c - connects, frames and counts; one epoll, no threads.
 *
 * What a client must do for each copy is kept small, so that the measuring
 * core is not the limit that is measured: one recv for all that waits, frames
 * are looked at in place.
 */
#include "crowd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define READ_MAX (256 * 1024)
#define TURN_MAX 256

static const char event_start[] = "{\"jsonrpc\":\"2.0\",\"method\":\"";
static const char posted_name[] = "thread.posted\"";
static const char hello_name[] = "server.hello\"";

int64_t
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

void
give_up(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("load: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

void
crowd_start(struct crowd *crowd, uint16_t port, size_t count)
{
	crowd->epoll = epoll_create1(EPOLL_CLOEXEC);
	crowd->port = port;
	crowd->count = count;
	crowd->clients = calloc(count, sizeof(*crowd->clients));
	if (crowd->epoll < 0 || crowd->clients == NULL)
		give_up("cannot start: %s", strerror(errno));
	for (size_t i = 0; i < count; i++)
		crowd->clients[i] = (struct client){
			.fd = -1, .index = i, .role = 'S'
		};
}

static void
client_close(struct crowd *crowd, struct client *c)
{
	if (!c->open)
		give_up("client %zu was refused: %.*s", c->index,
		    (int)c->rest_len, c->rest != NULL ? c->rest : "");
	close(c->fd);
	c->closed = true;
	crowd->closed++;
}

static void
send_all(struct client *c, const char *bytes, size_t len)
{
	ssize_t n = send(c->fd, bytes, len, MSG_NOSIGNAL);

	if (n < 0 || (size_t)n != len)
		give_up("client %zu cannot send: %s", c->index,
		    n < 0 ? strerror(errno) : "the socket is full");
}

/* The mask is zero: it costs nothing here and the server the same. */
static void
send_frame(struct client *c, unsigned char opcode, const char *text, size_t len)
{
	char frame[4096] = { 0 };
	size_t at = 2;

	if (len + 8 > sizeof(frame))
		give_up("a message of %zu bytes is too long here", len);
	frame[0] = (char)(0x80 | opcode);
	if (len < 126) {
		frame[1] = (char)(0x80 | len);
	} else {
		frame[1] = (char)(0x80 | 126);
		frame[2] = (char)(len >> 8);
		frame[3] = (char)(len & 0xff);
		at = 4;
	}
	memcpy(frame + at + 4, text, len);
	send_all(c, frame, at + 4 + len);
}

void
client_send(
    struct crowd *crowd, struct client *client, const char *text, size_t len)
{
	if (crowd->plain != 0)
		send_all(client, text, len);
	else
		send_frame(client, 1, text, len);
}

static void
take_event(struct crowd *crowd, struct client *c, const char *text, size_t len)
{
	const char *name = text + sizeof(event_start) - 1;
	const char *seq = memmem(
	    name, len - (sizeof(event_start) - 1), "\"seq\":", 6);
	int64_t n;

	if (memcmp(name, hello_name, sizeof(hello_name) - 1) == 0)
		return;
	c->bytes += (int64_t)len;
	if (seq == NULL)
		return;
	n = strtoll(seq + 6, NULL, 10);
	if (n <= c->last_seq)
		crowd->twice++;
	c->last_seq = n;
	if (memcmp(name, posted_name, sizeof(posted_name) - 1) == 0) {
		c->posted++;
		crowd->posted++;
	}
}

static void
take_message(
    struct crowd *crowd, struct client *c, const char *text, size_t len)
{
	if (len > sizeof(event_start) + 20 &&
	    memcmp(text, event_start, sizeof(event_start) - 1) == 0)
		take_event(crowd, c, text, len);
	else if (crowd->answer != NULL)
		crowd->answer(crowd, c, text, len);
}

/* The length of the first frame's head, and of its payload; 0: not yet. */
static size_t
frame_head(const unsigned char *p, size_t len, size_t *payload)
{
	if (len < 2)
		return 0;
	*payload = p[1] & 0x7f;
	if (*payload < 126)
		return 2;
	if (*payload == 126) {
		if (len < 4)
			return 0;
		*payload = (size_t)p[2] << 8 | p[3];
		return 4;
	}
	if (len < 10)
		return 0;
	*payload = 0;
	for (size_t i = 2; i < 10; i++)
		*payload = *payload << 8 | p[i];
	return 10;
}

/* Takes whole frames; returns how many bytes they had. */
static size_t
take_frames(
    struct crowd *crowd, struct client *c, const char *bytes, size_t len)
{
	size_t at = 0, head, payload = 0;

	for (;;) {
		const char *p = bytes + at;

		head = frame_head((const unsigned char *)p, len - at, &payload);
		if (head == 0 || len - at < head + payload)
			return at;
		switch (p[0] & 0x0f) {
		case 1:
			take_message(crowd, c, p + head, payload);
			break;
		case 8:
			client_close(crowd, c);
			return len;
		case 9:
			send_frame(c, 10, p + head, payload);
			break;
		}
		at += head + payload;
	}
}

/* The end of the handshake, if it is all here; gives up unless it is 101. */
static size_t
take_handshake(
    struct crowd *crowd, struct client *c, const char *bytes, size_t len)
{
	const char *end = memmem(bytes, len, "\r\n\r\n", 4);

	if (end == NULL)
		return 0;
	if (strncmp(bytes, "HTTP/1.1 101", 12) != 0)
		give_up(
		    "client %zu was refused: %.*s", c->index, (int)len, bytes);
	c->open = true;
	crowd->open++;
	return (size_t)(end - bytes) + 4;
}

static void
keep_rest(struct client *c, const char *bytes, size_t len)
{
	if (len > c->rest_room) {
		free(c->rest);
		c->rest = malloc(len * 2);
		c->rest_room = len * 2;
		if (c->rest == NULL)
			give_up("out of memory");
	}
	if (len > 0)
		memcpy(c->rest, bytes, len);
	c->rest_len = len;
	if (len == 0 && c->rest != NULL) {
		free(c->rest);
		c->rest = NULL;
		c->rest_room = 0;
	}
}

static void
take_bytes(struct crowd *crowd, struct client *c, const char *bytes, size_t len)
{
	size_t at = 0;
	int64_t frames;

	if (crowd->plain != 0) {
		c->bytes += (int64_t)len;
		frames = c->bytes / (int64_t)crowd->plain;
		crowd->posted += frames - c->posted;
		c->posted = frames;
		return;
	}
	if (!c->open)
		at = take_handshake(crowd, c, bytes, len);
	if (c->open)
		at += take_frames(crowd, c, bytes + at, len - at);
	keep_rest(c, bytes + at, len - at);
}

static void
client_read(struct crowd *crowd, struct client *c)
{
	static char bytes[2 * READ_MAX];
	size_t before = c->rest_len;
	ssize_t n;

	if (before > READ_MAX)
		give_up("a frame of more than %d bytes", READ_MAX);
	if (before > 0)
		memcpy(bytes, c->rest, before);
	n = recv(c->fd, bytes + before, READ_MAX, MSG_DONTWAIT);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0)
		client_close(crowd, c);
	else
		take_bytes(crowd, c, bytes, before + (size_t)n);
}

/* As a proxy would send it: each client has an address of its own, because
 * the server limits the sockets of an address. */
static void
client_hello(struct crowd *crowd, struct client *c)
{
	char request[1024];
	int n;

	if (crowd->plain != 0) {
		send_all(c, &c->role, 1);
		c->open = true;
		crowd->open++;
		return;
	}
	n = snprintf(request, sizeof(request),
	    "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
	    "Origin: http://127.0.0.1:%u\r\n"
	    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
	    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
	    "Sec-WebSocket-Version: 13\r\n"
	    "Sec-WebSocket-Protocol: soundings.1\r\n"
	    "X-Forwarded-For: 10.1.%zu.%zu\r\n"
	    "Cookie: __Host-sid=%s\r\n\r\n",
	    crowd->port, crowd->port, c->index / 250, c->index % 250 + 1,
	    crowd->tokens[c->index]);
	send_all(c, request, (size_t)n);
}

static void
client_connect(struct crowd *crowd, struct client *c)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(crowd->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct epoll_event e = { .events = EPOLLIN, .data.ptr = c };
	int one = 1;

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c->fd < 0 ||
	    connect(c->fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		give_up("cannot connect: %s", strerror(errno));
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	epoll_ctl(crowd->epoll, EPOLL_CTL_ADD, c->fd, &e);
	client_hello(crowd, c);
}

void
crowd_connect(struct crowd *crowd, size_t from, size_t to, size_t at_once)
{
	size_t next = from, begun = crowd->open;

	while (crowd->open - begun < to - from) {
		while (next < to &&
		       (next - from) - (crowd->open - begun) < at_once)
			client_connect(crowd, &crowd->clients[next++]);
		if (crowd->plain == 0)
			crowd_turn(crowd, 1000);
	}
}

void
crowd_turn(struct crowd *crowd, int timeout)
{
	struct epoll_event events[TURN_MAX];
	int n = epoll_wait(crowd->epoll, events, TURN_MAX, timeout);

	for (int i = 0; i < n; i++)
		client_read(crowd, events[i].data.ptr);
}

void
crowd_settle(struct crowd *crowd, int quiet)
{
	struct epoll_event events[TURN_MAX];
	int n;

	while ((n = epoll_wait(crowd->epoll, events, TURN_MAX, quiet)) > 0)
		for (int i = 0; i < n; i++)
			client_read(crowd, events[i].data.ptr);
}
