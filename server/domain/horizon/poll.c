/* SPDX-License-Identifier: Apache-2.0 */
/*
 * poll.c - polls of a community: showing them, closing them, what came of it.
 *
 * A row never carries a result: what of it may be seen, and by whom, is decided
 * in result.c. Anonymous ballots are in a page for their owner's eyes and in no
 * row that is told.
 */
#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/horizon/horizon.h"

#define POLLS_MAX 100 /* in a list, the newest */

struct poll_name {
	int64_t poll;
};

struct poll_query {
	int64_t community;
};

struct poll_page {
	int64_t seq;
	struct poll *poll;
	struct list options;
	struct ballot *ballot;
};

struct poll_list {
	int64_t seq;
	struct list polls, options, ballots;
};

struct deciding {
	int64_t poll;
	const char *outcome, *outcome_html;
	const char *seen; /* the outcome that is written anew; NULL: none */
};

const struct field option_fields[] = {
	F_ID(option, id), F_ID(option, poll),
	F_INT(option, position, 1, OPTIONS_MAX),
	F_TEXT(option, label, 1, LABEL_MAX),
	F_TIME(option, starts_at), F_TIME(option, ends_at), F_END
};
static const struct field poll_name_input[] = { F_ID(poll_name, poll), F_END };
static const struct field poll_query_input[] = {
	F_ID(poll_query, community), F_END
};
static const struct field poll_page_output[] = {
	F_INT(poll_page, seq, 0, FIELD_INT_MAX),
	F_ONE(poll_page, poll, poll, poll_fields),
	F_LIST(poll_page, options, option, option_fields, OPTIONS_MAX),
	F_ROW(poll_page, ballot, ballot, ballot_fields), F_END
};
static const struct field poll_list_output[] = {
	F_INT(poll_list, seq, 0, FIELD_INT_MAX),
	F_LIST(poll_list, polls, poll, poll_fields, POLLS_MAX),
	F_LIST(poll_list, options, option, option_fields,
	    POLLS_MAX * OPTIONS_MAX),
	F_LIST(poll_list, ballots, ballot, ballot_fields, POLLS_MAX), F_END
};
static const struct field deciding_input[] = {
	F_ID(deciding, poll), F_TEXT(deciding, outcome, 1, BODY_MAX),
	F_TEXT_OPT(deciding, seen, BODY_MAX), F_END
};

bool
poll_pick(struct call *c, int64_t id, enum may what, struct poll *p)
{
	if (!db_get(c->db, POLL_GET, poll_fields, p, id, c->member) ||
	    !access_community(c, p->community, MAY_SEE)) {
		call_fail(c, E_NOT_FOUND, "There is no such poll.");
		return false;
	}
	if (access_community(c, p->community, what))
		return true;
	call_fail(c, E_DENIED, "Only coordinators may do this.");
	return false;
}

bool
poll_is_open(const struct call *c, const struct poll *p)
{
	return p->closed_at == 0 && c->now < p->closes_at;
}

void
poll_tell(struct call *c, const char *kind, const struct poll *p,
    const void *row)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COMMUNITY, p->community),
	    p->community, row);
}

void
poll_change(struct call *c, const char *kind, const struct poll *p)
{
	db_put(c->db, POLL_CHANGE, poll_fields, p);
	poll_tell(c, kind, p, p);
}

struct list
poll_options(struct call *c, int64_t poll)
{
	return db_all(c->db, OPTION_OF_POLL, option_fields,
	    sizeof(struct option), poll);
}

static enum err
poll_page(struct call *c)
{
	const struct poll_name *in = c->in;
	struct poll_page out = { .seq = event_last(c) };
	struct ballot b;
	struct poll p;

	if (!poll_pick(c, in->poll, MAY_SEE, &p))
		return c->err;
	out.poll = &p;
	out.options = poll_options(c, p.id);
	if (p.anonymous ? secret_ballot(c, p.id, &b)
	    : db_get(c->db, BALLOT_GET, ballot_fields, &b, p.id, c->member))
		out.ballot = &b;
	return call_reply(c, poll_page_output, &out);
}

/* What the caller voted in the newest polls, named or not. */
static struct list
ballots(struct call *c, int64_t community)
{
	struct list named = db_all(c->db, BALLOT_PAGE, ballot_fields,
	    sizeof(struct ballot), community, c->member);
	struct list secret = db_all(c->db, SECRET_PAGE, poll_name_input,
	    sizeof(struct poll_name), community);
	const struct poll_name *at = secret.at;
	struct ballot *b = arena_get(c->arena,
	    (named.count + secret.count) * sizeof(*b));
	size_t count = named.count;

	for (size_t i = 0; i < named.count; i++)
		b[i] = ((const struct ballot *)named.at)[i];
	for (size_t i = 0; i < secret.count; i++)
		count += secret_ballot(c, at[i].poll, &b[count]);
	return (struct list){ b, count };
}

