/* SPDX-License-Identifier: Apache-2.0 */
/*
 * since.h - event.since and event.wait, answered from the hub's ring.
 */
#ifndef NET_SINCE_H
#define NET_SINCE_H

#include "soundings/hub.h"

#include "net/rpc.h"

/* Reads after which seq is asked. False: the request is wrong, and what is
 * wrong the method says best. */
bool since_read(const struct rpc *r, int64_t *after);
/* Writes the whole answer: `events` is what hub_since gave. */
void since_write(struct buffer *b, const char *id, int64_t seq,
    const struct buffer *events, bool more);
/* Writes the answer if this is event.since and the ring has what the
 * subscriber missed. False: nothing was written, the method is to be asked. */
bool since_answer(struct hub *h, const struct subscriber *s,
    const struct rpc *r, struct buffer *b);

#endif
