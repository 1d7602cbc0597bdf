/* SPDX-License-Identifier: Apache-2.0 */
/*
 * engine.c - from the edge to a lane and back.
 *
 * Everything here but the thread bodies runs on the loop thread. The lanes meet
 * in bounded queues; a full one answers `busy`. Answers come back by one queue
 * and one eventfd, and the events of a loop turn go to the hub before it is
 * flushed once.
 */
#include "soundings/engine.h"

#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/metric.h"
#include "soundings/secret.h"
#include "soundings/settings.h"
#include "soundings/store.h"

#include "engine/lanes.h"

/* Replies larger than this are not kept for the next job. */
#define SPARE_REPLY (256 * 1024)
#define TOUCH_AFTER (10 * MINUTE)
#define SHORT_TEXT  2048
#define WAL_QUIET_BYTES_PAGES 16384 /* 64 MiB of 4 KiB pages */

void
engine_answer(struct engine *e, struct job *j)
{
	bool put = queue_put(e->done, j);

	invariant(put); /* it has room for all that the lanes can hold */
}

/* An eventfd, because after uv_async_send the loop spins until the sender has
 * left it (libuv 1.44), and on one core the sender cannot. */
void
engine_wake(struct engine *e)
{
	const uint64_t one = 1;

	invariant(write(e->wake, &one, sizeof(one)) == sizeof(one));
}

static void
read_one(struct job *j, struct db *db)
{
	store_begin(db);
	if (j->method->kind == READ)
		run_call(j, db);
	else
		run_prepare(j, db);
	store_rollback(db);
}

/* Reads the copy, if there is one and it is as new as the store; what fails
 * there is not known to the caller. */
static void
read_where_best(struct job *j, struct db *db, struct replica *replica)
{
	struct db *copy = j->method->kind == READ
	    ? replica_ready(replica, db, j->call.arena)
	    : NULL;

	if (copy != NULL) {
		read_one(j, copy);
		if (store_why(copy) == STORE_OK)
			return;
		replica_rest(replica);
		run_forget(j);
	}
	read_one(j, db);
	if (store_why(db) == STORE_AGAIN) {
		run_forget(j);
		read_one(j, db);
	}
}

/* A reader: answers READs, does the slow half of WRITEs and hands them on. */
static void *
reader_main(void *arg)
{
	struct pool *pool = arg;
	struct engine *e = pool->engine;
	struct db *db = store_open(e->settings->store, STORE_READER);
	struct replica replica;
	struct job *j;

	replica_open(&replica, e->settings);
	while ((j = queue_get(pool->queue)) != NULL) {
		read_where_best(j, db, &replica);
		if (j->method->kind == WRITE && j->call.err == OK) {
			if (queue_put(e->writer.queue, j))
				continue;
			call_fail(&j->call, E_BUSY,
			    "The server is busy. Please try again in a moment.");
		}
		engine_answer(e, j);
		engine_wake(e);
	}
	replica_close(&replica);
	store_close(db);
	return NULL;
}

/* What sched_setattr(2) takes; no header of Debian 12 has it beside pthread.h. */
struct sched_wish {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period; /* ns */
};

/* Readers that give way to all others at once. Niceness alone does not: since
 * 6.6 the kernel lets a thread end its slice even so, and pages waited twice to
 * three times as long beside two searches as alone. Who asks for long slices is
 * put off by all who do not (6.12 and later; before that it changes nothing). */
static void *
search_main(void *arg)
{
	struct sched_wish wish = { .size = sizeof(wish),
		.nice = SEARCH_NICE, .runtime = SEARCH_SLICE };

	if (syscall(SYS_sched_setattr, 0, &wish, 0) != 0)
		setpriority(PRIO_PROCESS, 0, SEARCH_NICE);
	return reader_main(arg);
}

/* Readers for what takes a tenth of a second and more. The kernel has a niceness
 * for each thread, and a converter that is started here inherits it; it must
 * not starve where the machine is full, so that searches have their own. */
static void *
heavy_main(void *arg)
{
	setpriority(PRIO_PROCESS, 0, HEAVY_NICE);
	return reader_main(arg);
}

/* Keeps the WAL small, beside the writer. */
static void *
upkeep_main(void *arg)
{
	struct pool *pool = arg;
	struct db *db = store_open(pool->engine->settings->store,
	    STORE_WRITER);
	int64_t pages;
	bool wipe;

	while (queue_get(pool->queue) != NULL) {
		bool asked = atomic_load(&pool->engine->trim) == TRIM_COPYING;

		pages = store_checkpoint(db);
		if (asked)
			atomic_store(&pool->engine->trim, TRIM_COPIED);
		metric_set(METRIC_WAL_PAGES, pages);
		wipe = atomic_exchange(&pool->engine->wipe, false);
		if ((pages > WAL_QUIET_BYTES_PAGES || wipe) &&
		    !store_truncate_wal(db) && wipe)
			atomic_store(&pool->engine->wipe, true);
	}
	store_close(db);
	return NULL;
}

