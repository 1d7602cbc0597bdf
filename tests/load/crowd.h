/* SPDX-License-Identifier: Apache-2.0 */
/*
 * crowd.h - many clients in one thread, for measuring.
 *
 * A crowd speaks WebSocket to Soundings, or, with `plain` set, counts the bytes
 * of a broadcaster that has no protocol. It checks what it counts: an event
 * that comes twice, out of order or to somebody who must not have it is seen.
 */
#ifndef LOAD_CROWD_H
#define LOAD_CROWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct client {
	int fd;
	size_t index;
	bool open; /* the handshake is done */
	bool closed;
	char role;  /* plain: 'S' hears, 'I' idles, 'T' speaks */
	char *rest; /* an unfinished frame; NULL: none */
	size_t rest_len, rest_room;
	int64_t bytes;    /* after the handshake and the server's hello */
	int64_t posted;   /* events thread.posted, or a broadcaster's frames */
	int64_t last_seq; /* of the newest event */
	int64_t sent_at;  /* ns; for who measures */
};

struct crowd {
	int epoll;
	uint16_t port;
	size_t plain;  /* bytes of a broadcaster's frame; 0: WebSocket */
	char **tokens; /* one a client */
	struct client *clients;
	size_t count, open, closed;
	int64_t posted, twice;
	/* Called for each answer (not for events); may be NULL. */
	void (*answer)(struct crowd *crowd, struct client *client,
	    const char *text, size_t len);
	void *user;
};

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
/* Sends one text message, or bytes when plain. */
void client_send(
    struct crowd *crowd, struct client *client, const char *text, size_t len);

#endif
