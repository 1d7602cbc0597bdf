/* SPDX-License-Identifier: Apache-2.0 */
/*
 * round.c - asking a community to review a draft until an announced time.
 *
 * A round closes once: when its time has come or earlier by a coordinator. The
 * clock refuses late comments by itself; the chore only makes it visible. What
 * came of a round can be written, and written better, once it is closed.
 */
#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/reviews/reviews.h"

#define COMMENTS_MAX 10000
#define MEMBERS_MAX  2000

struct opening {
	int64_t document;
	const char *title, *instructions;
	int64_t closes_at;
	const char *zone;
	const char *instructions_html;
};

struct round_name {
	int64_t round;
};

struct deciding {
	int64_t round;
	const char *outcome, *outcome_html;
};

struct round_page {
	int64_t seq;
	struct round *round;
	struct document *document;
	struct list clauses, comments, members;
	struct sign_off *sign_off; /* the caller's own; NULL: none */
};

struct sign_off {
	int64_t id; /* of the round */
	int64_t at;
};

const struct field round_fields[] = {
	F_ID(round, id), F_ID(round, number), F_ID(round, community),
	F_ID(round, document), F_TEXT(round, title, 1, TITLE_MAX),
	F_TEXT(round, instructions, 1, BODY_MAX),
	F_TEXT(round, instructions_html, 0, HTML_MAX), F_ID(round, opened_by),
	F_AT(round, opened_at), F_AT(round, closes_at),
	F_TEXT(round, zone, 1, 64), F_TIME(round, closed_at),
	F_REF(round, closed_by), F_TEXT_OPT(round, outcome, BODY_MAX),
	F_TEXT_OPT(round, outcome_html, HTML_MAX),
	F_INT(round, comment_count, 0, FIELD_INT_MAX),
	F_INT(round, disposed_count, 0, FIELD_INT_MAX), F_END
};
static const struct field opening_input[] = {
	F_ID(opening, document), F_TEXT_OPT(opening, title, TITLE_MAX),
	F_TEXT(opening, instructions, 1, BODY_MAX),
	F_INT(opening, closes_at, 1, FIELD_INT_MAX),
	F_TEXT(opening, zone, 1, 64), F_END
};
static const struct field round_name_input[] = {
	F_ID(round_name, round), F_END
};
static const struct field deciding_input[] = {
	F_ID(deciding, round), F_TEXT(deciding, outcome, 1, BODY_MAX), F_END
};
static const struct field sign_off_fields[] = {
	F_ID(sign_off, id), F_AT(sign_off, at), F_END
};
static const struct field round_page_output[] = {
	F_INT(round_page, seq, 0, FIELD_INT_MAX),
	F_ONE(round_page, round, round, round_fields),
	F_ONE(round_page, document, document, document_fields),
	F_LIST(round_page, clauses, clause, clause_fields, CLAUSES_MAX),
	F_LIST(round_page, comments, comment, comment_fields, COMMENTS_MAX),
	F_LIST(round_page, members, member, member_fields, MEMBERS_MAX),
	F_ROW(round_page, sign_off, sign_off, sign_off_fields), F_END
};

bool
round_pick(struct call *c, int64_t id, enum may what, struct round *r)
{
	if (!db_get(c->db, ROUND_GET, round_fields, r, id, c->member) ||
	    !access_community(c, r->community, MAY_SEE)) {
		call_fail(c, E_NOT_FOUND, "There is no such review round.");
		return false;
	}
	if (access_community(c, r->community, what))
		return true;
	call_fail(c, E_DENIED, "Only coordinators may do this.");
	return false;
}

bool
round_is_open(const struct call *c, const struct round *r)
{
	return r->closed_at == 0 && c->now < r->closes_at;
}

void
round_tell(struct call *c, const char *kind, const struct round *r,
    const void *row)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COMMUNITY, r->community),
	    r->community, row);
}

void
round_change(struct call *c, const char *kind, const struct round *r)
{
	db_put(c->db, ROUND_CHANGE, round_fields, r);
	round_tell(c, kind, r, r);
}

static enum err
round_open_prepare(struct call *c)
{
	struct opening *in = c->in;

	in->instructions_html = text_render(c->arena, in->instructions);
	return OK;
}

static enum err
round_open(struct call *c)
{
	const struct opening *in = c->in;
	struct document d;
	struct round r;

	if (!document_pick(c, in->document, MAY_RUN, &d) ||
	    !closing_valid(c, in->closes_at, in->zone))
		return c->err;
	if (db_number(c->db, ROUND_OPEN_ON, d.id) > 0)
		return call_fail(c, E_CONFLICT,
		    "This draft is in review already. Close that round first.");
	if (!ledger_settled(c, d.id))
		return c->err;
	r = (struct round){
		.id = event_seq(c), .community = d.community, .document = d.id,
		.title = in->title != NULL && in->title[0] != '\0' ? in->title
								   : d.title,
		.instructions = in->instructions,
		.instructions_html = in->instructions_html,
		.opened_by = c->member, .opened_at = c->now,
		.closes_at = in->closes_at, .zone = in->zone,
	};
	r.number = db_number(c->db, COMMUNITY_NUMBER, r.community);
	db_put(c->db, ROUND_INSERT, round_fields, &r);
	round_tell(c, "round.opened", &r, &r);
	return call_reply(c, round_fields, &r);
}