static enum err
poll_list(struct call *c)
{
	const struct poll_query *in = c->in;
	struct poll_list out = { .seq = event_last(c) };

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.polls = db_all(c->db, POLL_PAGE, poll_fields, sizeof(struct poll),
	    in->community);
	out.options = db_all(c->db, OPTION_PAGE, option_fields,
	    sizeof(struct option), in->community);
	out.ballots = ballots(c, in->community);
	return call_reply(c, poll_list_output, &out);
}

static void
close_poll(struct call *c, struct poll *p)
{
	p->closed_at = c->now < p->closes_at ? c->now : p->closes_at;
	p->turns++;
	if (p->anonymous)
		secret_close(c, p);
	poll_change(c, "poll.closed", p);
}

static enum err
poll_close(struct call *c)
{
	const struct poll_name *in = c->in;
	struct poll p;

	if (!poll_pick(c, in->poll, MAY_RUN, &p))
		return c->err;
	if (p.closed_at != 0)
		return call_fail(c, E_CONFLICT, "The poll is closed already.");
	close_poll(c, &p);
	return call_reply(c, poll_fields, &p);
}

static enum err
poll_close_due(struct call *c)
{
	struct list due = db_all(c->db, POLL_DUE, poll_fields,
	    sizeof(struct poll), c->now);
	struct poll *p = due.at;

	for (size_t i = 0; i < due.count; i++)
		close_poll(c, &p[i]);
	return call_done(c);
}

static enum err
poll_outcome_prepare(struct call *c)
{
	struct deciding *in = c->in;

	in->outcome_html = text_render(c->arena, in->outcome);
	return OK;
}

static enum err
poll_outcome(struct call *c)
{
	const struct deciding *in = c->in;
	struct poll p;

	if (!poll_pick(c, in->poll, MAY_RUN, &p))
		return c->err;
	if (p.closed_at == 0)
		return call_fail(c, E_CONFLICT,
		    "The poll is open. Close it first, then write what came "
		    "of it.");
	if (!call_seen(c, in->seen, p.outcome, p.outcome_by))
		return c->err;
	p.outcome = in->outcome;
	p.outcome_html = in->outcome_html;
	p.outcome_by = c->member;
	poll_change(c, "poll.decided", &p);
	return call_reply(c, poll_fields, &p);
}

const struct method poll_methods[] = {
	{ .name = "poll.page", .kind = READ, .who = WHO_MEMBER,
	  .in = poll_name_input, .in_size = sizeof(struct poll_name),
	  .out = poll_page_output, .run = poll_page,
	  .doc = "A poll with its options and the caller's vote; for "
		 "members. Results are asked for apart." },
	{ .name = "poll.list", .kind = READ, .who = WHO_MEMBER,
	  .in = poll_query_input, .in_size = sizeof(struct poll_query),
	  .out = poll_list_output, .run = poll_list,
	  .doc = "The newest polls of a community with the caller's votes; "
		 "for members." },
	{ .name = "poll.close", .kind = WRITE, .who = WHO_MEMBER,
	  .in = poll_name_input, .in_size = sizeof(struct poll_name),
	  .out = poll_fields, .run = poll_close,
	  .doc = "Closes a poll before its time; for coordinators." },
	{ .name = "poll.outcome", .kind = WRITE, .who = WHO_MEMBER,
	  .in = deciding_input, .in_size = sizeof(struct deciding),
	  .out = poll_fields, .prepare = poll_outcome_prepare, .renders = true,
	  .run = poll_outcome,
	  .doc = "Says what came of a closed poll; for coordinators." },
	{ .name = "poll.close_due", .kind = WRITE, .who = WHO_SERVER,
	  .run = poll_close_due, .every = CLOSING_EVERY,
	  .doc = "Closes the polls whose time has come." },
	{ 0 }
};

static const struct row poll_row = {
	"poll", poll_fields, sizeof(struct poll), POLL_GET, POLL_ALL,
};
static const struct row option_row = {
	"option", option_fields, sizeof(struct option), OPTION_GET, OPTION_ALL,
};

const struct event_kind poll_events[] = {
	{ .name = "poll.opened", .row = &poll_row,
	  .doc = "A poll was opened; its options follow." },
	{ .name = "poll.touched", .row = &poll_row,
	  .doc = "More have voted, or voted otherwise; of an anonymous poll "
		 "it is told once for several." },
	{ .name = "poll.closed", .row = &poll_row,
	  .doc = "A poll was closed, or its time came." },
	{ .name = "poll.decided", .row = &poll_row,
	  .doc = "It was written what came of a poll." },
	{ .name = "option.added", .row = &option_row,
	  .doc = "A poll has this option." },
	{ 0 }
};
