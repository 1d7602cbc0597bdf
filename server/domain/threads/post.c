/* SPDX-License-Identifier: Apache-2.0 */
/*
 * post.c - what people say in a thread.
 *
 * An answer points back with reply_to. Posts are withdrawn, never deleted:
 * reviews and mailed replies go on pointing at them for years. What a post
 * said before an edit stays readable to those who can read it now.
 */
#include "soundings/base.h"
#include "soundings/text.h"

#include "domain/threads/threads.h"

#define POLLS_MAX 20 /* in a thread, the oldest */

struct posting {
	int64_t thread, reply_to;
	const char *body, *body_html;
};

struct editing {
	int64_t post;
	const char *body, *body_html;
};

struct post_name {
	int64_t post;
};

struct page_query {
	int64_t thread, before, after, count;
	int64_t known; /* seq of the same page that the caller has */
};

struct author {
	int64_t id;
	const char *display_name, *organisation, *profession, *region;
};

struct page {
	int64_t seq;
	struct thread *thread;
	struct list posts, members, polls;
	int64_t mark;
	bool more_before, more_after;
	struct ids by_mail; /* posts of the caller that came by mail */
	bool unchanged; /* the caller's page is still right; none is sent */
};

struct version {
	int64_t at;
	const char *body;
};

struct history {
	struct list versions;
};

struct preview {
	const char *body, *html;
};

const struct field post_fields[] = {
	F_ID(post, id), F_ID(post, thread), F_ID(post, author),
	F_AT(post, posted_at), F_REF(post, reply_to),
	F_TEXT(post, body, 0, BODY_MAX), F_TEXT(post, body_html, 0, HTML_MAX),
	F_TIME(post, edited_at), F_INT(post, edit_count, 0, FIELD_INT_MAX),
	F_TIME(post, withdrawn_at), F_END
};
static const struct field posting_input[] = {
	F_ID(posting, thread), F_REF(posting, reply_to),
	F_TEXT(posting, body, 1, BODY_MAX), F_END
};
static const struct field editing_input[] = {
	F_ID(editing, post), F_TEXT(editing, body, 1, BODY_MAX), F_END
};
static const struct field post_name_input[] = { F_ID(post_name, post), F_END };
static const struct field page_query_input[] = {
	F_ID(page_query, thread), F_REF(page_query, before),
	F_REF(page_query, after), F_INT_OPT(page_query, count, 1, PAGE),
	F_REF(page_query, known), F_END
};
static const struct field author_fields[] = {
	F_ID(author, id), F_TEXT(author, display_name, 1, TITLE_MAX),
	F_TEXT_OPT(author, organisation, TITLE_MAX),
	F_TEXT_OPT(author, profession, TITLE_MAX),
	F_TEXT_OPT(author, region, TITLE_MAX), F_END
};
static const struct field page_output[] = {
	F_INT(page, seq, 0, FIELD_INT_MAX),
	F_ONE(page, thread, thread, thread_fields),
	F_LIST(page, posts, post, post_fields, PAGE),
	F_LIST(page, members, author, author_fields, PAGE),
	F_LIST(page, polls, poll, poll_fields, POLLS_MAX),
	F_INT(page, mark, 0, FIELD_INT_MAX), F_BOOL(page, more_before),
	F_BOOL(page, more_after), F_IDS(page, by_mail, 0, PAGE),
	F_BOOL(page, unchanged), F_END
};
static const struct field version_fields[] = {
	F_AT(version, at), F_TEXT(version, body, 0, BODY_MAX), F_END
};
static const struct field history_output[] = {
	F_LIST(history, versions, version, version_fields, PAGE), F_END
};
static const struct field preview_input[] = {
	F_TEXT(preview, body, 0, BODY_MAX), F_END
};
static const struct field preview_output[] = {
	F_TEXT(preview, html, 0, HTML_MAX), F_END
};

/* The slow half, on a reader: other writers must not wait for Markdown. */
static enum err
thread_post_prepare(struct call *c)
{
	struct posting *in = c->in;

	in->body_html = text_render(c->arena, in->body);
	return OK;
}

struct post
thread_add(struct call *c, struct thread *t, int64_t reply_to,
    const char *body, const char *body_html)
{
	struct post p = {
		.id = event_seq(c), .thread = t->id, .author = c->member,
		.posted_at = c->now, .reply_to = reply_to, .body = body,
		.body_html = body_html,
	};
	int64_t audience = AUDIENCE(AUDIENCE_COMMUNITY, t->community);

	db_put(c->db, POST_INSERT, post_fields, &p);
	t->last_post = p.id;
	t->last_post_at = p.posted_at;
	t->post_count++;
	event_emit(c, "thread.posted", audience, t->community, &p);
	event_emit(c, "thread.touched", audience, t->community, t);
	db_run(c->db, THREAD_TOUCH, p.id, p.posted_at, event_last(c), t->id);
	mark_newest(c, t, p.id);
	return p;
}

