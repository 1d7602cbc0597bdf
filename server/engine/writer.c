/* SPDX-License-Identifier: Apache-2.0 */
/*
 * writer.c - the one thread that changes data.
 *
 * It takes what waits, gives each call a savepoint, and commits them together;
 * there is no timer, a lone call is committed at once and needs no savepoint.
 * Nothing is answered and no event leaves before the commit has returned: an
 * answer means it is on the disk. What an I/O error left behind nobody knows,
 * so after one the server stops (trust.md section 6); after a connection that
 * broke in COMMIT it goes on, and who asked asks again with the same key.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/metric.h"
#include "soundings/settings.h"
#include "soundings/store.h"

#include "engine/lanes.h"

#define TRIES_MAX 5
#define WAL_PAGES 4096 /* 16 MiB: longer than this it is made to start anew */

struct writer {
	struct engine *engine;
	struct queue *queue;
	struct db *db;
	struct job *batch[BATCH_MAX];
	size_t count;    /* calls in it */
	bool shared;     /* other servers write into this store, too */
	int64_t base;    /* where the log ended when the batch began */
	int64_t seq;     /* of the last event written, committed or not */
	bool alone;      /* the batch is one call, which needs no savepoint */
	size_t kept;     /* calls of the batch that have something to commit */
	int64_t trim_at; /* pages of the WAL */
};

/* What a call did becomes part of the batch. */
static bool
keep(struct writer *w, const struct call *c)
{
	if (!w->alone)
		store_release(w->db);
	if (db_failed(w->db))
		return false;
	if (c->seq > w->seq)
		w->seq = c->seq;
	w->kept++;
	return true;
}

static void
note_failed(const struct writer *w, const struct job *j)
{
	enum store_result why = store_why(w->db);

	log_line(why == STORE_AGAIN || why == STORE_SLOW ? LOG_WARN : LOG_ALARM,
	    "write.failed", LOG_T("method", j->method->name),
	    LOG_T("why", store_error(w->db)));
}

/* One call in its savepoint. False: the whole transaction is gone. */
static bool
write_one(struct writer *w, struct job *j)
{
	struct call *c = &j->call;

	if (!w->alone)
		store_savepoint(w->db);
	c->seq = w->seq;
	c->events = c->events_last = NULL;
	run_call(j, w->db);
	if ((c->err == OK || (c->keep && !db_failed(w->db))) && keep(w, c))
		return true;
	c->events = NULL;
	if (db_failed(w->db)) {
		if (j->method->kind == WRITE)
			note_failed(w, j);
		if (store_why(w->db) == STORE_FULL ||
		    store_why(w->db) >= STORE_AGAIN)
			return false;
	}
	if (w->alone)
		return true;
	store_rollback_to(w->db);
	return !db_failed(w->db);
}

/* What a call is told when its batch is not stored, or nobody knows. */
static const struct {
	enum err err;
	const char *reason, *why;
} refusals[] = {
	[STORE_FULL] = { E_BUSY, "storage_full",
	    "The server's disk is full. Nothing was changed; keep your text and "
	    "try again later." },
	[STORE_SLOW] = { E_BUSY, NULL,
	    "The server is busy. Nothing was changed; please try again in a "
	    "moment." },
	[STORE_FAILED] = { E_BROKEN, NULL,
	    "The server could not store this. Keep your text and try again." },
	[STORE_AGAIN] = { E_BUSY, "storage_away",
	    "The server cannot reach its database. Nothing was changed; please "
	    "try again in a moment." },
	[STORE_LOST] = { E_BROKEN, "outcome_unknown",
	    "The server does not know whether this was stored. Keep your text "
	    "and try again." },
	[STORE_UNKNOWN] = { E_BROKEN, "outcome_unknown",
	    "The server could not store this. Keep your text and try again." },
};

/* What was thought done is not: tells so in the first n calls. */
static void
fail_calls(struct writer *w, size_t n, enum store_result why)
{
	for (size_t i = 0; i < n; i++) {
		struct call *c = &w->batch[i]->call;

		c->events = NULL;
		c->cookie = NULL;
		c->err = refusals[why].err;
		c->reason = refusals[why].reason;
		c->why = refusals[why].why;
	}
}

static void
committed(struct writer *w)
{
	if (w->kept == 0)
		return;
	metric_add(METRIC_COMMITS, 1);
	metric_add(METRIC_EVENTS, w->seq - w->base);
	atomic_store(&w->engine->seq, w->seq);
	if (w->shared && w->seq > w->base)
		ear_tell(w->engine);
}

/* Upkeep empties it, and tries again as long as somebody is in the way. */
static void
wipe_wal(struct writer *w)
{
	atomic_store(&w->engine->wipe, true);
	queue_put(w->engine->upkeep.queue, w->engine); /* full: it looks */
}

