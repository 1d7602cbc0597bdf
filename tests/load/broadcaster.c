/* SPDX-License-Identifier: Apache-2.0 */
/*
 * broadcaster.c - the physical limit: one epoll, one send per copy.
 *
 * What a server would do that has nothing to check, to store or to encode. A
 * connection says with its first byte what it is: 'S' hears, 'I' idles, 'T'
 * speaks; each further byte of a speaker sends one frame of FRAME bytes to all
 * who hear. Usage: broadcaster FRAME; it prints its port and serves until
 * standard input ends.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define PEERS_MAX 20000
#define TURN_MAX 256

struct broadcaster {
	int epoll, listener;
	char *frame;
	size_t frame_len;
	int hears[PEERS_MAX];
	size_t hears_count;
	char role[PEERS_MAX]; /* by descriptor; 0: has not said */
};

static void
must(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(1);
}

static void
watch(struct broadcaster *b, int fd)
{
	struct epoll_event e = { .events = EPOLLIN, .data.fd = fd };

	must(epoll_ctl(b->epoll, EPOLL_CTL_ADD, fd, &e) == 0, "epoll_ctl");
}

static void
start(struct broadcaster *b)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(at);

	b->epoll = epoll_create1(0);
	b->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	must(bind(b->listener, (struct sockaddr *)&at, len) == 0, "bind");
	must(listen(b->listener, 4096) == 0, "listen");
	getsockname(b->listener, (struct sockaddr *)&at, &len);
	watch(b, b->listener);
	watch(b, STDIN_FILENO);
	printf("%u\n", ntohs(at.sin_port));
	fflush(stdout);
}

static void
welcome(struct broadcaster *b)
{
	int one = 1, fd;

	while ((fd = accept4(b->listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
		must(fd < PEERS_MAX, "too many");
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
		b->role[fd] = 0;
		watch(b, fd);
	}
}

static void
broadcast(struct broadcaster *b)
{
	for (size_t i = 0; i < b->hears_count; i++) {
		struct pollfd p = { .fd = b->hears[i], .events = POLLOUT };
		size_t at = 0;
		ssize_t n;

		while (at < b->frame_len) {
			n = send(p.fd, b->frame + at, b->frame_len - at,
			    MSG_NOSIGNAL);
			if (n > 0)
				at += (size_t)n;
			else if (errno == EAGAIN)
				poll(&p, 1, -1);
			else
				break;
		}
	}
}

static void
leave(struct broadcaster *b, int fd)
{
	for (size_t i = 0; i < b->hears_count; i++)
		if (b->hears[i] == fd)
			b->hears[i--] = b->hears[--b->hears_count];
	close(fd);
}

static void
take(struct broadcaster *b, int fd)
{
	char said[256];
	ssize_t n = recv(fd, said, sizeof(said), 0), i = 0;

	if (n <= 0) {
		leave(b, fd);
		return;
	}
	if (b->role[fd] == 0) {
		b->role[fd] = said[i++];
		if (b->role[fd] == 'S')
			b->hears[b->hears_count++] = fd;
	}
	for (; i < n; i++)
		broadcast(b);
}

int
main(int argc, char **argv)
{
	static struct broadcaster b;
	struct epoll_event events[TURN_MAX];
	int n;

	b.frame_len = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
	if (b.frame_len == 0) {
		fputs("usage: broadcaster FRAME\n", stderr);
		return 2;
	}
	b.frame = malloc(b.frame_len);
	must(b.frame != NULL, "malloc");
	memset(b.frame, 'x', b.frame_len);
	start(&b);
	for (;;) {
		n = epoll_wait(b.epoll, events, TURN_MAX, -1);
		for (int i = 0; i < n; i++) {
			if (events[i].data.fd == STDIN_FILENO)
				return 0;
			if (events[i].data.fd == b.listener)
				welcome(&b);
			else
				take(&b, events[i].data.fd);
		}
	}
}
