/* SPDX-License-Identifier: Apache-2.0 */
/*
 * digest.c - one mail for each member at their hour: what waits for them, what
 * was answered, what is new.
 *
 * A digest goes out when it has something to say that was not said before: an
 * ask that is new or closes before the next one, an answer, an unread post.
 * Then it lists everything that waits, old asks too. What was decided to be for
 * the digest carries its mail from then on, and how far a member was told of the
 * rest is a place in the event log: so nothing is told twice, and nothing lost.
 */
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/method.h"
#include "soundings/outbox.h"
#include "soundings/settings.h"

#include "domain/notify/letter.h"
#include "domain/notify/notify.h"
#include "domain/pseudonym.h"

#define READERS_MOST 100
#define NEWS_MOST 10
#define ASKS_MOST 20
#define WATCHES_MOST 3
#define REHEARSED_MOST 20000
#define REHEARSED_SPAN (92 * DAY)

/* Somebody whose hour has come, and what the slow half found for them. */
struct reader {
	int64_t member;
	const char *digest_days;
	int64_t digest_hour;
	const char *zone;
	int64_t next_at, told, told_at;
	const char *email, *display_name;

	int64_t following; /* when the next digest after this one is due */
	int64_t items;     /* 0: nothing to tell */
	struct list left;  /* of struct decision: what it tells by that */
	const char *subject, *text, *html;
};

/* Up to where in the log all is decided. */
struct cut {
	int64_t seq, at;
};

struct run {
	struct list readers; /* of struct reader */
	struct cut cut; /* how far the log went when they were found */
	int64_t since; /* and when that was */
};

/* A community that a reader belongs to. */
struct place {
	int64_t id;
};

struct preview {
	const char *subject, *text, *html; /* NULL: nothing would be sent */
	int64_t next_at, items;
};

struct span {
	int64_t from, until;
};

struct rehearsed {
	int64_t at;
	const char *name, *kind, *subject;
	int64_t items;
};

struct rehearsal {
	struct list mails; /* of struct rehearsed */
	bool more;
};

struct ran {
	int64_t sent;
	bool more;
};

static const struct field reader_stored[] = { F_ID(reader, member),
	F_TEXT(reader, digest_days, 1, DAYS_MAX),
	F_INT(reader, digest_hour, 0, 23), F_TEXT(reader, zone, 1, 64),
	F_TIME(reader, next_at), F_INT(reader, told, 0, FIELD_INT_MAX),
	F_INT(reader, told_at, 0, FIELD_INT_MAX), F_TEXT(reader, email, 3, 254),
	F_TEXT(reader, display_name, 1, 200), F_END };
static const struct field cut_stored[] = { F_INT(cut, seq, 0, FIELD_INT_MAX),
	F_INT(cut, at, 0, FIELD_INT_MAX), F_END };
const struct field ask_stored[] = { F_TEXT(ask, kind, 1, 10),
	F_ID(ask, id), F_TEXT(ask, title, 1, FIELD_INT_MAX),
	F_TEXT(ask, community, 1, FIELD_INT_MAX), F_TIME(ask, closes_at),
	F_INT(ask, minutes, 0, FIELD_INT_MAX), F_BOOL(ask, fresh),
	F_TEXT_OPT(ask, salt, FIELD_INT_MAX), F_END };
const struct field answer_stored[] = { F_ID(answer, round),
	F_TEXT(answer, title, 1, FIELD_INT_MAX),
	F_TEXT_OPT(answer, clause, FIELD_INT_MAX),
	F_TEXT(answer, words, 1, FIELD_INT_MAX),
	F_TEXT(answer, disposition, 1, 40),
	F_TEXT_OPT(answer, reason, FIELD_INT_MAX),
	F_TEXT_OPT(answer, original, 40), F_TEXT_OPT(answer, shut, 10),
	F_END };
const struct field remark_stored[] = { F_ID(answer, round),
	F_ID(answer, comment), F_TEXT(answer, title, 1, FIELD_INT_MAX),
	F_TEXT_OPT(answer, clause, FIELD_INT_MAX),
	F_TEXT(answer, words, 1, FIELD_INT_MAX),
	F_TEXT(answer, said, 1, FIELD_INT_MAX),
	F_TEXT(answer, writer, 1, FIELD_INT_MAX), F_BOOL(answer, mine),
	F_TEXT_OPT(answer, shut, 10), F_END };
