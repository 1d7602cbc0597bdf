/* SPDX-License-Identifier: Apache-2.0 */
/*
 * inbox_reader.c - the mailbox thread: looks what is new, has it read, and
 * hands it over, mail by mail.
 *
 * How far it has come is committed with what a mail does, so whatever ends this
 * early costs nothing but a second look. A mail that fails again and again, while
 * the mailbox itself answers, is left where it is and stepped over: one broken
 * mail must not keep the answers behind it.
 */
#include "mail/inbox_reader.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/incoming.h"
#include "soundings/log.h"
#include "soundings/queue.h"
#include "soundings/record.h"
#include "soundings/secret.h"

#include "mail/imap.h"

#define REST_FIRST (5 * SECOND)
#define REST_MOST (5 * MINUTE)
#define TRIES_MOST 10
#define BUSY "inbox.waits" /* for the server itself */

struct reader {
	const struct settings *settings;
	struct imap *imap;
	struct queue *asked, *answered; /* of struct question */
	pthread_t thread;
	void (*asks)(void *user);
	void *user;
	struct mailbox box; /* as it was when last looked at; 0: never */
	int64_t uid;        /* all mails up to here were dealt with */
	int64_t tries;      /* of the mail after it, in vain */
	int64_t rest;       /* after a failure; 0: there was none */
	const char *trouble; /* what was logged about it; NULL: nothing */
	bool unmovable;     /* that was logged, too */
};

struct position {
	const char *place;
	int64_t validity, uid;
};

struct beginning {
	const char *place;
	int64_t validity, next;
};

struct reached {
	int64_t validity, uid, old_uid;
};

struct taken {
	const char *result;
};

static const struct field position_fields[] = {
	F_TEXT(position, place, 1, 400),
	F_INT(position, validity, 1, UINT32_MAX),
	F_INT(position, uid, 1, UINT32_MAX), F_END
};
static const struct field beginning_fields[] = {
	F_TEXT(beginning, place, 1, 400),
	F_INT(beginning, validity, 1, UINT32_MAX),
	F_INT(beginning, next, 1, UINT32_MAX), F_END
};
static const struct field reached_fields[] = {
	F_INT(reached, validity, 0, UINT32_MAX),
	F_INT(reached, uid, 0, UINT32_MAX),
	F_INT(reached, old_uid, 0, UINT32_MAX), F_END
};
static const struct field taken_fields[] = { F_TEXT(taken, result, 1, 20),
	F_END };

/* A failure that everything shares: it is told once, for words with times and
 * ports in them differ at each look, and the next look waits. */
static bool
fail(struct reader *r, const char *trouble, const char *why)
{
	if (imap_stopped(r->imap))
		return false;
	r->rest = r->rest == 0 ? REST_FIRST : 3 * r->rest;
	if (r->rest > REST_MOST)
		r->rest = REST_MOST;
	if (r->trouble == NULL || strcmp(r->trouble, trouble) != 0)
		log_line(LOG_ALARM, trouble, LOG_T("why", why));
	r->trouble = trouble;
	return false;
}

static void
go_on(struct reader *r)
{
	if (r->rest > 0)
		log_line(LOG_INFO, "inbox.goes_on", LOG_N("rest_ms", r->rest));
	r->rest = 0;
	r->trouble = NULL;
}

/* "soundings@imaps://mail.example.org/INBOX": whose count it is. */
static const char *
place_of(struct arena *a, const struct settings *s)
{
	const char *host = strstr(s->mail_imap, "://") + 3;

	return arena_printf(a, "%.150s@%.100s/%s", s->mail_imap_user, host,
	    s->mail_imap_box);
}

static const char *
params(struct arena *a, const struct field *fields, const void *record)
{
	struct buffer b = { 0 };
	const char *text;

	record_encode(&b, fields, record);
	text = arena_copy(a, b.at, b.len);
	buffer_free(&b);
	return text;
}

/* Asks the server and waits; NULL: it stops, and the arena is gone. */
static const struct question *
ask(struct reader *r, struct arena *a, const char *method, const char *words)
{
	struct question *q = arena_get(a, sizeof(*q));

	*q = (struct question){ .arena = a, .method = method,
		.params = words };
	if (!queue_put(r->asked, q)) {
		arena_free(a);
		return NULL;
	}
	r->asks(r->user);
	return queue_get(r->answered);
}

