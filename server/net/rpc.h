/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rpc.h - JSON-RPC 2.0: envelopes in, calls, envelopes out.
 *
 * Knows no transport: WebSocket and POST /rpc both read their requests and
 * write their answers here.
 */
#ifndef NET_RPC_H
#define NET_RPC_H

#include "soundings/engine.h"

/* What a method can count on: cookies need HTTP. */
enum rpc_edge { RPC_SOCKET = 1, RPC_HTTP = 2 };

/* One request on its way; lives in the arena of its job. */
struct rpc {
	struct engine *engine;
	struct job *job;
	struct json *tree;         /* all that was sent */
	const struct json *params; /* of the tree; NULL: none */
	void (*answered)(struct rpc *r);
	void *user;                /* the edge's */
};

/* Reads one request. NULL: it is refused, and the whole answer has been put
 * into refusal. Else the edge says who asks (job->call, job->token) and gives
 * it to rpc_submit. */
struct rpc *rpc_read(struct engine *e, enum rpc_edge edge, const char *text,
    size_t len, struct buffer *refusal);
/* `answered` is called once, perhaps before this returns. */
void rpc_submit(struct rpc *r, void (*answered)(struct rpc *r), void *user);
/* The answer as one JSON object. */
void rpc_write(const struct rpc *r, struct buffer *b);
/* Its error alone, for answers outside of JSON-RPC. */
void rpc_write_error(const struct call *c, struct buffer *b);
void rpc_free(struct rpc *r);

#endif
