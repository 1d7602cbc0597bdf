/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outbox.c - which mails are due, and what becomes of each.
 *
 * mail/ carries, this decides: when a mail is tried again, when it is given up,
 * which address gets no more. A lease is a promise for some minutes only: when
 * the carrier dies between the relay's last word and ours, the mail is due
 * again and is sent once more, under the same Message-ID.
 */
#include "soundings/outbox.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/event.h"
#include "soundings/log.h"
#include "soundings/method.h"
#include "soundings/secret.h"

#include "domain/notify/notify.h"

#define LEASE MINUTE /* renewed while its sender lives */
#define LEASE_MOST 200
#define GIVEN_UP_AFTER (5 * DAY)
#define SIGN_IN_LIFE (10 * MINUTE) /* of the link in it */
#define KEPT           (90 * DAY)
#define BOUNCED_FOR (180 * DAY)
#define FAILURES_MOST 5
#define FAILURES_DAYS 14

struct tried {
	int64_t id;
	const char *kind;
	int64_t member;
	const char *address;
	int64_t community, attempts, queued_at;

	/* What becomes of it. */
	int64_t due_at, now;
	const char *state, *reply, *message_id;
};

static const struct field lease_input[] = { F_INT(lease, most, 1, LEASE_MOST),
	F_END };
static const struct field renewal_input[] = {
	F_IDS(renewal, mails, 0, LEASE_MOST), F_END
};
static const struct field leased_stored[] = { F_ID(leased, id),
	F_TEXT(leased, kind, 1, 40), F_REF(leased, member),
	F_TEXT(leased, address, 3, 254), F_TEXT_OPT(leased, to_name, 200),
	F_TEXT_OPT(leased, from_name, 200), F_TEXT(leased, subject, 1, 400),
	F_TEXT(leased, text, 1, FIELD_INT_MAX),
	F_TEXT_OPT(leased, html, FIELD_INT_MAX), F_REF(leased, community),
	F_TEXT_OPT(leased, community_name, 200),
	F_TEXT_OPT(leased, community_slug, 200), F_TEXT(leased, why, 1, 400),
	F_TEXT_OPT(leased, unsubscribe, 40), F_BOOL(leased, urgent),
	F_TEXT_OPT(leased, link_path, 400), F_TEXT_OPT(leased, link_seed, 64),
	F_REF(leased, thread), F_REF(leased, post), F_REF(leased, parent),
	F_TIME(leased, queued_at),
	F_TEXT_OPT(leased, answer_to, 40), F_TEXT_OPT(leased, answering, 2000),
	F_BOOL(leased, allowed), F_END };
static const struct field settlement_fields[] = { F_ID(settlement, mail),
	F_CHOICE(settlement, result, outbox_results),
	F_TEXT_OPT(settlement, reply, 400),
	F_TEXT_OPT(settlement, message_id, 400), F_END };
static const struct field settling_input[] = {
	F_LIST(settling, mails, settlement, settlement_fields, LEASE_MOST),
	F_END
};
static const struct field tried_stored[] = { F_ID(tried, id),
	F_TEXT(tried, kind, 1, 40), F_REF(tried, member),
	F_TEXT(tried, address, 3, 254), F_REF(tried, community),
	F_INT(tried, attempts, 0, FIELD_INT_MAX), F_TIME(tried, queued_at),
	F_TIME(tried, due_at), F_TIME(tried, now), F_TEXT(tried, state, 1, 20),
	F_TEXT_OPT(tried, reply, 400), F_TEXT_OPT(tried, message_id, 400),
	F_END };

static void
settle(struct call *c, struct tried *t, const char *state)
{
	t->state = state;
	t->now = c->now;
	db_put(c->db, OUTBOX_SETTLE, tried_stored, t);
}

/* The reader may have left, moved or said no since it was queued; a link to
 * sign in may have died of age. */
static bool
still_wanted(struct call *c, const struct leased *m)
{
	if (!m->allowed)
		return false;
	if (m->urgent)
		return c->now - m->queued_at < SIGN_IN_LIFE;
	return !address_suppressed(
	    c, m->address, m->unsubscribe != NULL ? m->unsubscribe : m->kind);
}

/* Those who wait at their screen first. */
static void
lease_some(struct call *c, struct leased *mails, bool urgent)
{
	struct lease *in = c->in;
	struct list due = db_all(c->db, OUTBOX_DUE, leased_stored,
	    sizeof(struct leased), urgent, c->now,
	    in->most - (int64_t)in->mails.count);
	struct leased *m = due.at;

	for (size_t i = 0; i < due.count; i++) {
		if (!still_wanted(c, &m[i])) {
			settle(
			    c, &(struct tried){ .id = m[i].id }, "suppressed");
			continue;
		}
		db_run(c->db, OUTBOX_LEASE, c->now + LEASE, m[i].id);
		mails[in->mails.count++] = m[i];
	}
}

static enum err
outbox_lease(struct call *c)
{
	struct lease *in = c->in;

	in->mails.at = arena_get(
	    c->arena, (size_t)in->most * sizeof(struct leased));
	in->mails.count = 0;
	db_run(c->db, OUTBOX_LAPSE, c->now, c->now);
	lease_some(c, in->mails.at, true);
	if ((int64_t)in->mails.count < in->most)
		lease_some(c, in->mails.at, false);
	in->waiting = db_number(c->db, OUTBOX_COUNT_DUE, c->now);
	return call_done(c);
}

