/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wish.c - which kinds of mail a member wants, and what they were mailed.
 *
 * A choice counts everywhere, or in one community instead. What was decided
 * about a member is theirs to read with the reason; their coordinators read
 * whether it reached them, never the words.
 */
#include <string.h>

#include "soundings/access.h"
#include "soundings/base.h"
#include "soundings/event.h"
#include "soundings/method.h"

#include "domain/notify/decide.h"
#include "domain/notify/letter.h"
#include "domain/notify/notify.h"

#define WISHES_MAX 1000
#define LOG_MAX 50

struct wish_row {
	int64_t community; /* 0: everywhere */
	const char *kind, *way;
};

struct usual {
	const char *kind, *way;
	struct texts ways;
};

struct wishes {
	struct list wishes, usual;
	int64_t awake_from, awake_to;
	const char *awake_days;
};

struct awake {
	int64_t awake_from, awake_to;
	const char *awake_days;
};

struct log_query {
	int64_t community, before, after; /* the last one that is known */
	bool mine;
};

struct logged {
	int64_t id;
	const char *kind;
	int64_t subject, batch;
	const char *cause, *way, *why;
	int64_t at, settled_at, member;
	bool secret; /* what became of it is the member's alone to know */
	const char *name, *state, *reply, *title;
};

struct log_page {
	struct list mails;
	bool more;
};

static const char *const ways[] = { "now", "digest", "none", NULL };
static const char *const causes[] = { "reply", "thread", "mention", "follow",
	"answer", "opened", "closing", "outcome", "extended", "reminded",
	"letter", "unopened", "changed", NULL };
static const char *const whys[] = { "wish", "usual", "cap", "no_digest",
	"closed", NULL };
static const char *const states[] = { "queued", "leased", "sent", "failed",
	"bounced", "suppressed", NULL };
static const char *const ways_or_usual[] = { "now", "digest", "none", "usual",
	NULL };

static const struct field wish_fields[] = { F_REF(wish_row, community),
	F_CHOICE(wish_row, kind, mail_kind_names), F_CHOICE(wish_row, way, ways),
	F_END };
static const struct field wish_input[] = { F_REF(wish_row, community),
	F_CHOICE(wish_row, kind, mail_kind_names),
	F_CHOICE(wish_row, way, ways_or_usual), F_END };
static const struct field usual_fields[] = {
	F_CHOICE(usual, kind, mail_kind_names), F_CHOICE(usual, way, ways),
	F_TEXTS(usual, ways, 1, 4), F_END
};
static const struct field awake_fields[] = { F_INT(awake, awake_from, 0, 23),
	F_INT(awake, awake_to, 1, 24), F_TEXT(awake, awake_days, 1, DAYS_MAX),
	F_END };
static const struct field wishes_output[] = {
	F_LIST(wishes, wishes, wish_row, wish_fields, WISHES_MAX),
	F_LIST(wishes, usual, usual, usual_fields, 10),
	F_INT(wishes, awake_from, 0, 23), F_INT(wishes, awake_to, 1, 24),
	F_TEXT(wishes, awake_days, 1, DAYS_MAX), F_END
};
static const struct field log_input[] = { F_ID(log_query, community),
	F_REF(log_query, before), F_REF(log_query, after),
	F_BOOL(log_query, mine), F_END };
static const struct field logged_fields[] = { F_ID(logged, id),
	F_CHOICE(logged, kind, mail_kind_names), F_ID(logged, subject),
	F_INT(logged, batch, 0, FIELD_INT_MAX), F_CHOICE(logged, cause, causes),
	F_CHOICE(logged, way, ways), F_CHOICE(logged, why, whys),
	F_AT(logged, at), F_TIME(logged, settled_at), F_ID(logged, member),
	F_TEXT(logged, name, 1, 200), F_BOOL(logged, secret),
	F_CHOICE_OPT(logged, state, states),
	F_TEXT_OPT(logged, reply, 400), F_TEXT_OPT(logged, title, FIELD_INT_MAX), F_END };
static const struct field log_output[] = {
	F_LIST(log_page, mails, logged, logged_fields, LOG_MAX),
	F_BOOL(log_page, more), F_END
};

/* The kinds, what is usual, and what can be chosen. */
static struct list
usual_kinds(struct call *c)
{
	struct usual *u = arena_get(c->arena, 10 * sizeof(*u));
	struct list all = { .at = u };

	for (const struct mail_kind *k = mail_kinds; k->name != NULL; k++) {
		u[all.count] = (struct usual){ .kind = k->name,
			.way = k->usual, .ways.at = k->ways };
		while (k->ways[u[all.count].ways.count] != NULL)
			u[all.count].ways.count++;
		all.count++;
	}
	return all;
}

