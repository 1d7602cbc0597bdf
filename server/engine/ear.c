/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ear.c - what other servers of the same store have written. Own thread.
 *
 * It looks into the log when another server rings, when an event of ours waits
 * for one that it follows, and every second: a ring may be lost. It rings for
 * the others after our commits, at most every 20 ms. What it reads goes to the
 * loop; rows are as they are now.
 */
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/bell.h"
#include "soundings/clock.h"
#include "soundings/settings.h"
#include "soundings/store.h"

#include "engine/lanes.h"

#define RING_MS 20
#define LOOK_MS 1000
#define SLICE   500

struct ear {
	struct engine *engine;
	struct bell *bell;
	struct db *db;
	int64_t heard;     /* read up to here */
	int64_t rung_at;   /* monotonic */
	int64_t looked_at; /* monotonic */
};

void
ear_look(struct engine *e)
{
	const uint64_t one = 1;

	invariant(write(e->ear, &one, sizeof(one)) == sizeof(one));
}

void
ear_tell(struct engine *e)
{
	if (!atomic_exchange(&e->ring_due, true))
		ear_look(e);
}

/* Reads a slice of the log; false: there is no more, or no database. */
static bool
read_slice(struct ear *ear, int64_t upto)
{
	struct engine *e = ear->engine;
	struct job *j = need_zeroed(1, sizeof(*j));
	struct call *c = &j->call;
	int64_t last = 0;
	bool more;

	c->arena = arena_new();
	c->db = ear->db;
	store_use(ear->db, c->arena);
	store_begin(ear->db);
	c->events = event_again(c, ear->heard, upto, SLICE);
	if (db_failed(ear->db))
		c->events = NULL;
	store_rollback(ear->db);
	for (const struct event *at = c->events; at != NULL; at = at->next)
		last = at->seq;
	if (last == 0 || !queue_put(e->heard, j)) {
		ear_forget(j);
		return false;
	}
	engine_wake(e);
	more = last == ear->heard + SLICE;
	ear->heard = last;
	return more;
}

static void
look(struct ear *ear)
{
	int64_t told = atomic_load(&ear->engine->told);
	int64_t gap_end = atomic_load(&ear->engine->gap_end);

	ear->looked_at = clock_monotonic();
	if (told > ear->heard)
		ear->heard = told;
	while (read_slice(ear, gap_end != 0 ? gap_end - 1 : INT64_MAX))
		continue;
}

/* Rings if it is time; how long that may wait, at most. */
static int
ring(struct ear *ear)
{
	int64_t now = clock_monotonic();
	int64_t due = ear->rung_at + RING_MS - now;

	if (!atomic_load(&ear->engine->ring_due))
		return LOOK_MS;
	if (due > 0)
		return (int)due;
	atomic_store(&ear->engine->ring_due, false);
	ear->rung_at = now;
	bell_ring(ear->bell);
	return LOOK_MS;
}

void *
ear_main(void *arg)
{
	struct pool *pool = arg;
	struct engine *e = pool->engine;
	struct ear ear = { .engine = e };
	uint64_t times;
	bool rang;

	ear.bell = bell_new(e->settings->store);
	ear.db = store_open(e->settings->store, STORE_READER);
	while (!atomic_load(&e->stopping)) {
		rang = bell_wait(ear.bell, e->ear, ring(&ear));
		while (read(e->ear, &times, sizeof(times)) > 0)
			continue;
		if (rang || atomic_load(&e->gap_end) != 0 ||
		    clock_monotonic() - ear.looked_at >= LOOK_MS)
			look(&ear);
	}
	ring(&ear);
	store_close(ear.db);
	bell_free(ear.bell);
	return NULL;
}

void
ear_collect(struct engine *e)
{
	struct job *j;

	while (queue_take(e->heard, (void **)&j, 1) == 1) {
		merge_events(e, j->call.events);
		ear_forget(j);
	}
}

void
ear_forget(struct job *j)
{
	arena_free(j->call.arena);
	free(j);
}