static const struct field echo_stored[] = { F_ID(echo, id), F_ID(echo, thread),
	F_TEXT(echo, title, 1, FIELD_INT_MAX),
	F_TEXT(echo, words, 1, FIELD_INT_MAX),
	F_TEXT(echo, writer, 1, FIELD_INT_MAX), F_BOOL(echo, closed), F_END };
static const struct field news_stored[] = { F_ID(news, id),
	F_TEXT(news, title, 1, FIELD_INT_MAX),
	F_TEXT(news, community, 1, FIELD_INT_MAX),
	F_INT(news, unread, 0, FIELD_INT_MAX),
	F_INT(news, last_post, 0, FIELD_INT_MAX), F_BOOL(news, closed), F_END };
static const struct field watch_stored[] = { F_ID(watch, id),
	F_TEXT(watch, name, 1, FIELD_INT_MAX),
	F_TEXT(watch, slug, 1, FIELD_INT_MAX), F_END };
static const struct field place_stored[] = { F_ID(place, id), F_END };
const struct field outcome_stored[] = { F_TEXT(outcome, kind, 1, 10),
	F_ID(outcome, id), F_TEXT(outcome, title, 1, FIELD_INT_MAX),
	F_TEXT(outcome, outcome, 1, FIELD_INT_MAX),
	F_TEXT(outcome, community, 1, FIELD_INT_MAX), F_END };
static const struct field preview_output[] = {
	F_TEXT_OPT(preview, subject, 400),
	F_TEXT_OPT(preview, text, FIELD_INT_MAX),
	F_TEXT_OPT(preview, html, FIELD_INT_MAX), F_TIME(preview, next_at),
	F_INT(preview, items, 0, FIELD_INT_MAX), F_END
};
static const struct field span_input[] = { F_AT(span, from),
	F_AT(span, until), F_END };
static const struct field rehearsed_fields[] = { F_AT(rehearsed, at),
	F_TEXT(rehearsed, name, 1, 400), F_TEXT(rehearsed, kind, 1, 40),
	F_TEXT(rehearsed, subject, 1, 400),
	F_INT(rehearsed, items, 0, FIELD_INT_MAX), F_END };
static const struct field rehearsal_output[] = {
	F_LIST(rehearsal, mails, rehearsed, rehearsed_fields, REHEARSED_MOST),
	F_BOOL(rehearsal, more), F_END
};
static const struct field ran_output[] = { F_INT(ran, sent, 0, READERS_MOST),
	F_BOOL(ran, more), F_END };

static const struct field meeting_ask_stored[] = {
	F_TEXT(ask, title, 1, FIELD_INT_MAX),
	F_TEXT(ask, community, 1, FIELD_INT_MAX), F_END };
static const struct field option_stored[] = { F_ID(option_label, id),
	F_TEXT(option_label, label, 1, 400), F_END };

/* When and where, and whether one can write to all about it. */
static void
add_meeting(struct call *c, struct ask *ask)
{
	struct meeting *m = arena_get(c->arena, sizeof(*m));

	db_get(c->db, MEETING_GET, meeting_fields, m, ask->id);
	ask->meeting = m;
	ask->words = db_text(c->db, MEETING_WORDS, ask->id);
	ask->talk = db_number(c->db, MEETING_TALK, ask->id) > 0;
}

bool
ask_meeting(struct call *c, int64_t meeting, int64_t member, struct ask *ask)
{
	*ask = (struct ask){ 0 };
	if (!db_get(c->db, ACT_MEETING, meeting_ask_stored, ask, meeting,
		member))
		return false;
	ask->kind = "meeting";
	ask->id = meeting;
	ask->minutes = 1;
	add_meeting(c, ask);
	ask->closes_at = ask->meeting->starts_at;
	return true;
}

/* That somebody has answered anonymously, only the server can tell. */
struct list
digest_asks(struct call *c, int64_t member, int64_t told, int64_t told_at,
    int64_t most)
{
	struct list list = db_all(c->db, DIGEST_ASKS, ask_stored,
	    sizeof(struct ask), told, told_at, member, c->now,
	    most);
	struct ask *a = list.at;
	size_t count = 0;

	for (size_t i = 0; i < list.count; i++) {
		if (pseudonym_answered(c, a[i].kind, a[i].id, a[i].salt,
			member))
			continue;
		if (strcmp(a[i].kind, "poll") == 0)
			a[i].options = db_all(c->db, LETTER_OPTIONS,
			    option_stored, sizeof(struct option_label),
			    a[i].id);
		if (strcmp(a[i].kind, "meeting") == 0)
			add_meeting(c, &a[i]);
		a[count++] = a[i];
	}
	return (struct list){ a, count };
}