static void
thread_post_ahead(struct call *c)
{
	const struct posting *in = c->in;

	db_ahead(c->db, THREAD_PICK, c->member, in->thread);
}

/* The fast half, on the writer, inside the batch's transaction. */
static enum err
thread_post(struct call *c)
{
	const struct posting *in = c->in;
	struct thread t;
	struct post p;

	if (!thread_pick(c, in->thread, MAY_POST, &t))
		return c->err;
	if (t.closed_at != 0)
		return call_fail(c, E_CONFLICT, "The thread is closed.");
	if (in->reply_to != 0 && (!db_get(c->db, POST_GET, post_fields, &p,
	    in->reply_to, c->member) || p.thread != t.id))
		return call_invalid(c, "reply_to",
		    "The post you answer is not in this thread.");
	p = thread_add(c, &t, in->reply_to, in->body, in->body_html);
	return call_reply(c, post_fields, &p);
}

/* The names on a page, each person once. */
static struct list
authors_of(struct call *c, const struct post *posts, size_t n)
{
	struct author *a = arena_get(c->arena, (n + 1) * sizeof(*a));
	struct list list = { .at = a };

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < list.count && a[k].id != posts[i].author)
			k++;
		if (k == list.count && db_get(c->db, MEMBER_GET, author_fields,
		    &a[k], posts[i].author, c->member))
			list.count++;
	}
	return list;
}

/* Those of the caller's that came by mail: what was cut off can be shown. */
static struct ids
by_mail(struct call *c, const struct post *posts, size_t n)
{
	int64_t *at = arena_get(c->arena, (n + 1) * sizeof(*at));
	struct ids ids = { .at = at };

	for (size_t i = 0; i < n; i++)
		if (posts[i].author == c->member &&
		    db_number(c->db, POST_BY_MAIL, posts[i].id) > 0)
			at[ids.count++] = posts[i].id;
	return ids;
}

static void
reverse(struct post *p, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct post swap = p[i];

		p[i] = p[n - 1 - i];
		p[n - 1 - i] = swap;
	}
}

/* The posts that were asked for, in order of time. */
static struct list
stretch(struct call *c, const struct page_query *in)
{
	int64_t count = in->count != 0 ? in->count : PAGE;
	struct list posts;

	if (in->after != 0)
		return db_all(c->db, POST_AFTER, post_fields,
		    sizeof(struct post), in->thread, in->after, count);
	posts = db_all(c->db, POST_BEFORE, post_fields, sizeof(struct post),
	    in->thread, in->before != 0 ? in->before : FIELD_INT_MAX, count);
	reverse(posts.at, posts.count);
	return posts;
}

static enum err
thread_page(struct call *c)
{
	const struct page_query *in = c->in;
	struct page out = { .seq = event_last(c) };
	struct thread t;
	struct mark m = { 0 };
	const struct post *post;

	if (!thread_pick(c, in->thread, MAY_SEE, &t))
		return c->err;
	out.thread = &t;
	db_get(c->db, MARK_GET, mark_fields, &m, t.id, c->member);
	out.mark = m.post;
	out.polls = db_all(c->db, POLL_OF_THREAD, poll_fields,
	    sizeof(struct poll), t.id);
	if (in->known != 0 &&
	    db_number(c->db, THREAD_CHANGED, t.id) <= in->known) {
		out.unchanged = true;
		return call_reply(c, page_output, &out);
	}
	out.posts = stretch(c, in);
	post = out.posts.at;
	if (out.posts.count > 0) {
		out.more_after = post[out.posts.count - 1].id < t.last_post;
		out.more_before = db_number(c->db, POST_EXISTS_BEFORE, t.id,
		    post[0].id) > 0;
	}
	out.members = authors_of(c, post, out.posts.count);
	out.by_mail = by_mail(c, post, out.posts.count);
	return call_reply(c, page_output, &out);
}

/* The post and its thread, if the caller sees them. */
static bool
post_pick(struct call *c, int64_t id, struct post *p, struct thread *t)
{
	if (!db_get(c->db, POST_GET, post_fields, p, id, c->member)) {
		call_fail(c, E_NOT_FOUND, "There is no such thread.");
		return false;
	}
	return thread_pick(c, p->thread, MAY_SEE, t);
}

static enum err
post_change(struct call *c, const char *kind, struct post *p,
    const struct thread *t)
{
	db_put(c->db, POST_CHANGE, post_fields, p);
	thread_tell(c, kind, t, p);
	return call_reply(c, post_fields, p);
}

static void
keep_version(struct call *c, struct post *p)
{
	db_run(c->db, POST_VERSION_INSERT, p->id, p->edit_count + 1,
	    p->edited_at != 0 ? p->edited_at : p->posted_at, p->body);
}

