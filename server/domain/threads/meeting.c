/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting.c - threads that are a meeting: when, where, how many; who comes is in
 * rsvp.c.
 *
 * Its events carry no row and go to the whole community: few pages show a
 * meeting, and those ask for it again. A change or a cancellation says why, and
 * is mailed with that. Answers stay when the time changes; whoever gave one is
 * told and can give another.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/text.h"

#include "domain/calendar.h"
#include "domain/closing.h"
#include "domain/link.h"
#include "domain/threads/threads.h"

#define SEATS_MAX  10000
#define PLACE_MAX  400
#define LINK_MAX   2000
#define REASON_MAX 2000
#define LONGEST    (14 * DAY)
#define LATEST     (2 * 366 * DAY)
#define COMERS_MAX FIELD_INT_MAX

struct calling {
	struct meeting m; /* first: its fields lie where WHEN_AND_WHERE says */
	const char *body, *body_html;
};

struct called {
	struct thread *thread;
	struct meeting *meeting;
};

struct meeting_name {
	int64_t thread;
};

struct cancelling {
	int64_t thread;
	const char *reason;
	int64_t revision;
};

struct comer {
	int64_t member;
	const char *name, *answer;
};

struct meeting_page {
	int64_t seq;
	struct meeting *meeting;
	struct list comers;
	const char *answer; /* of the caller; NULL: none yet */
};

struct calendar_file {
	const char *name, *text;
};

#define WHEN_AND_WHERE                                                       \
	F_AT(meeting, starts_at), F_AT(meeting, ends_at),                     \
	    F_TEXT(meeting, zone, 1, 64),                                     \
	    F_TEXT_OPT(meeting, place, PLACE_MAX),                            \
	    F_TEXT_OPT(meeting, link, LINK_MAX),                              \
	    { .name = "seats", .type = FIELD_REF,                             \
	      .offset = FIELD_AT(meeting, seats, int64_t), .min = 1,          \
	      .max = SEATS_MAX, .optional = true }

const struct field meeting_fields[] = {
	F_ID(meeting, id), F_ID(meeting, community),
	F_TEXT(meeting, title, 1, TITLE_MAX), WHEN_AND_WHERE,
	F_TIME(meeting, was_at), F_AT(meeting, changed_at),
	F_ID(meeting, changed_by), F_INT(meeting, revision, 0, FIELD_INT_MAX),
	F_TEXT_OPT(meeting, reason, REASON_MAX), F_TIME(meeting, cancelled_at),
	F_END
};
static const struct field calling_input[] = {
	F_ID(meeting, community), F_TEXT(meeting, title, 1, TITLE_MAX),
	F_TEXT(calling, body, 1, BODY_MAX), WHEN_AND_WHERE, F_END
};
static const struct field called_output[] = {
	F_ONE(called, thread, thread, thread_fields),
	F_ONE(called, meeting, meeting, meeting_fields), F_END
};
static const struct field moving_input[] = {
	{ .name = "thread", .type = FIELD_ID,
	  .offset = FIELD_AT(meeting, id, int64_t), .min = 1,
	  .max = FIELD_INT_MAX },
	WHEN_AND_WHERE, F_TEXT(meeting, reason, 1, REASON_MAX),
	F_INT(meeting, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field cancelling_input[] = {
	F_ID(cancelling, thread), F_TEXT(cancelling, reason, 1, REASON_MAX),
	F_INT(cancelling, revision, 0, FIELD_INT_MAX), F_END
};
static const struct field meeting_name_input[] = {
	F_ID(meeting_name, thread), F_END
};
static const struct field comer_fields[] = {
	F_ID(comer, member), F_TEXT(comer, name, 1, TITLE_MAX),
	F_CHOICE(comer, answer, rsvp_answers), F_END
};
static const struct field meeting_page_output[] = {
	F_INT(meeting_page, seq, 0, FIELD_INT_MAX),
	F_ONE(meeting_page, meeting, meeting, meeting_fields),
	F_LIST(meeting_page, comers, comer, comer_fields, COMERS_MAX),
	F_CHOICE_OPT(meeting_page, answer, rsvp_answers), F_END
};
static const struct field calendar_file_output[] = {
	F_TEXT(calendar_file, name, 1, 100),
	F_TEXT(calendar_file, text, 1, FIELD_INT_MAX), F_END
};

bool
meeting_pick(struct call *c, int64_t thread, enum may what, struct meeting *m)
{
	struct thread t;

	if (!thread_pick(c, thread, what, &t))
		return false;
	if (!db_get(c->db, MEETING_GET, meeting_fields, m, thread))
		call_fail(c, E_NOT_FOUND, "This thread is no meeting.");
	return c->err == OK;
}

bool
meeting_is_ahead(struct call *c, const struct meeting *m)
{
	if (m->cancelled_at != 0)
		call_fail(c, E_CONFLICT, "The meeting was cancelled.");
	else if (m->starts_at <= c->now)
		call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "The meeting began on %s: it is too late for that.",
		    closing_words(c, m->starts_at, m->zone)));
	return c->err == OK;
}