/* The first n calls of the batch get their answers. */
static void
answer(struct writer *w, size_t n)
{
	for (size_t i = 0; i < n; i++)
		engine_answer(w->engine, w->batch[i]);
	engine_wake(w->engine);
	w->count -= n;
	memmove(w->batch, w->batch + n, w->count * sizeof(*w->batch));
}

static void
finish(struct writer *w, size_t n, enum store_result r)
{
	if (r == STORE_OK) {
		committed(w);
	} else {
		log_line(LOG_ALARM, "commit.failed",
		    LOG_T("why", store_error(w->db)), LOG_N("calls", (int64_t)n));
		fail_calls(w, n, r);
		if (r == STORE_UNKNOWN)
			atomic_store(&w->engine->healthy, false);
	}
	for (size_t i = 0; i < n; i++)
		if (r == STORE_OK && w->batch[i]->call.wipe)
			wipe_wal(w);
	answer(w, n);
}

static void
take_what_waits(struct writer *w)
{
	w->count += queue_take(w->queue, (void **)(w->batch + w->count),
	    BATCH_MAX - w->count);
}

/* Where the log ends: other servers may have written since, and while the
 * transaction has the lock of the writers nobody does. What came while they had
 * it goes with this batch. */
static void
begin(struct writer *w)
{
	store_begin(w->db);
	w->base = atomic_load(&w->engine->seq);
	if (w->shared) {
		store_use(w->db, w->batch[0]->call.arena);
		w->base = db_number(w->db, EVENT_LAST, 0);
	}
	take_what_waits(w);
	for (size_t i = 0; i < w->count && w->shared; i++)
		run_ahead(w->batch[i], w->db);
	w->seq = w->base;
}

/* Runs the calls, as many as time allows, in one transaction; *done of them. */
static enum store_result
try_batch(struct writer *w, size_t *done)
{
	int64_t until;
	bool whole;

	begin(w); /* may wait long for the lock of the writers */
	until = clock_monotonic() + (w->shared ? BATCH_MS_FAR : BATCH_MS);
	whole = !db_failed(w->db);
	w->alone = w->count == 1;
	w->kept = *done = 0;
	while (*done < w->count && whole) {
		whole = write_one(w, w->batch[(*done)++]);
		if (clock_monotonic() >= until)
			break;
	}
	if (whole && w->kept > 0)
		return store_commit(w->db);
	store_rollback(w->db);
	return whole ? STORE_OK : store_why(w->db);
}

/* Writes some of the calls and commits them. What the database takes back for
 * no fault of the calls is tried again. */
static void
write_batch(struct writer *w)
{
	enum store_result r;
	size_t done;
	int tries = 1;

	while ((r = try_batch(w, &done)) == STORE_AGAIN &&
	    (done > 0 || tries == 1) && tries++ < TRIES_MAX) {
		log_line(LOG_WARN, "commit.again",
		    LOG_T("why", store_error(w->db)),
		    LOG_N("calls", (int64_t)w->count));
		for (size_t i = 0; i < done; i++)
			run_forget(w->batch[i]);
	}
	if (done == 0) /* there is no database: nobody was asked */
		done = w->count;
	finish(w, done, r);
}

/* A WAL that may grow does so with each commit, and the file system then has a
 * size to write down beside the pages: half as many commits a second. */
static void
trim_wal(struct writer *w)
{
	int64_t pages = store_wal_pages(w->db);

	if (pages < WAL_PAGES)
		w->trim_at = WAL_PAGES;
	if (pages < w->trim_at)
		return;
	switch (atomic_load(&w->engine->trim)) {
	case TRIM_NONE:
		atomic_store(&w->engine->trim, TRIM_COPYING);
		queue_put(w->engine->upkeep.queue, w->engine);
		break;
	case TRIM_COPYING:
		break;
	case TRIM_COPIED:
		store_checkpoint(w->db);
		atomic_store(&w->engine->trim, TRIM_NONE);
		w->trim_at = pages + WAL_PAGES / 4; /* if a reader is in the way */
		break;
	}
}

void *
writer_main(void *arg)
{
	struct pool *pool = arg;
	struct writer w = { .engine = pool->engine, .queue = pool->queue };

	w.db = store_open(pool->engine->settings->store, STORE_WRITER);
	w.shared = store_file(pool->engine->settings->store) == NULL;
	while (w.count > 0 || (w.batch[0] = queue_get(w.queue)) != NULL) {
		if (w.count == 0)
			w.count = 1;
		if (atomic_load(&w.engine->healthy)) {
			write_batch(&w);
			trim_wal(&w);
		} else {
			fail_calls(&w, w.count, STORE_UNKNOWN);
			answer(&w, w.count);
		}
	}
	store_close(w.db);
	return NULL;
}