static int
newest_first(const void *a, const void *b)
{
	const struct news *one = a, *two = b;

	return (one->last_post < two->last_post) -
	       (one->last_post > two->last_post);
}

/* The newest of all communities; one more than is told, if there is more. */
static struct list
news_of(struct call *c, const struct reader *r, int64_t cut)
{
	struct list places = db_all(c->db, DIGEST_PLACES, place_stored,
	    sizeof(struct place), r->member);
	const struct place *place = places.at;
	struct news *all = arena_get(c->arena,
	    (places.count + 1) * (NEWS_MOST + 1) * sizeof(*all));
	struct list some, out = { .at = all };

	for (size_t i = 0; i < places.count; i++) {
		some = db_all(c->db, DIGEST_THREADS, news_stored,
		    sizeof(struct news), r->member, place[i].id, r->told,
		    cut);
		if (some.count > 0)
			memcpy(all + out.count, some.at,
			    some.count * sizeof(*all));
		out.count += some.count;
	}
	qsort(all, out.count, sizeof(*all), newest_first);
	if (out.count > NEWS_MOST + 1)
		out.count = NEWS_MOST + 1;
	return out;
}

/* One more in a list that has room for it. */
static void
add(struct list *list, size_t size, const void *one)
{
	memcpy((char *)list->at + list->count++ * size, one, size);
}

/* An answer that was changed is told once, as it is now. */
static bool
has_answer(const struct decision *first, const struct decision *now)
{
	for (; first < now; first++)
		if (first->subject == now->subject &&
		    strcmp(first->cause, "answer") == 0)
			return true;
	return false;
}

bool
answer_get(struct call *c, const struct decision *d, struct answer *answer)
{
	*answer = (struct answer){ 0 };
	return db_get(c->db, LETTER_ANSWER, answer_stored, answer, c->now,
		   d->subject, d->member) ||
	       db_get(c->db, LETTER_REMARK, remark_stored, answer, d->member,
		   c->now, d->subject);
}

static void
gather_post(struct call *c, const struct decision *l, struct digest *d)
{
	struct echo echo = { .cause = l->cause };

	if (db_get(c->db, DIGEST_ECHO, echo_stored, &echo, l->member,
		l->subject))
		add(&d->echoes, sizeof(echo), &echo);
}

static void
gather_letter(struct call *c, const struct decision *l, struct digest *d)
{
	struct letter_shelf shelf = { 0 };
	const struct letters *k = letter_shelf_take(
	    c, &shelf, l->member, l->subject);
	struct round_letter out = { .round = l->subject };

	if (k == NULL || (out.text = letters_text(k, l->member)) == NULL)
		return;
	out.subject = letters_subject(k);
	add(&d->letters, sizeof(out), &out);
}

/* What was decided to be for this digest, as it is by now: what was read,
 * withdrawn or lost from sight is left out. */
static void
gather_left(struct call *c, const struct reader *r, struct digest *d)
{
	const struct decision *first = r->left.at, *l = first;
	size_t most = r->left.count + 1;
	struct answer answer = { 0 };
	struct outcome outcome;

	d->answers.at = arena_get(c->arena, most * sizeof(struct answer));
	d->echoes.at = arena_get(c->arena, most * sizeof(struct echo));
	d->outcomes.at = arena_get(c->arena, most * sizeof(struct outcome));
	d->letters.at = arena_get(c->arena, most * sizeof(struct round_letter));
	for (; l < first + r->left.count; l++) {
		if (strcmp(l->cause, "letter") == 0)
			gather_letter(c, l, d);
		else if (strcmp(l->cause, "answer") == 0) {
			if (!has_answer(first, l) &&
			    answer_get(c, l, &answer))
				add(&d->answers, sizeof(answer), &answer);
		} else if (strcmp(l->cause, "outcome") == 0) {
			if (db_get(c->db, LETTER_OUTCOME, outcome_stored,
				&outcome, l->subject, l->member))
				add(&d->outcomes, sizeof(outcome), &outcome);
		} else if (strcmp(l->kind, "asks") != 0) {
			gather_post(c, l, d);
		}
	}
}