/* Reads an answer of ours; it can only be as it is written. */
static void
read_reply(struct arena *a, const struct field *fields, size_t size,
    const char *reply, void *record)
{
	struct record_error error;
	const char *why;
	struct json *j = json_parse(reply, strlen(reply), &why);
	bool good = record_decode(a, fields, size, j, record, &error);

	invariant(good);
	json_free(j);
}

/* The mailbox is seen for the first time, or counts anew. */
static bool
begin(struct reader *r, const struct mailbox *box)
{
	struct arena *a = arena_new();
	struct beginning in = { place_of(a, r->settings), box->validity,
		box->next };
	const struct question *q = ask(r, a, "inbox.begin",
	    params(a, beginning_fields, &in));
	struct reached reached = { 0 };
	bool good = q != NULL && q->err == OK;

	if (good) {
		read_reply(a, reached_fields, sizeof(reached), q->reply,
		    &reached);
		if (reached.uid == 0)
			log_line(LOG_INFO, "inbox.begins",
			    LOG_N("validity", box->validity),
			    LOG_N("old", reached.old_uid));
		r->box.validity = box->validity;
		r->uid = reached.uid;
		r->tries = 0;
	}
	if (q != NULL)
		arena_free(a);
	return good ? true : fail(r, BUSY, "the server cannot write now");
}

/* It is not there, or cannot be dealt with. */
static bool
step_over(struct reader *r, int64_t uid)
{
	struct arena *a = arena_new();
	struct position at = { place_of(a, r->settings), r->box.validity, uid };
	const struct question *q = ask(r, a, "inbox.pass",
	    params(a, position_fields, &at));
	bool good = q != NULL && q->err == OK;

	if (q != NULL)
		arena_free(a);
	return good ? true : fail(r, BUSY, "the server cannot write now");
}

/* This mail failed, although the mailbox answers. It is tried at every look: the
 * longer the rest, the longer those behind it would wait. */
static bool
try_later(
    struct reader *r, int64_t uid, const char *trouble, const char *why)
{
	if (imap_stopped(r->imap))
		return false;
	if (++r->tries < TRIES_MOST) {
		fail(r, trouble, why);
		r->rest = r->settings->mail_imap_seconds * SECOND;
		return false;
	}
	log_line(LOG_ALARM, "inbox.stepped_over", LOG_N("uid", uid),
	    LOG_T("why", why));
	return step_over(r, uid);
}

/* What is known of a mail without having it whole. */
static const struct incoming *
read_one(struct reader *r, struct arena *a, const struct imap_entry *e,
    enum imap_end *end)
{
	const struct incoming *in = NULL;
	struct buffer mail = { 0 };

	if (e->size > INCOMING_MAX)
		*end = imap_fetch_header(r->imap, &r->box, e->uid, &mail);
	else
		*end = imap_fetch(r->imap, &r->box, e->uid, &mail);
	if (*end == IMAP_DONE && e->size > INCOMING_MAX)
		in = incoming_read_large(
		    a, r->settings, buffer_string(&mail), mail.len);
	else if (*end == IMAP_DONE)
		in = incoming_read(
		    a, r->settings, buffer_string(&mail), mail.len);
	buffer_free(&mail);
	return in;
}

static bool
is_refusal(enum err e)
{
	return e != OK && e != E_BUSY && e != E_BROKEN;
}

/* The server's last word about it; NULL: it stops, and the arena is gone. */
static const struct question *
hand_over(struct reader *r, struct arena *a, struct handing *h)
{
	const struct question *q = NULL;

	if (h->why == NULL) {
		q = ask(r, a, "mail.take", handing_params(a, h));
		if (q == NULL || !is_refusal(q->err))
			return q;
		handing_refuse(a, h, q->why);
	}
	return ask(r, a, "mail.refuse", handing_params(a, h));
}

/* What was none of ours stays where it is. */
static void
put_away(struct reader *r, struct arena *a, const char *reply, int64_t uid)
{
	struct taken taken;

	read_reply(a, taken_fields, sizeof(taken), reply, &taken);
	if (*r->settings->mail_imap_done == '\0' ||
	    strcmp(taken.result, "passed") == 0)
		return;
	if (imap_move(r->imap, &r->box, uid) == IMAP_DONE || r->unmovable ||
	    imap_stopped(r->imap))
		return;
	r->unmovable = true;
	log_line(LOG_WARN, "inbox.not_moved", LOG_N("uid", uid),
	    LOG_T("why", imap_why(r->imap)));
}

