/* SPDX-License-Identifier: Apache-2.0 */
/*
 * notice.c - which mail a member wants.
 *
 * One click in a mail is enough to want less: the link is not a session, it
 * says who and what, carries our seal and can do nothing else. To want more
 * again takes signing in.
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/event.h"
#include "soundings/method.h"
#include "soundings/outbox.h"
#include "soundings/secret.h"

#include "domain/notify/decide.h"
#include "domain/notify/notify.h"

#define UNSUBSCRIBED_FOR (10 * 365 * DAY)
#define ASTRAY_MOST 200

struct notice {
	bool digest_on;
	const char *digest_days;
	int64_t digest_hour;
	const char *time_zone;
};

/* A notice as its row. */
struct wish {
	int64_t member;
	bool digest_on;
	const char *digest_days;
	int64_t digest_hour;
	const char *zone;
	int64_t next_at;
	bool known; /* has a row */
};

struct leaving {
	const char *token;
};

struct astray {
	struct list wishes; /* found in the slow half */
};

static const struct field notice_fields[] = { F_BOOL(notice, digest_on),
	F_TEXT(notice, digest_days, 1, DAYS_MAX),
	F_INT(notice, digest_hour, 0, 23), F_TEXT(notice, time_zone, 1, 64),
	F_END };
static const struct field wish_stored[] = { F_ID(wish, member),
	F_BOOL(wish, digest_on), F_TEXT(wish, digest_days, 1, DAYS_MAX),
	F_INT(wish, digest_hour, 0, 23), F_TEXT(wish, zone, 1, 64),
	F_TIME(wish, next_at), F_BOOL(wish, known), F_END };
static const struct field leaving_input[] = { F_TEXT(leaving, token, 1, 200),
	F_END };

static void
read_notice(struct call *c, int64_t member, struct notice *n)
{
	if (db_get(c->db, NOTICE_GET, notice_fields, n, member))
		return;
	n->digest_on = true;
	n->digest_days = DIGEST_DAYS;
	n->digest_hour = DIGEST_HOUR;
	n->time_zone = db_text(c->db, NOTICE_ZONE, member);
}

static void
write_notice(struct call *c, int64_t member, const struct notice *n)
{
	struct schedule s = { n->digest_days, n->digest_hour, n->time_zone };
	struct wish w = {
		.member = member,
		.digest_on = n->digest_on,
		.digest_days = n->digest_days,
		.digest_hour = n->digest_hour,
		.zone = n->time_zone,
		.next_at = schedule_next(&s, c->now),
	};

	db_put(c->db, NOTICE_PUT, wish_stored, &w);
	event_note(
	    c, "notice.changed", AUDIENCE(AUDIENCE_MEMBER, member), 0, member);
}

static enum err
notice_get(struct call *c)
{
	struct notice n = { 0 };

	read_notice(c, c->member, &n);
	return call_reply(c, notice_fields, &n);
}

static enum err
notice_set(struct call *c)
{
	const struct notice *n = c->in;

	if (!schedule_days_valid(n->digest_days))
		return call_invalid(
		    c, "digest_days", "Choose at least one day of the week.");
	if (!clock_zone_valid(n->time_zone))
		return call_invalid(
		    c, "time_zone", "There is no such time zone.");
	db_run(c->db, NOTICE_SET_ZONE, n->time_zone, c->member);
	write_notice(c, c->member, n);
	return call_reply(c, notice_fields, n);
}

static void
stop_digest(struct call *c, int64_t member)
{
	struct notice n = { 0 };

	read_notice(c, member, &n);
	if (!n.digest_on || n.time_zone == NULL)
		return;
	n.digest_on = false;
	write_notice(c, member, &n);
}

void
notice_settle(struct call *c, int64_t member)
{
	struct notice n = { 0 };

	if (db_number(c->db, NOTICE_KNOWN, member) > 0)
		return;
	read_notice(c, member, &n);
	write_notice(c, member, &n);
}

