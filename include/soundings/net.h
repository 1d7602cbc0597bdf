/* SPDX-License-Identifier: Apache-2.0 */
/*
 * net.h - the sockets: WebSocket, HTTP, long poll, the web client.
 *
 * Loop thread only. The order of life: hub_new(net_edge(), ...), engine_new,
 * net_start; the loop runs; net_stop, and in `stopped` engine_stop; the loop
 * runs until no handle is left; net_free, engine_free, hub_free.
 */
#ifndef SOUNDINGS_NET_H
#define SOUNDINGS_NET_H

#include "soundings/hub.h"

struct engine;
struct net;
struct settings;
struct uv_loop_s;

/* What the hub sends through. */
const struct hub_edge *net_edge(void);

/* Loads the web client and listens; fatal, naming the setting to change, when
 * an address cannot be had. */
struct net *net_start(struct uv_loop_s *loop, struct engine *e, struct hub *h,
    const struct settings *s);

/* Stops accepting, tells everyone, finishes what was asked, closes all within
 * five seconds and then calls `stopped`, once. */
void net_stop(struct net *n, void (*stopped)(void *user), void *user);

/* After the loop has ended by itself. */
void net_free(struct net *n);

#endif
