/* SPDX-License-Identifier: Apache-2.0 */
/*
 * poll.h - event.wait: a request that is answered when something happens.
 */
#ifndef NET_POLL_H
#define NET_POLL_H

#include "net/conn.h"
#include "net/rpc.h"

/* Takes the request over. */
void poll_request(struct conn *c, struct rpc *r);
/* The connection goes: forget its wait. */
void poll_drop(struct conn *c);
/* Half a second has passed. */
void poll_tick(struct net *n);
/* The turn ends: answer those that have something. */
void poll_turn_end(struct net *n);
/* Answers all that wait. */
void poll_stop(struct net *n);

/* For the hub: why this wait is to be answered. */
void poll_wake(struct wait *w);
void poll_session_ended(struct wait *w);
void poll_audiences_changed(struct wait *w);

#endif
