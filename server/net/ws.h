/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ws.h - members' WebSockets.
 */
#ifndef NET_WS_H
#define NET_WS_H

#include "net/conn.h"

/* The handshake is in order: look at the session, and open a socket. */
void ws_open(struct conn *c);
/* Half a second has passed. */
void ws_tick(struct net *n);
/* The turn ends: send what was answered. */
void ws_turn_end(struct net *n);
/* Tells everyone that the server leaves. */
void ws_leave(struct net *n);
/* Has everything been answered? */
bool ws_quiet(const struct net *n);
/* Says goodbye to everyone; later, cuts off who has not answered. */
void ws_close_all(struct net *n);
void ws_kill_all(struct net *n);

/* For the hub. */
bool ws_send(struct peer *p, const unsigned char *bytes, size_t len);
void ws_evict(struct peer *p);
void ws_session_ended(struct peer *p);
void ws_audiences_changed(struct peer *p);

#endif
