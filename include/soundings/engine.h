/* SPDX-License-Identifier: Apache-2.0 */
/*
 * engine.h - threads, queues, commits.
 *
 * One writer thread takes what waits (at most 64 calls or 5 ms of work), each
 * in a savepoint, and commits them together; answers and events come back to
 * the loop after the commit, never before. Readers, two for searches and a
 * heavy lane of two have read-only connections. All functions here are called on the loop thread.
 */
#ifndef SOUNDINGS_ENGINE_H
#define SOUNDINGS_ENGINE_H

#include "soundings/call.h"
#include "soundings/event.h"
#include "soundings/hub.h"
#include "soundings/method.h"
#include "soundings/record.h"

struct engine;
struct uv_loop_s;

/* One call on its way. Made by engine_job, filled in by the edge, given away
 * by engine_submit, and back in `done` on the loop thread. */
struct job {
	struct call call;             /* in, member, session, server, address
	                                 and agent are the edge's to set */
	const struct method *method;
	const char *token;            /* session token to check; NULL: check
	                                 call.session, or nobody when that is 0 */
	const char *key;              /* idempotency key; NULL: none */
	char key_hash[65];            /* the engine's: of method and input */
	void (*done)(struct job *j);  /* called once, always */
	void *user;                   /* the edge's */
	int64_t user_id;              /* the edge's: generation of `user` */
	char *id;                     /* the edge's: JSON-RPC id as JSON text */
	size_t size;                  /* the edge's: bytes of the request */
	bool prepared;                /* the engine's: the slow half is done */
	bool timed;                   /* the engine's: call.now is read */
	int64_t seen_at;              /* the engine's: of the session */
	struct job *next;             /* the engine's */
};

struct engine *engine_new(const struct settings *s, struct uv_loop_s *loop,
    struct hub *hub);
/* Runs the methods that have `every`, until engine_stop. */
void engine_chores(struct engine *e);
/* Calls that were accepted and are not answered yet. */
size_t engine_pending(const struct engine *e);
/* Finishes what was accepted, stops every thread, answers, and closes its
 * handles on the loop; the loop must run once more before engine_free. */
void engine_stop(struct engine *e);
void engine_free(struct engine *e);

/* A job with its own arena. */
struct job *engine_job(struct engine *e);
/* Checks who may, decodes params (may be NULL) against the method's table and
 * queues it; input that the edge has put into call.in itself is taken as it is.
 * On a refusal `done` is still called, before this returns. */
void engine_submit(struct engine *e, struct job *j, const struct json *params);
/* Frees a job; called by `done` or later. */
void engine_release(struct engine *e, struct job *j);

/* Who holds this session token? For handshakes, on the loop: a few indexed
 * reads. False: nobody, or it has expired. The audiences are the engine's until
 * it is asked again. */
struct identity {
	int64_t member, session;
	int64_t ends_at;              /* unless it is used before then */
	const int64_t *audiences;     /* what the member hears, public included */
	size_t  audience_count;
	bool    unsure;               /* the store could not be asked */
};
bool engine_identify(struct engine *e, const char *token, struct identity *who);
/* The same for a session that was known before: what its member hears now. */
bool engine_recheck(struct engine *e, int64_t session, struct identity *who);

/* Is the store healthy (false after an I/O error: the process must end)? */
bool engine_healthy(const struct engine *e);
/* The name of this database's history: seqs of another mean nothing here. */
const char *engine_epoch(const struct engine *e);
/* The last committed seq. */
int64_t engine_seq(const struct engine *e);

#endif
