/* SPDX-License-Identifier: Apache-2.0 */
/*
 * round_state.c - closing, pausing, what came of it, and "nothing to add".
 *
 * A round closes once: when its time has come or earlier by a coordinator. The
 * clock refuses late comments by itself; the chore only makes it visible. A
 * pause stops comments, not the clock: more time is given by an extension.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/reviews/reviews.h"
#include "domain/reviews/round_rows.h"

struct round_name {
	int64_t round;
};

struct pausing {
	int64_t round;
	const char *reason;
};

struct deciding {
	int64_t round;
	const char *outcome, *outcome_html;
	const char *seen; /* the outcome that is written anew; NULL: none */
};

struct section {
	int64_t round, clause;
};

static const struct field round_name_input[] = {
	F_ID(round_name, round), F_END
};
static const struct field pausing_input[] = {
	F_ID(pausing, round), F_TEXT(pausing, reason, 1, REASON_MAX), F_END
};
static const struct field deciding_input[] = {
	F_ID(deciding, round), F_TEXT(deciding, outcome, 1, BODY_MAX),
	F_TEXT_OPT(deciding, seen, BODY_MAX), F_END
};
static const struct field section_input[] = {
	F_ID(section, round), F_ID(section, clause), F_END
};
const struct field sign_off_fields[] = {
	F_ID(sign_off, id), F_AT(sign_off, at), F_END
};
const struct field section_sign_off_fields[] = {
	F_ID(section_sign_off, id), F_ID(section_sign_off, round),
	F_ID(section_sign_off, clause), F_AT(section_sign_off, at), F_END
};

/* Whose time had come was closed then, however late we are. */
static void
close_round(struct call *c, struct round *r)
{
	bool shown = round_is_shown(r);

	r->closed_at = c->now < r->closes_at ? c->now : r->closes_at;
	r->closed_by = c->member;
	round_change(c, "round.closed", r);
	if (!shown && round_is_shown(r))
		event_note(c, "round.revealed", round_audience(r),
		    r->community, r->id);
}

static enum err
round_close(struct call *c)
{
	const struct round_name *in = c->in;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (r.closed_at != 0)
		return call_fail(c, E_CONFLICT, "The round is closed already.");
	close_round(c, &r);
	return call_reply(c, round_fields, &r);
}

static enum err
round_close_due(struct call *c)
{
	struct list due = db_all(c->db, ROUND_DUE, round_fields,
	    sizeof(struct round), c->now);
	struct round *r = due.at;

	for (size_t i = 0; i < due.count; i++)
		close_round(c, &r[i]);
	return call_done(c);
}

static enum err
round_pause(struct call *c)
{
	const struct pausing *in = c->in;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r) ||
	    !round_takes(c, &r, "."))
		return c->err;
	r.paused_at = c->now;
	r.pause_reason = in->reason;
	round_change(c, "round.paused", &r);
	db_run(c->db, PAUSE_BEGIN, c->member, r.id);
	return call_reply(c, round_fields, &r);
}

static enum err
round_resume(struct call *c)
{
	const struct round_name *in = c->in;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (r.paused_at == 0)
		return call_fail(c, E_CONFLICT, "The round is not paused.");
	r.paused_at = 0;
	r.pause_reason = NULL;
	db_run(c->db, PAUSE_END, c->now, c->member, r.id);
	round_change(c, "round.resumed", &r);
	return call_reply(c, round_fields, &r);
}

static enum err
round_outcome_prepare(struct call *c)
{
	struct deciding *in = c->in;

	in->outcome_html = text_render(c->arena, in->outcome);
	return OK;
}

static enum err
round_outcome(struct call *c)
{
	const struct deciding *in = c->in;
	struct round r;

	if (!round_pick(c, in->round, MAY_RUN, &r))
		return c->err;
	if (r.closed_at == 0)
		return call_fail(c, E_CONFLICT,
		    "The round is open. Close it first, then write what came "
		    "of it.");
	if (!call_seen(c, in->seen, r.outcome, r.outcome_by))
		return c->err;
	r.outcome = in->outcome;
	r.outcome_html = in->outcome_html;
	r.outcome_by = c->member;
	round_change(c, "round.decided", &r);
	return call_reply(c, round_fields, &r);
}

