/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letter.c - the words of a mail about what happened.
 *
 * Everything is looked at again when it is written: what was withdrawn, read,
 * answered or lost from sight meanwhile is left out, and what its reader does
 * not want any more, or not at once, is not told. The newest thing names the
 * mail, but a warning names it before all else.
 */
#include "domain/notify/letter.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/clock.h"
#include "soundings/settings.h"
#include "soundings/text.h"

#include "domain/closing.h"
#include "domain/notify/page.h"

#define ASKS_MOST 200

struct letter_post {
	int64_t id, thread;
	const char *title, *body, *body_html, *writer, *community;
	int64_t at;
	bool closed; /* the thread takes no more posts */
};

/* More time for a review. */
struct letter_more {
	int64_t id;
	const char *title, *community;
	int64_t was_at, closes_at;
	const char *reason, *zone;
};

/* A planned round that could not be opened. */
struct letter_plan {
	int64_t id, document;
	const char *title, *community;
	int64_t opens_at;
	const char *refusal;
};

static const struct field letter_post_stored[] = { F_ID(letter_post, id),
	F_ID(letter_post, thread), F_TEXT(letter_post, title, 1, FIELD_INT_MAX),
	F_TEXT(letter_post, body, 0, FIELD_INT_MAX),
	F_TEXT(letter_post, body_html, 0, FIELD_INT_MAX),
	F_TEXT(letter_post, writer, 1, FIELD_INT_MAX),
	F_TEXT(letter_post, community, 1, FIELD_INT_MAX),
	F_AT(letter_post, at), F_BOOL(letter_post, closed), F_END };
static const struct field letter_more_stored[] = { F_ID(letter_more, id),
	F_TEXT(letter_more, title, 1, FIELD_INT_MAX),
	F_TEXT(letter_more, community, 1, FIELD_INT_MAX),
	F_AT(letter_more, was_at), F_AT(letter_more, closes_at),
	F_TEXT(letter_more, reason, 1, FIELD_INT_MAX),
	F_TEXT(letter_more, zone, 1, 64), F_END };

static const struct field letter_plan_stored[] = { F_ID(letter_plan, id),
	F_ID(letter_plan, document),
	F_TEXT(letter_plan, title, 1, FIELD_INT_MAX),
	F_TEXT(letter_plan, community, 1, FIELD_INT_MAX),
	F_AT(letter_plan, opens_at),
	F_TEXT(letter_plan, refusal, 1, FIELD_INT_MAX), F_END };

/* Both forms of a letter while it is written. */
struct letter {
	struct call *c;
	struct ready *r;
	struct letter_shelf *shelf;
	struct digest digest;
	struct telling plain, html;
	bool asks_known;
	int64_t *told;  /* what it is about, each once */
	size_t told_count;
};

/* How a thing would name the mail. */
struct naming {
	const char *subject, *from, *answer_to, *why; /* answer_to NULL: none */
};

static void
both(struct letter *l, const struct entry *e)
{
	page_entry(l->plain.page, e);
	page_entry(l->html.page, e);
}

static bool
is_warning(const struct decision *d)
{
	return strcmp(d->kind, "deadlines") == 0;
}

/* An answer to a mail about several things would land with one of them. */
static const char *
answer_of(const struct letter *l, const struct naming *n)
{
	if (l->r->told == 0)
		return n->answer_to;
	if (l->r->batch == 0 || l->r->post == 0 || n->answer_to == NULL)
		return NULL;
	return arena_printf(l->c->arena, "t%lld", (long long)l->r->batch);
}

/* Mails that look like no other of their kind have a name of their own. */
static const char *
sort_of(const struct decision *d)
{
	if (strcmp(d->cause, "letter") == 0)
		return "letter";
	if (strcmp(d->cause, "unopened") == 0)
		return "unopened";
	return strcmp(d->cause, "extended") == 0 ? "extension" : d->kind;
}

static void
name_it(struct letter *l, const struct naming *n, const struct decision *d)
{
	l->r->answer_to = answer_of(l, n);
	if (l->r->warns && !is_warning(d))
		return;
	l->r->warns = is_warning(d);
	l->r->subject = text_excerpt(l->c->arena, n->subject, 150);
	l->r->from_name = n->from;
	l->r->kind = d->kind;
	l->r->sort = sort_of(d);
	l->r->event = d->event;
	l->r->why = n->why;
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
		    .lines = { arena_printf(a, "%s. %s.", at, p.community),
			p.closed ? THREAD_CLOSED : NULL },
		    .words = p.body,
		    .words_html = p.body_html,
		});
	l->r->post = p.id;
	name_it(l, &(struct naming){ p.title,
		arena_printf(a, "%s via %s", p.writer, p.community),
		p.closed ? NULL : arena_printf(a, "p%lld", (long long)p.id),
		why_post(d->cause) }, d);
	return true;
}