static enum err
outbox_renew(struct call *c)
{
	const struct renewal *in = c->in;

	for (size_t i = 0; i < in->mails.count; i++)
		db_run(c->db, OUTBOX_RENEW, c->now + LEASE, in->mails.at[i]);
	return call_done(c);
}

/* At start: what was being sent when the server died is due again. */
static enum err
outbox_recover(struct call *c)
{
	db_run(c->db, OUTBOX_LAPSE, c->now, FIELD_INT_MAX);
	return call_done(c);
}

void
bounce_suppress(struct call *c, const char *address, int64_t member,
    const char *why)
{
	char hash[SECRET_HASH_LEN + 1];

	secret_hash(SECRET_ADDRESS, address, hash);
	db_run(c->db, SUPPRESSION_PUT, (const char *)hash, "all", why, c->now,
	    c->now + BOUNCED_FOR, REF(member));
}

static void
suppress(struct call *c, const struct tried *t, const char *why)
{
	bounce_suppress(c, t->address, t->member, why);
	if (t->member != 0)
		bounce_tell(c, t->member, t->id);
}

static void
give_up(struct call *c, struct tried *t)
{
	settle(c, t, "failed");
	log_line(LOG_WARN, "mail.failed", LOG_N("mail", t->id),
	    LOG_N("attempts", t->attempts));
	if (t->community != 0)
		event_note(c, "mail.failed",
		    AUDIENCE(AUDIENCE_COORDINATORS, t->community), t->community,
		    t->id);
}

/* RFC 5321 4.5.4.1: soon, then hourly, for some days. */
static void
try_later(struct call *c, struct tried *t)
{
	static const int64_t minutes[] = { 1, 5, 15, 30, 60 };
	int64_t n = t->attempts < (int64_t)COUNT(minutes)
			? t->attempts
			: (int64_t)COUNT(minutes) - 1;

	t->attempts++;
	t->due_at = c->now + minutes[n] * MINUTE;
	if (t->due_at - t->queued_at <= GIVEN_UP_AFTER) {
		db_put(c->db, OUTBOX_LATER, tried_stored, t);
		return;
	}
	give_up(c, t);
	if (db_number(c->db, OUTBOX_FAILURES, t->address,
		c->now - FAILURES_DAYS * DAY) >= FAILURES_MOST)
		suppress(c, t, "given_up");
}

/* No mail could go, which is not this one's fault. It moves behind the others,
 * so that the next try is made with another. */
static void
hold(struct call *c, struct tried *t)
{
	t->due_at = c->now;
	if (t->due_at - t->queued_at <= GIVEN_UP_AFTER)
		db_put(c->db, OUTBOX_LATER, tried_stored, t);
	else
		give_up(c, t);
}

static void
settle_one(struct call *c, const struct settlement *in)
{
	struct tried t;

	if (!db_get(c->db, OUTBOX_GET, tried_stored, &t, in->mail))
		return;
	t.reply = in->reply;
	t.message_id = in->message_id;
	if (strcmp(in->result, "sent") == 0)
		settle(c, &t, "sent");
	else if (strcmp(in->result, "later") == 0)
		try_later(c, &t);
	else if (strcmp(in->result, "held") == 0)
		hold(c, &t);
	else
		give_up(c, &t);
	if (strcmp(in->result, "bounced") == 0)
		suppress(c, &t, "refused");
	if (strcmp(in->result, "letters") == 0)
		suppress(c, &t, "letters");
}

static enum err
outbox_settle(struct call *c)
{
	const struct settling *in = c->in;
	const struct settlement *mails = in->mails.at;

	for (size_t i = 0; i < in->mails.count; i++)
		settle_one(c, &mails[i]);
	return call_done(c);
}

static enum err
outbox_forget(struct call *c)
{
	db_run(c->db, OUTBOX_PURGE, c->now - KEPT);
	db_run(c->db, SUPPRESSION_PURGE, c->now);
	return call_done(c);
}

const struct method outbox_methods[] = {
	{ .name = "outbox.lease",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .in = lease_input,
	    .in_size = sizeof(struct lease),
	    .run = outbox_lease,
	    .doc = "Takes mails that are due; they are sent or due again." },
	{ .name = "outbox.renew",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .in = renewal_input,
	    .in_size = sizeof(struct renewal),
	    .run = outbox_renew,
	    .doc = "Keeps mails for those who are still sending them." },
	{ .name = "outbox.settle",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .in = settling_input,
	    .in_size = sizeof(struct settling),
	    .run = outbox_settle,
	    .doc = "Says what became of mails, and so what happens next." },
	{ .name = "outbox.recover",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .run = outbox_recover,
	    .doc = "Makes what was under way when the server died due again." },
	{ .name = "outbox.forget",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .run = outbox_forget,
	    .every = HOUR,
	    .doc = "Forgets what became of mail three months ago." },
	{ 0 }
};

const struct event_kind outbox_events[] = {
	{ .name = "mail.failed",
	    .doc = "A mail of the community was given up, or bounced." },
	{ 0 }
};