static void
gather(struct call *c, const struct reader *r, const struct cut *cut,
    struct digest *d)
{
	d->asks = digest_asks(c, r->member, r->told, r->told_at, ASKS_MOST);
	gather_left(c, r, d);
	d->news = news_of(c, r, cut->seq);
	d->more = d->news.count > NEWS_MOST;
	if (d->more)
		d->news.count = NEWS_MOST;
}

/* How many things a digest tells. */
static int64_t
items(const struct digest *d)
{
	return (int64_t)(d->asks.count + d->answers.count + d->echoes.count +
			 d->letters.count + d->outcomes.count + d->news.count);
}

/* Has it anything to say that was not said before, or not so urgently? */
static bool
worth_sending(const struct digest *d, int64_t following)
{
	const struct ask *ask = d->asks.at;

	if (items(d) > (int64_t)d->asks.count)
		return true;
	for (size_t i = 0; i < d->asks.count; i++)
		if (ask[i].fresh || ask[i].closes_at < following)
			return true;
	return false;
}

/* The rest of a reader, from what is left to their digest. */
static void
compose(struct call *c, struct reader *r, const struct cut *cut)
{
	struct schedule s = { r->digest_days, r->digest_hour, r->zone };
	struct digest d = {
		.zone = r->zone,
		.now = c->now,
		.url = c->settings->public_url,
		.member = r->member,
		.settings = c->settings,
	};

	r->following = schedule_next(&s, c->now);
	gather(c, r, cut, &d);
	if (!worth_sending(&d, r->following))
		return;
	r->items = items(&d);
	d.watches = db_all(c->db, DIGEST_WATCHES, watch_stored,
	    sizeof(struct watch), r->member, c->now, WATCHES_MOST);
	r->subject = digest_subject(c->arena, &d);
	r->text = digest_text(c->arena, &d);
	r->html = digest_html(c->arena, &d);
}

static struct list
left_to(struct call *c, const struct reader *r)
{
	return db_all(c->db, DECISION_LEFT, decision_stored,
	    sizeof(struct decision), r->member);
}

/* The slow half, beside the writer: reads for everybody from one snapshot. */
static enum err
digest_run_prepare(struct call *c)
{
	struct run *run = c->in;
	struct reader *r;

	run->since = c->now;
	db_get(c->db, DIGEST_CUT, cut_stored, &run->cut, 0);
	run->readers = db_all(c->db, DIGEST_DUE, reader_stored,
	    sizeof(struct reader), c->now, READERS_MOST);
	r = run->readers.at;
	for (size_t i = 0; i < run->readers.count; i++) {
		r[i].left = left_to(c, &r[i]);
		compose(c, &r[i], &run->cut);
	}
	return OK;
}

/* Notes that this day has its digest; false when it had one already. */
static bool
first_of_day(struct call *c, const struct reader *r)
{
	const char *day = schedule_day(c->arena, r->zone, r->next_at);

	return db_changed(c->db, DIGEST_INSERT, r->member, day, r->items,
		   c->now) == 1;
}

static void
queue(struct call *c, const struct run *run, const struct reader *r)
{
	const struct decision *l = r->left.at;
	int64_t mail;

	db_run(c->db, DIGEST_TOLD, run->cut.seq, run->cut.at, r->member);
	outbox_put(
	    c, &(struct outgoing){
		   .kind = "digest",
		   .member = r->member,
		   .to = r->email,
		   .to_name = r->display_name,
		   .subject = r->subject,
		   .text = r->text,
		   .html = r->html,
		   .unsubscribe = "digest",
		   .why = "you asked for a digest, or never said that you want "
			  "none",
	       });
	mail = db_number(c->db, OUTBOX_NEWEST, 0);
	for (size_t i = 0; i < r->left.count; i++)
		db_run(c->db, DECISION_TOLD, mail, l[i].member, l[i].event,
		    l[i].kind);
}

/* True: a mail was queued. What the slow half found may be stale: who left a
 * community since must not hear from it and is looked at again in a second;
 * who changed their hour is not due any more. While the digest before is still
 * on its way (an outage), the next one waits for its day: never a burst. */
