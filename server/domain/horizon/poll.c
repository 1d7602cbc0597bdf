/* SPDX-License-Identifier: Apache-2.0 */
/*
 * poll.c - asking a community one question.
 *
 * Polls here are named: the database knows who voted for what, and nobody is
 * shown more than totals. They are not for questions that need secrecy. With
 * results "after_close" even the totals are hidden until then, here and not in
 * the client.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/horizon/horizon.h"

#define POLLS_MAX       100 /* in a list, the newest */
#define EXPLANATION_MAX 4000
#define LABEL_MAX       200

#define OPTION_ID(poll, position) ((poll) * 100 + (position))

struct asking {
	int64_t community;
	const char *question, *explanation;
	struct texts options;
	bool multiple;
	const char *results;
	int64_t closes_at;
	const char *zone;
};

struct asked {
	struct poll *poll;
	struct list options;
};

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
};

static const char *const results[] = { "always", "after_close", NULL };

const struct field poll_fields[] = {
	F_ID(poll, id), F_ID(poll, number), F_ID(poll, community),
	F_TEXT(poll, question, 1, TITLE_MAX),
	F_TEXT_OPT(poll, explanation, EXPLANATION_MAX), F_BOOL(poll, multiple),
	F_CHOICE(poll, results, results), F_ID(poll, opened_by),
	F_AT(poll, opened_at), F_AT(poll, closes_at),
	F_TEXT(poll, zone, 1, 64), F_TIME(poll, closed_at),
	F_TEXT_OPT(poll, outcome, BODY_MAX),
	F_TEXT_OPT(poll, outcome_html, HTML_MAX),
	F_INT(poll, voter_count, 0, FIELD_INT_MAX), F_END
};
const struct field option_fields[] = {
	F_ID(option, id), F_ID(option, poll),
	F_INT(option, position, 1, OPTIONS_MAX),
	F_TEXT(option, label, 1, LABEL_MAX),
	F_MAYBE(option, votes, 0, FIELD_INT_MAX), F_END
};
static const struct field asking_input[] = {
	F_ID(asking, community), F_TEXT(asking, question, 1, TITLE_MAX),
	F_TEXT_OPT(asking, explanation, EXPLANATION_MAX),
	F_TEXTS(asking, options, 2, OPTIONS_MAX), F_BOOL(asking, multiple),
	F_CHOICE(asking, results, results),
	F_INT(asking, closes_at, 1, FIELD_INT_MAX), F_TEXT(asking, zone, 1, 64),
	F_END
};
static const struct field asked_output[] = {
	F_ONE(asked, poll, poll, poll_fields),
	F_LIST(asked, options, option, option_fields, OPTIONS_MAX), F_END
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
	F_ID(deciding, poll), F_TEXT(deciding, outcome, 1, BODY_MAX), F_END
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

/* Are they answers that can be told apart? If not, the call has failed. */
static bool
labels_valid(struct call *c, struct texts labels)
{
	for (size_t i = 0; i < labels.count; i++) {
		const char *label = labels.at[i];

		if (label[strspn(label, " \t\n")] == '\0')
			call_invalid(c, "options", "An option is empty.");
		if (utf8_count(label) > LABEL_MAX)
			call_invalid(c, "options",
			    "An option has more than 200 characters.");
		for (size_t k = 0; k < i; k++)
			if (strcmp(labels.at[k], label) == 0)
				call_invalid(c, "options",
				    "Two options are the same.");
	}
	return c->err == OK;
}

static struct list
add_options(struct call *c, const struct poll *p, struct texts labels)
{
	struct option *o = arena_get(c->arena, labels.count * sizeof(*o));

	for (size_t i = 0; i < labels.count; i++) {
		o[i].poll = p->id;
		o[i].position = (int64_t)i + 1;
		o[i].id = OPTION_ID(p->id, o[i].position);
		o[i].label = labels.at[i];
		o[i].votes.known = strcmp(p->results, "always") == 0;
		db_put(c->db, OPTION_INSERT, option_fields, &o[i]);
		poll_tell(c, "option.added", p, &o[i]);
	}
	return (struct list){ o, labels.count };
}

static enum err
poll_open(struct call *c)
{
	const struct asking *in = c->in;
	struct poll p;
	struct asked out = { .poll = &p };

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, in->community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Polls are opened by coordinators.");
	if (!labels_valid(c, in->options) ||
	    !closing_valid(c, in->closes_at, in->zone))
		return c->err;
	p = (struct poll){
		.id = event_seq(c), .community = in->community,
		.question = in->question, .explanation = in->explanation,
		.multiple = in->multiple, .results = in->results,
		.opened_by = c->member, .opened_at = c->now,
		.closes_at = in->closes_at, .zone = in->zone,
	};
	p.number = db_number(c->db, COMMUNITY_NUMBER, p.community);
	db_put(c->db, POLL_INSERT, poll_fields, &p);
	poll_tell(c, "poll.opened", &p, &p);
	out.options = add_options(c, &p, in->options);
	return call_reply(c, asked_output, &out);
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
	if (db_get(c->db, BALLOT_GET, ballot_fields, &b, p.id, c->member))
		out.ballot = &b;
	return call_reply(c, poll_page_output, &out);
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
	out.ballots = db_all(c->db, BALLOT_PAGE, ballot_fields,
	    sizeof(struct ballot), in->community, c->member);
	return call_reply(c, poll_list_output, &out);
}

/* Closes it; totals that were hidden are now told. */
static void
close_poll(struct call *c, struct poll *p)
{
	struct list options;
	const struct option *o;

	p->closed_at = c->now < p->closes_at ? c->now : p->closes_at;
	poll_change(c, "poll.closed", p);
	if (strcmp(p->results, "always") == 0)
		return;
	options = poll_options(c, p->id);
	o = options.at;
	for (size_t i = 0; i < options.count; i++)
		poll_tell(c, "option.counted", p, &o[i]);
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
	p.outcome = in->outcome;
	p.outcome_html = in->outcome_html;
	poll_change(c, "poll.decided", &p);
	return call_reply(c, poll_fields, &p);
}

const struct method poll_methods[] = {
	{ .name = "poll.open", .kind = WRITE, .who = WHO_MEMBER,
	  .in = asking_input, .in_size = sizeof(struct asking),
	  .out = asked_output, .run = poll_open,
	  .doc = "Asks the community a question until a time; for "
		 "coordinators. The poll is named: votes are stored with the "
		 "member, only totals are shown." },
	{ .name = "poll.page", .kind = READ, .who = WHO_MEMBER,
	  .in = poll_name_input, .in_size = sizeof(struct poll_name),
	  .out = poll_page_output, .run = poll_page,
	  .doc = "A poll with its options and the caller's vote; for "
		 "members." },
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
	  .out = poll_fields, .prepare = poll_outcome_prepare,
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
	  .doc = "One more person has voted." },
	{ .name = "poll.closed", .row = &poll_row,
	  .doc = "A poll was closed, or its time came." },
	{ .name = "poll.decided", .row = &poll_row,
	  .doc = "It was written what came of a poll." },
	{ .name = "option.added", .row = &option_row,
	  .doc = "A poll has this option." },
	{ .name = "option.counted", .row = &option_row,
	  .doc = "An option has other votes, or they may be seen now." },
	{ 0 }
};