void
meeting_tell(struct call *c, const char *kind, const struct meeting *m)
{
	event_note(c, kind, AUDIENCE(AUDIENCE_COMMUNITY, m->community),
	    m->community, m->id);
}

/* Is it said where it is? If not, the call has failed. */
static bool
where_valid(struct call *c, const struct meeting *m)
{
	if (m->place == NULL && m->link == NULL)
		call_invalid(c, "place",
		    "Say where it is, or give a link by which one takes part.");
	return link_valid(c, "link", m->link);
}

/* Does when and where make sense? If not, the call has failed. */
static bool
meeting_valid(struct call *c, const struct meeting *m)
{
	if (!clock_zone_valid(m->zone))
		call_invalid(c, "zone",
		    "This time zone is not known; an example is Europe/London.");
	if (m->starts_at <= c->now)
		call_invalid(c, "starts_at",
		    "This time has passed. Choose a later one.");
	if (m->starts_at > c->now + LATEST)
		call_invalid(c, "starts_at",
		    "It would begin in more than two years. Is the year right?");
	if (m->ends_at <= m->starts_at)
		call_invalid(c, "ends_at", "It would end before it begins.");
	if (m->ends_at > m->starts_at + LONGEST)
		call_invalid(c, "ends_at",
		    "It would be longer than two weeks. Is the date right?");
	return where_valid(c, m);
}

static enum err
meeting_open_prepare(struct call *c)
{
	struct calling *in = c->in;

	in->body_html = text_render(c->arena, in->body);
	return OK;
}