static bool
told_already(struct letter *l, int64_t subject)
{
	for (size_t i = 0; i < l->told_count; i++)
		if (l->told[i] == subject)
			return true;
	l->told[l->told_count++] = subject;
	return false;
}

/* Where few hear of a comment the log says it twice, once for its coordinators. */
static bool
tell_comment(struct letter *l, const struct decision *d)
{
	struct answer answer;
	int64_t below;

	if (!answer_get(l->c, d, &answer) ||
	    told_already(l, d->subject))
		return false;
	tell_answer(&l->plain, &answer);
	tell_answer(&l->html, &answer);
	below = answer.writer == NULL ? d->subject : answer.comment;
	name_it(l, &(struct naming){
		.subject = arena_printf(l->c->arena,
		    answer.writer == NULL ? "Your comment on %s was answered"
		    : answer.mine	  ? "A reply to your comment on %s"
					  : "A reply to a comment on %s",
		    answer.title),
		.answer_to = answer.shut != NULL
			? NULL
			: arena_printf(l->c->arena, "c%lld", (long long)below),
		.why = answer.writer == NULL || answer.mine
			   ? "you wrote this comment"
			   : "you replied to this comment" }, d);
	return true;
}

/* All of somebody's comments in a round; it goes by itself. */
static bool
tell_letter(struct letter *l, const struct decision *d)
{
	const struct letters *k = letter_shelf_take(
	    l->c, l->shelf, d->member, d->subject);
	const char *text = k == NULL ? NULL : letters_text(k, d->member);

	if (text == NULL)
		return false;
	page_text(l->plain.page, text);
	page_text(l->html.page, text);
	name_it(l, &(struct naming){ .subject = letters_subject(k),
		.why = "you commented in this review" }, d);
	return true;
}

/* What waits for the reader still, of this; NULL: nothing. */
static const struct ask *
ask_of(struct letter *l, const struct decision *d)
{
	const struct ask *ask;

	if (!l->asks_known)
		l->digest.asks = digest_asks(l->c, d->member, 0, 0, ASKS_MOST);
	l->asks_known = true;
	ask = l->digest.asks.at;
	for (size_t i = 0; i < l->digest.asks.count; i++)
		if (ask[i].id == d->subject)
			return &ask[i];
	return NULL;
}

static const char *
why_asked(const struct ask *ask, const char *cause)
{
	if (ask->meeting != NULL)
		return "you have not said whether you come";
	if (strcmp(cause, "closing") == 0)
		return "it closes soon and you have not answered it";
	if (strcmp(cause, "reminded") == 0)
		return "it waits for your ratings, and reminders were announced";
	return "it was opened for you to answer";
}

/* Whose mails can be answered: a review, and the talk about a meeting. */
static const char *
answer_to_ask(const struct letter *l, const struct ask *ask)
{
	char verb = strcmp(ask->kind, "review") == 0 ? 'r'
		    : ask->talk			     ? 't'
						     : '\0';

	return verb == '\0' ? NULL
		: arena_printf(l->c->arena, "%c%lld", verb, (long long)ask->id);
}

/* Who comes, or may come, is reminded: shortly, for they know what it is about,
 * and how to give their seat back; not who has only just said it. */
static bool
tell_reminder(struct letter *l, const struct decision *d)
{
	const char *answer = db_text(l->c->db, LETTER_COMING, d->subject,
	    d->member, d->at, l->c->now);
	const char *words;
	struct ask ask;

	if (answer == NULL || !ask_meeting(l->c, d->subject, d->member, &ask))
		return false;
	words = strcmp(answer, "yes") == 0
		? "You said that you will come to this meeting. If you cannot "
		  "after all, please say so below: others rely on it.\n"
		: "You said that you may come to this meeting. Do you know by "
		  "now? Please say it below.\n";
	ask.words = NULL;
	if (!told_already(l, ask.id)) {
		page_text(l->plain.page, words);
		page_text(l->html.page, words);
		tell_ask(&l->plain, &ask);
		tell_ask(&l->html, &ask);
	}
	name_it(l, &(struct naming){
		.subject = arena_printf(l->c->arena, "Begins soon: %s",
		    ask.title),
		.answer_to = answer_to_ask(l, &ask),
		.why = "you said that you come to this meeting, or may come" },
	    d);
	return true;
}

