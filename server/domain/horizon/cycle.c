/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cycle.c - the watch list: what moved since the last cycle was closed.
 *
 * Closing a cycle keeps how every signal stands at that moment. What moved is
 * seen by holding the present beside it, so there is nothing to maintain.
 */
#include "domain/horizon/signal.h"

#define CYCLES_MAX 50

struct cycle {
	int64_t id, community, number, closed_by, closed_at, signal_count;
};

struct cycle_query {
	int64_t community;
};

struct watch_query {
	int64_t community, since; /* a cycle; 0: the last one */
};

struct stood {
	int64_t signal;
	const char *state, *horizon, *sure, *note;
};

struct watch {
	int64_t seq;
	struct list signals, cycles, stood;
};

static const struct field cycle_fields[] = {
	F_ID(cycle, id), F_ID(cycle, community), F_ID(cycle, number),
	F_ID(cycle, closed_by), F_AT(cycle, closed_at),
	F_INT(cycle, signal_count, 0, FIELD_INT_MAX), F_END
};
static const struct field cycle_query_input[] = {
	F_ID(cycle_query, community), F_END
};
static const struct field watch_query_input[] = {
	F_ID(watch_query, community), F_REF(watch_query, since), F_END
};
static const struct field stood_fields[] = {
	F_ID(stood, signal), F_CHOICE(stood, state, signal_states),
	F_CHOICE(stood, horizon, signal_horizons),
	F_CHOICE(stood, sure, signal_sures), F_TEXT_OPT(stood, note, NOTE_MAX),
	F_END
};
static const struct field watch_output[] = {
	F_INT(watch, seq, 0, FIELD_INT_MAX),
	F_LIST(watch, signals, signal, signal_fields, SIGNALS_MAX),
	F_LIST(watch, cycles, cycle, cycle_fields, CYCLES_MAX),
	F_LIST(watch, stood, stood, stood_fields, FIELD_INT_MAX), F_END
};

static enum err
cycle_close(struct call *c)
{
	const struct cycle_query *in = c->in;
	struct cycle y = { .community = in->community, .closed_by = c->member,
		.closed_at = c->now };

	if (!access_community(c, y.community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, y.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Cycles are closed by coordinators.");
	y.id = event_seq(c);
	y.number = db_number(c->db, CYCLE_LAST, y.community) + 1;
	db_put(c->db, CYCLE_INSERT, cycle_fields, &y);
	y.signal_count = db_changed(c->db, CYCLE_KEEP, y.id, y.community);
	db_run(c->db, CYCLE_COUNT, y.signal_count, y.id);
	event_emit(c, "cycle.closed", AUDIENCE(AUDIENCE_COMMUNITY, y.community),
	    y.community, &y);
	return call_reply(c, cycle_fields, &y);
}

/* The cycle, or the last one if none is named; 0: it is not among these. */
static int64_t
cycle_among(const struct list *cycles, int64_t id)
{
	const struct cycle *y = cycles->at;

	for (size_t i = 0; i < cycles->count; i++)
		if (id == 0 || y[i].id == id)
			return y[i].id;
	return 0;
}

static enum err
signal_watch(struct call *c)
{
	const struct watch_query *in = c->in;
	struct watch out = { .seq = event_last(c) };
	int64_t since;

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.cycles = db_all(c->db, CYCLE_PAGE, cycle_fields,
	    sizeof(struct cycle), in->community);
	since = cycle_among(&out.cycles, in->since);
	if (in->since != 0 && since == 0)
		return call_fail(c, E_NOT_FOUND, "There is no such cycle.");
	out.signals = db_all(c->db, SIGNAL_WATCHED, signal_fields,
	    sizeof(struct signal), in->community, since);
	out.stood = db_all(c->db, CYCLE_STANDINGS, stood_fields,
	    sizeof(struct stood), since);
	return call_reply(c, watch_output, &out);
}

const struct method cycle_methods[] = {
	{ .name = "cycle.close", .kind = WRITE, .who = WHO_MEMBER,
	  .in = cycle_query_input, .in_size = sizeof(struct cycle_query),
	  .out = cycle_fields, .run = cycle_close,
	  .doc = "Keeps how every signal stands, to be compared with later; "
		 "for coordinators." },
	{ .name = "signal.watch", .kind = READ, .who = WHO_MEMBER,
	  .in = watch_query_input, .in_size = sizeof(struct watch_query),
	  .out = watch_output, .run = signal_watch,
	  .doc = "The signals that are watched, or were at the end of a cycle "
		 "(the last one, if none is named), and how all stood then; "
		 "for members." },
	{ 0 }
};

static const struct row cycle_row = {
	"cycle", cycle_fields, sizeof(struct cycle), CYCLE_GET, CYCLE_ALL,
};

const struct event_kind cycle_events[] = {
	{ .name = "cycle.closed", .row = &cycle_row,
	  .doc = "A cycle was closed: what moves from now on is new." },
	{ 0 }
};
