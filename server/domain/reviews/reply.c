/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reply.c - talking about a comment: answering its author, being for or
 * against it.
 *
 * A reply is talk and gets no disposition; what wants one is a comment of its
 * own. Whoever may read a comment may reply to it while the round takes
 * comments; coordinators may always ask, and do so by name. Support and
 * opposition are counted for all and named to nobody.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/reviews/reviews.h"
#include "domain/reviews/round_rows.h"

struct replying {
	int64_t comment;
	const char *body, *body_html;
};

struct reply_name {
	int64_t reply;
};

struct weighing {
	int64_t comment;
	const char *stance;
};

static const char *const stances[] = { "support", "oppose", "none", NULL };

const struct field reply_fields[] = {
	F_ID(reply, id), F_ID(reply, comment), F_ID(reply, round),
	F_REF(reply, author), F_REF(reply, reviewer),
	F_TEXT(reply, body, 0, BODY_MAX), F_TEXT(reply, body_html, 0, HTML_MAX),
	F_AT(reply, made_at), F_TIME(reply, withdrawn_at), F_END
};
static const struct field replying_input[] = {
	F_ID(replying, comment), F_TEXT(replying, body, 1, BODY_MAX), F_END
};
static const struct field reply_name_input[] = {
	F_ID(reply_name, reply), F_END
};
const struct field stance_fields[] = {
	F_ID(stance, id), F_CHOICE(stance, stance, stances), F_END
};
static const struct field weighing_input[] = {
	F_ID(weighing, comment), F_CHOICE(weighing, stance, stances), F_END
};

static enum err
reply_add_prepare(struct call *c)
{
	struct replying *in = c->in;

	in->body_html = text_render(c->arena, in->body);
	return OK;
}

static enum err
reply_add(struct call *c)
{
	const struct replying *in = c->in;
	struct comment m;
	struct round r;
	struct reply p;
	bool runs;

	if (!comment_pick(c, in->comment, &m, &r))
		return c->err;
	runs = access_may(c, round_audience(&r), MAY_RUN);
	if (!runs && !round_takes(c, &r, ", so your reply was not added. Your "
	    "text is kept."))
		return c->err;
	if (m.withdrawn_at != 0)
		return call_fail(c, E_CONFLICT,
		    "This comment was withdrawn by its author. Your text is "
		    "kept.");
	p = (struct reply){
		.comment = m.id, .round = r.id, .body = in->body,
		.body_html = in->body_html, .made_at = c->now,
		.reviewer = runs ? 0 : reviewer_take(c, &r).id,
	};
	p.id = event_seq(c);
	db_run(c->db, REPLY_INSERT, p.id, p.comment, c->member,
	    REF(p.reviewer), p.body, p.body_html, p.made_at);
	db_get(c->db, REPLY_GET, reply_fields, &p, p.id, 0);
	round_tell_readers(c, "reply.added", &r, &p, comment_author(c, &m));
	return call_reply(c, reply_fields, &p);
}

static enum err
reply_withdraw(struct call *c)
{
	const struct reply_name *in = c->in;
	struct comment m;
	struct round r;
	struct reply p;

	if (!db_get(c->db, REPLY_GET, reply_fields, &p, in->reply, c->member) ||
	    !comment_pick(c, p.comment, &m, &r))
		return call_fail(c, E_NOT_FOUND, "There is no such reply.");
	if (db_number(c->db, REPLY_AUTHOR, p.id) != c->member)
		return call_fail(c, E_DENIED,
		    "Only its author withdraws a reply.");
	if (p.withdrawn_at != 0)
		return call_reply(c, reply_fields, &p);
	p.body = p.body_html = "";
	p.withdrawn_at = c->now;
	db_run(c->db, REPLY_WITHDRAW, p.withdrawn_at, p.id);
	round_tell_readers(c, "reply.withdrawn", &r, &p,
	    comment_author(c, &m));
	return call_reply(c, reply_fields, &p);
}

static enum err
comment_weigh(struct call *c)
{
	const struct weighing *in = c->in;
	struct stance mine = { in->comment, in->stance };
	struct comment m;
	struct round r;

	if (!comment_pick(c, in->comment, &m, &r) ||
	    !round_takes(c, &r, "."))
		return c->err;
	if (m.withdrawn_at != 0)
		return call_fail(c, E_CONFLICT,
		    "This comment was withdrawn by its author.");
	if (comment_author(c, &m) == c->member)
		return call_fail(c, E_DENIED,
		    "It is your own comment: it counts as yours already.");
	db_run(c->db, STANCE_PUT, m.id, c->member, mine.stance);
	m.supports = db_number(c->db, STANCE_COUNT, m.id, "support");
	m.opposes = db_number(c->db, STANCE_COUNT, m.id, "oppose");
	db_put(c->db, COMMENT_CHANGE, comment_fields, &m);
	event_emit(c, "comment.weighed_mine",
	    AUDIENCE(AUDIENCE_MEMBER, c->member), r.community, &mine);
	round_tell_readers(c, "comment.weighed", &r, &m,
	    comment_author(c, &m));
	return call_reply(c, comment_fields, &m);
}

const struct method reply_methods[] = {
	{ .name = "reply.add", .kind = WRITE, .who = WHO_MEMBER,
	  .in = replying_input, .in_size = sizeof(struct replying),
	  .out = reply_fields, .prepare = reply_add_prepare,
	  .renders = true, .run = reply_add,
	  .doc = "Replies to a comment; for those who may read it." },
	{ .name = "reply.withdraw", .kind = WRITE, .who = WHO_MEMBER,
	  .in = reply_name_input, .in_size = sizeof(struct reply_name),
	  .out = reply_fields, .run = reply_withdraw,
	  .doc = "Empties a reply; for its author." },
	{ .name = "comment.weigh", .kind = WRITE, .who = WHO_MEMBER,
	  .in = weighing_input, .in_size = sizeof(struct weighing),
	  .out = comment_fields, .run = comment_weigh,
	  .doc = "Is for or against somebody else's comment, or neither any "
		 "more; for those who may read it." },
	{ 0 }
};

static const struct row reply_row = {
	"reply", reply_fields, sizeof(struct reply), REPLY_GET, REPLY_ALL,
};
static const struct row stance_row = {
	"stance", stance_fields, sizeof(struct stance), STANCE_GET, STANCE_ALL,
};

const struct event_kind reply_events[] = {
	{ .name = "reply.added", .row = &reply_row,
	  .doc = "Somebody replied to a comment." },
	{ .name = "reply.withdrawn", .row = &reply_row,
	  .doc = "An author took a reply back." },
	{ .name = "comment.weighed_mine", .row = &stance_row,
	  .doc = "The member is for or against a comment, or neither." },
	{ 0 }
};
