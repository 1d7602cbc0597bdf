/* SPDX-License-Identifier: Apache-2.0 */
/*
 * send.c - the mails that were decided on, once their time has come.
 *
 * What concerns one member and one thread goes together. The slow half writes
 * the words (letter.c); the fast one queues them, each decision once, or leaves
 * them to the digest when the day has had its mails. A mail with nothing in it
 * is not sent.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/method.h"
#include "soundings/outbox.h"

#include "domain/notify/letter.h"

#define READY_MOST 50

struct sending {
	struct list ready; /* of struct ready */
};

struct sent {
	int64_t mails;
	bool more;
};

static const struct field ready_stored[] = { F_ID(ready, member),
	F_INT(ready, batch, 0, FIELD_INT_MAX), F_ID(ready, community),
	F_TEXT(ready, email, 3, 254), F_TEXT(ready, display_name, 1, 200),
	F_TEXT(ready, zone, 1, 64), F_END };
static const struct field sent_output[] = { F_INT(sent, mails, 0, READY_MOST),
	F_BOOL(sent, more), F_END };

static enum err
notice_send_prepare(struct call *c)
{
	struct sending *in = c->in;
	struct letter_shelf shelf = { 0 };
	struct ready *r;

	in->ready = db_all(c->db, DECISION_READY, ready_stored,
	    sizeof(struct ready), c->now, READY_MOST);
	r = in->ready.at;
	for (size_t i = 0; i < in->ready.count; i++)
		letter_write(c, &r[i], &shelf);
	return OK;
}

static int64_t
queue(struct call *c, const struct ready *r)
{
	outbox_put(c, &(struct outgoing){
		.kind = r->sort, .event = r->event, .member = r->member,
		.to = r->email, .to_name = r->display_name,
		.from_name = r->from_name, .subject = r->subject,
		.text = r->text, .html = r->html, .community = r->community,
		.why = r->why, .unsubscribe = r->kind,
		.thread = r->post != 0 ? r->batch : 0, .post = r->post,
		.answer_to = r->answer_to,
	});
	return db_number(c->db, OUTBOX_NEWEST, 0);
}

/* Two servers may be at it: who finds one of them settled has old words, and
 * leaves the others to the next turn. */
static bool
still_open(struct call *c, const struct ready *r)
{
	const struct decision *d = r->decisions.at;

	for (size_t i = 0; i < r->decisions.count; i++)
		if (db_number(c->db, DECISION_OPEN, d[i].member, d[i].event,
			d[i].kind) == 0)
			return false;
	return true;
}

/* The day may have had its mails by now: what is no warning waits then for the
 * digest. Only the fast half knows what the others of this turn were. */
static void
leave_to_digest(struct call *c, struct ready *r)
{
	struct decision *d = r->decisions.at;
	const struct mail_kind *kind;
	struct wanting w;
	struct verdict v;

	if (r->told == 0 || r->warns)
		return;
	kind = mail_kind_find(r->kind);
	w = wanting_of(c, r->member, r->community, kind);
	v = decide(kind, &w, c->now, 0);
	if (strcmp(v.way, "now") == 0)
		return;
	for (size_t i = 0; i < r->decisions.count; i++)
		if (d[i].mail != 0) {
			d[i].way = v.way;
			d[i].why = v.why;
			d[i].mail = 0;
		}
	r->told = 0;
}

static bool
send_one(struct call *c, struct ready *r)
{
	const struct decision *d = r->decisions.at;
	int64_t mail;

	if (!still_open(c, r))
		return false;
	leave_to_digest(c, r);
	mail = r->told > 0 ? queue(c, r) : 0;
	for (size_t i = 0; i < r->decisions.count; i++)
		db_run(c->db, DECISION_SETTLE, d[i].way, d[i].why, c->now,
		    REF(d[i].mail != 0 ? mail : 0), d[i].member, d[i].event,
		    d[i].kind);
	return mail != 0;
}

static enum err
notice_send(struct call *c)
{
	const struct sending *in = c->in;
	struct ready *r = in->ready.at;
	struct sent out = { .more = in->ready.count == READY_MOST };

	db_run(c->db, DECISION_CLOSED, c->now);
	for (size_t i = 0; i < in->ready.count; i++)
		if (send_one(c, &r[i]))
			out.mails++;
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
