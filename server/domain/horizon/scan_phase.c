/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_phase.c - a scan as a machine: gather, rate, feedback, rate ..., report.
 *
 * A phase ends at its announced time, and the server says so even when it was
 * down then. What follows begins when it really begins and lasts its full
 * length, so that no outage takes days from anybody. A coordinator may move on
 * earlier, or give more time to a round; never less than was announced.
 */
#include "domain/horizon/scan.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/secret.h"

#include "domain/closing.h"

struct advancing {
	int64_t scan;
	bool finish;
	const char *why;
};

/* Input of the chore, found in the slow half. */
struct stepping {
	struct scan_ending reckoned; /* lacks nothing but this: */
	struct scan_progress progress;
};

struct rescheduling {
	int64_t scan, ends_at;
	const char *why;
};

const struct field scan_round_fields[] = {
	F_INT(scan_round, round, 1, ROUNDS_MAX), F_AT(scan_round, opened_at),
	F_TIME(scan_round, closed_at),
	F_INT(scan_round, invited, 0, PANEL_MAX),
	F_INT(scan_round, items, 0, ITEMS_MAX),
	F_MAYBE(scan_round, answered, 0, PANEL_MAX),
	F_MAYBE(scan_round, finished, 0, PANEL_MAX),
	F_INT(scan_round, reminded, 0, FIELD_INT_MAX), F_END
};
static const struct field advancing_input[] = {
	F_ID(advancing, scan), F_BOOL(advancing, finish),
	F_TEXT_OPT(advancing, why, WHY_MAX), F_END
};
static const struct field rescheduling_input[] = {
	F_ID(rescheduling, scan), F_INT(rescheduling, ends_at, 1, FIELD_INT_MAX),
	F_TEXT(rescheduling, why, 1, WHY_MAX), F_END
};

static void
move(struct call *c, struct scan *s, const char *phase, int64_t ends_at)
{
	s->phase = phase;
	s->phase_at = c->now;
	s->ends_at = ends_at;
	db_put(c->db, SCAN_MOVE, scan_fields, s);
	scan_tell(c, "scan.moved", s, s);
}

/* Who is asked from now on: those who were, and who has come since. */
static int64_t
gather_panel(struct call *c, const struct scan *s)
{
	if (strcmp(s->panel, "community") == 0)
		db_run(c->db, PANELLIST_EVERYBODY, s->id);
	if (strcmp(s->divide, "none") != 0)
		db_run(c->db, PANELLIST_DIVIDE, s->divide, s->id);
	return db_number(c->db, PANELLIST_COUNT, s->id);
}

/* Why the first round cannot begin; NULL: it can. */
static const char *
not_ready(struct call *c, const struct scan *s, int64_t panel)
{
	if (s->item_count == 0)
		return "There is no item to rate yet. Add some first.";
	if (panel < s->minimum)
		return arena_printf(c->arena,
		    "The panel has %d members, and of fewer than %d answers "
		    "nothing may be shown. Invite more people first.",
		    (int)panel, (int)s->minimum);
	return NULL;
}

static void
freeze(struct call *c, struct scan *s)
{
	char hash[SECRET_HASH_LEN + 1];

	s->rules = scan_rules_text(c, s);
	secret_sha256(s->rules, strlen(s->rules), hash);
	s->rules_hash = arena_text(c->arena, hash);
	s->frozen_at = c->now;
}

static void
begin_round(struct call *c, struct scan *s, int64_t panel)
{
	if (s->round == 0)
		freeze(c, s);
	s->round++;
	s->panel_count = panel;
	s->answered = 0;
	db_run(c->db, SCAN_ROUND_INSERT, s->id, s->round, c->now, panel,
	    (int64_t)scan_items_open(c, s).count);
	move(c, s, "rate", c->now + s->round_days * DAY);
	scan_note(c, s, (struct scan_change){ .kind = "round_opened",
	    .became = { true, s->ends_at } });
}

/* The salt goes: from now on nobody can tell whose answers these are. */
static void
report(struct call *c, struct scan *s)
{
	s->closed_at = c->now;
	db_run(c->db, SCAN_SALT_ERASE, s->id);
	c->wipe = true;
	move(c, s, "report", 0);
	scan_note(c, s, (struct scan_change){ .kind = "reported" });
}

