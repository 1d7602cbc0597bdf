/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hub.h - who hears what: from committed events to sockets. Loop thread only.
 *
 * A frame is made once and shared. The frames of one loop turn are written in
 * one go: subscribers that hear the same set of them share one buffer. What a
 * socket did not take waits as a position in the ring of recent events, not as
 * copies; who falls out of the ring, or 1 MiB behind, is told to resume.
 */
#ifndef SOUNDINGS_HUB_H
#define SOUNDINGS_HUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "soundings/event.h"

struct hub;
struct subscriber;

/* What the edge gives; `user` is its connection. From inside these functions
 * the edge may call hub_leave and hub_rejoin for that same connection, except
 * from inside send. */
struct hub_edge {
	/* Bytes in front of each shared buffer that the transport may use. */
	size_t headroom;
	/* Writes a frame's transport header (at most 16 bytes) for a payload
	 * of len bytes; returns its length. */
	size_t (*header)(unsigned char *out, size_t len);
	/* Sends whole ready frames. False: none of it was taken; call
	 * hub_ready once the socket takes bytes again. */
	bool (*send)(void *user, const unsigned char *bytes, size_t len);
	/* The subscriber fell too far behind: close it so that it resumes.
	 * Nothing is sent to it any more. */
	void (*evict)(void *user);
	/* A parked long poll may have something to fetch (see hub_since). */
	void (*wake)(void *user);
	/* The session has ended: close whatever serves it. */
	void (*session_ended)(void *user);
	/* The member's audiences changed: read them and call hub_rejoin. */
	void (*audiences_changed)(void *user);
};

enum subscriber_kind { SUBSCRIBER_SOCKET, SUBSCRIBER_POLL };

/* Who listens, and to what; the audiences are copied. */
struct listener {
	enum subscriber_kind kind;
	void *user;
	int64_t session;
	const int64_t *audiences;
	size_t audience_count;
};

/* ring_frames: how many recent events are kept for resuming. */
struct hub *hub_new(const struct hub_edge *edge, size_t ring_frames);
void hub_free(struct hub *h);
/* The log ends here at start; the first event published is seq + 1. */
void hub_start(struct hub *h, int64_t seq);

/* A socket hears all events after hub_seq(). */
struct subscriber *hub_join(struct hub *h, const struct listener *l);
/* What it hears from now on. What waits for it and it may no longer hear is
 * not sent; a new audience counts from now. */
void hub_rejoin(struct hub *h, struct subscriber *s, const int64_t *audiences,
    size_t count);
void hub_leave(struct hub *h, struct subscriber *s);

/* Adds committed events to the turn; they are copied. */
void hub_publish(struct hub *h, const struct event *events);
/* Delivers the turn. */
void hub_flush(struct hub *h);
/* The socket takes bytes again: sends at most 64 KiB of what waits. True: more
 * waits, so call it again. */
bool hub_ready(struct hub *h, struct subscriber *s);

/* Can all events after `after` be told from the ring? s: NULL for who would
 * join now. What was said in an audience before s heard it only the log tells. */
bool hub_covers(const struct hub *h, const struct subscriber *s,
    int64_t after);
/* Appends to b the notifications after `after` that the subscriber hears, as
 * JSON values separated by commas, and returns the seq to ask after next. */
int64_t hub_since(struct hub *h, const struct subscriber *s, int64_t after,
    struct buffer *b);
/* The last event that was delivered. */
int64_t hub_seq(const struct hub *h);

#endif
