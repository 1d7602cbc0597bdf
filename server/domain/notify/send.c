/* SPDX-License-Identifier: Apache-2.0 */
/*
 * send.c - the mails that were decided on, once their time has come.
 *
 * What concerns one member and one thread goes together. Everything is looked
 * at again when it is written: what was withdrawn, read, answered or lost from
 * sight meanwhile is left out, and a mail with nothing in it is not sent. The
 * slow half writes the words; the fast one queues them, each decision once.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/method.h"
#include "soundings/outbox.h"
#include "soundings/settings.h"
#include "soundings/text.h"

#include "domain/notify/letter.h"
#include "domain/notify/notify.h"
#include "domain/notify/page.h"

#define READY_MOST 50

/* A member and what goes together to them. */
struct ready {
	int64_t member, batch, community;
	const char *email, *display_name, *zone;

	/* Made by the slow half. */
	struct list decisions; /* of struct decision */
	size_t told;           /* how many of them are in it */
	const char *subject, *from_name, *text, *html, *why, *kind;
	const char *answer_to;
	int64_t post;
};

struct sending {
	struct list ready; /* of struct ready */
};

struct sent {
	int64_t mails;
	bool more;
};

struct letter_post {
	int64_t id, thread;
	const char *title, *body, *body_html, *writer, *community;
	int64_t at;
};

static const struct field ready_stored[] = { F_ID(ready, member),
	F_INT(ready, batch, 0, FIELD_INT_MAX), F_ID(ready, community),
	F_TEXT(ready, email, 3, 254), F_TEXT(ready, display_name, 1, 200),
	F_TEXT(ready, zone, 1, 64), F_END };
static const struct field letter_post_stored[] = { F_ID(letter_post, id),
	F_ID(letter_post, thread), F_TEXT(letter_post, title, 1, FIELD_INT_MAX),
	F_TEXT(letter_post, body, 0, FIELD_INT_MAX),
	F_TEXT(letter_post, body_html, 0, FIELD_INT_MAX),
	F_TEXT(letter_post, writer, 1, FIELD_INT_MAX),
	F_TEXT(letter_post, community, 1, FIELD_INT_MAX),
	F_AT(letter_post, at), F_END };
static const struct field sent_output[] = { F_INT(sent, mails, 0, READY_MOST),
	F_BOOL(sent, more), F_END };

/* Both forms of a letter while it is written. */
struct letter {
	struct call *c;
	struct ready *r;
	struct digest digest;
	struct telling plain, html;
	bool asks_known;
};

static void
both(struct letter *l, const struct entry *e)
{
	page_entry(l->plain.page, e);
	page_entry(l->html.page, e);
}

/* The newest of these names the mail. */
static void
name_it(struct letter *l, const char *subject, const char *from,
    const char *answer_to, const struct decision *d, const char *why)
{
	l->r->subject = text_excerpt(l->c->arena, subject, 150);
	l->r->from_name = from;
	l->r->answer_to = l->r->told == 0 || l->r->batch == 0
			      ? answer_to
			      : arena_printf(l->c->arena, "t%lld",
				    (long long)l->r->batch);
	l->r->kind = d->kind;
	l->r->why = why;
}

static const char *
why_post(const char *cause)
{
	if (strcmp(cause, "reply") == 0)
		return "this answers a post of yours";
	if (strcmp(cause, "thread") == 0)
		return "this answers a thread that you opened";
	if (strcmp(cause, "mention") == 0)
		return "this post names you";
	return "you asked for every post at once";
}

/* Links that lead within the site lead to it from a mail too. */
static const char *
absolute(struct call *c, const char *html)
{
	struct buffer b = { 0 };
	const char *at, *out;

	while ((at = strstr(html, "href=\"/")) != NULL) {
		buffer_put(&b, html, (size_t)(at - html) + 6);
		buffer_text(&b, c->settings->public_url);
		html = at + 6;
	}
	buffer_text(&b, html);
	out = arena_copy(c->arena, b.at, b.len);
	buffer_free(&b);
	return out;
}

static bool
tell_post(struct letter *l, const struct decision *d)
{
	struct arena *a = l->c->arena;
	struct letter_post p;
	char at[128];

	if (!db_get(l->c->db, LETTER_POST, letter_post_stored, &p, d->member,
		d->subject))
		return false;
	clock_words(at, sizeof(at), p.at, l->r->zone);
	both(l, &(struct entry){
		    .title = arena_printf(a, "%s in %s", p.writer,
			text_excerpt(a, p.title, 120)),
		    .path = arena_printf(a, "/thread/%lld#post-%lld",
			(long long)p.thread, (long long)p.id),
		    .lines = { arena_printf(a, "%s. %s.", at, p.community) },
		    .words = p.body,
		    .words_html = absolute(l->c, p.body_html),
		});
	name_it(l, p.title, arena_printf(a, "%s via %s", p.writer, p.community),
	    arena_printf(a, "p%lld", (long long)p.id), d, why_post(d->cause));
	l->r->post = p.id;
	return true;
}

static bool
tell_comment(struct letter *l, const struct decision *d)
{
	struct answer answer;

	if (!db_get(l->c->db, LETTER_ANSWER, answer_stored, &answer,
		d->subject, d->member))
		return false;
	tell_answer(&l->plain, &answer);
	tell_answer(&l->html, &answer);
	name_it(l,
	    arena_printf(l->c->arena, "Your comment on %s was answered",
		answer.title),
	    NULL,
	    arena_printf(l->c->arena, "r%lld", (long long)answer.round), d,
	    "you wrote this comment");
	return true;
}