static enum err
round_page(struct call *c)
{
	const struct round_name *in = c->in;
	struct round_page out = { .seq = event_last(c) };
	struct sign_off s;
	struct document d;
	struct round r;

	if (!round_pick(c, in->round, MAY_SEE, &r) ||
	    !document_pick(c, r.document, MAY_SEE, &d))
		return c->err;
	out.round = &r;
	out.document = &d;
	out.clauses = db_all(c->db, CLAUSE_OF_DOCUMENT, clause_fields,
	    sizeof(struct clause), d.id);
	out.comments = db_all(c->db, COMMENT_OF_ROUND, comment_fields,
	    sizeof(struct comment), r.id);
	out.members = db_all(c->db, ROUND_MEMBERS, member_fields,
	    sizeof(struct member), r.id);
	if (db_get(c->db, SIGN_OFF_GET, sign_off_fields, &s, r.id, c->member))
		out.sign_off = &s;
	return call_reply(c, round_page_output, &out);
}

/* Whose time had come was closed then, however late we are. */
static void
close_round(struct call *c, struct round *r)
{
	r->closed_at = c->now < r->closes_at ? c->now : r->closes_at;
	r->closed_by = c->member;
	round_change(c, "round.closed", r);
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
	r.outcome = in->outcome;
	r.outcome_html = in->outcome_html;
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
	if (!round_is_open(c, &r))
		return call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "The round closed on %s.", closing_words(c,
		    r.closed_at != 0 ? r.closed_at : r.closes_at, r.zone)));
	s = (struct sign_off){ r.id, c->now };
	db_run(c->db, SIGN_OFF_INSERT, c->member, s.id, s.at);
	event_emit(c, "round.signed_off", AUDIENCE(AUDIENCE_MEMBER, c->member),
	    r.community, &s);
	return call_reply(c, sign_off_fields, &s);
}

const struct method round_methods[] = {
	{ .name = "round.open", .kind = WRITE, .who = WHO_MEMBER,
	  .in = opening_input, .in_size = sizeof(struct opening),
	  .out = round_fields, .prepare = round_open_prepare,
	  .run = round_open,
	  .doc = "Asks the community to review a draft until a time; for "
		 "coordinators." },
	{ .name = "round.page", .kind = READ, .who = WHO_MEMBER,
	  .in = round_name_input, .in_size = sizeof(struct round_name),
	  .out = round_page_output, .run = round_page,
	  .doc = "A round with its draft, every comment and the names; for "
		 "members." },
	{ .name = "round.close", .kind = WRITE, .who = WHO_MEMBER,
	  .in = round_name_input, .in_size = sizeof(struct round_name),
	  .out = round_fields, .run = round_close,
	  .doc = "Closes a round before its time; for coordinators." },
	{ .name = "round.outcome", .kind = WRITE, .who = WHO_MEMBER,
	  .in = deciding_input, .in_size = sizeof(struct deciding),
	  .out = round_fields, .prepare = round_outcome_prepare,
	  .run = round_outcome,
	  .doc = "Says what came of a closed round; for coordinators." },
	{ .name = "round.sign_off", .kind = WRITE, .who = WHO_MEMBER,
	  .in = round_name_input, .in_size = sizeof(struct round_name),
	  .out = sign_off_fields, .run = round_sign_off,
	  .doc = "Notes that the caller has read the draft and has nothing to "
		 "add; for members." },
	{ .name = "round.close_due", .kind = WRITE, .who = WHO_SERVER,
	  .run = round_close_due, .every = CLOSING_EVERY,
	  .doc = "Closes the rounds whose time has come." },
	{ 0 }
};

static const struct row round_row = {
	"round", round_fields, sizeof(struct round), ROUND_GET, ROUND_ALL,
};
static const struct row sign_off_row = {
	"sign_off", sign_off_fields, sizeof(struct sign_off), SIGN_OFF_GET,
	SIGN_OFF_OF_COMMUNITY,
};

const struct event_kind round_events[] = {
	{ .name = "round.opened", .row = &round_row,
	  .doc = "A draft went into review." },
	{ .name = "round.touched", .row = &round_row,
	  .doc = "A round has other counts of comments or answers." },
	{ .name = "round.continued", .row = &round_row,
	  .doc = "A round goes on with the next version of its draft." },
	{ .name = "round.closed", .row = &round_row,
	  .doc = "A round was closed, or its time came." },
	{ .name = "round.decided", .row = &round_row,
	  .doc = "It was written what came of a round." },
	{ .name = "round.signed_off", .row = &sign_off_row,
	  .doc = "The member has read the draft and has nothing to add." },
	{ 0 }
};
