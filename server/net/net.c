/* SPDX-License-Identifier: Apache-2.0 */
/*
 * net.c - listening, the clockwork, and leaving in good order.
 *
 * Accepting is ours (conn.c says why). Two clocks serve all connections: a
 * tick of half a second for deadlines, and the end of each turn of the loop, at
 * which answers and events that belong together leave together.
 */
#include "soundings/net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"

#include "net/conn.h"
#include "net/poll.h"
#include "net/static.h"
#include "net/wire.h"
#include "net/ws.h"

#define BACKLOG       4096
#define ACCEPT_BATCH  64
#define TICK          (SECOND / 2)
#define TICK_STOPPING 20
#define STOP_PATIENCE (3 * SECOND)

static struct peer *
as_peer(void *user)
{
	return ((struct ear *)user)->kind == EAR_PEER ? user : NULL;
}

static size_t
edge_header(unsigned char *out, size_t len)
{
	return wire_header(out, len);
}

static bool
edge_send(void *user, const unsigned char *bytes, size_t len)
{
	return ws_send(user, bytes, len);
}

static void
edge_evict(void *user)
{
	ws_evict(user);
}

static void
edge_wake(void *user)
{
	poll_wake(user);
}

static void
edge_session_ended(void *user)
{
	if (as_peer(user) != NULL)
		ws_session_ended(user);
	else
		poll_session_ended(user);
}

static void
edge_audiences_changed(void *user)
{
	if (as_peer(user) != NULL)
		ws_audiences_changed(user);
	else
		poll_audiences_changed(user);
}

const struct hub_edge *
net_edge(void)
{
	static const struct hub_edge edge = {
		.headroom = WIRE_HEADROOM,
		.header = edge_header,
		.send = edge_send,
		.evict = edge_evict,
		.wake = edge_wake,
		.session_ended = edge_session_ended,
		.audiences_changed = edge_audiences_changed,
	};

	return &edge;
}

