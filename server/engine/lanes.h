/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lanes.h - what the files of the engine share.
 */
#ifndef ENGINE_LANES_H
#define ENGINE_LANES_H

#include <stdatomic.h>
#include <pthread.h>
#include <uv.h>

#include "soundings/engine.h"
#include "soundings/queue.h"

#define LANE_LIMIT     4096 /* calls that may wait for readers or the writer */
#define HEAVY_LIMIT    32   /* also of searches */
#define HEARD_LIMIT    64   /* slices of the log on their way to the loop */
#define HEAVY_THREADS  2
#define HEAVY_NICE     10
#define SEARCH_THREADS 2
#define SEARCH_NICE    19
#define SEARCH_SLICE   100000000 /* ns, the longest there is */
#define READERS_MAX    16
#define BATCH_MAX      64
#define BATCH_MS       5
#define BATCH_MS_FAR   100 /* each statement is a trip to another process */
#define CHORES_MAX     40

struct pool {
	struct engine *engine;
	struct queue *queue;
	pthread_t thread[READERS_MAX];
	size_t threads;
};

struct chore {
	struct engine *engine;
	const struct method *method;
	uv_timer_t timer;
	bool running;
	int64_t asked, begun; /* what the engine had counted then, and when */
};

/* How a long WAL gets short: upkeep copies it while the writer goes on, and
 * the writer copies the little that came meanwhile, so that its next commit
 * finds nothing left and starts again at the beginning of the file. */
enum trim { TRIM_NONE, TRIM_COPYING, TRIM_COPIED };

struct engine {
	const struct settings *settings;
	struct uv_loop_s *loop;
	struct hub *hub;
	struct pool writer, readers, search, heavy, upkeep;
	struct queue *done;       /* answered calls on their way to the loop */
	int wake;                 /* eventfd: written by any thread */
	uv_poll_t woken;          /* the loop's look at it */
	uv_timer_t tick;          /* tells upkeep to look */
	struct chore chore[CHORES_MAX];
	size_t chore_count;
	struct db *db;            /* the loop's own, read only */
	struct arena *arena;      /* of what the loop reads with it */
	struct job *spare;        /* released jobs with their arenas */
	size_t pending;
	int64_t asked;            /* calls of people, ever */
	char epoch[17];
	_Atomic int64_t seq;      /* the last committed */
	atomic_bool healthy;
	_Atomic enum trim trim;
	atomic_bool wipe;         /* the WAL has what was to be forgotten */

	/* Of a store that several servers share. */
	struct held *held, *held_last; /* events that wait for others */
	size_t held_count;
	struct queue *heard;      /* events of others on their way to the loop */
	int ear;                  /* eventfd: written by any thread */
	_Atomic int64_t told;     /* the last seq that the hub has */
	_Atomic int64_t gap_end;  /* the first that is held; 0: none */
	atomic_bool ring_due;     /* the others do not know of our commit */
	atomic_bool stopping;
};

/* A session that is good: session_by_hash, session_alive. */
struct session_found {
	int64_t id, member, seen_at, idle_ms, expires_at;
};

/* identity.c */
extern const struct field session_found_fields[];

/* run.c: one call on one database connection, inside its transaction. */
void run_prepare(struct job *j, struct db *db);
void run_call(struct job *j, struct db *db);

/* space.c: has the disk less room than the setting storage_floor? Writer. */
bool space_is_short(const struct settings *s);

/* epoch.c: reads, or makes, the name of the history, and the last seq. */
void epoch_start(struct engine *e);

/* Asks ahead what run_call will ask first, in the same transaction. */
void run_ahead(struct job *j, struct db *db);
/* As if it had not run: it is run again. */
void run_forget(struct job *j);

/* replica.c: a reader's connection to a copy of the store; none if db is
 * NULL. */
struct replica {
	const struct settings *settings;
	struct db *db;
	bool resting;       /* it was behind or away when it was last asked */
	int64_t rest_until; /* monotonic */
};
void replica_open(struct replica *r, const struct settings *s);
void replica_close(struct replica *r);
/* The copy, if all that the store has is there; NULL: read the store. */
struct db *replica_ready(struct replica *r, struct db *store, struct arena *a);
/* It failed: it is left alone for a while. */
void replica_rest(struct replica *r);

/* merge.c: gives events to the hub in the order of the log; loop. */
void merge_events(struct engine *e, const struct event *events);
void merge_free(struct engine *e);

/* ear.c: what other servers of the store have written. */
void *ear_main(void *pool);
/* Makes it look into the log, or tell the others of a commit; any thread. */
void ear_look(struct engine *e);
void ear_tell(struct engine *e);
/* Gives what it has read to the hub; loop. */
void ear_collect(struct engine *e);
void ear_forget(struct job *j);

/* writer.c */
void *writer_main(void *pool);
/* engine.c: gives an answered call back to the loop; any thread. */
void engine_answer(struct engine *e, struct job *j);
void engine_wake(struct engine *e);

#endif