static void
stop_kind(struct call *c, int64_t member, const char *kind)
{
	const char *address = db_text(c->db, NOTICE_ADDRESS, member);
	char hash[SECRET_HASH_LEN + 1];

	if (address == NULL)
		return;
	secret_hash(SECRET_ADDRESS, address, hash);
	db_run(c->db, SUPPRESSION_PUT, (const char *)hash, kind, "unsubscribed",
	    c->now, c->now + UNSUBSCRIBED_FOR, REF(member));
}

/* Everywhere, also where they once chose otherwise: that is what they pressed. */
static void
stop_wish(struct call *c, int64_t member, const char *kind)
{
	db_run(c->db, WISH_PUT, member, (int64_t)0, kind, "none");
	db_run(c->db, WISH_STOP, member, kind);
	event_note(c, "notice.changed", AUDIENCE(AUDIENCE_MEMBER, member), 0,
	    member);
}

static enum err
notice_unsubscribe(struct call *c)
{
	const struct leaving *in = c->in;
	const char *kind;
	int64_t member;

	if (!unsubscribe_read(c->arena, in->token, &member, &kind))
		return call_fail(c, E_INVALID,
		    "This link is not complete. Copy the whole address from "
		    "the mail, or sign in and change it under your account.");
	if (strcmp(kind, "digest") == 0)
		stop_digest(c, member);
	else if (mail_kind_find(kind) != NULL)
		stop_wish(c, member, kind);
	else
		stop_kind(c, member, kind);
	return call_done(c);
}

/* The slow half: whom the next half gives a row, or another hour. */
static enum err
notice_reckon_prepare(struct call *c)
{
	struct astray *found = c->in;

	found->wishes = db_all(c->db, NOTICE_ASTRAY, wish_stored,
	    sizeof(struct wish), ASTRAY_MOST);
	return OK;
}

static enum err
notice_reckon(struct call *c)
{
	const struct astray *found = c->in;
	struct wish *w = found->wishes.at;
	struct schedule s;

	for (size_t i = 0; i < found->wishes.count; i++) {
		if (!w[i].known) {
			w[i].digest_on = true;
			w[i].digest_days = DIGEST_DAYS;
			w[i].digest_hour = DIGEST_HOUR;
		}
		s = (struct schedule){ w[i].digest_days, w[i].digest_hour,
			w[i].zone };
		w[i].next_at = schedule_next(&s, c->now);
		db_put(c->db, w[i].known ? NOTICE_RECKON : NOTICE_FIRST,
		    wish_stored, &w[i]);
	}
	return call_done(c);
}

const struct method notice_methods[] = {
	{ .name = "notice.get",
	    .kind = READ,
	    .who = WHO_MEMBER,
	    .out = notice_fields,
	    .run = notice_get,
	    .doc = "Which mail the caller wants, and when." },
	{ .name = "notice.set",
	    .kind = WRITE,
	    .who = WHO_MEMBER,
	    .in = notice_fields,
	    .in_size = sizeof(struct notice),
	    .out = notice_fields,
	    .run = notice_set,
	    .doc = "Changes which mail the caller wants, and when." },
	{ .name = "notice.unsubscribe",
	    .kind = WRITE,
	    .always = true,
	    .who = WHO_GUEST,
	    .in = leaving_input,
	    .in_size = sizeof(struct leaving),
	    .run = notice_unsubscribe,
	    .doc =
		"Stops the kind of mail that the link was in; whoever has the "
		"link may." },
	{ .name = "notice.reckon",
	    .kind = WRITE,
	    .who = WHO_SERVER,
	    .lane = LANE_HEAVY,
	    .in_size = sizeof(struct astray),
	    .prepare = notice_reckon_prepare,
	    .run = notice_reckon,
	    .every = 30 * SECOND,
	    .doc = "Gives new members the usual digest, and those who moved "
		   "theirs at the new hour." },
	{ 0 }
};

const struct event_kind notice_events[] = {
	{ .name = "notice.changed",
	    .doc = "The member wants other mail than before." },
	{ 0 }
};
