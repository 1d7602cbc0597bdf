/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rsvp.c - whether somebody comes to a meeting.
 *
 * Until it begins everybody may answer, and answer otherwise; all members see
 * who comes. A seat is taken by a yes and by nothing else: nobody waits in line,
 * who would is told that a seat may become free.
 */
#include <string.h>

#include "soundings/base.h"

#include "domain/threads/threads.h"

struct answering {
	int64_t thread;
	const char *answer;
};

struct rsvp {
	int64_t meeting, member;
	const char *answer;
	int64_t answered_at;
};

const char *const rsvp_answers[] = { "yes", "maybe", "no", NULL };

static const struct field answering_input[] = {
	F_ID(answering, thread), F_CHOICE(answering, answer, rsvp_answers),
	F_END
};
static const struct field rsvp_fields[] = {
	F_ID(rsvp, meeting), F_ID(rsvp, member),
	F_CHOICE(rsvp, answer, rsvp_answers), F_AT(rsvp, answered_at), F_END
};

/* If there is no seat left, the call has failed. */
static bool
has_seat(struct call *c, const struct meeting *m)
{
	if (m->seats != 0 &&
	    db_number(c->db, RSVP_SEATS, m->id, c->member) >= m->seats)
		call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "All seats are taken (%lld). Answer \"maybe\" and look "
		    "again later: a seat is free when somebody gives theirs "
		    "back.", (long long)m->seats));
	return c->err == OK;
}

static enum err
rsvp_give(struct call *c)
{
	const struct answering *in = c->in;
	struct rsvp r = { .meeting = in->thread, .member = c->member,
		.answer = in->answer, .answered_at = c->now };
	const char *before;
	struct meeting m;

	if (!meeting_pick(c, in->thread, MAY_POST, &m) ||
	    !meeting_is_ahead(c, &m))
		return c->err;
	if (strcmp(in->answer, "yes") == 0 && !has_seat(c, &m))
		return c->err;
	before = db_text(c->db, RSVP_GET, m.id, c->member);
	db_put(c->db, RSVP_SET, rsvp_fields, &r);
	if (before == NULL || strcmp(before, r.answer) != 0)
		meeting_tell(c, "rsvp.given", &m);
	return call_reply(c, rsvp_fields, &r);
}

const struct method rsvp_methods[] = {
	{ .name = "rsvp.give", .kind = WRITE, .who = WHO_MEMBER,
	  .in = answering_input, .in_size = sizeof(struct answering),
	  .out = rsvp_fields, .run = rsvp_give,
	  .doc = "Says whether the caller comes to a meeting, also anew until "
		 "it begins; for members, who see each other's answers." },
	{ 0 }
};