static void
pool_start(struct engine *e, struct pool *l, size_t limit, size_t threads,
    void *(*body)(void *))
{
	l->engine = e;
	l->queue = queue_new(limit);
	l->threads = threads;
	for (size_t i = 0; i < threads; i++)
		if (pthread_create(&l->thread[i], NULL, body, l) != 0)
			fatal("cannot start a thread; are there too many?");
}

static void
pool_stop(struct pool *l)
{
	queue_close(l->queue);
	for (size_t i = 0; i < l->threads; i++)
		pthread_join(l->thread[i], NULL);
	l->threads = 0;
}

static void
touched(struct job *j)
{
	engine_release(j->user, j);
}

/* Notes that a session is in use, to the nearest ten minutes. */
static void
touch_session(struct engine *e, int64_t session)
{
	struct job *j = engine_job(e);
	int64_t *in = arena_get(j->call.arena, sizeof(*in));

	*in = session;
	j->call.in = in;
	j->call.server = true;
	j->method = method_find("session.touch");
	j->done = touched;
	j->user = e;
	engine_submit(e, j, NULL);
}

static void
answered(struct engine *e, struct job *j)
{
	struct call *c = &j->call;

	metric_add(METRIC_CALLS, 1);
	if (c->err != OK)
		metric_add(METRIC_CALLS_FAILED, 1);
	if (c->err == E_BUSY)
		metric_add(METRIC_CALLS_BUSY, 1);
	if (c->err == OK && j->seen_at != 0 &&
	    c->now - j->seen_at > TOUCH_AFTER)
		touch_session(e, c->session);
	e->pending--;
	j->done(j);
}

/* Brings what the lanes have answered to the edge and to the hub. */
static void
collect(struct engine *e)
{
	struct job *jobs[BATCH_MAX];
	size_t n;

	while ((n = queue_take(e->done, (void **)jobs, BATCH_MAX)) > 0) {
		for (size_t i = 0; i < n; i++)
			if (jobs[i]->call.events != NULL)
				merge_events(e, jobs[i]->call.events);
		for (size_t i = 0; i < n; i++)
			answered(e, jobs[i]);
	}
	ear_collect(e);
	hub_flush(e->hub);
	if (!engine_healthy(e))
		uv_stop(e->loop);
}

static void
on_woken(uv_poll_t *woken, int status, int what)
{
	struct engine *e = woken->data;
	uint64_t times;

	(void)status;
	(void)what;
	if (read(e->wake, &times, sizeof(times)) == sizeof(times))
		collect(e);
}

static void
on_tick(uv_timer_t *tick)
{
	struct engine *e = tick->data;

	queue_put(e->upkeep.queue, e); /* full: it is looking already */
}

struct engine *
engine_new(const struct settings *s, struct uv_loop_s *loop, struct hub *hub)
{
	struct engine *e = need_zeroed(1, sizeof(*e));

	e->settings = s;
	e->loop = loop;
	e->hub = hub;
	e->arena = arena_new();
	atomic_store(&e->healthy, true);
	epoch_start(e);
	e->db = store_open(s->store, STORE_READER);
	hub_start(hub, engine_seq(e));
	atomic_store(&e->told, engine_seq(e));
	e->done = queue_new(2 * LANE_LIMIT + 2 * HEAVY_LIMIT + 4 * BATCH_MAX);
	e->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	e->heard = queue_new(HEARD_LIMIT);
	e->ear = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (e->wake < 0 || e->ear < 0)
		fatal("cannot make an eventfd: too many open files?");
	uv_poll_init(loop, &e->woken, e->wake);
	e->woken.data = e;
	uv_poll_start(&e->woken, UV_READABLE, on_woken);
	uv_timer_init(loop, &e->tick);
	e->tick.data = e;
	uv_timer_start(&e->tick, on_tick, SECOND, SECOND);
	pool_start(e, &e->writer, LANE_LIMIT, 1, writer_main);
	pool_start(e, &e->readers, LANE_LIMIT, (size_t)s->readers, reader_main);
	pool_start(e, &e->search, HEAVY_LIMIT, SEARCH_THREADS, search_main);
	pool_start(e, &e->heavy, HEAVY_LIMIT, HEAVY_THREADS, heavy_main);
	pool_start(e, &e->upkeep, 1, 1,
	    store_file(s->store) != NULL ? upkeep_main : ear_main);
	return e;
}

