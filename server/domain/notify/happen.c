/* SPDX-License-Identifier: Apache-2.0 */
/*
 * happen.c - reads the log and decides who is mailed about what.
 *
 * One more reader of the log: nobody who posts or asks waits for it. Whom an
 * event concerns is asked of the database; what they get is decided by
 * decide.c and kept with its reason. Large communities are decided about some
 * hundred members at a time.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/event.h"
#include "soundings/mention.h"
#include "soundings/method.h"

#include "domain/closing.h"
#include "domain/notify/decide.h"
#include "domain/notify/letter.h"

#define EVENTS_MOST 200
#define PEOPLE_MOST 200 /* as the blocks say */
#define KEPT (400 * DAY)

struct place {
	int64_t seq, member;
};

struct happened {
	int64_t seq, at;
	const char *kind;
	int64_t subject, community, actor;
};

struct decided {
	bool more; /* has happened and is not decided yet */
};

struct concerned {
	int64_t member, cause;
};

/* Who may be named by a post. */
struct called {
	int64_t member;
	const char *name;
	bool nearer; /* it concerns them in a nearer way, or is theirs */
};

/* What an event is about, as its mail has it. */
struct about {
	int64_t subject, batch;
	int64_t until; /* then it is too late; 0: never */
	bool asks;     /* it stands in a mail that asks, too */
};

struct closing {
	int64_t id, community, closes_at;
	int64_t event;  /* by which it closes then */
	int64_t warned; /* members up to this one */
};

static const struct field place_stored[] = {
	F_INT(place, seq, 0, FIELD_INT_MAX),
	F_INT(place, member, 0, FIELD_INT_MAX), F_END
};
static const struct field happened_stored[] = {
	F_INT(happened, seq, 0, FIELD_INT_MAX), F_AT(happened, at),
	F_TEXT(happened, kind, 1, 100), F_INT(happened, subject, 0, FIELD_INT_MAX),
	F_INT(happened, community, 0, FIELD_INT_MAX),
	F_INT(happened, actor, 0, FIELD_INT_MAX), F_END
};
static const struct field decided_output[] = {
	F_BOOL(decided, more), F_END
};
static const struct field concerned_stored[] = { F_ID(concerned, member),
	F_INT(concerned, cause, 0, 100), F_END };
static const struct field called_stored[] = { F_ID(called, member),
	F_TEXT(called, name, 1, FIELD_INT_MAX), F_BOOL(called, nearer), F_END };
static const struct field about_stored[] = { F_ID(about, subject),
	F_INT(about, batch, 0, FIELD_INT_MAX),
	F_INT(about, until, 0, FIELD_INT_MAX), F_END };
static const struct field closing_stored[] = { F_ID(closing, id),
	F_ID(closing, event), F_ID(closing, community),
	F_AT(closing, closes_at), F_INT(closing, warned, 0, FIELD_INT_MAX), F_END };
static const struct field wanting_stored[] = { F_TEXT(wanting, zone, 1, 64),
	F_BOOL(wanting, closed), F_TEXT_OPT(wanting, way, 10),
	F_BOOL(wanting, digest_on), F_INT(wanting, awake_from, 0, 24),
	F_INT(wanting, awake_to, 0, 24), F_TEXT(wanting, awake_days, 0, 7),
	F_INT(wanting, mailed, 0, FIELD_INT_MAX), F_END };
const struct field decision_stored[] = { F_ID(decision, member),
	F_ID(decision, event), F_TEXT(decision, kind, 1, 20),
	F_ID(decision, community), F_ID(decision, subject),
	F_INT(decision, batch, 0, FIELD_INT_MAX),
	F_TEXT(decision, cause, 1, 20), F_TEXT(decision, way, 1, 10),
	F_TEXT(decision, why, 1, 20), F_AT(decision, at),
	F_INT(decision, due_at, 0, FIELD_INT_MAX),
	F_TIME(decision, settled_at), F_REF(decision, mail), F_END };

/* By the numbers in decide.sql; 3 is given by note_named. */
static const char *const causes[] = { "", "reply", "thread", "mention",
	"follow", "answer", "opened", "closing", "outcome", "extended",
	"reminded", "letter", "unopened", "changed" };