static enum err
meeting_open(struct call *c)
{
	const struct calling *in = c->in;
	struct meeting m = in->m;
	struct thread t = { .community = m.community, .kind = "meeting",
		.title = m.title };

	if (!access_community(c, m.community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (!access_community(c, m.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Meetings ask everybody, so coordinators call them. Start "
		    "a discussion to propose one.");
	if (!meeting_valid(c, &m))
		return c->err;
	thread_begin(c, &t, in->body, in->body_html);
	m.id = t.id;
	m.changed_at = c->now;
	m.changed_by = c->member;
	db_put(c->db, MEETING_INSERT, meeting_fields, &m);
	meeting_tell(c, "meeting.opened", &m);
	return call_reply(c, called_output, &(struct called){ &t, &m });
}

static enum err
meeting_page(struct call *c)
{
	const struct meeting_name *in = c->in;
	struct meeting_page out = { .seq = event_last(c) };
	struct meeting m;

	if (!meeting_pick(c, in->thread, MAY_SEE, &m))
		return c->err;
	out.meeting = &m;
	out.comers = db_all(c->db, RSVP_ALL, comer_fields,
	    sizeof(struct comer), m.id);
	out.answer = db_text(c->db, RSVP_GET, m.id, c->member);
	return call_reply(c, meeting_page_output, &out);
}

/* Keeps what is different now, and why. */
static enum err
keep(struct call *c, const char *kind, struct meeting *m, const char *reason)
{
	m->reason = reason;
	m->changed_at = c->now;
	m->changed_by = c->member;
	m->revision++;
	db_put(c->db, MEETING_CHANGE, meeting_fields, m);
	meeting_tell(c, kind, m);
	return call_reply(c, meeting_fields, m);
}

/* It is reminded of at its new time, too, unless that is so near that the news
 * of it is the reminder. */
static void
remind_anew(struct call *c, const struct meeting *m)
{
	int64_t event = event_seq(c);

	if (m->starts_at == m->was_at || m->starts_at <= c->now + WARNED_BEFORE)
		return;
	meeting_tell(c, "meeting.moved", m);
	db_run(c->db, MEETING_MOVE, event, m->id);
}

/* It has begun, and is not over? */
static bool
is_going_on(struct call *c, const struct meeting *m)
{
	return m->cancelled_at == 0 && m->starts_at <= c->now &&
	       m->ends_at > c->now;
}

/* While it goes on people look for it: where it is can be mended then. If it is
 * more than that, the call has failed. */
static bool
mending_valid(struct call *c, const struct meeting *m, const struct meeting *in)
{
	if (in->starts_at != m->starts_at || in->ends_at != m->ends_at ||
	    strcmp(in->zone, m->zone) != 0)
		call_fail(c, E_CONFLICT, arena_printf(c->arena,
		    "The meeting began on %s. Its place and its link can still "
		    "be changed, its time cannot.",
		    closing_words(c, m->starts_at, m->zone)));
	return c->err == OK && where_valid(c, in);
}

static enum err
meeting_change(struct call *c)
{
	const struct meeting *in = c->in;
	struct meeting m;
	bool going_on;

	if (!meeting_pick(c, in->id, MAY_RUN, &m))
		return c->err;
	going_on = is_going_on(c, &m);
	if ((!going_on && !meeting_is_ahead(c, &m)) ||
	    !call_fresh(c, in->revision, m.revision, m.changed_by))
		return c->err;
	if (going_on ? !mending_valid(c, &m, in) : !meeting_valid(c, in))
		return c->err;
	m.was_at = m.starts_at;
	m.starts_at = in->starts_at;
	m.ends_at = in->ends_at;
	m.zone = in->zone;
	m.place = in->place;
	m.link = in->link;
	m.seats = in->seats;
	if (m.seats != 0 && db_number(c->db, RSVP_SEATS, m.id, INT64_C(0)) >
	    m.seats)
		return call_invalid(c, "seats",
		    "More people than that have said that they come. Ask some "
		    "of them first.");
	remind_anew(c, &m);
	return keep(c, "meeting.changed", &m, in->reason);
}

static enum err
meeting_cancel(struct call *c)
{
	const struct cancelling *in = c->in;
	struct meeting m;

	if (!meeting_pick(c, in->thread, MAY_RUN, &m) ||
	    !meeting_is_ahead(c, &m) ||
	    !call_fresh(c, in->revision, m.revision, m.changed_by))
		return c->err;
	m.cancelled_at = c->now;
	return keep(c, "meeting.cancelled", &m, in->reason);
}

static enum err
meeting_calendar(struct call *c)
{
	const struct meeting_name *in = c->in;
	struct calendar_file out;
	struct meeting m;

	if (!meeting_pick(c, in->thread, MAY_SEE, &m))
		return c->err;
	out.name = arena_printf(c->arena, "meeting-%lld.ics", (long long)m.id);
	out.text = calendar_of(c, &m);
	return call_reply(c, calendar_file_output, &out);
}

const struct method meeting_methods[] = {
	{ .name = "meeting.open", .kind = WRITE, .who = WHO_MEMBER,
	  .in = calling_input, .in_size = sizeof(struct calling),
	  .out = called_output, .prepare = meeting_open_prepare,
	  .renders = true, .run = meeting_open,
	  .doc = "Calls a meeting, with a thread to talk about it; for "
		 "coordinators." },
	{ .name = "meeting.page", .kind = READ, .who = WHO_MEMBER,
	  .in = meeting_name_input, .in_size = sizeof(struct meeting_name),
	  .out = meeting_page_output, .run = meeting_page,
	  .doc = "The meeting that a thread is, who comes, and what the caller "
		 "has answered; for members." },
	{ .name = "meeting.change", .kind = WRITE, .who = WHO_MEMBER,
	  .in = moving_input, .in_size = sizeof(struct meeting),
	  .out = meeting_fields, .run = meeting_change,
	  .doc = "Puts a meeting at another time or place, and says why to "
		 "all who did not decline; for coordinators. Once it has begun: at "
		 "another place." },
	{ .name = "meeting.cancel", .kind = WRITE, .who = WHO_MEMBER,
	  .in = cancelling_input, .in_size = sizeof(struct cancelling),
	  .out = meeting_fields, .run = meeting_cancel,
	  .doc = "Cancels a meeting, and says why to all who did not decline; "
		 "for coordinators." },
	{ .name = "meeting.calendar", .kind = READ, .who = WHO_MEMBER,
	  .in = meeting_name_input, .in_size = sizeof(struct meeting_name),
	  .out = calendar_file_output, .run = meeting_calendar,
	  .doc = "The meeting as a file for a calendar (RFC 5545); for "
		 "members." },
	{ 0 }
};

const struct event_kind meeting_events[] = {
	{ .name = "meeting.opened",
	  .doc = "A thread is a meeting; meeting.page has it, as for all of "
		 "these." },
	{ .name = "meeting.changed", .doc = "A meeting is otherwise now." },
	{ .name = "meeting.moved",
	  .doc = "A meeting is at another time, and reminded of anew." },
	{ .name = "meeting.cancelled", .doc = "A meeting was cancelled." },
	{ .name = "rsvp.given",
	  .doc = "Somebody has said whether they come to a meeting." },
	{ 0 }
};