size_t
engine_pending(const struct engine *e)
{
	return e->pending;
}

void
engine_stop(struct engine *e)
{
	for (size_t i = 0; i < e->chore_count; i++)
		uv_close((uv_handle_t *)&e->chore[i].timer, NULL);
	uv_close((uv_handle_t *)&e->tick, NULL);
	pool_stop(&e->readers);
	pool_stop(&e->search);
	pool_stop(&e->heavy);
	pool_stop(&e->writer);
	atomic_store(&e->stopping, true);
	ear_look(e);
	pool_stop(&e->upkeep);
	collect(e);
	uv_close((uv_handle_t *)&e->woken, NULL);
}

void
engine_free(struct engine *e)
{
	struct job *j;

	while ((j = e->spare) != NULL) {
		e->spare = j->next;
		arena_free(j->call.arena);
		buffer_free(&j->call.reply);
		free(j);
	}
	queue_free(e->readers.queue);
	queue_free(e->search.queue);
	queue_free(e->heavy.queue);
	queue_free(e->writer.queue);
	queue_free(e->upkeep.queue);
	queue_free(e->done);
	queue_free(e->heard);
	merge_free(e);
	close(e->wake);
	close(e->ear);
	store_close(e->db);
	arena_free(e->arena);
	free(e);
}

struct job *
engine_job(struct engine *e)
{
	struct job *j = e->spare;
	struct arena *arena;
	struct buffer reply;

	if (j == NULL) {
		j = need_zeroed(1, sizeof(*j));
		j->call.arena = arena_new();
	} else {
		e->spare = j->next;
		arena = j->call.arena;
		reply = j->call.reply;
		memset(j, 0, sizeof(*j));
		j->call.arena = arena;
		j->call.reply = reply;
	}
	j->call.settings = e->settings;
	return j;
}

void
engine_release(struct engine *e, struct job *j)
{
	arena_reset(j->call.arena);
	if (j->call.reply.room > SPARE_REPLY)
		buffer_free(&j->call.reply);
	else
		buffer_clear(&j->call.reply);
	j->next = e->spare;
	e->spare = j;
}

/* The retry key belongs to this method with this input, and to no other. */
static void
hash_intent(struct job *j, const struct json *params)
{
	struct buffer b = { 0 };

	buffer_text(&b, j->method->name);
	if (params != NULL)
		json_write(&b, params);
	secret_digest(b.at, b.len, j->key_hash);
	buffer_free(&b);
}

static bool
decode(struct job *j, const struct json *params)
{
	static const struct field nothing[] = { F_END };
	const struct method *m = j->method;
	struct record_error error = { 0 };
	struct call *c = &j->call;

	if (c->in != NULL)
		return true;
	c->in = arena_get(c->arena, m->in_size);
	if (record_decode(c->arena, m->in != NULL ? m->in : nothing, m->in_size,
	    params, c->in, &error))
		return true;
	call_invalid(c, error.field, error.why);
	return false;
}

/* The slow half of a WRITE belongs on a reader, so that other writers do not
 * wait for it. When there is no other, the trip costs more than it saves; and
 * so it does where a short text is to be made HTML: 5 us, beside 20 for the
 * trip and a second look at the session. */
static bool
is_slow(const struct engine *e, const struct job *j)
{
	const struct method *m = j->method;

	return m->prepare != NULL && e->pending > 1 &&
	       (!m->renders || j->size > SHORT_TEXT);
}

static struct pool *
pool_of(struct engine *e, const struct job *j)
{
	const struct method *m = j->method;

	if (m->lane == LANE_SEARCH)
		return &e->search;
	if (m->lane == LANE_HEAVY)
		return &e->heavy;
	if (e->readers.threads == 0)
		return &e->writer;
	if (m->kind == READ || is_slow(e, j))
		return &e->readers;
	return &e->writer;
}

void
engine_submit(struct engine *e, struct job *j, const struct json *params)
{
	struct call *c = &j->call;

	e->pending++;
	if (j->method->anonymous)
		j->key = NULL;
	if (!c->server)
		e->asked++;
	if (j->method->who == WHO_SERVER && !c->server) {
		call_fail(c, E_NOT_FOUND, "there is no such method");
	} else if (decode(j, params)) {
		if (j->key != NULL)
			hash_intent(j, params);
		if (queue_put(pool_of(e, j)->queue, j))
			return;
		call_fail(c, E_BUSY,
		    "The server is busy. Please try again in a moment.");
	}
	answered(e, j);
}

bool
engine_healthy(const struct engine *e)
{
	return atomic_load(&e->healthy);
}

int64_t
engine_seq(const struct engine *e)
{
	return atomic_load(&e->seq);
}
