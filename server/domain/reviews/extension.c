/* SPDX-License-Identifier: Apache-2.0 */
/*
 * extension.c - a round closes later than it was announced.
 *
 * The old time, the new one and the reason stay on record, and everyone who is
 * asked is told by mail. The mails are written by a chore, a few at a time, so
 * that a large community holds up nobody; what it has done so far is stored.
 */
#include "soundings/base.h"
#include "soundings/outbox.h"
#include "soundings/settings.h"

#include "domain/closing.h"
#include "domain/reviews/reviews.h"

#define MAILS_MOST 40 /* a turn */

struct extending {
	int64_t round, closes_at;
	const char *zone, *reason;
};

struct announcing {
	int64_t extension, told;
};

/* Who is to be told of it. */
struct told {
	int64_t member;
	const char *email, *display_name, *zone;
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
static const struct field announcing_stored[] = {
	F_ID(announcing, extension), F_INT(announcing, told, 0, FIELD_INT_MAX),
	F_END
};
static const struct field told_stored[] = {
	F_ID(told, member), F_TEXT(told, email, 1, FIELD_INT_MAX),
	F_TEXT(told, display_name, 0, FIELD_INT_MAX), F_TEXT(told, zone, 1, 64),
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
	if (!closing_valid(c, in->closes_at, in->zone))
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

static void
mail(struct call *c, const struct extension *e, const struct round *r,
    const struct told *to)
{
	const char *when = closing_words(c, e->closes_at, r->zone);

	outbox_put(c, &(struct outgoing){
		.kind = "deadline", .event = e->id, .member = to->member,
		.to = to->email, .to_name = to->display_name,
		.subject = arena_printf(c->arena, "More time: %s", r->title),
		.text = arena_printf(c->arena,
		    "The review \"%s\" stays open longer.\n\n"
		    "It now closes on %s.\n"
		    "It was to close on %s.\n\n"
		    "Why: %s\n\n"
		    "Read the draft and comment:\n%s/round/%lld\n",
		    r->title, when, closing_words(c, e->was_at, r->zone),
		    e->reason, c->settings->public_url, (long long)r->id),
		.community = r->community,
		.why = "you are asked to review this draft",
		.unsubscribe = "deadline",
	});
}

static enum err
round_announce(struct call *c)
{
	struct announcing a;
	struct extension e;
	struct round r;
	struct list list;
	const struct told *to;

	if (!db_get(c->db, ANNOUNCEMENT_DUE, announcing_stored, &a, 0))
		return call_done(c);
	db_get(c->db, EXTENSION_GET, extension_fields, &e, a.extension, 0);
	db_get(c->db, ROUND_GET, round_fields, &r, e.round, 0);
	list = db_all(c->db, ROUND_ASKS, told_stored, sizeof(*to), r.id,
	    a.told, MAILS_MOST);
	to = list.at;
	for (size_t i = 0; i < list.count; i++)
		mail(c, &e, &r, &to[i]);
	c->again = list.count == MAILS_MOST;
	if (c->again)
		db_run(c->db, ANNOUNCEMENT_TOLD, to[list.count - 1].member,
		    a.extension);
	else
		db_run(c->db, ANNOUNCEMENT_DONE, c->now, a.extension);
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
	  .doc = "Writes the mails that tell of a later closing time." },
	{ 0 }
};

static const struct row extension_row = {
	"extension", extension_fields, sizeof(struct extension), EXTENSION_GET,
	EXTENSION_ALL,
};

const struct event_kind extension_events[] = {
	{ .name = "round.extended", .row = &extension_row,
	  .doc = "A round closes later, and why." },
	{ 0 }
};
