/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reviewer.c - who takes part in a round, and as whom.
 *
 * Everyone who says something is a reviewer with a number that stays theirs
 * for the round. Under pseudonyms the number is all that others see; a second
 * row, the identity, names the person to coordinators and to themselves. The
 * two are never joined in anything that is told to others.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/reviews/reviews.h"
#include "domain/reviews/round_rows.h"

/* How it is stored. */
struct taking_part {
	int64_t id, round, member, number;
};

struct declaring {
	int64_t round;
	const char *interests;
};

const struct field reviewer_fields[] = {
	F_ID(reviewer, id), F_ID(reviewer, round), F_ID(reviewer, number),
	F_REF(reviewer, member), F_TEXT_OPT(reviewer, interests, REASON_MAX),
	F_TIME(reviewer, declared_at), F_END
};
const struct field identity_fields[] = {
	F_ID(identity, id), F_ID(identity, round), F_ID(identity, member),
	F_END
};
static const struct field taking_part_stored[] = {
	F_ID(taking_part, id), F_ID(taking_part, round),
	F_ID(taking_part, member), F_ID(taking_part, number), F_END
};
static const struct field declaring_input[] = {
	F_ID(declaring, round), F_TEXT(declaring, interests, 1, REASON_MAX),
	F_END
};

static void
tell_identity(struct call *c, const struct round *r, int64_t id)
{
	struct identity i = { id, r->id, c->member };

	if (strcmp(r->names, "named") == 0)
		return; /* everyone sees who it is */
	event_emit(c, "reviewer.named", AUDIENCE(AUDIENCE_COORDINATORS,
	    r->community), r->community, &i);
	event_emit(c, "reviewer.named", AUDIENCE(AUDIENCE_MEMBER, c->member),
	    r->community, &i);
}

static void
join(struct call *c, const struct round *r, struct taking_part *t)
{
	*t = (struct taking_part){
		.id = event_seq(c), .round = r->id, .member = c->member,
		.number = 1 + db_number(c->db, REVIEWER_LAST, r->id),
	};
	db_put(c->db, REVIEWER_INSERT, taking_part_stored, t);
}

/* Tells those who read the comments, and the reviewer, who may not be among
 * them yet. */
static void
tell(struct call *c, const char *kind, const struct round *r,
    const struct reviewer *v)
{
	round_tell_readers(c, kind, r, v, c->member);
	if (!round_is_shown(r) && strcmp(r->visibility, "after_mine") == 0)
		event_emit(c, kind, AUDIENCE(AUDIENCE_MEMBER, c->member),
		    r->community, v);
}

struct reviewer
reviewer_take(struct call *c, const struct round *r)
{
	struct taking_part t;
	struct reviewer v;
	bool known = db_get(c->db, REVIEWER_FIND, taking_part_stored, &t,
	    r->id, c->member);

	if (!known)
		join(c, r, &t);
	db_get(c->db, REVIEWER_GET, reviewer_fields, &v, t.id, 0);
	if (!known) {
		tell(c, "reviewer.joined", r, &v);
		tell_identity(c, r, v.id);
	}
	return v;
}

struct reviewer
reviewer_comments(struct call *c, const struct round *r)
{
	struct reviewer v = reviewer_take(c, r);

	if (db_changed(c->db, REVIEWER_COMMENTED, c->now, v.id) > 0 &&
	    strcmp(r->visibility, "after_mine") == 0)
		event_note(c, "round.shown", AUDIENCE(AUDIENCE_MEMBER,
		    c->member), r->community, r->id);
	return v;
}

static enum err
reviewer_declare(struct call *c)
{
	const struct declaring *in = c->in;
	struct reviewer v;
	struct round r;

	if (!round_pick(c, in->round, MAY_POST, &r) ||
	    !round_takes(c, &r, ". Your text is kept."))
		return c->err;
	v = reviewer_take(c, &r);
	v.interests = in->interests;
	v.declared_at = c->now;
	db_run(c->db, REVIEWER_DECLARE, v.interests, v.declared_at, v.id);
	tell(c, "reviewer.declared", &r, &v);
	return call_reply(c, reviewer_fields, &v);
}

const struct method reviewer_methods[] = {
	{ .name = "reviewer.declare", .kind = WRITE, .who = WHO_MEMBER,
	  .in = declaring_input, .in_size = sizeof(struct declaring),
	  .out = reviewer_fields, .run = reviewer_declare,
	  .doc = "Declares the caller's interests; they stand beside their "
		 "comments in this round; for those who are asked." },
	{ 0 }
};

static const struct row reviewer_row = {
	"reviewer", reviewer_fields, sizeof(struct reviewer), REVIEWER_GET,
	REVIEWER_ALL,
};
static const struct row identity_row = {
	"identity", identity_fields, sizeof(struct identity), IDENTITY_GET,
	IDENTITY_ALL,
};

const struct event_kind reviewer_events[] = {
	{ .name = "reviewer.joined", .row = &reviewer_row,
	  .doc = "Somebody takes part in a round." },
	{ .name = "reviewer.declared", .row = &reviewer_row,
	  .doc = "A reviewer declared interests." },
	{ .name = "reviewer.named", .row = &identity_row,
	  .doc = "Who a reviewer under a pseudonym is; for coordinators and "
		 "the person." },
	{ 0 }
};
