/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wire.c - the one file that knows libwebsockets.
 *
 * The library frames and unframes WebSocket messages on our loop; it neither
 * listens nor sees a header that a stranger wrote: what it gets to read is a
 * handshake of our own making, with the stranger's checked key (trust.md 3 lists
 * what it would let through). Its own timers stay off, as they cost O(sockets)
 * each; ws.c pings.
 */
#include "net/wire.h"

#include <libwebsockets.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "soundings/base.h"

#define RX_BYTES   1024
#define TX_BYTES   (1024 * 1024)
#define SEND_SPACE (256 * 1024) /* what the kernel keeps for a slow reader */
#define FILES_WANT 1000000      /* over 10 million would become 2,560 */

_Static_assert(WIRE_HEADROOM >= LWS_PRE, "libwebsockets wants more room");

static bool
is_last(struct lws *wsi)
{
	return lws_is_final_fragment(wsi) != 0 &&
	    lws_remaining_packet_payload(wsi) == 0;
}

static void
received(struct lws *wsi, struct peer *p, const char *text, size_t len)
{
	if (lws_frame_is_binary(wsi))
		peer_refuse_binary(p);
	else
		peer_text(p, text, len, is_last(wsi));
}

/* Not zero: close. */
static int
on_wire(struct lws *wsi, enum lws_callback_reasons why, void *user, void *in,
    size_t len)
{
	struct peer *p = lws_get_opaque_user_data(wsi);
	struct net *n = lws_context_user(lws_get_context(wsi));

	(void)user;
	if (why == LWS_CALLBACK_ESTABLISHED) {
		p = n->arriving;
		n->arriving = NULL;
		lws_set_opaque_user_data(wsi, p);
		peer_opened(p, wsi);
		return 0;
	}
	if (p == NULL)
		return 0; /* of the handshake, or of the whole library */
	switch (why) {
	case LWS_CALLBACK_RECEIVE:
		received(wsi, p, in, len);
		return 0;
	case LWS_CALLBACK_RECEIVE_PONG:
		peer_pong(p);
		return 0;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		peer_writable(p);
		return 0;
	case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
		return peer_goodbye(p) ? -1 : 0;
	case LWS_CALLBACK_CLOSED:
		lws_set_opaque_user_data(wsi, NULL);
		peer_closed(p);
		return 0;
	default:
		return 0;
	}
}

static const struct lws_protocols protocols[] = {
	{ .name = SUBPROTOCOL, .callback = on_wire, .rx_buffer_size = RX_BYTES,
	    .tx_packet_size = TX_BYTES },
	{ 0 }
};
static const lws_retry_bo_t no_timers;

/* libwebsockets sizes its tables by the limit, so it has to be raised first. */
static void
raise_file_limit(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0)
		return;
	files.rlim_cur = files.rlim_max < FILES_WANT ? files.rlim_max
						     : FILES_WANT;
	setrlimit(RLIMIT_NOFILE, &files);
}

void
wire_start(struct net *n)
{
	struct lws_context_creation_info info = { 0 };
	void *loops[] = { n->loop };

	raise_file_limit();
	lws_set_log_level(0, NULL); /* it logs headers, and each adoption */
	info.options = LWS_SERVER_OPTION_LIBUV |
	    LWS_SERVER_OPTION_EXPLICIT_VHOSTS |
	    LWS_SERVER_OPTION_UV_NO_SIGSEGV_SIGFPE_SPIN;
	info.foreign_loops = loops;
	info.retry_and_idle_policy = &no_timers;
	info.user = n;
	info.pcontext = &n->lws;
	n->lws = lws_create_context(&info);
	if (n->lws == NULL)
		fatal("libwebsockets does not start; is "
		      "libwebsockets-evlib-uv installed?");
	info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
	info.protocols = protocols;
	info.vhost_name = "soundings";
	n->vhost = lws_create_vhost(n->lws, &info);
	if (n->vhost == NULL)
		fatal("libwebsockets does not start a virtual host");
}

void
wire_stop(struct net *n)
{
	lws_context_destroy(n->lws);
}

/* On a loop of ours the first call only begins; pcontext tells if it ended. */
void
wire_free(struct net *n)
{
	if (n->lws != NULL)
		lws_context_destroy(n->lws);
}

bool
wire_adopt(struct net *n, int fd, const char *key)
{
	char handshake[256];
	int space = SEND_SPACE, len;

	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &space, sizeof(space));
	len = snprintf(handshake, sizeof(handshake),
	    "GET /ws HTTP/1.1\r\nHost: soundings\r\nUpgrade: websocket\r\n"
	    "Connection: Upgrade\r\nSec-WebSocket-Key: %s\r\n"
	    "Sec-WebSocket-Version: 13\r\n"
	    "Sec-WebSocket-Protocol: " SUBPROTOCOL "\r\n\r\n", key);
	return lws_adopt_socket_vhost_readbuf(n->vhost, fd, handshake,
	    (size_t)len) != NULL;
}

/* RFC 6455 5.2: a final text frame, unmasked. */
size_t
wire_header(unsigned char *out, size_t len)
{
	size_t used = 2;

	out[0] = 0x81;
	if (len < 126) {
		out[1] = (unsigned char)len;
	} else if (len <= UINT16_MAX) {
		out[1] = 126;
		out[used++] = (unsigned char)(len >> 8);
		out[used++] = (unsigned char)len;
	} else {
		out[1] = 127;
		for (int shift = 56; shift >= 0; shift -= 8)
			out[used++] = (unsigned char)(len >> shift);
	}
	return used;
}

int
wire_socket(struct lws *wire)
{
	return lws_get_socket_fd(wire);
}

bool
wire_busy(struct lws *wire)
{
	return lws_partial_buffered(wire) != 0;
}

/* LWS_WRITE_HTTP on a WebSocket sends the bytes as they are. That is what makes
 * one frame for all and one write for a whole turn possible; the documented way,
 * LWS_WRITE_TEXT from the writable callback, frames each copy anew and costs two
 * epoll_ctl a message. The library does not write to the bytes on this path. */
bool
wire_send(struct lws *wire, const unsigned char *bytes, size_t len)
{
	return lws_write(wire, (unsigned char *)(uintptr_t)bytes, len,
	    LWS_WRITE_HTTP) >= 0;
}

void
wire_want(struct lws *wire)
{
	lws_callback_on_writable(wire);
}

/* With something left to send the library would go on sending for 5 s; it has
 * to see a send fail before it gives up. */
void
wire_reset(struct lws *wire)
{
	struct linger now = { .l_onoff = 1 };
	int fd = lws_get_socket_fd(wire);

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	if (wire_busy(wire)) {
		shutdown(fd, SHUT_RDWR);
		wire_send(wire, (const unsigned char *)"", 1);
	}
	lws_set_timeout(wire, PENDING_TIMEOUT_USER_REASON_BASE,
	    LWS_TO_KILL_SYNC);
}