static bool
deliver(struct call *c, const struct run *run, const struct reader *r)
{
	if (db_number(c->db, DIGEST_LEFT, r->member, run->since) > 0)
		return false;
	if (db_changed(c->db, DIGEST_MOVE, r->following, r->member, r->next_at) ==
	    0)
		return false;
	if (r->items == 0 || db_number(c->db, DIGEST_WAITING, r->member) > 0 ||
	    !first_of_day(c, r))
		return false;
	queue(c, run, r);
	return true;
}

static enum err
digest_run(struct call *c)
{
	const struct run *run = c->in;
	const struct reader *r = run->readers.at;
	struct ran out = { .more = run->readers.count == READERS_MOST };

	for (size_t i = 0; i < run->readers.count; i++)
		if (deliver(c, run, &r[i]))
			out.sent++;
	c->again = out.more;
	return call_reply(c, ran_output, &out);
}

/* What the next digest would be, now. */
static enum err
digest_preview(struct call *c)
{
	struct preview out;
	struct reader r = { 0 };
	struct cut cut = { 0 };

	db_get(c->db, DIGEST_CUT, cut_stored, &cut, 0);
	db_get(c->db, DIGEST_READER, reader_stored, &r, c->member);
	r.left = left_to(c, &r);
	compose(c, &r, &cut);
	out = (struct preview){ r.subject, r.text, r.html, r.next_at,
		r.items };
	return call_reply(c, preview_output, &out);
}

/* The digests of one reader until then, by what is known today: what the first
 * tells, the next ones do not tell again. */
static void
rehearse(struct call *c, struct reader *r, const struct span *span,
    struct rehearsal *out)
{
	struct rehearsed *mails = out->mails.at;
	int64_t now = c->now, at = r->next_at;
	struct cut cut = { 0 };

	db_get(c->db, DIGEST_CUT, cut_stored, &cut, 0);
	r->left = left_to(c, r);
	for (; at < span->until; at = r->following) {
		c->now = at;
		r->items = 0;
		compose(c, r, &cut);
		if (r->items == 0)
			continue;
		r->left.count = 0;
		r->told = cut.seq;
		r->told_at = at;
		if (at < span->from)
			continue;
		out->more = out->mails.count == REHEARSED_MOST;
		if (out->more)
			break;
		mails[out->mails.count++] = (struct rehearsed){ at,
			r->display_name, "digest", r->subject, r->items };
	}
	c->now = now;
}

static enum err
mail_rehearse(struct call *c)
{
	const struct span *span = c->in;
	struct rehearsal out = { .mails.at = arena_get(c->arena,
				     REHEARSED_MOST *
					 sizeof(struct rehearsed)) };
	struct list readers;
	struct reader *r;

	if (span->until - span->from > REHEARSED_SPAN ||
	    span->until <= span->from)
		return call_invalid(c, "until",
		    "A rehearsal takes at least a day and at most 92 days.");
	readers = db_all(c->db, DIGEST_READERS, reader_stored,
	    sizeof(struct reader), REHEARSED_MOST);
	r = readers.at;
	for (size_t i = 0; i < readers.count && !out.more; i++)
		rehearse(c, &r[i], span, &out);
	return call_reply(c, rehearsal_output, &out);
}

const struct method digest_methods[] = {
	{ .name = "digest.run",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .lane = LANE_HEAVY,
	    .in_size = sizeof(struct run),
	    .out = ran_output,
	    .prepare = digest_run_prepare,
	    .run = digest_run,
	    .every = SECOND,
	    .doc = "Queues the digests of those whose hour has come." },
	{ .name = "digest.preview",
	    .kind = READ,
	    .who = WHO_MEMBER,
	    .out = preview_output,
	    .run = digest_preview,
	    .doc = "The caller's next digest as it would be now; without a "
		   "subject: there would be none." },
	{ .name = "mail.rehearse",
	    .kind = READ,
	    .who = WHO_SERVER,
	    .lane = LANE_HEAVY,
	    .in = span_input,
	    .in_size = sizeof(struct span),
	    .out = rehearsal_output,
	    .run = mail_rehearse,
	    .doc = "Which digests would go out between two moments, by what is "
		   "known today; nothing is sent." },
	{ 0 }
};