/* Only what still waits for this member is told: who was not asked after all,
 * or has answered, gets nothing. */
static bool
tell_asked(struct letter *l, const struct decision *d)
{
	const struct ask *ask = ask_of(l, d);
	const char *soon = strcmp(d->cause, "closing") != 0
			   ? (is_warning(d) ? "Still open: "
					    : "You are asked: ")
			   : ask != NULL && ask->meeting != NULL
			   ? "Begins soon: "
			   : "Closes soon: ";

	if (ask == NULL)
		return strcmp(d->cause, "closing") == 0 && tell_reminder(l, d);
	if (!told_already(l, ask->id)) {
		tell_ask(&l->plain, ask);
		tell_ask(&l->html, ask);
	}
	name_it(l, &(struct naming){
		.subject = arena_printf(l->c->arena, "%s%s", soon, ask->title),
		.answer_to = answer_to_ask(l, ask),
		.why = why_asked(ask, d->cause) }, d);
	return true;
}

/* As somebody's words: see page_text. */
static const char *
quoted(struct arena *a, const char *words)
{
	struct buffer b = { 0 };
	const char *out;

	buffer_text(&b, "> ");
	for (; *words != '\0'; words++) {
		buffer_char(&b, *words);
		if (*words == '\n')
			buffer_text(&b, "> ");
	}
	out = arena_copy(a, b.at, b.len);
	buffer_free(&b);
	return out;
}

/* More time: for who has answered too, they may have more to say. */
static bool
tell_extended(struct letter *l, const struct decision *d)
{
	struct arena *a = l->c->arena;
	const struct ask *ask = ask_of(l, d);
	struct letter_more m;
	const char *words;

	if (!db_get(l->c->db, LETTER_EXTENSION, letter_more_stored, &m,
		d->subject, d->member))
		return false;
	words = arena_printf(a,
	    "The review \"%s\" stays open longer.\n\n"
	    "It now closes on %s. It was to close on %s.\n\nWhy:\n%s\n",
	    m.title, closing_words(l->c, m.closes_at, m.zone),
	    closing_words(l->c, m.was_at, m.zone), quoted(a, m.reason));
	page_text(l->plain.page, words);
	page_text(l->html.page, words);
	if (ask == NULL) {
		both(l, &(struct entry){ .title = m.title,
			    .path = arena_printf(a, "/round/%lld",
				(long long)m.id),
			    .lines = { m.community } });
	} else if (!told_already(l, ask->id)) {
		tell_ask(&l->plain, ask);
		tell_ask(&l->html, ask);
	}
	name_it(l, &(struct naming){
		.subject = arena_printf(a, "More time: %s", m.title),
		.answer_to = arena_printf(a, "r%lld", (long long)m.id),
		.why = "you are asked to review this draft" }, d);
	return true;
}

/* When it was to be, if it is at another time now. */
static const char *
was_to_begin(struct letter *l, const struct meeting *m)
{
	if (m->cancelled_at != 0 || m->was_at == 0 || m->was_at == m->starts_at)
		return "";
	return arena_printf(l->c->arena, "It was to begin on %s.\n\n",
	    closing_words(l->c, m->was_at, m->zone));
}

/* A meeting is otherwise than it was told, or is not: as it stands now, once,
 * for whoever has answered too. Why is said also where it stands in this mail
 * already, because it begins soon. */
