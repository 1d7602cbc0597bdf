/* SPDX-License-Identifier: Apache-2.0 */
/*
 * crowd.h - many clients on one server, for measuring.
 *
 * All of a crowd speak one protocol: Soundings' own, or that of a server which
 * ours is measured against. A crowd checks what it counts: an event of ours
 * that comes twice, out of order or to somebody who must not have it is seen.
 */
#ifndef LOAD_CROWD_H
#define LOAD_CROWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct crowd;

struct client {
	int fd;
	size_t index;
	bool upgraded; /* HTTP is over, frames come */
	bool open;     /* hears and may speak */
	bool closed;
	bool deaf;  /* what comes to it is thrown away */
	char role;  /* of a reference: 'S' hears, 'I' idles, 'T' speaks */
	char *rest; /* an unfinished frame; NULL: none */
	size_t rest_len, rest_room;
	int64_t bytes;    /* after the handshake and the server's hello */
	int64_t posted;   /* copies: events thread.posted, or a reference's */
	int64_t hello;    /* seq of the server's hello; all after it comes */
	int64_t last_seq; /* of the newest event since then */
	int64_t sent_at;  /* ns; for who measures */
};

struct protocol {
	const char *name;
	/* What a client says first; returns how long it is. */
	size_t (*greet)(const struct crowd *crowd, struct client *client,
	    char *out, size_t room);
	/* After the 101; NULL: the client is open then. */
	void (*upgraded)(struct crowd *crowd, struct client *client);
	/* One message of a WebSocket came. */
	void (*heard)(struct crowd *crowd, struct client *client,
	    const char *text, size_t len);
	/* Bytes came, of a protocol without frames, whose clients are open at
	 * once; NULL: it is WebSocket. */
	void (*bytes)(struct crowd *crowd, struct client *client, size_t len);
	/* The speaker has one copy sent to each who hears; NULL: who measures
	 * says it with a call of their own. */
	void (*say)(struct crowd *crowd, struct client *speaker);
};

struct crowd {
	const struct protocol *protocol;
	int epoll;
	uint16_t port;
	size_t frame;  /* bytes of a reference's copy, its header included */
	char **tokens; /* of Soundings: one a client */
	struct client *clients;
	size_t count, open, closed;
	int64_t posted, twice;
	/* Called for each answer (not for events); may be NULL. */
	void (*answer)(struct crowd *crowd, struct client *client,
	    const char *text, size_t len);
	/* Called when Soundings has said hello; may be NULL. */
	void (*hello)(struct crowd *crowd, struct client *client);
	void *user;
};

/* Ours, and those it is measured against: broadcaster, nchan, mosquitto, ws,
 * socket.io. Gives up when there is none of that name. */
extern const struct protocol soundings;
const struct protocol *protocol_find(const char *name);

int64_t now_ns(void);
_Noreturn void give_up(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

void crowd_start(struct crowd *crowd, uint16_t port, size_t count);
/* Connects clients `from` to `to`, `at_once` at a time, and waits for all;
 * gives up when the server refuses one. */
void crowd_connect(struct crowd *crowd, size_t from, size_t to, size_t at_once);
/* Takes in what came; waits at most so many ms for something. */
void crowd_turn(struct crowd *crowd, int timeout);
/* Turns until nothing has come for so many ms. */
void crowd_settle(struct crowd *crowd, int quiet);

/* Connects one, without waiting for what the server says. */
void client_connect(struct crowd *crowd, struct client *client);
/* Cuts the connection without a word (RST); it may connect again. */
void client_cut(struct crowd *crowd, struct client *client);
/* For protocols: it hears from now on. */
void client_opened(struct crowd *crowd, struct client *client);
/* For protocols: one copy came. */
void client_copied(struct crowd *crowd, struct client *client);
/* Sends one message, text or bytes; client_send_raw without a frame. */
void client_send(struct client *client, const char *text, size_t len);
void client_send_bytes(struct client *client, const char *bytes, size_t len);
void client_send_raw(struct client *client, const char *bytes, size_t len);

/* The request of an upgrade; `more`: further header lines. */
size_t upgrade_request(const struct crowd *crowd, char *out, size_t room,
    const char *path, const char *more);

#endif