static enum err
round_sign_off(struct call *c)
{
	const struct round_name *in = c->in;
	struct sign_off s;
	struct round r;

	if (!round_pick(c, in->round, MAY_POST, &r))
		return c->err;
	if (db_get(c->db, SIGN_OFF_GET, sign_off_fields, &s, r.id, c->member))
		return call_reply(c, sign_off_fields, &s);
	if (!round_takes(c, &r, "."))
		return c->err;
	s = (struct sign_off){ r.id, c->now };
	db_run(c->db, SIGN_OFF_INSERT, c->member, s.id, s.at);
	event_emit(c, "round.signed_off", AUDIENCE(AUDIENCE_MEMBER, c->member),
	    r.community, &s);
	round_count(c, &r, 0, 0);
	return call_reply(c, sign_off_fields, &s);
}

static enum err
round_read_section(struct call *c)
{
	const struct section *in = c->in;
	struct section_sign_off s;
	struct clause k;
	struct round r;

	if (!round_pick(c, in->round, MAY_POST, &r))
		return c->err;
	if (db_get(c->db, SECTION_SIGN_OFF_FIND, section_sign_off_fields, &s,
	    r.id, c->member, in->clause))
		return call_reply(c, section_sign_off_fields, &s);
	if (!round_takes(c, &r, "."))
		return c->err;
	if (!db_get(c->db, CLAUSE_GET, clause_fields, &k, in->clause) ||
	    k.document != r.document || strcmp(k.kind, "heading") != 0)
		return call_invalid(c, "clause",
		    "This is not the heading of a section of the draft.");
	s = (struct section_sign_off){ event_seq(c), r.id, k.id, c->now };
	db_run(c->db, SECTION_SIGN_OFF_INSERT, s.id, r.id, k.id, c->member,
	    s.at);
	event_emit(c, "round.section_read",
	    AUDIENCE(AUDIENCE_MEMBER, c->member), r.community, &s);
	return call_reply(c, section_sign_off_fields, &s);
}

const struct method round_state_methods[] = {
	{ .name = "round.close", .kind = WRITE, .who = WHO_MEMBER,
	  .in = round_name_input, .in_size = sizeof(struct round_name),
	  .out = round_fields, .run = round_close,
	  .doc = "Closes a round before its time; for coordinators." },
	{ .name = "round.pause", .kind = WRITE, .who = WHO_MEMBER,
	  .in = pausing_input, .in_size = sizeof(struct pausing),
	  .out = round_fields, .run = round_pause,
	  .doc = "Takes no comments for a while and says why; for "
		 "coordinators." },
	{ .name = "round.resume", .kind = WRITE, .who = WHO_MEMBER,
	  .in = round_name_input, .in_size = sizeof(struct round_name),
	  .out = round_fields, .run = round_resume,
	  .doc = "Takes comments again after a pause; for coordinators." },
	{ .name = "round.outcome", .kind = WRITE, .who = WHO_MEMBER,
	  .in = deciding_input, .in_size = sizeof(struct deciding),
	  .out = round_fields, .prepare = round_outcome_prepare,
	  .renders = true,
	  .run = round_outcome,
	  .doc = "Says what came of a closed round; for coordinators." },
	{ .name = "round.sign_off", .kind = WRITE, .who = WHO_MEMBER,
	  .in = round_name_input, .in_size = sizeof(struct round_name),
	  .out = sign_off_fields, .run = round_sign_off,
	  .doc = "Notes that the caller has read the draft and has nothing to "
		 "add; for those who are asked." },
	{ .name = "round.read_section", .kind = WRITE, .who = WHO_MEMBER,
	  .in = section_input, .in_size = sizeof(struct section),
	  .out = section_sign_off_fields, .run = round_read_section,
	  .doc = "Notes that the caller has read a section and has nothing to "
		 "add; for those who are asked." },
	{ .name = "round.close_due", .kind = WRITE, .who = WHO_SERVER,
	  .run = round_close_due, .every = CLOSING_EVERY,
	  .doc = "Closes the rounds whose time has come." },
	{ 0 }
};

static const struct row sign_off_row = {
	"sign_off", sign_off_fields, sizeof(struct sign_off), SIGN_OFF_GET,
	SIGN_OFF_OF_COMMUNITY,
};
static const struct row section_sign_off_row = {
	"section_sign_off", section_sign_off_fields,
	sizeof(struct section_sign_off), SECTION_SIGN_OFF_GET,
	SECTION_SIGN_OFF_ALL,
};

const struct event_kind round_state_events[] = {
	{ .name = "round.signed_off", .row = &sign_off_row,
	  .doc = "The member has read the draft and has nothing to add." },
	{ .name = "round.section_read", .row = &section_sign_off_row,
	  .doc = "The member has read a section and has nothing to add." },
	{ 0 }
};
