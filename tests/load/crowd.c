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
#define MESSAGE_MAX 4096

enum opcode { TEXT = 1, BYTES = 2, CLOSE = 8, PING = 9, PONG = 10 };

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

/* The server is gone; `why`, of so many bytes, is its close frame's payload. */
static void
client_close(struct crowd *crowd, struct client *c, const char *why, size_t len)
{
	int code = len < 2 ? 0
			   : (unsigned char)why[0] << 8 | (unsigned char)why[1];

	if (!c->open)
		give_up("client %zu was refused: %.*s", c->index,
		    (int)c->rest_len, c->rest != NULL ? c->rest : "");
	if (crowd->closed == 0)
		fprintf(stderr, "load: client %zu was closed with %d\n",
		    c->index, code);
	close(c->fd);
	c->closed = true;
	crowd->closed++;
}

void
client_opened(struct crowd *crowd, struct client *client)
{
	client->open = true;
	crowd->open++;
}

void
client_copied(struct crowd *crowd, struct client *client)
{
	client->posted++;
	crowd->posted++;
}

void
client_send_raw(struct client *client, const char *bytes, size_t len)
{
	ssize_t n = send(client->fd, bytes, len, MSG_NOSIGNAL);

	if (n < 0 || (size_t)n != len)
		give_up("client %zu cannot send: %s", client->index,
		    n < 0 ? strerror(errno) : "the socket is full");
}

/* The mask is zero: it costs nothing here and the server the same. */
static void
send_frame(struct client *c, unsigned char opcode, const char *text, size_t len)
{
	char frame[MESSAGE_MAX + 8] = { 0 };
	size_t at = 2;

	if (len > MESSAGE_MAX)
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
	client_send_raw(c, frame, at + 4 + len);
}

void
client_send(struct client *client, const char *text, size_t len)
{
	send_frame(client, TEXT, text, len);
}

void
client_send_bytes(struct client *client, const char *bytes, size_t len)
{
	send_frame(client, BYTES, bytes, len);
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
		case TEXT:
		case BYTES:
			crowd->protocol->heard(crowd, c, p + head, payload);
			break;
		case CLOSE:
			client_close(crowd, c, p + head, payload);
			return len;
		case PING:
			send_frame(c, PONG, p + head, payload);
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
	c->upgraded = true;
	if (crowd->protocol->upgraded != NULL)
		crowd->protocol->upgraded(crowd, c);
	else
		client_opened(crowd, c);
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

	if (c->deaf)
		return;
	if (crowd->protocol->bytes != NULL) {
		crowd->protocol->bytes(crowd, c, len);
		return;
	}
	if (!c->upgraded)
		at = take_handshake(crowd, c, bytes, len);
	if (c->upgraded)
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
		client_close(crowd, c, NULL, 0);
	else
		take_bytes(crowd, c, bytes, before + (size_t)n);
}

size_t
upgrade_request(const struct crowd *crowd, char *out, size_t room,
    const char *path, const char *more)
{
	int n = snprintf(out, room,
	    "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
	    "Origin: http://127.0.0.1:%u\r\n"
	    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
	    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
	    "Sec-WebSocket-Version: 13\r\n%s\r\n",
	    path, crowd->port, crowd->port, more);

	return (size_t)n;
}

void
client_connect(struct crowd *crowd, struct client *client)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(crowd->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct epoll_event e = { .events = EPOLLIN, .data.ptr = client };
	char hello[1024];
	int one = 1;
	size_t len;

	client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (client->fd < 0 ||
	    connect(client->fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		give_up("cannot connect: %s", strerror(errno));
	setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	epoll_ctl(crowd->epoll, EPOLL_CTL_ADD, client->fd, &e);
	len = crowd->protocol->greet(crowd, client, hello, sizeof(hello));
	if (len > 0)
		client_send_raw(client, hello, len);
	if (crowd->protocol->bytes != NULL || client->deaf)
		client_opened(crowd, client);
}

void
client_cut(struct crowd *crowd, struct client *client)
{
	struct linger at_once = { .l_onoff = 1 };

	setsockopt(
	    client->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
	close(client->fd);
	free(client->rest);
	client->rest = NULL;
	client->rest_len = client->rest_room = 0;
	client->open = client->upgraded = false;
	crowd->open--;
}

void
crowd_connect(struct crowd *crowd, size_t from, size_t to, size_t at_once)
{
	size_t next = from, begun = crowd->open;

	while (crowd->open - begun < to - from) {
		while (next < to &&
		       (next - from) - (crowd->open - begun) < at_once)
			client_connect(crowd, &crowd->clients[next++]);
		if (crowd->open - begun < to - from)
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
