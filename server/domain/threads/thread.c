/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thread.c - conversations: open, list, close, and how far each has read.
 *
 * A thread is a flat run of posts in one community. Closing may say what came
 * of it; a closed thread takes no posts and can be reopened.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/threads/threads.h"

struct opening {
	int64_t community;
	const char *kind, *title, *body, *body_html;
};

struct opened {
	struct thread *thread;
	struct post *post;
};

struct closing {
	int64_t thread;
	const char *outcome, *outcome_html;
};

/* What every call about a thread reads, in one statement. */
struct picked {
	struct thread thread; /* first: its fields lie where OF_THREAD says */
	const char *role;     /* of the caller in its community; NULL: none */
};

struct thread_name {
	int64_t thread;
};

struct thread_query {
	int64_t community, before;
};

struct unread {
	int64_t thread, count;
};

struct thread_list {
	int64_t seq;
	struct list threads, marks, unread;
	bool more;
};

struct reading {
	int64_t thread, post;
};

static const char *const kinds[] = { "discussion", "announcement", "meeting",
	NULL };
/* A meeting is opened with its time and place, by meeting.open. */
static const char *const openable[] = { "discussion", "announcement", NULL };

#define OF_THREAD                                                            \
	F_ID(thread, id), F_ID(thread, number), F_ID(thread, community),      \
	    F_CHOICE(thread, kind, kinds), F_TEXT(thread, title, 1, TITLE_MAX), \
	    F_ID(thread, opened_by), F_AT(thread, opened_at),                 \
	    F_AT(thread, last_post_at),                                       \
	    F_INT(thread, post_count, 0, FIELD_INT_MAX),                      \
	    F_ID(thread, last_post), F_TIME(thread, closed_at),               \
	    F_REF(thread, closed_by), F_TEXT_OPT(thread, outcome, BODY_MAX),  \
	    F_TEXT_OPT(thread, outcome_html, HTML_MAX)

const struct field thread_fields[] = { OF_THREAD, F_END };
static const struct field picked_fields[] = {
	OF_THREAD, F_TEXT_OPT(picked, role, TITLE_MAX), F_END
};
const struct field mark_fields[] = { F_ID(mark, id), F_ID(mark, post), F_END };
static const struct field opening_input[] = {
	F_ID(opening, community), F_CHOICE_OPT(opening, kind, openable),
	F_TEXT(opening, title, 1, TITLE_MAX), F_TEXT(opening, body, 1, BODY_MAX),
	F_END
};
static const struct field opened_output[] = {
	F_ONE(opened, thread, thread, thread_fields),
	F_ONE(opened, post, post, post_fields), F_END
};
static const struct field closing_input[] = {
	F_ID(closing, thread), F_TEXT_OPT(closing, outcome, BODY_MAX), F_END
};
static const struct field thread_name_input[] = {
	F_ID(thread_name, thread), F_END
};
static const struct field thread_query_input[] = {
	F_ID(thread_query, community), F_REF(thread_query, before), F_END
};
static const struct field unread_fields[] = {
	F_ID(unread, thread), F_INT(unread, count, 0, 100), F_END
};
static const struct field thread_list_output[] = {
	F_INT(thread_list, seq, 0, FIELD_INT_MAX),
	F_LIST(thread_list, threads, thread, thread_fields, PAGE),
	F_LIST(thread_list, marks, mark, mark_fields, PAGE),
	F_LIST(thread_list, unread, unread, unread_fields, PAGE),
	F_BOOL(thread_list, more), F_END
};
static const struct field reading_input[] = {
	F_ID(reading, thread), F_ID(reading, post), F_END
};

bool
thread_pick(struct call *c, int64_t id, enum may what, struct thread *t)
{
	struct picked p;
	bool exists = db_get(c->db, THREAD_PICK, picked_fields, &p,
	    c->member, id);

	*t = p.thread;
	if (exists && access_as(c, p.role, what))
		return true;
	if (exists && access_as(c, p.role, MAY_SEE))
		call_fail(c, E_DENIED, "Only coordinators may do this.");
	else
		call_fail(c, E_NOT_FOUND, "There is no such thread.");
	return false;
}