static void
begin_next(struct call *c, struct scan *s)
{
	struct scan next = *s;

	next.round++;
	if (scan_items_open(c, &next).count == 0)
		report(c, s);
	else
		begin_round(c, s, gather_panel(c, s));
}

/* Or a part of that, with more to come: see scan_end.c. */
static void
end_round(struct call *c, struct scan *s, const struct scan_progress *progress)
{
	if (!scan_end_round(c, s, progress)) {
		c->again = true;
		return;
	}
	scan_note(c, s, (struct scan_change){ .kind = "round_closed" });
	if (s->round >= s->rounds)
		report(c, s);
	else if (s->feedback_days > 0)
		move(c, s, "feedback", c->now + s->feedback_days * DAY);
	else
		begin_next(c, s);
}

/* Its time is over now. A large round has more to be done than one call may:
 * the chore goes on with it. */
static void
end_round_now(struct call *c, struct scan *s)
{
	s->ends_at = c->now;
	end_round(c, s, NULL);
	if (!scan_is(s, "rate"))
		return;
	db_put(c->db, SCAN_MOVE, scan_fields, s);
	scan_tell(c, "scan.moved", s, s);
}

/* A round that nobody can see anything of is not closed by hand. */
static bool
may_close_round(struct call *c, const struct scan *s)
{
	if (db_number(c->db, SCAN_BALLOT_VOICES, s->id, s->round,
	    s->minimum) >= s->minimum)
		return true;
	call_fail(c, E_CONFLICT, arena_printf(c->arena,
	    "Fewer than %d panellists have answered, so nothing could be "
	    "shown. Give the round more time instead.", (int)s->minimum));
	return false;
}

static bool
advance_by_hand(struct call *c, struct scan *s, bool finish)
{
	const char *why;
	int64_t panel;

	if (scan_is(s, "gather")) {
		panel = gather_panel(c, s);
		why = finish ? "Nothing has been rated yet, so there is no "
			       "report to write."
			     : not_ready(c, s, panel);
		if (why != NULL)
			return call_fail(c, E_CONFLICT, why) == OK;
		begin_round(c, s, panel);
		return true;
	}
	if (scan_is(s, "rate") && !may_close_round(c, s))
		return false;
	if (scan_is(s, "rate"))
		end_round_now(c, s);
	else if (finish)
		report(c, s);
	else
		begin_next(c, s);
	return true;
}

/* Can its phase be changed? If not, the call has failed. */
static bool
may_change(struct call *c, const struct scan *s)
{
	if (scan_is(s, "report"))
		call_fail(c, E_CONFLICT, "The scan is over.");
	else if (scan_is(s, "rate") && scan_is_ending(c, s))
		call_fail(c, E_CONFLICT, "This round is over. Its results are "
					 "being reckoned; this takes a moment.");
	return c->err == OK;
}

static enum err
scan_advance(struct call *c)
{
	const struct advancing *in = c->in;
	struct scan s;

	if (!scan_pick(c, in->scan, MAY_RUN, &s) || !may_change(c, &s))
		return c->err;
	if (in->finish && scan_is(&s, "rate"))
		return call_fail(c, E_CONFLICT,
		    "A round is open. Close it first, then finish the scan.");
	if (s.ends_at != 0 && (in->why == NULL || in->why[0] == '\0'))
		return call_invalid(c, "why",
		    "Say why this comes before the announced time; the report "
		    "shows it.");
	if (s.ends_at != 0)
		scan_note(c, &s, (struct scan_change){ .kind = "moved_early",
		    .was = { true, s.ends_at }, .became = { true, c->now },
		    .why = in->why });
	if (!advance_by_hand(c, &s, in->finish))
		return c->err;
	return call_reply(c, scan_fields, &s);
}