static bool
tell_changed(struct letter *l, const struct decision *d)
{
	struct arena *a = l->c->arena;
	const struct meeting *m;
	struct ask ask;
	const char *words;
	bool off, begun, told;

	if (!ask_meeting(l->c, d->subject, d->member, &ask) ||
	    ask.meeting->ends_at <= l->c->now)
		return false;
	m = ask.meeting;
	off = m->cancelled_at != 0;
	begun = m->starts_at <= l->c->now;
	told = told_already(l, ask.id);
	words = arena_printf(a, "%s%s%s%s\n\n%sWhy:\n%s\n",
	    off ? "This meeting was cancelled; it does not take place."
	    : begun ? "This meeting has begun, and was changed."
		    : "This meeting was changed.",
	    off ? "" : told ? " It stands above" : " It stands below",
	    off ? "" : " as it is now.",
	    off || begun ? ""
		: " If you have answered already, your answer stays, unless "
		  "you give another.",
	    was_to_begin(l, m), quoted(a, m->reason));
	page_text(l->plain.page, words);
	page_text(l->html.page, words);
	if (!told) {
		tell_ask(&l->plain, &ask);
		tell_ask(&l->html, &ask);
	}
	name_it(l, &(struct naming){
		.subject = arena_printf(a, "%s: %s",
		    off ? "Cancelled" : "Changed", m->title),
		.answer_to = answer_to_ask(l, &ask),
		.why = "you belong where this meeting was called, and did not "
		       "decline" }, d);
	return true;
}

/* Only while it waits for a coordinator to do something about it. */
static bool
tell_unopened(struct letter *l, const struct decision *d)
{
	struct arena *a = l->c->arena;
	struct letter_plan p;
	const char *words;

	if (!db_get(l->c->db, LETTER_PLAN, letter_plan_stored, &p, d->member,
		d->subject))
		return false;
	words = arena_printf(a,
	    "A review of \"%s\" was to open on %s. It could not be opened:\n\n"
	    "%s\n\n"
	    "Nobody has been asked, and what was planned is kept as it was. "
	    "Open it now, choose another time, or take it back. By itself it "
	    "does not open any more.\n",
	    p.title, closing_words(l->c, p.opens_at, l->r->zone),
	    quoted(a, p.refusal));
	page_text(l->plain.page, words);
	page_text(l->html.page, words);
	both(l, &(struct entry){ .title = p.title,
		    .path = arena_printf(a, "/document/%lld",
			(long long)p.document),
		    .lines = { p.community } });
	name_it(l, &(struct naming){
		.subject = arena_printf(a, "Not opened: %s", p.title),
		.why = "you coordinate the community in which it was planned" },
	    d);
	return true;
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
	name_it(l, &(struct naming){
		.subject = arena_printf(
		    l->c->arena, "What came of it: %s", o.title),
		.why = "you took part, or belong where it was asked" }, d);
	return true;
}

static bool
tell(struct letter *l, const struct decision *d)
{
	static const struct {
		const char *cause;
		bool (*tell)(struct letter *l, const struct decision *d);
	} ways[] = {
		{ "answer", tell_comment }, { "letter", tell_letter },
		{ "outcome", tell_decided }, { "opened", tell_asked },
		{ "closing", tell_asked }, { "reminded", tell_asked },
		{ "extended", tell_extended }, { "unopened", tell_unopened },
		{ "changed", tell_changed },
	};

	for (size_t i = 0; i < COUNT(ways); i++)
		if (strcmp(d->cause, ways[i].cause) == 0)
			return ways[i].tell(l, d);
	return tell_post(l, d);
}

const struct letters *
letter_shelf_take(struct call *c, struct letter_shelf *shelf, int64_t member,
    int64_t round)
{
	if (db_number(c->db, LETTER_ROUND, member, round) == 0)
		return NULL;
	if (shelf->round != round) {
		shelf->round = round;
		shelf->letters = letters_of(c, round);
	}
	return shelf->letters;
}

/* They may have chosen otherwise since it was decided. */
static bool
still_wanted(struct call *c, struct decision *d)
{
	const struct mail_kind *kind = mail_kind_find(d->kind);
	struct wanting w = wanting_of(c, d->member, d->community, kind);
	struct verdict v = decide(kind, &w, c->now, is_warning(d) ? c->now : 0);

	d->way = v.way;
	d->why = v.why;
	return strcmp(v.way, "now") == 0;
}

void
letter_write(struct call *c, struct ready *r, struct letter_shelf *shelf)
{
	struct letter l = {
		.c = c,
		.r = r,
		.shelf = shelf,
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
	l.told = arena_get(
	    c->arena, (r->decisions.count + 1) * sizeof(int64_t));
	r->told = 0;
	d = r->decisions.at;
	for (size_t i = 0; i < r->decisions.count; i++) {
		d[i].mail = still_wanted(c, &d[i]) && tell(&l, &d[i]) ? 1 : 0;
		r->told += (size_t)d[i].mail;
	}
	r->text = page_finish(l.plain.page);
	r->html = page_finish(l.html.page);
}