/* Only what still waits for this member is told: who was not asked after all,
 * or has answered, gets nothing. */
static bool
tell_asked(struct letter *l, const struct decision *d)
{
	const struct ask *ask;
	bool closing = strcmp(d->kind, "deadlines") == 0;

	if (!l->asks_known)
		l->digest.asks = digest_asks(l->c, d->member, 0, 0);
	l->asks_known = true;
	ask = l->digest.asks.at;
	for (size_t i = 0; i < l->digest.asks.count; i++) {
		if (ask[i].id != d->subject)
			continue;
		tell_ask(&l->plain, &ask[i]);
		tell_ask(&l->html, &ask[i]);
		name_it(l,
		    arena_printf(l->c->arena, "%s%s",
			closing ? "Closes soon: " : "You are asked: ",
			ask[i].title),
		    NULL,
		    strcmp(ask[i].kind, "review") == 0
			? arena_printf(l->c->arena, "r%lld",
			      (long long)ask[i].id)
			: NULL,
		    d,
		    closing ? "it closes soon and you have not answered it"
			    : "it was opened for you to answer");
		return true;
	}
	return false;
}

static bool
tell_decided(struct letter *l, const struct decision *d)
{
	struct outcome o;

	if (!db_get(l->c->db, LETTER_OUTCOME, outcome_stored, &o, d->subject,
		d->member))
		return false;
	tell_outcome(&l->plain, &o);
	tell_outcome(&l->html, &o);
	name_it(l, arena_printf(l->c->arena, "What came of it: %s", o.title),
	    NULL, NULL, d, "you took part, or belong where it was asked");
	return true;
}

static bool
tell(struct letter *l, const struct decision *d)
{
	if (strcmp(d->cause, "answer") == 0)
		return tell_comment(l, d);
	if (strcmp(d->cause, "outcome") == 0)
		return tell_decided(l, d);
	if (strcmp(d->cause, "opened") == 0 || strcmp(d->cause, "closing") == 0)
		return tell_asked(l, d);
	return tell_post(l, d);
}

static void
write_letter(struct call *c, struct ready *r)
{
	struct letter l = {
		.c = c,
		.r = r,
		.digest = { .zone = r->zone,
		    .now = c->now,
		    .url = c->settings->public_url,
		    .member = r->member,
		    .settings = c->settings },
	};
	struct decision *d;

	l.plain = (struct telling){ c->arena, &l.digest,
		page_plain(c->arena, l.digest.url) };
	l.html = (struct telling){ c->arena, &l.digest,
		page_html(c->arena, l.digest.url) };
	r->decisions = db_all(c->db, DECISION_BATCH, decision_stored,
	    sizeof(struct decision), r->member, r->batch, r->community);
	r->told = 0;
	d = r->decisions.at;
	for (size_t i = 0; i < r->decisions.count; i++) {
		d[i].mail = tell(&l, &d[i]) ? 1 : 0;
		r->told += (size_t)d[i].mail;
	}
	r->text = page_finish(l.plain.page);
	r->html = page_finish(l.html.page);
}

static enum err
notice_send_prepare(struct call *c)
{
	struct sending *in = c->in;
	struct ready *r;

	in->ready = db_all(c->db, DECISION_READY, ready_stored,
	    sizeof(struct ready), c->now, READY_MOST);
	r = in->ready.at;
	for (size_t i = 0; i < in->ready.count; i++)
		write_letter(c, &r[i]);
	return OK;
}

static int64_t
queue(struct call *c, const struct ready *r)
{
	const struct decision *d = r->decisions.at;

	outbox_put(c, &(struct outgoing){
		.kind = r->kind, .event = d->event, .member = r->member,
		.to = r->email, .to_name = r->display_name,
		.from_name = r->from_name, .subject = r->subject,
		.text = r->text, .html = r->html, .community = r->community,
		.why = r->why, .unsubscribe = r->kind,
		.thread = r->batch, .post = r->post,
		.answer_to = r->answer_to,
	});
	return db_number(c->db, OUTBOX_NEWEST, 0);
}

/* The first that settles a decision sends it: two servers may be at it. */
static bool
claim(struct call *c, const struct ready *r)
{
	const struct decision *d = r->decisions.at;

	for (size_t i = 0; i < r->decisions.count; i++)
		if (db_changed(c->db, DECISION_SETTLE, c->now, REF(0),
			d[i].member, d[i].event, d[i].kind) == 0)
			return false;
	return r->told > 0;
}

static enum err
notice_send(struct call *c)
{
	const struct sending *in = c->in;
	const struct ready *r = in->ready.at;
	struct sent out = { .more = in->ready.count == READY_MOST };
	const struct decision *d;
	int64_t mail;

	db_run(c->db, DECISION_CLOSED, c->now);
	for (size_t i = 0; i < in->ready.count; i++) {
		if (!claim(c, &r[i]))
			continue;
		mail = queue(c, &r[i]);
		d = r[i].decisions.at;
		for (size_t n = 0; n < r[i].decisions.count; n++)
			if (d[n].mail != 0)
				db_run(c->db, DECISION_MAIL, mail, d[n].member,
				    d[n].event, d[n].kind);
		out.mails++;
	}
	c->again = out.more;
	return call_reply(c, sent_output, &out);
}

const struct method send_methods[] = {
	{ .name = "notice.send",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .lane = LANE_HEAVY,
	    .in_size = sizeof(struct sending),
	    .out = sent_output,
	    .prepare = notice_send_prepare,
	    .run = notice_send,
	    .every = SECOND,
	    .doc = "Queues the mails that were decided on and are due." },
	{ 0 }
};
