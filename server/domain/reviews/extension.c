/* SPDX-License-Identifier: Apache-2.0 */
/*
 * extension.c - a round closes later than it was announced.
 *
 * The old time, the new one and the reason stay on record, and everyone who is
 * asked is told by mail as they wish. Who gets which mail is decided where it is
 * for all mail, by the log; here is only said that it may be.
 */
#include "soundings/base.h"

#include "domain/closing.h"
#include "domain/reviews/opening.h"

struct extending {
	int64_t round, closes_at;
	const char *zone, *reason;
};

const struct field extension_fields[] = {
	F_ID(extension, id), F_ID(extension, round), F_AT(extension, was_at),
	F_AT(extension, closes_at), F_TEXT(extension, reason, 1, REASON_MAX),
	F_ID(extension, made_by), F_AT(extension, made_at), F_END
};
static const struct field extending_input[] = {
	F_ID(extending, round), F_INT(extending, closes_at, 1, FIELD_INT_MAX),
	F_TEXT(extending, zone, 1, 64), F_TEXT(extending, reason, 1, REASON_MAX),
	F_END
};
static enum err
round_extend(struct call *c)
{
	const struct extending *in = c->in;
	struct extension e;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (r.closed_at != 0)
		return call_fail(c, E_CONFLICT,
		    "The round is closed, and a closed round stays closed. "
		    "Open a new one on this draft.");
	if (in->closes_at <= r.closes_at)
		return call_invalid(c, "closes_at",
		    "That is not later than it closes now. To close it "
		    "earlier, close it when the time has come.");
	if (!closing_valid(c, in->closes_at, in->zone) ||
	    !plan_leaves_room(c, r.document, in->closes_at))
		return c->err;
	e = (struct extension){
		.id = event_seq(c), .round = r.id, .was_at = r.closes_at,
		.closes_at = in->closes_at, .reason = in->reason,
		.made_by = c->member, .made_at = c->now,
	};
	db_put(c->db, EXTENSION_INSERT, extension_fields, &e);
	round_tell(c, "round.extended", &r, &e);
	db_run(c->db, ANNOUNCEMENT_INSERT, e.id, 0);
	r.closes_at = in->closes_at;
	round_change(c, "round.prolonged", &r);
	return call_reply(c, extension_fields, &e);
}

static enum err
round_announce(struct call *c)
{
	int64_t id = db_number(c->db, ANNOUNCEMENT_DUE, 0);
	struct extension e;
	struct round r;

	if (id == 0)
		return call_done(c);
	db_get(c->db, EXTENSION_GET, extension_fields, &e, id, 0);
	db_get(c->db, ROUND_GET, round_fields, &r, e.round, 0);
	event_note(c, "round.announced",
	    AUDIENCE(AUDIENCE_COORDINATORS, r.community), r.community, e.id);
	db_run(c->db, ANNOUNCEMENT_DONE, c->now, e.id);
	c->again = true;
	return call_done(c);
}

const struct method extension_methods[] = {
	{ .name = "round.extend", .kind = WRITE, .who = WHO_MEMBER,
	  .in = extending_input, .in_size = sizeof(struct extending),
	  .out = extension_fields, .run = round_extend,
	  .doc = "Lets a round close later, on record and announced by mail; "
		 "for coordinators." },
	{ .name = "round.announce", .kind = WRITE, .who = WHO_SERVER,
	  .run = round_announce, .every = CLOSING_EVERY,
	  .doc = "Says that a later closing time may be mailed." },
	{ 0 }
};

static const struct row extension_row = {
	"extension", extension_fields, sizeof(struct extension), EXTENSION_GET,
	EXTENSION_ALL,
};

const struct event_kind extension_events[] = {
	{ .name = "round.extended", .row = &extension_row,
	  .doc = "A round closes later, and why." },
	{ .name = "round.announced",
	  .doc = "A later closing time is told by mail." },
	{ 0 }
};