static const struct hearing {
	const char *event, *kind;
	enum sql whom, about;
	bool one; /* it is for one member: whom asks by the event itself */
} heard[] = {
	{ "thread.posted", "direct", DECIDE_POST, ABOUT_POST, false },
	{ "comment.disposed", "direct", DECIDE_ANSWER, ABOUT_ITSELF, false },
	{ "reply.added", "direct", DECIDE_REMARK, ABOUT_ITSELF, false },
	{ "letter.asked", "direct", DECIDE_LETTER, ABOUT_LETTER, false },
	{ "round.opened", "asks", DECIDE_ASK, ABOUT_ITSELF, false },
	{ "round.asked_too", "asks", DECIDE_ASKED_TOO, ABOUT_ITSELF, true },
	{ "round.announced", "deadlines", DECIDE_EXTENSION, ABOUT_EXTENSION,
	    false },
	{ "plan.refused", "deadlines", DECIDE_PLAN, ABOUT_PLAN, false },
	{ "poll.opened", "asks", DECIDE_ASK, ABOUT_ITSELF, false },
	{ "scan_change.noted", "asks", DECIDE_SCAN, ABOUT_SCAN, false },
	{ "meeting.opened", "asks", DECIDE_MEETING, ABOUT_ITSELF, false },
	{ "meeting.changed", "deadlines", DECIDE_MEETING_NEWS, ABOUT_MEETING,
	    false },
	{ "meeting.cancelled", "deadlines", DECIDE_MEETING_NEWS, ABOUT_MEETING,
	    false },
	{ "thread.closed", "outcomes", DECIDE_THREAD, ABOUT_ITSELF, false },
	{ "round.decided", "outcomes", DECIDE_ROUND, ABOUT_ITSELF, false },
	{ "poll.decided", "outcomes", DECIDE_POLL, ABOUT_ITSELF, false },
};

struct wanting
wanting_of(struct call *c, int64_t member, int64_t community,
    const struct mail_kind *kind)
{
	struct wanting w;

	db_get(c->db, DECIDE_FACTS, wanting_stored, &w, member, community,
	    kind->name, c->now - DAY);
	return w;
}

static void
note(struct call *c, struct decision d, const struct mail_kind *kind,
    int64_t until)
{
	struct wanting w = wanting_of(c, d.member, d.community, kind);
	struct verdict v = decide(kind, &w, c->now, until);

	d.kind = kind->name;
	d.way = v.way;
	d.why = v.why;
	d.at = c->now;
	d.due_at = v.due_at;
	if (strcmp(v.way, "now") != 0)
		d.settled_at = c->now;
	db_put(c->db, DECISION_PUT, decision_stored, &d);
}

/* The kind of mail for this cause: who follows all posts asked for news, and a
 * reminder is a warning. */
static const struct mail_kind *
kind_of(const char *usual, const char *cause)
{
	if (strcmp(cause, "follow") == 0)
		return mail_kind_find("news");
	if (strcmp(cause, "reminded") == 0)
		return mail_kind_find("deadlines");
	return mail_kind_find(usual);
}

/* Only for a warning it can be too late. */
static int64_t
until_of(const struct mail_kind *kind, const struct about *about)
{
	return strcmp(kind->name, "deadlines") == 0 ? about->until : 0;
}

/* Is the thing asked of them at once, or where this would stand? Then it is told
 * by that. */
static bool
is_asked(struct call *c, const struct decision *d, const struct mail_kind *kind)
{
	const struct mail_kind *asks = mail_kind_find("asks");
	struct wanting asked = wanting_of(c, d->member, d->community, asks);
	struct wanting told = wanting_of(c, d->member, d->community, kind);
	const char *way = decide(asks, &asked, c->now, 0).way;

	return strcmp(way, "now") == 0 ||
	       strcmp(way, decide(kind, &told, c->now, 0).way) == 0;
}

static void
note_event(struct call *c, const struct happened *e, const struct hearing *h,
    const struct about *about, const struct concerned *p)
{
	const struct mail_kind *kind = kind_of(h->kind, causes[p->cause]);
	struct decision d = { .member = p->member, .event = e->seq,
		.community = e->community, .subject = about->subject,
		.batch = about->batch, .cause = causes[p->cause] };

	if (!about->asks || !is_asked(c, &d, kind))
		note(c, d, kind, until_of(kind, about));
}