static enum err
notice_wishes(struct call *c)
{
	struct wishes out = { .usual = usual_kinds(c) };
	struct awake awake = { 7, 20, "12345" };

	if (db_number(c->db, NOTICE_KNOWN, c->member) > 0)
		db_get(c->db, AWAKE_GET, awake_fields, &awake, c->member);
	out.awake_from = awake.awake_from;
	out.awake_to = awake.awake_to;
	out.awake_days = awake.awake_days;
	out.wishes = db_all(c->db, WISH_ALL, wish_fields,
	    sizeof(struct wish_row), c->member);
	return call_reply(c, wishes_output, &out);
}

static bool
can_be(const struct mail_kind *kind, const char *way)
{
	for (size_t i = 0; kind->ways[i] != NULL; i++)
		if (strcmp(kind->ways[i], way) == 0)
			return true;
	return false;
}

static enum err
notice_wish(struct call *c)
{
	const struct wish_row *in = c->in;
	bool usual = strcmp(in->way, "usual") == 0;

	if (in->community != 0 &&
	    !access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!usual && !can_be(mail_kind_find(in->kind), in->way))
		return call_invalid(c, "way",
		    "This kind of mail cannot be had that way.");
	if (usual)
		db_run(c->db, WISH_DROP, c->member, in->community, in->kind);
	else
		db_run(c->db, WISH_PUT, c->member, in->community, in->kind,
		    in->way);
	event_note(c, "notice.changed", AUDIENCE(AUDIENCE_MEMBER, c->member),
	    0, c->member);
	return call_done(c);
}

static enum err
notice_awake(struct call *c)
{
	const struct awake *in = c->in;

	if (!schedule_days_valid(in->awake_days))
		return call_invalid(
		    c, "awake_days", "Choose at least one day of the week.");
	if (in->awake_from >= in->awake_to)
		return call_invalid(c, "awake_to",
		    "The hours must end after they begin.");
	notice_settle(c, c->member);
	db_run(c->db, AWAKE_PUT, in->awake_from, in->awake_to, in->awake_days,
	    c->member);
	event_note(c, "notice.changed", AUDIENCE(AUDIENCE_MEMBER, c->member),
	    0, c->member);
	return call_done(c);
}

/* Others' mails are for coordinators; which address, and what the relay said to
 * it, is the member's own matter or theirs to mend. Whether there was need of a
 * mail about a scan or an anonymous poll would say who has answered: that is
 * the member's alone. */
static enum err
notice_log(struct call *c)
{
	const struct log_query *in = c->in;
	struct log_page out = { 0 };
	bool runs = access_community(c, in->community, MAY_RUN);

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!in->mine && !runs)
		return call_fail(c, E_DENIED,
		    "Only coordinators see what others were mailed.");
	out.mails = db_all(c->db, DECISION_LOG, logged_fields,
	    sizeof(struct logged), in->mine ? c->member : (int64_t)0,
	    in->community, in->before != 0 ? in->before : FIELD_INT_MAX,
	    in->after);
	out.more = out.mails.count == LOG_MAX;
	return call_reply(c, log_output, &out);
}

const struct method wish_methods[] = {
	{ .name = "notice.wishes",
	    .kind = READ,
	    .who = WHO_MEMBER,
	    .out = wishes_output,
	    .run = notice_wishes,
	    .doc = "Which kinds of mail there are, which the caller chose, and "
		   "at which hours mail may come." },
	{ .name = "notice.wish",
	    .kind = WRITE,
	    .who = WHO_MEMBER,
	    .in = wish_input,
	    .in_size = sizeof(struct wish_row),
	    .run = notice_wish,
	    .doc = "Chooses how the caller gets a kind of mail, everywhere or "
		   "in one community; usual takes the choice back." },
	{ .name = "notice.awake",
	    .kind = WRITE,
	    .who = WHO_MEMBER,
	    .in = awake_fields,
	    .in_size = sizeof(struct awake),
	    .run = notice_awake,
	    .doc = "Chooses the days and hours at which mail may come to the "
		   "caller." },
	{ .name = "notice.log",
	    .kind = READ,
	    .who = WHO_MEMBER,
	    .in = log_input,
	    .in_size = sizeof(struct log_query),
	    .out = log_output,
	    .run = notice_log,
	    .doc = "What was decided to mail to whom, and why: the caller's "
		   "own; everybody's for coordinators." },
	{ 0 }
};