void
thread_tell(struct call *c, const char *kind, const struct thread *t,
    const void *row)
{
	event_emit(c, kind, AUDIENCE(AUDIENCE_COMMUNITY, t->community),
	    t->community, row);
	db_run(c->db, THREAD_CHANGE, event_last(c), t->id);
}

struct post
thread_begin(struct call *c, struct thread *t, const char *body,
    const char *body_html)
{
	t->id = t->last_post = event_seq(c);
	t->number = db_number(c->db, COMMUNITY_NUMBER, t->community);
	t->opened_by = c->member;
	t->opened_at = t->last_post_at = c->now;
	db_put(c->db, THREAD_INSERT, thread_fields, t);
	thread_tell(c, "thread.opened", t, t);
	return thread_add(c, t, 0, body, body_html);
}

static enum err
thread_open_prepare(struct call *c)
{
	struct opening *in = c->in;

	in->body_html = text_render(c->arena, in->body);
	return OK;
}

static enum err
thread_open(struct call *c)
{
	const struct opening *in = c->in;
	bool announces = in->kind != NULL && strcmp(in->kind, kinds[1]) == 0;
	struct thread t = {
		.community = in->community,
		.kind = announces ? kinds[1] : kinds[0], .title = in->title,
	};
	struct post p;

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	if (announces && !access_community(c, in->community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "Announcements are for coordinators; start a discussion "
		    "instead.");
	p = thread_begin(c, &t, in->body, in->body_html);
	return call_reply(c, opened_output, &(struct opened){ &t, &p });
}

static enum err
thread_list(struct call *c)
{
	const struct thread_query *in = c->in;
	struct thread_list out = { .seq = event_last(c) };
	struct thread *t;
	struct mark *mark;
	struct unread *unread;

	if (!access_community(c, in->community, MAY_SEE))
		return call_fail(c, E_NOT_FOUND, "There is no such community.");
	out.threads = db_all(c->db, THREAD_PAGE, thread_fields, sizeof(*t),
	    in->community, in->before != 0 ? in->before : FIELD_INT_MAX,
	    PAGE + 1);
	out.more = out.threads.count > PAGE;
	if (out.more)
		out.threads.count = PAGE;
	t = out.threads.at;
	out.marks.at = mark = arena_get(c->arena, PAGE * sizeof(*mark));
	out.unread.at = unread = arena_get(c->arena, PAGE * sizeof(*unread));
	for (size_t i = 0; i < out.threads.count; i++) {
		struct mark m = { .id = t[i].id };

		if (db_get(c->db, MARK_GET, mark_fields, &m, t[i].id,
		    c->member))
			mark[out.marks.count++] = m;
		if (m.post >= t[i].last_post)
			continue;
		unread[out.unread.count++] = (struct unread){ t[i].id,
			db_number(c->db, UNREAD_COUNT, t[i].id, m.post,
			    c->member) };
	}
	return call_reply(c, thread_list_output, &out);
}

static enum err
thread_close_prepare(struct call *c)
{
	struct closing *in = c->in;

	if (in->outcome != NULL)
		in->outcome_html = text_render(c->arena, in->outcome);
	return OK;
}

static enum err
thread_close(struct call *c)
{
	const struct closing *in = c->in;
	struct thread t;

	if (!thread_pick(c, in->thread, MAY_SEE, &t))
		return c->err;
	if (t.opened_by != c->member &&
	    !access_community(c, t.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "A thread is closed by a coordinator or by who opened it.");
	if (t.closed_at != 0)
		return call_fail(c, E_CONFLICT, "The thread is closed already.");
	t.closed_at = c->now;
	t.closed_by = c->member;
	t.outcome = in->outcome;
	t.outcome_html = in->outcome_html;
	db_put(c->db, THREAD_CLOSE, thread_fields, &t);
	thread_tell(c, "thread.closed", &t, &t);
	return call_reply(c, thread_fields, &t);
}

static enum err
thread_reopen(struct call *c)
{
	const struct thread_name *in = c->in;
	struct thread t;

	if (!thread_pick(c, in->thread, MAY_RUN, &t))
		return c->err;
	if (t.closed_at == 0)
		return call_fail(c, E_CONFLICT, "The thread is open.");
	t.closed_at = t.closed_by = 0;
	db_put(c->db, THREAD_CLOSE, thread_fields, &t);
	thread_tell(c, "thread.reopened", &t, &t);
	return call_reply(c, thread_fields, &t);
}

static void
mark_tell(struct call *c, const struct thread *t, int64_t post)
{
	struct mark m = { t->id, post };

	event_emit(c, "mark.moved", AUDIENCE(AUDIENCE_MEMBER, c->member),
	    t->community, &m);
}

void
mark_newest(struct call *c, const struct thread *t, int64_t post)
{
	db_run(c->db, MARK_SET, c->member, t->id, post);
	mark_tell(c, t, post);
}

static void
mark_move(struct call *c, const struct thread *t, int64_t post)
{
	if (db_changed(c->db, MARK_SET, c->member, t->id, post) > 0)
		mark_tell(c, t, post);
}

static enum err
thread_mark_read(struct call *c)
{
	const struct reading *in = c->in;
	struct thread t;
	struct mark m;

	if (!thread_pick(c, in->thread, MAY_SEE, &t))
		return c->err;
	mark_move(c, &t, in->post < t.last_post ? in->post : t.last_post);
	db_get(c->db, MARK_GET, mark_fields, &m, t.id, c->member);
	return call_reply(c, mark_fields, &m);
}

const struct method thread_methods[] = {
	{ .name = "thread.open", .kind = WRITE, .who = WHO_MEMBER,
	  .in = opening_input, .in_size = sizeof(struct opening),
	  .out = opened_output, .prepare = thread_open_prepare, .renders = true,
	  .run = thread_open,
	  .doc = "Starts a thread with its first post; for members." },
	{ .name = "thread.list", .kind = READ, .who = WHO_MEMBER,
	  .in = thread_query_input, .in_size = sizeof(struct thread_query),
	  .out = thread_list_output, .run = thread_list,
	  .doc = "Threads of a community, newest talk first, with the caller's "
		 "marks and unread posts; for members." },
	{ .name = "thread.close", .kind = WRITE, .who = WHO_MEMBER,
	  .in = closing_input, .in_size = sizeof(struct closing),
	  .out = thread_fields, .prepare = thread_close_prepare,
	  .renders = true,
	  .run = thread_close,
	  .doc = "Closes a thread, with what came of it; for coordinators and "
		 "who opened it." },
	{ .name = "thread.reopen", .kind = WRITE, .who = WHO_MEMBER,
	  .in = thread_name_input, .in_size = sizeof(struct thread_name),
	  .out = thread_fields, .run = thread_reopen,
	  .doc = "Opens a closed thread again; for coordinators." },
	{ .name = "thread.mark_read", .kind = WRITE, .who = WHO_MEMBER,
	  .in = reading_input, .in_size = sizeof(struct reading),
	  .out = mark_fields, .run = thread_mark_read,
	  .doc = "Notes how far the caller has read; for members." },
	{ 0 }
};

static const struct row thread_row = {
	"thread", thread_fields, sizeof(struct thread), THREAD_GET, THREAD_ALL,
};
static const struct row mark_row = {
	"mark", mark_fields, sizeof(struct mark), MARK_GET, MARK_OF_COMMUNITY,
};

const struct event_kind thread_events[] = {
	{ .name = "thread.opened", .row = &thread_row,
	  .doc = "A thread was started." },
	{ .name = "thread.touched", .row = &thread_row,
	  .doc = "A thread has a new post and new counts." },
	{ .name = "thread.closed", .row = &thread_row,
	  .doc = "A thread was closed." },
	{ .name = "thread.reopened", .row = &thread_row,
	  .doc = "A thread was opened again." },
	{ .name = "mark.moved", .row = &mark_row,
	  .doc = "The member has read on." },
	{ 0 }
};