/* Whom a post names. Few are, so nobody is left to a later turn. */
static void
note_named(struct call *c, const struct happened *e, const struct hearing *h,
    const struct about *about)
{
	const char *words = db_text(c->db, DECIDE_WORDS, e->subject);
	const char **names;
	const struct called *all;
	const bool *named;
	struct list list;

	if (words == NULL)
		return;
	list = db_all(c->db, DECIDE_NAMES, called_stored,
	    sizeof(struct called), e->actor, e->subject);
	all = list.at;
	names = arena_get(c->arena, (list.count + 1) * sizeof(*names));
	for (size_t i = 0; i < list.count; i++)
		names[i] = all[i].name;
	named = mention_find(c->arena, words, names, list.count);
	for (size_t i = 0; i < list.count; i++)
		if (named[i] && !all[i].nearer)
			note_event(c, e, h, about,
			    &(struct concerned){ all[i].member, 3 });
}

/* Those whom it concerns, some at a time; true: that was all of them. */
static bool
decide_event(struct call *c, const struct happened *e, struct place *at,
    const struct hearing *h)
{
	bool is_post = h->about == ABOUT_POST;
	const struct concerned *p;
	struct list people;
	struct about about;

	if (!db_get(c->db, h->about, about_stored, &about, e->subject))
		return true;
	about.asks = is_post &&
		     db_number(c->db, DECIDE_OPENING, e->subject) > 0;
	if (is_post && at->member == 0)
		note_named(c, e, h, &about);
	people = db_all(c->db, h->whom, concerned_stored,
	    sizeof(struct concerned), h->one ? e->seq : e->subject,
	    e->community, e->actor, at->member);
	p = people.at;
	for (size_t i = 0; i < people.count; i++) {
		note_event(c, e, h, &about, &p[i]);
		at->member = p[i].member;
	}
	return people.count < PEOPLE_MOST;
}

static size_t
row_of(const struct happened *e)
{
	size_t row = 0;

	while (row < COUNT(heard) && strcmp(heard[row].event, e->kind) != 0)
		row++;
	return row;
}

static enum err
notice_decide(struct call *c)
{
	struct place at = { 0 };
	struct list events;
	const struct happened *e;
	size_t row;

	db_get(c->db, DECIDED_GET, place_stored, &at, 1);
	events = db_all(c->db, DECIDE_EVENTS, happened_stored,
	    sizeof(struct happened), at.seq, EVENTS_MOST);
	e = events.at;
	for (size_t i = 0; i < events.count; i++) {
		row = row_of(&e[i]);
		if (row < COUNT(heard) && e[i].community != 0 &&
		    !decide_event(c, &e[i], &at, &heard[row])) {
			c->again = true;
			break;
		}
		at = (struct place){ e[i].seq, 0 };
	}
	c->again = c->again || events.count == EVENTS_MOST;
	if (events.count > 0)
		db_run(c->db, DECIDED_PUT, at.seq, at.member);
	return call_reply(c, decided_output, &(struct decided){ c->again });
}

/* Warns of what closes, or begins, in two days. Who has answered meanwhile is
 * left out when the mail is written, but for those who come to a meeting. */
static enum err
notice_warn(struct call *c)
{
	struct list due = db_all(c->db, DECIDE_CLOSING, closing_stored,
	    sizeof(struct closing), c->now, c->now + WARNED_BEFORE);
	const struct closing *k = due.at;

	for (size_t i = 0; i < due.count; i++) {
		struct list people = db_all(c->db, DECIDE_MEMBERS,
		    concerned_stored, sizeof(struct concerned),
		    k[i].community, k[i].warned, k[i].id);
		const struct concerned *p = people.at;

		for (size_t n = 0; n < people.count; n++)
			note(c,
			    (struct decision){ .member = p[n].member,
				.event = k[i].event, .community = k[i].community,
				.subject = k[i].id, .cause = "closing" },
			    mail_kind_find("deadlines"), k[i].closes_at);
		c->again = c->again || people.count == PEOPLE_MOST;
	}
	return call_done(c);
}

static enum err
notice_forget(struct call *c)
{
	db_run(c->db, DECISION_PURGE, c->now - KEPT);
	return call_done(c);
}

const struct method happen_methods[] = {
	{ .name = "notice.decide",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .out = decided_output,
	    .run = notice_decide,
	    .every = SECOND,
	    .doc = "Decides who is mailed about what has happened." },
	{ .name = "notice.warn",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .run = notice_warn,
	    .every = MINUTE,
	    .doc = "Decides who is warned of what closes or begins in two days." },
	{ .name = "notice.forget",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .run = notice_forget,
	    .every = HOUR,
	    .doc = "Forgets what was decided more than a year ago." },
	{ 0 }
};