static void
name_peer(const struct sockaddr_storage *from, char name[ADDRESS_LEN])
{
	const struct sockaddr_in6 *six = (const void *)from;
	const struct sockaddr_in *four = (const void *)from;

	name[0] = '\0';
	if (from->ss_family == AF_INET)
		inet_ntop(AF_INET, &four->sin_addr, name, ADDRESS_LEN);
	else if (from->ss_family == AF_INET6 &&
	    IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
		inet_ntop(AF_INET, six->sin6_addr.s6_addr + 12, name,
		    ADDRESS_LEN);
	else if (from->ss_family == AF_INET6)
		inet_ntop(AF_INET6, &six->sin6_addr, name, ADDRESS_LEN);
}

/* Out of descriptors or memory the socket stays readable; to ask again at
 * once would only heat the room. */
static void
rest_if_exhausted(struct port *p)
{
	if (errno != EMFILE && errno != ENFILE && errno != ENOBUFS &&
	    errno != ENOMEM)
		return;
	log_line(LOG_ALARM, "net.exhausted", LOG_N("errno", errno));
	uv_poll_stop(&p->poll);
	p->resting = true;
}

static void
on_arrival(uv_poll_t *poll, int status, int events)
{
	struct port *p = poll->data;
	struct sockaddr_storage from;
	char name[ADDRESS_LEN];

	(void)status, (void)events;
	for (int i = 0; i < ACCEPT_BATCH && !p->net->stopping; i++) {
		socklen_t len = sizeof(from);
		int fd = accept4(p->fd, (struct sockaddr *)&from, &len,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (fd < 0) {
			rest_if_exhausted(p);
			return;
		}
		name_peer(&from, name);
		conn_open(p->net, fd, name, p->inside);
	}
}

static void
port_watch(struct port *p)
{
	p->resting = false;
	uv_poll_start(&p->poll, UV_READABLE, on_arrival);
}

static int
bind_address(const struct addrinfo *a)
{
	int on = 1;
	int fd = socket(a->ai_family,
	    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (a->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
	if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 &&
	    listen(fd, BACKLOG) == 0)
		return fd;
	close(fd);
	return -1;
}

static void
port_open(struct net *n, const struct addrinfo *a, bool inside)
{
	int fd = bind_address(a);
	struct port *p = &n->port[n->port_count];

	if (fd < 0)
		return;
	invariant(n->port_count < PORTS_MAX);
	n->port_count++;
	p->net = n;
	p->fd = fd;
	p->inside = inside;
	uv_poll_init(n->loop, &p->poll, fd);
	p->poll.data = p;
	port_watch(p);
}

/* "host:port", "[::1]:port"; "*:port" is every address. */
static void
split_listen(const char *text, char host[256], char port[8])
{
	const char *colon = strrchr(text, ':');
	size_t len = colon != NULL ? (size_t)(colon - text) : 0;

	if (text[0] == '[' && len > 2) {
		text++;
		len -= 2;
	}
	snprintf(host, 256, "%.*s", (int)len, text);
	snprintf(port, 8, "%s", colon != NULL ? colon + 1 : "");
}

/* Listens on every address of the name; at least one has to be had. */
static void
listen_on(struct net *n, const char *setting, const char *text, bool inside)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	struct addrinfo *found = NULL;
	char host[256], port[8];
	size_t before = n->port_count;
	int wrong;

	split_listen(text, host, port);
	wrong = getaddrinfo(strcmp(host, "*") == 0 ? NULL : host, port, &hints,
	    &found);
	if (wrong != 0)
		fatal("setting %s: %s: %s", setting, text, gai_strerror(wrong));
	for (const struct addrinfo *a = found;
	     a != NULL && n->port_count < before + PORTS_MAX / 2; a = a->ai_next)
		port_open(n, a, inside);
	freeaddrinfo(found);
	if (n->port_count == before)
		fatal("setting %s: cannot listen on %s: %s", setting, text,
		    strerror(errno));
	log_line(LOG_INFO, "net.listening", LOG_T("setting", setting),
	    LOG_T("address", text));
}

static void
on_turn_end(uv_prepare_t *turn_end)
{
	struct net *n = turn_end->data;

	poll_turn_end(n);
	ws_turn_end(n);
	turn_over(&n->turn, n->loop);
}

static void
finish_stop(struct net *n)
{
	ws_kill_all(n);
	conn_close_all(n);
	uv_close((uv_handle_t *)&n->tick, NULL);
	uv_close((uv_handle_t *)&n->pace, NULL);
	uv_close((uv_handle_t *)&n->turn_end, NULL);
	ws_turn_end(n);
	wire_stop(n);
	n->stopped(n->stopped_user);
}

/* First the answers, then the goodbyes, then the end. */
static void
go_on_stopping(struct net *n)
{
	bool late = net_now(n) >= n->stop_at;

	if (!late && (!ws_quiet(n) || !conn_quiet(n)))
		return;
	ws_close_all(n);
	conn_close_idle(n);
	if (late || (n->peer_count == 0 && n->conn_count == 0))
		finish_stop(n);
}

static void
on_tick(uv_timer_t *tick)
{
	struct net *n = tick->data;

	n->ticks++;
	conn_tick(n);
	poll_tick(n);
	ws_tick(n);
	for (size_t i = 0; i < n->port_count; i++)
		if (n->port[i].resting)
			port_watch(&n->port[i]);
	if (n->stopping)
		go_on_stopping(n);
}

struct net *
net_start(struct uv_loop_s *loop, struct engine *e, struct hub *h,
    const struct settings *s)
{
	struct net *n = need_zeroed(1, sizeof(*n));

	n->loop = loop;
	n->engine = e;
	n->hub = h;
	n->settings = s;
	n->secure = strncmp(s->public_url, "https:", 6) == 0;
	n->addresses = table_new();
	n->members = table_new();
	filter_init(&n->filter, s);
	n->client = client_load(s->client);
	wire_start(n);
	uv_timer_init(loop, &n->tick);
	uv_timer_init(loop, &n->pace);
	uv_prepare_init(loop, &n->turn_end);
	n->tick.data = n->pace.data = n->turn_end.data = n;
	uv_timer_start(&n->tick, on_tick, TICK, TICK);
	uv_prepare_start(&n->turn_end, on_turn_end);
	turn_begin(&n->turn, loop);
	listen_on(n, "listen", s->listen, false);
	if (s->metrics_listen[0] != '\0')
		listen_on(n, "metrics_listen", s->metrics_listen, true);
	return n;
}

void
net_stop(struct net *n, void (*stopped)(void *user), void *user)
{
	n->stopping = true;
	n->stopped = stopped;
	n->stopped_user = user;
	n->stop_at = net_now(n) + STOP_PATIENCE;
	for (size_t i = 0; i < n->port_count; i++) {
		uv_close((uv_handle_t *)&n->port[i].poll, NULL);
		close(n->port[i].fd);
		n->port[i].resting = false;
	}
	poll_stop(n);
	ws_leave(n);
	uv_timer_start(&n->tick, on_tick, TICK_STOPPING, TICK_STOPPING);
}

void
net_free(struct net *n)
{
	wire_free(n);
	client_free(n->client);
	table_free(n->addresses);
	table_free(n->members);
	buffer_free(&n->scratch);
	free(n);
}