/* False: not now; the mail and all behind it are looked at again. */
static bool
deal(struct reader *r, const struct imap_entry *e)
{
	struct arena *a = arena_new();
	char digest[SECRET_HASH_LEN + 1];
	const struct incoming *in;
	const struct question *q;
	const char *name = arena_printf(a, "%s %lld %lld",
	    place_of(a, r->settings), (long long)r->box.validity,
	    (long long)e->uid);
	struct handing *h;
	enum imap_end end;
	bool good;

	in = read_one(r, a, e, &end);
	if (in == NULL) {
		arena_free(a);
		return end == IMAP_GONE
			   ? step_over(r, e->uid)
			   : try_later(r, e->uid, imap_trouble(r->imap),
				 imap_why(r->imap));
	}
	secret_digest(name, strlen(name), digest);
	h = incoming_hand(a, r->settings, in, digest, in->to);
	h->place = place_of(a, r->settings);
	h->validity = r->box.validity;
	h->uid = e->uid;
	q = hand_over(r, a, h);
	if (q == NULL)
		return false;
	good = q->err == OK;
	if (good)
		put_away(r, a, q->reply, e->uid);
	else
		good = q->err == E_BUSY
			   ? fail(r, BUSY, "the server is busy")
			   : try_later(
				 r, e->uid, BUSY, "the server failed at it");
	arena_free(a);
	return good;
}

static bool
deal_all(struct reader *r, const struct list *found)
{
	const struct imap_entry *e = found->at;

	for (size_t i = 0; i < found->count; i++) {
		if (!deal(r, &e[i]))
			return false;
		r->uid = e[i].uid;
		r->tries = 0;
	}
	return true;
}

/* False: there was a failure. */
static bool
look(struct reader *r)
{
	struct mailbox box;
	struct list found = { 0 };
	struct arena *a;
	bool good;

	if (imap_state(r->imap, &box) != IMAP_DONE)
		return fail(r, imap_trouble(r->imap), imap_why(r->imap));
	if (box.validity == r->box.validity && box.next == r->box.next)
		return true;
	if (box.validity != r->box.validity && !begin(r, &box))
		return false;
	a = arena_new();
	good = r->uid + 1 >= box.next ||
	       imap_list(r->imap, a, &box, r->uid, &found) == IMAP_DONE;
	if (!good)
		fail(r, imap_trouble(r->imap), imap_why(r->imap));
	else if (deal_all(r, &found))
		r->box.next = box.next;
	else
		good = false;
	arena_free(a);
	return good;
}

static void *
reader_main(void *arg)
{
	struct reader *r = arg;

	doing("inbox");
	while (!imap_stopped(r->imap)) {
		if (look(r))
			go_on(r);
		imap_pause(r->imap,
		    r->rest > 0 ? r->rest
				: r->settings->mail_imap_seconds * SECOND);
	}
	return NULL;
}

struct reader *
reader_start(const struct settings *s, void (*asks)(void *user), void *user)
{
	struct reader *r = need_zeroed(1, sizeof(*r));

	r->settings = s;
	r->asks = asks;
	r->user = user;
	r->asked = queue_new(1);
	r->answered = queue_new(1);
	r->imap = imap_new(s);
	if (pthread_create(&r->thread, NULL, reader_main, r) != 0)
		fatal("cannot start a thread; are there too many?");
	return r;
}

struct question *
reader_question(struct reader *r)
{
	struct question *q;

	return queue_take(r->asked, (void **)&q, 1) == 1 ? q : NULL;
}

void
reader_answer(struct reader *r, struct question *q)
{
	if (!queue_put(r->answered, q))
		arena_free(q->arena);
}

void
reader_stop(struct reader *r)
{
	struct question *q;

	imap_stop(r->imap);
	queue_close(r->asked);
	queue_close(r->answered);
	pthread_join(r->thread, NULL);
	if ((q = reader_question(r)) != NULL)
		arena_free(q->arena);
}

void
reader_free(struct reader *r)
{
	imap_free(r->imap);
	queue_free(r->asked);
	queue_free(r->answered);
	free(r);
}
