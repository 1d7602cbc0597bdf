/* SPDX-License-Identifier: Apache-2.0 */
/*
 * conn.h - one HTTP connection, and the request it is at.
 */
#ifndef NET_CONN_H
#define NET_CONN_H

#include "net/answer.h"
#include "net/edge.h"

enum conn_state {
	CONN_HEAD,    /* waits for a request */
	CONN_BODY,    /* waits for its body */
	CONN_WORK,    /* somebody makes the answer */
	CONN_ANSWER,  /* the socket takes it */
	CONN_LINGER,  /* said all; lets the other side hear it */
	CONN_OVER,
};

struct conn {
	struct net *net;
	uv_poll_t poll;
	int fd;             /* -1: given away, or closed */
	int events;         /* that we watch */
	enum conn_state state;
	bool inside;        /* of the private listener */
	bool polled;        /* `poll` is in use */
	bool running;
	bool awaited;       /* a call is under way that will answer */
	bool hung_up;       /* nothing more will come */
	bool counted;       /* by its address */
	bool keep_alive;    /* after this answer */
	char peer[ADDRESS_LEN];    /* who connects */
	char address[ADDRESS_LEN]; /* who asks, a proxy in between or not */
	int64_t deadline;
	struct buffer in;   /* came, and is not used yet */
	char *head_text;    /* what `head` points into; NULL: no request */
	struct head head;
	enum route route;
	struct buffer out;  /* the answer: headers, and a body of our own */
	struct blob lent;   /* a body that lives elsewhere */
	size_t sent;
	struct job *job;    /* owns the lent body; NULL: it is for ever */
	struct wait *wait;  /* a parked poll; NULL: none */
	struct conn *next, *before;
};

/* Takes the socket of somebody who came. */
void conn_open(struct net *n, int fd, const char *peer, bool inside);
/* Half a second has passed. */
void conn_tick(struct net *n);
/* Is no answer under way? */
bool conn_quiet(const struct net *n);
/* Closes those that are at no request; later, the others too. */
void conn_close_idle(struct net *n);
void conn_close_all(struct net *n);

/* The answer to the request at hand. A body that is `lent` is not copied: it
 * stays where it is, and with it the job (NULL: for ever), until it is sent. */
void conn_answer(struct conn *c, const struct answer *a);
void conn_answer_lent(struct conn *c, const struct answer *a, struct job *j);
void conn_refuse(struct conn *c, const struct refusal *why);

/* The body of the request, which is then the taker's. */
struct buffer conn_take_body(struct conn *c);
/* Gives the socket away. */
int conn_take_socket(struct conn *c);

/* http.c: the head is there, may its body come? NULL: it may. */
const struct refusal *http_admit(struct conn *c);
/* http.c: the request is whole; somebody answers it now or later. */
void http_request(struct conn *c);

#endif
