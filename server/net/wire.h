/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wire.h - WebSocket framing, by libwebsockets.
 */
#ifndef NET_WIRE_H
#define NET_WIRE_H

#include "net/edge.h"

/* Room in front of what wire_send gets; as much as LWS_PRE. */
#define WIRE_HEADROOM 16

struct lws;

void wire_start(struct net *n);
/* Begins to take libwebsockets down; its handles leave the loop. */
void wire_stop(struct net *n);
/* After the loop has ended. */
void wire_free(struct net *n);

/* Gives a socket whose handshake has been checked to libwebsockets, which
 * answers it; peer_opened is called before this returns. False: the socket is
 * closed, and peer_opened was not called. */
bool wire_adopt(struct net *n, int fd, const char *key);

/* A header for one whole text frame; its length. */
size_t wire_header(unsigned char *out, size_t len);
/* Its socket; plain, so bytes may be sent past the library while it is not
 * busy. */
int wire_socket(struct lws *wire);
/* Does something of an earlier send still wait? Then send nothing. */
bool wire_busy(struct lws *wire);
/* Sends whole ready frames; what the kernel does not take now is kept. False:
 * the connection is broken. */
bool wire_send(struct lws *wire, const unsigned char *bytes, size_t len);
/* Calls peer_writable once the socket takes bytes. */
void wire_want(struct lws *wire);
/* Cuts the connection, and what the kernel still holds with it; peer_closed is
 * called before this returns. */
void wire_reset(struct lws *wire);

/* ws.c and hear.c: what happens on the wire. */
void peer_opened(struct peer *p, struct lws *wire);
void peer_text(struct peer *p, const char *text, size_t len, bool last);
void peer_pong(struct peer *p);
void peer_writable(struct peer *p);
/* The other side says goodbye; true: it answers ours. */
bool peer_goodbye(struct peer *p);
void peer_refuse_binary(struct peer *p);
void peer_closed(struct peer *p);

#endif