static enum err
scan_reschedule(struct call *c)
{
	const struct rescheduling *in = c->in;
	struct maybe was = { false, 0 };
	struct scan s;

	if (!scan_pick(c, in->scan, MAY_RUN, &s) || !may_change(c, &s))
		return c->err;
	if (!closing_valid(c, in->ends_at, s.zone)) {
		c->field = "ends_at";
		return c->err;
	}
	if (scan_is(&s, "rate") && in->ends_at < s.ends_at)
		return call_invalid(c, "ends_at", arena_printf(c->arena,
		    "The panel was told %s. A round gets more time, never "
		    "less.", closing_words(c, s.ends_at, s.zone)));
	if (s.ends_at != 0)
		was = (struct maybe){ true, s.ends_at };
	s.ends_at = in->ends_at;
	db_put(c->db, SCAN_MOVE, scan_fields, &s);
	scan_tell(c, "scan.moved", &s, &s);
	scan_note(c, &s, (struct scan_change){ .kind = "rescheduled",
	    .was = was, .became = { true, s.ends_at }, .why = in->why });
	return call_reply(c, scan_fields, &s);
}

/* The time for gathering is over; when nothing can be rated, all wait. */
static void
end_gathering(struct call *c, struct scan *s)
{
	int64_t panel = gather_panel(c, s);
	const char *why = not_ready(c, s, panel);

	if (why == NULL) {
		begin_round(c, s, panel);
		return;
	}
	scan_note(c, s, (struct scan_change){ .kind = "waits", .why = why });
	move(c, s, "gather", 0);
}

/* Who took part is reckoned from all ballots: too long for the fast half. */
static enum err
scan_step_prepare(struct call *c)
{
	struct stepping *in = c->in;
	struct scan_ending e;
	struct scan s;

	in->reckoned = (struct scan_ending){ 0 };
	if (!scan_ending(c, &e) || !scan_ending_reckoned(c, &e) ||
	    !db_get(c->db, SCAN_GET, scan_fields, &s, e.scan, c->member))
		return OK;
	scan_progress(c, &s, &in->progress);
	in->reckoned = e;
	return OK;
}

/* Goes on with a round that is being closed. */
static void
go_on(struct call *c, const struct scan_ending *e)
{
	const struct stepping *in = c->in;
	bool seen = in->reckoned.scan == e->scan &&
	    in->reckoned.round == e->round;
	struct scan s;

	if (e->shown)
		scan_end_empty(c, e);
	else if (db_get(c->db, SCAN_GET, scan_fields, &s, e->scan, c->member))
		end_round(c, &s, seen ? &in->progress : NULL);
}

static enum err
scan_step(struct call *c)
{
	struct scan_ending e;
	struct scan s;

	if (scan_ending(c, &e)) {
		c->again = true;
		go_on(c, &e);
		return call_done(c);
	}
	if (!db_get(c->db, SCAN_DUE, scan_fields, &s, c->now))
		return call_done(c);
	c->again = true;
	if (scan_is(&s, "gather"))
		end_gathering(c, &s);
	else if (scan_is(&s, "rate"))
		end_round(c, &s, NULL);
	else
		begin_next(c, &s);
	return call_done(c);
}

const struct method scan_phase_methods[] = {
	{ .name = "scan.advance", .kind = WRITE, .who = WHO_MEMBER,
	  .in = advancing_input, .in_size = sizeof(struct advancing),
	  .out = scan_fields, .run = scan_advance,
	  .doc = "Ends a phase before its time and begins the next one, or "
		 "(finish) goes to the report from between two rounds; for "
		 "coordinators." },
	{ .name = "scan.reschedule", .kind = WRITE, .who = WHO_MEMBER,
	  .in = rescheduling_input, .in_size = sizeof(struct rescheduling),
	  .out = scan_fields, .run = scan_reschedule,
	  .doc = "Lets the phase end at another time, with the reason; for "
		 "coordinators. A round gets more time, never less." },
	{ .name = "scan.step", .kind = WRITE, .who = WHO_SERVER,
	  .lane = LANE_HEAVY, .in_size = sizeof(struct stepping),
	  .prepare = scan_step_prepare, .run = scan_step, .every = CLOSING_EVERY,
	  .doc = "Changes the phase of the scans whose time has come." },
	{ 0 }
};
