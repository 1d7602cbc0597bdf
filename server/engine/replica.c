/* SPDX-License-Identifier: Apache-2.0 */
/*
 * replica.c - reading from a copy that follows the store. On a reader's thread.
 *
 * Whoever has written something must find it with the next thing they read, on
 * whichever server: so the store is asked how far its log is on its disk, which
 * costs it next to nothing, and the copy is read only once it has followed up
 * to there. No session is remembered for this, and no clock is trusted.
 */
#include <time.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/metric.h"
#include "soundings/settings.h"
#include "soundings/store.h"

#include "engine/lanes.h"

#define PATIENCE 20   /* ms; a copy nearby follows within one or two */
#define STEP     1    /* ms */
#define REST     1000 /* ms that a copy which was behind is left alone */
#define NO_COPY  (-2) /* of store_replayed: it has been promoted */

void
replica_open(struct replica *r, const struct settings *s)
{
	*r = (struct replica){ .settings = s };
	if (s->store_replica[0] != '\0')
		r->db = store_open(s->store_replica, STORE_REPLICA);
}

void
replica_close(struct replica *r)
{
	if (r->db != NULL)
		store_close(r->db);
}

void
replica_rest(struct replica *r)
{
	if (!r->resting)
		log_line(LOG_WARN, "replica.behind",
		    LOG_T("why", store_error(r->db)));
	r->resting = true;
	r->rest_until = clock_monotonic() + REST;
	metric_add(METRIC_REPLICA_MISSES, 1);
}

/* A place in the log of the database, in a transaction of its own: what the
 * next one sees is at least as new. -1: there is no answer. */
static int64_t
place_of(struct db *db, enum sql which, struct arena *a)
{
	int64_t place;

	store_use(db, a);
	store_begin(db);
	place = db_number_vals(db, which, NULL, 0);
	if (db_failed(db))
		place = -1;
	store_rollback(db);
	return place;
}

/* Has the copy followed up to there, or does it soon? */
static bool
follows(struct replica *r, int64_t place, struct arena *a)
{
	const struct timespec step = { .tv_nsec = STEP * 1000000 };
	int64_t until = clock_monotonic() + PATIENCE, at;

	while ((at = place_of(r->db, STORE_REPLAYED, a)) < place) {
		if (at < 0 || clock_monotonic() >= until)
			break;
		nanosleep(&step, NULL);
	}
	if (at == NO_COPY) { /* another may be: the setting can name several */
		store_close(r->db);
		r->db = store_open(r->settings->store_replica, STORE_REPLICA);
	}
	return at >= place;
}

struct db *
replica_ready(struct replica *r, struct db *store, struct arena *a)
{
	int64_t place;

	if (r->db == NULL)
		return NULL;
	if (clock_monotonic() < r->rest_until) {
		metric_add(METRIC_REPLICA_MISSES, 1);
		return NULL;
	}
	place = place_of(store, STORE_FLUSHED, a);
	if (place < 0) /* there is no store: the call will say so */
		return NULL;
	if (!follows(r, place, a)) {
		replica_rest(r);
		return NULL;
	}
	if (r->resting)
		log_line(LOG_INFO, "replica.follows", LOG_N("place", place));
	r->resting = false;
	metric_add(METRIC_REPLICA_READS, 1);
	return r->db;
}