static enum err
post_edit_prepare(struct call *c)
{
	struct editing *in = c->in;

	in->body_html = text_render(c->arena, in->body);
	return OK;
}

static enum err
post_edit(struct call *c)
{
	const struct editing *in = c->in;
	struct thread t;
	struct post p;

	if (!post_pick(c, in->post, &p, &t))
		return c->err;
	if (p.author != c->member)
		return call_fail(c, E_DENIED, "Only its author edits a post.");
	if (p.withdrawn_at != 0)
		return call_fail(c, E_CONFLICT, "The post was withdrawn.");
	if (t.closed_at != 0)
		return call_fail(c, E_CONFLICT, "The thread is closed.");
	keep_version(c, &p);
	p.body = in->body;
	p.body_html = in->body_html;
	p.edited_at = c->now;
	p.edit_count++;
	return post_change(c, "post.edited", &p, &t);
}

static enum err
post_withdraw(struct call *c)
{
	const struct post_name *in = c->in;
	struct thread t;
	struct post p;

	if (!post_pick(c, in->post, &p, &t))
		return c->err;
	if (p.author != c->member &&
	    !access_community(c, t.community, MAY_RUN))
		return call_fail(c, E_DENIED,
		    "A post is withdrawn by its author or a coordinator.");
	if (p.withdrawn_at != 0)
		return call_reply(c, post_fields, &p);
	keep_version(c, &p);
	p.body = p.body_html = "";
	p.withdrawn_at = c->now;
	return post_change(c, "post.withdrawn", &p, &t);
}

/* What a withdrawn post said is for its author and coordinators only. */
static enum err
post_history(struct call *c)
{
	const struct post_name *in = c->in;
	struct history out;
	struct thread t;
	struct post p;

	if (!post_pick(c, in->post, &p, &t))
		return c->err;
	if (p.withdrawn_at != 0 && p.author != c->member &&
	    !access_community(c, t.community, MAY_RUN))
		return call_fail(c, E_DENIED, "The post was withdrawn.");
	out.versions = db_all(c->db, POST_VERSION_LIST, version_fields,
	    sizeof(struct version), p.id);
	return call_reply(c, history_output, &out);
}

static enum err
text_preview(struct call *c)
{
	struct preview *in = c->in;

	in->html = text_render(c->arena, in->body);
	return call_reply(c, preview_output, in);
}

const struct method post_methods[] = {
	{ .name = "thread.post", .kind = WRITE, .who = WHO_MEMBER,
	  .in = posting_input, .in_size = sizeof(struct posting),
	  .out = post_fields, .prepare = thread_post_prepare, .renders = true,
	  .ahead = thread_post_ahead,
	  .run = thread_post,
	  .doc = "Adds a post to an open thread; for members." },
	{ .name = "thread.page", .kind = READ, .who = WHO_MEMBER,
	  .in = page_query_input, .in_size = sizeof(struct page_query),
	  .out = page_output, .run = thread_page,
	  .doc = "A stretch of a thread with the names in it, the newest "
		 "unless told; for members." },
	{ .name = "post.edit", .kind = WRITE, .who = WHO_MEMBER,
	  .in = editing_input, .in_size = sizeof(struct editing),
	  .out = post_fields, .prepare = post_edit_prepare,
	  .renders = true, .run = post_edit,
	  .doc = "Changes a post; its earlier words stay readable. For its "
		 "author." },
	{ .name = "post.withdraw", .kind = WRITE, .who = WHO_MEMBER,
	  .in = post_name_input, .in_size = sizeof(struct post_name),
	  .out = post_fields, .run = post_withdraw,
	  .doc = "Empties a post and leaves its place; for its author and "
		 "coordinators." },
	{ .name = "post.history", .kind = READ, .who = WHO_MEMBER,
	  .in = post_name_input, .in_size = sizeof(struct post_name),
	  .out = history_output, .run = post_history,
	  .doc = "What a post said before its edits; for members." },
	{ .name = "text.preview", .kind = READ, .who = WHO_MEMBER,
	  .in = preview_input, .in_size = sizeof(struct preview),
	  .out = preview_output, .run = text_preview,
	  .doc = "Shows what Markdown will look like." },
	{ 0 }
};

static const struct row post_row = {
	"post", post_fields, sizeof(struct post), POST_GET, POST_ALL,
};

const struct event_kind post_events[] = {
	{ .name = "thread.posted", .row = &post_row,
	  .doc = "Somebody posted in a thread." },
	{ .name = "post.edited", .row = &post_row,
	  .doc = "An author changed a post." },
	{ .name = "post.withdrawn", .row = &post_row,
	  .doc = "A post was withdrawn." },
	{ 0 }
};
